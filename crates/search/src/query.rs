//! A question as tantivy takes it.
//!
//! Where a word stands decides what it weighs: in the title, brand or codes twice as much as in the
//! text or in the name of the kind of goods. A document that has every word comes before one
//! that has some.

use crate::ask::{PriceAt, Question, Wish, Words};
use crate::index::Index;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SegmentReader, Term};

/// What a word weighs in the head: title, brand and codes.
const HEAD: f32 = 2.0;
/// What it weighs in the name of the kind.
const KIND: f32 = 1.0;
/// What it weighs in the text and the facts.
const BODY: f32 = 1.0;
/// What a pair of Chinese characters weighs in the titles.
const GRAM: f32 = 1.0;
/// What the singular is worth beside the word as it was written.
const STEM: f32 = 0.9;
/// What another word for the same is worth.
const ALIKE: f32 = 0.7;
/// What two words weigh that stand together in the title as they were asked.
const NEIGHBOURS: f32 = 1.0;

type Clauses = Vec<(Occur, Box<dyn Query>)>;

/// Whether each word must be there, or some.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Demand {
    Every,
    Some,
}

fn weighed(query: impl Query, weight: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(Box::new(query), weight))
}

fn word(field: Field, text: &str) -> TermQuery {
    TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs)
}

/// What must be there but says nothing of how well it fits.
fn silent(query: impl Query) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

impl Index {
    /// The words and filters of a question; everything that passes the filters if no word is said.
    pub(crate) fn query(&self, words: &Words, question: &Question, demand: Demand) -> BooleanQuery {
        let mut clauses = self.filters(question);
        if words.wishes.is_empty() {
            clauses.push((Occur::Must, silent(AllQuery)));
        } else if demand == Demand::Every {
            let every = words.wishes.iter().map(|wish| (Occur::Must, self.wish(wish)));
            clauses.extend(every);
            clauses.extend(self.extras(words));
        } else {
            let some = self.some(words);
            if clauses.is_empty() {
                return some;
            }
            clauses.push((Occur::Must, Box::new(some)));
        }
        BooleanQuery::new(clauses)
    }

    /// Any of the words: single ones alone and side by side, because tantivy skips what cannot come
    /// to the top only of such.
    fn some(&self, words: &Words) -> BooleanQuery {
        let ways = words.wishes.iter().flat_map(|wish| self.words_of(wish));
        BooleanQuery::union(ways.chain(self.grams(words)).chain(self.measures(words)).collect())
    }

    /// One wish in all its ways, in every field.
    fn wish(&self, wish: &Wish) -> Box<dyn Query> {
        let mut ways = self.words_of(wish);
        let several = wish.alike.iter().filter(|way| way.len() > 1);
        ways.extend(several.map(|way| weighed(self.in_row(way.iter().enumerate()), HEAD * ALIKE)));
        if wish.parts.len() > 1 && wish.grams.is_empty() {
            let parts = wish.parts.iter().map(|(place, text)| (*place, text));
            ways.push(weighed(self.in_row(parts), HEAD));
        }
        if wish.grams.len() > 1 {
            let every = wish.grams.iter().map(|gram| -> (Occur, Box<dyn Query>) {
                (Occur::Must, weighed(word(self.fields.grams, gram), GRAM))
            });
            ways.push(Box::new(BooleanQuery::new(every.collect())));
        }
        Box::new(BooleanQuery::union(ways))
    }

    /// The single words of a wish, in every field.
    fn words_of(&self, wish: &Wish) -> Vec<Box<dyn Query>> {
        let fields = &self.fields;
        let mut ways = Vec::new();
        for (field, weight) in [(fields.head, HEAD), (fields.kind, KIND), (fields.body, BODY)] {
            ways.push(weighed(word(field, &wish.whole), weight));
            ways.extend(wish.stems.iter().map(|stem| weighed(word(field, stem), weight * STEM)));
            let single = wish.alike.iter().filter(|way| way.len() == 1);
            ways.extend(single.map(|way| weighed(word(field, &way[0]), weight * ALIKE)));
        }
        ways
    }

