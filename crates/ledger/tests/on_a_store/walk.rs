//! The money walk: seeded random commands against the ledger and a naive model, compared at each
//! step.

use super::Fresh;
use kernel::{Any, Currency, Id, Money, Outcome, Stop};
use ledger::{Account, HoldKey, Leg, MIGRATIONS, Part, Purpose, Transfer, jobs};
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;
use std::collections::BTreeMap;
use store::Tx;
use testkit::{Engine, engines, fresh};
use tokio::task::JoinSet;

/// Steps of each seed.
const STEPS: usize = 500;
/// Where the sweep puts fees.
const MARKET: i64 = 20;

#[derive(Debug, Clone)]
enum Command {
    Post(Transfer),
    PostAll(Vec<Transfer>),
    Hold(i64, Account, i64),
    Settle(i64, Account, Transfer),
    Void(i64, Account, Part),
    Sweep,
}

/// Whether each transfer was a replay; empty where none was made.
type Answer = Vec<bool>;

fn act(tx: &mut Tx<'_>, command: &Command) -> Outcome<Answer> {
    let key = |id: i64, account: Account| HoldKey { owner: account.owner, id: Id::new(id) };
    Ok(match command {
        Command::Post(transfer) => vec![ledger::post(tx, transfer)?.is_replay],
        Command::PostAll(transfers) => {
            ledger::post_all(tx, transfers)?.iter().map(|posted| posted.is_replay).collect()
        }
        Command::Hold(id, account, minor) => {
            ledger::hold(tx, key(*id, *account), *account, *minor).map(|_| Vec::new())?
        }
        Command::Settle(id, account, transfer) => {
            vec![ledger::settle(tx, key(*id, *account), transfer)?.is_replay]
        }
        Command::Void(id, account, part) => {
            ledger::void(tx, key(*id, *account), *part).map(|_| Vec::new())?
        }
        Command::Sweep => ledger::sweep_fees(tx, Id::new(MARKET)).map(|_| Vec::new())?,
    })
}

/// The slow and obvious ledger. What was made is known to its owners by its id: amount and rest of
/// each hold, legs of each transfer.
#[derive(Debug, Clone, Default)]
struct Naive {
    posted: BTreeMap<String, i64>,
    holds: BTreeMap<(Id<Any>, i64), (Account, i64, i64)>,
    done: BTreeMap<(Id<Any>, i64), Vec<Leg>>,
}

impl Naive {
    /// Does a command, or gives back the world as it was.
    fn act(&mut self, command: &Command) -> Option<Answer> {
        let before = self.clone();
        let answer = match command {
            Command::Post(transfer) => self.post(transfer, None).map(|replay| vec![replay]),
            Command::PostAll(all) => self.post_all(all),
            Command::Hold(id, account, minor) => self.hold(*id, *account, *minor),
            Command::Settle(id, account, transfer) => {
                self.settle(*id, *account, transfer).map(|replay| vec![replay])
            }
            Command::Void(id, account, part) => self.void(*id, *account, *part),
            Command::Sweep => self.sweep(),
        };
        if answer.is_none() {
            *self = before;
        }
        answer
    }

    fn post_all(&mut self, all: &[Transfer]) -> Option<Answer> {
        let differ =
            |one: &Transfer, other: &Transfer| one.id == other.id && one.legs != other.legs;
        if all.iter().any(|one| all.iter().any(|other| differ(one, other))) {
            return None;
        }
        all.iter().map(|one| self.post(one, None)).collect()
    }

    fn before(&self, transfer: &Transfer) -> Option<&Vec<Leg>> {
        let id = transfer.id.raw();
        transfer.legs.iter().find_map(|leg| self.done.get(&(leg.account.owner, id)))
    }

    fn posted(&self, account: Account) -> i64 {
        self.posted.get(&name(account)).copied().unwrap_or(0)
    }

    fn held(&self, account: Account) -> i64 {
        self.holds.values().filter(|hold| hold.0 == account).map(|hold| hold.2).sum()
    }

    fn post(&mut self, transfer: &Transfer, from_hold: Option<i64>) -> Option<bool> {
        let legs = &transfer.legs;
        let names: std::collections::BTreeSet<_> =
            legs.iter().map(|leg| name(leg.account)).collect();
        let currencies: std::collections::BTreeSet<_> =
            legs.iter().map(|leg| leg.account.currency.code()).collect();
        let is_one = legs.len() > 1 && names.len() == legs.len() && currencies.len() == 1;
        let sums = legs.iter().map(|leg| leg.minor).sum::<i64>() == 0;
        if !is_one || !sums || legs.iter().any(|leg| leg.minor == 0) {
            return None;
        }
        if let Some(before) = self.before(transfer) {
            return (before == legs).then_some(true);
        }
        for leg in legs {
            let available = self.posted(leg.account) - self.held(leg.account);
            let may = leg.account.purpose == Purpose::Bank || from_hold.is_some();
            if leg.minor < 0 && !may && available + leg.minor < 0 {
                return None;
            }
        }
        for leg in legs {
            *self.posted.entry(name(leg.account)).or_insert(0) += leg.minor;
            self.done.insert((leg.account.owner, transfer.id.raw()), legs.clone());
        }
        Some(false)
    }

