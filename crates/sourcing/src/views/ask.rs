//! The form of an inquiry.

use super::places;
use catalog::Offer;
use catalog::views::ladder;
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use web::page::{Draft, FormKit, Input, Viewer};

/// What is asked about.
pub(crate) struct Asked {
    /// The product's terms.
    pub(crate) offer: Offer,
    /// Who sells it.
    pub(crate) seller: TrustLine,
}

/// The whole page.
pub(crate) fn ask(viewer: &Viewer<'_>, asked: &Asked, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let offer = &asked.offer;
    html! {
        div.page-head {
            h1 { (viewer.say("sourcing-ask")) }
            p { a href=(format!("/products/{}", offer.product)) { (offer.title) } }
            (trust_line(viewer, &asked.seller))
        }
        div.stack {
            div.box.form { (ladder(viewer, &offer.tiers, offer.unit, None)) }
            form.form method="post" {
                (kit.guards())
                (kit.summary())
                (kit.input(&Input::count("quantity", "sourcing-field-quantity")))
                (kit.input(&Input::text("destination", "sourcing-field-destination")
                    .hint("sourcing-field-destination-hint").list("places")))
                (places(viewer))
                (kit.area("text", "sourcing-field-text", Some("sourcing-field-text-hint")))
                p.acts {
                    button.btn.go { (viewer.say("sourcing-ask-send")) }
                    small { (viewer.say("sourcing-ask-free")) }
                }
            }
        }
    }
}
