//! The way of a first-time exporter, and what a seller has before it.

use super::{each_market, firm_of, product};
use agency::NewRole;
use gate::StepName;
use store::Tx;

#[tokio::test(flavor = "multi_thread")]
async fn applications_of_a_firm_are_listed() {
    for market in each_market() {
        let seller = market.firm(None).await;
        market.close().await;
        market.apply(seller).await.expect("applied");
        let own = market.look(move |tx| gate::own_applications(tx, &seller, "")).await;
        assert!(own.len() == 1 && own[0].category == super::socks());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_of_an_exporter_is_made_of_facts() {
    for market in each_market() {
        let seller = market.firm(Some("lan@lanhua.cn")).await;
        market.hear().await;
        let path = || market.look(move |tx| gate::export_path(tx, &seller));
        assert_eq!((path().await.done(), path().await.next()), (1, Some(StepName::CompanyPage)));
        let told = NewRole {
            role: "factory".to_owned(),
            about: "Knitted goods from Cixi since 1998, for chains in the north.".to_owned(),
            licence: Some("3302 96ABC1".to_owned()),
            ..NewRole::default()
        };
        let declare = move |tx: &mut Tx<'_>| agency::declare(tx, &seller, &told);
        market.act(declare).await.expect("declared");
        let mut goods = product("Socks");
        goods.details.hs = Some("611595".to_owned());
        let list = move |tx: &mut Tx<'_>| catalog::list_product(tx, &seller, &goods);
        let listed = market.act(list).await.expect("listed").card.offer.product;
        assert_eq!((path().await.done(), path().await.next()), (5, Some(StepName::FirstAnswer)));
        let buyer = market.firm(None).await;
        let inquiry = market.inquire(buyer, listed).await.id;
        market.fresh.clock.set(testkit::noon().plus_seconds(3_600));
        let quote = super::quote();
        let give = move |tx: &mut Tx<'_>| sourcing::quote(tx, &seller, inquiry, &quote);
        market.act(give).await.expect("quoted");
        market.hear().await;
        assert_eq!((path().await.done(), path().await.next()), (7, Some(StepName::FirstOrder)));
        let (by, of) = (firm_of(&buyer), firm_of(&seller));
        let order = move |tx: &mut Tx<'_>| super::order(tx, by, of);
        market.act(order).await.expect("noted");
        assert_eq!(path().await.next(), None);
    }
}
