//! What the bank answers to orders (pain.002). Called by the rails alone.

use super::listing::{List, list};
use super::notices::reject;
use super::take::{end_payout_by_bank, retry_batch};
use crate::model::{
    BankNotice, BankOrder, DifferenceKind, Direction, OrderState, Payout, PayoutLine, PayoutState,
    Teller, batch_of,
};
use crate::store::{self, KeptEntry};
use ::store::Tx;
use bankfile::{Answer, AnswerFile, PaymentAnswer, StatementKind, Verdict};
use kernel::rules::Rules;
use kernel::{Currency, Money, Outcome};

/// An answer without an amount is listed in this currency, with nothing.
const NO_CURRENCY: Currency = Currency::USD;

/// ISO's reasons of a no to what came before: what came first may well be paid.
const DUPLICATE: [&str; 6] = ["AM05", "DU01", "DU02", "DU03", "DU04", "DU05"];

/// What is said of single payments, piece by piece. A no to one that shares the no to its whole
/// file or batch has that one's reason too, and is believed no more than that one.
pub(crate) fn take_answers(
    tx: &mut Tx<'_>,
    file: &AnswerFile,
    hash: &str,
    payments: &[PaymentAnswer],
) -> Outcome<i64> {
    let mut listed = 0;
    let is_late = is_after_a_yes(tx, file)?;
    for payment in payments {
        let shared = shared_noes(file, payment);
        let answer = with_reason_of(&payment.answer, &shared);
        let payment = PaymentAnswer { answer, ..payment.clone() };
        let is_doubtful = is_late && !shared.is_empty();
        listed += i64::from(take_answer(tx, file, hash, &payment, is_doubtful)?);
    }
    Ok(listed)
}

/// The noes to a payment's batch and to its whole file, if it is a no itself.
fn shared_noes<'a>(file: &'a AnswerFile, payment: &PaymentAnswer) -> Vec<&'a Answer> {
    if payment.answer.verdict != Verdict::Rejected {
        return Vec::new();
    }
    let is_own = |(id, _): &&(String, Answer)| payment.batch_id.as_ref() == Some(id);
    let of_batch = file.batches.iter().filter(is_own).map(|(_, answer)| answer);
    let all = of_batch.chain(&file.whole);
    all.filter(|answer| answer.verdict == Verdict::Rejected).collect()
}

/// A no with the reason that says the most: that it came twice, else its own, else a shared one.
fn with_reason_of(own: &Answer, shared: &[&Answer]) -> Answer {
    let all = || [own].into_iter().chain(shared.iter().copied());
    let told = all()
        .find(|answer| is_twice(answer))
        .or_else(|| all().find(|answer| answer.reason.is_some() || answer.text.is_some()));
    let told = told.unwrap_or(own);
    Answer { verdict: own.verdict, reason: told.reason.clone(), text: told.text.clone() }
}

fn is_twice(answer: &Answer) -> bool {
    answer.reason.as_deref().is_some_and(|why| DUPLICATE.contains(&why))
}

/// Whether a whole file or batch is rejected of which the bank has accepted or booked something.
fn is_after_a_yes(tx: &mut Tx<'_>, file: &AnswerFile) -> Outcome<bool> {
    let of_batches = file.batches.iter().map(|(_, answer)| answer);
    let is_no = file.whole.iter().chain(of_batches).any(|one| one.verdict == Verdict::Rejected);
    let Some(batch) = batch_of(&file.order_id).filter(|_| is_no) else { return Ok(false) };
    let lines = store::list_of_batch(tx, batch, Rules::current().bank.payouts_most)?;
    Ok(lines.iter().any(was_accepted))
}

/// What is said of a whole file or batch: without single answers it is said to each payment that is
/// still open. A no after a yes is not believed: the bank may pay what it took before.
pub(crate) fn take_whole_answer(tx: &mut Tx<'_>, file: &AnswerFile, hash: &str) -> Outcome<i64> {
    let Some(batch) = batch_of(&file.order_id) else {
        return unknown(tx, hash, 0, &file.order_id).map(|()| 1);
    };
    if store::find_batch(tx, batch)?.is_none() {
        return unknown(tx, hash, 0, &file.order_id).map(|()| 1);
    }
    let of_batches = file.batches.iter().map(|(_, answer)| answer);
    let told: Vec<&Answer> = file.whole.iter().chain(of_batches).collect();
    let of = |verdicts: &[Verdict]| {
        told.iter().copied().find(|answer| verdicts.contains(&answer.verdict))
    };
    let no = of(&[Verdict::Rejected]);
    let answer = no.or_else(|| of(&[Verdict::Accepted, Verdict::Settled]));
    let mut listed = 0;
    if let Some(answer) = answer.filter(|_| file.payments.is_empty()) {
        let lines = store::list_of_batch(tx, batch, Rules::current().bank.payouts_most)?;
        let is_doubtful = is_after_a_yes(tx, file)?;
        for line in lines {
            let payment = PaymentAnswer {
                line: 0,
                batch_id: None,
                end_to_end: Some(line.reference),
                instruction_id: None,
                amount: None,
                answer: answer.clone(),
            };
            listed += i64::from(take_answer(tx, file, hash, &payment, is_doubtful)?);
        }
    }
    retry_batch(tx, batch)?;
    Ok(listed)
}

