//! A line over weeks, as inline SVG that takes its colours from the tokens.

use crate::model::{Crowd, Day, WeekRow};
use kernel::rules::Buyers;
use maud::{Markup, html};
use std::fmt::Write;
use web::page::Viewer;

/// The drawing's own units; it stretches to the place that it has.
const WIDE: i64 = 520;
const HIGH: i64 = 100;

/// Buyers for each seller by week, with the target dashed; a week without a seller has no point.
pub(super) fn ratio(viewer: &Viewer<'_>, weeks: &[WeekRow], rules: &Buyers) -> Markup {
    let tenths = |row: &WeekRow| Crowd { buyers: row.buyers, sellers: row.sellers }.tenths();
    let target = rules.per_seller_target * 10;
    let highest = weeks.iter().filter_map(tenths).max().unwrap_or(0).max(target);
    // A fifth of room above the highest point.
    let top = highest * 6 / 5;
    let height = |value: i64| HIGH - value * HIGH / top.max(1);
    let last = i64::try_from(weeks.len()).unwrap_or(0) - 1;
    let mut path = String::new();
    for (nth, row) in weeks.iter().enumerate() {
        let Some(value) = tenths(row) else { continue };
        let across = i64::try_from(nth).unwrap_or(0) * WIDE / last.max(1);
        let letter = if path.is_empty() { 'M' } else { 'L' };
        // Writing into a text cannot fail.
        let _ = write!(path, "{letter}{across} {} ", height(value));
    }
    let now = weeks.last().and_then(tenths);
    let shown = now.map_or("—".to_owned(), in_tenths);
    let told = viewer.say_with("gate-plot-told", &[("now", shown.as_str().into())]);
    let first = weeks.first().map(|row| Day(row.week).iso()).unwrap_or_default();
    let newest = weeks.last().map(|row| Day(row.week).iso()).unwrap_or_default();
    let at = |value: i64| format!("--y:{}%", (HIGH - height(value)) * 100 / HIGH);
    html! {
        div.plot.wide role="img" aria-label=(told) {
            div.area style="--h:10rem" {
                svg.chart viewBox=(format!("0 0 {WIDE} {HIGH}")) preserveAspectRatio="none"
                    aria-hidden="true" {
                    path.ax d=(format!("M0 {}h{WIDE}", height(0))) {}
                    path.ln2 d=(format!("M0 {}h{WIDE}", height(target))) {}
                    path.ln d=(path.trim_end()) {}
                }
                span.y style=(at(0)) { "0" }
                span.y style=(at(target)) {
                    (viewer.say_with("gate-plot-target",
                        &[("target", rules.per_seller_target.into())]))
                }
                @if let Some(now) = now {
                    span.pt style=(format!("--x:100%;{}", at(now))) {}
                }
            }
            div.x { span { (week(viewer, &first)) } span { (week(viewer, &newest)) } }
        }
    }
}

fn week(viewer: &Viewer<'_>, iso: &str) -> String {
    viewer.caller.reader.civil_day(iso).unwrap_or_default()
}

/// Tenths as a figure with one decimal.
pub(super) fn in_tenths(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
