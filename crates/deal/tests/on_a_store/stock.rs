//! Pieces are kept for an order, and sold again when it ends before they leave.

use super::{Market, day, each_market, refused};
use catalog::{NewProduct, NewTier, ProductKind};
use deal::{Address, DealKind, Delivery, Done, LineKind, NewLine, NewOrder, Shipping};
use kernel::{Id, Outcome, Stop, Transport};
use store::{Tx, params};

impl Market {
    /// Goods of which so many lie ready, at 1.00, which promise no lead time.
    async fn ready(&self, stock: Option<i64>, is_virtual: bool) -> Id<ProductKind> {
        let by = self.seller;
        let new = NewProduct {
            title: "Caps".to_owned(),
            title_lang: "en".to_owned(),
            unit: "C62".to_owned(),
            currency: "USD".to_owned(),
            moq: 1,
            is_open_offer: true,
            tiers: vec![NewTier { min_quantity: 1, price: "1.00".to_owned() }],
            stock,
            is_virtual,
            ..NewProduct::default()
        };
        let list = move |tx: &mut Tx<'_>| catalog::list_product(tx, &by, &new);
        self.act(list).await.expect("listed").card.offer.product
    }

    async fn order(&self, lines: &[(Id<ProductKind>, i64)]) -> Outcome<Done> {
        let by = self.buyer;
        let line =
            |(product, quantity): &(_, _)| NewLine { product: *product, quantity: *quantity };
        let lines = lines.iter().map(line).collect();
        let order = NewOrder { lines, ..NewOrder::default() };
        self.act(move |tx| deal::place(tx, &by, &order)).await
    }

    /// On hand, and kept for orders.
    async fn stock(&self, product: Id<ProductKind>) -> (i64, i64) {
        let offer = self.look(move |tx| catalog::offer(tx, product)).await;
        offer.stock.map(|stock| (stock.on_hand, stock.reserved)).expect("a stock")
    }

    async fn problems(&self) -> Vec<String> {
        let deals = self.look(|tx| deal::verify(tx, Id::new(0))).await;
        let stock = self.look(|tx| catalog::verify_stock(tx, Id::new(0))).await;
        deals.problems.into_iter().map(|one| one.what).chain(stock.problems).collect()
    }

