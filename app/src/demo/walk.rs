//! The replay: hour by hour through the plan, with the clock that moves with it.

use super::acts;
use super::countries::{HOME, code_of};
use super::crowd::{Job, Made, act_all};
use super::export::Export;
use super::people::{self, BUYER, OFFICER, OPERATOR, WHOLESALER, contact};
use super::plan::{Act, Plan};
use super::progress::Progress;
use super::records::{CURRENCY, Records};
use super::schedule::Slice;
use super::trader::{Opening, Trader, open};
use anyhow::{Context, Result, anyhow};
use catalog::ProductKind;
use deal::{DealKind, RecordedOrder};
use kernel::rules::Rules;
use kernel::{Actor, Desk, Id, Lang, Timestamp};
use party::{Name, NewClerk, NewPerson};
use std::collections::HashMap;
use std::sync::Arc;
use store::Store;
use store::clock::SetClock;
use web::Files;

/// The wholesaler's name here.
const SELLER: &str = "the wholesaler of the records";
/// Listings written in one act, so that it takes under 5 ms.
const LISTED_AT_ONCE: usize = 20;

/// Where and with what the replay happens.
pub(super) struct Stage {
    pub(super) store: Store,
    pub(super) clock: SetClock,
    /// When it ends.
    pub(super) now: Timestamp,
    /// Where photos are kept.
    pub(super) files: Arc<dyn Files>,
}

/// What came of the replay.
#[derive(Debug, Default)]
pub(super) struct Replayed {
    /// Deals of the records.
    pub(super) deals: Vec<Id<DealKind>>,
    /// Deals of the two firms that trade by sea.
    pub(super) exports: Vec<Id<DealKind>>,
    /// Listings of the records.
    pub(super) listings: usize,
    /// Firms in all.
    pub(super) firms: usize,
}

/// The replay on its way.
struct Walk<'a> {
    stage: &'a Stage,
    records: &'a Records,
    plan: &'a Plan,
    password_hash: String,
    operator: Actor,
    seller: Trader,
    keenest: Option<usize>,
    products: Vec<Option<Id<ProductKind>>>,
    buyers: Vec<Option<Trader>>,
    deals: Vec<Option<Id<DealKind>>>,
    export: Export,
}

/// Replays everything that is planned.
pub(super) async fn replay(stage: &Stage, records: &Records, plan: &Plan) -> Result<Replayed> {
    let mut progress = Progress::of(plan.act_count() + plan.goods.listed.len());
    let first = plan.slices.keys().next().copied().unwrap_or(Slice::of(stage.now));
    stage.clock.set(first.plus(-1).end());
    let mut walk = Walk::begin(stage, records, plan).await?;
    walk.list_goods(&mut progress).await?;
    let zone = Rules::current().market.time_zone.as_str();
    let today = stage.now.date_in(zone);
    let mut day = first.end().date_in(zone);
    for (slice, acts) in &plan.slices {
        let at = slice.end().min(stage.now);
        stage.clock.set(at);
        if at.date_in(zone) != day && at.date_in(zone) != today {
            let ended = custody::jobs::end_day(&stage.store).await;
            ended.map_err(|stop| anyhow!("the day's end: {stop:?}"))?;
            day = at.date_in(zone);
        }
        walk.act(acts).await?;
        progress.add(acts.len());
    }
    stage.clock.set(stage.now);
    walk.make_clerk(OFFICER, "Officer of the demonstration", Desk::Officer).await?;
    progress.end();
    walk.end()
}

impl<'a> Walk<'a> {
    /// The operator and the wholesaler come first.
    async fn begin(stage: &'a Stage, records: &'a Records, plan: &'a Plan) -> Result<Self> {
        let password_hash = people::hashed_password()?;
        let wholesaler = Opening {
            firm: SELLER,
            person: "Owner of the wholesaler",
            lang: Lang::En,
            country: HOME,
            contact: Some(contact(WHOLESALER)?),
            password_hash: &password_hash,
        };
        let new = wholesaler.read()?;
        let opened = stage.store.write("demo.wholesaler", move |tx| open(tx, &new)).await;
        let seller = opened.map_err(|stop| anyhow!("opening the wholesaler: {stop:?}"))?;
        let mut walk = Self {
            stage,
            records,
            plan,
            password_hash,
            operator: Actor::Stranger,
            seller,
            keenest: keenest_buyer(plan),
            products: vec![None; records.codes.len()],
            buyers: vec![None; records.customers.len()],
            deals: vec![None; plan.sales.len()],
            export: Export::default(),
        };
        let name = "Operator of the demonstration";
        walk.operator = walk.make_clerk(OPERATOR, name, Desk::Operator).await?;
        Ok(walk)
    }

    async fn make_clerk(&self, email: &str, name: &str, desk: Desk) -> Result<Actor> {
        let name = Name::parse(name, "name").map_err(|refusal| anyhow!("{refusal:?}"))?;
        let password_hash = Some(self.password_hash.clone());
        let person = NewPerson { name, password_hash, lang: Lang::En };
        let new = NewClerk { contact: contact(email)?, person, desk };
        let make = move |tx: &mut store::Tx<'_>| party::make_clerk(tx, &new);
        let made = self.stage.store.write("demo.clerk", make).await;
        let person = made.map_err(|stop| anyhow!("making a clerk: {stop:?}"))?;
        Ok(Actor::Clerk { person, desk })
    }

