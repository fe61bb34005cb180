//! A firm, for everybody.

use crate::actions;
use crate::views::{self, Shown};
use axum::extract::{Path, State};
use kernel::{Actor, Firm, Id, Stop};
use store::Tx;
use web::page::{Frame, PageResult, Viewer};
use web::{App, Caller};

/// Goods on a firm's page: two rows at a desk.
const GOODS: i64 = 8;

/// What a firm says of itself, its window, and what it has to show.
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    let firm: Id<Firm> = told.parse().map_err(|_| Stop::Absent)?;
    let lang = caller.lang();
    let look = app.view("window.firm", &caller, move |tx: &mut Tx<'_>, _: &Actor| {
        let line = party::trust_lines(tx, &[firm])?.pop().ok_or(Stop::Absent)?;
        let page = actions::page_of(tx, firm)?;
        let (mut goods, count) = actions::shown_of(tx, firm, GOODS)?;
        catalog::in_words_of(tx, lang, &mut goods)?;
        let replies = talk::reply_record(tx, firm)?;
        Ok(Shown { line, page, goods, count, replies })
    });
    let (actor, shown): (Actor, Shown) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let frame = Frame::new(&viewer, shown.title(viewer.lang())).indexed();
    let frame = frame.address(format!("/firms/{firm}")).picture(shown.picture());
    let frame = frame.about(&shown.about(viewer.lang())).told(views::firm_told(&viewer, &shown));
    Ok(frame.page(&views::firm(&viewer, &shown)))
}
