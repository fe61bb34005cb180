//! The frame that every page stands in: header, menu, notice, foot.

use super::assets::{MARK_FILE, SCRIPT_FILE, STYLESHEET, SYMBOLS};
use super::parts::{Tone, icon, note};
use crate::{App, Caller};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, ETAG, VARY};
use axum::response::{IntoResponse, Response};
use kernel::{Actor, Desk, Fact, Lang};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::atomic::Ordering;

/// One place in a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its address.
    pub path: &'static str,
    /// The key of its word, `menu-…`.
    pub word: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Where it stands beside the menu that lists everything.
    pub stands: Stands,
    /// The key of the group's word in that menu; the same for neighbours.
    pub group: &'static str,
    /// The one desk whose clerks find it in their menu; every clerk, or no clerk's place, if left
    /// out.
    pub desk: Option<Desk>,
}

/// Where a place stands beside the menu that lists everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// In the row of words under the header, and in the tabs on a phone, which hold five.
    InTabs,
    /// In the row.
    InRow,
    /// In the menu alone.
    InMenu,
}

/// The menus by role. What is not built is not in them.
#[derive(Debug, Clone, Copy)]
pub struct Menus {
    /// For strangers.
    pub public: &'static [Item],
    /// For people of a firm.
    pub firm: &'static [Item],
    /// For the operator's people.
    pub clerk: &'static [Item],
}

impl Menus {
    fn of(&self, actor: Actor) -> impl Iterator<Item = &'static Item> + use<> {
        let items = match actor {
            Actor::Clerk { .. } => self.clerk,
            Actor::Member { firm: Some(_), .. } => self.firm,
            _ => self.public,
        };
        items.iter().filter(move |item| item.desk.is_none_or(|desk| actor.is_at(desk)))
    }

    /// Where somebody's work begins: the first that stands in their row.
    pub fn begin(&self, actor: Actor) -> &'static str {
        self.of(actor).find(|item| item.stands != Stands::InMenu).map_or("/", |item| item.path)
    }
}

/// Who looks at a page, with the words at hand.
pub struct Viewer<'a> {
    /// The market.
    pub app: &'a App,
    /// The request's caller.
    pub caller: &'a Caller,
    /// Who that is.
    pub actor: Actor,
}

impl Viewer<'_> {
    /// A sentence without arguments.
    pub fn say(&self, key: &str) -> String {
        self.app.words().say(self.caller.lang(), key)
    }

    /// A sentence with arguments.
    pub fn say_with(&self, key: &str, facts: &[(&str, Fact)]) -> String {
        self.app.words().say_with(&self.caller.reader, key, facts)
    }

    /// Their language.
    pub fn lang(&self) -> Lang {
        self.caller.lang()
    }
}

/// The place in the menu that says how much is unread.
const UNREAD_AT: &str = "/messages";
/// More is shown as this and a plus.
const UNREAD_SHOWN: i64 = 99;
/// A longer description is cut off by whoever shows it.
const ABOUT_CHARS: usize = 160;
const VIEWPORT: &str = "width=device-width, initial-scale=1, viewport-fit=cover";

/// A page before it is put into its frame.
pub struct Frame<'a> {
    viewer: &'a Viewer<'a>,
    title: String,
    here: &'static str,
    status: StatusCode,
    is_indexed: bool,
    address: String,
    about: String,
    picture: Option<String>,
    told: Vec<Value>,
    asked: &'a str,
    among: &'static str,
}

impl<'a> Frame<'a> {
    /// A page with this title.
    pub fn new(viewer: &'a Viewer<'a>, title: impl Into<String>) -> Self {
        Self {
            viewer,
            title: title.into(),
            here: "",
            status: StatusCode::OK,
            is_indexed: false,
            address: String::new(),
            about: String::new(),
            picture: None,
            told: Vec::new(),
            asked: "",
            among: "goods",
        }
    }

    /// The menu's place that this page belongs to, by its path.
    pub fn here(mut self, path: &'static str) -> Self {
        self.here = path;
        self
    }

    /// Another status than 200.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The words that the search field shows, because they were asked.
    pub fn asked(mut self, words: &'a str) -> Self {
        self.asked = words;
        self
    }

