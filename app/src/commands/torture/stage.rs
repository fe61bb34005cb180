//! The market that is tortured: a few firms with sessions, products and money, set up in process.

use super::check::CLERK;
use crate::market::options;
use anyhow::{Result, anyhow, bail};
use catalog::{NewProduct, NewTier};
use custody::{BankNotice, NewBankAccount};
use kernel::{Actor, Currency, Money, Outcome, Timestamp};
use ledger::{Account, Purpose, Transfer};
use party::DirectFirm;
use promise::{NewSigning, Promise};
use std::sync::Arc;
use store::clock::{Clock, SetClock};
use store::{Address, Options, Store, Tx};

/// Clients at once; each is a buyer of its own.
pub(super) const CLIENTS: usize = 16;
/// Several buyers trade with one seller, so that trades meet.
const SELLERS: usize = 4;
/// The stage is set so many days before.
const SET_BEFORE_D: i64 = 3;
/// A buyer's money in minor units: enough for every trade of a long run.
const WALLET_MINOR: i64 = 1_000_000_000_000;

/// Pieces that lie ready with every other seller: enough too. The others make what is ordered.
const STOCK: i64 = 500_000_000;
/// What a seller freezes for its promises; what the market has earned before, and of it feeds the
/// protection fund.
const DEPOSIT_MINOR: i64 = 1_000_000_000;
const EARNED_MINOR: i64 = 1_000_000_000;
const FED_MINOR: i64 = 900_000;

/// Who trades with whom for what.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) buyer: String,
    pub(super) seller: String,
    pub(super) product: String,
    /// The seller's account at a bank.
    pub(super) account: String,
}

/// The market before the first request.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) pairs: Vec<Pair>,
    /// What the bank has for the market, in minor units.
    pub(super) bank_minor: i64,
}

impl Stage {
    /// Sets it up in a store that must be new.
    /// Days before the first blow, so that the sellers' bank accounts have waited their time.
    pub(super) async fn set(address: &Address, since: Timestamp) -> Result<Self> {
        let begins = SetClock::at(since.plus_days(-SET_BEFORE_D));
        let clock: Option<Arc<dyn Clock>> = Some(Arc::new(begins));
        let store = Store::open(address, Options { clock, ..options() })?;
        if store.numbers().position > 0 {
            bail!("{address} is not empty; torture needs a database of its own");
        }
        let set = store.write("torture.stage", set_up).await;
        store.close();
        let pairs = set.map_err(|stop| anyhow!("setting the stage: {stop:?}"))?;
        let bank_minor = WALLET_MINOR * i64::try_from(pairs.len() + SELLERS)? + EARNED_MINOR;
        Ok(Self { pairs, bank_minor })
    }
}

fn set_up(tx: &mut Tx<'_>) -> Outcome<Vec<Pair>> {
    feed_fund(tx)?;
    let mut sellers = Vec::with_capacity(SELLERS);
    for nth in 0..SELLERS {
        let (token, by) = open_firm(tx, &format!("seller {nth}"))?;
        fill_wallet(tx, &by)?;
        promise::sign(tx, &by, &promises())?;
        let stock = nth.is_multiple_of(2).then_some(STOCK);
        let listing = catalog::list_product(tx, &by, &product(stock))?;
        let account = custody::name_bank_account(tx, &by, &account(nth))?.id;
        sellers.push((token, listing.card.offer.product.to_string(), account.to_string()));
    }
    let mut pairs = Vec::with_capacity(CLIENTS);
    for (nth, (seller, product, account)) in (0..CLIENTS).zip(sellers.iter().cycle()) {
        let (buyer, by) = open_firm(tx, &format!("buyer {nth}"))?;
        fill_wallet(tx, &by)?;
        let (seller, product, account) = (seller.clone(), product.clone(), account.clone());
        pairs.push(Pair { buyer, seller, product, account });
    }
    Ok(pairs)
}

fn feed_fund(tx: &mut Tx<'_>) -> Outcome<()> {
    let bank = Account::new(custody::CUSTODIAN, Purpose::Bank, Currency::USD);
    let earned = Account::new(custody::PLATFORM, Purpose::Platform, Currency::USD);
    let before = Transfer::between(tx.id(), bank, earned, EARNED_MINOR, "earned before");
    ledger::post(tx, &before)?;
    let fed = Money::new(FED_MINOR, Currency::USD);
    custody::feed_fund(tx, &CLERK, fed, "for the beginning").map(|_| ())
}

fn promises() -> NewSigning {
    NewSigning {
        currency: Currency::USD,
        promises: vec![Promise::Genuine],
        deposit_minor: DEPOSIT_MINOR,
    }
}

fn account(nth: usize) -> NewBankAccount {
    NewBankAccount {
        holder: format!("Seller {nth}"),
        number: "SE4550000000058398257466".to_owned(),
        bank_code: String::new(),
    }
}

/// A firm with the token of its owner's session.
fn open_firm(tx: &mut Tx<'_>, name: &str) -> Outcome<(String, Actor)> {
    let token = format!("torture {name} {:?}", tx.random::<8>());
    let token = token.replace([' ', ',', '[', ']'], "-");
    let new = DirectFirm::named(name, "SE")?.signed_in(web::hash_of_token(&token));
    Ok((token, party::open_firm_directly(tx, &new)?.owner()))
}

fn product(stock: Option<i64>) -> NewProduct {
    NewProduct {
        stock,
        title: "Cotton socks, 200 needles".to_owned(),
        title_lang: "en".to_owned(),
        text: String::new(),
        unit: "PR".to_owned(),
        currency: "USD".to_owned(),
        moq: 1,
        lead_time_d: 20,
        is_open_offer: true,
        tiers: vec![NewTier { min_quantity: 1, price: "1.25".to_owned() }],
        ..NewProduct::default()
    }
}

fn fill_wallet(tx: &mut Tx<'_>, by: &Actor) -> Outcome<()> {
    let amount = Money::new(WALLET_MINOR, Currency::USD);
    let order = custody::top_up(tx, by, amount)?;
    let bank_reference = format!("B-{}", order.reference);
    let notice = BankNotice { bank_reference, order_reference: order.reference, amount };
    custody::book_payment(tx, &notice).map(|_| ())
}
