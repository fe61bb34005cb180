//! The way of a remedy, step by step.

use super::*;
use crate::model::About;
use crate::model::act::Act;
use kernel::{Currency, Reason};

const NOW: Timestamp = Timestamp::from_micros(1_772_452_800_000_000);

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::CNY)
}

fn remedy(want: Want, state: State) -> Remedy {
    Remedy {
        id: Id::new(1),
        deal: Id::new(2),
        buyer: Id::new(3),
        seller: Id::new(4),
        want,
        amount: cny(240),
        reason: "Torn".to_owned(),
        about: About::default(),
        state,
        was_shipped: true,
        is_retail: true,
        is_virtual: false,
        is_of_right: false,
        rules_version: "classic-1".to_owned(),
        returned_by: None,
        level: 1,
        officer: Some(Id::new(7)),
        barred: None,
        decision: None,
        changes: 0,
        timer: Some(Id::new(8)),
        due_at: Some(NOW),
        calendar: None,
        asked_at: NOW,
        ended_at: None,
        version: 1,
    }
}

fn after(step: Option<Move>) -> (State, Consequence, &'static str) {
    let step = step.expect("a move");
    (step.after.state, step.consequence, step.told)
}

#[test]
fn silence_grants_lapses_or_calls_the_next() {
    use Consequence as C;
    use State as S;
    let cases = [
        (Want::Money, S::WaitsSeller, S::Succeeded, C::GiveBack(cny(240)), "remedy-granted"),
        (Want::Return, S::WaitsSeller, S::WaitsReturn, C::Wait, "remedy-granted"),
        (Want::Reshipment, S::WaitsSeller, S::Succeeded, C::GiveBack(cny(240)), "remedy-granted"),
        (Want::Money, S::Refused, S::StepIn, C::Wait, "remedy-may-step-in"),
        (Want::Money, S::StepIn, S::Closed, C::GoOn, "remedy-lapsed"),
        (Want::Return, S::WaitsReturn, S::Closed, C::GoOn, "remedy-lapsed"),
        (Want::Return, S::WaitsAcceptance, S::Succeeded, C::GiveBack(cny(240)), "remedy-granted"),
        (
            Want::Reshipment,
            S::WaitsReshipment,
            S::Succeeded,
            C::GiveBack(cny(240)),
            "remedy-granted",
        ),
        (Want::Money, S::Claiming, S::Answering, C::Wait, "remedy-evidence-closed"),
        (Want::Money, S::Answering, S::Deciding, C::Wait, "remedy-evidence-closed"),
        (Want::Money, S::Deciding, S::Deciding, C::Wait, "remedy-second-officer"),
    ];
    for (want, state, then, consequence, told) in cases {
        let seen = after(remedy(want, state).expire(NOW));
        assert_eq!(seen, (then, consequence, told), "{state:?} {want:?}");
    }
    for state in [State::Succeeded, State::Closed] {
        assert_eq!(remedy(Want::Money, state).expire(NOW), None);
    }
}

#[test]
fn each_state_that_is_open_has_its_timer_and_its_days() {
    let days = [
        (State::WaitsSeller, Some(5)),
        (State::Refused, Some(3)),
        (State::StepIn, Some(7)),
        (State::WaitsReturn, Some(7)),
        (State::WaitsAcceptance, Some(30)),
        (State::WaitsReshipment, Some(7)),
        // From a Monday on: three working days.
        (State::Claiming, Some(3)),
        (State::Answering, Some(3)),
        (State::Deciding, Some(7)),
        (State::Succeeded, None),
        (State::Closed, None),
    ];
    let kept = remedy(Want::Return, State::WaitsSeller);
    for (state, days) in days {
        assert_eq!(kept.due_in(state, NOW), days.map(|days| NOW.plus_days(days)), "{state:?}");
        assert_eq!(state.timer().is_some(), days.is_some());
        assert_eq!(state.is_over(), days.is_none());
    }
    let business = Remedy { is_retail: false, ..kept.clone() };
    assert_eq!(business.due_in(State::WaitsSeller, NOW), Some(NOW.plus_days(15)));
    let by_air = Remedy { returned_by: Some(Transport::Express), ..kept };
    assert_eq!(by_air.due_in(State::WaitsAcceptance, NOW), Some(NOW.plus_days(10)));
}

#[test]
fn a_yes_pays_or_lets_the_goods_travel_first() {
    let agreed =
        |want| after(remedy(want, State::Deciding).act(Role::Seller, Act::Agree, NOW).ok());
    assert_eq!(agreed(Want::Money).1, Consequence::GiveBack(cny(240)));
    assert_eq!(agreed(Want::Return).0, State::WaitsReturn);
    assert_eq!(agreed(Want::Reshipment).0, State::WaitsReshipment);
}

#[test]
fn a_decision_splits_what_is_kept_once_goods_were_sent() {
    let decide = |was_shipped, minor, needs_return| {
        let kept = Remedy { was_shipped, ..remedy(Want::Money, State::Deciding) };
        let decision = Decision { to_buyer: cny(minor), needs_return };
        let step = kept.decide(Role::Holder, decision, (cny(1_000), NOW));
        step.map(|step| (step.after.state, step.consequence)).map_err(|stop| stop.code())
    };
    use Consequence as C;
    use State as S;
    for (was_shipped, minor, needs_return, expected) in [
        (true, 400, false, Ok((S::Succeeded, C::Settle(cny(400))))),
        (true, 0, false, Ok((S::Closed, C::Settle(cny(0))))),
        (true, 1_000, false, Ok((S::Succeeded, C::Settle(cny(1_000))))),
        (true, 400, true, Ok((S::WaitsReturn, C::Wait))),
        (false, 400, false, Ok((S::Succeeded, C::GiveBack(cny(400))))),
        (false, 0, false, Ok((S::Closed, C::GoOn))),
        (false, 400, true, Err(Some("remedy-nothing-sent"))),
        (true, 0, true, Err(Some("remedy-nothing-sent"))),
        (true, 1_001, false, Err(Some("remedy-amount-out-of-range"))),
        (true, -1, false, Err(Some("remedy-amount-out-of-range"))),
    ] {
        assert_eq!(decide(was_shipped, minor, needs_return), expected, "{minor} {needs_return}");
    }
}

