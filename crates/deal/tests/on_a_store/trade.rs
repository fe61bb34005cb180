//! Whole trades.

use super::{Market, by_sea, day, each_market, noon, refused, usd, words};
use catalog::NewTier;
use deal::{DealKind, Done, Finding, NewLine, NewOrder};
use kernel::{Actor, Id, PaymentDue};
use sourcing::{NewInquiry, NewPart, NewQuote};
use store::Tx;

/// An inquiry, a quote FOB Ningbo at 30/70 for 20,000 pairs, accepted.
pub(super) async fn agreed_30_70(market: &Market) -> Done {
    let parts = [(3_000, PaymentDue::BeforeProduction), (7_000, PaymentDue::BeforeShipment)];
    agreed(market, parts).await
}

/// The same with other parts of the price.
pub(super) async fn agreed<const N: usize>(market: &Market, parts: [(i64, PaymentDue); N]) -> Done {
    let (buyer, seller, product) = (market.buyer, market.seller, market.socks);
    let agree = move |tx: &mut Tx<'_>| {
        let new = NewInquiry {
            product,
            quantity: 20_000,
            text: "Ribs?".to_owned(),
            destination: Some("SEGOT".to_owned()),
        };
        let inquiry = sourcing::inquire(tx, &buyer, &new)?.id;
        let part =
            |(share_bps, due): (i64, PaymentDue)| NewPart { share_bps, due: due.word().to_owned() };
        let new = NewQuote { parts: parts.map(part).to_vec(), ..fob_ningbo() };
        let quote = sourcing::quote(tx, &seller, inquiry, &new)?.id;
        deal::accept_quote(tx, &buyer, inquiry, quote, 20_000)
    };
    market.act(agree).await.expect("agreed")
}

fn fob_ningbo() -> NewQuote {
    let part = |share_bps, due: PaymentDue| NewPart { share_bps, due: due.word().to_owned() };
    NewQuote {
        currency: "USD".to_owned(),
        incoterm: "FOB".to_owned(),
        place: "CNNGB".to_owned(),
        transport: "sea".to_owned(),
        lead_time_d: 25,
        valid_until: day(30).to_string(),
        parts: vec![
            part(3_000, PaymentDue::BeforeProduction),
            part(7_000, PaymentDue::BeforeShipment),
        ],
        note: "Packed by size".to_owned(),
        tiers: vec![NewTier { min_quantity: 1, price: "0.0875".to_owned() }],
    }
}

