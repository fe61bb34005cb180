//! The table of states, acts and roles, and its page in the documents.

use promise::{Act, State, cells, markdown};
use remedy::Role;

#[test]
fn the_table_tells_every_state_act_and_role() {
    let cells = cells();
    assert_eq!(cells.len(), State::ALL.len() * Act::ALL.len() * Role::ALL.len());
    for cell in &cells {
        let is_nobody = matches!(cell.role, Role::Other | Role::Stranger);
        assert!(!(is_nobody && cell.refused.is_none()), "{cell:?}");
        assert!(!(cell.state.is_over() && cell.refused.is_none()), "{cell:?}");
        let is_judge = matches!(cell.act.doer(), remedy::Doer::Officer);
        if cell.refused.is_none() {
            assert_eq!(is_judge, matches!(cell.role, Role::Holder | Role::Officer), "{cell:?}");
        }
    }
    // What is upheld waits for the fund alone, which no act and no timer moves.
    let waits = |state: &State| !state.is_over() && *state != State::Unpaid;
    for state in State::ALL.into_iter().filter(waits) {
        let can_move = cells.iter().any(|cell| cell.state == state && cell.refused.is_none());
        assert!(can_move && state.timer().is_some(), "{state:?} could stand for ever");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a writer of documents says so by a variable")]
fn the_page_in_the_documents_is_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/PROMISES.md");
    if std::env::var_os("JISHI_WRITE_DOCS").is_some() {
        std::fs::write(path, markdown()).expect("the page is written");
    }
    let page = std::fs::read_to_string(path).expect("docs/PROMISES.md");
    assert!(page == markdown(), "JISHI_WRITE_DOCS=1 cargo test -p promise table writes it anew");
}