#[test]
fn a_return_after_a_decision_pays_what_was_decided_and_a_contested_one_gets_a_second_officer() {
    let decision = Some(Decision { to_buyer: cny(100), needs_return: true });
    let kept = Remedy { decision, ..remedy(Want::Money, State::WaitsAcceptance) };
    let seen = after(kept.act(Role::Seller, Act::AcceptReturn, NOW).ok());
    assert_eq!((seen.0, seen.1), (State::Succeeded, Consequence::Settle(cny(100))));
    let step = kept.act(Role::Seller, Act::ContestReturn, NOW).expect("a move");
    assert_eq!(step.after.state, State::Deciding);
    assert_eq!(
        (step.after.level, step.after.officer, step.after.barred),
        (2, None, Some(Id::new(7)))
    );
    let undecided = Remedy { decision: None, ..kept };
    let seen = after(undecided.act(Role::Seller, Act::ContestReturn, NOW).ok());
    assert_eq!(seen.0, State::Refused);
}

#[test]
fn an_officer_who_lost_the_case_is_barred_from_it() {
    let kept = remedy(Want::Money, State::Deciding);
    let step = kept.expire(NOW).expect("a move");
    assert_eq!((step.after.level, step.after.barred), (2, Some(Id::new(7))));
    assert_eq!(step.after.due_at, Some(NOW.plus_days(7)));
    let again = Remedy { officer: None, barred: Some(Id::new(7)), ..kept.clone() };
    let stop = again.take(Role::Barred, Id::new(7)).expect_err("a refusal");
    assert_eq!(stop.code(), Some("remedy-conflict"));
    // Nobody had it: whoever was barred stays so.
    assert_eq!(again.expire(NOW).expect("a move").after.barred, Some(Id::new(7)));
    assert_eq!(kept.put_back(Role::Holder).expect("a move").after.barred, Some(Id::new(7)));
}

#[test]
fn what_does_not_travel_is_not_sent_back() {
    let kept = Remedy { is_virtual: true, ..remedy(Want::Money, State::WaitsSeller) };
    let new = |want| NewRemedy {
        want,
        amount: cny(100),
        reason: "It is used up".to_owned(),
        about: About::default(),
    };
    let code = |want| {
        kept.change(Role::Buyer, (&new(want), false), (cny(240), NOW)).map_err(|no| no.code()).err()
    };
    assert_eq!(code(Want::Return), Some(Some("remedy-nothing-to-return")));
    assert_eq!((code(Want::Money), code(Want::Reshipment)), (None, None));
    let deciding = Remedy { state: State::Deciding, ..kept.clone() };
    let decide = |needs_return| {
        let decision = Decision { to_buyer: cny(100), needs_return };
        let step = deciding.decide(Role::Holder, decision, (cny(240), NOW));
        step.map_err(|no| no.code()).err()
    };
    assert_eq!(decide(true), Some(Some("remedy-nothing-to-return")));
    assert_eq!(decide(false), None);
}

const WORDS: [&str; 2] =
    [include_str!("../../../locales/en.ftl"), include_str!("../../../locales/zh-CN.ftl")];

#[test]
fn every_refusal_has_its_sentence_with_its_facts_in_every_language() {
    use RemedyRefusal as No;
    let most = 1;
    let all = [
        No::Conflict,
        No::IsOver,
        No::TooLateToChange,
        No::GoodsOnTheirWay,
        No::Answered,
        No::NothingToSendBack,
        No::NothingSentBack,
        No::NothingToSendAgain,
        No::NotRefused,
        No::StepInTooEarly { from: Some(NOW) },
        No::InDispute,
        No::NotInDispute,
        No::OtherSidesEvidence,
        No::EvidenceClosed,
        No::NotForDecision,
        No::Taken,
        No::NotTaken,
        No::TradeIsOver,
        No::AlreadyOpen,
        No::NothingHeld,
        No::TooSoon { from: NOW },
        No::NothingSent,
        No::NothingToReturn,
        No::TimeIsOver,
        No::AmountOutOfRange { most: cny(1) },
        No::OtherCurrency,
        No::AsksTooMany { most },
        No::ChangesTooMany { most },
        No::WantUnknown,
        No::Text { field: "reason", most },
        No::StatementsTooMany { most },
        No::EvidenceTooMuch { most },
        No::NothingSaid,
        No::AboutUnknown,
        No::PublicTextNames,
    ];
    for words in WORDS {
        for refusal in all {
            let key = format!("refusal-{} = ", refusal.code());
            let line = words.lines().find_map(|line| line.strip_prefix(&key));
            let sentence = line.unwrap_or_else(|| panic!("{key} is missing"));
            for (fact, _) in refusal.facts() {
                assert!(sentence.contains(&format!("{{ ${fact} }}")), "{key}: {fact}");
            }
        }
    }
}
