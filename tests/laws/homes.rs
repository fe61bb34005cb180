//! Every row has a home, and every statement goes there: what lets the same text run on a cluster.

use super::Law;
use super::schema::{self, Table, names_after};
use super::source::{Breach, Tree};
use super::statement::{self, Statement, Use, flat, tables, words};
use std::collections::BTreeMap;

/// `table column # what the home is`, one a line; the column `reference` marks a table that every
/// node holds whole.
const HOMES: &str = "tests/laws/homes.txt";

/// `crate: STATEMENT`, then an indented line with the reason. A statement may be cut short by `…`.
const EXCUSED: &str = "tests/laws/statements_without_home.txt";

const REFERENCE: &str = "reference";

const ITEM: (&str, &str) = (
    "crates/deal/migrations/0001.sql",
    "CREATE TABLE deal (id {ID}, code {TEXT} NOT NULL, UNIQUE (id, code)) {ST};
     CREATE TABLE item (deal {I64} NOT NULL, id {I64} NOT NULL, unit {TEXT},
       PRIMARY KEY (deal, id), CONSTRAINT a FOREIGN KEY (deal) REFERENCES deal (id)
       DEFERRABLE INITIALLY DEFERRED) {WR};
     CREATE UNIQUE INDEX item_unit ON item (deal, unit);",
);
const LIST: (&str, &str) = (HOMES, "deal id # itself\nitem deal # the deal\n");

macro_rules! deal_store {
    ($sql:literal) => {
        ("crates/deal/src/store.rs", concat!("const A: &str = \"", $sql, "\";"))
    };
}

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "Every table has a home, and its keys keep to it",
        check: keys,
        kept: &[ITEM, LIST],
        broken: &[
            ("item has no home in", &[ITEM, (HOMES, "deal id\n")]),
            ("there is no table gone", &[ITEM, (HOMES, "deal id\nitem deal\ngone id\n")]),
            (
                "the primary key of item does not begin with id",
                &[ITEM, (HOMES, "deal id\nitem id\n")],
            ),
            (
                "UNIQUE of deal without id",
                &[
                    LIST_OF_DEAL,
                    (
                        "crates/deal/migrations/0001.sql",
                        "CREATE TABLE deal (id {ID}, code {TEXT} NOT NULL, UNIQUE (code)) {ST};",
                    ),
                ],
            ),
            (
                "UNIQUE of deal without id",
                &[
                    LIST_OF_DEAL,
                    (
                        "crates/deal/migrations/0001.sql",
                        "CREATE TABLE deal (id {ID}, code {TEXT} NOT NULL UNIQUE) {ST};",
                    ),
                ],
            ),
            (
                "UNIQUE of deal without id",
                &[
                    LIST_OF_DEAL,
                    (
                        "crates/deal/migrations/0001.sql",
                        "CREATE TABLE deal (id {ID}) {ST}; CREATE UNIQUE INDEX a ON deal (code);",
                    ),
                ],
            ),
        ],
    },
    Law {
        name: "A foreign key stays inside a home and is checked at the commit",
        check: foreign_keys,
        kept: &[ITEM, LIST],
        broken: &[
            (
                "leaves its home",
                &[
                    LIST,
                    (
                        "crates/deal/migrations/0001.sql",
                        "CREATE TABLE deal (id {ID}) {ST};
                 CREATE TABLE item (deal {I64} NOT NULL, id {I64} NOT NULL REFERENCES deal (id)
                   DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (deal, id)) {WR};",
                    ),
                ],
            ),
            (
                "is not DEFERRABLE INITIALLY DEFERRED",
                &[
                    LIST,
                    (
                        "crates/deal/migrations/0001.sql",
                        "CREATE TABLE deal (id {ID}) {ST};
                 CREATE TABLE item (deal {I64} NOT NULL REFERENCES deal (id), id {I64} NOT NULL,
                   PRIMARY KEY (deal, id)) {WR};",
                    ),
                ],
            ),
        ],
    },
    Law {
        name: "A statement names its home, or is excused with a reason",
        check: statements,
        kept: &[
            ITEM,
            LIST,
            deal_store!("SELECT i.id FROM item i JOIN deal d ON d.id = i.deal WHERE i.deal = $1"),
            ("crates/deal/sql/old.sql", "SELECT id FROM deal\nWHERE code = $1"),
            (EXCUSED, "# Read\ndeal: SELECT id FROM deal WHERE …\n  once a day, by hand.\n"),
        ],
        broken: &[
            (
                "does not go to deal by id",
                &[ITEM, LIST, deal_store!("UPDATE deal SET code = $1 WHERE code = $2")],
            ),
            (
                "does not go to item by deal",
                &[
                    ITEM,
                    LIST,
                    deal_store!(
                        "SELECT i.id FROM item i JOIN deal d ON d.code = i.unit WHERE d.id = $1"
                    ),
                ],
            ),
            ("does not put deal", &[ITEM, LIST, deal_store!("INSERT INTO item (id) VALUES ($1)")]),
            (
                "the conflict in item",
                &[
                    ITEM,
                    LIST,
                    deal_store!(
                        "INSERT INTO item (deal, id) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING"
                    ),
                ],
            ),
            (
                "excuses nothing",
                &[ITEM, LIST, (EXCUSED, "deal: SELECT id FROM deal WHERE code = $1\n  because.\n")],
            ),
            (
                "has no reason",
                &[
                    ITEM,
                    LIST,
                    deal_store!("SELECT id FROM deal"),
                    (EXCUSED, "deal: SELECT id FROM deal\n"),
                ],
            ),
        ],
    },
];

