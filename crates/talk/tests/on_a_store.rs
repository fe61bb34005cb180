//! Conversations on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Role, Scope, Stop};
use store::Tx;
use talk::{ConversationKind, LastWord, MIGRATIONS, Message};
use testkit::{Fresh, engines, fresh};

const TALK: Id<ConversationKind> = Id::new(7);

fn member(firm: i64, scope: Scope) -> Actor {
    let person = Id::new(firm * 10);
    Actor::Member { person, firm: Some((Id::<Firm>::new(firm), Role::Staff)), scope }
}

async fn opened(engine: testkit::Engine) -> Fresh {
    let fresh = fresh(engine, MIGRATIONS.to_vec());
    let open = |tx: &mut Tx<'_>| talk::open(tx, TALK, [Id::new(1), Id::new(2)]);
    fresh.store.write("open", open).await.expect("opened");
    fresh
}

async fn say(fresh: &Fresh, by: Actor, text: &'static str) -> Outcome<Message> {
    fresh.store.write("say", move |tx| talk::say(tx, &by, TALK, text)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_firms_read_what_they_wrote_in_its_order() {
    for engine in engines() {
        let fresh = opened(engine).await;
        for (firm, text) in [(1, "One?"), (2, "Two."), (1, "三！")] {
            say(&fresh, member(firm, Scope::Full), text).await.expect("said");
        }
        let by = member(2, Scope::Read);
        let read =
            move |tx: &mut Tx<'_>, after| talk::messages(tx, &by, TALK, after, Limit::clamp(2));
        let first = fresh.store.read("first", move |tx| read(tx, None)).await.expect("a page");
        let texts: Vec<&str> = first.rows.iter().map(|said| said.text.as_str()).collect();
        assert_eq!(texts, ["One?", "Two."]);
        let next: Option<Cursor> = first.next;
        assert!(next.is_some());
        let rest = fresh.store.read("rest", move |tx| read(tx, next)).await.expect("a page");
        assert_eq!((rest.rows.len(), rest.next), (1, None));
        let last = fresh.store.read("last", move |tx| talk::last(tx, &by, TALK)).await;
        let last = last.expect("a message").expect("a message");
        assert_eq!((last.text.as_str(), last.firm, last.person), ("三！", Id::new(1), Id::new(10)));
        let (of, third) = ([TALK, Id::new(8)], member(3, Scope::Full));
        let words = fresh.store.read("words", move |tx| talk::last_words(tx, &by, &of)).await;
        let word = LastWord { conversation: TALK, firm: last.firm, at: last.at };
        assert_eq!(words.expect("the last words"), [word]);
        let words = fresh.store.read("words", move |tx| talk::last_words(tx, &third, &of)).await;
        assert_eq!(words.expect("no words of others"), []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_firm_neither_reads_nor_writes() {
    for engine in engines() {
        let fresh = opened(engine).await;
        let third = member(3, Scope::Full);
        assert!(matches!(say(&fresh, third, "Hello").await, Err(Stop::Absent)));
        let look = move |tx: &mut Tx<'_>| talk::messages(tx, &third, TALK, None, Limit::DEFAULT);
        assert!(matches!(fresh.store.read("look", look).await, Err(Stop::Absent)));
        let stranger = say(&fresh, Actor::Stranger, "Hello").await;
        assert!(matches!(stranger, Err(Stop::SignIn)));
        let reader = say(&fresh, member(1, Scope::Read), "Hello").await;
        assert!(matches!(reader, Err(Stop::Forbidden)));
        let nowhere = move |tx: &mut Tx<'_>| talk::say(tx, &third, Id::new(8), "Hello");
        assert!(matches!(fresh.store.write("say", nowhere).await, Err(Stop::Absent)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_message_is_refused() {
    for engine in engines() {
        let fresh = opened(engine).await;
        let refused = say(&fresh, member(1, Scope::Full), " \n").await;
        assert_eq!(refused.expect_err("refused").code(), Some("talk-text-empty"));
    }
}