pub(super) async fn inspect(market: &Market, id: Id<DealKind>, has_passed: bool, found: i64) {
    let by = market.buyer;
    let order = move |tx: &mut Tx<'_>| {
        let (_, inspection) = deal::order_inspection(tx, &by, id)?;
        let finding = Finding { has_passed, found, note: Some("20 pairs off-shade".to_owned()) };
        deal::file_inspection(tx, &Actor::Rail, id, inspection, &finding)
    };
    market.act(order).await.expect("inspected");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_trade_ends_with_the_identity_and_one_event() {
    for market in each_market().await {
        let id = agreed_30_70(&market).await.deal;
        assert_eq!(market.deal(id).await.total, usd(175_000));
        market.top_up(market.buyer, 175_000).await;
        market.pay(id, 1).await.expect("the deposit");
        assert_eq!(market.tracks(id).await, ["agreed", "part_paid", "making", "funded"]);
        assert_eq!(refused(market.ship(id).await), "deal-not-paid");
        inspect(&market, id, false, 400).await;
        inspect(&market, id, true, 20).await;
        assert_eq!(market.tracks(id).await, ["agreed", "part_paid", "inspected", "funded"]);
        market.refund(id, 3_500).await.expect("2 % back");
        assert_eq!(market.sums(id).await, [52_500, 0, 49_000, 0, 3_500, 0]);
        market.pay(id, 2).await.expect("the balance");
        let (seller, shipping) = (market.seller, by_sea(day(40)));
        market.act(move |tx| deal::ship(tx, &seller, id, &shipping)).await.expect("shipped");
        assert_eq!(market.tracks(id).await, ["agreed", "paid", "shipped", "shipped"]);
        assert_eq!(market.deal(id).await.deadline.expect("one").due_at, day(55));
        market.confirm(id).await.expect("confirmed");
        assert_eq!(market.tracks(id).await, ["agreed", "released", "received", "finished"]);
        // 30 basis points of 171,500 are 514.5: half to even.
        assert_eq!(market.sums(id).await, [175_000, 0, 0, 170_986, 3_500, 514]);
        assert_eq!(market.wallet(market.seller).await, 170_986);
        assert_eq!(market.wallet(market.buyer).await, 3_500);
        let told = market.told(id).await;
        assert_eq!(told.iter().filter(|name| *name == "deal-finished").count(), 1);
        let view = market.view(id).await;
        assert_eq!((view.signatures.len(), view.inspections.len(), view.refunds.len()), (2, 2, 1));
        assert!(view.signatures.iter().all(|s| s.contract_hash == view.deal.contract_hash));
        assert_eq!(view.deal.deadline, None);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_timeline_tells_the_trade() {
    for market in each_market().await {
        let id = market.shipped().await;
        market.confirm(id).await.expect("confirmed");
        assert_eq!(market.kinds(id).await, ["agreed", "paid", "shipped", "finished"]);
        let told = market.told(id).await;
        assert_eq!(told, ["deal-agreed", "deal-paid", "deal-shipped", "deal-finished"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_odd_sum_30_70_gives_the_rest_to_the_last() {
    for market in each_market().await {
        let (buyer, seller, product) = (market.buyer, market.seller, market.socks);
        let agree = move |tx: &mut Tx<'_>| {
            let text = "?".to_owned();
            let new = NewInquiry { product, quantity: 1, text, destination: None };
            let inquiry = sourcing::inquire(tx, &buyer, &new)?.id;
            let tiers = vec![NewTier { min_quantity: 1, price: "1.01".to_owned() }];
            let new = NewQuote { tiers, ..fob_ningbo() };
            let quote = sourcing::quote(tx, &seller, inquiry, &new)?.id;
            deal::accept_quote(tx, &buyer, inquiry, quote, 1)
        };
        let id = market.act(agree).await.expect("agreed").deal;
        let parts = market.view(id).await.milestones;
        let minors: Vec<i64> = parts.iter().map(|part| part.amount.minor).collect();
        assert_eq!(minors, [30, 71]);
        market.top_up(market.buyer, 101).await;
        for nth in [1, 2] {
            market.pay(id, nth).await.expect("paid");
        }
        assert_eq!(market.sums(id).await[0], 101);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_binds_at_once_by_the_standing_offer() {
    for market in each_market().await {
        let done = market.place(100).await.expect("placed");
        assert_eq!(words(done.tracks), ["agreed", "nothing", "not_started", "agreed"]);
        let view = market.view(done.deal).await;
        let means: Vec<_> = view.signatures.iter().map(|s| (s.means.word(), s.person)).collect();
        assert!(means.contains(&("open_offer", None)));
        assert!(means.contains(&("person", market.buyer.person())));
        assert_eq!((view.deal.total, view.lines[0].quantity), (usd(10_000), 100));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_may_not_be_leaves_nothing() {
    for market in each_market().await {
        let place = async |by: Actor, lines: Vec<(Id<catalog::ProductKind>, i64)>| {
            let line = |(product, quantity)| NewLine { product, quantity };
            let lines = lines.into_iter().map(line).collect();
            let order = NewOrder { lines, note: None, original_at: None };
            market.act(move |tx| deal::place(tx, &by, &order)).await
        };
        let socks = market.socks;
        let third = market.other;
        let elsewhere = market.act(move |tx| super::list_socks(tx, &third)).await.expect("listed");
        let two = vec![(socks, 1), (elsewhere, 1)];
        assert_eq!(refused(place(market.buyer, vec![]).await), "deal-lines-out-of-range");
        assert_eq!(refused(place(market.seller, vec![(socks, 1)]).await), "deal-own-offer");
        assert_eq!(refused(place(market.buyer, two).await), "deal-two-sellers");
        assert_eq!(refused(place(market.buyer, vec![(socks, 0)]).await), "catalog-below-minimum");
        let many = vec![(socks, 1); 201];
        assert_eq!(refused(place(market.buyer, many).await), "deal-lines-out-of-range");
        let gone = place(market.buyer, vec![(Id::new(7), 1)]).await;
        assert!(matches!(gone, Err(kernel::Stop::Absent)));
        let buyer = market.buyer;
        let list = move |tx: &mut Tx<'_>| deal::deals(tx, &buyer, None, kernel::Limit::DEFAULT);
        assert!(market.look(list).await.rows.is_empty());
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_shows_both_sides_and_what_is_open() {
    for market in each_market().await {
        let first = market.shipped().await;
        market.confirm(first).await.expect("confirmed");
        let second = market.place(3).await.expect("placed").deal;
        for (who, side) in [(market.buyer, "buyer"), (market.seller, "seller")] {
            let look = move |tx: &mut Tx<'_>| {
                let limit = kernel::Limit::clamp(1);
                let page = deal::deals(tx, &who, None, limit)?;
                let next = deal::deals(tx, &who, page.next, limit)?;
                let open = deal::open_deals(tx, &who, None, kernel::Limit::DEFAULT)?;
                Ok((page, next, open))
            };
            let (page, next, open) = market.look(look).await;
            assert_eq!((page.rows[0].deal, page.rows[0].side.word()), (second, side));
            assert_eq!((next.rows[0].deal, next.next), (first, None));
            assert_eq!(open.rows.iter().map(|card| card.deal).collect::<Vec<_>>(), [second]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_simulated_inspector_and_carrier_answer() {
    for market in each_market().await {
        let id = market.paid().await;
        let by = market.buyer;
        market.act(move |tx| deal::order_inspection(tx, &by, id)).await.expect("ordered");
        assert_eq!(refused(market.ship(id).await), "deal-inspection-open");
        let carriers = [deal::jobs::SIMULATED_CARRIERS];
        let hear = async || {
            while store::run_followers(&market.fresh.store, &carriers).await.expect("heard") > 0 {}
        };
        hear().await;
        assert_eq!(market.at(noon().plus_seconds(6)).await, 1);
        let state = market.view(id).await.inspections[0].state;
        assert_ne!(state, deal::InspectionState::Ordered);
        market.ship(id).await.expect("shipped");
        hear().await;
        assert!(market.at(noon().plus_seconds(40)).await >= 1);
        let view = market.view(id).await;
        assert!(view.shipments[0].delivered_at.is_some());
        assert_eq!(market.kinds(id).await.iter().filter(|kind| *kind == "delivered").count(), 1);
        assert_eq!(market.tracks(id).await[2], "shipped");
    }
}
