//! The clerks' desk of the bank: the work list, files, statements beside the ledger.

use crate::jobs::Bank;
use crate::model::{Answered, CustodyRefusal, Difference, DifferenceRow, Way};
use crate::{actions, views};
use ::store::Tx;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use kernel::{Actor, Id, Limit, Outcome, Stop};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use web::page::{Draft, Frame, Most, PageResult, Posted, Viewer, done, take_upload, unwelcome};
use web::{App, Caller, List};

/// The bank of this market, if it has one that is told by files.
pub type TheBank = Option<Arc<Bank>>;

/// The routes of the desk.
pub fn bank_pages(bank: TheBank) -> Router<App> {
    Router::new()
        .route("/desk/bank", get(desk))
        .route("/desk/bank/done", get(ended))
        .route("/desk/bank/files", post(bring).layer(DefaultBodyLimit::disable()))
        .route("/desk/bank/files/{hash}", get(file))
        .route("/desk/bank/statements/{account}", get(statements))
        .route("/desk/bank/{id}", get(one).post(answer))
        .layer(Extension(bank))
}

/// Files shown under the work list.
const FILES: i64 = 10;

/// The largest file of a bank, and what is said to a larger one.
pub(crate) fn most() -> Most {
    let bytes = u64::try_from(bankfile::MOST_BYTES).unwrap_or(u64::MAX);
    let most = i64::try_from(bytes >> 20).unwrap_or(i64::MAX);
    Most { bytes, refusal: CustodyRefusal::FileTooLarge { most }.into() }
}

async fn desk(
    State(app): State<App>,
    caller: Caller,
    Extension(bank): Extension<TheBank>,
    Query(list): Query<List>,
) -> PageResult {
    show_desk(&app, &caller, &bank, list, &Draft::default()).await
}

