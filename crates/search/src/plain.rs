//! The floor that the index is measured against: BM25 over one field of all texts, cut at spaces
//! and marks, any word counting.

use crate::document::Document;
use anyhow::Result;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{Index, TantivyDocument, Term};

/// An index without any care.
pub struct Plain {
    index: Index,
    id: Field,
    all: Field,
}

impl Plain {
    /// Takes titles, brands, kinds and texts as they are.
    pub fn of(documents: &[Document]) -> Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("default")
            .set_index_option(IndexRecordOption::WithFreqs);
        let all =
            schema.add_text_field("all", TextOptions::default().set_indexing_options(indexing));
        let id = schema.add_u64_field("id", FAST | tantivy::schema::STORED);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 64 << 20)?;
        for document in documents {
            let mut row = TantivyDocument::new();
            row.add_u64(id, document.id);
            let texts = [&document.brand, &document.text].into_iter();
            let texts = texts.chain(&document.titles).chain(&document.kinds);
            row.add_text(all, texts.cloned().collect::<Vec<_>>().join("\n"));
            writer.add_document(row)?;
        }
        writer.commit()?;
        Ok(Self { index, id, all })
    }

    /// The ids of the best, the best first.
    pub fn find(&self, text: &str, most: usize) -> Result<Vec<u64>> {
        let lower = text.to_lowercase();
        let words = lower.split(|letter: char| !letter.is_alphanumeric());
        let some = words.filter(|word| !word.is_empty()).map(|word| -> (Occur, Box<dyn Query>) {
            let term = Term::from_field_text(self.all, word);
            (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
        });
        let query = BooleanQuery::new(some.collect());
        let searcher = self.index.reader()?.searcher();
        let best = searcher.search(&query, &TopDocs::with_limit(most).order_by_score())?;
        let mut ids = Vec::with_capacity(best.len());
        for (_, at) in best {
            let row: TantivyDocument = searcher.doc(at)?;
            ids.extend(row.get_first(self.id).and_then(|id| id.as_u64()));
        }
        Ok(ids)
    }
}
