//! Codes, sign-ups, sign-ins.

use super::{contact, each_store, firm, is_signed_out, open_firm, person, read, refused, write};
use kernel::{Actor, Lang, Outcome, Stop};
use party::{Asking, Checked, KnownBy, NewMember, Proof, Purpose, SignedIn, TypedCode};
use store::{OnceKey, Tx};
use testkit::{Fresh, noon};

/// The first of those who ask, by whom nothing but their address is known.
const FIRST: Asking = stranger(1);

const fn stranger(nth: u8) -> Asking {
    Asking { ticket: [nth; 32], by: [nth; 32], known_by: KnownBy::Address }
}

/// A browser in which the owner has signed in before.
const fn browser(nth: u8) -> Asking {
    Asking { known_by: KnownBy::Browser, ..stranger(nth) }
}

async fn ask(fresh: &Fresh, told: &str, purpose: Purpose) -> Outcome<()> {
    ask_as(fresh, told, purpose, FIRST).await
}

async fn ask_as(fresh: &Fresh, told: &str, purpose: Purpose, asking: Asking) -> Outcome<()> {
    let to = contact(told);
    write(fresh, move |tx| party::ask_code(tx, &to, purpose, &asking, Lang::En)).await
}

fn typed(code: &str, asking: Asking) -> TypedCode {
    TypedCode { code: code.to_owned(), ticket: asking.ticket }
}

/// The letters that wait for an address: their kinds and codes.
async fn letters(fresh: &Fresh, told: &str) -> Vec<(String, String)> {
    let to = contact(told);
    let due = read(fresh, party::list_due_letters).await.expect("letters");
    let there = due.into_iter().filter(|letter| letter.to == to);
    there
        .map(|letter| (letter.kind, letter.facts.get("code").cloned().unwrap_or_default()))
        .collect()
}

async fn last_code(fresh: &Fresh, told: &str) -> String {
    letters(fresh, told).await.pop().expect("a letter").1
}

/// A code of eight digits that is not this one.
fn another(code: &str) -> &'static str {
    if code == "00000000" { "00000001" } else { "00000000" }
}

fn newcomer(told: &str, code: &str) -> NewMember {
    let code = typed(code, FIRST);
    NewMember { contact: contact(told), code, person: person("Anna Berg"), firm: firm("Berg AB") }
}

async fn sign_up(fresh: &Fresh, new: NewMember, session: u8) -> Outcome<Checked<SignedIn>> {
    write(fresh, move |tx| party::sign_up(tx, &new, [session; 32])).await
}

async fn sign_in(fresh: &Fresh, told: &str, code: &str, session: u8) -> Outcome<SignedIn> {
    sign_in_as(fresh, told, typed(code, FIRST), session).await
}

async fn sign_in_as(fresh: &Fresh, told: &str, code: TypedCode, session: u8) -> Outcome<SignedIn> {
    let (to, proof) = (contact(told), Proof::Code(code));
    let act = move |tx: &mut Tx<'_>| party::sign_in(tx, &to, &proof, None, [session; 32]);
    write(fresh, act).await?.into_outcome()
}

