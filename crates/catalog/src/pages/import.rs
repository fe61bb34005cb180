//! A file of goods: sending it, saying which column is which, what is wrong with it, letting it go,
//! watching it come in.

use crate::actions;
use crate::api::ImportView;
use crate::export;
use crate::intake::{self, Defaults, taken_in};
use crate::model::{Alike, CatalogRefusal, Import, ImportKind, Taking};
use crate::table::refuse_for_all;
use crate::views;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{HeaderName, REFRESH};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use kernel::{Id, Lang, Limit, Outcome, Stop};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to, take_upload, unwelcome};
use web::{App, Caller, List};

/// Seconds until a page looks again how far an import is.
const LOOK_AGAIN_S: &str = "3";
/// Earlier files under the form.
const RECENT: i64 = 10;

/// The form to send a file, over the files sent before.
pub(super) async fn blank(State(app): State<App>, caller: Caller) -> PageResult {
    show_form(&app, &caller, None, StatusCode::OK).await
}

/// What the form says first: what was said with the last file.
fn as_before(lang: Lang, last: Option<&Import>) -> Draft {
    let currency = match lang {
        Lang::En => "USD",
        Lang::ZhCn => "CNY",
    };
    let (currency, days) =
        last.map_or((currency, 7), |last| (last.plan.currency.as_str(), last.plan.lead_time_d));
    Draft::of([("currency", currency.to_owned()), ("lead_time_d", days.to_string())])
}

async fn show_form(
    app: &App,
    caller: &Caller,
    draft: Option<Draft>,
    status: StatusCode,
) -> PageResult {
    let look = app.view("catalog.imports", caller, |tx, by| {
        actions::imports(tx, by, None, Limit::clamp(RECENT))
    });
    let (actor, recent) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let title = viewer.say("catalog-import");
    let page = Frame::new(&viewer, title).here("/goods").status(status);
    let draft = draft.unwrap_or_else(|| as_before(caller.lang(), recent.rows.first()));
    Ok(page.page(&views::import_form(&viewer, &draft, &recent.rows)))
}

/// Takes a file in.
pub(super) async fn send(State(app): State<App>, caller: Caller, request: Request) -> PageResult {
    // Whoever may not import has nothing written down.
    let may = app.look("catalog.may-import", &caller, |_, by| by.trader().map(|_| ())).await;
    may.map_err(|stop| unwelcome(&caller, stop))?;
    let (posted, file) = take_upload(&app, request, &intake::most()).await?;
    let defaults = Defaults {
        currency: posted.field("currency").to_owned(),
        lead_time_d: posted.whole("lead_time_d").unwrap_or(-1),
        is_in_earnest: false,
        taking: Taking::default(),
    };
    let done = match file {
        Some(file) => taken_in(&app, &caller, &posted.call, file, defaults).await,
        None => Err(CatalogRefusal::FileMissing.into()),
    };
    match done {
        Ok(done) => Ok(back_to(&format!("/goods/imports/{}", done.value.id))),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show_form(&app, &caller, Some(draft), StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

fn import_id(text: &str) -> Outcome<Id<ImportKind>> {
    text.parse().map_err(|_| Stop::Absent)
}

/// How far a file is, and what to do next.
pub(super) async fn one(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(list): Query<List>,
) -> PageResult {
    show(&app, &caller, import_id(&id)?, list, None).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: Id<ImportKind>,
    list: List,
    refused: Option<Draft>,
) -> PageResult {
    let look = app.view("catalog.import", caller, move |tx, by| {
        let import = actions::get_import(tx, by, id)?;
        let faults = actions::import_faults(tx, by, id, list.cursor(), list.limit())?;
        Ok((import, faults))
    });
    let (actor, (import, faults)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let is_wrong = refused.is_some();
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let draft = refused.unwrap_or_else(|| as_said(&import));
    let title = viewer.say("catalog-import");
    let page = Frame::new(&viewer, title).here("/goods").status(status);
    let mut answer = page.page(&views::import_page(&viewer, &import, &faults, &draft));
    if import.state.is_at_work() {
        look_again(&mut answer);
    }
    Ok(answer)
}

/// What was said for all rows of a file.
fn as_said(import: &Import) -> Draft {
    let plan = &import.plan;
    let own = [("currency", plan.currency.clone()), ("lead_time_d", plan.lead_time_d.to_string())];
    let for_all = plan.for_all.iter().map(|(field, value)| (field.as_str(), value.clone()));
    Draft::of(own.into_iter().chain(for_all))
}

/// The browser asks again by itself, without a script.
fn look_again(answer: &mut Response) {
    let header: HeaderName = REFRESH;
    answer.headers_mut().insert(header, HeaderValue::from_static(LOOK_AGAIN_S));
}

/// Says which column is which.
pub(super) async fn map(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = import_id(&id)?;
    let typed = posted.typed.clone();
    let act =
        app.act("catalog.map-import", &caller, &posted.call, Some(id.cast()), move |tx, by| {
            let plan = actions::get_import(tx, by, id)?.plan;
            let told =
                |nth: usize| typed.get(&format!("column_{nth}")).cloned().unwrap_or_default();
            let told: Vec<String> = (1..=plan.headings.len()).map(told).collect();
            let for_all = views::ASKED_FOR_ALL
                .iter()
                .filter_map(|field| typed.get(*field).map(|value| (*field, value.as_str())));
            let plan = plan.with_fields(&told).with_for_all(for_all)?;
            refuse_for_all(&plan)?;
            actions::map_import(tx, by, id, &plan).map(ImportView::from)
        });
    match act.await {
        Ok(_) => Ok(back_to(&format!("/goods/imports/{id}"))),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show(&app, &caller, id, List::default(), Some(draft)).await
        }
    }
}

/// Lets its products be taken, those with faults left out if the button says so.
pub(super) async fn run(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = import_id(&id)?;
    let taking = Taking {
        leave_out_faulty: posted.field("leave_out_faulty") == "1",
        alike: Alike::from_word(posted.field("alike")),
    };
    let act =
        app.act("catalog.run-import", &caller, &posted.call, Some(id.cast()), move |tx, by| {
            actions::run_import(tx, by, id, taking).map(ImportView::from)
        });
    act.await?;
    Ok(back_to(&format!("/goods/imports/{id}")))
}

/// Ends it.
pub(super) async fn stop(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = import_id(&id)?;
    let act =
        app.act("catalog.stop-import", &caller, &posted.call, Some(id.cast()), move |tx, by| {
            actions::stop_import(tx, by, id).map(ImportView::from)
        });
    act.await?;
    Ok(back_to(&format!("/goods/imports/{id}")))
}

/// The rows of a file that stay out, to be mended.
pub(super) async fn left_out(
    State(app): State<App>,
    caller: Caller,
    Path((id, format)): Path<(String, String)>,
) -> PageResult {
    export::left_out(app, caller, (import_id(&id)?, &format)).await
}

/// All goods of the reader's firm as a table.
pub(super) async fn export(
    State(app): State<App>,
    caller: Caller,
    Path(file): Path<String>,
) -> PageResult {
    export::answer(app, caller, &file).await
}

/// An example of a table.
pub(super) async fn sample(caller: Caller, Path(file): Path<String>) -> PageResult {
    export::sample(caller.lang(), &file)
}
