//! What two firms say to each other, and what stands in their lists.

use super::{Fair, TALK, code, engines, firm_of, person_of};
use kernel::{Actor, Cursor, Id, Limit, Stop};
use store::Tx;
use talk::{LastWord, NewMessage, Presence, Warning};
use testkit::{Engine, noon};

#[tokio::test(flavor = "multi_thread")]
async fn two_firms_read_what_they_wrote_in_its_order() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        fair.says(fair.seller, "Two.").await.expect("said");
        fair.says(fair.buyer, "三！").await.expect("said");
        let by = fair.seller;
        let read =
            move |tx: &mut Tx<'_>, after| talk::messages(tx, &by, TALK, after, Limit::clamp(2));
        let first = fair.look(move |tx| read(tx, None)).await;
        let texts: Vec<&str> = first.rows.iter().map(|said| said.text.as_str()).collect();
        assert_eq!(texts, ["How much for 5,000?", "Two."]);
        let next: Option<Cursor> = first.next;
        assert!(next.is_some());
        let rest = fair.look(move |tx| read(tx, next)).await;
        assert_eq!((rest.rows.len(), rest.next), (1, None));
        let last = fair.look(move |tx| talk::last(tx, &by, TALK)).await.expect("a message");
        let buyer = (firm_of(fair.buyer), person_of(fair.buyer));
        assert_eq!((last.text.as_str(), (last.firm, last.person)), ("三！", buyer));
        let (of, third) = ([TALK, Id::new(8)], fair.third);
        let words = fair.look(move |tx| talk::last_words(tx, &by, &of)).await;
        let word = LastWord { conversation: TALK, firm: last.firm, at: last.at };
        assert_eq!(words, [word]);
        assert_eq!(fair.look(move |tx| talk::last_words(tx, &third, &of)).await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_firm_neither_reads_nor_writes() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        assert!(matches!(fair.says(fair.third, "Hello").await, Err(Stop::Absent)));
        let third = fair.third;
        let look = move |tx: &mut Tx<'_>| talk::messages(tx, &third, TALK, None, Limit::DEFAULT);
        assert!(matches!(fair.fresh.store.read("look", look).await, Err(Stop::Absent)));
        let look = move |tx: &mut Tx<'_>| talk::evidence(tx, &third, TALK, 1);
        assert!(matches!(fair.fresh.store.read("look", look).await, Err(Stop::Absent)));
        assert!(matches!(fair.says(Actor::Stranger, "Hello").await, Err(Stop::SignIn)));
        let nowhere = fair.act(move |tx| talk::say(tx, &third, Id::new(8), "Hello")).await;
        assert!(matches!(nowhere, Err(Stop::Absent)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_tells_what_is_new_until_somebody_looks() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        fair.says(fair.buyer, "And by when?").await.expect("said");
        let (buyer, seller) = (fair.buyer, fair.seller);
        let list = move |by: Actor| {
            move |tx: &mut Tx<'_>| talk::conversations(tx, &by, None, Limit::DEFAULT)
        };
        let row = fair.look(list(seller)).await.rows.pop().expect("a row");
        assert_eq!((row.unread, row.excerpt.as_str()), (2, "And by when?"));
        assert_eq!((row.other_firm, row.subject.title.as_str()), (firm_of(buyer), "Hiking sock"));
        assert_eq!(fair.look(list(buyer)).await.rows[0].unread, 0);
        assert_eq!(fair.look(move |tx| talk::unread(tx, &seller)).await, 1);
        fair.act(move |tx| talk::be_here(tx, &seller, TALK)).await.expect("here");
        assert_eq!(fair.look(move |tx| talk::unread(tx, &seller)).await, 0);
        let firm = firm_of(seller);
        let lamp = fair.look(move |tx| talk::presence_of(tx, firm)).await;
        assert_eq!(lamp, Presence::Now);
        fair.fresh.clock.set(noon().plus_seconds(301));
        assert_eq!(fair.look(move |tx| talk::presence_of(tx, firm)).await, Presence::Today);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_new_is_told_from_the_last_message_on() {
    let fair = Fair::asked(Engine::Both).await;
    let seller = fair.seller;
    let from = fair.look(move |tx| talk::newest(tx, &seller)).await;
    assert_eq!(fair.look(move |tx| talk::news(tx, &seller, from)).await.rows, []);
    let said = fair.says(fair.buyer, "Hello?").await.expect("said");
    let news = fair.look(move |tx| talk::news(tx, &seller, from)).await;
    assert_eq!((news.rows.len(), news.rows[0].last_message, news.unread), (1, said.id, 1));
    let third = fair.third;
    assert_eq!(fair.look(move |tx| talk::news(tx, &third, Id::new(0))).await.rows, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn bank_details_are_sent_only_by_a_writer_who_is_sure() {
    let fair = Fair::asked(Engine::Both).await;
    let text = "Pay to DE89 3704 0044 0532 0130 00";
    assert_eq!(code(fair.says(fair.seller, text).await), "talk-bank-details");
    let by = fair.seller;
    let sure = NewMessage { text: text.to_owned(), is_sure: true };
    let said = fair.act(move |tx| talk::say(tx, &by, TALK, sure.clone())).await.expect("said");
    assert_eq!(talk::warnings(&said.text), [Warning::Iban]);
    fair.says(fair.buyer, "Can you send your account number?").await.expect("only a question");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_and_too_much_are_refused() {
    let fair = Fair::asked(Engine::Both).await;
    assert_eq!(code(fair.says(fair.buyer, " \n").await), "talk-text-empty");
    assert_eq!(code(fair.says(fair.buyer, &"x".repeat(10_000)).await), "talk-text-too-long");
    assert_eq!(code(fair.says(fair.buyer, "a\u{202e}b").await), "talk-text-unprintable");
    fair.says(fair.buyer, "👨‍👩‍👧 ok").await.expect("emoji are words, too");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_messages_in_a_minute_are_thirty() {
    let fair = Fair::asked(Engine::Both).await;
    let mut said = 1;
    while fair.says(fair.buyer, "Hello?").await.is_ok() {
        said += 1;
        assert!(said <= 30);
    }
    assert_eq!((said, code(fair.says(fair.buyer, "Hello?").await)), (30, "talk-too-fast"));
    fair.says(fair.seller, "One at a time.").await.expect("the other side may");
    fair.fresh.clock.set(noon().plus_seconds(60));
    fair.says(fair.buyer, "Sorry.").await.expect("a minute later");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_message_is_gone_from_one_side_alone() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        let said = fair.says(fair.seller, "Oh no.").await.expect("said");
        let (buyer, seller) = (fair.buyer, fair.seller);
        for _ in 0..2 {
            fair.act(move |tx| talk::hide(tx, &seller, TALK, said.id)).await.expect("hidden");
        }
        let count = |by: Actor| {
            move |tx: &mut Tx<'_>| {
                talk::messages(tx, &by, TALK, None, Limit::DEFAULT).map(|page| page.rows.len())
            }
        };
        assert_eq!((fair.look(count(seller)).await, fair.look(count(buyer)).await), (1, 2));
        let file = fair.look(move |tx| talk::evidence(tx, &seller, TALK, 1)).await;
        assert_eq!(file.messages.len(), 2);
    }
}
