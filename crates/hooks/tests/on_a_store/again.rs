//! Sent again, another secret, paused and resumed.

use super::receiver::{FINE, Receiver, Reply};
use super::{Market, each_market};
use hooks::{EventKind, HookKind};
use kernel::rules::Rules;
use kernel::{Id, Outcome, Stop};

async fn replay(market: &Market, hook: Id<HookKind>, event: &str) -> Outcome<()> {
    let (by, event): (_, Id<EventKind>) = (market.seller, event.parse().expect("an event"));
    market.act(move |tx| hooks::replay(tx, &by, hook, event)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_event_goes_again_under_its_own_id_whether_it_arrived_or_not() {
    for market in each_market().await {
        let receiver = Receiver::fine().await;
        let hook = market.hook(&receiver).await;
        market.trade(1_000).await;
        market.run().await;
        let paid = receiver.came()[1].clone();
        market.wait(3_600);
        replay(&market, hook.id, &paid.id).await.expect("on its way");
        market.send_all().await;
        let again = receiver.came()[4].clone();
        assert_eq!((&again.id, &again.body), (&paid.id, &paid.body));
        assert_eq!(again.at_s, paid.at_s + 3_600, "signed at the time that it is sent");
        assert!(matches!(replay(&market, hook.id, "event_0000000000099").await, Err(Stop::Absent)));
        // What waits for its next try goes at once when somebody asks.
        receiver.answer(|_, _| Reply::Status(500, ""));
        market.trade(2_000).await;
        market.run().await;
        let failed = receiver.came()[5].clone();
        receiver.answer(|_, _| FINE);
        replay(&market, hook.id, &failed.id).await.expect("on its way");
        market.send_all().await;
        assert_eq!(receiver.came().len(), 10, "all four of it have arrived");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_missing_since_a_time_goes_again_and_what_arrived_does_not() {
    for market in each_market().await {
        let receiver = Receiver::fine().await;
        market.hook(&receiver).await;
        market.trade(1_000).await;
        market.run().await;
        market.wait(60);
        let since = market.now();
        market.trade(2_000).await;
        market.run().await;
        // Another address, named afterwards, has nothing of it yet.
        market.wait(60);
        let late = Receiver::fine().await;
        let hook =
            market.hook_of(market.seller, &late.url(), &["deal.paid", "deal.finished"]).await;
        market.trade(3_000).await;
        market.run().await;
        assert_eq!(late.kinds(), ["deal.paid", "deal.finished"]);
        let (by, id) = (market.seller, hook.id);
        for (wanted, came) in [(2, 4), (0, 4)] {
            let replayed = market.act(move |tx| hooks::replay_since(tx, &by, id, since)).await;
            assert_eq!(replayed.expect("on their way").count, wanted);
            market.send_all().await;
            assert_eq!(late.came().len(), came);
        }
        let to_come = market.now().plus_seconds(1);
        let refused = market.act(move |tx| hooks::replay_since(tx, &by, id, to_come)).await;
        assert_eq!(refused.expect_err("refused").code(), Some("hooks-since"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_secrets_sign_for_some_hours_and_then_the_new_one_alone() {
    for market in each_market().await {
        let receiver = Receiver::fine().await;
        let hook = market.hook(&receiver).await;
        let (by, id, begun) = (market.seller, hook.id, market.now());
        let old = market.secret(&hook.proof(begun));
        let rotated = market.act(move |tx| hooks::rotate_secret(tx, &by, id)).await.expect("new");
        let new = market.secret(&rotated.proof(begun));
        assert_ne!(old, new);
        assert!(new.starts_with("whsec_") && new.len() == 50, "{new}");
        let hours = Rules::current().webhook.old_secret_h;
        market.wait(hours * 3_600 - 1);
        market.trade(1_000).await;
        market.run().await;
        market.wait(1);
        market.trade(2_000).await;
        market.run().await;
        let came = receiver.came();
        for (one, wanted) in [(&came[0], (true, true)), (&came[7], (false, true))] {
            let by = |secret: &str| one.is_signed_with(secret, one.at_s);
            assert_eq!((by(&old), by(&new)), wanted, "{}", one.signature);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn paused_it_waits_and_resumed_it_comes_in_order() {
    for market in each_market().await {
        let receiver = Receiver::fine().await;
        let hook = market.hook(&receiver).await;
        let (by, id) = (market.seller, hook.id);
        market.act(move |tx| hooks::pause_endpoint(tx, &by, id)).await.expect("paused");
        let twice = market.act(move |tx| hooks::pause_endpoint(tx, &by, id)).await;
        assert_eq!(twice.expect_err("refused").code(), Some("hooks-not-active"));
        market.trade(1_000).await;
        market.run().await;
        assert_eq!(receiver.came().len(), 0);
        let test = market.act(move |tx| hooks::test_endpoint(tx, &by, id).map(|_| ())).await;
        assert_eq!(test.expect_err("refused").code(), Some("hooks-not-active"));
        market.act(move |tx| hooks::resume_endpoint(tx, &by, id)).await.expect("resumed");
        market.send_all().await;
        assert_eq!(receiver.came().len(), 4);
        assert_eq!(receiver.kinds()[3], "deal.finished");
        market.act(move |tx| hooks::test_endpoint(tx, &by, id).map(|_| ())).await.expect("sent");
        market.send_all().await;
        assert_eq!(receiver.kinds()[4], "webhook.test");
        // Taken away in the middle, it gets nothing more.
        receiver.answer(|_, _| Reply::Status(500, ""));
        market.trade(2_000).await;
        market.run().await;
        market.act(move |tx| hooks::remove_endpoint(tx, &by, id)).await.expect("removed");
        market.wait(86_400);
        market.run().await;
        assert_eq!(receiver.came().len(), 6);
        let gone = market.look(move |tx| hooks::endpoint(tx, &by, id)).await;
        assert!(matches!(gone, Err(Stop::Absent)));
    }
}
