//! What may be done with a claim now, each in its form.

use super::Case;
use super::one::{is_seller, top_up_days};
use crate::model::Act;
use kernel::Money;
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Viewer, money, section};

/// All forms of the reader's acts; nothing where there is none.
pub(super) fn acts(viewer: &Viewer<'_>, case: &Case, draft: &Draft) -> Markup {
    let open = case.view.acts.iter().copied().filter(|act| *act != Act::Tell);
    let mut open: Vec<Act> = open.collect();
    // What leads on comes first; the ways out are never the first thing.
    open.sort_by_key(|act| matches!(act, Act::Withdraw | Act::PutBack));
    if open.is_empty() {
        return html! {};
    }
    let kit = FormKit::new(viewer, draft);
    html! {
        div.cols.half.mb { @for act in open {
            (section(
                &viewer.say(&format!("promise-act-{}", act.word())),
                None,
                &form(viewer, case, act, &kit),
            ))
        } }
    }
}

fn form(viewer: &Viewer<'_>, case: &Case, act: Act, kit: &FormKit<'_>) -> Markup {
    let what = match act {
        Act::Agree if !is_covered(case) => viewer.say("promise-what-agree-short"),
        Act::Agree if is_seller(case) => viewer.say_with("promise-what-agree", &top_up_days(case)),
        _ => viewer.say(&format!("promise-what-{}", act.word())),
    };
    let class = match act {
        Act::Agree | Act::Decide | Act::Confirm => "btn go",
        Act::Withdraw | Act::PutBack => "btn plain",
        _ => "btn",
    };
    html! {
        form.form method="post" action=(case.path(act.word())) {
            (kit.guards())
            p { small { (what) } }
            (moves(viewer, case, act))
            (fields(case, act, kit))
            p.acts { button class=(class) {
                (viewer.say(&format!("promise-act-{}", act.word())))
            } }
        }
    }
}

/// Whether the deposit covers all that is claimed.
const fn is_covered(case: &Case) -> bool {
    case.deposit.minor >= case.view.compensation.amount.minor
}

/// What moves if it is said, before it is: to the buyer, out of the deposit, into debt.
fn moves(viewer: &Viewer<'_>, case: &Case, act: Act) -> Markup {
    let claim = &case.view.compensation;
    let paid = match act {
        Act::Agree if is_covered(case) => Some(claim.amount),
        Act::Confirm => claim.awarded(),
        _ => None,
    };
    let Some(paid) = paid else { return html! {} };
    let given = Money::new(paid.minor.min(case.deposit.minor), paid.currency);
    let owed = Money::new(paid.minor - given.minor, paid.currency);
    let left = Money::new(case.deposit.minor - given.minor, paid.currency);
    html! {
        dl.kv {
            dt { (viewer.say("promise-moves-buyer")) }
            dd.n { (money(paid)) }
            dt { (viewer.say("promise-moves-deposit")) }
            dd.n { (money(given)) }
            dt { (viewer.say("promise-moves-left")) }
            dd.n { (money(left)) }
            @if owed.minor > 0 {
                dt { (viewer.say("promise-moves-owed")) }
                dd.n { (money(owed)) }
            }
        }
    }
}

fn fields(case: &Case, act: Act, kit: &FormKit<'_>) -> Markup {
    let currency = case.view.compensation.amount.currency.code();
    html! {
        @match act {
            Act::Refuse | Act::Object => { (kit.area("reason", "promise-field-why", None)) },
            Act::Decide => {
                input type="hidden" name="currency" value=(currency);
                (kit.input(&Input::amount("awarded", "promise-field-awarded")))
                (kit.area("reasons", "promise-field-reasons", None))
            },
            _ => {},
        }
    }
}
