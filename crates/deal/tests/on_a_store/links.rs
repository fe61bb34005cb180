//! Deal links.

use super::{Market, day, each_market, refused, words};
use deal::{DealKind, Done, LinkLine, LinkOffer, LinkView};
use kernel::{
    Actor, Currency, Id, Incoterm, Locode, Outcome, PaymentDue, PaymentPart, Stop, Transport, Unit,
    UnitPrice,
};

const TOKEN: [u8; 32] = [7; 32];

fn offer() -> LinkOffer {
    let line = LinkLine {
        product: None,
        title: Some("Wool socks, as sampled".to_owned()),
        unit: Some(Unit::PAIR),
        quantity: 1_000,
        price: UnitPrice::new(87_500, Currency::USD),
    };
    let part = |share_bps, due| PaymentPart { share_bps, due };
    LinkOffer {
        lines: vec![line],
        currency: Currency::USD,
        incoterm: Some(Incoterm::Fob),
        place: Locode::parse("CNNGB"),
        transport: Transport::Sea,
        lead_time_d: Some(30),
        parts: vec![
            part(3_000, PaymentDue::BeforeProduction),
            part(7_000, PaymentDue::BeforeShipment),
        ],
        may_ship_in_parts: Some(false),
        note: Some("Until the new year".to_owned()),
    }
}

async fn offered(market: &Market) -> Id<DealKind> {
    let (by, offer) = (market.seller, offer());
    let made = market.act(move |tx| deal::offer_link(tx, &by, &offer, &TOKEN)).await;
    let (done, expires_at) = made.expect("offered");
    assert_eq!(expires_at, day(30));
    done.deal
}

async fn accept(market: &Market, by: Actor) -> Outcome<Done> {
    market.act(move |tx| deal::accept_link(tx, &by, &TOKEN)).await
}

async fn opened(market: &Market) -> LinkView {
    market.look(|tx| deal::open_link(tx, &TOKEN)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deal_link_is_seen_by_anybody_and_accepted_once() {
    for market in each_market().await {
        let id = offered(&market).await;
        let seen = opened(&market).await;
        assert_eq!((seen.deal.id, seen.is_used, seen.lines.len()), (id, false, 1));
        assert_eq!(words(seen.deal.tracks), ["offered", "nothing", "not_started", "offered"]);
        assert_eq!(Some(seen.seller.firm), market.seller.firm());
        assert!(matches!(accept(&market, Actor::Stranger).await, Err(Stop::SignIn)));
        assert_eq!(refused(accept(&market, market.seller).await), "deal-own-offer");
        let (one, two) = tokio::join!(accept(&market, market.buyer), accept(&market, market.other));
        let (passed, stopped) = if one.is_ok() { (one, two) } else { (two, one) };
        let done = passed.expect("one passes");
        assert_eq!(words(done.tracks), ["agreed", "nothing", "not_started", "agreed"]);
        assert_eq!(refused(stopped), "deal-link-used");
        assert!(opened(&market).await.is_used);
        let view = market.view(id).await;
        assert_eq!(view.signatures.len(), 2);
        assert!(view.signatures.iter().all(|s| s.contract_hash == seen.deal.contract_hash));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_link_is_a_trade_like_any_other() {
    for market in each_market().await {
        let id = offered(&market).await;
        accept(&market, market.buyer).await.expect("accepted");
        market.top_up(market.buyer, 8_750).await;
        for nth in [1, 2] {
            market.pay(id, nth).await.expect("paid");
        }
        market.ship(id).await.expect("shipped");
        market.confirm(id).await.expect("confirmed");
        // 26.25 of fee: half to even is 26.
        assert_eq!(market.sums(id).await, [8_750, 0, 0, 8_724, 0, 26]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_that_nobody_accepts_lapses_or_is_taken_back() {
    for market in each_market().await {
        let id = offered(&market).await;
        assert_eq!(market.at(day(30).plus_seconds(-1)).await, 0);
        assert_eq!(market.at(day(30)).await, 1);
        assert_eq!(market.tracks(id).await, ["lapsed", "closed", "cancelled", "closed"]);
        assert_eq!(refused(accept(&market, market.buyer).await), "deal-link-expired");
        let (by, offer) = (market.seller, offer());
        let again = move |tx: &mut store::Tx<'_>| deal::offer_link(tx, &by, &offer, &[8; 32]);
        let second = market.act(again).await.expect("offered").0.deal;
        market.cancel(market.seller, second).await.expect("taken back");
        let by = market.buyer;
        let late = market.act(move |tx| deal::accept_link(tx, &by, &[8; 32])).await;
        assert_eq!(refused(late), "deal-link-expired");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_offers_ones_own_listings_only_and_needs_words() {
    for market in each_market().await {
        let try_it = async |by: Actor, change: fn(&mut LinkLine)| {
            let mut offer = offer();
            change(&mut offer.lines[0]);
            offer.lines[0].product = offer.lines[0].product.map(|_| market.socks);
            market.act(move |tx| deal::offer_link(tx, &by, &offer, &TOKEN)).await
        };
        let listed = |line: &mut LinkLine| {
            (line.product, line.title, line.unit) = (Some(Id::new(1)), None, None);
        };
        assert!(matches!(try_it(market.other, listed).await, Err(Stop::Absent)));
        let nameless = |line: &mut LinkLine| line.title = None;
        assert_eq!(refused(try_it(market.seller, nameless).await), "deal-line-needs-words");
        let (done, _) = try_it(market.seller, listed).await.expect("offered");
        assert_eq!(market.deal(done.deal).await.title, "Cotton socks");
        let absent = market.act(|tx| deal::open_link(tx, &[9; 32])).await;
        assert!(matches!(absent, Err(Stop::Absent)));
    }
}
