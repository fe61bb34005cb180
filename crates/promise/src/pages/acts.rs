//! Every act on a claim: a form of its page.

use super::claims::page;
use crate::actions::{self, Which};
use crate::api::which;
use crate::model::{Act, NewAct};
use ::store::Tx;
use axum::extract::{Path, State};
use kernel::{Actor, Currency, Outcome, Stop};
use web::page::{Draft, PageResult, Posted, done};
use web::{App, Caller, Nothing};

fn read(act: Act, posted: &Posted) -> Outcome<NewAct> {
    Ok(match act {
        Act::Refuse | Act::Object => NewAct::Saying(act, posted.field("reason").to_owned()),
        Act::Tell => NewAct::Saying(act, posted.field("text").to_owned()),
        Act::Decide => {
            let currency: Currency = web::json::currency(posted.field("currency"))?;
            let awarded = posted.amount("awarded", currency)?;
            NewAct::Decide(awarded, posted.field("reasons").to_owned())
        }
        _ => NewAct::Plain(act),
    })
}

/// Does something with a claim.
pub(super) async fn act(
    State(app): State<App>,
    caller: Caller,
    Path((deal, claim, word)): Path<(String, String, String)>,
    posted: Posted,
) -> PageResult {
    let which = which(&deal, &claim)?;
    let act = Act::from_word(&word).ok_or(Stop::Absent)?;
    let path = match act {
        Act::PutBack | Act::Decide | Act::Confirm | Act::Object => "/desk/compensations".to_owned(),
        _ => format!("/deals/{}/compensations/{}", which.0, which.1),
    };
    match acted(&app, &caller, (which, act), &posted).await {
        Ok(()) => Ok(done(&path, "promise-moved")),
        // Whoever may not look at the claim is told so plainly, not by a page of it.
        Err(stop) if act == Act::Take => Err(stop.into()),
        Err(stop) => page(&app, &caller, which, &Draft::refused(posted.typed, stop)?).await,
    }
}

async fn acted(
    app: &App,
    caller: &Caller,
    (which, act): (Which, Act),
    posted: &Posted,
) -> Outcome<()> {
    let new = read(act, posted)?;
    let step = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::perform(tx, by, which, &new).map(|_| Nothing {})
    };
    app.act("promise.act", caller, &posted.call, Some(which.0.cast()), step).await.map(|_| ())
}
