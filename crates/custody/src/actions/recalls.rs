//! Payments that their payer's bank asks back (camt.056): a clerk says yes or no, the bank reads
//! the answer (camt.029), and what was agreed to lies ready until the bank takes it.

use super::answers::was_listed;
use super::claims::{call_back, find_back, leave, tell_bounced};
use super::differences::{clerk_of, find_refused};
use super::escrow::post;
use super::listing::{List, list};
use super::stops::what_stops;
use super::take::find_payment_of;
use super::unclear::end_by_bank;
use crate::model::{
    Answered, BankOrder, CustodyRefusal, Difference, DifferenceKind, DifferenceRow, Direction,
    OwnAccount, Paid, Recall, RecallState, TakenBack, Teller, Whereabouts, bank_of, kept_of,
    reason, references_in,
};
use crate::store;
use ::store::Tx;
use bankfile::RecallFile;
use kernel::rules::Rules;
use kernel::{Actor, Calendar, Id, Money, Outcome, Stop};

/// Agreed recalls of one amount among which a debit is looked for.
const ALIKE_MOST: i64 = 20;

/// Lists what is asked back, each once. Nothing moves.
pub(crate) fn take_recalls(
    tx: &mut Tx<'_>,
    file: &RecallFile,
    hash: &str,
    accounts: &[OwnAccount],
    asked: &[bankfile::Recall],
) -> Outcome<i64> {
    let mut listed = 0;
    for recall in asked {
        listed += i64::from(take_recall(tx, file, hash, accounts, recall)?);
    }
    Ok(listed)
}

fn take_recall(
    tx: &mut Tx<'_>,
    file: &RecallFile,
    hash: &str,
    accounts: &[OwnAccount],
    asked: &bankfile::Recall,
) -> Outcome<bool> {
    let payment = &asked.payment;
    let named = asked.id.as_deref().or(payment.end_to_end.as_deref()).unwrap_or_default();
    if was_listed(tx, hash, asked.line, named)? {
        return Ok(false);
    }
    let names = [payment.end_to_end.as_deref(), payment.instruction_id.as_deref()];
    let order = find_paid(tx, names.into_iter().flatten())?;
    let amount = payment.amount.or(order.as_ref().map(|order| order.amount));
    let Some(amount) = amount.filter(|amount| amount.minor > 0) else {
        let nothing = Money::zero(kernel::Currency::USD);
        let told = List::plain(DifferenceKind::UnknownAnswer, nothing, named);
        list(tx, &List { hash: hash.to_owned(), line: asked.line, ..told })?;
        return Ok(true);
    };
    if let Some(order) = &order
        && store::find_recall_of(tx, order.id, amount)?.is_some()
    {
        return Ok(false);
    }
    let own = accounts.iter().find(|own| own.currency == amount.currency);
    let account = payment.account.clone().or_else(|| own.map(|own| own.number.clone()));
    let account = account.unwrap_or_default();
    let words = [asked.text.as_deref(), payment.end_to_end.as_deref()];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    let told = List::plain(DifferenceKind::Recalled, amount, &words.join(" "));
    let told = order.as_ref().map_or_else(|| told.clone(), |order| told.clone().of_order(order));
    let (account_of_line, line) = (account.clone(), asked.line);
    let id = list(tx, &List { account: account_of_line, hash: hash.to_owned(), line, ..told })?;
    let rules = Rules::current();
    let (zone, calendar) = (&rules.market.time_zone, Calendar::current(&rules.market.holidays_of));
    let due_at = tx.now().plus_working_days(rules.bank.recall_answer_wd, (zone, calendar));
    let recall = Recall {
        id,
        account,
        assigner: file.assigner.clone(),
        code: asked.id.clone(),
        payment: payment.clone(),
        amount,
        why: asked.reason.clone(),
        state: RecallState::Asked,
        reason: None,
        order: order.map(|order| order.id),
        due_at,
        answered_at: None,
    };
    store::add_recall(tx, &recall)?;
    Ok(true)
}

