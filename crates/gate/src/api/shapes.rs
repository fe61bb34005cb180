//! How the gate's things are written in the API.

use crate::model::{
    Application, ApplicationState, Branch, Brought, BuyerCheck, Campaign, CheckKind, CheckRequest,
    CheckState, Checks, Crowd, ExportPath, Health, Link, Medium, Mode, Numbers, Points, Shelf,
    ShelfView, Stand, StepName, cost_per_buyer,
};
use kernel::rules::Rules;
use kernel::{Lang, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::json::{Amount, Rows};

/// The numbers of the market, each counted apart.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct NumbersSeen {
    /// People who signed up.
    pub(crate) people: i64,
    /// Firms that were opened.
    pub(crate) firms: i64,
    /// Firms with a listed product.
    pub(crate) storefronts: i64,
    /// Firms on a paid plan.
    pub(crate) paying_members: i64,
    /// Firms that asked or ordered within `active_days`.
    pub(crate) active_buyers: i64,
    /// Firms that quoted or sold within `active_days`.
    pub(crate) active_sellers: i64,
    /// Firms that finished a trade.
    pub(crate) trading_firms: i64,
    /// The days within which a firm is active.
    pub(crate) active_days: i64,
    /// The position of the store that was read.
    pub(crate) position: i64,
    /// Events up to there that are not counted yet; 0 means that the numbers are exact.
    pub(crate) behind: i64,
    /// When they were read.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
}

impl From<Numbers> for NumbersSeen {
    fn from(numbers: Numbers) -> Self {
        Self {
            people: numbers.people,
            firms: numbers.firms,
            storefronts: numbers.storefronts,
            paying_members: numbers.paying_members,
            active_buyers: numbers.active_buyers,
            active_sellers: numbers.active_sellers,
            trading_firms: numbers.trading_firms,
            active_days: Rules::current().buyers.active_d,
            position: numbers.position,
            behind: numbers.behind,
            at: numbers.at,
        }
    }
}

/// A category under the operator's rule.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ShelfSeen {
    /// Its code.
    #[schema(example = "socks")]
    pub(crate) category: String,
    /// Who may list there.
    pub(crate) mode: Mode,
    /// Verified active buyers.
    pub(crate) buyers: i64,
    /// Sellers let in.
    pub(crate) sellers: i64,
    /// Sellers waiting.
    pub(crate) waiting: i64,
    /// Buyers for each seller, in tenths; absent without a seller.
    pub(crate) ratio_tenths: Option<i64>,
    /// How the ratio stands.
    pub(crate) health: Health,
    /// Buyers missing until one more seller is let in.
    pub(crate) buyers_missing: i64,
    /// Since when this mode.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) since: Option<Timestamp>,
}

impl ShelfSeen {
    /// A category with its two sides; without a row it is open.
    pub(super) fn new(category: &str, shelf: Option<&Shelf>, crowd: Crowd) -> Self {
        let rules = &Rules::current().buyers;
        Self {
            category: category.to_owned(),
            mode: shelf.map_or(Mode::Open, |shelf| shelf.mode),
            buyers: crowd.buyers,
            sellers: crowd.sellers,
            waiting: shelf.map_or(0, |shelf| shelf.waiting),
            ratio_tenths: crowd.tenths(),
            health: crowd.health(rules),
            buyers_missing: crowd.buyers_missing(rules),
            since: shelf.map(|shelf| shelf.since),
        }
    }
}

/// Buyers of one country.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct CountryCount {
    /// ISO 3166-1 alpha-2.
    #[schema(example = "SE")]
    pub(crate) country: String,
    /// Verified active buyers.
    pub(crate) buyers: i64,
}

/// A category at the end of a week.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct WeekSeen {
    /// Its Monday.
    #[schema(example = "2026-11-16")]
    pub(crate) week: String,
    /// Verified active buyers.
    pub(crate) buyers: i64,
    /// Sellers let in.
    pub(crate) sellers: i64,
    /// Sellers waiting.
    pub(crate) waiting: i64,
}

/// A firm's application.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ApplicationSeen {
    /// For which category.
    pub(crate) category: String,
    /// Who applies.
    pub(crate) firm: String,
    /// How it stands.
    pub(crate) state: ApplicationState,
    /// `line`, `hand` or `before`.
    pub(crate) way: String,
    /// Its points with their arithmetic.
    pub(crate) points: Points,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) applied_at: Timestamp,
    /// When it was decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) decided_at: Option<Timestamp>,
}

