//! Many random acts at once, with commits that fail and answers that are lost, agree with plain
//! arithmetic.

use super::program::{Place, count, jishi, number, torture};

/// JISHI_WALK_ACTIONS asks for more.
const ACTIONS: u64 = 1_500;

fn walk(store: &str) {
    let actions = count("JISHI_WALK_ACTIONS", ACTIONS);
    let mut command = jishi();
    command.args(["walk", "--faults", "--seed", "5", "--actions", &actions.to_string()]);
    let report = torture(store, &mut command).expect("a report");
    assert_eq!(number(&report, "violations"), 0, "{report:#}");
    assert_eq!(number(&report, "actions"), actions, "{report}");
    for told in [
        "refused",
        "repeated",
        "faults",
        "files",
        "timers",
        "finished",
        "remedies",
        "proposals",
        "parcels",
    ] {
        assert!(number(&report, told) > 0, "no {told}: {report}");
    }
}

#[test]
fn a_walk_with_faults_agrees_with_arithmetic_on_sqlite() {
    walk(&Place::new().sqlite());
}

#[test]
fn a_walk_with_faults_agrees_with_arithmetic_on_postgres() {
    walk(&testkit::fresh_database());
}
