//! Where a firm wants its money.

use super::CustodyRefusal;
use bankfile::{Account, AccountFault, read_account};
use kernel::text::read_line;
use kernel::{Firm, Id, Kind, Timestamp};

/// Names an account of a firm.
#[derive(Debug)]
pub enum BankAccountKind {}
impl Kind for BankAccountKind {
    const PREFIX: &'static str = "bankaccount";
}

/// An account that a firm has named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankAccount {
    /// The account.
    pub id: Id<BankAccountKind>,
    /// Whose.
    pub firm: Id<Firm>,
    /// Its holder's name, as the bank knows it.
    pub holder: String,
    /// An IBAN, or a number with a clearing code.
    pub number: String,
    /// A Chinese clearing code (CNAPS).
    pub bank_code: Option<String>,
    /// When it was named.
    pub at: Timestamp,
    /// From when on money may go to it.
    pub usable_at: Timestamp,
}

/// An account as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBankAccount {
    /// Its holder's name.
    pub holder: String,
    /// An IBAN, or a number.
    pub number: String,
    /// The clearing code of a number that is no IBAN, else empty.
    pub bank_code: String,
}

/// ISO 20022's longest name.
const HOLDER_MOST: usize = 140;

/// Checks what was typed.
pub(crate) fn check_account(new: &NewBankAccount) -> Result<(String, Account), CustodyRefusal> {
    let most = i64::try_from(HOLDER_MOST).unwrap_or(i64::MAX);
    let holder = read_line(&new.holder, HOLDER_MOST);
    let holder = holder.map_err(|_| CustodyRefusal::HolderText { most })?;
    let account = read_account(&new.number, &new.bank_code).map_err(|fault| match fault {
        AccountFault::Country | AccountFault::Length => CustodyRefusal::AccountForm,
        AccountFault::CheckDigits => CustodyRefusal::AccountCheckDigits,
        AccountFault::BankCode => CustodyRefusal::BankCode,
        AccountFault::Number => CustodyRefusal::AccountNumber,
    })?;
    Ok((holder, account))
}
