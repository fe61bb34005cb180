//! Followers hear what they care for, once and in order.

use super::{each_engine, write};
use kernel::{Any, Id, Outcome, Stop};
use serde::{Deserialize, Serialize};
use store::{Event, Follower, Told, Tx, params};

/// One that hears everything.
fn follower(name: &'static str, take: fn(&mut Tx<'_>, &[Told]) -> Outcome<()>) -> Follower {
    Follower { name, hears: |_| true, take }
}

fn hear(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    for told in told {
        tx.run(
            "INSERT INTO heard (id) VALUES ($1) ON CONFLICT (id) DO NOTHING",
            params![told.home],
        )?;
    }
    Ok(())
}

fn choke(_: &mut Tx<'_>, _: &[Told]) -> Outcome<()> {
    Err(Stop::Fault(anyhow::anyhow!("cannot take it")))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_hears_each_event_and_poison_is_set_aside_after_five_tries() {
    for fresh in each_engine() {
        for nth in 0..20 {
            let body = format!("note {nth}");
            fresh.store.write("write", move |tx| write(tx, &body)).await.expect("written");
        }
        let followers = [follower("hear", hear), follower("choke", choke)];
        for _ in 0..40 {
            store::run_followers(&fresh.store, &followers).await.expect("followers run");
        }
        let counted = fresh.store.read("count", |tx| {
            let heard = tx.get("SELECT COUNT(*) FROM heard", &[])?.int(0)?;
            Ok((heard, store::lag(tx, "hear")?, store::lag(tx, "choke")?))
        });
        assert_eq!(counted.await.expect("counted"), (20, (0, 0), (0, 20)));
    }
}

/// Stops unless each event comes once, after the one before it.
fn hear_in_order(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    for told in told {
        let next = tx.get("SELECT CAST(COALESCE(SUM(sum), 0) AS BIGINT) FROM tally", &[])?;
        let body: Counted = told.read()?;
        if body.nth != next.int(0)? {
            return Err(Stop::Fault(anyhow::anyhow!("{} comes out of order", body.nth)));
        }
        tx.run("INSERT INTO tally (id, sum) VALUES ($1, 1)", params![told.id])?;
    }
    Ok(())
}

#[derive(Serialize, Deserialize)]
struct Counted {
    nth: i64,
}
impl Event for Counted {
    const NAME: &'static str = "counted";
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_follower_does_not_hear_goes_by_and_what_it_hears_comes_in_order() {
    for fresh in each_engine() {
        for nth in 0..130 {
            let tell = move |tx: &mut Tx<'_>| {
                write(tx, &format!("note {nth}"))?;
                tx.tell(Id::<Any>::new(77), &Counted { nth })
            };
            fresh.store.write("tell", tell).await.expect("told");
        }
        let counts =
            Follower { name: "counts", hears: |name| name == Counted::NAME, take: hear_in_order };
        let followers = [counts, Follower { hears: |_| false, ..follower("deaf", choke) }];
        while store::run_followers(&fresh.store, &followers).await.expect("followers run") > 0 {}
        let counted = fresh.store.read("count", |tx| {
            let heard = tx.get("SELECT COUNT(*) FROM tally", &[])?.int(0)?;
            Ok((heard, store::lag(tx, "counts")?, store::lag(tx, "deaf")?))
        });
        assert_eq!(counted.await.expect("counted"), (130, (0, 0), (0, 0)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_that_begins_anew_does_not_make_others_hear_twice() {
    for fresh in each_engine() {
        for nth in 0..60 {
            let tell = move |tx: &mut Tx<'_>| tx.tell(Id::<Any>::new(77), &Counted { nth });
            fresh.store.write("tell", tell).await.expect("told");
        }
        let counts = follower("counts", hear_in_order);
        let followers = [counts, follower("hear", hear)];
        while store::run_followers(&fresh.store, &followers).await.expect("followers run") > 0 {}
        let rewound = fresh.store.write("rewind", |tx| {
            tx.run("DELETE FROM heard", &[])?;
            store::rewind(tx, "hear")
        });
        rewound.await.expect("rewound");
        let tell = |tx: &mut Tx<'_>| tx.tell(Id::<Any>::new(77), &Counted { nth: 60 });
        fresh.store.write("tell", tell).await.expect("told");
        while store::run_followers(&fresh.store, &followers).await.expect("followers run") > 0 {}
        let counted = fresh.store.read("count", |tx| {
            let counted = tx.get("SELECT COUNT(*) FROM tally", &[])?.int(0)?;
            let heard = tx.get("SELECT COUNT(*) FROM heard", &[])?.int(0)?;
            Ok((counted, heard, store::lag(tx, "counts")?, store::lag(tx, "hear")?))
        });
        assert_eq!(counted.await.expect("counted"), (61, 1, (0, 0), (0, 0)));
    }
}
