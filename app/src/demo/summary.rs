//! What the store holds after the replay, counted there and not by those who put it in.

use super::plan::{Plan, Shares};
use super::records::Records;
use super::walk::Replayed;
use crate::output::say;
use crate::verify::verify;
use anyhow::{Result, anyhow};
use custody::Identity;
use deal::DealKind;
use kernel::{Currency, Id, Money, Stop};
use ledger::Total;
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Duration;
use store::{Store, Tx};

/// Deals whose sums are read at once, so that a read takes a few milliseconds.
const READ_AT_ONCE: usize = 100;

/// Sums of one currency, as plain decimal digits.
#[derive(Debug, Serialize)]
struct Sums {
    money_in: String,
    returned: String,
    held: String,
    released: String,
    refunded: String,
    fees: String,
}

/// The whole summary.
#[derive(Debug, Serialize)]
pub(crate) struct Summary {
    lines: usize,
    invoices: usize,
    weeks_forward: i64,
    firms: usize,
    listings: usize,
    codes_without_a_price: usize,
    #[serde(flatten)]
    shares: Shares,
    told_invoices: usize,
    export_deals: usize,
    finished: i64,
    credit_facts: i64,
    money: BTreeMap<&'static str, Sums>,
    /// `paid_in - returned = held + released + refunded + fees`, deal by deal.
    money_adds_up: bool,
    trial_balance_is_zero: bool,
    chain_is_verified: bool,
    problems: Vec<String>,
    deals_per_s: u64,
    seconds: f64,
}

fn failed(stop: Stop) -> anyhow::Error {
    anyhow!("counting: {stop:?}")
}

impl Summary {
    /// Closes the day, counts everything and verifies it.
    pub(super) async fn of(
        store: &Store,
        (records, plan): (&Records, &Plan),
        replayed: &Replayed,
        took: Duration,
    ) -> Result<Self> {
        ledger::jobs::make_checkpoint(store).await.map_err(failed)?;
        let ids = [replayed.deals.as_slice(), &replayed.exports].concat();
        let identities = identities(store, ids).await?;
        let (finished, credit_facts) = credit_facts(store).await?;
        let trial = |tx: &mut Tx<'_>| ledger::trial_balance(tx, tx.position());
        let trial = store.read("demo.trial-balance", trial).await.map_err(failed)?;
        let findings = verify(store).await?;
        let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1);
        Ok(Self {
            lines: records.invoices.iter().map(|invoice| invoice.rows.len()).sum(),
            invoices: plan.shares.invoices(),
            weeks_forward: plan.shift.weeks,
            firms: replayed.firms,
            listings: replayed.listings,
            codes_without_a_price: plan.goods.unlisted,
            shares: plan.shares.clone(),
            told_invoices: plan.shares.told.values().sum(),
            export_deals: replayed.exports.len(),
            finished,
            credit_facts,
            money: sums(&identities)?,
            money_adds_up: identities.iter().all(Identity::holds),
            trial_balance_is_zero: is_zero(&trial),
            chain_is_verified: findings.chain_ok && findings.leaves > 0,
            problems: findings.problems,
            deals_per_s: replayed.deals.len() as u64 * 1_000 / took_ms,
            seconds: format!("{:.1}", took.as_secs_f64()).parse()?,
        })
    }

    /// Whether everything holds.
    pub(crate) fn is_sound(&self) -> bool {
        self.money_adds_up
            && self.trial_balance_is_zero
            && self.chain_is_verified
            && self.problems.is_empty()
    }

    /// For a person.
    pub(crate) fn say(&self) {
        let rows = self.rows();
        let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        for (name, value) in rows {
            say(&format!("{name:width$}  {value}"));
        }
    }

    fn rows(&self) -> Vec<(String, String)> {
        let shares = &self.shares;
        let mut rows = vec![
            row("invoices", format!("{} in {} lines", self.invoices, self.lines)),
            row("moved forward by", format!("{} weeks", self.weeks_forward)),
            row("firms", self.firms),
            row("listings", self.listings),
            row("codes never priced, not listed", self.codes_without_a_price),
            row("deals", shares.deals),
            row("refunds", format!("{} in {} lines", shares.refunds, shares.lines_refunded)),
            row("told", self.told_invoices),
        ];
        rows.extend(shares.told.iter().map(|(why, count)| row(&format!("  {}", word(why)), count)));
        if !shares.lines_told.is_empty() {
            let lines: usize = shares.lines_told.values().sum();
            rows.push(row("lines of cancellations told", lines));
            let told = shares.lines_told.iter();
            rows.extend(told.map(|(why, count)| row(&format!("  {}", word(why)), count)));
        }
        if shares.lines_left_out > 0 {
            rows.push(row("lines of sales left out", shares.lines_left_out));
        }
        rows.push(row("export deals", self.export_deals));
        for (currency, sums) in &self.money {
            rows.extend(sums.rows(currency));
        }
        rows.push(row("finished deals", self.finished));
        rows.push(row("credit facts", self.credit_facts));
        rows.push(row("money of each deal adds up", yes(self.money_adds_up)));
        rows.push(row("trial balance is zero", yes(self.trial_balance_is_zero)));
        rows.push(row("chain is verified", yes(self.chain_is_verified)));
        rows.extend(self.problems.iter().map(|problem| row("problem", problem)));
        rows.push(row("deals per second", self.deals_per_s));
        rows.push(row("seconds", self.seconds));
        rows
    }
}

