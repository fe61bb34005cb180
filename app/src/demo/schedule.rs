//! When what happens: the dates of the records moved to now, and what followed each invoice.

use kernel::{MICROS_PER_DAY, MICROS_PER_SECOND, Timestamp};

/// Everything that falls into the same hour is done together, at its end.
const SLICE_US: i64 = 3_600 * MICROS_PER_SECOND;
/// Slices of a day.
const DAY: i64 = MICROS_PER_DAY / SLICE_US;
/// Days of a week.
const WEEK_D: i64 = 7;

/// An hour, counted from 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Slice(i64);

impl Slice {
    /// The hour of an instant.
    pub(super) fn of(at: Timestamp) -> Self {
        Self(at.micros().div_euclid(SLICE_US))
    }

    /// So many hours later, or earlier.
    pub(super) const fn plus(self, hours: i64) -> Self {
        Self(self.0 + hours)
    }

    /// The instant at which its acts are done.
    pub(super) const fn end(self) -> Timestamp {
        Timestamp::from_micros((self.0 + 1) * SLICE_US)
    }
}

/// How far the records are moved: the largest number of whole weeks after which their last day is
/// not after yesterday, so that week days stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shift {
    /// Below nothing where the records lie ahead.
    pub(super) weeks: i64,
}

impl Shift {
    /// Moves `last` to yesterday, or to the days before.
    pub(super) fn to_yesterday(last: Timestamp, now: Timestamp) -> Self {
        let day = |at: Timestamp| at.micros().div_euclid(MICROS_PER_DAY);
        Self { weeks: (day(now) - 1 - day(last)).div_euclid(WEEK_D) }
    }

    /// An instant of the records, moved.
    pub(super) const fn moved(self, at: Timestamp) -> Timestamp {
        at.plus_days(self.weeks * WEEK_D)
    }
}

/// What followed an invoice. The records do not tell, so its number does: the same file is replayed
/// alike each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Schedule {
    /// The invoice's own hour.
    pub(super) placed: Slice,
    /// One to three hours later.
    pub(super) paid: Slice,
    /// On the next day, in the morning or the afternoon.
    pub(super) shipped: Slice,
    /// Two to six days after dispatch; before the deadline would do it.
    pub(super) confirmed: Slice,
}

impl Schedule {
    /// For an invoice of this number.
    pub(super) fn of(number: &str, placed: Slice) -> Self {
        let mut draw = Draw::of(number);
        let day = placed.0.div_euclid(DAY) * DAY;
        let paid = placed.plus(1 + draw.below(3));
        let shipped = Slice(day + DAY + 8 + draw.below(9));
        let confirmed = shipped.plus(DAY * (2 + draw.below(5)) + draw.below(8));
        Self { placed, paid, shipped, confirmed }
    }

    /// When something is given back that was cancelled in this hour: once it is paid, and in no
    /// hour in which the goods leave or are received.
    pub(super) fn refunded(&self, cancelled: Slice) -> Slice {
        let hour = cancelled.max(self.paid.plus(1));
        if hour == self.shipped || hour == self.confirmed { hour.plus(1) } else { hour }
    }
}

/// Small numbers from a text.
struct Draw(u64);

impl Draw {
    /// FNV-1a (Fowler, Noll and Vo 1991).
    fn of(text: &str) -> Self {
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(text.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
    }

    fn below(&mut self, end: u64) -> i64 {
        // Its low bits are the poorest.
        let drawn = (self.0 >> 32) % end;
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        i64::try_from(drawn).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().expect("an instant").into()
    }

    #[test]
    fn the_last_day_comes_to_yesterday_or_up_to_six_days_before() {
        let last = at("2010-12-09T20:01:00Z");
        let cases = [
            ("2026-03-06T00:00:01Z", "2026-03-05T20:01:00Z"),
            ("2026-03-05T23:59:59Z", "2026-02-26T20:01:00Z"),
            ("2026-03-02T12:00:00Z", "2026-02-26T20:01:00Z"),
            ("2010-12-10T12:00:00Z", "2010-12-09T20:01:00Z"),
            ("2010-12-08T12:00:00Z", "2010-12-02T20:01:00Z"),
        ];
        for (now, wanted) in cases {
            assert_eq!(Shift::to_yesterday(last, at(now)).moved(last), at(wanted), "{now}");
        }
    }

    #[test]
    fn what_follows_an_invoice_follows_in_order_and_before_any_deadline() {
        let placed = Slice::of(at("2026-03-02T23:30:00Z"));
        let mut days = std::collections::BTreeSet::new();
        for number in (489_434..490_434).map(|number| number.to_string()) {
            let course = Schedule::of(&number, placed);
            assert_eq!(course, Schedule::of(&number, placed));
            assert!(course.placed < course.paid && course.paid.plus(1) < course.shipped);
            assert!(course.shipped.plus(1) < course.confirmed);
            assert!(course.confirmed < course.shipped.plus(10 * DAY));
            days.insert((course.confirmed.0 - course.shipped.0) / DAY);
        }
        assert_eq!(days.len(), 5);
    }

    #[test]
    fn a_refund_waits_for_the_payment_and_keeps_out_of_the_way() {
        let course = Schedule::of("489434", Slice(1_000));
        assert_eq!(course.refunded(course.placed), course.paid.plus(1));
        assert_eq!(course.refunded(course.shipped), course.shipped.plus(1));
        assert_eq!(course.refunded(course.confirmed), course.confirmed.plus(1));
        let later = course.confirmed.plus(500);
        assert_eq!(course.refunded(later), later);
    }
}
