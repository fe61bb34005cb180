//! The numbers of the market, and how far a firm is on its way.

use super::reader;
use crate::jobs::COUNTS;
use crate::model::path::PathFacts;
use crate::model::{Counter, Day, ExportPath, Numbers};
use crate::store::{checks, counts, records};
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Outcome};

/// The numbers of the market, for everybody.
pub fn numbers(tx: &mut Tx<'_>) -> Outcome<Numbers> {
    let idle_since = Day::of(tx.now()).plus(-Rules::current().buyers.active_d);
    let (behind, aside) = ::store::lag(tx, COUNTS.name)?;
    Ok(Numbers {
        people: counts::get(tx, Counter::People)?,
        firms: counts::get(tx, Counter::Firms)?,
        storefronts: counts::get(tx, Counter::Storefronts)?,
        paying_members: 0,
        active_buyers: counts::get_after(tx, Counter::ActiveBuyers, idle_since)?,
        active_sellers: counts::get_after(tx, Counter::ActiveSellers, idle_since)?,
        trading_firms: counts::get(tx, Counter::TradingFirms)?,
        position: tx.position(),
        behind: behind + aside,
        at: tx.now(),
    })
}

/// How far the actor's firm is on the way to a first order of its own, from facts alone.
pub fn export_path(tx: &mut Tx<'_>, by: &Actor) -> Outcome<ExportPath> {
    let firm = reader(by)?;
    let role = agency::role_of(tx, firm)?;
    let record = records::find(tx, firm)?;
    let (has_english_listing, has_hs_code) = catalog::export_marks(tx, firm)?;
    let facts = PathFacts {
        company_page_at: role.as_ref().map(|role| role.at),
        has_english_listing,
        has_hs_code,
        has_licence: role.is_some_and(|role| role.licence.is_some()),
        is_verified: checks::valid_until(tx, firm)? > tx.now(),
        first_answer_us: record.and_then(|record| record.first_answer_us),
        first_quote_at: record.and_then(|record| record.first_quote_at),
        first_sale_at: record.and_then(|record| record.first_sale_at),
    };
    Ok(ExportPath::of(&facts, &Rules::current().exporter))
}