fn find_paid<'a>(
    tx: &mut Tx<'_>,
    names: impl Iterator<Item = &'a str>,
) -> Outcome<Option<BankOrder>> {
    for reference in references_in(names) {
        if let Some((firm, order)) = store::find_reference(tx, &reference)? {
            let order = store::lock_order(tx, firm, order)?;
            return Ok(Some(order).filter(|order| order.direction == Direction::In));
        }
    }
    Ok(None)
}

/// The request beside a line of the work list and where its money is, for clerks.
pub fn recall(
    tx: &mut Tx<'_>,
    by: &Actor,
    difference: &Difference,
) -> Outcome<Option<(Recall, Whereabouts)>> {
    clerk_of(by)?;
    let Some(recall) = store::find_recall(tx, difference.id)? else { return Ok(None) };
    let order = order_of(tx, difference)?;
    let is_at = find(tx, &recall, order.as_ref())?.whereabouts();
    Ok(Some((recall, is_at)))
}

fn order_of(tx: &mut Tx<'_>, difference: &Difference) -> Outcome<Option<BankOrder>> {
    match (difference.firm, difference.order) {
        (Some(firm), Some(order)) => store::lock_order(tx, firm, order).map(Some),
        _ => Ok(None),
    }
}

/// The payment that is asked back, as the books have it.
enum Found {
    Nothing,
    Kept { line: Box<Difference> },
    Here { paid: String, taken: TakenBack },
    GoneOn,
}

impl Found {
    fn whereabouts(&self) -> Whereabouts {
        match self {
            Self::Nothing => Whereabouts::NeverCame,
            Self::Kept { .. } => Whereabouts::Kept,
            Self::Here { taken, .. } if taken.held.is_empty() => Whereabouts::InWallet,
            Self::Here { .. } => Whereabouts::Held,
            Self::GoneOn => Whereabouts::GoneOn,
        }
    }
}

fn find(tx: &mut Tx<'_>, recall: &Recall, order: Option<&BankOrder>) -> Outcome<Found> {
    let amount = recall.amount;
    let Some(order) = order else { return Ok(Found::Nothing) };
    if let Some(line) = store::find_kept_for(tx, order.id, amount)? {
        return Ok(Found::Kept { line: Box::new(line) });
    }
    let Some(paid) = find_payment_of(tx, &recall.account, order, amount)? else {
        return Ok(Found::Nothing);
    };
    let taken = find_back(tx, order, amount)?;
    Ok(if taken.owed.is_empty() { Found::Here { paid, taken } } else { Found::GoneOn })
}

/// Yes: the payment of the order leaves the payer's wallet, or what is kept for its deal, and lies
/// ready; what came beside it and is nobody's yet goes first. What has gone on to a seller is not
/// taken: the answer must be no. Nor is anything while the payer's money is stopped: a bank may
/// take it, and the market does not give it.
pub(super) fn agree_to_recall(
    tx: &mut Tx<'_>,
    difference: &Difference,
    order: &BankOrder,
) -> Outcome<()> {
    let recall = asked(tx, difference)?;
    let (amount, currency) = (recall.amount, recall.amount.currency);
    let ready = kept_of(difference.id, currency);
    let paid = match find(tx, &recall, Some(order))? {
        Found::Nothing => return Err(CustodyRefusal::RecallOfNothing.into()),
        Found::Kept { line } => {
            post(tx, kept_of(line.id, currency), ready, amount, reason::CLEARED)?;
            end_by_bank(tx, &line)?;
            let agreed = (RecallState::Agreed, None);
            return store::answer_recall(tx, difference.id, agreed, Some(order.id));
        }
        Found::GoneOn => return Err(CustodyRefusal::RecallGoneOn.into()),
        Found::Here { paid, .. } => paid,
    };
    let taken = call_back(tx, order, amount)?;
    if !taken.owed.is_empty() {
        return Err(CustodyRefusal::RecallGoneOn.into());
    }
    // Only now it is known what leaves the wallet: what is held for a deal may have to stay.
    let leaving = Money::new(taken.wallet_minor, currency);
    if what_stops(tx, order.firm, leaving)?.is_some() {
        return Err(CustodyRefusal::RecallStopped.into());
    }
    leave(tx, order, &taken, (ready, currency, reason::RECALL))?;
    store::mark_bounced(tx, &paid, &format!("recall/{}", difference.id))?;
    tell_bounced(tx, order, amount, &taken)?;
    store::answer_recall(tx, difference.id, (RecallState::Agreed, None), Some(order.id))
}

