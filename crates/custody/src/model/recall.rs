//! A payment that its payer's bank asks back, and what is answered to that.

use super::{BankOrderKind, DifferenceRow};
use bankfile::{OriginalPayment, RecallAnswer};
use kernel::{Id, Money, Timestamp};

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecallState {
    /// A clerk must say yes or no.
    Asked,
    /// Yes: the money lies ready until the bank takes it.
    Agreed,
    /// No.
    Refused,
    /// The bank has taken it.
    Taken,
}

impl RecallState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Agreed, Self::Refused, Self::Taken];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::Refused => "refused",
            Self::Taken => "taken",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A request to have a payment back: beside a line of the work list, under the same number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recall {
    /// The line.
    pub id: Id<DifferenceRow>,
    /// Our account that was paid.
    pub account: String,
    /// The BIC of the bank that asks.
    pub assigner: Option<String>,
    /// Its id of the request.
    pub code: Option<String>,
    /// The payment as it names it; the amount is known for certain.
    pub payment: OriginalPayment,
    /// How much, above nothing.
    pub amount: Money,
    /// Why it is asked back, in ISO's code, such as `DUPL`.
    pub why: Option<String>,
    /// How far it is.
    pub state: RecallState,
    /// Why not, in ISO's code, once it is refused.
    pub reason: Option<String>,
    /// The order that was paid, once it is known.
    pub order: Option<Id<BankOrderKind>>,
    /// Until when it must be answered.
    pub due_at: Timestamp,
    /// When it was.
    pub answered_at: Option<Timestamp>,
}

/// Where the money is that is asked back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// No such payment came, or it was taken back.
    NeverCame,
    /// Apart, as nobody's: it came beside what was ordered.
    Kept,
    /// In the payer's wallet.
    InWallet,
    /// Kept for a deal.
    Held,
    /// With somebody else.
    GoneOn,
}

impl Whereabouts {
    /// The word in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NeverCame => "never-came",
            Self::Kept => "kept",
            Self::InWallet => "in-wallet",
            Self::Held => "held",
            Self::GoneOn => "gone-on",
        }
    }

    /// The reason of a no, by ISO's list of cancellation status reasons: no original transaction
    /// received, not enough money, the payee does not want it.
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::NeverCame => "NOOR",
            Self::GoneOn => "AM04",
            Self::Kept | Self::InWallet | Self::Held => "CUST",
        }
    }
}

impl Recall {
    /// The answer as the bank reads it, under a name for ever; nothing while none is given.
    pub(crate) fn answer(&self) -> Option<RecallAnswer> {
        let is_agreed = match self.state {
            RecallState::Asked => return None,
            RecallState::Agreed | RecallState::Taken => true,
            RecallState::Refused => false,
        };
        Some(RecallAnswer {
            line: 0,
            id: self.code.clone(),
            payment: OriginalPayment { amount: Some(self.amount), ..self.payment.clone() },
            is_agreed: Some(is_agreed),
            reason: self.reason.clone(),
            text: None,
        })
    }
}

/// The name of the file that answers it, and the id of its message.
pub(crate) fn answer_name(id: Id<DifferenceRow>) -> String {
    let shown = id.to_string();
    format!("RA{}", shown.rsplit('_').next().unwrap_or_default().to_ascii_uppercase())
}
