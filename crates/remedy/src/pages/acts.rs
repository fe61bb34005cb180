//! Asking, and every act, each with the look before it.

use super::one::case;
use super::{foresee, status_of};
use crate::actions;
use crate::api::which;
use crate::model::{About, Act, Decision, Done, NewAct, NewDecision, NewRemedy, RemedyKind, Want};
use crate::views::{self, Ask, Case};
use ::store::Tx;
use axum::extract::{Path, State};
use deal::{DealKind, Effect, Shipping, Side};
use kernel::{Actor, Currency, Id, Outcome, Stop, Transport};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, Nothing, Problem};

type Which = (Id<DealKind>, Id<RemedyKind>);

fn wanted(posted: &Posted, currency: Currency) -> Result<NewRemedy, Stop> {
    let want = Want::from_word(posted.field("want"));
    let want = want.ok_or(crate::model::RemedyRefusal::WantUnknown)?;
    let amount = posted.amount("amount", currency)?;
    let about = About::from_text(posted.field("about"));
    let about = about.map_err(|_| crate::model::RemedyRefusal::AboutUnknown)?;
    Ok(NewRemedy { want, amount, reason: posted.field("reason").to_owned(), about })
}

fn read(app: &App, act: Act, posted: &Posted, currency: Currency) -> Result<NewAct, Stop> {
    Ok(match act {
        Act::Change => NewAct::Change(wanted(posted, currency)?),
        Act::Refuse | Act::ContestReturn => NewAct::Saying(act, posted.field("reason").to_owned()),
        Act::Tell => NewAct::Saying(act, posted.field("text").to_owned()),
        Act::SendBack | Act::SendAgain => {
            let transport = Transport::from_word(posted.field("transport"));
            NewAct::Travel(
                act,
                Shipping {
                    carrier: posted.field("carrier").to_owned(),
                    tracking: posted.field("tracking").to_owned(),
                    transport: transport.unwrap_or(Transport::Express),
                    eta: deal::pages::day_end(app, posted.field("eta")),
                },
            )
        }
        Act::Decide => {
            let to_buyer = posted.amount("to_buyer", currency)?;
            let needs_return = posted.field("needs_return") == "1";
            NewAct::Decide(NewDecision {
                decision: Decision { to_buyer, needs_return },
                reasons: posted.field("reasons").to_owned(),
                published: posted.field("published").to_owned(),
            })
        }
        _ => NewAct::Plain(act),
    })
}

/// The deal that a claim would be on, with what is kept.
async fn deal_of(app: &App, caller: &Caller, id: Id<DealKind>) -> Outcome<(Actor, Ask)> {
    let look = app.view("remedy.ask-page", caller, move |tx, by| {
        let view = deal::deal(tx, by, id)?;
        if view.side != Some(Side::Buyer) {
            return Err(Stop::Forbidden);
        }
        let held = deal::held(tx, id)?;
        let firms = party::trust_lines(tx, &[view.deal.seller])?;
        let goods = views::goods_of(&view);
        Ok(Ask { deal: view.deal, held, firms, goods })
    });
    look.await
}

/// The form of a new claim.
pub(super) async fn blank(
    State(app): State<App>,
    caller: Caller,
    Path(deal): Path<String>,
) -> PageResult {
    let id: Id<DealKind> = deal.parse().map_err(|_| Stop::Absent)?;
    let (actor, ask) = deal_of(&app, &caller, id).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let draft = Draft::of([("amount", ask.held.plain()), ("want", "money".to_owned())]);
    let body = views::ask(&viewer, &ask, &draft, None);
    Ok(Frame::new(&viewer, viewer.say("remedy-ask-title")).here("/deals").page(&body))
}

/// Looks at what a claim will do, or makes it.
pub(super) async fn ask(
    State(app): State<App>,
    caller: Caller,
    Path(deal): Path<String>,
    posted: Posted,
) -> PageResult {
    let id: Id<DealKind> = deal.parse().map_err(|_| Stop::Absent)?;
    let (actor, ask) = deal_of(&app, &caller, id).await?;
    let new = wanted(&posted, ask.held.currency);
    let looked = match new {
        Err(stop) => Err(stop),
        Ok(new) => {
            let amount = new.amount;
            let step = move |tx: &mut Tx<'_>, by: &Actor| actions::ask(tx, by, id, &new);
            if posted.field("step") == "do" {
                let path = format!("/deals/{id}/remedies");
                return take(&app, "remedy.ask", (&caller, &posted), (id, &path), step).await;
            }
            foresee(&app, &caller, "remedy.ask", step)
                .await?
                .map(|seen| (seen, amount))
                .map_err(Stop::RefusedAll)
        }
    };
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let (draft, seen) = drafted(posted, looked)?;
    let body = views::ask(&viewer, &ask, &draft, seen.as_ref());
    let frame = Frame::new(&viewer, viewer.say("remedy-ask-title")).here("/deals");
    Ok(frame.status(status_of(&draft)).page(&body))
}

