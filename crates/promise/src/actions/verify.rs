//! Looking every claim and every firm's promises over again.

use super::Which;
use super::cover::{SIGNED_MOST, words_of};
use crate::model::{Compensation, Findings, FirmFindings, Promise, State, text_hash};
use crate::store;
use ::store::Tx;
use kernel::{Firm, Id, Outcome};

/// Claims looked over in one read.
const AT_A_TIME: i64 = 200;
/// Currencies of one firm; ISO 4217 has some 180.
const PROTECTIONS_MOST: i64 = 200;

/// Looks over the claims after one: what is paid is a line of the fund over just that sum and for
/// that promise; what is open stands open in the lists of both firms, what is over in none.
pub fn verify(tx: &mut Tx<'_>, after: Which) -> Outcome<Findings> {
    let claims = store::list_after(tx, after, AT_A_TIME)?;
    let checked = i64::try_from(claims.len()).unwrap_or(i64::MAX);
    let next = claims.last().map(|claim| (claim.deal, claim.id)).filter(|_| checked == AT_A_TIME);
    let mut problems = Vec::new();
    for claim in &claims {
        let id = claim.id;
        if claim.state == State::Paid && !is_a_line(tx, claim)? {
            problems.push(format!("{id}: it is paid, and the fund has no such line"));
        }
        let places = store::count_open_places(tx, claim)?;
        if places != if claim.state.is_over() { 0 } else { 2 } {
            problems.push(format!("{id}: {}, and open in {places} lists", claim.state.word()));
        }
    }
    Ok(Findings { checked, problems, next })
}

fn is_a_line(tx: &mut Tx<'_>, claim: &Compensation) -> Outcome<bool> {
    let Some((nth, awarded)) = claim.fund_line.zip(claim.awarded()) else { return Ok(false) };
    let line = custody::fund_line(tx, awarded.currency, nth)?;
    let is_it = |line: &custody::FundLine| {
        line.amount == awarded.negated() && line.about == claim.promise.word()
    };
    Ok(line.is_some_and(|line| is_it(&line)))
}

/// Looks over the promises of the firms after one: what holds stands under a badge that is on, in
/// the words that were signed, and everybody reads just that beside the firm's name.
pub fn verify_protections(tx: &mut Tx<'_>, after: Id<Firm>) -> Outcome<FirmFindings> {
    let mut firms = store::list_protected_after(tx, after, AT_A_TIME)?;
    let next = firms.last().copied().filter(|_| i64::try_from(firms.len()) == Ok(AT_A_TIME));
    firms.dedup();
    let mut problems = Vec::new();
    for firm in &firms {
        let open = store::list_open_signed(tx, *firm, SIGNED_MOST)?;
        for protection in store::list_protections(tx, *firm, PROTECTIONS_MOST)? {
            let own = open.iter().filter(|signed| signed.currency == protection.currency);
            let is_truthful = own.clone().any(|signed| signed.promise == Promise::Truthful);
            let has_some = own.count() > 0;
            let is_on = protection.state.is_on();
            if (is_truthful, has_some) != (is_on, is_on) {
                let (code, state) = (protection.currency.code(), protection.state.word());
                problems.push(format!("{firm}: {code} is {state}, and its promises differ"));
            }
        }
        let wrong = open.iter().filter(|signed| {
            text_hash(signed.promise, &signed.text_version).as_ref() != Some(&signed.text_hash)
        });
        problems.extend(wrong.map(|signed| format!("{}: its words were changed", signed.id)));
        let shown = party::trust_lines(tx, &[*firm])?.pop().map(|line| line.promises);
        if shown.unwrap_or_default() != words_of(&open) {
            problems.push(format!("{firm}: its badge shows other promises than it stands by"));
        }
    }
    let checked = i64::try_from(firms.len()).unwrap_or(i64::MAX);
    Ok(FirmFindings { checked, problems, next })
}
