//! One deal: whose turn it is, the tracks, the money, what was agreed, what happened.

use super::{
    Whole, crumbs, goods, hyphens, money as sums, parcels, path, pieces, timeline, tracks,
};
use crate::model::{Badge, DeadlineKind, Goods, Milestone, Side, Stage, Turn, awaited};
use kernel::{Fact, Money, Timestamp};
use maud::{Markup, html};
use party::views::trust_line;
use web::page::{Draft, FormKit, Lamp, Tone, Viewer, icon, lamp, money, note, section, tag};

/// What a deal is called: its first line, and how many more there are.
pub(crate) fn title(viewer: &Viewer<'_>, whole: &Whole) -> String {
    let deal = &whole.view.deal;
    match deal.line_count {
        ..=1 => deal.title.clone(),
        count => {
            let facts = [("title", deal.title.as_str().into()), ("more", Fact::Count(count - 1))];
            viewer.say_with("deal-title-more", &facts)
        }
    }
}

/// The whole page.
pub(crate) fn deal(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let agreed = goods_and_terms(viewer, whole);
    html! {
        (head(viewer, whole))
        (turn(viewer, whole))
        div.stack-l {
            (tracks::three_tracks(viewer, whole))
            (parcels::parcels(viewer, whole))
            div.cols.half.ruled {
                (sums::money(viewer, whole))
                (section(&viewer.say("deal-agreed-title"), None, &agreed))
            }
            div.cols.main-side.ruled {
                (happened(viewer, whole))
                aside.stack-l { (papers(viewer, whole)) (wrong(viewer, whole)) }
            }
        }
    }
}

fn head(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let deal = &whole.view.deal;
    html! {
        div.page-head {
            (crumbs(viewer, whole, None))
            div.row { h1 { (title(viewer, whole)) } span.push { (money(deal.total)) } }
            p.row.mid { (stage_tag(viewer, whole.view.badge())) }
            @if whole.view.side.is_none() {
                @for firm in whole.firms.values() { (trust_line(viewer, firm)) }
            } @else if let Some(other) = whole.other() { (trust_line(viewer, other)) }
        }
    }
}

/// How far a deal has come, as a badge.
pub(super) fn stage_tag(viewer: &Viewer<'_>, badge: Badge) -> Markup {
    let word = badge.word();
    let tone = match (word, badge.tracks.stage()) {
        ("late" | "remedy", _) => Tone::Bad,
        (_, Stage::Finished) => Tone::Ok,
        (_, Stage::Closed) => Tone::Plain,
        _ => Tone::Wait,
    };
    tag(tone, &viewer.say(&format!("deal-stage-{word}")))
}

fn turn(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let deal = &whole.view.deal;
    let turn = Turn::of(deal, &whole.view.milestones);
    let is_mine = whole.view.side.is_some() && turn.side() == whole.view.side;
    html! {
        @if let Some(order) = &whole.awaited {
            (bank_wait(viewer, order))
            @if is_mine && turn == Turn::Answer { (lit(viewer, whole, turn)) }
            @if is_of_another_price(whole, order) {
                (note(Tone::Warn, &viewer.say("deal-bank-older"), None))
            }
        } @else if is_mine && turn != Turn::AnyBuyer { (lit(viewer, whole, turn)) }
        @else { (waiting(viewer, whole, turn)) }
        @if let Some(words) = by_itself(viewer, whole) {
            p.mute.mb-s { (icon("clock")) " " (words) }
        }
    }
}

/// Whether a transfer is under way for a price that has changed since.
fn is_of_another_price(whole: &Whole, order: &custody::BankOrder) -> bool {
    let next = whole.view.milestones.iter().find(|part| part.paid_at.is_none());
    next.is_some_and(|next| next.amount != order.amount)
}

