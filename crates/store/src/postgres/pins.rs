//! Which rows a statement keeps to, as far as its text tells: columns that equal a parameter. Two
//! statements that pin one column to different values cannot touch the same row.

use super::tokens::{Kind, Token, closing};
use crate::Value;
use std::collections::BTreeMap;

/// For a table: columns and the index of the parameter that each equals.
pub(super) type Pins = BTreeMap<String, Vec<(String, usize)>>;

/// Whether the rows of two statements in one table may overlap. Knowing too little says yes.
pub(super) fn may_meet(
    table: &str,
    (one, one_values): (&Pins, &[Value]),
    (other, other_values): (&Pins, &[Value]),
) -> bool {
    let (Some(one), Some(other)) = (one.get(table), other.get(table)) else { return true };
    let parts_them = |(column, index): &(String, usize)| {
        let value = one_values.get(*index);
        let against = other.iter().find(|(name, _)| name == column);
        let against = against.and_then(|(_, index)| other_values.get(*index));
        value.zip(against).is_some_and(|(value, against)| are_apart(value, against))
    };
    !one.iter().any(parts_them)
}

fn are_apart(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Int(one), Value::Int(other)) => one != other,
        (Value::Text(one), Value::Text(other)) => one != other,
        (Value::Bytes(one), Value::Bytes(other)) => one != other,
        _ => false,
    }
}

