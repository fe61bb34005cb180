//! What the bank's files tell: matched, kept for a clerk, or refused; nothing moves wrongly.

use super::custodian::{ACCOUNT, bank_of, named_account, played};
use super::{
    BUYER, DEAL, SELLER, act, confirm, each_store, fund_with, open, owner, refused, second, sums,
    top_up, usd, verify, wallet,
};
use bankfile::Party;
use custody::jobs::Bank;
use custody::ports::{Custodian, PlayedBank};
use custody::{Answered, Difference, DifferenceKind, DifferenceState, Lies, Way};
use kernel::{Actor, Currency, Desk, Firm, Id, Lang, Limit, Money, Outcome};
use ledger::{Account, Purpose};
use std::sync::Arc;
use store::Tx;
use testkit::Fresh;

pub(super) const CLERK: Actor = Actor::Clerk { person: Id::new(71), desk: Desk::Operator };
const SECOND: Actor = Actor::Clerk { person: Id::new(72), desk: Desk::Officer };

fn payer() -> Party {
    let account = Some("NO9386011117947".to_owned());
    Party { name: Some("Buyer AB".to_owned()), account, bank: None }
}

async fn order_in(fresh: &Fresh, minor: i64) -> String {
    let ask = move |tx: &mut Tx<'_>| custody::pay_in_reference(tx, BUYER, DEAL, usd(minor));
    act(fresh, ask).await.expect("an order").reference
}

pub(super) async fn open_differences(fresh: &Fresh) -> Vec<Difference> {
    let look = |tx: &mut Tx<'_>| custody::differences(tx, &CLERK, None, Limit::clamp(Limit::MOST));
    fresh.store.read("differences", look).await.expect("a list").rows
}

pub(super) async fn kinds(fresh: &Fresh) -> Vec<&'static str> {
    open_differences(fresh).await.iter().map(|difference| difference.kind.word()).collect()
}

/// What the ledger says the bank has.
pub(super) async fn mirror(fresh: &Fresh) -> Money {
    let account = Account::new(custody::CUSTODIAN, Purpose::Bank, Currency::USD);
    let look = move |tx: &mut Tx<'_>| ledger::balance(tx, account);
    fresh.store.read("mirror", look).await.expect("a balance").posted.negated()
}

fn market() -> (Arc<PlayedBank>, Bank) {
    let behind = Arc::new(played(7));
    (behind.clone(), bank_of(behind))
}

async fn stated(fresh: &Fresh, behind: &PlayedBank, bank: &Bank) {
    behind.notify().expect("notified");
    bank.take_told(&fresh.store).await.expect("taken");
    behind.end_day().expect("a statement");
    bank.take_told(&fresh.store).await.expect("taken");
    assert_eq!(mirror(fresh).await, behind.balance(), "the ledger is the bank");
    verify(fresh).await;
}