/// Takes a step in earnest, and leads on.
async fn take(
    app: &App,
    name: &'static str,
    (caller, posted): (&Caller, &Posted),
    (deal, path): (Id<DealKind>, &str),
    step: impl Fn(&mut Tx<'_>, &Actor) -> Outcome<Done> + Send + 'static,
) -> PageResult {
    let act = move |tx: &mut Tx<'_>, by: &Actor| step(tx, by).map(|_| Nothing {});
    app.act(name, caller, &posted.call, Some(deal.cast()), act).await?;
    let word = if name == "remedy.ask" { "remedy-asked" } else { "remedy-moved" };
    Ok(done(path, word))
}

/// The form once more, with what was typed and what is wrong with it.
fn drafted<T>(posted: Posted, seen: Result<T, Stop>) -> Result<(Draft, Option<T>), Problem> {
    Ok(match seen {
        Ok(seen) => {
            let typed = posted.typed.iter().map(|(name, value)| (name.as_str(), value.clone()));
            (Draft::of(typed), Some(seen))
        }
        Err(stop) => (Draft::refused(posted.typed, stop)?, None),
    })
}

async fn look(app: &App, caller: &Caller, which: Which) -> Outcome<(Actor, Case)> {
    app.view("remedy.act-page", caller, move |tx, by| case(tx, by, which)).await
}

/// The form of an act; where nothing is to be said, what it will do.
pub(super) async fn form(
    State(app): State<App>,
    caller: Caller,
    Path((deal, remedy, word)): Path<(String, String, String)>,
) -> PageResult {
    let which = which(&deal, &remedy)?;
    let act = Act::from_word(&word).filter(|act| *act != Act::Take).ok_or(Stop::Absent)?;
    let (actor, case) = look(&app, &caller, which).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let draft = views::first_draft(&case, act);
    let seen = match views::has_fields(act) {
        true => None,
        false => {
            let new = NewAct::Plain(act);
            let step = move |tx: &mut Tx<'_>, by: &Actor| actions::perform(tx, by, which, &new);
            Some(foresee(&app, &caller, "remedy.act", step).await?)
        }
    };
    let body = views::act(&viewer, &case, act, (&draft, seen.as_ref()));
    let title = viewer.say(&format!("remedy-act-{}", act.word()));
    Ok(Frame::new(&viewer, title).here("/deals").page(&body))
}

/// Looks at what an act will do, or does it.
pub(super) async fn act(
    State(app): State<App>,
    caller: Caller,
    Path((deal, remedy, word)): Path<(String, String, String)>,
    posted: Posted,
) -> PageResult {
    let which = which(&deal, &remedy)?;
    let act = Act::from_word(&word).ok_or(Stop::Absent)?;
    let path = format!("/deals/{}/remedies/{}", which.0, which.1);
    if act == Act::Take {
        let step = move |tx: &mut Tx<'_>, by: &Actor| {
            actions::perform(tx, by, which, &NewAct::Plain(Act::Take))
        };
        return take(&app, "remedy.act", (&caller, &posted), (which.0, &path), step).await;
    }
    let (actor, case) = look(&app, &caller, which).await?;
    let looked: Result<Effect, Stop> = match read(&app, act, &posted, case.view.held.currency) {
        Err(stop) => Err(stop),
        Ok(new) => {
            let step = move |tx: &mut Tx<'_>, by: &Actor| actions::perform(tx, by, which, &new);
            if posted.field("step") == "do" {
                let path = if act == Act::PutBack { "/disputes" } else { &path };
                return take(&app, "remedy.act", (&caller, &posted), (which.0, path), step).await;
            }
            foresee(&app, &caller, "remedy.act", step).await?.map_err(Stop::RefusedAll)
        }
    };
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let (draft, seen) = drafted(posted, looked)?;
    let seen = seen.map(Ok);
    let body = views::act(&viewer, &case, act, (&draft, seen.as_ref()));
    let title = viewer.say(&format!("remedy-act-{}", act.word()));
    Ok(Frame::new(&viewer, title).here("/deals").status(status_of(&draft)).page(&body))
}
