//! What one client does: trades of every sort, one after the other.

use super::bank::Payers;
use super::http::{Answer, Ask};
use super::left::Left;
use super::stage::Pair;
use super::traffic::Courier;
use anyhow::{Context, Result};
use rand::Rng;
use rand_chacha::ChaCha12Rng;
use std::sync::Arc;
use tokio::sync::watch;

/// Pairs of socks in one order, at most.
const QUANTITY_MOST: u32 = 40;
/// The price of one, in minor units.
const PRICE_MINOR: i64 = 125;

/// One buyer with the seller.
pub(super) struct Client {
    pub(super) nth: usize,
    pub(super) pair: Pair,
    pub(super) courier: Courier,
    pub(super) payers: Payers,
    pub(super) left: Arc<Left>,
    pub(super) stopped: watch::Receiver<bool>,
    pub(super) rng: ChaCha12Rng,
}

/// A trade under way.
struct Trade {
    key: String,
    deal: String,
    total_minor: i64,
}

impl Client {
    pub(super) async fn run(mut self) {
        for trade in 0_u64.. {
            if *self.stopped.borrow() {
                return;
            }
            // What went wrong stands in the book; the next trade may go better.
            self.trade(&format!("{}-{trade}", self.nth)).await.ok();
        }
    }

    /// One trade, on one of the ways that a trade can go.
    async fn trade(&mut self, key: &str) -> Result<()> {
        let quantity = self.rng.random_range(2..=QUANTITY_MOST);
        let placed = self.act(place(&self.pair, key, quantity)).await?;
        let trade = Trade {
            key: key.to_owned(),
            deal: placed.text("deal").context("a deal without an id")?,
            total_minor: i64::from(quantity) * PRICE_MINOR,
        };
        match self.rng.random_range(0..14) {
            0 => self.leave(&trade, "closed").await,
            1 => {
                self.pay_and_ship(&trade).await?;
                self.leave(&trade, "finished").await
            }
            2 => {
                self.pay_and_ship(&trade).await?;
                let asked = self.ask(&trade, trade.total_minor).await?;
                self.left.keep(&trade.deal, &self.pair.buyer, "finished", asked.text("due_at"));
                Ok(())
            }
            3 => self.inspected(&trade).await,
            4 => self.refunded(&trade).await,
            5 | 6 => self.claimed(&trade).await,
            7 => self.paid_by_bank(&trade).await,
            8 | 9 => self.broken(&trade).await,
            _ => {
                self.pay_and_ship(&trade).await?;
                self.buyers(&trade, "confirmations", "{}").await?;
                self.paid_out(&trade).await
            }
        }
    }

    async fn act(&self, ask: Ask) -> Result<Answer> {
        self.courier.act(ask, self.nth).await
    }

    async fn buyers(&self, trade: &Trade, noun: &str, body: &str) -> Result<Answer> {
        self.act(step(&self.pair.buyer, trade, noun, body)).await
    }

    async fn sellers(&self, trade: &Trade, noun: &str, body: &str) -> Result<Answer> {
        self.act(step(&self.pair.seller, trade, noun, body)).await
    }