    async fn list_goods(&mut self, progress: &mut Progress) -> Result<()> {
        let by = self.seller.actor();
        let goods = &self.plan.goods.listed;
        let jobs: Vec<Job> =
            goods.chunks(LISTED_AT_ONCE).map(|some| acts::list(by, some, self.records)).collect();
        for made in act_all(&self.stage.store, &jobs).await? {
            if let Made::Listings(listed) = made {
                progress.add(listed.len());
                for (code, product) in listed {
                    self.products[code] = Some(product);
                }
            }
        }
        Ok(())
    }

    /// Does everything of one hour.
    async fn act(&mut self, acts: &[Act]) -> Result<()> {
        let (mut jobs, mut doers) = (Vec::with_capacity(acts.len()), Vec::new());
        for act in acts {
            match self.job(act)? {
                Some(job) => {
                    jobs.push(job);
                    doers.push(*act);
                }
                None => self.step_export(act).await?,
            }
        }
        let made = act_all(&self.stage.store, &jobs).await?;
        for (act, made) in doers.into_iter().zip(made) {
            match (act, made) {
                (Act::Join { buyer }, Made::Firm(firm)) => self.buyers[buyer] = Some(firm),
                (Act::Place { sale }, Made::Deal(deal)) => self.deals[sale] = Some(deal),
                _ => {}
            }
        }
        Ok(())
    }

    async fn step_export(&mut self, act: &Act) -> Result<()> {
        let Act::Export { step } = *act else { return Ok(()) };
        let Stage { store, files, .. } = self.stage;
        self.export.take(step, store, &**files, &self.password_hash).await
    }

    /// What the store is asked to do for an act.
    fn job(&self, act: &Act) -> Result<Option<Job>> {
        let invoices = &self.records.invoices;
        let invoice_of = |sale: usize| &invoices[self.plan.sales[sale].invoice];
        Ok(Some(match *act {
            Act::Join { buyer } => self.join(buyer)?,
            Act::Place { sale } => acts::place(self.operator, self.order(sale)?),
            Act::Pay { sale } => acts::pay(self.buyer(sale)?, self.deal(sale)?),
            Act::Ship { sale } => acts::ship(self.seller, self.deal(sale)?, invoice_of(sale)),
            Act::Confirm { sale } => acts::confirm(self.buyer(sale)?, self.deal(sale)?),
            Act::Refund { sale, invoice, row } => {
                let (invoice, deal) = (&invoices[invoice], self.deal(sale)?);
                let row = &invoice.rows[row];
                acts::refund(self.seller, deal, invoice, row, self.title(row.title, row.code))
            }
            Act::Export { .. } => return Ok(None),
        }))
    }

    fn title(&self, title: Option<usize>, code: usize) -> &str {
        title.map_or(&self.plan.goods.titles[code], |title| &self.records.titles[title])
    }

    fn buyer(&self, sale: usize) -> Result<Trader> {
        self.buyers[self.plan.sales[sale].buyer].context("a buyer without a firm")
    }

    fn deal(&self, sale: usize) -> Result<Id<DealKind>> {
        self.deals[sale].context("a deal that was not placed")
    }

    fn join(&self, buyer: usize) -> Result<Job> {
        let customer = &self.records.customers[buyer];
        let is_keenest = self.keenest == Some(buyer);
        let name = format!("Buyer {}", customer.number);
        let opening = Opening {
            firm: &name,
            person: &name,
            lang: Lang::En,
            country: code_of(&customer.country),
            contact: is_keenest.then(|| contact(BUYER)).transpose()?,
            password_hash: &self.password_hash,
        };
        Ok(acts::join(opening.read()?))
    }

    fn order(&self, sale: usize) -> Result<RecordedOrder> {
        let invoice = &self.records.invoices[self.plan.sales[sale].invoice];
        let sold = invoice.rows.iter().filter(|row| row.is_sold());
        let lines = sold
            .map(|row| acts::line(row, self.title(row.title, row.code), self.products[row.code]));
        Ok(RecordedOrder {
            buyer: self.buyer(sale)?.firm,
            seller: self.seller.firm,
            lines: lines.collect(),
            currency: CURRENCY,
            note: Some(format!("Invoice {} of the records", invoice.number)),
            original_at: invoice.at,
        })
    }

    fn end(self) -> Result<Replayed> {
        let deals: Option<Vec<Id<DealKind>>> = self.deals.into_iter().collect();
        let exports: Vec<Id<DealKind>> = self.export.deals().collect();
        Ok(Replayed {
            deals: deals.context("an invoice that did not become a deal")?,
            exports,
            listings: self.products.iter().flatten().count(),
            // The wholesaler, and the two that trade by sea.
            firms: self.buyers.iter().flatten().count() + 3,
        })
    }
}

/// The buyer with the most deals; of equals, the first.
fn keenest_buyer(plan: &Plan) -> Option<usize> {
    let mut deals: HashMap<usize, usize> = HashMap::new();
    for sale in &plan.sales {
        *deals.entry(sale.buyer).or_default() += 1;
    }
    let most = |(buyer, count): &(usize, usize)| (*count, usize::MAX - *buyer);
    deals.into_iter().max_by_key(most).map(|(buyer, _)| buyer)
}
