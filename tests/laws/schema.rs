//! The tables as the migrations make them, and the laws about their making.

use super::Law;
use super::source::{Breach, Source, Tree};
use super::statement::{after_close, entries, tables, without_comments, words};
use std::collections::BTreeMap;

/// The only types of columns; the store turns them into each engine's.
const TYPES: &[&str] = &["{ID}", "{I64}", "{TEXT}", "{BYTES}"];

/// A table starts life with one of these at its end: STRICT, or STRICT without a rowid.
const ENDINGS: &[&str] = &["{ST}", "{WR}"];

const CONSTRAINTS: &[&str] = &["CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK"];

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "Columns hold integers, texts and bytes, and tables are STRICT",
        check: types,
        kept: &[(
            "crates/deal/migrations/0001.sql",
            "\
            CREATE TABLE deal (id {ID}, home {I64} NOT NULL, note {TEXT}, CHECK (home > 0)) {ST};\n\
            -- A float would be 1.5.\nALTER TABLE deal ADD COLUMN seal {BYTES};",
        )],
        broken: &[
            (
                "paid is REAL",
                &[(
                    "crates/deal/migrations/0001.sql",
                    "\
                CREATE TABLE deal (id {ID}, paid REAL NOT NULL) {ST};",
                )],
            ),
            (
                "at is TIMESTAMP",
                &[(
                    "crates/deal/migrations/0001.sql",
                    "\
                ALTER TABLE deal ADD COLUMN at TIMESTAMP;",
                )],
            ),
            (
                "deal ends with neither",
                &[(
                    "crates/deal/migrations/0001.sql",
                    "\
                CREATE TABLE deal (id {ID});",
                )],
            ),
        ],
    },
    Law {
        name: "Checks compare with one value or two at a time",
        check: short_lists,
        kept: &[(
            "crates/deal/migrations/0001.sql",
            "CREATE TABLE deal (id {ID}, a {I64}, CHECK (a IN (0, 1) OR a = 2)) {ST};",
        )],
        broken: &[(
            "builds a table for IN",
            &[(
                "crates/deal/migrations/0001.sql",
                "CREATE TABLE deal (id {ID}, a {I64}, CHECK (a IN (0, 1, 2))) {ST};",
            )],
        )],
    },
    Law {
        name: "Migrations are numbered without a gap",
        check: numbered,
        kept: &[
            ("crates/deal/migrations/0001.sql", ""),
            ("crates/deal/migrations/0002_refunds.sql", ""),
        ],
        broken: &[(
            "the next number is 0002",
            &[
                ("crates/deal/migrations/0001.sql", ""),
                ("crates/deal/migrations/0003_refunds.sql", ""),
            ],
        )],
    },
    Law {
        name: "Every migration, word file and long statement is built in",
        check: built_in,
        kept: &[
            ("crates/deal/migrations/0001.sql", ""),
            ("crates/deal/src/lib.rs", "const A: &str = include_str!(\"../migrations/0001.sql\");"),
        ],
        broken: &[
            ("no code of deal includes it", &[("crates/deal/migrations/0001.sql", "")]),
            (
                "no code of deal includes it",
                &[
                    ("crates/deal/locales/en.ftl", ""),
                    (
                        "crates/deal/src/model.rs",
                        "#[cfg(test)] const A: &str = include_str!(\"../locales/en.ftl\");",
                    ),
                ],
            ),
        ],
    },
    Law {
        name: "Each table has one owner, and nobody else names it",
        check: owners,
        kept: &[
            ("crates/deal/migrations/0001.sql", "CREATE TABLE deal (id {ID}) {ST};"),
            (
                "crates/deal/src/store.rs",
                "const A: &str = \"\
                WITH x AS (SELECT id FROM deal), y (id) AS (SELECT 1) SELECT id FROM x, y\";",
            ),
        ],
        broken: &[
            (
                "deal is made in deal and in trust",
                &[
                    ("crates/deal/migrations/0001.sql", "CREATE TABLE deal (id {ID}) {ST};"),
                    ("crates/trust/migrations/0001.sql", "CREATE TABLE deal (id {ID}) {ST};"),
                ],
            ),
            (
                "deal is a table of deal",
                &[
                    ("crates/deal/migrations/0001.sql", "CREATE TABLE deal (id {ID}) {ST};"),
                    (
                        "crates/trust/src/store.rs",
                        "const A: &str = \"SELECT 1 FROM fact, deal d\";",
                    ),
                ],
            ),
            (
                "dael is no table",
                &[("crates/deal/src/store.rs", "const A: &str = \"UPDATE dael SET a = $1\";")],
            ),
        ],
    },
];

