//! Whether a firm stands by its promises in a currency, and what was signed.

use super::promise::Promise;
use super::refusal::PromiseRefusal;
use kernel::rules::{Protect, Rules};
use kernel::{Any, Currency, Firm, Id, Kind, Money, Person, Timestamp};

/// Names what was signed.
#[derive(Debug)]
pub enum SignedKind {}
impl Kind for SignedKind {
    const PREFIX: &'static str = "promise";
}

/// A promise as it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Its id.
    pub id: Id<SignedKind>,
    /// Whose.
    pub firm: Id<Firm>,
    /// For trades in this currency.
    pub currency: Currency,
    /// Which.
    pub promise: Promise,
    /// In which words.
    pub text_version: String,
    /// SHA-256 of them, hexadecimal.
    pub text_hash: String,
    /// Who signed.
    pub person: Id<Person>,
    /// From when on it holds.
    pub from_at: Timestamp,
    /// From when on it does not hold for new trades.
    pub until_at: Option<Timestamp>,
}

/// How a firm stands by its promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// The badge is on, the deposit is full.
    Active,
    /// The badge is on; the deposit is to be filled up.
    Short,
    /// It was not: the badge is off.
    Suspended,
    /// The firm ended it; the deposit waits for the last claim.
    Ending,
    /// The deposit went back.
    Ended,
}

impl Cover {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Short => "short",
            Self::Suspended => "suspended",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Active, Self::Short, Self::Suspended, Self::Ending, Self::Ended]
            .into_iter()
            .find(|cover| cover.word() == word)
    }

    /// Whether the badge is shown, and new trades are covered.
    pub const fn is_on(self) -> bool {
        matches!(self, Self::Active | Self::Short)
    }

    /// The kind of its timer.
    pub const fn timer(self) -> Option<&'static str> {
        match self {
            Self::Short => Some("promise-top-up"),
            Self::Ending => Some("promise-end"),
            _ => None,
        }
    }
}

/// The protection of a firm's buyers in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protection {
    /// The firm.
    pub firm: Id<Firm>,
    /// The currency of deposit and trades.
    pub currency: Currency,
    /// How it stands.
    pub state: Cover,
    /// What must lie in the deposit.
    pub required: Money,
    /// The version of the rules that it was signed under.
    pub rules_version: String,
    /// Its one timer.
    pub timer: Option<Id<Any>>,
    /// When that is due.
    pub due_at: Option<Timestamp>,
    /// Since when it stands so.
    pub since: Timestamp,
    /// Raised with each change.
    pub version: i64,
}

/// What an owner signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSigning {
    /// For trades in this currency.
    pub currency: Currency,
    /// Which promises; being truthful is always among them.
    pub promises: Vec<Promise>,
    /// What goes from the wallet into the deposit, in minor units; may be nothing.
    pub deposit_minor: i64,
}

/// The least deposit in a currency; nothing where no promise can be signed in it.
pub(crate) fn least(rules: &Protect, currency: Currency) -> Result<Money, PromiseRefusal> {
    let units = rules.deposit_least.get(currency.code());
    let minor = units.map(|units| units.saturating_mul(currency.minor_per_unit()));
    minor.map(|minor| Money::new(minor, currency)).ok_or(PromiseRefusal::CurrencyNotCovered)
}

/// The least deposit in each currency that promises can be signed in.
pub(crate) fn all_least(rules: &Protect) -> Vec<Money> {
    let codes = rules.deposit_least.keys().filter_map(|code| Currency::from_code(code));
    codes.filter_map(|currency| least(rules, currency).ok()).collect()
}

/// Where something of a firm stands: what lies in its deposit, and what it owes to the fund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) left: Money,
    pub(crate) owed: Money,
}

/// For what an end waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LastOf {
    /// A trade that the promises cover is not over.
    Trades,
    /// A claim is open.
    Claims,
}

impl NewSigning {
    /// Which promises are signed, each once; and that the deposit will be enough.
    pub(crate) fn read(&self, order: Order, least: Money) -> Result<Vec<Promise>, PromiseRefusal> {
        if self.promises.is_empty() {
            return Err(PromiseRefusal::NothingChosen);
        }
        if self.deposit_minor < 0 {
            return Err(PromiseRefusal::DepositNegative);
        }
        if order.owed.minor > 0 {
            return Err(PromiseRefusal::DebtFirst { owed: order.owed });
        }
        let missing = least.minor - order.left.minor;
        if self.deposit_minor < missing {
            let missing = Money::new(missing, least.currency);
            return Err(PromiseRefusal::DepositTooSmall { least, missing });
        }
        let mut all = self.promises.clone();
        all.push(Promise::Truthful);
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }
}

