//! One payment for several deals, and money that came for nothing: what it brought follows it when
//! its bank takes it back.

use super::custodian::played;
use super::files::{CLERK, kinds, open_differences, say};
use super::retold::{Told, entry};
use super::{
    BUYER, DEAL, SELLER, act, each_store, migrations, open, owed, refused, sums, top_up, usd,
    wallet,
};
use bankfile::Entry;
use custody::ports::Custodian;
use custody::{Agreement, Difference, FeeRule, HeldCalledBack, NewEscrow, NewStop, StopCause, Way};
use kernel::{Id, Outcome};
use store::{Event, Reaction, Tx};
use testkit::{Fresh, engines, fresh_reacting};

const OTHER_DEAL: Id<Agreement> = Id::new(9_001);
const CHECKOUT: Id<Agreement> = Id::new(9_500);

/// Two deals of one seller, paid by one transfer: 60 and 40.
async fn paid_at_once(fresh: &Fresh, told: &mut Told) -> String {
    open(fresh).await;
    let other = |tx: &mut Tx<'_>| {
        let new = NewEscrow {
            agreement: OTHER_DEAL,
            buyer: BUYER,
            seller: SELLER,
            currency: usd(0).currency,
            fee: FeeRule { bps: 0, minimum_minor: 0, maximum_minor: 0 },
            rules_version: "classic-1",
            conditions: &[],
        };
        custody::open(tx, &new)
    };
    act(fresh, other).await.expect("opened");
    pay_again(fresh, told, "PAID").await
}

/// Both are paid by one transfer.
async fn pay_again(fresh: &Fresh, told: &mut Told, entry_of: &str) -> String {
    let ask = |tx: &mut Tx<'_>| custody::pay_in_reference(tx, BUYER, CHECKOUT, usd(100));
    let order = act(fresh, ask).await.expect("an order");
    told.state(fresh, vec![entry(entry_of, 100, &[(100, &order.reference)])]).await;
    let fund = move |tx: &mut Tx<'_>| {
        let parts = [(DEAL, 1, usd(60)), (OTHER_DEAL, 1, usd(40))];
        for (agreement, _, share) in parts {
            custody::fund(tx, agreement, BUYER, share)?;
        }
        custody::share(tx, (BUYER, order.id), &parts, true)
    };
    act(fresh, fund).await.expect("funded");
    order.reference
}

/// The line of a payment that the payer's bank asks back.
pub(super) async fn asked_back(
    fresh: &Fresh,
    told: &Told,
    (minor, end_to_end): (i64, &str),
) -> Difference {
    let behind = played(3);
    behind.recall(usd(minor), end_to_end, "FRAD").expect("asked");
    let name = behind.told().expect("told").remove(0);
    let bytes = behind.read(&name).expect("a file");
    told.bank.take_file(&fresh.store, &name, &bytes).await.expect("taken");
    let open = open_differences(fresh).await;
    open.into_iter().find(|row| row.kind.word() == "recalled").expect("a recall")
}

async fn held(fresh: &Fresh) -> [i64; 2] {
    let look = |tx: &mut Tx<'_>| {
        let (one, two) = (custody::identity(tx, DEAL)?, custody::identity(tx, OTHER_DEAL)?);
        Ok([one.held.minor, two.held.minor])
    };
    fresh.store.read("held", look).await.expect("held")
}

fn taken_back(reference: &str) -> Entry {
    let mut back = entry("BACK", -100, &[(-100, reference)]);
    back.transactions[0].return_reason = Some("MS03".to_owned());
    back
}