/// A column or a constraint of a table, as written.
pub(super) type Entry = Vec<String>;

/// A table as its migration makes it.
pub(super) struct Table<'a> {
    pub(super) krate: &'a str,
    pub(super) path: &'a str,
    pub(super) name: String,
    pub(super) columns: Vec<Entry>,
    pub(super) constraints: Vec<Entry>,
    ending: String,
}

impl Table<'_> {
    /// The columns of the primary key, in order.
    pub(super) fn primary_key(&self) -> Vec<&str> {
        let of_column = self
            .columns
            .iter()
            .find(|column| column.iter().any(|word| word == "{ID}" || word == "PRIMARY"));
        let of_table = self.constraints.iter().find(|entry| entry.iter().any(|w| w == "PRIMARY"));
        match (of_column, of_table) {
            (Some(column), _) => vec![column[0].as_str()],
            (None, Some(entry)) => names_after(entry, "KEY"),
            (None, None) => Vec::new(),
        }
    }

    /// Whether the column may be NULL.
    pub(super) fn may_be_null(&self, column: &str) -> bool {
        let Some(entry) = self.columns.iter().find(|entry| entry[0] == column) else {
            return false;
        };
        let is_not_null = entry.windows(2).any(|pair| pair[0] == "NOT" && pair[1] == "NULL");
        !is_not_null && !self.primary_key().contains(&column)
    }
}

/// The names in the brackets that follow a word: `KEY (a, b)`.
pub(super) fn names_after<'a>(words: &'a [String], word: &str) -> Vec<&'a str> {
    let Some(at) = words.iter().position(|w| w == word) else { return Vec::new() };
    let Some(open) = words.iter().skip(at).position(|w| w == "(") else { return Vec::new() };
    entries(words, at + open).into_iter().map(|entry| entry[0].as_str()).collect()
}

/// The statements of all migrations, as words.
pub(super) fn scripts(tree: &Tree) -> Vec<(&Source, Vec<String>)> {
    let mut scripts = Vec::new();
    for source in migrations(tree) {
        let words = words(&without_comments(&source.text));
        let statements = words.split(|word| word == ";").filter(|part| !part.is_empty());
        scripts.extend(statements.map(|statement| (source, statement.to_vec())));
    }
    scripts
}

fn migrations(tree: &Tree) -> impl Iterator<Item = &Source> {
    tree.sources
        .iter()
        .filter(|source| source.krate().is_some() && source.inside().starts_with("migrations/"))
        .filter(|source| source.path.ends_with(".sql"))
}

/// All tables, with the columns that later migrations added.
pub(super) fn all(tree: &Tree) -> Vec<Table<'_>> {
    let mut tables: Vec<Table<'_>> = Vec::new();
    for (source, words) in scripts(tree) {
        let start: Vec<&str> = words.iter().take(5).map(String::as_str).collect();
        match start.as_slice() {
            ["CREATE", "TABLE", name, "(", ..] => tables.push(table(source, name, &words)),
            ["ALTER", "TABLE", name, "ADD", "COLUMN"] => {
                let known = tables.iter_mut().find(|table| table.name == *name);
                known.into_iter().for_each(|table| table.columns.push(words[5..].to_vec()));
            }
            _ => {}
        }
    }
    tables
}

fn table<'a>(source: &'a Source, name: &str, words: &[String]) -> Table<'a> {
    let all = entries(words, 3).into_iter().map(<[String]>::to_vec);
    let (constraints, columns) =
        all.partition(|entry: &Entry| CONSTRAINTS.contains(&entry[0].as_str()));
    Table {
        krate: source.krate().unwrap_or_default(),
        path: &source.path,
        name: name.to_owned(),
        columns,
        constraints,
        ending: words.get(after_close(words, 3)).cloned().unwrap_or_default(),
    }
}

