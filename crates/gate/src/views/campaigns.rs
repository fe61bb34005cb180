//! Campaigns, links, and who brought whom.

use super::{button, day, head, is_stranger, number};
use crate::model::{Branch, Brought, Campaign, Link, Medium, Offered, cost_per_buyer};
use kernel::{Fact, Firm, Id, Lang, Page, Timestamp};
use maud::{Markup, html};
use party::views::{country, trust_line};
use party::{Country, TrustLine};
use std::collections::BTreeMap;
use web::page::{
    Choice, Draft, FormKit, Input, Tone, Viewer, empty, money, note, pager, section, tag,
};

/// What the page of a campaign shows.
pub(crate) struct One {
    pub(crate) campaign: Campaign,
    pub(crate) branch: Branch,
    pub(crate) lines: BTreeMap<Id<Firm>, TrustLine>,
    pub(crate) link: Option<String>,
}

/// What a firm sees of its own invitations.
pub(crate) struct Own {
    pub(crate) links: Vec<Link>,
    pub(crate) branch: Branch,
    pub(crate) lines: BTreeMap<Id<Firm>, TrustLine>,
    pub(crate) now: Timestamp,
    pub(crate) link: Option<String>,
}

/// What whoever holds a link sees.
pub(crate) struct Invited {
    pub(crate) token: String,
    pub(crate) offered: Offered,
    pub(crate) line: Option<TrustLine>,
    pub(crate) is_open: bool,
}

/// All campaigns, with what one buyer cost.
pub(crate) fn list(viewer: &Viewer<'_>, page: &Page<Campaign>, draft: &Draft) -> Markup {
    let next = page.next.map(|cursor| cursor.0);
    html! {
        (head(None, &viewer.say("gate-campaigns"), &viewer.say("gate-campaigns-what")))
        div.stack-l {
            @if page.rows.is_empty() {
                (empty(&viewer.say("gate-campaigns-none"), &viewer.say("gate-campaigns-none-what"),
                    None))
            } @else {
                section.sec aria-label=(viewer.say("gate-campaigns")) {
                    (table(viewer, &page.rows))
                    (pager("/campaigns", next, &viewer.say("gate-more")))
                }
            }
            (section(&viewer.say("gate-campaign-new"), None, &form(viewer, draft)))
        }
    }
}

fn table(viewer: &Viewer<'_>, campaigns: &[Campaign]) -> Markup {
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (viewer.say("gate-campaign")) }
                th.num scope="col" { (viewer.say("gate-cost")) }
                th.num scope="col" { (viewer.say("gate-brought")) }
                th.num scope="col" { (viewer.say("gate-won")) }
                th.num scope="col" { (viewer.say("gate-cost-each")) }
            } }
            tbody { @for campaign in campaigns { tr {
                th scope="row" {
                    a href=(format!("/campaigns/{}", campaign.id)) { (campaign.name) }
                    small {
                        (viewer.say(&format!("gate-medium-{}", campaign.medium.word()))) " · "
                        (country(viewer, campaign.market)) " · " (day(viewer, campaign.at))
                    }
                }
                td.num data-l=(viewer.say("gate-cost")) { (money(campaign.cost)) }
                td.num data-l=(viewer.say("gate-brought")) { (number(campaign.brought())) }
                td.num data-l=(viewer.say("gate-won")) { (number(campaign.won)) }
                td.num data-l=(viewer.say("gate-cost-each")) { (each(campaign)) }
            } } }
        }
    }
}

fn each(campaign: &Campaign) -> Markup {
    html! {
        @match cost_per_buyer(campaign.cost, campaign.won) {
            Some(each) => (money(each)),
            None => "—",
        }
    }
}

