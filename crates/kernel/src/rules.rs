//! The versioned rule file: every timer, cap, rate and threshold. Each deal keeps the version it
//! began under.

use serde::Deserialize;
use std::sync::LazyLock;

/// The texts of all versions that any deal may still run under, oldest first.
const VERSIONS: &[&str] = &[include_str!("../../../rules/classic-1.toml")];

static ALL: LazyLock<Vec<Rules>> =
    LazyLock::new(|| VERSIONS.iter().filter_map(|text| toml::from_str(text).ok()).collect());

/// One version of the rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The name that a deal keeps.
    pub version: String,
    /// The place the market runs in.
    pub market: Market,
    /// Guarantee payment.
    pub pay: Pay,
    /// Goods on the market.
    pub listing: Listing,
    /// The order of what is found.
    pub ranking: Ranking,
    /// Quotes.
    pub quote: Quote,
    /// Requests to buy.
    pub request: Request,
    /// Which sellers a request is brought to.
    #[serde(rename = "match")]
    pub matching: Matching,
    /// Letters of saved searches.
    pub alert: Alert,
    /// Ratings.
    pub rating: Rating,
    /// Signing in.
    pub sign_in: SignIn,
}

/// The place the market runs in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Market {
    /// IANA name; civil dates are counted here.
    pub time_zone: String,
}

/// Guarantee payment: timers T1 to T3 and the fee.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// Days from agreement to the first payment.
    pub t1_pay_d: i64,
    /// Days from payment to shipping when no lead time was agreed.
    pub t2_ship_d: i64,
    /// Least days from the balance to shipping, where the goods are begun before it is paid.
    pub t2_ship_after_balance_d: i64,
    /// Days from dispatch to automatic confirmation, by courier or air.
    pub t3_confirm_express_d: i64,
    /// The same by road, rail or surface mail.
    pub t3_confirm_surface_d: i64,
    /// Days after the estimated arrival, by sea.
    pub t3_confirm_sea_extra_d: i64,
    /// Fee in basis points of what is released to the seller.
    pub fee_bps: i64,
    /// The least fee of a deal, in minor units.
    pub fee_minimum_minor: i64,
    /// Most milestones in one contract.
    pub payment_split_most: i64,
    /// Most inspections of one deal.
    pub inspections_most: i64,
}

/// Goods on the market.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// Days that a product is on the market without a refresh.
    pub listed_d: i64,
    /// Most photos of a product.
    pub photos_most: i64,
    /// Most megabytes of a file to import.
    pub import_mb: i64,
    /// Most rows of a file to import.
    pub import_rows_most: i64,
    /// Most faults of a file that are kept to be read; all are counted.
    pub import_faults_most: i64,
}

/// The order of what is found: the most points for each part. Price has none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// How well the words fit.
    pub fit: i64,
    /// How unlike other goods they are.
    pub unlike: i64,
    /// How small a lot is sold and how soon it leaves.
    pub flexible: i64,
    /// How surely and soon the firm replies.
    pub reply: i64,
    /// What its finished trades say.
    pub trust: i64,
    /// Taken off a firm that claims to make what it only trades.
    pub undisclosed: i64,
    /// Seconds that an index may be behind the store before its process is not ready.
    pub lag_most_s: i64,
}

/// Quotes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The longest validity, in days.
    pub valid_most_d: i64,
    /// Most quantity tiers.
    pub tiers_most: i64,
}

/// Requests to buy.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Most sellers that quote; then the request is full.
    pub quotes_most: i64,
    /// Most revisions of one quote.
    pub revisions_most: i64,
    /// Working hours until a clerk has looked at it.
    pub review_h: i64,
    /// The hour at which the clerks begin, Monday to Friday, in the market's time zone.
    pub work_from_h: i64,
    /// The hour at which they go home.
    pub work_to_h: i64,
    /// Most lines.
    pub lines_most: i64,
    /// Most points of a line.
    pub specs_most: i64,
    /// Days in which quotes may come if nobody says otherwise.
    pub open_d: i64,
    /// Most days in which quotes may come.
    pub open_most_d: i64,
    /// Most requests of one firm that are drafts, in review or open.
    pub under_way_most: i64,
    /// Finished trades of a buyer whose clean request needs no clerk; zero: every one needs one.
    pub opens_at_once_trades: i64,
    /// Words of somebody who sells, lower case.
    pub sells: Vec<String>,
    /// Words of goods that may not be traded here, lower case.
    pub forbidden: Vec<String>,
}

/// Which sellers a request is brought to: the most points of each part of the formula.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    /// The seller lists goods of the category.
    pub category_points: i64,
    /// The words of the request stand in the seller's listings.
    pub words_points: i64,
    /// The seller's minimum order is within the quantity.
    pub capacity_points: i64,
    /// The seller replies, and soon.
    pub reply_points: i64,
    /// The seller's finished trades and ratings.
    pub trust_points: i64,
    /// The seller was not asked lately.
    pub rotation_points: i64,
    /// Points for category and words below which a seller is not asked.
    pub fit_least: i64,
    /// Most sellers that one request is brought to.
    pub leads_most: i64,
    /// Days after a lead until rotation counts in full again.
    pub rest_d: i64,
    /// Hours within which a first reply counts in full.
    pub reply_h: i64,
    /// Finished trades that count in full.
    pub trades_full: i64,
}

/// Letters of saved searches.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alert {
    /// Hours between two letters of one saved search.
    pub every_h: i64,
    /// Most matches named in one letter.
    pub matches_most: i64,
    /// Most saved searches of one firm.
    pub searches_most: i64,
}

/// Ratings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// Days after the finish in which each side may rate.
    pub window_d: i64,
}

/// Signing in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Minutes that a code by SMS or mail is valid.
    pub code_valid_min: i64,
    /// Wrong tries before a code is void.
    pub code_tries: i64,
    /// Days that a session lasts without use.
    pub session_d: i64,
    /// Days that an invitation is open.
    pub invitation_d: i64,
    /// Days that a deal link is open.
    pub deal_link_d: i64,
}

impl Rules {
    /// The version that new deals begin under.
    #[expect(clippy::expect_used, reason = "the files are embedded and read by a test")]
    pub fn current() -> &'static Self {
        ALL.last().expect("an embedded rule file")
    }

    /// A version by name; the current one if the name is unknown, which `verify` reports.
    pub fn of(version: &str) -> &'static Self {
        ALL.iter().find(|rules| rules.version == version).unwrap_or_else(|| Self::current())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_version_reads() {
        assert_eq!(ALL.len(), VERSIONS.len());
        assert_eq!(Rules::of("classic-1").pay.t1_pay_d, 5);
    }
}