impl From<Application> for ApplicationSeen {
    fn from(application: Application) -> Self {
        Self {
            category: application.category.to_string(),
            firm: application.firm.to_string(),
            state: application.state,
            way: application.way.word().to_owned(),
            points: application.points,
            applied_at: application.applied_at,
            decided_at: application.decided_at,
        }
    }
}

/// A category with its ratio by country and week, and where the caller's firm stands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ShelfFile {
    /// The category now.
    pub(crate) shelf: ShelfSeen,
    /// Buyers by country.
    pub(crate) countries: Vec<CountryCount>,
    /// At most 52 weeks, the oldest first.
    pub(crate) weeks: Vec<WeekSeen>,
    /// The head of the line, for the operator.
    pub(crate) line: Vec<ApplicationSeen>,
    /// The caller's firm's application.
    pub(crate) application: Option<ApplicationSeen>,
    /// Its place in the line, from 1.
    pub(crate) place: Option<i64>,
    /// Its points as they would be counted now.
    pub(crate) points_now: Points,
}

impl ShelfFile {
    pub(super) fn new(view: ShelfView, stand: Stand) -> Self {
        let shelf = ShelfSeen::new(view.category.code(), view.shelf.as_ref(), view.crowd);
        let count = |(country, buyers)| CountryCount { country, buyers };
        let week = |row: crate::model::WeekRow| WeekSeen {
            week: crate::model::Day(row.week).iso(),
            buyers: row.buyers,
            sellers: row.sellers,
            waiting: row.waiting,
        };
        Self {
            shelf,
            countries: view.countries.into_iter().map(count).collect(),
            weeks: view.weeks.into_iter().map(week).collect(),
            line: view.line.into_iter().map(Into::into).collect(),
            application: stand.application.map(Into::into),
            place: stand.place,
            points_now: stand.now,
        }
    }
}

/// A dated fact that verifies a firm.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct CheckSeen {
    /// How the firm was looked into.
    pub(crate) kind: CheckKind,
    /// The domain, or the register.
    pub(crate) source: String,
    /// SHA-256 of what was seen, hexadecimal.
    pub(crate) evidence: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
    /// Until when it verifies.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) valid_until: Timestamp,
}

impl From<BuyerCheck> for CheckSeen {
    fn from(check: BuyerCheck) -> Self {
        let evidence = check.evidence.iter().map(|byte| format!("{byte:02x}")).collect();
        let BuyerCheck { kind, source, at, valid_until, .. } = check;
        Self { kind, source, evidence, at, valid_until }
    }
}

/// A registry number that was sent in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct CheckRequestSeen {
    /// Its id.
    #[schema(example = "check_01kd8v3m2q008")]
    pub(crate) id: String,
    /// Whose number it is.
    pub(crate) firm: String,
    /// The number.
    pub(crate) number: String,
    /// How it stands.
    pub(crate) state: CheckState,
    /// What was said to it.
    pub(crate) note: String,
    /// When it was sent in.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
}

impl From<CheckRequest> for CheckRequestSeen {
    fn from(request: CheckRequest) -> Self {
        let (id, firm) = (request.id.to_string(), request.firm.to_string());
        let CheckRequest { number, state, note, at, .. } = request;
        Self { id, firm, number, state, note, at }
    }
}

/// What verifies a firm.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ChecksSeen {
    /// Facts, newest first.
    pub(crate) facts: Vec<CheckSeen>,
    /// The newest registry number that was sent in.
    pub(crate) request: Option<CheckRequestSeen>,
    /// Until when the firm is verified; in the past if it is not.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) valid_until: Timestamp,
}

impl From<Checks> for ChecksSeen {
    fn from(checks: Checks) -> Self {
        Self {
            facts: checks.facts.into_iter().map(Into::into).collect(),
            request: checks.request.map(Into::into),
            valid_until: checks.valid_until,
        }
    }
}

