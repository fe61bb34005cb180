use super::*;
use crate::model::Promise;
use crate::model::table::sample;
use kernel::Currency;

const OFFICER: Id<Person> = Id::new(70);
const SECOND: Id<Person> = Id::new(71);

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::CNY)
}

fn at(days: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_days(20_000 + days)
}

/// A claim of 15,000.00 before the officer who has it.
fn taken() -> Compensation {
    let mut claim = sample(State::Deciding, Role::Holder);
    (claim.officer, claim.amount) = (Some(OFFICER), cny(1_500_000));
    claim.rules_version = "classic-1".to_owned();
    claim
}

#[test]
fn a_yes_is_paid_where_the_deposit_covers_it_and_else_an_officer_looks() {
    let mut claim = sample(State::WaitsSeller, Role::Seller);
    claim.amount = cny(72_000);
    for (deposit, state, awarded) in
        [(72_000, State::Unpaid, Some(72_000)), (71_999, State::Deciding, None)]
    {
        let now = (cny(deposit), cny(900_000), at(1));
        let step = claim.act(Role::Seller, Act::Agree, now).expect("agreed");
        assert_eq!((step.after.state, step.after.awarded_minor), (state, awarded));
        assert!(step.after.is_agreed);
        assert_eq!(step.after.due_at.is_some(), state == State::Deciding);
    }
}

#[test]
fn a_decision_is_within_what_was_claimed_and_what_the_promise_is_worth() {
    let claim = taken();
    // Awarded, worth now: state or refusal.
    let cases = [
        (0, 900_000, Ok(State::Rejected)),
        (999_999, 1_500_000, Ok(State::Unpaid)),
        (1_000_000, 1_500_000, Ok(State::Seconding)),
        (1_500_000, 2_000_000, Ok(State::Seconding)),
        (1_500_001, 2_000_000, Err("promise-amount-out-of-range")),
        (300_001, 300_000, Err("promise-amount-out-of-range")),
        (-1, 900_000, Err("promise-amount-out-of-range")),
    ];
    for (awarded, most, expected) in cases {
        let step = claim.decide(Role::Holder, cny(awarded), (cny(most), at(1)));
        let seen = step.map(|step| step.after.state).map_err(|no| no.code().unwrap_or("fault"));
        assert_eq!(seen, expected, "{awarded} of {most}");
    }
    let yen = Money::new(1, Currency::JPY);
    let other = claim.decide(Role::Holder, yen, (cny(1_500_000), at(1)));
    assert_eq!(other.expect_err("refused").code(), Some("promise-other-currency"));
}

#[test]
fn who_decided_a_large_sum_may_not_agree_to_it() {
    let step = taken().decide(Role::Holder, cny(1_200_000), (cny(1_500_000), at(1)));
    let claim = step.expect("decided").after;
    let by = |person| kernel::Actor::Clerk { person, desk: kernel::Desk::Officer };
    assert_eq!(claim.role_of(&by(OFFICER)), Role::Barred);
    assert_eq!(claim.role_of(&by(SECOND)), Role::Officer);
    let claim = claim.take(Role::Officer, SECOND).expect("taken").after;
    let now = (cny(1_500_000), at(2));
    let upheld = claim.second(Role::Holder, Act::Confirm, now).expect("agreed").after;
    assert_eq!((upheld.state, upheld.awarded_minor), (State::Unpaid, Some(1_200_000)));
    let anew = claim.second(Role::Holder, Act::Object, now).expect("not agreed").after;
    assert_eq!((anew.state, anew.level, anew.awarded_minor), (State::Deciding, 2, None));
    assert_eq!(anew.role_of(&by(OFFICER)), Role::Barred);
}

#[test]
fn an_officer_whose_time_is_over_loses_the_case() {
    let late = taken().expire(at(7)).expect("another").after;
    assert_eq!((late.state, late.level, late.officer), (State::Deciding, 2, None));
    assert_eq!((late.barred, late.due_at), (Some(OFFICER), Some(at(14))));
    let silent = sample(State::WaitsSeller, Role::Seller).expire(at(3)).expect("an officer");
    assert_eq!(silent.after.state, State::Deciding, "silence is no yes");
    for state in [State::Unpaid, State::Paid, State::Rejected, State::Withdrawn] {
        assert_eq!(sample(state, Role::Buyer).expire(at(9)), None);
    }
    assert_eq!(taken().promise, Promise::Truthful);
}

#[test]
fn what_went_back_meanwhile_is_not_paid_once_more() {
    let mut claim = sample(State::WaitsSeller, Role::Seller);
    claim.amount = cny(72_000);
    // Worth now, in the deposit: the state, and what is paid.
    for (most, deposit, state, awarded) in [
        (80_000, 72_000, State::Unpaid, Some(72_000)),
        (20_000, 20_000, State::Unpaid, Some(20_000)),
        (20_000, 19_999, State::Deciding, None),
        (0, 72_000, State::Rejected, Some(0)),
    ] {
        let now = (cny(deposit), cny(most), at(1));
        let after = claim.act(Role::Seller, Act::Agree, now).expect("agreed").after;
        assert_eq!((after.state, after.awarded_minor), (state, awarded), "worth {most}");
    }
    let step = taken().decide(Role::Holder, cny(1_200_000), (cny(1_500_000), at(1)));
    let claim = step.expect("decided").after.take(Role::Officer, SECOND).expect("taken").after;
    for (most, state, awarded) in
        [(1_300_000, State::Unpaid, 1_200_000), (5, State::Unpaid, 5), (0, State::Rejected, 0)]
    {
        let after = claim.second(Role::Holder, Act::Confirm, (cny(most), at(2)));
        let after = after.expect("agreed").after;
        assert_eq!((after.state, after.awarded_minor), (state, Some(awarded)), "worth {most}");
    }
}
