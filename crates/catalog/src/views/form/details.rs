//! The folded groups of the form: what many products need, and none needs at first.

use super::fact_field;
use crate::model::{Category, KnownFact};
use maud::{Markup, html};
use party::Country;
use party::views::country;
use web::page::{Choice, Draft, FormKit, Input, Viewer};

/// Each group with the fields in it; one with a mistake or a value stands open.
const GROUPS: [(&str, &[&str]); 5] = [
    ("catalog-more-terms", &["order_multiple", "sku", "keywords"]),
    ("catalog-more-customs", &["hs", "gtin", "brand", "model", "origin"]),
    ("catalog-more-facts", &["attributes", "certificates"]),
    ("catalog-more-variants", &["variants"]),
    ("catalog-more-samples", &["sample_price", "sample_most", "sample_days"]),
];

/// The list of categories, by department.
pub(in crate::views) fn category(viewer: &Viewer<'_>, kit: &FormKit<'_>) -> Markup {
    let lang = viewer.lang();
    let leaf = |department: &Category, leaf: &Category| {
        let word = format!("{} › {}", department.name(lang), leaf.name(lang));
        (leaf.code().to_owned(), word)
    };
    let shelves = Category::departments().flat_map(|department| {
        let own = (department.code().to_owned(), department.name(lang).to_owned());
        [own].into_iter().chain(department.children().map(move |one| leaf(department, one)))
    });
    let none = (String::new(), viewer.say("catalog-category-none"));
    let choices: Vec<Choice> = [none].into_iter().chain(shelves).collect();
    kit.select("category", "catalog-field-category", &choices)
}

/// The folded groups.
pub(super) fn groups(viewer: &Viewer<'_>, kit: &FormKit<'_>, draft: &Draft) -> Markup {
    html! {
        @for (title, fields) in GROUPS {
            @let asked = asked(draft, fields);
            @let is_open = !asked.is_empty() || fields.iter().any(|name| is_told(draft, name));
            details.facet open[is_open] {
                summary { (viewer.say(title)) }
                @if fields.contains(&"sample_price") {
                    (kit.group("sample", title, None, &rows(viewer, kit, fields)))
                } @else {
                    (shelf_facts(viewer, draft, &asked))
                    (rows(viewer, kit, fields))
                }
            }
        }
    }
}

/// What buyers ask for on the shelf, if this is the group of facts.
fn asked(draft: &Draft, fields: &[&str]) -> Vec<&'static KnownFact> {
    match fields.contains(&"attributes") {
        true => KnownFact::asked_on(draft.value("category")),
        false => Vec::new(),
    }
}

/// A field for each fact that buyers ask for, with the words that are usual.
fn shelf_facts(viewer: &Viewer<'_>, draft: &Draft, asked: &[&'static KnownFact]) -> Markup {
    let lang = viewer.lang();
    html! {
        @if !asked.is_empty() { p.mute { (viewer.say("catalog-facts-asked")) } }
        div.tiers {
            @for pair in asked.chunks(2) { div.pair { @for fact in pair {
                @let name = fact_field(fact.code());
                @let words: Vec<&str> = fact.values(lang).collect();
                div.field {
                    label for=(format!("f-{name}")) {
                        (fact.name(lang))
                        @if !fact.unit().is_empty() { " (" (fact.unit()) ")" }
                    }
                    input id=(format!("f-{name}")) name=(name) type="text" autocomplete="off"
                        value=(fact.said(draft.value(&name), lang))
                        list=[(!words.is_empty()).then(|| format!("l-{name}"))];
                    @if !words.is_empty() {
                        datalist id=(format!("l-{name}")) {
                            @for word in words { option value=(word) {} }
                        }
                    }
                }
            } } }
        }
    }
}

/// Shows what buyers ask for on the chosen shelf; a script presses it by itself.
pub(super) fn ask(viewer: &Viewer<'_>) -> Markup {
    html! {
        p.acts {
            button.btn.quiet name="act" value="facts" data-when="category" {
                (viewer.say("catalog-facts-ask"))
            }
        }
    }
}

fn rows(viewer: &Viewer<'_>, kit: &FormKit<'_>, fields: &[&str]) -> Markup {
    html! { div.stack { @for name in fields { (field(viewer, kit, name)) } } }
}

fn is_told(draft: &Draft, name: &str) -> bool {
    let field = if name.starts_with("sample_") { "sample" } else { name };
    !draft.value(name).is_empty() || draft.is_wrong_in(&[field])
}

fn field(viewer: &Viewer<'_>, kit: &FormKit<'_>, name: &str) -> Markup {
    let text = |name, label| kit.input(&Input::text(name, label));
    match name {
        "order_multiple" => kit.input(
            &Input::count("order_multiple", "catalog-field-multiple")
                .hint("catalog-field-multiple-hint"),
        ),
        "sku" => kit.input(&Input::text("sku", "catalog-field-sku").hint("catalog-field-sku-hint")),
        "keywords" => kit.input(
            &Input::text("keywords", "catalog-field-keywords").hint("catalog-field-keywords-hint"),
        ),
        "hs" => kit.input(&Input::count("hs", "catalog-field-hs").hint("catalog-field-hs-hint")),
        "gtin" => kit.input(&Input::count("gtin", "catalog-field-gtin")),
        "brand" => text("brand", "catalog-field-brand"),
        "model" => text("model", "catalog-field-model"),
        "origin" => kit.select("origin", "catalog-field-origin", &countries(viewer)),
        "attributes" => kit.area(
            "attributes",
            "catalog-field-attributes",
            Some("catalog-field-attributes-hint"),
        ),
        "certificates" => kit.area(
            "certificates",
            "catalog-field-certificates",
            Some("catalog-field-certificates-hint"),
        ),
        "variants" => {
            kit.area("variants", "catalog-field-variants", Some("catalog-field-variants-hint"))
        }
        "sample_price" => kit.input(&Input::amount("sample_price", "catalog-field-sample-price")),
        "sample_most" => kit.input(&Input::count("sample_most", "catalog-field-sample-most")),
        _ => kit.input(&Input::count("sample_days", "catalog-field-sample-days")),
    }
}

pub(in crate::views) fn countries(viewer: &Viewer<'_>) -> Vec<Choice> {
    let none = (String::new(), viewer.say("catalog-origin-none"));
    let named = Country::all().map(|one| (one.code().to_owned(), country(viewer, one)));
    [none].into_iter().chain(named).collect()
}
