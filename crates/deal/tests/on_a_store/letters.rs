//! Letters about what came, what is under way and what waits for somebody.

use super::{Market, each_market};
use deal::{NewPrice, Repricing};
use kernel::{Id, Outcome};
use party::{Contact, Topic};
use store::Tx;

impl Market {
    /// Lets letters be written, and takes those that wait: kind and path, in order.
    pub(super) async fn letters(&self) -> Vec<(String, String)> {
        let followers = [deal::jobs::LETTERS];
        while store::run_followers(&self.fresh.store, &followers).await.expect("heard") > 0 {}
        let due = self.look(party::list_due_letters).await;
        let told = due.iter().map(|letter| (letter.kind.clone(), letter.facts["path"].clone()));
        let mut told: Vec<(String, String)> = told.collect();
        told.sort();
        for letter in due {
            self.act(move |tx| party::record_sent(tx, letter.id)).await.expect("sent");
        }
        told
    }

    /// Gives both firms an owner who can be reached.
    pub(super) async fn with_contacts(&self) {
        for (who, told) in [(self.buyer, "elsa@example.se"), (self.seller, "lan@example.cn")] {
            let person = who.person().expect("an owner");
            let add = move |tx: &mut Tx<'_>| add_contact(tx, person, told);
            self.act(add).await.expect("a contact");
        }
    }
}

fn add_contact(tx: &mut Tx<'_>, person: Id<kernel::Person>, told: &str) -> Outcome<()> {
    let contact = Contact::parse(told)?;
    tx.run(
        "INSERT INTO contact (value, kind, person, verified_at) VALUES ($1, 'mail', $2, 0)",
        store::params![contact.value(), person],
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn each_side_hears_of_what_the_other_did_and_where_to_look() {
    for market in each_market().await {
        market.with_contacts().await;
        let id = market.place(100).await.expect("placed").deal;
        let terms = Repricing {
            prices: vec![NewPrice { nth: 1, millionths: 1_100_000 }],
            ..Repricing::default()
        };
        let by = market.seller;
        let propose = move |tx: &mut Tx<'_>| deal::change_price(tx, &by, id, (&terms, "Yarn"));
        market.act(propose).await.expect("proposed");
        let at = |page: &str| format!("/deals/{id}{page}");
        let told = |kind: &str, page: &str| (kind.to_owned(), at(page));
        assert_eq!(market.letters().await, [told("deal-price", "/proposal")]);
        market.top_up(market.buyer, 10_000).await;
        market.pay(id, 1).await.expect("paid");
        market.ship(id).await.expect("shipped");
        let seen = market.letters().await;
        assert_eq!(seen, [told("deal-paid", ""), told("deal-shipped", "")]);
        assert_eq!(market.letters().await, [], "each once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_is_turned_off_is_silent_and_others_are_not() {
    for market in each_market().await {
        market.with_contacts().await;
        let seller = market.seller;
        let off = move |tx: &mut Tx<'_>| party::set_unwanted(tx, &seller, &[Topic::Payments]);
        market.act(off).await.expect("turned off");
        market.shipped().await;
        let kinds: Vec<String> = market.letters().await.into_iter().map(|one| one.0).collect();
        assert_eq!(kinds, ["deal-shipped"]);
        let on = move |tx: &mut Tx<'_>| party::set_unwanted(tx, &seller, &[]);
        market.act(on).await.expect("turned on");
        let id = market.place(1).await.expect("placed").deal;
        market.top_up(market.buyer, 100).await;
        market.pay(id, 1).await.expect("paid");
        assert_eq!(market.letters().await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_storm_of_payments_is_no_storm_of_letters() {
    for market in each_market().await {
        market.with_contacts().await;
        market.top_up(market.buyer, 10_000).await;
        for _ in 0..40 {
            let id = market.place(1).await.expect("placed").deal;
            market.pay(id, 1).await.expect("paid");
        }
        assert_eq!(market.letters().await.len(), 30, "the rules' number for a day");
        market.fresh.clock.set(super::day(1));
        let id = market.place(1).await.expect("placed").deal;
        market.pay(id, 1).await.expect("paid");
        assert_eq!(market.letters().await.len(), 1);
    }
}
