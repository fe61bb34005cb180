//! Acts that wait, on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

use assent::{ActEnded, Move, NewAct, PendingAct, Place, State};
use kernel::rules::Rules;
use kernel::{Actor, Any, Currency, Desk, Id, Limit, Money, Outcome, Stop};
use party::DirectFirm;
use store::{Event, Reaction, Tx, run_timers};
use testkit::{Fresh, engines, fresh_reacting, noon};

const FIRST: Actor = Actor::Clerk { person: Id::new(70), desk: Desk::Officer };
const SECOND: Actor = Actor::Clerk { person: Id::new(71), desk: Desk::Officer };
const OPERATOR: Actor = Actor::Clerk { person: Id::new(72), desk: Desk::Operator };
const THING: Id<Any> = Id::new(900);

/// Whoever asked carries it out: here a mark that can be made once, as a firm's mark would be.
const REACTIONS: &[Reaction] = &[Reaction {
    event: ActEnded::NAME,
    take: |tx, told| {
        let told: ActEnded = told.read()?;
        let ended = assent::ended(tx, told.about, told.act)?;
        match (ended.state, ended.body.as_str()) {
            (State::Agreed, "impossible") => Err(Stop::Absent),
            (State::Agreed, _) => {
                let now = tx.now();
                tx.set_timer(told.about, "test-done", now.plus_days(9_999)).map(|_| ())
            }
            _ => Ok(()),
        }
    },
}];

fn each_store() -> impl Iterator<Item = Fresh> {
    engines().map(|engine| {
        let tables = [party::MIGRATIONS, assent::MIGRATIONS].concat();
        fresh_reacting(engine, tables, REACTIONS.to_vec())
    })
}

async fn act<T: Send + 'static>(
    fresh: &Fresh,
    act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    fresh.store.write("act", act).await
}

fn new(body: &str, is_for_officers: bool) -> NewAct<'static> {
    NewAct {
        about: THING,
        kind: "assent-own",
        is_for_officers,
        amount: Some(Money::new(5, Currency::JPY)),
        facts: vec![("name", "Lan".to_owned())],
        moves: vec![Move { from: Place::Kept, to: Place::Wallet, firm: None, minor: 5 }],
        firms: Vec::new(),
        body: body.to_owned(),
        note: "Why.".to_owned(),
        path: String::new(),
    }
}

async fn ask(fresh: &Fresh, body: &'static str) -> PendingAct {
    let ask = move |tx: &mut Tx<'_>| assent::ask(tx, &FIRST, new(body, false));
    act(fresh, ask).await.expect("asked")
}

async fn done(fresh: &Fresh) -> usize {
    let look = |tx: &mut Tx<'_>| tx.timers_since(THING, Id::new(0));
    let timers = fresh.store.read("done", look).await.expect("timers");
    timers.iter().filter(|(kind, _)| kind == "test-done").count()
}

fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_nobody_answers_lapses_at_its_second_and_is_not_done() {
    for fresh in each_store() {
        ask(&fresh, "x").await;
        let again = |tx: &mut Tx<'_>| assent::ask(tx, &SECOND, new("y", false));
        assert_eq!(refused(act(&fresh, again).await), "assent-waits-already");
        let lapses = noon().plus_days(Rules::current().officer.second_lapse_d);
        fresh.clock.set(lapses.plus_seconds(-1));
        assert_eq!(run_timers(&fresh.store, assent::jobs::on_due).await.expect("none"), 0);
        fresh.clock.set(lapses);
        assert_eq!(run_timers(&fresh.store, assent::jobs::on_due).await.expect("one"), 1);
        let look = |tx: &mut Tx<'_>| {
            let waits = assent::queue(tx, &SECOND, None, Limit::DEFAULT)?.rows;
            Ok((waits, assent::ended_acts(tx, &SECOND, None, Limit::DEFAULT)?.rows))
        };
        let (waits, ended) = fresh.store.read("look", look).await.expect("seen");
        assert_eq!((waits.len(), ended[0].state, ended[0].ended_by), (0, State::Lapsed, None));
        assert_eq!(done(&fresh).await, 0);
        act(&fresh, again).await.expect("asked anew");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_done_any_more_stays_waiting_and_nothing_happens() {
    for fresh in each_store() {
        let asked = ask(&fresh, "impossible").await;
        let which = (asked.about, asked.id);
        let agree = move |tx: &mut Tx<'_>| assent::agree(tx, &SECOND, which);
        assert!(matches!(act(&fresh, agree).await, Err(Stop::Absent)));
        let look = move |tx: &mut Tx<'_>| assent::pending(tx, &SECOND, which);
        let seen = fresh.store.read("look", look).await.expect("there");
        assert_eq!((seen.state, seen.moves.len(), seen.facts.len()), (State::Waiting, 1, 1));
        let withdraw = |tx: &mut Tx<'_>| assent::withdraw(tx, THING, "assent-own");
        act(&fresh, withdraw).await.expect("it went on otherwise");
        assert_eq!(refused(act(&fresh, agree).await), "assent-ended");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_done_once_by_another_who_has_nothing_to_do_with_the_firm() {
    for fresh in each_store() {
        let open =
            |tx: &mut Tx<'_>| party::open_firm_directly(tx, &DirectFirm::named("Lan", "CN")?);
        let opened = act(&fresh, open).await.expect("a firm");
        let ask = move |tx: &mut Tx<'_>| {
            let firms = vec![opened.firm];
            assent::ask(tx, &FIRST, NewAct { firms, ..new("x", true) })
        };
        let asked = act(&fresh, ask).await.expect("asked");
        let which = (asked.about, asked.id);
        let agree = |by: Actor| act(&fresh, move |tx| assent::agree(tx, &by, which));
        let own = Actor::Clerk { person: opened.person, desk: Desk::Officer };
        assert_eq!(refused(agree(own).await), "assent-conflict");
        assert_eq!(refused(agree(FIRST).await), "assent-not-oneself");
        assert!(matches!(agree(OPERATOR).await, Err(Stop::Absent)), "officers alone");
        assert!(matches!(agree(Actor::Stranger).await, Err(Stop::SignIn)));
        assert!(matches!(agree(opened.owner()).await, Err(Stop::Forbidden)));
        let (one, two) = tokio::join!(agree(SECOND), agree(SECOND));
        assert!(one.is_ok() != two.is_ok(), "two at once do it once");
        assert_eq!(done(&fresh).await, 1);
        let decline = move |tx: &mut Tx<'_>| assent::decline(tx, &SECOND, which, "No.");
        assert_eq!(refused(act(&fresh, decline).await), "assent-ended");
    }
}