/// What a text pins. Only plain forms are understood; of all others nothing is said.
pub(super) fn pins(tokens: &[Token<'_>]) -> Pins {
    let found = match tokens.first() {
        Some(first) if first.is_word("SELECT") => of_select(tokens),
        Some(first) if first.is_word("INSERT") => of_insert(tokens),
        Some(first) if first.is_word("UPDATE") => of_update(tokens),
        Some(first) if first.is_word("DELETE") => of_delete(tokens),
        _ => None,
    };
    found.unwrap_or_default()
}

/// Words that end a list of conditions.
const ENDS_CONDITIONS: [&str; 8] =
    ["GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "FOR", "RETURNING", "WINDOW"];
/// Words that make the rows of a question more than those of its outer FROM and WHERE.
const COMBINES: [&str; 4] = ["WITH", "UNION", "EXCEPT", "INTERSECT"];
/// Words that may stand between a table and its alias, or after it instead of one.
const NO_ALIAS: [&str; 12] = [
    "JOIN", "LEFT", "RIGHT", "FULL", "INNER", "OUTER", "CROSS", "ON", "WHERE", "USING", "NATURAL",
    "SET",
];

fn of_select(tokens: &[Token<'_>]) -> Option<Pins> {
    if tokens.iter().any(|token| is_one_of(token, &COMBINES)) {
        return None;
    }
    let mut pins = own_pins(tokens, tokens)?;
    for (at, _) in tokens.windows(2).enumerate().filter(|(_, near)| near[0].is('(')) {
        let inner = tokens.get(at + 1..closing(tokens, at)?)?;
        if inner.first().is_some_and(|first| first.is_word("SELECT")) {
            pins.append(&mut own_pins(inner, tokens)?);
        }
    }
    Some(pins)
}

/// What one SELECT pins of the tables that nothing else in the whole text mentions.
fn own_pins(tokens: &[Token<'_>], whole: &[Token<'_>]) -> Option<Pins> {
    let from = outer(tokens).find(|(_, token)| token.is_word("FROM"))?.0;
    let given = conditions(tokens.get(from..)?)?;
    let mut pins = Pins::new();
    for (table, alias) in sources(tokens.get(from..)?) {
        let is_only = mentions(whole, table) == 1;
        let is_alone = given.iter().all(|condition| condition.qualifier.is_none());
        let its_own = given.iter().filter(|condition| match condition.qualifier {
            Some(qualifier) => qualifier.eq_ignore_ascii_case(alias),
            None => is_alone,
        });
        if is_only {
            pins.insert(table.to_lowercase(), its_own.map(Condition::pin).collect());
        }
    }
    // A bare column belongs to the only table, or nobody knows to which.
    let is_known = pins.len() == 1 || given.iter().all(|condition| condition.qualifier.is_some());
    is_known.then_some(pins)
}

fn of_insert(tokens: &[Token<'_>]) -> Option<Pins> {
    let [_, into, table, open, ..] = tokens else { return None };
    if !into.is_word("INTO") || table.kind != Kind::Word || !open.is('(') {
        return None;
    }
    let columns_end = closing(tokens, 3)?;
    let values = columns_end + 1;
    if !tokens.get(values)?.is_word("VALUES") || !tokens.get(values + 1)?.is('(') {
        return None;
    }
    let values_end = closing(tokens, values + 1)?;
    let columns = tokens.get(4..columns_end)?.split(|token| token.is(','));
    let given = split_outer(tokens.get(values + 2..values_end)?);
    let mut pinned: Vec<(String, usize)> = columns
        .zip(given)
        .filter_map(|(column, value)| match (column, value) {
            ([column], [value]) => Some((column.text.to_lowercase(), parameter(value)?)),
            _ => None,
        })
        .collect();
    let rest = tokens.get(values_end + 1..)?;
    if rest.first().is_some_and(|token| !token.is_word("ON") && !token.is_word("RETURNING")) {
        return None;
    }
    if rest.first().is_some_and(|token| token.is_word("ON")) {
        // The row that is there already shares only the columns of the conflict.
        let open = rest.get(2).filter(|token| token.is('(')).map(|_| 2)?;
        let target = rest.get(open + 1..closing(rest, open)?)?;
        pinned.retain(|(column, _)| target.iter().any(|token| token.is_word(column)));
        pinned.retain(|(column, _)| !is_set(rest, column));
    }
    Some(Pins::from([(table.text.to_lowercase(), pinned)]))
}

fn of_update(tokens: &[Token<'_>]) -> Option<Pins> {
    let [_, table, set, ..] = tokens else { return None };
    if !set.is_word("SET") || outer(tokens).any(|(_, token)| token.is_word("FROM")) {
        return None;
    }
    let mut pinned = own_conditions(tokens, table)?;
    pinned.retain(|(column, _)| !is_set(tokens, column));
    Some(Pins::from([(table.text.to_lowercase(), pinned)]))
}

fn of_delete(tokens: &[Token<'_>]) -> Option<Pins> {
    let [_, from, table, place, ..] = tokens else { return None };
    if !from.is_word("FROM") || !place.is_word("WHERE") {
        return None;
    }
    Some(Pins::from([(table.text.to_lowercase(), own_conditions(tokens, table)?)]))
}

/// Whether `SET` gives a column a new value.
fn is_set(tokens: &[Token<'_>], column: &str) -> bool {
    let Some(set) = tokens.iter().position(|token| token.is_word("SET")) else { return false };
    let end = outer(tokens).find(|(at, token)| *at > set && token.is_word("WHERE"));
    let part = tokens.get(set..end.map_or(tokens.len(), |(at, _)| at)).unwrap_or_default();
    part.windows(3).any(|near| {
        let starts = near[0].is_word("SET") || near[0].is(',');
        starts && near[1].is_word(column) && near[2].is('=')
    })
}

/// The conditions of a change of one table.
fn own_conditions(tokens: &[Token<'_>], table: &Token<'_>) -> Option<Vec<(String, usize)>> {
    let given = conditions(tokens)?;
    let is_own = |condition: &&Condition<'_>| match condition.qualifier {
        Some(qualifier) => qualifier.eq_ignore_ascii_case(table.text),
        None => true,
    };
    Some(given.iter().filter(is_own).map(Condition::pin).collect())
}

/// `qualifier.column = $3`
struct Condition<'a> {
    qualifier: Option<&'a str>,
    column: &'a str,
    parameter: usize,
}

impl Condition<'_> {
    fn pin(&self) -> (String, usize) {
        (self.column.to_lowercase(), self.parameter)
    }
}

/// The plain equalities that every row must meet; nothing if the WHERE is more than a list of ANDs.
fn conditions<'a>(tokens: &[Token<'a>]) -> Option<Vec<Condition<'a>>> {
    let Some((place, _)) = outer(tokens).find(|(_, token)| token.is_word("WHERE")) else {
        return Some(Vec::new());
    };
    let ends = |token: &Token<'_>| is_one_of(token, &ENDS_CONDITIONS) || token.is('{');
    let end = outer(tokens).find(|(at, token)| *at > place && ends(token));
    let part = tokens.get(place + 1..end.map_or(tokens.len(), |(at, _)| at))?;
    if outer(part).any(|(_, token)| token.is_word("OR") || token.is_word("CASE")) {
        return None;
    }
    let ands: Vec<usize> =
        outer(part).filter(|(_, token)| token.is_word("AND")).map(|(at, _)| at).collect();
    let starts = std::iter::once(0).chain(ands.iter().map(|at| at + 1));
    let ends = ands.iter().copied().chain([part.len()]);
    Some(starts.zip(ends).filter_map(|(from, to)| condition(part.get(from..to)?)).collect())
}

fn condition<'a>(tokens: &[Token<'a>]) -> Option<Condition<'a>> {
    let (qualifier, rest) = match tokens {
        [qualifier, dot, rest @ ..] if dot.is('.') => (Some(qualifier.text), rest),
        _ => (None, tokens),
    };
    match rest {
        [column, equals, value] if column.kind == Kind::Word && equals.is('=') => {
            Some(Condition { qualifier, column: column.text, parameter: parameter(value)? })
        }
        _ => None,
    }
}

