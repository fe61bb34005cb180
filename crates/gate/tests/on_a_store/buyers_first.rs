//! A category in which buyers come first.

use super::{Market, OPERATOR, each_market, firm_of, product, refused, socks};
use gate::{ApplicationState, Health, Mode, Way};
use kernel::rules::Rules;
use kernel::{Actor, Limit, Outcome};
use store::Tx;
use tokio::task::JoinSet;

/// Lets all apply at once, as they would.
async fn apply_at_once(market: &Market, sellers: &[Actor]) {
    let mut applying = JoinSet::new();
    for &seller in sellers {
        let store = market.fresh.store.clone();
        applying.spawn(async move {
            store.write("apply", move |tx| gate::apply(tx, &seller, &socks())).await
        });
    }
    while let Some(applied) = applying.join_next().await {
        applied.expect("ends").expect("applied");
    }
}

/// The operator's own seller, so that buyers have somebody to ask.
async fn invited_seller(market: &Market) -> Actor {
    let seller = market.firm(Some("lan@lanhua.cn")).await;
    let firm = firm_of(&seller);
    let reason = "Asked by the association to be first.";
    let admit = move |tx: &mut Tx<'_>| gate::admit_by_hand(tx, &OPERATOR, &socks(), firm, reason);
    assert_eq!(market.act(admit).await.expect("admitted").way, Way::Hand);
    seller
}

