//! What was told before. The bank tells an entry in several files: whole or in parts, in this order
//! or that, and now and then otherwise. It is one entry, and stands in the books once.

use super::listing::List;
use super::take::{Taken, entry, find_order};
use super::unclear::{KEEP, clear, list_unclear};
use crate::model::{Difference, DifferenceKind, Paid, Teller, batch_of};
use crate::store::{self, KeptEntry, Under};
use ::store::Tx;
use bankfile::StatementKind;
use kernel::{Money, Outcome};

/// The course of an entry that was told as one sum, and then in parts: they stand in its place.
const PARTS: &str = "parts";

/// Whether a payment was told before.
pub(super) enum Known {
    /// It was, and nothing is left to do.
    Before(Taken),
    /// It was not: it is to be taken like this.
    New(Teller, Box<Paid>),
}

/// Looks for the entry, whole and in parts, under the bank's own reference.
pub(super) fn told_before(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid) -> Outcome<Known> {
    if let Some((code, whole)) = &paid.of {
        return part_before(tx, teller, paid, (code, *whole));
    }
    let before = store::find_entry(tx, &teller.account, &paid.code)?;
    let under = store::sum_under(tx, teller, &paid.code)?;
    if before.is_none() && under.entries == 0 {
        return Ok(Known::New(teller.clone(), Box::new(paid.clone())));
    }
    if let Some(before) = &before
        && let Some(line) = names_now(tx, teller, paid, before)?
    {
        // The parts of an entry stand under it, and so does its only one.
        let code = format!("{}/1", paid.code);
        let own = split(tx, teller, before, &line)?;
        return Ok(Known::New(own, Box::new(Paid { code, ..paid.clone() })));
    }
    let told_minor = before.as_ref().map_or(0, |before| before.amount.minor) + under.minor;
    let told = (paid.code.as_str(), paid.amount, told_minor);
    same_or_otherwise(tx, teller, paid, told, before.as_ref()).map(Known::Before)
}

/// A part: other files may have told its whole entry, in parts or as one sum, or this very part.
fn part_before(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    (code, whole): (&str, Money),
) -> Outcome<Known> {
    let sum = store::find_entry(tx, &teller.account, code)?;
    let under = store::sum_under(tx, teller, code)?;
    let is_in_parts = sum.as_ref().is_none_or(|sum| sum.course == PARTS);
    // However the bank names or orders the parts: together they were told.
    if is_in_parts && under.entries > 0 && under.of_others_minor == whole.minor {
        let told = (code, whole, whole.minor);
        return same_or_otherwise(tx, teller, paid, told, None).map(Known::Before);
    }
    if let Some(before) = store::find_entry(tx, &teller.account, &paid.code)? {
        let told_minor = before.amount.minor + store::sum_under(tx, teller, &paid.code)?.minor;
        let told = (paid.code.as_str(), paid.amount, told_minor);
        return same_or_otherwise(tx, teller, paid, told, Some(&before)).map(Known::Before);
    }
    let Some(sum) = sum else { return Ok(Known::New(teller.clone(), Box::new(paid.clone()))) };
    if sum.course == PARTS {
        return Ok(Known::New(as_stated(teller, &sum), Box::new(paid.clone())));
    }
    if sum.amount == whole
        && under == Under::default()
        && let Some(line) = kept(tx, teller, &sum)?
    {
        return Ok(Known::New(split(tx, teller, &sum, &line)?, Box::new(paid.clone())));
    }
    let told = (code, whole, sum.amount.minor + under.minor);
    same_or_otherwise(tx, teller, paid, told, Some(&sum)).map(Known::Before)
}

/// The line in which an entry lies, if a clerk has not answered it.
fn kept(tx: &mut Tx<'_>, teller: &Teller, before: &KeptEntry) -> Outcome<Option<Difference>> {
    if before.course != KEEP {
        return Ok(None);
    }
    let line = store::find_unclear(tx, &teller.account, &before.code)?;
    Ok(line.filter(|line| line.amount == before.amount))
}

/// The line in which an entry lies that named nobody, and that names an order or a batch now.
fn names_now(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    before: &KeptEntry,
) -> Outcome<Option<Difference>> {
    use DifferenceKind::{UnknownDebit, UnknownReference};
    let is_named = paid.batch.as_deref().and_then(batch_of).is_some();
    if before.amount != paid.amount || (!is_named && paid.references.is_empty()) {
        return Ok(None);
    }
    let line = kept(tx, teller, before)?;
    let line = line.filter(|line| matches!(line.kind, UnknownReference | UnknownDebit));
    let Some(line) = line else { return Ok(None) };
    let is_ours = is_named || find_order(tx, teller, paid)?.is_some();
    Ok(is_ours.then_some(line))
}

/// What was kept as one sum is taken in parts from now on, which stand where it stood.
fn split(
    tx: &mut Tx<'_>,
    teller: &Teller,
    before: &KeptEntry,
    line: &Difference,
) -> Outcome<Teller> {
    clear(tx, line)?;
    store::empty_entry(tx, &teller.account, &before.code, PARTS)?;
    Ok(as_stated(teller, before))
}

fn as_stated(teller: &Teller, before: &KeptEntry) -> Teller {
    match &before.statement {
        Some(statement) => Teller {
            kind: StatementKind::Statement,
            statement: statement.clone(),
            ..teller.clone()
        },
        None => teller.clone(),
    }
}

/// An entry is told again. Where its amount is another, what is more or less is unclear: the mirror
/// is the bank's, and a clerk must look.
fn same_or_otherwise(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    (code, now, told_minor): (&str, Money, i64),
    before: Option<&KeptEntry>,
) -> Outcome<Taken> {
    let beside = Money::new(now.minor - told_minor, now.currency);
    let mut taken = Taken::Before;
    if beside.minor != 0 {
        let short = teller.hash.get(..12).unwrap_or(&teller.hash);
        let own = format!("{code}/!{short}");
        if store::find_entry(tx, &teller.account, &own)?.is_some() {
            return Ok(Taken::Before);
        }
        let told = Money::new(told_minor, now.currency);
        let words = format!("{} → {} {}", told.plain(), now.plain(), paid.words);
        let correction = Paid { code: own, amount: beside, words, ..paid.clone() };
        let list = List {
            firm: before.and_then(|before| before.firm),
            order: before.and_then(|before| before.order),
            ..List::of(DifferenceKind::ToldOtherwise, teller, &correction)
        };
        list_unclear(tx, &list)?;
        store::add_entry(tx, teller, &entry(&correction, KEEP, None))?;
        taken = Taken::Listed;
    }
    if teller.kind == StatementKind::Statement {
        store::mark_stated(tx, &teller.account, code, &teller.statement)?;
    }
    Ok(taken)
}
