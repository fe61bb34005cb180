//! Goods that leave in several parcels, and a rest that does not come.

use super::{Market, by_air, by_sea, day, each_market, noon, refused, usd};
use catalog::{NewProduct, NewTier, ProductKind};
use deal::{DealKind, Done, NewLine, NewOrder, Packed, Shipping, Side};
use kernel::{Actor, Id, Money, Outcome, Timestamp, Transport};
use store::Tx;

const fn packed(nth: i64, quantity: i64) -> Packed {
    Packed { nth, quantity }
}

impl Market {
    /// Goods of which so many lie ready, at so much.
    async fn goods(&self, title: &str, price: &str, stock: Option<i64>) -> Id<ProductKind> {
        let by = self.seller;
        let new = NewProduct {
            title: title.to_owned(),
            title_lang: "en".to_owned(),
            unit: "C62".to_owned(),
            currency: "USD".to_owned(),
            moq: 1,
            is_open_offer: true,
            tiers: vec![NewTier { min_quantity: 1, price: price.to_owned() }],
            stock,
            ..NewProduct::default()
        };
        let list = move |tx: &mut Tx<'_>| catalog::list_product(tx, &by, &new);
        self.act(list).await.expect("listed").card.offer.product
    }

    /// 100 caps at 1.00 and 7 hats at 3.33, of a stock, paid: 123.31.
    pub(super) async fn caps_and_hats(&self) -> (Id<DealKind>, [Id<ProductKind>; 2]) {
        let caps = self.goods("Caps", "1.00", Some(100)).await;
        let hats = self.goods("Hats", "3.33", None).await;
        let by = self.buyer;
        let lines =
            vec![NewLine { product: caps, quantity: 100 }, NewLine { product: hats, quantity: 7 }];
        let order = NewOrder { lines, ..NewOrder::default() };
        let place = move |tx: &mut Tx<'_>| deal::place(tx, &by, &order);
        let id = self.act(place).await.expect("placed").deal;
        self.top_up(self.buyer, 12_331).await;
        self.pay(id, 1).await.expect("paid");
        (id, [caps, hats])
    }

    async fn send(&self, id: Id<DealKind>, parcel: &[Packed]) -> Outcome<Done> {
        let (by, shipping, parcel) = (self.seller, by_air(), parcel.to_vec());
        self.act(move |tx| deal::ship_part(tx, &by, id, (&shipping, &parcel))).await
    }

    async fn close_rest(&self, who: Actor, id: Id<DealKind>) -> Outcome<Done> {
        self.act(move |tx| deal::close_rest(tx, &who, id, "the dye ran out")).await
    }

