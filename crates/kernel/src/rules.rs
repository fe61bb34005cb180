//! The versioned rule file: every timer, cap, rate and threshold. Each deal keeps the version it
//! began under.

mod operator;

pub use operator::{Billing, Officer, Screening, Unclaimed, Webhook};

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
    /// Trades that go wrong.
    pub remedy: Remedy,
    /// What sellers promise to buyers.
    pub protect: Protect,
    /// Goods on the market.
    pub listing: Listing,
    /// Carts and freight.
    pub cart: Cart,
    /// Shop windows.
    pub window: Window,
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
    /// Buyers first.
    pub buyers: Buyers,
    /// Letting sellers in.
    pub sellers: Sellers,
    /// Middlemen.
    pub middleman: Middleman,
    /// The way of a first-time exporter.
    pub exporter: Exporter,
    /// Ratings.
    pub rating: Rating,
    /// Signing in.
    pub sign_in: SignIn,
    /// Inquiries, and whatever else begins a conversation.
    pub inquiry: Inquiry,
    /// Conversations.
    pub talk: Talk,
    /// Letters of news.
    pub letters: Letters,
    /// The bank.
    pub bank: Bank,
    /// Acts of the operator's people that two must agree to.
    pub officer: Officer,
    /// Money that nobody has moved in years.
    pub unclaimed: Unclaimed,
    /// Names on lists of sanctions.
    pub screening: Screening,
    /// What firms' programs are told.
    pub webhook: Webhook,
    /// Reference rates of currencies.
    pub rates: RateRules,
    /// Bills for the market's fee, and its books.
    pub billing: Billing,
}

/// Letters of news: what a person may do without.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letters {
    /// Most of them that one person gets in a day.
    pub news_day_most: i64,
}

/// Reference rates of currencies, which show what a price is about.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateRules {
    /// Days after which rates are shown no longer.
    pub stale_d: i64,
    /// Days that are taken from one file, the newest ones.
    pub days_of_file_most: i64,
}

/// The place the market runs in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Market {
    /// IANA name; civil dates are counted here.
    pub time_zone: String,
    /// The country whose holidays are no working days (ISO 3166-1).
    pub holidays_of: String,
}

/// Guarantee payment: timers T1 to T3 and the fee.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// Days from agreement to the first payment.
    pub t1_pay_d: i64,
    /// Days from payment to shipping when no lead time was agreed.
    pub t2_ship_d: i64,
    /// The same for an order from a listing that promises no lead time.
    pub t2_ship_retail_d: i64,
    /// How much of T2 is over when the seller is reminded, in percent.
    pub t2_remind_percent: i64,
    /// Least days from the balance to shipping, where the goods are begun before it is paid.
    pub t2_ship_after_balance_d: i64,
    /// Days from dispatch to automatic confirmation, by courier or air.
    pub t3_confirm_express_d: i64,
    /// The same by road, rail or surface mail.
    pub t3_confirm_surface_d: i64,
    /// The same for what does not travel: codes, files, services.
    pub t3_confirm_virtual_d: i64,
    /// Days after the estimated arrival, by sea.
    pub t3_confirm_sea_extra_d: i64,
    /// Fee in basis points of what is released to the seller.
    pub fee_bps: i64,
    /// The least fee of a deal, in minor units.
    pub fee_minimum_minor: i64,
    /// The most, in minor units; zero knows no most.
    pub fee_maximum_minor: i64,
    /// Least days to look at what came, once it is known that the rest will not come.
    pub t3_confirm_after_short_d: i64,
    /// Lines from which the goods of terms agreed on may leave in several parcels where nothing
    /// else was agreed; zero is never.
    pub parcels_b2b_lines_least: i64,
    /// The same of an order from listings.
    pub parcels_retail_lines_least: i64,
    /// Most shipments of one deal.
    pub shipments_most: i64,
    /// Most proposals of one deal.
    pub proposals_most: i64,
    /// How often a buyer may say no to the word that the rest will not come.
    pub rest_declines_most: i64,
    /// Most milestones in one contract.
    pub payment_split_most: i64,
    /// Most inspections of one deal that one side orders.
    pub inspections_most: i64,
    /// Days for an inspector's report; then the inspection is over without one.
    pub inspection_d: i64,
    /// T10: days that a seller may add to the buyer's time to confirm.
    pub t10_extension_d: Vec<i64>,
    /// Most extensions of one deal.
    pub extensions_most: i64,
}

