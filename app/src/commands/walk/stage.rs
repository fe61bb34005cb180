//! The firms that walk, their goods, their accounts, and the officers.

use catalog::{NewProduct, NewTier, ProductKind};
use custody::{BankAccountKind, CUSTODIAN, NewBankAccount, PLATFORM};
use kernel::{Actor, Currency, Desk, Firm, Id, Money, Outcome};
use ledger::{Account, Purpose, Transfer};
use party::{Contact, DirectFirm};
use store::Tx;

/// How many firms trade.
pub(super) const FIRMS: usize = 16;
/// How many officers decide.
pub(super) const OFFICERS: usize = 4;
/// The price of a piece, in minor units.
pub(super) const PRICE_MINOR: i64 = 125;
/// Pieces that lie ready at first with every other firm; the others make what is ordered.
const STOCK: i64 = 2_000;
/// What the market has earned before: it feeds the protection fund.
pub(super) const EARNED: i64 = 1_000_000_000_000;
/// The one currency.
pub(super) const CURRENCY: Currency = Currency::USD;
/// Our account at the bank.
pub(super) const ACCOUNT: &str = "DE89370400440532013000";

/// A firm of the walk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trader {
    pub(super) firm: Id<Firm>,
    pub(super) owner: Actor,
    pub(super) product: Id<ProductKind>,
    pub(super) account: Id<BankAccountKind>,
    /// Days from payment to dispatch of its listing.
    pub(super) lead_d: i64,
    /// Pieces that lie ready at first.
    pub(super) stock: Option<i64>,
}

/// An amount of the walk's currency.
pub(super) const fn money(minor: i64) -> Money {
    Money::new(minor, CURRENCY)
}

/// One of the officers, who sign in by a door of their own.
pub(super) fn officer(nth: usize) -> Actor {
    let person = Id::new(70 + i64::try_from(nth).unwrap_or(0));
    Actor::Clerk { person, desk: Desk::Officer }
}

/// The operator's clerk.
pub(super) const CLERK: Actor = Actor::Clerk { person: Id::new(69), desk: Desk::Operator };

/// Opens all firms.
pub(super) fn open_firms(tx: &mut Tx<'_>) -> Outcome<Vec<Trader>> {
    let bank = Account::new(CUSTODIAN, Purpose::Bank, CURRENCY);
    let earned = Account::new(PLATFORM, Purpose::Platform, CURRENCY);
    let before = Transfer::between(tx.id(), bank, earned, EARNED, "earned before");
    ledger::post(tx, &before)?;
    (0..FIRMS).map(|nth| open_firm(tx, nth)).collect()
}

fn open_firm(tx: &mut Tx<'_>, nth: usize) -> Outcome<Trader> {
    let mut new = DirectFirm::named(&format!("Walker {nth}"), "SE")?;
    new.contact = Some(Contact::parse(&format!("walker{nth}@walk.example"))?);
    let opened = party::open_firm_directly(tx, &new)?;
    let owner = opened.owner();
    let lead_d = 1 + i64::try_from(nth % 5).unwrap_or(0);
    let stock = nth.is_multiple_of(2).then_some(STOCK);
    let goods = NewProduct {
        title: format!("Cotton socks {nth}"),
        title_lang: "en".to_owned(),
        unit: "PR".to_owned(),
        currency: CURRENCY.code().to_owned(),
        moq: 1,
        lead_time_d: lead_d,
        is_open_offer: true,
        stock,
        tiers: vec![NewTier { min_quantity: 1, price: "1.25".to_owned() }],
        ..NewProduct::default()
    };
    let account = NewBankAccount {
        holder: format!("Walker {nth}"),
        number: "SE4550000000058398257466".to_owned(),
        bank_code: String::new(),
    };
    Ok(Trader {
        firm: opened.firm,
        owner,
        product: catalog::list_product(tx, &owner, &goods)?.card.offer.product,
        account: custody::name_bank_account(tx, &owner, &account)?.id,
        lead_d,
        stock,
    })
}
