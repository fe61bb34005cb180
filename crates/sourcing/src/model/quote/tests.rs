//! Which quotes bind, and which agreements follow from them.

use super::*;
use crate::model::InquiryState;
use kernel::Stop;

const NOW: Timestamp = Timestamp::from_micros(1_772_452_800_000_000);

fn fob_ningbo() -> NewQuote {
    let tier = |min_quantity, price: &str| NewTier { min_quantity, price: price.to_owned() };
    let part = |share_bps, due: PaymentDue| NewPart { share_bps, due: due.word().to_owned() };
    NewQuote {
        currency: "USD".into(),
        incoterm: "FOB".into(),
        place: "CNNGB".into(),
        transport: "sea".into(),
        lead_time_d: 25,
        valid_until: NOW.plus_days(30).to_string(),
        parts: vec![
            part(3_000, PaymentDue::BeforeProduction),
            part(7_000, PaymentDue::BeforeShipment),
        ],
        note: String::new(),
        tiers: vec![tier(1_000, "0.0875"), tier(10_000, "0.08")],
    }
}

fn read(new: &NewQuote) -> Outcome<(QuoteTerms, Vec<Tier>)> {
    new.read(NOW, Rules::current())
}

fn faults(change: impl FnOnce(&mut NewQuote)) -> Vec<(&'static str, &'static str)> {
    let mut new = fob_ningbo();
    change(&mut new);
    match read(&new) {
        Err(Stop::RefusedAll(all)) => {
            all.iter().map(|one| (one.field.unwrap_or(""), one.code)).collect()
        }
        _ => Vec::new(),
    }
}

fn inquiry() -> Inquiry {
    Inquiry {
        id: Id::new(5),
        product: Id::new(7),
        title: "Socks".into(),
        buyer: Id::new(1),
        seller: Id::new(2),
        quantity: 5_000,
        unit: Unit::PAIR,
        destination: Some("SEGOT".into()),
        state: InquiryState::Quoted,
        version: 2,
        at: NOW,
    }
}

fn quote() -> Quote {
    let (terms, tiers) = read(&fob_ningbo()).expect("a quote");
    let (inquiry, seller) = (Id::new(5), Id::new(2));
    let state = QuoteState::Open;
    Quote { id: Id::new(6), inquiry, seller, terms, tiers, state, version: 1, at: NOW }
}

fn refused(quote: &Quote, quantity: i64, now: Timestamp) -> Option<&'static str> {
    quote.award(&inquiry(), quantity, now).err().and_then(|stop| stop.code())
}

#[test]
fn a_quote_is_read_as_it_was_typed() {
    let (terms, tiers) = read(&fob_ningbo()).expect("a quote");
    assert_eq!((terms.incoterm, terms.place.name()), (Incoterm::Fob, "Ningbo"));
    assert_eq!(terms.parts.iter().map(|part| part.share_bps).collect::<Vec<_>>(), [3_000, 7_000]);
    assert_eq!((tiers.len(), terms.valid_until), (2, NOW.plus_days(30)));
}

