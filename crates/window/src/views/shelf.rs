//! One shelf: as a fair of all goods, or as an exhibition of firms.

use super::tree::how_many;
use super::{counted, tiles};
use crate::model::{FirmWords, Shelf, Stall, Wanted};
use catalog::views::{foreign, path_told, photo_path, rows};
use catalog::{Card, Category};
use kernel::{Firm, Id, Page};
use maud::{Markup, html};
use party::views::{country, trust_line};
use party::{Country, TrustLine};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use web::page::{Viewer, empty, icon, pager};
use web::show_number;

/// A shelf with all that its page shows.
pub(crate) struct OnShelf {
    /// Which one.
    pub(crate) category: &'static Category,
    /// What of it is wanted.
    pub(crate) wanted: Wanted,
    /// What stands on it.
    pub(crate) counted: Shelf,
    /// The same by the sellers' countries.
    pub(crate) countries: Vec<Shelf>,
    /// The shelves of its department, with their goods.
    pub(crate) leaves: Vec<(&'static Category, i64)>,
    /// What is shown.
    pub(crate) goods: Goods,
}

/// The same stock in one of two ways.
pub(crate) enum Goods {
    /// Goods of all firms, mixed.
    Fair {
        /// The goods.
        cards: Page<Card>,
        /// Their sellers.
        trust: BTreeMap<Id<Firm>, TrustLine>,
    },
    /// Firms, each with its window.
    Exhibition(Windows),
}

/// Firms with their windows.
pub(crate) struct Windows {
    /// The windows.
    pub(crate) stalls: Page<(Stall, Vec<Card>)>,
    /// Whose they are.
    pub(crate) trust: BTreeMap<Id<Firm>, TrustLine>,
    /// What each firm makes.
    pub(crate) makes: BTreeMap<Id<Firm>, FirmWords>,
}

impl OnShelf {
    const fn is_exhibition(&self) -> bool {
        matches!(self.goods, Goods::Exhibition(_))
    }

    fn cards(&self) -> Vec<&Card> {
        match &self.goods {
            Goods::Fair { cards, .. } => cards.rows.iter().collect(),
            Goods::Exhibition(windows) => {
                windows.stalls.rows.iter().flat_map(|(_, cards)| cards).collect()
            }
        }
    }

