//! A bank that told of payments which fit no order, and a file that was refused.

use super::fixture::{Scene, Set};
use anyhow::{Result, anyhow};
use bankfile::Party;
use custody::ports::PlayedBank;
use custody::{Answered, DifferenceKind, NewBankAccount, OwnAccount, Way};
use kernel::{Actor, Currency, Desk, Id, Limit, Money, Timestamp};
use std::sync::Arc;
use store::Store;

/// The market's account.
pub(super) const ACCOUNT: &str = "DE89370400440532013000";
/// Where the seller wants its money.
const OWN: &str = "NO9386011117947";
const CLERK: Actor = Actor::Clerk { person: Id::new(71), desk: Desk::Operator };

/// Tells the desk of the bank what its pages show.
pub(super) async fn tell(
    set: &Set<'_>,
    store: &Store,
    scene: &mut Scene,
    lan: Actor,
) -> Result<()> {
    let usd = |minor| Money::new(minor, Currency::USD);
    let at = Timestamp::from_micros(1_772_452_800_000_000);
    let day = at.date_in("UTC");
    let behind = Arc::new(PlayedBank::open(ACCOUNT, usd(0), (day, at), 1));
    let payer = |name: &str| Party {
        name: Some(name.to_owned()),
        account: Some(OWN.to_owned()),
        bank: None,
    };
    let order = set.act(move |tx| custody::top_up(tx, &lan, usd(50_000))).await?;
    behind.come(usd(50_000), &order.reference, &payer("Fjell & Ull AS"));
    behind.come(usd(50_000), &order.reference, &payer("Fjell & Ull AS"));
    behind.come(usd(2_480_000), "Invoice 2026-118, thank you", &payer("Nordic Wool AB"));
    behind.charge(usd(1_250));
    behind.end_day()?;
    behind.recall(usd(50_000), &order.reference, "FRAD")?;
    let own = OwnAccount { currency: Currency::USD, number: ACCOUNT.to_owned() };
    let bank = custody::jobs::Bank::new(Box::new(behind), "Jishi".to_owned(), None, vec![own]);
    let failed = |stop| anyhow!("the bank's files: {stop:?}");
    bank.take_told(store).await.map_err(failed)?;
    let torn = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>
<GrpHdr/><Stmt><Id>S-2</Id><Acct><Ccy>EURO</Ccy></Acct><Ntry><Amt Ccy=\"EUR\">1.234</Amt>
<CdtDbtInd>IN</CdtDbtInd><Sts>BOOK</Sts></Ntry></Stmt></BkToCstmrStmt></Document>";
    let refused = bank.take_file(store, "Auszug-118.xml", torn.as_bytes()).await;
    scene.keep("bank-file", &[refused.map_err(failed)?.hash]);
    scene.keep("bank-account", &[ACCOUNT.to_owned()]);
    let list = set.act(|tx| custody::differences(tx, &CLERK, None, Limit::DEFAULT)).await?;
    let of = |kind: DifferenceKind| list.rows.iter().find(|row| row.kind == kind);
    let (twice, much) = (of(DifferenceKind::PaidTwice), of(DifferenceKind::UnknownReference));
    let (Some(twice), Some(much), Some(recall)) = (twice, much, of(DifferenceKind::Recalled))
    else {
        return Err(anyhow!("the work list lacks a line"));
    };
    scene.keep("recall", &[recall.id.to_string()]);
    scene.keep("difference", &[twice.id.to_string()]);
    scene.keep("difference-asked", &[much.id.to_string()]);
    let much = much.id;
    let note = "The payer asked for it.".to_owned();
    let send_back = Answered { way: Way::SendBack, reference: None, note };
    set.act(move |tx| custody::answer_difference(tx, &CLERK, much, &send_back)).await?;
    let new = NewBankAccount {
        holder: "绍兴兰纺织".to_owned(),
        number: "6222021234567890123".to_owned(),
        bank_code: "102100099996".to_owned(),
    };
    set.act(move |tx| custody::name_bank_account(tx, &lan, &new).map(|_| ())).await?;
    Ok(())
}
