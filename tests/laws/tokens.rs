//! Rust code as one flat row of tokens with their lines, so that a law sees into macros too.
//! Attributes and doc comments are kept apart.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Word(String),
    Mark(char),
    /// The value of a string literal.
    Text(String),
    /// A number, a character, a byte string.
    Other,
    Open(char),
    Close(char),
}

#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) line: usize,
    pub(crate) is_test: bool,
}

/// An attribute with all spaces taken out: `cfg(test)`.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A function with or without a body.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    /// From the word `fn` to the closing brace.
    pub(crate) lines: usize,
    pub(crate) is_test: bool,
    /// Its name is given by a trait, so its author did not choose it.
    pub(crate) is_of_trait: bool,
    /// The tokens between its braces; empty if it has none.
    pub(crate) body: Range<usize>,
}

#[derive(Debug, Default)]
pub(crate) struct Code {
    pub(crate) tokens: Vec<Token>,
    pub(crate) attributes: Vec<Attribute>,
    /// Why the file is no Rust; then it has no tokens.
    pub(crate) trouble: Option<String>,
}

impl Code {
    pub(crate) fn read(text: &str, is_test: bool) -> Self {
        let mut code = Self::default();
        match text.parse::<TokenStream>() {
            Ok(stream) => code.take(stream, is_test),
            Err(error) => code.trouble = Some(error.to_string()),
        }
        code
    }

    fn take(&mut self, stream: TokenStream, mut is_test: bool) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut item_is_test = false;
        let mut next = 0;
        while let Some(tree) = trees.get(next) {
            if let Some((attribute, is_inner, length)) = attribute(&trees, next) {
                let is_for_tests = is_for_tests(&attribute.text);
                is_test |= is_inner && is_for_tests;
                item_is_test |= !is_inner && is_for_tests;
                self.attributes.push(attribute);
                next += length;
                continue;
            }
            self.push(tree, is_test || item_is_test);
            if ends_item(tree) {
                item_is_test = false;
            }
            next += 1;
        }
    }

    fn push(&mut self, tree: &TokenTree, is_test: bool) {
        let line = tree.span().start().line;
        let kind = match tree {
            TokenTree::Group(group) => return self.push_group(group, is_test),
            TokenTree::Ident(word) => Kind::Word(word.to_string()),
            TokenTree::Punct(mark) => Kind::Mark(mark.as_char()),
            TokenTree::Literal(literal) => match syn::Lit::new(literal.clone()) {
                syn::Lit::Str(text) => Kind::Text(text.value()),
                _ => Kind::Other,
            },
        };
        self.tokens.push(Token { kind, line, is_test });
    }

    fn push_group(&mut self, group: &Group, is_test: bool) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ('(', ')'),
            Delimiter::Brace => ('{', '}'),
            Delimiter::Bracket => ('[', ']'),
            Delimiter::None => return self.take(group.stream(), is_test),
        };
        let line = group.span_open().start().line;
        self.tokens.push(Token { kind: Kind::Open(open), line, is_test });
        self.take(group.stream(), is_test);
        let line = group.span_close().start().line;
        self.tokens.push(Token { kind: Kind::Close(close), line, is_test });
    }

    pub(crate) fn word(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Word(word)) => Some(word),
            _ => None,
        }
    }

    pub(crate) fn is(&self, at: usize, kind: &Kind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == *kind)
    }

    /// Whether a text outside tests ends so.
    pub(crate) fn says_ending(&self, ending: &str) -> bool {
        self.tokens.iter().any(|token| match &token.kind {
            Kind::Text(text) => !token.is_test && text.ends_with(ending),
            _ => false,
        })
    }

    /// Whether `::` stands at this place.
    pub(crate) fn is_path(&self, at: usize) -> bool {
        self.is(at, &Kind::Mark(':')) && self.is(at + 1, &Kind::Mark(':'))
    }

    /// The place of the closing mark that belongs to the opening one at `open`.
    pub(crate) fn close_of(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for (at, token) in self.tokens.iter().enumerate().skip(open) {
            match token.kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at;
            }
        }
        self.tokens.len()
    }

    /// The first opening brace at or after `from`, at its depth, before any semicolon.
    fn brace_after(&self, from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(token) = self.tokens.get(at) {
            match token.kind {
                Kind::Open('{') => return Some(at),
                Kind::Open(_) => at = self.close_of(at),
                Kind::Mark(';') | Kind::Close(_) => return None,
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// The bodies of `impl Trait for Type`.
    fn trait_bodies(&self) -> Vec<Range<usize>> {
        let mut bodies = Vec::new();
        for at in 0..self.tokens.len() {
            let is_item = at == 0
                || matches!(
                    self.tokens[at - 1].kind,
                    Kind::Open('{') | Kind::Close('}') | Kind::Mark(';')
                );
            if !is_item || self.word(at) != Some("impl") {
                continue;
            }
            let Some(open) = self.brace_after(at) else { continue };
            let has_for = (at..open)
                .any(|i| self.word(i) == Some("for") && !self.is(i + 1, &Kind::Mark('<')));
            if has_for {
                bodies.push(open..self.close_of(open));
            }
        }
        bodies
    }

    pub(crate) fn functions(&self) -> Vec<Function> {
        let of_traits = self.trait_bodies();
        let mut functions = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            if self.word(at) != Some("fn") {
                continue;
            }
            let Some(name) = self.word(at + 1) else { continue };
            let open = self.brace_after(at + 2);
            let close = open.map(|open| self.close_of(open));
            let last = close.and_then(|close| self.tokens.get(close));
            functions.push(Function {
                name: name.to_owned(),
                line: token.line,
                lines: last.map_or(1, |last| last.line - token.line + 1),
                is_test: token.is_test,
                is_of_trait: of_traits.iter().any(|body| body.contains(&at)),
                body: open.zip(close).map_or(0..0, |(open, close)| open + 1..close),
            });
        }
        functions
    }

    /// The types that the file declares, with their lines; names that a trait gives are left out.
    pub(crate) fn types(&self) -> Vec<(&str, usize)> {
        let of_traits = self.trait_bodies();
        let declares = ["struct", "enum", "trait", "type"];
        (0..self.tokens.len())
            .filter(|at| self.word(*at).is_some_and(|word| declares.contains(&word)))
            .filter(|at| !of_traits.iter().any(|body| body.contains(at)))
            .filter_map(|at| Some((self.word(at + 1)?, self.tokens[at].line)))
            .collect()
    }
}

fn attribute(trees: &[TokenTree], at: usize) -> Option<(Attribute, bool, usize)> {
    let is_mark = |at: usize, wanted: char| match trees.get(at) {
        Some(TokenTree::Punct(mark)) => mark.as_char() == wanted,
        _ => false,
    };
    if !is_mark(at, '#') {
        return None;
    }
    let is_inner = is_mark(at + 1, '!');
    let group_at = if is_inner { at + 2 } else { at + 1 };
    match trees.get(group_at)? {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
            let text = group.stream().to_string().split_whitespace().collect();
            let line = group.span_open().start().line;
            Some((Attribute { text, line }, is_inner, group_at + 1 - at))
        }
        _ => None,
    }
}

fn is_for_tests(attribute: &str) -> bool {
    attribute == "test"
        || attribute == "cfg(test)"
        || attribute.starts_with("cfg(any(test")
        || attribute.starts_with("cfg(all(test")
        || attribute.split('(').next().is_some_and(|path| path.ends_with("::test"))
}

fn ends_item(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    }
}
