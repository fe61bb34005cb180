//! A quote as a small ledger.

use super::{place_name, quantity, time};
use crate::model::{Inquiry, Quote, QuoteState, Side};
use catalog::views::{ladder_rows, price};
use kernel::{PaymentDue, PaymentPart, Timestamp};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Tone, Viewer, money, tag};

/// A quote: prices, the sum for what was asked, the terms, and what the reader may do with it.
pub(super) fn quote(
    viewer: &Viewer<'_>,
    inquiry: &Inquiry,
    side: Side,
    quote: &Quote,
    now: Timestamp,
) -> Markup {
    html! {
        table.sum {
            tbody {
                @for (range, tier) in ladder_rows(viewer, &quote.tiers, inquiry.unit) {
                    tr { th scope="row" { (range) } td { (price(tier.price)) } }
                }
                @if let Some(sum) = quote.sum_for(inquiry.quantity) {
                    tr.total {
                        th scope="row" { (sum_for(viewer, inquiry)) }
                        td { (money(sum)) }
                    }
                }
            }
        }
        (terms(viewer, quote))
        @if !quote.terms.note.is_empty() {
            @for line in quote.terms.note.lines() { p { (line) } }
        }
        @if side == Side::Buyer && quote.is_open(now) {
            p.acts {
                a.btn href=(accept_path(quote)) { (viewer.say("sourcing-accept")) }
            }
        }
        @if side == Side::Seller && quote.state == QuoteState::Open && inquiry.is_open() {
            form.acts method="post"
                action=(format!("/inquiries/{}/quotes/{}/withdraw", inquiry.id, quote.id)) {
                (FormKit::new(viewer, &Draft::default()).guards())
                button.btn.stop { (viewer.say("sourcing-withdraw")) }
            }
        }
    }
}

/// Where a quote is accepted; the deal that begins answers there.
pub(super) fn accept_path(quote: &Quote) -> String {
    format!("/inquiries/{}/quotes/{}/accept", quote.inquiry, quote.id)
}

fn sum_for(viewer: &Viewer<'_>, inquiry: &Inquiry) -> String {
    viewer.say_with("sourcing-sum-for", &[("quantity", quantity(viewer, inquiry).into())])
}

fn terms(viewer: &Viewer<'_>, quote: &Quote) -> Markup {
    let terms = &quote.terms;
    let transport = viewer.say(&format!("sourcing-transport-{}", terms.transport.word()));
    let days = viewer.say_with("sourcing-days", &[("days", terms.lead_time_d.into())]);
    html! {
        dl.kv {
            dt { (viewer.say("sourcing-terms")) }
            dd { abbr title=(incoterm(viewer, quote)) { (terms.incoterm.code()) } " "
                (place_name(viewer, terms.place.code())) }
            dt { (viewer.say("sourcing-transport")) } dd { (transport) }
            dt { (viewer.say("sourcing-sent")) } dd { (days) }
            dt { (viewer.say("sourcing-paid")) }
            dd { @for part in &terms.parts { div { (part_word(viewer, *part)) } } }
            dt { (viewer.say("sourcing-valid")) } dd { (time(viewer, terms.valid_until)) }
        }
    }
}

fn incoterm(viewer: &Viewer<'_>, quote: &Quote) -> String {
    let code = quote.terms.incoterm.code().to_ascii_lowercase();
    viewer.say(&format!("sourcing-incoterm-{code}"))
}

fn part_word(viewer: &Viewer<'_>, part: PaymentPart) -> String {
    let percent = match part.share_bps % 100 {
        0 => (part.share_bps / 100).to_string(),
        rest => format!("{}.{rest:02}", part.share_bps / 100),
    };
    let facts = [("percent", percent.into())];
    match part.due {
        PaymentDue::BeforeProduction => viewer.say_with("sourcing-part-production", &facts),
        PaymentDue::AfterInspection => viewer.say_with("sourcing-part-inspection", &facts),
        PaymentDue::BeforeShipment => viewer.say_with("sourcing-part-shipment", &facts),
    }
}

/// Where a quote stands, in a word.
pub(super) fn state_tag(viewer: &Viewer<'_>, quote: &Quote, now: Timestamp) -> Markup {
    if quote.state == QuoteState::Open && quote.is_expired(now) {
        return tag(Tone::Bad, &viewer.say("sourcing-quote-ended"));
    }
    let tone = match quote.state {
        QuoteState::Accepted => Tone::Ok,
        QuoteState::Open => Tone::Plain,
        QuoteState::Withdrawn | QuoteState::Replaced => Tone::Wait,
    };
    tag(tone, &viewer.say(&format!("sourcing-quote-{}", quote.state.word())))
}
