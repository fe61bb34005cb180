//! What a clerk must look at, and what can be done about it.

use super::{BankOrderKind, CustodyRefusal};
use kernel::text::read_line;
use kernel::{Firm, Id, Kind, Money, Person, Timestamp};

/// Names a difference.
#[derive(Debug)]
pub enum DifferenceRow {}
impl Kind for DifferenceRow {
    const PREFIX: &'static str = "difference";
}

/// In what the bank and the books differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// Money came and names no order.
    UnknownReference,
    /// It names an order in another currency.
    OtherCurrency,
    /// The order was paid before.
    PaidTwice,
    /// It came from an account that is not the firm's.
    OtherPayer,
    /// More came than was ordered; it lies in the wallet.
    OverPaid,
    /// Less came; it lies in the wallet.
    UnderPaid,
    /// Less came, since a bank on the way took its fee.
    FeeDeducted,
    /// Money came that names a payout which it does not fit.
    NotOfThisOrder,
    /// Another amount went out than was ordered.
    OtherAmount,
    /// A payout went out a second time.
    PaidOutTwice,
    /// A payout went out that the bank had rejected.
    PaidAfterRejection,
    /// Money went out and names no order.
    UnknownDebit,
    /// Money that was sent back could not be delivered, and is here again.
    SentBackInVain,
    /// The bank took a fee of the market's.
    BankCharge,
    /// An entry is told again, and otherwise.
    ToldOtherwise,
    /// An entry could not be booked as it should.
    NotBooked,
    /// A payment was taken back after its money had gone on; a firm owes it.
    Claimed,
    /// The payer's bank asks a payment back.
    Recalled,
    /// The bank does not say what became of a payout.
    PayoutUnknown,
    /// The bank rejects a payout that it had booked.
    RejectedAfterBooked,
    /// The bank answers something that it was not told.
    UnknownAnswer,
    /// A file could not be taken.
    FileRefused,
    /// The bank had money before the books began.
    OpeningBalance,
    /// A statement does not begin where the last one ended.
    OpeningDiffers,
    /// A statement of the bank's count is missing.
    StatementMissing,
    /// The ledger and the bank differ by something that no entry explains.
    MirrorDiffers,
}

impl DifferenceKind {
    /// Every kind, for word files.
    pub const ALL: [Self; 26] = [
        Self::UnknownReference,
        Self::OtherCurrency,
        Self::PaidTwice,
        Self::OtherPayer,
        Self::OverPaid,
        Self::UnderPaid,
        Self::FeeDeducted,
        Self::NotOfThisOrder,
        Self::OtherAmount,
        Self::PaidOutTwice,
        Self::PaidAfterRejection,
        Self::UnknownDebit,
        Self::SentBackInVain,
        Self::BankCharge,
        Self::ToldOtherwise,
        Self::NotBooked,
        Self::Claimed,
        Self::Recalled,
        Self::PayoutUnknown,
        Self::RejectedAfterBooked,
        Self::UnknownAnswer,
        Self::FileRefused,
        Self::OpeningBalance,
        Self::OpeningDiffers,
        Self::StatementMissing,
        Self::MirrorDiffers,
    ];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::UnknownReference => "unknown-reference",
            Self::OtherCurrency => "other-currency",
            Self::PaidTwice => "paid-twice",
            Self::OtherPayer => "other-payer",
            Self::OverPaid => "over-paid",
            Self::UnderPaid => "under-paid",
            Self::FeeDeducted => "fee-deducted",
            Self::NotOfThisOrder => "not-of-this-order",
            Self::OtherAmount => "other-amount",
            Self::PaidOutTwice => "paid-out-twice",
            Self::PaidAfterRejection => "paid-after-rejection",
            Self::UnknownDebit => "unknown-debit",
            Self::SentBackInVain => "sent-back-in-vain",
            Self::BankCharge => "bank-charge",
            Self::ToldOtherwise => "told-otherwise",
            Self::NotBooked => "not-booked",
            Self::Claimed => "claimed",
            Self::Recalled => "recalled",
            Self::PayoutUnknown => "payout-unknown",
            Self::RejectedAfterBooked => "rejected-after-booked",
            Self::UnknownAnswer => "unknown-answer",
            Self::FileRefused => "file-refused",
            Self::OpeningBalance => "opening-balance",
            Self::OpeningDiffers => "opening-differs",
            Self::StatementMissing => "statement-missing",
            Self::MirrorDiffers => "mirror-differs",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Where the money of a difference lies until a clerk has said whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// Where it belongs, or there is none.
    Nowhere,
    /// It came, and is kept in an account of the difference's own.
    Kept,
    /// It went, and is missed in an account of the difference's own.
    Outside,
}

