//! A process that is killed in the middle, and a second one beside.

use super::receiver::{FINE, Receiver, Reply};
use super::{courier, each_market};
use kernel::rules::Rules;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_process_had_under_way_is_sent_again_when_its_lease_is_over() {
    for market in each_market().await {
        let receiver =
            Receiver::answering(|nth, _| if nth == 0 { Reply::Held } else { FINE }).await;
        let hook = market.hook(&receiver).await;
        market.trade(1_000).await;
        market.follow().await;
        let killed = courier();
        killed.work(&market.app).await.expect("a round");
        receiver.wait_for(1).await;
        drop(killed);
        // The next process finds the lane taken, and so does every other.
        for _ in 0..3 {
            market.courier.work(&market.app).await.expect("a round");
        }
        assert_eq!(receiver.came().len(), 1, "nobody else sends of it");
        market.wait(Rules::current().webhook.lease_s - 1);
        market.send_all().await;
        assert_eq!(receiver.came().len(), 1);
        market.wait(1);
        market.send_all().await;
        let came = receiver.came();
        assert_eq!(came[0].id, came[1].id, "the same event, known again by its id");
        assert_eq!(
            receiver.kinds(),
            ["deal.agreed", "deal.agreed", "deal.paid", "deal.shipped", "deal.finished"]
        );
        assert!(market.deliveries(hook.id).await.iter().all(|one| one.1 == "arrived"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_comes_after_its_lease_changes_nothing() {
    for market in each_market().await {
        let receiver = Receiver::answering(|nth, _| match nth {
            0 => Reply::Held,
            _ => Reply::Status(500, ""),
        });
        let receiver = receiver.await;
        let hook = market.hook(&receiver).await;
        market.trade(1_000).await;
        market.follow().await;
        let paused = courier();
        paused.work(&market.app).await.expect("a round");
        receiver.wait_for(1).await;
        // It stands still, as a process does whose machine sleeps; another one takes over.
        market.wait(Rules::current().webhook.lease_s);
        market.send_all().await;
        assert_eq!(market.deliveries(hook.id).await[0], ("deal.agreed".into(), "waiting", 1));
        receiver.release();
        while paused.work(&market.app).await.expect("a round") == 0 {}
        let first = market.deliveries(hook.id).await[0].clone();
        assert_eq!(first, ("deal.agreed".into(), "waiting", 1), "the later try decides");
        assert_eq!(receiver.kinds(), ["deal.agreed", "deal.agreed"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_at_once_send_each_event_once_and_in_order() {
    for market in each_market().await {
        let receiver = Receiver::fine().await;
        let hook = market.hook(&receiver).await;
        for deal in 1..=30 {
            market.trade(deal).await;
        }
        market.follow().await;
        let second = courier();
        while receiver.came().len() < 120 {
            let (one, other) =
                tokio::join!(market.courier.work(&market.app), second.work(&market.app));
            one.and(other).expect("two rounds");
        }
        while second.work(&market.app).await.expect("a round") > 0 {}
        market.send_all().await;
        let mut of_deals = std::collections::BTreeMap::<String, Vec<String>>::new();
        for one in receiver.came() {
            of_deals.entry(one.deal()).or_default().push(one.kind());
        }
        assert_eq!(of_deals.len(), 30);
        for steps in of_deals.values() {
            assert_eq!(*steps, ["deal.agreed", "deal.paid", "deal.shipped", "deal.finished"]);
        }
        assert!(
            market.deliveries(hook.id).await.iter().all(|one| (one.1, one.2) == ("arrived", 1))
        );
    }
}
