//! What a price is about in the reader's currency: small, beside the one that binds.

use super::Viewer;
use crate::show::{show_money, show_price};
use kernel::{Currency, Money, Rates, UnitPrice};
use maud::{Markup, html};
use std::sync::Arc;

/// `≈ CNY 6,210.08 (rate of 27 Nov 2026)`; nothing for whoever reads the amount in its own
/// currency, or where no fresh rate is known.
pub fn about(viewer: &Viewer<'_>, money: Money) -> Markup {
    let told = to(viewer, money.currency).and_then(|(rates, to)| {
        let sum = show_money(rates.about(money, to)?);
        Some(words(viewer, &rates, sum))
    });
    shown(told)
}

/// The same for the price of one unit.
pub fn about_price(viewer: &Viewer<'_>, price: UnitPrice) -> Markup {
    about_range(viewer, price, price)
}

/// The same for prices between two of one currency.
pub fn about_range(viewer: &Viewer<'_>, lowest: UnitPrice, highest: UnitPrice) -> Markup {
    let told = to(viewer, lowest.currency).and_then(|(rates, to)| {
        let low = show_price(rates.about_price(lowest, to)?);
        let high = show_price(rates.about_price(highest, to)?);
        let figure = if low == high { low } else { format!("{low}–{high}") };
        Some(words(viewer, &rates, format!("{to}\u{a0}{figure}")))
    });
    shown(told)
}

/// The rates and the currency to show, if another one than the price's own was chosen.
fn to(viewer: &Viewer<'_>, own: Currency) -> Option<(Arc<Rates>, Currency)> {
    let to = viewer.caller.currency.filter(|to| *to != own)?;
    Some((viewer.app.rates()?, to))
}

fn words(viewer: &Viewer<'_>, rates: &Rates, sum: String) -> String {
    let day = viewer.caller.reader.civil_day(&rates.day).unwrap_or_else(|| rates.day.clone());
    viewer.say_with("page-about", &[("sum", sum.into()), ("day", day.into())])
}

fn shown(told: Option<String>) -> Markup {
    html! { @if let Some(told) = told { small.about { (told) } } }
}
