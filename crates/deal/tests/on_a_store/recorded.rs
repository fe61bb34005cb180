//! Trades that were made elsewhere, brought in by the operator.

use super::*;
use deal::{RecordedLine, RecordedOrder};
use kernel::{Desk, Firm, Stop, Unit, UnitPrice};

fn firm(of: Actor) -> Id<Firm> {
    of.firm().expect("a firm")
}

/// So many lines, each of 3 at 0.333; the first was a gift.
fn order(market: &Market, lines: usize) -> RecordedOrder {
    let line = |nth: usize| RecordedLine {
        product: Some(market.socks),
        title: format!("Line {nth}"),
        unit: Unit::PAIR,
        quantity: 3,
        price: UnitPrice::new(if nth == 0 { 0 } else { 333_000 }, Currency::USD),
    };
    RecordedOrder {
        buyer: firm(market.buyer),
        seller: firm(market.seller),
        lines: (0..lines).map(line).collect(),
        currency: Currency::USD,
        note: Some("Invoice 489434".to_owned()),
        original_at: day(-6_000),
    }
}

async fn place_as(market: &Market, by: Actor, lines: usize) -> Outcome<Done> {
    let order = order(market, lines);
    market.act(move |tx| deal::place_recorded(tx, &by, &order)).await
}

const OPERATOR: Actor = Actor::Clerk { person: Id::new(1), desk: Desk::Operator };

#[tokio::test]
async fn a_long_record_becomes_a_deal_at_its_own_prices_and_ends_like_any_other() {
    for market in each_market().await {
        let id = place_as(&market, OPERATOR, 271).await.expect("placed").deal;
        let view = market.view(id).await;
        assert_eq!((view.lines.len(), view.deal.total), (271, usd(270 * 100)));
        assert_eq!(view.deal.original_at, Some(day(-6_000)));
        let means: Vec<&str> =
            view.signatures.iter().map(|signature| signature.means.word()).collect();
        assert_eq!(means, ["record", "record"]);
        market.top_up(market.buyer, 27_000).await;
        market.pay(id, 1).await.expect("paid");
        market.ship(id).await.expect("shipped");
        market.confirm(id).await.expect("finished");
        assert_eq!(market.tracks(id).await, ["agreed", "released", "received", "finished"]);
        market.verify().await;
    }
}

#[tokio::test]
async fn only_the_operator_brings_records_in() {
    for market in each_market().await {
        let officer = Actor::Clerk { person: Id::new(1), desk: Desk::Officer };
        for by in [market.seller, market.buyer, officer, Actor::Timer, Actor::Rail] {
            assert!(matches!(place_as(&market, by, 2).await, Err(Stop::Forbidden)));
        }
        let stranger = place_as(&market, Actor::Stranger, 2).await;
        assert!(matches!(stranger, Err(Stop::SignIn)));
        assert_eq!(refused(place_as(&market, OPERATOR, 1_001).await), "deal-lines-out-of-range");
        assert_eq!(refused(place_as(&market, OPERATOR, 1).await), "deal-nothing-to-pay");
    }
}
