//! What the store promises, on a real file, with faults where they happen.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot be set up should fail loudly, and has several callers at once"
)]

mod followers;

use kernel::{Any, Fact, Id, Outcome, Reason, Stop};
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Due, Event, Lane, Migration, OnceKey, Tx, migration, params};
use testkit::{Engine, Fault, Faults, Fresh, fresh, fresh_with, noon};

const NOTES: &[Migration] = &[migration(
    "notes-0001",
    "CREATE TABLE note (id {ID}, body {TEXT} NOT NULL UNIQUE) {ST};
     CREATE TABLE heard (id {ID}) {ST};
     CREATE TABLE tally (id {ID}, sum {I64} NOT NULL) {ST};",
)];

#[derive(Debug)]
struct Taken;
impl Reason for Taken {
    fn code(&self) -> &'static str {
        "note-taken"
    }
    fn facts(&self) -> Vec<(&'static str, Fact)> {
        Vec::new()
    }
}

#[derive(Serialize)]
struct NoteWritten {
    id: Id<Any>,
}
impl Event for NoteWritten {
    const NAME: &'static str = "note-written";
}

fn write(tx: &mut Tx<'_>, body: &str) -> Outcome<Id<Any>> {
    let id = tx.id::<Any>();
    tx.add("INSERT INTO note (id, body) VALUES ($1, $2)", params![id, body], Taken)?;
    tx.tell(id, &NoteWritten { id })?;
    Ok(id)
}

fn bodies(tx: &mut Tx<'_>) -> Outcome<Vec<String>> {
    let rows = tx.all("SELECT body FROM note ORDER BY body", &[])?;
    Ok(rows.iter().map(|row| row.string(0)).collect::<anyhow::Result<_>>()?)
}

async fn all(fresh: &Fresh) -> Vec<String> {
    fresh.store.read("all", bodies).await.expect("a read")
}

