//! What firms say they are.

use super::{head, is_operator};
use crate::model::{
    Capability, CapabilityKind, CapabilityState, Disclosure, Finding, Mandate, MandateSide,
    MandateState, RoleFile, TradeRole, TradeRoleName,
};
use kernel::{Fact, Firm, Id, Page, Timestamp};
use maud::{Markup, html};
use party::TrustLine;
use party::views::{day, trust_line};
use std::collections::BTreeMap;
use web::page::{Choice, Draft, FormKit, Input, Tone, Viewer, empty, note, pager, section, tag};

/// What everybody sees.
pub(crate) struct File {
    pub(crate) firm: Id<Firm>,
    pub(crate) file: RoleFile,
    pub(crate) lines: BTreeMap<Id<Firm>, TrustLine>,
    pub(crate) now: Timestamp,
}

/// The form as the firm filled it in last.
pub(crate) fn draft_of(file: &RoleFile) -> Draft {
    match &file.role {
        None => Draft::default(),
        Some(role) => Draft::of([
            ("role", role.role.word().to_owned()),
            ("about", role.about.clone()),
            ("offers", role.offers.join("\n")),
            ("shows_mandates", if role.shows_mandates { "1" } else { "" }.to_owned()),
            ("licence", role.licence.clone().unwrap_or_default()),
        ]),
    }
}

fn role_word(viewer: &Viewer<'_>, role: TradeRoleName) -> String {
    viewer.say(&format!("agency-role-{}", role.word()))
}

/// The firm's own form, and its capabilities.
pub(crate) fn own(viewer: &Viewer<'_>, file: &RoleFile, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let roles: Vec<Choice> = TradeRoleName::ALL
        .into_iter()
        .map(|role| (role.word().to_owned(), role_word(viewer, role)))
        .collect();
    let kinds: Vec<Choice> = CapabilityKind::ALL
        .into_iter()
        .map(|kind| (kind.word().to_owned(), viewer.say(&format!("agency-can-{}", kind.word()))))
        .collect();
    html! {
        (head(("/firm", &viewer.say("menu-firm")), &viewer.say("agency-role"),
            &viewer.say("agency-role-what")))
        div.stack-l {
            (kit.summary())
            div.cols.half.ruled {
                (section(&viewer.say("agency-role-form"), None, &html! {
                    form.form method="post" action="/firm/role" {
                        (kit.guards())
                        (kit.select("role", "agency-role-name", &roles))
                        (kit.area("about", "agency-about", Some("agency-about-hint")))
                        (kit.area("offers", "agency-offers", Some("agency-offers-hint")))
                        (kit.check("shows_mandates", "agency-shows-mandates"))
                        (kit.input(&Input::text("licence", "agency-licence")
                            .hint("agency-licence-hint")))
                        p.acts { button.btn.go { (viewer.say("agency-save")) } }
                    }
                }))
                (section(&viewer.say("agency-capabilities"), None, &html! {
                    p { (viewer.say("agency-capabilities-what")) }
                    (capabilities(viewer, &file.capabilities))
                    form.form method="post" action="/firm/capabilities" {
                        (kit.guards())
                        (kit.select("capability", "agency-capability", &kinds))
                        (kit.area("evidence", "agency-evidence", Some("agency-evidence-hint")))
                        p.acts { button.btn { (viewer.say("agency-claim")) } }
                    }
                    p { a href="/firm/mandates" { (viewer.say("agency-to-mandates")) } }
                }))
            }
        }
    }
}

fn capabilities(viewer: &Viewer<'_>, all: &[Capability]) -> Markup {
    html! {
        @if !all.is_empty() {
            ul.rows { @for one in all { li.stack-s.close {
                p.row.mid.near {
                    b { (viewer.say(&format!("agency-can-{}", one.kind.word()))) }
                    (capability_tag(viewer, one.state))
                }
                p { small { (one.evidence) } }
                @if !one.note.is_empty() {
                    p { small { (viewer.say("agency-clerk-saw")) " " (one.note) } }
                }
            } } }
        }
    }
}

fn capability_tag(viewer: &Viewer<'_>, state: CapabilityState) -> Markup {
    let tone = match state {
        CapabilityState::Confirmed => Tone::Ok,
        CapabilityState::Claimed => Tone::Wait,
        CapabilityState::Refused => Tone::Bad,
    };
    tag(tone, &viewer.say(&format!("agency-capability-{}", state.word())))
}

