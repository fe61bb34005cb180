//! What can be promised, for how long it can be claimed, and how much it is worth.

use kernel::Money;
use kernel::rules::Protect;

/// One of the promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    /// The goods are as described; whoever promises anything promises this.
    Truthful,
    /// Goods go back within days, for no reason.
    NoReason,
    /// A fake costs a multiple of the price.
    Fake,
    /// What breaks within days is repaired.
    Repair,
    /// Digital goods come at once.
    Instant,
    /// The goods are genuine, or the money goes back.
    Genuine,
}

/// What a claim is reckoned from, in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// What the goods cost.
    pub paid: Money,
    /// What of it went back to the buyer.
    pub refunded: Money,
    /// What of it was made good by other claims of the same deal, fakes apart.
    pub compensated: Money,
}

impl Promise {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 6] =
        [Self::Truthful, Self::NoReason, Self::Fake, Self::Repair, Self::Instant, Self::Genuine];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Truthful => "truthful",
            Self::NoReason => "no-reason",
            Self::Fake => "fake",
            Self::Repair => "repair",
            Self::Instant => "instant",
            Self::Genuine => "genuine",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|promise| promise.word() == word)
    }

    /// Days after the finish of a trade in which a claim can be made.
    pub const fn window_d(self, rules: &Protect) -> i64 {
        match self {
            Self::NoReason => rules.no_reason_return_d,
            Self::Repair => rules.repair_d,
            _ => rules.claim_d,
        }
    }

    /// The most that a claim can be for. A fake: so many times the price, whatever went back.
    /// What did not come at once: a share of the price. All others: what the buyer has not had back
    /// of the price, neither by a refund nor by another claim.
    pub fn most(self, rules: &Protect, price: &Price) -> Money {
        let paid = price.paid;
        match self {
            Self::Fake => Money::new(paid.minor.saturating_mul(rules.fake_multiple), paid.currency),
            Self::Instant => paid.share(rules.instant_bps),
            _ => {
                let left = paid.minor - price.refunded.minor - price.compensated.minor;
                Money::new(left.max(0), paid.currency)
            }
        }
    }

    /// Whether what is paid for it makes the price good, and so is counted against other claims.
    pub const fn is_of_price(self) -> bool {
        !matches!(self, Self::Fake)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Currency;
    use kernel::rules::Rules;

    #[test]
    fn a_claim_is_worth_what_its_promise_says() {
        let rules = &Rules::current().protect;
        let cny = |minor| Money::new(minor, Currency::CNY);
        // Promise, refunded, made good: the most, of a price of 240.00.
        let cases = [
            (Promise::Truthful, 0, 0, 24_000),
            (Promise::Truthful, 10_000, 4_000, 10_000),
            (Promise::Truthful, 24_000, 2_400, 0),
            (Promise::NoReason, 24_000, 0, 0),
            (Promise::Fake, 24_000, 24_000, 72_000),
            (Promise::Repair, 0, 1, 23_999),
            (Promise::Instant, 24_000, 0, 2_400),
            (Promise::Genuine, 1, 0, 23_999),
        ];
        for (promise, refunded, compensated, most) in cases {
            let (refunded, compensated) = (cny(refunded), cny(compensated));
            let price = Price { paid: cny(24_000), refunded, compensated };
            assert_eq!(promise.most(rules, &price), cny(most), "{promise:?}");
        }
        let large = Price { paid: cny(i64::MAX / 2), refunded: cny(0), compensated: cny(0) };
        assert_eq!(Promise::Fake.most(rules, &large).minor, i64::MAX);
    }

    #[test]
    fn every_promise_reads_back_its_word_and_has_its_time() {
        let rules = &Rules::current().protect;
        let days: Vec<i64> = Promise::ALL.iter().map(|one| one.window_d(rules)).collect();
        assert_eq!(days, [14, 7, 14, 30, 14, 14]);
        for promise in Promise::ALL {
            assert_eq!(Promise::from_word(promise.word()), Some(promise));
        }
    }
}
