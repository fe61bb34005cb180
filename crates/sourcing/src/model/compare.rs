//! The quotes to one request beside each other. Price never sets the first order (M-120).

use super::{Fit, RequestLine, RequestQuote};
use kernel::rules::Matching;
use kernel::{Money, Timestamp};
use party::TrustLine;
use std::cmp::Reverse;
use talk::ReplyRecord;

/// Of a thousand: half for how often a firm answers, half for how soon; half of all where nobody
/// asked yet.
pub(crate) fn reply_weight(record: &ReplyRecord, rules: &Matching) -> i64 {
    let Some(percent) = record.percent() else { return 500 };
    let soon = |hours: i64| 100 * rules.reply_h / hours.max(rules.reply_h).max(1);
    let soon = record.hours().map_or(0, soon);
    5 * (percent + soon.min(percent))
}

/// What is written down of a seller: how it answers, and when a request was brought to it last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SellerRecord {
    /// How it answers.
    pub reply: ReplyRecord,
    /// When a request was brought to it last.
    pub led_at: Option<Timestamp>,
}

/// What the quotes are ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Fit, then trust, then reply, then lead time.
    #[default]
    Fit,
    /// The sum for all that was asked, the most complete offers first, each currency by itself.
    Price,
    /// Days from payment to dispatch.
    LeadTime,
}

impl Order {
    /// The word in an address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Price => "price",
            Self::LeadTime => "lead_time",
        }
    }

    /// Reads the word; the first order for any other.
    pub fn from_word(word: &str) -> Self {
        let all = [Self::Fit, Self::Price, Self::LeadTime];
        all.into_iter().find(|order| order.word() == word).unwrap_or_default()
    }
}

/// A quote with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The quote.
    pub quote: RequestQuote,
    /// How far it meets what was asked.
    pub fit: Fit,
    /// What all that it can deliver costs.
    pub sum: Option<Money>,
    /// Lines that it can deliver in full.
    pub covers: usize,
    /// The seller.
    pub trust: TrustLine,
    /// How the seller answers.
    pub reply: ReplyRecord,
}

impl Compared {
    /// Puts a quote beside the request.
    pub(crate) fn new(
        quote: RequestQuote,
        lines: &[RequestLine],
        trust: TrustLine,
        reply: ReplyRecord,
    ) -> Self {
        let (fit, sum, covers) = (quote.fit(lines), quote.sum_for(lines), quote.covers(lines));
        Self { quote, fit, sum, covers, trust, reply }
    }
}

/// Of a hundred: ratings that were good, where there are any, and finished trades.
pub(crate) fn trust_weight(line: &TrustLine, trades_full: i64) -> i64 {
    let rated = line.good + line.neutral + line.bad;
    let good = if rated > 0 { line.good * 50 / rated } else { 25 };
    let bad = (line.bad + line.refunded).min(5) * 5;
    let traded = line.finished.min(trades_full) * 50 / trades_full.max(1);
    // Whoever has never traded is neither good nor bad.
    if line.finished == 0 { 25 } else { (good + traded - bad).clamp(0, 100) }
}

/// Sorts quotes.
pub(crate) fn sort(quotes: &mut [Compared], order: Order, trades_full: i64) {
    let fit = |one: &Compared| {
        (
            Reverse(one.fit.weight()),
            Reverse(trust_weight(&one.trust, trades_full)),
            Reverse(one.reply.percent().unwrap_or(50)),
            one.reply.hours().unwrap_or(i64::MAX),
            one.quote.terms.lead_time_d,
            one.quote.id.raw(),
        )
    };
    quotes.sort_by_key(|one| match order {
        Order::Fit => (Reverse(0), "", 0, fit(one)),
        Order::LeadTime => (Reverse(0), "", one.quote.terms.lead_time_d, fit(one)),
        Order::Price => {
            let minor = one.sum.map_or(i64::MAX, |sum| sum.minor);
            (Reverse(one.covers), one.quote.terms.currency.code(), minor, fit(one))
        }
    });
}
