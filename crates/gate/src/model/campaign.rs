//! Inviting buyers: what it cost, what came of it, and who brought whom.

use super::GateRefusal;
use super::refusal::read_text;
use kernel::{Currency, Faults, Firm, Id, Kind, Lang, Money, Outcome, Page, Person, Timestamp};
use party::Country;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Fits a line.
const NAME_CHARS_MOST: usize = 80;
/// A note beside a link.
const NOTE_CHARS_MOST: usize = 200;
/// Firms by one link of a campaign: a catalogue that is laid out at a fair.
const CAMPAIGN_CAP_MOST: i64 = 10_000;

/// Names campaigns.
#[derive(Debug)]
pub enum CampaignKind {}
impl Kind for CampaignKind {
    const PREFIX: &'static str = "campaign";
}

/// By which medium buyers are invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Medium {
    /// By mail.
    Mail,
    /// At a fair.
    Fair,
    /// By telephone.
    Phone,
    /// An advertisement.
    Advert,
    /// In the post, on paper.
    Post,
    /// By a partner, such as a chamber of commerce.
    Partner,
}

impl Medium {
    /// Every medium, in the order of a form.
    pub const ALL: [Self; 6] =
        [Self::Mail, Self::Fair, Self::Phone, Self::Advert, Self::Post, Self::Partner];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Fair => "fair",
            Self::Phone => "phone",
            Self::Advert => "advert",
            Self::Post => "post",
            Self::Partner => "partner",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|medium| medium.word() == word)
    }
}

/// A campaign as somebody types it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewCampaign {
    /// Its name, 1 to 80 characters.
    #[schema(example = "Scandinavian hosiery buyers, spring")]
    pub name: String,
    /// Where the addresses come from, 1 to 80 characters.
    #[schema(example = "Formex fair, visitor list")]
    pub source: String,
    /// `mail`, `fair`, `phone`, `advert`, `post` or `partner`.
    #[schema(example = "fair")]
    pub medium: String,
    /// The country it speaks to: ISO 3166-1 alpha-2.
    #[schema(example = "SE")]
    pub market: String,
    /// The language it speaks: a BCP 47 tag.
    #[schema(example = "en")]
    pub lang: String,
    /// The local hour at which buyers there like to be asked, 0 to 23.
    #[serde(default)]
    pub hour: Option<i64>,
    /// What it cost, in plain digits.
    #[schema(example = "1200.00")]
    pub cost: String,
    /// ISO 4217.
    #[schema(example = "USD")]
    pub currency: String,
}

/// A campaign's terms, read and found right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CampaignTerms {
    pub(crate) name: String,
    pub(crate) source: String,
    pub(crate) medium: Medium,
    pub(crate) market: Country,
    pub(crate) lang: Lang,
    pub(crate) hour: Option<i64>,
    pub(crate) cost: Money,
}

impl NewCampaign {
    /// Reads the form; every mistake is told at once.
    pub(crate) fn read(&self) -> Outcome<CampaignTerms> {
        let mut faults = Faults::default();
        let name = faults.or(read_text("name", &self.name, NAME_CHARS_MOST), String::new());
        let source = faults.or(read_text("source", &self.source, NAME_CHARS_MOST), String::new());
        let medium = Medium::from_word(&self.medium).ok_or(GateRefusal::MediumUnknown);
        let medium = faults.or(medium, Medium::Mail);
        let market = Country::parse(&self.market, "market").ok();
        if market.is_none() {
            faults.add(GateRefusal::MarketUnknown);
        }
        let lang = Lang::from_tag(&self.lang).ok_or(GateRefusal::LanguageUnknown);
        let lang = faults.or(lang, Lang::En);
        let hour = self.hour.filter(|hour| (0..24).contains(hour));
        if hour != self.hour {
            faults.add(GateRefusal::HourOutOfRange);
        }
        let currency = Currency::from_code(&self.currency);
        let currency = faults.or(currency.ok_or(GateRefusal::CurrencyUnknown), Currency::USD);
        let cost = Money::parse(self.cost.trim(), currency);
        let cost = cost.ok().filter(|cost| cost.minor >= 0).ok_or(GateRefusal::CostUnreadable);
        let cost = faults.or(cost, Money::zero(currency));
        faults.end()?;
        let market = market.ok_or(GateRefusal::MarketUnknown)?;
        Ok(CampaignTerms { name, source, medium, market, lang, hour, cost })
    }
}

/// A campaign with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: Id<CampaignKind>,
    /// Its name.
    pub name: String,
    /// Where the addresses come from.
    pub source: String,
    /// By which medium.
    pub medium: Medium,
    /// The country it speaks to.
    pub market: Country,
    /// The language it speaks.
    pub lang: Lang,
    /// The local hour at which buyers like to be asked.
    pub hour: Option<i64>,
    /// What it cost.
    pub cost: Money,
    /// Firms that came by its own links.
    pub direct: i64,
    /// Firms that those brought, and so on.
    pub descended: i64,
    /// All of these that were ever verified.
    pub verified: i64,
    /// All of these that were verified and have asked or ordered.
    pub won: i64,
    /// All of these that have asked a seller.
    pub asked: i64,
    /// All of these that have ordered.
    pub ordered: i64,
    /// When it began.
    pub at: Timestamp,
}

