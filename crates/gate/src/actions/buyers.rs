//! Buyers that count: what they did, and until when it counts.

use super::checks::look_at_mail;
use super::line::settle;
use crate::model::{Brought, Counter, Day, Twig};
use crate::store::records::{CategoryBuyer, FirmRecord};
use crate::store::{campaigns, checks, counts, records};
use ::store::{Event, Told, Tx};
use catalog::{CategoryCode, ProductChanged};
use kernel::rules::Rules;
use kernel::{Firm, Id, Outcome, Person, Timestamp};
use party::events::{FirmOpened, MemberJoined};
use sourcing::events::{InquiryMade, QuoteAccepted, QuoteGiven, RequestOpened, RequestQuoted};
use std::collections::{BTreeMap, BTreeSet};

const MICROS_PER_HOUR: i64 = 3_600_000_000;

/// Whether an event of this name is counted.
pub(crate) fn does_count(name: &str) -> bool {
    let of_firms = [FirmOpened::NAME, MemberJoined::NAME, ProductChanged::NAME];
    let of_requests = [InquiryMade::NAME, RequestOpened::NAME, RequestQuoted::NAME];
    let of_quotes = [QuoteGiven::NAME, QuoteAccepted::NAME];
    [&of_firms[..], &of_requests, &of_quotes].iter().any(|names| names.contains(&name))
}

/// Takes some events, in their order.
pub(crate) fn hear(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let categories = categories_asked_for(tx, told)?;
    let mut touched = BTreeSet::new();
    let mut shops = BTreeSet::new();
    for told in told {
        match told.name.as_str() {
            FirmOpened::NAME => hear_firm(tx, told.read()?, told.at)?,
            MemberJoined::NAME => {
                let MemberJoined { firm, person } = told.read()?;
                count_person(tx, person, told.at)?;
                look_at_mail(tx, firm, person, told.at)?;
            }
            ProductChanged::NAME => {
                let ProductChanged { firm, .. } = told.read()?;
                shops.insert(firm);
            }
            InquiryMade::NAME => {
                let made: InquiryMade = told.read()?;
                let category = categories.get(&made.product);
                hear_inquiry(tx, &made, category, told.at)?;
                touched.extend(category.cloned());
            }
            RequestOpened::NAME => {
                touched.extend(hear_request(tx, &told.read()?, told.at)?);
            }
            RequestQuoted::NAME => {
                let RequestQuoted { seller, .. } = told.read()?;
                note_selling(tx, seller, told.at)?;
            }
            QuoteGiven::NAME => hear_quote(tx, &told.read()?, told.at)?,
            QuoteAccepted::NAME => {
                let QuoteAccepted { buyer, .. } = told.read()?;
                note_buying(tx, buyer, told.at)?;
            }
            _ => {}
        }
    }
    shops.into_iter().try_for_each(|firm| look_at_shop(tx, firm))?;
    touched.iter().try_for_each(|category| settle(tx, category))
}

/// The categories of the products that inquiries are about.
fn categories_asked_for(
    tx: &mut Tx<'_>,
    told: &[Told],
) -> Outcome<BTreeMap<Id<catalog::ProductKind>, CategoryCode>> {
    let inquiries = told.iter().filter(|told| told.name == InquiryMade::NAME);
    let made = inquiries.map(Told::read::<InquiryMade>).collect::<Outcome<Vec<_>>>()?;
    let products: Vec<_> = made.iter().map(|made| made.product).collect();
    catalog::categories_of(tx, &products)
}

fn hear_firm(tx: &mut Tx<'_>, opened: FirmOpened, at: Timestamp) -> Outcome<()> {
    counts::add(tx, Counter::Firms, 1)?;
    count_person(tx, opened.person, at)?;
    record_of(tx, opened.firm).map(|_| ())
}

fn count_person(tx: &mut Tx<'_>, person: Id<Person>, at: Timestamp) -> Outcome<()> {
    if records::is_counted(tx, person)? {
        return Ok(());
    }
    records::add_person(tx, person, at)?;
    counts::add(tx, Counter::People, 1)
}

