//! The contract: what both sides sign, as one exact text and its hash.

use super::address::Address;
use super::deal::{Deal, DealKind, Line, LineKind, Means, Milestone, Signature};
use super::refusal::DealRefusal;
use super::tracks::{Goods, Information, Tracks};
use catalog::ProductKind;
use kernel::rules::Rules;
use kernel::text::{read_line, read_paragraphs};
use kernel::{
    Any, Currency, Faults, Firm, Id, Incoterm, Locode, Money, Outcome, PaymentDue, PaymentPart,
    Person, Tax, TaxBasis, TaxSum, Timestamp, Transport, Unit, UnitPrice,
};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A longer order is two orders: this many lines still read and print well, and write in 1 ms.
pub const LINES_MOST: usize = 200;
/// What was sold cannot be cut in two afterwards: longer than any invoice that was ever seen, and
/// written in 5 ms.
pub const RECORDED_LINES_MOST: usize = 1_000;
/// The title of a line: two lines of a list on a phone.
const TITLE_CHARS_MOST: usize = 160;
/// What may stand beside a contract: some page, as beside a quote.
pub(crate) const NOTE_CHARS_MOST: usize = 2_000;
/// Nobody orders more of anything; the product with a price still fits.
const QUANTITY_MOST: i64 = 1_000_000_000_000;
/// A longer lead time is a contract of its own kind.
const LEAD_TIME_MOST_D: i64 = 730;

/// How a deal came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The buyer ordered from listings that are open offers.
    Order,
    /// The buyer accepted a quote.
    Quote,
    /// The buyer accepted a deal link.
    Link,
    /// The operator brought it in from the records of an earlier trade.
    Record,
}

impl Origin {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Quote => "quote",
            Self::Link => "link",
            Self::Record => "record",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Order, Self::Quote, Self::Link, Self::Record]
            .into_iter()
            .find(|origin| origin.word() == word)
    }
}

/// So many of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewLine {
    /// The listing.
    pub product: Id<ProductKind>,
    /// How many.
    pub quantity: i64,
}

/// An order from listings that are open offers: agreed as soon as it is placed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewOrder {
    /// 1 to 200 lines, of one seller and one currency.
    pub lines: Vec<NewLine>,
    /// What the buyer wants to say with it.
    pub note: Option<String>,
    /// The date of the same order in imported records.
    pub original_at: Option<Timestamp>,
}

/// A line that a seller offers by link: of a listing, or in words of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkLine {
    /// The listing, if it is one.
    pub product: Option<Id<ProductKind>>,
    /// What it is; the listing's title if left out.
    pub title: Option<String>,
    /// What is counted; the listing's unit if left out.
    pub unit: Option<Unit>,
    /// How many.
    pub quantity: i64,
    /// The price of one.
    pub price: UnitPrice,
}

/// An offer to whoever holds its link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkOffer {
    /// 1 to 200 lines.
    pub lines: Vec<LinkLine>,
    /// The one currency.
    pub currency: Currency,
    /// Who carries cost and risk.
    pub incoterm: Option<Incoterm>,
    /// To which place.
    pub place: Option<Locode>,
    /// How the goods travel.
    pub transport: Transport,
    /// Days from payment to dispatch.
    pub lead_time_d: Option<i64>,
    /// Parts of the price; one part before production if empty.
    pub parts: Vec<PaymentPart>,
    /// Whether the goods may leave in several parcels; the rules' word if nothing is said.
    pub may_ship_in_parts: Option<bool>,
    /// What the seller wants to say with it.
    pub note: Option<String>,
}

/// Everything that two sides agree on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain, told at `Deal`")]
pub struct Terms {
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    pub origin: Origin,
    pub inquiry: Option<Id<Any>>,
    pub quote: Option<Id<Any>>,
    pub lines: Vec<Line>,
    pub currency: Currency,
    pub incoterm: Option<Incoterm>,
    pub place: Option<Locode>,
    pub transport: Transport,
    pub lead_time_d: Option<i64>,
    pub parts: Vec<PaymentPart>,
    pub may_ship_in_parts: Option<bool>,
    pub tax_basis: Option<TaxBasis>,
    pub address: Option<Address>,
    pub note: Option<String>,
    pub original_at: Option<Timestamp>,
}

/// A deal with its lines and milestones, found right, and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// The deal, as it begins.
    pub deal: Deal,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// Its milestones, in order.
    pub milestones: Vec<Milestone>,
    /// Where the goods go, if that was said.
    pub address: Option<Address>,
}

/// The whole price at once, before the goods are made.
const AT_ONCE: PaymentPart = PaymentPart { share_bps: 10_000, due: PaymentDue::BeforeProduction };

