//! The desk of the market's people: reports, what stands behind them, what came of them.

use super::talk_id;
use crate::actions;
use crate::model::{Report, ReportOutcome};
use crate::views;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use kernel::{Cursor, Firm, Id, Page, Stop};
use party::TrustLine;
use std::collections::BTreeMap;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, List};

/// The open reports, the longest waiting first.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    show(&app, &caller, list.cursor(), None).await
}

type Seen = (Page<Report>, BTreeMap<Id<Firm>, TrustLine>);

async fn show(
    app: &App,
    caller: &Caller,
    after: Option<Cursor>,
    draft: Option<Draft>,
) -> PageResult {
    let look = app.view("talk.reports", caller, move |tx, by| {
        let page = actions::reports(tx, by, after, kernel::Limit::DEFAULT)?;
        let both = page.rows.iter().flat_map(|report| [report.firm, report.other_firm]);
        let mut firms: Vec<_> = both.collect();
        firms.sort_unstable();
        firms.dedup();
        let lines = party::trust_lines(tx, &firms)?;
        Ok::<Seen, Stop>((page, lines.into_iter().map(|line| (line.firm, line)).collect()))
    });
    let (actor, (page, firms)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let status = match &draft {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let frame = Frame::new(&viewer, viewer.say("talk-reports")).here("/reports").status(status);
    Ok(frame.page(&views::reports(&viewer, &page, &firms, &draft.unwrap_or_default())))
}

/// Reads a conversation after saying why.
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = talk_id(&id)?;
    let why = posted.field("why").to_owned();
    let home = Some(id.cast());
    let act = app.act("talk.look-into", &caller, &posted.call, home, move |tx, by| {
        actions::look_into(tx, by, id, &why, 1)
    });
    match act.await {
        Ok(seen) => {
            let shown = seen.value;
            let (actor, ()) = app.view("talk.reader", &caller, |_, _| Ok(())).await?;
            let viewer = Viewer { app: &app, caller: &caller, actor };
            let page = Frame::new(&viewer, viewer.say("talk-reports")).here("/reports");
            Ok(page.page(&views::evidence(&viewer, &shown, None)))
        }
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show(&app, &caller, None, Some(draft)).await
        }
    }
}

/// Closes a report.
pub(super) async fn close(
    State(app): State<App>,
    caller: Caller,
    Path((id, report)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (id, report) = (talk_id(&id)?, report.parse().map_err(|_| Stop::Absent)?);
    let outcome = ReportOutcome::from_word(posted.field("outcome")).ok_or(Stop::Absent)?;
    let home = Some(id.cast());
    let act = app.act("talk.close-report", &caller, &posted.call, home, move |tx, by| {
        actions::close_report(tx, by, id, report, outcome)
    });
    match act.await {
        Ok(_) => Ok(done("/reports", "talk-report-closed")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show(&app, &caller, None, Some(draft)).await
        }
    }
}
