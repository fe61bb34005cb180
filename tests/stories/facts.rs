//! What a finished trade leaves behind: two facts, two ratings, a count. In process.

use super::program::tables;
use catalog::{NewProduct, NewTier};
use credit::CreditFact;
use deal::{DealKind, NewLine, NewOrder, Shipping};
use kernel::{Actor, Currency, Firm, Id, Limit, Outcome, Transport};
use ledger::{Account, Purpose, Transfer};
use party::DirectFirm;
use store::{Reaction, Tx};
use testkit::{Engine, Fresh};
use trust::{NewRating, Verdict};

/// A hundred pieces at 2.00, less 5.00 that was given back.
const PRICE: i64 = 20_000;
const GIVEN_BACK: i64 = 500;

fn market(engine: Engine) -> Fresh {
    let reactions: Vec<Reaction> = [deal::jobs::REACTIONS, credit::jobs::REACTIONS].concat();
    testkit::fresh_reacting(engine, tables(), reactions)
}

fn open_firm(tx: &mut Tx<'_>, name: &str) -> Outcome<Actor> {
    Ok(party::open_firm_directly(tx, &DirectFirm::named(name, "SE")?)?.owner())
}

fn place(tx: &mut Tx<'_>, seller: &Actor, buyer: &Actor) -> Outcome<Id<DealKind>> {
    let new = NewProduct {
        sku: None,
        title: "Bags".to_owned(),
        title_lang: "en".to_owned(),
        text: String::new(),
        unit: "C62".to_owned(),
        currency: "USD".to_owned(),
        moq: 1,
        lead_time_d: 20,
        is_open_offer: true,
        tiers: vec![NewTier { min_quantity: 1, price: "2.00".to_owned() }],
        ..NewProduct::default()
    };
    let product = catalog::list_product(tx, seller, &new)?.card.offer.product;
    let lines = vec![NewLine { product, quantity: 100 }];
    let order = NewOrder { lines, note: None, original_at: None };
    Ok(deal::place(tx, buyer, &order)?.deal)
}

fn fill(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    let of = |owner, purpose| Account::new(owner, purpose, Currency::USD);
    let (bank, wallet) = (of(custody::CUSTODIAN, Purpose::Bank), of(firm.cast(), Purpose::Wallet));
    let opening = Transfer::between(tx.id(), bank, wallet, PRICE, "opening");
    ledger::post_all(tx, &[opening]).map(|_| ())
}

/// A trade from the order to the end.
fn trade(tx: &mut Tx<'_>) -> Outcome<(Actor, Actor, Id<DealKind>)> {
    let (seller, buyer) = (open_firm(tx, "Lan")?, open_firm(tx, "Elsa")?);
    let id = place(tx, &seller, &buyer)?;
    fill(tx, firm(&buyer))?;
    deal::pay(tx, &buyer, id, 1)?;
    let shipping = Shipping {
        carrier: "SF".to_owned(),
        tracking: "SF1".to_owned(),
        transport: Transport::Express,
        eta: None,
    };
    deal::refund(tx, &seller, id, kernel::Money::new(GIVEN_BACK, Currency::USD), "torn")?;
    deal::ship(tx, &seller, id, &shipping)?;
    deal::confirm(tx, &buyer, id)?;
    Ok((seller, buyer, id))
}

fn firm(actor: &Actor) -> Id<Firm> {
    actor.firm().expect("a firm")
}

async fn fact(fresh: &Fresh, by: Actor) -> CreditFact {
    let look = move |tx: &mut Tx<'_>| credit::facts(tx, &by, None, Limit::clamp(10));
    let mut facts = fresh.store.read("facts", look).await.expect("facts").rows;
    assert_eq!(facts.len(), 1, "{facts:?}");
    facts.remove(0)
}

async fn rate(fresh: &Fresh, by: Actor, id: Id<DealKind>) {
    let new = NewRating { verdict: Verdict::Good, body: "On time.".to_owned() };
    let rate = move |tx: &mut Tx<'_>| trust::rate(tx, &by, id, &new);
    fresh.store.write("rate", rate).await.expect("rated");
}

async fn ratings(fresh: &Fresh, of: Id<Firm>) -> usize {
    let look = move |tx: &mut Tx<'_>| trust::ratings_of(tx, of, None, Limit::clamp(10));
    fresh.store.read("ratings", look).await.expect("ratings").rows.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_trade_leaves_two_facts_two_ratings_and_a_count() {
    for engine in testkit::engines() {
        let fresh = market(engine);
        let (seller, buyer, id) = fresh.store.write("trade", trade).await.expect("a trade");
        for (by, other) in [(seller, buyer), (buyer, seller)] {
            let fact = fact(&fresh, by).await;
            assert_eq!((fact.firm, fact.other_firm, fact.deal), (firm(&by), firm(&other), id));
            assert_eq!((fact.total.minor, fact.refunded.minor), (PRICE, GIVEN_BACK), "{fact:?}");
        }
        let checked = |tx: &mut Tx<'_>| credit::verify(tx, Id::new(0));
        let found = fresh.store.read("verify", checked).await.expect("verified");
        assert_eq!((found.checked, found.problems), (1, Vec::new()));

        rate(&fresh, buyer, id).await;
        assert_eq!(ratings(&fresh, firm(&seller)).await, 0, "blind until both are given");
        rate(&fresh, seller, id).await;
        assert_eq!(ratings(&fresh, firm(&seller)).await, 1);
        assert_eq!(ratings(&fresh, firm(&buyer)).await, 1);

        for _ in 0..2 {
            let following = &[trust::jobs::STANDING];
            while store::run_followers(&fresh.store, following).await.expect("followed") > 0 {}
            let of = firm(&seller);
            let look = move |tx: &mut Tx<'_>| party::standing(tx, of);
            let counted = fresh.store.read("standing", look).await.expect("a standing");
            assert_eq!((counted.finished, counted.good, counted.refunded), (1, 1, 1));
            fresh.store.write("forget", trust::jobs::forget).await.expect("forgotten");
        }
    }
}