fn types(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for table in all(tree) {
        if !ENDINGS.contains(&table.ending.as_str()) {
            let why = format!("{} ends with neither {{ST}} nor {{WR}}", table.name);
            breaches.push(Breach::of(table.path, why));
        }
        breaches.extend(table.columns.iter().filter_map(|column| strange(table.path, column)));
    }
    for (source, words) in scripts(tree) {
        if words.first().is_some_and(|word| word == "ALTER") {
            let added = words.iter().position(|word| word == "COLUMN");
            let column = added.and_then(|at| words.get(at + 1..));
            breaches.extend(column.and_then(|column| strange(&source.path, column)));
        }
    }
    breaches.dedup();
    breaches
}

fn strange(path: &str, column: &[String]) -> Option<Breach> {
    let kind = column.get(1).map_or("nothing", String::as_str);
    let why = || format!("{} is {kind}, not one of {}", column[0], TYPES.join(" "));
    (!TYPES.contains(&kind)).then(|| Breach::of(path, why()))
}

/// SQLite builds a table for a longer list each time that a row is written: it took 23 % of the
/// writer's time.
const LONGEST_LIST: usize = 2;

fn short_lists(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (source, words) in scripts(tree) {
        let lists = words.windows(2).enumerate().filter(|(_, pair)| *pair == ["IN", "("]);
        for (at, _) in lists.filter(|(at, _)| entries(&words, at + 1).len() > LONGEST_LIST) {
            let column = at.checked_sub(1).map_or("", |before| &words[before]);
            let why = format!("SQLite builds a table for IN at each write: {column} = … OR …");
            breaches.push(Breach::of(&source.path, why));
        }
    }
    breaches
}

fn numbered(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sources: Vec<&Source> = migrations(tree).collect();
    sources.sort_by_key(|source| &source.path);
    for source in sources {
        let count = last.entry(source.krate().unwrap_or_default()).or_default();
        *count += 1;
        let wanted = format!("{count:04}");
        let name = source.inside().trim_start_matches("migrations/");
        if !name.starts_with(&wanted) {
            breaches.push(Breach::of(&source.path, format!("the next number is {wanted}")));
        }
    }
    breaches
}

fn built_in(tree: &Tree) -> Vec<Breach> {
    let is_part = |source: &&Source| {
        let folders = ["migrations/", "locales/", "sql/"];
        source.krate().is_some() && folders.iter().any(|folder| source.inside().starts_with(folder))
    };
    let mut breaches = Vec::new();
    for source in tree.sources.iter().filter(is_part) {
        let krate = source.krate().unwrap_or_default();
        let mut code = tree.of(krate).filter(|source| source.is_product());
        if !code.any(|file| file.code().says_ending(source.inside())) {
            breaches.push(Breach::of(&source.path, format!("no code of {krate} includes it")));
        }
    }
    breaches
}

/// Which crate owns a table.
pub(super) fn owners_by_table(tree: &Tree) -> BTreeMap<String, String> {
    let mut owners: BTreeMap<String, String> =
        all(tree).into_iter().map(|table| (table.name, table.krate.to_owned())).collect();
    // The table of applied migrations is made before any migration runs.
    owners.entry("migration".into()).or_insert_with(|| "store".into());
    owners
}

fn owners(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let owners = owners_by_table(tree);
    for table in all(tree).iter().filter(|table| owners[&table.name] != table.krate) {
        let why =
            format!("{} is made in {} and in {}", table.name, table.krate, owners[&table.name]);
        breaches.push(Breach::of(table.path, why));
    }
    for found in super::statement::all(tree) {
        let words = words(&found.text);
        for (name, _) in tables(&words) {
            let why = match owners.get(name) {
                Some(owner) if owner == found.krate => continue,
                Some(owner) => format!("{name} is a table of {owner}"),
                None => format!("{name} is no table"),
            };
            breaches.push(Breach::at(found.path, found.line, why));
        }
    }
    breaches
}
