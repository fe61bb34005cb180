//! Why a cart says no.

use kernel::{Fact, Money, Reason};

/// A cart's reasons to refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the facts are named in each sentence")]
pub enum CartRefusal {
    /// A shop does not buy from itself.
    OwnGoods,
    /// Too many different products.
    LinesTooMany { most: i64 },
    /// Too many shops at once.
    ShopsTooMany { most: i64 },
    /// Less than nothing of something.
    QuantityOutOfRange,
    /// It is no longer on the market.
    ItemGone { title: String },
    /// Its seller wants to be asked first.
    ItemAsksFirst { title: String },
    /// Less than the least order, or no whole lots.
    ItemQuantity { title: String, least: i64, lot: i64 },
    /// Nothing lies in it.
    Empty,
    /// Goods that travel need to know where to.
    AddressNeeded,
    /// A shop does not send goods there.
    NotDelivered { shop: String },
    /// Something is not as it was when it was looked at.
    Changed,
    /// Too many addresses.
    AddressesTooMany { most: i64 },
    /// Neither net nor gross.
    TaxBasisUnknown,
    /// No tax category of that code.
    TaxUnknown,
    /// A rate that no country has, or none where one is needed.
    TaxRateOutOfRange { most: i64 },
    /// Only the standard category has a rate.
    TaxRateOnlyForS,
    /// Too many tax rules.
    TaxRulesTooMany { most: i64 },
    /// Too many freight rules.
    RulesTooMany { most: i64 },
    /// No such country, or a region's name that is too long.
    PlaceUnknown { told: String },
    /// Too many places in one rule.
    PlacesTooMany { most: i64 },
    /// No such currency.
    CurrencyUnknown,
    /// No such sort of rule.
    KindUnknown,
    /// No amount of money.
    AmountUnreadable { field: &'static str },
    /// No pieces, or more than anybody counts.
    PiecesOutOfRange { field: &'static str, most: i64 },
    /// More than any money.
    FreightTooHigh,
    /// All is paid, or over.
    NothingDue,
    /// The balance has less than all orders need.
    BalanceTooSmall { due: Money, available: Money },
}

impl Reason for CartRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::OwnGoods => "cart-own-goods",
            Self::LinesTooMany { .. } => "cart-lines-too-many",
            Self::ShopsTooMany { .. } => "cart-shops-too-many",
            Self::QuantityOutOfRange => "cart-quantity-out-of-range",
            Self::ItemGone { .. } => "cart-item-gone",
            Self::ItemAsksFirst { .. } => "cart-item-asks-first",
            Self::ItemQuantity { .. } => "cart-item-quantity",
            Self::Empty => "cart-empty",
            Self::AddressNeeded => "cart-address-needed",
            Self::NotDelivered { .. } => "cart-not-delivered",
            Self::Changed => "cart-changed",
            Self::AddressesTooMany { .. } => "cart-addresses-too-many",
            Self::RulesTooMany { .. } => "cart-rules-too-many",
            Self::PlaceUnknown { .. } => "cart-place-unknown",
            Self::PlacesTooMany { .. } => "cart-places-too-many",
            Self::CurrencyUnknown => "cart-currency-unknown",
            Self::KindUnknown => "cart-kind-unknown",
            Self::AmountUnreadable { .. } => "cart-amount-unreadable",
            Self::PiecesOutOfRange { .. } => "cart-pieces-out-of-range",
            Self::TaxBasisUnknown => "cart-tax-basis-unknown",
            Self::TaxUnknown => "cart-tax-unknown",
            Self::TaxRateOutOfRange { .. } => "cart-tax-rate-out-of-range",
            Self::TaxRateOnlyForS => "cart-tax-rate-only-for-s",
            Self::TaxRulesTooMany { .. } => "cart-tax-rules-too-many",
            Self::FreightTooHigh => "cart-freight-too-high",
            Self::NothingDue => "cart-nothing-due",
            Self::BalanceTooSmall { .. } => "cart-balance-too-small",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::QuantityOutOfRange | Self::ItemQuantity { .. } => "quantity",
            Self::AddressNeeded | Self::NotDelivered { .. } => "address",
            Self::Changed => "seal",
            Self::PlaceUnknown { .. } | Self::PlacesTooMany { .. } => "places",
            Self::CurrencyUnknown => "currency",
            Self::KindUnknown => "kind",
            Self::TaxBasisUnknown => "basis",
            Self::AmountUnreadable { field } | Self::PiecesOutOfRange { field, .. } => field,
            _ => return None,
        })
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::LinesTooMany { most }
            | Self::ShopsTooMany { most }
            | Self::AddressesTooMany { most }
            | Self::RulesTooMany { most }
            | Self::TaxRulesTooMany { most }
            | Self::TaxRateOutOfRange { most }
            | Self::PlacesTooMany { most }
            | Self::PiecesOutOfRange { most, .. } => vec![("most", (*most).into())],
            Self::ItemGone { title } | Self::ItemAsksFirst { title } => {
                vec![("title", title.as_str().into())]
            }
            Self::ItemQuantity { title, least, lot } => vec![
                ("title", title.as_str().into()),
                ("least", (*least).into()),
                ("lot", (*lot).into()),
            ],
            Self::NotDelivered { shop } => vec![("shop", shop.as_str().into())],
            Self::PlaceUnknown { told } => vec![("told", told.as_str().into())],
            Self::BalanceTooSmall { due, available } => {
                vec![("due", (*due).into()), ("available", (*available).into())]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Currency;

    const WORDS: [&str; 2] =
        [include_str!("../../locales/en.ftl"), include_str!("../../locales/zh-CN.ftl")];

    fn one_of_each() -> Vec<CartRefusal> {
        use CartRefusal as No;
        let (most, title, money) = (1, || "x".to_owned(), Money::zero(Currency::USD));
        vec![
            No::OwnGoods,
            No::LinesTooMany { most },
            No::ShopsTooMany { most },
            No::QuantityOutOfRange,
            No::ItemGone { title: title() },
            No::ItemAsksFirst { title: title() },
            No::ItemQuantity { title: title(), least: 1, lot: 1 },
            No::Empty,
            No::AddressNeeded,
            No::NotDelivered { shop: title() },
            No::Changed,
            No::AddressesTooMany { most },
            No::RulesTooMany { most },
            No::TaxBasisUnknown,
            No::TaxUnknown,
            No::TaxRateOutOfRange { most },
            No::TaxRateOnlyForS,
            No::TaxRulesTooMany { most },
            No::PlaceUnknown { told: title() },
            No::PlacesTooMany { most },
            No::CurrencyUnknown,
            No::KindUnknown,
            No::AmountUnreadable { field: "more" },
            No::PiecesOutOfRange { field: "first", most },
            No::FreightTooHigh,
            No::NothingDue,
            No::BalanceTooSmall { due: money, available: money },
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
