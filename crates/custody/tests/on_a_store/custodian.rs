//! Every custodian does the same: what is sent twice goes once, and a machine that dies between any
//! two steps pays nothing twice.

use super::{SELLER, act, each_store, owner, top_up, usd, verify, wallet};
use bankfile::OrderVersion;
use custody::jobs::Bank;
use custody::ports::{Custodian, FileBank, OrderForm, PlayedBank};
use custody::{BankAccountKind, BatchState, NewBankAccount, OwnAccount, PayoutState, batch_name};
use kernel::rules::Rules;
use kernel::{Currency, Id, Money, Timestamp};
use std::io;
use std::path::Path;
use std::sync::Arc;
use store::Tx;
use testkit::Fresh;

pub(super) const ACCOUNT: &str = "DE89370400440532013000";
const PAYEE: &str = "SE4550000000058398257466";

pub(super) fn played(seed: u64) -> PlayedBank {
    let day = jiff::civil::date(2027, 3, 1);
    let at = Timestamp::from_micros(1_804_000_000_000_000);
    PlayedBank::open(ACCOUNT, Money::zero(Currency::USD), (day, at), seed)
}

pub(super) fn bank_of(custodian: impl Custodian + 'static) -> Bank {
    let own = OwnAccount { currency: Currency::USD, number: ACCOUNT.to_owned() };
    Bank::new(Box::new(custodian), "jishi".to_owned(), None, vec![own])
}

/// A folder with the played bank behind it: what lies in the outbox goes to the bank, what the bank
/// tells comes into the inbox.
struct ByFolder {
    folder: FileBank,
    behind: Arc<PlayedBank>,
}

impl ByFolder {
    fn carry(&self) -> io::Result<()> {
        for entry in std::fs::read_dir(self.folder.outbox())? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            self.behind.lay(name, &std::fs::read(&path)?)?;
            self.behind.send(name)?;
            std::fs::remove_file(&path)?;
        }
        for name in self.behind.told()? {
            std::fs::write(self.folder.inbox().join(&name), self.behind.read(&name)?)?;
            self.behind.put_away(&name)?;
        }
        Ok(())
    }
}

impl Custodian for ByFolder {
    fn form(&self) -> OrderForm {
        self.folder.form()
    }
    fn lay(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.folder.lay(name, bytes)
    }
    fn send(&self, name: &str) -> io::Result<()> {
        self.folder.send(name)
    }
    fn told(&self) -> io::Result<Vec<String>> {
        self.carry()?;
        self.folder.told()
    }
    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        self.folder.read(name)
    }
    fn put_away(&self, name: &str) -> io::Result<()> {
        self.folder.put_away(name)
    }
}

/// Each custodian with the bank that is behind it.
fn each_custodian(root: &Path) -> Vec<(Arc<PlayedBank>, Arc<dyn Custodian>)> {
    let bare = Arc::new(played(1));
    let form = OrderForm::Orders(OrderVersion::V03);
    let folder = FileBank::open(root, form).expect("folders");
    let behind = Arc::new(played(2));
    let by_folder = Arc::new(ByFolder { folder, behind: behind.clone() });
    vec![(bare.clone(), bare), (behind, by_folder)]
}

/// An account for the firm's money, whose waiting time is over.
pub(super) async fn named_account(fresh: &Fresh, firm: Id<kernel::Firm>) -> Id<BankAccountKind> {
    let name = move |tx: &mut Tx<'_>| {
        let new = NewBankAccount {
            holder: "义乌 Socks Ltd".to_owned(),
            number: PAYEE.to_owned(),
            bank_code: String::new(),
        };
        custody::name_bank_account(tx, &owner(firm), &new)
    };
    let account = act(fresh, name).await.expect("named");
    let early = act(fresh, move |tx| custody::pay_out(tx, &owner(firm), usd(1), account.id)).await;
    assert_eq!(super::refused(early), "custody-account-waits");
    let past = format!("UPDATE bank_account SET usable_at = at WHERE firm = {}", firm.raw());
    let past: &'static str = Box::leak(past.into_boxed_str());
    act(fresh, move |tx| tx.run(past, store::params![])).await.expect("waited");
    account.id
}

async fn pay_out(fresh: &Fresh, minor: i64) -> custody::BankOrder {
    let account = named_account_once(fresh).await;
    let order = move |tx: &mut Tx<'_>| custody::pay_out(tx, &owner(SELLER), usd(minor), account);
    act(fresh, order).await.expect("ordered")
}

