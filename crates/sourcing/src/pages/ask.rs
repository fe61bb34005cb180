//! A buyer asks.

use super::places::code_of;
use crate::actions;
use crate::model::NewInquiry;
use crate::views;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use catalog::ProductKind;
use kernel::{Actor, Id, Outcome, Stop};
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, show_number};

fn product_id(text: &str) -> Outcome<Id<ProductKind>> {
    text.parse().map_err(|_| Stop::Absent)
}

/// The product that is asked about, and who sells it.
fn look(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>) -> Outcome<views::Asked> {
    by.trader()?;
    let offer = catalog::get(tx, by, id)?.card.offer;
    let seller = party::trust_lines(tx, &[offer.firm])?.pop().ok_or(Stop::Absent)?;
    Ok(views::Asked { offer, seller })
}

/// The form of an inquiry.
pub(super) async fn blank(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    show(&app, &caller, product_id(&id)?, None).await
}

async fn show(app: &App, caller: &Caller, id: Id<ProductKind>, draft: Option<Draft>) -> PageResult {
    let look = app.view("sourcing.ask", caller, move |tx, by| look(tx, by, id));
    let (actor, asked) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let status = match &draft {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let least = show_number(&asked.offer.moq().to_string());
    let draft = draft.unwrap_or_else(|| Draft::of([("quantity", least)]));
    let page = Frame::new(&viewer, viewer.say("sourcing-ask")).here("/inquiries").status(status);
    Ok(page.page(&views::ask(&viewer, &asked, &draft)))
}

/// Sends the inquiry.
pub(super) async fn inquire(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let product = product_id(&id)?;
    let viewer = Viewer { app: &app, caller: &caller, actor: Actor::Stranger };
    let new = NewInquiry {
        product,
        // What is no number is refused like none.
        quantity: posted.whole("quantity").unwrap_or(0),
        text: posted.field("text").to_owned(),
        destination: Some(code_of(&viewer, posted.field("destination"))),
    };
    let act = app.act("sourcing.inquire", &caller, &posted.call, None, move |tx, by| {
        actions::inquire(tx, by, &new).map(|inquiry| inquiry.id)
    });
    match act.await {
        Ok(asked) => Ok(done(&format!("/inquiries/{}", asked.value), "sourcing-asked")),
        Err(stop) => show(&app, &caller, product, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}