impl Line {
    /// A line with its amount, rounded once. Lines are counted from one.
    pub fn new(
        product: Option<Id<ProductKind>>,
        title: &str,
        unit: Unit,
        quantity: i64,
        price: UnitPrice,
    ) -> Outcome<Self> {
        if !(1..=QUANTITY_MOST).contains(&quantity) {
            return Err(DealRefusal::QuantityOutOfRange { most: QUANTITY_MOST }.into());
        }
        let most = i64::try_from(TITLE_CHARS_MOST).unwrap_or(i64::MAX);
        let title = read_line(title, TITLE_CHARS_MOST)
            .map_err(|_| DealRefusal::Text { field: "title", most })?;
        let amount = price.times(quantity)?;
        let kind = LineKind::Goods;
        let discount = Money::zero(amount.currency);
        let (sent, short, tax) = (0, 0, None);
        Ok(Self {
            nth: 1,
            kind,
            product,
            title,
            unit,
            quantity,
            price,
            discount,
            amount,
            tax,
            sent,
            short,
        })
    }

    /// What it costs to bring the goods; nothing where the seller bears it.
    pub(crate) fn freight(amount: Money) -> Outcome<Self> {
        let price = UnitPrice::parse(&amount.plain(), amount.currency)?;
        Ok(Self {
            nth: 1,
            kind: LineKind::Freight,
            product: None,
            title: LineKind::Freight.word().to_owned(),
            unit: Unit::PIECE,
            quantity: 1,
            price,
            discount: Money::zero(amount.currency),
            amount,
            tax: None,
            sent: 0,
            short: 0,
        })
    }
}

/// What may stand beside a contract.
pub(super) fn read_note(told: Option<&str>) -> Result<Option<String>, DealRefusal> {
    let told = told.map(str::trim).filter(|told| !told.is_empty());
    let most = i64::try_from(NOTE_CHARS_MOST).unwrap_or(i64::MAX);
    let read = told.map(|told| read_paragraphs(told, NOTE_CHARS_MOST)).transpose();
    read.map_err(|_| DealRefusal::Text { field: "note", most })
}

impl Contract {
    /// Draws the contract up; every mistake is told at once.
    pub fn draw_up(id: Id<DealKind>, mut terms: Terms, now: Timestamp) -> Outcome<Self> {
        let rules = Rules::current();
        if terms.parts.is_empty() {
            terms.parts = vec![AT_ONCE];
        }
        let mut faults = Faults::default();
        check(&terms, rules).into_iter().for_each(|fault| faults.add(fault));
        let note = faults.or(read_note(terms.note.as_deref()), None);
        faults.end()?;
        let total = total(&terms.lines, (terms.currency, terms.tax_basis))?;
        if total.minor <= 0 {
            return Err(DealRefusal::NothingToPay.into());
        }
        let parts = milestones(total, &terms.parts);
        if parts.iter().any(|part| part.amount.minor <= 0) {
            return Err(DealRefusal::TooSmallToSplit.into());
        }
        let mut deal = begin(id, &terms, note, total, now);
        rules.version.clone_into(&mut deal.rules_version);
        let lines: Vec<Line> =
            (1..).zip(terms.lines).map(|(nth, line)| Line { nth, ..line }).collect();
        let address = terms.address;
        deal.contract_hash = contract_hash(&deal, &lines, &parts, address.as_ref());
        Ok(Self { deal, lines, milestones: parts, address })
    }

    /// It as one exact text.
    pub(crate) fn text(&self) -> String {
        contract_text(&self.deal, &self.lines, &self.milestones, self.address.as_ref())
    }
}

impl Contract {
    /// One side's signature under it, given as it is drawn up.
    pub fn signed_by(&self, firm: Id<Firm>, means: Means, person: Option<Id<Person>>) -> Signature {
        let (contract_hash, signed_at) = (self.deal.contract_hash, self.deal.placed_at);
        Signature { firm, person, means, contract_hash, signed_at }
    }
}

fn begin(
    id: Id<DealKind>,
    terms: &Terms,
    note: Option<String>,
    total: Money,
    now: Timestamp,
) -> Deal {
    let title = terms.lines.first().map_or_else(String::new, |line| line.title.clone());
    let is_agreed = terms.buyer.is_some();
    let agreed = Tracks { information: Information::Agreed, ..Tracks::OFFERED };
    let mut deal = Deal {
        id,
        buyer: terms.buyer,
        seller: terms.seller,
        origin: terms.origin,
        inquiry: terms.inquiry,
        quote: terms.quote,
        title,
        line_count: goods_of(&terms.lines),
        total,
        incoterm: terms.incoterm,
        place: terms.place,
        transport: terms.transport,
        lead_time_d: terms.lead_time_d,
        note,
        tracks: if is_agreed { agreed } else { Tracks::OFFERED },
        is_late: false,
        rules_version: String::new(),
        contract_hash: [0; 32],
        deadline: None,
        waiting: None,
        stopped: None,
        extensions: 0,
        holds_stock: false,
        may_ship_in_parts: may_part(terms),
        tax_basis: terms.tax_basis,
        revision: 1,
        proposal: None,
        remind_us: None,
        eta: None,
        original_at: terms.original_at,
        placed_at: now,
        agreed_at: is_agreed.then_some(now),
        paid_at: None,
        shipped_at: None,
        ended_at: None,
        version: 1,
    };
    if is_agreed {
        deal.tracks.goods = first_goods(&terms.parts);
    }
    deal
}

