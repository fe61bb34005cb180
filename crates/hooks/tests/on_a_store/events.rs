//! The list of events: who has one, what stands in it, how long.

use super::{Agreed, Booked, Market, Moved, each_market, firm_of};
use hooks::PublicEvent;
use kernel::rules::Rules;
use kernel::{Actor, Any, Id, Limit, Outcome};
use party::{KeyScope, Name, NewKey};
use serde_json::{Value, json};

async fn make_key(market: &Market, by: Actor, nth: u8) {
    let make = move |tx: &mut store::Tx<'_>| {
        let name = Name::parse("ERP", "name")?;
        let new = NewKey { name, scope: KeyScope::Read, hash: [nth; 32] };
        party::issue_key(tx, &by, &new).map(|_| ())
    };
    market.act(make).await.expect("a key");
}

async fn list(market: &Market, by: Actor, after: i64, most: i64) -> Vec<(i64, PublicEvent)> {
    let look = move |tx: &mut store::Tx<'_>| {
        hooks::events(tx, &by, (None, None), after, Limit::clamp(most))
    };
    market.look(look).await.expect("events")
}

fn member(event: &PublicEvent, name: &str) -> Value {
    let body: Value = serde_json::from_str(&event.body).expect("JSON");
    body["data"][name].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_firm_that_listens_has_its_own_side_and_nobody_else_has_anything() {
    for market in each_market().await {
        make_key(&market, market.seller, 1).await;
        make_key(&market, market.other, 2).await;
        market.trade(1_000).await;
        let booked = json!({ "firm": firm_of(market.buyer).to_string(),
            "order": "bankorder_0000000000007", "currency": "USD", "amount_minor": 5000 });
        market.tell(7, Booked(booked)).await;
        market.tell(8, Moved(json!({ "firm": firm_of(market.seller).to_string() }))).await;
        market.follow().await;
        let own = list(&market, market.seller, 0, 50).await;
        let kinds: Vec<&str> = own.iter().map(|(_, event)| event.kind.as_str()).collect();
        assert_eq!(kinds, ["deal.agreed", "deal.paid", "deal.shipped", "deal.finished"]);
        assert!(own.iter().all(|(_, event)| member(event, "side") == "seller"));
        assert_eq!(member(&own[3].1, "fee")["amount"], "0.15");
        // The buyer has neither a key nor an address, the third firm is no side of it.
        for by in [market.buyer, market.other] {
            assert_eq!(list(&market, by, 0, 50).await, []);
        }
        make_key(&market, market.buyer, 3).await;
        market.trade(2_000).await;
        market.follow().await;
        let of_buyer = list(&market, market.buyer, 0, 50).await;
        assert_eq!(of_buyer.len(), 4, "from its key on");
        assert!(of_buyer.iter().all(|(_, event)| member(event, "fee").is_null()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_on_from_the_cursor_misses_nothing_and_reads_nothing_twice() {
    for market in each_market().await {
        make_key(&market, market.seller, 1).await;
        let (mut after, mut seen) = (0, Vec::new());
        for deal in 1..=20 {
            market.trade(deal).await;
            market.follow().await;
            let some = list(&market, market.seller, after, 3).await;
            for (position, event) in some.into_iter().take(3) {
                after = position;
                seen.push(event.id);
            }
        }
        loop {
            let some = list(&market, market.seller, after, 7).await;
            if some.is_empty() {
                break;
            }
            for (position, event) in some.into_iter().take(7) {
                after = position;
                seen.push(event.id);
            }
        }
        assert_eq!(seen.len(), 80);
        let mut each = seen.clone();
        each.sort();
        each.dedup();
        assert_eq!(each.len(), 80);
        let (by, deal) = (market.seller, Id::<Any>::new(7));
        let look = move |tx: &mut store::Tx<'_>| -> Outcome<[usize; 3]> {
            let few = Limit::DEFAULT;
            Ok([
                hooks::events(tx, &by, (None, Some(deal)), 0, few)?.len(),
                hooks::events(tx, &by, (Some("deal.paid"), None), 0, few)?.len(),
                hooks::events(tx, &by, (Some("deal.paid"), Some(deal)), 0, few)?.len(),
            ])
        };
        assert_eq!(market.look(look).await.expect("events"), [4, 20, 1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_that_are_heard_twice_are_events_once() {
    for market in each_market().await {
        let receiver = super::Receiver::fine().await;
        let hook = market.hook(&receiver).await;
        market.trade(1_000).await;
        market.follow().await;
        let rewind = |tx: &mut store::Tx<'_>| store::rewind(tx, hooks::jobs::EVENTS.name);
        market.act(rewind).await.expect("from zero");
        market.run().await;
        assert_eq!(list(&market, market.seller, 0, 50).await.len(), 4);
        assert_eq!(receiver.came().len(), 4);
        assert_eq!(market.deliveries(hook.id).await.len(), 4);
    }
}

/// The same fact, once its body means something else.
#[derive(Clone, serde::Serialize)]
struct AgreedAnew(Value);

impl store::Event for AgreedAnew {
    const NAME: &'static str = "deal-agreed";
    const VERSION: i64 = 2;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fact_of_another_version_than_the_catalogue_knows_is_left_out() {
    for market in each_market().await {
        make_key(&market, market.seller, 1).await;
        market.tell(5, Agreed(market.between(5))).await;
        market.tell(5, AgreedAnew(market.between(5))).await;
        market.follow().await;
        assert_eq!(list(&market, market.seller, 0, 50).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_kept_for_the_rules_days_and_vanish_in_pieces() {
    for market in each_market().await {
        let receiver = super::Receiver::fine().await;
        let hook = market.hook(&receiver).await;
        for deal in 1..=60 {
            market.trade(deal).await;
        }
        market.run().await;
        let days = Rules::current().webhook.kept_d;
        market.wait(days * 86_400);
        market.tell(900, Agreed(market.between(900))).await;
        market.run().await;
        let first = market.act(hooks::sweep).await.expect("swept");
        assert_eq!(first, 0, "not before its time");
        market.wait(1);
        assert_eq!(market.act(hooks::sweep).await.expect("swept"), 100);
        let rest = hooks::jobs::sweep_all(&market.fresh.store).await.expect("swept");
        assert_eq!(rest, 140);
        assert_eq!(list(&market, market.seller, 0, 50).await.len(), 1);
        assert_eq!(market.deliveries(hook.id).await.len(), 1);
    }
}
