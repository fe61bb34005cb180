//! Claims on goods that leave in several parcels, and what goes back for a rest that never comes.

use super::{Market, by_air, day, each_market, refused, usd, wanting};
use deal::{DealKind, LinkLine, LinkOffer, NewLine, NewOrder, Packed, Repricing, ShipmentKind};
use kernel::{Currency, Id, Transport, Unit, UnitPrice};
use remedy::{About, Act, NewAct, NewRemedy, Want};
use store::Tx;

/// 100 pairs at 1.00 as agreed by a link, which may leave in parcels; paid, and so many sent in
/// each of some parcels. They are to leave within 20 days.
pub(super) async fn sent_in(market: &Market, parcels: &'static [i64]) -> Id<DealKind> {
    let id = paid_by_link(market).await;
    send(market, id, parcels).await;
    id
}

async fn paid_by_link(market: &Market) -> Id<DealKind> {
    let (buyer, id) = (market.buyer, agreed_by_link(market).await);
    market.top_up(10_000).await;
    market.act(move |tx| deal::pay(tx, &buyer, id, 1)).await.expect("paid");
    id
}

async fn agreed_by_link(market: &Market) -> Id<DealKind> {
    let (buyer, seller, product) = (market.buyer, market.seller, market.socks);
    let begin = move |tx: &mut Tx<'_>| {
        let line = LinkLine {
            product: Some(product),
            title: Some("Cotton socks".to_owned()),
            unit: Some(Unit::PAIR),
            quantity: 100,
            price: UnitPrice::new(1_000_000, Currency::USD),
        };
        let offer = LinkOffer {
            lines: vec![line],
            currency: Currency::USD,
            incoterm: None,
            place: None,
            transport: Transport::Express,
            lead_time_d: Some(20),
            parts: Vec::new(),
            may_ship_in_parts: Some(true),
            note: None,
        };
        let token = web::hash_of_token(&tx.id::<kernel::Any>().raw().to_string());
        let (done, _) = deal::offer_link(tx, &seller, &offer, &token)?;
        deal::accept_link(tx, &buyer, &token)?;
        Ok(done.deal)
    };
    market.act(begin).await.expect("agreed")
}

/// So many of the first line leave in each parcel.
async fn send(market: &Market, id: Id<DealKind>, parcels: &'static [i64]) {
    for quantity in parcels {
        send_of(market, id, vec![Packed { nth: 1, quantity: *quantity }]).await;
    }
}

async fn send_of(market: &Market, id: Id<DealKind>, parcel: Vec<Packed>) {
    let by = market.seller;
    let send = move |tx: &mut Tx<'_>| deal::ship_part(tx, &by, id, (&by_air(), &parcel));
    market.act(send).await.expect("a parcel");
}

impl Market {
    pub(super) async fn parcels(&self, id: Id<DealKind>) -> Vec<Id<ShipmentKind>> {
        let by = self.buyer;
        let view = self.look(move |tx| deal::deal(tx, &by, id)).await;
        view.shipments.iter().map(|way| way.id).collect()
    }

    /// The buyer claims so much for these goods, and the seller agrees.
    async fn made_good(&self, id: Id<DealKind>, about: About, minor: i64) {
        let new = NewRemedy { about, ..wanting(Want::Money, minor) };
        let which = (id, self.ask(id, new).await.expect("asked").remedy);
        self.plain(self.seller, which, Act::Agree).await.expect("agreed");
    }

    /// The seller is late with the rest, and the buyer closes it.
    async fn close_rest(&self, id: Id<DealKind>) {
        let by = self.buyer;
        let close = move |tx: &mut Tx<'_>| deal::close_rest(tx, &by, id, "");
        self.act(close).await.expect("the rest never came");
    }
}

const fn parcel(shipment: Id<ShipmentKind>) -> About {
    About { shipment: Some(shipment), lines: Vec::new() }
}

