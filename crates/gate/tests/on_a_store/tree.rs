//! Who brought whom.

use super::{Market, OPERATOR, each_market, firm_of, product, refused};
use gate::{Brought, CampaignKind, NewCampaign, NewLink};
use kernel::rules::Rules;
use kernel::{Actor, Id, Limit, Outcome};
use store::Tx;

fn hash(of: &str) -> [u8; 32] {
    web::hash_of_token(of)
}

async fn campaign(market: &Market) -> Id<CampaignKind> {
    let new = NewCampaign {
        name: "Nordic hosiery".into(),
        source: "Formex, visitors".into(),
        medium: "fair".into(),
        market: "SE".into(),
        lang: "en".into(),
        hour: Some(10),
        cost: "1200.00".into(),
        currency: "USD".into(),
    };
    let begun = market.act(move |tx| gate::begin_campaign(tx, &OPERATOR, &new)).await;
    let id = begun.expect("begun").id;
    let link = NewLink { cap: 2, note: String::new() };
    let make = move |tx: &mut Tx<'_>| {
        gate::make_campaign_link(tx, &OPERATOR, id, &link, &hash("campaign"))
    };
    market.act(make).await.expect("a link");
    id
}

async fn link(market: &Market, by: Actor, token: &'static str, cap: i64) -> Outcome<gate::Link> {
    let new = NewLink { cap, note: "For Bo".to_owned() };
    market.act(move |tx| gate::make_link(tx, &by, &new, &hash(token))).await
}

async fn accept(market: &Market, by: Actor, token: &'static str) -> Outcome<Brought> {
    market.act(move |tx| gate::accept_link(tx, &by, &hash(token))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tree_sums_to_all_who_were_brought() {
    for market in each_market() {
        let id = campaign(&market).await;
        let buyers = market.firms(6, "SE", |nth| Some(format!("a@kop{nth}.se"))).await;
        market.hear().await;
        let [anna, bo, cia, dag, eva, fia] = buyers[..] else { panic!("six") };
        for one in [anna, bo] {
            accept(&market, one, "campaign").await.expect("brought");
        }
        assert_eq!(refused(accept(&market, cia, "campaign").await), "gate-link-over");
        link(&market, anna, "anna", 5).await.expect("a link");
        for one in [cia, dag] {
            accept(&market, one, "anna").await.expect("brought");
        }
        link(&market, cia, "cia", 1).await.expect("a link");
        accept(&market, eva, "cia").await.expect("brought");
        assert_eq!(refused(accept(&market, eva, "cia").await), "gate-already-brought");
        // Fia came by herself, and is no part of the tree.
        let campaign = market.look(move |tx| gate::campaign(tx, &OPERATOR, id)).await;
        assert_eq!((campaign.direct, campaign.descended, campaign.brought()), (2, 3, 5));
        assert_eq!((campaign.verified, campaign.won), (5, 0));
        let of = |of| {
            let look = move |tx: &mut Tx<'_>| gate::branch(tx, &OPERATOR, of, None, Limit::DEFAULT);
            market.look(look)
        };
        let top = of(Ok(id)).await.twigs.rows;
        let sum: i64 = top.iter().map(|twig| 1 + twig.below).sum();
        assert_eq!((top.len(), sum), (2, campaign.brought()));
        let below_anna = of(Err(firm_of(&anna))).await;
        let root = below_anna.root.expect("a root");
        assert_eq!((root.direct, root.below), (2, 3));
        let sum: i64 = below_anna.twigs.rows.iter().map(|twig| 1 + twig.below).sum();
        assert_eq!(sum, root.below);
        assert!(of(Err(firm_of(&fia))).await.root.is_none());

        // Their first inquiries are written down once each.
        let seller = market.firm(Some("lan@lanhua.cn")).await;
        let list = move |tx: &mut Tx<'_>| catalog::list_product(tx, &seller, &product("Socks"));
        let listed = market.act(list).await.expect("listed").card.offer.product;
        for one in [anna, anna, eva, fia] {
            market.inquire(one, listed).await;
        }
        market.hear().await;
        let campaign = market.look(move |tx| gate::campaign(tx, &OPERATOR, id)).await;
        assert_eq!((campaign.asked, campaign.won, campaign.ordered), (2, 2, 0));
        let each = gate::cost_per_buyer(campaign.cost, campaign.won);
        assert_eq!(each.map(|each| each.minor), Some(60_000));
        let (by, of_them) = (firm_of(&anna), firm_of(&fia));
        let order = move |tx: &mut Tx<'_>| super::order(tx, by, of_them);
        market.act(order).await.expect("ordered");
        let limit = Limit::DEFAULT;
        let all = market.look(move |tx| gate::campaigns(tx, &OPERATOR, None, limit)).await;
        assert_eq!((all.rows.len(), all.rows[0].ordered), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_brings_themselves_their_own_house_or_whoever_brought_them() {
    for market in each_market() {
        let anna = market.firm(Some("anna@kop.se")).await;
        let bo = market.firm(Some("bo@handel.se")).await;
        let same = market.firm(Some("other@kop.se")).await;
        market.hear().await;
        link(&market, anna, "anna", 5).await.expect("a link");
        assert_eq!(refused(accept(&market, anna, "anna").await), "gate-link-of-oneself");
        assert_eq!(refused(accept(&market, same, "anna").await), "gate-same-house");
        // Anna's second firm.
        let Actor::Member { person, .. } = anna else { panic!("a member") };
        let new = super::new_firm(9, "SE", None).firm;
        let found = move |tx: &mut Tx<'_>| party::found_firm(tx, &anna, &new, [9; 32]);
        let founded = market.act(found).await.expect("founded").firm.expect("a firm");
        let own = Actor::Member {
            person,
            firm: Some((founded, kernel::Role::Owner)),
            scope: kernel::Scope::Full,
        };
        assert_eq!(refused(accept(&market, own, "anna").await), "gate-same-house");
        accept(&market, bo, "anna").await.expect("brought");
        link(&market, bo, "bo", 5).await.expect("a link");
        let ring = accept(&market, anna, "bo").await;
        assert!(["gate-same-house", "gate-already-brought"].contains(&refused(ring)));
        // Too late.
        let late = market.firm(Some("cia@sen.se")).await;
        let days = Rules::current().buyers.brought_d;
        market.fresh.clock.set(testkit::noon().plus_days(days).plus_seconds(1));
        assert_eq!(refused(accept(&market, late, "anna").await), "gate-brought-too-late");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_makes_only_so_many_links_a_week() {
    for market in each_market() {
        let anna = market.firm(Some("anna@kop.se")).await;
        let tokens = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        for token in tokens {
            link(&market, anna, token, 1).await.expect("a link");
        }
        assert_eq!(refused(link(&market, anna, "more", 1).await), "gate-links-too-many");
        assert_eq!(refused(link(&market, anna, "more", 21).await), "gate-cap-out-of-range");
        market.fresh.clock.set(testkit::noon().plus_days(7));
        link(&market, anna, "more", 1).await.expect("a week later");
    }
}
