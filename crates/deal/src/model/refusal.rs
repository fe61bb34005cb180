//! Why a deal says no, in the order checked.

use kernel::{Fact, Incoterm, Money, Reason, Timestamp};

/// A deal's reasons to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the facts are named in each sentence")]
pub enum DealRefusal {
    /// No lines, or too many.
    LinesOutOfRange { most: i64 },
    /// Nothing of something, or more than there is.
    QuantityOutOfRange { most: i64 },
    /// A text is empty, too long, or cannot be shown.
    Text { field: &'static str, most: i64 },
    /// A line by link has neither a listing nor a title and a unit.
    LineNeedsWords,
    /// The lines are of two sellers.
    TwoSellers,
    /// The lines are in two currencies.
    TwoCurrencies,
    /// A listing that wants to be asked first.
    NotAnOpenOffer,
    /// The shop's freight or tax comes on top, which only the checkout works out.
    ThroughCheckout,
    /// A firm cannot trade with itself.
    OwnOffer,
    /// Parts that do not make the whole, or too many.
    PartsNotWhole { most: i64 },
    /// A part before production after one before shipment.
    PartsOutOfOrder,
    /// A part would be nothing.
    TooSmallToSplit,
    /// The whole price is nothing.
    NothingToPay,
    /// A lead time below nothing or beyond two years.
    LeadTimeOutOfRange { most: i64 },
    /// An Incoterm names a place.
    PlaceNeeded,
    /// An Incoterm for ships, without a ship or a port.
    NeedsAPort { incoterm: Incoterm },
    /// The link was accepted already.
    LinkUsed,
    /// The link's time is over.
    LinkExpired,
    /// Nobody has signed the other side yet.
    NotAgreed,
    /// Nothing more happens in this deal.
    IsOver,
    /// The contract has no such part.
    PartUnknown { count: i64 },
    /// This part is paid.
    PartPaid { nth: i64 },
    /// Another part comes first.
    PartNotNext { next: i64 },
    /// The goods cannot be looked at before they are made or after they left.
    NothingToInspect,
    /// An inspection is awaited.
    InspectionOpen,
    /// Only who sent for an inspector calls the inspection off.
    InspectionOfOther,
    /// No inspection is awaited.
    NoInspectionOpen,
    /// Too many inspections.
    InspectionsTooMany { most: i64 },
    /// More pieces found wrong than there can be.
    FoundOutOfRange,
    /// Something is still to be paid before the goods leave.
    NotPaid,
    /// The goods are on their way already.
    AlreadyShipped,
    /// The goods have not left yet.
    NotShipped,
    /// A sea journey needs a day of arrival.
    EtaNeeded,
    /// A day of arrival in the past or too far away.
    EtaOutOfRange { most: i64 },
    /// Nothing is in custody or with the seller.
    NothingToRefund,
    /// The goods have left, so the deal cannot be cancelled.
    TooLateToCancel,
    /// A seller who wants to end a paid deal gives the money back.
    CancelByRefund,
    /// The seller still has time.
    NotLate { due_at: Timestamp },
    /// What is to be paid before shipment is not paid, so the seller is not late.
    BuyerIsLate,
    /// A remedy is open, and the deal waits for its end.
    RemedyOpen,
    /// More time only in the steps of the rules.
    ExtensionUnknown { days: &'static [i64] },
    /// More time too often.
    ExtensionsTooMany { most: i64 },
    /// The time to confirm is over.
    TimeIsOver,
    /// Only what was agreed to be without travelling is delivered so, and that in no other way.
    TransportNotAgreed,
    /// No such country.
    CountryUnknown,
    /// No telephone number.
    PhoneUnreadable,
    /// A part is due after an inspection, and none was passed.
    InspectionFirst,
    /// The contract has no such line of goods.
    LineUnknown { nth: i64 },
    /// A parcel with more of a line than is left, or with a line twice.
    MoreThanRest { nth: i64, rest: i64 },
    /// A parcel with nothing in it.
    ParcelEmpty,
    /// The contract lets the goods leave in one piece only.
    PartsNotAllowed,
    /// Some of the goods have left: what is left is closed instead.
    CloseTheRest,
    /// The buyer wanted the rest before, and it will not come: agreed, or a claim.
    ClaimInstead,
    /// Nothing has left yet, so that there is no rest.
    NothingSentYet,
    /// A proposal waits for an answer.
    ProposalOpen,
    /// Nothing is proposed.
    NoProposal,
    /// Another price only while nothing is paid.
    PriceIsPaid,
    /// The price stays as it was.
    PriceIsSame,
    /// The goods are taxed in several ways, or it is not told how.
    FreightTaxUnknown,
    /// Less than nothing, or all of the goods' price, taken off.
    DiscountOutOfRange { most: Money },
    /// Too many parcels.
    ShipmentsTooMany { most: i64 },
    /// Too many proposals.
    ProposalsTooMany { most: i64 },
}

impl Reason for DealRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::LinesOutOfRange { .. } => "deal-lines-out-of-range",
            Self::QuantityOutOfRange { .. } => "deal-quantity-out-of-range",
            Self::Text { .. } => "deal-text",
            Self::LineNeedsWords => "deal-line-needs-words",
            Self::TwoSellers => "deal-two-sellers",
            Self::TwoCurrencies => "deal-two-currencies",
            Self::NotAnOpenOffer => "deal-not-an-open-offer",
            Self::ThroughCheckout => "deal-through-checkout",
            Self::OwnOffer => "deal-own-offer",
            Self::PartsNotWhole { .. } => "deal-parts-not-whole",
            Self::PartsOutOfOrder => "deal-parts-out-of-order",
            Self::TooSmallToSplit => "deal-too-small-to-split",
            Self::NothingToPay => "deal-nothing-to-pay",
            Self::LeadTimeOutOfRange { .. } => "deal-lead-time-out-of-range",
            Self::PlaceNeeded => "deal-place-needed",
            Self::NeedsAPort { .. } => "deal-needs-a-port",
            Self::LinkUsed => "deal-link-used",
            Self::LinkExpired => "deal-link-expired",
            Self::NotAgreed => "deal-not-agreed",
            Self::IsOver => "deal-is-over",
            Self::PartUnknown { .. } => "deal-part-unknown",
            Self::PartPaid { .. } => "deal-part-paid",
            Self::PartNotNext { .. } => "deal-part-not-next",
            Self::NothingToInspect => "deal-nothing-to-inspect",
            Self::InspectionOpen => "deal-inspection-open",
            Self::InspectionOfOther => "deal-inspection-of-other",
            Self::NoInspectionOpen => "deal-no-inspection-open",
            Self::InspectionsTooMany { .. } => "deal-inspections-too-many",
            Self::FoundOutOfRange => "deal-found-out-of-range",
            Self::NotPaid => "deal-not-paid",
            Self::AlreadyShipped => "deal-already-shipped",
            Self::NotShipped => "deal-not-shipped",
            Self::EtaNeeded => "deal-eta-needed",
            Self::EtaOutOfRange { .. } => "deal-eta-out-of-range",
            Self::NothingToRefund => "deal-nothing-to-refund",
            Self::TooLateToCancel => "deal-too-late-to-cancel",
            Self::CancelByRefund => "deal-cancel-by-refund",
            Self::NotLate { .. } => "deal-not-late",
            Self::BuyerIsLate => "deal-buyer-is-late",
            Self::RemedyOpen => "deal-remedy-open",
            Self::ExtensionUnknown { .. } => "deal-extension-unknown",
            Self::ExtensionsTooMany { .. } => "deal-extensions-too-many",
            Self::TimeIsOver => "deal-time-is-over",
            Self::TransportNotAgreed => "deal-transport-not-agreed",
            Self::CountryUnknown => "deal-country-unknown",
            Self::PhoneUnreadable => "deal-phone-unreadable",
            Self::InspectionFirst => "deal-inspection-first",
            Self::LineUnknown { .. } => "deal-line-unknown",
            Self::MoreThanRest { .. } => "deal-more-than-rest",
            Self::ParcelEmpty => "deal-parcel-empty",
            Self::PartsNotAllowed => "deal-parts-not-allowed",
            Self::CloseTheRest => "deal-close-the-rest",
            Self::ClaimInstead => "deal-claim-instead",
            Self::NothingSentYet => "deal-nothing-sent-yet",
            Self::ProposalOpen => "deal-proposal-open",
            Self::NoProposal => "deal-no-proposal",
            Self::PriceIsPaid => "deal-price-is-paid",
            Self::PriceIsSame => "deal-price-is-same",
            Self::FreightTaxUnknown => "deal-freight-tax-unknown",
            Self::DiscountOutOfRange { .. } => "deal-discount-out-of-range",
            Self::ShipmentsTooMany { .. } => "deal-shipments-too-many",
            Self::ProposalsTooMany { .. } => "deal-proposals-too-many",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::Text { field, .. } => field,
            Self::LinesOutOfRange { .. }
            | Self::LineNeedsWords
            | Self::TwoSellers
            | Self::TwoCurrencies
            | Self::NotAnOpenOffer
            | Self::ThroughCheckout => "lines",
            Self::QuantityOutOfRange { .. } => "quantity",
            Self::PartsNotWhole { .. } | Self::PartsOutOfOrder | Self::TooSmallToSplit => "parts",
            Self::LeadTimeOutOfRange { .. } => "lead_time_d",
            Self::PlaceNeeded | Self::NeedsAPort { .. } => "place",
            Self::PartUnknown { .. } | Self::PartPaid { .. } | Self::PartNotNext { .. } => {
                "milestone"
            }
            Self::FoundOutOfRange => "found",
            Self::ExtensionUnknown { .. } => "days",
            Self::EtaNeeded | Self::EtaOutOfRange { .. } => "eta",
            Self::TransportNotAgreed => "transport",
            Self::CountryUnknown => "country",
            Self::PhoneUnreadable => "phone",
            Self::LineUnknown { .. } | Self::MoreThanRest { .. } | Self::ParcelEmpty => "parcel",
            Self::DiscountOutOfRange { .. } => "discount",
            Self::FreightTaxUnknown => "freight",
            _ => return None,
        })
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match *self {
            Self::LinesOutOfRange { most }
            | Self::QuantityOutOfRange { most }
            | Self::Text { most, .. }
            | Self::PartsNotWhole { most }
            | Self::LeadTimeOutOfRange { most }
            | Self::InspectionsTooMany { most }
            | Self::ExtensionsTooMany { most }
            | Self::ProposalsTooMany { most }
            | Self::ShipmentsTooMany { most }
            | Self::EtaOutOfRange { most } => vec![("most", most.into())],
            Self::NeedsAPort { incoterm } => vec![("incoterm", incoterm.code().into())],
            Self::PartUnknown { count } => vec![("count", count.into())],
            Self::ExtensionUnknown { days } => {
                let days: Vec<String> = days.iter().map(i64::to_string).collect();
                vec![("days", days.join(", ").into())]
            }
            Self::PartPaid { nth } | Self::LineUnknown { nth } => vec![("nth", nth.into())],
            Self::MoreThanRest { nth, rest } => vec![("nth", nth.into()), ("rest", rest.into())],
            Self::DiscountOutOfRange { most } => vec![("most", most.into())],
            Self::PartNotNext { next } => vec![("next", next.into())],
            Self::NotLate { due_at } => vec![("due", due_at.into())],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 2] =
        [include_str!("../../locales/en.ftl"), include_str!("../../locales/zh-CN.ftl")];

    fn one_of_each() -> Vec<DealRefusal> {
        use DealRefusal as No;
        let (most, nth, next, count) = (1, 1, 1, 1);
        vec![
            No::LinesOutOfRange { most },
            No::QuantityOutOfRange { most },
            No::Text { field: "note", most },
            No::LineNeedsWords,
            No::TwoSellers,
            No::TwoCurrencies,
            No::NotAnOpenOffer,
            No::ThroughCheckout,
            No::OwnOffer,
            No::PartsNotWhole { most },
            No::PartsOutOfOrder,
            No::TooSmallToSplit,
            No::NothingToPay,
            No::LeadTimeOutOfRange { most },
            No::PlaceNeeded,
            No::NeedsAPort { incoterm: Incoterm::Fob },
            No::LinkUsed,
            No::LinkExpired,
            No::NotAgreed,
            No::IsOver,
            No::PartUnknown { count },
            No::PartPaid { nth },
            No::PartNotNext { next },
            No::NothingToInspect,
            No::InspectionOpen,
            No::InspectionOfOther,
            No::NoInspectionOpen,
            No::InspectionsTooMany { most },
            No::FoundOutOfRange,
            No::NotPaid,
            No::AlreadyShipped,
            No::NotShipped,
            No::EtaNeeded,
            No::EtaOutOfRange { most },
            No::NothingToRefund,
            No::TooLateToCancel,
            No::CancelByRefund,
            No::NotLate { due_at: Timestamp::from_micros(0) },
            No::BuyerIsLate,
            No::RemedyOpen,
            No::ExtensionUnknown { days: &[3, 5] },
            No::ExtensionsTooMany { most },
            No::TimeIsOver,
            No::TransportNotAgreed,
            No::CountryUnknown,
            No::PhoneUnreadable,
            No::InspectionFirst,
            No::LineUnknown { nth },
            No::MoreThanRest { nth, rest: 1 },
            No::ParcelEmpty,
            No::PartsNotAllowed,
            No::CloseTheRest,
            No::ClaimInstead,
            No::NothingSentYet,
            No::ProposalOpen,
            No::NoProposal,
            No::PriceIsPaid,
            No::PriceIsSame,
            No::FreightTaxUnknown,
            No::DiscountOutOfRange { most: Money::new(1, kernel::Currency::USD) },
            No::ShipmentsTooMany { most },
            No::ProposalsTooMany { most },
        ]
    }

    #[test]
    fn every_refusal_has_its_sentence_with_its_facts_in_every_language() {
        for words in WORDS {
            for refusal in one_of_each() {
                let key = format!("refusal-{} = ", refusal.code());
                let line = words.lines().find_map(|line| line.strip_prefix(&key));
                let sentence = line.unwrap_or_else(|| panic!("{key} is missing"));
                for (fact, _) in refusal.facts() {
                    assert!(sentence.contains(&format!("{{ ${fact} }}")), "{key}: {fact}");
                }
            }
        }
    }
}