    fn hold(&mut self, id: i64, account: Account, minor: i64) -> Option<Answer> {
        if minor <= 0 {
            return None;
        }
        if let Some(&(before, amount, _)) = self.holds.get(&(account.owner, id)) {
            return ((before, amount) == (account, minor)).then(Vec::new);
        }
        if self.posted(account) - self.held(account) < minor {
            return None;
        }
        self.holds.insert((account.owner, id), (account, minor, minor));
        Some(Vec::new())
    }

    fn settle(&mut self, id: i64, account: Account, transfer: &Transfer) -> Option<bool> {
        let &(kept_in, _, left) = self.holds.get(&(account.owner, id))?;
        if let Some(before) = self.before(transfer) {
            return (before == &transfer.legs).then_some(true);
        }
        let debits: Vec<&Leg> = transfer.legs.iter().filter(|leg| leg.minor < 0).collect();
        let minor = match debits[..] {
            [one] if one.account == kept_in => -one.minor,
            _ => return None,
        };
        if minor > left {
            return None;
        }
        let replay = self.post(transfer, Some(id))?;
        self.holds.get_mut(&(account.owner, id))?.2 -= minor;
        Some(replay)
    }

    fn void(&mut self, id: i64, account: Account, part: Part) -> Option<Answer> {
        let hold = self.holds.get_mut(&(account.owner, id))?;
        let minor = match part {
            Part::Rest => hold.2,
            Part::Minor(minor) => minor,
        };
        if minor <= 0 || minor > hold.2 {
            return None;
        }
        hold.2 -= minor;
        Some(Vec::new())
    }

    fn sweep(&mut self) -> Option<Answer> {
        for account in world().into_iter().filter(|account| account.purpose == Purpose::Fee) {
            let fees = self.posted(account) - self.held(account);
            *self.posted.entry(name(account)).or_insert(0) -= fees;
            let market = Account::new(Id::new(MARKET), Purpose::Platform, account.currency);
            *self.posted.entry(name(market)).or_insert(0) += fees;
        }
        Some(Vec::new())
    }
}

fn name(account: Account) -> String {
    format!("{} {:?} {}", account.owner, account.purpose, account.currency)
}

/// Every account that the walk may touch.
fn world() -> Vec<Account> {
    let mut accounts = Vec::new();
    for currency in [Currency::USD, Currency::JPY] {
        let mut add =
            |owner, purpose| accounts.push(Account::new(Id::new(owner), purpose, currency));
        add(1, Purpose::Bank);
        (2..6).for_each(|firm| add(firm, Purpose::Wallet));
        (11..13).for_each(|deal| add(deal, Purpose::Escrow));
        (11..13).for_each(|deal| add(deal, Purpose::Fee));
        add(MARKET, Purpose::Platform);
    }
    accounts
}

/// Thinks up commands, most of them sensible.
struct Walker {
    rng: ChaCha12Rng,
    world: Vec<Account>,
    past: Vec<Command>,
}

impl Walker {
    fn command(&mut self) -> Command {
        let command = match self.rng.random_range(0..100) {
            0..35 => Command::Post(self.transfer()),
            35..50 => {
                let size = self.rng.random_range(0..5);
                let mut transfers: Vec<_> = (0..size).map(|_| self.transfer()).collect();
                if size > 1 && self.rng.random_ratio(1, 3) {
                    transfers.push(transfers[0].clone());
                }
                Command::PostAll(transfers)
            }
            50..62 => Command::Hold(self.hold_id(), self.account(), self.minor()),
            62..74 => self.settle(),
            74..84 => self.void(),
            84..95 => self.past.choose(&mut self.rng).cloned().unwrap_or(Command::Sweep),
            _ => Command::Sweep,
        };
        self.past.push(command.clone());
        command
    }

    fn account(&mut self) -> Account {
        *self.world.choose(&mut self.rng).expect("a world")
    }

    /// The bank and three others, mostly of one currency and mostly different.
    fn accounts(&mut self) -> [Account; 4] {
        let currency = self.account().currency;
        let mut same: Vec<_> =
            self.world.iter().copied().filter(|one| one.currency == currency).collect();
        let bank = same.remove(0);
        same.shuffle(&mut self.rng);
        let third = if self.rng.random_ratio(1, 20) { self.account() } else { same[2] };
        [bank, same[0], same[1], third]
    }

    /// Seldom nothing or less.
    fn minor(&mut self) -> i64 {
        self.rng.random_range(-3..200)
    }

    fn hold_id(&mut self) -> i64 {
        self.rng.random_range(1..60)
    }