async fn all_inquire(market: &Market, buyers: &[Actor], product: kernel::Id<catalog::ProductKind>) {
    for buyer in buyers {
        market.inquire(*buyer, product).await;
    }
    market.hear().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_verified_active_buyers_make_room_for_six_sellers_of_forty_one() {
    for market in each_market() {
        market.close().await;
        let sellers = market.firms(40, "CN", |_| None).await;
        apply_at_once(&market, &sellers).await;
        assert_eq!(market.counts().await, (0, 40, 0));
        // Before the threshold nobody lets themselves in.
        let third = sellers[2];
        assert_eq!(refused(market.list(third, "Socks").await), "catalog-category-waiting");
        let outside = market.firm(None).await;
        assert_eq!(refused(market.list(outside, "Socks").await), "catalog-category-closed");

        let first = invited_seller(&market).await;
        let listed = market.list(first, "Cotton socks").await.expect("listed");
        // Registrations, verified or not, and inquiries of the unverified move nothing.
        let nobody = market.firms(60, "SE", |nth| Some(format!("a{nth}@gmail.com"))).await;
        let buyers = market.firms(60, "SE", |nth| Some(format!("elsa@nordvik{nth}.se"))).await;
        market.hear().await;
        assert_eq!(market.counts().await, (1, 40, 0));
        all_inquire(&market, &nobody, listed).await;
        assert_eq!(market.counts().await, (1, 40, 0));

        all_inquire(&market, &buyers[..59], listed).await;
        assert_eq!(market.counts().await, (5, 36, 59));
        all_inquire(&market, &buyers[59..], listed).await;
        assert_eq!(market.counts().await, (6, 35, 60));
        let view = market.look(|tx| gate::shelf(tx, &OPERATOR, &socks())).await;
        assert_eq!(view.countries, [("SE".to_owned(), 60)]);
        assert_eq!(view.crowd.health(&Rules::current().buyers), Health::Full);
        let week = view.weeks.last().expect("this week");
        assert_eq!((week.buyers, week.sellers, week.waiting), (60, 6, 35));
        // Who was let in may list; the next one waits.
        let mut admitted = Vec::new();
        for seller in &sellers {
            if market.state(*seller).await == Some(ApplicationState::Admitted) {
                admitted.push(*seller);
            }
        }
        assert_eq!(admitted.len(), 5);
        market.list(admitted[0], "Wool socks").await.expect("listed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_that_falls_silent_counts_no_longer_and_the_brake_closes() {
    for market in each_market() {
        market.close().await;
        let first = invited_seller(&market).await;
        let listed = market.list(first, "Socks").await.expect("listed");
        let buyers = market.firms(20, "DE", |nth| Some(format!("a@kauf{nth}.de"))).await;
        market.hear().await;
        all_inquire(&market, &buyers, listed).await;
        let [one, two] = market.firms(2, "CN", |_| None).await[..] else { panic!("two") };
        market.apply(one).await.expect("applied");
        assert_eq!(market.counts().await, (2, 0, 20));
        let active_d = Rules::current().buyers.active_d;
        market.fresh.clock.set(testkit::noon().plus_days(active_d - 1));
        assert_eq!(market.counts().await.2, 20);
        market.fresh.clock.set(testkit::noon().plus_days(active_d));
        market.apply(two).await.expect("applied");
        assert_eq!(market.counts().await, (2, 1, 0));
        let stand = market.stand(two).await;
        assert_eq!(stand.crowd.health(&Rules::current().buyers), Health::Red);
        assert_eq!(stand.place, Some(1));
        // One of them asks again: counted once, however often it asks.
        let asking = [buyers[0], buyers[0]];
        all_inquire(&market, &asking, listed).await;
        assert_eq!(market.counts().await, (2, 1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_better_seller_goes_first_and_of_equals_the_earlier() {
    for market in each_market() {
        market.close().await;
        let early = market.firm(None).await;
        market.apply(early).await.expect("applied");
        market.fresh.clock.set(testkit::noon().plus_seconds(60));
        let late = market.firm(None).await;
        market.apply(late).await.expect("applied");
        assert_eq!(market.stand(late).await.place, Some(2));
        // The late one describes its goods elsewhere, is verified, and counts its points anew.
        let mut hats = product("Hats");
        hats.details.category = Some("hats".to_owned());
        hats.text = "Wool.".to_owned();
        let list = move |tx: &mut Tx<'_>| catalog::list_product(tx, &late, &hats).map(|_| ());
        market.act(list).await.expect("listed");
        let recount = move |tx: &mut Tx<'_>| gate::recount(tx, &late, &socks());
        let points = market.act(recount).await.expect("counted").points;
        assert_eq!(points.total, 30, "{points:?}");
        assert_eq!(points.parts.iter().map(|part| part.points).sum::<i64>(), points.total);
        assert_eq!(market.stand(late).await.place, Some(1));
        assert_eq!(market.stand(early).await.place, Some(2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sellers_who_were_there_stay_and_count() {
    for market in each_market() {
        let [old, other] = market.firms(2, "CN", |_| None).await[..] else { panic!("two") };
        let listed = market.list(old, "Socks").await.expect("listed");
        market.close().await;
        market.close().await;
        assert_eq!(market.counts().await, (1, 0, 0));
        let known = market.stand(old).await.application.expect("let in");
        assert_eq!((known.way, known.state), (Way::Before, ApplicationState::Admitted));
        market.list(old, "More socks").await.expect("listed");
        assert_eq!(refused(market.list(other, "Socks").await), "catalog-category-closed");
        // Hidden, it may come back; a product of another category may not be moved in.
        let hide = move |tx: &mut Tx<'_>| catalog::hide(tx, &old, listed, 1).map(|_| ());
        market.act(hide).await.expect("hidden");
        let show = move |tx: &mut Tx<'_>| catalog::show(tx, &old, listed, 2).map(|_| ());
        market.act(show).await.expect("shown");
        let open = |tx: &mut Tx<'_>| gate::set_mode(tx, &OPERATOR, &socks(), Mode::Open, "Enough.");
        market.act(open).await.expect("open");
        market.list(other, "Socks").await.expect("listed");
        assert_eq!(refused(market.apply(other).await), "gate-shelf-is-open");
        let view = market.look(|tx| gate::shelf(tx, &Actor::Stranger, &socks())).await;
        let modes: Vec<_> = view.changes.iter().map(|change| change.mode).collect();
        assert_eq!(modes, [Mode::Open, Mode::BuyersFirst]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_is_given_back_or_not_used_goes_to_the_next() {
    for market in each_market() {
        market.close().await;
        let first = invited_seller(&market).await;
        let listed = market.list(first, "Socks").await.expect("listed");
        let buyers = market.firms(20, "NO", |nth| Some(format!("a@kjop{nth}.no"))).await;
        market.hear().await;
        let [one, two, three] = market.firms(3, "CN", |_| None).await[..] else { panic!("three") };
        for seller in [one, two, three] {
            market.apply(seller).await.expect("applied");
        }
        all_inquire(&market, &buyers, listed).await;
        assert_eq!(market.counts().await, (2, 2, 20));
        let withdraw = move |tx: &mut Tx<'_>| gate::withdraw(tx, &one, &socks());
        market.act(withdraw).await.expect("given back");
        market.act(withdraw).await.expect("once");
        assert_eq!(market.counts().await, (2, 1, 20));
        assert_eq!(market.state(two).await, Some(ApplicationState::Admitted));
        // Thirty days later nothing of the second is listed.
        let unused_d = Rules::current().sellers.unused_d;
        market.fresh.clock.set(testkit::noon().plus_days(unused_d));
        assert_eq!(gate::jobs::look_daily(&market.fresh.store).await.expect("looked"), 1);
        assert_eq!(gate::jobs::look_daily(&market.fresh.store).await.expect("once a day"), 0);
        assert_eq!(market.state(two).await, Some(ApplicationState::Lapsed));
        assert_eq!(market.state(three).await, Some(ApplicationState::Admitted));
        assert_eq!(market.state(first).await, Some(ApplicationState::Admitted));
        assert_eq!(market.counts().await, (2, 0, 20));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_operator_rules_over_a_category_and_with_a_reason() {
    for market in each_market() {
        let firm = market.firm(None).await;
        let mode = |by: Actor, reason: &'static str| {
            market.act(move |tx: &mut Tx<'_>| -> Outcome<_> {
                gate::set_mode(tx, &by, &socks(), Mode::BuyersFirst, reason)
            })
        };
        assert!(mode(firm, "Mine.").await.is_err());
        assert!(mode(Actor::Stranger, "Mine.").await.is_err());
        assert_eq!(refused(mode(OPERATOR, " ").await), "gate-text-empty");
        mode(OPERATOR, "Too few buyers.").await.expect("closed");
        let listed = market.look(|tx| gate::shelves(tx, "", Limit::DEFAULT)).await;
        assert_eq!((listed.0.len(), listed.1), (1, false));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn counting_anew_from_the_events_gives_the_same_numbers() {
    for market in each_market() {
        market.close().await;
        let first = invited_seller(&market).await;
        let listed = market.list(first, "Socks").await.expect("listed");
        let buyers = market.firms(12, "FI", |nth| Some(format!("a@osto{nth}.fi"))).await;
        market.hear().await;
        all_inquire(&market, &buyers, listed).await;
        let before = market.look(gate::numbers).await;
        let counts = market.counts().await;
        assert_eq!((before.people, before.firms, before.storefronts), (13, 13, 1));
        assert_eq!((before.active_buyers, before.active_sellers, before.behind), (12, 0, 0));
        market.act(gate::jobs::forget).await.expect("forgotten");
        assert_eq!(market.look(gate::numbers).await.people, 0);
        market.fresh.clock.set(testkit::noon().plus_days(1));
        market.hear().await;
        let after = market.look(gate::numbers).await;
        assert_eq!(gate::Numbers { position: before.position, at: before.at, ..after }, before);
        assert_eq!(market.counts().await, counts);
        let checks = market.look(move |tx| gate::checks(tx, &buyers[0])).await;
        assert_eq!(checks.facts.len(), 1, "a fact is not found out twice");
    }
}
