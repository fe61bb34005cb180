//! How a shop's prices are taxed: the form, and the tax of an order.

use crate::model::{ShopOrder, ShopTax, write_percent, write_places};
use kernel::rules::Rules;
use kernel::{Fact, TaxBasis, TaxCategory};
use maud::{Markup, html};
use web::page::{Choice, Draft, FormKit, Input, LedgerLine, Viewer};

/// Rows that are open for more rules.
const ROWS_MORE: usize = 2;

/// The most rows of the form.
pub(crate) fn rows_most() -> usize {
    usize::try_from(Rules::current().cart.tax_rules_most).unwrap_or(usize::MAX)
}

/// The name of a field in a row.
pub(crate) fn row_field(name: &str, nth: usize) -> String {
    format!("{name}_{nth}")
}

/// What is kept, as the form's values.
pub(crate) fn draft_of_tax(tax: Option<&ShopTax>) -> Draft {
    let Some(tax) = tax else {
        return Draft::of([("basis", TaxBasis::Gross.word().to_owned())]);
    };
    let mut values = vec![("basis".to_owned(), tax.basis.word().to_owned())];
    for (nth, rule) in (1..).zip(&tax.rules) {
        let percent = match rule.tax.rate_bps {
            0 => String::new(),
            bps => write_percent(bps),
        };
        let product = rule.product.map(|product| product.to_string()).unwrap_or_default();
        values.extend([
            (row_field("places", nth), write_places(&rule.places).replace('\n', ", ")),
            (row_field("product", nth), product),
            (row_field("category", nth), rule.tax.category.code().to_owned()),
            (row_field("percent", nth), percent),
        ]);
    }
    Draft::of(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

/// The form.
pub(crate) fn tax_form(
    viewer: &Viewer<'_>,
    (tax, goods): (Option<&ShopTax>, &[Choice]),
    draft: &Draft,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let bases: Vec<Choice> = [TaxBasis::Gross, TaxBasis::Net]
        .map(|basis| {
            let word = basis.word();
            (word.to_owned(), viewer.say(&format!("cart-basis-{word}")))
        })
        .to_vec();
    let filled =
        (1..=rows_most()).rfind(|nth| !draft.value(&row_field("category", *nth)).is_empty());
    let rows = (filled.unwrap_or(0) + ROWS_MORE).min(rows_most());
    html! {
        div.page-head {
            nav aria-label=(viewer.say("cart-path")) { ol.crumbs {
                li { a href="/goods" { (viewer.say("cart-to-goods")) } }
            } }
            h1 { (viewer.say("cart-tax")) }
            p.mute { (viewer.say("cart-tax-what")) }
        }
        form.form method="post" {
            (kit.guards())
            (kit.summary())
            input type="hidden" name="version" value=(tax.map_or(0, |tax| tax.version));
            (kit.select("basis", "cart-field-basis", &bases))
            @for nth in 1..=rows { (row(viewer, &kit, goods, nth)) }
            p { small { (viewer.say("cart-tax-own-word")) } }
            p.acts { button.btn.go { (viewer.say("cart-save")) } }
        }
    }
}

fn row(viewer: &Viewer<'_>, kit: &FormKit<'_>, goods: &[Choice], nth: usize) -> Markup {
    let none = (String::new(), viewer.say("cart-tax-no-rule"));
    let word = |one: TaxCategory| {
        let code = one.code();
        (code.to_owned(), viewer.say(&format!("cart-tax-{}", code.to_lowercase())))
    };
    let categories: Vec<Choice> = std::iter::once(none).chain(TaxCategory::ALL.map(word)).collect();
    let all = (String::new(), viewer.say("cart-tax-all-goods"));
    let goods: Vec<Choice> = std::iter::once(all).chain(goods.iter().cloned()).collect();
    html! {
        fieldset.stack-s {
            legend { (viewer.say_with("cart-tax-rule", &[("nth", count(nth))])) }
            div.pair {
                (kit.select(&row_field("category", nth), "cart-field-tax", &categories))
                (kit.input(&Input::amount(&row_field("percent", nth), "cart-field-percent")))
            }
            div.pair {
                (kit.input(&Input::text(&row_field("places", nth), "cart-field-tax-places")
                    .hint("cart-field-tax-places-hint")))
                (kit.select(&row_field("product", nth), "cart-field-tax-goods", &goods))
            }
        }
    }
}

fn count(nth: usize) -> Fact {
    Fact::Count(i64::try_from(nth).unwrap_or(i64::MAX))
}

/// The tax of an order, by category and rate, as lines of its sums.
pub(super) fn lines(viewer: &Viewer<'_>, shop: &ShopOrder) -> Vec<LedgerLine> {
    let is_in = shop.tax.as_ref().is_some_and(|tax| tax.basis == TaxBasis::Gross);
    let line = |sum: &kernel::TaxSum| {
        let percent = write_percent(sum.tax.rate_bps);
        let facts = [("percent", Fact::Text(percent)), ("net", sum.net.into())];
        let code = sum.tax.category.code().to_lowercase();
        LedgerLine {
            sign: if is_in { "" } else { "+" },
            name: viewer.say_with(&format!("cart-tax-line-{code}"), &facts),
            small: Some(viewer.say(if is_in { "cart-tax-in" } else { "cart-tax-on-top" })),
            amount: sum.amount,
            is_total: false,
        }
    };
    shop.taxes.iter().map(line).collect()
}
