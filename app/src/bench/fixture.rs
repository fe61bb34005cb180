//! Firms, goods and full wallets to measure with.

use crate::market::Market;
use anyhow::{Context, Result, anyhow};
use catalog::{NewProduct, NewTier, ProductKind};
use kernel::{Actor, Currency, Firm, Id, Lang, Role, Scope, Stop};
use ledger::{Account, Purpose, Transfer};
use party::DirectFirm;
use std::sync::Arc;
use store::Lane;
use web::{Caller, Reader, hash_of_token};

/// Sellers, each with one product.
const SELLERS: i64 = 200;
/// Buyers, each with a full wallet.
const BUYERS: i64 = 1_000;
/// What each buyer's wallet begins with, in cents: no benchmark spends it.
const OPENING_MINOR: i64 = 1_000_000_000_000;
/// Firms opened in one closure.
const AT_ONCE: i64 = 25;

/// A firm that trades.
#[derive(Debug, Clone)]
pub(crate) struct Trader {
    /// The firm.
    pub(crate) firm: Id<Firm>,
    /// Its session token.
    pub(crate) token: String,
}

impl Trader {
    /// The same as the door would read it off a request.
    pub(crate) fn caller(&self, market: &Market) -> Caller {
        let reader = Reader { lang: Lang::En, zone: market.app.zone().to_owned() };
        let credential = Some(hash_of_token(&self.token));
        Caller {
            credential,
            from: None,
            browser: None,
            reader,
            path: String::new(),
            done: None,
            held: None,
            currency: None,
            unread: Arc::default(),
            is_known: Arc::default(),
        }
    }
}

/// A seller and what it sells.
#[derive(Debug, Clone)]
pub(crate) struct Shop {
    /// The seller.
    pub(crate) seller: Trader,
    /// Its product, 240 yuan or dollars a piece: an everyday trade of the seed's figures.
    pub(crate) product: Id<ProductKind>,
}

/// Everybody who takes part.
#[derive(Debug, Clone)]
pub(crate) struct Fixture {
    /// Those who sell.
    pub(crate) shops: Arc<Vec<Shop>>,
    /// Those who buy.
    pub(crate) buyers: Arc<Vec<Trader>>,
}

impl Fixture {
    /// Opens the firms, lists the goods, fills the wallets.
    pub(crate) async fn make(market: &Market) -> Result<Self> {
        let sellers = open_firms(market, "Seller", SELLERS).await?;
        let buyers = open_firms(market, "Buyer", BUYERS).await?;
        let mut shops = Vec::with_capacity(sellers.len());
        for some in sellers.chunks(25) {
            shops.extend(list_goods(market, some.to_vec()).await?);
        }
        for some in buyers.chunks(500) {
            fill(market, some.iter().map(|buyer| buyer.firm).collect()).await?;
        }
        Ok(Self { shops: Arc::new(shops), buyers: Arc::new(buyers) })
    }
}

pub(super) fn failed(stop: Stop) -> anyhow::Error {
    anyhow!("the market said no: {stop:?}")
}

pub(super) async fn open_firms(
    market: &Market,
    kind: &'static str,
    count: i64,
) -> Result<Vec<Trader>> {
    let mut traders = Vec::new();
    let mut from = 0;
    while from < count {
        let until = (from + AT_ONCE).min(count);
        let tokens: Vec<String> = (from..until)
            .map(|nth| format!("bench-{kind}-{nth}-{}", market.app.fresh_key()))
            .collect();
        let asked = tokens.clone();
        let act = move |tx: &mut store::Tx<'_>| {
            let mut firms = Vec::new();
            for (nth, token) in asked.iter().enumerate() {
                let new = DirectFirm::named(&format!("{kind} {from}-{nth}"), "SE")?;
                let new = new.signed_in(hash_of_token(token));
                firms.push(party::open_firm_directly(tx, &new)?.firm);
            }
            Ok(firms)
        };
        let firms = market.app.store().write_in(Lane::Bulk, "bench.firms", act).await;
        let firms = firms.map_err(failed)?;
        traders.extend(firms.into_iter().zip(tokens).map(|(firm, token)| Trader { firm, token }));
        from = until;
    }
    Ok(traders)
}

async fn list_goods(market: &Market, sellers: Vec<Trader>) -> Result<Vec<Shop>> {
    let new = NewProduct {
        sku: None,
        title: "Umbrella, eight ribs, wind-proof".to_owned(),
        title_lang: "en".to_owned(),
        text: String::new(),
        unit: "C62".to_owned(),
        currency: "USD".to_owned(),
        moq: 1,
        lead_time_d: 3,
        is_open_offer: true,
        tiers: vec![NewTier { min_quantity: 1, price: "240.00".to_owned() }],
        ..NewProduct::default()
    };
    let asked = sellers.clone();
    let act = move |tx: &mut store::Tx<'_>| {
        let mut products = Vec::new();
        for seller in &asked {
            let firm = Some((seller.firm, Role::Owner));
            let by = Actor::Member { person: Id::new(1), firm, scope: Scope::Full };
            products.push(catalog::list_product(tx, &by, &new)?.card.offer.product);
        }
        Ok(products)
    };
    let products = market.app.store().write_in(Lane::Bulk, "bench.goods", act).await;
    let products = products.map_err(failed)?;
    let shops = sellers.into_iter().zip(products);
    Ok(shops.map(|(seller, product)| Shop { seller, product }).collect())
}

async fn fill(market: &Market, firms: Vec<Id<Firm>>) -> Result<()> {
    let act = move |tx: &mut store::Tx<'_>| {
        let bank = Account::new(custody::CUSTODIAN, Purpose::Bank, Currency::USD);
        let opening: Vec<Transfer> = firms
            .iter()
            .map(|firm| {
                let wallet = Account::new(firm.cast(), Purpose::Wallet, Currency::USD);
                Transfer::between(tx.id(), bank, wallet, OPENING_MINOR, "opening")
            })
            .collect();
        ledger::post_all(tx, &opening).map(|_| ())
    };
    let filled = market.app.store().write_in(Lane::Bulk, "bench.fill", act).await;
    filled.map_err(failed).context("filling wallets")
}
