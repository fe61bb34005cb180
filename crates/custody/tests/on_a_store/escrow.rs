//! Money kept for an agreement.

use super::{
    BUYER, DEAL, SELLER, act, confirm, each_store, fund, open, refund, refused, sums, top_up,
    verify, wallet,
};
use custody::Source;
use kernel::{Currency, Id};
use ledger::Purpose::{self, Wallet};
use ledger::{Account, Transfer};
use store::Tx;

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_agreement_ends_with_the_identity() {
    for fresh in each_store() {
        open(&fresh).await;
        top_up(&fresh, BUYER, 10_100).await;
        fund(&fresh, 3_000).await.expect("the deposit");
        assert_eq!(sums(&fresh).await, [3_000, 0, 3_000, 0, 0, 0]);
        fund(&fresh, 7_000).await.expect("the balance");
        let refunded = refund(&fresh, 200).await.expect("two percent back");
        assert_eq!((refunded.source, refunded.left.minor), (Source::Held, 9_800));
        let release = confirm(&fresh).await.expect("released");
        assert_eq!((release.gross.minor, release.fee.minor, release.net.minor), (9_800, 29, 9_771));
        assert_eq!(release.refunded.minor, 200);
        assert_eq!(sums(&fresh).await, [10_000, 0, 0, 9_771, 200, 29]);
        assert_eq!(wallet(&fresh, BUYER).await, (300, 300));
        assert_eq!(wallet(&fresh, SELLER).await, (9_771, 9_771));
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_money_moves_without_the_goods_state() {
    for fresh in each_store() {
        open(&fresh).await;
        top_up(&fresh, BUYER, 100).await;
        fund(&fresh, 100).await.expect("paid");
        let early = act(&fresh, |tx| custody::release(tx, DEAL)).await;
        assert_eq!(refused(early), "custody-goods-not-confirmed");
        act(&fresh, |tx| custody::require(tx, DEAL, "no-dispute")).await.expect("one more");
        assert_eq!(refused(confirm(&fresh).await), "custody-goods-not-confirmed");
        assert_eq!(sums(&fresh).await, [100, 0, 100, 0, 0, 0]);
        act(&fresh, |tx| custody::meet(tx, DEAL, "no-dispute")).await.expect("settled");
        confirm(&fresh).await.expect("released");
        assert_eq!(refused(confirm(&fresh).await), "custody-already-settled");
        assert_eq!(refused(fund(&fresh, 1).await), "custody-wallet-too-small");
        top_up(&fresh, BUYER, 1).await;
        assert_eq!(refused(fund(&fresh, 1).await), "custody-already-settled");
        assert_eq!(wallet(&fresh, BUYER).await, (1, 1));
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_refunds_of_60_on_100_cannot_both_pass() {
    for fresh in each_store() {
        open(&fresh).await;
        top_up(&fresh, BUYER, 100).await;
        fund(&fresh, 100).await.expect("paid");
        let (one, two) = tokio::join!(refund(&fresh, 60), refund(&fresh, 60));
        let (passed, stopped) = if one.is_ok() { (one, two) } else { (two, one) };
        assert_eq!(passed.expect("one passes").left.minor, 40);
        assert_eq!(refused(stopped), "custody-more-than-paid");
        assert_eq!(sums(&fresh).await, [100, 0, 40, 0, 60, 0]);
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_after_release_comes_from_the_seller_and_never_makes_the_wallet_negative() {
    for fresh in each_store() {
        open(&fresh).await;
        top_up(&fresh, BUYER, 10_000).await;
        fund(&fresh, 10_000).await.expect("paid");
        confirm(&fresh).await.expect("released");
        let refunded = refund(&fresh, 4_000).await.expect("from the seller");
        assert_eq!((refunded.source, refunded.fee.minor), (Source::Seller, 12));
        assert_eq!(sums(&fresh).await, [10_000, 0, 0, 5_982, 4_000, 18]);
        assert_eq!(wallet(&fresh, BUYER).await, (4_000, 4_000));
        assert_eq!(wallet(&fresh, SELLER).await, (5_982, 5_982));
        // The seller has spent a cent of it.
        spend(&fresh, 1).await;
        assert_eq!(refused(refund(&fresh, 6_000).await), "custody-wallet-too-small");
        assert_eq!(wallet(&fresh, SELLER).await, (5_981, 5_981));
        top_up(&fresh, SELLER, 1).await;
        refund(&fresh, 6_000).await.expect("the whole price, with the whole fee");
        assert_eq!(sums(&fresh).await, [10_000, 0, 0, 0, 10_000, 0]);
        assert_eq!(wallet(&fresh, SELLER).await, (0, 0));
        assert_eq!(refused(refund(&fresh, 1).await), "custody-more-than-paid");
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_escrow_closes_only_when_nothing_is_held() {
    for fresh in each_store() {
        open(&fresh).await;
        top_up(&fresh, BUYER, 100).await;
        fund(&fresh, 100).await.expect("paid");
        let early = act(&fresh, |tx| custody::close(tx, DEAL)).await;
        assert_eq!(refused(early), "custody-still-held");
        refund(&fresh, 100).await.expect("all of it back");
        act(&fresh, |tx| custody::close(tx, DEAL)).await.expect("closed");
        assert_eq!(refused(fund(&fresh, 10).await), "custody-already-settled");
        assert_eq!(refused(confirm(&fresh).await), "custody-already-settled");
        assert_eq!(wallet(&fresh, BUYER).await, (100, 100));
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_sees_an_escrow_that_says_otherwise_than_the_ledger() {
    for fresh in each_store() {
        open(&fresh).await;
        top_up(&fresh, BUYER, 100).await;
        fund(&fresh, 100).await.expect("paid");
        let break_it = |tx: &mut store::Tx<'_>| {
            tx.run(
                "UPDATE escrow SET paid_in = paid_in + 1 WHERE agreement = $1",
                store::params![DEAL],
            )
        };
        act(&fresh, break_it).await.expect("broken");
        let look = |tx: &mut store::Tx<'_>| {
            let found = custody::verify(tx, kernel::Id::new(0))?;
            Ok((found, custody::identity(tx, DEAL)?.holds()))
        };
        let (found, holds) = fresh.store.read("verify", look).await.expect("findings");
        let sums: Vec<_> = found.problems.iter().map(|problem| problem.sum).collect();
        assert_eq!((sums, holds), (vec!["paid_in", "held"], false));
    }
}

/// The seller's money goes to somebody else.
async fn spend(fresh: &testkit::Fresh, minor: i64) {
    let spend = move |tx: &mut Tx<'_>| {
        let [from, to] =
            [SELLER, Id::new(77)].map(|firm| Account::new(firm.cast(), Wallet, Currency::USD));
        let transfer = Transfer::between(tx.id(), from, to, minor, "test");
        ledger::post_new(tx, &transfer).map(|_| ())
    };
    act(fresh, spend).await.expect("spent");
}

async fn market(fresh: &testkit::Fresh, purpose: Purpose) -> i64 {
    let account = Account::new(custody::PLATFORM, purpose, Currency::USD);
    let look = move |tx: &mut Tx<'_>| ledger::balance(tx, account);
    fresh.store.read("balance", look).await.expect("a balance").posted.minor
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fee_that_was_swept_and_spent_still_goes_back_and_the_market_owes_it_until_it_earns() {
    for fresh in each_store() {
        open(&fresh).await;
        top_up(&fresh, BUYER, 10_000).await;
        fund(&fresh, 10_000).await.expect("paid");
        confirm(&fresh).await.expect("released");
        ledger::jobs::sweep_all_fees(&fresh.store, custody::PLATFORM).await.expect("swept");
        assert_eq!(market(&fresh, Purpose::Platform).await, 30);
        refund(&fresh, 1_000).await.expect("out of what the market earned");
        assert_eq!(market(&fresh, Purpose::Platform).await, 27);
        let spend = |tx: &mut Tx<'_>| {
            let from = Account::new(custody::PLATFORM, Purpose::Platform, Currency::USD);
            let to = Account::new(Id::new(77), Wallet, Currency::USD);
            let transfer = Transfer::between(tx.id(), from, to, 20, "test");
            ledger::post_new(tx, &transfer).map(|_| ())
        };
        act(&fresh, spend).await.expect("spent");
        refund(&fresh, 9_000).await.expect("the market owes what it has not");
        assert_eq!(sums(&fresh).await, [10_000, 0, 0, 0, 10_000, 0]);
        assert_eq!(market(&fresh, Purpose::Platform).await, 0);
        assert_eq!(market(&fresh, Purpose::Bank).await, -20);
        let paid = act(&fresh, custody::pay_what_market_owes).await.expect("nothing earned");
        assert_eq!(paid, []);
        let earn = |tx: &mut Tx<'_>| {
            let from = Account::new(Id::new(77), Wallet, Currency::USD);
            let to = Account::new(custody::PLATFORM, Purpose::Platform, Currency::USD);
            let transfer = Transfer::between(tx.id(), from, to, 15, "test");
            ledger::post_new(tx, &transfer).map(|_| ())
        };
        act(&fresh, earn).await.expect("earned");
        act(&fresh, custody::pay_what_market_owes).await.expect("paid");
        assert_eq!(market(&fresh, Purpose::Bank).await, -5);
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_has_its_checkpoint_once_its_fees_are_gathered_and_what_is_owed_is_paid() {
    for fresh in each_store() {
        open(&fresh).await;
        top_up(&fresh, BUYER, 10_000).await;
        fund(&fresh, 10_000).await.expect("paid");
        confirm(&fresh).await.expect("released");
        let owe = |tx: &mut Tx<'_>| {
            tx.run(
                "INSERT INTO purse (firm, currency) VALUES ($1, 'USD')",
                &[custody::PLATFORM.into()],
            )?;
            let owed = Account::new(custody::PLATFORM, Purpose::Bank, Currency::USD);
            let to = Account::new(Id::new(77), Wallet, Currency::USD);
            let transfer = Transfer::between(tx.id(), owed, to, 20, "test");
            ledger::post_new(tx, &transfer).map(|_| ())
        };
        act(&fresh, owe).await.expect("the market owes");
        for _ in 0..2 {
            custody::jobs::end_day(&fresh.store).await.expect("ended");
            assert_eq!(market(&fresh, Purpose::Platform).await, 10);
            assert_eq!(market(&fresh, Purpose::Bank).await, 0);
            // Were the checkpoint first, whoever is killed behind it would leave the rest lying.
            let rest = |tx: &mut Tx<'_>| {
                let sql = "SELECT COUNT(*) FROM posting
                    WHERE batch > (SELECT MAX(to_batch) FROM checkpoint)";
                Ok(tx.get(sql, &[])?.int(0)?)
            };
            assert_eq!(fresh.store.read("rest", rest).await.expect("a number"), 0);
        }
        verify(&fresh).await;
    }
}
