//! A statement's text, cut into the pieces that the rest reads.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Parameter,
    Symbol(char),
    Literal,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl Token<'_> {
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn is(&self, symbol: char) -> bool {
        self.kind == Kind::Symbol(symbol)
    }
}

pub(super) fn tokens(sql: &str) -> Vec<Token<'_>> {
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

/// The index of the parenthesis that closes the one at `open`.
pub(super) fn closing(tokens: &[Token<'_>], open: usize) -> Option<usize> {
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
