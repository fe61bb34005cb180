//! A buyer's question to one seller.

use super::{Quote, QuoteState, SourcingRefusal};
use catalog::{Offer, ProductKind};
use kernel::{Actor, Faults, Firm, Id, Kind, Locode, Outcome, Stop, Timestamp, TurnKey, Unit};
use serde::{Deserialize, Serialize};
use talk::{LastWord, Message};
use utoipa::ToSchema;

/// No order is larger, as in the catalog.
pub(crate) const QUANTITY_MOST: i64 = 1_000_000_000;
/// A seller who quotes more often to one inquiry should talk first.
const QUOTES_MOST: i64 = 50;

/// Names inquiries.
#[derive(Debug)]
pub enum InquiryKind {}
impl Kind for InquiryKind {
    const PREFIX: &'static str = "inquiry";
}

/// Where an inquiry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum InquiryState {
    /// The seller has not bound itself to anything.
    Open,
    /// A quote is there.
    Quoted,
    /// A quote was accepted.
    Agreed,
    /// It ended without an agreement.
    Closed,
}

impl InquiryState {
    const ALL: [Self; 4] = [Self::Open, Self::Quoted, Self::Agreed, Self::Closed];

    /// Whether it may still lead to an agreement.
    const fn is_going_on(self) -> bool {
        matches!(self, Self::Open | Self::Quoted)
    }

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Quoted => "quoted",
            Self::Agreed => "agreed",
            Self::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// On which side of an inquiry a firm stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// It asks.
    Buyer,
    /// It is asked.
    Seller,
}

impl Side {
    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Seller => "seller",
        }
    }

    /// The side across from it.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Buyer => Self::Seller,
            Self::Seller => Self::Buyer,
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Buyer, Self::Seller].into_iter().find(|side| side.word() == word)
    }
}

/// A buyer's question to one seller about one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// Its id, and that of its conversation.
    pub id: Id<InquiryKind>,
    /// The product.
    pub product: Id<ProductKind>,
    /// The product's title when it was asked about.
    pub title: String,
    /// Who asks.
    pub buyer: Id<Firm>,
    /// Who is asked.
    pub seller: Id<Firm>,
    /// How many.
    pub quantity: i64,
    /// What is counted.
    pub unit: Unit,
    /// Where the goods shall go: a country or a UN/LOCODE.
    pub destination: Option<String>,
    /// Where it stands.
    pub state: InquiryState,
    /// Raised by every change of its state.
    pub version: i64,
    /// When it was asked.
    pub at: Timestamp,
}

impl Inquiry {
    /// The side that a firm stands on; for any other firm the inquiry does not exist.
    pub fn side_of(&self, firm: Id<Firm>) -> Outcome<Side> {
        match firm {
            firm if firm == self.buyer => Ok(Side::Buyer),
            firm if firm == self.seller => Ok(Side::Seller),
            _ => Err(Stop::Absent),
        }
    }

    /// The side of one of its two firms.
    fn side_that_is(&self, firm: Id<Firm>) -> Side {
        if firm == self.seller { Side::Seller } else { Side::Buyer }
    }

    /// Stops whoever may not act on this side.
    pub(crate) fn admit(&self, by: &Actor, side: Side) -> Outcome<()> {
        let (firm, _) = by.trader()?;
        if self.side_of(firm)? == side { Ok(()) } else { Err(Stop::Forbidden) }
    }

    /// Whether it may still lead to an agreement.
    pub fn is_open(&self) -> bool {
        self.is_going_on().is_ok()
    }

    /// Refuses once it has come to its end.
    pub(crate) fn is_going_on(&self) -> Result<(), SourcingRefusal> {
        match self.state {
            InquiryState::Open | InquiryState::Quoted => Ok(()),
            InquiryState::Agreed => Err(SourcingRefusal::InquiryAgreed),
            InquiryState::Closed => Err(SourcingRefusal::InquiryClosed),
        }
    }

    /// Refuses one more quote after so many.
    pub(crate) fn admit_quote(&self, given: i64) -> Result<(), SourcingRefusal> {
        self.is_going_on()?;
        if given >= QUOTES_MOST {
            return Err(SourcingRefusal::TooManyQuotes { most: QUOTES_MOST });
        }
        Ok(())
    }

    /// This inquiry one step on.
    pub(crate) fn moved(&self, state: InquiryState) -> Self {
        Self { state, version: self.version + 1, ..self.clone() }
    }
}

/// An inquiry with its quotes, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// The inquiry.
    pub inquiry: Inquiry,
    /// On which side the reader stands.
    pub side: Side,
    /// Its quotes.
    pub quotes: Vec<Quote>,
}

impl Thread {
    /// Whose turn it is: theirs who did not speak last, by a message or a quote. Nobody's once it
    /// has come to its end.
    pub fn turn(&self, last_said: Option<&Message>) -> Option<Side> {
        let quoted = self.quotes.iter().filter(|quote| quote.state != QuoteState::Withdrawn);
        let quoted = quoted.map(|quote| quote.at).max();
        let said = last_said.map(|said| (self.inquiry.side_that_is(said.firm), said.at));
        turn(self.inquiry.state, quoted, said)
    }
}