async fn reset(fresh: &Fresh, told: &str, code: TypedCode, session: u8) -> Outcome<SignedIn> {
    let to = contact(told);
    let act =
        move |tx: &mut Tx<'_>| party::reset_password(tx, &to, &code, "a new hash", [session; 32]);
    write(fresh, act).await?.into_outcome()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_stranger_asks_for_and_types_is_nothing_to_the_owners_code() {
    for fresh in each_store() {
        open_firm(&fresh, "anna@example.se").await;
        let (told, owner, other) = ("anna@example.se", stranger(1), stranger(2));
        ask_as(&fresh, told, Purpose::SignIn, owner).await.expect("sent");
        let code = last_code(&fresh, told).await;
        for _ in 0..5 {
            ask_as(&fresh, told, Purpose::SignIn, other).await.expect("sent");
            let wrong = sign_in_as(&fresh, told, typed(another(&code), other), 2).await;
            assert_eq!(refused(wrong), "party-code-wrong");
        }
        let sixth = ask_as(&fresh, told, Purpose::SignIn, other).await;
        assert_eq!(refused(sixth), "party-codes-too-many");
        // The code alone is of no use to whoever has not asked for it.
        let stolen = sign_in_as(&fresh, told, typed(&code, other), 2).await;
        assert_eq!(refused(stolen), "party-code-wrong");
        let unasked = sign_in_as(&fresh, told, typed(&code, stranger(9)), 2).await;
        assert_eq!(refused(unasked), "party-code-void");
        sign_in_as(&fresh, told, typed(&code, owner), 2).await.expect("signed in");
        // All addresses together end at ten in an hour; a browser that was here before does not.
        for nth in 3..=6 {
            ask_as(&fresh, told, Purpose::SignIn, stranger(nth)).await.expect("sent");
        }
        let eleventh = ask_as(&fresh, told, Purpose::SignIn, stranger(7)).await;
        assert_eq!(refused(eleventh), "party-codes-too-many");
        ask_as(&fresh, told, Purpose::SignIn, browser(8)).await.expect("sent");
        fresh.clock.set(noon().plus_seconds(3_600));
        ask_as(&fresh, told, Purpose::SignIn, stranger(7)).await.expect("sent");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn however_many_browsers_somebody_signs_in_with_the_codes_to_a_contact_have_an_end() {
    for fresh in each_store() {
        let told = "anna@example.se";
        let by = super::owner(open_firm(&fresh, told).await);
        for nth in 1..=4 {
            for _ in 0..5 {
                ask_as(&fresh, told, Purpose::SignIn, browser(nth)).await.expect("sent");
            }
        }
        let one_more = ask_as(&fresh, told, Purpose::SignIn, browser(5)).await;
        assert_eq!(refused(one_more), "party-codes-too-many");
        // These are counted for nobody else: a stranger, and the owner where they are signed in.
        for nth in 1..=2 {
            for _ in 0..5 {
                ask_as(&fresh, told, Purpose::SignIn, stranger(nth)).await.expect("sent");
            }
        }
        for _ in 0..5 {
            let ask = move |tx: &mut Tx<'_>| party::ask_code_again(tx, &by, Lang::En);
            write(&fresh, ask).await.expect("sent");
        }
        let ask = move |tx: &mut Tx<'_>| party::ask_code_again(tx, &by, Lang::En);
        assert_eq!(refused(write(&fresh, ask).await), "party-codes-too-many");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_proves_once_more_that_it_is_them_is_kept_from_it_by_no_stranger() {
    for fresh in each_store() {
        let by = super::owner(open_firm(&fresh, "anna@example.se").await);
        for nth in 1..=2 {
            for _ in 0..5 {
                let told = "anna@example.se";
                ask_as(&fresh, told, Purpose::SignIn, stranger(nth)).await.expect("sent");
            }
        }
        write(&fresh, move |tx| party::ask_code_again(tx, &by, Lang::En)).await.expect("sent");
        let code = last_code(&fresh, "anna@example.se").await;
        for _ in 0..5 {
            let wrong = sign_in(&fresh, "anna@example.se", another(&code), 2).await;
            assert_eq!(refused(wrong), "party-code-wrong");
        }
        let proven = move |tx: &mut Tx<'_>| party::prove_again(tx, &by, None, &code);
        let proven = write(&fresh, proven).await.expect("judged");
        assert_eq!(proven, Checked::Right(()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_works_once_and_not_after_its_time() {
    for fresh in each_store() {
        open_firm(&fresh, "anna@example.se").await;
        ask(&fresh, "anna@example.se", Purpose::SignIn).await.expect("sent");
        let code = last_code(&fresh, "anna@example.se").await;
        let first = sign_in(&fresh, "anna@example.se", &code, 2).await.expect("signed in");
        assert_eq!(first.role, Some(kernel::Role::Owner));
        let again = sign_in(&fresh, "anna@example.se", &code, 3).await;
        assert_eq!(refused(again), "party-code-void");

        fresh.clock.set(noon().plus_seconds(1));
        ask(&fresh, "anna@example.se", Purpose::SignIn).await.expect("sent");
        let code = last_code(&fresh, "anna@example.se").await;
        fresh.clock.set(noon().plus_seconds(601));
        let late = sign_in(&fresh, "anna@example.se", &code, 4).await;
        assert_eq!(refused(late), "party-code-void");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_codes_void_it() {
    for fresh in each_store() {
        open_firm(&fresh, "anna@example.se").await;
        ask(&fresh, "anna@example.se", Purpose::SignIn).await.expect("sent");
        let code = last_code(&fresh, "anna@example.se").await;
        for _ in 0..5 {
            let wrong = sign_in(&fresh, "anna@example.se", another(&code), 2).await;
            assert_eq!(refused(wrong), "party-code-wrong");
        }
        let right = sign_in(&fresh, "anna@example.se", &code, 2).await;
        assert_eq!(refused(right), "party-code-void");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_contact_is_told_nothing() {
    for fresh in each_store() {
        open_firm(&fresh, "anna@example.se").await;
        for purpose in [Purpose::SignIn, Purpose::Reset] {
            for told in ["anna@example.se", "nobody@example.se"] {
                ask(&fresh, told, purpose).await.expect("the same answer");
            }
        }
        assert_eq!(letters(&fresh, "anna@example.se").await.len(), 2);
        assert_eq!(letters(&fresh, "nobody@example.se").await, []);
        // The counts of tries and of codes are the same too.
        ask(&fresh, "nobody@example.se", Purpose::SignIn).await.expect("the same answer");
        for nth in 0..6 {
            let stopped = refused(sign_in(&fresh, "nobody@example.se", "01234567", 2).await);
            assert_eq!(stopped, if nth < 5 { "party-code-wrong" } else { "party-code-void" });
        }
        for purpose in [Purpose::SignIn, Purpose::SignIn] {
            ask(&fresh, "nobody@example.se", purpose).await.expect("the same answer");
        }
        let sixth = ask(&fresh, "nobody@example.se", Purpose::SignIn).await;
        assert_eq!(refused(sixth), "party-codes-too-many");
        // Who signs up twice learns it from a letter, and only there.
        ask(&fresh, "anna@example.se", Purpose::SignUp).await.expect("the same answer");
        let last = letters(&fresh, "anna@example.se").await.pop().expect("a letter");
        assert_eq!(last, ("known".to_owned(), String::new()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_sign_up_twice_gives_one_firm() {
    for fresh in each_store() {
        ask(&fresh, "anna@example.se", Purpose::SignUp).await.expect("sent");
        let code = last_code(&fresh, "anna@example.se").await;
        let act = |new: NewMember| {
            let home = new.contact.home();
            let key = OnceKey::new(home, home, "party.sign-up", "k", b"").expect("a key");
            write(&fresh, move |tx| tx.once(&key, |tx| party::sign_up(tx, &new, [2; 32])))
        };
        let first = act(newcomer("anna@example.se", &code)).await.expect("signed up");
        let again = act(newcomer("Anna@Example.se", &code)).await.expect("the same answer");
        assert_eq!((first.was_replayed, again.was_replayed), (false, true));
        assert_eq!(first.value, again.value);
        // Without its key too: the code is spent.
        let anew = sign_up(&fresh, newcomer("anna@example.se", &code), 3).await;
        assert_eq!(refused(anew), "party-code-void");
        let Checked::Right(signed_in) = first.value else { panic!("the code was right") };
        let me = Actor::Member {
            person: signed_in.person,
            firm: signed_in.firm.zip(signed_in.role),
            scope: kernel::Scope::Full,
        };
        let by_token = read(&fresh, |tx| party::sign_in_by_hash(tx, &[2; 32])).await;
        assert_eq!(by_token.expect("signed in"), me);
        let profile = read(&fresh, move |tx| party::me(tx, &me)).await.expect("a profile");
        assert_eq!(profile.firms.len(), 1);
        assert_eq!(profile.firm.map(|firm| firm.name), Some("Berg AB".to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_cannot_claim_one_contact() {
    for fresh in each_store() {
        ask(&fresh, "anna@example.se", Purpose::SignUp).await.expect("sent");
        let code = last_code(&fresh, "anna@example.se").await;
        // Meanwhile the operator imports a firm with the same contact.
        let opened = open_firm(&fresh, "ANNA@example.se").await;
        let late = sign_up(&fresh, newcomer("anna@example.se", &code), 3).await;
        assert_eq!(refused(late), "party-contact-taken");
        let new = party::DirectFirm {
            contact: Some(contact("anna@example.se")),
            person: person("Bo Ek"),
            firm: firm("Ek AB"),
            session: None,
        };
        let second = write(&fresh, move |tx| party::open_firm_directly(tx, &new)).await;
        assert_eq!(refused(second), "party-contact-taken");
        let lines = read(&fresh, move |tx| party::trust_lines(tx, &[opened.firm])).await;
        assert_eq!(lines.expect("a line").len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_its_time_and_when_signed_out() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        let by = super::owner(opened);
        fresh.clock.set(noon().plus_days(30).plus_seconds(-1));
        assert_eq!(super::actor_of(&fresh, 1).await.expect("signed in"), by);
        fresh.clock.set(noon().plus_days(30));
        assert!(is_signed_out(&super::actor_of(&fresh, 1).await));
        assert!(is_signed_out(&super::actor_of(&fresh, 9).await));
        fresh.clock.set(noon());
        write(&fresh, move |tx| party::sign_out(tx, &by, &[1; 32])).await.expect("signed out");
        assert!(is_signed_out(&super::actor_of(&fresh, 1).await));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_read_the_owners_letters_is_out_once_there_is_a_new_password() {
    for fresh in each_store() {
        let told = "anna@example.se";
        open_firm(&fresh, told).await;
        let mut read_by_a_thief = Vec::new();
        for (nth, purpose) in [(2, Purpose::SignIn), (3, Purpose::Reset)] {
            ask_as(&fresh, told, purpose, stranger(nth)).await.expect("sent");
            read_by_a_thief.push(typed(&last_code(&fresh, told).await, stranger(nth)));
        }
        ask(&fresh, told, Purpose::Reset).await.expect("sent");
        let own = typed(&last_code(&fresh, told).await, FIRST);
        reset(&fresh, told, own, 4).await.expect("reset");
        let [to_enter, to_reset] = read_by_a_thief.try_into().expect("two codes");
        let entered = sign_in_as(&fresh, told, to_enter, 5).await;
        assert_eq!(refused(entered), "party-code-void");
        let anew = reset(&fresh, told, to_reset, 6).await;
        assert_eq!(refused(anew), "party-code-void");
        // What is asked for from now on opens.
        ask_as(&fresh, told, Purpose::SignIn, stranger(7)).await.expect("sent");
        let fresh_code = typed(&last_code(&fresh, told).await, stranger(7));
        sign_in_as(&fresh, told, fresh_code, 7).await.expect("signed in");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_ends_every_other_session() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        ask(&fresh, "anna@example.se", Purpose::Reset).await.expect("sent");
        let code = typed(&last_code(&fresh, "anna@example.se").await, FIRST);
        let reset = reset(&fresh, "anna@example.se", code, 2).await;
        assert_eq!(reset.expect("reset").firm, Some(opened.firm));
        assert!(is_signed_out(&super::actor_of(&fresh, 1).await));
        assert!(super::actor_of(&fresh, 2).await.is_ok());
        let to = contact("anna@example.se");
        let kept = read(&fresh, move |tx| party::password_of(tx, &to)).await;
        assert_eq!(kept.expect("a hash"), Some("a new hash".to_owned()));
        // A password that was compared before the reset opens nothing after it.
        let (to, old) = (contact("anna@example.se"), "the old hash".to_owned());
        let proof = Proof::Password { verified: old };
        let late = move |tx: &mut Tx<'_>| party::sign_in(tx, &to, &proof, None, [3; 32]);
        assert_eq!(refused(write(&fresh, late).await), "party-sign-in-wrong");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_signs_in_at_their_desk() {
    for fresh in each_store() {
        let new = party::NewClerk {
            contact: contact("olof@example.se"),
            person: person("Olof"),
            desk: kernel::Desk::Officer,
        };
        let made = write(&fresh, move |tx| party::make_clerk(tx, &new)).await.expect("a clerk");
        ask(&fresh, "olof@example.se", Purpose::SignIn).await.expect("sent");
        let code = last_code(&fresh, "olof@example.se").await;
        sign_in(&fresh, "olof@example.se", &code, 2).await.expect("signed in");
        let actor = super::actor_of(&fresh, 2).await.expect("signed in");
        assert_eq!(actor, Actor::Clerk { person: made, desk: kernel::Desk::Officer });
        let profile = read(&fresh, move |tx| party::me(tx, &actor)).await.expect("a profile");
        assert_eq!((profile.desk, profile.firm), (Some(kernel::Desk::Officer), None));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_in_for_a_firm_that_is_not_theirs_finds_none() {
    for fresh in each_store() {
        open_firm(&fresh, "anna@example.se").await;
        ask(&fresh, "anna@example.se", Purpose::SignIn).await.expect("sent");
        let proof = Proof::Code(typed(&last_code(&fresh, "anna@example.se").await, FIRST));
        let (to, other) = (contact("anna@example.se"), Some(kernel::Id::new(77)));
        let act = move |tx: &mut Tx<'_>| party::sign_in(tx, &to, &proof, other, [3; 32]);
        assert!(matches!(write(&fresh, act).await, Err(Stop::Absent)));
    }
}
