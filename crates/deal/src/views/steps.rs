//! The look before each step: who gets what, which deadline begins, and the button with the sum.

use super::{Whole, crumbs, goods, parcels, path};
use crate::model::{Effect, Milestone, Side};
use kernel::{Fact, Money, Refusal, Transport};
use ledger::Purpose;
use maud::{Markup, html};
use party::views::trust_line;
use web::page::{
    Choice, Draft, FormKit, Input, LedgerLine, Tone, Viewer, icon, ledger_of_amounts, note, section,
};

pub(super) fn head(viewer: &Viewer<'_>, whole: &Whole, title: &str) -> Markup {
    html! {
        div.page-head {
            (crumbs(viewer, whole, Some(title)))
            h1 { (title) }
            @if let Some(other) = whole.other() { (trust_line(viewer, other)) }
        }
    }
}

/// Whose wallets a step moves, as the reader calls them.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    /// On which side the reader stands; nobody's for an officer.
    pub own: Option<Side>,
    /// The buyer's name.
    pub buyer: &'a str,
    /// The seller's name.
    pub seller: &'a str,
}

/// What a step will do: each line of money, and which deadline begins.
pub fn foresee(viewer: &Viewer<'_>, sides: &Sides<'_>, effect: &Effect) -> Markup {
    let lines: Vec<LedgerLine> = effect
        .postings
        .iter()
        .map(|moved| {
            let is_out = moved.amount.minor < 0;
            let amount = if is_out { moved.amount.negated() } else { moved.amount };
            let name = account(viewer, sides, moved.purpose, moved.side);
            let sign = if is_out { "−" } else { "+" };
            LedgerLine { sign, name, small: None, amount, is_total: false }
        })
        .collect();
    let body = html! {
        @if lines.is_empty() { p { (viewer.say("deal-no-money-moves")) } }
        @else { (ledger_of_amounts(&lines)) }
        @for timer in &effect.timers {
            p { (icon("clock")) " " (viewer.say_with(
                &format!("deal-sets-{}", timer.kind.trim_start_matches("deal-")),
                &[("at", timer.due_at.into())],
            )) }
        }
    };
    section(&viewer.say("deal-what-happens"), None, &body)
}

/// What a step does.
pub(super) fn effect(viewer: &Viewer<'_>, whole: &Whole, effect: &Effect) -> Markup {
    let (buyer, seller) = (whole.name(Side::Buyer), whole.name(Side::Seller));
    foresee(viewer, &Sides { own: whole.view.side, buyer, seller }, effect)
}

fn account(viewer: &Viewer<'_>, sides: &Sides<'_>, purpose: Purpose, side: Option<Side>) -> String {
    let name = |side| if side == Side::Buyer { sides.buyer } else { sides.seller };
    match (purpose, side) {
        (Purpose::Wallet, Some(side)) if sides.own == Some(side) => viewer.say("deal-account-own"),
        (Purpose::Wallet, Some(side)) => {
            viewer.say_with("deal-account-other", &[("firm", name(side).into())])
        }
        (Purpose::Escrow, _) => viewer.say("deal-account-kept"),
        _ => viewer.say("deal-account-fee"),
    }
}

pub(super) fn refused(viewer: &Viewer<'_>, refusals: &[Refusal]) -> Markup {
    let words = viewer.app.words();
    html! { @for refusal in refusals {
        (note(Tone::Bad, &words.refusal(&viewer.caller.reader, refusal), None))
    } }
}

fn back(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    html! { a.btn.plain href=(path(whole, "")) { (viewer.say("deal-back")) } }
}

/// Paying a part: from the wallet if it has enough, else by bank.
pub(crate) fn pay(
    viewer: &Viewer<'_>,
    whole: &Whole,
    part: &Milestone,
    looked: &Result<Effect, Vec<Refusal>>,
) -> Markup {
    let facts = [("amount", Fact::Money(part.amount))];
    let title = viewer.say_with("deal-turn-pay", &facts);
    let is_short = match looked {
        Ok(_) => false,
        Err(all) => all.iter().any(|refusal| refusal.code == "custody-wallet-too-small"),
    };
    html! {
        (head(viewer, whole, &title))
        div.stack-l {
            @match looked {
                Ok(seen) => {
                    (effect(viewer, whole, seen))
                    (by(viewer, whole, part, "wallet", true))
                },
                Err(all) if !is_short => { (refused(viewer, all)) },
                Err(_) => {},
            }
            @if looked.is_ok() {
                (section(&viewer.say("deal-by-bank"), None, &html! {
                    p { (viewer.say("deal-by-bank-what")) }
                    (by(viewer, whole, part, "bank", false))
                }))
            } @else if is_short {
                (section(&viewer.say("deal-by-bank-now"), None, &html! {
                    p { (viewer.say("deal-wallet-short")) }
                    p { (viewer.say("deal-by-bank-what")) }
                    (by(viewer, whole, part, "bank", true))
                }))
            }
            p.acts { (back(viewer, whole)) }
        }
    }
}

