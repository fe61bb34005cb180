//! The form of a quote.

use super::{place_name, places, quantity};
use crate::model::Thread;
use catalog::Offer;
use catalog::views::currencies;
use kernel::{Incoterm, Transport};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use web::page::{Choice, Draft, FormKit, Input, Viewer};

/// Rows of prices that the form shows at least.
const ROWS_LEAST: usize = 4;
/// Shares before production that the form proposes, in percent.
const SHARES: [&str; 5] = ["30", "50", "30-40-30", "100", "own"];

/// What is quoted for.
pub(crate) struct Quoting {
    /// The inquiry and the quotes so far.
    pub(crate) thread: Thread,
    /// The listing's terms.
    pub(crate) offer: Offer,
    /// Who asks.
    pub(crate) buyer: TrustLine,
}

/// The name of a row's quantity.
pub(crate) fn from_field(row: usize) -> String {
    format!("from_{row}")
}

/// The name of a row's price.
pub(crate) fn price_field(row: usize) -> String {
    format!("price_{row}")
}

/// The whole page.
pub(crate) fn quoting(viewer: &Viewer<'_>, on: &Quoting, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let inquiry = &on.thread.inquiry;
    html! {
        div.page-head {
            h1 { (viewer.say("sourcing-quote")) }
            p {
                a href=(format!("/inquiries/{}", inquiry.id)) { (inquiry.title) }
                " · " (quantity(viewer, inquiry))
                @if let Some(to) = &inquiry.destination { " · " (place_name(viewer, to)) }
            }
            (trust_line(viewer, &on.buyer))
        }
        form.form method="post" {
            (kit.guards())
            (kit.summary())
            (fields(viewer, &kit, on))
            p.acts { button.btn.go { (viewer.say("sourcing-quote-send")) } }
            p { small { (viewer.say("sourcing-quote-note")) } }
        }
    }
}

fn fields(viewer: &Viewer<'_>, kit: &FormKit<'_>, on: &Quoting) -> Markup {
    let own = on.offer.currency.code();
    let money: Vec<Choice> =
        currencies(own).into_iter().map(|code| (code.to_owned(), code.to_owned())).collect();
    let last = on.thread.quotes.first().map_or(0, |quote| quote.tiers.len());
    html! {
        (kit.select("currency", "sourcing-field-currency", &money))
        (kit.group("tiers", "sourcing-field-tiers", Some("sourcing-field-tiers-hint"),
            &tiers(kit, last.max(ROWS_LEAST))))
        (kit.select("incoterm", "sourcing-terms", &incoterms(viewer)))
        div.pair {
            (kit.input(&Input::text("place", "sourcing-field-place")
                .list("places").hint("sourcing-field-place-hint")))
            (kit.select("transport", "sourcing-transport", &transports(viewer)))
        }
        (places(viewer))
        div.pair {
            (kit.input(&Input::count("lead_time_d", "sourcing-field-lead")))
            (kit.input(&Input::count("valid_until", "sourcing-field-valid")))
        }
        (kit.group("parts", "sourcing-paid", Some("sourcing-field-parts-hint"), &html! {
            div.stack-s {
                (kit.select("split", "sourcing-field-share", &shares(viewer)))
                (kit.input(&Input::count("first_share", "sourcing-field-own-share")))
            }
        }))
        (kit.area("note", "sourcing-field-note", Some("sourcing-field-note-hint")))
    }
}

fn tiers(kit: &FormKit<'_>, rows: usize) -> Markup {
    html! {
        div.tiers {
            @for row in 1..=rows {
                div.pair {
                    (kit.input(&Input::count(&from_field(row), "sourcing-field-from")))
                    (kit.input(&Input::amount(&price_field(row), "sourcing-field-price")))
                }
            }
        }
    }
}

pub(super) fn incoterms(viewer: &Viewer<'_>) -> Vec<Choice> {
    let word = |term: Incoterm| {
        let word = format!("sourcing-incoterm-{}", term.code().to_ascii_lowercase());
        (term.code().to_owned(), viewer.say(&word))
    };
    Incoterm::ALL.into_iter().map(word).collect()
}

pub(super) fn transports(viewer: &Viewer<'_>) -> Vec<Choice> {
    let word = |transport: Transport| {
        let word = format!("sourcing-transport-{}", transport.word());
        (transport.word().to_owned(), viewer.say(&word))
    };
    [Transport::Sea, Transport::Surface, Transport::Express].into_iter().map(word).collect()
}

pub(super) fn shares(viewer: &Viewer<'_>) -> Vec<Choice> {
    let word = |share: &str| (share.to_owned(), viewer.say(&format!("sourcing-share-{share}")));
    SHARES.into_iter().map(word).collect()
}