    /// Among what was asked: `goods`, `firms` or `requests`.
    pub fn among(mut self, scope: &'static str) -> Self {
        self.among = scope;
        self
    }

    /// Lets search engines keep it.
    pub fn indexed(mut self) -> Self {
        self.is_indexed = true;
        self
    }

    /// Its one address, a path of ours with what belongs to it; other ways to the page lead search
    /// engines there, in each language to its own.
    pub fn address(mut self, path: impl Into<String>) -> Self {
        self.address = path.into();
        self
    }

    /// What it is about, in a sentence or two for whoever sees a link to it.
    pub fn about(mut self, text: &str) -> Self {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.about = match words.char_indices().nth(ABOUT_CHARS) {
            Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
            None => words,
        };
        self
    }

    /// The picture beside a link to it, a path of ours.
    pub fn picture(mut self, path: Option<String>) -> Self {
        self.picture = path;
        self
    }

    /// The same in the words of schema.org, for machines.
    pub fn told(mut self, what: Value) -> Self {
        self.told.push(what);
        self
    }

    /// The whole page. A stranger who holds it already is told so, since it holds nothing of
    /// anybody's own.
    pub fn page(self, body: &Markup) -> Response {
        let viewer = self.viewer;
        let is_kept = self.is_indexed
            && self.status == StatusCode::OK
            && viewer.caller.credential.is_none()
            && viewer.caller.done.is_none();
        let (status, page) = (self.status, self.whole(body));
        if !is_kept {
            return (status, page).into_response();
        }
        let hash = Sha256::digest(page.0.as_bytes());
        let tag: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let tag = format!("W/\"{tag}\"");
        let headers = [
            (ETAG, tag.clone()),
            (CACHE_CONTROL, "private, no-cache".to_owned()),
            (VARY, "Cookie, Accept-Language".to_owned()),
        ];
        let held = viewer.caller.held.as_deref().unwrap_or("");
        if held.split(',').any(|one| one.trim() == tag) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, page).into_response()
    }

    fn whole(&self, body: &Markup) -> Markup {
        let viewer = self.viewer;
        let name = viewer.app.name(viewer.lang());
        html! {
            (DOCTYPE)
            html lang=(viewer.lang().tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content=(VIEWPORT);
                    title { (self.title) " | " (name) }
                    @if !self.is_indexed { meta name="robots" content="noindex"; }
                    @else if !self.address.is_empty() { (self.links()) }
                    link rel="icon" href=(MARK_FILE.path);
                    link rel="stylesheet" href=(STYLESHEET.path);
                    script src=(SCRIPT_FILE.path) defer {}
                }
                body {
                    svg hidden { (PreEscaped(&*SYMBOLS)) }
                    a.skip href="#main" { (viewer.say("page-skip")) }
                    (header(viewer, self.here, (self.asked, self.among)))
                    main #main.wrap {
                        @if let Some(done) = done_word(viewer) { (note(Tone::Ok, &done, None)) }
                        (body)
                    }
                    (foot(viewer))
                    (tabs(viewer, self.here))
                    @for told in &self.told { (script_of(told)) }
                }
            }
        }
    }

    /// What search engines and whoever shows a link read: the page's address in each language, and
    /// the Open Graph.
    fn links(&self) -> Markup {
        let lang = self.viewer.lang();
        let url = &self.viewer.app.place().url;
        let at = |lang: Lang| format!("{url}{}", address_in(&self.address, lang));
        html! {
            link rel="canonical" href=(at(lang));
            @for lang in Lang::ALL {
                link rel="alternate" hreflang=(lang.tag()) href=(at(lang));
            }
            link rel="alternate" hreflang="x-default" href=(format!("{url}{}", self.address));
            @if !self.about.is_empty() {
                meta name="description" content=(self.about);
                meta property="og:description" content=(self.about);
            }
            meta property="og:type" content="website";
            meta property="og:site_name" content=(self.viewer.app.name(lang));
            meta property="og:title" content=(self.title);
            meta property="og:url" content=(at(lang));
            meta property="og:locale" content=(lang.tag().replace('-', "_"));
            @if let Some(picture) = &self.picture {
                meta property="og:image" content=(format!("{url}{picture}"));
            }
        }
    }
}

