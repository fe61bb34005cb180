//! The way of a first-time exporter: eight steps, each a fact.

use kernel::Timestamp;
use kernel::rules::Exporter;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A step on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StepName {
    /// The firm says what it is and what it makes.
    CompanyPage,
    /// A product is listed in English.
    EnglishListing,
    /// A listed product has its HS code.
    HsCode,
    /// The registration number for foreign trade is on file.
    Licence,
    /// The firm is verified.
    Verified,
    /// The first inquiry was answered in time.
    FirstAnswer,
    /// The first quote, with its Incoterm, was given.
    FirstQuote,
    /// The first order was agreed.
    FirstOrder,
}

impl StepName {
    /// The word in the API and in the keys of the word files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::CompanyPage => "company-page",
            Self::EnglishListing => "english-listing",
            Self::HsCode => "hs-code",
            Self::Licence => "licence",
            Self::Verified => "verified",
            Self::FirstAnswer => "first-answer",
            Self::FirstQuote => "first-quote",
            Self::FirstOrder => "first-order",
        }
    }

    /// The page where the step is done.
    pub const fn page(self) -> &'static str {
        match self {
            Self::CompanyPage | Self::Licence => "/firm/role",
            Self::EnglishListing | Self::HsCode => "/goods",
            Self::Verified => "/firm/checks",
            Self::FirstAnswer | Self::FirstQuote => "/inquiries",
            Self::FirstOrder => "/deals",
        }
    }
}

/// A step and whether its fact is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub name: StepName,
    /// Whether it is done.
    pub is_done: bool,
    /// When it was done, where that is known.
    pub at: Option<Timestamp>,
}

/// The facts that the steps are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct PathFacts {
    pub(crate) company_page_at: Option<Timestamp>,
    pub(crate) has_english_listing: bool,
    pub(crate) has_hs_code: bool,
    pub(crate) has_licence: bool,
    pub(crate) is_verified: bool,
    pub(crate) first_answer_us: Option<i64>,
    pub(crate) first_quote_at: Option<Timestamp>,
    pub(crate) first_sale_at: Option<Timestamp>,
}

/// The whole way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportPath {
    /// Its steps, in order.
    pub steps: Vec<Step>,
}

const MICROS_PER_HOUR: i64 = 3_600_000_000;

impl ExportPath {
    /// Works out the steps from the facts.
    pub(crate) fn of(facts: &PathFacts, rules: &Exporter) -> Self {
        let step = |name, is_done, at| Step { name, is_done, at };
        let dated = |name, at: Option<Timestamp>| step(name, at.is_some(), at);
        let in_time = |us| us <= rules.answer_h * MICROS_PER_HOUR;
        let steps = vec![
            dated(StepName::CompanyPage, facts.company_page_at),
            step(StepName::EnglishListing, facts.has_english_listing, None),
            step(StepName::HsCode, facts.has_hs_code, None),
            step(StepName::Licence, facts.has_licence, None),
            step(StepName::Verified, facts.is_verified, None),
            step(StepName::FirstAnswer, facts.first_answer_us.is_some_and(in_time), None),
            dated(StepName::FirstQuote, facts.first_quote_at),
            dated(StepName::FirstOrder, facts.first_sale_at),
        ];
        Self { steps }
    }

    /// Steps that are done.
    pub fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.is_done).count()
    }

    /// The first step that is not done.
    pub fn next(&self) -> Option<StepName> {
        self.steps.iter().find(|step| !step.is_done).map(|step| step.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::rules::Rules;

    #[test]
    fn a_step_is_done_by_its_fact_and_the_first_open_one_is_next() {
        let rules = &Rules::current().exporter;
        let nothing = ExportPath::of(&PathFacts::default(), rules);
        assert_eq!((nothing.done(), nothing.next()), (0, Some(StepName::CompanyPage)));
        let at = Some(Timestamp::from_micros(1));
        let all = PathFacts {
            company_page_at: at,
            has_english_listing: true,
            has_hs_code: true,
            has_licence: true,
            is_verified: true,
            first_answer_us: Some(24 * MICROS_PER_HOUR),
            first_quote_at: at,
            first_sale_at: at,
        };
        assert_eq!(ExportPath::of(&all, rules).next(), None);
        let late = PathFacts { first_answer_us: Some(24 * MICROS_PER_HOUR + 1), ..all };
        assert_eq!(ExportPath::of(&late, rules).next(), Some(StepName::FirstAnswer));
    }
}
