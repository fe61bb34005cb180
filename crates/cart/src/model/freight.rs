//! What it costs to bring goods, as a shop says it.

use super::refusal::CartRefusal;
use deal::Address;
use kernel::rules::Rules;
use kernel::{Currency, Faults, Id, Kind, Money, Outcome};
use party::Country;
use serde::{Deserialize, Serialize};

/// Names freight rules.
#[derive(Debug)]
pub enum FreightRuleKind {}
impl Kind for FreightRuleKind {
    const PREFIX: &'static str = "freight";
}

/// A region of a country has no longer name.
const REGION_CHARS_MOST: usize = 100;
/// Nobody counts further pieces by more.
const PIECES_MOST: i64 = 1_000_000;
/// What follows a region's own name in Chinese and English, and is left out as often as not.
const REGION_ENDS: [&str; 8] =
    ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市", " province"];

/// A country, or a region of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulePlace {
    /// ISO 3166-1, two letters.
    pub country: String,
    /// State or province; empty for the whole country.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub region: String,
}

/// What a shop takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    /// The same for any order.
    Flat(Money),
    /// For the first pieces so much, and for each further step so much more.
    Pieces {
        /// How many the first amount is for.
        first: i64,
        /// The first amount.
        amount: Money,
        /// How many each step is for.
        step: i64,
        /// What a step costs.
        more: Money,
    },
    /// It does not send goods there.
    Refused,
}

/// What a shop takes to bring goods to some places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreightRule {
    /// The rule.
    pub id: Id<FreightRuleKind>,
    /// Where it holds; everywhere else if empty.
    pub places: Vec<RulePlace>,
    /// What it takes.
    pub charge: Charge,
    /// For goods in this currency.
    pub currency: Currency,
    /// Nothing for goods of at least this sum.
    pub free_from: Option<Money>,
    /// Raised by every edit.
    pub version: i64,
}

/// A rule as somebody says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRule {
    /// One a line: `CN`, or a region such as `CN 浙江`; everywhere else if empty.
    pub places: String,
    /// `flat`, `pieces` or `refused`.
    pub kind: String,
    /// ISO 4217.
    pub currency: String,
    /// The amount, or that of the first pieces, in plain digits.
    pub amount: String,
    /// How many pieces that is for.
    pub first: i64,
    /// How many pieces each step is for.
    pub step: i64,
    /// What a step costs.
    pub more: String,
    /// From which sum on it costs nothing.
    pub free_from: Option<String>,
}

/// What bringing goods costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freight {
    /// The shop has no rules: it is in the price.
    Included,
    /// So much; zero is free.
    Costs(Money),
    /// The shop does not send goods there.
    Refused,
}

impl Charge {
    /// The word in tables, forms and the API.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Flat(_) => "flat",
            Self::Pieces { .. } => "pieces",
            Self::Refused => "refused",
        }
    }
}

impl FreightRule {
    /// How closely the rule names an address: a region before its country before everywhere else.
    fn fit(&self, to: &Address) -> Option<u8> {
        fit(&self.places, to)
    }

    fn cost(&self, pieces: i64, goods: Money) -> Outcome<Freight> {
        if self.free_from.is_some_and(|sum| goods.minor >= sum.minor) {
            return Ok(Freight::Costs(Money::zero(self.currency)));
        }
        match self.charge {
            Charge::Refused => Ok(Freight::Refused),
            Charge::Flat(amount) => Ok(Freight::Costs(amount)),
            Charge::Pieces { first, amount, step, more } => {
                let over = (pieces - first).max(0);
                let steps = over / step + i64::from(over % step > 0);
                let more = more.minor.checked_mul(steps).ok_or(CartRefusal::FreightTooHigh)?;
                Ok(Freight::Costs(amount.plus(Money::new(more, self.currency))?))
            }
        }
    }
}

/// How closely places name an address: a region before its country before everywhere else.
pub(super) fn fit(places: &[RulePlace], to: &Address) -> Option<u8> {
    if places.is_empty() {
        return Some(0);
    }
    let here = places.iter().filter(|place| place.country == to.country);
    let fits = here.filter_map(|place| match place.region.as_str() {
        "" => Some(1),
        region if plain(region) == plain(&to.region) => Some(2),
        _ => None,
    });
    fits.max()
}

/// A region's name without what is left out as often as not.
fn plain(region: &str) -> String {
    let lower = region.trim().to_lowercase();
    let end = REGION_ENDS.iter().find_map(|end| lower.strip_suffix(end));
    end.filter(|name| !name.is_empty()).unwrap_or(&lower).to_owned()
}

