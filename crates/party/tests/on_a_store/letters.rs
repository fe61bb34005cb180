//! Letters on their way.

use super::{contact, each_store, open_firm, owner, read, write};
use kernel::{Fact, Lang, Role, Timestamp};
use party::ports::{Envelope, Mishap, Post, SimulatedPost};
use party::{Contact, LOCALES, Letter, NewInvitation, NewLetter, PostFailure};
use testkit::{Fresh, noon};
use web::{Reader, Words};

async fn send(fresh: &Fresh, told: &str) {
    let to = contact(told);
    let act = move |tx: &mut store::Tx<'_>| {
        let facts = [("code", "01234567".to_owned()), ("minutes", "10".to_owned())];
        party::send_letter(
            tx,
            &NewLetter { to: &to, lang: Lang::ZhCn, kind: "code", facts: &facts },
        )
    };
    write(fresh, act).await.expect("sent");
}

async fn due(fresh: &Fresh) -> Vec<Letter> {
    read(fresh, party::list_due_letters).await.expect("letters")
}

fn seconds_later(seconds: i64) -> Timestamp {
    noon().plus_seconds(seconds)
}

/// What the runner will say: the words with their facts.
fn worded(words: &Words, letter: &Letter) -> Envelope {
    let reader = Reader { lang: letter.lang, zone: "Asia/Shanghai".to_owned() };
    let facts: Vec<(&str, Fact)> =
        letter.facts.iter().map(|(key, value)| (key.as_str(), value.as_str().into())).collect();
    let say = |key: String| words.say_with(&reader, &key, &facts);
    Envelope {
        id: letter.id,
        to: letter.to.clone(),
        lang: letter.lang,
        subject: letter.subject_key().map(say),
        body: say(letter.body_key()),
        at: noon(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_sent_once_and_then_forgotten() {
    for fresh in each_store() {
        let (words, post) = (Words::read(LOCALES).expect("words"), SimulatedPost::default());
        send(&fresh, "13800138000").await;
        for letter in due(&fresh).await {
            post.deliver(&worded(&words, &letter)).expect("delivered");
            let id = letter.id;
            write(&fresh, move |tx| party::record_sent(tx, id)).await.expect("noted");
            write(&fresh, move |tx| party::record_sent(tx, id)).await.expect("noted again");
        }
        let arrived = post.arrived(&contact("+86 138 0013 8000"), noon());
        let body = arrived.first().map(|letter| letter.body.as_str());
        assert_eq!(body, Some("验证码 01234567，10 分钟内有效。请勿告诉任何人。"));
        assert_eq!(due(&fresh).await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_fails_is_tried_again_and_given_up_after_five() {
    for fresh in each_store() {
        let post = SimulatedPost::default();
        post.arrange([Mishap::Closed; 5]);
        let words = Words::read(LOCALES).expect("words");
        send(&fresh, "anna@example.se").await;
        let mut waited = Vec::new();
        for seconds in [0, 30, 150, 630, 2_550, 1_000_000] {
            fresh.clock.set(seconds_later(seconds - 1));
            let too_early = if seconds > 0 { due(&fresh).await.len() } else { 0 };
            fresh.clock.set(seconds_later(seconds));
            let letters = due(&fresh).await;
            waited.push((too_early, letters.len()));
            for letter in letters {
                let failed = post.deliver(&worded(&words, &letter)).expect_err("closed");
                let note = move |tx: &mut store::Tx<'_>| party::record_failed(tx, &letter, &failed);
                write(&fresh, note).await.expect("noted");
            }
        }
        assert_eq!(waited, [(0, 1), (0, 1), (0, 1), (0, 1), (0, 1), (0, 0)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_to_nowhere_is_given_up_at_once() {
    for fresh in each_store() {
        send(&fresh, "anna@example.se").await;
        let letter = due(&fresh).await.pop().expect("a letter");
        let failed = PostFailure::Never("no such address".to_owned());
        let note = move |tx: &mut store::Tx<'_>| party::record_failed(tx, &letter, &failed);
        write(&fresh, note).await.expect("noted");
        fresh.clock.set(noon().plus_days(7));
        assert_eq!(due(&fresh).await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_is_swept_and_what_is_not_stays() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        send(&fresh, "anna@example.se").await;
        let id = due(&fresh).await.pop().expect("a letter").id;
        write(&fresh, move |tx| party::record_sent(tx, id)).await.expect("noted");
        let link = "https://market.example/i/token".to_owned();
        let (to, role) = (contact("cy@example.se"), Role::Staff);
        let new = NewInvitation { contact: to, role, hash: [9; 32], link };
        let by = owner(opened);
        write(&fresh, move |tx| party::invite(tx, &by, &new)).await.expect("invited");
        let own = read(&fresh, move |tx| party::own_contact(tx, &by)).await.expect("a contact");
        assert_eq!(own, Some(contact("anna@example.se")));
        for letter in due(&fresh).await {
            write(&fresh, move |tx| party::record_sent(tx, letter.id)).await.expect("noted");
        }
        let to = contact("bo@example.se");
        let ask = move |tx: &mut store::Tx<'_>| {
            let known_by = party::KnownBy::Address;
            let asking = party::Asking { ticket: [1; 32], by: [1; 32], known_by };
            party::ask_code(tx, &to, party::Purpose::SignIn, &asking, Lang::En)
        };
        write(&fresh, ask).await.expect("asked");
        assert_eq!(party::jobs::sweep_all(&fresh.store).await.expect("swept"), 0);
        fresh.clock.set(noon().plus_days(31));
        // The session, the code, the invitation, two letters.
        assert_eq!(party::jobs::sweep_all(&fresh.store).await.expect("swept"), 5);
        assert_eq!(party::jobs::sweep_all(&fresh.store).await.expect("swept"), 0);
    }
}

#[test]
fn every_letter_has_its_words_and_text_messages_are_short() {
    let words = Words::read(LOCALES).expect("words");
    let facts: &[(&str, &str)] = &[
        ("code", "01234567"),
        ("minutes", "10"),
        ("days", "14"),
        ("firm", "义乌市小商品有限公司"),
        ("person", "王芳"),
        ("link", "https://jishi.example/i/abcdefghijklmnopqrstuvwxyz"),
    ];
    let facts = facts.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    for kind in ["code", "known", "invitation"] {
        for (lang, told) in [(Lang::En, "a@b.se"), (Lang::ZhCn, "13800138000")] {
            let letter = Letter {
                id: kernel::Id::new(1),
                to: Contact::parse(told).expect("a contact"),
                lang,
                kind: kind.to_owned(),
                facts: facts.clone().collect(),
                tries: 0,
            };
            let said = worded(&words, &letter);
            assert!(!said.body.contains("letter-") && !said.body.contains('{'), "{}", said.body);
            if lang == Lang::ZhCn {
                assert!(said.body.chars().count() <= 70, "{}", said.body);
            }
        }
    }
}
