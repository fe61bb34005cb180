//! Signing up.

use super::{countries, letter_way, onward};
use kernel::Fact;
use kernel::rules::Rules;
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Viewer, icon};

/// The fields of the first half.
pub(crate) const DETAILS: &[&str] = &["name", "contact", "firm_name", "country"];

pub(super) const CONTACT: Input<'static> =
    Input::text("contact", "party-field-contact").autocomplete("username");

/// The first half: who, which firm, where.
pub(crate) fn first_half(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let name = Input::text("name", "party-field-name").autocomplete("name");
    let firm = Input::text("firm_name", "party-field-firm").hint("party-field-firm-hint");
    around(
        viewer,
        "party-sign-up-lead",
        &html! {
            form.form method="post" action="/sign-up" novalidate {
                (kit.summary()) (kit.guards()) (kit.hidden("next")) (kit.hidden("ticket"))
                (kit.input(&firm.autocomplete("organization")))
                (kit.select("country", "party-field-country", &countries(viewer)))
                (kit.input(&name))
                (kit.input(&CONTACT.hint("party-field-contact-hint")))
                p.acts {
                    button.btn.go name="act" value="send" { (viewer.say("party-send-code")) }
                    a.btn.quiet href=(onward("/sign-in", draft)) {
                        (viewer.say("party-have-account"))
                    }
                }
            }
        },
    )
}

/// The second half: the code, and a password if they like.
pub(crate) fn second_half(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let password = Input::password("password", "party-field-password-maybe", "new-password");
    around(
        viewer,
        "party-sign-up-code-lead",
        &html! {
            form.form method="post" action="/sign-up" novalidate {
                (kit.summary()) (kit.guards())
                (kit.hidden("next")) (kit.hidden("ticket"))
                @for name in DETAILS { (kit.hidden(name)) }
                (letter_way(viewer, draft.value("contact")))
                p id="f-contact" { (sent_to(viewer, draft)) }
                (code_field(&kit))
                (kit.input(&password.hint("party-field-password-maybe-hint")))
                p.acts {
                    button.btn.go name="act" value="open" { (viewer.say("party-open-firm")) }
                    button.btn.quiet name="act" value="send" { (viewer.say("party-send-again")) }
                    button.btn.quiet name="act" value="change" {
                    (viewer.say("party-change-details"))
                }
                }
            }
        },
    )
}

pub(super) fn sent_to(viewer: &Viewer<'_>, draft: &Draft) -> String {
    let minutes = Fact::Count(Rules::current().sign_in.code_valid_min);
    let contact = Fact::from(draft.value("contact"));
    viewer.say_with("party-code-sent", &[("contact", contact), ("minutes", minutes)])
}

pub(super) fn code_field(kit: &FormKit<'_>) -> Markup {
    kit.input(&Input::count("code", "party-field-code").autocomplete("one-time-code"))
}

fn around(viewer: &Viewer<'_>, lead: &str, form: &Markup) -> Markup {
    html! {
        div.cols.main-side.ruled {
            div.stack-l {
                div.page-head.flat {
                    h1 { (viewer.say("party-sign-up-title")) }
                    p.mute { (viewer.say(lead)) }
                }
                (form)
            }
            aside { section.sec {
                header { h2 { (viewer.say("party-what-you-get")) } }
                ul.rows {
                    (gain(&viewer.say("party-get-goods")))
                    (gain(&viewer.say("party-get-inquiries")))
                    (gain(&viewer.say("party-get-guarantee")))
                    (gain(&viewer.say("party-get-record")))
                }
            } }
        }
    }
}

fn gain(word: &str) -> Markup {
    html! { li.row.one { span.good { (icon("check")) } span { (word) } } }
}
