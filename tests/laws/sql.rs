//! One SQL text, two engines: what a statement may not say.

use super::Law;
use super::schema::{self, Table};
use super::source::{Breach, Tree};
use super::statement::{self, Statement, tables, words};

/// Words that differ between engines, hide time or chance, or make a later page slower.
const FORBIDDEN: &[&str] = &[
    "LIKE",
    "ILIKE",
    "GLOB",
    "REGEXP",
    "CURRENT_TIMESTAMP",
    "CURRENT_DATE",
    "CURRENT_TIME",
    "NOW",
    "RANDOM",
    "OFFSET",
    "LAST_INSERT_ROWID",
    "NEXTVAL",
    "NATURAL",
];

/// Words of SQL that no column can be called; a statement writes them in capitals.
const KEYWORDS: &[&str] = &[
    "SELECT",
    "FROM",
    "WHERE",
    "INSERT",
    "INTO",
    "VALUES",
    "UPDATE",
    "SET",
    "DELETE",
    "AND",
    "OR",
    "NOT",
    "NULL",
    "IN",
    "AS",
    "ON",
    "JOIN",
    "ORDER",
    "GROUP",
    "HAVING",
    "LIMIT",
    "RETURNING",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "UNION",
    "ALL",
    "DISTINCT",
    "WITH",
    "ASC",
    "DESC",
];

const DEAL: (&str, &str) =
    ("crates/deal/migrations/0001.sql", "CREATE TABLE deal (id {ID}, due_at {I64}) {ST};");

pub(super) const LAWS: &[Law] = &[Law {
    name: "A statement says the same on every engine",
    check: one_text,
    kept: &[
        DEAL,
        (
            "crates/deal/src/store.rs",
            "const A: &[&str] = &[\
        \"SELECT COUNT(*), 2 * a, CAST(COALESCE(SUM(b), 0) AS BIGINT) FROM deal WHERE id = $1\",\
        \"SELECT id FROM deal WHERE id = $1 ORDER BY due_at DESC NULLS LAST, id LIMIT $2{LOCK}\",\
        \"SELECT id FROM deal WHERE due_at <= $1 ORDER BY due_at\",\
        \"SELECT id FROM deal WHERE due_at IS NOT NULL ORDER BY due_at, id\",\
        \"SELECT id FROM deal WHERE id = $1 GROUP BY id HAVING SUM(a) > 0\",\
        \"INSERT INTO deal (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET due_at = $2\"];",
        ),
    ],
    broken: &[
        (
            "every column by its name",
            &[(
                "crates/deal/src/store.rs",
                "const A: &str = \
            \"SELECT d.* FROM deal d\";",
            )],
        ),
        ("every column by its name", &[("crates/deal/sql/all.sql", "SELECT *\nFROM deal")]),
        (
            "says LIKE",
            &[(
                "crates/deal/src/store.rs",
                "const A: &str = \
            \"SELECT a FROM deal WHERE a LIKE $1\";",
            )],
        ),
        (
            "says OFFSET",
            &[(
                "crates/deal/src/store.rs",
                "const A: &str = \
            concat!(\"SELECT a FROM deal \", \"LIMIT $1 OFFSET $2\");",
            )],
        ),
        (
            "from in capitals",
            &[(
                "crates/deal/src/store.rs",
                "const A: &str = \
            \"SELECT a from deal\";",
            )],
        ),
        (
            "select in capitals",
            &[(
                "crates/deal/src/store.rs",
                "const A: &str = \
            \"select a FROM deal\";",
            )],
        ),
        (
            "SUM without CAST",
            &[(
                "crates/deal/src/store.rs",
                "const A: &str = \
            \"SELECT CAST(a AS BIGINT), SUM(b) FROM deal\";",
            )],
        ),
        (
            "names no columns",
            &[(
                "crates/deal/src/store.rs",
                "const A: &str = \
            \"INSERT INTO deal VALUES ($1)\";",
            )],
        ),
        (
            "reads into JSON",
            &[(
                "crates/deal/src/store.rs",
                "const A: &str = \
            \"SELECT a->>'b' FROM deal\";",
            )],
        ),
        (
            "due_at may be NULL",
            &[
                DEAL,
                (
                    "crates/deal/src/store.rs",
                    "const A: &str = \
            \"SELECT id FROM deal ORDER BY due_at, id LIMIT 5\";",
                ),
            ],
        ),
    ],
}];

