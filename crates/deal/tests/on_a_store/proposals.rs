//! Another price while nothing is paid.

use super::{Market, day, each_market, refused, usd};
use deal::{DealKind, Done, Means, NewPrice, ProposalState, Repricing};
use kernel::{Currency, Id, Money, Outcome, Stop};
use store::Tx;

fn price(millionths: i64) -> Repricing {
    Repricing { prices: vec![NewPrice { nth: 1, millionths }], ..Repricing::default() }
}

impl Market {
    async fn change_price(&self, id: Id<DealKind>, terms: &Repricing) -> Outcome<Done> {
        let (by, terms) = (self.seller, terms.clone());
        self.act(move |tx| deal::change_price(tx, &by, id, (&terms, "as we spoke"))).await
    }

    async fn open(&self, id: Id<DealKind>) -> Id<deal::ProposalKind> {
        let by = self.buyer;
        let open = self.look(move |tx| deal::proposal(tx, &by, id)).await;
        open.expect("a proposal").proposal.id
    }

    async fn states(&self, id: Id<DealKind>) -> Vec<ProposalState> {
        let by = self.buyer;
        let all = self.look(move |tx| deal::proposals(tx, &by, id)).await;
        all.into_iter().map(|one| one.state).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_only_falls_holds_at_once_and_both_are_bound_by_the_new_text() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let before = market.view(id).await;
        market.fresh.clock.set(day(3));
        market.change_price(id, &price(900_000)).await.expect("lowered");
        let after = market.view(id).await;
        assert_eq!((after.deal.total, after.milestones[0].amount), (usd(9_000), usd(9_000)));
        assert_ne!(after.deal.contract_hash, before.deal.contract_hash);
        let hash = after.deal.contract_hash;
        let signed = after.signatures.iter().filter(|one| one.contract_hash == hash);
        let mut means: Vec<&str> = signed.map(|one| one.means.word()).collect();
        means.sort_unstable();
        assert_eq!(means, [Means::Lowered.word(), Means::Person.word()]);
        assert_eq!(after.signatures.len(), 4, "the first two are kept");
        // The time to pay begins anew.
        assert_eq!(after.deal.deadline.expect("T1").due_at, day(8));
        assert_eq!(market.states(id).await, [ProposalState::Accepted]);
        market.top_up(market.buyer, 9_000).await;
        market.pay(id, 1).await.expect("the new price");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_higher_price_binds_nobody_until_the_buyer_agrees() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        market.change_price(id, &price(1_100_000)).await.expect("proposed");
        assert_eq!(market.deal(id).await.total, usd(10_000));
        assert_eq!(refused(market.change_price(id, &price(900_000)).await), "deal-proposal-open");
        let open = market.open(id).await;
        let (buyer, other) = (market.buyer, market.other);
        let seen = market.act(move |tx| deal::accept(tx, &other, (id, open))).await;
        assert!(matches!(seen, Err(Stop::Absent)));
        market.act(move |tx| deal::accept(tx, &buyer, (id, open))).await.expect("agreed");
        assert_eq!(market.deal(id).await.total, usd(11_000));
        let twice = market.act(move |tx| deal::accept(tx, &buyer, (id, open))).await;
        assert_eq!(refused(twice), "deal-no-proposal");
        market.top_up(market.buyer, 11_000).await;
        market.pay(id, 1).await.expect("paid");
        let again = market.change_price(id, &price(900_000)).await;
        assert_eq!(refused(again), "deal-price-is-paid");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_who_pays_the_agreed_price_has_answered() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        market.change_price(id, &price(1_100_000)).await.expect("proposed");
        market.top_up(market.buyer, 10_000).await;
        market.pay(id, 1).await.expect("the agreed price");
        assert_eq!(market.states(id).await, [ProposalState::Lapsed]);
        assert_eq!((market.deal(id).await.proposal, market.sums(id).await[2]), (None, 10_000));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_declined_or_withdrawn_and_nothing_changes() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let hash = market.deal(id).await.contract_hash;
        let (buyer, seller) = (market.buyer, market.seller);
        market.change_price(id, &price(1_100_000)).await.expect("proposed");
        let open = market.open(id).await;
        market.act(move |tx| deal::decline(tx, &buyer, (id, open))).await.expect("declined");
        market.change_price(id, &price(1_200_000)).await.expect("proposed again");
        let open = market.open(id).await;
        market.act(move |tx| deal::withdraw(tx, &seller, (id, open))).await.expect("withdrawn");
        assert_eq!(market.states(id).await, [ProposalState::Declined, ProposalState::Withdrawn]);
        assert_eq!(market.deal(id).await.contract_hash, hash);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_amount_that_is_under_way_pays_the_new_price_and_the_rest_stays_the_buyers() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let by = market.buyer;
        let order =
            market.act(move |tx| deal::pay_by_bank(tx, &by, id, 1)).await.expect("an order");
        market.change_price(id, &price(900_000)).await.expect("lowered");
        let notice = custody::BankNotice {
            bank_reference: "OLD".to_owned(),
            order_reference: order.reference,
            amount: usd(10_000),
        };
        market.act(move |tx| custody::book_payment(tx, &notice)).await.expect("booked");
        assert_eq!(market.tracks(id).await[1], "paid");
        assert_eq!((market.sums(id).await[0], market.wallet(market.buyer).await), (9_000, 1_000));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_amount_that_is_under_way_does_not_pay_a_higher_price() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let by = market.buyer;
        let order =
            market.act(move |tx| deal::pay_by_bank(tx, &by, id, 1)).await.expect("an order");
        market.change_price(id, &price(1_100_000)).await.expect("proposed");
        let open = market.open(id).await;
        market.act(move |tx| deal::accept(tx, &by, (id, open))).await.expect("agreed");
        let notice = custody::BankNotice {
            bank_reference: "OLD".to_owned(),
            order_reference: order.reference,
            amount: usd(10_000),
        };
        market.act(move |tx| custody::book_payment(tx, &notice)).await.expect("booked");
        assert_eq!(market.tracks(id).await[1], "nothing");
        assert_eq!(market.wallet(market.buyer).await, 10_000);
        market.top_up(market.buyer, 1_000).await;
        market.pay(id, 1).await.expect("with the rest");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn freight_and_a_discount_are_lines_of_the_new_contract_to_the_cent() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let usd = |minor| Some(Money::new(minor, Currency::USD));
        let freight = Repricing { freight: usd(1_250), ..Repricing::default() };
        market.change_price(id, &freight).await.expect("proposed");
        let (buyer, open) = (market.buyer, market.open(id).await);
        market.act(move |tx| deal::accept(tx, &buyer, (id, open))).await.expect("agreed");
        assert_eq!(market.deal(id).await.total, super::usd(11_250));
        let less = Repricing { discount: usd(333), ..Repricing::default() };
        market.change_price(id, &less).await.expect("lowered");
        let view = market.view(id).await;
        assert_eq!(view.deal.total, super::usd(10_917));
        assert_eq!(
            (view.lines[0].discount, view.lines[0].amount),
            (super::usd(333), super::usd(9_667))
        );
        assert_eq!((view.lines[1].amount, view.deal.revision), (super::usd(1_250), 3));
        let none = Repricing { freight: usd(0), ..Repricing::default() };
        market.change_price(id, &none).await.expect("freight is taken off");
        assert_eq!(market.deal(id).await.total, super::usd(9_667));
        for wrong in [
            Repricing::default(),
            Repricing { discount: usd(9_667), ..Repricing::default() },
            Repricing { discount: usd(-1), ..Repricing::default() },
            Repricing { freight: usd(-1), ..Repricing::default() },
            Repricing { freight: Some(Money::new(1, Currency::JPY)), ..Repricing::default() },
            Repricing { prices: vec![NewPrice { nth: 9, millionths: 1 }], ..Repricing::default() },
            price(0),
            price(-1),
            price(i64::MAX),
        ] {
            assert!(market.change_price(id, &wrong).await.is_err(), "{wrong:?}");
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deal_that_ends_lets_its_proposal_lapse() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        market.change_price(id, &price(1_100_000)).await.expect("proposed");
        assert_eq!(market.at(day(5)).await, 1);
        assert_eq!(market.tracks(id).await, ["agreed", "closed", "cancelled", "closed"]);
        assert_eq!(market.states(id).await, [ProposalState::Lapsed]);
        assert_eq!(market.deal(id).await.proposal, None);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_seller_of_an_agreed_deal_changes_its_price() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        for (who, is_side) in [(market.buyer, true), (market.other, false)] {
            let terms = price(900_000);
            let change = move |tx: &mut Tx<'_>| deal::change_price(tx, &who, id, (&terms, "x"));
            match market.act(change).await {
                Err(Stop::Forbidden) => assert!(is_side),
                Err(Stop::Absent) => assert!(!is_side),
                other => panic!("{other:?}"),
            }
        }
        market.cancel(market.buyer, id).await.expect("cancelled");
        assert_eq!(refused(market.change_price(id, &price(900_000)).await), "deal-is-over");
    }
}
