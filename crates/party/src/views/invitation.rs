//! An invitation to join a firm.

use super::{role_word, trust_line};
use crate::model::Offer;
use kernel::{Actor, Fact, Refusal};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Tone, Viewer, note};

/// Who invites, as what, and the form that takes it up.
pub(crate) fn page(viewer: &Viewer<'_>, offer: &Offer, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let firm = Fact::from(offer.firm.name.as_str());
    let role = Fact::from(role_word(viewer, offer.role));
    html! {
        div.page-head {
            h1 { (viewer.say_with("party-invited-to", &[("firm", firm.clone())])) }
            p { (viewer.say_with("party-invited-as", &[("role", role)])) }
            (trust_line(viewer, &offer.firm))
        }
        form.form method="post" action=(viewer.caller.path) novalidate {
            (kit.summary()) (kit.guards())
            @if viewer.actor == Actor::Stranger { (newcomer(viewer, &kit, offer)) }
            p.acts {
                button.btn.go { (viewer.say_with("party-join", &[("firm", firm)])) }
                @if viewer.actor == Actor::Stranger {
                    a.btn.quiet href=(format!("/sign-in?next={}", viewer.caller.path)) {
                        (viewer.say("party-have-account"))
                    }
                }
            }
        }
    }
}

fn newcomer(viewer: &Viewer<'_>, kit: &FormKit<'_>, offer: &Offer) -> Markup {
    let name = Input::text("name", "party-field-name").autocomplete("name");
    let password = Input::password("password", "party-field-password-maybe", "new-password");
    let contact = Fact::from(offer.contact.as_str());
    html! {
        p.mute { (viewer.say_with("party-invited-contact", &[("contact", contact)])) }
        (kit.input(&name))
        (kit.input(&password.hint("party-field-password-maybe-hint")))
    }
}

/// The invitation is over, and what to do.
pub(crate) fn over(viewer: &Viewer<'_>, refusal: &Refusal) -> Markup {
    let told = viewer.app.words().refusal(&viewer.caller.reader, refusal);
    html! {
        div.page-head { h1 { (viewer.say("party-invitation-title")) } }
        div.stack {
            (note(Tone::Warn, &told, None))
            p.acts { a.btn href="/" { (viewer.say("party-to-market")) } }
        }
    }
}
