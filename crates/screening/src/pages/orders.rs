//! Orders of authorities over firms.

use super::status_of;
use crate::model::{FirmOrderKind, NewFirmOrder, OrderedKind, Paper, ScreeningRefusal};
use crate::views::orders::OrderView;
use crate::{actions, views};
use ::store::Tx;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use custody::NewBankAccount;
use kernel::{Actor, Firm, Id, Money, Outcome, Stop};
use std::collections::BTreeMap;
use web::page::{Draft, Frame, PageResult, Posted, PostedFile, Viewer, done};
use web::{App, Caller, List, Nothing, Problem};

pub(crate) type Which = (Id<Firm>, Id<FirmOrderKind>);

/// What is said when a second officer was asked.
const ASKED: &str = "screening-asked";

fn kept_name(sha256: &str) -> String {
    format!("order-{sha256}")
}

pub(super) async fn desk(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    show_desk(&app, &caller, list, &Draft::default()).await
}

async fn show_desk(app: &App, caller: &Caller, list: List, draft: &Draft) -> PageResult {
    let look = app.view("screening.orders", caller, move |tx, by| {
        let page = actions::orders(tx, by, list.cursor(), list.limit())?;
        let firms: Vec<Id<Firm>> = page.rows.iter().map(|order| order.firm).collect();
        let lines = party::trust_lines(tx, &firms)?;
        let names: BTreeMap<_, _> = lines.into_iter().map(|line| (line.firm, line.name)).collect();
        Ok((page, names))
    });
    let (actor, (page, names)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::orders::desk(&viewer, &page, &names, draft);
    let frame = Frame::new(&viewer, viewer.say("screening-orders")).here("/desk/orders");
    Ok(frame.status(status_of(draft)).page(&body))
}

/// An officer records an order, with its paper if there is one.
pub(super) async fn record(
    State(app): State<App>,
    caller: Caller,
    PostedFile { posted, file, file_name }: PostedFile,
) -> PageResult {
    // Whoever may not has nothing kept.
    app.look("screening.may-order", &caller, actions::must_be_officer).await?;
    match recorded(&app, &caller, &posted, (file, file_name)).await {
        Ok(()) => Ok(done("/desk/orders", "order-recorded")),
        Err(stop) => {
            show_desk(&app, &caller, List::default(), &Draft::refused(posted.typed, stop)?).await
        }
    }
}

async fn recorded(
    app: &App,
    caller: &Caller,
    posted: &Posted,
    (file, file_name): (Bytes, String),
) -> Outcome<()> {
    let told = posted.field("firm").trim().rsplit('/').next().unwrap_or_default();
    let firm: Id<Firm> = told.parse().map_err(|_| ScreeningRefusal::FirmUnknown)?;
    let kind = OrderedKind::from_word(posted.field("kind")).unwrap_or(OrderedKind::Freeze);
    let stays = match posted.field("stays") {
        "" => None,
        _ => Some(amount_of(posted, "stays")?),
    };
    let field = |name: &str| posted.field(name).to_owned();
    let new = NewFirmOrder {
        kind,
        authority: field("authority"),
        reference: field("reference"),
        ordered_on: field("ordered_on"),
        until_on: field("until_on"),
        stays,
        paper: keep(app, file, file_name).await?,
    };
    let act = move |tx: &mut Tx<'_>, by: &Actor| match actions::record_order(tx, by, firm, &new) {
        Err(Stop::Absent) => Err(ScreeningRefusal::FirmUnknown.into()),
        other => other.map(|_| Nothing {}),
    };
    app.act("screening.record", caller, &posted.call, None, act).await.map(|_| ())
}

/// Checks the paper and keeps it under its hash, beside the runtime.
async fn keep(app: &App, file: Bytes, name: String) -> Outcome<Option<Paper>> {
    if file.is_empty() {
        return Ok(None);
    }
    let paper = read(app, file.clone(), name).await?;
    keep_bytes(app, file, &paper).await?;
    Ok(Some(paper))
}

async fn read(app: &App, file: Bytes, name: String) -> Outcome<Paper> {
    let read = app.compute(move || {
        let facts = talk::read_file(&file, &name)?;
        let media_type = facts.media_type.to_owned();
        Ok::<_, Stop>(Paper { sha256: facts.sha256, name: facts.name, media_type })
    });
    read.await?
}

async fn keep_bytes(app: &App, file: Bytes, paper: &Paper) -> Outcome<()> {
    let (files, name) = (app.kept(), kept_name(&paper.sha256));
    app.compute(move || files.keep(&name, &file)).await??;
    Ok(())
}

/// Keeps the paper of an order that has none, if the caller may add it.
pub(crate) async fn keep_for(
    app: &App,
    caller: &Caller,
    which: Which,
    (file, name): (Bytes, String),
) -> Outcome<Paper> {
    // Whoever may not has nothing read, and nothing kept.
    app.look("screening.may-order", caller, actions::must_be_officer).await?;
    if file.is_empty() {
        return Err(ScreeningRefusal::FileMissing.into());
    }
    let paper = read(app, file.clone(), name).await?;
    let asked = paper.clone();
    let may =
        move |tx: &mut Tx<'_>, by: &Actor| actions::may_attach(tx, by, which, &asked).map(|_| ());
    app.look("screening.may-attach", caller, may).await?;
    keep_bytes(app, file, &paper).await?;
    Ok(paper)
}

