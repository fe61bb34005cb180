//! Inquiries: who may ask whom, and who sees it.

use super::{
    BUYER, SELLER, THIRD, asking, each_store, get, inquire, inquired, of, product, quoted, refused,
};
use kernel::{Actor, Limit, Outcome, Stop};
use sourcing::{InquiryKind, InquiryRow, InquiryState, NewInquiry, Side};
use store::Tx;
use testkit::Fresh;

async fn list(fresh: &Fresh, by: Actor) -> Vec<InquiryRow> {
    let look = move |tx: &mut Tx<'_>| sourcing::inquiries(tx, &by, None, Limit::DEFAULT);
    fresh.store.read("list", look).await.expect("a page").rows
}

async fn texts(fresh: &Fresh, id: kernel::Id<InquiryKind>) -> Vec<String> {
    let look =
        move |tx: &mut Tx<'_>| talk::messages(tx, &of(BUYER), id.cast(), None, Limit::DEFAULT);
    let page = fresh.store.read("messages", look).await.expect("a page");
    page.rows.into_iter().map(|message| message.text).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inquiry_stands_in_the_lists_of_both_sides() {
    for fresh in each_store() {
        let inquiry = inquired(&fresh).await;
        for (firm, side, other) in
            [(BUYER, Side::Buyer, inquiry.seller), (SELLER, Side::Seller, inquiry.buyer)]
        {
            let rows = list(&fresh, of(firm)).await;
            assert_eq!(rows.len(), 1);
            assert_eq!(
                (rows[0].inquiry, rows[0].side, rows[0].other_firm),
                (inquiry.id, side, other)
            );
            assert_eq!((rows[0].title.as_str(), rows[0].quantity), ("Socks", 5_000));
            let thread = get(&fresh, of(firm), inquiry.id).await.expect("seen");
            assert_eq!((thread.side, &thread.inquiry), (side, &inquiry));
        }
        assert!(list(&fresh, of(THIRD)).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_sees_no_inquiry() {
    for fresh in each_store() {
        let (inquiry, _) = quoted(&fresh).await;
        assert!(matches!(get(&fresh, of(THIRD), inquiry.id).await, Err(Stop::Absent)));
        assert!(matches!(get(&fresh, Actor::Stranger, inquiry.id).await, Err(Stop::SignIn)));
        for by in [of(THIRD), Actor::Stranger] {
            let say = move |tx: &mut Tx<'_>| sourcing::say(tx, &by, inquiry.id, "Hello");
            let said = fresh.store.write("say", say).await;
            assert!(matches!(said, Err(Stop::Absent | Stop::SignIn)));
        }
        // The second is the card of the quote.
        assert_eq!(texts(&fresh, inquiry.id).await, ["How much by sea?", "Socks"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_talk_beside_the_inquiry() {
    for fresh in each_store() {
        let inquiry = inquired(&fresh).await;
        for (firm, text) in [(SELLER, "From 1,000 pairs."), (BUYER, "Good.")] {
            let say = move |tx: &mut Tx<'_>| sourcing::say(tx, &of(firm), inquiry.id, text);
            fresh.store.write("say", say).await.expect("said");
        }
        let wanted = ["How much by sea?", "From 1,000 pairs.", "Good."];
        assert_eq!(texts(&fresh, inquiry.id).await, wanted);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_cannot_ask_itself_and_every_mistake_is_listed_at_once() {
    for fresh in each_store() {
        let product = product(&fresh).await;
        let new = NewInquiry {
            quantity: 0,
            text: " ".to_owned(),
            destination: Some("Gothenburg".to_owned()),
            ..asking(product)
        };
        let stop = inquire(&fresh, of(SELLER), new).await.expect_err("a refusal");
        let Stop::RefusedAll(all) = stop else { panic!("{stop:?}") };
        let fields: Vec<_> = all.iter().map(|one| one.field.unwrap_or("")).collect();
        assert_eq!(fields, ["product", "quantity", "text", "destination"]);
        assert!(list(&fresh, of(SELLER)).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_listed_cannot_be_asked_about() {
    for fresh in each_store() {
        let product = product(&fresh).await;
        let hide = move |tx: &mut Tx<'_>| catalog::hide(tx, &of(SELLER), product, 1);
        fresh.store.write("hide", hide).await.expect("hidden");
        for id in [product, kernel::Id::new(77)] {
            let asked = inquire(&fresh, of(BUYER), asking(id)).await;
            assert!(matches!(asked, Err(Stop::Absent)));
        }
        let stranger = inquire(&fresh, Actor::Stranger, asking(product)).await;
        assert!(matches!(stranger, Err(Stop::SignIn)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_go_on_by_key_newest_first() {
    for fresh in each_store() {
        let product = product(&fresh).await;
        let mut asked = Vec::new();
        for _ in 0..3 {
            asked.push(inquire(&fresh, of(BUYER), asking(product)).await.expect("asked").id);
        }
        asked.reverse();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let look =
                move |tx: &mut Tx<'_>| sourcing::inquiries(tx, &of(SELLER), after, Limit::clamp(2));
            let page = fresh.store.read("list", look).await.expect("a page");
            seen.extend(page.rows.iter().map(|row| row.inquiry));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, asked);
        assert!(list(&fresh, of(BUYER)).await.iter().all(|row| row.state == InquiryState::Open));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inquiry_tells_its_event() {
    for fresh in each_store() {
        let asked: Outcome<_> = inquire(&fresh, of(BUYER), asking(product(&fresh).await)).await;
        assert!(asked.is_ok());
        let lag = fresh.store.read("lag", |tx| store::lag(tx, "nobody")).await;
        // The product's, its own, that a conversation was opened, and that something was said in it.
        assert_eq!(lag.expect("a lag"), (4, 0));
        let own = inquire(&fresh, of(SELLER), asking(product(&fresh).await)).await;
        assert_eq!(refused(own), "sourcing-own-product");
    }
}
