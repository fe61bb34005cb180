//! What a shop takes to bring goods.

use crate::model::{Charge, FreightRule, RulePlace, write_places};
use catalog::views::currencies;
use kernel::Fact;
use maud::{Markup, html};
use party::Country;
use party::views::country;
use web::page::{Choice, Draft, FormKit, Input, Viewer, empty, icon};

/// All rules.
pub(crate) fn rules(viewer: &Viewer<'_>, rules: &[FreightRule]) -> Markup {
    let (title, add) = (viewer.say("cart-freight"), viewer.say("cart-rule-new"));
    html! {
        div.page-head {
            nav aria-label=(viewer.say("cart-path")) { ol.crumbs {
                li { a href="/goods" { (viewer.say("cart-to-goods")) } }
            } }
            h1 { (title) }
            @if !rules.is_empty() {
                p.mute { (viewer.say("cart-freight-what")) }
                p.acts { a.btn.go href="/freight/new" { (icon("plus")) (add) } }
            }
        }
        @if rules.is_empty() {
            (empty(
                &viewer.say("cart-freight-none"),
                &viewer.say("cart-freight-none-what"),
                Some(("/freight/new", &add)),
            ))
        } @else {
            section.sec aria-label=(title) { ul.rows { @for rule in rules { li { div.stack-s {
                p { b { (places(viewer, &rule.places)) } }
                p { (charge(viewer, rule)) }
                @if let Some(sum) = rule.free_from {
                    p { (viewer.say_with("cart-rule-free-from", &[("sum", sum.into())])) }
                }
                (acts(viewer, rule))
            } } } } }
        }
    }
}

fn acts(viewer: &Viewer<'_>, rule: &FreightRule) -> Markup {
    let draft = Draft::default();
    let path = format!("/freight/{}", rule.id);
    html! {
        form.acts method="post" action=(path) {
            (FormKit::new(viewer, &draft).guards())
            input type="hidden" name="version" value=(rule.version);
            a.btn href=(path) { (viewer.say("cart-edit")) }
            button.btn.quiet name="act" value="remove" { (viewer.say("cart-rule-remove")) }
        }
    }
}

fn places(viewer: &Viewer<'_>, places: &[RulePlace]) -> String {
    if places.is_empty() {
        return viewer.say("cart-rule-elsewhere");
    }
    let word = |place: &RulePlace| {
        let named = Country::from_code(&place.country).map(|one| country(viewer, one));
        let named = named.unwrap_or_else(|| place.country.clone());
        if place.region.is_empty() { named } else { format!("{named} · {}", place.region) }
    };
    places.iter().map(word).collect::<Vec<_>>().join("; ")
}

fn charge(viewer: &Viewer<'_>, rule: &FreightRule) -> String {
    match rule.charge {
        Charge::Refused => viewer.say("cart-rule-refused"),
        Charge::Flat(amount) => {
            viewer.say_with("cart-rule-flat", &[("amount", Fact::Money(amount))])
        }
        Charge::Pieces { first, amount, step, more } => {
            let facts = [
                ("first", Fact::Count(first)),
                ("amount", amount.into()),
                ("step", Fact::Count(step)),
                ("more", more.into()),
            ];
            viewer.say_with("cart-rule-pieces", &facts)
        }
    }
}

/// A rule as the form's values.
pub(crate) fn draft_of_rule(rule: &FreightRule) -> Draft {
    let zero = || "0".to_owned();
    let (amount, first, step, more) = match rule.charge {
        Charge::Flat(amount) => (amount.plain(), 1, 1, zero()),
        Charge::Pieces { first, amount, step, more } => (amount.plain(), first, step, more.plain()),
        Charge::Refused => (zero(), 1, 1, zero()),
    };
    Draft::of([
        ("places", write_places(&rule.places)),
        ("kind", rule.charge.word().to_owned()),
        ("currency", rule.currency.code().to_owned()),
        ("amount", amount),
        ("first", first.to_string()),
        ("step", step.to_string()),
        ("more", more),
        ("free_from", rule.free_from.map(|sum| sum.plain()).unwrap_or_default()),
    ])
}

/// The form of a new rule, or of one that is there.
pub(crate) fn rule_form(viewer: &Viewer<'_>, rule: Option<&FreightRule>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let title = if rule.is_some() { "cart-rule-edit" } else { "cart-rule-new" };
    let own = rule.map_or("", |rule| rule.currency.code());
    let money: Vec<Choice> =
        currencies(own).into_iter().map(|code| (code.to_owned(), code.to_owned())).collect();
    let kinds: Vec<Choice> = ["pieces", "flat", "refused"]
        .map(|kind| (kind.to_owned(), viewer.say(&format!("cart-kind-{kind}"))))
        .to_vec();
    html! {
        div.page-head {
            nav aria-label=(viewer.say("cart-path")) { ol.crumbs {
                li { a href="/freight" { (viewer.say("cart-freight")) } }
            } }
            h1 { (viewer.say(title)) }
        }
        form.form method="post" {
            (kit.guards())
            (kit.summary())
            @if let Some(rule) = rule {
                input type="hidden" name="version" value=(rule.version);
            }
            (kit.area("places", "cart-field-places", Some("cart-field-places-hint")))
            div.pair {
                (kit.select("kind", "cart-field-kind", &kinds))
                (kit.select("currency", "cart-field-currency", &money))
            }
            (kit.input(&Input::amount("amount", "cart-field-amount")
                .hint("cart-field-amount-hint")))
            (kit.input(&Input::count("first", "cart-field-first")))
            div.pair {
                (kit.input(&Input::count("step", "cart-field-step")))
                (kit.input(&Input::amount("more", "cart-field-more")))
            }
            (kit.input(&Input::amount("free_from", "cart-field-free-from")
                .hint("cart-field-free-from-hint")))
            p.acts { button.btn.go { (viewer.say("cart-save")) } }
        }
    }
}
