//! What happened, newest first.

use super::{Whole, crumbs, path, pieces};
use crate::model::{Side, TimelineEntry, Track};
use kernel::{Currency, Fact, Money};
use maud::{Markup, html};
use web::page::{Moment, Viewer, pager, timeline};

/// The moments of a deal.
pub(super) fn moments(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let shown: Vec<Moment> =
        whole.moments.iter().map(|entry| moment(viewer, whole, entry)).collect();
    timeline(&shown)
}

/// The whole timeline on its own page.
pub(crate) fn history(viewer: &Viewer<'_>, whole: &Whole, next: Option<i64>) -> Markup {
    let title = viewer.say("deal-happened");
    html! {
        div.page-head { (crumbs(viewer, whole, Some(&title))) h1 { (title) } }
        div.stack {
            (moments(viewer, whole))
            (pager(&path(whole, "timeline"), next, &viewer.say("deal-older")))
        }
    }
}

fn moment(viewer: &Viewer<'_>, whole: &Whole, entry: &TimelineEntry) -> Moment {
    let (track, word) = match entry.track {
        Track::Information => (web::page::Track::Information, "deal-track-information"),
        Track::Money => (web::page::Track::Money, "deal-track-money"),
        Track::Goods => (web::page::Track::Goods, "deal-track-goods"),
    };
    Moment {
        at: viewer.caller.reader.time(entry.at),
        instant: entry.at.to_string(),
        track: (track, viewer.say(word)),
        what: viewer.say_with(&format!("deal-did-{}", entry.kind), &facts(viewer, whole, entry)),
        source: source(viewer, entry),
    }
}

fn fact<'a>(entry: &'a TimelineEntry, name: &str) -> Option<&'a str> {
    entry.facts.iter().find(|(fact, _)| fact == name).map(|(_, value)| value.as_str())
}

/// What the sentence may need: who, how much, which part.
fn facts(viewer: &Viewer<'_>, whole: &Whole, entry: &TimelineEntry) -> Vec<(&'static str, Fact)> {
    let firm = entry.firm.and_then(|firm| whole.firms.get(&firm));
    let mut facts = vec![
        ("firm", Fact::Text(firm.map_or_else(String::new, |line| line.name.clone()))),
        ("seller", Fact::Text(whole.name(Side::Seller).to_owned())),
    ];
    let count = |name| fact(entry, name).and_then(|told| told.parse::<i64>().ok());
    facts.extend(count("nth").map(|nth| ("nth", Fact::Count(nth))));
    facts.extend(count("days").map(|days| ("days", Fact::Count(days))));
    facts.extend(count("found").map(|found| ("found", Fact::Text(pieces(viewer, whole, found)))));
    let currency = fact(entry, "currency").and_then(Currency::from_code);
    let currency = currency.unwrap_or(whole.view.deal.total.currency);
    let money = |name| fact(entry, name).and_then(|told| Money::parse(told, currency).ok());
    facts.extend(money("amount").map(|amount| ("amount", Fact::Money(amount))));
    facts.extend(money("old").map(|old| ("old", Fact::Money(old))));
    facts.extend(money("fee").map(|fee| ("fee", Fact::Money(fee))));
    facts
}

/// The waybill beside a dispatch.
fn source(viewer: &Viewer<'_>, entry: &TimelineEntry) -> Option<String> {
    let (carrier, tracking) = (fact(entry, "carrier")?, fact(entry, "tracking")?);
    let facts = [("carrier", carrier.into()), ("tracking", tracking.into())];
    Some(viewer.say_with("deal-way", &facts))
}
