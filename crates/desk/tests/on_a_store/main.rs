//! Letters to desks on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

use assent::NewAct;
use desk::{Queue, jobs::tell, waiting};
use kernel::{Actor, Desk, Id, Lang, Outcome, Person, Stop};
use party::{Contact, Letter, Name, NewClerk, NewPerson};
use store::{Migration, Tx};
use testkit::{Engine, Fresh, engines, fresh, noon};
use web::{App, Limits, Parts, Place, Words};

fn migrations() -> Vec<Migration> {
    [
        ledger::MIGRATIONS,
        party::MIGRATIONS,
        assent::MIGRATIONS,
        talk::MIGRATIONS,
        catalog::MIGRATIONS,
        agency::MIGRATIONS,
        custody::MIGRATIONS,
        sourcing::MIGRATIONS,
        gate::MIGRATIONS,
        screening::MIGRATIONS,
        deal::MIGRATIONS,
        cart::MIGRATIONS,
        remedy::MIGRATIONS,
        promise::MIGRATIONS,
        desk::MIGRATIONS,
    ]
    .concat()
}

fn app_of(fresh: &Fresh) -> App {
    App::new(Parts {
        store: fresh.store.clone(),
        words: Words::read(&[web::LOCALES, desk::LOCALES].concat()).expect("words"),
        sign_in: party::sign_in_by_hash,
        place: Place {
            name: "Fair".into(),
            name_zh: "集市".into(),
            url: "http://localhost".into(),
            zone: "UTC".into(),
            is_simulated: true,
        },
        limits: Limits::per_second(0, 0),
        files: std::path::PathBuf::new(),
        secret: [7; 32],
        menus: web::page::Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    })
}

async fn act<T: Send + 'static>(
    fresh: &Fresh,
    act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    fresh.store.write("act", act).await
}

async fn clerk(fresh: &Fresh, contact: &str, desk: Desk, lang: Lang) -> Actor {
    let name = Name::parse("Clerk", "name").expect("a name");
    let new = NewClerk {
        contact: Contact::parse(contact).expect("a contact"),
        person: NewPerson { name, password_hash: None, lang },
        desk,
    };
    let person: Id<Person> =
        act(fresh, move |tx| party::make_clerk(tx, &new)).await.expect("a clerk");
    Actor::Clerk { person, desk }
}

/// An act on the `nth` thing waits for a second one.
async fn ask(fresh: &Fresh, by: Actor, nth: i64) {
    let ask = move |tx: &mut Tx<'_>| {
        let new = NewAct {
            about: Id::new(nth),
            kind: "assent-own",
            is_for_officers: false,
            amount: None,
            facts: Vec::new(),
            moves: Vec::new(),
            firms: Vec::new(),
            body: String::new(),
            note: "Why.".to_owned(),
            path: String::new(),
        };
        assent::ask(tx, &by, new)
    };
    act(fresh, ask).await.expect("asked");
}

/// The letters that wait to be sent, each marked as sent.
async fn sent(fresh: &Fresh) -> Vec<Letter> {
    let take = |tx: &mut Tx<'_>| {
        let letters = party::list_due_letters(tx)?;
        letters.iter().try_for_each(|letter| party::record_sent(tx, letter.id))?;
        Ok(letters)
    };
    act(fresh, take).await.expect("letters")
}

async fn two_desks(engine: Engine) -> (Fresh, App, Actor) {
    let fresh = fresh(engine, migrations());
    let officer = clerk(&fresh, "officer@example.com", Desk::Officer, Lang::En).await;
    clerk(&fresh, "operator@example.com", Desk::Operator, Lang::ZhCn).await;
    let app = app_of(&fresh);
    (fresh, app, officer)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_desk_is_told_once_in_its_language_and_again_after_an_hour_of_something_new() {
    for engine in engines() {
        let (fresh, app, officer) = two_desks(engine).await;
        assert_eq!(tell(&app).await.expect("looked"), 0);
        ask(&fresh, officer, 1).await;
        assert_eq!(tell(&app).await.expect("told"), 2);
        assert_eq!(tell(&app).await.expect("looked"), 0);
        let mut letters = sent(&fresh).await;
        letters.sort_by_key(|letter| letter.to.to_string());
        let lines = letters.iter().map(|letter| letter.facts["lines"].as_str());
        assert_eq!(lines.collect::<Vec<_>>(), ["For a second officer: 1", "待复核操作: 1"]);

        fresh.clock.set(noon().plus_seconds(1_800));
        ask(&fresh, officer, 2).await;
        assert_eq!(tell(&app).await.expect("looked"), 0, "the pause is not over");
        fresh.clock.set(noon().plus_seconds(3_600));
        assert_eq!(tell(&app).await.expect("told"), 2);
        assert_eq!(sent(&fresh).await.len(), 2);
        fresh.clock.set(noon().plus_seconds(3_600 + 86_400));
        assert_eq!(tell(&app).await.expect("told"), 2, "it still waits a day later");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_shows_its_own_queues_and_nobody_else_has_one() {
    for engine in engines() {
        let (fresh, _, officer) = two_desks(engine).await;
        ask(&fresh, officer, 1).await;
        let seen = act(&fresh, move |tx| waiting(tx, &officer)).await.expect("queues");
        let counted = seen.iter().map(|waiting| (waiting.queue, waiting.count));
        let expected = [
            (Queue::Names, 0),
            (Queue::Disputes, 0),
            (Queue::Compensations, 0),
            (Queue::Second, 1),
            (Queue::Bank, 0),
            (Queue::Reports, 0),
        ];
        assert_eq!(counted.collect::<Vec<_>>(), expected);
        let stranger = act(&fresh, |tx| waiting(tx, &Actor::Stranger)).await;
        assert!(matches!(stranger, Err(Stop::SignIn)));
        let timer = act(&fresh, |tx| waiting(tx, &Actor::Timer)).await;
        assert!(matches!(timer, Err(Stop::Absent)));
    }
}