/// A path of ours in a language.
pub fn address_in(path: &str, lang: Lang) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}lang={}", lang.tag())
}

/// A block of data, which no browser runs; no end of a script may stand in it.
fn script_of(told: &Value) -> Markup {
    let told = told.to_string().replace('<', "\\u003c");
    html! { script type="application/ld+json" { (PreEscaped(told)) } }
}

/// What was just done, if the page was reached by doing it: `?done=<key>`.
fn done_word(viewer: &Viewer<'_>) -> Option<String> {
    let key = viewer.caller.done.as_deref()?;
    Some(viewer.say(&format!("done-{key}")))
}

/// What leads somewhere for this reader.
fn menu(viewer: &Viewer<'_>) -> Vec<&'static Item> {
    viewer.app.menus().of(viewer.actor).collect()
}

/// What stands in the row under the header.
fn in_row(viewer: &Viewer<'_>) -> Vec<&'static Item> {
    menu(viewer).into_iter().filter(|item| item.stands != Stands::InMenu).collect()
}

fn current(item: &Item, here: &str) -> Option<&'static str> {
    (item.path == here).then_some("page")
}

fn header(viewer: &Viewer<'_>, here: &str, asked: (&str, &str)) -> Markup {
    let is_signed_in = viewer.actor != Actor::Stranger;
    let other_name = match viewer.lang() {
        Lang::En => Lang::ZhCn,
        Lang::ZhCn => Lang::En,
    };
    html! {
        header.top {
            div.wrap.top-row {
                a.brand href="/" {
                    (mark())
                    span {
                        (viewer.app.name(viewer.lang()))
                        small lang=(other_name.tag()) { (viewer.app.name(other_name)) }
                    }
                }
                (search(viewer, asked))
                div.tools {
                    (languages(viewer))
                    @if is_signed_in {
                        (account(viewer, here))
                    } @else {
                        a href="/sign-in" { (viewer.say("page-sign-in")) }
                        a.btn.desk href="/sign-up" { (viewer.say("page-join")) }
                    }
                }
            }
            nav.nav.desk[is_signed_in] aria-label=(viewer.say("page-main")) {
                div.wrap { ul {
                    @for item in in_row(viewer) {
                        li { a href=(item.path) aria-current=[current(item, here)] {
                            (viewer.say(item.word)) (unread(viewer, item))
                        } }
                    }
                } }
            }
        }
    }
}

/// How many conversations hold something unread, beside the menu's word for them; the script keeps
/// it up to date.
fn unread(viewer: &Viewer<'_>, item: &Item) -> Markup {
    html! { @if item.path == UNREAD_AT { " " (bell(viewer)) } }
}

fn bell(viewer: &Viewer<'_>) -> Markup {
    let count = viewer.caller.unread.load(Ordering::Relaxed);
    let shown = if count > UNREAD_SHOWN { format!("{UNREAD_SHOWN}+") } else { count.to_string() };
    let said = viewer.say_with("page-unread", &[("count", shown.as_str().into())]);
    html! {
        @if matches!(viewer.actor, Actor::Member { firm: Some(_), .. }) {
            b.unread data-unread=(count) hidden[count == 0] title=(said) { (shown) }
        }
    }
}

fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 32 32" aria-hidden="true" {
            rect.g width="32" height="32" rx="5" {}
            path.s d="M16 5.2v1.6M6.2 11.2h19.6M9.8 23.4v-7h12.4v7M16 11.2v15.6" {}
        }
    }
}

/// What the search field looks among, each with the address that proposes words.
const SCOPES: [(&str, &str, &str); 3] = [
    ("goods", "page-scope-goods", "/search/complete"),
    ("firms", "page-scope-firms", "/search/firms/complete"),
    ("requests", "page-scope-requests", "/search/requests/complete"),
];

/// The field that finds goods, firms and requests; the script proposes words while somebody types.
fn search(viewer: &Viewer<'_>, (asked, among): (&str, &str)) -> Markup {
    html! {
        form.search role="search" action="/search" {
            select name="in" aria-label=(viewer.say("page-scope")) {
                @for (scope, word, ends) in SCOPES {
                    option value=(scope) selected[scope == among] data-ends=(ends) {
                        (viewer.say(word))
                    }
                }
            }
            input type="search" name="q" value=(asked) maxlength="200" autocomplete="off"
                data-ends="search-ends" aria-label=(viewer.say("page-search"))
                placeholder=(viewer.say("page-search-what"));
            ul #search-ends role="listbox" aria-label=(viewer.say("page-search-ends")) hidden {}
            button { (icon("search")) span.vh { (viewer.say("page-search")) } }
        }
    }
}

