//! Results: rows of goods, what to narrow them down by, and each row's arithmetic.

use super::facets::{facets, said_of_filter};
use super::{about_offer, foreign, least, price_range, sent, thumb};
use crate::model::{Order, Points, ResultRow, Results, Wanted, in_words};
use finding::views::{chips as chips_of, meant_instead, pages, tabs};
use finding::{Scope, Tally, pairs};
use kernel::rules::Rules;
use maud::{Markup, html};
use party::views::trust_line;
use web::page::{Draft, FormKit, Viewer, icon};
use web::show_number;

/// Characters of the words that a new request begins with.
const TITLE_MOST: usize = 120;
/// Facts in a row's line.
const SPECS_MOST: usize = 4;

/// The page's title.
pub(crate) fn search_title(viewer: &Viewer<'_>, wanted: &Wanted) -> String {
    match (wanted.text.as_str(), wanted.category.as_deref()) {
        ("", Some(code)) => {
            let category = crate::model::Category::find(code);
            category.map_or_else(
                || viewer.say("search-all-goods"),
                |category| category.name(viewer.lang()).to_owned(),
            )
        }
        ("", None) => viewer.say("search-all-goods"),
        (text, _) => text.to_owned(),
    }
}

/// The whole page.
pub(crate) fn search(
    viewer: &Viewer<'_>,
    wanted: &Wanted,
    results: &Results,
    tally: Tally,
) -> Markup {
    let is_alone = results.counts.tags.is_empty() && !wanted.is_filtered();
    html! {
        (tabs(viewer, Scope::Goods, &wanted.text, tally))
        div.page-head {
            h1 { (search_title(viewer, wanted)) }
            p.mute { (how_many(viewer, results)) }
        }
        @if let Some(meant) = &results.meant { (meant_instead(viewer, &wanted.text, meant)) }
        @if is_alone { (found(viewer, wanted, results)) }
        @else {
            div.cols.side-main.ruled {
                aside aria-label=(viewer.say("search-narrow")) {
                    (facets(viewer, wanted, &results.counts))
                }
                (found(viewer, wanted, results))
            }
        }
    }
}

fn how_many(viewer: &Viewer<'_>, results: &Results) -> String {
    let count = i64::try_from(results.counts.total).unwrap_or(i64::MAX);
    let key = match (count, results.whole) {
        (0, _) if !results.is_ready => "search-still-reading",
        (0, _) => "search-none",
        (_, 0) => "search-some-words",
        _ => "search-count",
    };
    let shown = show_number(&count.to_string());
    viewer.say_with(key, &[("count", count.into()), ("shown", shown.into())])
}

fn found(viewer: &Viewer<'_>, wanted: &Wanted, results: &Results) -> Markup {
    html! {
        div.stack {
            (chips(viewer, wanted))
            @if results.rows.is_empty() { (nothing(viewer, wanted)) }
            @else {
                (order(viewer, wanted))
                ul.hits { @for row in &results.rows { (hit(viewer, results, row)) } }
                (turn_over(viewer, wanted, results))
                (ask_instead(viewer, wanted))
                (save(viewer, wanted))
            }
        }
    }
}

/// What is filtered by, each with a cross that takes it away.
fn chips(viewer: &Viewer<'_>, wanted: &Wanted) -> Markup {
    let first = |wanted: Wanted| Wanted { page: 0, ..wanted };
    let chips: Vec<(String, String)> = filtered_by(viewer, wanted)
        .into_iter()
        .map(|(said, without)| (said, first(without).path()))
        .collect();
    chips_of(viewer, &chips)
}

/// A search that somebody keeps, in a line.
pub fn said_of_search(viewer: &Viewer<'_>, query: &str) -> String {
    let wanted = Wanted::read(&pairs(Some(query)));
    let text = Some(wanted.text.clone()).filter(|text| !text.is_empty());
    let filters = filtered_by(viewer, &wanted).into_iter().map(|(said, _)| said);
    text.into_iter().chain(filters).collect::<Vec<_>>().join(" · ")
}

