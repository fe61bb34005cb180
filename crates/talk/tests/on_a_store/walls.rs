//! Letters to everybody, firms that are not wanted, and what is reported.

use super::{Fair, TALK, code, engines, firm_of, open_firm};
use kernel::{Actor, Desk, Id, Limit, Stop};
use store::Tx;
use talk::ReportOutcome;
use testkit::{Engine, noon};

#[tokio::test(flavor = "multi_thread")]
async fn the_same_letter_reaches_five_firms_a_day() {
    let fair = Fair::on(Engine::Both).await;
    let names = ["alfa", "beta", "gamma", "delta", "epsilon"];
    let mut to = Vec::new();
    for name in names {
        to.push(firm_of(open_firm(&fair.fresh, name, "CN").await));
    }
    for (nth, firm) in (100..).zip(&to) {
        let text = format!("Dear friend, we want {nth} socks!");
        fair.opens(fair.buyer, Id::new(nth), *firm, &text).await.expect("opened");
    }
    let (seller, again) = (firm_of(fair.seller), "dear friend: we want 7 SOCKS");
    let sixth = fair.opens(fair.buyer, Id::new(200), seller, again).await;
    assert_eq!(code(sixth), "talk-same-text");
    let other = "We sell hiking socks in 40 shops. How much for 6,000?";
    fair.opens(fair.buyer, Id::new(200), seller, other).await.expect("a letter of its own");
    fair.fresh.clock.set(noon().plus_days(1).plus_seconds(1));
    fair.opens(fair.buyer, Id::new(201), seller, again).await.expect("the next day");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_begins_fifty_conversations_a_day() {
    let fair = Fair::on(Engine::Both).await;
    let seller = firm_of(fair.seller);
    for nth in 0..50 {
        fair.fresh.clock.set(noon().plus_seconds(60 * nth));
        let text = format!("Question {nth}");
        fair.opens(fair.buyer, Id::new(100 + nth), seller, &text).await.expect("opened");
    }
    let next = fair.opens(fair.buyer, Id::new(200), seller, "One more").await;
    assert_eq!(code(next), "talk-too-many-new");
    fair.opens(fair.third, Id::new(200), seller, "Me too").await.expect("another firm may");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_firm_is_told_so_without_blame_and_can_be_taken_again() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        let (seller, buyer) = (fair.seller, firm_of(fair.buyer));
        for _ in 0..2 {
            fair.act(move |tx| talk::block(tx, &seller, buyer)).await.expect("blocked");
        }
        assert_eq!(code(fair.says(fair.buyer, "Hello?").await), "talk-not-taken");
        assert_eq!(code(fair.says(seller, "Go away").await), "talk-blocked-by-us");
        let anew = fair.opens(fair.buyer, Id::new(8), firm_of(seller), "Again").await;
        assert_eq!(code(anew), "talk-not-taken");
        fair.act(move |tx| talk::unblock(tx, &seller, buyer)).await.expect("unblocked");
        fair.says(fair.buyer, "Hello?").await.expect("taken again");
        let own = fair.act(move |tx| talk::block(tx, &seller, firm_of(seller))).await;
        assert!(matches!(own, Err(Stop::Absent)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_waits_for_a_clerk_and_is_closed_once() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        let report = |by: Actor, reason: &'static str| {
            fair.act(move |tx| talk::report(tx, &by, TALK, reason, "They want money outside."))
        };
        assert_eq!(code(report(fair.seller, "dislike").await), "talk-reason-unknown");
        let id = report(fair.seller, "fraud").await.expect("reported");
        assert_eq!(code(report(fair.seller, "spam").await), "talk-reported-already");
        assert!(matches!(report(fair.third, "fraud").await, Err(Stop::Absent)));
        let clerk = Actor::Clerk { person: Id::new(5), desk: Desk::Operator };
        let queue = move |tx: &mut Tx<'_>| talk::reports(tx, &clerk, None, Limit::DEFAULT);
        assert_eq!(fair.look(queue).await.rows[0].id, id);
        let close = |by: Actor| {
            fair.act(move |tx| talk::close_report(tx, &by, TALK, id, ReportOutcome::Warned))
        };
        assert!(matches!(close(fair.buyer).await, Err(Stop::Absent)));
        close(clerk).await.expect("closed");
        assert_eq!(code(close(clerk).await), "talk-report-closed");
        assert_eq!(fair.look(queue).await.rows, []);
        report(fair.seller, "spam").await.expect("a new report after the first is closed");
    }
}