impl Protection {
    /// As it begins.
    pub(crate) fn begin(firm: Id<Firm>, required: Money, now: Timestamp) -> Self {
        Self {
            firm,
            currency: required.currency,
            state: Cover::Active,
            required,
            rules_version: Rules::current().version.clone(),
            timer: None,
            due_at: None,
            since: now,
            version: 1,
        }
    }

    /// The rules that it was signed under.
    pub(crate) fn rules(&self) -> &'static Protect {
        &Rules::of(&self.rules_version).protect
    }

    fn to(&self, state: Cover, due_at: Option<Timestamp>, at: Timestamp) -> Self {
        Self { state, due_at, since: at, version: self.version + 1, ..self.clone() }
    }

    /// Signed anew, or more of it; the deposit is enough.
    pub(crate) fn signed(&self, required: Money, at: Timestamp) -> Self {
        let rules_version = Rules::current().version.clone();
        Self { required, rules_version, ..self.to(Cover::Active, None, at) }
    }

    /// After a claim was paid: where the deposit is not what it must be, the time to fill it up
    /// begins. Time that runs already runs on.
    pub(crate) fn after_payment(&self, order: Order, at: Timestamp) -> Option<Self> {
        let is_short = order.left.minor < self.required.minor || order.owed.minor > 0;
        let begins = self.state == Cover::Active && is_short;
        begins.then(|| self.to(Cover::Short, Some(at.plus_days(self.rules().top_up_d)), at))
    }

    /// What is missing in the deposit, while it may be filled up.
    pub(crate) fn missing(&self, order: Order) -> Result<Money, PromiseRefusal> {
        match self.state {
            Cover::Short => {
                let minor = (self.required.minor - order.left.minor).max(0);
                Ok(Money::new(minor, self.currency))
            }
            Cover::Active => Err(PromiseRefusal::NothingMissing),
            _ => Err(PromiseRefusal::SignAnew),
        }
    }

    /// The deposit is full again.
    pub(crate) fn filled(&self, at: Timestamp) -> Self {
        self.to(Cover::Active, None, at)
    }

    /// The time to fill it up is over.
    pub(crate) fn lapse(&self, at: Timestamp) -> Option<Self> {
        (self.state == Cover::Short).then(|| self.to(Cover::Suspended, None, at))
    }

    /// The firm ends it: new trades are not covered; the deposit waits for the last claim.
    pub(crate) fn end(&self, now: Timestamp) -> Result<Self, PromiseRefusal> {
        match self.state {
            Cover::Ending | Cover::Ended => Err(PromiseRefusal::EndedAlready),
            _ => Ok(self.to(Cover::Ending, Some(now.plus_days(self.rules().end_wait_d)), now)),
        }
    }

    /// When its timer fires: of an end that waits, so many days before as the longest claim has.
    /// What is not over by then can be claimed on beyond the end.
    pub(crate) fn fires_at(&self, now: Timestamp) -> Option<Timestamp> {
        let early = self.due_at?.plus_days(-self.rules().longest_claim_d());
        if self.state == Cover::Ending && early > now { Some(early) } else { self.due_at }
    }

    /// The timer of an end has fired. While a trade of before runs, it waits until the longest
    /// claim on that one is over; while there is a claim, for that; then it ends.
    pub(crate) fn wait_over(
        &self,
        waits_for: Option<LastOf>,
        (at, now): (Timestamp, Timestamp),
    ) -> Option<Self> {
        let due_at = self.due_at.filter(|_| self.state == Cover::Ending)?;
        let claimable = |from: Timestamp| from.plus_days(self.rules().longest_claim_d());
        let again = now.plus_days(self.rules().end_again_d);
        let due_at = match waits_for {
            Some(LastOf::Trades) => claimable(again),
            _ if at < due_at => due_at.max(claimable(now)),
            Some(LastOf::Claims) => again,
            None => return Some(self.to(Cover::Ended, None, at)),
        };
        Some(Self { due_at: Some(due_at), version: self.version + 1, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Reason;

    fn cny(minor: i64) -> Money {
        Money::new(minor, Currency::CNY)
    }

    fn order(left: i64, owed: i64) -> Order {
        Order { left: cny(left), owed: cny(owed) }
    }

    fn at(days: i64) -> Timestamp {
        Timestamp::from_micros(0).plus_days(20_000 + days)
    }

    #[test]
    fn a_signing_needs_the_least_deposit_and_is_always_truthful() {
        let rules = &Rules::current().protect;
        let least = least(rules, Currency::CNY).expect("a deposit");
        assert_eq!(least, cny(100_000));
        let sign = |promises: &[Promise], deposit_minor, order| {
            let promises = promises.to_vec();
            let new = NewSigning { currency: Currency::CNY, promises, deposit_minor };
            new.read(order, least).map_err(|no| no.code())
        };
        let fake = [Promise::Fake, Promise::Fake];
        let both = Ok(vec![Promise::Truthful, Promise::Fake]);
        assert_eq!(sign(&fake, 100_000, order(0, 0)), both);
        assert_eq!(sign(&fake, 28_000, order(72_000, 0)), both);
        assert_eq!(sign(&fake, 0, order(100_000, 0)), both);
        assert_eq!(sign(&fake, 99_999, order(0, 0)), Err("promise-deposit-too-small"));
        assert_eq!(sign(&fake, -1, order(100_000, 0)), Err("promise-deposit-negative"));
        assert_eq!(sign(&fake, 100_000, order(0, 1)), Err("promise-debt-first"));
        assert_eq!(sign(&[], 100_000, order(0, 0)), Err("promise-nothing-chosen"));
    }

    #[test]
    fn no_badge_is_had_for_a_deposit_of_next_to_nothing() {
        let rules = &Rules::current().protect;
        let of = |code| least(rules, Currency::from_code(code).expect("a currency"));
        assert_eq!(of("JPY"), Ok(Money::new(30_000, Currency::JPY)));
        for code in ["IDR", "VND", "KWD", "XAU"] {
            let told = Currency::from_code(code).map(|currency| least(rules, currency));
            assert!(told.is_none_or(|told| told == Err(PromiseRefusal::CurrencyNotCovered)));
        }
        assert_eq!(all_least(rules).len(), rules.deposit_least.len(), "each is a currency");
    }

    #[test]
    fn the_badge_goes_off_after_seven_days_unless_the_deposit_is_filled_up() {
        let begun = Protection::begin(Id::new(7), cny(100_000), at(0));
        assert_eq!(begun.after_payment(order(100_000, 0), at(1)), None);
        let short = begun.after_payment(order(28_000, 0), at(1)).expect("short");
        assert_eq!((short.state, short.due_at), (Cover::Short, Some(at(8))));
        assert_eq!(short.after_payment(order(0, 5), at(3)), None, "the time runs on");
        assert_eq!(short.missing(order(28_000, 0)).ok(), Some(cny(72_000)));
        let full = short.filled(at(7));
        assert_eq!((full.state, full.due_at, full.lapse(at(8))), (Cover::Active, None, None));
        let off = short.lapse(at(8)).expect("suspended");
        assert_eq!((off.state, off.due_at), (Cover::Suspended, None));
        assert_eq!(off.missing(order(0, 0)).map_err(|no| no.code()), Err("promise-sign-anew"));
        assert!(begun.after_payment(order(100_000, 1), at(1)).is_some(), "a debt counts too");
    }

    #[test]
    fn an_end_waits_for_the_last_claim() {
        let begun = Protection::begin(Id::new(7), cny(100_000), at(0));
        let ending = begun.end(at(1)).expect("ending");
        assert_eq!((ending.state, ending.due_at), (Cover::Ending, Some(at(46))));
        assert_eq!(ending.end(at(2)).map_err(|no| no.code()), Err("promise-ended-already"));
        let waits = ending.wait_over(Some(LastOf::Claims), (at(46), at(46))).expect("waits on");
        assert_eq!((waits.state, waits.due_at, waits.since), (Cover::Ending, Some(at(47)), at(1)));
        let ended = waits.wait_over(None, (at(47), at(47))).expect("ended");
        assert_eq!((ended.state, ended.due_at), (Cover::Ended, None));
        assert_eq!(begun.wait_over(None, (at(46), at(46))), None);
    }

    #[test]
    fn an_end_waits_until_the_last_trade_of_before_cannot_be_claimed_on() {
        let ending = Protection::begin(Id::new(7), cny(100_000), at(0)).end(at(1)).expect("ending");
        assert_eq!(ending.fires_at(at(1)), Some(at(16)), "thirty days before the end");
        let clear = ending.wait_over(None, (at(16), at(16))).expect("waits on");
        assert_eq!((clear.due_at, clear.fires_at(at(16))), (Some(at(46)), Some(at(46))));
        let runs = ending.wait_over(Some(LastOf::Trades), (at(16), at(16))).expect("waits on");
        assert_eq!((runs.due_at, runs.fires_at(at(16))), (Some(at(47)), Some(at(17))));
        let over = runs.wait_over(None, (at(17), at(17))).expect("waits on");
        assert_eq!((over.due_at, over.fires_at(at(17))), (Some(at(47)), Some(at(47))));
        // A timer that runs late has seen nothing of the days between.
        let late = ending.wait_over(None, (at(16), at(50))).expect("waits on");
        assert_eq!((late.due_at, late.fires_at(at(50))), (Some(at(80)), Some(at(80))));
    }
}
