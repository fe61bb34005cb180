//! What a statement's text tells before it runs: the tables it mentions, and whether it is a plain
//! insert of one row, of which many can travel as one.

use std::collections::BTreeSet;

/// What is known about a text; worked out once.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// The tables that the text mentions, and perhaps some words that are no tables.
    pub(super) tables: BTreeSet<String>,
    /// Set if the text is an insert of one row.
    pub(super) insert: Option<Insert>,
}

/// `INSERT INTO <table> (<columns>) VALUES (<values>)`, and nothing else.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Insert {
    pub(super) table: String,
    head: String,
    values: String,
}

impl Insert {
    /// The text that inserts many rows, given as one array for each parameter of the single insert.
    pub(super) fn for_many(&self, types: &[&str]) -> String {
        let arrays =
            listed(types.iter().enumerate().map(|(i, name)| format!("${}::{name}[]", i + 1)));
        let columns = listed((1..=types.len()).map(|i| format!("c{i}")));
        format!("{}SELECT {} FROM unnest({arrays}) AS given ({columns})", self.head, self.values)
    }
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

impl Shape {
    pub(super) fn of(sql: &str) -> Self {
        let tokens = tokens(sql);
        Self { tables: tables(&tokens), insert: insert(sql, &tokens) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Parameter,
    Symbol(char),
    Literal,
}

#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    kind: Kind,
    text: &'a str,
    start: usize,
}

impl Token<'_> {
    fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    fn is(&self, symbol: char) -> bool {
        self.kind == Kind::Symbol(symbol)
    }
}

fn tokens(sql: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(first) = sql[start..].chars().next() {
        let (kind, length) = token_at(&sql[start..], first);
        if let Some(kind) = kind {
            found.push(Token { kind, text: &sql[start..start + length], start });
        }
        start += length;
    }
    found
}

/// The token at the head of `rest`, and how many bytes it takes; no kind for blanks and comments.
fn token_at(rest: &str, first: char) -> (Option<Kind>, usize) {
    let run = |goes_on: fn(char) -> bool| {
        let body = &rest[first.len_utf8()..];
        first.len_utf8() + body.find(|c| !goes_on(c)).unwrap_or(body.len())
    };
    let is_word_part = |c: char| c.is_alphanumeric() || c == '_';
    match first {
        _ if first.is_whitespace() => (None, first.len_utf8()),
        '-' if rest.starts_with("--") => (None, run(|c| c != '\n')),
        '\'' => {
            let body = &rest[1..];
            (Some(Kind::Literal), body.find('\'').map_or(rest.len(), |end| end + 2))
        }
        '$' => (Some(Kind::Parameter), run(|c| c.is_ascii_digit())),
        _ if is_word_part(first) => (Some(Kind::Word), run(|c| c.is_alphanumeric() || c == '_')),
        _ => (Some(Kind::Symbol(first)), first.len_utf8()),
    }
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

fn insert(sql: &str, tokens: &[Token<'_>]) -> Option<Insert> {
    let [insert, into, table, open, ..] = tokens else { return None };
    let starts = insert.is_word("INSERT") && into.is_word("INTO") && open.is('(');
    if !starts || table.kind != Kind::Word {
        return None;
    }
    let columns_end = closing(tokens, 3)?;
    let values = columns_end + 1;
    let is_one_row = tokens.get(values)?.is_word("VALUES") && tokens.get(values + 1)?.is('(');
    let values_end = closing(tokens, values + 1)?;
    let body = tokens.get(values + 2..values_end)?;
    let asks = body.iter().any(|token| token.is_word("SELECT"));
    let takes_none = !body.iter().any(|token| token.kind == Kind::Parameter);
    if !is_one_row || asks || takes_none || values_end + 1 != tokens.len() {
        return None;
    }
    let end = tokens.get(values_end)?.start;
    Some(Insert {
        table: table.text.to_lowercase(),
        head: sql.get(..tokens.get(values)?.start)?.to_owned(),
        values: with_columns(sql, body, end)?,
    })
}

/// The index of the parenthesis that closes the one at `open`.
fn closing(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        if token.is('(') {
            depth += 1;
        } else if token.is(')') {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(index);
            }
        }
    }
    None
}

/// The values with each `$3` spelt as the column `c3`.
fn with_columns(sql: &str, body: &[Token<'_>], end: usize) -> Option<String> {
    let mut text = String::new();
    let mut copied = body.first()?.start;
    for token in body.iter().filter(|token| token.kind == Kind::Parameter) {
        text.push_str(sql.get(copied..token.start)?);
        text.push('c');
        text.push_str(token.text.get(1..)?);
        copied = token.start + token.text.len();
    }
    text.push_str(sql.get(copied..end)?);
    Some(text)
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

    #[test]
    fn an_insert_of_one_row_has_a_form_for_many() {
        let shape =
            Shape::of("INSERT INTO Event (a, b, c)\n VALUES ($2, 'it''s $1', CAST($1 AS TEXT))");
        let many =
            shape.insert.map(|insert| (insert.table.clone(), insert.for_many(&["bigint", "text"])));
        let text = "INSERT INTO Event (a, b, c)\n SELECT c2, 'it''s $1', CAST(c1 AS TEXT) \
                    FROM unnest($1::bigint[], $2::text[]) AS given (c1, c2)";
        assert_eq!(many, Some(("event".to_owned(), text.to_owned())));
    }

    #[test]
    fn other_inserts_travel_alone() {
        for sql in [
            "INSERT INTO t (a) VALUES ($1) ON CONFLICT DO NOTHING",
            "INSERT INTO t (a) VALUES ($1), ($2)",
            "INSERT INTO t (a) VALUES ($1) RETURNING a",
            "INSERT INTO t (a) VALUES ((SELECT max(b) FROM u))",
            "INSERT INTO t (a) SELECT $1 FROM u",
            "INSERT INTO t VALUES ($1)",
            "INSERT INTO t (a) VALUES (1)",
            "UPDATE t SET a = $1",
            "",
        ] {
            assert_eq!(Shape::of(sql).insert, None, "{sql}");
        }
    }
}
