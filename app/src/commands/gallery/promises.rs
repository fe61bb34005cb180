//! What a shop promises, and claims at every stage: answered, before the officer, waiting, paid.

use super::fixture::{Between, Scene, Set};
use anyhow::Result;
use catalog::{NewProduct, NewTier, ProductKind};
use custody::BankNotice;
use deal::{DealKind, NewLine, NewOrder, Shipping};
use kernel::{Actor, Currency, Id, Money, Outcome, Transport};
use promise::{Act, CompensationKind, NewAct, NewClaim, NewSigning, Promise};
use remedy::EvidenceSource;
use store::Tx;

/// A paper that says nothing.
const PAPER: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n";

type Which = (Id<DealKind>, Id<CompensationKind>);

/// Who acts.
#[derive(Debug, Clone, Copy)]
struct Cast {
    lan: Actor,
    elsa: Actor,
    officer: Actor,
}

/// Makes the promises and the claims of the scene.
pub(super) async fn set(
    set: &Set<'_>,
    scene: &mut Scene,
    (between, officer): (Between, Actor),
) -> Result<()> {
    let cast = Cast { lan: between.lan, elsa: between.elsa, officer };
    let product = set.act(move |tx| sign(tx, cast)).await?;
    let mut made = Vec::new();
    // The fund pays the first two; the third waits for it.
    for stage in [0, 1, 3, 3, 2] {
        let which = set.act(move |tx| claim(tx, cast, product, stage)).await?;
        made.push(which);
    }
    let finished = set.act(move |tx| order(tx, cast, product)).await?;
    let ids = |(deal, claim): Which| [deal.to_string(), claim.to_string()];
    scene.keep("to-compensate", &[finished.to_string()]);
    scene.keep("compensations", &ids(made[2])[..1]);
    scene.keep("compensation", &ids(made[0]));
    scene.keep("compensation-taken", &ids(made[1]));
    scene.keep("compensation-unpaid", &ids(made[4]));
    scene.keep("compensation-paid", &ids(made[2]));
    scene.keep("fund", &["CNY".to_owned()]);
    Ok(())
}

const fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::CNY)
}

/// Money from a bank, as the simulated one will name it.
pub(super) fn top_up(tx: &mut Tx<'_>, by: &Actor, amount: Money) -> Outcome<()> {
    let order = custody::top_up(tx, by, amount)?;
    let notice = BankNotice {
        bank_reference: format!("SIM-{}", order.reference),
        order_reference: order.reference,
        amount,
    };
    custody::book_payment(tx, &notice).map(|_| ())
}

/// The shop lists a scarf, signs, and freezes; the fund holds something.
fn sign(tx: &mut Tx<'_>, cast: Cast) -> Outcome<Id<ProductKind>> {
    let scarf = NewProduct {
        title: "真丝围巾 Silk scarf, 90 cm".to_owned(),
        title_lang: "zh-CN".to_owned(),
        unit: "C62".to_owned(),
        currency: "CNY".to_owned(),
        moq: 1,
        lead_time_d: 3,
        is_open_offer: true,
        tiers: vec![NewTier { min_quantity: 1, price: "240.00".to_owned() }],
        ..NewProduct::default()
    };
    let product = catalog::list_product(tx, &cast.lan, &scarf)?.card.offer.product;
    top_up(tx, &cast.lan, cny(100_000))?;
    let promises = vec![Promise::Truthful, Promise::NoReason, Promise::Fake];
    let new = NewSigning { currency: Currency::CNY, promises, deposit_minor: 100_000 };
    promise::sign(tx, &cast.lan, &new)?;
    earn(tx, 80_000)?;
    custody::feed_fund(tx, &cast.officer, cny(80_000), "The fees of November.")?;
    Ok(product)
}

/// What the market has earned, as the fees of many deals would lie there.
fn earn(tx: &mut Tx<'_>, minor: i64) -> Outcome<()> {
    let bank = ledger::Account::new(custody::CUSTODIAN, ledger::Purpose::Bank, Currency::CNY);
    let own = ledger::Account::new(custody::PLATFORM, ledger::Purpose::Platform, Currency::CNY);
    let earned = ledger::Transfer::between(tx.id(), bank, own, minor, "fee-sweep");
    ledger::post_new(tx, &earned).map(|_| ())
}

/// A finished order.
fn order(tx: &mut Tx<'_>, cast: Cast, product: Id<ProductKind>) -> Outcome<Id<DealKind>> {
    let Cast { lan, elsa, .. } = cast;
    let lines = vec![NewLine { product, quantity: 1 }];
    let order = NewOrder { lines, note: None, original_at: None };
    let id = deal::place(tx, &elsa, &order)?.deal;
    top_up(tx, &elsa, cny(24_000))?;
    deal::pay(tx, &elsa, id, 1)?;
    let shipping = Shipping {
        carrier: "SF Express".to_owned(),
        tracking: "SF 1390 0234 551".to_owned(),
        transport: Transport::Express,
        eta: None,
    };
    deal::ship(tx, &lan, id, &shipping)?;
    deal::confirm(tx, &elsa, id)?;
    Ok(id)
}

/// A claim, so many stages on: made, before the officer, upheld in full or in part.
fn claim(tx: &mut Tx<'_>, cast: Cast, product: Id<ProductKind>, stage: usize) -> Outcome<Which> {
    let Cast { lan, elsa, officer } = cast;
    let deal = order(tx, cast, product)?;
    let new = NewClaim {
        promise: Promise::Fake,
        amount: cny(72_000),
        reason: "The label says silk. It burns like polyester, and the maker does not know it."
            .to_owned(),
    };
    let which = (deal, promise::claim(tx, &elsa, deal, &new)?.compensation);
    let facts = talk::read_file(PAPER, "letter-of-the-maker.pdf")?;
    promise::show(tx, &elsa, which, (EvidenceSource::File, &facts))?;
    if stage == 0 {
        return Ok(which);
    }
    let no = "标签是供应商缝的，我们有进货单。".to_owned();
    perform(tx, &lan, which, NewAct::Saying(Act::Refuse, no))?;
    perform(tx, &officer, which, NewAct::Plain(Act::Take))?;
    let sum = match stage {
        1 => return Ok(which),
        2 => cny(72_000),
        _ => cny(70_000),
    };
    let reasons = "The letter names the scarf by its number; it is not the maker's.".to_owned();
    perform(tx, &officer, which, NewAct::Decide(sum, reasons))?;
    Ok(which)
}

fn perform(tx: &mut Tx<'_>, by: &Actor, which: Which, new: NewAct) -> Outcome<()> {
    promise::perform(tx, by, which, &new).map(|_| ())
}
