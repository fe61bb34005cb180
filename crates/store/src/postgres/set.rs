//! The form of a statement in which many of it travel as one: its parameters come as arrays, a row
//! for each time it would have been said.

use super::tokens::{Kind, Token, closing, tokens};

/// The text that says a statement once for each row of arrays of these types, if it is plain enough
/// to be said so.
pub fn said_as_set(sql: &str, types: &[&str]) -> Option<String> {
    Some(SetForm::of(sql, &tokens(sql))?.text(types, false))
}

/// The row's number, from 1, where an answer must tell which of the many it belongs to.
const NTH: &str = "given_row";

/// What a text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// Adds one row and does nothing else.
    Insert,
    /// Adds one row, or does something else about the row that is there.
    Upsert,
    /// Adds one row, or adds its numbers to those of the row that is there: many for one row are
    /// said with their sums.
    Sum,
    /// Changes or takes away rows.
    Change,
    /// Asks.
    Question,
}

/// How many of a statement are said as one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SetForm {
    pub(super) deed: Deed,
    before: String,
    after: String,
}

impl SetForm {
    /// The text that says a statement once for each row of arrays of these types. A change that
    /// counts gives the number of each row that it touched.
    pub(super) fn text(&self, types: &[&str], counts: bool) -> String {
        let arrays = types.iter().enumerate().map(|(i, name)| format!("${}::{name}[]", i + 1));
        let arrays = arrays.collect::<Vec<_>>().join(", ");
        let columns: String = (1..=types.len()).map(|i| format!("c{i}, ")).collect();
        let (before, after) = (&self.before, &self.after);
        let told = if counts { format!(" RETURNING {NTH}") } else { String::new() };
        let given = format!("unnest({arrays}) WITH ORDINALITY AS given ({columns}{NTH})");
        format!("{before}{given}{after}{told}")
    }

