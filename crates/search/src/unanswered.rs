//! How much of a question a text leaves unanswered.

use crate::cut::{self, Role};
use crate::index::Index;
use crate::script::{fold, is_han};
use anyhow::Result;
use std::collections::HashSet;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

impl Index {
    /// The information, in nats, of the question's words and pairs of characters that the text does
    /// not have: 0 if it has them all. A word in letters counts for as many pairs as it has. A word
    /// that few documents have says more than one that many have (inverse document frequency as in
    /// BM25: Robertson and Zaragoza, 2009, section 3.2).
    pub fn unanswered(&self, question: &str, text: &str) -> Result<f32> {
        let (question, text) = (fold(question), fold(text));
        let searcher = self.searcher();
        let there: HashSet<String> = cut::words(&text).into_iter().map(|word| word.text).collect();
        let pairs: HashSet<String> = cut::grams(&text).into_iter().map(|gram| gram.text).collect();
        let mut missing = 0.0;
        for word in cut::words(&question).into_iter().filter(|word| word.role == Role::Whole) {
            if !there.contains(&word.text) && !text.contains(&word.text) {
                let pairs =
                    if word.text.contains(is_han) { 0 } else { pairs_of_letters(&word.text) };
                let said = information(&searcher, self.fields.head, &word.text)?;
                missing += said * f32::from(1 + pairs);
            }
        }
        for gram in cut::grams(&question).into_iter().filter(|gram| !pairs.contains(&gram.text)) {
            missing += information(&searcher, self.fields.grams, &gram.text)?;
        }
        Ok(missing)
    }
}

fn pairs_of_letters(word: &str) -> u8 {
    u8::try_from(word.chars().count().saturating_sub(1).max(1)).unwrap_or(u8::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "a count of documents, to be compared roughly")]
fn information(searcher: &Searcher, field: Field, term: &str) -> Result<f32> {
    let having = searcher.doc_freq(&Term::from_field_text(field, term))? as f32;
    let all = searcher.num_docs() as f32;
    Ok((1.0 + (all - having + 0.5) / (having + 0.5)).ln())
}