    /// Ids come in any order, and some are thought up twice.
    fn transfer_id(&mut self) -> Id<ledger::TransferKind> {
        Id::new(self.rng.random_range(1..10_000))
    }

    fn transfer(&mut self) -> Transfer {
        let mut transfer = Transfer::new(self.transfer_id(), "walk");
        let [bank, first, second, third] = self.accounts();
        let first = if self.rng.random_ratio(1, 2) { bank } else { first };
        let minor = self.minor();
        transfer = match self.rng.random_range(0..20) {
            0..14 => transfer.debit(first, minor).credit(second, minor),
            14..17 => {
                let part = self.rng.random_range(0..200);
                transfer.debit(first, minor).credit(second, minor - part).credit(third, part)
            }
            17..19 => transfer.debit(first, minor).debit(second, 5).credit(third, minor + 5),
            _ => transfer.debit(first, minor).credit(second, minor + 1),
        };
        transfer
    }

    fn made_hold(&mut self) -> Option<(i64, Account)> {
        let holds = self.past.iter().filter_map(|command| match command {
            Command::Hold(id, account, _) => Some((*id, *account)),
            _ => None,
        });
        holds.collect::<Vec<_>>().choose(&mut self.rng).copied()
    }

    fn settle(&mut self) -> Command {
        let Some((id, account)) = self.made_hold() else { return Command::Sweep };
        let from = if self.rng.random_ratio(1, 10) { self.account() } else { account };
        let mut to = self.account();
        if self.rng.random_ratio(9, 10) {
            to.currency = account.currency;
        }
        let minor = self.minor();
        let transfer = Transfer::between(self.transfer_id(), from, to, minor, "walk");
        Command::Settle(id, account, transfer)
    }

    fn void(&mut self) -> Command {
        let Some((id, account)) = self.made_hold() else { return Command::Sweep };
        let is_rest = self.rng.random_ratio(1, 2);
        let part = if is_rest { Part::Rest } else { Part::Minor(self.minor()) };
        Command::Void(id, account, part)
    }
}

async fn compare(fresh: &Fresh, naive: &Naive, at: &str) {
    let look = |tx: &mut Tx<'_>| {
        world().into_iter().map(|account| Ok((account, ledger::balance(tx, account)?))).collect()
    };
    let balances: Outcome<Vec<_>> = fresh.store.read("balances", look).await;
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for (account, balance) in balances.expect("balances") {
        let money = |minor| Money::new(minor, account.currency);
        let (posted, held) = (naive.posted(account), naive.held(account));
        assert_eq!(
            (balance.posted, balance.held),
            (money(posted), money(held)),
            "{at} {account:?}"
        );
        assert!(held >= 0 && (account.purpose == Purpose::Bank || posted >= held), "{at}");
        *sums.entry(account.currency.code()).or_insert(0) += balance.posted.minor;
    }
    assert!(sums.values().all(|&sum| sum == 0), "{at}: debits differ from credits: {sums:?}");
}

async fn walk(fresh: &Fresh, seed: u64) -> usize {
    let rng = ChaCha12Rng::seed_from_u64(seed);
    let mut walker = Walker { rng, world: world(), past: Vec::new() };
    let (mut naive, mut moved) = (Naive::default(), 0);
    for step in 0..STEPS {
        let command = walker.command();
        let at = format!("seed {seed}, step {step}: {command:?}");
        let expected = naive.act(&command);
        let outcome = fresh.store.write("walk", move |tx| act(tx, &command)).await;
        match (&outcome, &expected) {
            (Ok(answer), Some(expected)) => assert_eq!(answer, expected, "{at}"),
            (Err(Stop::Refused(_) | Stop::Absent), None) => {}
            _ => panic!("{at}: the ledger says {outcome:?}, the model {expected:?}"),
        }
        moved += usize::from(expected.is_some());
        compare(fresh, &naive, &at).await;
    }
    let made = jobs::make_checkpoint(&fresh.store).await.expect("a checkpoint");
    assert!(made.is_some(), "seed {seed}");
    let report = jobs::verify(&fresh.store).await.expect("verified");
    assert_eq!(report.problems, [], "seed {seed}");
    moved
}

/// Seeds walked side by side; a look at the whole world costs many round trips on PostgreSQL.
const fn seeds(engine: Engine) -> u64 {
    match engine {
        Engine::Sqlite => 16,
        Engine::Postgres | Engine::Both => 1,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_money_walk() {
    let mut walks = JoinSet::new();
    for engine in engines() {
        for seed in 0..seeds(engine) {
            let fresh = fresh(engine, MIGRATIONS.to_vec());
            walks.spawn(async move { walk(&fresh, seed).await });
        }
    }
    let all = walks.len() * STEPS;
    let mut moved = 0;
    while let Some(walk) = walks.join_next().await {
        moved += walk.expect("the walk agrees with the model");
    }
    // A walk that is refused at every step would agree with any model.
    assert!(moved > all / 4, "{moved} of {all} steps moved");
}