/// What is filtered by in words, each with the question without it.
fn filtered_by(viewer: &Viewer<'_>, wanted: &Wanted) -> Vec<(String, Wanted)> {
    let mut chips: Vec<(String, Wanted)> = Vec::new();
    if let Some(code) = &wanted.category {
        let name =
            crate::model::Category::find(code).map_or(code.as_str(), |one| one.name(viewer.lang()));
        chips.push((name.to_owned(), Wanted { category: None, ..wanted.clone() }));
    }
    for (value, without) in [
        (&wanted.origin, Wanted { origin: None, ..wanted.clone() }),
        (&wanted.brand, Wanted { brand: None, ..wanted.clone() }),
    ] {
        chips.extend(value.clone().map(|value| (value, without)));
    }
    for (nth, (name, value)) in wanted.facts.iter().enumerate() {
        let mut facts = wanted.facts.clone();
        facts.remove(nth);
        let (name, value) = in_words(name, value, viewer.lang());
        chips.push((format!("{name}: {value}"), Wanted { facts, ..wanted.clone() }));
    }
    if let Some(quantity) = wanted.quantity {
        let shown = show_number(&quantity.to_string());
        let said = viewer.say_with("search-chip-quantity", &[("quantity", shown.into())]);
        chips.push((said, Wanted { quantity: None, ..wanted.clone() }));
    }
    if let Some((price, currency)) = &wanted.price {
        let facts = [("price", price.as_str().into()), ("currency", currency.as_str().into())];
        let said = viewer.say_with("search-chip-price", &facts);
        chips.push((said, Wanted { price: None, ..wanted.clone() }));
    }
    if let Some(days) = wanted.lead_time_d {
        let said = viewer.say_with("search-chip-lead-time", &[("days", days.into())]);
        chips.push((said, Wanted { lead_time_d: None, ..wanted.clone() }));
    }
    if wanted.is_open_offer {
        let said = viewer.say("search-open-offer");
        chips.push((said, Wanted { is_open_offer: false, ..wanted.clone() }));
    }
    for (filter, value) in &wanted.seller {
        let mut seller = wanted.seller.clone();
        seller.remove(filter);
        let said = said_of_filter(viewer, *filter, value);
        chips.push((said, Wanted { seller, ..wanted.clone() }));
    }
    chips
}

/// Keeps the search for a firm, which then gets a letter a day about what is new.
fn save(viewer: &Viewer<'_>, wanted: &Wanted) -> Markup {
    let path = Wanted { page: 0, ..wanted.clone() }.path();
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let draft = Draft::default();
    let is_kept =
        viewer.actor.trader().is_ok() && (wanted.is_filtered() || !wanted.text.is_empty());
    html! {
        @if is_kept {
            form.note method="post" action="/alerts" {
                (FormKit::new(viewer, &draft).guards())
                input type="hidden" name="kind" value="product";
                input type="hidden" name="query" value=(query);
                (icon("message"))
                b { (viewer.say("search-save")) }
                p { (viewer.say("search-save-what")) }
                p.acts { button.btn { (viewer.say("search-save-now")) } }
            }
        }
    }
}

/// The ways to put the results in order, as links.
fn order(viewer: &Viewer<'_>, wanted: &Wanted) -> Markup {
    html! {
        nav.row.mid.sortbar aria-label=(viewer.say("search-order")) {
            small.mute { (viewer.say("search-order")) }
            @for order in Order::ALL {
                @let said = viewer.say(&format!("search-order-{}", order.word()));
                @if order == wanted.order { b aria-current="true" { (said) } }
                @else {
                    a href=(Wanted { order, page: 0, ..wanted.clone() }.path()) { (said) }
                }
            }
        }
    }
}

fn hit(viewer: &Viewer<'_>, results: &Results, row: &ResultRow) -> Markup {
    let card = &row.card;
    html! {
        li.hit {
            (thumb(card.photo.as_ref()))
            div.stack-s.close {
                h3 {
                    a href=(format!("/products/{}", card.offer.product))
                        lang=[foreign(viewer, card.title_lang)] { (card.offer.title) }
                }
                p.spec { (specs(viewer, row)) }
                (arithmetic(viewer, &row.points))
            }
            p.offer {
                (price_range(&card.offer))
                (about_offer(viewer, &card.offer))
                span { (least(viewer, &card.offer)) }
                span { (sent(viewer, &card.offer)) }
            }
            @if let Some(seller) = results.trust.get(&card.offer.firm) {
                (trust_line(viewer, seller))
            }
        }
    }
}

/// What it is and how it is sold, in a line.
fn specs(viewer: &Viewer<'_>, row: &ResultRow) -> String {
    let facts = row.details.attributes.iter().take(SPECS_MOST).map(|fact| fact.value.clone());
    let papers = row.details.certificates.first().map(|paper| paper.name.clone());
    let sold = match row.card.offer.is_open_offer {
        true => viewer.say("catalog-sold-at-once"),
        false => viewer.say("catalog-sold-by-quote"),
    };
    facts.chain(papers).chain([sold]).collect::<Vec<_>>().join(" · ")
}

