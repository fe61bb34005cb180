//! What the bank answers to orders (pain.002). Called by the rails alone.

use super::listing::{List, list};
use super::notices::reject;
use super::take::end_payout_by_bank;
use crate::model::{
    BankNotice, DifferenceKind, Direction, OrderState, Payout, PayoutState, Teller, batch_of,
};
use crate::store::{self, KeptEntry};
use ::store::Tx;
use bankfile::{Answer, AnswerFile, PaymentAnswer, StatementKind, Verdict};
use kernel::rules::Rules;
use kernel::{Currency, Money, Outcome};

/// An answer without an amount is listed in this currency, with nothing.
const NO_CURRENCY: Currency = Currency::USD;

/// What is said of single payments, piece by piece.
pub(crate) fn take_answers(
    tx: &mut Tx<'_>,
    file: &AnswerFile,
    hash: &str,
    payments: &[PaymentAnswer],
) -> Outcome<i64> {
    let mut listed = 0;
    for payment in payments {
        listed += i64::from(take_answer(tx, file, hash, payment)?);
    }
    Ok(listed)
}

/// What is said of a whole file or batch: a no without single answers is a no to each payment that
/// is still open.
pub(crate) fn take_whole_answer(tx: &mut Tx<'_>, file: &AnswerFile, hash: &str) -> Outcome<i64> {
    let Some(batch) = batch_of(&file.order_id) else {
        return unknown(tx, hash, 0, &file.order_id).map(|()| 1);
    };
    if store::find_batch(tx, batch)?.is_none() {
        return unknown(tx, hash, 0, &file.order_id).map(|()| 1);
    }
    let of_batches = file.batches.iter().map(|(_, answer)| answer);
    let no = file.whole.iter().chain(of_batches).find(|own| own.verdict == Verdict::Rejected);
    let Some(no) = no.filter(|_| file.payments.is_empty()) else { return Ok(0) };
    let lines = store::list_of_batch(tx, batch, Rules::current().bank.payouts_most)?;
    let mut listed = 0;
    for line in lines {
        let payment = PaymentAnswer {
            line: 0,
            batch_id: None,
            end_to_end: Some(line.reference),
            instruction_id: None,
            amount: None,
            answer: no.clone(),
        };
        listed += i64::from(take_answer(tx, file, hash, &payment)?);
    }
    Ok(listed)
}

/// Tells whether a clerk must look.
fn take_answer(
    tx: &mut Tx<'_>,
    file: &AnswerFile,
    hash: &str,
    payment: &PaymentAnswer,
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
    let marker = KeptEntry { code, amount, course, firm, order, statement };
    store::add_entry(tx, &teller, &marker)?;
    Ok(false)
}
