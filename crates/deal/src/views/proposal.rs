//! What a seller proposes: the forms of it, and old and new side by side for the buyer.

use super::steps::{self, Typed};
use super::{Whole, path};
use crate::model::{Effect, Line, LineKind, Proposal, ProposalView, Proposed, Side};
use catalog::views::{price, quantity};
use kernel::{Fact, Refusal};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Tone, Viewer, money, note, section};

/// The field of a line's price in the form.
pub(crate) fn price_field(nth: i64) -> String {
    format!("price_{nth}")
}

/// What the form of another price begins with: the prices as they are.
pub(crate) fn first_prices(whole: &Whole) -> Vec<(String, String)> {
    let goods = whole.view.lines.iter().filter(|line| line.kind == LineKind::Goods);
    let mut fields: Vec<(String, String)> =
        goods.map(|line| (price_field(line.nth), line.price.plain())).collect();
    let freight = whole.view.lines.iter().find(|line| line.kind == LineKind::Freight);
    fields.extend(freight.map(|line| ("freight".to_owned(), line.amount.plain())));
    fields
}

/// Another price: first what, then the look, then the button.
pub(crate) fn change_price(
    viewer: &Viewer<'_>,
    whole: &Whole,
    draft: &Draft,
    looked: Option<(&Effect, &ProposalLook)>,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let goods = whole.view.lines.iter().filter(|line| line.kind == LineKind::Goods);
    let fields = html! {
        p { (viewer.say("deal-price-what")) }
        @for line in goods.clone() {
            p { b { (line.title) } " " small { (quantity(viewer, line.quantity, line.unit)) } }
            (kit.input(&Input::amount(&price_field(line.nth), "deal-line-price")))
        }
        div.pair {
            (kit.input(&Input::amount("freight", "deal-line-freight")))
            (kit.input(&Input::amount("discount", "deal-field-discount")
                .hint("deal-field-discount-hint")))
        }
        (kit.area("reason", "deal-field-reason", Some("deal-price-reason-hint")))
    };
    let mut kept: Vec<String> = goods.map(|line| price_field(line.nth)).collect();
    kept.extend(["freight", "discount", "reason"].map(str::to_owned));
    let before = looked.map_or_else(
        || html! {},
        |(_, look)| {
            let key = if look.is_open { "deal-price-waits" } else { "deal-price-at-once" };
            html! {
                (totals(viewer, (look.old, look.new)))
                (note(Tone::Warn, &viewer.say(key), None))
            }
        },
    );
    let typed = Typed { fields: &fields, kept: &kept, before: &before };
    let words = ("deal-price-change", "price", "deal-price-button");
    steps::in_two(viewer, whole, words, (draft, looked.map(|(seen, _)| seen)), &typed)
}

/// What came of trying another price.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ProposalLook {
    /// It waits for the buyer.
    pub(crate) is_open: bool,
    /// The price before.
    pub(crate) old: kernel::Money,
    /// The price after.
    pub(crate) new: kernel::Money,
}

fn totals(viewer: &Viewer<'_>, (old, new): (kernel::Money, kernel::Money)) -> Markup {
    html! {
        dl.kv {
            dt { (viewer.say("deal-price-old")) } dd { (money(old)) }
            dt { (viewer.say("deal-price-new")) } dd { b { (money(new)) } }
        }
    }
}

/// Giving up the rest: the seller says why; a buyer whose seller is late needs no reason.
pub(crate) fn close_rest(
    viewer: &Viewer<'_>,
    whole: &Whole,
    draft: &Draft,
    looked: Option<&Effect>,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let is_seller = whole.view.side == Some(Side::Seller);
    let fields = html! {
        p { (viewer.say(if is_seller { "deal-rest-what" } else { "deal-rest-what-buyer" })) }
        (rest(viewer, &whole.view.lines))
        @if is_seller { (kit.area("reason", "deal-field-reason", Some("deal-price-reason-hint"))) }
    };
    let kept = ["reason".to_owned()];
    let typed = Typed { fields: &fields, kept: &kept, before: &html! {} };
    let button = if is_seller { "deal-rest-button" } else { "deal-rest-button-buyer" };
    steps::in_two(viewer, whole, ("deal-rest", "close-rest", button), (draft, looked), &typed)
}

/// What is proposed, beside what was agreed, with the answer.
pub(crate) fn proposal(
    viewer: &Viewer<'_>,
    whole: &Whole,
    seen: &ProposalView,
    looked: &Result<Effect, Vec<Refusal>>,
) -> Markup {
    let is_buyer = whole.view.side == Some(Side::Buyer);
    let proposal = &seen.proposal;
    let facts = [
        ("seller", whole.name(Side::Seller).into()),
        ("old", proposal.old_total.into()),
        ("new", proposal.new_total.into()),
        ("back", Fact::Money(seen.back)),
    ];
    let kind = proposal.kind.word();
    html! {
        (steps::head(viewer, whole, &viewer.say("deal-proposal")))
        div.stack-l {
            p { (viewer.say_with(&format!("deal-proposal-{kind}"), &facts)) }
            blockquote { @for line in proposal.reason.lines() { p { (line) } } }
            (section(&viewer.say("deal-proposal-beside"), None, &html! {
                @if proposal.kind == Proposed::Price { (beside(viewer, seen)) }
                @else { (rest(viewer, &seen.old)) }
                (totals(viewer, (proposal.old_total, proposal.new_total)))
            }))
            @if let Some(at) = proposal.answer_by {
                @let until = viewer.say_with("deal-proposal-until", &[("at", at.into())]);
                (note(Tone::Warn, &until, None))
            }
            @if is_buyer { (answer(viewer, whole, seen, looked)) }
            @else if whole.view.side == Some(Side::Seller) { (take_back(viewer, whole, seen)) }
        }
    }
}