/// No, with the reason that the books give: it never came, it has gone on, or the payee keeps it. A
/// payment that the bank cannot name is one that a clerk has found, or none.
pub(super) fn refuse_recall(
    tx: &mut Tx<'_>,
    difference: &Difference,
    answered: &Answered,
) -> Outcome<()> {
    let recall = asked(tx, difference)?;
    let order = find_refused(tx, difference, answered)?;
    let why = find(tx, &recall, order.as_ref())?.whereabouts().reason();
    let refused = (RecallState::Refused, Some(why));
    store::answer_recall(tx, difference.id, refused, difference.order)
}

fn asked(tx: &mut Tx<'_>, difference: &Difference) -> Outcome<Recall> {
    let recall = store::find_recall(tx, difference.id)?;
    let asked = recall.filter(|recall| recall.state == RecallState::Asked);
    asked.ok_or_else(|| CustodyRefusal::NotAWay.into())
}

/// The bank debits an account: is it what was agreed to? Then it leaves from where it lies ready.
pub(super) fn take_agreed(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    order: Option<&BankOrder>,
) -> Outcome<bool> {
    let is_for_payout = order.is_some_and(|order| order.direction == Direction::Out);
    if paid.amount.minor >= 0 || is_for_payout {
        return Ok(false);
    }
    let amount = paid.amount.negated();
    let agreed = store::list_recalls_to_take(tx, &teller.account, amount, ALIKE_MOST)?;
    let fits = |recall: &&Recall| match order {
        Some(order) => recall.order == Some(order.id),
        // A debit that names nothing of ours names the payment as the recall did.
        None => paid.names.iter().any(|name| {
            [&recall.payment.end_to_end, &recall.payment.transaction_id]
                .into_iter()
                .flatten()
                .any(|own| own == name)
        }),
    };
    let Some(recall) = agreed.iter().find(fits) else { return Ok(false) };
    let ready = kept_of(recall.id, amount.currency);
    post(tx, ready, bank_of(amount.currency), amount, reason::CLEARED)?;
    store::take_recall(tx, recall.id)?;
    Ok(true)
}

/// The bank has taken a payment back without waiting: whoever was to answer need not.
pub(super) fn end_recall_of(tx: &mut Tx<'_>, order: &BankOrder, amount: Money) -> Outcome<()> {
    let Some(recall) = store::find_recall_of(tx, order.id, amount)? else { return Ok(()) };
    store::take_recall(tx, recall.id)?;
    let line = store::lock_difference(tx, recall.id)?;
    end_by_bank(tx, &line)
}

/// The oldest answer that has not left for certain, and whether it may have.
pub(crate) fn unsent_answer(tx: &mut Tx<'_>) -> Outcome<Option<(Recall, bool)>> {
    store::find_unsent_answer(tx)
}

/// It lies ready, and may leave from now on.
pub(crate) fn mark_answer_leaving(tx: &mut Tx<'_>, id: Id<DifferenceRow>) -> Outcome<()> {
    store::change_answer(tx, id, "leaving")
}

/// It has left.
pub(crate) fn mark_answer_sent(tx: &mut Tx<'_>, id: Id<DifferenceRow>) -> Outcome<()> {
    match store::change_answer(tx, id, "sent") {
        Err(Stop::Stale) => Ok(()),
        done => done,
    }
}
