//! One's own firm.

use super::{countries, day, role_word, trust_line, trust_line_of_page};
use crate::model::{Member, Profile, TrustLine};
use kernel::{Fact, Id, Page, Person, Role};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Viewer, pager, section};

/// What the page shows.
pub(crate) struct OwnFirm {
    /// The firm as others see it.
    pub(crate) line: TrustLine,
    /// Its people.
    pub(crate) members: Page<Member>,
    /// Other firms that the reader belongs to.
    pub(crate) others: Vec<TrustLine>,
}

/// The firm, its people, and what an owner may do.
pub(crate) fn page(viewer: &Viewer<'_>, profile: &Profile, own: &OwnFirm, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let is_owner = profile.role == Some(Role::Owner);
    let window = format!("/firms/{}", own.line.firm);
    html! {
        div.page-head {
            h1 lang=(own.line.name_lang.tag()) { (own.line.name) }
            (trust_line_of_page(viewer, &own.line))
            p.acts {
                a.btn href="/goods" { (viewer.say("party-own-goods")) }
                a.btn.quiet href=(window) { (viewer.say("party-see-window")) }
                @if is_owner {
                    a.btn.quiet href="/firm/change" { (viewer.say("party-change")) }
                }
            }
        }
        (kit.summary())
        div.cols.main-side.ruled {
            div.stack-l {
                (section(&viewer.say("party-people"), None, &html! {
                    div.box { (people(viewer, &kit, own, profile.person, is_owner)) }
                    (pager("/firm", own.members.next.map(|next| next.0), &viewer.say("party-more")))
                }))
                @if is_owner { (invite(viewer, &kit)) }
            }
            aside.stack-l {
                @if is_owner {
                    (section(&viewer.say("party-keys-title"), None, &html! {
                        p.mute { (viewer.say("party-keys-what")) }
                        p { a href="/firm/keys" { (viewer.say("party-keys-manage")) } }
                        p { a href="/letters/topics" { (viewer.say("party-topics")) } }
                    }))
                }
                @if !own.others.is_empty() { (others(viewer, &kit, &own.others)) }
                (leaving(viewer, &kit, &own.line.name))
            }
        }
    }
}

fn people(
    viewer: &Viewer<'_>,
    kit: &FormKit<'_>,
    own: &OwnFirm,
    reader: Id<Person>,
    is_owner: bool,
) -> Markup {
    let (role, since) = (viewer.say("party-role"), viewer.say("party-since"));
    let alter = viewer.say("party-alter");
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (viewer.say("party-name")) }
                th scope="col" { (role) }
                th scope="col" { (since) }
                @if is_owner { th scope="col" { span.vh { (alter) } } }
            } }
            tbody {
                @for member in &own.members.rows {
                    tr {
                        th scope="row" {
                            (member.name)
                            @if member.person == reader {
                                " " small.mute { (viewer.say("party-you")) }
                            }
                        }
                        td data-l=(role) { (role_word(viewer, member.role)) }
                        td data-l=(since) { (day(viewer, member.since)) }
                        @if is_owner {
                            td { @if member.person != reader { (controls(viewer, kit, member)) } }
                        }
                    }
                }
            }
        }
    }
}

fn controls(viewer: &Viewer<'_>, kit: &FormKit<'_>, member: &Member) -> Markup {
    let name = [("name", Fact::from(member.name.as_str()))];
    let (other, act) = match member.role {
        Role::Owner => ("staff", viewer.say("party-make-staff")),
        Role::Staff => ("owner", viewer.say("party-make-owner")),
    };
    let path = format!("/firm/members/{}", member.person);
    html! {
        details.more {
            summary {
                span aria-hidden="true" { (viewer.say("party-alter")) }
                span.vh { (viewer.say_with("party-alter-whom", &name)) }
            }
            div.stack-s {
                form method="post" action=(format!("{path}/role")) {
                    (kit.guards())
                    input type="hidden" name="role" value=(other);
                    button.btn { (act) }
                }
                p.mute { small { (viewer.say("party-remove-what")) } }
                form method="post" action=(format!("{path}/remove")) {
                    (kit.guards())
                    button.btn.stop { (viewer.say_with("party-remove", &name)) }
                }
            }
        }
    }
}

fn invite(viewer: &Viewer<'_>, kit: &FormKit<'_>) -> Markup {
    let roles = [
        ("staff".to_owned(), viewer.say("party-as-staff")),
        ("owner".to_owned(), viewer.say("party-as-owner")),
    ];
    let contact = Input::text("contact", "party-field-their-contact");
    section(
        &viewer.say("party-invite-title"),
        None,
        &html! {
            form.form method="post" action="/firm/invite" novalidate {
                (kit.guards())
                (kit.input(&contact.hint("party-field-their-contact-hint")))
                (kit.select("role", "party-field-role", &roles))
                p.acts { button.btn.go { (viewer.say("party-invite")) } }
            }
        },
    )
}

fn others(viewer: &Viewer<'_>, kit: &FormKit<'_>, others: &[TrustLine]) -> Markup {
    section(
        &viewer.say("party-other-firms"),
        None,
        &html! {
            ul.rows {
                @for line in others {
                    li.stack-s {
                        (trust_line(viewer, line))
                        (act_for(viewer, kit, line))
                    }
                }
            }
        },
    )
}

fn act_for(viewer: &Viewer<'_>, kit: &FormKit<'_>, line: &TrustLine) -> Markup {
    let firm = [("firm", Fact::from(line.name.as_str()))];
    html! {
        form method="post" action="/firm/act-for" {
            (kit.guards())
            input type="hidden" name="firm" value=(line.firm);
            button.btn { (viewer.say_with("party-act-for", &firm)) }
        }
    }
}

fn leaving(viewer: &Viewer<'_>, kit: &FormKit<'_>, name: &str) -> Markup {
    let firm = [("firm", Fact::from(name))];
    section(
        &viewer.say("party-leave-title"),
        None,
        &html! {
            details.more {
                summary { (viewer.say("party-leave-open")) }
                form.stack-s method="post" action="/firm/leave" {
                    (kit.guards())
                    p.mute { (viewer.say("party-leave-what")) }
                    p.acts { button.btn.stop { (viewer.say_with("party-leave", &firm)) } }
                }
            }
        },
    )
}

/// Somebody who is signed in and has no firm: open one, or wait for an invitation.
pub(crate) fn homeless(viewer: &Viewer<'_>, profile: &Profile, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let firm = Input::text("firm_name", "party-field-firm").hint("party-field-firm-hint");
    let name = Fact::from(profile.name.as_str());
    html! {
        div.page-head {
            h1 { (viewer.say_with("party-no-firm", &[("name", name)])) }
            p.mute { (viewer.say("party-no-firm-what")) }
        }
        div.cols.main-side.ruled {
            (section(&viewer.say("party-open-firm-title"), None, &html! {
                form.form method="post" action="/firm/open" novalidate {
                    (kit.summary()) (kit.guards())
                    (kit.input(&firm.autocomplete("organization")))
                    (kit.select("country", "party-field-country", &countries(viewer)))
                    p.acts { button.btn.go { (viewer.say("party-open-firm")) } }
                }
            }))
            (section(&viewer.say("party-been-invited"), None, &html! {
                p { (viewer.say("party-been-invited-what")) }
            }))
        }
    }
}