/// A firm's record, begun if it was not: events of one firm may come before its opening.
pub(super) fn record_of(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<FirmRecord> {
    if let Some(record) = records::find(tx, firm)? {
        return Ok(record);
    }
    let known = party::firm(tx, firm)?;
    records::add(tx, firm, known.country, known.created_at)?;
    records::find(tx, firm)?.ok_or(kernel::Stop::Absent)
}

fn look_at_shop(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    let record = record_of(tx, firm)?;
    let is_storefront = catalog::has_listing(tx, firm)?;
    if is_storefront == record.is_storefront {
        return Ok(());
    }
    counts::add(tx, Counter::Storefronts, if is_storefront { 1 } else { -1 })?;
    records::change(tx, firm, &FirmRecord { is_storefront, ..record })
}

fn hear_inquiry(
    tx: &mut Tx<'_>,
    made: &InquiryMade,
    category: Option<&CategoryCode>,
    at: Timestamp,
) -> Outcome<()> {
    note_buying(tx, made.buyer, at)?;
    if let Some(category) = category {
        note_interest(tx, made.buyer, category, at)?;
    }
    let record = record_of(tx, made.buyer)?;
    if record.first_asked_at.is_none() {
        let first_asked_at = Some(at);
        records::change(tx, made.buyer, &FirmRecord { first_asked_at, ..record })?;
    }
    note_step(tx, made.buyer, Twig::Asked, at)?;
    records::add_received(tx, made.seller, made.inquiry, at)?;
    let record = record_of(tx, made.seller)?;
    let received = record.received + 1;
    records::change(tx, made.seller, &FirmRecord { received, ..record })
}

/// A request to buy makes its buyer active in each category that it asks for.
fn hear_request(
    tx: &mut Tx<'_>,
    opened: &RequestOpened,
    at: Timestamp,
) -> Outcome<Vec<CategoryCode>> {
    note_buying(tx, opened.buyer, at)?;
    note_step(tx, opened.buyer, Twig::Asked, at)?;
    let codes = sourcing::request_categories(tx, opened.request)?;
    let known = codes.iter().filter_map(|code| CategoryCode::parse(code).ok());
    let categories: Vec<CategoryCode> = known.collect();
    for category in &categories {
        note_interest(tx, opened.buyer, category, at)?;
    }
    Ok(categories)
}

fn hear_quote(tx: &mut Tx<'_>, given: &QuoteGiven, at: Timestamp) -> Outcome<()> {
    note_selling(tx, given.seller, at)?;
    let mut record = record_of(tx, given.seller)?;
    record.first_quote_at = record.first_quote_at.or(Some(at));
    if let Some(asked_at) = records::find_unanswered(tx, given.seller, given.inquiry)? {
        records::set_answered(tx, given.seller, given.inquiry, at)?;
        let took_us = at.micros_since(asked_at);
        let fastest = record.first_answer_us.map_or(took_us, |before| before.min(took_us));
        record.first_answer_us = Some(fastest);
        let in_time = took_us <= Rules::current().exporter.answer_h * MICROS_PER_HOUR;
        record.answered += i64::from(in_time);
    }
    records::change(tx, given.seller, &record)
}

/// Writes down that a firm bought or asked: it is an active buyer from that day on.
fn note_buying(tx: &mut Tx<'_>, firm: Id<Firm>, at: Timestamp) -> Outcome<()> {
    let mut record = record_of(tx, firm)?;
    if note_day(tx, Counter::ActiveBuyers, &mut record.bought_day, at)? {
        records::change(tx, firm, &record)?;
    }
    Ok(())
}

fn note_selling(tx: &mut Tx<'_>, firm: Id<Firm>, at: Timestamp) -> Outcome<()> {
    let mut record = record_of(tx, firm)?;
    if note_day(tx, Counter::ActiveSellers, &mut record.sold_day, at)? {
        records::change(tx, firm, &record)?;
    }
    Ok(())
}

/// Moves a firm from the day of its last act to a later one; tells whether it is later.
pub(super) fn note_day(
    tx: &mut Tx<'_>,
    counter: Counter,
    last: &mut Day,
    at: Timestamp,
) -> Outcome<bool> {
    let day = Day::of(at);
    if day <= *last {
        return Ok(false);
    }
    if *last != Day::NEVER {
        counts::add_on(tx, counter, *last, -1)?;
    }
    *last = day;
    counts::add_on(tx, counter, day, 1)?;
    Ok(true)
}

/// Writes down that a firm wants goods of a category.
pub(super) fn note_interest(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    category: &CategoryCode,
    at: Timestamp,
) -> Outcome<()> {
    let until = Day::of(at).plus(Rules::current().buyers.active_d - 1);
    let known = match records::find_buyer(tx, category, firm)? {
        Some(known) => known,
        None => CategoryBuyer {
            category: category.clone(),
            country: record_of(tx, firm)?.country.code().to_owned(),
            active_until: Day::NEVER,
            counts_until: Day::NEVER,
        },
    };
    let active_until = known.active_until.max(until);
    let verified_until = Day::of(checks::valid_until(tx, firm)?);
    move_buyer(tx, firm, CategoryBuyer { active_until, ..known }, verified_until)
}

/// A buyer counts in a category as long as it is both active and verified.
fn move_buyer(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    buyer: CategoryBuyer,
    verified_until: Day,
) -> Outcome<()> {
    let before = buyer.counts_until;
    let after = buyer.active_until.min(verified_until);
    if before != after {
        let CategoryBuyer { category, country, .. } = &buyer;
        if before != Day::NEVER {
            counts::add_buyers(tx, category, before, country, -1)?;
        }
        if after != Day::NEVER {
            counts::add_buyers(tx, category, after, country, 1)?;
        }
    }
    records::put_buyer(tx, firm, &CategoryBuyer { counts_until: after, ..buyer })
}

/// After a firm was verified: it counts in every category in which it is active, and whoever
/// brought it sees it.
pub(super) fn note_verified(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    let verified_until = Day::of(checks::valid_until(tx, firm)?);
    let categories = records::list_categories(tx, firm)?;
    for buyer in categories.iter().cloned() {
        move_buyer(tx, firm, buyer, verified_until)?;
    }
    note_step(tx, firm, Twig::Verified, tx.now())?;
    let mut shelves = categories.iter().map(|buyer| &buyer.category);
    shelves.try_for_each(|category| settle(tx, category))
}

/// Writes a buyer's first step down for whoever brought it.
fn note_step(tx: &mut Tx<'_>, firm: Id<Firm>, step: Twig, at: Timestamp) -> Outcome<()> {
    match campaigns::find_brought(tx, firm)? {
        Some(before) => take_step(tx, &before, step, at),
        None => Ok(()),
    }
}

/// Writes a step down unless the firm took it before.
pub(super) fn take_step(
    tx: &mut Tx<'_>,
    before: &Brought,
    step: Twig,
    at: Timestamp,
) -> Outcome<()> {
    let is_known = match step {
        Twig::Verified => before.verified_at,
        Twig::Asked => before.asked_at,
        Twig::Ordered => before.ordered_at,
    };
    if is_known.is_some() {
        return Ok(());
    }
    campaigns::set_step(tx, before.firm, step, at)?;
    let Some(campaign) = before.campaign else { return Ok(()) };
    let has_acted = before.asked_at.is_some() || before.ordered_at.is_some();
    let is_won = match step {
        Twig::Verified => has_acted,
        _ => !has_acted && before.verified_at.is_some(),
    };
    let steps = [step == Twig::Verified, step == Twig::Asked, step == Twig::Ordered, is_won];
    campaigns::count_steps(tx, campaign, steps)
}
