//! Inquiries and quotes on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod agreements;
mod alerts;
mod finding;
mod inquiries;
mod over_http;
mod pages;
mod refused_requests;
mod request_pages;
mod requests;

use catalog::{NewProduct, NewTier, ProductKind};
use kernel::{Actor, Firm, Id, Outcome, PaymentDue, Role, Scope, Timestamp};
use sourcing::{
    Award, Inquiry, InquiryKind, NewInquiry, NewPart, NewQuote, Quote, QuoteKind, Thread,
};
use store::Migration;
use testkit::{Fresh, engines, fresh, noon};

const BUYER: i64 = 1;
const SELLER: i64 = 2;
const THIRD: i64 = 3;

fn migrations() -> Vec<Migration> {
    [talk::MIGRATIONS, catalog::MIGRATIONS, sourcing::MIGRATIONS].concat()
}

/// A store of one's own on each engine.
fn each_store() -> impl Iterator<Item = Fresh> {
    engines().map(|engine| fresh(engine, migrations()))
}

/// Somebody of a firm.
fn of(firm: i64) -> Actor {
    let firm = Some((Id::<Firm>::new(firm), Role::Staff));
    Actor::Member { person: Id::new(9), firm, scope: Scope::Full }
}

fn tier(min_quantity: i64, price: &str) -> NewTier {
    NewTier { min_quantity, price: price.to_owned() }
}

fn socks() -> NewProduct {
    NewProduct {
        sku: None,
        title: "Socks".to_owned(),
        title_lang: "en".to_owned(),
        text: String::new(),
        unit: "PR".to_owned(),
        currency: "USD".to_owned(),
        moq: 500,
        lead_time_d: 20,
        is_open_offer: false,
        tiers: vec![tier(500, "0.1")],
        ..NewProduct::default()
    }
}

/// FOB Ningbo, 30/70, two tiers, for thirty days.
fn fob_ningbo() -> NewQuote {
    let part = |share_bps, due: PaymentDue| NewPart { share_bps, due: due.word().to_owned() };
    NewQuote {
        currency: "USD".to_owned(),
        incoterm: "FOB".to_owned(),
        place: "CNNGB".to_owned(),
        transport: "sea".to_owned(),
        lead_time_d: 25,
        valid_until: noon().plus_days(30).to_string(),
        parts: vec![
            part(3_000, PaymentDue::BeforeProduction),
            part(7_000, PaymentDue::BeforeShipment),
        ],
        note: "Packed by the dozen.".to_owned(),
        tiers: vec![tier(1_000, "0.0875"), tier(10_000, "0.08")],
    }
}

async fn product(fresh: &Fresh) -> Id<ProductKind> {
    let list = |tx: &mut store::Tx<'_>| catalog::list_product(tx, &of(SELLER), &socks());
    fresh.store.write("list", list).await.expect("listed").card.offer.product
}

async fn inquire(fresh: &Fresh, by: Actor, new: NewInquiry) -> Outcome<Inquiry> {
    fresh.store.write("inquire", move |tx| sourcing::inquire(tx, &by, &new)).await
}

fn asking(product: Id<ProductKind>) -> NewInquiry {
    let destination = Some("SEGOT".to_owned());
    NewInquiry { product, quantity: 5_000, text: "How much by sea?".to_owned(), destination }
}

async fn inquired(fresh: &Fresh) -> Inquiry {
    let product = product(fresh).await;
    inquire(fresh, of(BUYER), asking(product)).await.expect("asked")
}

async fn quote(fresh: &Fresh, by: Actor, id: Id<InquiryKind>, new: NewQuote) -> Outcome<Quote> {
    fresh.store.write("quote", move |tx| sourcing::quote(tx, &by, id, &new)).await
}

async fn quoted(fresh: &Fresh) -> (Inquiry, Quote) {
    let inquiry = inquired(fresh).await;
    let quote = quote(fresh, of(SELLER), inquiry.id, fob_ningbo()).await.expect("quoted");
    (inquiry, quote)
}

async fn withdraw(
    fresh: &Fresh,
    by: Actor,
    id: Id<InquiryKind>,
    quote: Id<QuoteKind>,
) -> Outcome<Quote> {
    fresh.store.write("withdraw", move |tx| sourcing::withdraw(tx, &by, id, quote)).await
}

async fn award(fresh: &Fresh, by: Actor, quote: &Quote, quantity: i64) -> Outcome<Award> {
    let (id, quote) = (quote.inquiry, quote.id);
    let act = move |tx: &mut store::Tx<'_>| sourcing::award(tx, &by, id, quote, quantity);
    fresh.store.write("award", act).await
}

async fn get(fresh: &Fresh, by: Actor, id: Id<InquiryKind>) -> Outcome<Thread> {
    fresh.store.read("get", move |tx| sourcing::get(tx, &by, id)).await
}

/// The code of the refusal; anything else fails the test.
fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}

/// An instant before the quotes of these tests end, and one after.
fn around_the_end() -> [Timestamp; 2] {
    let end = noon().plus_days(30);
    [end.plus_seconds(-1), end]
}
