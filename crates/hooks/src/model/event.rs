//! What happened, as one firm may know it: the bytes that are sent and listed.

use super::catalogue::{EventType, Field, Sides, TEST, What};
use kernel::{Any, Currency, Firm, Id, Kind, Money, Timestamp};
use serde_json::{Map, Value, json};

/// Names public events.
#[derive(Debug)]
pub enum EventKind {}
impl Kind for EventKind {
    const PREFIX: &'static str = "event";
}

/// A public event of one firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicEvent {
    /// Whose.
    pub firm: Id<Firm>,
    /// The same for ever, and for each firm that is told: receivers know it again by this.
    pub id: Id<EventKind>,
    /// The name of its type.
    pub kind: String,
    /// The deal that it is about.
    pub deal: Option<Id<Any>>,
    /// What it is about: events of one lane arrive in their order.
    pub lane: Id<Any>,
    /// JSON, as it is sent.
    pub body: String,
    /// When it became true.
    pub at: Timestamp,
}

/// A fact, as it was told inside.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fact<'a> {
    pub(crate) id: Id<Any>,
    pub(crate) home: Id<Any>,
    pub(crate) body: &'a Value,
    pub(crate) at: Timestamp,
}

/// The firms that may know a fact, each with its side where both sides are told.
pub(crate) fn readers(kind: &EventType, body: &Value) -> Vec<(Id<Firm>, Option<&'static str>)> {
    let sides: &[(&str, Option<&'static str>)] = match kind.sides {
        Sides::Both => &[("buyer", Some("buyer")), ("seller", Some("seller"))],
        Sides::One(firm) => &[(firm, None)],
    };
    let firm = |member: &str| body[member].as_str()?.parse::<Id<Firm>>().ok();
    sides.iter().filter_map(|(member, side)| Some((firm(member)?, *side))).collect()
}

/// The events that a fact is told as, to each firm that may know it and listens.
pub(crate) fn tell(
    kind: &EventType,
    fact: Fact<'_>,
    listens: impl Fn(Id<Firm>) -> bool,
) -> Vec<PublicEvent> {
    let told = readers(kind, fact.body).into_iter().filter(|(firm, _)| listens(*firm));
    told.map(|(firm, side)| tell_one(kind, fact, firm, side)).collect()
}

fn tell_one(kind: &EventType, fact: Fact<'_>, firm: Id<Firm>, side: Option<&str>) -> PublicEvent {
    let mut members = Map::new();
    if let Some(side) = side {
        members.insert("side".to_owned(), side.into());
    }
    for field in kind.fields.iter().filter(|field| field.only.is_none_or(|one| Some(one) == side)) {
        members.insert(field.name.to_owned(), value(field, fact.body));
    }
    let deal = members.get("deal").and_then(Value::as_str).and_then(id_of);
    let id = fact.id.cast();
    let body = whole(id, (kind.name, kind.version), fact.at, members);
    PublicEvent { firm, id, kind: kind.name.to_owned(), deal, lane: fact.home, body, at: fact.at }
}

/// A message that says nothing but that messages arrive.
pub(crate) fn tell_test(
    firm: Id<Firm>,
    id: Id<EventKind>,
    lane: Id<Any>,
    at: Timestamp,
) -> PublicEvent {
    let mut members = Map::new();
    members.insert("webhook".to_owned(), json!(lane.cast::<super::HookKind>().to_string()));
    let body = whole(id, (TEST, 1), at, members);
    PublicEvent { firm, id, kind: TEST.to_owned(), deal: None, lane, body, at }
}

fn whole(
    id: Id<EventKind>,
    (kind, version): (&str, i64),
    at: Timestamp,
    members: Map<String, Value>,
) -> String {
    let (id, at) = (id.to_string(), at.to_string());
    json!({ "id": id, "type": kind, "version": version, "timestamp": at, "data": members })
        .to_string()
}

/// What a member of a fact is told as; nothing where the fact has nothing.
fn value(field: &Field, fact: &Value) -> Value {
    let told = &fact[field.from];
    let read = match field.what {
        What::Id(prefix) => told.as_str().and_then(id_of).map(|id| json!(text_of(prefix, id))),
        What::Minor => told.as_i64().and_then(|minor| amount(minor, &fact["currency"])),
        What::Money => told["minor"].as_i64().and_then(|minor| amount(minor, &told["currency"])),
        What::Count => told.as_i64().map(Value::from),
        What::Flag => told.as_bool().map(Value::from),
        What::Term(_) | What::Time => told.as_str().map(Value::from),
    };
    read.unwrap_or(Value::Null)
}

fn amount(minor: i64, currency: &Value) -> Option<Value> {
    let currency = Currency::from_code(currency.as_str()?)?;
    let amount = Money::new(minor, currency).plain();
    Some(json!({ "amount": amount, "currency": currency.code() }))
}

/// The number in an id, whatever it names.
fn id_of(text: &str) -> Option<Id<Any>> {
    let (_, digits) = text.rsplit_once('_')?;
    format!("{}_{digits}", Any::PREFIX).parse().ok()
}

fn text_of(prefix: &str, id: Id<Any>) -> String {
    let text = id.to_string();
    format!("{prefix}{}", text.trim_start_matches(Any::PREFIX))
}

/// A fact such as this type is made of, for the page of types.
fn fact_like(kind: &EventType) -> Value {
    let mut fact = Map::new();
    for (nth, field) in kind.fields.iter().enumerate() {
        let raw = 0x0d1e_0000_0000_0000 + i64::try_from(nth).unwrap_or(0);
        let value = match field.what {
            What::Id(prefix) => json!(text_of(prefix, Id::new(raw))),
            What::Minor => {
                fact.insert("currency".to_owned(), json!("USD"));
                json!(if field.name == "fee" { 3_720 } else { 1_240_000 })
            }
            What::Money => json!({ "minor": 1_240_000, "currency": "USD" }),
            What::Count => json!(1),
            What::Flag => json!(true),
            What::Term(word) => json!(word),
            What::Time => json!("2027-03-09T08:30:00Z"),
        };
        fact.insert(field.from.to_owned(), value);
    }
    Value::Object(fact)
}

/// An event of a type as it looks, to the side that is told the most.
pub(crate) fn example(kind: &EventType) -> Value {
    let fact = fact_like(kind);
    let at = Timestamp::from_micros(1_804_581_000_000_000);
    let id = Id::new(0x0d1e_0000_0000_00ff);
    let told = tell(kind, Fact { id, home: id, body: &fact, at }, |_| true);
    let body = told.last().map_or("null", |event| event.body.as_str());
    serde_json::from_str(body).unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::{all, find_type};
    use super::*;

    fn told(name: &str, body: &Value) -> Vec<(Id<Firm>, Value)> {
        let kind = find_type(name).expect("a type");
        let at = Timestamp::from_micros(0);
        let events = tell(kind, Fact { id: Id::new(9), home: Id::new(5), body, at }, |_| true);
        let read =
            |event: PublicEvent| (event.firm, serde_json::from_str(&event.body).expect("JSON"));
        events.into_iter().map(read).collect()
    }

    fn finished() -> Value {
        let (deal, buyer, seller): (Id<Any>, Id<Firm>, Id<Firm>) =
            (Id::new(5), Id::new(1), Id::new(2));
        json!({ "deal": text_of("deal", deal), "buyer": buyer.to_string(),
            "seller": seller.to_string(), "currency": "JPY", "total_minor": 1200,
            "refunded_minor": 0, "fee_minor": 36, "by_timer": false })
    }

    #[test]
    fn each_side_is_told_what_it_may_know() {
        let events = told("deal-finished", &finished());
        let [(buyer, to_buyer), (seller, to_seller)] = events.as_slice() else {
            panic!("two events: {events:?}")
        };
        assert_eq!((buyer.raw(), seller.raw()), (1, 2));
        assert_eq!(to_buyer["data"]["side"], "buyer");
        assert_eq!(to_seller["data"]["side"], "seller");
        assert_eq!(to_buyer["data"]["total"], json!({ "amount": "1200", "currency": "JPY" }));
        assert_eq!(to_seller["data"]["fee"]["amount"], "36");
        assert!(to_buyer["data"].get("fee").is_none(), "what the seller pays: {to_buyer}");
        assert_eq!(to_buyer["id"], to_seller["id"]);
    }

    #[test]
    fn a_deal_without_a_buyer_is_told_to_its_seller() {
        let mut fact = finished();
        fact["buyer"] = Value::Null;
        let events = told("deal-closed", &fact);
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].0.raw(), 2);
    }

    #[test]
    fn every_type_has_an_example_without_a_hole() {
        for kind in all() {
            let example = example(kind);
            assert_eq!(example["type"], kind.name);
            let members = example["data"].as_object().expect("members");
            assert!(members.values().all(|value| !value.is_null()), "{example}");
        }
    }
}
