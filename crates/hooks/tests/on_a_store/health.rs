//! An address that fails: told of, turned off, brought back.

use super::receiver::{FINE, Receiver, Reply};
use super::{Market, each_market};
use hooks::EndpointState;
use kernel::MICROS_PER_SECOND;
use kernel::rules::Rules;

const DAY_S: i64 = 86_400;

/// Waits out every retry of what is due.
async fn give_up(market: &Market) {
    for wait in &Rules::current().webhook.retries_s {
        market.send_all().await;
        market.wait(wait * 2);
    }
    market.send_all().await;
}

async fn letters(market: &Market) -> Vec<String> {
    let letters = market.look(party::list_due_letters).await.expect("letters");
    letters.iter().map(party::Letter::body_key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_last_try_it_goes_on_with_the_next_and_the_owners_hear_of_it_once() {
    for market in each_market().await {
        let receiver = Receiver::answering(|_, _| Reply::Status(500, "broken")).await;
        let hook = market.hook(&receiver).await;
        market.trade(1_000).await;
        market.follow().await;
        give_up(&market).await;
        let tries = i64::try_from(Rules::current().webhook.retries_s.len()).expect("few") + 1;
        let deliveries = market.deliveries(hook.id).await;
        assert_eq!(deliveries[0], ("deal.agreed".into(), "given-up", tries));
        assert_eq!(deliveries[1], ("deal.paid".into(), "waiting", 1), "its turn has come");
        assert_eq!(letters(&market).await, ["letter-hooks-failing-body"]);
        let failing = market.endpoint(hook.id).await;
        let began = market.now().micros() - failing.failing_since.expect("since").micros();
        assert!(began > DAY_S * MICROS_PER_SECOND, "{began}");
        receiver.answer(|_, _| FINE);
        market.wait(DAY_S);
        market.send_all().await;
        let well = market.endpoint(hook.id).await;
        assert_eq!((well.failing_since, well.is_told), (None, false));
        let last = market.deliveries(hook.id).await;
        assert!(last[1..].iter().all(|one| one.1 == "arrived"), "{last:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_days_without_an_arrival_it_is_turned_off_and_comes_back_whole() {
    for market in each_market().await {
        let receiver = Receiver::answering(|_, _| Reply::Status(404, "")).await;
        let hook = market.hook(&receiver).await;
        let began = market.now();
        market.trade(1_000).await;
        market.run().await;
        let days = Rules::current().webhook.off_after_d;
        market.wait(days * DAY_S - 1);
        market.send_all().await;
        assert_eq!(market.endpoint(hook.id).await.state, EndpointState::Active);
        market.wait(DAY_S);
        market.send_all().await;
        let off = market.endpoint(hook.id).await;
        assert_eq!((off.state, off.reason.as_deref()), (EndpointState::Off, Some("failing")));
        assert!(letters(&market).await.contains(&"letter-hooks-off-body".to_owned()));
        // While it is off nothing is sent, and nothing more waits.
        let before = receiver.came().len();
        market.trade(2_000).await;
        market.wait(DAY_S);
        market.run().await;
        assert_eq!(receiver.came().len(), before);
        assert_eq!(market.deliveries(hook.id).await.len(), 4);
        receiver.answer(|_, _| FINE);
        let (by, id) = (market.seller, hook.id);
        let back = market.act(move |tx| {
            hooks::resume_endpoint(tx, &by, id)?;
            hooks::replay_since(tx, &by, id, began)
        });
        let replayed = back.await.expect("it is back");
        market.send_all().await;
        assert_eq!((replayed.count, replayed.next_since), (4, None), "the second deal");
        let all = market.deliveries(hook.id).await;
        assert!(all.len() == 8 && all.iter().all(|one| one.1 == "arrived"), "{all:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_says_that_it_is_gone_is_sent_nothing_more() {
    for market in each_market().await {
        let receiver = Receiver::answering(|_, _| Reply::Status(410, "gone")).await;
        let hook = market.hook(&receiver).await;
        market.trade(1_000).await;
        market.run().await;
        market.wait(DAY_S);
        market.send_all().await;
        assert_eq!(receiver.kinds(), ["deal.agreed"]);
        let off = market.endpoint(hook.id).await;
        assert_eq!((off.state, off.reason.as_deref()), (EndpointState::Off, Some("gone")));
        let by = market.seller;
        let deeds = market.look(move |tx| hooks::deeds(tx, &by, hook.id)).await.expect("deeds");
        let what: Vec<_> = deeds.iter().map(|deed| deed.what.as_str()).collect();
        assert_eq!(what, ["gone", "added"]);
        assert!(deeds[0].person.is_none(), "the market itself did it");
    }
}
