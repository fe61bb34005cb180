//! What everybody sees: the newest goods, and one product.

use super::trust_of;
use crate::actions;
use crate::api::product_id;
use crate::model::{Offer, OrderSum, ProductState};
use crate::views::{self, Front, Whole};
use axum::extract::{Path, Query, State};
use kernel::{Actor, Firm, Id, Lang, Limit, Outcome, Stop};
use serde::Deserialize;
use std::collections::BTreeMap;
use store::Tx;
use web::page::{Draft, Frame, PageResult, Viewer, read_whole};
use web::{App, Caller, show_number};

/// Rows of the market's page: a photo each, so fewer than a table has.
const ROWS: i64 = 24;
/// Other goods of the same seller beside a product.
const BESIDE: i64 = 4;

/// Which goods the market shows.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    after: Option<i64>,
    firm: Option<String>,
}

/// The newest goods, of all firms or of one.
pub(super) async fn market(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> PageResult {
    let firm = wanted.firm.map(|firm| firm.parse().map_err(|_| Stop::Absent)).transpose()?;
    let (after, lang) = (wanted.after, caller.lang());
    let look =
        app.view("catalog.market", &caller, move |tx, by| front(tx, by, (firm, lang), after));
    let (actor, front) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let title = views::front_title(&viewer, &front);
    let page = Frame::new(&viewer, title).here("/").indexed();
    let page = match firm {
        None => page.address("/"),
        Some(firm) => page.address(format!("/?firm={firm}")),
    };
    Ok(page.page(&views::front(&viewer, &front)))
}

fn front(
    tx: &mut Tx<'_>,
    by: &Actor,
    (firm, lang): (Option<Id<Firm>>, Lang),
    after: Option<i64>,
) -> Outcome<Front> {
    let (cursor, limit) = (after.map(kernel::Cursor), Limit::clamp(ROWS));
    let mut cards = match firm {
        Some(firm) => actions::of_firm(tx, by, firm, cursor, limit)?,
        None => actions::listed(tx, cursor, limit)?,
    };
    actions::in_words_of(tx, lang, &mut cards.rows)?;
    let firms = cards.rows.iter().map(|card| card.offer.firm).chain(firm);
    let trust = trust_of(tx, firms)?;
    let of = firm.map(|firm| trust.get(&firm).cloned().ok_or(Stop::Absent)).transpose()?;
    Ok(Front { of, is_first: after.is_none(), cards, trust })
}

/// What so many cost, if so many can be had.
fn sum_of_what_is_there(offer: &Offer, quantity: i64) -> Outcome<OrderSum> {
    let sum = offer.sum_for(quantity)?;
    if offer.is_open_offer {
        offer.must_have(quantity)?;
    }
    Ok(sum)
}

/// How many somebody thinks of ordering.
#[derive(Debug, Deserialize)]
pub(super) struct Thought {
    quantity: Option<String>,
}

/// One product, with what the wished quantity costs.
pub(super) async fn product(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(thought): Query<Thought>,
) -> PageResult {
    let (id, lang) = (product_id(&id)?, caller.lang());
    let look = app.view("catalog.product", &caller, move |tx, by| {
        let mut listing = actions::get(tx, by, id)?;
        let original_lang = listing.card.title_lang;
        let original = (listing.card.offer.title.clone(), original_lang);
        actions::documents_in(tx, lang, std::slice::from_mut(&mut listing))?;
        let original = Some(original).filter(|_| listing.card.title_lang != original_lang);
        let firm = listing.card.offer.firm;
        let seller = trust_of(tx, [firm].into_iter())?.remove(&firm).ok_or(Stop::Absent)?;
        let mut beside = actions::of_firm(tx, by, firm, None, Limit::clamp(BESIDE + 1))?.rows;
        actions::in_words_of(tx, lang, &mut beside)?;
        beside.retain(|card| card.offer.product != id && card.state == ProductState::Listed);
        Ok(Whole { listing, original, seller, beside })
    });
    let (actor, whole) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let (draft, sum) = work_out(&whole.listing.card.offer, thought.quantity)?;
    let page = Frame::new(&viewer, &whole.listing.card.offer.title);
    let is_listed = whole.listing.card.state == ProductState::Listed;
    let page = if is_listed { page.indexed() } else { page };
    let photo = whole.listing.card.photo.as_ref().map(views::photo_path);
    let page = page.address(format!("/products/{id}")).about(&whole.listing.text).picture(photo);
    let page = page.told(views::told(&viewer, &whole)).told(views::told_path(&viewer, &whole));
    Ok(page.page(&views::product(&viewer, &whole, &draft, sum)))
}

/// The sum of the wished quantity, at first of the least order; or what is wrong with it.
fn work_out(offer: &Offer, wished: Option<String>) -> Outcome<(Draft, Option<OrderSum>)> {
    let typed = wished.unwrap_or_else(|| offer.moq().to_string());
    let values = BTreeMap::from([("quantity".to_owned(), typed.trim().to_owned())]);
    match sum_of_what_is_there(offer, read_whole(&typed).unwrap_or(0)) {
        Ok(sum) => {
            let shown = show_number(&sum.quantity.to_string());
            Ok((Draft::of([("quantity", shown)]), Some(sum)))
        }
        Err(stop) => Ok((Draft::refused(values, stop)?, None)),
    }
}