#[tokio::test(flavor = "multi_thread")]
async fn one_payment_for_several_deals_is_taken_back_from_each() {
    for fresh in each_store() {
        let mut told = Told::new();
        let reference = paid_at_once(&fresh, &mut told).await;
        assert_eq!(held(&fresh).await, [60, 40]);
        told.state(&fresh, vec![taken_back(&reference)]).await;
        assert_eq!((held(&fresh).await, kinds(&fresh).await.len()), ([0, 0], 0));
        assert_eq!(owed(&fresh, BUYER).await, []);
        // What was released is owed by who has it, the rest is taken from where it lies.
        let reference = pay_again(&fresh, &mut told, "AGAIN").await;
        act(&fresh, |tx| custody::release(tx, OTHER_DEAL)).await.expect("released");
        told.state(&fresh, vec![Entry { bank_reference: None, ..taken_back(&reference) }]).await;
        assert_eq!((held(&fresh).await, kinds(&fresh).await), ([0, 0], vec!["claimed"]));
        assert_eq!(owed(&fresh, SELLER).await, [(Some(OTHER_DEAL), usd(40))]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_payment_for_several_deals_that_is_asked_back_leaves_each() {
    for fresh in each_store() {
        let mut told = Told::new();
        let reference = paid_at_once(&fresh, &mut told).await;
        let row = asked_back(&fresh, &told, (100, &reference)).await;
        say(&fresh, CLERK, row.id, Way::GiveBack, "").await.expect("agreed");
        assert_eq!(held(&fresh).await, [0, 0]);
        told.state(&fresh, vec![taken_back(&reference)]).await;
        assert_eq!(kinds(&fresh).await.len(), 0);
    }
}

/// The goods of the first deal have left: whoever keeps it says so.
fn has_left(tx: &mut Tx<'_>, called: &HeldCalledBack) -> Outcome<()> {
    if called.agreement == DEAL { custody::keep_held(tx, called) } else { Ok(()) }
}

fn each_store_whose_goods_have_left() -> impl Iterator<Item = Fresh> {
    let called =
        Reaction { event: HeldCalledBack::NAME, take: |tx, told| has_left(tx, &told.read()?) };
    let reactions = [custody::jobs::REACTIONS, &[called]].concat();
    engines().map(move |engine| fresh_reacting(engine, migrations(), reactions.clone()))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_authority_has_stopped_is_not_given_in_place_of_what_must_stay() {
    for fresh in each_store_whose_goods_have_left() {
        let mut told = Told::new();
        let reference = paid_at_once(&fresh, &mut told).await;
        top_up(&fresh, BUYER, 70).await;
        let row = asked_back(&fresh, &told, (100, &reference)).await;
        // What is held would do, but 60 of it stays: the wallet would have to give them.
        let stop = |stays| NewStop {
            id: Id::new(5_000 + stays),
            firm: BUYER,
            cause: StopCause::Order,
            order: None,
            stays: Some(usd(stays)),
            only_to: None,
            ends_deals: false,
            told: Some("A court, 7/27".to_owned()),
        };
        let new = stop(30);
        act(&fresh, move |tx| custody::stop_payouts(tx, &new)).await.expect("stopped");
        let yes = say(&fresh, CLERK, row.id, Way::GiveBack, "").await;
        assert_eq!(refused(yes), "custody-recall-stopped");
        assert_eq!((held(&fresh).await, wallet(&fresh, BUYER).await), ([60, 40], (70, 70)));
        // As much as stays is there.
        let (before, new) = (stop(30).id, stop(10));
        let change = move |tx: &mut Tx<'_>| {
            custody::end_stop(tx, BUYER, before)?;
            custody::stop_payouts(tx, &new)
        };
        act(&fresh, change).await.expect("less is stopped");
        say(&fresh, CLERK, row.id, Way::GiveBack, "").await.expect("agreed");
        assert_eq!((held(&fresh).await, wallet(&fresh, BUYER).await), ([60, 0], (10, 10)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_that_have_left_protect_no_other_deal_and_the_payer_owes_for_them() {
    for fresh in each_store_whose_goods_have_left() {
        let mut told = Told::new();
        let reference = paid_at_once(&fresh, &mut told).await;
        // The market gives nothing of its own accord that somebody would owe then.
        let row = asked_back(&fresh, &told, (100, &reference)).await;
        let yes = say(&fresh, CLERK, row.id, Way::GiveBack, "").await;
        assert_eq!((refused(yes), held(&fresh).await), ("custody-recall-gone-on", [60, 40]));
        say(&fresh, CLERK, row.id, Way::Refuse, "").await.expect("refused");
        // The bank takes it all the same: what is still here leaves.
        told.state(&fresh, vec![taken_back(&reference)]).await;
        assert_eq!((held(&fresh).await, kinds(&fresh).await), ([60, 0], vec!["claimed"]));
        assert_eq!(
            owed(&fresh, BUYER).await.iter().map(|owed| owed.1).collect::<Vec<_>>(),
            [usd(60)]
        );
        assert_eq!(owed(&fresh, SELLER).await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_paid_for_nothing_is_owed_by_its_payer_alone() {
    for fresh in each_store() {
        let mut told = Told::new();
        open(&fresh).await;
        let ask = |tx: &mut Tx<'_>| custody::pay_in_reference(tx, BUYER, DEAL, usd(100));
        let reference = act(&fresh, ask).await.expect("an order").reference;
        top_up(&fresh, BUYER, 300).await;
        super::fund(&fresh, 300).await.expect("paid out of the wallet");
        super::confirm(&fresh).await.expect("released");
        told.notify(&fresh, vec![entry("LATE", 100, &[(100, &reference)])]).await;
        let out = |tx: &mut Tx<'_>| custody::withdraw(tx, &super::owner(BUYER), usd(100), "SE45");
        act(&fresh, out).await.expect("used elsewhere");
        told.notify(&fresh, vec![taken_back(&reference)]).await;
        assert_eq!(owed(&fresh, SELLER).await, []);
        assert_eq!(owed(&fresh, BUYER).await, [(Some(DEAL), usd(100))]);
        assert_eq!(sums(&fresh).await, [300, 0, 0, 299, 0, 1]);
    }
}