const LIST_OF_DEAL: (&str, &str) = (HOMES, "deal id\n");

/// Tables and the columns that are their homes.
type Homes = BTreeMap<String, String>;

fn homes(tree: &Tree) -> Homes {
    let lines = tree.file(HOMES).map_or("", |source| source.text.as_str()).lines();
    lines
        .filter_map(|line| {
            let mut words = line.split('#').next().unwrap_or_default().split_whitespace();
            Some((words.next()?.to_owned(), words.next()?.to_owned()))
        })
        .collect()
}

fn keys(tree: &Tree) -> Vec<Breach> {
    let homes = homes(tree);
    let tables = schema::all(tree);
    let mut breaches = Vec::new();
    for table in &tables {
        match homes.get(&table.name).map(String::as_str) {
            None => {
                let why = format!("{} has no home in {HOMES}", table.name);
                breaches.push(Breach::of(table.path, why));
            }
            Some(REFERENCE) => {}
            Some(home) => {
                let faults = key_faults(table, home);
                breaches.extend(faults.into_iter().map(|why| Breach::of(table.path, why)));
            }
        }
    }
    for name in homes.keys().filter(|name| !tables.iter().any(|table| table.name == **name)) {
        breaches.push(Breach::of(HOMES, format!("there is no table {name}")));
    }
    breaches.extend(unique_indexes(tree, &homes));
    breaches
}

fn key_faults(table: &Table<'_>, home: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if table.primary_key().first() != Some(&home) {
        faults.push(format!("the primary key of {} does not begin with {home}", table.name));
    }
    let of_columns = table.columns.iter().map(|entry| (entry, vec![entry[0].as_str()]));
    let of_table = table.constraints.iter().map(|entry| (entry, names_after(entry, "UNIQUE")));
    for (entry, names) in of_columns.chain(of_table) {
        if entry.iter().any(|word| word == "UNIQUE") && !names.contains(&home) {
            faults.push(format!("UNIQUE of {} without {home}", table.name));
        }
    }
    faults
}

fn unique_indexes(tree: &Tree, homes: &Homes) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (source, words) in schema::scripts(tree) {
        let is_unique = words.first().is_some_and(|word| word == "CREATE")
            && words.get(1).is_some_and(|word| word == "UNIQUE");
        let table = words.iter().position(|word| word == "ON").and_then(|on| words.get(on + 1));
        let home = table.and_then(|table| homes.get(table)).filter(|home| *home != REFERENCE);
        if let (true, Some(table), Some(home)) = (is_unique, table, home)
            && !names_after(&words, "ON").contains(&home.as_str())
        {
            let why = format!("UNIQUE of {table} without {home}");
            breaches.push(Breach::of(&source.path, why));
        }
    }
    breaches
}

fn foreign_keys(tree: &Tree) -> Vec<Breach> {
    let homes = homes(tree);
    let mut breaches = Vec::new();
    for table in schema::all(tree) {
        for entry in table.columns.iter().chain(&table.constraints) {
            let Some(at) = entry.iter().position(|word| word == "REFERENCES") else { continue };
            let target = entry.get(at + 1).map_or("", String::as_str);
            let there = names_after(&entry[at..], "REFERENCES");
            let here = match entry.iter().position(|word| word == "FOREIGN") {
                Some(_) => names_after(entry, "KEY"),
                None => vec![entry[0].as_str()],
            };
            let name = &table.name;
            if !stays_home((homes.get(name), &here), (homes.get(target), &there)) {
                let why = format!("the reference from {name} to {target} leaves its home");
                breaches.push(Breach::of(table.path, why));
            }
            if !flat(&entry[at..].join(" ")).contains("DEFERRABLE INITIALLY DEFERRED") {
                let why = format!(
                    "the reference from {name} to {target} is not DEFERRABLE INITIALLY DEFERRED"
                );
                breaches.push(Breach::of(table.path, why));
            }
        }
    }
    breaches
}

