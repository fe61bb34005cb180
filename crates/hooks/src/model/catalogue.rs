//! The public types of events: which fact each is made of, who may know it, and what of it. Other
//! firms' programs are built on this table: a type is added, never changed.

mod deals;
mod market;
mod money;

/// The types, by what they are about.
pub const CATALOGUE: &[&[EventType]] = &[deals::TYPES, money::TYPES, market::TYPES];

/// Facts that no firm's program is told, and why.
pub const KEPT_INSIDE: &[(&str, &str)] = &[
    ("product-changed", "a firm's own act; an import would tell it a hundred thousand times"),
    ("assent-act-ended", "between the operator's people; what it does is told as what it does"),
    ("custody-held-called-back", "a question; `money.payment_bounced` tells what came of it"),
    ("custody-fund-grew", "of no firm; every line of the fund is public on its page"),
    ("request-freed", "of no firm alone: sellers see open requests, the buyer hears of each quote"),
    ("conversation-opened", "`message.said` tells the message that opens it"),
    ("conversation-answered", "`message.said` tells the answer"),
    ("question-late", "between colleagues: who answers for a firm is its own house"),
    ("reply-record-changed", "a figure that pages show, and no step of a trade"),
    ("firm-opened", "before a firm is there it has no address"),
    ("firm-changed", "for the indexes: it says that something changed, not what"),
    ("member-joined", "people of a firm are its own house, and told by letter"),
    ("member-left", "people of a firm are its own house, and told by letter"),
    ("trade-role-changed", "for the indexes: it says that something changed, not what"),
    ("window-changed", "a firm's own act"),
    ("firm-page-changed", "a firm's own act"),
    ("firm-shelves-changed", "for the indexes: it says that something changed, not what"),
];

/// The type of an event that somebody asks for to try an address.
pub(crate) const TEST: &str = "webhook.test";

/// One public type.
#[derive(Debug, Clone, Copy)]
pub struct EventType {
    /// Its name, such as `deal.paid`.
    pub name: &'static str,
    /// Raised when what it holds changes its meaning; members may be added without.
    pub version: i64,
    /// The name of the fact that it is made of.
    pub told: &'static str,
    /// The version of that fact's body.
    pub told_version: i64,
    /// Who may know it.
    pub sides: Sides,
    /// What of it.
    pub fields: &'static [Field],
    /// Members of the fact that stay inside, with the reason.
    pub inside: &'static [(&'static str, &'static str)],
}

/// Who may know an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// The firms under `buyer` and `seller`; each is told on which side it stands.
    Both,
    /// The firm under this member alone.
    One(&'static str),
}

/// One member of what an event holds.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// The member of the fact that it is made of.
    pub from: &'static str,
    /// What it is.
    pub what: What,
    /// Told to this side alone.
    pub only: Option<&'static str>,
}

/// What a member is.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// An id with this prefix; another one that names the same thing is written with it.
    Id(&'static str),
    /// Minor units of the currency under `currency`, told as an amount.
    Minor,
    /// An amount of money.
    Money,
    /// A count.
    Count,
    /// Yes or no.
    Flag,
    /// A word of a list, of which this is one.
    Term(&'static str),
    /// An instant, RFC 3339.
    Time,
}

/// The public type that a fact is told as.
pub(crate) fn find_type(told: &str) -> Option<&'static EventType> {
    all().find(|known| known.told == told)
}

pub(crate) fn all() -> impl Iterator<Item = &'static EventType> {
    CATALOGUE.iter().copied().flatten()
}

/// The names of all types.
pub(crate) fn all_types() -> impl Iterator<Item = &'static str> {
    all().map(|kind| kind.name)
}

const fn field(name: &'static str, from: &'static str, what: What) -> Field {
    Field { name, from, what, only: None }
}

/// A member that is called as in its fact.
const fn same(name: &'static str, what: What) -> Field {
    field(name, name, what)
}

const fn amount(name: &'static str, from: &'static str) -> Field {
    field(name, from, What::Minor)
}

/// What only the seller may know.
const fn of_seller(field: Field) -> Field {
    Field { only: Some("seller"), ..field }
}

const FIRM: Field = same("firm", What::Id("firm"));
const BUYER: Field = same("buyer", What::Id("firm"));
const SELLER: Field = same("seller", What::Id("firm"));
const DEAL: Field = same("deal", What::Id("deal"));
const DUE_AT: Field = same("due_at", What::Time);

/// The first version of everything.
const fn kind(
    name: &'static str,
    told: &'static str,
    sides: Sides,
    fields: &'static [Field],
) -> EventType {
    EventType { name, version: 1, told, told_version: 1, sides, fields, inside: &[] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_type_has_a_name_of_its_own_and_each_fact_is_told_once() {
        let (mut names, mut facts) = (BTreeSet::from([TEST]), BTreeSet::new());
        for kind in all() {
            assert!(names.insert(kind.name), "{} twice", kind.name);
            assert!(facts.insert(kind.told), "{} twice", kind.told);
            let is_plain = |c: char| c.is_ascii_lowercase() || c == '_' || c == '.';
            assert!(kind.name.chars().all(is_plain) && kind.name.contains('.'), "{}", kind.name);
        }
        for (fact, why) in KEPT_INSIDE {
            assert!(facts.insert(fact) && !why.is_empty(), "{fact}");
        }
    }

    #[test]
    fn who_may_know_an_event_stands_in_it() {
        for kind in all() {
            let has = |from: &str| kind.fields.iter().any(|field| field.from == from);
            match kind.sides {
                Sides::Both => assert!(has("buyer") && has("seller"), "{}", kind.name),
                Sides::One(firm) => assert!(has(firm), "{}", kind.name),
            }
        }
    }
}
