//! What was agreed: lines, parts, delivery.

use super::tracks::share;
use super::{DealView, delivery};
use crate::model::{Address, Line, LineKind, Milestone, tax_sums};
use catalog::views::{price, quantity};
use kernel::{Fact, Tax};
use maud::{Markup, html};
use party::Country;
use party::views::country;
use web::page::{Tone, Viewer, money, tag};

/// The lines as a table.
pub(super) fn lines(viewer: &Viewer<'_>, view: &DealView) -> Markup {
    let heads = ["deal-line-what", "deal-line-quantity", "deal-line-price", "deal-line-amount"];
    let [what, many, each, amount] = heads.map(|key| viewer.say(key));
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (what) }
                th.num scope="col" { (many) }
                th.num scope="col" { (each) }
                th.num scope="col" { (amount) }
            } }
            tbody { @for line in &view.lines { tr {
                th scope="row" { (titled(viewer, line)) }
                @match line.kind {
                    LineKind::Goods => {
                        td.num data-l=(many) { (quantity(viewer, line.quantity, line.unit)) }
                        td.num data-l=(each) {
                            (price(line.price))
                            @if line.discount.minor > 0 { " − " (money(line.discount)) }
                        }
                    }
                    LineKind::Freight => { td.num {} td.num {} }
                }
                td.num data-l=(amount) { (money(line.amount)) }
            } } }
        }
    }
}

/// Net, rate and tax of each category, where that is told.
pub(super) fn taxes(viewer: &Viewer<'_>, view: &DealView) -> Markup {
    let sums = tax_sums(&view.lines, view.deal.tax_basis);
    let heads = ["deal-tax-rate", "deal-tax-net", "deal-tax-amount", "deal-tax-gross"];
    let [rate, net, amount, gross] = heads.map(|key| viewer.say(key));
    html! { @if !sums.is_empty() {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (rate) }
                th.num scope="col" { (net) }
                th.num scope="col" { (amount) }
                th.num scope="col" { (gross) }
            } }
            tbody { @for sum in &sums { tr {
                th scope="row" { (tax_word(viewer, sum.tax)) }
                td.num data-l=(net) { (money(sum.net)) }
                td.num data-l=(amount) { (money(sum.amount)) }
                td.num data-l=(gross) { (money(sum.gross())) }
            } } }
        }
        p.mute { small { (viewer.say("deal-tax-rounded")) } }
    } }
}

fn tax_word(viewer: &Viewer<'_>, tax: Tax) -> String {
    let percent = share(tax.rate_bps);
    let key = format!("deal-tax-{}", tax.category.code().to_lowercase());
    viewer.say_with(&key, &[("percent", percent.into())])
}

fn titled(viewer: &Viewer<'_>, line: &Line) -> Markup {
    html! {
        @match line.product {
            _ if line.kind == LineKind::Freight => (viewer.say("deal-line-freight")),
            Some(product) => a.title href=(format!("/products/{product}")) { (line.title) },
            None => (line.title),
        }
    }
}

/// Parts, delivery, deadlines: what else was agreed.
pub(super) fn terms(viewer: &Viewer<'_>, view: &DealView) -> Markup {
    let deal = &view.deal;
    html! {
        (taxes(viewer, view))
        dl.kv {
            dt { (viewer.say("deal-terms-total")) }
            dd { (money(deal.total)) }
            @for part in &view.milestones {
                dt { (viewer.say_with("deal-terms-part", &[("nth", part.nth.into())])) }
                dd { (part_words(viewer, part)) " " (part_tag(viewer, part)) }
            }
            @if let Some(delivery) = delivery(viewer, deal) {
                dt { (viewer.say("deal-terms-delivery")) }
                dd { (delivery) }
            }
            dt { (viewer.say("deal-terms-transport")) }
            dd { (viewer.say(&format!("deal-transport-{}", deal.transport.word()))) }
            @if let Some(to) = &view.address {
                dt { (viewer.say("deal-terms-address")) }
                dd { (address(viewer, to)) }
            }
            @if !deal.is_virtual() {
                dt { (viewer.say("deal-terms-parcels")) }
                dd { (viewer.say(match deal.may_ship_in_parts {
                    true => "deal-parcels-yes",
                    false => "deal-parcels-no",
                })) }
            }
            @if let Some(days) = deal.lead_time_d {
                dt { (viewer.say("deal-terms-leaves")) }
                dd { (viewer.say_with("deal-days-from-payment", &[("days", days.into())])) }
            }
            dt { (viewer.say("deal-terms-rules")) }
            dd.n { (deal.rules_version) }
            @if let Some(note) = &deal.note {
                dt { (viewer.say("deal-terms-note")) }
                dd { @for line in note.lines() { p { (line) } } }
            }
        }
    }
}

/// Whom goods go to, and where, as a label has it.
pub fn address(viewer: &Viewer<'_>, to: &Address) -> Markup {
    let country = Country::from_code(&to.country).map(|one| country(viewer, one));
    let town = [&to.postcode, &to.city, &to.region].map(String::as_str);
    let town: Vec<&str> = town.into_iter().filter(|part| !part.is_empty()).collect();
    html! {
        bdi {
            b { (to.name) } br;
            bdi.n { (to.phone) } br;
            (to.street) br;
            (town.join(" ")) br;
            (country.unwrap_or_else(|| to.country.clone()))
        }
    }
}

fn part_words(viewer: &Viewer<'_>, part: &Milestone) -> String {
    let facts = [("share", Fact::Text(share(part.share_bps))), ("amount", part.amount.into())];
    viewer.say_with(&format!("deal-part-{}", super::hyphens(part.due.word())), &facts)
}

fn part_tag(viewer: &Viewer<'_>, part: &Milestone) -> Markup {
    html! { @if part.paid_at.is_some() { (tag(Tone::Ok, &viewer.say("deal-part-is-paid"))) } }
}
