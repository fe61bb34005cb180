//! Which sellers a request is brought to: a published formula over a roster held in memory.
//!
//! A seller's shelf is what it lists in one category and unit. For each line of a request every
//! shelf that shares a word or the category gets points; a shelf whose minimum order is above the
//! quantity cannot serve it and gets none. The best shelf of a seller counts. Points for reply,
//! trust and rotation are the seller's own. All figures are whole points, the most of each part
//! comes from the rule file, and each lead keeps its arithmetic.

use super::compare::{reply_weight, trust_weight};
use super::{RequestKind, RequestLine, SellerRecord};
use catalog::Category;
use kernel::rules::Matching;
use kernel::{Firm, Id, Timestamp, Unit};
use party::TrustLine;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use talk::ReplyRecord;
use utoipa::ToSchema;

/// Codes of figures that agree in so many first ones are neighbours: a chapter of the HS code.
const NEIGHBOUR_CHARS: usize = 2;
/// Words of a line that are looked for; more say nothing new.
const WORDS_MOST: usize = 32;

/// A part of the formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The seller lists goods of the category.
    Category,
    /// The words of the request stand in the seller's listings.
    Words,
    /// The minimum order is within the quantity.
    Capacity,
    /// The seller answers, and soon.
    Reply,
    /// Finished trades and ratings.
    Trust,
    /// Not asked lately.
    Rotation,
}

impl Part {
    /// The word in messages and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Words => "words",
            Self::Capacity => "capacity",
            Self::Reply => "reply",
            Self::Trust => "trust",
            Self::Rotation => "rotation",
        }
    }
}

/// A line of a lead's arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Points {
    /// Of which part.
    pub part: Part,
    /// How many.
    pub points: i64,
    /// How many there could be.
    pub most: i64,
}

/// A seller that a request is brought to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The seller.
    pub firm: Id<Firm>,
    /// All points, of a thousand.
    pub total: i64,
    /// The line of the request that fits best.
    pub line: i64,
    /// The arithmetic, in the order of the formula.
    pub arithmetic: Vec<Points>,
}

/// A request that was brought to a seller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// The seller.
    pub firm: Id<Firm>,
    /// The request.
    pub request: Id<RequestKind>,
    /// All points, of a thousand.
    pub points: i64,
    /// The arithmetic that chose the seller.
    pub arithmetic: Vec<Points>,
    /// When.
    pub at: Timestamp,
}

/// What of a listing the roster keeps.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// Who sells it.
    pub firm: Id<Firm>,
    /// The shelf that it stands on; empty if nobody said.
    pub category: &'a str,
    /// What is counted.
    pub unit: Unit,
    /// Its title.
    pub title: &'a str,
    /// The least quantity that is sold at a time.
    pub moq: i64,
}

/// What of a seller the roster keeps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Supplier {
    /// Of a hundred.
    trust: i64,
    reply: ReplyRecord,
    led_at: Option<Timestamp>,
}

impl Supplier {
    /// A seller by its trust line and what is written down of it.
    pub fn of(trust: Option<&TrustLine>, record: SellerRecord, rules: &Matching) -> Self {
        let trust = trust.map_or(25, |line| trust_weight(line, rules.trades_full));
        Self { trust, reply: record.reply, led_at: record.led_at }
    }
}

#[derive(Debug, Clone, Copy)]
struct Shelf {
    firm: u32,
    unit: Unit,
    moq: i64,
}

/// All sellers and what they list.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    firms: Vec<(Id<Firm>, Supplier)>,
    at: HashMap<Id<Firm>, u32>,
    shelves: Vec<Shelf>,
    shelf_at: HashMap<(u32, String, Unit), u32>,
    words: HashMap<String, Vec<u32>>,
    categories: HashMap<String, Aisle>,
}

/// The shelves of one category, and which one of the tree that is.
#[derive(Debug, Clone)]
struct Aisle {
    category: Option<&'static Category>,
    shelves: Vec<u32>,
}

impl Aisle {
    fn of(code: &str) -> Self {
        Self { category: in_tree(code), shelves: Vec::new() }
    }
}

impl Roster {
    /// How many sellers there are.
    pub fn len(&self) -> usize {
        self.firms.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.firms.is_empty()
    }

    /// Whether it knows a seller.
    pub fn knows(&self, firm: Id<Firm>) -> bool {
        self.at.contains_key(&firm)
    }

    /// Takes a seller in, or writes down how it stands now.
    pub fn set(&mut self, firm: Id<Firm>, supplier: Supplier) {
        let at = self.place_of(firm);
        if let Some(known) = self.firms.get_mut(index(at)) {
            known.1 = supplier;
        }
    }