    /// The first picture on the page, for whoever shows a link to it.
    pub(crate) fn first_photo(&self) -> Option<String> {
        self.cards().iter().find_map(|card| card.photo.as_ref().map(photo_path))
    }
}

/// The address of a shelf in one of its two views, with the filters if they are to be kept.
pub(crate) fn shelf_path(wanted: &Wanted, is_exhibition: bool, keeps_filters: bool) -> String {
    let mut path = format!("/categories/{}", wanted.category);
    let mut joint = '?';
    if is_exhibition {
        path += "?view=exhibition";
        joint = '&';
    }
    if keeps_filters && !wanted.country.is_empty() {
        path.push(joint);
        path += "country=";
        path += &wanted.country;
    }
    path
}

/// What the shelf is about, in a sentence.
pub(crate) fn shelf_about(viewer: &Viewer<'_>, shelf: &OnShelf) -> String {
    let name = shelf.category.name(viewer.lang());
    let many = how_many(viewer, &shelf.counted);
    viewer.say_with("window-shelf-about", &[("name", name.into()), ("many", many.into())])
}

/// The goods of the page in the words of schema.org.
pub(crate) fn shelf_told(viewer: &Viewer<'_>, shelf: &OnShelf) -> Value {
    let url = &viewer.app.place().url;
    let item = |(card, nth): (&&Card, i64)| {
        json!({ "@type": "ListItem", "position": nth, "name": card.offer.title,
            "url": format!("{url}/products/{}", card.offer.product) })
    };
    let items: Vec<Value> = shelf.cards().iter().zip(1_i64..).map(item).collect();
    json!({ "@context": "https://schema.org", "@type": "ItemList",
        "name": shelf.category.name(viewer.lang()), "numberOfItems": shelf.counted.goods,
        "itemListElement": items })
}

/// The way to the shelf in the same words.
pub(crate) fn shelf_path_told(viewer: &Viewer<'_>, category: &'static Category) -> Value {
    let step = |one: &&Category| {
        (one.name(viewer.lang()).to_owned(), format!("/categories/{}", one.code()))
    };
    let mut steps = vec![(viewer.say("window-categories"), "/categories".to_owned())];
    steps.extend(category.path().iter().map(step));
    path_told(&viewer.app.place().url, &steps)
}

/// The whole page.
pub(crate) fn shelf(viewer: &Viewer<'_>, shelf: &OnShelf) -> Markup {
    html! {
        (crumbs(viewer, shelf.category))
        div.page-head {
            h1 { (shelf.category.name(viewer.lang())) }
            @if shelf.counted.goods > 0 { p.mute { (how_many(viewer, &shelf.counted)) } }
        }
        div.cols.side-main.ruled {
            (beside(viewer, shelf))
            div.stack {
                (switch(viewer, shelf))
                @if shelf.cards().is_empty() { (nothing(viewer, shelf)) }
                @else { (goods(viewer, shelf)) }
            }
        }
    }
}

fn crumbs(viewer: &Viewer<'_>, category: &'static Category) -> Markup {
    html! {
        nav.mb-s aria-label=(viewer.say("catalog-path")) {
            ol.crumbs {
                li { a href="/categories" { (viewer.say("window-categories")) } }
                @for one in category.path().iter().filter(|one| one.code() != category.code()) {
                    li { a href=(format!("/categories/{}", one.code())) {
                        (one.name(viewer.lang()))
                    } }
                }
            }
        }
    }
}

/// The two views of one stock; the filters stay.
fn switch(viewer: &Viewer<'_>, shelf: &OnShelf) -> Markup {
    let views = [
        (false, "tag", viewer.say("window-fair")),
        (true, "firm", viewer.say("window-exhibition")),
    ];
    let is_now = |is_exhibition: bool| is_exhibition == shelf.is_exhibition();
    html! {
        nav aria-label=(viewer.say("window-view")) {
            ul.switch {
                @for (is_exhibition, sign, word) in &views {
                    li { a href=(shelf_path(&shelf.wanted, *is_exhibition, true))
                        aria-current=[is_now(*is_exhibition).then_some("page")] {
                        (icon(sign)) (word)
                    } }
                }
            }
        }
        p.mute { small { (match shelf.is_exhibition() {
            true => viewer.say("window-exhibition-what"),
            false => viewer.say("window-fair-what"),
        }) } }
    }
}

fn nothing(viewer: &Viewer<'_>, shelf: &OnShelf) -> Markup {
    let act = viewer.say("catalog-list-yours");
    let all = viewer.say("window-all-countries");
    let everywhere = Wanted { country: String::new(), ..shelf.wanted.clone() };
    let path = shelf_path(&everywhere, shelf.is_exhibition(), true);
    if shelf.wanted.country.is_empty() || shelf.counted.goods == 0 {
        let act = Some(("/goods/new", act.as_str()));
        return empty(&viewer.say("window-empty"), &viewer.say("window-empty-what"), act);
    }
    let what = viewer.say("window-empty-country-what");
    empty(&viewer.say("window-empty-country"), &what, Some((&path, &all)))
}

fn goods(viewer: &Viewer<'_>, shelf: &OnShelf) -> Markup {
    let path = shelf_path(&shelf.wanted, shelf.is_exhibition(), true);
    html! {
        @match &shelf.goods {
            Goods::Fair { cards, trust } => {
                (rows(viewer, &cards.rows, trust))
                (pager(&path, cards.next.map(|cursor| cursor.0), &viewer.say("catalog-older")))
            }
            Goods::Exhibition(windows) => {
                @for (stall, cards) in windows.stalls.rows.iter().filter(|row| !row.1.is_empty()) {
                    @if let Some(line) = windows.trust.get(&stall.firm) {
                        (window(viewer, line, (stall, cards), windows.makes.get(&stall.firm)))
                    }
                }
                @let next = windows.stalls.next.map(|cursor| cursor.0);
                (pager(&path, next, &viewer.say("window-more-firms")))
            }
        }
    }
}

/// A firm with its window.
fn window(
    viewer: &Viewer<'_>,
    line: &TrustLine,
    (stall, cards): (&Stall, &[Card]),
    makes: Option<&FirmWords>,
) -> Markup {
    html! {
        section.sec {
            header {
                h2 {
                    a.title href=(format!("/firms/{}", line.firm))
                        lang=[foreign(viewer, line.name_lang)] { (line.name) }
                }
                a href=(format!("/?firm={}", line.firm)) {
                    (viewer.say_with("window-all-goods", &counted(stall.goods)))
                }
            }
            @if let Some(words) = makes.filter(|words| !words.makes.is_empty()) {
                p lang=[foreign(viewer, words.lang)] { (words.makes) }
            }
            (trust_line(viewer, line))
            (tiles(viewer, cards))
        }
    }
}

/// The shelves beside, and the sellers' countries.
fn beside(viewer: &Viewer<'_>, shelf: &OnShelf) -> Markup {
    let is_exhibition = shelf.is_exhibition();
    let at = |code: &str| {
        let wanted = Wanted { category: code.to_owned(), ..shelf.wanted.clone() };
        shelf_path(&wanted, is_exhibition, true)
    };
    html! {
        aside.stack {
            details.facets open {
                summary.btn { (icon("filter")) (viewer.say("window-narrow")) }
                div {
                    details.facet open {
                        summary { (viewer.say("window-shelves")) }
                        ul.rows { @for (leaf, goods) in &shelf.leaves {
                            @let is_here = leaf.code() == shelf.category.code();
                            (choice(&at(leaf.code()), leaf.name(viewer.lang()), *goods, is_here))
                        } }
                    }
                    @if !shelf.countries.is_empty() { (countries(viewer, shelf)) }
                }
            }
        }
    }
}

fn countries(viewer: &Viewer<'_>, shelf: &OnShelf) -> Markup {
    let at = |code: &str| {
        let wanted = Wanted { country: code.to_owned(), ..shelf.wanted.clone() };
        shelf_path(&wanted, shelf.is_exhibition(), true)
    };
    let now = shelf.wanted.country.as_str();
    let all = viewer.say("window-all-countries");
    html! {
        details.facet open {
            summary { (viewer.say("window-from")) }
            ul.rows {
                (choice(&at(""), &all, shelf.counted.goods, now.is_empty()))
                @for one in &shelf.countries {
                    @if let Some(named) = Country::from_code(&one.country) {
                        (choice(&at(&one.country), &country(viewer, named), one.goods,
                            now == one.country))
                    }
                }
            }
        }
    }
}

fn choice(path: &str, name: &str, goods: i64, is_here: bool) -> Markup {
    html! {
        li.row.near {
            @if is_here { b aria-current="true" { (name) } } @else { a href=(path) { (name) } }
            span.n.push { (show_number(&goods.to_string())) }
        }
    }
}