pub(crate) fn which(firm: &str, order: &str) -> Outcome<Which> {
    let firm = firm.parse().map_err(|_| Stop::Absent)?;
    Ok((firm, order.parse().map_err(|_| Stop::Absent)?))
}

pub(super) async fn one(
    State(app): State<App>,
    caller: Caller,
    Path((firm, order)): Path<(String, String)>,
) -> PageResult {
    show(&app, &caller, which(&firm, &order)?, &Draft::default()).await
}

async fn show(app: &App, caller: &Caller, which: Which, draft: &Draft) -> PageResult {
    let look = app.view("screening.order", caller, move |tx, by| {
        let order = actions::order(tx, by, which)?;
        let name = party::trust_lines(tx, &[order.firm])?.pop().map(|line| line.name);
        let seen = actions::administered(tx, by, which)?;
        Ok(OrderView { order, name: name.unwrap_or_default(), seen })
    });
    let (actor, view) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::orders::one(&viewer, &view, draft);
    let frame = Frame::new(&viewer, viewer.say("screening-order")).here("/desk/orders");
    Ok(frame.status(status_of(draft)).page(&body))
}

pub(super) async fn name(
    State(app): State<App>,
    caller: Caller,
    Path((firm, order)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let field = |name: &str| posted.field(name).to_owned();
    let (holder, number) = (field("holder"), field("number"));
    let new = NewBankAccount { holder, number, bank_code: field("bank_code") };
    let which = which(&firm, &order)?;
    let does = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::name_administrator(tx, by, which, &new).map(|()| Nothing {})
    };
    asked(&app, &caller, posted, (which, "screening.administrator", ASKED), does).await
}

/// An officer asks for money of the firm to go to its administrator.
pub(super) async fn pay(
    State(app): State<App>,
    caller: Caller,
    Path((firm, order)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let which = which(&firm, &order)?;
    let amount = match amount_of(&posted, "amount") {
        Ok(amount) => amount,
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            return show(&app, &caller, which, &draft).await;
        }
    };
    let why = posted.field("reasons").to_owned();
    let does = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::pay_administrator(tx, by, which, (amount, &why)).map(|()| Nothing {})
    };
    asked(&app, &caller, posted, (which, "screening.pay", ASKED), does).await
}

fn amount_of(posted: &Posted, name: &'static str) -> Outcome<Money> {
    posted.amount(name, web::json::currency(posted.field("currency"))?)
}

pub(super) async fn lift(
    State(app): State<App>,
    caller: Caller,
    Path((firm, order)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (which, why) = (which(&firm, &order)?, posted.field("reasons").to_owned());
    let does = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::lift_order(tx, by, which, &why).map(|()| Nothing {})
    };
    asked(&app, &caller, posted, (which, "screening.lift", ASKED), does).await
}

/// An officer looks into the firm's wallets.
pub(super) async fn look(
    State(app): State<App>,
    caller: Caller,
    Path((firm, order)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let which = which(&firm, &order)?;
    let does = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::look_into_wallets(tx, by, which).map(|()| Nothing {})
    };
    asked(&app, &caller, posted, (which, "screening.look", "order-looked"), does).await
}

/// An officer adds the paper of an order that was recorded without one.
pub(super) async fn attach(
    State(app): State<App>,
    caller: Caller,
    Path((firm, order)): Path<(String, String)>,
    PostedFile { posted, file, file_name }: PostedFile,
) -> PageResult {
    let which = which(&firm, &order)?;
    let paper = match keep_for(&app, &caller, which, (file, file_name)).await {
        Ok(paper) => paper,
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            return show(&app, &caller, which, &draft).await;
        }
    };
    let does = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::attach_paper(tx, by, which, &paper).map(|()| Nothing {})
    };
    asked(&app, &caller, posted, (which, "screening.attach", "order-paper"), does).await
}

async fn asked(
    app: &App,
    caller: &Caller,
    posted: Posted,
    (which, name, word): (Which, &'static str, &str),
    does: impl FnMut(&mut Tx<'_>, &Actor) -> Outcome<Nothing> + Send + 'static,
) -> PageResult {
    match app.act(name, caller, &posted.call, Some(which.1.cast()), does).await {
        Ok(_) => Ok(done(&format!("/desk/orders/{}/{}", which.0, which.1), word)),
        Err(stop) => show(app, caller, which, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// The paper of an order, as an attachment.
pub(super) async fn paper(
    State(app): State<App>,
    caller: Caller,
    Path((firm, order)): Path<(String, String)>,
) -> Result<Response, Problem> {
    send_paper(&app, &caller, which(&firm, &order)?).await
}

/// The same, wherever it was asked for.
pub(crate) async fn send_paper(
    app: &App,
    caller: &Caller,
    which: Which,
) -> Result<Response, Problem> {
    let look = app.look("screening.paper", caller, move |tx, by| actions::paper(tx, by, which));
    let paper = look.await?;
    let (files, name) = (app.kept(), kept_name(&paper.sha256));
    let bytes = app.fetch(move || files.find(&name)).await??;
    let headers = [
        (CONTENT_TYPE, paper.media_type),
        (CONTENT_DISPOSITION, "attachment; filename=\"order\"".to_owned()),
        (CACHE_CONTROL, "private, no-store".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