async fn show_desk(
    app: &App,
    caller: &Caller,
    bank: &TheBank,
    list: List,
    draft: &Draft,
) -> PageResult {
    let look = app.view("custody.bank-desk", caller, move |tx, by| {
        let open = actions::differences(tx, by, list.cursor(), list.limit())?;
        Ok((open, actions::bank_files(tx, by, None, Limit::clamp(FILES))?.rows))
    });
    let (actor, (open, files)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let accounts = bank.as_ref().map_or(&[][..], |bank| bank.accounts());
    let body = views::bank::desk(&viewer, &open, &files, (accounts, draft));
    let title = viewer.say("custody-bank-desk");
    Ok(Frame::new(&viewer, title).here("/desk/bank").status(status_of(draft)).page(&body))
}

fn status_of(draft: &Draft) -> StatusCode {
    if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

async fn ended(State(app): State<App>, caller: Caller, Query(list): Query<List>) -> PageResult {
    let look = app.view("custody.ended-differences", &caller, move |tx, by| {
        actions::ended_differences(tx, by, list.cursor(), list.limit())
    });
    let (actor, page) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::bank::ended(&viewer, &page);
    Ok(Frame::new(&viewer, viewer.say("custody-ended-list")).here("/desk/bank").page(&body))
}

/// Takes a file that a clerk brings.
async fn bring(
    State(app): State<App>,
    caller: Caller,
    Extension(bank): Extension<TheBank>,
    request: Request,
) -> PageResult {
    // Whoever may not has nothing written down.
    let may = |tx: &mut Tx<'_>, by: &Actor| {
        actions::bank_files(tx, by, None, Limit::clamp(1)).map(|_| ())
    };
    let may = app.look("custody.may-bring", &caller, may).await;
    may.map_err(|stop| unwelcome(&caller, stop))?;
    let (posted, sent) = take_upload(&app, request, &most()).await?;
    let taken = match (&bank, sent) {
        (None, _) => Err(CustodyRefusal::NoBank.into()),
        (_, None) => Err(CustodyRefusal::FileMissing.into()),
        (Some(bank), Some(sent)) => {
            let path = sent.path().to_owned();
            let bytes = app.compute(move || std::fs::read(path)).await?;
            let bytes = bytes.map_err(|error| Stop::Fault(error.into()))?;
            bank.take_file(app.store(), &sent.name, &bytes).await
        }
    };
    match taken {
        Ok(file) if file.state == "refused" => {
            Ok(done(&format!("/desk/bank/files/{}", file.hash), "bank-file-refused"))
        }
        Ok(_) => Ok(done("/desk/bank", "bank-file")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show_desk(&app, &caller, &bank, List::default(), &draft).await
        }
    }
}

async fn file(State(app): State<App>, caller: Caller, Path(hash): Path<String>) -> PageResult {
    let look =
        app.view("custody.bank-file", &caller, move |tx, by| actions::bank_file(tx, by, &hash));
    let (actor, file) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::bank::file(&viewer, &file);
    Ok(Frame::new(&viewer, viewer.say("custody-file")).here("/desk/bank").page(&body))
}

/// Before which day a list goes on.
#[derive(Debug, Deserialize)]
struct Before {
    after: Option<String>,
}

async fn statements(
    State(app): State<App>,
    caller: Caller,
    Path(account): Path<String>,
    Query(before): Query<Before>,
) -> PageResult {
    let before = before.after.unwrap_or_else(|| "9999-12-31".to_owned());
    let asked = account.clone();
    let look = app.view("custody.bank-statements", &caller, move |tx, by| {
        actions::statements(tx, by, &asked, &before)
    });
    let (actor, rows) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::bank::statements(&viewer, &account, &rows);
    Ok(Frame::new(&viewer, viewer.say("custody-statements")).here("/desk/bank").page(&body))
}

fn id_of(told: &str) -> Outcome<Id<DifferenceRow>> {
    told.parse().map_err(|_| Stop::Absent)
}

async fn one(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> PageResult {
    show(&app, &caller, id_of(&id)?, &Draft::default()).await
}

async fn show(app: &App, caller: &Caller, id: Id<DifferenceRow>, draft: &Draft) -> PageResult {
    let look = app.view("custody.difference", caller, move |tx, by| {
        let difference = actions::difference(tx, by, id)?;
        let file = match difference.hash.as_str() {
            "" => None,
            hash => Some(actions::bank_file(tx, by, hash)?),
        };
        let waits = actions::waits_on(tx, id)?.map(|act| act.id);
        let recall = actions::recall(tx, by, &difference)?;
        Ok((difference, file, waits, recall))
    });
    let (actor, (difference, file, waits, recall)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let beside = views::bank::Beside { file: file.as_ref(), waits, recall: recall.as_ref() };
    let body = views::bank::one(&viewer, &difference, &beside, draft);
    let title = viewer.say(&format!("custody-difference-{}", difference.kind.word()));
    Ok(Frame::new(&viewer, title).here("/desk/bank").status(status_of(draft)).page(&body))
}

/// How far a difference has come, as it is answered once.
#[derive(Debug, Serialize, Deserialize)]
struct Stands {
    state: String,
}

impl From<Difference> for Stands {
    fn from(difference: Difference) -> Self {
        Self { state: difference.state.word().to_owned() }
    }
}

async fn answer(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = id_of(&id)?;
    let told = |name: &str| posted.field(name).to_owned();
    let (way, reference, note) = (told("way"), told("reference"), told("note"));
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let way = Way::from_word(&way).ok_or(CustodyRefusal::NotAWay)?;
        let reference = Some(reference.clone()).filter(|told| !told.is_empty());
        let answered = Answered { way, reference, note: note.clone() };
        actions::answer_difference(tx, by, id, &answered).map(Stands::from)
    };
    decided(&app, &caller, posted, (id, "custody.answer-difference"), act).await
}

async fn decided(
    app: &App,
    caller: &Caller,
    posted: Posted,
    (id, name): (Id<DifferenceRow>, &'static str),
    act: impl FnMut(&mut Tx<'_>, &Actor) -> Outcome<Stands> + Send + 'static,
) -> PageResult {
    match app.act(name, caller, &posted.call, Some(id.cast()), act).await {
        Ok(stands) if stands.value.state == "ended" => Ok(done("/desk/bank", "difference")),
        Ok(_) => Ok(done(&format!("/desk/bank/{id}"), "difference-asked")),
        Err(stop) => show(app, caller, id, &Draft::refused(posted.typed, stop)?).await,
    }
}
