//! Why sourcing says no.

use kernel::{Fact, Incoterm, Locode, Reason, Timestamp};

/// Sourcing's reasons to refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourcingRefusal {
    /// A firm asks itself.
    OwnProduct,
    /// Less than one, or more than any order.
    QuantityOutOfRange {
        /// The largest quantity.
        most: i64,
    },
    /// Neither a country nor a place.
    DestinationUnknown,
    /// A quote was accepted already.
    InquiryAgreed,
    /// It ended without an agreement.
    InquiryClosed,
    /// The seller has quoted too often.
    TooManyQuotes {
        /// Most quotes to one inquiry.
        most: i64,
    },
    /// None of the eleven rules.
    IncotermUnknown,
    /// Not in the list of UN/LOCODE.
    PlaceUnknown,
    /// Not a way to travel.
    TransportUnknown,
    /// The term is for ships, and ships do not call there.
    PlaceNotPort {
        /// The term.
        incoterm: Incoterm,
        /// The place.
        place: Locode,
    },
    /// The term is for ships.
    TransportNotSea {
        /// The term.
        incoterm: Incoterm,
    },
    /// More days than a lead time may have.
    LeadTimeOutOfRange {
        /// Most days.
        most: i64,
    },
    /// No instant.
    ValidUntilUnreadable,
    /// The end has passed already.
    ValidUntilPast,
    /// Nobody may bind itself that long.
    ValidTooLong {
        /// Most days.
        most_d: i64,
    },
    /// No part, or too many.
    PartsOutOfRange {
        /// Most parts.
        most: i64,
    },
    /// A part is due at no known moment.
    PartDueUnknown,
    /// A part of nothing, or of more than the whole.
    PartNotPositive,
    /// The parts are not the whole.
    PartsNotWhole {
        /// Their sum, in basis points.
        sum_bps: i64,
    },
    /// A part due before shipment stands before one due before production.
    PartsNotInOrder,
    /// A note longer than it may be.
    NoteTooLong {
        /// Most characters.
        most: usize,
    },
    /// A note with characters that cannot be shown.
    NoteUnprintable,
    /// The seller took the quote back.
    QuoteWithdrawn,
    /// The seller gave another quote in its place.
    QuoteReplaced,
    /// The quote's end has passed.
    QuoteExpired {
        /// Its end.
        valid_until: Timestamp,
    },
    /// Fewer than the first price is for.
    BelowFirstTier {
        /// Where the first price begins.
        minimum: i64,
    },
}

impl Reason for SourcingRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::OwnProduct => "sourcing-own-product",
            Self::QuantityOutOfRange { .. } => "sourcing-quantity-out-of-range",
            Self::DestinationUnknown => "sourcing-destination-unknown",
            Self::InquiryAgreed => "sourcing-inquiry-agreed",
            Self::InquiryClosed => "sourcing-inquiry-closed",
            Self::TooManyQuotes { .. } => "sourcing-too-many-quotes",
            Self::IncotermUnknown => "sourcing-incoterm-unknown",
            Self::PlaceUnknown => "sourcing-place-unknown",
            Self::TransportUnknown => "sourcing-transport-unknown",
            Self::PlaceNotPort { .. } => "sourcing-place-not-port",
            Self::TransportNotSea { .. } => "sourcing-transport-not-sea",
            Self::LeadTimeOutOfRange { .. } => "sourcing-lead-time-out-of-range",
            Self::ValidUntilUnreadable => "sourcing-valid-until-unreadable",
            Self::ValidUntilPast => "sourcing-valid-until-past",
            Self::ValidTooLong { .. } => "sourcing-valid-too-long",
            Self::PartsOutOfRange { .. } => "sourcing-parts-out-of-range",
            Self::PartDueUnknown => "sourcing-part-due-unknown",
            Self::PartNotPositive => "sourcing-part-not-positive",
            Self::PartsNotWhole { .. } => "sourcing-parts-not-whole",
            Self::PartsNotInOrder => "sourcing-parts-not-in-order",
            Self::NoteTooLong { .. } => "sourcing-note-too-long",
            Self::NoteUnprintable => "sourcing-note-unprintable",
            Self::QuoteWithdrawn => "sourcing-quote-withdrawn",
            Self::QuoteReplaced => "sourcing-quote-replaced",
            Self::QuoteExpired { .. } => "sourcing-quote-expired",
            Self::BelowFirstTier { .. } => "sourcing-below-first-tier",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::OwnProduct => Some("product"),
            Self::QuantityOutOfRange { .. } | Self::BelowFirstTier { .. } => Some("quantity"),
            Self::DestinationUnknown => Some("destination"),
            Self::IncotermUnknown => Some("incoterm"),
            Self::PlaceUnknown | Self::PlaceNotPort { .. } => Some("place"),
            Self::TransportUnknown | Self::TransportNotSea { .. } => Some("transport"),
            Self::LeadTimeOutOfRange { .. } => Some("lead_time_d"),
            Self::ValidUntilUnreadable | Self::ValidUntilPast | Self::ValidTooLong { .. } => {
                Some("valid_until")
            }
            Self::PartsOutOfRange { .. }
            | Self::PartDueUnknown
            | Self::PartNotPositive
            | Self::PartsNotWhole { .. }
            | Self::PartsNotInOrder => Some("parts"),
            Self::NoteTooLong { .. } | Self::NoteUnprintable => Some("note"),
            _ => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match *self {
            Self::QuantityOutOfRange { most }
            | Self::TooManyQuotes { most }
            | Self::LeadTimeOutOfRange { most }
            | Self::ValidTooLong { most_d: most }
            | Self::PartsOutOfRange { most } => vec![("most", most.into())],
            Self::NoteTooLong { most } => {
                vec![("most", i64::try_from(most).unwrap_or(i64::MAX).into())]
            }
            Self::PlaceNotPort { incoterm, place } => {
                vec![("incoterm", incoterm.code().into()), ("place", place.name().into())]
            }
            Self::TransportNotSea { incoterm } => vec![("incoterm", incoterm.code().into())],
            Self::PartsNotWhole { sum_bps } => {
                let percent = format!("{}.{:02}", sum_bps / 100, sum_bps % 100);
                vec![("sum", percent.into())]
            }
            Self::QuoteExpired { valid_until } => vec![("end", valid_until.into())],
            Self::BelowFirstTier { minimum } => vec![("minimum", minimum.into())],
            _ => Vec::new(),
        }
    }
}
