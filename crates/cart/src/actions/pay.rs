//! One payment for all contracts of a checkout in one currency.

use super::checkouts::shops_most;
use crate::model::{CartRefusal, CheckoutKind, PaymentKind};
use crate::store;
use ::store::Tx;
use custody::{BankOrder, PaymentBooked};
use deal::{DealKind, Funded};
use kernel::{Actor, Firm, Id, Money, Outcome, Stop};

/// Pays from the balance what is due of a payment, into the custody of each contract, all or none.
pub fn pay(
    tx: &mut Tx<'_>,
    by: &Actor,
    (checkout, payment): (Id<CheckoutKind>, Id<PaymentKind>),
) -> Outcome<Money> {
    let (firm, _) = by.trader()?;
    let deals = deals_of(tx, firm, (checkout, payment))?;
    match deal::fund_all(tx, firm, &deals)? {
        Funded::Paid(total) => Ok(total),
        Funded::Nothing => Err(CartRefusal::NothingDue.into()),
        Funded::TooLittle { due, available } => {
            Err(CartRefusal::BalanceTooSmall { due, available }.into())
        }
        Funded::Stopped(why) => Err(Stop::Refused(why)),
    }
}

/// Tells the buyer how to pay what is due by one transfer; when the money comes, all is paid.
pub fn pay_by_bank(
    tx: &mut Tx<'_>,
    by: &Actor,
    (checkout, payment): (Id<CheckoutKind>, Id<PaymentKind>),
) -> Outcome<BankOrder> {
    let (firm, _) = by.trader()?;
    let deals = deals_of(tx, firm, (checkout, payment))?;
    let due = deal::due_of(tx, firm, &deals)?.ok_or(CartRefusal::NothingDue)?;
    custody::pay_in_reference(tx, firm, payment.cast(), due)
}

/// A payment lies in the buyer's wallet: if it is one for a checkout, all that is due of it is
/// paid, or, where the wallet has too little or is stopped, nothing; then the money stays there.
pub(crate) fn pay_what_came(tx: &mut Tx<'_>, booked: &PaymentBooked) -> Outcome<()> {
    let Some(agreement) = booked.agreement else { return Ok(()) };
    let deals = store::list_deals_of(tx, booked.firm, agreement.cast(), shops_most())?;
    deal::fund_with(tx, booked, &deals).map(|_| ())
}

/// The contracts of a payment of a checkout; another firm's does not exist.
fn deals_of(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    (checkout, payment): (Id<CheckoutKind>, Id<PaymentKind>),
) -> Outcome<Vec<Id<DealKind>>> {
    let rows = store::list_payments(tx, firm, checkout, shops_most())?;
    let own = rows.into_iter().filter(|(one, _)| one.id == payment);
    let deals: Vec<_> = own.map(|(_, deal)| deal).collect();
    if deals.is_empty() { Err(Stop::Absent) } else { Ok(deals) }
}
