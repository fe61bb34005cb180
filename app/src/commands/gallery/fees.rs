//! A trade that finished four weeks ago, so that its fee is invoiced and its day is closed.

use super::fixture::{Between, Scene, Set};
use crate::market::Market;
use anyhow::{Result, anyhow};
use billing::NewDetails;
use kernel::{Actor, Currency, Desk, Id, Money, Outcome, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::Tx;
use store::clock::{Clock, SystemClock};

const CLERK: Actor = Actor::Clerk { person: Id::new(71), desk: Desk::Operator };
/// As long ago as a session is kept.
const DAYS_AGO: i64 = 29;

/// The machine's clock, so many days ago.
#[derive(Debug, Clone, Default)]
pub(super) struct Past(Arc<AtomicI64>);

impl Clock for Past {
    fn now(&self) -> Timestamp {
        SystemClock.now().plus_days(-self.0.load(Ordering::SeqCst))
    }
}

impl Past {
    /// Four weeks ago.
    pub(super) fn go_back(&self) {
        self.0.store(DAYS_AGO, Ordering::SeqCst);
    }

    /// Now.
    pub(super) fn come_back(&self) {
        self.0.store(0, Ordering::SeqCst);
    }
}

fn details(name: &str, [street, post_code, city, country]: [&str; 4], vat_id: &str) -> NewDetails {
    NewDetails {
        legal_name: name.to_owned(),
        street: street.to_owned(),
        post_code: post_code.to_owned(),
        city: city.to_owned(),
        country: country.to_owned(),
        vat_id: vat_id.to_owned(),
        registration: "HRB 118 221".to_owned(),
    }
}

/// A part of the finished trade goes back, while it is still four weeks ago.
pub(super) async fn give_back(
    set: &Set<'_>,
    between: Between,
    deal: Id<deal::DealKind>,
) -> Result<()> {
    let amount = Money::new(86_800, Currency::USD);
    let why = "2,000 pairs were two shades lighter.";
    set.act(move |tx| deal::refund(tx, &between.lan, deal, amount, why).map(|_| ())).await
}

/// Lets fees arrive, says who stands on invoices, issues, closes days.
pub(super) async fn bill(
    market: &Market,
    set: &Set<'_>,
    scene: &mut Scene,
    lan: Actor,
) -> Result<()> {
    let store = market.app.store();
    let failed = |stop| anyhow!("the fees: {stop:?}");
    while store::run_followers(store, &[billing::jobs::FEES]).await.map_err(failed)? > 0 {}
    let say = move |tx: &mut Tx<'_>| -> Outcome<String> {
        let own = ["Hauptstraße 18", "10115", "Berlin", "DE"];
        let own = details("集市 Marktplatz GmbH", own, "DE123456789");
        billing::operator_details(tx, &CLERK, &own, 0)?;
        let firm = ["柯桥区轻纺城大道 118 号", "312030", "浙江绍兴", "CN"];
        billing::file_details(tx, &lan, &details("绍兴兰纺织有限公司", firm, ""), 0)?;
        let firm = lan.firm().ok_or(kernel::Stop::Forbidden)?;
        billing::issue(tx, firm)?;
        let at = ("9999-99", "ZZZ");
        let rows = billing::statements(tx, &lan, None, at, kernel::Limit::DEFAULT)?;
        Ok(rows.last().map(|row| row.month.to_string()).unwrap_or_default())
    };
    let month = set.act(say).await?;
    scene.keep("fees", &[month, "USD".to_owned()]);
    billing::jobs::close_books(store).await.map_err(failed)?;
    ledger::jobs::make_checkpoint(store).await.map_err(failed)?;
    Ok(())
}