/// Why it stands where it stands.
fn arithmetic(viewer: &Viewer<'_>, points: &Points) -> Markup {
    let rules = &Rules::current().ranking;
    let parts = [
        ("fit", points.fit, rules.fit),
        ("unlike", points.unlike, rules.unlike),
        ("flexible", points.flexible, rules.flexible),
        ("reply", points.reply, rules.reply),
        ("trust", points.trust, rules.trust),
    ];
    html! {
        details.why {
            summary { small {
                (viewer.say_with("search-points", &[("points", points.total().into())]))
            } }
            dl.sum {
                @for (name, got, most) in parts {
                    div {
                        dt { (viewer.say(&format!("search-part-{name}"))) }
                        dd { (got) small { " / " (most) } }
                    }
                }
                @if points.undisclosed < 0 {
                    div {
                        dt { (viewer.say("search-part-undisclosed")) }
                        dd { "−" (points.undisclosed.unsigned_abs()) }
                    }
                }
                div.total { dt { (viewer.say("search-part-total")) } dd { (points.total()) } }
            }
        }
    }
}

fn turn_over(viewer: &Viewer<'_>, wanted: &Wanted, results: &Results) -> Markup {
    let to = |page| Wanted { page, ..wanted.clone() }.path();
    let before = wanted.page.checked_sub(1).map(to);
    let next = results.has_next.then(|| to(wanted.page + 1));
    html! {
        div.row.mid {
            small {
                (viewer.say("search-formula-short")) " "
                a href="/search/formula" { (viewer.say("search-formula")) }
            }
            (pages(viewer, before.as_deref(), next.as_deref()))
        }
    }
}

/// The address of a new request that begins with the words that were typed.
fn request_path(wanted: &Wanted) -> String {
    let title: String = wanted.text.chars().take(TITLE_MOST).collect();
    let told = serde_urlencoded::to_string([("title", title)]);
    format!("/requests/new?{}", told.unwrap_or_default())
}

fn ask_instead(viewer: &Viewer<'_>, wanted: &Wanted) -> Markup {
    html! {
        section.note {
            (icon("message"))
            b { (viewer.say("search-not-quite")) }
            p {
                (viewer.say("search-not-quite-what")) " "
                a href=(request_path(wanted)) { (viewer.say("search-request")) }
            }
        }
    }
}

/// No result: what to try, and the way to ask all sellers at once.
fn nothing(viewer: &Viewer<'_>, wanted: &Wanted) -> Markup {
    let bare = Wanted { text: wanted.text.clone(), ..Wanted::default() };
    html! {
        div.empty.stack-s {
            p { b { (viewer.say("search-nothing")) } }
            p.mute { (viewer.say("search-nothing-what")) }
            p.acts {
                a.btn.go href=(request_path(wanted)) { (viewer.say("search-request")) }
                @if wanted.is_filtered() {
                    a.btn href=(bare.path()) { (viewer.say("search-without-filters")) }
                }
                a.btn href="/" { (viewer.say("catalog-to-market")) }
            }
        }
        (save(viewer, wanted))
    }
}

/// How results are put in order, with the figures of the rule file.
pub(crate) fn formula(viewer: &Viewer<'_>) -> Markup {
    let rules = &Rules::current().ranking;
    let parts = [
        ("fit", rules.fit),
        ("unlike", rules.unlike),
        ("flexible", rules.flexible),
        ("reply", rules.reply),
        ("trust", rules.trust),
        ("undisclosed", -rules.undisclosed),
    ];
    html! {
        div.page-head {
            h1 { (viewer.say("search-formula")) }
            p.lede { (viewer.say("search-formula-lede")) }
        }
        table.tbl.cards {
            thead { tr {
                th scope="col" { (viewer.say("search-formula-part")) }
                th scope="col" { (viewer.say("search-formula-how")) }
                th.r scope="col" { (viewer.say("search-formula-most")) }
            } }
            tbody {
                @for (name, most) in parts {
                    tr {
                        th scope="row" { (viewer.say(&format!("search-part-{name}"))) }
                        td data-label=(viewer.say("search-formula-how")) {
                            (viewer.say(&format!("search-how-{name}")))
                        }
                        td.r.n data-label=(viewer.say("search-formula-most")) {
                            @if most < 0 { "−" } (most.unsigned_abs())
                        }
                    }
                }
            }
        }
        p { (viewer.say("search-formula-price")) }
    }
}