    fn in_row<'a>(&self, words: impl Iterator<Item = (usize, &'a String)>) -> PhraseQuery {
        let head = self.fields.head;
        let mut places: Vec<(usize, Term)> =
            words.map(|(place, text)| (place, Term::from_field_text(head, text))).collect();
        // Two ways of writing may claim one place; a phrase takes one.
        places.dedup_by_key(|(place, _)| *place);
        PhraseQuery::new_with_offset(places)
    }

    /// What makes a fit better but is not asked for.
    fn extras(&self, words: &Words) -> Clauses {
        let head = self.fields.head;
        let neighbours = words.wishes.windows(2).map(|pair| {
            let said = |wish: &Wish| {
                Term::from_field_text(head, wish.stems.first().unwrap_or(&wish.whole))
            };
            weighed(PhraseQuery::new(pair.iter().map(said).collect()), NEIGHBOURS)
        });
        let extras = neighbours.chain(self.grams(words)).chain(self.measures(words));
        extras.map(|extra| (Occur::Should, extra)).collect()
    }

    fn grams(&self, words: &Words) -> impl Iterator<Item = Box<dyn Query>> {
        words.grams.iter().map(|gram| weighed(word(self.fields.grams, gram), GRAM))
    }

    fn measures(&self, words: &Words) -> impl Iterator<Item = Box<dyn Query>> {
        words.measures.iter().flat_map(|measure| {
            [(self.fields.head, HEAD), (self.fields.body, BODY)]
                .map(|(field, weight)| weighed(word(field, measure), weight))
        })
    }

    fn filters(&self, question: &Question) -> Clauses {
        let fields = &self.fields;
        let tags = question.tags.iter().map(|tag| silent(word(fields.tag, &tag.word())));
        let mut filters: Vec<Box<dyn Query>> = tags.collect();
        if let Some(price) = question.price.clone() {
            let currency = crate::Tag::Currency(price.currency.clone());
            filters.push(silent(word(fields.tag, &currency.word())));
            filters.push(where_documents(move |reader| costs_at_most(reader, &price)));
        }
        if let Some(most) = question.quantity {
            filters.push(where_documents(move |reader| {
                let quantities = reader.fast_fields().u64("quantity")?;
                Ok(move |at: DocId| quantities.values_for_doc(at).any(|from| from <= most))
            }));
        }
        if let Some(most) = question.lead_time_d {
            filters.push(where_documents(move |reader| {
                let days = reader.fast_fields().u64("lead_time")?;
                Ok(move |at: DocId| days.first(at).is_some_and(|days| days <= most))
            }));
        }
        filters.into_iter().map(|filter| (Occur::Must, filter)).collect()
    }
}

fn where_documents<F, S>(predicate: F) -> Box<dyn Query>
where
    F: Fn(&SegmentReader) -> tantivy::Result<S> + Send + Sync + 'static,
    S: Fn(DocId) -> bool + Send + Sync + 'static,
{
    silent(DocPredicateQuery::from(FunctionPredicate::from(predicate)))
}

/// The price of the last tier that the quantity reaches is at most what was said.
fn costs_at_most(
    reader: &SegmentReader,
    price: &PriceAt,
) -> tantivy::Result<impl Fn(DocId) -> bool + Send + Sync + use<>> {
    let (quantity, most) = (price.quantity, price.most_millionths);
    let quantities = reader.fast_fields().u64("quantity")?;
    let prices = reader.fast_fields().u64("price")?;
    Ok(move |at: DocId| {
        let tiers = quantities.values_for_doc(at).zip(prices.values_for_doc(at));
        tiers.filter(|(from, _)| *from <= quantity).last().is_some_and(|(_, price)| price <= most)
    })
}