    /// Notes that a request was brought to a seller.
    pub fn led(&mut self, firm: Id<Firm>, at: Timestamp) {
        let place = self.place_of(firm);
        if let Some(known) = self.firms.get_mut(index(place)) {
            known.1.led_at = Some(at);
        }
    }

    /// Takes a listing in.
    pub fn add(&mut self, listed: &Listed<'_>) {
        let firm = self.place_of(listed.firm);
        let key = (firm, listed.category.to_owned(), listed.unit);
        let next = place(self.shelves.len());
        let shelf = *self.shelf_at.entry(key).or_insert(next);
        if shelf == next {
            self.shelves.push(Shelf { firm, unit: listed.unit, moq: listed.moq });
            if !listed.category.is_empty() {
                let aisle = self.categories.entry(listed.category.to_owned());
                aisle.or_insert_with(|| Aisle::of(listed.category)).shelves.push(shelf);
            }
        } else if let Some(known) = self.shelves.get_mut(index(shelf)) {
            known.moq = known.moq.min(listed.moq);
        }
        for word in words_of(listed.title) {
            let shelves = self.words.entry(word).or_default();
            if let Err(at) = shelves.binary_search(&shelf) {
                shelves.insert(at, shelf);
            }
        }
    }

    fn place_of(&mut self, firm: Id<Firm>) -> u32 {
        let next = place(self.firms.len());
        let at = *self.at.entry(firm).or_insert(next);
        if at == next {
            self.firms.push((firm, Supplier::default()));
        }
        at
    }

    /// The sellers with the most points for these lines, best first; of equals the one that was
    /// not asked for longest.
    pub fn matches(
        &self,
        buyer: Id<Firm>,
        lines: &[RequestLine],
        rules: &Matching,
        now: Timestamp,
    ) -> Vec<Match> {
        let mut best: Vec<Option<Found>> = vec![None; self.firms.len()];
        for line in lines {
            self.match_line(line, rules, &mut best);
        }
        let mut found: Vec<Ranked> = best
            .into_iter()
            .zip(&self.firms)
            .filter_map(|(found, (firm, supplier))| {
                let found = found.filter(|_| *firm != buyer)?;
                Some(Ranked::new(*firm, supplier, found, rules, now))
            })
            .collect();
        let most = usize::try_from(rules.leads_most).unwrap_or(0);
        if found.len() > most && most > 0 {
            found.select_nth_unstable_by_key(most - 1, Ranked::key);
            found.truncate(most);
        }
        found.sort_unstable_by_key(Ranked::key);
        found.iter().map(|ranked| ranked.shown(rules)).collect()
    }

    /// Notes for each seller the best of its shelves for a line.
    fn match_line(&self, line: &RequestLine, rules: &Matching, best: &mut [Option<Found>]) {
        let mut hits: Vec<i64> = vec![0; self.shelves.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut whole = 0;
        for word in words_of(&line.what).into_iter().take(WORDS_MOST) {
            let shelves = self.words.get(&word).map_or(&[][..], Vec::as_slice);
            let weight = self.rarity(shelves.len());
            whole += weight;
            for &shelf in shelves {
                if let Some(hit) = hits.get_mut(index(shelf)) {
                    if *hit == 0 {
                        touched.push(shelf);
                    }
                    *hit += weight;
                }
            }
        }
        let kin = self.kin(&line.category, rules);
        for shelf in kin.keys().filter(|shelf| hits.get(index(**shelf)) == Some(&0)) {
            touched.push(*shelf);
        }
        for at in touched {
            let Some(shelf) = self.shelves.get(index(at)) else { continue };
            let hit = hits.get(index(at)).copied().unwrap_or(0);
            let words = rules.words_points * hit / whole.max(1);
            let category = kin.get(&at).copied().unwrap_or(0);
            let capacity = capacity(shelf, line, rules);
            let (true, Some(capacity)) = (words + category >= rules.fit_least, capacity) else {
                continue;
            };
            let found = Found { category, words, capacity, line: line.nth };
            if let Some(known) = best.get_mut(index(shelf.firm))
                && known.is_none_or(|known| known.sum() < found.sum())
            {
                *known = Some(found);
            }
        }
    }

    /// A word that few shelves have says more: one more for each halving.
    fn rarity(&self, shelves: usize) -> i64 {
        let share = self.shelves.len().max(1) / shelves.max(1);
        i64::from(share.max(1).ilog2()) + 1
    }

    /// Points of the shelves in the same or a kindred category.
    fn kin(&self, category: &str, rules: &Matching) -> HashMap<u32, i64> {
        let mut kin = HashMap::new();
        if category.is_empty() {
            return kin;
        }
        let wanted = in_tree(category);
        for (other, aisle) in &self.categories {
            let share = match (wanted, aisle.category) {
                _ if other == category => 4,
                (Some(wanted), Some(other)) => kinship(wanted, other),
                _ => i64::from(is_same_chapter(category, other)),
            };
            if share > 0 {
                let points = rules.category_points * share / 4;
                kin.extend(aisle.shelves.iter().map(|shelf| (*shelf, points)));
            }
        }
        kin
    }
}

/// A category of the tree by its code, or the one in which an HS code's goods stand.
fn in_tree(code: &str) -> Option<&'static Category> {
    let is_hs = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    if is_hs { Category::of_hs(code).first().copied() } else { Category::find(code) }
}

