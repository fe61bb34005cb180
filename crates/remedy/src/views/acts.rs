//! Asking, and each act: what must be said, then the look, then the button.

use super::one::{held, named};
use super::{Ask, Case, Goods, crumbs};
use crate::model::{About, Act, Want};
use deal::views::{Sides, foresee};
use deal::{Effect, Side};
use kernel::{Fact, Money, Refusal, Transport};
use maud::{Markup, html};
use party::views::trust_line;
use web::page::{Choice, Draft, FormKit, Input, Tone, Viewer, note};

/// Whether something must be said with an act.
pub(crate) const fn has_fields(act: Act) -> bool {
    matches!(
        act,
        Act::Change
            | Act::Refuse
            | Act::ContestReturn
            | Act::SendBack
            | Act::SendAgain
            | Act::Tell
            | Act::Decide
    )
}

/// The form of an act as it is first shown.
pub(crate) fn first_draft(case: &Case, act: Act) -> Draft {
    let remedy = &case.view.remedy;
    match act {
        Act::Change => Draft::of([
            ("want", remedy.want.word().to_owned()),
            ("amount", remedy.amount.plain()),
            ("reason", remedy.reason.clone()),
            ("about", word_of(&remedy.about)),
        ]),
        Act::Decide => Draft::of([("to_buyer", remedy.amount.plain())]),
        _ => Draft::default(),
    }
}

fn wants(viewer: &Viewer<'_>, (was_shipped, is_virtual): (bool, bool)) -> Vec<Choice> {
    let open = Want::ALL.into_iter().filter(|want| was_shipped || *want == Want::Money);
    let open = open.filter(|want| !is_virtual || *want != Want::Return);
    open.map(|want| (want.word().to_owned(), viewer.say(&format!("remedy-want-{}", want.word()))))
        .collect()
}

/// Which goods it is about: all, one parcel, one line, or what the claim names already.
fn about(
    viewer: &Viewer<'_>,
    kit: &FormKit<'_>,
    (goods, named): (&[Goods], Option<Choice>),
) -> Markup {
    let choice = |one: &Goods| {
        let is_parcel = one.about.shipment.is_some();
        let key = if is_parcel { "remedy-about-parcel" } else { "remedy-about-line" };
        (word_of(&one.about), viewer.say_with(key, &[("name", one.name.as_str().into())]))
    };
    let mut choices = vec![(String::new(), viewer.say("remedy-about-all"))];
    choices.extend(goods.iter().map(choice));
    choices.extend(named.filter(|(word, _)| choices.iter().all(|(other, _)| other != word)));
    html! { @if choices.len() > 1 { (kit.select("about", "remedy-field-about", &choices)) } }
}

/// The form's word for the goods that a claim is about; none for all of them.
fn word_of(about: &About) -> String {
    if about.is_all() { String::new() } else { about.text().unwrap_or_default() }
}

fn wanted(viewer: &Viewer<'_>, kit: &FormKit<'_>, sent: (bool, bool)) -> Markup {
    let amount = Input::amount("amount", "remedy-field-amount").hint("remedy-field-amount-hint");
    html! {
        (kit.select("want", "remedy-field-want", &wants(viewer, sent)))
        (kit.input(&amount))
        (kit.area("reason", "remedy-field-reason", Some("remedy-field-reason-hint")))
    }
}

/// A new claim: first what is wanted, then the look, then the button.
pub(crate) fn ask(
    viewer: &Viewer<'_>,
    ask: &Ask,
    draft: &Draft,
    looked: Option<&(Effect, Money)>,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let title = viewer.say("remedy-ask-title");
    let path = format!("/deals/{}/remedies/new", ask.deal.id);
    let deal = format!("/deals/{}", ask.deal.id);
    let rules = &ask.deal.rules().remedy;
    let days = match ask.deal.is_retail() {
        true => rules.t4_answer_retail_d,
        false => rules.t4_answer_b2b_d,
    };
    let seller = ask.firms.first().map_or("", |line| line.name.as_str());
    let sides = Sides { own: Some(Side::Buyer), buyer: "", seller };
    html! {
        div.page-head {
            (crumbs(viewer, (&ask.deal.id.to_string(), &ask.deal.title), &title))
            h1 { (title) }
            @for firm in &ask.firms { (trust_line(viewer, firm)) }
            p { (viewer.say_with("remedy-ask-what", &[("days", Fact::Count(days))])) }
        }
        @match looked {
            None => form.form method="post" action=(path) {
                (kit.guards())
                (kit.summary())
                (about(viewer, &kit, (&ask.goods, None)))
                @if ask.deal.tracks.goods == deal::Goods::PartShipped {
                    p.mute { small { (viewer.say("remedy-about-rest")) } }
                }
                (wanted(viewer, &kit, (ask.deal.shipped_at.is_some(), ask.deal.is_virtual())))
                input type="hidden" name="step" value="look";
                p.acts {
                    button.btn.go { (viewer.say("remedy-look")) }
                    a.btn.plain href=(deal) { (viewer.say("remedy-back")) }
                }
            },
            Some((seen, amount)) => div.stack-l {
                (foresee(viewer, &sides, seen))
                form method="post" action=(path) {
                    (kit.guards())
                    @for name in ["about", "want", "amount", "reason"] { (kit.hidden(name)) }
                    input type="hidden" name="step" value="do";
                    p.acts {
                        button.btn.go {
                            (viewer.say_with("remedy-ask-button", &[("amount", (*amount).into())]))
                        }
                        a.btn.plain href=(deal) { (viewer.say("remedy-back")) }
                    }
                }
            },
        }
    }
}