/// What everybody may know of a firm's role.
pub(crate) fn file(viewer: &Viewer<'_>, shown: &File, draft: &Draft) -> Markup {
    let file = &shown.file;
    html! {
        div.page-head {
            p.crumbs { a href=(format!("/firms/{}", shown.firm)) {
                (viewer.say("agency-to-firm"))
            } }
            h1 { (viewer.say("agency-role-of")) }
            @if let Some(line) = shown.lines.get(&shown.firm) { (trust_line(viewer, line)) }
        }
        div.stack-l {
            (FormKit::new(viewer, draft).summary())
            @if file.disclosure == Disclosure::Undisclosed {
                (note(Tone::Bad, &viewer.say("agency-undisclosed"),
                    Some(&viewer.say("agency-undisclosed-what"))))
            }
            @match &file.role {
                None => (empty(
                    &viewer.say("agency-no-role"),
                    &viewer.say("agency-no-role-what"),
                    None,
                )),
                Some(role) => (told(viewer, shown, role)),
            }
            @if !file.findings.is_empty() {
                (section(&viewer.say("agency-findings"), None, &html! {
                    ul.rows { @for one in &file.findings { (finding(viewer, shown, one)) } }
                }))
            }
            @if is_operator(viewer) && says_factory(file) { (find_form(viewer, shown, draft)) }
        }
    }
}

fn says_factory(file: &RoleFile) -> bool {
    file.role.as_ref().is_some_and(|role| role.role == TradeRoleName::Factory)
}

fn told(viewer: &Viewer<'_>, shown: &File, role: &TradeRole) -> Markup {
    let file = &shown.file;
    let level = [("level", Fact::Count(role.level)), ("all", Fact::Count(5))];
    html! {
        div.cols.main-side.ruled {
            (section(&role_word(viewer, role.role), None, &html! {
                @for line in role.about.lines() { p { (line) } }
                @if !role.offers.is_empty() {
                    p.row.near { @for offer in &role.offers { (tag(Tone::Plain, offer)) } }
                }
                p { small { (viewer.say("agency-told-since")) " " (day(viewer, role.at)) } }
            }))
            div.stack-l {
                (section(&viewer.say_with("agency-level", &level), None, &html! {
                    @if file.capabilities.is_empty() {
                        p.mute { (viewer.say("agency-capabilities-none")) }
                    }
                    (capabilities(viewer, &file.capabilities))
                }))
                @if role.role.is_middleman() {
                    (section(&viewer.say_with("agency-acts-for",
                        &[("count", file.mandates_in_force.into())]), None,
                        &acts_for(viewer, shown)))
                }
            }
        }
    }
}

fn acts_for(viewer: &Viewer<'_>, shown: &File) -> Markup {
    html! {
        @if shown.file.mandates.is_empty() {
            p.mute { (viewer.say("agency-makers-not-named")) }
        } @else {
            ul.rows { @for mandate in &shown.file.mandates { li.stack-s.close {
                @if let Some(line) = shown.lines.get(&mandate.other_firm) {
                    (trust_line(viewer, line))
                }
                p { small { (mandate.scope) " · " (viewer.say("agency-open-until")) " "
                    (day(viewer, mandate.ends_at)) } }
            } } }
        }
    }
}

fn finding(viewer: &Viewer<'_>, shown: &File, finding: &Finding) -> Markup {
    let (blank, path) =
        (Draft::default(), format!("/firms/{}/findings/{}", shown.firm, finding.id));
    let kit = FormKit::new(viewer, &blank);
    html! {
        li.stack-s {
            p.row.mid.near {
                @if finding.lifted.is_some() {
                    (tag(Tone::Ok, &viewer.say("agency-finding-lifted")))
                } @else if finding.stands(shown.now) {
                    (tag(Tone::Bad, &viewer.say("agency-finding-stands")))
                } @else {
                    (tag(Tone::Wait, &viewer.say("agency-finding-waits")))
                }
                small { (day(viewer, finding.at)) }
            }
            p { (finding.evidence) }
            @if let Some(reply) = &finding.reply {
                p { b { (viewer.say("agency-firm-answers")) } " " (reply) }
            }
            @if let Some((at, why)) = &finding.lifted {
                p { small { (day(viewer, *at)) " · " (why) } }
            } @else if viewer.actor.is(shown.firm) && finding.reply.is_none() {
                form.form method="post" action=(path) {
                    (kit.guards())
                    (kit.area("reply", "agency-reply", Some("agency-reply-hint")))
                    p.acts { button.btn.go { (viewer.say("agency-reply-act")) } }
                }
            } @else if is_operator(viewer) {
                form.form method="post" action=(path) {
                    (kit.guards())
                    (kit.area("reason", "agency-reason", None))
                    p.acts { button.btn { (viewer.say("agency-lift")) } }
                }
            }
        }
    }
}

