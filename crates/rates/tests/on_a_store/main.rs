//! Rates on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

use kernel::{Actor, Currency, Desk, Id, Money, Outcome, Stop};
use rates::{RateFile, Taken};
use store::Tx;
use testkit::{Fresh, engines, fresh, noon};

const OPERATOR: Actor = Actor::Clerk { person: Id::new(1), desk: Desk::Operator };
const OFFICER: Actor = Actor::Clerk { person: Id::new(2), desk: Desk::Officer };

/// The rates of a day as the central bank's file tells them.
fn file(day: &str, usd: &str) -> RateFile {
    let text = format!("Date,USD,CNY,\n{day},{usd},7.6512,\n");
    RateFile::read(text.as_bytes()).expect("a file")
}

async fn publish(fresh: &Fresh, by: Actor, file: RateFile) -> Outcome<Taken> {
    fresh.store.write("publish", move |tx: &mut Tx<'_>| rates::publish(tx, &by, &file)).await
}

async fn newest(fresh: &Fresh) -> Option<(String, Option<i64>)> {
    let latest = fresh.store.read("latest", |tx: &mut Tx<'_>| rates::latest(tx)).await;
    let day = latest.expect("an answer")?;
    let dollars = Money::new(10_000, Currency::USD);
    Some((day.rates.day.clone(), day.rates.about(dollars, Currency::CNY).map(|sum| sum.minor)))
}

/// The day of the test clock, so many days on.
fn day(days: i64) -> String {
    noon().plus_days(days).date_in("Asia/Shanghai").to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_day_counts_and_a_correction_writes_over_it() {
    for engine in engines() {
        let fresh = fresh(engine, rates::MIGRATIONS.to_vec());
        assert_eq!(newest(&fresh).await, None);
        publish(&fresh, OPERATOR, file(&day(-1), "1.0560")).await.expect("taken");
        publish(&fresh, OPERATOR, file(&day(-3), "1.0000")).await.expect("taken");
        assert_eq!(newest(&fresh).await, Some((day(-1), Some(72_455))));
        publish(&fresh, OPERATOR, file(&day(-1), "1.1000")).await.expect("taken");
        assert_eq!(newest(&fresh).await, Some((day(-1), Some(69_556))));
        let days = fresh.store.read("days", |tx: &mut Tx<'_>| rates::days(tx, 9)).await;
        assert_eq!(days.expect("days").len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_alone_publishes_and_no_day_ahead() {
    for engine in engines() {
        let fresh = fresh(engine, rates::MIGRATIONS.to_vec());
        let today = || file(&day(0), "1.0560");
        let stranger = publish(&fresh, Actor::Stranger, today()).await;
        assert!(matches!(stranger, Err(Stop::SignIn)));
        assert!(matches!(publish(&fresh, OFFICER, today()).await, Err(Stop::Forbidden)));
        let ahead = publish(&fresh, OPERATOR, file(&day(2), "1.0560")).await;
        assert_eq!(ahead.expect_err("a refusal").code(), Some("rates-day-ahead"));
        assert_eq!(newest(&fresh).await, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_file_with_many_days_the_newest_are_taken() {
    for engine in engines() {
        let fresh = fresh(engine, rates::MIGRATIONS.to_vec());
        let lines: String = (0..70).map(|nth| format!("{},1.0{nth:02},\n", day(-nth))).collect();
        let file = RateFile::read(format!("Date,USD,\n{lines}").as_bytes()).expect("a file");
        let take = move |tx: &mut Tx<'_>| rates::publish_by_hand(tx, &file);
        let taken = fresh.store.write("take", take).await.expect("taken");
        assert_eq!((taken.newest, taken.days, taken.left_out), (day(0), 60, 10));
    }
}
