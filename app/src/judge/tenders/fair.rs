//! A market of sellers on every shelf of the tree, and whom it brings a request to.

use catalog::Category;
use kernel::rules::Rules;
use kernel::{Firm, Id, Lang, Timestamp, Unit};
use serde::Serialize;
use sourcing::{Listed, Match, Roster, SellerRecord, Supplier, Wanted};
use std::collections::BTreeMap;
use talk::ReplyRecord;

/// Sellers of each category: one that answers soon, and one that nobody has asked yet.
const SELLERS_EACH: i64 = 2;
/// Units that each of them sells in.
const UNITS: [&str; 6] = ["C62", "KGM", "BX", "PK", "SET", "LTR"];
/// The firm that asks; no seller.
const BUYER: Id<Firm> = Id::new(1);
/// Suppliers of one request that are printed.
const SHOWN: usize = 3;

/// Sellers that each list the goods of one category.
pub(super) struct Fair {
    roster: Roster,
    sells: BTreeMap<Id<Firm>, &'static Category>,
}

/// One supplier with the arithmetic that chose it.
#[derive(Debug, Serialize)]
pub(super) struct Brought {
    pub(super) sells: String,
    pub(super) line: i64,
    pub(super) points: i64,
    pub(super) arithmetic: String,
}

impl Fair {
    /// Sellers on every shelf, whose titles are the shelf's names in each language.
    pub(super) fn open() -> Self {
        let rules = &Rules::current().matching;
        let (mut roster, mut sells) = (Roster::default(), BTreeMap::new());
        for (nth, category) in (0_i64..).zip(Category::all()) {
            for seller in 0..SELLERS_EACH {
                let firm = Id::new(2 + SELLERS_EACH * nth + seller);
                let quick = ReplyRecord { asked: 10, answered: 9, median_s: Some(7_200) };
                let reply = if seller == 0 { quick } else { ReplyRecord::default() };
                roster.set(firm, Supplier::of(None, SellerRecord { reply, led_at: None }, rules));
                let title = category.names().collect::<Vec<_>>().join(" ");
                for unit in UNITS.into_iter().filter_map(Unit::from_code) {
                    let listed =
                        Listed { firm, category: category.code(), unit, title: &title, moq: 1 };
                    roster.add(&listed);
                }
                sells.insert(firm, category);
            }
        }
        Self { roster, sells }
    }

    /// The best suppliers for a request.
    pub(super) fn bring(&self, wanted: &Wanted, now: Timestamp) -> Vec<Brought> {
        let rules = &Rules::current().matching;
        let found = self.roster.matches(BUYER, &wanted.lines, rules, now);
        found.iter().take(SHOWN).map(|one| self.shown(one)).collect()
    }

    fn shown(&self, found: &Match) -> Brought {
        let name = self.sells.get(&found.firm).map_or("", |category| category.name(Lang::En));
        let points =
            found.arithmetic.iter().map(|one| format!("{} {}", one.part.word(), one.points));
        Brought {
            sells: name.to_owned(),
            line: found.line,
            points: found.total,
            arithmetic: points.collect::<Vec<_>>().join(" + "),
        }
    }
}
