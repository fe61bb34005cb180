//! Places as people type them.

use crate::views::proposed_places;
use kernel::Locode;
use web::page::Viewer;

/// The code of what was typed: a code in any letters, with or without the name after it, or the
/// name of a proposed place in the reader's language. What is none of these stays as it is, and is
/// refused.
pub(super) fn code_of(viewer: &Viewer<'_>, told: &str) -> String {
    let first = told.split_whitespace().next().unwrap_or("").to_ascii_uppercase();
    if Locode::parse(&first).is_some() || Locode::is_country(&first) {
        return first;
    }
    let mut places = proposed_places(viewer);
    let known = places.find(|(_, name)| name.eq_ignore_ascii_case(told.trim()));
    known.map_or_else(|| told.trim(), |(code, _)| code).to_owned()
}
