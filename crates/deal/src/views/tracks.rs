//! Three tracks over six stages.

use super::{Whole, day};
use crate::model::{Goods, Information, InspectionState, MoneyTrack, Stage, Turn};
use custody::Identity;
use kernel::{Fact, Incoterm, Money, PaymentDue, Timestamp};
use maud::Markup;
use web::page::{Lane, Station, Track, Viewer, section, tracks};
use web::show_number;

const STAGES: [&str; 6] = [
    "deal-at-agree",
    "deal-at-deposit",
    "deal-at-make",
    "deal-at-ship",
    "deal-at-arrive",
    "deal-at-settle",
];

/// The section of the tracks.
pub(super) fn three_tracks(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let deal = &whole.view.deal;
    let was_delivered = whole.view.was_delivered();
    let lanes = [information(viewer, whole), money(viewer, whole), goods(viewer, whole)];
    let stages = STAGES.map(|key| viewer.say(key));
    let shown = tracks(&stages, deal.station(was_delivered), &lanes);
    section(
        &viewer.say("deal-tracks"),
        None,
        &maud::html! {
            p.mute { small {
                @let rules = [("rules", Fact::Text(deal.rules_version.clone()))];
                (viewer.say_with("deal-tracks-rule", &rules))
            } }
            (shown)
        },
    )
}

#[derive(Clone, Copy)]
enum At {
    Done,
    Now,
    Todo,
}

fn station(
    viewer: &Viewer<'_>,
    at: usize,
    state: At,
    name: String,
    fact: Option<String>,
) -> Station {
    let (state, word) = match state {
        At::Done => ("done", "deal-hidden-done"),
        At::Now => ("now", "deal-hidden-now"),
        At::Todo => ("todo", "deal-hidden-todo"),
    };
    Station { at, state, state_word: viewer.say(word), name, fact }
}

fn on(viewer: &Viewer<'_>, at: Timestamp) -> String {
    viewer.caller.reader.day(at)
}

/// The day on which it ended.
fn ended(viewer: &Viewer<'_>, whole: &Whole) -> Option<String> {
    whole.view.deal.ended_at.map(|at| on(viewer, at))
}

fn sum(amount: Money) -> String {
    show_number(&amount.plain())
}

fn lane(viewer: &Viewer<'_>, track: Track, now: String, stations: Vec<Station>) -> Lane {
    let name = match track {
        Track::Information => "deal-track-information",
        Track::Money => "deal-track-money",
        Track::Goods => "deal-track-goods",
    };
    Lane { track, name: viewer.say(name), now, stations }
}

fn information(viewer: &Viewer<'_>, whole: &Whole) -> Lane {
    let deal = &whole.view.deal;
    let is_closed = deal.tracks.stage() == Stage::Closed;
    let mut stations = vec![match (deal.tracks.information, deal.agreed_at) {
        (Information::Agreed, Some(at)) => {
            let word = viewer.say("deal-signed-both");
            station(viewer, 1, At::Done, word, Some(on(viewer, at)))
        }
        (Information::Lapsed, _) => {
            let word = viewer.say("deal-information-lapsed");
            station(viewer, 1, At::Done, word, ended(viewer, whole))
        }
        _ => station(viewer, 1, At::Now, viewer.say("deal-signed-seller"), None),
    }];
    if let Some(look) = whole.view.inspections.last() {
        let (state, word) = match look.state {
            InspectionState::Ordered => (At::Now, viewer.say("deal-inspection-ordered")),
            InspectionState::Passed => (At::Done, viewer.say("deal-inspection-passed")),
            InspectionState::Failed => (At::Done, viewer.say("deal-inspection-failed")),
            InspectionState::CalledOff => (At::Done, viewer.say("deal-inspection-called-off")),
            InspectionState::Lapsed => (At::Done, viewer.say("deal-inspection-lapsed")),
        };
        stations.push(station(viewer, 3, state, word, Some(on(viewer, look.at))));
    }
    if let Some(way) = whole.view.shipments.last() {
        let word = viewer.say("deal-waybill");
        stations.push(station(viewer, 4, At::Done, word, Some(way.tracking.clone())));
    } else if !is_closed {
        stations.push(station(viewer, 4, At::Todo, viewer.say("deal-waybill"), None));
    }
    if is_closed && deal.tracks.information == Information::Agreed {
        let after = stations.last().map_or(1, |last| last.at);
        let word = viewer.say("deal-was-closed");
        stations.push(station(viewer, after + 1, At::Done, word, ended(viewer, whole)));
    }
    if !is_closed {
        let is_finished = deal.tracks.stage() == Stage::Finished;
        let state = if is_finished { At::Now } else { At::Todo };
        stations.push(station(viewer, 6, state, viewer.say("deal-ratings"), None));
    }
    let last = stations.iter().rfind(|station| station.state == "done");
    let now = last.map_or_else(
        || viewer.say(&format!("deal-information-{}", deal.tracks.information.word())),
        |station| station.name.clone(),
    );
    lane(viewer, Track::Information, now, stations)
}