/// A campaign with what came of it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct CampaignSeen {
    /// Its id.
    #[schema(example = "campaign_01kd8v3m2q008")]
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Where the addresses come from.
    pub(crate) source: String,
    /// By which medium.
    pub(crate) medium: Medium,
    /// ISO 3166-1 alpha-2.
    pub(crate) market: String,
    /// The language it speaks.
    #[schema(value_type = String, example = "en")]
    pub(crate) lang: Lang,
    /// The local hour at which buyers like to be asked.
    pub(crate) hour: Option<i64>,
    /// What it cost.
    pub(crate) cost: Amount,
    /// Firms that came by its own links.
    pub(crate) direct: i64,
    /// Firms that those brought, and so on.
    pub(crate) descended: i64,
    /// All of these that were ever verified.
    pub(crate) verified: i64,
    /// All of these that were verified and have asked or ordered.
    pub(crate) won: i64,
    /// All of these that have asked a seller.
    pub(crate) asked: i64,
    /// All of these that have ordered.
    pub(crate) ordered: i64,
    /// What one of `won` cost, rounded up; absent without one.
    pub(crate) cost_per_buyer: Option<Amount>,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
}

impl From<Campaign> for CampaignSeen {
    fn from(campaign: Campaign) -> Self {
        Self {
            id: campaign.id.to_string(),
            name: campaign.name,
            source: campaign.source,
            medium: campaign.medium,
            market: campaign.market.code().to_owned(),
            lang: campaign.lang,
            hour: campaign.hour,
            cost: campaign.cost.into(),
            direct: campaign.direct,
            descended: campaign.descended,
            verified: campaign.verified,
            won: campaign.won,
            asked: campaign.asked,
            ordered: campaign.ordered,
            cost_per_buyer: cost_per_buyer(campaign.cost, campaign.won).map(Into::into),
            at: campaign.at,
        }
    }
}

/// A link that was made. Its address is told once.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct LinkSeen {
    /// The address, where the link has just been made.
    pub(crate) url: Option<String>,
    /// Most firms.
    pub(crate) cap: i64,
    /// Firms that came.
    pub(crate) used: i64,
    /// For whom it is.
    pub(crate) note: String,
    /// Until when it is open.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) open_until: Timestamp,
}

impl LinkSeen {
    pub(super) fn new(link: Link, url: Option<String>) -> Self {
        let Link { cap, used, note, open_until, .. } = link;
        Self { url, cap, used, note, open_until }
    }
}

/// A firm in the tree of who brought whom.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct BroughtSeen {
    /// The firm.
    pub(crate) firm: String,
    /// Who brought it, if a firm did.
    pub(crate) by_firm: Option<String>,
    /// The campaign at the root of its branch.
    pub(crate) campaign: Option<String>,
    /// Firms that it brought itself.
    pub(crate) direct: i64,
    /// All firms below it.
    pub(crate) below: i64,
    /// When it was brought.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
    /// When it was first verified.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) verified_at: Option<Timestamp>,
    /// When it first asked.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) asked_at: Option<Timestamp>,
    /// When it first ordered.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) ordered_at: Option<Timestamp>,
}

impl From<Brought> for BroughtSeen {
    fn from(brought: Brought) -> Self {
        Self {
            firm: brought.firm.to_string(),
            by_firm: brought.by_firm.map(|firm| firm.to_string()),
            campaign: brought.campaign.map(|campaign| campaign.to_string()),
            direct: brought.direct,
            below: brought.below,
            at: brought.at,
            verified_at: brought.verified_at,
            asked_at: brought.asked_at,
            ordered_at: brought.ordered_at,
        }
    }
}

/// A branch of the tree.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct BranchSeen {
    /// The firm at its root, if it is a firm's.
    pub(crate) root: Option<BroughtSeen>,
    /// Those directly below, by id.
    pub(crate) twigs: Rows<BroughtSeen>,
}

impl From<Branch> for BranchSeen {
    fn from(branch: Branch) -> Self {
        Self { root: branch.root.map(Into::into), twigs: branch.twigs.into() }
    }
}

/// A step on the way to a first order of one's own.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct StepSeen {
    /// Which.
    pub(crate) name: StepName,
    /// Whether its fact is there.
    pub(crate) is_done: bool,
    /// The page where it is done.
    #[schema(example = "/goods")]
    pub(crate) page: String,
}

/// The way to a first order of one's own.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct PathSeen {
    /// Its steps, in order.
    pub(crate) steps: Vec<StepSeen>,
}

impl From<ExportPath> for PathSeen {
    fn from(path: ExportPath) -> Self {
        let step = |step: crate::model::Step| StepSeen {
            name: step.name,
            is_done: step.is_done,
            page: step.name.page().to_owned(),
        };
        Self { steps: path.steps.into_iter().map(step).collect() }
    }
}
