//! Names that are like one on a list of sanctions, and acts that wait for a second officer.

use super::fixture::{Scene, Set};
use super::promises::top_up;
use anyhow::{Result, anyhow};
use custody::NewBankAccount;
use kernel::{Actor, Any, Currency, Desk, Firm, Id, Limit, Money, Outcome, Stop};
use party::{DirectFirm, Name};
use screening::{Act, FirmOrderKind, NewAct, NewFirmOrder, OrderedKind, read_list};
use store::Tx;

/// An invented list of the United Nations' form.
const LIST: &str = include_str!("../../../../crates/screening/tests/lists/consolidated.xml");

/// Loads the list, lets a firm sign up whose name is on it, and an officer take the case.
pub(super) async fn set(set: &Set<'_>, scene: &mut Scene, officer: Actor) -> Result<()> {
    let list = read_list(LIST.as_bytes()).map_err(|faults| anyhow!("{faults:?}"))?;
    set.act(move |tx| screening::load_by_hand(tx, &list, ("5f3a09c2d4e1b7a6", "consolidated.xml")))
        .await?;
    for name in ["海灯船务有限公司", "Harbor Candle Lines AB"] {
        set.act(move |tx| {
            let mut new = DirectFirm::named(name, "CN")?;
            new.person.name = Name::parse("Mei Sun", "name")?;
            let owner = party::open_firm_directly(tx, &new)?.owner();
            top_up(tx, &owner, Money::new(1_840_000, Currency::CNY))
        })
        .await?;
    }
    let store = set.market.app.store();
    while screening::jobs::look_at_all(store).await.map_err(|stop| anyhow!("{stop:?}"))? > 0 {}
    let rows = set.act(move |tx| screening::cases(tx, &officer, None, Limit::DEFAULT)).await?.rows;
    let (Some(first), Some(other)) = (rows.first(), rows.get(1)) else {
        return Err(anyhow!("the list found nobody"));
    };
    let ids = |row: &screening::QueueRow| [row.case.firm.to_string(), row.case.id.to_string()];
    scene.keep("check", &ids(first));
    scene.keep("check-closed", &ids(other));
    let which = (first.case.firm, first.case.id);
    let bound = NewFirmOrder {
        kind: OrderedKind::Bankruptcy,
        authority: "Malmö tingsrätt".to_owned(),
        reference: "K 1183-26".to_owned(),
        ordered_on: "2026-03-02".to_owned(),
        until_on: String::new(),
        stays: None,
        paper: None,
    };
    let firm = other.case.firm;
    let order = set.act(move |tx| screening::record_order(tx, &officer, firm, &bound)).await?;
    scene.keep("order", &[order.firm.to_string(), order.id.to_string()]);
    set.act(move |tx| name_administrator(tx, officer, (order.firm, order.id))).await?;
    let take = NewAct { act: Act::Take, reasons: String::new() };
    set.act(move |tx| screening::perform(tx, &officer, which, &take)).await?;
    Ok(())
}

/// Two officers name the account of who administers the firm, and wait for nothing.
fn name_administrator(
    tx: &mut Tx<'_>,
    officer: Actor,
    which: (Id<Firm>, Id<FirmOrderKind>),
) -> Outcome<()> {
    let new = NewBankAccount {
        holder: "Advokat Ek, konkursförvaltare".to_owned(),
        number: "SE4550000000058398257466".to_owned(),
        bank_code: String::new(),
    };
    screening::name_administrator(tx, &officer, which, &new)?;
    let second = Actor::Clerk { person: Id::new(2), desk: Desk::Officer };
    let waits = assent::queue(tx, &second, None, Limit::DEFAULT)?.rows;
    let act = waits.iter().find(|act| act.about == which.1.cast()).ok_or(Stop::Absent)?;
    assent::agree(tx, &second, (act.about, act.id)).map(|_| ())
}

/// What waits for a second officer, once the bank has told.
pub(super) async fn keep_second(set: &Set<'_>, scene: &mut Scene, officer: Actor) -> Result<()> {
    let rows = set.act(move |tx| assent::queue(tx, &officer, None, Limit::DEFAULT)).await?.rows;
    let act = rows.first().ok_or_else(|| anyhow!("nothing waits for a second officer"))?;
    let about: Id<Any> = act.about;
    scene.keep("second", &[about.to_string(), act.id.to_string()]);
    Ok(())
}