fn lines(lines: &[i64]) -> About {
    About { shipment: None, lines: lines.to_vec() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_a_broken_parcel_good_does_not_pay_for_goods_that_never_come() {
    for market in each_market().await {
        for (from, names_parcel, sums) in [
            (0, true, [10_000, 0, 0, 0, 10_000, 0]),
            // Whoever names nothing is paid for all goods, those that never come included.
            (30, false, [10_000, 0, 5_000, 0, 5_000, 0]),
        ] {
            market.at(day(from)).await;
            let id = sent_in(&market, &[50]).await;
            let first = market.parcels(id).await[0];
            market.at(day(from + 2)).await;
            let about = if names_parcel { parcel(first) } else { About::default() };
            market.made_good(id, about, 5_000).await;
            market.at(day(from + 20)).await;
            market.close_rest(id).await;
            assert_eq!(market.sums(id).await, sums, "{names_parcel}");
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_more_than_a_parcel_is_worth_counts_towards_the_rest() {
    for market in each_market().await {
        let at_once = sent_in(&market, &[30, 40]).await;
        let by_and_by = sent_in(&market, &[30, 40]).await;
        market.at(day(2)).await;
        for (id, claims) in [(at_once, &[5_000][..]), (by_and_by, &[2_000, 3_000])] {
            let broken = market.parcels(id).await[0];
            for minor in claims {
                market.made_good(id, parcel(broken), *minor).await;
            }
        }
        market.at(day(20)).await;
        for id in [at_once, by_and_by] {
            market.close_rest(id).await;
            // The second parcel is paid for.
            assert_eq!(market.sums(id).await, [10_000, 0, 4_000, 0, 6_000, 0]);
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_was_lowered_before_anything_left_is_what_a_parcel_is_worth() {
    for market in each_market().await {
        let (id, seller) = (paid_by_link(&market).await, market.seller);
        let lower = move |tx: &mut Tx<'_>| deal::refund(tx, &seller, id, usd(1_000), "a tenth off");
        market.act(lower).await.expect("lowered");
        send(&market, id, &[30, 40]).await;
        let broken = market.parcels(id).await[0];
        market.at(day(2)).await;
        market.made_good(id, parcel(broken), 3_000).await;
        market.at(day(20)).await;
        market.close_rest(id).await;
        // Nine tenths of forty pairs stay.
        assert_eq!(market.sums(id).await, [10_000, 0, 3_600, 0, 6_400, 0]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_that_is_changed_to_all_goods_counts_towards_the_rest() {
    for market in each_market().await {
        let id = sent_in(&market, &[30, 40]).await;
        let broken = market.parcels(id).await[0];
        market.at(day(2)).await;
        let new = NewRemedy { about: parcel(broken), ..wanting(Want::Money, 2_000) };
        let which = (id, market.ask(id, new).await.expect("asked").remedy);
        let change = NewAct::Change(wanting(Want::Money, 2_000));
        market.perform(market.buyer, which, change).await.expect("changed");
        assert!(market.view(which).await.remedy.about.is_all());
        market.plain(market.seller, which, Act::Agree).await.expect("agreed");
        market.at(day(20)).await;
        market.close_rest(id).await;
        assert_eq!(market.sums(id).await, [10_000, 0, 7_000, 0, 3_000, 0]);
        market.verify().await;
    }
}

/// Lines of so many pairs at 1.00 each, ordered from the listing and paid.
async fn ordered(market: &Market, pairs: &'static [i64]) -> Id<DealKind> {
    let (buyer, product) = (market.buyer, market.socks);
    market.top_up(pairs.iter().sum::<i64>() * 100).await;
    let begin = move |tx: &mut Tx<'_>| {
        let lines = pairs.iter().map(|pairs| NewLine { product, quantity: *pairs }).collect();
        let order = NewOrder { lines, note: None, original_at: None };
        let id = deal::place(tx, &buyer, &order)?.deal;
        deal::pay(tx, &buyer, id, 1)?;
        Ok(id)
    };
    market.act(begin).await.expect("paid")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_on_lines_that_have_left_is_beside_the_rest_and_on_others_counts_towards_it() {
    for market in each_market().await {
        for (from, nth, back) in [(0, 1, 15_000), (30, 2, 10_000)] {
            market.at(day(from)).await;
            let id = ordered(&market, &[100, 100]).await;
            send(&market, id, &[100]).await;
            market.at(day(from + 2)).await;
            market.made_good(id, lines(&[nth]), 5_000).await;
            market.at(day(from + 20)).await;
            market.close_rest(id).await;
            assert_eq!(market.sums(id).await[4], back, "line {nth}");
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_and_its_parcels_together_are_made_good_for_no_more_than_the_line_is_worth() {
    for market in each_market().await {
        let id = ordered(&market, &[100, 100, 50]).await;
        let packed = |nth, quantity| Packed { nth, quantity };
        send_of(&market, id, vec![packed(1, 60), packed(3, 50)]).await;
        send_of(&market, id, vec![packed(1, 40)]).await;
        let [first, second] = market.parcels(id).await[..] else { panic!("two parcels") };
        market.at(day(2)).await;
        market.made_good(id, lines(&[1]), 6_000).await;
        market.made_good(id, parcel(second), 4_000).await;
        let again = About { shipment: Some(first), lines: vec![1] };
        market.made_good(id, again, 6_000).await;
        market.at(day(20)).await;
        market.close_rest(id).await;
        // The third line came and was never complained of.
        assert_eq!(market.sums(id).await, [25_000, 0, 5_000, 0, 20_000, 0]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_on_a_parcel_names_only_lines_that_are_in_it() {
    for market in each_market().await {
        let id = ordered(&market, &[100, 100]).await;
        send(&market, id, &[100]).await;
        let first = market.parcels(id).await[0];
        market.at(day(2)).await;
        let about = About { shipment: Some(first), lines: vec![2] };
        let new = NewRemedy { about, ..wanting(Want::Money, 5_000) };
        assert_eq!(refused(market.ask(id, new).await), "remedy-about-unknown");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn freight_that_is_claimed_back_is_no_part_of_the_rest() {
    for market in each_market().await {
        let (buyer, seller, id) = (market.buyer, market.seller, agreed_by_link(&market).await);
        market.top_up(10_500).await;
        let begin = move |tx: &mut Tx<'_>| {
            let freight = Repricing { freight: Some(usd(500)), ..Repricing::default() };
            deal::change_price(tx, &seller, id, (&freight, "by courier"))?;
            let open = deal::proposal(tx, &buyer, id)?.ok_or(kernel::Stop::Absent)?;
            deal::accept(tx, &buyer, (id, open.proposal.id))?;
            deal::pay(tx, &buyer, id, 1)
        };
        market.act(begin).await.expect("paid with its freight");
        send(&market, id, &[30]).await;
        market.at(day(2)).await;
        market.made_good(id, lines(&[2]), 500).await;
        market.at(day(20)).await;
        market.close_rest(id).await;
        assert_eq!(market.sums(id).await, [10_500, 0, 3_000, 0, 7_500, 0]);
        market.verify().await;
    }
}