fn was_accepted(line: &PayoutLine) -> bool {
    matches!(line.payout.state, PayoutState::Accepted | PayoutState::Booked)
}

/// Tells whether a clerk must look.
fn take_answer(
    tx: &mut Tx<'_>,
    file: &AnswerFile,
    hash: &str,
    payment: &PaymentAnswer,
    is_doubtful: bool,
) -> Outcome<bool> {
    let named = payment.end_to_end.as_deref().or(payment.instruction_id.as_deref());
    let named = named.unwrap_or_default();
    let found = store::find_reference(tx, named)?;
    let Some((firm, order)) = found else {
        return unknown(tx, hash, payment.line, named).map(|()| true);
    };
    let order = store::lock_order(tx, firm, order)?;
    if order.direction != Direction::Out {
        return unknown(tx, hash, payment.line, named).map(|()| true);
    }
    match payment.answer.verdict {
        Verdict::Rejected
            if order.state.is_open() && (is_doubtful || is_twice(&payment.answer)) =>
        {
            doubt(tx, hash, payment, &order)
        }
        Verdict::Rejected if order.state.is_open() => {
            let notice = BankNotice {
                bank_reference: format!("{}/{}", file.message_id, order.reference),
                order_reference: order.reference.clone(),
                amount: order.amount,
            };
            reject(tx, &notice)?;
            let reason = reason_of(&payment.answer);
            let (of, reason) = ((firm, order.id), reason.as_deref());
            end_payout_by_bank(tx, of, PayoutState::Rejected, reason)?;
            Ok(false)
        }
        Verdict::Rejected if order.state == OrderState::Booked => {
            if was_listed(tx, hash, payment.line, &order.reference)? {
                return Ok(false);
            }
            let kind = DifferenceKind::RejectedAfterBooked;
            let words = reason_of(&payment.answer).unwrap_or_default();
            let told = List::plain(kind, order.amount, &words).of_order(&order);
            list(tx, &List { hash: hash.to_owned(), line: payment.line, ..told })?;
            Ok(true)
        }
        Verdict::Accepted | Verdict::Settled => {
            // Only a statement says that money has moved; its answer is waited for as before.
            let payout = store::find_payout(tx, firm, order.id)?;
            let waits =
                |payout: &Payout| matches!(payout.state, PayoutState::Sent | PayoutState::Unknown);
            if let Some(payout) = payout.filter(waits) {
                let wait_s = Rules::current().bank.look_after_h * 3_600;
                let look_at = tx.now().plus_seconds(wait_s);
                let accepted = Payout { state: PayoutState::Accepted, ..payout };
                store::change_payout(tx, &accepted, Some(look_at), None)?;
            }
            Ok(false)
        }
        _ => Ok(false),
    }
}

/// The bank says no to what it may pay all the same: the money stays held, and a clerk looks.
fn doubt(tx: &mut Tx<'_>, hash: &str, payment: &PaymentAnswer, order: &BankOrder) -> Outcome<bool> {
    let (most, why) = (Rules::current().bank.looks_most, reason_of(&payment.answer));
    if was_listed(tx, hash, payment.line, &order.reference)? {
        return Ok(false);
    }
    if let Some(payout) = store::find_payout(tx, order.firm, order.id)? {
        if payout.looks >= most {
            return Ok(false);
        }
        // Listed now, it need not be looked after; a yes stays one, whatever is said next.
        let state = match payout.state {
            PayoutState::Accepted => PayoutState::Accepted,
            _ => PayoutState::Unknown,
        };
        store::change_payout(tx, &Payout { state, looks: most, ..payout }, None, why.as_deref())?;
    }
    let words = format!("{} {}", order.reference, why.unwrap_or_default());
    let told = List::plain(DifferenceKind::PayoutUnknown, order.amount, words.trim());
    list(tx, &List { hash: hash.to_owned(), line: payment.line, ..told.of_order(order) })?;
    Ok(true)
}

fn reason_of(answer: &Answer) -> Option<String> {
    let parts: Vec<&str> =
        [answer.reason.as_deref(), answer.text.as_deref()].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" ").chars().take(200).collect())
}

fn unknown(tx: &mut Tx<'_>, hash: &str, line: u64, words: &str) -> Outcome<()> {
    if was_listed(tx, hash, line, words)? {
        return Ok(());
    }
    let nothing = Money::zero(NO_CURRENCY);
    let told = List::plain(DifferenceKind::UnknownAnswer, nothing, words);
    list(tx, &List { hash: hash.to_owned(), line, ..told }).map(|_| ())
}

/// Whether a line of an answer was listed before: a file may be begun a second time.
pub(super) fn was_listed(tx: &mut Tx<'_>, hash: &str, line: u64, words: &str) -> Outcome<bool> {
    let words: String = words.chars().take(40).collect();
    let code = format!("{line}/{words}");
    if store::find_entry(tx, hash, &code)?.is_some() {
        return Ok(true);
    }
    let teller = Teller {
        account: hash.to_owned(),
        kind: StatementKind::Notification,
        statement: String::new(),
        hash: hash.to_owned(),
    };
    let amount = Money::zero(NO_CURRENCY);
    let (course, firm, order, statement) = (String::from("answer"), None, None, None);
    let marker = KeptEntry { code, amount, course, firm, order, statement, day: None };
    store::add_entry(tx, &teller, &marker)?;
    Ok(false)
}
