//! What a statement's text tells before it runs: the tables it mentions, the rows it keeps to, and
//! how many of it can travel as one.

use super::pins::{Pins, may_meet, pins};
use super::set::SetForm;
use super::tokens::{Kind, Token, tokens};
use crate::Value;
use std::collections::BTreeSet;

/// What is known about a text; worked out once.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// The tables that the text mentions, and perhaps some words that are no tables.
    pub(super) tables: BTreeSet<String>,
    /// How many of it are said as one; absent where that is not understood.
    pub(super) set: Option<SetForm>,
    /// Whether the text only asks.
    pub(super) is_question: bool,
    /// Columns that all rows it reads or changes share with its parameters.
    pub(super) pins: Pins,
}

impl Shape {
    pub(super) fn of(sql: &str) -> Self {
        let tokens = tokens(sql);
        Self {
            tables: tables(&tokens),
            set: SetForm::of(sql, &tokens),
            is_question: tokens.first().is_some_and(|first| first.is_word("SELECT")),
            pins: pins(&tokens),
        }
    }
}

/// Whether two statements, at least one of them a change, may touch the same row: then neither
/// passes the other. It is right to say yes too often: that only costs a journey.
pub(super) fn may_clash(one: (&Shape, &[Value]), other: (&Shape, &[Value])) -> bool {
    let shared = one.0.tables.intersection(&other.0.tables);
    let (one, other) = ((&one.0.pins, one.1), (&other.0.pins, other.1));
    shared.into_iter().any(|table| may_meet(table, one, other))
}

/// Words after which no table is named until the next FROM, JOIN, INTO or UPDATE.
const ENDS_TABLES: [&str; 10] =
    ["WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "RETURNING", "SET", "VALUES", "SELECT", "UNION"];

/// Every word in a place where a table may stand. It is right to find too much: that only costs a
/// round trip.
fn tables(tokens: &[Token<'_>]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut is_in_list = false;
    let mut is_next = false;
    let mut around = Vec::new();
    let mut is_qualified = false;
    for token in tokens {
        match token.kind {
            Kind::Symbol('(') => around.push(is_in_list),
            Kind::Symbol(')') => is_in_list = around.pop().unwrap_or(false),
            Kind::Word if ["FROM", "JOIN", "USING"].iter().any(|word| token.is_word(word)) => {
                is_in_list = true;
            }
            Kind::Word if token.is_word("INTO") || token.is_word("UPDATE") => is_next = true,
            Kind::Word if ENDS_TABLES.iter().any(|word| token.is_word(word)) => is_in_list = false,
            Kind::Word if (is_in_list || is_next) && !is_qualified => {
                found.insert(token.text.to_lowercase());
                is_next = false;
            }
            _ => {}
        }
        is_qualified = token.is('.');
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables_of(sql: &str) -> Vec<String> {
        Shape::of(sql).tables.into_iter().collect()
    }

    #[test]
    fn tables_are_found_wherever_they_may_stand() {
        let examples: [(&str, &[&str]); 7] = [
            ("UPDATE account SET balance = balance - $1 WHERE id = $2", &["account"]),
            ("INSERT INTO posting (transfer, at) VALUES ($1, $2)", &["posting"]),
            ("SELECT a.x FROM deal a, firm b WHERE a.y = b.z", &["a", "b", "deal", "firm"]),
            ("DELETE FROM once WHERE at < $1", &["once"]),
            ("SELECT 1 FROM (SELECT x FROM hold WHERE y = 1) h, firm", &["firm", "h", "hold"]),
            ("SELECT n FROM t -- FROM x\nWHERE w = 'FROM y'", &["t"]),
            (
                "INSERT INTO a (x) SELECT y FROM b ON CONFLICT (x) DO UPDATE SET x = 1",
                &["a", "b", "conflict", "do", "on", "x"],
            ),
        ];
        for (sql, expected) in examples {
            assert_eq!(tables_of(sql), expected, "{sql}");
        }
    }
}
