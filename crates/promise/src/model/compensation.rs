//! A buyer's claim that a promise was broken, and how far it is.

use super::promise::{Price, Promise};
use super::protection::SignedKind;
use super::refusal::PromiseRefusal;
use deal::{DealKind, FinishedSides};
use kernel::rules::Rules;
use kernel::text::read_paragraphs;
use kernel::{Actor, Any, Desk, Firm, Id, Kind, Money, Person, Timestamp};
use remedy::Role;

/// Names claims for compensation.
#[derive(Debug)]
pub enum CompensationKind {}
impl Kind for CompensationKind {
    const PREFIX: &'static str = "compensation";
}

/// How far a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The seller answers.
    WaitsSeller,
    /// An officer decides.
    Deciding,
    /// A second officer must agree to a large sum.
    Seconding,
    /// It is upheld, and waits until the fund can pay.
    Unpaid,
    /// The buyer has the money.
    Paid,
    /// An officer found that no promise was broken.
    Rejected,
    /// The buyer took it back.
    Withdrawn,
}

impl State {
    /// Every state, in the order of its way.
    pub const ALL: [Self; 7] = [
        Self::WaitsSeller,
        Self::Deciding,
        Self::Seconding,
        Self::Unpaid,
        Self::Paid,
        Self::Rejected,
        Self::Withdrawn,
    ];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WaitsSeller => "waits_seller",
            Self::Deciding => "deciding",
            Self::Seconding => "seconding",
            Self::Unpaid => "unpaid",
            Self::Paid => "paid",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether nothing more happens in it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Paid | Self::Rejected | Self::Withdrawn)
    }

    /// The kind of its timer.
    pub const fn timer(self) -> Option<&'static str> {
        match self {
            Self::WaitsSeller => Some("promise-answer"),
            Self::Deciding | Self::Seconding => Some("promise-decision"),
            _ => None,
        }
    }
}

/// One claim of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compensation {
    /// The claim.
    pub id: Id<CompensationKind>,
    /// Of which deal.
    pub deal: Id<DealKind>,
    /// Who claims.
    pub buyer: Id<Firm>,
    /// Whose promise it is.
    pub seller: Id<Firm>,
    /// Which.
    pub promise: Promise,
    /// As it was signed, when the deal was agreed.
    pub signed: Id<SignedKind>,
    /// How much is claimed.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// How far it is.
    pub state: State,
    /// The seller said yes.
    pub is_agreed: bool,
    /// The version of the rules that the deal began under.
    pub rules_version: String,
    /// Raised when another officer decides.
    pub level: i64,
    /// Who has the case.
    pub officer: Option<Id<Person>>,
    /// Who had it before and may not have it again.
    pub barred: Option<Id<Person>>,
    /// Who decided, while a second officer must agree, and after.
    pub decided_by: Option<Id<Person>>,
    /// What was decided, in minor units.
    pub awarded_minor: Option<i64>,
    /// The fund's line of the payment.
    pub fund_line: Option<i64>,
    /// Its one timer.
    pub timer: Option<Id<Any>>,
    /// When that is due.
    pub due_at: Option<Timestamp>,
    /// When it was made.
    pub asked_at: Timestamp,
    /// When it was upheld: in this order claims are paid.
    pub upheld_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Raised with each act.
    pub version: i64,
}

impl Compensation {
    /// The rules that its deal began under.
    pub fn rules(&self) -> &'static Rules {
        Rules::of(&self.rules_version)
    }

    /// What was decided.
    pub fn awarded(&self) -> Option<Money> {
        self.awarded_minor.map(|minor| Money::new(minor, self.amount.currency))
    }

    /// Who somebody is to it.
    pub fn role_of(&self, by: &Actor) -> Role {
        let is = |person: Option<Id<Person>>, other| person == Some(other);
        match *by {
            Actor::Stranger => Role::Stranger,
            Actor::Clerk { person, desk: Desk::Officer } if is(self.officer, person) => {
                Role::Holder
            }
            Actor::Clerk { person, desk: Desk::Officer }
                if is(self.barred, person)
                    || (self.state == State::Seconding && is(self.decided_by, person)) =>
            {
                Role::Barred
            }
            Actor::Clerk { desk: Desk::Officer, .. } => Role::Officer,
            _ if by.is(self.buyer) => Role::Buyer,
            _ if by.is(self.seller) => Role::Seller,
            _ => Role::Other,
        }
    }

    /// The firm on the other side of somebody; both where it is nobody of them.
    pub fn other_of(&self, firm: Option<Id<Firm>>) -> Vec<Id<Firm>> {
        [self.buyer, self.seller].into_iter().filter(|side| Some(*side) != firm).collect()
    }
}

/// What a buyer claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClaim {
    /// Which promise was broken.
    pub promise: Promise,
    /// How much it is worth.
    pub amount: Money,
    /// What happened.
    pub reason: String,
}

/// A reason or a statement: some two pages.
const TEXT_CHARS_MOST: usize = 4_000;

/// Reads paragraphs.
pub(crate) fn read_text(field: &'static str, told: &str) -> Result<String, PromiseRefusal> {
    let most = i64::try_from(TEXT_CHARS_MOST).unwrap_or(i64::MAX);
    read_paragraphs(told, TEXT_CHARS_MOST).map_err(|_| PromiseRefusal::Text { field, most })
}

impl NewClaim {
    /// The claim as it begins. The promise held when the deal was agreed: who calls it has looked.
    pub(crate) fn begin(
        &self,
        (id, signed): (Id<CompensationKind>, Id<SignedKind>),
        (sides, rules): (&FinishedSides, &Rules),
        price: &Price,
        now: Timestamp,
    ) -> Result<Compensation, PromiseRefusal> {
        let until = sides.finished_at.plus_days(self.promise.window_d(&rules.protect));
        if now > until {
            return Err(PromiseRefusal::WindowOver { until });
        }
        if self.amount.currency != price.paid.currency {
            return Err(PromiseRefusal::OtherCurrency { currency: price.paid.currency });
        }
        let most = self.promise.most(&rules.protect, price);
        if most.minor == 0 {
            return Err(PromiseRefusal::NothingLeft);
        }
        if !(1..=most.minor).contains(&self.amount.minor) {
            return Err(PromiseRefusal::AmountOutOfRange { most });
        }
        let reason = read_text("reason", &self.reason)?;
        Ok(Compensation {
            id,
            deal: sides.deal,
            buyer: sides.buyer,
            seller: sides.seller,
            promise: self.promise,
            signed,
            amount: self.amount,
            reason,
            state: State::WaitsSeller,
            is_agreed: false,
            rules_version: rules.version.clone(),
            level: 1,
            officer: None,
            barred: None,
            decided_by: None,
            awarded_minor: None,
            fund_line: None,
            timer: None,
            due_at: Some(now.plus_days(rules.protect.answer_d)),
            asked_at: now,
            upheld_at: None,
            ended_at: None,
            version: 1,
        })
    }
}