fn money(viewer: &Viewer<'_>, whole: &Whole) -> Lane {
    let deal = &whole.view.deal;
    let is_over = deal.tracks.is_over();
    let mut stations = Vec::new();
    let parts = [
        (2, PaymentDue::BeforeProduction),
        (3, PaymentDue::AfterInspection),
        (3, PaymentDue::BeforeShipment),
    ];
    for (at, due) in parts {
        stations.extend(payments(viewer, whole, at, due));
    }
    let last = stations.last().map_or(1, |last| last.at);
    let back_at = match (deal.tracks.money, deal.tracks.goods) {
        (MoneyTrack::Refunded, Goods::Received) => 6,
        (_, Goods::Cancelled) => last + 1,
        _ => 4,
    };
    let back: i64 = whole.view.refunds.iter().map(|refund| refund.amount.minor).sum();
    if back > 0 {
        let back = Money::new(back, deal.total.currency);
        let word = viewer.say("deal-given-back");
        stations.push(station(viewer, back_at, At::Done, word, Some(sum(back))));
    }
    if deal.tracks.money == MoneyTrack::Released {
        let released = whole.view.identity.map(|sums| net_and_fee(viewer, &sums));
        stations.push(station(viewer, 6, At::Done, viewer.say("deal-released"), released));
    } else if stations.is_empty() && is_over {
        let word = viewer.say("deal-money-closed");
        stations.push(station(viewer, 2, At::Done, word, None));
    } else if !is_over {
        let is_due = deal.tracks.goods == Goods::Shipped;
        let by = deal.deadline.filter(|_| is_due).map(|deadline| {
            viewer.say_with("deal-by-day", &[("day", on(viewer, deadline.due_at).into())])
        });
        stations.push(station(viewer, 6, At::Todo, viewer.say("deal-release"), by));
    }
    let now = match whole.view.identity.filter(|identity| identity.held.minor > 0) {
        Some(identity) => {
            viewer.say_with("deal-held-now", &[("amount", Fact::Text(sum(identity.held)))])
        }
        None => viewer.say(&format!("deal-money-{}", super::hyphens(deal.tracks.money.word()))),
    };
    lane(viewer, Track::Money, now, stations)
}

/// What the seller got, and what the market took.
fn net_and_fee(viewer: &Viewer<'_>, sums: &Identity) -> String {
    let facts = [("net", Fact::Text(sum(sums.released))), ("fee", Fact::Text(sum(sums.fees)))];
    viewer.say_with("deal-released-fact", &facts)
}

/// The parts that are due at one stage, as one station.
fn payments(viewer: &Viewer<'_>, whole: &Whole, at: usize, due: PaymentDue) -> Option<Station> {
    let parts = whole.view.milestones.iter().filter(|part| part.due == due);
    let parts: Vec<_> = parts.collect();
    let currency = parts.first()?.amount.currency;
    let is_paid = parts.iter().all(|part| part.paid_at.is_some());
    if !is_paid && whole.view.deal.tracks.is_over() {
        return None;
    }
    let bps: i64 = parts.iter().map(|part| part.share_bps).sum();
    let amount = Money::new(parts.iter().map(|part| part.amount.minor).sum(), currency);
    let turn = Turn::of(&whole.view.deal, &whole.view.milestones);
    let is_now = matches!(turn, Turn::Pay(next) if next.due == due);
    let share = [("share", Fact::Text(share(bps)))];
    let (state, word) = match (is_paid, is_now) {
        (true, _) => (At::Done, viewer.say_with("deal-part-paid-in", &share)),
        (false, true) => (At::Now, viewer.say_with("deal-part-to-pay", &share)),
        (false, false) => (At::Todo, viewer.say_with("deal-part-to-pay", &share)),
    };
    Some(station(viewer, at, state, word, Some(sum(amount))))
}

