//! Goods that leave in several parcels: what is under way, what is still to come, what to pack.

use super::{Whole, time};
use crate::model::{Contents, Line, LineKind, Shipment};
use catalog::views::quantity;
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Tone, Viewer, section, tag};

/// What the name of a line's field begins with in the form of a dispatch.
pub(crate) const PACKED: &str = "packed_";

fn packed_field(nth: i64) -> String {
    format!("{PACKED}{nth}")
}

/// What left in which parcel, and what is still to come; nothing where all left at once.
pub(super) fn parcels(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let ways = whole.view.shipments.iter().filter(|way| way.contents != Contents::Whole);
    let ways: Vec<&Shipment> = ways.collect();
    let in_parts = ways.iter().any(|way| way.contents == Contents::Part);
    if !in_parts {
        return html! {};
    }
    let body = html! {
        ul.rows {
            @for way in ways { li { (parcel(viewer, whole, way)) } }
        }
        (missing(viewer, &whole.view.lines))
    };
    section(&viewer.say("deal-parcels"), None, &body)
}

fn parcel(viewer: &Viewer<'_>, whole: &Whole, way: &Shipment) -> Markup {
    let facts =
        [("carrier", way.carrier.as_str().into()), ("tracking", way.tracking.as_str().into())];
    html! {
        div.stack-s {
            div.row {
                b { (viewer.say_with("deal-way", &facts)) }
                span.push { @match way.delivered_at {
                    Some(_) => (tag(Tone::Ok, &viewer.say("deal-handed-over"))),
                    None => (tag(Tone::Wait, &viewer.say("deal-on-the-way"))),
                } }
            }
            p { small {
                (time(viewer, way.shipped_at))
                @if way.contents == Contents::Again { " · " (viewer.say("deal-parcel-again")) }
            } }
            @for packed in &way.packed {
                @if let Some(line) = whole.view.lines.iter().find(|line| line.nth == packed.nth) {
                    p { (quantity(viewer, packed.quantity, line.unit)) " · " (line.title) }
                }
            }
        }
    }
}

/// What has not left yet, and what will not come.
fn missing(viewer: &Viewer<'_>, lines: &[Line]) -> Markup {
    let rest: Vec<&Line> = lines.iter().filter(|line| line.rest() > 0).collect();
    let short: Vec<&Line> = lines.iter().filter(|line| line.short > 0).collect();
    html! {
        @if !rest.is_empty() {
            p { b { (viewer.say("deal-still-to-leave")) } }
            ul.rows { @for line in rest { li {
                (line.title) span.n.end { (quantity(viewer, line.rest(), line.unit)) }
            } } }
        }
        @if !short.is_empty() {
            p { b { (viewer.say("deal-will-not-come")) } }
            ul.rows { @for line in short { li {
                (line.title) span.n.end { (quantity(viewer, line.short, line.unit)) }
            } } }
        }
    }
}

/// How many of each line leave now: all that is left, unless something else is typed.
pub(super) fn pack(viewer: &Viewer<'_>, whole: &Whole, kit: &FormKit<'_>) -> Markup {
    let may = whole.view.deal.may_ship_in_parts;
    let lines = whole.view.lines.iter().filter(|line| line.rest() > 0);
    html! { @if may {
        (kit.group("parcel", "deal-field-parcel", Some("deal-field-parcel-hint"), &html! {
            @for line in lines {
                @let field = packed_field(line.nth);
                p { b { (line.title) } " " small {
                    @let left = quantity(viewer, line.rest(), line.unit);
                    (viewer.say_with("deal-left-to-leave", &[("left", left.into())]))
                } }
                (kit.input(&Input::count(&field, "deal-line-quantity")))
            }
        }))
    } }
}

/// What a form of a dispatch begins with: all that is left.
pub(crate) fn first_parcel(whole: &Whole) -> Vec<(String, String)> {
    let goods = whole.view.lines.iter().filter(|line| line.kind == LineKind::Goods);
    goods.map(|line| (packed_field(line.nth), line.rest().to_string())).collect()
}

/// What was typed to be packed, once more.
pub(super) fn packed(viewer: &Viewer<'_>, whole: &Whole, draft: &Draft) -> Markup {
    let typed = whole.view.lines.iter().filter_map(|line| {
        let typed = draft.value(&packed_field(line.nth)).parse::<i64>().ok()?;
        (typed > 0 && line.kind == LineKind::Goods).then_some((line, typed))
    });
    html! { ul.rows { @for (line, many) in typed { li {
        (line.title) span.n.end { (quantity(viewer, many, line.unit)) }
    } } } }
}
