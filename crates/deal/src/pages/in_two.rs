//! Steps with a form: first what, then a look at what it will do, then the act.

use super::effect_of;
use super::steps::{frame, look, take};
use crate::model::{DealKind, Done, Effect};
use crate::views::Whole;
use ::store::Tx;
use kernel::{Actor, Id, Outcome, Refusal, Stop};
use maud::Markup;
use web::page::{Draft, PageResult, Posted, Viewer};
use web::{App, Caller, Problem};

/// Draws such a form, or the look.
pub(super) type Draw = fn(&Viewer<'_>, &Whole, &Draft, Option<&Effect>) -> Markup;

/// What stands in a form at first, field by field.
pub(super) type First = fn(&Whole) -> Vec<(String, String)>;

/// What a step is about, what its call is named, and what is said once it is done.
pub(super) type Named = (Id<DealKind>, &'static str, &'static str);

/// The form before anything is typed.
pub(super) async fn blank(
    app: &App,
    caller: &Caller,
    id: Id<DealKind>,
    (first, draw): (First, Draw),
) -> PageResult {
    let (actor, whole) = look(app, caller, id).await?;
    let viewer = Viewer { app, caller, actor };
    let first = first(&whole);
    let draft = Draft::of(first.iter().map(|(name, value)| (name.as_str(), value.clone())));
    let body = draw(&viewer, &whole, &draft, None);
    Ok(frame(&viewer, &whole, &body, &draft))
}

/// A form in which nothing stands at first.
pub(super) fn empty(_: &Whole) -> Vec<(String, String)> {
    Vec::new()
}

/// Looks at what a step will do, or takes it.
pub(super) async fn look_or_take(
    app: &App,
    (caller, posted): (&Caller, Posted),
    (id, name, said): Named,
    draw: Draw,
    step: impl Fn(&mut Tx<'_>, &Actor) -> Outcome<Done> + Send + 'static,
) -> PageResult {
    if posted.field("step") == "do" {
        return take(app, name, (caller, &posted), (id, said), step).await;
    }
    let seen = effect_of(app, caller, name, step).await?;
    let (actor, whole) = look(app, caller, id).await?;
    let viewer = Viewer { app, caller, actor };
    let (draft, seen) = shown(posted, seen)?;
    let body = draw(&viewer, &whole, &draft, seen.as_ref());
    Ok(frame(&viewer, &whole, &body, &draft))
}

/// The form once more, with what was typed and what is wrong with it.
pub(super) fn shown(
    posted: Posted,
    seen: Result<Effect, Vec<Refusal>>,
) -> Result<(Draft, Option<Effect>), Problem> {
    Ok(match seen {
        Ok(seen) => {
            let typed = posted.typed.iter().map(|(name, value)| (name.as_str(), value.clone()));
            (Draft::of(typed), Some(seen))
        }
        Err(all) => (Draft::refused(posted.typed, Stop::RefusedAll(all))?, None),
    })
}