/// The tables of the outer FROM and the names they go by.
fn sources<'a>(tokens: &[Token<'a>]) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    let mut is_list = false;
    for (at, token) in outer(tokens) {
        let opens = token.is_word("FROM") || token.is_word("JOIN") || (is_list && token.is(','));
        is_list = opens || is_list && !is_one_of(token, &["WHERE", "ON"]);
        let Some(table) = tokens.get(at + 1).filter(|next| opens && next.kind == Kind::Word) else {
            continue;
        };
        let mut after = tokens.get(at + 2..).unwrap_or_default().iter();
        let next = after.next().filter(|token| token.kind == Kind::Word);
        let alias = match next {
            Some(token) if token.is_word("AS") => after.next(),
            Some(token) if !is_one_of(token, &NO_ALIAS) && !is_one_of(token, &ENDS_CONDITIONS) => {
                Some(token)
            }
            _ => None,
        };
        found.push((table.text, alias.unwrap_or(table).text));
    }
    found
}

/// How often a table's own name stands in the text, not as the qualifier of a column nor as one.
fn mentions(tokens: &[Token<'_>], table: &str) -> usize {
    let is_dot = |token: Option<&Token<'_>>| token.is_some_and(|token| token.is('.'));
    let is_mention = |at: usize| {
        tokens[at].is_word(table)
            && !is_dot(tokens.get(at + 1))
            && !is_dot(at.checked_sub(1).and_then(|before| tokens.get(before)))
    };
    (0..tokens.len()).filter(|&at| is_mention(at)).count()
}

/// The tokens outside of all parentheses, with their places.
fn outer<'t, 'a>(tokens: &'t [Token<'a>]) -> impl Iterator<Item = (usize, &'t Token<'a>)> {
    let mut depth = 0_usize;
    tokens.iter().enumerate().filter(move |(_, token)| {
        if token.is('(') {
            depth += 1;
        } else if token.is(')') {
            depth = depth.saturating_sub(1);
        }
        depth == 0
    })
}

fn split_outer<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let commas: Vec<usize> =
        outer(tokens).filter(|(_, token)| token.is(',')).map(|(at, _)| at).collect();
    let starts = std::iter::once(0).chain(commas.iter().map(|at| at + 1));
    let ends = commas.iter().copied().chain([tokens.len()]);
    starts.zip(ends).filter_map(|(from, to)| tokens.get(from..to)).collect()
}

fn is_one_of(token: &Token<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.is_word(word))
}

