//! The server is killed again and again while firms trade, claim, give back and are paid out, while
//! the bank brings files and deadlines pass.

use super::program::{Place, assert_held, count, jishi, number, torture};

/// JISHI_TORTURE_KILLS asks for more.
const KILLS: u64 = 20;

fn kill(store: &str) {
    let kills = count("JISHI_TORTURE_KILLS", KILLS);
    let mut command = jishi();
    // Days must pass, and the sessions of a month must not end: PostgreSQL takes longer to come
    // back.
    let is_quick = store.starts_with("sqlite");
    let speed = match (kills > KILLS, is_quick) {
        (true, _) => "3000",
        (false, true) => "30000",
        (false, false) => "12000",
    };
    command.args(["torture", "--seed", "7", "--speed", speed, "--kills", &kills.to_string()]);
    let report = torture(store, &mut command).expect("a report");
    assert_held(&report, kills);
    for told in ["paid_out", "not_paid_out", "paid_by_bank", "by_deadline", "inspected"] {
        assert!(number(&report, told) > 0, "no {told}: {report}");
    }
}

#[test]
fn kills_lose_nothing_and_double_nothing_on_sqlite() {
    kill(&Place::new().sqlite());
}

#[test]
fn kills_lose_nothing_and_double_nothing_on_postgres() {
    kill(&testkit::fresh_database());
}
