//! The operator's campaigns.

use super::{id, lines, show, viewer};
use crate::api::{sealed, token_of};
use crate::model::{CampaignKind, NewCampaign, NewLink};
use crate::{actions, views};
use axum::extract::{Path, Query, State};
use kernel::{Actor, Cursor, Firm, Id, Limit};
use serde::Deserialize;
use store::Tx;
use web::page::{Draft, PageResult, Posted, done};
use web::{App, Caller, Nothing, hash_of_token};

/// Campaigns, or firms of a branch, on a page.
const ROWS: i64 = 25;

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
pub(super) struct On {
    after: Option<i64>,
}

/// All campaigns.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(on): Query<On>,
) -> PageResult {
    all(&app, &caller, on, &Draft::default()).await
}

async fn all(app: &App, caller: &Caller, on: On, draft: &Draft) -> PageResult {
    let look = app.view("gate.campaigns-page", caller, move |tx, by| {
        actions::campaigns(tx, by, on.after.map(Cursor), Limit::clamp(ROWS))
    });
    let (actor, page) = look.await?;
    let viewer = viewer(app, caller, actor);
    let body = views::campaigns::list(&viewer, &page, draft);
    Ok(show(&viewer, ("gate-campaigns", "/campaigns"), draft, &body))
}

/// Begins a campaign.
pub(super) async fn begin(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let text = |name: &str| posted.field(name).to_owned();
    let hour = match posted.field("hour") {
        "" => None,
        // What is no number is refused like an hour that no day has.
        _ => Some(posted.whole("hour").unwrap_or(-1)),
    };
    let new = NewCampaign {
        name: text("name"),
        source: text("source"),
        medium: text("medium"),
        market: text("market"),
        lang: text("lang"),
        hour,
        cost: text("cost"),
        currency: text("currency"),
    };
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::begin_campaign(tx, by, &new).map(|campaign| campaign.id)
    };
    match app.act("gate.begin-campaign", &caller, &posted.call, None, act).await {
        Ok(begun) => Ok(done(&format!("/campaigns/{}", begun.value), "gate-begun")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            all(&app, &caller, On::default(), &draft).await
        }
    }
}

/// A campaign with what came of it.
pub(super) async fn one(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    Query(on): Query<On>,
) -> PageResult {
    page(&app, &caller, (id(&told)?, on), &Draft::default(), None).await
}

async fn page(
    app: &App,
    caller: &Caller,
    (campaign, on): (Id<CampaignKind>, On),
    draft: &Draft,
    link: Option<String>,
) -> PageResult {
    let look = app.view("gate.campaign-page", caller, move |tx, by| {
        let limit = Limit::clamp(ROWS);
        let branch = actions::branch(tx, by, Ok(campaign), on.after.map(Cursor), limit)?;
        let firms: Vec<Id<Firm>> = branch.twigs.rows.iter().map(|twig| twig.firm).collect();
        let (campaign, lines) = (actions::campaign(tx, by, campaign)?, lines(tx, &firms)?);
        Ok(views::campaigns::One { campaign, branch, lines, link: None })
    });
    let (actor, mut one) = look.await?;
    one.link = link;
    let viewer = viewer(app, caller, actor);
    let body = views::campaigns::one(&viewer, &one, draft);
    Ok(show(&viewer, ("gate-campaign", "/campaigns"), draft, &body))
}

/// Makes a link, whose address is shown once.
pub(super) async fn link(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let campaign: Id<CampaignKind> = id(&told)?;
    let call = sealed(&app, &caller, &posted.call);
    let token = token_of(&app, &call);
    let hash = hash_of_token(&token);
    let cap = posted.whole("cap").unwrap_or(0);
    let new = NewLink { cap, note: posted.field("note").to_owned() };
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::make_campaign_link(tx, by, campaign, &new, &hash).map(|_| Nothing {})
    };
    match app.act("gate.campaign-link", &caller, &call, None, act).await {
        Ok(_) => {
            let url = format!("{}/b/{token}", app.place().url);
            page(&app, &caller, (campaign, On::default()), &Draft::default(), Some(url)).await
        }
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            page(&app, &caller, (campaign, On::default()), &draft, None).await
        }
    }
}
