//! Letters about deals: what came, what is under way, what waits for somebody. Written from what
//! was told, a moment later, so that no step of a trade waits for them.

use crate::events::{
    DealLate, DealPaid, DealPartDue, DealPartShipped, DealPriceChanged, DealProposed,
    DealRestClosed, DealShipped,
};
use crate::model::{DealKind, Side};
use crate::store;
use ::store::{Event, Told, Tx};
use kernel::rules::Rules;
use kernel::{Currency, Firm, Id, Money, Outcome};
use party::{News, Topic};
use std::collections::BTreeMap;

/// Whoever begins to follow late writes no letters about what is long over.
const OLD_NEWS_D: i64 = 1;

/// A letter to be written.
struct Letter {
    deal: Id<DealKind>,
    page: &'static str,
    news: News,
}

/// Whether an event of this name is told by letter.
pub(crate) fn is_news(name: &str) -> bool {
    let of_goods = [DealPaid::NAME, DealShipped::NAME, DealPartShipped::NAME];
    let of_terms = [DealProposed::NAME, DealPriceChanged::NAME, DealRestClosed::NAME];
    let of_time = [DealPartDue::NAME, DealLate::NAME];
    [&of_goods[..], &of_terms, &of_time].iter().any(|names| names.contains(&name))
}

/// Writes what these events make necessary: of one deal one letter of a kind, with the newest
/// facts.
pub(crate) fn write_letters(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let mut letters: BTreeMap<(Id<DealKind>, &'static str), Letter> = BTreeMap::new();
    let since = tx.now().plus_days(-OLD_NEWS_D);
    for told in told.iter().filter(|told| told.at >= since) {
        if let Some(letter) = letter_of(told)? {
            letters.insert((letter.deal, letter.news.kind), letter);
        }
    }
    let sides: Vec<_> = letters.keys().map(|(deal, _)| (*deal, Side::Seller)).collect();
    let cards = store::list_cards(tx, &sides)?;
    let mut all = Vec::new();
    for letter in letters.into_values() {
        let Letter { deal, page, mut news } = letter;
        let Some(card) = cards.iter().find(|card| card.deal == deal) else { continue };
        news.facts.push(("title", card.title.clone()));
        news.facts.push(("path", format!("/deals/{deal}{page}")));
        all.push(news);
    }
    party::send_news(tx, &all)
}

fn amount(minor: i64, currency: Currency) -> String {
    format!("{} {}", currency.code(), Money::new(minor, currency).plain())
}

fn letter_of(told: &Told) -> Outcome<Option<Letter>> {
    Ok(match told.name.as_str() {
        DealPaid::NAME => {
            let told: DealPaid = told.read()?;
            let facts = vec![("amount", amount(told.amount_minor, told.currency))];
            Some(to(told.deal, told.seller, (Topic::Payments, "deal-paid"), facts))
        }
        DealShipped::NAME => {
            let told: DealShipped = told.read()?;
            shipped(told.deal, told.buyer)
        }
        DealPartShipped::NAME => {
            let told: DealPartShipped = told.read()?;
            shipped(told.deal, told.buyer)
        }
        DealPartDue::NAME => {
            let told: DealPartDue = told.read()?;
            let facts = vec![("amount", amount(told.amount_minor, told.currency))];
            Some(to(told.deal, told.buyer, (Topic::Deadlines, "deal-part-due"), facts))
        }
        DealLate::NAME => {
            let told: DealLate = told.read()?;
            let late = (Topic::Deadlines, "deal-late");
            told.buyer.map(|buyer| to(told.deal, buyer, late, Vec::new()))
        }
        _ => return proposal_of(told),
    })
}

fn proposal_of(told: &Told) -> Outcome<Option<Letter>> {
    Ok(match told.name.as_str() {
        DealProposed::NAME => {
            let told: DealProposed = told.read()?;
            let mut facts = both((told.old_minor, told.new_minor), told.currency);
            let kind = if told.kind == "price" { "deal-price" } else { "deal-short" };
            if let Some(until) = told.answer_by {
                let until = until.date_in(&Rules::current().market.time_zone);
                facts.push(("until", until.to_string()));
            }
            told.buyer.map(|buyer| Letter {
                page: "/proposal",
                ..to(told.deal, buyer, (Topic::Proposals, kind), facts)
            })
        }
        DealPriceChanged::NAME => {
            let told: DealPriceChanged = told.read()?;
            let facts = both((told.old_minor, told.new_minor), told.currency);
            // A higher price is what the buyer has agreed to: then the seller is told.
            Some(match told.new_minor < told.old_minor {
                true => to(told.deal, told.buyer, (Topic::Proposals, "deal-lowered"), facts),
                false => to(told.deal, told.seller, (Topic::Proposals, "deal-agreed-price"), facts),
            })
        }
        DealRestClosed::NAME => {
            let told: DealRestClosed = told.read()?;
            let facts = vec![("amount", amount(told.back_minor, told.currency))];
            Some(to(told.deal, told.seller, (Topic::Proposals, "deal-rest-closed"), facts))
        }
        _ => None,
    })
}

fn to(
    deal: Id<DealKind>,
    firm: Id<Firm>,
    (topic, kind): (Topic, &'static str),
    facts: Vec<(&'static str, String)>,
) -> Letter {
    Letter { deal, page: "", news: News { firm, topic, kind, facts } }
}

fn shipped(deal: Id<DealKind>, buyer: Option<Id<Firm>>) -> Option<Letter> {
    buyer.map(|buyer| to(deal, buyer, (Topic::Shipments, "deal-shipped"), Vec::new()))
}

fn both((old, new): (i64, i64), currency: Currency) -> Vec<(&'static str, String)> {
    vec![("old", amount(old, currency)), ("new", amount(new, currency))]
}