async fn named_account_once(fresh: &Fresh) -> Id<BankAccountKind> {
    let known = fresh.store.read("accounts", |tx| custody::bank_accounts(tx, &owner(SELLER)));
    match known.await.expect("accounts").first() {
        Some(account) => account.id,
        None => named_account(fresh, SELLER).await,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_custodian_pays_once_and_tells_so() {
    for nth in 0..2 {
        for fresh in each_store() {
            let root = tempfile::tempdir().expect("a folder");
            let (behind, custodian) = each_custodian(root.path()).remove(nth);
            let bank = bank_of(custodian);
            let before = wallet(&fresh, SELLER).await.0;
            top_up(&fresh, SELLER, 10_000).await;
            let order = pay_out(&fresh, 4_000).await;
            assert_eq!(wallet(&fresh, SELLER).await, (before + 10_000, before + 6_000));
            let past = |tx: &mut Tx<'_>| {
                tx.run("UPDATE payout_batch SET at = at - 3600000000", store::params![])
            };
            act(&fresh, past).await.expect("half an hour later");
            assert_eq!(bank.send_payouts(&fresh.store).await.expect("sent"), 1);
            assert_eq!(bank.send_payouts(&fresh.store).await.expect("nothing more"), 0);
            bank.take_told(&fresh.store).await.expect("answered");
            assert_eq!(behind.balance(), usd(-4_000));
            assert_eq!(wallet(&fresh, SELLER).await.0, before + 10_000, "only a statement books");
            behind.notify().expect("notified");
            bank.take_told(&fresh.store).await.expect("told");
            assert_eq!(wallet(&fresh, SELLER).await, (before + 6_000, before + 6_000));
            behind.end_day().expect("a statement");
            bank.take_told(&fresh.store).await.expect("stated");
            assert_eq!(wallet(&fresh, SELLER).await, (before + 6_000, before + 6_000));
            assert_eq!(behind.balance(), usd(-4_000));
            let state = payout_state(&fresh, order.id).await;
            assert_eq!(state, PayoutState::Booked);
            verify(&fresh).await;
        }
    }
}

async fn payout_state(fresh: &Fresh, order: Id<custody::BankOrderKind>) -> PayoutState {
    let look = move |tx: &mut Tx<'_>| {
        let sql = "SELECT state FROM payout WHERE firm = $1 AND bank_order = $2";
        tx.get(sql, store::params![SELLER, order])?.string(0).map_err(Into::into)
    };
    let word = fresh.store.read("state", look).await.expect("a payout");
    PayoutState::from_word(&word).expect("a state")
}

/// A custodian that breaks at one of its steps, as a machine that dies there does.
struct Dying {
    inner: Arc<PlayedBank>,
    at_send: bool,
    after_send: bool,
}

impl Custodian for Dying {
    fn form(&self) -> OrderForm {
        self.inner.form()
    }
    fn lay(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.inner.lay(name, bytes)?;
        if self.at_send || self.after_send { Ok(()) } else { Err(io::Error::other("dead")) }
    }
    fn send(&self, name: &str) -> io::Result<()> {
        if self.after_send {
            self.inner.send(name)?;
        }
        Err(io::Error::other("dead"))
    }
    fn told(&self) -> io::Result<Vec<String>> {
        self.inner.told()
    }
    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        self.inner.read(name)
    }
    fn put_away(&self, name: &str) -> io::Result<()> {
        self.inner.put_away(name)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_dies_between_any_two_steps_pays_once() {
    for fresh in each_store() {
        // Before it lies ready, before it leaves, after it left and before that is known.
        let places = [(false, false), (true, false), (false, true)];
        let behind = Arc::new(played(3));
        for (nth, (at_send, after_send)) in (1..).zip(places) {
            top_up(&fresh, SELLER, 100).await;
            pay_out(&fresh, 100).await;
            let past = |tx: &mut Tx<'_>| {
                tx.run("UPDATE payout_batch SET at = at - 3600000000", store::params![])
            };
            act(&fresh, past).await.expect("half an hour later");
            let dying = Dying { inner: behind.clone(), at_send, after_send };
            let dying = bank_of(dying);
            assert!(dying.send_payouts(&fresh.store).await.is_err());
            assert!(dying.send_payouts(&fresh.store).await.is_err());
            let alive = bank_of(behind.clone());
            assert_eq!(alive.send_payouts(&fresh.store).await.expect("sent"), 1);
            assert_eq!(behind.balance(), usd(-100 * nth), "{at_send} {after_send}");
        }
        behind.end_day().expect("a statement");
        bank_of(behind.clone()).take_told(&fresh.store).await.expect("told");
        assert_eq!(wallet(&fresh, SELLER).await, (0, 0));
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_the_same_bytes_for_ever_and_waits_its_half_hour() {
    for fresh in each_store() {
        top_up(&fresh, SELLER, 300).await;
        let own = || OwnAccount { currency: Currency::USD, number: ACCOUNT.to_owned() };
        pay_out(&fresh, 100).await;
        let made = act(&fresh, move |tx| custody::make_batch(tx, &own())).await.expect("made");
        let made = made.expect("a batch");
        assert_eq!((made.state, made.payments, made.total), (BatchState::Made, 1, usd(100)));
        pay_out(&fresh, 150).await;
        let second = act(&fresh, move |tx| custody::make_batch(tx, &own())).await.expect("asked");
        assert_eq!(second, None, "it waits {} minutes", Rules::current().bank.payout_every_min);
        let file = fresh.store.read("unsent", custody::unsent_batch).await.expect("read");
        let file = file.expect("the batch");
        assert_eq!(file.payments.len(), 1);
        assert!(batch_name(file.batch.id).len() <= 35);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_sides_shall_do_is_a_table_and_only_the_bank_is_believed() {
    for fresh in each_store() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = FileBank::open(root.path(), OrderForm::Sheet).expect("folders");
        let bank = bank_of(folder.clone());
        top_up(&fresh, SELLER, 100).await;
        let order = pay_out(&fresh, 100).await;
        bank.send_payouts(&fresh.store).await.expect("told");
        let mut files = std::fs::read_dir(folder.outbox()).expect("an outbox");
        let sheet = files.next().expect("a sheet").expect("a sheet").path();
        let text = std::fs::read_to_string(sheet).expect("text");
        assert!(text.contains(&order.reference) && text.contains("\"1.00\",\"USD\""), "{text}");
        assert_eq!(wallet(&fresh, SELLER).await, (100, 0), "nothing has moved");
        let behind = played(4);
        behind.take_back(usd(100), &order.reference);
        behind.end_day().expect("a statement");
        for name in behind.told().expect("told") {
            let bytes = behind.read(&name).expect("a file");
            bank.take_file(&fresh.store, &name, &bytes).await.expect("brought by a clerk");
        }
        assert_eq!(wallet(&fresh, SELLER).await, (0, 0));
    }
}
