//! Who answers: the first answer, rules, the same colleague again, from hand to hand.

use super::{Fair, TALK, code, engines, firm_of, person_of};
use kernel::{Actor, Id, Limit, Person, Stop};
use talk::{ConversationKind, NewRoute};
use testkit::{Engine, noon};

async fn handler(fair: &Fair, by: Actor, id: Id<ConversationKind>) -> Option<Id<Person>> {
    let look = fair.look(move |tx| talk::thread(tx, &by, id, None, Limit::DEFAULT)).await;
    look.side.handler
}

fn to(person: Actor, category: &str, country: &str) -> NewRoute {
    NewRoute {
        category: category.to_owned(),
        country: country.to_owned(),
        person: person_of(person),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_who_answers_has_the_conversation_and_the_buyers_next_one() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        let shen = fair.colleague("shen").await;
        assert_eq!(handler(&fair, fair.seller, TALK).await, None);
        fair.says(shen, "可以。").await.expect("said");
        assert_eq!(handler(&fair, fair.seller, TALK).await, Some(person_of(shen)));
        let seller = firm_of(fair.seller);
        fair.opens(fair.buyer, Id::new(8), seller, "And gloves?").await.expect("opened");
        assert_eq!(handler(&fair, fair.seller, Id::new(8)).await, Some(person_of(shen)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_rule_that_fits_gives_a_conversation_to_a_colleague() {
    let fair = Fair::on(Engine::Both).await;
    let (owner, shen) = (fair.seller, fair.colleague("shen").await);
    let route = |by: Actor, new: NewRoute| fair.act(move |tx| talk::add_route(tx, &by, &new));
    let gloves = route(owner, to(shen, "gloves", "")).await.expect("a rule");
    route(owner, to(owner, "", "NG")).await.expect("a rule");
    route(owner, to(shen, "socks", "se")).await.expect("a rule");
    assert!(matches!(route(shen, to(shen, "", "")).await, Err(Stop::Forbidden)));
    assert_eq!(code(route(owner, to(fair.buyer, "", "")).await), "talk-not-a-colleague");
    let seller = firm_of(owner);
    fair.opens(fair.buyer, TALK, seller, "Socks?").await.expect("opened");
    fair.opens(fair.third, Id::new(8), seller, "Socks?").await.expect("opened");
    assert_eq!(handler(&fair, owner, TALK).await, Some(person_of(shen)));
    assert_eq!(handler(&fair, owner, Id::new(8)).await, Some(person_of(owner)));
    fair.act(move |tx| talk::remove_route(tx, &owner, gloves)).await.expect("taken away");
    let left = fair.act(move |tx| talk::routes(tx, &owner)).await.expect("rules");
    assert_eq!(left.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_goes_from_hand_to_hand_and_both_firms_see_it() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        let (owner, shen) = (fair.seller, fair.colleague("shen").await);
        fair.says(owner, "可以。").await.expect("said");
        let hand = |to: Actor| {
            let (by, to) = (owner, person_of(to));
            fair.act(move |tx| talk::hand_over(tx, &by, TALK, to))
        };
        for _ in 0..2 {
            hand(shen).await.expect("handed");
        }
        assert_eq!(code(hand(fair.buyer).await), "talk-not-a-colleague");
        let buyer = fair.buyer;
        let seen = fair.look(move |tx| talk::thread(tx, &buyer, TALK, None, Limit::DEFAULT)).await;
        let made: Vec<_> = seen.handovers.iter().map(|made| (made.from, made.to)).collect();
        assert_eq!(made, [(Some(person_of(owner)), person_of(shen))]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_a_firm_gets_nothing_any_more() {
    let fair = Fair::asked(Engine::Both).await;
    let (owner, shen) = (fair.seller, fair.colleague("shen").await);
    fair.says(shen, "可以。").await.expect("said");
    let gone = person_of(shen);
    fair.act(move |tx| party::remove_member(tx, &owner, gone)).await.expect("gone");
    fair.followers().await;
    assert_eq!(handler(&fair, owner, TALK).await, None);
    fair.opens(fair.buyer, Id::new(8), firm_of(owner), "And gloves?").await.expect("opened");
    assert_eq!(handler(&fair, owner, Id::new(8)).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_without_an_answer_the_owner_is_told_and_a_colleague_has_it() {
    for engine in engines() {
        let fair = Fair::on(engine).await;
        let (owner, shen) = (fair.seller, fair.colleague("shen").await);
        let new = to(shen, "", "");
        fair.act(move |tx| talk::add_route(tx, &owner, &new)).await.expect("a rule");
        fair.opens(fair.buyer, TALK, firm_of(owner), "How much?").await.expect("opened");
        fair.fresh.clock.set(noon().plus_seconds(24 * 3_600 - 1));
        fair.timers().await;
        assert_eq!(handler(&fair, owner, TALK).await, Some(person_of(shen)));
        fair.fresh.clock.set(noon().plus_seconds(24 * 3_600));
        fair.timers().await;
        assert_eq!(handler(&fair, owner, TALK).await, Some(person_of(owner)));
        let letters = fair.look(party::list_due_letters).await;
        let told = letters.iter().filter(|letter| letter.kind == "talk-unanswered");
        assert_eq!(
            told.map(|letter| letter.to.value()).collect::<Vec<_>>(),
            ["lanhua@example.com"]
        );
        fair.followers().await;
        let firm = firm_of(owner);
        let record = fair.look(move |tx| talk::reply_record(tx, firm)).await;
        assert_eq!((record.asked, record.answered, record.median_s), (1, 0, None));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_in_time_counts_and_nobody_is_told() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        fair.fresh.clock.set(noon().plus_seconds(2 * 3_600));
        fair.says(fair.seller, "USD 0.45.").await.expect("said");
        fair.fresh.clock.set(noon().plus_seconds(5 * 3_600));
        fair.says(fair.seller, "Still there?").await.expect("said");
        fair.fresh.clock.set(noon().plus_seconds(25 * 3_600));
        fair.timers().await;
        fair.followers().await;
        let firm = firm_of(fair.seller);
        let record = fair.look(move |tx| talk::reply_record(tx, firm)).await;
        assert_eq!((record.asked, record.answered, record.median_s), (1, 1, Some(7_200)));
        let letters = fair.look(party::list_due_letters).await;
        assert!(letters.iter().all(|letter| letter.kind != "talk-unanswered"));
        let buyer = firm_of(fair.buyer);
        let asker = fair.look(move |tx| talk::reply_record(tx, buyer)).await;
        assert_eq!(asker.asked, 0);
        // After the days that count nothing of it is left.
        fair.fresh.clock.set(noon().plus_days(31));
        assert_eq!(talk::jobs::age_records(&fair.fresh.store).await.expect("aged"), 1);
        assert_eq!(talk::jobs::age_records(&fair.fresh.store).await.expect("aged"), 0);
        let record = fair.look(move |tx| talk::reply_record(tx, firm)).await;
        assert_eq!((record.asked, record.answered, record.median_s), (0, 0, None));
    }
}