/// Whom we wait for, in plain words.
fn waiting(viewer: &Viewer<'_>, whole: &Whole, turn: Turn) -> Markup {
    let deal = &whole.view.deal;
    let (buyer, seller) = (whole.name(Side::Buyer), whole.name(Side::Seller));
    let facts = [("buyer", buyer.into()), ("seller", seller.into())];
    let word = match (turn, deal.tracks.stage()) {
        (Turn::Nobody, Stage::Closed) => viewer.say("deal-waits-closed"),
        _ => viewer.say_with(&format!("deal-waits-{}", turn.word()), &facts),
    };
    let is_finished = deal.tracks.stage() == Stage::Finished;
    let is_waited = matches!(turn, Turn::Inspect);
    let remedy = deal.stopped.map(|stopped| format!("remedies/{}", stopped.remedy));
    html! {
        div.strip.mb-s.stack-s {
            p { b { (word) } }
            @if let Some(page) = remedy.filter(|_| whole.view.side.is_some()) {
                p { (viewer.say("deal-stopped-what")) }
                p.acts { a.btn.go href=(path(whole, &page)) { (viewer.say("deal-go-remedy")) } }
            }
            @if is_finished && whole.view.side.is_some() {
                p.acts { a.btn href=(path(whole, "rate")) {
                    (icon("star")) (viewer.say("deal-rate"))
                } }
            }
            @if deal.is_still_late() && whole.view.side == Some(Side::Buyer) {
                @if deal.tracks.goods == Goods::PartShipped {
                    p { (viewer.say("deal-late-buyer-rest")) }
                    p.acts { a.btn.stop href=(path(whole, "close-rest")) {
                        (viewer.say("deal-rest"))
                    } }
                } @else {
                    p { (viewer.say("deal-late-buyer")) }
                    p.acts { a.btn.stop href=(path(whole, "cancel")) {
                        (viewer.say("deal-cancel"))
                    } }
                }
            }
            @if turn == Turn::Answer && whole.view.side.is_some() {
                p.acts { a.btn href=(path(whole, "proposal")) {
                    (viewer.say("deal-go-proposal"))
                } }
            }
            @if let Some(at) = report_by(whole).filter(|_| is_waited) {
                p { (viewer.say_with("deal-waits-inspect-until", &[("at", at.into())])) }
            }
            @if is_waited { (again(viewer, whole)) }
        }
    }
}

/// Until when the inspector's report is awaited.
fn report_by(whole: &Whole) -> Option<Timestamp> {
    awaited(&whole.view.inspections).map(|open| open.report_by)
}

/// The page looks again by itself where an outsider will answer within seconds.
fn again(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let seconds = viewer.app.place().is_simulated.then_some("2");
    html! {
        p data-again=[seconds] {
            a href=(path(whole, "")) { (viewer.say("deal-look-again")) }
        }
    }
}

fn bank_wait(viewer: &Viewer<'_>, order: &custody::BankOrder) -> Markup {
    let seconds = viewer.app.place().is_simulated.then_some("2");
    let pairs = [
        ("deal-bank-amount", viewer.caller.reader.money(order.amount)),
        ("deal-bank-reference", order.reference.clone()),
    ];
    html! {
        section.note.mb-s aria-label=(viewer.say("deal-bank-title")) data-again=[seconds] {
            (icon("bank"))
            b { (viewer.say("deal-bank-title")) }
            p { (viewer.say("deal-bank-what")) }
            dl.kv { @for (key, value) in pairs { dt { (viewer.say(key)) } dd.n { (value) } } }
            p.acts {
                a.btn href=(viewer.caller.path) { (viewer.say("deal-look-again")) }
                button.btn.plain type="button" data-copy=(order.reference) {
                    (viewer.say("deal-bank-copy"))
                }
            }
        }
    }
}