    async fn pay_and_ship(&self, trade: &Trade) -> Result<()> {
        self.buyers(trade, "payments", r#"{"milestone":1}"#).await?;
        self.sellers(trade, "shipments", SHIPMENT).await.map(|_| ())
    }

    /// Nobody does anything more: its deadline does.
    async fn leave(&self, trade: &Trade, then: &'static str) -> Result<()> {
        let path = format!("/api/v1/deals/{}", trade.deal);
        let due = self.courier.read(&path, &self.pair.buyer).await?.text("due_at");
        self.left.keep(&trade.deal, &self.pair.buyer, then, due);
        Ok(())
    }

    /// The inspector's answer comes by a timer; nobody waits for it.
    async fn inspected(&self, trade: &Trade) -> Result<()> {
        self.buyers(trade, "payments", r#"{"milestone":1}"#).await?;
        self.buyers(trade, "inspections", "{}").await?;
        self.left.inspected(&trade.deal, &self.pair.buyer);
        Ok(())
    }

    /// A part goes back before the release and another one after it.
    async fn refunded(&self, trade: &Trade) -> Result<()> {
        self.pay_and_ship(trade).await?;
        let part = refund(trade.total_minor / 4);
        self.sellers(trade, "refunds", &part).await?;
        self.buyers(trade, "confirmations", "{}").await?;
        let late = Trade { key: format!("late-{}", trade.key), ..trade.copy() };
        self.sellers(&late, "refunds", &part).await.map(|_| ())
    }

    /// A claim that the seller refuses at first, or grants at once.
    async fn claimed(&mut self, trade: &Trade) -> Result<()> {
        self.pay_and_ship(trade).await?;
        let asked = self.ask(trade, trade.total_minor / 3).await?;
        let remedy = asked.text("remedy").context("a claim without an id")?;
        let acts = format!("remedies/{remedy}/acts");
        if self.rng.random_range(0..2) == 0 {
            self.sellers(trade, &acts, r#"{"act":"refuse","reason":"They are as agreed"}"#).await?;
        }
        let agreed = Trade { key: format!("agree-{}", trade.key), ..trade.copy() };
        self.sellers(&agreed, &acts, r#"{"act":"agree"}"#).await?;
        self.buyers(trade, "confirmations", "{}").await.map(|_| ())
    }

    /// A promise was broken: the seller says so, the fund pays first, the deposit gives it back.
    async fn broken(&self, trade: &Trade) -> Result<()> {
        self.pay_and_ship(trade).await?;
        self.buyers(trade, "confirmations", "{}").await?;
        let amount = amount(trade.total_minor / 3);
        let body = format!(r#"{{"promise":"genuine","amount":{amount},"reason":"Not wool"}}"#);
        let claim = self.buyers(trade, "compensations", &body).await?;
        let claim = claim.text("compensation").context("a claim without an id")?;
        let acts = format!("compensations/{claim}/acts");
        let paid = self.sellers(trade, &acts, r#"{"act":"agree"}"#).await?;
        let is_paid = paid.text("state").as_deref() == Some("paid");
        if is_paid {
            self.left.made_good();
        } else {
            let told = format!("a claim that the deposit covers was not paid: {}", paid.body);
            self.courier.violation(told);
        }
        Ok(())
    }

    async fn ask(&self, trade: &Trade, minor: i64) -> Result<Answer> {
        let amount = amount(minor);
        let body = format!(r#"{{"want":"money","amount":{amount},"reason":"Off shade"}}"#);
        self.buyers(trade, "remedies", &body).await
    }

    /// The buyer's bank pays; the file with it comes when it comes.
    async fn paid_by_bank(&self, trade: &Trade) -> Result<()> {
        let order = self.buyers(trade, "payments", r#"{"milestone":1,"by":"bank"}"#).await?;
        let reference = order.text("reference").context("an order without a reference")?;
        self.payers.pay(reference, trade.total_minor);
        self.left.by_bank(&trade.deal, &self.pair.buyer);
        Ok(())
    }

    /// The seller has some of it paid out.
    async fn paid_out(&mut self, trade: &Trade) -> Result<()> {
        if self.rng.random_range(0..2) == 0 {
            return Ok(());
        }
        let minor = self.rng.random_range(1..=trade.total_minor / 2);
        let (path, account) = ("/api/v1/wallet/payouts".to_owned(), &self.pair.account);
        let body = format!(r#"{{"amount":{},"account":"{account}"}}"#, amount(minor));
        let key = format!("payout-{}", trade.key);
        self.act(Ask { path, token: self.pair.seller.clone(), key, body }).await.map(|_| ())
    }
}

impl Trade {
    fn copy(&self) -> Self {
        let (key, deal) = (self.key.clone(), self.deal.clone());
        Self { key, deal, total_minor: self.total_minor }
    }
}

/// By courier.
const SHIPMENT: &str = r#"{"carrier":"SF","tracking":"SF1","transport":"express"}"#;

fn amount(minor: i64) -> String {
    format!(r#"{{"amount":"{}.{:02}","currency":"USD"}}"#, minor / 100, minor % 100)
}

fn refund(minor: i64) -> String {
    format!(r#"{{"amount":{},"reason":"Agreed between us"}}"#, amount(minor))
}

/// An order of the pair's goods.
pub(super) fn place(pair: &Pair, key: &str, quantity: u32) -> Ask {
    Ask {
        path: "/api/v1/deals".to_owned(),
        token: pair.buyer.clone(),
        key: format!("place-{key}"),
        body: format!(r#"{{"lines":[{{"product":"{}","quantity":{quantity}}}]}}"#, pair.product),
    }
}

fn step(token: &str, trade: &Trade, noun: &str, body: &str) -> Ask {
    let path = format!("/api/v1/deals/{}/{noun}", trade.deal);
    let word = noun.rsplit('/').next().unwrap_or(noun);
    let key = format!("{word}-{}", trade.key);
    Ask { path, token: token.to_owned(), key, body: body.to_owned() }
}