fn by(viewer: &Viewer<'_>, whole: &Whole, part: &Milestone, by: &str, is_main: bool) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    let word = if by == "bank" { "deal-pay-by-bank" } else { "deal-pay-button" };
    let facts = [("amount", Fact::Money(part.amount))];
    html! {
        form method="post" action=(path(whole, "pay")) {
            (kit.guards())
            input type="hidden" name="milestone" value=(part.nth);
            input type="hidden" name="by" value=(by);
            p.acts { button class=(if is_main { "btn go" } else { "btn" }) {
                (icon(if by == "bank" { "bank" } else { "shield" }))
                (viewer.say_with(word, &facts))
            } }
        }
    }
}

/// Confirming: the money is released.
pub(crate) fn confirm(
    viewer: &Viewer<'_>,
    whole: &Whole,
    looked: &Result<Effect, Vec<Refusal>>,
) -> Markup {
    let held = whole.view.identity.map_or(whole.view.deal.total, |sums| sums.held);
    let facts = [("amount", Fact::Money(held)), ("seller", whole.name(Side::Seller).into())];
    let button = viewer.say_with("deal-release-button", &facts);
    html! {
        (head(viewer, whole, &viewer.say("deal-turn-confirm")))
        div.stack-l {
            p { (viewer.say("deal-confirm-what")) }
            div.box { (goods::lines(viewer, &whole.view)) }
            (last(viewer, whole, looked, ("confirm", &button, "btn go")))
        }
    }
}

/// Cancelling: what was paid goes back.
pub(crate) fn cancel(
    viewer: &Viewer<'_>,
    whole: &Whole,
    looked: &Result<Effect, Vec<Refusal>>,
) -> Markup {
    let none = Money::zero(whole.view.deal.total.currency);
    let held = whole.view.identity.map_or(none, |sums| sums.held);
    let is_buyer = whole.view.side == Some(Side::Buyer);
    let button = match (held.minor > 0, is_buyer) {
        (false, _) => viewer.say("deal-cancel-button"),
        (true, _) => viewer.say_with("deal-cancel-back-button", &[("amount", held.into())]),
    };
    html! {
        (head(viewer, whole, &viewer.say("deal-cancel")))
        div.stack-l {
            p { (viewer.say("deal-cancel-what")) }
            (last(viewer, whole, looked, ("cancel", &button, "btn stop")))
        }
    }
}

/// The effect and the one button, or why it cannot be.
fn last(
    viewer: &Viewer<'_>,
    whole: &Whole,
    looked: &Result<Effect, Vec<Refusal>>,
    (page, button, class): (&str, &str, &str),
) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    html! {
        @match looked {
            Ok(seen) => {
                (effect(viewer, whole, seen))
                form method="post" action=(path(whole, page)) {
                    (kit.guards())
                    p.acts { button class=(class) { (button) } (back(viewer, whole)) }
                }
            },
            Err(all) => { (refused(viewer, all)) p.acts { (back(viewer, whole)) } },
        }
    }
}

/// Dispatch: first the waybill, then the look, then the button.
pub(crate) fn ship(
    viewer: &Viewer<'_>,
    whole: &Whole,
    draft: &Draft,
    looked: Option<&Effect>,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let ways = match whole.view.deal.is_virtual() {
        true => &[Transport::Virtual][..],
        false => &Transport::CARRIED[..],
    };
    let ways: Vec<Choice> = ways
        .iter()
        .map(|way| (way.word().to_owned(), viewer.say(&format!("deal-transport-{}", way.word()))))
        .collect();
    let eta = Input::text("eta", "deal-field-eta").kind("date").hint("deal-field-eta-hint");
    let fields = html! {
        (kit.input(&Input::text("carrier", "deal-field-carrier")))
        (kit.input(&Input::text("tracking", "deal-field-tracking")))
        (kit.select("transport", "deal-terms-transport", &ways))
        (kit.input(&eta))
        (parcels::pack(viewer, whole, &kit))
    };
    let waybill = ["carrier", "tracking", "transport", "eta"].map(str::to_owned);
    let packed = parcels::first_parcel(whole).into_iter().map(|(field, _)| field);
    let kept: Vec<String> = waybill.into_iter().chain(packed).collect();
    let before = parcels::packed(viewer, whole, draft);
    let typed = Typed { fields: &fields, kept: &kept, before: &before };
    in_two(viewer, whole, ("deal-turn-ship", "ship", "deal-ship-button"), (draft, looked), &typed)
}

/// What is typed in a form, and what is kept of it through the look.
pub(super) struct Typed<'a> {
    /// The fields.
    pub(super) fields: &'a Markup,
    /// Their names.
    pub(super) kept: &'a [String],
    /// What the look shows of them first.
    pub(super) before: &'a Markup,
}