/// `$3` as the index 2.
fn parameter(token: &Token<'_>) -> Option<usize> {
    let number: usize = token.text.strip_prefix('$')?.parse().ok()?;
    (token.kind == Kind::Parameter).then_some(number.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn told(sql: &str) -> String {
        let pins = pins(&tokens(sql));
        let table = |(table, columns): (&String, &Vec<(String, usize)>)| {
            let columns: Vec<String> =
                columns.iter().map(|(column, index)| format!("{column}={index}")).collect();
            format!("{table}({})", columns.join(" "))
        };
        pins.iter().map(table).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn rows_are_pinned_where_the_text_says_so_plainly() {
        for (sql, expected) in [
            ("SELECT a FROM once WHERE home = $1 AND key = $2", "once(home=0 key=1)"),
            ("SELECT d.a FROM deal AS d WHERE d.id = $1 ORDER BY d.b LIMIT 1", "deal(id=0)"),
            ("SELECT a FROM p JOIN t ON t.p = p.id WHERE p.id = $1 AND p.s = 'x'", "p(id=0) t()"),
            ("SELECT a, (SELECT 1 FROM c WHERE c.y = $2) FROM e WHERE x = $1", "c(y=1) e(x=0)"),
            ("SELECT a, (SELECT b FROM c WHERE y = $2 OR z) FROM e WHERE x = $1", ""),
            ("SELECT a FROM e WHERE x = $1 AND y BETWEEN $2 AND $3 {LOCK}", "e(x=0)"),
            ("SELECT a FROM e WHERE x = $1 {LOCK}", "e(x=0)"),
            ("SELECT a FROM e WHERE x >= $1 AND NOT y = $2", "e()"),
            ("INSERT INTO t (a, b, c) VALUES ($2, f($1, $3), $1)", "t(a=1 c=0)"),
            ("INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO NOTHING", "t(a=0)"),
            (
                "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO UPDATE SET b = excluded.b",
                "t(a=0)",
            ),
            ("UPDATE t SET a = $1, b = b + $2 WHERE c = $3 AND a = $4 RETURNING b", "t(c=2)"),
            ("DELETE FROM t WHERE a = $1 AND b < $2", "t(a=0)"),
        ] {
            assert_eq!(told(sql), expected, "{sql}");
        }
    }

    #[test]
    fn of_everything_else_nothing_is_said() {
        for sql in [
            "SELECT a FROM e WHERE x = $1 OR y = $2",
            "SELECT a FROM e WHERE CASE WHEN b AND x = $1 AND c THEN 1 ELSE 0 END = 1",
            "SELECT a FROM e, f WHERE x = $1",
            "SELECT a FROM e WHERE x = $1 UNION SELECT a FROM e WHERE x = $2",
            "WITH w AS (SELECT 1) SELECT a FROM e WHERE x = $1",
            "SELECT a FROM e WHERE x = $1 AND EXISTS (SELECT 1 FROM e WHERE y = $2)",
            "INSERT INTO t (a) SELECT $1 FROM u",
            "INSERT INTO t (a) VALUES ($1), ($2)",
            "UPDATE t SET a = 1 FROM u WHERE t.b = $1",
            "",
        ] {
            assert_eq!(told(sql), "", "{sql}");
        }
    }

    #[test]
    fn rows_with_different_values_in_one_column_never_meet() {
        let question = pins(&tokens("SELECT a FROM once WHERE home = $1 AND key = $2"));
        let change = pins(&tokens("INSERT INTO once (key, home, a) VALUES ($1, $2, $3)"));
        let text = |word: &str| Value::Text(word.to_owned());
        let asked = [Value::Int(7), text("k")];
        let meets = |given: &[Value]| may_meet("once", (&change, given), (&question, &asked));
        assert!(meets(&[text("k"), Value::Int(7), Value::Null]));
        assert!(!meets(&[text("l"), Value::Int(7), Value::Null]));
        assert!(!meets(&[text("k"), Value::Int(8), Value::Null]));
        assert!(meets(&[Value::Null, Value::Int(7), Value::Null]));
        assert!(may_meet("firm", (&change, &[]), (&question, &asked)));
    }
}
