//! Quotes and what becomes of them.

use super::{
    BUYER, SELLER, THIRD, around_the_end, award, each_store, fob_ningbo, get, inquired, of, quote,
    quoted, refused, tier, withdraw,
};
use kernel::{Actor, Id, Incoterm, Money, Stop};
use sourcing::{InquiryState, QuoteState};

#[tokio::test(flavor = "multi_thread")]
async fn a_quote_is_kept_to_the_last_digit() {
    for fresh in each_store() {
        let (inquiry, quote) = quoted(&fresh).await;
        let thread = get(&fresh, of(BUYER), inquiry.id).await.expect("seen");
        assert_eq!(thread.quotes, [quote]);
        assert_eq!((thread.inquiry.state, thread.inquiry.version), (InquiryState::Quoted, 2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_quote_replaces_the_open_one() {
    for fresh in each_store() {
        let (inquiry, first) = quoted(&fresh).await;
        let mut better = fob_ningbo();
        better.tiers = vec![tier(1_000, "0.07")];
        let second = quote(&fresh, of(SELLER), inquiry.id, better).await.expect("quoted");
        let thread = get(&fresh, of(BUYER), inquiry.id).await.expect("seen");
        let seen: Vec<_> = thread.quotes.iter().map(|quote| (quote.id, quote.state)).collect();
        let (open, replaced) = (QuoteState::Open, QuoteState::Replaced);
        assert_eq!(seen, [(second.id, open), (first.id, replaced)]);
        let old = award(&fresh, of(BUYER), &first, 5_000).await;
        assert_eq!(refused(old), "sourcing-quote-replaced");
        assert!(award(&fresh, of(BUYER), &second, 5_000).await.is_ok());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_mistake_of_a_quote_is_listed_at_once_and_nothing_is_written() {
    for fresh in each_store() {
        let inquiry = inquired(&fresh).await;
        let mut new = fob_ningbo();
        new.place = "CNCTU".to_owned();
        new.parts.pop();
        new.tiers.clear();
        let stop = quote(&fresh, of(SELLER), inquiry.id, new).await.expect_err("a refusal");
        let Stop::RefusedAll(all) = stop else { panic!("{stop:?}") };
        let fields: Vec<_> = all.iter().map(|one| one.field.unwrap_or("")).collect();
        assert_eq!(fields, ["tiers", "place", "parts"]);
        let thread = get(&fresh, of(SELLER), inquiry.id).await.expect("seen");
        assert!(thread.quotes.is_empty());
        assert_eq!(thread.inquiry, inquiry);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_award_marks_the_quote_and_the_inquiry() {
    for fresh in each_store() {
        let (inquiry, quote) = quoted(&fresh).await;
        let award = award(&fresh, of(BUYER), &quote, 10_000).await.expect("awarded");
        assert_eq!(award.total, Money::new(80_000, quote.terms.currency));
        assert_eq!((award.incoterm, award.place.code()), (Incoterm::Fob, "CNNGB"));
        assert_eq!((award.parts, award.product), (quote.terms.parts, inquiry.product));
        for firm in [BUYER, SELLER] {
            let thread = get(&fresh, of(firm), inquiry.id).await.expect("seen");
            assert_eq!(thread.inquiry.state, InquiryState::Agreed);
            assert_eq!(thread.quotes[0].state, QuoteState::Accepted);
        }
        let late = super::quote(&fresh, of(SELLER), inquiry.id, fob_ningbo()).await;
        assert_eq!(refused(late), "sourcing-inquiry-agreed");
        let back = withdraw(&fresh, of(SELLER), inquiry.id, quote.id).await;
        assert_eq!(refused(back), "sourcing-inquiry-agreed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_awards_of_one_inquiry_cannot_both_pass() {
    for fresh in each_store() {
        let (_, quote) = quoted(&fresh).await;
        let one = award(&fresh, of(BUYER), &quote, 5_000);
        let two = award(&fresh, of(BUYER), &quote, 6_000);
        let (one, two) = tokio::join!(one, two);
        let (passed, stopped) = if one.is_ok() { (one, two) } else { (two, one) };
        assert!(passed.is_ok());
        assert_eq!(refused(stopped), "sourcing-inquiry-agreed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_quote_cannot_be_awarded() {
    for fresh in each_store() {
        let (_, quote) = quoted(&fresh).await;
        let [_, end] = around_the_end();
        fresh.clock.set(end);
        let late = award(&fresh, of(BUYER), &quote, 5_000).await;
        assert_eq!(refused(late), "sourcing-quote-expired");
    }
    for fresh in each_store() {
        let (_, quote) = quoted(&fresh).await;
        let [before, _] = around_the_end();
        fresh.clock.set(before);
        assert!(award(&fresh, of(BUYER), &quote, 5_000).await.is_ok());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_quote_cannot_be_awarded() {
    for fresh in each_store() {
        let (inquiry, quote) = quoted(&fresh).await;
        let taken = withdraw(&fresh, of(SELLER), inquiry.id, quote.id).await.expect("withdrawn");
        assert_eq!(taken.state, QuoteState::Withdrawn);
        let again = withdraw(&fresh, of(SELLER), inquiry.id, quote.id).await.expect("no matter");
        assert_eq!(again, taken);
        let late = award(&fresh, of(BUYER), &quote, 5_000).await;
        assert_eq!(refused(late), "sourcing-quote-withdrawn");
        let thread = get(&fresh, of(BUYER), inquiry.id).await.expect("seen");
        assert_eq!((thread.inquiry.state, &thread.quotes[0]), (InquiryState::Open, &taken));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_side_does_only_its_own_part() {
    for fresh in each_store() {
        let (inquiry, open) = quoted(&fresh).await;
        let id = inquiry.id;
        let by_buyer = quote(&fresh, of(BUYER), id, fob_ningbo()).await;
        assert!(matches!(by_buyer, Err(Stop::Forbidden)));
        assert!(matches!(award(&fresh, of(SELLER), &open, 5_000).await, Err(Stop::Forbidden)));
        let third = quote(&fresh, of(THIRD), id, fob_ningbo()).await;
        assert!(matches!(third, Err(Stop::Absent)));
        assert!(matches!(award(&fresh, of(THIRD), &open, 5_000).await, Err(Stop::Absent)));
        let stranger = award(&fresh, Actor::Stranger, &open, 5_000).await;
        assert!(matches!(stranger, Err(Stop::SignIn)));
        let unknown = withdraw(&fresh, of(SELLER), id, Id::new(4)).await;
        assert!(matches!(unknown, Err(Stop::Absent)));
        let few = award(&fresh, of(BUYER), &open, 999).await;
        assert_eq!(refused(few), "sourcing-below-first-tier");
    }
}