/// Basis points as `30` or `12.5`.
pub(super) fn share(bps: i64) -> String {
    let (whole, rest) = (bps / 100, bps % 100);
    let text = format!("{whole}.{rest:02}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn goods(viewer: &Viewer<'_>, whole: &Whole) -> Lane {
    let deal = &whole.view.deal;
    let goods = deal.tracks.goods;
    let word = viewer.say(&format!("deal-goods-{}", super::hyphens(goods.word())));
    let mut stations = Vec::new();
    if goods == Goods::Cancelled {
        stations.push(station(viewer, 3, At::Done, word.clone(), ended(viewer, whole)));
    } else {
        let (made, made_word) = match goods {
            Goods::NotStarted => (At::Todo, viewer.say("deal-make")),
            Goods::Making | Goods::Inspecting | Goods::PartShipped => (At::Now, word.clone()),
            _ => (At::Done, viewer.say("deal-made")),
        };
        let by = deal.deadline.filter(|_| deal.tracks.waits_for_dispatch()).map(|deadline| {
            viewer.say_with("deal-by-day", &[("day", on(viewer, deadline.due_at).into())])
        });
        stations.push(station(viewer, 3, made, made_word, by));
        stations.extend(journey(viewer, whole));
    }
    let word = match goods {
        _ if deal.is_still_late() => viewer.say("deal-goods-late"),
        Goods::Shipped if whole.view.was_delivered() => viewer.say("deal-goods-arrived"),
        _ => word,
    };
    lane(viewer, Track::Goods, word, stations)
}

fn journey(viewer: &Viewer<'_>, whole: &Whole) -> Vec<Station> {
    let deal = &whole.view.deal;
    let way = whole.view.shipments.last();
    let delivered = way.and_then(|way| way.delivered_at);
    let is_received = deal.tracks.goods == Goods::Received;
    let place = deal.place.as_ref().map(|place| sourcing::views::place(viewer, place));
    let is_departure = deal.incoterm.is_some_and(Incoterm::names_departure);
    let (leave, arrive) = if is_departure { (place, None) } else { (None, place) };
    let arrive = arrive.unwrap_or_else(|| viewer.say("deal-arrive"));
    let eta =
        deal.eta.map(|eta| viewer.say_with("deal-eta-day", &[("day", on(viewer, eta).into())]));
    let left = match way {
        Some(way) => {
            let (state, word) = match delivered.is_some() || deal.tracks.is_over() {
                true => (At::Done, "deal-sent"),
                false => (At::Now, "deal-on-the-way"),
            };
            let carrier = Some(way.carrier.clone());
            station(viewer, 4, state, viewer.say(word), carrier)
        }
        None => station(viewer, 4, At::Todo, viewer.say("deal-leave"), leave),
    };
    let came = match delivered {
        Some(at) => {
            station(viewer, 5, At::Done, viewer.say("deal-handed-over"), Some(on(viewer, at)))
        }
        None if is_received => station(viewer, 5, At::Done, arrive, None),
        None => station(viewer, 5, At::Todo, arrive, eta),
    };
    let last = match (is_received, deal.ended_at) {
        (true, Some(at)) => {
            station(viewer, 6, At::Done, viewer.say("deal-received"), Some(on(viewer, at)))
        }
        _ if delivered.is_some() && deal.tracks.goods != Goods::PartShipped => {
            station(viewer, 6, At::Now, viewer.say("deal-buyer-confirms"), None)
        }
        _ => station(viewer, 6, At::Todo, viewer.say("deal-buyer-confirms"), None),
    };
    let mut way = vec![left, came, last];
    // Of a deal that is over, nothing is still to come.
    way.retain(|station| !deal.tracks.is_over() || station.state == "done");
    way
}

/// When both had signed, for the papers.
pub(super) fn signed(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let at = whole.view.deal.agreed_at.unwrap_or(whole.view.deal.placed_at);
    day(viewer, at)
}