fn form(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let medium = |medium: Medium| {
        (medium.word().to_owned(), viewer.say(&format!("gate-medium-{}", medium.word())))
    };
    let media: Vec<Choice> = Medium::ALL.into_iter().map(medium).collect();
    let named = |one: Country| (one.code().to_owned(), country(viewer, one));
    let mut countries: Vec<Choice> = Country::all().map(named).collect();
    countries.insert(0, (String::new(), viewer.say("gate-choose-country")));
    let lang = |lang: Lang| {
        (
            lang.tag().to_owned(),
            viewer.say(match lang {
                Lang::En => "gate-lang-en",
                Lang::ZhCn => "gate-lang-zh",
            }),
        )
    };
    let langs: Vec<Choice> = Lang::ALL.into_iter().map(lang).collect();
    html! {
        form.form method="post" action="/campaigns" {
            (kit.guards()) (kit.summary())
            (kit.input(&Input::text("name", "gate-campaign-name")))
            (kit.input(&Input::text("source", "gate-campaign-source")
                .hint("gate-campaign-source-hint")))
            (kit.select("medium", "gate-medium", &media))
            (kit.select("market", "gate-market", &countries))
            (kit.select("lang", "gate-campaign-lang", &langs))
            (kit.input(&Input::count("hour", "gate-hour").hint("gate-hour-hint")))
            div.pair {
                (kit.input(&Input::amount("cost", "gate-cost")))
                (kit.input(&Input::text("currency", "gate-currency")))
            }
            p.acts { button.btn.go { (viewer.say("gate-campaign-begin")) } }
        }
    }
}

/// A campaign: what it cost, what came of it, its branch, a link.
pub(crate) fn one(viewer: &Viewer<'_>, one: &One, draft: &Draft) -> Markup {
    let campaign = &one.campaign;
    let counts = [
        ("gate-direct", campaign.direct),
        ("gate-descended", campaign.descended),
        ("gate-was-verified", campaign.verified),
        ("gate-has-asked", campaign.asked),
        ("gate-has-ordered", campaign.ordered),
        ("gate-won", campaign.won),
    ];
    let path = format!("/campaigns/{}", campaign.id);
    html! {
        (head(Some(("/campaigns", &viewer.say("gate-campaigns"))), &campaign.name,
            &campaign.source))
        div.stack-l {
            @if let Some(link) = &one.link { (new_link(viewer, link)) }
            div.cols.half.ruled {
                (section(&viewer.say("gate-came-of-it"), None, &html! {
                    ul.rows {
                        @for (word, count) in counts { li.row.near {
                            span { (viewer.say(word)) } b.n.push { (number(count)) }
                        } }
                        li.row.near {
                            span { (viewer.say("gate-cost-each")) } span.n.push { (each(campaign)) }
                        }
                    }
                }))
                (section(&viewer.say("gate-link-new"), None, &link_form(viewer, &path, draft)))
            }
            (section(&viewer.say("gate-tree"), None,
                &twigs(viewer, &one.branch, &one.lines, &path)))
        }
    }
}

fn new_link(viewer: &Viewer<'_>, link: &str) -> Markup {
    html! {
        section.note.ok {
            (web::page::icon("check"))
            b { (viewer.say("gate-link-made")) }
            p { code { (link) } }
        }
    }
}

fn link_form(viewer: &Viewer<'_>, path: &str, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        form.form method="post" action=(path) {
            (kit.guards()) (kit.summary())
            (kit.input(&Input::count("cap", "gate-cap").hint("gate-cap-hint")))
            (kit.input(&Input::text("note", "gate-note").hint("gate-note-hint")))
            p.acts { button.btn.go { (viewer.say("gate-link-make")) } }
        }
    }
}

fn twigs(
    viewer: &Viewer<'_>,
    branch: &Branch,
    lines: &BTreeMap<Id<Firm>, TrustLine>,
    path: &str,
) -> Markup {
    let next = branch.twigs.next.map(|cursor| cursor.0);
    html! {
        @if branch.twigs.rows.is_empty() {
            p.mute { (viewer.say("gate-tree-none")) }
        } @else {
            ul.rows { @for twig in &branch.twigs.rows { li.stack-s.close {
                @if let Some(line) = lines.get(&twig.firm) { (trust_line(viewer, line)) }
                p.row.near { (steps(viewer, twig)) }
            } } }
            (pager(path, next, &viewer.say("gate-more")))
        }
    }
}