/// What a shop takes to bring so many pieces for a sum to an address: the rule that names it most
/// closely holds, of two the older one. A rule that refuses holds for goods in every currency.
pub fn freight_of(
    rules: &[FreightRule],
    to: &Address,
    (pieces, goods): (i64, Money),
) -> Outcome<Freight> {
    if rules.is_empty() {
        return Ok(Freight::Included);
    }
    let is_for = |rule: &&FreightRule| {
        rule.currency == goods.currency || matches!(rule.charge, Charge::Refused)
    };
    let fits = rules.iter().filter(is_for).filter_map(|rule| Some((rule.fit(to)?, rule)));
    let best = fits.max_by_key(|(fit, rule)| (*fit, std::cmp::Reverse(rule.id)));
    best.map_or(Ok(Freight::Refused), |(_, rule)| rule.cost(pieces, goods))
}

impl NewRule {
    /// Reads a rule as it was typed; every mistake is told at once.
    pub(crate) fn read(&self, id: Id<FreightRuleKind>, version: i64) -> Outcome<FreightRule> {
        let mut faults = Faults::default();
        let places = faults.all_or(read_places(&self.places), Vec::new());
        let currency = Currency::from_code(&self.currency.trim().to_uppercase());
        let currency = faults.or(currency.ok_or(CartRefusal::CurrencyUnknown), Currency::USD);
        let free_from = self.free_from.as_deref().map(str::trim).filter(|told| !told.is_empty());
        let free_from = free_from.map(|told| read_amount("free_from", told, currency));
        let free_from = faults.or(free_from.transpose(), None);
        if free_from.is_some_and(|sum| sum.minor == 0) {
            faults.add(CartRefusal::AmountUnreadable { field: "free_from" });
        }
        let charge = match self.kind.as_str() {
            "refused" => Charge::Refused,
            kind => {
                let amount = read_amount("amount", &self.amount, currency);
                let amount = faults.or(amount, Money::zero(currency));
                match kind {
                    "pieces" => self.steps(amount, &mut faults),
                    "flat" => Charge::Flat(amount),
                    _ => {
                        faults.add(CartRefusal::KindUnknown);
                        Charge::Refused
                    }
                }
            }
        };
        let free_from = free_from.filter(|_| charge != Charge::Refused);
        let rule = FreightRule { id, places, charge, currency, free_from, version };
        faults.end().map(|()| rule)
    }

    fn steps(&self, amount: Money, faults: &mut Faults) -> Charge {
        for (field, told) in [("first", self.first), ("step", self.step)] {
            if !(1..=PIECES_MOST).contains(&told) {
                faults.add(CartRefusal::PiecesOutOfRange { field, most: PIECES_MOST });
            }
        }
        let more = read_amount("more", &self.more, amount.currency);
        let more = faults.or(more, Money::zero(amount.currency));
        Charge::Pieces { first: self.first, amount, step: self.step, more }
    }
}

fn read_amount(field: &'static str, told: &str, currency: Currency) -> Result<Money, CartRefusal> {
    let digits: String = told.chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect();
    let amount = Money::parse(&digits, currency).ok().filter(|amount| amount.minor >= 0);
    amount.ok_or(CartRefusal::AmountUnreadable { field })
}

/// Reads places, one a line, a line's parts in any of the usual ways.
pub(super) fn read_places(told: &str) -> Result<Vec<RulePlace>, Vec<CartRefusal>> {
    let most = Rules::current().cart.freight_places_most;
    let mut places: Vec<RulePlace> = Vec::new();
    let mut faults = Vec::new();
    let lines = told.split(['\n', ',', '，', '、', ';', '；']).map(str::trim);
    for line in lines.filter(|line| !line.is_empty()) {
        let (code, region) = line.split_once([' ', '-', ':', '：']).unwrap_or((line, ""));
        let (code, region) = (code.trim().to_uppercase(), region.trim());
        if Country::from_code(&code).is_none() || region.chars().count() > REGION_CHARS_MOST {
            let told = line.chars().take(40).collect();
            faults.push(CartRefusal::PlaceUnknown { told });
            continue;
        }
        let place = RulePlace { country: code, region: region.to_owned() };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if i64::try_from(places.len()).unwrap_or(i64::MAX) > most {
        faults.push(CartRefusal::PlacesTooMany { most });
    }
    faults.truncate(10);
    if faults.is_empty() { Ok(places) } else { Err(faults) }
}

/// Places as somebody types them, one a line.
pub(crate) fn write_places(places: &[RulePlace]) -> String {
    let line = |place: &RulePlace| format!("{} {}", place.country, place.region).trim().to_owned();
    places.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
