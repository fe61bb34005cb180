//! The market's fee: a share of what is released, frozen when the money is first kept, and given
//! back pro rata with every refund after the release.

use kernel::Money;

/// What an agreement pays, as it stood when it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeRule {
    /// Basis points of what is released.
    pub bps: i64,
    /// The least fee, in minor units.
    pub minimum_minor: i64,
    /// The most, in minor units; zero knows no most.
    pub maximum_minor: i64,
}

impl FeeRule {
    /// The fee of a release: the share rounded half to even, at least the minimum, at most the
    /// maximum, never more than what is released.
    pub fn fee(&self, gross: Money) -> Money {
        let share = gross.share(self.bps).minor.max(self.minimum_minor);
        let capped = if self.maximum_minor > 0 { share.min(self.maximum_minor) } else { share };
        Money { minor: capped.min(gross.minor), ..gross }
    }

    /// The fee that is left when only `rest` of a release of `gross` has not gone back:
    /// `fee(gross) × rest ÷ gross`, rounded half to even. It looks at what is left and at nothing
    /// else, so that many small refunds end where one large one does; with all gone back it is
    /// nothing. A refund of `amount` returns the difference of two such figures, which is never
    /// more than `amount`, since the fee is never more than the release.
    pub fn left(&self, gross: Money, rest: Money) -> Money {
        self.fee(gross).pro_rata(rest.minor, gross.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Currency;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    #[test]
    fn the_fee_stands_between_its_minimum_and_its_maximum() {
        // Released, basis points, minimum, maximum: fee.
        let cases = [
            (10_000, 30, 0, 0, 30),
            (500, 30, 0, 0, 2),
            (1_500, 30, 0, 0, 4),
            (0, 30, 50, 0, 0),
            (40, 30, 50, 0, 40),
            (10_000, 30, 50, 0, 50),
            (10_000, 0, 0, 0, 0),
            (1, 10_000, 0, 0, 1),
            (10_000, 30, 0, 20, 20),
            (10_000, 30, 0, 30, 30),
            (10_000, 30, 50, 50, 50),
            (40, 30, 50, 60, 40),
        ];
        for (gross, bps, minimum_minor, maximum_minor, fee) in cases {
            let rule = FeeRule { bps, minimum_minor, maximum_minor };
            assert_eq!(rule.fee(usd(gross)).minor, fee, "{gross} at {rule:?}");
        }
    }

    #[test]
    fn many_small_refunds_return_the_same_fee_as_one_large_one_and_never_more_than_was_refunded() {
        let rules = [(30, 0, 0), (30, 50, 0), (9_999, 0, 0), (10_000, 0, 0), (2_500, 7, 20)];
        for (bps, minimum_minor, maximum_minor) in rules {
            let rule = FeeRule { bps, minimum_minor, maximum_minor };
            for gross in [1, 2, 3, 40, 101, 997] {
                let left = |rest: i64| rule.left(usd(gross), usd(rest)).minor;
                assert_eq!((left(gross), left(0)), (rule.fee(usd(gross)).minor, 0));
                for rest in 0..gross {
                    for amount in 1..=(gross - rest) {
                        let back = left(rest + amount) - left(rest);
                        assert!((0..=amount).contains(&back), "{rule:?} {gross} {rest} {amount}");
                    }
                }
            }
        }
    }
}
