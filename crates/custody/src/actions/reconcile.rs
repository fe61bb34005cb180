//! The bank's books beside ours: every difference has a name.

use super::differences::clerk_of;
use super::escrow::post;
use super::listing::{List, list};
use super::take::post_unclear;
use crate::model::{
    Answered, Difference, DifferenceKind, Figures, KeptStatement, Lies, Teller, Way, bank_of,
    kept_of, missed_of, reason,
};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Limit, Money, Outcome, Timestamp};

/// Ends a statement whose payments are all taken: keeps its figures, compares them with the ledger,
/// and lists what is odd. Tells how many lines that made. Told again, nothing happens.
pub(crate) fn end_statement(tx: &mut Tx<'_>, teller: &Teller, figures: &Figures) -> Outcome<i64> {
    if store::has_statement(tx, &teller.account, &figures.code)? {
        return Ok(0);
    }
    let last = store::find_last_statement(tx, &teller.account)?;
    let later = last.clone().filter(|last| last.day > figures.day);
    let before = if later.is_some() { explain_opening(tx, teller, figures)? } else { last };
    let oddities = if later.is_some() && before.is_some() {
        Vec::new()
    } else {
        figures.oddities(before.as_ref())
    };
    list_oddities(tx, teller, figures, before.as_ref(), &oddities)?;
    let kept = compare(tx, teller, figures, later.as_ref())?;
    store::add_statement(tx, &kept, &teller.hash)?;
    let mut listed = i64::try_from(oddities.len()).unwrap_or(0);
    if kept.unexplained.minor != 0 {
        let kind = DifferenceKind::MirrorDiffers;
        let told = List::plain(kind, kept.unexplained, &kept.code);
        let (account, hash) = (teller.account.clone(), teller.hash.clone());
        let expected = Some(kept.closing.minor);
        list(tx, &List { account, hash, expected, ..told })?;
        listed += 1;
    }
    Ok(listed)
}

/// A statement from before all others: what they began with is explained by it, and it has none
/// before itself. Else the first of all is given.
fn explain_opening(
    tx: &mut Tx<'_>,
    teller: &Teller,
    figures: &Figures,
) -> Outcome<Option<KeptStatement>> {
    let first = store::find_first_statement(tx, &teller.account)?;
    let Some(first) = first.filter(|first| first.day > figures.day) else {
        return store::find_first_statement(tx, &teller.account);
    };
    let kind = DifferenceKind::OpeningBalance;
    let listed = store::find_open_difference(tx, kind, &teller.account, first.opening)?;
    if let Some(listed) = listed.filter(|_| first.opening == figures.closing) {
        let (currency, bank) = (first.opening.currency, bank_of(first.opening.currency));
        match first.opening.minor {
            1.. => {
                let kept = kept_of(listed.id, currency);
                post(tx, kept, bank, first.opening, reason::CLEARED)?;
            }
            _ => {
                let missed = missed_of(listed.id, currency);
                post(tx, bank, missed, first.opening.negated(), reason::CLEARED)?;
            }
        }
        let note = figures.code.clone();
        let answered = Answered { way: Way::Note, reference: None, note };
        store::end_difference(tx, listed.id, &answered, None)?;
    }
    Ok(None)
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
/// after a later one is compared with what the ledger had at its end.
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
    let told_only = store::sum_told_only(tx, &teller.account, currency)?;
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
