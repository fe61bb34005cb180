//! Letters about what nobody has read.

use super::{Fair, TALK, engines, firm_of, person_of};
use kernel::Actor;
use party::Letter;
use sha2::{Digest, Sha256};
use talk::MailWish;
use testkit::{Engine, noon};

const MINUTE: i64 = 60;

impl Fair {
    async fn at(&self, seconds: i64) -> Vec<Letter> {
        self.fresh.clock.set(noon().plus_seconds(seconds));
        self.timers().await;
        let letters = self.look(party::list_due_letters).await;
        letters.into_iter().filter(|letter| letter.kind == "talk-unread").collect()
    }

    async fn wishes(&self, by: Actor, wish: MailWish) {
        self.act(move |tx| talk::set_mail_wish(tx, &by, wish)).await.expect("kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_unread_for_a_quarter_of_an_hour_comes_in_one_letter() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        fair.says(fair.buyer, "And by when?").await.expect("said");
        assert_eq!(fair.at(15 * MINUTE - 1).await, []);
        let letters = fair.at(15 * MINUTE).await;
        let [letter] = &letters[..] else { panic!("{letters:?}") };
        assert_eq!(letter.to.value(), "lanhua@example.com");
        assert_eq!(letter.facts["lines"], "nordvik: And by when?");
        assert_eq!(letter.lang, kernel::Lang::ZhCn);
        assert_eq!(fair.at(60 * MINUTE).await.len(), 1, "it is told once");
        fair.says(fair.buyer, "Hello?").await.expect("said");
        assert_eq!(fair.at(134 * MINUTE).await.len(), 1, "one letter in two hours");
        assert_eq!(fair.at(136 * MINUTE).await.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_in_time_is_in_no_letter() {
    let fair = Fair::asked(Engine::Both).await;
    let seller = fair.seller;
    fair.act(move |tx| talk::be_here(tx, &seller, TALK)).await.expect("here");
    assert_eq!(fair.at(24 * 60 * MINUTE - 1).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_one_letter_a_day_gets_it_at_eight() {
    let fair = Fair::asked(Engine::Both).await;
    fair.wishes(fair.seller, MailWish::Daily).await;
    // Noon UTC is 20:00 in the market.
    assert_eq!(fair.at(12 * 60 * MINUTE - 1).await, []);
    assert_eq!(fair.at(12 * 60 * MINUTE).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letters_own_link_stops_the_letters() {
    let fair = Fair::asked(Engine::Both).await;
    let letters = fair.at(15 * MINUTE).await;
    let token = letters[0].facts["token"].clone();
    let hash = Sha256::digest(token.as_bytes()).into();
    fair.act(move |tx| talk::stop_letters(tx, &hash)).await.expect("stopped");
    let seller = fair.seller;
    assert_eq!(fair.look(move |tx| talk::mail_wish(tx, &seller)).await, MailWish::Never);
    fair.fresh.clock.set(noon().plus_seconds(180 * MINUTE));
    fair.says(fair.buyer, "Hello?").await.expect("said");
    assert_eq!(fair.at(300 * MINUTE).await.len(), 1);
    fair.fresh.clock.set(noon().plus_days(91));
    let late = fair.act(move |tx| talk::stop_letters(tx, &hash)).await;
    assert!(matches!(late, Err(kernel::Stop::Absent)));
    assert_eq!(talk::jobs::sweep_all(&fair.fresh.store).await.expect("swept"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_goes_to_whoever_answers() {
    let fair = Fair::asked(Engine::Both).await;
    let shen = fair.colleague("shen").await;
    let (owner, to) = (fair.seller, person_of(shen));
    fair.act(move |tx| talk::hand_over(tx, &owner, TALK, to)).await.expect("handed");
    let letters = fair.at(15 * MINUTE).await;
    assert_eq!(letters.len(), 1, "{}", firm_of(owner));
    assert_eq!(letters[0].to.value(), "shen@example.com");
}