    async fn pay_for(&self, id: Id<DealKind>, minor: i64) {
        self.top_up(self.buyer, minor).await;
        self.pay(id, 1).await.expect("paid");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unpaid_order_gives_its_pieces_back_at_the_second_that_it_closes() {
    for market in each_market().await {
        let caps = market.ready(Some(10), false).await;
        let id = market.order(&[(caps, 4), (caps, 3)]).await.expect("ordered").deal;
        assert_eq!(market.stock(caps).await, (10, 7));
        assert_eq!(refused(market.order(&[(caps, 4)]).await), "catalog-too-few-left");
        market.order(&[(caps, 3)]).await.expect("the last three");
        assert_eq!(refused(market.order(&[(caps, 1)]).await), "catalog-sold-out");
        assert_eq!(market.at(day(5).plus_seconds(-1)).await, 0);
        assert_eq!(market.stock(caps).await, (10, 10));
        assert_eq!(market.at(day(5)).await, 2);
        assert_eq!(market.stock(caps).await, (10, 0));
        assert!(!market.deal(id).await.holds_stock);
        market.order(&[(caps, 10)]).await.expect("all of them again");
        market.verify().await;
        assert_eq!(market.problems().await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_end_before_dispatch_gives_back_and_dispatch_takes_out() {
    for market in each_market().await {
        let caps = market.ready(Some(10), false).await;
        let order = async |quantity| market.order(&[(caps, quantity)]).await.expect("ordered").deal;
        let (cancelled, refunded, late, sent) =
            (order(1).await, order(2).await, order(3).await, order(4).await);
        market.cancel(market.seller, cancelled).await.expect("cancelled");
        assert_eq!(market.stock(caps).await, (10, 9));
        market.pay_for(refunded, 200).await;
        market.refund(refunded, 100).await.expect("a part");
        assert_eq!(market.stock(caps).await, (10, 9), "a part back sells nothing again");
        market.refund(refunded, 100).await.expect("the rest");
        assert_eq!(market.stock(caps).await, (10, 7));
        market.pay_for(late, 300).await;
        market.pay_for(sent, 400).await;
        market.ship(sent).await.expect("sent");
        assert_eq!(market.stock(caps).await, (6, 3));
        market.at(day(3)).await;
        market.cancel(market.buyer, late).await.expect("late, so cancelled");
        assert_eq!(market.stock(caps).await, (6, 0));
        market.confirm(sent).await.expect("confirmed");
        market.refund(sent, 100).await.expect("a part back afterwards");
        assert_eq!(market.stock(caps).await, (6, 0));
        market.verify().await;
        assert_eq!(market.problems().await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_order_keeps_nothing_of_its_other_lines() {
    for market in each_market().await {
        let (many, few) = (market.ready(Some(10), false).await, market.ready(Some(1), false).await);
        let both = market.order(&[(many, 5), (few, 2), (market.socks, 1)]).await;
        assert_eq!(refused(both), "catalog-too-few-left");
        assert_eq!((market.stock(many).await, market.stock(few).await), ((10, 0), (1, 0)));
        market.order(&[(many, 5), (few, 1), (market.socks, 9)]).await.expect("ordered");
        assert_eq!((market.stock(many).await, market.stock(few).await), ((10, 5), (1, 1)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_kept_for_nothing_is_named() {
    for market in each_market().await {
        let caps = market.ready(Some(10), false).await;
        let id = market.order(&[(caps, 4)]).await.expect("ordered").deal;
        let spoil = move |tx: &mut Tx<'_>| {
            tx.run("UPDATE reservation SET holder = 5 WHERE product = $1", params![caps])
        };
        market.act(spoil).await.expect("spoiled");
        let found = market.problems().await;
        let wanted = [
            "it says that stock is kept for it, and none is",
            "stock is kept for it, and there is no such deal",
        ];
        assert_eq!(found, wanted, "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seller_is_reminded_once_at_half_of_the_time_to_dispatch() {
    for market in each_market().await {
        let caps = market.ready(Some(10), false).await;
        let id = market.order(&[(caps, 1)]).await.expect("ordered").deal;
        market.pay_for(id, 100).await;
        let deal = market.deal(id).await;
        let due_at = |deal: &deal::Deal| deal.deadline.map(|deadline| deadline.due_at);
        assert_eq!((deal.lead_time_d, due_at(&deal)), (None, Some(day(3))), "the time of retail");
        let half = day(1).plus_seconds(12 * 3_600);
        assert_eq!(market.at(half.plus_seconds(-1)).await, 0);
        assert_eq!(market.at(half).await, 1);
        assert_eq!(market.told(id).await.last().map(String::as_str), Some("deal-ship-reminded"));
        assert_eq!(market.kinds(id).await.last().map(String::as_str), Some("ship-reminded"));
        assert_eq!(due_at(&market.deal(id).await), Some(day(3)), "and its end stays");
        assert_eq!(market.at(day(3).plus_seconds(-1)).await, 0, "once");
        assert_eq!(market.at(day(3)).await, 1);
        assert!(market.deal(id).await.is_late);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_claim_is_open_nobody_is_reminded_and_then_after_what_was_left() {
    for market in each_market().await {
        let caps = market.ready(None, false).await;
        let id = market.order(&[(caps, 1)]).await.expect("ordered").deal;
        market.pay_for(id, 100).await;
        market.at(day(1)).await;
        let stop = move |tx: &mut Tx<'_>| {
            let (deal, _) = deal::with_parts(tx, id)?;
            deal::stop(tx, &deal, Id::new(9), super::usd(100))
        };
        market.act(stop).await.expect("stopped");
        assert_eq!(market.at(day(10)).await, 0);
        let go_on = move |tx: &mut Tx<'_>| {
            let (deal, _) = deal::with_parts(tx, id)?;
            let now = tx.now();
            deal::go_on(tx, &deal, now)
        };
        market.act(go_on).await.expect("it runs on");
        let half = day(10).plus_seconds(12 * 3_600);
        assert_eq!(market.at(half.plus_seconds(-1)).await, 0);
        assert_eq!(market.at(half).await, 1);
        assert_eq!(market.at(day(12)).await, 1);
        assert!(market.deal(id).await.is_late);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_travel_is_confirmed_by_itself_after_three_days_and_goes_no_other_way() {
    for market in each_market().await {
        let codes = market.ready(Some(2), true).await;
        let id = market.order(&[(codes, 1)]).await.expect("ordered").deal;
        market.pay_for(id, 100).await;
        assert_eq!(refused(market.ship(id).await), "deal-transport-not-agreed");
        let by = market.seller;
        let ship = |id, transport| {
            let (carrier, tracking) = ("e-mail".to_owned(), "code 1".to_owned());
            let shipping = Shipping { carrier, tracking, transport, eta: None };
            market.act(move |tx| deal::ship(tx, &by, id, &shipping))
        };
        ship(id, Transport::Virtual).await.expect("delivered");
        assert_eq!(market.stock(codes).await, (1, 0));
        assert_eq!(market.at(day(3).plus_seconds(-1)).await, 0);
        assert_eq!(market.at(day(3)).await, 1);
        assert_eq!(market.tracks(id).await[3], "finished");
        // Goods that travel get the whole time, however the seller says that they went.
        let mixed = market.order(&[(codes, 1), (market.socks, 1)]).await.expect("ordered").deal;
        market.pay_for(mixed, 200).await;
        let outcome = ship(mixed, Transport::Virtual).await;
        assert_eq!(refused(outcome), "deal-transport-not-agreed");
        market.ship(mixed).await.expect("sent");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn freight_is_a_line_of_the_contract_and_the_address_is_for_its_two_sides_alone() {
    for market in each_market().await {
        let (by, product) = (market.buyer, market.socks);
        let address = Address {
            name: "Elsa".to_owned(),
            phone: "0701234567".to_owned(),
            country: "SE".to_owned(),
            city: "Malmö".to_owned(),
            street: "Storgatan 1".to_owned(),
            ..Address::default()
        };
        let freight = Some(super::usd(1_250));
        let delivery = Delivery { address: Some(address), freight, tax: None };
        let told = delivery.clone();
        let place = move |tx: &mut Tx<'_>| {
            let offers = [catalog::offer(tx, product)?];
            let lines = vec![NewLine { product, quantity: 100 }];
            let order = NewOrder { lines, ..NewOrder::default() };
            deal::place_delivered(tx, &by, &order, &offers, &told)
        };
        let id = market.act(place).await.expect("ordered").deal;
        let view = market.view(id).await;
        assert_eq!((view.deal.total, view.deal.line_count), (super::usd(11_250), 1));
        let kinds: Vec<_> = view.lines.iter().map(|line| (line.kind, line.amount.minor)).collect();
        assert_eq!(kinds, [(LineKind::Goods, 10_000), (LineKind::Freight, 1_250)]);
        assert_eq!(view.address, delivery.address);
        let other = market.other;
        let look = market.fresh.store.read("look", move |tx| deal::deal(tx, &other, id)).await;
        assert!(matches!(look, Err(Stop::Absent)));
        market.pay_for(id, 11_250).await;
        market.ship(id).await.expect("sent");
        market.confirm(id).await.expect("confirmed");
        market.verify().await;
        let spoil = move |tx: &mut Tx<'_>| {
            tx.run("UPDATE line SET kind = 'goods' WHERE deal = $1 AND nth = 2", params![id])
        };
        market.act(spoil).await.expect("spoiled");
        let found = market.problems().await;
        assert_eq!(found, ["its contract is not the one that was signed"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_bounced_and_is_not_made_again_gives_the_pieces_back() {
    for market in each_market().await {
        let caps = market.ready(Some(10), false).await;
        let (gone, again) = (
            market.order(&[(caps, 4)]).await.expect("ordered").deal,
            market.order(&[(caps, 5)]).await.expect("ordered").deal,
        );
        for (nth, id, minor) in [(1, gone, 400), (2, again, 500)] {
            let by = market.buyer;
            let order = market.act(move |tx| deal::pay_by_bank(tx, &by, id, 1)).await;
            let paid = custody::BankNotice {
                bank_reference: format!("B{nth}"),
                order_reference: order.expect("an order").reference,
                amount: super::usd(minor),
            };
            market.act(move |tx| custody::book_payment(tx, &paid)).await.expect("booked");
        }
        market.at(day(1)).await;
        for nth in [1, 2] {
            let (bank_reference, of) = (format!("R{nth}"), format!("B{nth}"));
            let back = custody::Bounce { bank_reference, of };
            market.act(move |tx| custody::bounce(tx, &back)).await.expect("bounced");
        }
        market.at(day(5)).await;
        market.pay_for(again, 500).await;
        assert_eq!(market.deal(again).await.deadline.expect("T2").due_at, day(8));
        market.at(day(6).plus_seconds(-1)).await;
        assert_eq!(market.stock(caps).await, (10, 9));
        market.at(day(6)).await;
        assert_eq!(market.tracks(gone).await, ["agreed", "closed", "cancelled", "closed"]);
        assert_eq!(market.stock(caps).await, (10, 5));
        market.ship(again).await.expect("paid again, and sent");
        market.verify().await;
        assert_eq!(market.problems().await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_from_stock_that_is_never_paid_gives_the_pieces_back() {
    for market in each_market().await {
        let caps = market.ready(Some(10), false).await;
        let (seller, buyer) = (market.seller, market.buyer);
        let agree = move |tx: &mut Tx<'_>| {
            let line = deal::LinkLine {
                product: Some(caps),
                title: None,
                unit: None,
                quantity: 10,
                price: kernel::UnitPrice::new(1_000_000, kernel::Currency::USD),
            };
            let due = kernel::PaymentDue::BeforeShipment;
            let offer = deal::LinkOffer {
                lines: vec![line],
                currency: kernel::Currency::USD,
                incoterm: None,
                place: None,
                transport: Transport::Express,
                lead_time_d: Some(2),
                parts: vec![kernel::PaymentPart { share_bps: 10_000, due }],
                may_ship_in_parts: None,
                note: None,
            };
            deal::offer_link(tx, &seller, &offer, &[9; 32])?;
            deal::accept_link(tx, &buyer, &[9; 32])
        };
        let id = market.act(agree).await.expect("agreed").deal;
        assert_eq!(market.stock(caps).await, (10, 10));
        market.at(day(7).plus_seconds(-1)).await;
        assert_eq!(market.stock(caps).await, (10, 10));
        market.at(day(7)).await;
        assert_eq!(market.tracks(id).await, ["agreed", "closed", "cancelled", "closed"]);
        assert_eq!(market.stock(caps).await, (10, 0));
        market.verify().await;
        assert_eq!(market.problems().await, Vec::<String>::new());
    }
}