impl Lies {
    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nowhere => "nowhere",
            Self::Kept => "kept",
            Self::Outside => "outside",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Nowhere, Self::Kept, Self::Outside].into_iter().find(|lies| lies.word() == word)
    }
}

/// What a clerk can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Nothing is to be done; the note says why.
    Note,
    /// It belongs to the order of a reference: it pays that, or is its payout come back.
    Assign,
    /// It goes back to whoever paid it.
    SendBack,
    /// It is the market's own.
    Earn,
    /// The market bears it.
    Bear,
    /// The firm owes it.
    Claim,
    /// It was the payout, or the batch, that it did not name or whose amount it does not have: what
    /// was ordered is paid.
    PaidOut,
    /// The payout was not paid: its money is free again.
    NotPaid,
    /// The payment that is asked back may be taken.
    GiveBack,
    /// It may not.
    Refuse,
    /// The bank has answered after all; no clerk says this.
    Answered,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 11] = [
        Self::Note,
        Self::Assign,
        Self::SendBack,
        Self::Earn,
        Self::Bear,
        Self::Claim,
        Self::PaidOut,
        Self::NotPaid,
        Self::GiveBack,
        Self::Refuse,
        Self::Answered,
    ];

    /// The word in tables, in forms and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Assign => "assign",
            Self::SendBack => "send-back",
            Self::Earn => "earn",
            Self::Bear => "bear",
            Self::Claim => "claim",
            Self::PaidOut => "paid-out",
            Self::NotPaid => "not-paid",
            Self::GiveBack => "give-back",
            Self::Refuse => "refuse",
            Self::Answered => "answered",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.word() == word)
    }
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceState {
    /// A clerk must look.
    Open,
    /// One clerk has said what to do; a second must agree.
    Asked,
    /// It is done.
    Ended,
}

impl DifferenceState {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Asked => "asked",
            Self::Ended => "ended",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Open, Self::Asked, Self::Ended].into_iter().find(|state| state.word() == word)
    }
}

/// One line of the work list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its id.
    pub id: Id<DifferenceRow>,
    /// What it is.
    pub kind: DifferenceKind,
    /// How far it has come.
    pub state: DifferenceState,
    /// Where its money lies.
    pub lies: Lies,
    /// Our account at the bank; empty where none is told.
    pub account: String,
    /// The entry on it.
    pub entry: Option<String>,
    /// The file that told it, by its hash; empty where no file did.
    pub hash: String,
    /// The line in it.
    pub line: i64,
    /// Signed as the bank tells it.
    pub amount: Money,
    /// What was expected, in minor units.
    pub expected_minor: Option<i64>,
    /// Whose order it names.
    pub firm: Option<Id<Firm>>,
    /// The order.
    pub order: Option<Id<BankOrderKind>>,
    /// Who is on the other side, as the bank writes it.
    pub party_name: Option<String>,
    /// Their account.
    pub party_account: Option<String>,
    /// Their bank, by its BIC or its clearing code.
    pub party_bank: Option<String>,
    /// What stood on the transfer, or what is wrong with a file.
    pub words: String,
    /// What a clerk did, or wants to do.
    pub way: Option<Way>,
    /// The reference that it is to pay.
    pub reference: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// Who said so first.
    pub asked_by: Option<Id<Person>>,
    /// Who ended it.
    pub ended_by: Option<Id<Person>>,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
    /// When it was listed.
    pub at: Timestamp,
}

/// What a clerk says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What is to be done.
    pub way: Way,
    /// The reference of the order that it pays, or whose payment is given back; or the name of a
    /// batch.
    pub reference: Option<String>,
    /// Why.
    pub note: String,
}

impl Answered {
    /// The reference as orders have it: in capitals, without the gaps of a letterhead.
    pub(crate) fn plain_reference(&self) -> String {
        let told = self.reference.as_deref().unwrap_or_default();
        let plain = told.chars().filter(|sign| !sign.is_whitespace());
        plain.collect::<String>().to_ascii_uppercase()
    }
}

/// Characters of a clerk's note.
const NOTE_MOST: usize = 500;

