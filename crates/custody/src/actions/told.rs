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

/// What was told of an entry before a file tells its parts. It is looked up once for all of them:
/// there may be ten thousand.
#[derive(Debug, Clone)]
pub(crate) struct Heard {
    /// The entry's code, and its sum.
    of: (String, Money),
    /// Who tells the parts; nobody, if nothing is left to do.
    parts: Option<Teller>,
}

/// An entry as it was told before, beside what is told now.
struct Told<'a> {
    code: &'a str,
    now: Money,
    minor: i64,
    is_stated: bool,
    before: Option<&'a KeptEntry>,
}

/// Looks for the entry, whole and in parts, under the bank's own reference.
pub(super) fn told_before(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    heard: &mut Option<Heard>,
) -> Outcome<Known> {
    let Some(of) = &paid.of else { return whole_before(tx, teller, paid) };
    let mut taken = Taken::Before;
    if heard.as_ref().is_none_or(|heard| heard.of != *of) {
        let parts;
        (taken, parts) = hear(tx, teller, paid, of)?;
        *heard = Some(Heard { of: of.clone(), parts });
    }
    match heard.as_ref().and_then(|heard| heard.parts.as_ref()) {
        Some(teller) => part_before(tx, teller, paid),
        None => Ok(Known::Before(taken)),
    }
}

fn whole_before(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid) -> Outcome<Known> {
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
    let told = told_as(&paid.code, paid.amount, before.as_ref(), under);
    same_or_otherwise(tx, teller, paid, &told).map(Known::Before)
}

/// Before the first part of an entry is taken: other files may have told it whole, in parts or as
/// one sum. Tells who tells its parts, if they are still to be looked at one by one.
fn hear(
    tx: &mut Tx<'_>,
    teller: &Teller,
    first: &Paid,
    (code, whole): &(String, Money),
) -> Outcome<(Taken, Option<Teller>)> {
    let sum = store::find_entry(tx, &teller.account, code)?;
    let under = store::sum_under(tx, teller, code)?;
    let is_sum = sum.as_ref().is_some_and(|sum| sum.course != PARTS);
    if let Some(sum) = sum.as_ref().filter(|sum| is_sum && sum.amount == *whole)
        && under == Under::default()
        && let Some(line) = kept(tx, teller, sum)?
    {
        return Ok((Taken::Before, Some(split(tx, teller, sum, &line)?)));
    }
    let own = sum.as_ref().map_or_else(|| teller.clone(), |sum| as_stated(teller, sum));
    if !is_sum && under.of_others == 0 {
        return Ok((Taken::Before, Some(own)));
    }
    // However the bank names or orders the parts: together they were told.
    if !is_sum && under.of_others_minor == whole.minor {
        let told = Told { minor: whole.minor, ..told_as(code, *whole, None, under) };
        return Ok((same_or_otherwise(tx, teller, first, &told)?, None));
    }
    let is_late = teller.kind != StatementKind::Statement && sum.is_none() && under.stated > 0;
    let is_by_name = !is_sum && !is_late;
    if is_by_name && store::find_entry(tx, &teller.account, &first.code)?.is_some() {
        return Ok((Taken::Before, Some(own)));
    }
    let told = told_as(code, *whole, sum.as_ref(), under);
    Ok((same_or_otherwise(tx, teller, first, &told)?, None))
}

/// A part by its own name.
fn part_before(tx: &mut Tx<'_>, teller: &Teller, paid: &Paid) -> Outcome<Known> {
    let Some(before) = store::find_entry(tx, &teller.account, &paid.code)? else {
        return Ok(Known::New(teller.clone(), Box::new(paid.clone())));
    };
    let under = store::sum_under(tx, teller, &paid.code)?;
    let told = told_as(&paid.code, paid.amount, Some(&before), under);
    same_or_otherwise(tx, teller, paid, &told).map(Known::Before)
}

fn told_as<'a>(code: &'a str, now: Money, before: Option<&'a KeptEntry>, under: Under) -> Told<'a> {
    let minor = before.map_or(0, |before| before.amount.minor) + under.minor;
    let is_stated = under.stated > 0 || before.is_some_and(|before| before.statement.is_some());
    Told { code, now, minor, is_stated, before }
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
/// is the bank's, and a clerk must look. A notification that comes late, or again, says nothing
/// against the statement on which the entry stands.
fn same_or_otherwise(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    told: &Told<'_>,
) -> Outcome<Taken> {
    let is_statement = teller.kind == StatementKind::Statement;
    let beside = Money::new(told.now.minor - told.minor, told.now.currency);
    let mut taken = Taken::Before;
    if beside.minor != 0 {
        let short = teller.hash.get(..12).unwrap_or(&teller.hash);
        let own = format!("{}/!{short}", told.code);
        let is_over = told.is_stated && !is_statement;
        if is_over || store::find_entry(tx, &teller.account, &own)?.is_some() {
            return Ok(Taken::Before);
        }
        let (was, now) = (Money::new(told.minor, told.now.currency), told.now);
        let words = format!("{} → {} {}", was.plain(), now.plain(), paid.words);
        let correction = Paid { code: own, amount: beside, words, ..paid.clone() };
        let list = List {
            firm: told.before.and_then(|before| before.firm),
            order: told.before.and_then(|before| before.order),
            ..List::of(DifferenceKind::ToldOtherwise, teller, &correction)
        };
        list_unclear(tx, &list)?;
        store::add_entry(tx, teller, &entry(&correction, KEEP, None))?;
        taken = Taken::Listed;
    }
    if is_statement {
        store::mark_stated(tx, &teller.account, told.code, &teller.statement)?;
    }
    Ok(taken)
}
