//! The rules of whoever runs the market: its own bills, what two of its people must agree to, names
//! and money that it looks after, what it tells firms' programs.

use serde::Deserialize;

/// Bills for the market's fee, and its books.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Billing {
    /// The day of the next month on which a month's documents are made.
    pub issue_day: i64,
    /// Most days of one export for auditors.
    pub export_days_most: i64,
    /// VAT on services by country of the operator, in basis points.
    pub vat_bps: std::collections::BTreeMap<String, i64>,
    /// Countries between which a business accounts for the VAT on a service from another.
    pub vat_union: Vec<String>,
}

/// Money in wallets in which nothing has moved.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unclaimed {
    /// Days without a movement after which its owners are written to.
    pub first_letter_d: i64,
    /// Days after which they are written to again.
    pub second_letter_d: i64,
    /// Days after which it is kept apart.
    pub moved_d: i64,
}

/// How alike two names are, in thousandths.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screening {
    /// From here on an officer must look.
    pub match_least: i64,
    /// The same for a name that the list itself calls weak.
    pub weak_alias_least: i64,
    /// Jaro-Winkler below which two words are two words.
    pub word_least: i64,
    /// Taken off for each word of the longer name that nothing answers to.
    pub left_over_off: i64,
    /// The most that is taken off so.
    pub left_over_off_most: i64,
    /// What a word weighs that many firms have in their names, in percent.
    pub general_weight_percent: i64,
    /// Added where the country is one of the entry's.
    pub country_same: i64,
    /// Taken off where it is none of them.
    pub country_other: i64,
    /// Added where the date of birth fits.
    pub birth_same: i64,
    /// Taken off where it does not.
    pub birth_other: i64,
    /// Entries that one name brings to an officer.
    pub hits_most: i64,
    /// Days after which another officer may take a case over that lies with one.
    pub taken_over_d: i64,
    /// Words that say little by themselves.
    pub general_words: Vec<String>,
    /// Legal forms, which are left out.
    pub legal_forms: Vec<String>,
}

/// Acts of the operator's people that two must agree to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// The sum from which on a second one must agree, in minor units of a currency of two decimals.
    pub second_from_minor: i64,
    /// Days after which an act that nobody answered is not done.
    pub second_lapse_d: i64,
    /// Minutes between two letters to one of them about what waits at the desk.
    pub letter_pause_min: i64,
    /// Hours after which they are told again of what still waits.
    pub letter_again_h: i64,
}

impl Officer {
    /// The same sum in a currency of any number of decimals.
    pub fn second_from(&self, currency: crate::Currency) -> crate::Money {
        let minor = self.second_from_minor.saturating_mul(currency.minor_per_unit()) / 100;
        crate::Money::new(minor, currency)
    }
}

/// What firms' programs are told, and how often it is tried.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// Most addresses of one firm.
    pub endpoints_most: i64,
    /// Seconds to wait after each try that failed; after the last it is given up.
    pub retries_s: Vec<i64>,
    /// Seconds that a receiver may ask for at most before the next try.
    pub retry_after_most_s: i64,
    /// At most so much is added to each wait, by chance.
    pub jitter_percent: i64,
    /// Seconds for an answer.
    pub patience_s: i64,
    /// Seconds after which a try that nobody tells of is made again; longer than the patience.
    pub lease_s: i64,
    /// Most tries under way.
    pub at_once: i64,
    /// Of these, most of one firm.
    pub at_once_of_firm: i64,
    /// And most of one address; one that fails has a single place.
    pub at_once_of_endpoint: i64,
    /// Hours in which the former secret still signs.
    pub old_secret_h: i64,
    /// Days without an arrival after which an address is turned off.
    pub off_after_d: i64,
    /// Days that events and tries are kept.
    pub kept_d: i64,
    /// Most events put on their way again by one call.
    pub replay_most: i64,
}