/// Trades that go wrong: timers T4 to T9 and limits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// Hours after a payment in which nothing can be asked for while the goods are not sent.
    pub ask_after_paid_h: i64,
    /// Most claims of one deal.
    pub asks_most: i64,
    /// Most changes of one claim.
    pub changes_most: i64,
    /// T4: days to answer a buyer who ordered from a listing.
    pub t4_answer_retail_d: i64,
    /// T4: days to answer a buyer who agreed on terms.
    pub t4_answer_b2b_d: i64,
    /// T5: days to send the goods back.
    pub t5_return_d: i64,
    /// T6: days to accept goods that come back by courier or air.
    pub t6_accept_express_d: i64,
    /// T6: the same by any other way.
    pub t6_accept_surface_d: i64,
    /// T7: days from a refusal until an officer may be called.
    pub t7_step_in_d: i64,
    /// Days in which an officer may be called.
    pub step_in_lapse_d: i64,
    /// Days to send goods again.
    pub send_again_d: i64,
    /// T8: working days for one side's evidence.
    pub t8_evidence_wd: i64,
    /// T9: days for a decision.
    pub t9_decision_d: i64,
    /// Most statements of one side.
    pub statements_most: i64,
    /// Most files of one side.
    pub evidence_most: i64,
}

/// What sellers promise to buyers, and what they freeze for it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protect {
    /// The least deposit by currency, in its whole units; none where no promise can be signed.
    pub deposit_least: std::collections::BTreeMap<String, i64>,
    /// Days after the finish of a trade in which compensation can be claimed.
    pub claim_d: i64,
    /// Days in which goods go back for no reason.
    pub no_reason_return_d: i64,
    /// Days after the finish in which what breaks is repaired.
    pub repair_d: i64,
    /// How many times the price a fake costs.
    pub fake_multiple: i64,
    /// Basis points of the price for what did not come at once.
    pub instant_bps: i64,
    /// Days to answer a claim.
    pub answer_d: i64,
    /// Days for an officer's decision, and for a second officer's.
    pub decision_d: i64,
    /// Days to fill the deposit up again.
    pub top_up_d: i64,
    /// Days from the end of all promises until the deposit goes back.
    pub end_wait_d: i64,
    /// Days until it is looked at again, where something is still open then.
    pub end_again_d: i64,
}

impl Protect {
    /// Days after the finish of a trade in which the last of all claims can be made.
    pub fn longest_claim_d(&self) -> i64 {
        self.claim_d.max(self.no_reason_return_d).max(self.repair_d)
    }
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
    /// Most products of one title in a file without article numbers to tell them apart.
    pub import_alike_most: i64,
    /// Days that the files of an import are kept after it was worked on last.
    pub import_kept_d: i64,
    /// Up to so many in stock buyers see the number; above it, that there are more.
    pub stock_shown_most: i64,
}

/// Carts, the addresses they go to, and what that costs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cart {
    /// Most products in one cart.
    pub lines_most: i64,
    /// Most shops in one checkout.
    pub shops_most: i64,
    /// Most addresses in one firm's book.
    pub addresses_most: i64,
    /// Most freight rules of one shop.
    pub freight_rules_most: i64,
    /// Most places that one freight rule names.
    pub freight_places_most: i64,
    /// Most tax rules of one shop.
    pub tax_rules_most: i64,
}

/// Shop windows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Most goods that a firm puts into its window.
    pub goods_most: i64,
    /// Goods of a firm that an exhibition shows.
    pub shown: i64,
    /// Most photos of a firm.
    pub photos_most: i64,
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
    /// Finished trades without a refund that results can be narrowed down by, rising.
    pub trades_steps: Vec<i64>,
    /// Searches that found nothing below which their words are shown to nobody.
    pub unmet_least: i64,
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
    /// Most files of one firm in a request.
    pub files_most: i64,
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