/// What must be said with an act.
fn fields(viewer: &Viewer<'_>, case: &Case, act: Act, kit: &FormKit<'_>) -> Markup {
    let remedy = &case.view.remedy;
    let ways = match remedy.is_virtual {
        true => &[Transport::Virtual][..],
        false => &Transport::CARRIED[..],
    };
    let named = named(viewer, case).map(|words| (word_of(&remedy.about), words));
    let ways: Vec<Choice> = ways
        .iter()
        .map(|way| (way.word().to_owned(), viewer.say(&format!("remedy-transport-{}", way.word()))))
        .collect();
    html! {
        @match act {
            Act::Change => {
                (about(viewer, kit, (&case.goods, named)))
                (wanted(viewer, kit, (remedy.was_shipped, remedy.is_virtual)))
            },
            Act::Refuse | Act::ContestReturn => {
                (kit.area("reason", "remedy-field-reason", None))
            },
            Act::Tell => { (kit.area("text", "remedy-field-text", None)) },
            Act::SendBack | Act::SendAgain => {
                (kit.input(&Input::text("carrier", "remedy-field-carrier")))
                (kit.input(&Input::text("tracking", "remedy-field-tracking")))
                (kit.select("transport", "remedy-field-transport", &ways))
                @if act == Act::SendAgain {
                    (kit.input(&Input::text("eta", "remedy-field-eta").kind("date")))
                }
            },
            Act::Decide => {
                (kit.input(&Input::amount("to_buyer", "remedy-field-to-buyer")))
                @if remedy.was_shipped && !remedy.is_virtual {
                    (kit.check("needs_return", "remedy-field-needs-return"))
                }
                (kit.area("reasons", "remedy-field-reasons", None))
                (kit.area(
                    "published",
                    "remedy-field-published",
                    Some("remedy-field-published-hint"),
                ))
            },
            _ => {},
        }
    }
}

/// What is typed, to travel along unseen.
const KEPT: &[&str] = &[
    "about",
    "want",
    "amount",
    "reason",
    "text",
    "carrier",
    "tracking",
    "transport",
    "eta",
    "to_buyer",
    "needs_return",
    "reasons",
    "published",
];

fn what(viewer: &Viewer<'_>, case: &Case, act: Act) -> Option<String> {
    Some(match act {
        Act::Decide => viewer.say_with("remedy-decide-what", &held(case)),
        Act::Change | Act::Tell | Act::Take => return None,
        Act::Withdraw if case.view.remedy.decision.is_some() => {
            viewer.say("remedy-what-withdraw-decided")
        }
        _ => viewer.say(&format!("remedy-what-{}", act.word())),
    })
}

/// An act: what must be said, then the look, then the button; or why it may not be.
pub(crate) fn act(
    viewer: &Viewer<'_>,
    case: &Case,
    act: Act,
    (draft, looked): (&Draft, Option<&Result<Effect, Vec<Refusal>>>),
) -> Markup {
    let title = viewer.say(&format!("remedy-act-{}", act.word()));
    let remedy = &case.view.remedy;
    let back = html! { a.btn.plain href=(case.path("")) { (viewer.say("remedy-back")) } };
    html! {
        div.page-head {
            (crumbs(viewer, (&remedy.deal.to_string(), &case.view.title), &title))
            h1 { (title) }
            @for firm in &case.firms { (trust_line(viewer, firm)) }
            @if let Some(what) = what(viewer, case, act) { p { (what) } }
        }
        @match looked {
            None => (asked(viewer, case, act, draft, &back)),
            Some(Err(all)) => div.stack {
                @for refusal in all {
                    (note(
                        Tone::Bad,
                        &viewer.app.words().refusal(&viewer.caller.reader, refusal),
                        None,
                    ))
                }
                p.acts { (back) }
            },
            Some(Ok(seen)) => (looked_at(viewer, case, act, (draft, seen), &back)),
        }
    }
}

fn asked(viewer: &Viewer<'_>, case: &Case, act: Act, draft: &Draft, back: &Markup) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        form.form method="post" action=(case.path(act.word())) {
            (kit.guards())
            (kit.summary())
            (fields(viewer, case, act, &kit))
            input type="hidden" name="step" value="look";
            p.acts { button.btn.go { (viewer.say("remedy-look")) } (back) }
        }
    }
}

fn looked_at(
    viewer: &Viewer<'_>,
    case: &Case,
    act: Act,
    (draft, seen): (&Draft, &Effect),
    back: &Markup,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let amount = |name| Money::parse(draft.value(name), case.view.held.currency).ok();
    let button = match act {
        Act::Change => amount("amount").map(|told| ("remedy-change-button", told)),
        Act::Decide => amount("to_buyer").map(|told| ("remedy-decide-button", told)),
        _ => None,
    };
    let button = match button {
        Some((key, told)) => viewer.say_with(key, &[("amount", told.into())]),
        None => viewer.say(&format!("remedy-act-{}", act.word())),
    };
    let class = if matches!(act, Act::Withdraw | Act::Decide) { "btn stop" } else { "btn go" };
    let texts = ["reason", "text", "reasons", "published"];
    html! {
        div.stack-l {
            @for name in texts.iter().filter(|name| !draft.value(name).is_empty()) {
                blockquote { @for line in draft.value(name).lines() { p { (line) } } }
            }
            (foresee(viewer, &case.sides(), seen))
            form method="post" action=(case.path(act.word())) {
                (kit.guards())
                @for name in KEPT.iter().filter(|name| !draft.value(name).is_empty()) {
                    (kit.hidden(name))
                }
                input type="hidden" name="step" value="do";
                p.acts { button class=(class) { (button) } (back) }
            }
        }
    }
}