    /// The form of a text, where it is plain enough.
    pub(super) fn of(sql: &str, tokens: &[Token<'_>]) -> Option<Self> {
        let has = |word: &str| tokens.iter().any(|token| token.is_word(word));
        let takes_some = tokens.iter().any(|token| token.kind == Kind::Parameter);
        if !takes_some || has("RETURNING") || has("WITH") {
            return None;
        }
        match tokens.first()? {
            first if first.is_word("INSERT") => insert(sql, tokens),
            first if first.is_word("UPDATE") => change(sql, tokens, "FROM"),
            first if first.is_word("DELETE") => change(sql, tokens, "USING"),
            first if first.is_word("SELECT") => Some(Self {
                deed: Deed::Question,
                before: format!("SELECT {NTH}, asked.* FROM "),
                after: format!(" CROSS JOIN LATERAL ({}) AS asked", with_columns(sql, tokens)),
            }),
            _ => None,
        }
    }
}

/// `INSERT INTO <table> (<columns>) VALUES (<values>) [ON CONFLICT …]`
fn insert(sql: &str, tokens: &[Token<'_>]) -> Option<SetForm> {
    let [_, into, table, open, ..] = tokens else { return None };
    if !into.is_word("INTO") || !open.is('(') || table.kind != Kind::Word {
        return None;
    }
    let values = closing(tokens, 3)? + 1;
    if !tokens.get(values)?.is_word("VALUES") || !tokens.get(values + 1)?.is('(') {
        return None;
    }
    let end = closing(tokens, values + 1)?;
    let body = tokens.get(values + 2..end)?;
    let rest = tokens.get(end + 1..)?;
    let is_plain = rest.first().is_none_or(|token| token.is_word("ON"));
    let takes_more = rest.iter().any(|token| token.kind == Kind::Parameter);
    if !is_plain || takes_more || body.iter().any(|token| token.is_word("SELECT")) {
        return None;
    }
    let head = sql.get(..tokens.get(values)?.start)?;
    let (from, to) = (body.first()?.start, tokens.get(end)?.start);
    let values = with_columns(sql.get(from..to)?, &moved(body, from));
    let Some(tail) = rest.first().and_then(|token| sql.get(token.start..)) else {
        let before = format!("{head}SELECT {values} FROM ");
        return Some(SetForm { deed: Deed::Insert, before, after: String::new() });
    };
    if let Some((values, groups)) = summed(tokens.get(4..)?, body, rest) {
        let before = format!("{head}SELECT {values} FROM ");
        return Some(SetForm {
            deed: Deed::Sum,
            before,
            after: format!(" GROUP BY {groups} {tail}"),
        });
    }
    let before = format!("{head}SELECT {values} FROM ");
    Some(SetForm { deed: Deed::Upsert, before, after: format!(" {tail}") })
}

/// Where the row that is there only gets more of its numbers, and everything else of it is the key
/// or a number of the text's own: the values with sums, and what they are grouped by.
fn summed(
    columns: &[Token<'_>],
    values: &[Token<'_>],
    rest: &[Token<'_>],
) -> Option<(String, String)> {
    let key_end = closing(rest, 2)?;
    let key = rest.get(3..key_end)?;
    let [then, update, set, added @ ..] = rest.get(key_end + 1..)? else { return None };
    if !then.is_word("DO") || !update.is_word("UPDATE") || !set.is_word("SET") {
        return None;
    }
    // `x = t.x + excluded.x`, each with its comma.
    let mut sums = Vec::new();
    for part in added.split(|token| token.is(',')) {
        let [column, equals, _, dot, same, plus, excluded, other_dot, again] = part else {
            return None;
        };
        let is_sum = equals.is('=') && dot.is('.') && plus.is('+') && other_dot.is('.');
        let is_same = same.is_word(column.text) && again.is_word(column.text);
        if !is_sum || !is_same || !excluded.is_word("EXCLUDED") {
            return None;
        }
        sums.push(column.text);
    }
    let columns = columns.iter().take_while(|token| !token.is(')')).filter(|token| !token.is(','));
    let (mut said, mut groups) = (Vec::new(), Vec::new());
    for (column, value) in columns.zip(values.split(|token| token.is(','))) {
        let [value] = value else { return None };
        let given = value.text.replace('$', "c");
        let is_given = value.kind == Kind::Parameter;
        if sums.iter().any(|name| column.is_word(name)) && is_given {
            said.push(format!("CAST(SUM({given}) AS BIGINT)"));
        } else if key.iter().any(|name| column.is_word(name.text)) && is_given {
            said.push(given.clone());
            groups.push(given);
        } else if !is_given && value.text.bytes().all(|byte| byte.is_ascii_digit()) {
            said.push(given);
        } else {
            return None;
        }
    }
    Some((said.join(", "), groups.join(", ")))
}

/// `UPDATE <table> SET … WHERE …` and `DELETE FROM <table> WHERE …`
fn change(sql: &str, tokens: &[Token<'_>], joins: &str) -> Option<SetForm> {
    let mut depth = 0_i64;
    let place = tokens.iter().position(|token| {
        depth += i64::from(token.is('(')) - i64::from(token.is(')'));
        depth == 0 && token.is_word("WHERE")
    })?;
    let (head, rest) = tokens.split_at(place);
    let is_joined = head.iter().skip(2).any(|token| token.is_word(joins));
    if is_joined || rest.iter().any(|token| token.is_word("SELECT")) {
        return None;
    }
    let from = rest.first()?.start;
    let before = with_columns(sql.get(..from)?, head);
    let conditions = with_columns(sql.get(from..)?, &moved(rest, from));
    Some(SetForm {
        deed: Deed::Change,
        before: format!("{before}{joins} "),
        after: format!(" {conditions}"),
    })
}

/// Tokens of a part of the text, as that part counts.
fn moved<'a>(tokens: &[Token<'a>], by: usize) -> Vec<Token<'a>> {
    tokens.iter().map(|token| Token { start: token.start - by, ..*token }).collect()
}

/// The text with each `$3` spelt as the column `c3`.
fn with_columns(sql: &str, tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    let mut copied = 0;
    for token in tokens.iter().filter(|token| token.kind == Kind::Parameter) {
        text.push_str(sql.get(copied..token.start).unwrap_or_default());
        text.push('c');
        text.push_str(token.text.get(1..).unwrap_or_default());
        copied = token.start + token.text.len();
    }
    text.push_str(sql.get(copied..).unwrap_or_default());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(sql: &str, counts: bool) -> Option<(Deed, String)> {
        let form = SetForm::of(sql, &tokens(sql))?;
        Some((form.deed, form.text(&["bigint", "text"], counts)))
    }

    const GIVEN: &str =
        "unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS given (c1, c2, given_row)";

    #[test]
    fn plain_statements_have_a_form_for_many() {
        let insert = "INSERT INTO Event (a, b, c)\n VALUES ($2, 'it''s $1', CAST($1 AS TEXT))";
        let many = format!(
            "INSERT INTO Event (a, b, c)\n SELECT c2, 'it''s $1', CAST(c1 AS TEXT) FROM {GIVEN}"
        );
        assert_eq!(said(insert, false), Some((Deed::Insert, many)));

        let upsert = "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO NOTHING";
        let many =
            format!("INSERT INTO t (a, b) SELECT c1, c2 FROM {GIVEN} ON CONFLICT (a) DO NOTHING");
        assert_eq!(said(upsert, false), Some((Deed::Upsert, many)));

        let sum = "INSERT INTO t (a, b, c) VALUES ($1, $2, 0) \
                   ON CONFLICT (b) DO UPDATE SET a = t.a + excluded.a";
        let many = format!(
            "INSERT INTO t (a, b, c) SELECT CAST(SUM(c1) AS BIGINT), c2, 0 FROM {GIVEN} \
             GROUP BY c2 ON CONFLICT (b) DO UPDATE SET a = t.a + excluded.a"
        );
        assert_eq!(said(sum, false), Some((Deed::Sum, many)));

        let replaced = "INSERT INTO t (a, b) VALUES ($1, $2) \
                        ON CONFLICT (b) DO UPDATE SET a = excluded.a";
        assert_eq!(said(replaced, false).map(|(deed, _)| deed), Some(Deed::Upsert));

        let update = "UPDATE t SET a = a + $1 WHERE b = $2 AND c = $1";
        let many = format!(
            "UPDATE t SET a = a + c1 FROM {GIVEN} WHERE b = c2 AND c = c1 RETURNING given_row"
        );
        assert_eq!(said(update, true), Some((Deed::Change, many)));

        let many = format!("DELETE FROM t USING {GIVEN} WHERE a = c1");
        assert_eq!(said("DELETE FROM t WHERE a = $1", false), Some((Deed::Change, many)));

        let many = format!(
            "SELECT given_row, asked.* FROM {GIVEN} CROSS JOIN LATERAL \
             (SELECT a FROM t WHERE b = c2 ORDER BY a) AS asked"
        );
        let asked = said("SELECT a FROM t WHERE b = $2 ORDER BY a", false);
        assert_eq!(asked, Some((Deed::Question, many)));
    }

    #[test]
    fn all_others_travel_alone() {
        for sql in [
            "INSERT INTO t (a) VALUES ($1), ($2)",
            "INSERT INTO t (a) VALUES ($1) RETURNING a",
            "INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO UPDATE SET b = $2",
            "INSERT INTO t (a) VALUES ((SELECT max(b) FROM u WHERE c = $1))",
            "INSERT INTO t (a) SELECT $1 FROM u",
            "INSERT INTO t VALUES ($1)",
            "INSERT INTO t (a) VALUES (1)",
            "UPDATE t SET a = $1",
            "UPDATE t SET a = $1 FROM u WHERE t.b = u.b",
            "UPDATE t SET a = $1 WHERE b IN (SELECT c FROM u)",
            "SELECT a FROM t",
            "",
        ] {
            assert_eq!(said(sql, false), None, "{sql}");
        }
    }
}