fn beside(viewer: &Viewer<'_>, seen: &ProposalView) -> Markup {
    let heads = ["deal-line-what", "deal-price-old", "deal-price-new"];
    let [what, old, new] = heads.map(|key| viewer.say(key));
    let before = |nth: i64| seen.old.iter().find(|line| line.nth == nth);
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (what) } th.num scope="col" { (old) } th.num scope="col" { (new) }
            } }
            tbody { @for line in &seen.new { tr {
                th scope="row" { (titled(viewer, line)) }
                td.num data-l=(old) { @if let Some(line) = before(line.nth) { (line_price(line)) } }
                td.num data-l=(new) { (line_price(line)) }
            } } }
        }
    }
}

fn titled(viewer: &Viewer<'_>, line: &Line) -> Markup {
    html! { @match line.kind {
        LineKind::Freight => (viewer.say("deal-line-freight")),
        LineKind::Goods => {
            (line.title) " " small { (quantity(viewer, line.quantity, line.unit)) }
        }
    } }
}

fn line_price(line: &Line) -> Markup {
    html! {
        @if line.kind == LineKind::Goods {
            (price(line.price))
            @if line.discount.minor > 0 { " − " (money(line.discount)) }
            br;
        }
        (money(line.amount))
    }
}

fn rest(viewer: &Viewer<'_>, lines: &[Line]) -> Markup {
    html! { ul.rows { @for line in lines.iter().filter(|line| line.rest() > 0) { li {
        (line.title) span.n.end { (quantity(viewer, line.rest(), line.unit)) }
    } } } }
}

fn answer(
    viewer: &Viewer<'_>,
    whole: &Whole,
    seen: &ProposalView,
    looked: &Result<Effect, Vec<Refusal>>,
) -> Markup {
    html! {
        @match looked {
            Ok(effect) => (steps::effect(viewer, whole, effect)),
            Err(all) => (steps::refused(viewer, all)),
        }
        div.acts {
            @if looked.is_ok() {
                (button(viewer, whole, seen, ("accept", "deal-proposal-accept", "btn go")))
            }
            @if seen.may_decline {
                (button(viewer, whole, seen, ("decline", "deal-proposal-decline", "btn")))
            } @else {
                a.btn href=(path(whole, "remedies")) { (viewer.say("deal-remedies")) }
            }
        }
        @let hint = if seen.may_decline { "deal-proposal-no" } else { "deal-proposal-claim" };
        p.mute { small { (viewer.say(hint)) } }
    }
}

fn take_back(viewer: &Viewer<'_>, whole: &Whole, seen: &ProposalView) -> Markup {
    html! {
        p { (viewer.say_with("deal-waits-proposal", &[("buyer", whole.name(Side::Buyer).into())])) }
        div.acts {
            (button(viewer, whole, seen, ("withdraw", "deal-proposal-withdraw", "btn stop")))
        }
    }
}

fn button(
    viewer: &Viewer<'_>,
    whole: &Whole,
    seen: &ProposalView,
    (act, word, class): (&str, &str, &str),
) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    html! {
        form method="post" action=(path(whole, "proposal")) {
            (kit.guards())
            input type="hidden" name="proposal" value=(seen.proposal.id);
            input type="hidden" name="act" value=(act);
            button class=(class) { (viewer.say(word)) }
        }
    }
}

/// What was proposed before and what became of it, with each contract as it was.
pub(super) fn before(viewer: &Viewer<'_>, proposals: &[Proposal]) -> Markup {
    let over = proposals.iter().filter(|one| one.ended_at.is_some());
    let over: Vec<&Proposal> = over.collect();
    html! { @if !over.is_empty() {
        (section(&viewer.say("deal-proposals-before"), None, &html! {
            @for one in over { details {
                summary {
                    (viewer.say(&format!("deal-proposed-{}", one.kind.word()))) ": "
                    (viewer.caller.reader.money(one.old_total)) " → "
                    (viewer.caller.reader.money(one.new_total)) " · "
                    (viewer.say(&format!("deal-proposal-{}", one.state.word()))) " · "
                    (super::time(viewer, one.at))
                }
                @for line in one.reason.lines() { p { (line) } }
                p.mute { small { (viewer.say("deal-contract-before")) } }
                pre.contract tabindex="0" { (one.old_text) }
            } }
        }))
    } }
}
