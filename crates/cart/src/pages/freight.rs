//! What a shop takes to bring goods.

use super::{status_of, version};
use crate::actions;
use crate::api::FreightRuleDocument;
use crate::model::{FreightRuleKind, NewRule};
use crate::views;
use axum::extract::{Path, State};
use kernel::{Id, Lang, Stop};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, Nothing};

/// All rules of the reader's shop.
pub(super) async fn list(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, rules) = app.view("cart.rules", &caller, actions::rules).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let frame = Frame::new(&viewer, viewer.say("cart-freight")).here("/goods");
    Ok(frame.page(&views::rules(&viewer, &rules)))
}

fn typed(posted: &Posted) -> NewRule {
    let field = |name: &str| posted.field(name).to_owned();
    // What is no number of pieces is refused like none.
    let count = |name: &str| posted.whole(name).unwrap_or(0);
    NewRule {
        places: field("places"),
        kind: field("kind"),
        currency: field("currency"),
        amount: field("amount"),
        first: count("first"),
        step: count("step"),
        more: field("more"),
        free_from: Some(field("free_from")).filter(|told| !told.is_empty()),
    }
}

/// The form of a new one.
pub(super) async fn blank(State(app): State<App>, caller: Caller) -> PageResult {
    let currency = match caller.lang() {
        Lang::En => "USD",
        Lang::ZhCn => "CNY",
    };
    let values = [("kind", "pieces"), ("currency", currency), ("first", "1"), ("step", "1")];
    let draft = Draft::of(values.map(|(name, value)| (name, value.to_owned())));
    show_blank(&app, &caller, &draft).await
}

async fn show_blank(app: &App, caller: &Caller, draft: &Draft) -> PageResult {
    let look = app.view("cart.new-rule", caller, |_, by| by.trader().map(|_| ()));
    let (actor, ()) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let frame = Frame::new(&viewer, viewer.say("cart-rule-new")).here("/goods");
    Ok(frame.status(status_of(draft)).page(&views::rule_form(&viewer, None, draft)))
}

/// Adds it.
pub(super) async fn add(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let new = typed(&posted);
    let act = app.act("cart.add-rule", &caller, &posted.call, None, move |tx, by| {
        actions::add_rule(tx, by, &new).map(FreightRuleDocument::from)
    });
    match act.await {
        Ok(_) => Ok(done("/freight", "cart-rule-added")),
        Err(stop) => show_blank(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

fn rule_id(told: &str) -> Result<Id<FreightRuleKind>, Stop> {
    told.parse().map_err(|_| Stop::Absent)
}

/// The form of one.
pub(super) async fn filled(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    form(&app, &caller, rule_id(&id)?, None).await
}

async fn form(
    app: &App,
    caller: &Caller,
    id: Id<FreightRuleKind>,
    refused: Option<Draft>,
) -> PageResult {
    let look = app.view("cart.rule", caller, move |tx, by| actions::rule(tx, by, id));
    let (actor, rule) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let draft = refused.unwrap_or_else(|| views::draft_of_rule(&rule));
    let frame = Frame::new(&viewer, viewer.say("cart-rule-edit")).here("/goods");
    Ok(frame.status(status_of(&draft)).page(&views::rule_form(&viewer, Some(&rule), &draft)))
}

/// Saves it, or takes it away.
pub(super) async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let (id, new, version) = (rule_id(&id)?, typed(&posted), version(&posted)?);
    let is_out = posted.field("act") == "remove";
    let act = app.act("cart.change-rule", &caller, &posted.call, None, move |tx, by| {
        if is_out {
            actions::remove_rule(tx, by, id)?;
        } else {
            actions::change_rule(tx, by, (id, version), &new)?;
        }
        Ok(Nothing {})
    });
    match act.await {
        Ok(_) => Ok(done("/freight", if is_out { "cart-rule-removed" } else { "cart-rule-saved" })),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            form(&app, &caller, id, Some(draft)).await
        }
    }
}
