//! How a shop's prices are taxed.

use super::{status_of, version};
use crate::actions;
use crate::api::ShopTaxDocument;
use crate::model::{NewShopTax, NewTaxRule, ShopTax};
use crate::views;
use axum::extract::State;
use kernel::{Actor, Limit, Outcome};
use web::page::{Choice, Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller};

/// The form as it stands.
pub(super) async fn show(State(app): State<App>, caller: Caller) -> PageResult {
    form(&app, &caller, None).await
}

async fn look(app: &App, caller: &Caller) -> Outcome<(Actor, (Option<ShopTax>, Vec<Choice>))> {
    let look = app.view("cart.tax", caller, |tx, by| {
        let (firm, _) = by.trader()?;
        let own = catalog::of_firm(tx, by, firm, None, Limit::clamp(i64::MAX))?.rows;
        let choice = |card: catalog::Card| (card.offer.product.to_string(), card.offer.title);
        Ok((actions::shop_tax(tx, by)?, own.into_iter().map(choice).collect()))
    });
    look.await
}

async fn form(app: &App, caller: &Caller, refused: Option<Draft>) -> PageResult {
    let (actor, (tax, goods)) = look(app, caller).await?;
    let viewer = Viewer { app, caller, actor };
    let draft = refused.unwrap_or_else(|| views::draft_of_tax(tax.as_ref()));
    let body = views::tax_form(&viewer, (tax.as_ref(), &goods), &draft);
    let frame = Frame::new(&viewer, viewer.say("cart-tax")).here("/goods");
    Ok(frame.status(status_of(&draft)).page(&body))
}

/// The rows that somebody filled in.
fn typed(posted: &Posted) -> NewShopTax {
    let row = |nth: usize| {
        let field = |name: &str| posted.field(&views::row_field(name, nth)).to_owned();
        let is_empty = field("category").is_empty();
        (!is_empty).then(|| NewTaxRule {
            places: field("places"),
            product: field("product").parse().ok(),
            category: field("category"),
            percent: field("percent"),
        })
    };
    let rows = 1..=views::rows_most();
    NewShopTax { basis: posted.field("basis").to_owned(), rules: rows.filter_map(row).collect() }
}

/// Saves it.
pub(super) async fn save(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let (new, version) = (typed(&posted), version(&posted)?);
    let act = app.act("cart.set-tax", &caller, &posted.call, None, move |tx, by| {
        actions::set_shop_tax(tx, by, version, &new).map(ShopTaxDocument::from)
    });
    match act.await {
        Ok(_) => Ok(done("/shop-tax", "cart-tax-saved")),
        Err(stop) => form(&app, &caller, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}
