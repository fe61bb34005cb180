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

/// What nobody here hears.
#[derive(Serialize)]
struct Passing {}
impl Event for Passing {
    const NAME: &'static str = "passing";
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

/// Takes all but the third.
fn choke_at_the_third(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let counted = told.iter().map(Told::read::<Counted>).collect::<Outcome<Vec<_>>>()?;
    if counted.iter().any(|counted| counted.nth == 3) {
        return choke(tx, told);
    }
    for (told, Counted { nth }) in told.iter().zip(counted) {
        tx.run("INSERT INTO tally (id, sum) VALUES ($1, $2)", params![told.id, nth])?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_event_among_others_is_the_only_one_set_aside() {
    for fresh in each_engine() {
        for nth in 0..6 {
            let tell = move |tx: &mut Tx<'_>| {
                let home = Id::<Any>::new(77);
                tx.tell(home, &Passing {})?;
                tx.tell(home, &Counted { nth })
            };
            fresh.store.write("tell", tell).await.expect("told");
        }
        let hears = |name: &str| name == Counted::NAME;
        let chokes = Follower { hears, ..follower("chokes", choke_at_the_third) };
        for _ in 0..40 {
            store::run_followers(&fresh.store, &[chokes]).await.expect("followers run");
        }
        let counted = fresh.store.read("count", |tx| {
            let row = tx.get("SELECT COUNT(*), CAST(SUM(sum) AS BIGINT) FROM tally", &[])?;
            Ok((row.int(0)?, row.int(1)?, store::lag(tx, "chokes")?))
        });
        assert_eq!(counted.await.expect("counted"), (5, 12, (0, 1)));
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
