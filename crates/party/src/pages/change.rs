//! The name and the place of one's own firm.

use super::{lang_of, status_of};
use crate::model::{ChangedFirm, FirmSummary, Name, Region};
use crate::{actions, views};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use kernel::{Actor, Outcome, Stop};
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/firm/change", get(form).post(change))
}

fn own(tx: &mut Tx<'_>, by: &Actor) -> Outcome<(FirmSummary, Option<Region>)> {
    let firm = match by {
        Actor::Stranger => return Err(Stop::SignIn),
        _ => by.firm().filter(|firm| by.is_owner_of(*firm)).ok_or(Stop::Forbidden)?,
    };
    let marks = actions::marks(tx, &[firm])?.remove(&firm).unwrap_or_default();
    Ok((actions::firm(tx, firm)?, marks.region))
}

async fn form(State(app): State<App>, caller: Caller) -> PageResult {
    show(&app, &caller, None).await
}

async fn show(app: &App, caller: &Caller, refused: Option<Draft>) -> PageResult {
    let (actor, (firm, region)) = app.view("party.own-firm", caller, own).await?;
    let viewer = Viewer { app, caller, actor };
    let draft = refused.unwrap_or_else(|| {
        Draft::of([
            ("firm_name", firm.name.clone()),
            ("region", region.map_or_else(String::new, |region| region.code().to_owned())),
            ("version", firm.version.to_string()),
        ])
    });
    let frame = Frame::new(&viewer, viewer.say("party-change")).here("/firm");
    Ok(frame.status(status_of(&draft)).page(&views::change::page(&viewer, &firm, &draft)))
}

async fn change(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    match changed(&app, &caller, &posted).await {
        Ok(()) => Ok(done("/firm", "firm-changed")),
        Err(stop) => show(&app, &caller, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}

async fn changed(app: &App, caller: &Caller, posted: &Posted) -> Outcome<()> {
    let version: i64 = posted.field("version").parse().map_err(|_| Stop::Stale)?;
    let name = Name::parse(posted.field("firm_name"), "firm_name")?;
    let name_lang = lang_of(name.as_str());
    let new = ChangedFirm { name, name_lang, region: posted.field("region").to_owned() };
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::change_firm(tx, by, version, &new).map(|firm| firm.version)
    };
    app.act("party.change-firm", caller, &posted.call, None, act).await.map(|_| ())
}