fn languages(viewer: &Viewer<'_>) -> Markup {
    html! {
        details.drop {
            summary {
                (icon("globe"))
                span.desk { (own_name(viewer.lang())) }
                span.vh { (viewer.say("page-language")) " · " (viewer.say("page-currency")) }
            }
            ul {
                @for lang in Lang::ALL {
                    li { form method="post" action="/language" {
                        input type="hidden" name="lang" value=(lang.tag());
                        input type="hidden" name="back" value=(viewer.caller.path);
                        button.link lang=(lang.tag()) { (own_name(lang)) }
                    } }
                }
                @if viewer.app.rates().is_some() {
                    li { a href=(format!("/rates?back={}", viewer.caller.path)) {
                        (currency_word(viewer))
                    } }
                }
            }
        }
    }
}

/// In which currency the reader sees prices.
fn currency_word(viewer: &Viewer<'_>) -> String {
    match viewer.caller.currency {
        Some(chosen) => {
            viewer.say_with("page-currency-about", &[("currency", Fact::Text(chosen.to_string()))])
        }
        None => viewer.say("page-currency-own"),
    }
}

const fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::ZhCn => "简体中文",
    }
}

fn account(viewer: &Viewer<'_>, here: &str) -> Markup {
    html! {
        details.drop {
            summary {
                (icon("menu"))
                span.phone { (bell(viewer)) }
                span.desk { (viewer.say("page-account")) }
                span.vh { (viewer.say("page-menu")) }
            }
            ul {
                @for group in menu(viewer).chunk_by(|one, next| one.group == next.group) {
                    li {
                        @if let Some(word) = group.first().map(|one| one.group) {
                            @if !word.is_empty() { b.k { (viewer.say(word)) } }
                        }
                        ul { @for item in group { li { (place(viewer, item, here)) } } }
                    }
                }
                li { form method="post" action="/sign-out" {
                    input type="hidden" name="csrf" value=(viewer.app.proof(viewer.caller));
                    button.link { (viewer.say("page-sign-out")) }
                } }
            }
        }
    }
}

fn place(viewer: &Viewer<'_>, item: &Item, here: &str) -> Markup {
    html! {
        a href=(item.path) aria-current=[current(item, here)] {
            (icon(item.icon)) (viewer.say(item.word)) (unread(viewer, item))
        }
    }
}

fn foot(viewer: &Viewer<'_>) -> Markup {
    html! {
        footer.foot { div.wrap {
            section { h2 { (viewer.app.name(viewer.lang())) } p { (viewer.say("foot-what")) } }
            section {
                h2 { (viewer.say("foot-check")) }
                ul {
                    li { a href="/api" { (viewer.say("foot-api")) } }
                    li { a href="/numbers" { (viewer.say("foot-numbers")) } }
                    li { a href="/checkpoints" { (viewer.say("foot-checkpoints")) } }
                }
            }
            section { h2 { (viewer.say("foot-free")) } p { (viewer.say("foot-free-text")) } }
            @if viewer.app.place().is_simulated {
                section {
                    h2 { (viewer.say("foot-simulated")) }
                    p { (viewer.say("foot-simulated-text")) }
                    ul { li { a href="/letters" { (viewer.say("menu-letters")) } } }
                }
            }
        } }
    }
}

fn tabs(viewer: &Viewer<'_>, here: &str) -> Markup {
    let items = match viewer.actor {
        Actor::Member { firm: Some(_), .. } => viewer.app.menus().firm,
        _ => &[],
    };
    html! {
        @if !items.is_empty() {
            nav.tabs.phone aria-label=(viewer.say("page-quick")) { ul {
                @for item in items.iter().filter(|item| item.stands == Stands::InTabs) {
                    li { a href=(item.path) aria-current=[current(item, here)] {
                        (icon(item.icon)) (viewer.say(item.word))
                    } }
                }
            } }
        }
    }
}
