//! The places that forms propose.

use web::page::Viewer;

/// By UN/LOCODE: where most of what small firms trade is loaded and landed.
const PROPOSED: [&str; 32] = [
    "CNNGB", "CNSHA", "CNSZX", "CNCAN", "CNTAO", "CNXMN", "CNTXG", "CNDLC", "CNYIW", "CNHGH",
    "HKHKG", "TWKHH", "KRPUS", "JPYOK", "SGSIN", "VNSGN", "THLCH", "IDJKT", "INNSA", "AEJEA",
    "NLRTM", "DEHAM", "BEANR", "GBFXT", "SEGOT", "FRLEH", "ITGOA", "ESVLC", "USLAX", "USNYC",
    "BRSSZ", "AUSYD",
];

/// Their codes, with their names in the reader's language.
pub(crate) fn proposed_places(viewer: &Viewer<'_>) -> impl Iterator<Item = (&'static str, String)> {
    let name = |code: &str| viewer.say(&format!("sourcing-port-{}", code.to_ascii_lowercase()));
    PROPOSED.into_iter().map(move |code| (code, name(code)))
}

#[cfg(test)]
mod tests {
    use super::PROPOSED;
    use kernel::Locode;

    #[test]
    fn every_proposed_place_is_in_the_list_of_places() {
        for code in PROPOSED {
            assert!(Locode::parse(code).is_some(), "{code}");
        }
    }
}