/// Quarters of the points: four in the same category, two between a department and its leaf, one
/// between leaves of one department.
fn kinship(wanted: &Category, other: &Category) -> i64 {
    match () {
        () if wanted.code() == other.code() => 4,
        () if wanted.parent() == other.code() || other.parent() == wanted.code() => 2,
        () if !wanted.parent().is_empty() && wanted.parent() == other.parent() => 1,
        () => 0,
    }
}

fn is_same_chapter(one: &str, other: &str) -> bool {
    let chapter = |code: &str| code.get(..NEIGHBOUR_CHARS).map(str::to_owned);
    let is_hs = one.bytes().all(|byte| byte.is_ascii_digit());
    is_hs && chapter(one) == chapter(other)
}

/// None where the minimum order is above the quantity; half where another unit is counted.
fn capacity(shelf: &Shelf, line: &RequestLine, rules: &Matching) -> Option<i64> {
    match () {
        () if shelf.unit != line.unit => Some(rules.capacity_points / 2),
        () if shelf.moq <= line.quantity => Some(rules.capacity_points),
        () => None,
    }
}

/// What a seller's best shelf gets.
#[derive(Debug, Clone, Copy)]
struct Found {
    category: i64,
    words: i64,
    capacity: i64,
    line: i64,
}

impl Found {
    const fn sum(&self) -> i64 {
        self.category + self.words + self.capacity
    }
}

/// A seller with all its points.
#[derive(Debug)]
struct Ranked {
    firm: Id<Firm>,
    found: Found,
    reply: i64,
    trust: i64,
    rotation: i64,
    led_at: Option<Timestamp>,
}

impl Ranked {
    fn new(
        firm: Id<Firm>,
        supplier: &Supplier,
        found: Found,
        rules: &Matching,
        now: Timestamp,
    ) -> Self {
        let trust = rules.trust_points * supplier.trust / 100;
        let reply = reply(&supplier.reply, rules);
        let rested = supplier
            .led_at
            .map_or(rules.rest_d, |led| now.micros_since(led).max(0) / kernel::MICROS_PER_DAY);
        let rotation = rules.rotation_points * rested.min(rules.rest_d) / rules.rest_d.max(1);
        Self { firm, found, reply, trust, rotation, led_at: supplier.led_at }
    }

    const fn total(&self) -> i64 {
        self.found.sum() + self.reply + self.trust + self.rotation
    }

    fn key(&self) -> (Reverse<i64>, Option<Timestamp>, i64) {
        (Reverse(self.total()), self.led_at, self.firm.raw())
    }

    fn shown(&self, rules: &Matching) -> Match {
        let points = |part, points, most| Points { part, points, most };
        Match {
            firm: self.firm,
            total: self.total(),
            line: self.found.line,
            arithmetic: vec![
                points(Part::Category, self.found.category, rules.category_points),
                points(Part::Words, self.found.words, rules.words_points),
                points(Part::Capacity, self.found.capacity, rules.capacity_points),
                points(Part::Reply, self.reply, rules.reply_points),
                points(Part::Trust, self.trust, rules.trust_points),
                points(Part::Rotation, self.rotation, rules.rotation_points),
            ],
        }
    }
}

fn reply(record: &ReplyRecord, rules: &Matching) -> i64 {
    rules.reply_points * reply_weight(record, rules) / 1_000
}

/// The words of a text, each once: Latin words and figures in small letters without their plural,
/// Chinese characters in pairs.
pub(crate) fn words_of(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let lower = text.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let chars: Vec<char> = word.chars().collect();
        let is_script = |c: &char| ('\u{3400}'..='\u{9fff}').contains(c);
        for run in chars.chunk_by(|a, b| is_script(a) == is_script(b)) {
            match run {
                [first, ..] if is_script(first) && run.len() > 1 => {
                    words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
                }
                [_] if !run.first().is_some_and(is_script) => {}
                _ => {
                    let word: String = run.iter().collect();
                    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2);
                    words.insert(stem.unwrap_or(&word).to_owned());
                }
            }
        }
    }
    words
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// A roster holds fewer shelves than fit: four thousand million.
fn place(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
