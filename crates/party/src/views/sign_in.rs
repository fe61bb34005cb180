//! Signing in, and a new password.

use super::sign_up::{CONTACT, code_field, sent_to};
use super::{letter_way, onward};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Viewer};

/// Signing in by a password, or by the code that was sent.
pub(crate) fn page(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let by_code = draft.value("by") == "code";
    html! {
        div.page-head { h1 { (viewer.say("party-sign-in-title")) } }
        form.form method="post" action="/sign-in" novalidate {
            (kit.summary()) (kit.guards()) (kit.hidden("next"))
            @if by_code { (kit.hidden("by")) (by_the_code(viewer, &kit, draft)) }
            @else { (by_password(viewer, &kit)) }
        }
        p.mt { a href=(onward("/sign-up", draft)) { (viewer.say("party-no-account")) } }
    }
}

fn by_password(viewer: &Viewer<'_>, kit: &FormKit<'_>) -> Markup {
    let password = Input::password("password", "party-field-password", "current-password");
    html! {
        (kit.input(&CONTACT))
        (kit.input(&password))
        p.acts {
            button.btn.go name="act" value="enter" { (viewer.say("party-sign-in")) }
            button.btn name="act" value="send" { (viewer.say("party-sign-in-by-code")) }
        }
        p { a href="/password-reset" { (viewer.say("party-forgot")) } }
    }
}

fn by_the_code(viewer: &Viewer<'_>, kit: &FormKit<'_>, draft: &Draft) -> Markup {
    html! {
        (kit.hidden("contact")) (kit.hidden("ticket"))
        (letter_way(viewer, draft.value("contact")))
        p id="f-contact" { (sent_to(viewer, draft)) }
        (code_field(kit))
        p.acts {
            button.btn.go name="act" value="enter" { (viewer.say("party-sign-in")) }
            button.btn.quiet name="act" value="send" { (viewer.say("party-send-again")) }
            a.btn.quiet href=(onward("/sign-in", draft)) { (viewer.say("party-sign-in-otherwise")) }
        }
    }
}

/// A new password, by a code.
pub(crate) fn reset(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let password = Input::password("password", "party-field-new-password", "new-password");
    html! {
        div.page-head {
            h1 { (viewer.say("party-reset-title")) }
            p.mute { (viewer.say("party-reset-lead")) }
        }
        form.form method="post" action="/password-reset" novalidate {
            (kit.summary()) (kit.guards())
            @if draft.value("by") == "code" {
                (kit.hidden("by")) (kit.hidden("contact")) (kit.hidden("ticket"))
                (letter_way(viewer, draft.value("contact")))
                p id="f-contact" { (sent_to(viewer, draft)) }
                (code_field(&kit))
                (kit.input(&password.hint("party-field-password-hint")))
                p.acts {
                    button.btn.go name="act" value="set" { (viewer.say("party-set-password")) }
                    button.btn.quiet name="act" value="send" { (viewer.say("party-send-again")) }
                }
            } @else {
                (kit.input(&CONTACT))
                p.acts {
                    button.btn.go name="act" value="send" { (viewer.say("party-send-code")) }
                    a.btn.quiet href="/sign-in" { (viewer.say("party-back-to-sign-in")) }
                }
            }
        }
    }
}
