//! Where firms want their money.

use super::firm_of;
use super::stops::stops;
use crate::events::BankAccountNamed;
use crate::model::{
    BankAccount, BankAccountKind, BankOrderKind, CustodyRefusal, NewBankAccount, check_account,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Outcome, Person, Stop};
use party::Checked;

/// Accounts of one firm that are read: the rules let it name fewer, and orders of authorities add
/// to them.
const ACCOUNTS_READ_MOST: i64 = 100;

/// The firm's accounts.
pub fn bank_accounts(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<BankAccount>> {
    let firm = firm_of(by)?;
    store::list_bank_accounts(tx, firm, ACCOUNTS_READ_MOST)
}

/// Names an account for the firm's money; it is used only after the rules' waiting time. Only an
/// owner may, and whoever calls this has made sure a second time that it is them.
pub fn name_bank_account(
    tx: &mut Tx<'_>,
    by: &Actor,
    new: &NewBankAccount,
) -> Outcome<BankAccount> {
    let (firm, person) = owner_of(by)?;
    let known = store::list_bank_accounts(tx, firm, ACCOUNTS_READ_MOST)?;
    if let Some(same) = same_of(&known, new)? {
        return Ok(same);
    }
    let most = Rules::current().bank.accounts_most;
    if i64::try_from(known.len()).unwrap_or(i64::MAX) >= most {
        return Err(CustodyRefusal::AccountsMost { most }.into());
    }
    add(tx, firm, new, (person, Some(person)))
}

/// The same for a firm that cannot name it itself: however many accounts it has, so that it cannot
/// stand in the way. Which of the operator's people did it is not told.
pub(super) fn name_for(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    new: &NewBankAccount,
    person: Id<Person>,
) -> Outcome<BankAccount> {
    let known = store::list_bank_accounts(tx, firm, ACCOUNTS_READ_MOST)?;
    match same_of(&known, new)? {
        Some(same) => Ok(same),
        None => add(tx, firm, new, (person, None)),
    }
}

fn same_of(
    known: &[BankAccount],
    new: &NewBankAccount,
) -> Result<Option<BankAccount>, CustodyRefusal> {
    let (_, account) = check_account(new)?;
    let same = known.iter().find(|own| {
        own.number == account.number() && own.bank_code.as_deref() == account.bank_code()
    });
    Ok(same.cloned())
}

fn add(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    new: &NewBankAccount,
    (person, told): (Id<Person>, Option<Id<Person>>),
) -> Outcome<BankAccount> {
    let (holder, account) = check_account(new)?;
    let rules = &Rules::current().bank;
    let now = tx.now();
    let named = BankAccount {
        id: tx.id(),
        firm,
        holder,
        number: account.number().to_owned(),
        bank_code: account.bank_code().map(str::to_owned),
        at: now,
        usable_at: now.plus_seconds(rules.account_wait_h * 3_600),
    };
    store::add_bank_account(tx, &named, person)?;
    tx.tell(named.id, &BankAccountNamed { firm, account: named.id, by: told })?;
    Ok(named)
}

/// The same, by an owner who proves a second time that it is them: the password that was compared
/// outside, and the code that was sent. A wrong code is counted.
pub fn name_bank_account_again(
    tx: &mut Tx<'_>,
    by: &Actor,
    new: &NewBankAccount,
    (verified, code): (Option<&str>, &str),
) -> Outcome<Checked<Id<BankAccountKind>>> {
    owner_of(by)?;
    // What is typed wrong is said before a code is spent.
    check_account(new)?;
    match party::prove_again(tx, by, verified, code)? {
        Checked::Wrong { left } => Ok(Checked::Wrong { left }),
        Checked::Right(()) => Ok(Checked::Right(name_bank_account(tx, by, new)?.id)),
    }
}

/// The names that stand on the accounts of these firms, for whoever looks into names. One query
/// for every 50 firms.
pub fn holders_of(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<(Id<Firm>, String)>> {
    let mut found = Vec::new();
    for some in firms.chunks(store::FIRMS_AT_A_TIME) {
        found.extend(store::list_holders(tx, some)?);
    }
    Ok(found)
}

/// Whom a payout pays, if it goes by a file.
pub fn payee_of(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    order: Id<BankOrderKind>,
) -> Outcome<Option<String>> {
    Ok(store::find_payout(tx, firm, order)?.map(|payout| payout.name))
}

/// Payments out that have not left, of all firms, after one, in the order in which they were
/// ordered: for whoever looks into names once more.
pub fn payouts_not_left(
    tx: &mut Tx<'_>,
    after: Id<BankOrderKind>,
    most: i64,
) -> Outcome<Vec<(Id<Firm>, Id<BankOrderKind>)>> {
    store::list_not_left(tx, after, most)
}

/// Uses an account no more. Only an owner may, and not where an order lets money go to it alone.
pub fn remove_bank_account(tx: &mut Tx<'_>, by: &Actor, id: Id<BankAccountKind>) -> Outcome<()> {
    let (firm, _) = owner_of(by)?;
    if stops(tx, firm)?.iter().any(|stop| stop.new.only_to == Some(id)) {
        return Err(CustodyRefusal::OnlyToAdministrator.into());
    }
    store::remove_bank_account(tx, firm, id)
}

fn owner_of(by: &Actor) -> Outcome<(Id<Firm>, Id<Person>)> {
    let (firm, person) = by.trader()?;
    if by.is_owner_of(firm) { Ok((firm, person)) } else { Err(Stop::Forbidden) }
}