/// A step with a form: first the fields, then the look, then the button.
pub(super) fn in_two(
    viewer: &Viewer<'_>,
    whole: &Whole,
    (title, page, button): (&str, &str, &str),
    (draft, looked): (&Draft, Option<&Effect>),
    typed: &Typed<'_>,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        (head(viewer, whole, &viewer.say(title)))
        @match looked {
            None => form.form method="post" action=(path(whole, page)) {
                (kit.guards())
                (kit.summary())
                (typed.fields)
                input type="hidden" name="step" value="look";
                p.acts {
                    button.btn.go { (viewer.say("deal-look-first")) } (back(viewer, whole))
                }
            },
            Some(seen) => div.stack-l {
                (typed.before)
                (effect(viewer, whole, seen))
                (told(viewer, &KNOWN, draft))
                form method="post" action=(path(whole, page)) {
                    (kit.guards())
                    @for name in typed.kept { (kit.hidden(name)) }
                    input type="hidden" name="step" value="do";
                    p.acts { button.btn.go { (viewer.say(button)) } (back(viewer, whole)) }
                }
            },
        }
    }
}

/// Fields whose label `told` knows.
const KNOWN: [&str; 5] = ["carrier", "tracking", "transport", "eta", "reason"];

/// Giving money back: first how much and why, then the look, then the button.
pub(crate) fn refund(
    viewer: &Viewer<'_>,
    whole: &Whole,
    draft: &Draft,
    looked: Option<(&Effect, Money)>,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let fields = html! {
        p { (viewer.say("deal-refund-what")) }
        (kit.input(&Input::amount("amount", "deal-field-refund").hint("deal-field-refund-hint")))
        (kit.area("reason", "deal-field-reason", Some("deal-field-reason-hint")))
    };
    let act = looked.map_or_else(String::new, |(_, amount)| {
        let facts = [("amount", Fact::Money(amount)), ("buyer", whole.name(Side::Buyer).into())];
        viewer.say_with("deal-refund-button", &facts)
    });
    let title = viewer.say("deal-refund-offer");
    let ask = viewer.say("deal-look-first");
    let looked = looked.map(|(seen, _)| seen);
    let kept = ["amount", "reason"];
    two_steps(viewer, whole, (&title, "refund"), (draft, looked), (&fields, &kept), (&ask, &act))
}

/// More time for the buyer: first how much, then the look, then the button.
pub(crate) fn extend(
    viewer: &Viewer<'_>,
    whole: &Whole,
    draft: &Draft,
    looked: Option<&Effect>,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let choice = |days: &i64| {
        let word = viewer.say_with("deal-extend-days", &[("days", Fact::Count(*days))]);
        (days.to_string(), word)
    };
    let pay = &whole.view.deal.rules().pay;
    let choices: Vec<Choice> = pay.t10_extension_d.iter().map(choice).collect();
    let left = pay.extensions_most - whole.view.deal.extensions;
    let fields = html! {
        p { (viewer.say_with("deal-extend-what", &[("left", Fact::Count(left))])) }
        (kit.select("days", "deal-field-days", &choices))
    };
    let title = viewer.say("deal-extend");
    let (ask, act) = (viewer.say("deal-look-first"), viewer.say("deal-extend-button"));
    two_steps(
        viewer,
        whole,
        (&title, "extend"),
        (draft, looked),
        (&fields, &["days"]),
        (&ask, &act),
    )
}

fn two_steps(
    viewer: &Viewer<'_>,
    whole: &Whole,
    (title, page): (&str, &str),
    (draft, looked): (&Draft, Option<&Effect>),
    (fields, kept): (&Markup, &[&str]),
    (ask, act): (&str, &str),
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        (head(viewer, whole, title))
        @match looked {
            None => form.form method="post" action=(path(whole, page)) {
                (kit.guards())
                (kit.summary())
                (fields)
                input type="hidden" name="step" value="look";
                p.acts { button.btn.go { (ask) } (back(viewer, whole)) }
            },
            Some(seen) => div.stack-l {
                (effect(viewer, whole, seen))
                (told(viewer, kept, draft))
                form method="post" action=(path(whole, page)) {
                    (kit.guards())
                    @for name in kept { (kit.hidden(name)) }
                    input type="hidden" name="step" value="do";
                    p.acts { button.btn.go { (act) } (back(viewer, whole)) }
                }
            },
        }
    }
}

/// What was typed, once more.
fn told(viewer: &Viewer<'_>, names: &[&str], draft: &Draft) -> Markup {
    html! {
        dl.kv { @for name in names.iter().filter(|name| !draft.value(name).is_empty()) {
            dt { (viewer.say(label(name))) }
            dd { @if *name == "transport" {
                (viewer.say(&format!("deal-transport-{}", draft.value(name))))
            } @else { (draft.value(name)) } }
        } }
    }
}

/// The key of a field's label.
fn label(name: &str) -> &'static str {
    match name {
        "carrier" => "deal-field-carrier",
        "tracking" => "deal-field-tracking",
        "transport" => "deal-terms-transport",
        "eta" => "deal-field-eta",
        "amount" => "deal-field-refund",
        "days" => "deal-field-days",
        _ => "deal-field-reason",
    }
}
