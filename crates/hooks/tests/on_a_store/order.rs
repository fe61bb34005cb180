//! In order per deal, deals side by side, each try in the log.

use super::each_market;
use super::receiver::{Came, FINE, Receiver, Reply};
use kernel::rules::Rules;
use std::collections::BTreeMap;

#[tokio::test(flavor = "multi_thread")]
async fn a_deal_arrives_step_by_step_and_signed() {
    for market in each_market().await {
        let receiver = Receiver::fine().await;
        let hook = market.hook(&receiver).await;
        market.trade(1_000).await;
        market.run().await;
        let came = receiver.came();
        let steps = ["deal.agreed", "deal.paid", "deal.shipped", "deal.finished"];
        assert_eq!(receiver.kinds(), steps);
        let secret = market.secret(&hook.proof(market.now()));
        for one in &came {
            assert!(one.is_signed_with(&secret, market.now_s()), "{one:?}");
            assert_eq!(one.json()["id"], one.id.as_str());
            assert_eq!(one.json()["data"]["side"], "seller");
            assert!(one.head.starts_with("POST /hook?of=test HTTP/1.1"), "{}", one.head);
            assert!(!one.head.to_lowercase().contains("cookie"), "{}", one.head);
        }
        assert_eq!(came[3].json()["data"]["fee"]["amount"], "0.15");
        // A message that somebody changed on its way is none of ours.
        let forged = Came { body: came[1].body.replace("50.00", "90.00"), ..came[1].clone() };
        assert!(!forged.is_signed_with(&secret, market.now_s()));
        assert!(!came[1].is_signed_with(&secret, market.now_s() + 301), "kept for later");
        let wanted: Vec<_> = steps.map(|step| (step.to_owned(), "arrived", 1)).into();
        assert_eq!(market.deliveries(hook.id).await, wanted);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_holds_up_its_own_deal_and_no_other() {
    for market in each_market().await {
        let receiver = Receiver::answering(|_, came| {
            let is_second = came.kind() == "deal.paid" && came.deal().ends_with("0z8");
            if is_second { Reply::Status(503, "not now") } else { FINE }
        });
        let receiver = receiver.await;
        let hook = market.hook(&receiver).await;
        // Their ids end with 0z8 and 1yg.
        for deal in [1_000, 2_000] {
            market.trade(deal).await;
        }
        market.run().await;
        let of = |came: &[Came], deal: &str| -> Vec<String> {
            came.iter().filter(|one| one.deal().ends_with(deal)).map(Came::kind).collect()
        };
        assert_eq!(of(&receiver.came(), "0z8"), ["deal.agreed", "deal.paid"]);
        assert_eq!(of(&receiver.came(), "1yg").len(), 4);
        let rules = &Rules::current().webhook;
        for wait in &rules.retries_s[..2] {
            // Not a second before its time; at the latest with all that chance adds.
            market.wait(wait - 1);
            let before = receiver.came().len();
            market.send_all().await;
            assert_eq!(receiver.came().len(), before);
            market.wait(1 + wait * rules.jitter_percent / 100);
            market.send_all().await;
            assert_eq!(receiver.came().len(), before + 1);
        }
        let all = receiver.came().into_iter();
        let tried: Vec<Came> =
            all.filter(|one| one.kind() == "deal.paid" && one.deal().ends_with("0z8")).collect();
        let same = tried.iter().filter(|one| one.id == tried[0].id).count();
        assert_eq!(same, 3, "one id for all tries");
        receiver.answer(|_, _| FINE);
        market.wait(rules.retries_s[2] * 2);
        market.send_all().await;
        let steps = of(&receiver.came(), "0z8");
        assert_eq!(
            steps,
            [
                "deal.agreed",
                "deal.paid",
                "deal.paid",
                "deal.paid",
                "deal.paid",
                "deal.shipped",
                "deal.finished"
            ]
        );
        let paid = market.deliveries(hook.id).await[1].clone();
        assert_eq!(paid, ("deal.paid".to_owned(), "arrived", 4));
        let (by, event) = (market.seller, tried[0].id.parse().expect("an event"));
        let look = market.look(move |tx| hooks::delivery(tx, &by, hook.id, event));
        let (_, _, attempts) = look.await.expect("a delivery");
        let seen: Vec<_> = attempts.iter().map(|one| (one.status, one.answer.as_str())).collect();
        let failed = (Some(503), "not now");
        assert_eq!(seen, [(Some(204), ""), failed, failed, failed]);
        assert_eq!(attempts[1].failure.as_deref(), Some("status"));
    }
}

/// How many rows of a table are so.
async fn count(market: &super::Market, sql: &'static str) -> i64 {
    market.look(move |tx| Ok(tx.get(sql, &[])?.int(0)?)).await.expect("a number")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_for_which_nothing_waits_is_looked_at_no_more() {
    for market in each_market().await {
        let receiver = Receiver::fine().await;
        market.hook(&receiver).await;
        market.trade(1_000).await;
        market.run().await;
        assert_eq!(receiver.came().len(), 4);
        let looks = "SELECT COUNT(*) FROM hook_endpoint WHERE look_at IS NOT NULL";
        assert_eq!(count(&market, looks).await, 0);
        market.trade(1_001).await;
        market.run().await;
        assert_eq!(receiver.came().len(), 8, "until something waits again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_with_many_slow_addresses_leaves_places_to_others() {
    for market in each_market().await {
        let slow = Receiver::answering(|_, _| Reply::Held).await;
        let quick = Receiver::fine().await;
        for _ in 0..Rules::current().webhook.endpoints_most {
            market.hook(&slow).await;
        }
        market.hook_of(market.buyer, &quick.url(), &[]).await;
        for deal in 1..=8 {
            market.tell(deal, super::Agreed(market.between(deal))).await;
        }
        market.follow().await;
        while quick.came().len() < 8 {
            market.courier.work(&market.app).await.expect("a round");
            market.wait(1);
        }
        let sending = "SELECT COUNT(*) FROM hook_lane WHERE lease IS NOT NULL
            AND firm = (SELECT firm FROM hook_endpoint ORDER BY id LIMIT 1)";
        assert_eq!(count(&market, sending).await, Rules::current().webhook.at_once_of_firm);
        slow.answer(|_, _| FINE);
        slow.release();
        let all = usize::try_from(8 * Rules::current().webhook.endpoints_most).expect("few");
        while slow.came().len() < all {
            market.courier.work(&market.app).await.expect("a round");
            market.wait(1);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deals_go_side_by_side_within_bounds_and_one_address_holds_up_nobody() {
    for market in each_market().await {
        let slow = Receiver::answering(|_, _| Reply::Held).await;
        let quick = Receiver::fine().await;
        market.hook(&slow).await;
        market.hook_of(market.buyer, &quick.url(), &["deal.agreed"]).await;
        for deal in 1..=40 {
            market.tell(deal, super::Agreed(market.between(deal))).await;
        }
        market.follow().await;
        let most = usize::try_from(Rules::current().webhook.at_once_of_endpoint).expect("few");
        while quick.came().len() < 40 || slow.came().len() < most {
            market.courier.work(&market.app).await.expect("a round");
        }
        market.courier.work(&market.app).await.expect("a round");
        assert_eq!(slow.came().len(), most, "no more than its places");
        slow.answer(|_, _| FINE);
        slow.release();
        market.wait(1);
        while slow.came().len() < 40 {
            market.courier.work(&market.app).await.expect("a round");
            market.wait(1);
        }
        market.send_all().await;
        assert!(slow.most_at_once() <= most);
        let mut times = BTreeMap::new();
        for one in slow.came().iter().chain(&quick.came()) {
            *times.entry((one.id.clone(), one.json()["data"]["side"].to_string())).or_insert(0) +=
                1;
        }
        assert_eq!(times.len(), 80);
        assert!(times.values().all(|times| *times == 1), "each once: {times:?}");
    }
}
