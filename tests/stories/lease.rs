//! Two servers on one PostgreSQL: the one that writes is killed or paused under load, and the other
//! takes over.

use super::market::{Market, Trader, text};
use super::program::{Place, assert_held, count, jishi, number, torture};
use serde_json::json;

/// JISHI_LEASE_ROUNDS asks for more.
const ROUNDS: u64 = 3;

#[test]
fn the_other_server_takes_over_and_nothing_is_lost_doubled_or_skipped() {
    let rounds = count("JISHI_LEASE_ROUNDS", ROUNDS);
    let mut command = jishi();
    command.args(["torture", "--processes", "2", "--seed", "4", "--kills", &rounds.to_string()]);
    let report = torture(&testkit::fresh_database(), &mut command).expect("a report");
    assert_held(&report, rounds);
    // Both kinds of blow fell, and each event stands in its place.
    assert!(number(&report, "kills") > 0 && number(&report, "pauses") > 0, "{report}");
    assert!(number(&report, "events") > 0, "{report}");
}

#[test]
fn a_refusal_is_told_whole_by_the_server_that_does_not_write() {
    let store = testkit::fresh_database();
    let writes = Market::on(Place::new(), store.clone());
    let passes_on = Market::on(Place::new(), store);
    let wrong = json!({ "contact": "nonsense", "purpose": "sign_up" });
    let told = [&writes, &passes_on].map(|market| {
        let stranger = Trader::stranger(market, "nobody");
        let answer = stranger.send("/api/v1/codes", &stranger.key(), &wrong);
        (answer.status, text(&answer.json(), "code"), answer.json()["errors"].clone())
    });
    assert_eq!((told[0].0, told[0].1.as_str()), (422, "party-contact-malformed"));
    assert_eq!(told[0], told[1]);
}
