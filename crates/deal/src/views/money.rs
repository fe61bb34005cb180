//! The money of a deal, to the cent.

use super::Whole;
use crate::model::{Side, tax_sums};
use custody::Identity;
use kernel::{Fact, Money};
use maud::{Markup, html};
use web::page::{LedgerLine, Viewer, ledger, section};

/// The section of the sums, with the split as a bar.
pub(super) fn money(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let body = match &whole.view.identity {
        Some(sums) if sums.paid_in.minor > 0 => html! {
            p.mute { small {
                (viewer.say_with("deal-money-rule", &[("currency", sums.held.currency.into())]))
            } }
            (split(viewer, sums))
            (ledger(&lines(viewer, whole, sums)))
            (tax_back(viewer, whole, sums.refunded))
        },
        _ if whole.view.deal.tracks.is_over() => html! {
            p { (viewer.say("deal-money-none-came")) }
        },
        _ => html! {
            p { (viewer.say("deal-money-none")) }
            p.mute { small { (viewer.say("deal-money-none-what")) } }
        },
    };
    section(&viewer.say("deal-money-title"), None, &body)
}

fn lines(viewer: &Viewer<'_>, whole: &Whole, sums: &Identity) -> Vec<LedgerLine> {
    let line = |sign, name, amount| LedgerLine { sign, name, small: None, amount, is_total: false };
    let to = |key: &str, side| {
        let facts = [("firm", whole.name(side).into())];
        viewer.say_with(key, &facts)
    };
    let mut lines = vec![line("", viewer.say("deal-sum-paid-in"), sums.paid_in)];
    if sums.returned.minor > 0 {
        lines.push(line("−", viewer.say("deal-sum-returned"), sums.returned));
    }
    lines.push(line("−", to("deal-sum-released", Side::Seller), sums.released));
    lines.push(line("−", to("deal-sum-refunded", Side::Buyer), sums.refunded));
    lines.push(LedgerLine {
        small: Some(fee_rate(viewer, whole)),
        ..line("−", viewer.say("deal-sum-fees"), sums.fees)
    });
    let held = line("=", viewer.say("deal-sum-held"), sums.held);
    lines.push(LedgerLine { is_total: true, ..held });
    lines
}

/// The tax in what went back, pro rata, where tax is told.
fn tax_back(viewer: &Viewer<'_>, whole: &Whole, refunded: Money) -> Markup {
    let view = &whole.view;
    let taxes = tax_sums(&view.lines, view.deal.tax_basis);
    let all: i64 = taxes
        .iter()
        .map(|sum| sum.amount.pro_rata(refunded.minor, view.deal.total.minor).minor)
        .sum();
    html! { @if all > 0 {
        p.mute { small {
            @let tax = Money::new(all, refunded.currency);
            (viewer.say_with("deal-tax-back", &[("tax", Fact::Money(tax))]))
        } }
    } }
}

fn fee_rate(viewer: &Viewer<'_>, whole: &Whole) -> String {
    let share = super::tracks::share(whole.view.deal.rules().pay.fee_bps);
    viewer.say_with("deal-fee-rate", &[("share", share.into())])
}

/// Tenths of a percent of what came in and stayed, as `70` or `27.7`.
fn tenths(part: Money, all: i64) -> String {
    let tenths = if all == 0 { 0 } else { (i128::from(part.minor) * 1_000) / i128::from(all) };
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

fn split(viewer: &Viewer<'_>, sums: &Identity) -> Markup {
    let all = sums.paid_in.minor - sums.returned.minor;
    let parts = [
        ("deal-split-held", sums.held, "var(--money)"),
        ("deal-split-released", sums.released, "var(--brand)"),
        ("deal-split-refunded", sums.refunded, "var(--info)"),
        ("deal-split-fees", sums.fees, "var(--ink-3)"),
    ];
    let parts =
        parts.iter().filter(|(_, amount, _)| amount.minor > 0).map(|(key, amount, tone)| {
            let share = tenths(*amount, all);
            let facts = [("share", Fact::Text(share.clone()))];
            (viewer.say_with(key, &facts), share, *tone)
        });
    let parts: Vec<(String, String, &str)> = parts.collect();
    let told: Vec<&str> = parts.iter().map(|(word, _, _)| word.as_str()).collect();
    html! {
        div.split role="img" aria-label=(told.join(" · ")) {
            @for (_, share, tone) in &parts { i style=(format!("--v:{share};--c:{tone}")) {} }
        }
        p.row.far aria-hidden="true" {
            @for (word, _, tone) in &parts {
                small { span.key style=(format!("--c:{tone}")) {} (word) }
            }
        }
    }
}
