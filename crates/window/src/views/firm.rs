//! A firm as everybody sees it.

use super::{counted, tiles};
use crate::model::{FirmPage, FirmWords};
use catalog::Card;
use catalog::views::{foreign, photo_path};
use kernel::Lang;
use maud::{Markup, html};
use party::views::{country, day, promises, record, trust_line_of_page};
use party::{Country, TrustLine};
use serde_json::{Value, json};
use talk::ReplyRecord;
use web::page::{Viewer, icon, section};

/// A firm with all that its page shows.
pub(crate) struct Shown {
    /// What it has to show for itself.
    pub(crate) line: TrustLine,
    /// What it says of itself.
    pub(crate) page: FirmPage,
    /// The goods in its window.
    pub(crate) goods: Vec<Card>,
    /// How many goods it has on the market.
    pub(crate) count: i64,
    /// How soon it answers whoever asks.
    pub(crate) replies: ReplyRecord,
}

impl Shown {
    /// The firm's name in the reader's script if it has one, and the other with its language.
    fn names(&self, lang: Lang) -> ((&str, Lang), Option<(&str, Lang)>) {
        let own = (self.line.name.as_str(), self.line.name_lang);
        let other_lang = match self.line.name_lang {
            Lang::En => Lang::ZhCn,
            Lang::ZhCn => Lang::En,
        };
        let other = (self.page.told.other_name.as_str(), other_lang);
        match other.0.is_empty() {
            true => (own, None),
            false if lang == other_lang => (other, Some(own)),
            false => (own, Some(other)),
        }
    }

    /// The page's title.
    pub(crate) fn title(&self, lang: Lang) -> &str {
        self.names(lang).0.0
    }

    /// What it is about: what the firm makes, then how it works.
    pub(crate) fn about(&self, lang: Lang) -> String {
        let said = |words: &FirmWords| [words.makes.as_str(), words.how.as_str()].join(" ");
        self.page.words_for(lang).map_or_else(String::new, said)
    }

    /// The picture for whoever shows a link to it.
    pub(crate) fn picture(&self) -> Option<String> {
        let goods = self.goods.iter().find_map(|card| card.photo.as_ref());
        self.page.photos.first().or(goods).map(photo_path)
    }
}

/// The firm in the words of schema.org.
pub(crate) fn firm_told(viewer: &Viewer<'_>, shown: &Shown) -> Value {
    let url = &viewer.app.place().url;
    let ((name, _), other) = shown.names(viewer.lang());
    let areas: Vec<Value> = shown
        .page
        .told
        .markets
        .iter()
        .map(|code| json!({ "@type": "Country", "name": code }))
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": name,
        "alternateName": other.map(|(name, _)| name),
        "url": format!("{url}/firms/{}", shown.line.firm),
        "description": shown.about(viewer.lang()),
        "foundingDate": shown.page.told.founded.map(|year| year.to_string()),
        "image": shown.picture().map(|path| format!("{url}{path}")),
        "address": { "@type": "PostalAddress", "addressCountry": shown.line.country.code() },
        "areaServed": areas,
    })
}

/// The whole page.
pub(crate) fn firm(viewer: &Viewer<'_>, shown: &Shown) -> Markup {
    let words = shown.page.words_for(viewer.lang());
    html! {
        (head(viewer, shown, words))
        @if !shown.goods.is_empty() { (goods(viewer, shown)) }
        div.cols.main-side.ruled.mt {
            div.stack-l {
                @if let Some(words) = words.filter(|words| !words.how.is_empty()) {
                    (section(&viewer.say("window-how"), None, &how(viewer, words)))
                }
                @if !shown.page.photos.is_empty() { (photos(viewer, shown)) }
                (section(&viewer.say("party-record"), None, &record(viewer, &shown.line)))
            }
            aside.stack-l {
                (section(&viewer.say("window-facts"), None, &facts(viewer, shown)))
                (section(&viewer.say("party-how-counted"), None, &html! {
                    div.stack-s {
                        p { (viewer.say("party-counted-deals")) }
                        p { (viewer.say("party-counted-ratings")) }
                        p { (viewer.say("party-counted-verified")) }
                        p { (viewer.say("party-counted-in-part")) }
                    }
                }))
            }
        }
    }
}