fn find_form(viewer: &Viewer<'_>, shown: &File, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    section(
        &viewer.say("agency-find"),
        None,
        &html! {
            form.form method="post" action=(format!("/firms/{}/findings", shown.firm)) {
                (kit.guards())
                (kit.area("evidence", "agency-evidence", Some("agency-find-hint")))
                p.acts { button.btn.stop { (viewer.say("agency-find-act")) } }
            }
        },
    )
}

/// The firm's mandates, and a form for a new one.
pub(crate) fn mandates(
    viewer: &Viewer<'_>,
    page: &Page<Mandate>,
    (lines, now): (&BTreeMap<Id<Firm>, TrustLine>, Timestamp),
    draft: &Draft,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let next = page.next.map(|cursor| cursor.0);
    let sides: Vec<Choice> = [MandateSide::Middleman, MandateSide::Maker]
        .into_iter()
        .map(|side| (side.word().to_owned(), viewer.say(&format!("agency-side-{}", side.word()))))
        .collect();
    html! {
        (head(("/firm/role", &viewer.say("agency-role")), &viewer.say("agency-mandates"),
            &viewer.say("agency-mandates-what")))
        div.stack-l {
            (kit.summary())
            @if page.rows.is_empty() {
                (empty(&viewer.say("agency-mandates-none"),
                    &viewer.say("agency-mandates-none-what"), None))
            } @else {
                section.sec aria-label=(viewer.say("agency-mandates")) {
                    ul.rows { @for one in &page.rows { (mandate(viewer, one, lines, now)) } }
                    (pager("/firm/mandates", next, &viewer.say("agency-more")))
                }
            }
            (section(&viewer.say("agency-mandate-new"), None, &html! {
                form.form method="post" action="/firm/mandates" {
                    (kit.guards())
                    (kit.input(&Input::text("firm", "agency-firm-id").hint("agency-firm-id-hint")))
                    (kit.select("side", "agency-side", &sides))
                    (kit.area("scope", "agency-scope", Some("agency-scope-hint")))
                    (kit.input(&Input::count("days", "agency-days")))
                    (kit.check("is_shown", "agency-is-shown"))
                    p.acts { button.btn.go { (viewer.say("agency-mandate-offer")) } }
                }
            }))
        }
    }
}

fn mandate(
    viewer: &Viewer<'_>,
    mandate: &Mandate,
    lines: &BTreeMap<Id<Firm>, TrustLine>,
    now: Timestamp,
) -> Markup {
    let is_theirs = mandate.offered_by != mandate.side;
    let is_offered = mandate.state == MandateState::Offered;
    let path = format!("/firm/mandates/{}", mandate.id);
    let act = |state: &str, class: &str, word: &str| {
        html! {
            form method="post" action=(path) {
                (FormKit::new(viewer, &Draft::default()).guards())
                button class=(class) name="state" value=(state) { (viewer.say(word)) }
            }
        }
    };
    let tone = match mandate.state {
        MandateState::Agreed if mandate.is_in_force(now) => Tone::Ok,
        MandateState::Offered if is_theirs => Tone::Turn,
        MandateState::Offered => Tone::Wait,
        _ => Tone::Plain,
    };
    html! {
        li.stack-s {
            @if let Some(line) = lines.get(&mandate.other_firm) { (trust_line(viewer, line)) }
            p.row.mid.near {
                (tag(tone, &viewer.say(&format!("agency-mandate-{}", mandate.state.word()))))
                span { (viewer.say(&format!("agency-side-{}", mandate.side.word()))) }
                small { (viewer.say("agency-open-until")) " " (day(viewer, mandate.ends_at)) }
            }
            p { (mandate.scope) }
            @if is_offered || mandate.is_in_force(now) {
                div.acts {
                    @if is_offered && is_theirs {
                        (act("agreed", "btn go", "agency-mandate-agree"))
                        (act("declined", "btn", "agency-mandate-decline"))
                    } @else {
                        (act("revoked", "btn stop", "agency-mandate-revoke"))
                    }
                }
            }
        }
    }
}