impl Difference {
    /// What can be done about it.
    pub fn ways(&self) -> Vec<Way> {
        match (self.lies, self.kind) {
            (Lies::Nowhere, DifferenceKind::PayoutUnknown) => vec![Way::NotPaid, Way::Note],
            (Lies::Nowhere, DifferenceKind::Recalled) => vec![Way::Refuse, Way::GiveBack],
            (Lies::Nowhere, _) => vec![Way::Note],
            (Lies::Kept, DifferenceKind::OpeningBalance) => vec![Way::Earn],
            (Lies::Kept, _) if self.can_go_back() => {
                vec![Way::Assign, Way::SendBack, Way::Earn]
            }
            (Lies::Kept, _) => vec![Way::Assign, Way::Earn],
            (Lies::Outside, DifferenceKind::OtherAmount) if self.firm.is_some() => {
                vec![Way::PaidOut, Way::Claim, Way::Bear]
            }
            (Lies::Outside, DifferenceKind::OtherAmount) => vec![Way::PaidOut, Way::Bear],
            (Lies::Outside, _) if self.firm.is_some() => vec![Way::Claim, Way::Bear],
            (Lies::Outside, DifferenceKind::UnknownDebit) => vec![Way::PaidOut, Way::Bear],
            (Lies::Outside, _) => vec![Way::Bear],
        }
    }

    /// Whether a clerk may say which order it is of: always where money came, else where the bank
    /// has named none.
    pub(crate) fn takes_reference(&self) -> bool {
        self.ways().iter().any(|way| match way {
            Way::Assign => true,
            Way::PaidOut | Way::GiveBack => self.order.is_none(),
            _ => false,
        })
    }

    /// Whether it is known where it came from, as an order can tell it: an IBAN names its bank,
    /// another number does not.
    fn can_go_back(&self) -> bool {
        let is_iban = |number: &str| bankfile::read_account(number, "").is_ok();
        let is_told =
            |number: &str| bankfile::is_account_number(number) && self.party_bank.is_some();
        self.party_account.as_deref().is_some_and(|own| is_told(own) || is_iban(own))
    }

    /// Whether one clerk may end it alone: not where much money moves.
    pub(crate) fn needs_second(&self, way: Way) -> bool {
        !matches!(way, Way::Note | Way::Refuse) && assent::needs_second(self.amount)
    }

    /// Checks what a clerk says.
    pub(crate) fn check(&self, answered: &Answered) -> Result<Answered, CustodyRefusal> {
        if self.state == DifferenceState::Ended {
            return Err(CustodyRefusal::DifferenceEnded);
        }
        if !self.ways().contains(&answered.way) {
            return Err(CustodyRefusal::NotAWay);
        }
        let most = i64::try_from(NOTE_MOST).unwrap_or(i64::MAX);
        let note = read_line(&answered.note, NOTE_MOST);
        let note = note.map_err(|_| CustodyRefusal::NoteText { most })?;
        Ok(Answered { note, ..answered.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Currency;

    fn line(lies: Lies, kind: DifferenceKind, of: Option<i64>) -> Difference {
        Difference {
            id: Id::new(1),
            kind,
            state: DifferenceState::Open,
            lies,
            account: String::new(),
            entry: None,
            hash: String::new(),
            line: 1,
            amount: Money::new(1, Currency::USD),
            expected_minor: None,
            firm: of.map(Id::new),
            order: of.map(Id::new),
            party_name: None,
            party_account: None,
            party_bank: None,
            words: String::new(),
            way: None,
            reference: None,
            note: None,
            asked_by: None,
            ended_by: None,
            ended_at: None,
            at: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn a_clerk_may_name_an_order_where_money_came_or_where_the_bank_has_named_none() {
        use DifferenceKind as Kind;
        let cases = [
            (Lies::Kept, Kind::UnknownReference, None, true),
            (Lies::Kept, Kind::NotOfThisOrder, Some(7), true),
            (Lies::Kept, Kind::OtherAmount, Some(7), true),
            (Lies::Outside, Kind::OtherAmount, None, true),
            (Lies::Outside, Kind::OtherAmount, Some(7), false),
            (Lies::Outside, Kind::UnknownDebit, None, true),
            (Lies::Outside, Kind::UnknownDebit, Some(7), false),
            (Lies::Outside, Kind::PaidOutTwice, Some(7), false),
            (Lies::Nowhere, Kind::Recalled, None, true),
            (Lies::Nowhere, Kind::Recalled, Some(7), false),
            (Lies::Nowhere, Kind::PayoutUnknown, Some(7), false),
            (Lies::Kept, Kind::OpeningBalance, None, false),
        ];
        for (lies, kind, of, expected) in cases {
            assert_eq!(line(lies, kind, of).takes_reference(), expected, "{kind:?} {of:?}");
        }
    }

    #[test]
    fn every_word_reads_back() {
        for kind in DifferenceKind::ALL {
            assert_eq!(DifferenceKind::from_word(kind.word()), Some(kind));
        }
        for way in Way::ALL {
            assert_eq!(Way::from_word(way.word()), Some(way));
        }
    }
}