/// Buyers first: when a buyer counts, and how many make room for a seller.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Buyers {
    /// Verified active buyers for each seller that is let in.
    pub per_seller_target: i64,
    /// Below so many for each seller the ratio is red.
    pub per_seller_floor: i64,
    /// Days that an inquiry, a request or an order keeps a firm active.
    pub active_d: i64,
    /// Days that a proven work address verifies a firm.
    pub work_mail_valid_d: i64,
    /// Days that a checked registry number verifies a firm.
    pub registry_valid_d: i64,
    /// Most invitation links that one firm makes within seven days.
    pub links_week_most: i64,
    /// Most firms that come by one link of a firm.
    pub link_firms_most: i64,
    /// Days that a link is open.
    pub link_open_d: i64,
    /// Days after its opening in which a firm can say who brought it.
    pub brought_d: i64,
    /// Most generations of buyers brought by buyers.
    pub tree_depth_most: i64,
}

/// Letting sellers in: the line before a shelf and its points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sellers {
    /// Most shelves that one firm waits for at a time.
    pub waiting_most: i64,
    /// Days after which a place without a listing falls back.
    pub unused_d: i64,
    /// Points of a verified firm.
    pub points_verified: i64,
    /// Points when every product is described.
    pub points_complete: i64,
    /// Points when every product has a photo.
    pub points_photos: i64,
    /// Points when every inquiry was answered in time.
    pub points_replies: i64,
    /// Points of a spotless trade record.
    pub points_trust: i64,
    /// Points when no title is offered twice.
    pub points_unique: i64,
}

/// Middlemen: mandates and findings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Middleman {
    /// Days to answer a finding before it counts.
    pub reply_d: i64,
    /// The longest mandate, in days.
    pub mandate_most_d: i64,
    /// Most services on a firm's list.
    pub offers_most: i64,
}

/// The way of a first-time exporter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exporter {
    /// Hours within which the first inquiry should be answered.
    pub answer_h: i64,
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
    /// Codes that one browser, person or address may ask for to one contact in an hour.
    pub codes_h: i64,
    /// The same of all addresses together.
    pub codes_all_h: i64,
    /// The same of all browsers together that somebody signed in with by it before.
    pub codes_known_h: i64,
    /// Passwords that one browser or address may try for one contact in an hour, in each process.
    pub password_tries_h: u32,
    /// The same of all addresses together, but for browsers that signed in by it before.
    pub password_tries_all_h: u32,
    /// Days that a session lasts without use.
    pub session_d: i64,
    /// Days that an invitation is open.
    pub invitation_d: i64,
    /// Days that a deal link is open.
    pub deal_link_d: i64,
}

/// Inquiries, and whatever else begins a conversation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inquiry {
    /// Hours without an answer before the owner is told and a colleague takes over.
    pub reassign_h: i64,
    /// Conversations that one firm may begin in 24 hours.
    pub new_per_day_most: i64,
    /// Firms that may get the same first text in 24 hours.
    pub same_text_firms_most: i64,
}

/// Money through the bank.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// Payments of one file to the bank.
    pub payouts_most: i64,
    /// Minutes from one such file to the next.
    pub payout_every_min: i64,
    /// Hours after which a payout without an answer is unknown.
    pub look_after_h: i64,
    /// Times that its answer is waited for.
    pub looks_most: i64,
    /// Hours before money goes to an account that was named anew.
    pub account_wait_h: i64,
    /// Accounts of one firm.
    pub accounts_most: i64,
    /// Working days to answer a bank that asks a payment back.
    pub recall_answer_wd: i64,
}

/// Conversations.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Talk {
    /// Messages of one firm in one conversation in a minute.
    pub messages_per_minute_most: i64,
    /// Minutes since somebody of a firm was seen in which it counts as here now.
    pub presence_now_min: i64,
    /// Days over which replies are counted.
    pub reply_record_d: i64,
    /// Minutes that a message is unread before a letter tells of it.
    pub digest_after_min: i64,
    /// Minutes in which a person gets at most one such letter.
    pub digest_window_min: i64,
    /// The hour of the daily letter, in the market's time zone.
    pub digest_daily_at_h: i64,
    /// Days that a letter's link to stop the letters works.
    pub mail_off_d: i64,
    /// Live streams that one person may hold open in one server.
    pub live_streams_most: i64,
    /// Years that messages are kept at least.
    pub kept_y: i64,
    /// Seconds until an engine that failed is asked again for a text; each time twice as long.
    pub translate_again_s: i64,
    /// How often an engine is asked for one text.
    pub translate_tries_most: i64,
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
