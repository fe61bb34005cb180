//! The versions of the list, bringing a new one, and trying a name.

use super::status_of;
use crate::model::{Birth, Match, ScreeningRefusal, Tried, hash_of_file, read_birth, read_list};
use crate::{actions, views};
use ::store::Tx;
use axum::extract::{Request, State};
use bankfile::Faults;
use kernel::{Actor, Outcome, Stop};
use web::page::{Draft, Frame, Most, PageResult, Posted, Viewer, done, take_upload, unwelcome};
use web::{App, Caller, Nothing};

pub(super) async fn show(State(app): State<App>, caller: Caller) -> PageResult {
    page(&app, &caller, &Draft::default(), &Faults::default()).await
}

async fn page(app: &App, caller: &Caller, draft: &Draft, faults: &Faults) -> PageResult {
    let (actor, lists) = app.view("screening.lists", caller, actions::lists).await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::lists::lists(&viewer, &lists, (draft, faults));
    let frame = Frame::new(&viewer, viewer.say("screening-lists")).here("/desk/sanctions");
    Ok(frame.status(status_of(draft)).page(&body))
}

fn most() -> Most {
    let bytes = u64::try_from(crate::model::MOST_BYTES).unwrap_or(u64::MAX);
    let most = i64::try_from(bytes >> 20).unwrap_or(i64::MAX);
    Most { bytes, refusal: ScreeningRefusal::FileTooLarge { most }.into() }
}

/// Takes a list that an officer brings, whole, or tells all that is wrong with it.
pub(super) async fn bring(State(app): State<App>, caller: Caller, request: Request) -> PageResult {
    // Whoever may not has nothing written down.
    let may = app.look("screening.may-bring", &caller, actions::must_be_officer);
    may.await.map_err(|stop| unwelcome(&caller, stop))?;
    let (posted, sent) = take_upload(&app, request, &most()).await?;
    let Some(sent) = sent else {
        let draft = Draft::refused(posted.typed, ScreeningRefusal::FileMissing.into())?;
        return page(&app, &caller, &draft, &Faults::default()).await;
    };
    let (path, name) = (sent.path().to_owned(), sent.name.clone());
    let bytes = app.compute(move || std::fs::read(path)).await?;
    let bytes = bytes.map_err(|error| Stop::Fault(error.into()))?;
    let hash = hash_of_file(&bytes);
    let new = match app.compute(move || read_list(&bytes)).await? {
        Ok(new) => new,
        Err(faults) => {
            let count = i64::try_from(faults.count).unwrap_or(i64::MAX);
            let no = ScreeningRefusal::FileFaulty { faults: count };
            let draft = Draft::refused(posted.typed, no.into())?;
            return page(&app, &caller, &draft, &faults).await;
        }
    };
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::load(tx, by, &new, (&hash, &name)).map(|_| Nothing {})
    };
    match app.act("screening.load", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done("/desk/sanctions/lists", "screening-loaded")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            page(&app, &caller, &draft, &Faults::default()).await
        }
    }
}

pub(super) async fn blank(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, ()) = app.view("screening.try-page", &caller, actions::must_be_officer).await?;
    tried(&app, &caller, actor, &Draft::default(), None)
}

fn tried(
    app: &App,
    caller: &Caller,
    actor: Actor,
    draft: &Draft,
    found: Option<&[Match]>,
) -> PageResult {
    let viewer = Viewer { app, caller, actor };
    let body = views::lists::tried(&viewer, draft, found);
    let frame = Frame::new(&viewer, viewer.say("screening-try")).here("/desk/sanctions");
    Ok(frame.status(status_of(draft)).page(&body))
}

fn read(posted: &Posted) -> Outcome<Tried> {
    let birth: Option<Birth> = read_birth(posted.field("birth"))?;
    Ok(Tried::read(posted.field("name"), posted.field("country"), birth)?)
}

/// Shows what a name is like. Nothing is written, so nothing is done twice.
pub(super) async fn try_name(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let (actor, ()) = app.view("screening.may-try", &caller, actions::must_be_officer).await?;
    let asked = match read(&posted) {
        Ok(asked) => asked,
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            return tried(&app, &caller, actor, &draft, None);
        }
    };
    let look = app.look("screening.try", &caller, move |tx, by| actions::try_name(tx, by, &asked));
    let found = look.await?;
    let draft = Draft::of(posted.typed.iter().map(|(name, told)| (name.as_str(), told.clone())));
    tried(&app, &caller, actor, &draft, Some(&found))
}
