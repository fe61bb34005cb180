//! The market's books by day.

use super::{Market, OFFICER, OPERATOR, each_market, refused};
use billing::jobs::{close_books, verify_books};
use custody::BookAccount;
use kernel::{Currency, Stop};
use store::Tx;

async fn closed(market: &Market) -> usize {
    close_books(&market.fresh.store).await.expect("closed")
}

/// Account, opening, debit, credit, closing of a day.
async fn day(market: &Market, day: &'static str) -> Vec<(i64, [i64; 4])> {
    let look = move |tx: &mut Tx<'_>| billing::trial_balance(tx, &OPERATOR, Some(day));
    let seen = market.look(look).await.expect("a day");
    let told = seen.lines.iter().map(|line| {
        let sums = [line.opening, line.debit, line.credit, line.closing()].map(|sum| sum.minor);
        (line.account.number(), sums)
    });
    told.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_closed_when_it_is_over_once_and_sums_to_nothing() {
    for market in each_market().await {
        market.traded(100, "2026-03-10T04:00:00Z").await;
        assert_eq!(closed(&market).await, 0, "the day is not over");
        // Midnight in Shanghai.
        let deal = market.traded(50, "2026-03-10T16:00:00Z").await;
        assert_eq!((closed(&market).await, closed(&market).await), (1, 0));
        market.refund(deal, 2_500, "2026-03-12T04:00:00Z").await;
        market.fresh.clock.set(super::at("2026-03-20T04:00:00Z"));
        assert_eq!(closed(&market).await, 2);
        assert_eq!(
            day(&market, "2026-03-10").await,
            [
                (1000, [0, 10_000, 0, -10_000]),
                (2000, [0, 10_000, 19_970, 9_970]),
                (2100, [0, 10_000, 10_000, 0]),
                (2300, [0, 0, 30, 30]),
            ]
        );
        let eleventh = day(&market, "2026-03-11").await;
        assert_eq!(eleventh[0], (1000, [-10_000, 5_000, 0, -15_000]));
        let twelfth = day(&market, "2026-03-12").await;
        // Half of a fee of 15 that rounds to 8 stays.
        assert_eq!(twelfth[3], (2300, [45, 7, 0, 38]));
        for date in ["2026-03-10", "2026-03-11", "2026-03-12", "2026-03-15"] {
            let sum: i64 = day(&market, date).await.iter().map(|line| line.1[3]).sum();
            assert_eq!(sum, 0, "{date}");
        }
        let quiet = day(&market, "2026-03-15").await;
        let before: Vec<_> = twelfth.iter().map(|line| (line.0, line.1[3])).collect();
        let kept: Vec<_> = quiet.iter().map(|line| (line.0, line.1[0])).collect();
        let has_some = |line: &&(i64, i64)| line.1 != 0;
        assert_eq!(kept, before.iter().filter(has_some).copied().collect::<Vec<_>>());
        assert_eq!(verify_books(&market.fresh.store).await.expect("counted"), Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_names_a_day_that_is_not_what_its_postings_say() {
    let market = super::market(testkit::Engine::Sqlite).await;
    market.traded(100, "2026-03-10T04:00:00Z").await;
    market.traded(100, "2026-03-11T04:00:00Z").await;
    market.fresh.clock.set(super::at("2026-03-20T04:00:00Z"));
    closed(&market).await;
    let bend = |tx: &mut Tx<'_>| {
        tx.run(
            "UPDATE book_line SET credit = credit + 1 WHERE day = $1 AND account = 2000",
            &[store::Param::from("2026-03-10")],
        )
    };
    market.act(bend).await.expect("bent");
    let problems = verify_books(&market.fresh.store).await.expect("counted");
    assert!(
        problems.iter().any(|told| told.contains("2026-03-10 are 1 off in USD")),
        "{problems:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accounts_postings_of_a_day_are_paged_and_only_the_operator_sees_them() {
    for market in each_market().await {
        for _ in 0..3 {
            market.traded(100, "2026-03-10T04:00:00Z").await;
        }
        market.fresh.clock.set(super::at("2026-03-11T04:00:00Z"));
        closed(&market).await;
        let page = |by, after| {
            move |tx: &mut Tx<'_>| {
                let of = ("2026-03-10", BookAccount::FeesNotGathered, Currency::USD);
                billing::postings(tx, &by, of, (after, 2))
            }
        };
        let (first, next) = market.act(page(OPERATOR, None)).await.expect("a page");
        assert_eq!(first.len(), 2);
        let (second, end) = market.act(page(OPERATOR, next)).await.expect("the next");
        assert_eq!((second.len(), end), (1, None));
        assert!(second[0].mark() > first[1].mark());
        for by in [OFFICER, market.seller] {
            assert!(matches!(market.act(page(by, None)).await, Err(Stop::Absent)), "{by:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_not_closed_yet_is_told_as_such() {
    for market in each_market().await {
        let look = async |day: &'static str| {
            let look = move |tx: &mut Tx<'_>| billing::trial_balance(tx, &OPERATOR, Some(day));
            let seen = market.look(look).await.expect("a day");
            (seen.is_open, seen.had_postings, seen.lines.is_empty())
        };
        market.traded(100, "2026-03-10T04:00:00Z").await;
        assert_eq!(look("2026-03-10").await, (true, false, true), "today");
        market.traded(100, "2026-03-12T04:00:00Z").await;
        assert_eq!(look("2026-03-10").await, (true, false, true), "over, but not closed");
        assert_eq!(look("2026-03-09").await, (false, false, true), "before all");
        closed(&market).await;
        assert_eq!(look("2026-03-10").await, (false, true, false));
        assert_eq!(look("2026-03-11").await, (false, false, false), "nothing moved");
        for day in ["2026-03-12", "2026-03-13"] {
            assert_eq!(look(day).await, (true, false, true), "{day}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_close_a_day_at_once_close_it_once() {
    for market in each_market().await {
        market.traded(100, "2026-03-10T04:00:00Z").await;
        market.fresh.clock.set(super::at("2026-03-11T04:00:00Z"));
        let (one, two) = tokio::join!(closed(&market), closed(&market));
        assert_eq!(one + two, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_none_and_one_before_everything_are_told_apart() {
    for market in each_market().await {
        market.traded(100, "2026-03-10T04:00:00Z").await;
        market.fresh.clock.set(super::at("2026-03-11T04:00:00Z"));
        closed(&market).await;
        let look = |day| move |tx: &mut Tx<'_>| billing::trial_balance(tx, &OPERATOR, Some(day));
        assert_eq!(refused(market.look(look("2026-02-30")).await), "billing-days-unreadable");
        let before = market.look(look("2025-01-01")).await.expect("nothing yet");
        assert!(before.lines.is_empty() && !before.had_postings);
        let no = |tx: &mut Tx<'_>| billing::trial_balance(tx, &OFFICER, None);
        assert!(matches!(market.look(no).await, Err(Stop::Absent)));
    }
}