    async fn accept(&self, id: Id<DealKind>) -> Outcome<Done> {
        let by = self.buyer;
        let accept = move |tx: &mut Tx<'_>| {
            let open = deal::proposal(tx, &by, id)?.ok_or(kernel::Stop::Absent)?;
            deal::accept(tx, &by, (id, open.proposal.id))
        };
        self.act(accept).await
    }

    async fn decline(&self, id: Id<DealKind>) -> Outcome<Done> {
        let by = self.buyer;
        let decline = move |tx: &mut Tx<'_>| {
            let open = deal::proposal(tx, &by, id)?.ok_or(kernel::Stop::Absent)?;
            deal::decline(tx, &by, (id, open.proposal.id))
        };
        self.act(decline).await
    }

    async fn on_hand(&self, product: Id<ProductKind>) -> (i64, i64) {
        let offer = self.look(move |tx| catalog::offer(tx, product)).await;
        offer.stock.map(|stock| (stock.on_hand, stock.reserved)).expect("a stock")
    }

    async fn verify_all(&self) {
        self.verify().await;
        let stock = self.look(|tx| catalog::verify_stock(tx, Id::new(0))).await;
        assert_eq!(stock.problems, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_leave_in_parcels_and_the_time_to_confirm_begins_with_the_last() {
    for market in each_market().await {
        let (id, [caps, _]) = market.caps_and_hats().await;
        market.send(id, &[packed(1, 60)]).await.expect("the first parcel");
        assert_eq!(market.tracks(id).await, ["agreed", "paid", "part_shipped", "funded"]);
        assert_eq!(market.on_hand(caps).await, (40, 40), "sixty have left the house");
        assert_eq!(market.deal(id).await.deadline.expect("T2").due_at, day(3));
        assert_eq!(refused(market.confirm(id).await), "deal-not-shipped");
        assert_eq!(refused(market.cancel(market.buyer, id).await), "deal-close-the-rest");
        market.verify_all().await;
        market.fresh.clock.set(day(2));
        market.send(id, &[packed(2, 7), packed(1, 10)]).await.expect("the second");
        market.ship(id).await.expect("all that is left");
        let view = market.view(id).await;
        assert_eq!(market.tracks(id).await, ["agreed", "paid", "shipped", "shipped"]);
        assert_eq!(view.deal.deadline.expect("T3").due_at, day(12));
        assert_eq!(view.deal.shipped_at, Some(day(2)));
        let told: Vec<&[Packed]> = view.shipments.iter().map(|way| way.packed.as_slice()).collect();
        let wanted: [&[Packed]; 3] =
            [&[packed(1, 60)], &[packed(1, 10), packed(2, 7)], &[packed(1, 30)]];
        assert_eq!(told, wanted);
        assert_eq!(market.on_hand(caps).await, (0, 0));
        assert_eq!(refused(market.ship(id).await), "deal-already-shipped");
        market.confirm(id).await.expect("confirmed");
        assert_eq!(
            market.kinds(id).await,
            ["agreed", "paid", "part-shipped", "part-shipped", "shipped", "finished"]
        );
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_leaves_than_was_agreed_however_many_ask_at_once() {
    for market in each_market().await {
        let (id, _) = market.caps_and_hats().await;
        assert_eq!(refused(market.send(id, &[packed(1, 101)]).await), "deal-more-than-rest");
        let (one, two) = ([packed(1, 60)], [packed(1, 60)]);
        let (first, second) = tokio::join!(market.send(id, &one), market.send(id, &two));
        let sent = [first, second];
        assert_eq!(sent.iter().filter(|one| one.is_ok()).count(), 1, "{sent:?}");
        assert_eq!(market.view(id).await.lines[0].sent, 60);
        for parcel in [&[packed(3, 1)][..], &[], &[packed(1, 0)], &[packed(1, 1), packed(1, 1)]] {
            assert!(market.send(id, parcel).await.is_err(), "{parcel:?}");
        }
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_in_one_parcel_is_a_whole_shipment() {
    for market in each_market().await {
        let (id, _) = market.caps_and_hats().await;
        market.send(id, &[packed(2, 7), packed(1, 100)]).await.expect("all of it");
        let view = market.view(id).await;
        assert_eq!(view.shipments[0].contents, deal::Contents::Whole);
        assert_eq!((view.lines[0].sent, market.tracks(id).await[2]), (0, "shipped"));
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_one_line_leaves_in_one_piece() {
    for market in each_market().await {
        let id = market.paid().await;
        assert!(!market.deal(id).await.may_ship_in_parts);
        assert_eq!(refused(market.send(id, &[packed(1, 60)]).await), "deal-parts-not-allowed");
        market.send(id, &[packed(1, 100)]).await.expect("all of it");
        let other = market.shipped().await;
        assert_eq!(refused(market.send(other, &[packed(1, 1)]).await), "deal-already-shipped");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rest_that_will_not_come_goes_back_to_the_cent_once_the_buyer_agrees() {
    for market in each_market().await {
        let (id, [caps, _]) = market.caps_and_hats().await;
        assert_eq!(refused(market.close_rest(market.seller, id).await), "deal-nothing-sent-yet");
        market.send(id, &[packed(1, 60), packed(2, 2)]).await.expect("a part");
        assert_eq!(refused(market.close_rest(market.buyer, id).await), "deal-not-late");
        market.close_rest(market.seller, id).await.expect("proposed");
        assert_eq!(refused(market.close_rest(market.seller, id).await), "deal-proposal-open");
        assert_eq!(market.sums(id).await[4], 0, "nothing moves before the buyer agrees");
        market.fresh.clock.set(day(1));
        market.accept(id).await.expect("agreed");
        // 40 of 100 caps are 40.00; 5 of 7 hats at 23.31 are 16.65.
        assert_eq!(market.sums(id).await, [12_331, 0, 12_331 - 5_665, 0, 5_665, 0]);
        assert_eq!(market.on_hand(caps).await, (40, 0), "forty can be sold again");
        let view = market.view(id).await;
        assert_eq!(view.lines.iter().map(|line| line.short).collect::<Vec<_>>(), [40, 5]);
        assert_eq!(market.tracks(id).await, ["agreed", "paid", "shipped", "shipped"]);
        assert_eq!(view.deal.shipped_at, Some(noon()));
        assert_eq!(view.deal.deadline.expect("T3").due_at, day(10));
        market.verify_all().await;
        market.confirm(id).await.expect("confirmed");
        // 30 basis points of 66.66 are 0.19998: 0.20.
        assert_eq!(market.sums(id).await, [12_331, 0, 0, 6_646, 5_665, 20]);
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_insists_on_the_rest_once_and_then_the_money_finds_its_way() {
    for market in each_market().await {
        let (id, _) = market.caps_and_hats().await;
        market.send(id, &[packed(1, 60), packed(2, 2)]).await.expect("a part");
        market.close_rest(market.seller, id).await.expect("proposed");
        market.decline(id).await.expect("send it");
        assert_eq!(market.tracks(id).await[2], "part_shipped");
        market.close_rest(market.seller, id).await.expect("it does not come");
        assert_eq!(refused(market.decline(id).await), "deal-claim-instead");
        let by = market.buyer;
        let seen = market.look(move |tx| deal::proposal(tx, &by, id)).await.expect("it waits");
        assert!(!seen.may_decline);
        // A retail order's buyer has five days to answer; silence is yes.
        market.at(day(5)).await;
        assert_eq!(market.tracks(id).await[2], "shipped");
        assert_eq!(market.sums(id).await[4], 5_665, "the rest is paid back");
        market.at(day(10)).await;
        assert_eq!(market.sums(id).await, [12_331, 0, 0, 6_646, 5_665, 20]);
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_whose_seller_is_late_with_the_rest_closes_it_alone() {
    for market in each_market().await {
        let (id, _) = market.caps_and_hats().await;
        market.send(id, &[packed(1, 99)]).await.expect("a part");
        market.at(day(3).plus_seconds(-1)).await;
        assert!(!market.deal(id).await.is_late);
        market.at(day(3)).await;
        assert!(market.deal(id).await.is_late);
        market.fresh.clock.set(day(9));
        market.close_rest(market.buyer, id).await.expect("closed");
        // The parcel's own ten days end on the tenth; at least three are left to look.
        assert_eq!(market.deal(id).await.deadline.expect("T3").due_at, day(12));
        assert_eq!(market.sums(id).await[4], 100 + 2_331);
        assert!(market.told(id).await.contains(&"deal-rest-closed".to_owned()));
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn more_that_leaves_after_all_lets_the_proposal_lapse() {
    for market in each_market().await {
        let (id, _) = market.caps_and_hats().await;
        market.send(id, &[packed(1, 60)]).await.expect("a part");
        market.close_rest(market.seller, id).await.expect("proposed");
        market.send(id, &[packed(1, 1)]).await.expect("one more");
        assert!(matches!(market.accept(id).await, Err(kernel::Stop::Absent)), "nothing is open");
        let by = market.seller;
        let all = market.look(move |tx| deal::proposals(tx, &by, id)).await;
        assert_eq!(all[0].state, deal::ProposalState::Lapsed);
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_the_money_back_after_a_part_ends_the_trade_and_keeps_the_rest_in_stock() {
    for market in each_market().await {
        let (id, [caps, _]) = market.caps_and_hats().await;
        market.send(id, &[packed(1, 60)]).await.expect("a part");
        market.refund(id, 12_331).await.expect("all of it");
        assert_eq!(market.tracks(id).await, ["agreed", "refunded", "shipped", "finished"]);
        assert_eq!(market.on_hand(caps).await, (40, 0));
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_two_sides_close_and_answer() {
    for market in each_market().await {
        let (id, _) = market.caps_and_hats().await;
        market.send(id, &[packed(1, 60)]).await.expect("a part");
        let other = market.other;
        let close = market.close_rest(other, id).await;
        assert!(matches!(close, Err(kernel::Stop::Absent)), "{close:?}");
        let seen = market.act(move |tx| deal::proposal(tx, &other, id)).await;
        assert!(matches!(seen, Err(kernel::Stop::Absent)), "{seen:?}");
        market.close_rest(market.seller, id).await.expect("proposed");
        let seller = market.seller;
        let own = move |tx: &mut Tx<'_>| {
            let open = deal::proposal(tx, &seller, id)?.ok_or(kernel::Stop::Absent)?;
            deal::accept(tx, &seller, (id, open.proposal.id))
        };
        assert!(matches!(market.act(own).await, Err(kernel::Stop::Forbidden)));
        let card = market.look(move |tx| deal::stages_of(tx, &[(id, Side::Buyer)])).await;
        assert!(card[0].has_proposal);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parcels_travel_each_in_its_own_way() {
    for market in each_market().await {
        let (id, _) = market.caps_and_hats().await;
        let by = market.seller;
        let sea = Shipping { transport: Transport::Sea, eta: Some(day(40)), ..by_air() };
        market.send(id, &[packed(1, 100)]).await.expect("by air");
        market.act(move |tx| deal::ship(tx, &by, id, &sea)).await.expect("the rest by sea");
        assert_eq!(market.deal(id).await.deadline.expect("T3").due_at, day(55));
        assert_eq!(market.deal(id).await.total, usd(12_331));
        let zero = Money::zero(kernel::Currency::USD);
        assert_eq!(market.view(id).await.lines[0].discount, zero);
    }
}

impl Market {
    async fn ship_by_sea(&self, id: Id<DealKind>, parcel: &[Packed], eta: Timestamp) {
        let (by, shipping, parcel) = (self.seller, by_sea(eta), parcel.to_vec());
        let send = move |tx: &mut Tx<'_>| deal::ship_part(tx, &by, id, (&shipping, &parcel));
        self.act(send).await.expect("by sea");
    }

    /// What the page of the proposal shows: what goes back, and what stays.
    async fn offered(&self, id: Id<DealKind>) -> (Money, Money) {
        let by = self.buyer;
        let seen = self.look(move |tx| deal::proposal(tx, &by, id)).await.expect("a proposal");
        (seen.back, seen.proposal.new_total)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_back_for_the_rest_does_not_go_back_again_when_it_is_closed() {
    for market in each_market().await {
        let (id, _) = market.caps_and_hats().await;
        market.send(id, &[packed(1, 60)]).await.expect("a part");
        market.fresh.clock.set(day(1));
        market.refund(id, 6_331).await.expect("the rest will not come");
        market.at(day(3)).await;
        market.close_rest(market.buyer, id).await.expect("closed");
        assert_eq!(market.sums(id).await, [12_331, 0, 6_000, 0, 6_331, 0]);
        assert_eq!(market.tracks(id).await, ["agreed", "paid", "shipped", "shipped"]);
        market.verify_all().await;
        market.confirm(id).await.expect("confirmed");
        assert_eq!(market.sums(id).await, [12_331, 0, 0, 5_982, 6_331, 18]);
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_shows_what_is_still_to_go_back_and_that_goes_back() {
    for market in each_market().await {
        let (id, _) = market.caps_and_hats().await;
        // A tenth less for all goods, before anything has left: it holds for the rest too.
        market.refund(id, 1_233).await.expect("a lower price");
        market.fresh.clock.set(day(1));
        market.send(id, &[packed(1, 60)]).await.expect("a part");
        market.close_rest(market.seller, id).await.expect("proposed");
        assert_eq!(market.offered(id).await, (usd(5_698), usd(5_400)));
        market.refund(id, 3_000).await.expect("some of it at once");
        assert_eq!(market.offered(id).await, (usd(2_698), usd(5_400)));
        market.accept(id).await.expect("agreed");
        assert_eq!(market.sums(id).await, [12_331, 0, 5_400, 0, 6_931, 0]);
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_to_check_is_the_longest_that_any_parcel_gives() {
    for market in each_market().await {
        let (all, some) = (market.caps_and_hats().await.0, market.caps_and_hats().await.0);
        for id in [all, some] {
            market.ship_by_sea(id, &[packed(1, 99)], day(40)).await;
            market.send(id, &[packed(1, 1)]).await.expect("one by air");
        }
        market.ship(all).await.expect("the rest by air");
        market.at(day(3)).await;
        market.close_rest(market.buyer, some).await.expect("closed");
        for id in [all, some] {
            let deal = market.deal(id).await;
            assert_eq!((deal.deadline.expect("T3").due_at, deal.eta), (day(55), Some(day(40))));
        }
        market.at(day(55).plus_seconds(-1)).await;
        assert_eq!(market.tracks(all).await[3], "shipped");
        market.at(day(55)).await;
        assert_eq!(market.tracks(all).await[3], "finished");
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rest_about_which_the_buyer_is_silent_is_closed_when_the_time_to_answer_is_over() {
    for market in each_market().await {
        market.with_contacts().await;
        let (id, [caps, _]) = market.caps_and_hats().await;
        market.send(id, &[packed(1, 99)]).await.expect("a part");
        market.at(day(3)).await;
        assert_eq!(market.deal(id).await.deadline, None, "the seller is late");
        market.close_rest(market.seller, id).await.expect("proposed");
        let by = market.buyer;
        let open = market.look(move |tx| deal::proposal(tx, &by, id)).await.expect("a proposal");
        assert_eq!(open.proposal.answer_by, Some(day(8)));
        market.letters().await;
        assert_eq!(market.at(day(8).plus_seconds(-1)).await, 0);
        assert_eq!(market.tracks(id).await[2], "part_shipped");
        assert_eq!(market.at(day(8)).await, 1);
        assert_eq!(market.tracks(id).await, ["agreed", "paid", "shipped", "shipped"]);
        assert_eq!(market.sums(id).await, [12_331, 0, 9_900, 0, 2_431, 0]);
        assert_eq!(market.on_hand(caps).await, (1, 0));
        assert_eq!(market.deal(id).await.deadline.expect("T3").due_at, day(11));
        let kinds = market.kinds(id).await;
        assert_eq!(kinds.last().map(String::as_str), Some("rest-closed-unanswered"));
        let told: Vec<String> = market.letters().await.into_iter().map(|one| one.0).collect();
        assert_eq!(told, ["deal-rest-closed", "deal-rest-unanswered"]);
        market.verify_all().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_that_ended_is_not_closed_by_silence() {
    for market in each_market().await {
        let (buyer, seller) = (market.buyer, market.seller);
        let mut all = Vec::new();
        for _ in 0..4 {
            let (id, _) = market.caps_and_hats().await;
            market.send(id, &[packed(1, 60)]).await.expect("a part");
            market.close_rest(seller, id).await.expect("proposed");
            let open = market.look(move |tx| deal::proposal(tx, &buyer, id)).await;
            all.push((id, open.expect("a proposal").proposal.id));
        }
        let [no, back, more, claim] = all.as_slice() else { panic!("{all:?}") };
        let (no, back) = (*no, *back);
        market.act(move |tx| deal::decline(tx, &buyer, no)).await.expect("declined");
        market.act(move |tx| deal::withdraw(tx, &seller, back)).await.expect("withdrawn");
        market.send(more.0, &[packed(1, 1)]).await.expect("one more");
        let id = claim.0;
        let stop = move |tx: &mut Tx<'_>| {
            let (deal, _) = deal::with_parts(tx, id)?;
            deal::stop(tx, &deal, Id::new(7), usd(100))
        };
        assert_eq!(market.act(stop).await.expect("a claim").proposal, None);
        market.at(day(20)).await;
        for (id, _) in all {
            assert_eq!(market.tracks(id).await[2], "part_shipped");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_wrong_when_all_that_lay_in_stock_has_left_and_the_rest_is_made() {
    for market in each_market().await {
        let caps = market.goods("Caps", "1.00", Some(100)).await;
        let lines = [caps, market.socks].map(|product| NewLine { product, quantity: 10 }).to_vec();
        let (by, order) = (market.buyer, NewOrder { lines, ..NewOrder::default() });
        let place = move |tx: &mut Tx<'_>| deal::place(tx, &by, &order);
        let id = market.act(place).await.expect("placed").deal;
        market.top_up(market.buyer, 2_000).await;
        market.pay(id, 1).await.expect("paid");
        market.send(id, &[packed(1, 4)]).await.expect("some of the stock");
        assert!(market.deal(id).await.holds_stock);
        market.send(id, &[packed(1, 6)]).await.expect("all that lay ready");
        assert!(!market.deal(id).await.holds_stock);
        market.verify_all().await;
        market.ship(id).await.expect("what was made");
        assert_eq!(market.on_hand(caps).await, (90, 0));
        market.verify_all().await;
    }
}
