//! Each step twice, by key and without.

use super::{Market, by_air, each_market, usd};
use deal::{DealKind, NewLine, NewOrder};
use kernel::{Actor, Any, Id, Outcome};
use store::{Answered, OnceKey, Tx};

type Step = fn(&mut Tx<'_>, &Actor, Id<DealKind>) -> Outcome<(Id<DealKind>, i64)>;

/// The step, by one key.
async fn once(
    market: &Market,
    key: &str,
    by: Actor,
    id: Id<DealKind>,
    step: Step,
) -> Answered<(Id<DealKind>, i64)> {
    let home = Id::<Any>::new(id.raw());
    let key = OnceKey::new(home, home, "step", key, b"body").expect("a key");
    let act = move |tx: &mut Tx<'_>| tx.once(&key, |tx| step(tx, &by, id));
    market.act(act).await.expect("a step")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_step_twice_changes_nothing() {
    let steps: [(&str, bool, Step); 4] = [
        ("pay", true, |tx, by, id| deal::pay(tx, by, id, 1).map(|d| (d.deal, d.version))),
        ("refund", false, |tx, by, id| {
            deal::refund(tx, by, id, usd(200), "off-shade").map(|d| (d.deal, d.version))
        }),
        ("ship", false, |tx, by, id| {
            deal::ship(tx, by, id, &by_air()).map(|d| (d.deal, d.version))
        }),
        ("confirm", true, |tx, by, id| deal::confirm(tx, by, id).map(|d| (d.deal, d.version))),
    ];
    for market in each_market().await {
        market.top_up(market.buyer, 10_000).await;
        let (by, product) = (market.buyer, market.socks);
        let mut placed = Vec::new();
        for _ in 0..2 {
            let key = OnceKey::new(Id::new(1), Id::new(1), "place", "k", b"").expect("a key");
            let lines = vec![NewLine { product, quantity: 100 }];
            let order = NewOrder { lines, note: None, original_at: None };
            let act = move |tx: &mut Tx<'_>| {
                tx.once(&key, |tx| deal::place(tx, &by, &order).map(|done| done.deal))
            };
            placed.push(market.act(act).await.expect("placed"));
        }
        assert_eq!(placed[0].value, placed[1].value);
        let id = placed[0].value;
        for (name, is_buyers, step) in steps {
            let by = if is_buyers { market.buyer } else { market.seller };
            let first = once(&market, name, by, id, step).await;
            let (view, wallet) = (market.view(id).await, market.wallet(by).await);
            let again = once(&market, name, by, id, step).await;
            assert_eq!((again.value, again.was_replayed), (first.value, true), "{name}");
            if name != "refund" {
                let bare = market.act(move |tx| step(tx, &by, id)).await;
                assert!(bare.expect_err(name).code().is_some(), "{name}");
            }
            assert_eq!((market.view(id).await, market.wallet(by).await), (view, wallet), "{name}");
        }
        assert_eq!(market.sums(id).await, [10_000, 0, 0, 9_771, 200, 29]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_postings_and_deadlines_and_leaves_nothing() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        market.top_up(market.buyer, 10_000).await;
        let by = market.buyer;
        let look = move |tx: &mut Tx<'_>| {
            let mark = tx.id::<Any>();
            let done = deal::pay(tx, &by, id, 1)?;
            deal::effect_since(tx, done.deal, mark)
        };
        let effect = market.fresh.store.preview("preview", look).await.expect("shown");
        let postings: Vec<_> = effect
            .postings
            .iter()
            .map(|moved| (moved.purpose.word(), moved.side.map(|s| s.word()), moved.amount.minor))
            .collect();
        assert_eq!(postings, [("wallet", Some("buyer"), -10_000), ("escrow", None, 10_000)]);
        let timers: Vec<_> = effect.timers.iter().map(|timer| timer.kind.as_str()).collect();
        assert_eq!(timers, ["deal-ship"]);
        assert_eq!(market.wallet(market.buyer).await, 10_000);
        assert_eq!(market.tracks(id).await, ["agreed", "nothing", "not_started", "agreed"]);
        market.pay(id, 1).await.expect("paid");
        market.ship(id).await.expect("shipped");
        let look = move |tx: &mut Tx<'_>| {
            let mark = tx.id::<Any>();
            deal::confirm(tx, &by, id)?;
            deal::effect_since(tx, id, mark)
        };
        let effect = market.fresh.store.preview("preview", look).await.expect("shown");
        let postings: Vec<_> = effect
            .postings
            .iter()
            .map(|moved| (moved.purpose.word(), moved.amount.minor))
            .collect();
        assert_eq!(postings, [("escrow", -10_000), ("wallet", 9_970), ("fee", 30)]);
        assert!(effect.timers.is_empty());
        market.verify().await;
    }
}