fn lit(viewer: &Viewer<'_>, whole: &Whole, turn: Turn) -> Markup {
    let deal = &whole.view.deal;
    let held = whole.view.identity.map_or(deal.total, |sums| sums.held);
    let amount = match turn {
        Turn::Pay(part) => part.amount,
        _ => held,
    };
    let facts = [
        ("amount", Fact::Money(amount)),
        ("buyer", whole.name(Side::Buyer).into()),
        ("seller", whole.name(Side::Seller).into()),
    ];
    let (act, why, button) = match turn {
        Turn::Pay(_) => ("deal-turn-pay", "deal-turn-pay-why", "deal-go-pay"),
        Turn::Ship => ("deal-turn-ship", "deal-turn-ship-why", "deal-go-ship"),
        Turn::Answer => ("deal-turn-proposal", "deal-turn-proposal-why", "deal-go-proposal"),
        Turn::Examine => ("deal-turn-examine", "deal-turn-examine-why", "deal-inspect"),
        _ => ("deal-turn-confirm", "deal-turn-confirm-why", "deal-go-confirm"),
    };
    let other = match turn {
        Turn::Confirm => None,
        _ => deal.may_cancel(whole.view.side.unwrap_or(Side::Buyer)).is_ok().then_some("cancel"),
    };
    let buttons = html! {
        @if turn == Turn::Examine { (inspect(viewer, whole)) }
        @else { a.btn.ink href=(path(whole, turn.word())) { (viewer.say_with(button, &facts)) } }
        @if let Some(part) = agreed_part(whole).filter(|_| turn == Turn::Answer) {
            a.btn.plain href=(path(whole, "pay")) {
                (viewer.say_with("deal-go-pay", &[("amount", part.amount.into())]))
            }
        }
        @if let Some(page) = other {
            a.btn.plain href=(path(whole, page)) { (viewer.say("deal-cancel")) }
        }
    };
    // An answer about the rest has a time of its own, which stands beside what is proposed.
    let is_of_rest = turn == Turn::Answer && deal.tracks.goods == Goods::PartShipped;
    let kicker = match deal.deadline.filter(|_| !is_of_rest) {
        Some(deadline) => {
            viewer.say_with("deal-your-turn-until", &[("at", deadline.due_at.into())])
        }
        None => viewer.say("deal-your-turn"),
    };
    lamp(&Lamp {
        kicker,
        act: viewer.say_with(act, &facts),
        why: viewer.say_with(why, &facts),
        buttons: &buttons,
        name: viewer.say("deal-your-turn"),
    })
}

/// The part that can be paid as it was agreed, while something else is proposed.
fn agreed_part(whole: &Whole) -> Option<Milestone> {
    let deal = &whole.view.deal;
    let next = whole.view.milestones.iter().find(|part| part.paid_at.is_none())?;
    (deal.takes_payment() && next.is_payable(deal.tracks.goods)).then_some(*next)
}

/// What happens when nobody does anything, and when.
fn by_itself(viewer: &Viewer<'_>, whole: &Whole) -> Option<String> {
    let deal = &whole.view.deal;
    let deadline = deal.deadline?;
    let mut facts = vec![("at", Fact::Time(deadline.due_at))];
    Some(match deadline.kind {
        DeadlineKind::Pay => viewer.say_with("deal-itself-pay", &facts),
        DeadlineKind::Accept => viewer.say_with("deal-itself-accept", &facts),
        DeadlineKind::Ship if deal.takes_payment() => {
            viewer.say_with("deal-itself-ship-unpaid", &facts)
        }
        DeadlineKind::Ship if deal.tracks.goods == Goods::PartShipped => {
            viewer.say_with("deal-itself-rest", &facts)
        }
        DeadlineKind::Ship | DeadlineKind::Remind => viewer.say_with("deal-itself-ship", &facts),
        DeadlineKind::Confirm => {
            let nothing = Money::zero(deal.total.currency);
            let held = whole.view.identity.map_or(nothing, |sums| sums.held);
            facts.push(("amount", held.into()));
            facts.push(("seller", whole.name(Side::Seller).into()));
            viewer.say_with("deal-itself-confirm", &facts)
        }
    })
}

fn goods_and_terms(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    html! { (goods::lines(viewer, &whole.view)) (goods::terms(viewer, &whole.view)) }
}

fn happened(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let (path, all) = (path(whole, "timeline"), viewer.say("deal-happened-all"));
    let link = whole.has_more.then_some((path.as_str(), all.as_str()));
    section(&viewer.say("deal-happened"), link, &timeline::moments(viewer, whole))
}