impl Campaign {
    /// All firms that it brought, by its own links or by other buyers.
    pub fn brought(&self) -> i64 {
        self.direct + self.descended
    }
}

/// What one verified buyer who has asked or ordered cost, rounded up to the currency's smallest
/// unit; `None` without one.
pub fn cost_per_buyer(cost: Money, won: i64) -> Option<Money> {
    let each = cost.minor.checked_add(won - 1)?.checked_div(won)?;
    (won > 0).then_some(Money::new(each, cost.currency))
}

/// A link as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewLink {
    /// Most firms that may come by it; 1 for a single firm.
    #[schema(example = 1)]
    pub cap: i64,
    /// For whom it is, at most 200 characters.
    #[serde(default)]
    pub note: String,
}

impl NewLink {
    /// Reads the form; `most` firms may come by one link.
    pub(crate) fn read(&self, most: i64) -> Outcome<(i64, String)> {
        let mut faults = Faults::default();
        if !(1..=most).contains(&self.cap) {
            faults.add(GateRefusal::CapOutOfRange { most });
        }
        let note = match self.note.trim() {
            "" => String::new(),
            note => faults.or(read_text("note", note, NOTE_CHARS_MOST), String::new()),
        };
        faults.end().map(|()| (self.cap, note))
    }

    /// The largest cap of a campaign's link.
    pub(crate) const fn campaign_most() -> i64 {
        CAMPAIGN_CAP_MOST
    }
}

/// A link that invites buyers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Of which campaign.
    pub campaign: Option<Id<CampaignKind>>,
    /// Of which firm.
    pub firm: Option<Id<Firm>>,
    /// Who made it.
    pub by: Id<Person>,
    /// Most firms.
    pub cap: i64,
    /// Firms that came.
    pub used: i64,
    /// For whom it is.
    pub note: String,
    /// When it was made.
    pub at: Timestamp,
    /// Until when it is open.
    pub open_until: Timestamp,
}

impl Link {
    /// Whether somebody may still come by it.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.used < self.cap && now < self.open_until
    }
}

/// A firm in the tree of who brought whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// The firm.
    pub firm: Id<Firm>,
    /// Who brought it, if a firm did.
    pub by_firm: Option<Id<Firm>>,
    /// The campaign at the root of its branch.
    pub campaign: Option<Id<CampaignKind>>,
    /// Generations above it; 0 for a root.
    pub depth: i64,
    /// Firms that it brought itself.
    pub direct: i64,
    /// All firms below it.
    pub below: i64,
    /// When it was brought.
    pub at: Timestamp,
    /// When it was first verified.
    pub verified_at: Option<Timestamp>,
    /// When it first asked.
    pub asked_at: Option<Timestamp>,
    /// When it first ordered.
    pub ordered_at: Option<Timestamp>,
}

/// The first steps of a buyer that are written down for whoever brought it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twig {
    /// It was verified.
    Verified,
    /// It asked a seller.
    Asked,
    /// It ordered.
    Ordered,
}

/// Whom an open link invites to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The firm that made the link; `None` for the operator.
    pub by_firm: Option<Id<Firm>>,
    /// Until when it is open.
    pub link: Link,
    /// Whether it is written down already who brought the reader's firm.
    pub is_brought: bool,
}

/// A branch of the tree: a firm, or a campaign, and those directly below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The firm at the root; `None` for a campaign's.
    pub root: Option<Brought>,
    /// Those that it brought itself.
    pub twigs: Page<Brought>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Stop;

    #[test]
    fn what_a_buyer_cost_is_rounded_up_and_nothing_without_a_buyer() {
        let cost = Money::new(100_000, Currency::USD);
        assert_eq!(cost_per_buyer(cost, 3).map(|each| each.minor), Some(33_334));
        assert_eq!(cost_per_buyer(cost, 0), None);
    }

    #[test]
    fn every_mistake_of_a_campaign_is_told_at_once() {
        let new = NewCampaign {
            name: " ".into(),
            source: "x".repeat(81),
            medium: "smoke".into(),
            market: "EU".into(),
            lang: "sv".into(),
            hour: Some(24),
            cost: "-1".into(),
            currency: "ZZZ".into(),
        };
        let Err(Stop::RefusedAll(all)) = new.read() else { panic!("refused") };
        let fields: Vec<_> = all.iter().filter_map(|one| one.field).collect();
        let wanted = ["name", "source", "medium", "market", "lang", "hour", "currency", "cost"];
        assert_eq!(fields, wanted);
    }
}