fn steps(viewer: &Viewer<'_>, twig: &Brought) -> Markup {
    let below = [("below", Fact::Count(twig.below))];
    html! {
        small { (day(viewer, twig.at)) }
        @if twig.verified_at.is_some() { (tag(Tone::Ok, &viewer.say("gate-was-verified"))) }
        @if twig.asked_at.is_some() { (tag(Tone::Plain, &viewer.say("gate-has-asked"))) }
        @if twig.ordered_at.is_some() { (tag(Tone::Plain, &viewer.say("gate-has-ordered"))) }
        @if twig.below > 0 { small { (viewer.say_with("gate-below", &below)) } }
    }
}

/// The firm's own invitations, and whom it brought.
pub(crate) fn own(viewer: &Viewer<'_>, own: &Own, draft: &Draft) -> Markup {
    let below = own.branch.root.as_ref().map_or(0, |root| root.below);
    html! {
        (head(None, &viewer.say("gate-invite"), &viewer.say("gate-invite-what")))
        div.stack-l {
            @if let Some(link) = &own.link { (new_link(viewer, link)) }
            div.cols.half.ruled {
                (section(&viewer.say("gate-link-new"), None, &link_form(viewer, "/invite", draft)))
                (section(&viewer.say("gate-links"), None, &links(viewer, own)))
            }
            (section(&viewer.say_with("gate-you-brought", &[("count", below.into())]), None,
                &twigs(viewer, &own.branch, &own.lines, "/invite")))
        }
    }
}

fn links(viewer: &Viewer<'_>, own: &Own) -> Markup {
    html! {
        @if own.links.is_empty() {
            p.mute { (viewer.say("gate-links-none")) }
        } @else {
            ul.rows { @for link in &own.links { li.stack-s.close {
                p.row.mid.near {
                    span { (viewer.say_with("gate-link-used",
                        &[("used", link.used.into()), ("cap", link.cap.into())])) }
                    @if !link.is_open(own.now) {
                        (tag(Tone::Plain, &viewer.say("gate-link-closed")))
                    }
                }
                p { small {
                    @if !link.note.is_empty() { (link.note) " · " }
                    (viewer.say("gate-open-until")) " " (day(viewer, link.open_until))
                } }
            } } }
        }
    }
}

/// What a link invites to, and the one act.
pub(crate) fn invited(viewer: &Viewer<'_>, invited: &Invited, draft: &Draft) -> Markup {
    let path = format!("/b/{}", invited.token);
    html! {
        (head(None, &viewer.say("gate-invited"), &viewer.say("gate-invited-what")))
        div.stack {
            (FormKit::new(viewer, draft).summary())
            @match &invited.line {
                Some(line) => {
                    p { (viewer.say("gate-invited-by")) }
                    (trust_line(viewer, line))
                }
                None => p { (viewer.say("gate-invited-by-market")) },
            }
            @if invited.offered.is_brought {
                (note(Tone::Ok, &viewer.say("gate-brought-already"), None))
                p.acts { a.btn.go href="/" { (viewer.say("gate-to-market")) } }
            } @else if !invited.is_open {
                (note(Tone::Warn, &viewer.say("gate-invited-over"), None))
                p.acts { a.btn.go href="/sign-up" { (viewer.say("gate-join-anyway")) } }
            } @else if is_stranger(viewer) {
                p.acts {
                    a.btn.go href=(format!("/sign-up?next={path}")) { (viewer.say("gate-join")) }
                    a.btn.quiet href=(format!("/sign-in?next={path}")) {
                        (viewer.say("page-sign-in"))
                    }
                }
            } @else {
                p { (viewer.say("gate-accept-what")) }
                (button(viewer, &path, "btn go", &viewer.say("gate-accept")))
            }
        }
    }
}