/// Whether the two homes stand at the same place of the two lists of columns.
fn stays_home(here: (Option<&String>, &[&str]), there: (Option<&String>, &[&str])) -> bool {
    // A table without a home is a breach of its own.
    let (Some(home_here), Some(home_there)) = (here.0, there.0) else { return true };
    let mut pairs = here.1.iter().zip(there.1);
    home_there == REFERENCE || pairs.any(|(a, b)| a == home_here && b == home_there)
}

/// A statement that may go without its home.
struct Excuse<'a> {
    krate: &'a str,
    text: &'a str,
    reason: &'a str,
    line: usize,
}

impl Excuse<'_> {
    fn covers(&self, found: &Statement<'_>) -> bool {
        let text = flat(&found.text);
        let covers = match self.text.strip_suffix('…') {
            Some(start) => text.starts_with(start.trim_end()),
            None => text == self.text,
        };
        covers && found.krate == self.krate
    }
}

fn excuses(tree: &Tree) -> Vec<Excuse<'_>> {
    let mut excuses: Vec<Excuse<'_>> = Vec::new();
    let text = tree.file(EXCUSED).map_or("", |source| source.text.as_str());
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        if let Some(reason) = line.strip_prefix(' ') {
            excuses.last_mut().into_iter().for_each(|excuse| excuse.reason = reason.trim());
        } else if let Some((krate, text)) = line.split_once(": ") {
            excuses.push(Excuse { krate, text: text.trim(), reason: "", line: at + 1 });
        }
    }
    excuses
}

fn statements(tree: &Tree) -> Vec<Breach> {
    let homes = homes(tree);
    let excuses = excuses(tree);
    let mut is_used = vec![false; excuses.len()];
    let mut breaches = Vec::new();
    for found in statement::all(tree) {
        let faults = homeless(&words(&found.text), &homes);
        let excuse = excuses.iter().position(|excuse| excuse.covers(&found));
        match excuse.filter(|_| !faults.is_empty()) {
            Some(excuse) => is_used[excuse] = true,
            None => {
                let text = flat(&found.text);
                let faults = faults.into_iter().map(|why| format!("{why}: {text}"));
                breaches.extend(faults.map(|why| Breach::at(found.path, found.line, why)));
            }
        }
    }
    for (excuse, is_used) in excuses.iter().zip(is_used) {
        if excuse.reason.is_empty() {
            breaches.push(Breach::at(EXCUSED, excuse.line, "has no reason"));
        }
        if !is_used {
            breaches.push(Breach::at(EXCUSED, excuse.line, "excuses nothing"));
        }
    }
    breaches
}

/// What keeps a statement from going to one home.
fn homeless(words: &[String], homes: &Homes) -> Vec<String> {
    let mut faults = Vec::new();
    let named = tables(words);
    for (table, how) in &named {
        let Some(home) = homes.get(*table).filter(|home| *home != REFERENCE) else { continue };
        match how {
            Use::Put(list) => faults.extend(put_fault(words, *list, table, home)),
            Use::Find => {
                let same = named
                    .iter()
                    .filter(|(other, how)| *how == Use::Find && homes.get(*other) == Some(home));
                let is_bound = is_bound(words, &named, homes);
                if equalities(words, home) < same.count() || !is_bound {
                    faults.push(format!("does not go to {table} by {home} = $n"));
                }
            }
        }
    }
    faults
}

fn put_fault(words: &[String], list: usize, table: &str, home: &str) -> Option<String> {
    if !names_after(&words[list.min(words.len())..], "(").contains(&home) {
        return Some(format!("does not put {home} into {table}"));
    }
    let has_target = words.windows(2).any(|pair| pair[0] == "CONFLICT" && pair[1] == "(");
    let is_astray = has_target && !names_after(words, "CONFLICT").contains(&home);
    is_astray.then(|| format!("the conflict in {table} does not name {home}"))
}

/// How often a column of this name stands beside an equals sign in a condition.
fn equalities(words: &[String], column: &str) -> usize {
    let conditions = conditions(words);
    (0..conditions.len())
        .filter(|at| conditions[*at] == column)
        .filter(|at| {
            let start = if *at >= 2 && conditions[at - 1] == "." { at - 2 } else { *at };
            let is_before = conditions.get(at + 1).is_some_and(|word| word == "=");
            is_before || (start > 0 && conditions[start - 1] == "=")
        })
        .count()
}

/// Whether at least one home of the statement's tables is given by a parameter.
fn is_bound(words: &[String], named: &[(&str, Use)], homes: &Homes) -> bool {
    let conditions = conditions(words);
    conditions.windows(3).any(|three| {
        let is_home = named.iter().any(|(table, _)| homes.get(*table) == Some(&three[0]));
        is_home && three[1] == "=" && three[2].starts_with('$')
    })
}

/// The statement from its first WHERE or ON: what SET says binds nothing.
fn conditions(words: &[String]) -> &[String] {
    let start = words.iter().position(|word| word == "WHERE" || word == "ON");
    &words[start.unwrap_or(words.len())..]
}