fn head(viewer: &Viewer<'_>, shown: &Shown, words: Option<&FirmWords>) -> Markup {
    let ((name, lang), other) = shown.names(viewer.lang());
    let is_own = viewer.actor.is(shown.line.firm);
    html! {
        div.page-head {
            h1 lang=(lang.tag()) { (name) }
            @if let Some((name, lang)) = other { p.mute lang=(lang.tag()) { (name) } }
            @if let Some(words) = words.filter(|words| !words.makes.is_empty()) {
                p.lede lang=[foreign(viewer, words.lang)] { (words.makes) }
            }
            (trust_line_of_page(viewer, &shown.line))
            (promises(viewer, &shown.line))
            p.acts {
                @if is_own {
                    a.btn.go href="/firm/page" { (viewer.say("window-edit")) }
                    a.btn href="/firm/window" { (viewer.say("window-choose")) }
                } @else if let Some(card) = shown.goods.first() {
                    a.btn.go href=(format!("/products/{}/inquire", card.offer.product)) {
                        (icon("message")) (viewer.say("window-ask"))
                    }
                }
                a.btn href=(format!("/firms/{}/role", shown.line.firm)) {
                    (viewer.say("party-see-role"))
                }
                a.btn href=(format!("/firms/{}/ratings", shown.line.firm)) {
                    (viewer.say("party-see-ratings"))
                }
            }
        }
        @if is_own && shown.page.version == 0 {
            section.note.mb {
                (icon("firm"))
                b { (viewer.say("window-page-blank")) }
                p { (viewer.say("window-page-blank-what")) }
            }
        }
    }
}

fn goods(viewer: &Viewer<'_>, shown: &Shown) -> Markup {
    let all = viewer.say_with("window-all-goods", &counted(shown.count));
    let path = format!("/?firm={}", shown.line.firm);
    section(&viewer.say("window-main-goods"), Some((&path, &all)), &tiles(viewer, &shown.goods))
}

fn how(viewer: &Viewer<'_>, words: &FirmWords) -> Markup {
    let lang = foreign(viewer, words.lang);
    html! {
        @if lang.is_some() { p.mute { small { (viewer.say("window-original")) } } }
        div.stack-s lang=[lang] {
            @for paragraph in words.how.split('\n').filter(|line| !line.is_empty()) {
                p { (paragraph) }
            }
        }
    }
}

fn photos(viewer: &Viewer<'_>, shown: &Shown) -> Markup {
    let name = shown.title(viewer.lang());
    let body = html! {
        ul.grid {
            @for (photo, nth) in shown.page.photos.iter().zip(1_i64..) {
                li { a href=(photo_path(photo)) {
                    div.pic {
                        img src=(format!("{}-thumb", photo_path(photo))) loading="lazy" width="320"
                            height="320" alt=(viewer.say_with("window-photo-of",
                                &[("firm", name.into()), ("nth", nth.into())]));
                    }
                } }
            }
        }
    };
    section(&viewer.say("window-photos"), None, &body)
}

fn facts(viewer: &Viewer<'_>, shown: &Shown) -> Markup {
    let told = &shown.page.told;
    let named = told.markets.iter().filter_map(|code| Country::from_code(code));
    let markets: Vec<String> = named.map(|one| country(viewer, one)).collect();
    html! {
        dl.kv {
            @if let Some(year) = told.founded {
                dt { (viewer.say("window-founded")) } dd { (year) }
            }
            dt { (viewer.say("party-registered-in")) }
            dd { (country(viewer, shown.line.country)) }
            dt { (viewer.say("party-here-since")) }
            dd { (day(viewer, shown.line.since)) }
            dt { (viewer.say("talk-answers")) }
            dd { (talk::views::answers(viewer, &shown.replies)
                .unwrap_or_else(|| viewer.say("window-answers-new"))) }
            @if !markets.is_empty() {
                dt { (viewer.say("window-markets")) }
                dd { (markets.join(&viewer.say("window-comma"))) }
            }
            @if !told.certificates.is_empty() {
                dt { (viewer.say("window-certificates")) }
                dd { ul.stack-s { @for one in &told.certificates { li {
                    b { (one.name) }
                    @for part in [&one.number, &one.issued_by] {
                        @if !part.is_empty() { br; (part) }
                    }
                    @if let Some(day) = viewer.caller.reader.civil_day(&one.valid_until) {
                        br;
                        (viewer.say_with("window-valid-until", &[("day", day.into())]))
                    }
                } } } }
            }
        }
        @if !told.certificates.is_empty() {
            p.mute { small { (viewer.say("window-certificates-what")) } }
        }
    }
}