fn one_text(tree: &Tree) -> Vec<Breach> {
    let schema = schema::all(tree);
    let mut breaches = Vec::new();
    for found in statement::all(tree) {
        let why = faults(&found, &schema);
        breaches.extend(why.into_iter().map(|why| Breach::at(found.path, found.line, why)));
    }
    breaches
}

fn faults(found: &Statement<'_>, schema: &[Table<'_>]) -> Vec<String> {
    let words = words(&found.text);
    let mut faults = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |before| words[before].as_str());
        let capital = word.to_uppercase();
        if FORBIDDEN.contains(&word.as_str()) {
            faults.push(format!("says {word}"));
        }
        if KEYWORDS.contains(&capital.as_str()) && *word != capital && before != "." {
            faults.push(format!("write {word} in capitals"));
        }
        if word == "*" && matches!(before, "SELECT" | "DISTINCT" | "RETURNING" | "." | ",") {
            faults.push("name every column by its name, not by *".into());
        }
        if word == ">" && before == "-" || word.starts_with("json") && is_call(&words, at) {
            faults.push("reads into JSON".into());
        }
        if word == "INTO" && words.get(at + 2).is_none_or(|word| word != "(") {
            faults.push("names no columns to insert".into());
        }
        if word == "SUM" && !is_inside_cast(&words, at) && !words[..at].contains(&"HAVING".into()) {
            faults.push("SUM without CAST: PostgreSQL makes it NUMERIC".into());
        }
    }
    faults.extend(sorts_by_null(&words, schema));
    faults
}

fn is_call(words: &[String], at: usize) -> bool {
    words.get(at + 1).is_some_and(|word| word == "(")
}

/// Whether any of the brackets around the word belongs to CAST.
fn is_inside_cast(words: &[String], at: usize) -> bool {
    let mut depth = 0_usize;
    for before in (1..at).rev() {
        match words[before].as_str() {
            ")" => depth += 1,
            "(" if depth > 0 => depth -= 1,
            "(" if words[before - 1] == "CAST" => return true,
            _ => {}
        }
    }
    false
}

/// The engines put NULL at different ends, so a column that may be NULL says where it goes.
fn sorts_by_null(words: &[String], schema: &[Table<'_>]) -> Vec<String> {
    let named = tables(words);
    let may_be_null = |column: &str| {
        let used = schema.iter().filter(|table| named.iter().any(|(name, _)| *name == table.name));
        used.into_iter().any(|table| table.may_be_null(column))
    };
    let mut faults = Vec::new();
    let starts = (0..words.len()).filter(|at| words[*at] == "BY" && words[at - 1] == "ORDER");
    for start in starts {
        for entry in sort_entries(&words[start + 1..]) {
            let column = entry.iter().rfind(|word| word.starts_with(|c: char| c.is_lowercase()));
            let is_told = entry.iter().any(|word| word == "NULLS");
            let may_be_null = |column: &&String| may_be_null(column) && !is_compared(words, column);
            if let Some(column) = column.filter(may_be_null).filter(|_| !is_told) {
                faults.push(format!("{column} may be NULL: sort it NULLS FIRST or NULLS LAST"));
            }
        }
    }
    faults
}

/// Whether a condition leaves out the rows in which the column is NULL.
fn is_compared(words: &[String], column: &str) -> bool {
    let start = words.iter().position(|word| word == "WHERE").unwrap_or(words.len());
    let is_not_null = ["IS", "NOT", "NULL"];
    (start..words.len()).filter(|at| words[*at] == column).any(|at| {
        let after = &words[at + 1..];
        after.first().is_some_and(|word| matches!(word.as_str(), "<" | ">" | "="))
            || after.iter().take(3).eq(is_not_null.iter())
    })
}

fn sort_entries(words: &[String]) -> Vec<&[String]> {
    let mut depth = 0_usize;
    let end = words.iter().position(|word| match word.as_str() {
        "(" => {
            depth += 1;
            false
        }
        ")" if depth == 0 => true,
        ")" => {
            depth -= 1;
            false
        }
        "LIMIT" | "{LOCK}" | "UNION" | "RETURNING" => depth == 0,
        _ => false,
    });
    words[..end.unwrap_or(words.len())].split(|word| word == ",").collect()
}