fn each_engine() -> impl Iterator<Item = Fresh> {
    testkit::engines().map(|engine| fresh(engine, NOTES.to_vec()))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_can_be_read() {
    for fresh in each_engine() {
        fresh.store.write("write", |tx| write(tx, "a")).await.expect("written");
        assert_eq!(all(&fresh).await, ["a"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_after_a_write_undoes_only_its_own_closure() {
    for fresh in each_engine() {
        let refused = fresh.store.write("bad", |tx| {
            write(tx, "bad")?;
            Err::<(), _>(Taken.into())
        });
        let fine = fresh.store.write("fine", |tx| write(tx, "fine"));
        let twice = fresh.store.write("twice", |tx| {
            write(tx, "same")?;
            write(tx, "same")
        });
        let (refused, fine, twice) = tokio::join!(refused, fine, twice);
        assert_eq!(refused.expect_err("refused").code(), Some("note-taken"));
        assert_eq!(twice.expect_err("the constraint said no").code(), Some("note-taken"));
        fine.expect("its neighbours do not hurt it");
        assert_eq!(all(&fresh).await, ["fine"]);
    }
}

/// Reads a sum and writes one more, in two statements; the first to count makes the row.
fn count_one(tx: &mut Tx<'_>, id: i64) -> Outcome<()> {
    let asked = "SELECT sum FROM tally WHERE id = $1";
    match tx.find(asked, params![id])? {
        Some(row) => {
            let sum = row.int(0)? + 1;
            tx.must("UPDATE tally SET sum = $2 WHERE id = $1", params![id, sum], 1, Taken)
        }
        None => tx.add("INSERT INTO tally (id, sum) VALUES ($1, $2)", params![id, 1], Taken),
    }
}

/// Lets closures wait until all are there, so that they run in one batch; gives their answers.
async fn together<T: Send + 'static>(
    fresh: &Fresh,
    acts: Vec<impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static>,
) -> Vec<Outcome<T>> {
    let (release, released) = std::sync::mpsc::channel::<()>();
    let (begin, begun) = std::sync::mpsc::channel();
    let store = fresh.store.clone();
    let first = tokio::spawn(async move {
        let held = move |_: &mut Tx<'_>| {
            begin.send(()).ok();
            released.recv().ok();
            Ok(())
        };
        store.write("held", held).await
    });
    tokio::task::block_in_place(|| begun.recv()).expect("the writer is held");
    let count = acts.len();
    let begin = |act| {
        let store = fresh.store.clone();
        tokio::spawn(async move { store.write("together", act).await })
    };
    let begun: Vec<_> = acts.into_iter().map(begin).collect();
    while fresh.store.numbers().waiting < count {
        tokio::task::yield_now().await;
    }
    drop(release);
    // The first shares the batch, and so its fate.
    first.await.expect("a task").ok();
    let mut answers = Vec::with_capacity(count);
    for act in begun {
        answers.push(act.await.expect("a task"));
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn each_closure_of_a_batch_sees_what_those_before_it_wrote() {
    for fresh in each_engine() {
        let count = |nth: i64| {
            move |tx: &mut Tx<'_>| count_one(tx, nth % 3).and_then(|()| count_one(tx, 7))
        };
        for counted in together(&fresh, (0..60).map(count).collect()).await {
            counted.expect("counted");
        }
        let sums = fresh.store.read("sums", |tx| {
            let rows = tx.all("SELECT sum FROM tally ORDER BY id", &[])?;
            Ok(rows.iter().map(|row| row.int(0)).collect::<anyhow::Result<Vec<_>>>()?)
        });
        assert_eq!(sums.await.expect("sums"), [20, 20, 20, 60]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guard_that_says_no_is_told_to_its_own_closure_whoever_hears_it_first() {
    for fresh in each_engine() {
        fresh.store.write("seven", |tx| count_one(tx, 7)).await.expect("counted");
        // On PostgreSQL the guard of a change is heard with the next question.
        let act = |nth: i64| {
            move |tx: &mut Tx<'_>| {
                if nth == 0 {
                    write(tx, "half")?;
                    let guarded = "UPDATE tally SET sum = 0 WHERE id = $1 AND sum > 5";
                    tx.must(guarded, params![7], 1, Taken)?;
                    return Ok(0);
                }
                let row = tx.get("SELECT sum FROM tally WHERE id = $1", params![7])?;
                Ok(row.int(0)?)
            }
        };
        let answers = together(&fresh, (0..3).map(act).collect()).await;
        let codes: Vec<_> =
            answers.iter().map(|answer| answer.as_ref().map_err(|stop| stop.code())).collect();
        assert_eq!(codes, [Err(Some("note-taken")), Ok(&1), Ok(&1)]);
        assert_eq!(all(&fresh).await, [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_closure_says_in_rehearsal_is_never_its_answer() {
    let faults = Faults::default();
    let fresh = fresh_with(Engine::Sqlite, NOTES.to_vec(), Some(faults.clone()));
    let id = fresh.store.write("write", |tx| write(tx, "there")).await.expect("written");
    // Told that there are no rows, it would say that the note is absent.
    let look = |_| {
        move |tx: &mut Tx<'_>| {
            let row = tx.get("SELECT body FROM note WHERE id = $1", params![id])?;
            Ok(row.string(0)?)
        }
    };
    for answer in together(&fresh, (0..3).map(look).collect()).await {
        assert_eq!(answer.expect("there"), "there");
    }
    faults.arrange([Fault::LostAsking; 6]);
    for answer in together(&fresh, (0..3).map(look).collect()).await {
        assert!(matches!(answer, Err(Stop::Unknown)), "{answer:?}");
    }
    assert!(faults.are_over());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_is_the_fault_of_its_closure_alone() {
    for fresh in each_engine() {
        let bad = fresh.store.write("bad", |tx| -> Outcome<()> {
            write(tx, "half")?;
            panic!("a bug")
        });
        let (bad, fine) = tokio::join!(bad, fresh.store.write("fine", |tx| write(tx, "fine")));
        assert!(matches!(bad, Err(Stop::Fault(_))));
        fine.expect("the writer lives");
        assert_eq!(all(&fresh).await, ["fine"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poisoned_transaction_writes_nothing_even_if_the_closure_goes_on() {
    for fresh in each_engine() {
        let outcome = fresh.store.write("stubborn", |tx| {
            write(tx, "one")?;
            tx.all("SELECT nonsense FROM nowhere", &[]).ok();
            write(tx, "two").ok();
            Ok(())
        });
        assert!(matches!(outcome.await, Err(Stop::Fault(_))));
        assert!(all(&fresh).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_tells_what_would_be_and_leaves_nothing() {
    for fresh in each_engine() {
        let seen = fresh.store.preview("preview", |tx| {
            write(tx, "maybe")?;
            bodies(tx)
        });
        assert_eq!(seen.await.expect("a preview"), ["maybe"]);
        assert!(all(&fresh).await.is_empty());
        let refused =
            fresh.store.preview("preview", |tx| write(tx, "x").and_then(|_| write(tx, "x")));
        assert_eq!(refused.await.expect_err("refused").code(), Some("note-taken"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_cannot_write() {
    for fresh in each_engine() {
        let outcome = fresh.store.read("sly", |tx| write(tx, "sly")).await;
        assert!(matches!(outcome, Err(Stop::Fault(_))));
        assert!(all(&fresh).await.is_empty());
    }
}

fn key(name: &str, body: &str) -> OnceKey {
    OnceKey::new(Id::new(1), Id::new(2), "POST /notes", name, body.as_bytes()).expect("a key")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_does_the_same_thing_once() {
    for fresh in each_engine() {
        let once = |name: &'static str, body: &'static str| {
            fresh.store.write("once", move |tx| {
                tx.once(&key(name, body), |tx| write(tx, body).map(kernel::Id::raw))
            })
        };
        let first = once("k", "a").await.expect("done");
        let again = once("k", "a").await.expect("replayed");
        assert_eq!((first.value, first.was_replayed), (again.value, !again.was_replayed));
        assert!(matches!(once("k", "b").await, Err(Stop::KeyReused)));
        assert!(matches!(once("other", "a").await, Err(Stop::Refused(_))));
        once("other", "c").await.expect("a refusal is not kept");
        assert_eq!(all(&fresh).await, ["a", "c"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_lose_nothing_that_was_answered_and_double_nothing() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let faults = Faults::default();
        let fresh = fresh_with(engine, NOTES.to_vec(), Some(faults.clone()));
        let survived =
            [Fault::LostAnswer, Fault::LostBefore, Fault::Deadlock, Fault::SlowDisk, Fault::None];
        for (nth, fault) in survived.into_iter().enumerate() {
            faults.arrange([fault]);
            let body = format!("note {nth}");
            let wrote = fresh.store.write("write", move |tx| write(tx, &body)).await;
            wrote.expect("it gets through");
        }
        assert_eq!(all(&fresh).await.len(), survived.len(), "{engine:?}");
        faults.arrange([Fault::FullDisk]);
        let full = fresh.store.write("full", |tx| write(tx, "full")).await;
        assert!(matches!(full, Err(Stop::StoreDown)), "{engine:?}");
        fresh.store.write("after", |tx| write(tx, "after")).await.expect("and it goes on");
        assert_eq!(all(&fresh).await.len(), survived.len() + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_of_a_batch_that_nobody_can_look_for_is_unknown_and_not_done_again() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let faults = Faults::default();
        let fresh = fresh_with(engine, NOTES.to_vec(), Some(faults.clone()));
        faults.arrange([Fault::LostForNow]);
        let mut writes = Vec::new();
        for nth in 0..8 {
            let store = fresh.store.clone();
            let body = format!("note {nth}");
            writes.push(tokio::spawn(async move {
                store.write("write", move |tx| write(tx, &body)).await
            }));
        }
        let (mut well, mut unknown) = (0, 0);
        for write in writes {
            match write.await.expect("a task") {
                Ok(_) => well += 1,
                Err(Stop::Unknown) => unknown += 1,
                Err(other) => panic!("{engine:?}: {other:?}"),
            }
        }
        assert!(faults.are_over() && unknown > 0, "{engine:?}: nothing was lost");
        assert_eq!((well + unknown, all(&fresh).await.len()), (8, 8), "{engine:?}: each once");
        fresh.store.write("after", |tx| write(tx, "after")).await.expect("and it goes on");
        assert_eq!(all(&fresh).await.len(), 9);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_fails_is_split_until_the_guilty_one_stands_alone() {
    let faults = Faults::default();
    let fresh = fresh_with(Engine::Sqlite, NOTES.to_vec(), Some(faults.clone()));
    faults.arrange([Fault::SlowDisk, Fault::FailedCommit, Fault::FailedCommit]);
    let mut writes = Vec::new();
    for nth in 0..8 {
        let store = fresh.store.clone();
        let body = format!("note {nth}");
        writes.push(tokio::spawn(async move {
            store.write("write", move |tx| write(tx, &body)).await.is_ok()
        }));
    }
    let mut well = 0;
    for write in writes {
        well += usize::from(write.await.expect("a task"));
    }
    assert_eq!(all(&fresh).await.len(), well, "answered and written agree");
    assert!(well >= 6, "{well} of 8 got through");
}

fn ring(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    let body = format!("{} at {}", due.kind, due.due_at.micros() - noon().micros());
    write(tx, &body).map(|_| ())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timer_fires_once_at_its_time_and_a_paused_one_keeps_its_remainder() {
    for fresh in each_engine() {
        let home = Id::<Any>::new(77);
        let set = fresh.store.write("set", move |tx| {
            tx.set_timer(home, "first", noon().plus_seconds(10))?;
            tx.set_timer(home, "second", noon().plus_seconds(20))
        });
        let second = set.await.expect("set");
        let fire = || store::run_timers(&fresh.store, ring);
        fresh.clock.set(noon().plus_seconds(9));
        assert_eq!(fire().await.expect("timers"), 0);
        fresh.clock.set(noon().plus_seconds(15));
        assert_eq!(fire().await.expect("timers"), 1);
        fresh.store.write("pause", move |tx| tx.pause_timer(home, second)).await.expect("paused");
        fresh.clock.set(noon().plus_seconds(100));
        assert_eq!(fire().await.expect("timers"), 0);
        fresh.store.write("go", move |tx| tx.resume_timer(home, second)).await.expect("resumed");
        fresh.clock.set(noon().plus_seconds(105));
        assert_eq!(fire().await.expect("timers"), 1);
        assert_eq!(fire().await.expect("timers"), 0);
        assert_eq!(all(&fresh).await, ["first at 10000000", "second at 105000000"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closure_nobody_waits_for_is_not_run() {
    let fresh = fresh(Engine::Sqlite, NOTES.to_vec());
    let ran = Arc::new(AtomicU32::new(0));
    let store = fresh.store.clone();
    let (begin, begun) = std::sync::mpsc::channel();
    let (open, opened) = std::sync::mpsc::channel();
    let gate = tokio::spawn(async move {
        let hold = move |tx: &mut Tx<'_>| {
            begin.send(()).expect("somebody waits");
            opened.recv().expect("it is opened");
            write(tx, "gate")
        };
        store.write("gate", hold).await
    });
    begun.recv().expect("the writer is held up");
    let counted = Arc::clone(&ran);
    let gone = fresh.store.write_in(Lane::Bulk, "gone", move |tx| {
        counted.fetch_add(1, Ordering::SeqCst);
        write(tx, "gone")
    });
    let gave_up = tokio::time::timeout(std::time::Duration::from_millis(20), gone).await;
    open.send(()).expect("the gate waits");
    gate.await.expect("a task").expect("written");
    fresh.store.write("last", |tx| write(tx, "last")).await.expect("written");
    assert!(gave_up.is_err());
    assert_eq!(ran.load(Ordering::SeqCst), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_answers_at_once() {
    let fresh = fresh(Engine::Sqlite, NOTES.to_vec());
    let mut writes = Vec::new();
    for _ in 0..6_000 {
        let store = fresh.store.clone();
        writes.push(tokio::spawn(async move {
            store
                .write("slow", |tx| {
                    std::thread::park_timeout(std::time::Duration::from_millis(1));
                    tx.all("SELECT 1", &[]).map(|_| ())
                })
                .await
        }));
    }
    let mut busy = 0;
    for write in writes {
        busy += usize::from(matches!(write.await.expect("a task"), Err(Stop::Busy { .. })));
    }
    assert!(busy > 1_000, "{busy} were told to come again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_on_the_same_store_is_refused() {
    let fresh = fresh(Engine::Sqlite, NOTES.to_vec());
    let open = || {
        let options = store::Options { readers: 1, ..store::Options::default() };
        store::Store::open(&fresh.address, options).map(|store| store.close())
    };
    let second = open().expect_err("the first has it open").to_string();
    assert!(second.contains("another process"), "{second}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_of_a_newer_program_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = store::Address::Sqlite(folder.path().join("jishi.db"));
    let open = |migrations: Vec<Migration>| {
        let options = store::Options { migrations, readers: 1, ..store::Options::default() };
        store::Store::open(&address, options)
    };
    let newer = open(NOTES.to_vec()).expect("it opens");
    newer.close();
    drop(newer);
    let refused = open(Vec::new()).err().expect("refused").to_string();
    assert!(refused.contains("newer") && refused.contains("notes-0001"), "{refused}");
    open(NOTES.to_vec()).expect("and unharmed").close();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_with_other_buckets_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = store::Address::Sqlite(folder.path().join("jishi.db"));
    for address in [file, store::Address::Postgres(testkit::fresh_database())] {
        let options = || store::Options { readers: 1, ..store::Options::default() };
        let other = store::Store::open(&address, options()).expect("it opens");
        let add = |tx: &mut Tx<'_>| {
            tx.run("INSERT INTO event_bucket (bucket, position) VALUES ($1, 0)", params![63])
        };
        other.write("add", add).await.expect("added");
        other.close();
        drop(other);
        let refused = store::Store::open(&address, options()).err().expect("refused").to_string();
        assert!(refused.contains("9 buckets"), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_commit_is_synced_fully() {
    let fresh = fresh(Engine::Sqlite, NOTES.to_vec());
    let level = fresh.store.write("level", |tx| {
        let synchronous = tx.get("PRAGMA synchronous", &[])?.int(0)?;
        let journal = tx.get("PRAGMA journal_mode", &[])?.string(0)?;
        Ok((synchronous, journal))
    });
    let (synchronous, journal) = level.await.expect("a pragma");
    assert!(synchronous >= 2, "synchronous is below FULL");
    assert_eq!(journal, "wal");
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_and_time_go_on_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = store::Address::Sqlite(folder.path().join("jishi.db"));
    let clock = store::clock::SetClock::at(noon());
    let open = || {
        let clock: Arc<dyn store::clock::Clock> = Arc::new(clock.clone());
        let options = store::Options {
            migrations: NOTES.to_vec(),
            clock: Some(clock),
            readers: 1,
            ..store::Options::default()
        };
        store::Store::open(&address, options).expect("it opens")
    };
    let first = open();
    let before = first.write("a", |tx| Ok((write(tx, "a")?, tx.now()))).await.expect("written");
    first.close();
    drop(first);
    clock.set(noon().plus_seconds(-3_600));
    let second = open();
    let after = second.write("b", |tx| Ok((write(tx, "b")?, tx.now()))).await.expect("written");
    assert!(after.0 > before.0 && after.1 >= before.1);
    second.close();
}

/// Fails as a broken machine does.
fn fail(_: &mut Tx<'_>, _: &Due) -> Outcome<()> {
    Err(Stop::Fault(anyhow::anyhow!("no")))
}

fn count_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    let told = if due.due_at == noon() { "at noon" } else { "late" };
    write(tx, &format!("{} {told}", due.kind)).map(|_| ())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timer_whose_act_fails_is_put_off_a_minute_and_still_means_its_own_time() {
    for fresh in each_engine() {
        let set = |tx: &mut Tx<'_>| tx.set_timer(Id::<Any>::new(7), "ring", noon());
        fresh.store.write("set", set).await.expect("set");
        let waits = || fresh.store.read("put-off", store::any_timer_put_off);
        assert!(!waits().await.expect("looked"));
        assert_eq!(store::run_timers(&fresh.store, fail).await.expect("run"), 1);
        assert!(waits().await.expect("looked"));
        assert_eq!(store::run_timers(&fresh.store, count_due).await.expect("run"), 0);
        fresh.clock.set(noon().plus_seconds(60));
        fresh.store.write("tick", |tx| write(tx, "tick")).await.expect("written");
        assert_eq!(store::run_timers(&fresh.store, count_due).await.expect("run"), 1);
        assert_eq!(all(&fresh).await, ["ring at noon", "tick"]);
        assert!(!waits().await.expect("looked"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_forgotten_after_thirty_days_and_not_before() {
    for fresh in each_engine() {
        let (first, again) = (key("once", "body"), key("once", "body"));
        let act = move |tx: &mut Tx<'_>| tx.once(&first, |tx| write(tx, "once").map(Id::raw));
        fresh.store.write("once", act).await.expect("written");
        let act = move |tx: &mut Tx<'_>| {
            tx.once(&again, |tx| write(tx, "once more").map(Id::raw)).map(|done| done.was_replayed)
        };
        fresh.clock.set(noon().plus_days(30));
        fresh.store.write("sweep", store::sweep_once).await.expect("swept");
        assert!(fresh.store.write("again", act.clone()).await.expect("answered"));
        fresh.clock.set(noon().plus_days(30).plus_seconds(1));
        fresh.store.write("sweep", store::sweep_once).await.expect("swept");
        assert!(!fresh.store.write("again", act).await.expect("answered"));
    }
}
