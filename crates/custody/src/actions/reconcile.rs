//! The bank's books beside ours: every difference has a name.

use super::differences::clerk_of;
use super::listing::{List, list};
use super::unclear::{clear, end_by_bank, post_unclear};
use crate::model::{Difference, DifferenceKind, Figures, KeptStatement, Lies, Teller, bank_of};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Limit, Money, Outcome, Timestamp};

/// Entries that a line about an unexplained sum names.
const NAMED: i64 = 5;

/// Ends a statement whose payments are all taken: keeps its figures, compares them with the ledger,
/// and lists what is odd. Tells how many lines that made. Told again, nothing happens.
pub(crate) fn end_statement(tx: &mut Tx<'_>, teller: &Teller, figures: &Figures) -> Outcome<i64> {
    if store::find_statement_day(tx, &teller.account, &figures.code)?.is_some() {
        return Ok(0);
    }
    let last = store::find_last_statement(tx, &teller.account)?;
    let later = last.clone().filter(|last| last.day > figures.day);
    let is_bridged = later.is_some() && !explain_opening(tx, teller, figures)?;
    let before = match later {
        Some(_) => {
            let first = store::find_first_statement(tx, &teller.account)?;
            first.filter(|first| first.day <= figures.day)
        }
        None => last,
    };
    let oddities = if later.is_some() && before.is_some() {
        Vec::new()
    } else {
        figures.oddities(before.as_ref())
    };
    list_oddities(tx, teller, figures, before.as_ref(), &oddities)?;
    let kept = compare(tx, teller, figures, later.as_ref())?;
    store::add_statement(tx, &kept, &teller.hash)?;
    if kept.unexplained.minor == 0 && later.is_none() {
        end_explained(tx, teller)?;
    }
    let listed = i64::try_from(oddities.len()).unwrap_or(0);
    if kept.unexplained.minor == 0 || is_bridged {
        return Ok(listed);
    }
    let late = store::list_not_stated(tx, &teller.account, &figures.open_from, NAMED)?;
    let words: Vec<&str> =
        [kept.code.as_str()].into_iter().chain(late.iter().map(String::as_str)).collect();
    let told = List::plain(DifferenceKind::MirrorDiffers, kept.unexplained, &words.join(" "));
    let (account, hash) = (teller.account.clone(), teller.hash.clone());
    let expected = Some(kept.closing.minor);
    list(tx, &List { account, hash, expected, ..told })?;
    Ok(listed + 1)
}

/// A bank that makes several statements a day tells on the last what was missing on the first: once
/// nothing is unexplained, the lines about what was have an answer.
fn end_explained(tx: &mut Tx<'_>, teller: &Teller) -> Outcome<()> {
    let differs = store::list_open_of(tx, DifferenceKind::MirrorDiffers, &teller.account)?;
    differs.iter().try_for_each(|line| end_by_bank(tx, line))
}

/// A statement that comes after a later one: where it ends as that one begins, it explains what
/// that one began with. Tells whether nothing waits for such an explanation any more; until then
/// the opening balance stands for what lies before it, this statement's entries too.
fn explain_opening(tx: &mut Tx<'_>, teller: &Teller, figures: &Figures) -> Outcome<bool> {
    let mut is_explained = true;
    for line in store::list_open_of(tx, DifferenceKind::OpeningBalance, &teller.account)? {
        // The line's words are the code of the statement that began with it.
        let day = store::find_statement_day(tx, &teller.account, &line.words)?;
        if day.is_none_or(|day| day <= figures.day) {
            continue;
        }
        if line.amount == figures.closing {
            clear(tx, &line)?;
        } else {
            is_explained = false;
        }
    }
    Ok(is_explained)
}

fn list_oddities(
    tx: &mut Tx<'_>,
    teller: &Teller,
    figures: &Figures,
    before: Option<&KeptStatement>,
    found: &[DifferenceKind],
) -> Outcome<()> {
    for &kind in found {
        let is_first = kind == DifferenceKind::OpeningBalance;
        let lies = match figures.opening.minor {
            1.. if is_first => Lies::Kept,
            _ if is_first => Lies::Outside,
            _ => Lies::Nowhere,
        };
        let (account, hash) = (teller.account.clone(), teller.hash.clone());
        let expected = before.map(|before| before.closing.minor);
        let told = List::plain(kind, figures.opening, &figures.code);
        let id = list(tx, &List { account, hash, expected, lies, ..told })?;
        if is_first {
            post_unclear(tx, id, figures.opening)?;
        }
    }
    Ok(())
}

/// The ledger's mirror of the bank beside the statement's closing balance. A statement that comes
/// after a later one is compared with what the ledger had at its end. What was only notified is
/// awaited as long as a later statement may tell it; what should have stood on this one is missing.
fn compare(
    tx: &mut Tx<'_>,
    teller: &Teller,
    figures: &Figures,
    later: Option<&KeptStatement>,
) -> Outcome<KeptStatement> {
    let currency = figures.closing.currency;
    // What is at the bank is below nothing in its mirror.
    let now = ledger::balance(tx, bank_of(currency))?.posted.negated();
    let since = later.map_or(0, |later| later.closing.minor - figures.closing.minor);
    let mirror = Money::new(now.minor - since, currency);
    let told_only = store::sum_told_only(tx, &teller.account, &figures.open_from, currency)?;
    Ok(KeptStatement {
        account: teller.account.clone(),
        code: figures.code.clone(),
        day: figures.day.clone(),
        sequence: figures.sequence,
        opening: figures.opening,
        entries: figures.closing.minus(figures.opening)?,
        closing: figures.closing,
        mirror,
        told_only,
        unexplained: mirror.minus(told_only)?.minus(figures.closing)?,
        at: tx.now(),
    })
}

/// What a bank's day looks like: its statements, and what was put on the work list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BankDay {
    /// The statements of the day, of all our accounts.
    pub statements: Vec<KeptStatement>,
    /// Every difference of the day, answered or not, oldest first.
    pub differences: Vec<Difference>,
}

/// Statements and differences of a bank's day that are shown together; who has more needs the work
/// list.
const OF_A_DAY: i64 = 200;

/// The bank's side of a civil day such as `2027-03-01`, which begins and ends at these instants.
pub fn bank_day(
    tx: &mut Tx<'_>,
    by: &Actor,
    day: &str,
    (begin, end): (Timestamp, Timestamp),
) -> Outcome<BankDay> {
    clerk_of(by)?;
    let statements = store::list_statements_of(tx, day, OF_A_DAY)?;
    let differences = store::list_differences_of(tx, (begin, end), OF_A_DAY)?;
    Ok(BankDay { statements, differences })
}

/// The newest statements of one of our accounts before a day such as `2027-03-01`.
pub fn statements(
    tx: &mut Tx<'_>,
    by: &Actor,
    account: &str,
    before: &str,
) -> Outcome<Vec<KeptStatement>> {
    clerk_of(by)?;
    store::list_statements(tx, account, before, Limit::DEFAULT.ask())
}