/// How many things are bought.
fn goods_of(lines: &[Line]) -> i64 {
    let count = lines.iter().filter(|line| line.kind == LineKind::Goods).count();
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Where nothing is due before production, the seller begins at once.
fn first_goods(parts: &[PaymentPart]) -> Goods {
    let waits = parts.iter().any(|part| part.due == PaymentDue::BeforeProduction);
    if waits { Goods::NotStarted } else { Goods::Making }
}

/// Whether goods may leave in several parcels: as it was agreed, else as the rules say. What does
/// not travel is delivered at once.
fn may_part(terms: &Terms) -> bool {
    let pay = &Rules::current().pay;
    let least = match terms.origin {
        Origin::Order => pay.parcels_retail_lines_least,
        Origin::Quote | Origin::Link => pay.parcels_b2b_lines_least,
        Origin::Record => return false,
    };
    let by_rule = least > 0 && goods_of(&terms.lines) >= least;
    terms.transport != Transport::Virtual && terms.may_ship_in_parts.unwrap_or(by_rule)
}

/// The tax in lines, by category and rate; nothing where tax is not told.
pub(crate) fn tax_sums(lines: &[Line], basis: Option<TaxBasis>) -> Vec<TaxSum> {
    let taxed = lines.iter().filter_map(|line| Some((line.tax?, line.amount)));
    basis.map_or_else(Vec::new, |basis| TaxSum::of(basis, taxed))
}

/// What lines come to, with the tax on them where it is not in their prices.
pub(super) fn total(
    lines: &[Line],
    (currency, basis): (Currency, Option<TaxBasis>),
) -> Outcome<Money> {
    let add = |sum: Money, line: &Line| sum.plus(line.amount);
    let sum = lines.iter().try_fold(Money::zero(currency), add)?;
    let on_top = tax_sums(lines, basis.filter(|basis| *basis == TaxBasis::Net));
    Ok(on_top.iter().try_fold(sum, |sum, tax| sum.plus(tax.amount))?)
}

/// The parts of a price: each but the last rounded half to even, the last takes the rest.
pub(super) fn milestones(total: Money, parts: &[PaymentPart]) -> Vec<Milestone> {
    let shares: Vec<i64> = parts.iter().map(|part| part.share_bps).collect();
    let amounts = total.split(&shares);
    let milestone = |((nth, part), amount): ((i64, &PaymentPart), Money)| Milestone {
        nth,
        share_bps: part.share_bps,
        due: part.due,
        amount,
        paid_at: None,
    };
    (1..).zip(parts).zip(amounts).map(milestone).collect()
}

fn check(terms: &Terms, rules: &Rules) -> Vec<DealRefusal> {
    let mut faults = Vec::new();
    let lines_most = match terms.origin {
        Origin::Record => RECORDED_LINES_MOST,
        Origin::Order | Origin::Quote | Origin::Link => LINES_MOST,
    };
    if terms.lines.is_empty() || terms.lines.len() > lines_most {
        let most = i64::try_from(lines_most).unwrap_or(i64::MAX);
        faults.push(DealRefusal::LinesOutOfRange { most });
    }
    if terms.lines.iter().all(|line| line.kind == LineKind::Freight) && !terms.lines.is_empty() {
        faults.push(DealRefusal::NothingToPay);
    }
    if terms.buyer == Some(terms.seller) {
        faults.push(DealRefusal::OwnOffer);
    }
    if terms.lines.iter().any(|line| line.amount.currency != terms.currency) {
        faults.push(DealRefusal::TwoCurrencies);
    }
    if terms.lead_time_d.is_some_and(|days| !(0..=LEAD_TIME_MOST_D).contains(&days)) {
        faults.push(DealRefusal::LeadTimeOutOfRange { most: LEAD_TIME_MOST_D });
    }
    faults.extend(check_place(terms));
    faults.extend(check_parts(&terms.parts, rules.pay.payment_split_most));
    faults
}

fn check_place(terms: &Terms) -> Option<DealRefusal> {
    let incoterm = terms.incoterm?;
    let Some(place) = terms.place else { return Some(DealRefusal::PlaceNeeded) };
    let is_by_water = incoterm.is_by_water_only();
    if is_by_water && !(terms.transport == Transport::Sea && place.is_port()) {
        return Some(DealRefusal::NeedsAPort { incoterm });
    }
    None
}

fn check_parts(parts: &[PaymentPart], most: i64) -> Option<DealRefusal> {
    let count = i64::try_from(parts.len()).unwrap_or(i64::MAX);
    let is_share = |part: &PaymentPart| (1..=10_000).contains(&part.share_bps);
    let is_bounded = count <= most && parts.iter().all(is_share);
    if !is_bounded || parts.iter().map(|part| part.share_bps).sum::<i64>() != 10_000 {
        return Some(DealRefusal::PartsNotWhole { most });
    }
    (!parts.is_sorted_by_key(|part| part.due)).then_some(DealRefusal::PartsOutOfOrder)
}

/// SHA-256 of the contract's text.
pub fn contract_hash(
    deal: &Deal,
    lines: &[Line],
    milestones: &[Milestone],
    address: Option<&Address>,
) -> [u8; 32] {
    Sha256::digest(contract_text(deal, lines, milestones, address)).into()
}

/// The contract as one exact text: every term, in a fixed order, one a line. A buyer by link is
/// whoever signs it.
pub(crate) fn contract_text(
    deal: &Deal,
    lines: &[Line],
    milestones: &[Milestone],
    address: Option<&Address>,
) -> String {
    let mut text = String::with_capacity(1_024);
    // Writing to a text cannot fail.
    let mut put =
        |name: &str, value: &dyn std::fmt::Display| writeln!(text, "{name}: {value}").ok();
    put("jishi contract", &2);
    put("deal", &deal.id);
    put("revision", &deal.revision);
    put("origin", &deal.origin.word());
    match (deal.origin, deal.buyer) {
        (Origin::Order | Origin::Quote | Origin::Record, Some(buyer)) => put("buyer", &buyer),
        _ => put("buyer", &"by link"),
    };
    put("seller", &deal.seller);
    put("inquiry", &or_none(deal.inquiry));
    put("quote", &or_none(deal.quote));
    put("placed at", &deal.placed_at.micros());
    put("currency", &deal.total.currency);
    for line in lines {
        put(&format!("line {}", line.nth), &line_text(line));
    }
    put("tax", &deal.tax_basis.map_or("not told", basis_text));
    for sum in tax_sums(lines, deal.tax_basis) {
        let (net, tax) = (sum.net.plain(), sum.amount.plain());
        put(&format!("tax {}", tax_text(sum.tax)), &format!("{net} | {tax}"));
    }
    put("total", &deal.total.plain());
    for part in milestones {
        let Milestone { nth, share_bps, due, amount, .. } = part;
        let shown = format!("{share_bps} bps | {} | {}", due.word(), amount.plain());
        put(&format!("part {nth}"), &shown);
    }
    put("incoterm", &deal.incoterm.map_or("-", Incoterm::code));
    put("place", &deal.place.as_ref().map_or("-", Locode::code));
    put("transport", &deal.transport.word());
    let parcels = if deal.may_ship_in_parts { "allowed" } else { "not allowed" };
    put("partial shipments", &parcels);
    put("deliver to", &address.map_or("-".to_owned(), Address::as_line));
    put("lead time in days", &deal.lead_time_d.map_or("-".to_owned(), |days| days.to_string()));
    put("rules", &deal.rules_version);
    put("note", &deal.note.as_deref().unwrap_or("-").replace('\n', "\n  "));
    text
}

fn line_text(line: &Line) -> String {
    let Line { quantity, unit, title, .. } = line;
    let (price, amount, product) = (line.price.plain(), line.amount.plain(), line.product);
    let less = match line.discount.minor {
        0 => String::new(),
        _ => format!(" | less {}", line.discount.plain()),
    };
    let tax = line.tax.map_or_else(String::new, |tax| format!(" | tax {}", tax_text(tax)));
    match line.kind {
        LineKind::Goods => {
            let product = or_none(product);
            format!("{quantity} {unit} | {price}{less} | {amount}{tax} | {product} | {title}")
        }
        LineKind::Freight => format!("freight | {amount}{tax}"),
    }
}

/// `S 19.00%`, as UNCL 5305 and the rate have it.
fn tax_text(tax: Tax) -> String {
    let (whole, rest) = (tax.rate_bps / 100, tax.rate_bps % 100);
    format!("{} {whole}.{rest:02}%", tax.category.code())
}

const fn basis_text(basis: TaxBasis) -> &'static str {
    match basis {
        TaxBasis::Net => "on top of the prices",
        TaxBasis::Gross => "in the prices",
    }
}

fn or_none<K: kernel::Kind>(id: Option<Id<K>>) -> String {
    id.map_or("-".to_owned(), |id| id.to_string())
}
