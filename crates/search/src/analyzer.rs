//! The words and the pairs of characters as tantivy takes them.

use crate::cut::{self, Word};
use crate::script::fold;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// The name of the analyzer of words.
pub(crate) const WORDS: &str = "words";
/// The name of the analyzer of pairs of Chinese characters.
pub(crate) const GRAMS: &str = "grams";

/// How a text is cut.
#[derive(Clone, Copy)]
struct Cut(fn(&str) -> Vec<Word>);

/// The tokens of one text, used again for the next.
#[derive(Clone)]
struct Tokens {
    cut: Cut,
    tokens: Vec<Token>,
}

struct Stream<'a> {
    tokens: &'a mut [Token],
    next: usize,
}

impl Tokenizer for Tokens {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.tokens.clear();
        self.tokens.extend((self.cut.0)(&fold(text)).into_iter().map(|word| Token {
            offset_from: word.from,
            offset_to: word.to,
            position: word.place,
            position_length: 1,
            text: word.text,
        }));
        Stream { tokens: &mut self.tokens, next: 0 }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}

/// Both analyzers.
pub(crate) fn analyzers() -> TokenizerManager {
    let analyzers = TokenizerManager::default();
    for (name, cut) in [(WORDS, Cut(cut::words)), (GRAMS, Cut(cut::grams))] {
        let tokens = Tokens { cut, tokens: Vec::new() };
        analyzers.register(name, TextAnalyzer::builder(tokens).build());
    }
    analyzers
}
