//! The tree of categories with what stands on each shelf, and one shelf.

use super::trust_of;
use crate::actions;
use crate::model::{Stall, Wanted, departments_of, sought};
use crate::views::{self, Goods, OnShelf, Windows};
use axum::extract::{Path, Query, State};
use catalog::{Card, Category};
use kernel::{Actor, Cursor, Lang, Limit, Outcome, Page, Stop};
use party::Country;
use serde::Deserialize;
use store::Tx;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller};

/// Goods of a fair's page: a photo each, so fewer than a table has.
const GOODS: i64 = 24;
/// Windows of an exhibition's page: four photos each.
const WINDOWS: i64 = 12;

/// What somebody looks for in the tree.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Sought {
    #[serde(default)]
    q: String,
}

/// The longest name that is looked for.
const SOUGHT_CHARS: usize = 100;

/// Every category with its counts, or those that are sought.
pub(super) async fn tree(
    State(app): State<App>,
    caller: Caller,
    Query(told): Query<Sought>,
) -> PageResult {
    let told: String = told.q.chars().take(SOUGHT_CHARS).collect();
    let look = app.view("window.tree", &caller, |tx, _| actions::shelves(tx));
    let (actor, shelves) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let departments = sought(departments_of(shelves), &told);
    let page = Frame::new(&viewer, viewer.say("window-categories")).here("/categories").indexed();
    let page = page.address("/categories").about(&viewer.say("window-categories-what"));
    Ok(page.page(&views::tree(&viewer, &departments, &told)))
}

/// How somebody wants to see a shelf.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    view: Option<String>,
    country: Option<String>,
    after: Option<i64>,
}

/// One shelf: as a fair of all goods, or as an exhibition of firms.
pub(super) async fn shelf(
    State(app): State<App>,
    caller: Caller,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let category = Category::find(&code).ok_or(Stop::Absent)?;
    let country = asked.country.filter(|told| !told.is_empty());
    let country = country.map(|told| Country::from_code(&told).ok_or(Stop::Absent)).transpose()?;
    let wanted = Wanted {
        category: code,
        country: country.map_or_else(String::new, |country| country.code().to_owned()),
    };
    let is_exhibition = asked.view.as_deref() == Some("exhibition");
    let (after, lang, kept) = (asked.after.map(Cursor), caller.lang(), wanted.clone());
    let look = app.view("window.shelf", &caller, move |tx, _| {
        let (counted, countries) = actions::shelf(tx, &wanted.category)?;
        let leaves = leaves(tx, category)?;
        let goods = match is_exhibition {
            true => Goods::Exhibition(exhibition(tx, &wanted, after, lang)?),
            false => fair(tx, &wanted, after, lang)?,
        };
        Ok(OnShelf { category, wanted: wanted.clone(), counted, countries, leaves, goods })
    });
    let (actor, shelf): (Actor, OnShelf) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let name = category.name(viewer.lang());
    let page = Frame::new(&viewer, name).here("/categories").indexed();
    let page = page.about(&views::shelf_about(&viewer, &shelf));
    let page = page.address(views::shelf_path(&kept, is_exhibition, false));
    let page = page.picture(shelf.first_photo()).told(views::shelf_told(&viewer, &shelf));
    Ok(page.told(views::shelf_path_told(&viewer, category)).page(&views::shelf(&viewer, &shelf)))
}

/// The shelves of the same department, each with its count.
fn leaves(tx: &mut Tx<'_>, category: &'static Category) -> Outcome<Vec<(&'static Category, i64)>> {
    let department = category.path().first().copied().unwrap_or(category);
    let counted = actions::shelves(tx)?;
    let goods =
        |code: &str| counted.iter().find(|one| one.category == code).map_or(0, |one| one.goods);
    let leaves = department.children().map(|leaf| (leaf, goods(leaf.code())));
    Ok(leaves.collect())
}

fn fair(tx: &mut Tx<'_>, wanted: &Wanted, after: Option<Cursor>, lang: Lang) -> Outcome<Goods> {
    let mut cards = actions::fair(tx, wanted, after, Limit::clamp(GOODS))?;
    catalog::in_words_of(tx, lang, &mut cards.rows)?;
    let trust = trust_of(tx, cards.rows.iter().map(|card| card.offer.firm))?;
    Ok(Goods::Fair { cards, trust })
}

fn exhibition(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    after: Option<Cursor>,
    lang: Lang,
) -> Outcome<Windows> {
    let mut stalls = actions::stalls(tx, wanted, after, Limit::clamp(WINDOWS))?;
    in_words_of(tx, lang, &mut stalls)?;
    let firms: Vec<_> = stalls.rows.iter().map(|(stall, _)| stall.firm).collect();
    let makes = actions::makes_of(tx, &firms, lang)?;
    let trust = trust_of(tx, firms.into_iter())?;
    Ok(Windows { stalls, trust, makes })
}

/// Turns the titles in all windows into the reader's language, together.
fn in_words_of(tx: &mut Tx<'_>, lang: Lang, stalls: &mut Page<(Stall, Vec<Card>)>) -> Outcome<()> {
    let mut all: Vec<Card> = Vec::new();
    let counts: Vec<usize> = stalls.rows.iter().map(|(_, cards)| cards.len()).collect();
    stalls.rows.iter_mut().for_each(|(_, cards)| all.append(cards));
    catalog::in_words_of(tx, lang, &mut all)?;
    let mut all = all.into_iter();
    for ((_, cards), count) in stalls.rows.iter_mut().zip(counts) {
        cards.extend(all.by_ref().take(count));
    }
    Ok(())
}