/// Whose turn it is after the last quote and the last message.
fn turn(
    state: InquiryState,
    quoted: Option<Timestamp>,
    said: Option<(Side, Timestamp)>,
) -> Option<Side> {
    let by = match said {
        _ if !state.is_going_on() => return None,
        Some((side, at)) if quoted.is_none_or(|quoted| at > quoted) => side,
        _ if quoted.is_some() => Side::Seller,
        _ => Side::Buyer,
    };
    Some(by.other())
}

/// What a firm's list shows of an inquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InquiryRow {
    /// The inquiry.
    pub inquiry: Id<InquiryKind>,
    /// On which side the firm stands.
    pub side: Side,
    /// Who stands on the other.
    pub other_firm: Id<Firm>,
    /// The product.
    pub product: Id<ProductKind>,
    /// The product's title.
    pub title: String,
    /// How many.
    pub quantity: i64,
    /// What is counted.
    pub unit: Unit,
    /// Where it stands.
    pub state: InquiryState,
    /// When it was asked.
    pub at: Timestamp,
}

/// A row of a firm's list, with what happened in it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Going {
    /// The row.
    pub(crate) row: InquiryRow,
    /// Whose turn it is.
    pub(crate) turn: Option<Side>,
    /// When it was asked, quoted or written about last.
    pub(crate) active_at: Timestamp,
}

impl Going {
    /// A row with its last quote and its last word.
    pub(crate) fn of(row: InquiryRow, quoted: Option<Timestamp>, said: Option<&LastWord>) -> Self {
        let side = |firm| if firm == row.other_firm { row.side.other() } else { row.side };
        let turn = turn(row.state, quoted, said.map(|said| (side(said.firm), said.at)));
        let last = [Some(row.at), quoted, said.map(|said| said.at)].into_iter().flatten().max();
        let active_at = last.unwrap_or(row.at);
        Self { row, turn, active_at }
    }

    /// Whether the firm has the next word.
    pub(crate) fn is_mine(&self) -> bool {
        self.turn == Some(self.row.side)
    }

    /// What a list by turn sorts it by.
    pub(crate) fn turn_key(&self) -> TurnKey {
        let id = self.row.inquiry.raw();
        TurnKey { is_mine: self.is_mine(), active_at: self.active_at, id }
    }
}

/// An inquiry as a buyer types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInquiry {
    /// The product.
    pub product: Id<ProductKind>,
    /// How many.
    pub quantity: i64,
    /// What the buyer writes.
    pub text: String,
    /// A country (ISO 3166-1) or a place (UN/LOCODE).
    pub destination: Option<String>,
}

impl NewInquiry {
    /// Reads the form for an offer; every mistake is told at once.
    pub(crate) fn read(
        &self,
        id: Id<InquiryKind>,
        offer: Offer,
        buyer: Id<Firm>,
        at: Timestamp,
    ) -> Outcome<Inquiry> {
        let mut faults = Faults::default();
        if offer.firm == buyer {
            faults.add(SourcingRefusal::OwnProduct);
        }
        if !(1..=QUANTITY_MOST).contains(&self.quantity) {
            faults.add(SourcingRefusal::QuantityOutOfRange { most: QUANTITY_MOST });
        }
        if let Err(refusal) = talk::read_text(&self.text) {
            faults.add(refusal);
        }
        let destination = faults.or(self.read_destination(), None);
        faults.end()?;
        Ok(Inquiry {
            id,
            product: self.product,
            title: offer.title,
            buyer,
            seller: offer.firm,
            quantity: self.quantity,
            unit: offer.unit,
            destination,
            state: InquiryState::Open,
            version: 1,
            at,
        })
    }

    fn read_destination(&self) -> Result<Option<String>, SourcingRefusal> {
        let told = self.destination.as_deref().unwrap_or("").trim();
        match told {
            "" => Ok(None),
            code if Locode::is_country(code) || Locode::parse(code).is_some() => {
                Ok(Some(code.to_owned()))
            }
            _ => Err(SourcingRefusal::DestinationUnknown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_turn_of_who_did_not_speak_last() {
        let at = |micros| Some(Timestamp::from_micros(micros));
        let said = |side, micros| Some((side, Timestamp::from_micros(micros)));
        let (buyer, seller) = (Side::Buyer, Side::Seller);
        for (state, quoted, said, wanted) in [
            (InquiryState::Open, None, said(buyer, 1), Some(seller)),
            (InquiryState::Open, None, said(seller, 2), Some(buyer)),
            (InquiryState::Quoted, at(3), said(buyer, 1), Some(buyer)),
            (InquiryState::Quoted, at(3), said(buyer, 4), Some(seller)),
            (InquiryState::Quoted, at(3), None, Some(buyer)),
            (InquiryState::Agreed, at(3), said(buyer, 4), None),
            (InquiryState::Closed, None, said(buyer, 4), None),
        ] {
            assert_eq!(turn(state, quoted, said), wanted, "{state:?} {quoted:?} {said:?}");
        }
    }
}
