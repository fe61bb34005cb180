//! Buyers invite buyers.

use super::{lines, show, viewer};
use crate::api::{sealed, token_of};
use crate::model::NewLink;
use crate::{actions, views};
use axum::extract::{Path, State};
use kernel::{Actor, Firm, Id, Limit};
use store::Tx;
use web::page::{Draft, PageResult, Posted, done};
use web::{App, Caller, Nothing, hash_of_token};

/// Firms that a firm brought, on its page.
const ROWS: i64 = 25;

/// The firm's links, and whom it brought.
pub(super) async fn own(State(app): State<App>, caller: Caller) -> PageResult {
    page(&app, &caller, &Draft::default(), None).await
}

async fn page(app: &App, caller: &Caller, draft: &Draft, link: Option<String>) -> PageResult {
    let look = app.view("gate.invite-page", caller, |tx, by| {
        let (links, _) = actions::own_links(tx, by)?;
        let own = by.trader()?.0;
        let branch = actions::branch(tx, by, Err(own), None, Limit::clamp(ROWS))?;
        let firms: Vec<Id<Firm>> = branch.twigs.rows.iter().map(|twig| twig.firm).collect();
        let (lines, now) = (lines(tx, &firms)?, tx.now());
        Ok(views::campaigns::Own { links, branch, lines, now, link: None })
    });
    let (actor, mut own) = look.await?;
    own.link = link;
    let viewer = viewer(app, caller, actor);
    let body = views::campaigns::own(&viewer, &own, draft);
    Ok(show(&viewer, ("gate-invite", "/invite"), draft, &body))
}

/// Makes a link, whose address is shown once.
pub(super) async fn link(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let call = sealed(&app, &caller, &posted.call);
    let token = token_of(&app, &call);
    let hash = hash_of_token(&token);
    let cap = posted.whole("cap").unwrap_or(0);
    let new = NewLink { cap, note: posted.field("note").to_owned() };
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::make_link(tx, by, &new, &hash).map(|_| Nothing {})
    };
    match app.act("gate.link", &caller, &call, None, act).await {
        Ok(_) => {
            let url = format!("{}/b/{token}", app.place().url);
            page(&app, &caller, &Draft::default(), Some(url)).await
        }
        Err(stop) => page(&app, &caller, &Draft::refused(posted.typed, stop)?, None).await,
    }
}

/// What a link invites to.
pub(super) async fn offered(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
) -> PageResult {
    offer(&app, &caller, token, &Draft::default()).await
}

async fn offer(app: &App, caller: &Caller, token: String, draft: &Draft) -> PageResult {
    let hash = hash_of_token(&token);
    let look = app.view("gate.offered-page", caller, move |tx, by| {
        let offered = actions::offered(tx, by, &hash)?;
        let firms: Vec<Id<Firm>> = offered.by_firm.into_iter().collect();
        let line = lines(tx, &firms)?.into_values().next();
        let is_open = offered.link.is_open(tx.now());
        Ok(views::campaigns::Invited { token: String::new(), offered, line, is_open })
    });
    let (actor, mut invited) = look.await?;
    invited.token = token;
    let viewer = viewer(app, caller, actor);
    let body = views::campaigns::invited(&viewer, &invited, draft);
    Ok(show(&viewer, ("gate-invited", "/"), draft, &body))
}

/// The firm says that it came by a link.
pub(super) async fn accept(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
    posted: Posted,
) -> PageResult {
    let hash = hash_of_token(&token);
    let act =
        move |tx: &mut Tx<'_>, by: &Actor| actions::accept_link(tx, by, &hash).map(|_| Nothing {});
    match app.act("gate.accept-link", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done("/", "gate-brought")),
        Err(stop) => offer(&app, &caller, token, &Draft::refused(posted.typed, stop)?).await,
    }
}
