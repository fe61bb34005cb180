//! Categories under the operator's rule, and the line before them.

use super::{id, lines, show, viewer};
use crate::model::{GateRefusal, Mode};
use crate::{actions, views};
use axum::extract::{Path, Query, State};
use catalog::CategoryCode;
use kernel::{Actor, Firm, Id, Limit, Outcome, Stop};
use serde::Deserialize;
use store::Tx;
use web::page::{Draft, PageResult, Posted, done};
use web::{App, Caller, Nothing};

/// Categories on a page: their ratios are one table.
const ROWS: i64 = 50;

/// Where a list of categories goes on.
#[derive(Debug, Default, Deserialize)]
pub(super) struct On {
    #[serde(default)]
    after: String,
}

fn category(told: &str) -> Outcome<CategoryCode> {
    CategoryCode::parse(told).map_err(|_| Stop::Absent)
}

/// The categories in which buyers come first.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(on): Query<On>,
) -> PageResult {
    all(&app, &caller, on, &Draft::default()).await
}

async fn all(app: &App, caller: &Caller, on: On, draft: &Draft) -> PageResult {
    let look = app.view("gate.shelves-page", caller, move |tx, by| {
        let (shelves, goes_on) = actions::shelves(tx, &on.after, Limit::clamp(ROWS))?;
        let own = match by.firm() {
            Some(_) => actions::own_applications(tx, by, &on.after)?,
            None => Vec::new(),
        };
        Ok(views::shelves::Shelves { shelves, goes_on, own })
    });
    let (actor, shelves) = look.await?;
    let viewer = viewer(app, caller, actor);
    let body = views::shelves::list(&viewer, &shelves, draft);
    Ok(show(&viewer, ("gate-shelves", "/shelves"), draft, &body))
}

/// The operator gives a category another mode.
pub(super) async fn set_mode(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let told = posted.field("category").to_owned();
    let (mode, reason) = (posted.field("mode").to_owned(), posted.field("reason").to_owned());
    let code = told.clone();
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let category = CategoryCode::parse(&code)?;
        let mode = Mode::from_word(&mode).ok_or(GateRefusal::ModeUnknown)?;
        actions::set_mode(tx, by, &category, mode, &reason).map(|_| Nothing {})
    };
    match app.act("gate.set-mode", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done(&format!("/shelves/{told}"), "gate-mode")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            all(&app, &caller, On::default(), &draft).await
        }
    }
}

/// A category: its ratio by week and country, the line, and where the firm stands.
pub(super) async fn one(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    page(&app, &caller, category(&told)?, &Draft::default()).await
}

async fn page(app: &App, caller: &Caller, category: CategoryCode, draft: &Draft) -> PageResult {
    let look = app.view("gate.shelf-page", caller, move |tx, by| {
        let view = actions::shelf(tx, by, &category)?;
        let stand = actions::stand(tx, by, &category)?;
        let firms: Vec<Id<Firm>> = view.line.iter().map(|one| one.firm).collect();
        Ok(views::shelves::One { lines: lines(tx, &firms)?, view, stand })
    });
    let (actor, one) = look.await?;
    let viewer = viewer(app, caller, actor);
    let body = views::shelves::one(&viewer, &one, draft);
    Ok(show(&viewer, ("gate-shelf", "/shelves"), draft, &body))
}

/// What a firm does before a shelf.
async fn step(
    app: &App,
    caller: &Caller,
    (told, word): (&str, &str),
    posted: Posted,
    act: fn(&mut Tx<'_>, &Actor, &CategoryCode) -> Outcome<()>,
) -> PageResult {
    let category = category(told)?;
    let code = category.clone();
    let act = move |tx: &mut Tx<'_>, by: &Actor| act(tx, by, &code).map(|()| Nothing {});
    match app.act("gate.step", caller, &posted.call, None, act).await {
        Ok(_) => Ok(done(&format!("/shelves/{category}"), word)),
        Err(stop) => page(app, caller, category, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// Applies for a shelf.
pub(super) async fn apply(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let act =
        |tx: &mut Tx<'_>, by: &Actor, code: &CategoryCode| actions::apply(tx, by, code).map(|_| ());
    step(&app, &caller, (&told, "gate-applied"), posted, act).await
}

/// Leaves the line, or gives a place back.
pub(super) async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let act = |tx: &mut Tx<'_>, by: &Actor, code: &CategoryCode| {
        actions::withdraw(tx, by, code).map(|_| ())
    };
    step(&app, &caller, (&told, "gate-withdrawn"), posted, act).await
}

/// Counts the firm's points anew.
pub(super) async fn recount(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let act = |tx: &mut Tx<'_>, by: &Actor, code: &CategoryCode| {
        actions::recount(tx, by, code).map(|_| ())
    };
    step(&app, &caller, (&told, "gate-recounted"), posted, act).await
}

/// The operator lets a seller in.
pub(super) async fn admit(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let category = category(&told)?;
    let code = category.clone();
    let (firm, reason) = (posted.field("firm").to_owned(), posted.field("reason").to_owned());
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let firm: Id<Firm> = id(&firm).map_err(|_| GateRefusal::FirmUnknown)?;
        actions::admit_by_hand(tx, by, &code, firm, &reason).map(|_| Nothing {})
    };
    match app.act("gate.admit", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done(&format!("/shelves/{category}"), "gate-admitted")),
        Err(stop) => page(&app, &caller, category, &Draft::refused(posted.typed, stop)?).await,
    }
}
