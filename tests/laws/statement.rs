//! SQL as the laws read it: where the statements stand, and their words.

use super::source::{Source, Tree};
use super::tokens::{Code, Kind};

/// A statement with the place where it stands.
pub(super) struct Statement<'a> {
    pub(super) krate: &'a str,
    pub(super) path: &'a str,
    /// The room, or the file's name where there are no rooms.
    pub(super) room: &'a str,
    pub(super) line: usize,
    pub(super) text: String,
}

/// Files that speak to one engine in its own dialect: no law of the shared text holds there.
const DIALECTS: &[&str] =
    &["crates/store/src/sqlite", "crates/store/src/postgres", "app/src/bench"];

/// Every statement of the product that runs on both engines.
pub(super) fn all(tree: &Tree) -> Vec<Statement<'_>> {
    let is_shared = |source: &&Source| !DIALECTS.iter().any(|path| source.path.starts_with(path));
    let mut statements = Vec::new();
    for source in tree.sources.iter().filter(is_shared) {
        let Some(krate) = source.krate() else { continue };
        if source.inside().starts_with("sql/") && source.path.ends_with(".sql") {
            let text = without_comments(&source.text);
            let path = source.path.as_str();
            statements.push(Statement { krate, path, room: "store", line: 1, text });
        } else if source.is_product() {
            let room = source.room().unwrap_or("main");
            for (text, line) in literals(source.code()).into_iter().filter(|(t, _)| is_sql(t)) {
                statements.push(Statement { krate, path: &source.path, room, line, text });
            }
        }
    }
    statements
}

/// The string literals outside tests; the pieces of a `concat!` count as one.
fn literals(code: &Code) -> Vec<(String, usize)> {
    let mut literals = Vec::new();
    let mut at = 0;
    while let Some(token) = code.tokens.get(at) {
        if code.word(at) == Some("concat") && code.is(at + 1, &Kind::Mark('!')) {
            let end = code.close_of(at + 2);
            let pieces = code.tokens[at + 2..end].iter().filter_map(text_of);
            literals.push((pieces.collect(), token.line));
            at = end;
        } else if let Some(text) = text_of(token).filter(|_| !token.is_test) {
            literals.push((text.to_owned(), token.line));
        }
        at += 1;
    }
    literals
}

fn text_of(token: &super::tokens::Token) -> Option<&str> {
    match &token.kind {
        Kind::Text(text) => Some(text),
        _ => None,
    }
}

/// Whether a text is SQL: by its first word, and in small letters by a second one, since people
/// write English too.
fn is_sql(text: &str) -> bool {
    let words = words(text);
    let Some(first) = words.first() else { return false };
    let has = |word: &str| words.iter().any(|w| w.eq_ignore_ascii_case(word));
    match first.as_str() {
        "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "WITH" => words.len() > 1,
        "select" | "delete" => has("from"),
        "insert" => has("into") && has("values"),
        "update" => has("set") && words.iter().any(|word| word == "="),
        _ => false,
    }
}

/// The text in one line, with single spaces.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without its `--` comments.
pub(super) fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Words, `$1` parameters, `{WORD}`s, quoted texts, and single marks.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' => rest[1..].find('\'').map_or(rest.len(), |end| end + 2),
            '{' => rest.find('}').map_or(rest.len(), |end| end + 1),
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        words.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    words
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The place after the mark that closes the `(` at `open`.
pub(super) fn after_close(words: &[String], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate().skip(open) {
        match word.as_str() {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    words.len()
}

/// The entries of a list in brackets, whose `(` is at `open`: split at the commas of its own depth.
pub(super) fn entries(words: &[String], open: usize) -> Vec<&[String]> {
    let end = after_close(words, open).saturating_sub(1);
    let inner = words.get(open + 1..end).unwrap_or_default();
    let mut depth = 0_usize;
    inner
        .split(|word| {
            match word.as_str() {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            word == "," && depth == 0
        })
        .filter(|entry| !entry.is_empty())
        .collect()
}

/// How a statement uses a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Rows are read or changed, so they must be found.
    Find,
    /// Rows are put in, so their columns are listed; the place of the list.
    Put(usize),
}

/// The tables that a statement names, each as often as it does. Names made by WITH are no tables.
pub(super) fn tables(words: &[String]) -> Vec<(&str, Use)> {
    let made = made_names(words);
    let mut tables = Vec::new();
    for at in 0..words.len() {
        let before = at.checked_sub(1).map_or("", |before| words[before].as_str());
        let name_at = at + 1;
        match words[at].as_str() {
            "INTO" => {
                tables.extend(words.get(name_at).map(|w| (w.as_str(), Use::Put(name_at + 1))))
            }
            "UPDATE" if !matches!(before, "DO" | "FOR") => {
                tables.extend(words.get(name_at).map(|word| (word.as_str(), Use::Find)));
            }
            "JOIN" => read_table(words, name_at, &mut tables),
            "FROM" if before != "DISTINCT" => read_list(words, name_at, &mut tables),
            _ => {}
        }
    }
    tables.retain(|(table, _)| !made.contains(table));
    tables
}

fn read_table<'a>(words: &'a [String], at: usize, tables: &mut Vec<(&'a str, Use)>) {
    let is_name = |word: &&String| word.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_call = words.get(at + 1).is_some_and(|word| word == "(");
    if let Some(name) = words.get(at).filter(is_name).filter(|_| !is_call) {
        tables.push((name, Use::Find));
    }
}

/// `FROM a x, b AS y`: each name after the comma is a table too.
fn read_list<'a>(words: &'a [String], from: usize, tables: &mut Vec<(&'a str, Use)>) {
    read_table(words, from, tables);
    let mut at = from + 1;
    while let Some(word) = words.get(at) {
        match word.as_str() {
            "," => {
                read_table(words, at + 1, tables);
                at += 2;
            }
            "AS" => at += 1,
            word if word.starts_with(|c: char| c.is_ascii_lowercase()) => at += 1,
            _ => return,
        }
    }
}

/// The names before `AS (`, with or without a list of columns.
fn made_names(words: &[String]) -> Vec<&str> {
    let mut made = Vec::new();
    for at in 1..words.len() {
        if words[at] != "AS" || words.get(at + 1).is_none_or(|word| word != "(") {
            continue;
        }
        let mut name = at - 1;
        if words[name] == ")" {
            name = words[..name].iter().rposition(|word| word == "(").unwrap_or(1).max(1) - 1;
        }
        made.push(words[name].as_str());
    }
    made
}