#[test]
fn every_mistake_of_a_quote_is_listed_at_once() {
    let found = faults(|new| {
        new.currency = "dollars".into();
        new.incoterm = "FOO".into();
        new.place = "Ningbo".into();
        new.transport = "boat".into();
        new.lead_time_d = -1;
        new.valid_until = "soon".into();
        new.parts[0].share_bps = 2_000;
        new.parts[1].due = "later".into();
        new.note = "x".repeat(2_001);
        new.tiers[0].price = "0".into();
    });
    let wanted = [
        ("currency", "catalog-currency-unknown"),
        ("tiers", "catalog-price-not-positive"),
        ("incoterm", "sourcing-incoterm-unknown"),
        ("place", "sourcing-place-unknown"),
        ("transport", "sourcing-transport-unknown"),
        ("lead_time_d", "sourcing-lead-time-out-of-range"),
        ("valid_until", "sourcing-valid-until-unreadable"),
        ("parts", "sourcing-part-due-unknown"),
        ("parts", "sourcing-parts-not-whole"),
        ("note", "sourcing-note-too-long"),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn fob_needs_a_sea_port() {
    let inland = |new: &mut NewQuote| new.place = "CNCTU".into();
    assert_eq!(faults(inland), [("place", "sourcing-place-not-port")]);
    let by_air = |new: &mut NewQuote| new.transport = "express".into();
    assert_eq!(faults(by_air), [("transport", "sourcing-transport-not-sea")]);
    for term in ["FAS", "CFR", "CIF"] {
        let both = |new: &mut NewQuote| {
            new.incoterm = term.into();
            new.place = "CNCTU".into();
            new.transport = "surface".into();
        };
        assert_eq!(faults(both).len(), 2, "{term}");
    }
    let anywhere = faults(|new| {
        new.incoterm = "FCA".into();
        new.place = "CNCTU".into();
        new.transport = "surface".into();
    });
    assert!(anywhere.is_empty());
}

#[test]
fn a_quote_binds_for_ninety_days_at_most() {
    let cases = [
        (NOW, Some("sourcing-valid-until-past")),
        (NOW.plus_seconds(1), None),
        (NOW.plus_days(90), None),
        (NOW.plus_days(90).plus_seconds(1), Some("sourcing-valid-too-long")),
    ];
    for (end, wanted) in cases {
        let found = faults(|new| new.valid_until = end.to_string());
        assert_eq!(found.first().map(|(_, code)| *code), wanted, "{end}");
    }
}

#[test]
fn the_parts_of_the_price_are_the_whole_in_their_order() {
    let with = |parts: &[(i64, PaymentDue)]| {
        let part = |(share_bps, due): &(i64, PaymentDue)| NewPart {
            share_bps: *share_bps,
            due: due.word().to_owned(),
        };
        let found = faults(|new| new.parts = parts.iter().map(part).collect());
        found.into_iter().map(|(_, code)| code).collect::<Vec<_>>()
    };
    let (first, last) = (PaymentDue::BeforeProduction, PaymentDue::BeforeShipment);
    assert!(with(&[(10_000, first)]).is_empty());
    assert!(with(&[(1, first), (9_998, first), (1, last)]).is_empty());
    assert_eq!(with(&[]), ["sourcing-parts-out-of-range"]);
    assert_eq!(with(&[(2_000, first); 5]), ["sourcing-parts-out-of-range"]);
    assert_eq!(with(&[(0, first), (10_000, last)]), ["sourcing-part-not-positive"]);
    assert_eq!(with(&[(i64::MAX, first), (i64::MAX, last)]), ["sourcing-part-not-positive"]);
    assert_eq!(with(&[(3_000, first), (7_001, last)]), ["sourcing-parts-not-whole"]);
    assert_eq!(with(&[(7_000, last), (3_000, first)]), ["sourcing-parts-not-in-order"]);
}

#[test]
fn an_award_takes_the_price_of_its_quantity() {
    let award = quote().award(&inquiry(), 9_999, NOW).expect("an award");
    assert_eq!((award.unit_price.millionths, award.total.minor), (87_500, 87_491));
    let award = quote().award(&inquiry(), 10_000, NOW).expect("an award");
    assert_eq!((award.unit_price.plain().as_str(), award.total.minor), ("0.08", 80_000));
    assert_eq!((award.buyer, award.seller, award.lead_time_d), (Id::new(1), Id::new(2), 25));
}

#[test]
fn only_an_open_quote_within_its_time_is_awarded() {
    let end = quote().terms.valid_until;
    assert_eq!(refused(&quote(), 999, NOW), Some("sourcing-below-first-tier"));
    assert_eq!(refused(&quote(), 1_000, end.plus_seconds(-1)), None);
    assert_eq!(refused(&quote(), 1_000, end), Some("sourcing-quote-expired"));
    assert_eq!(refused(&quote(), i64::MAX, NOW), Some("money-too-large"));
    let states = [
        (QuoteState::Accepted, "sourcing-inquiry-agreed"),
        (QuoteState::Withdrawn, "sourcing-quote-withdrawn"),
        (QuoteState::Replaced, "sourcing-quote-replaced"),
    ];
    for (state, wanted) in states {
        assert_eq!(refused(&Quote { state, ..quote() }, 1_000, NOW), Some(wanted));
    }
    let over = inquiry().moved(InquiryState::Closed);
    let stop = quote().award(&over, 1_000, NOW).expect_err("a refusal");
    assert_eq!(stop.code(), Some("sourcing-inquiry-closed"));
}
