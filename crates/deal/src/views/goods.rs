//! What was agreed: lines, parts, delivery.

use super::tracks::share;
use super::{DealView, delivery};
use crate::model::{Address, Line, LineKind, Milestone};
use catalog::views::{price, quantity};
use kernel::Fact;
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
                        td.num data-l=(each) { (price(line.price)) }
                    }
                    LineKind::Freight => { td.num {} td.num {} }
                }
                td.num data-l=(amount) { (money(line.amount)) }
            } } }
        }
    }
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