fn papers(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let view = &whole.view;
    let body = html! {
        ul.rows.go {
            li { a href=(path(whole, "contract")) {
                (icon("file")) span.w { (viewer.say("deal-contract")) }
                span.n { (tracks::signed(viewer, whole)) }
            } }
            @for way in &view.shipments { li {
                (icon("ship")) " " (viewer.say("deal-waybill"))
                span.n.end { (way.tracking) }
            } }
            @for look in &view.inspections { li {
                (icon("search")) " "
                (viewer.say(&format!("deal-inspection-{}", hyphens(look.state.word()))))
                @if let Some(found) = look.found.map(|found| pieces(viewer, whole, found)) {
                    span.n.end { (viewer.say_with("deal-found", &[("found", found.into())])) }
                }
                @if let Some(note) = &look.note { br; small { (note) } }
            } }
        }
    };
    section(&viewer.say("deal-papers"), None, &body)
}

/// The ways out, as far as they are open.
fn wrong(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let (view, deal) = (&whole.view, &whole.view.deal);
    let Some(side) = view.side else { return html! {} };
    let may_cancel = deal.may_cancel(side).is_ok();
    let may_refund = side == Side::Seller && deal.has_money();
    let may_inspect = view.wants_inspection();
    let may_call_off = view.may_call_off();
    let is_held = view.identity.is_some_and(|sums| sums.held.minor > 0);
    let may_ask = side == Side::Buyer && is_held && deal.stopped.is_none();
    let may_extend = side == Side::Seller && deal.may_be_extended();
    let may_price = side == Side::Seller && deal.may_reprice().is_ok();
    let may_close = deal.may_close_rest(side).is_ok();
    let any = may_cancel || may_refund || may_inspect || may_ask || may_extend || may_price;
    let nothing = !(any || may_close || may_call_off);
    let body = html! {
        ul.rows {
            @if may_refund {
                li { a href=(path(whole, "refund")) { (viewer.say("deal-refund-offer")) } }
            }
            @if may_price {
                li { a href=(path(whole, "price")) { (viewer.say("deal-price-change")) } }
            }
            @if may_close {
                li { a href=(path(whole, "close-rest")) { (viewer.say("deal-rest")) } }
            }
            @if may_cancel { li { a href=(path(whole, "cancel")) { (viewer.say("deal-cancel")) } } }
            @if may_extend {
                li { a href=(path(whole, "extend")) { (viewer.say("deal-extend")) } }
            }
            @if may_ask {
                li { a href=(path(whole, "remedies/new")) { (viewer.say("deal-ask-remedy")) } }
            }
            li { a href=(path(whole, "remedies")) { (viewer.say("deal-remedies")) } }
            @if deal.is_retail() && deal.shipped_at.is_some() && deal.ended_at.is_some() {
                li { a href=(path(whole, "compensations")) { (viewer.say("deal-compensations")) } }
            }
        }
        @if may_inspect { (inspect(viewer, whole)) }
        @if may_call_off { (call_off(viewer, whole)) }
        @if may_ask { p.mute { small { (viewer.say("deal-wrong-buyer")) } } }
        @if nothing { p.mute { small { (viewer.say("deal-wrong-nothing")) } } }
    };
    section(&viewer.say("deal-wrong"), None, &body)
}

fn inspect(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    html! {
        form.stack-s method="post" action=(path(whole, "inspect")) {
            (kit.guards())
            p { small { (viewer.say("deal-inspect-what")) } }
            p.acts { button.btn { (icon("search")) (viewer.say("deal-inspect")) } }
        }
    }
}

fn call_off(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    html! {
        form.stack-s method="post" action=(path(whole, "call-off-inspection")) {
            (kit.guards())
            p { small { (viewer.say("deal-call-off-what")) } }
            p.acts { button.btn { (viewer.say("deal-call-off")) } }
        }
    }
}

/// Asks an officer why; the answer is kept.
pub(crate) fn officer_asks(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head { h1 { (viewer.say("deal-officer-title")) } }
        div.stack {
            (note(Tone::Warn, &viewer.say("deal-officer-note"), None))
            form.form method="post" action=(viewer.caller.path) {
                (kit.guards())
                (kit.summary())
                (kit.area("why", "deal-officer-why", None))
                p.acts { button.btn.go { (viewer.say("deal-officer-open")) } }
            }
        }
    }
}
