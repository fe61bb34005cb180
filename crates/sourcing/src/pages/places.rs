//! Places as people type them.

use kernel::Locode;
use web::page::Viewer;

/// The places that forms propose, by UN/LOCODE: where most of what small firms trade is loaded and
/// landed.
const PROPOSED: [&str; 32] = [
    "CNNGB", "CNSHA", "CNSZX", "CNCAN", "CNTAO", "CNXMN", "CNTXG", "CNDLC", "CNYIW", "CNHGH",
    "HKHKG", "TWKHH", "KRPUS", "JPYOK", "SGSIN", "VNSGN", "THLCH", "IDJKT", "INNSA", "AEJEA",
    "NLRTM", "DEHAM", "BEANR", "GBFXT", "SEGOT", "FRLEH", "ITGOA", "ESVLC", "USLAX", "USNYC",
    "BRSSZ", "AUSYD",
];

/// The code of what was typed: a code in any letters, with or without the name after it, or the
/// name of a proposed place in the reader's language. What is none of these stays as it is, and is
/// refused.
pub(super) fn code_of(viewer: &Viewer<'_>, told: &str) -> String {
    let first = told.split_whitespace().next().unwrap_or("").to_ascii_uppercase();
    if Locode::parse(&first).is_some() || Locode::is_country(&first) {
        return first;
    }
    let is_name = |code: &&str| name(viewer, code).eq_ignore_ascii_case(told.trim());
    PROPOSED.into_iter().find(is_name).map_or_else(|| told.trim().to_owned(), str::to_owned)
}

/// The places that forms propose, with their names in the reader's language.
pub(crate) fn proposed_places(viewer: &Viewer<'_>) -> impl Iterator<Item = (&'static str, String)> {
    PROPOSED.into_iter().map(|code| (code, name(viewer, code)))
}

fn name(viewer: &Viewer<'_>, code: &str) -> String {
    viewer.say(&format!("sourcing-port-{}", code.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_proposed_place_is_in_the_list_of_places() {
        for code in PROPOSED {
            assert!(Locode::parse(code).is_some(), "{code}");
        }
    }
}