pub(super) async fn say(
    fresh: &Fresh,
    by: Actor,
    id: Id<custody::DifferenceRow>,
    way: Way,
    reference: &str,
) -> Outcome<Difference> {
    let reference = Some(reference.to_owned()).filter(|told| !told.is_empty());
    let answered = Answered { way, reference, note: "looked into".to_owned() };
    act(fresh, move |tx| custody::answer_difference(tx, &by, id, &answered)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_finds_its_order_and_a_cent_off_is_listed() {
    for fresh in each_store() {
        let (behind, bank) = market();
        open(&fresh).await;
        let (exact, less, more) =
            (order_in(&fresh, 500).await, order_in(&fresh, 600).await, order_in(&fresh, 700).await);
        behind.come(usd(500), &format!("for {exact}"), &payer());
        behind.come(usd(599), &less, &payer());
        behind.come(usd(701), &more, &payer());
        stated(&fresh, &behind, &bank).await;
        assert_eq!(wallet(&fresh, BUYER).await, (1_800, 1_800));
        assert_eq!(kinds(&fresh).await, ["under-paid", "over-paid"]);
        let open = open_differences(&fresh).await;
        assert_eq!((open[0].expected_minor, open[0].amount), (Some(600), usd(599)));
        assert_eq!((open[0].firm, open[0].lies), (Some(BUYER), Lies::Nowhere));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_names_no_order_is_kept_until_a_clerk_assigns_it_or_sends_it_back() {
    for fresh in each_store() {
        let (behind, bank) = market();
        open(&fresh).await;
        let order = order_in(&fresh, 500).await;
        behind.come(usd(500), "thank you", &payer());
        behind.come(usd(300), "", &payer());
        stated(&fresh, &behind, &bank).await;
        assert_eq!(wallet(&fresh, BUYER).await, (0, 0));
        let [first, second] = open_differences(&fresh).await.try_into().expect("two lines");
        assert_eq!((first.kind, first.lies), (DifferenceKind::UnknownReference, Lies::Kept));
        assert_eq!(first.party_name.as_deref(), Some("Buyer AB"));
        let wrong = say(&fresh, CLERK, first.id, Way::Bear, "").await;
        assert_eq!(refused(wrong), "custody-not-a-way");
        let wrong = say(&fresh, CLERK, first.id, Way::Assign, "RF00").await;
        assert_eq!(refused(wrong), "custody-unknown-order");
        assert!(matches!(
            say(&fresh, owner(BUYER), first.id, Way::Assign, &order).await,
            Err(kernel::Stop::Forbidden)
        ));
        let done = say(&fresh, CLERK, first.id, Way::Assign, &order).await.expect("assigned");
        assert_eq!(done.state, DifferenceState::Ended);
        assert_eq!(wallet(&fresh, BUYER).await, (500, 500));
        let again = say(&fresh, CLERK, first.id, Way::Assign, &order).await;
        assert_eq!(refused(again), "custody-difference-ended");
        say(&fresh, CLERK, second.id, Way::SendBack, "").await.expect("sent back");
        bank.send_payouts(&fresh.store).await.expect("sent");
        stated(&fresh, &behind, &bank).await;
        assert_eq!((behind.balance(), kinds(&fresh).await.len()), (usd(500), 0));
        assert_eq!(wallet(&fresh, custody::PLATFORM.cast::<Firm>()).await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn twice_another_payer_and_another_currency_wait_for_a_clerk() {
    for fresh in each_store() {
        let (behind, bank) = market();
        open(&fresh).await;
        let order = order_in(&fresh, 500).await;
        behind.come(usd(500), &order, &payer());
        behind.come(usd(500), &order, &payer());
        stated(&fresh, &behind, &bank).await;
        named_account(&fresh, BUYER).await;
        let other = order_in(&fresh, 200).await;
        behind.come(usd(200), &other, &payer());
        stated(&fresh, &behind, &bank).await;
        assert_eq!(kinds(&fresh).await, ["paid-twice", "other-payer"]);
        assert_eq!(wallet(&fresh, BUYER).await, (500, 500));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_taken_back_after_release_is_owed_by_the_seller() {
    for fresh in each_store() {
        let (behind, bank) = market();
        open(&fresh).await;
        let order = order_in(&fresh, 10_000).await;
        behind.come(usd(10_000), &order, &payer());
        stated(&fresh, &behind, &bank).await;
        fund_with(&fresh, &order, 10_000).await;
        confirm(&fresh).await.expect("released");
        behind.take_back(usd(10_000), &order);
        stated(&fresh, &behind, &bank).await;
        assert_eq!(kinds(&fresh).await, ["claimed"]);
        assert_eq!(wallet(&fresh, SELLER).await, (9_970, 9_970), "no wallet is touched");
        assert_eq!(sums(&fresh).await, [10_000, 0, 0, 9_970, 0, 30]);
        let owed = |tx: &mut Tx<'_>| custody::claims(tx, &owner(SELLER));
        let owed = fresh.store.read("claims", owed).await.expect("claims");
        assert_eq!((owed.len(), owed[0].left(), owed[0].agreement), (1, usd(10_000), Some(DEAL)));
        let account = named_account(&fresh, SELLER).await;
        let out = move |tx: &mut Tx<'_>| custody::pay_out(tx, &owner(SELLER), usd(1), account);
        assert_eq!(refused(act(&fresh, out).await), "custody-owed-first");
        act(&fresh, |tx| custody::pay_claims(tx, &owner(SELLER))).await.expect("paid in part");
        assert_eq!(wallet(&fresh, SELLER).await, (0, 0));
        top_up(&fresh, SELLER, 100).await;
        act(&fresh, |tx| custody::pay_claims(tx, &owner(SELLER))).await.expect("paid");
        assert_eq!(wallet(&fresh, SELLER).await, (70, 70));
        let owed = |tx: &mut Tx<'_>| custody::claims(tx, &owner(SELLER));
        assert_eq!(fresh.store.read("claims", owed).await.expect("claims"), []);
        act(&fresh, out).await.expect("free again");
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_taken_back_in_time_comes_from_wallet_or_custody() {
    for fresh in each_store() {
        let (behind, bank) = market();
        open(&fresh).await;
        let (held, free) = (order_in(&fresh, 600).await, order_in(&fresh, 400).await);
        behind.come(usd(600), &held, &payer());
        behind.come(usd(400), &free, &payer());
        stated(&fresh, &behind, &bank).await;
        fund_with(&fresh, &held, 600).await;
        behind.take_back(usd(400), &free);
        stated(&fresh, &behind, &bank).await;
        assert_eq!(wallet(&fresh, BUYER).await, (0, 0));
        behind.take_back(usd(600), &held);
        behind.take_back(usd(600), &held);
        stated(&fresh, &behind, &bank).await;
        assert_eq!(sums(&fresh).await, [600, 600, 0, 0, 0, 0]);
        assert_eq!(kinds(&fresh).await, ["unknown-debit"], "the second time nothing is left");
    }
}

/// A firm and somebody who belongs to it.
async fn open_firm(fresh: &Fresh) -> party::Opened {
    let name = |told: &str| party::Name::parse(told, "name").expect("a name");
    let new = party::DirectFirm {
        contact: None,
        person: party::NewPerson { name: name("Anna"), password_hash: None, lang: Lang::En },
        firm: party::NewFirm {
            name: name("Berg AB"),
            name_lang: Lang::En,
            country: party::Country::parse("SE", "country").expect("a country"),
        },
        session: None,
    };
    act(fresh, move |tx| party::open_firm_directly(tx, &new)).await.expect("a firm")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_has_no_say_over_unclear_money_of_their_own_firm() {
    for fresh in each_store() {
        let (behind, bank) = market();
        let own = open_firm(&fresh).await;
        let (firm, minor) = (own.firm, 500);
        let ask = move |tx: &mut Tx<'_>| custody::top_up(tx, &owner(firm), usd(minor));
        let reference = act(&fresh, ask).await.expect("an order").reference;
        behind.come(usd(500), "thank you", &payer());
        stated(&fresh, &behind, &bank).await;
        let id = open_differences(&fresh).await[0].id;
        let clerk = Actor::Clerk { person: own.person, desk: Desk::Operator };
        let refused_to = say(&fresh, clerk, id, Way::Assign, &reference).await;
        assert_eq!(refused(refused_to), "assent-conflict");
        assert_eq!(wallet(&fresh, firm).await, (0, 0));
        say(&fresh, CLERK, id, Way::Assign, &reference).await.expect("by another clerk");
        assert_eq!(wallet(&fresh, firm).await, (500, 500));
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn much_money_needs_two_clerks() {
    for fresh in each_store() {
        let (behind, bank) = market();
        open(&fresh).await;
        let order = order_in(&fresh, 5_000_000).await;
        behind.come(usd(5_000_000), "?", &payer());
        stated(&fresh, &behind, &bank).await;
        let id = open_differences(&fresh).await[0].id;
        let asked = say(&fresh, CLERK, id, Way::Assign, &order).await.expect("asked");
        assert_eq!(asked.state, DifferenceState::Asked);
        assert_eq!(wallet(&fresh, BUYER).await, (0, 0));
        let own = second(&fresh, CLERK, id.cast(), true).await;
        assert_eq!(refused(own), "assent-not-oneself");
        second(&fresh, SECOND, id.cast(), false).await.expect("open again");
        say(&fresh, SECOND, id, Way::Assign, &order).await.expect("asked");
        let (one, two) = tokio::join!(
            second(&fresh, CLERK, id.cast(), true),
            second(&fresh, CLERK, id.cast(), true),
        );
        assert!(one.is_ok() != two.is_ok(), "two at once end it once");
        assert_eq!(wallet(&fresh, BUYER).await, (5_000_000, 5_000_000));
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fee_of_the_bank_is_missed_until_the_market_bears_it() {
    for fresh in each_store() {
        let (behind, bank) = market();
        behind.charge(usd(12));
        stated(&fresh, &behind, &bank).await;
        let [line] = open_differences(&fresh).await.try_into().expect("one line");
        assert_eq!((line.kind, line.lies), (DifferenceKind::BankCharge, Lies::Outside));
        let poor = say(&fresh, CLERK, line.id, Way::Bear, "").await;
        assert_eq!(refused(poor), "custody-market-too-small");
        behind.come(usd(50), "interest", &Party::default());
        stated(&fresh, &behind, &bank).await;
        let interest = open_differences(&fresh).await[1].id;
        say(&fresh, CLERK, interest, Way::Earn, "").await.expect("earned");
        say(&fresh, CLERK, line.id, Way::Bear, "").await.expect("borne");
        assert_eq!(kinds(&fresh).await.len(), 0);
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_again_out_of_order_forged_and_of_others_move_nothing() {
    for fresh in each_store() {
        let (behind, bank) = market();
        open(&fresh).await;
        let (first, second) = (order_in(&fresh, 100).await, order_in(&fresh, 200).await);
        behind.come(usd(100), &first, &payer());
        behind.end_day().expect("day one");
        behind.come(usd(200), &second, &payer());
        behind.end_day().expect("day two");
        let files: Vec<Vec<u8>> = behind
            .told()
            .expect("told")
            .iter()
            .map(|name| behind.read(name).expect("read"))
            .collect();
        let take = async |name: &str, bytes: &[u8]| {
            bank.take_file(&fresh.store, name, bytes).await.expect("answered")
        };
        let seen = take("two.xml", &files[1]).await;
        assert_eq!((seen.state.as_str(), seen.entries), ("taken", 1));
        assert_eq!(kinds(&fresh).await, ["opening-balance"]);
        take("one.xml", &files[0]).await;
        assert_eq!(kinds(&fresh).await.len(), 0, "the earlier one explains it");
        let again = take("one again.xml", &files[0]).await;
        assert_eq!(again.name, "one.xml", "the same bytes are the same file");
        assert_eq!(wallet(&fresh, BUYER).await, (300, 300));
        assert_eq!(mirror(&fresh).await, behind.balance());
        let text = String::from_utf8(files[0].clone()).expect("text");
        let forged = text.replace(">1.00<", ">9.00<");
        let seen = take("forged.xml", forged.as_bytes()).await;
        assert_eq!(
            (seen.state.as_str(), seen.faults.as_str()),
            ("refused", "custody-message-twice")
        );
        let renamed = text.replace("000001-statement", "000009-statement");
        let seen = take("renamed.xml", renamed.as_bytes()).await;
        assert_eq!((seen.state.as_str(), seen.listed), ("taken", 0), "all told before");
        let others = renamed.replace(ACCOUNT, "NO9386011117947").replace("000009", "000010");
        let seen = take("others.xml", others.as_bytes()).await;
        assert_eq!(seen.faults, "custody-not-our-account");
        let torn = text.replace("</Stmt>", "");
        assert!(take("torn.xml", torn.as_bytes()).await.faults.contains("not-xml"));
        let off = renamed.replacen(">1.00<", ">1.01<", 1).replace("000009", "000011");
        assert!(take("off.xml", off.as_bytes()).await.faults.contains("balance-differs"));
        let bomb = format!("<!DOCTYPE a [<!ENTITY x 'y'>]>{text}");
        assert!(take("bomb.xml", bomb.as_bytes()).await.faults.contains("dtd"));
        assert_eq!(wallet(&fresh, BUYER).await, (300, 300));
        assert_eq!(mirror(&fresh).await, behind.balance());
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payout_without_an_answer_is_unknown_is_waited_for_and_is_never_ordered_again() {
    for fresh in each_store() {
        let (behind, bank) = market();
        top_up(&fresh, SELLER, 100).await;
        let account = named_account(&fresh, SELLER).await;
        let out = move |tx: &mut Tx<'_>| custody::pay_out(tx, &owner(SELLER), usd(100), account);
        let order = act(&fresh, out).await.expect("ordered");
        bank.send_payouts(&fresh.store).await.expect("sent");
        let late = |tx: &mut Tx<'_>| {
            let sql = "UPDATE payout SET look_at = look_at - 864000000000
                 WHERE look_at IS NOT NULL";
            tx.run(sql, store::params![])
        };
        for looks in 1..=3 {
            act(&fresh, late).await.expect("ten days later");
            assert_eq!(bank.look_after(&fresh.store).await.expect("looked"), 1, "{looks}");
            assert_eq!(kinds(&fresh).await.len(), usize::from(looks == 3));
        }
        act(&fresh, late).await.expect("ten days later");
        assert_eq!(bank.look_after(&fresh.store).await.expect("looked"), 0);
        assert_eq!(bank.send_payouts(&fresh.store).await.expect("nothing"), 0);
        let [line] = open_differences(&fresh).await.try_into().expect("one line");
        assert_eq!((line.kind, line.order), (DifferenceKind::PayoutUnknown, Some(order.id)));
        say(&fresh, CLERK, line.id, Way::NotPaid, "").await.expect("freed");
        assert_eq!(wallet(&fresh, SELLER).await, (100, 100));
        // The bank had paid after all: that is not lost.
        behind.end_day().expect("a statement");
        bank.take_told(&fresh.store).await.expect("taken");
        // The top-up came past the bank's files, so the mirror differs too.
        assert_eq!(kinds(&fresh).await, ["paid-after-rejection", "mirror-differs"]);
        let line = open_differences(&fresh).await.remove(0);
        assert_eq!((line.kind, line.lies), (DifferenceKind::PaidAfterRejection, Lies::Outside));
        say(&fresh, CLERK, line.id, Way::Claim, "").await.expect("owed");
        act(&fresh, |tx| custody::pay_claims(tx, &owner(SELLER))).await.expect("paid");
        assert_eq!(wallet(&fresh, SELLER).await, (0, 0));
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_reads_what_was_taken_stated_and_done_and_nobody_else_does() {
    for fresh in each_store() {
        let (behind, bank) = market();
        open(&fresh).await;
        behind.come(usd(300), "", &payer());
        stated(&fresh, &behind, &bank).await;
        let [line] = open_differences(&fresh).await.try_into().expect("one line");
        say(&fresh, CLERK, line.id, Way::SendBack, "").await.expect("sent back");
        let read = |by: Actor| {
            let look = move |tx: &mut Tx<'_>| {
                let most = Limit::clamp(Limit::MOST);
                let files = custody::bank_files(tx, &by, None, most)?.rows;
                let done = custody::ended_differences(tx, &by, None, most)?.rows;
                Ok((files, custody::statements(tx, &by, ACCOUNT, "9999-12-31")?, done))
            };
            fresh.store.read("desk", look)
        };
        let (files, statements, done) = read(CLERK).await.expect("a desk");
        assert_eq!(files.iter().map(|file| file.entries).collect::<Vec<_>>(), [1, 1]);
        assert_eq!((statements.len(), statements[0].closing), (1, usd(300)));
        assert_eq!(done.iter().map(|one| one.id).collect::<Vec<_>>(), [line.id]);
        assert!(matches!(read(owner(BUYER)).await, Err(kernel::Stop::Forbidden)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_taken_back_by_its_own_owner_once() {
    for fresh in each_store() {
        let id = named_account(&fresh, SELLER).await;
        let remove = |by: Id<Firm>| {
            let by = owner(by);
            act(&fresh, move |tx| custody::remove_bank_account(tx, &by, id))
        };
        assert!(matches!(remove(BUYER).await, Err(kernel::Stop::Absent)));
        remove(SELLER).await.expect("removed");
        assert!(matches!(remove(SELLER).await, Err(kernel::Stop::Absent)));
        let look = |tx: &mut Tx<'_>| custody::bank_accounts(tx, &owner(SELLER));
        assert!(fresh.store.read("accounts", look).await.expect("a list").is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payout_comes_back_once_and_a_second_time_is_kept_for_a_clerk() {
    for fresh in each_store() {
        let (behind, bank) = market();
        top_up(&fresh, SELLER, 500).await;
        // Ordered by hand, outside of the files of payouts.
        let order = |tx: &mut Tx<'_>| {
            custody::withdraw(tx, &owner(SELLER), usd(200), "SE4550000000058398257466")
        };
        let order = act(&fresh, order).await.expect("ordered").reference;
        behind.come(usd(500), "what the market has there already", &payer());
        behind.take_back(usd(200), &order);
        behind.come(usd(200), &order, &payer());
        behind.come(usd(200), &order, &payer());
        behind.notify().expect("notified");
        bank.take_told(&fresh.store).await.expect("taken");
        assert_eq!(wallet(&fresh, SELLER).await, (500, 500));
        assert_eq!(kinds(&fresh).await, ["unknown-reference", "paid-twice"]);
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_comes_at_last_ends_the_clerk_s_line_about_it() {
    for fresh in each_store() {
        let (behind, bank) = market();
        top_up(&fresh, SELLER, 100).await;
        let account = named_account(&fresh, SELLER).await;
        let out = move |tx: &mut Tx<'_>| custody::pay_out(tx, &owner(SELLER), usd(100), account);
        act(&fresh, out).await.expect("ordered");
        bank.send_payouts(&fresh.store).await.expect("sent");
        let late = |tx: &mut Tx<'_>| {
            let sql = "UPDATE payout SET look_at = look_at - 864000000000
                 WHERE look_at IS NOT NULL";
            tx.run(sql, store::params![])
        };
        for _ in 1..=3 {
            act(&fresh, late).await.expect("ten days later");
            bank.look_after(&fresh.store).await.expect("looked");
        }
        let [line] = open_differences(&fresh).await.try_into().expect("one line");
        let never = say(&fresh, CLERK, line.id, Way::Answered, "").await;
        assert_eq!(refused(never), "custody-not-a-way");
        behind.notify().expect("notified");
        bank.take_told(&fresh.store).await.expect("taken");
        assert_eq!(wallet(&fresh, SELLER).await, (0, 0));
        assert_eq!(kinds(&fresh).await, [""; 0]);
        let look = |tx: &mut Tx<'_>| custody::ended_differences(tx, &CLERK, None, Limit::clamp(5));
        let ended = fresh.store.read("ended", look).await.expect("a list").rows;
        assert_eq!(ended[0].way, Some(Way::Answered));
        assert_eq!(ended[0].ended_by, None);
    }
}