impl Sums {
    fn rows(&self, currency: &str) -> Vec<(String, String)> {
        let told = [
            ("money in", &self.money_in),
            ("held", &self.held),
            ("released", &self.released),
            ("refunded", &self.refunded),
            ("fees", &self.fees),
        ];
        told.map(|(name, sum)| row(&format!("{currency} {name}"), sum)).into()
    }
}

fn row(name: &str, value: impl ToString) -> (String, String) {
    (name.to_owned(), value.to_string())
}

fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "NO" }
}

/// The word that stands in the JSON, with blanks.
fn word(reason: &impl Serialize) -> String {
    let word = serde_json::to_value(reason).unwrap_or_default();
    word.as_str().unwrap_or_default().replace('-', " ")
}

async fn identities(store: &Store, ids: Vec<Id<DealKind>>) -> Result<Vec<Identity>> {
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(READ_AT_ONCE) {
        let some = some.to_vec();
        let read = move |tx: &mut Tx<'_>| {
            some.iter().map(|deal| custody::identity(tx, deal.cast())).collect()
        };
        let read: Vec<Identity> = store.read("demo.sums", read).await.map_err(failed)?;
        all.extend(read);
    }
    Ok(all)
}

/// Finished deals, and their credit facts: each has two, or the difference is told.
async fn credit_facts(store: &Store) -> Result<(i64, i64)> {
    let (mut finished, mut after) = (0, Some(Id::new(i64::MIN)));
    while let Some(mark) = after {
        let piece = move |tx: &mut Tx<'_>| credit::verify(tx, mark);
        let findings = store.read("demo.credit-facts", piece).await.map_err(failed)?;
        if let Some(problem) = findings.problems.first() {
            return Err(anyhow!("credit facts: {problem}"));
        }
        finished += findings.checked;
        after = findings.next;
    }
    Ok((finished, 2 * finished))
}

fn sums(identities: &[Identity]) -> Result<BTreeMap<&'static str, Sums>> {
    let mut totals: BTreeMap<&'static str, (Currency, [i64; 6])> = BTreeMap::new();
    for identity in identities {
        let Identity { paid_in, returned, held, released, refunded, fees } = identity;
        let currency = paid_in.currency;
        let (_, total) = totals.entry(currency.code()).or_insert((currency, [0; 6]));
        let parts = [paid_in, returned, held, released, refunded, fees];
        for (total, part) in total.iter_mut().zip(parts) {
            let sum = Money::new(*total, currency).plus(*part);
            *total = sum.map_err(|refusal| anyhow!("summing up: {refusal:?}"))?.minor;
        }
    }
    let sums = totals.into_iter().map(|(code, (currency, total))| {
        let [money_in, returned, held, released, refunded, fees] =
            total.map(|minor| Money::new(minor, currency).plain());
        (code, Sums { money_in, returned, held, released, refunded, fees })
    });
    Ok(sums.collect())
}

fn is_zero(trial: &[Total]) -> bool {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for total in trial {
        *sums.entry(total.currency.code()).or_default() += total.minor;
    }
    !sums.is_empty() && sums.values().all(|sum| *sum == 0)
}
