//! What search engines ask for first: what they may read, and the map of the site.

use super::{XML, machine};
use crate::actions;
use crate::views::map::{self, Entry};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use catalog::Category;
use futures_util::stream;
use kernel::{Outcome, Stop};
use std::io;
use web::App;
use web::page::PageResult;

/// Goods or firms on one page of the map. Each has an address in every language, and the protocol
/// allows 50,000 addresses and 50 MB a page.
const THINGS_A_PAGE: i64 = 20_000;
/// Rows read at a time while a page goes out.
const STEP: i64 = 1_000;

/// What search engines may read.
pub(super) async fn robots(State(app): State<App>) -> Response {
    machine("text/plain; charset=utf-8", map::robots(&app.place().url))
}

/// The pages of the map.
pub(super) async fn index(State(app): State<App>) -> PageResult {
    let look = app.store().read("window.map", actions::last_turns);
    let (goods, firms) = look.await?;
    let pages = |last: i64| (last + THINGS_A_PAGE - 1) / THINGS_A_PAGE;
    let mut names = vec!["categories.xml".to_owned()];
    names.extend((1..=pages(firms)).map(|nth| format!("firms-{nth}.xml")));
    names.extend((1..=pages(goods)).map(|nth| format!("goods-{nth}.xml")));
    Ok(machine(XML, map::index(&app.place().url, &names)))
}

/// One page of the map.
pub(super) async fn part(State(app): State<App>, Path(name): Path<String>) -> PageResult {
    if name == "categories.xml" {
        let mut paths = vec!["/".to_owned(), "/categories".to_owned()];
        paths.extend(Category::all().map(|one| format!("/categories/{}", one.code())));
        let entries: Vec<Entry> =
            paths.into_iter().map(|path| Entry { path, changed: None }).collect();
        let url = &app.place().url;
        let whole = [map::HEAD, &map::entries(url, &entries), map::TAIL].concat();
        return Ok(machine(XML, whole));
    }
    let told = name.strip_suffix(".xml").and_then(|name| name.split_once('-'));
    let (of, nth) = told.ok_or(Stop::Absent)?;
    let of = match of {
        "goods" => Of::Goods,
        "firms" => Of::Firms,
        _ => return Err(Stop::Absent.into()),
    };
    let nth: i64 = nth.parse().map_err(|_| Stop::Absent)?;
    let (goods, firms) = app.store().read("window.map", actions::last_turns).await?;
    let last = if of == Of::Goods { goods } else { firms };
    let first = nth.checked_sub(1).and_then(|nth| nth.checked_mul(THINGS_A_PAGE));
    let first = first.filter(|first| (0..last).contains(first)).ok_or(Stop::Absent)?;
    let walk = Walk { app, of, after: first, until: first + THINGS_A_PAGE };
    let steps = stream::unfold(Some((walk, true)), |state| async move {
        let (walk, is_first) = state?;
        let (text, rest) = match walk.step().await {
            Ok(step) => step,
            Err(stop) => return Some((Err(broken(&stop)), None)),
        };
        let head = if is_first { map::HEAD } else { "" };
        let tail = if rest.is_none() { map::TAIL } else { "" };
        Some((Ok([head, &text, tail].concat()), rest.map(|walk| (walk, false))))
    });
    Ok(machine(XML, Body::from_stream(steps)))
}

/// What breaks off an answer that has begun, so that half of it is not taken for the whole.
pub(super) fn broken(stop: &Stop) -> io::Error {
    tracing::warn!(?stop, "an answer breaks off");
    io::Error::other("the store did not answer")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Goods,
    Firms,
}

/// One page of the map on its way out.
struct Walk {
    app: App,
    of: Of,
    after: i64,
    until: i64,
}

impl Walk {
    /// The next entries, and the walk if it goes on.
    async fn step(mut self) -> Outcome<(String, Option<Self>)> {
        let (of, between) = (self.of, (self.after, self.until));
        let look = self.app.store().read("window.map-step", move |tx| {
            Ok(match of {
                Of::Goods => {
                    let goods = actions::goods_by_turn(tx, between, STEP)?;
                    let entry = |one: &crate::Shelved| {
                        (one.nth, Entry::of(format!("/products/{}", one.product), one.at))
                    };
                    goods.iter().map(entry).collect::<Vec<_>>()
                }
                Of::Firms => {
                    let firms = actions::firms_by_turn(tx, between, STEP)?;
                    let entry = |one: &crate::Stall| {
                        (one.nth, Entry::of(format!("/firms/{}", one.firm), one.at))
                    };
                    firms.iter().map(entry).collect()
                }
            })
        });
        let found = look.await?;
        let goes_on = i64::try_from(found.len()).is_ok_and(|count| count == STEP);
        self.after = found.last().map_or(self.until, |(nth, _)| *nth);
        let entries: Vec<Entry> = found.into_iter().map(|(_, entry)| entry).collect();
        let text = map::entries(&self.app.place().url, &entries);
        Ok((text, goes_on.then_some(self)))
    }
}
