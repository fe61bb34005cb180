//! The index of one sort of thing: its fields, what is put in, when it is seen.

use crate::analyzer::{GRAMS, WORDS, analyzers};
use crate::document::{Document, Tag};
use crate::sound;
use anyhow::{Context, Result};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use tantivy::directory::error::LockError;
use tantivy::indexer::IndexWriterOptions;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{
    Index as Tantivy, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument,
    TantivyError, Term,
};

/// Raised whenever a text is cut or kept in another way: an index of another number is not opened
/// but made anew from the store.
pub const FORMAT: u32 = 2;
/// Memory in which new documents are gathered before they are written.
const GATHERED_BYTES: usize = 64 << 20;
/// Processes that may keep an index each in one folder.
const PLACES: u32 = 8;

/// The fields of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) owner: Field,
    /// Titles, brand and codes.
    pub(crate) head: Field,
    /// What sort of thing it is.
    pub(crate) kind: Field,
    /// What is said of it, and its facts.
    pub(crate) body: Field,
    /// Pairs of the titles' Chinese characters.
    pub(crate) grams: Field,
    /// How the titles' Chinese words sound, with the word behind it.
    pub(crate) sound: Field,
    /// What is filtered by.
    pub(crate) tag: Field,
    /// Those tags that are counted.
    pub(crate) facet: Field,
    pub(crate) quantity: Field,
    pub(crate) price: Field,
    /// The currency of the prices, its letters as one number.
    pub(crate) currency: Field,
    pub(crate) lead_time: Field,
    pub(crate) at: Field,
    /// The same for documents whose titles are the same words.
    pub(crate) alike: Field,
}

/// An index that is written by one process and read by its threads.
pub struct Index {
    pub(crate) fields: Fields,
    tantivy: Tantivy,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
}

fn text(analyzer: &str, record: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(record);
    TextOptions::default().set_indexing_options(indexing)
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let counts = IndexRecordOption::WithFreqs;
    let fields = Fields {
        id: schema.add_u64_field("id", INDEXED | FAST),
        owner: schema.add_u64_field("owner", FAST),
        head: schema.add_text_field("head", text(WORDS, positions)),
        kind: schema.add_text_field("kind", text(WORDS, counts)),
        body: schema.add_text_field("body", text(WORDS, counts)),
        grams: schema.add_text_field("grams", text(GRAMS, counts)),
        sound: schema.add_text_field("sound", text("raw", IndexRecordOption::Basic)),
        tag: schema.add_text_field("tag", STRING),
        facet: schema.add_text_field("facet", FAST),
        quantity: schema.add_u64_field("quantity", FAST),
        price: schema.add_u64_field("price", FAST),
        currency: schema.add_u64_field("currency", FAST),
        lead_time: schema.add_u64_field("lead_time", FAST),
        at: schema.add_u64_field("at", FAST),
        alike: schema.add_u64_field("alike", INDEXED | FAST),
    };
    (schema.build(), fields)
}

impl Index {
    /// An empty index in memory.
    pub fn in_memory() -> Result<Self> {
        let (schema, fields) = schema();
        let tantivy = Tantivy::builder().schema(schema).tokenizers(analyzers()).create_in_ram()?;
        Self::of(tantivy, fields)
    }

    /// The index in a folder, as it was committed last; an empty one where there is none, or where
    /// it was made by another format or is broken. Each process takes a place of its own.
    pub fn open(folder: &Path) -> Result<Self> {
        for place in 0..PLACES {
            let at = folder.join(format!("{FORMAT}-{place}"));
            match Self::open_at(&at) {
                Err(error) if is_taken(&error) => {}
                opened => return opened,
            }
        }
        anyhow::bail!("{}: {PLACES} processes keep an index here already", folder.display())
    }

    fn open_at(folder: &Path) -> Result<Self> {
        let opened = Self::try_open(folder);
        match opened {
            Err(error) if !is_taken(&error) => {
                std::fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
                Self::try_open(folder)
            }
            opened => opened,
        }
    }

    fn try_open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        let (schema, fields) = schema();
        let directory = tantivy::directory::MmapDirectory::open(folder)?;
        let builder = Tantivy::builder().schema(schema).tokenizers(analyzers());
        Self::of(builder.open_or_create(directory)?, fields)
    }

    fn of(tantivy: Tantivy, fields: Fields) -> Result<Self> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(GATHERED_BYTES)
            .num_merge_threads(1)
            .build();
        let writer = tantivy.writer_with_options(options)?;
        let reader = tantivy.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { fields, tantivy, reader, writer: Mutex::new(writer) })
    }

    /// Puts documents in the place of what was there under their ids. Nobody sees them before the
    /// commit.
    pub fn put(&self, documents: &[Document]) -> Result<()> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        for document in documents {
            writer.delete_term(Term::from_field_u64(self.fields.id, document.id));
            writer.add_document(self.row(document))?;
        }
        Ok(())
    }

    /// Takes documents out; of those that are not there nothing is said.
    pub fn remove(&self, ids: &[u64]) {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        for &id in ids {
            writer.delete_term(Term::from_field_u64(self.fields.id, id));
        }
    }

    /// Takes everything out.
    pub fn clear(&self) -> Result<()> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.delete_all_documents()?;
        Ok(())
    }

    /// Makes durable and visible what was put and removed, together with a mark that says up to
    /// where the index has followed.
    pub fn commit(&self, mark: &str) -> Result<()> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(mark);
        commit.commit()?;
        self.reader.reload()?;
        Ok(())
    }

    /// The mark of the last commit.
    pub fn mark(&self) -> Result<Option<String>> {
        Ok(self.tantivy.load_metas()?.payload)
    }

    /// Documents that can be found.
    pub fn count(&self) -> u64 {
        self.searcher().num_docs()
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    fn row(&self, document: &Document) -> TantivyDocument {
        let fields = &self.fields;
        let mut row = TantivyDocument::new();
        row.add_u64(fields.id, document.id);
        row.add_u64(fields.owner, document.owner);
        for title in document.titles.iter().chain([&document.brand]) {
            row.add_text(fields.head, title);
            row.add_text(fields.grams, title);
            for sound in sound::of_words(title) {
                row.add_text(fields.sound, sound);
            }
        }
        for code in &document.codes {
            row.add_text(fields.head, code);
        }
        for kind in &document.kinds {
            row.add_text(fields.kind, kind);
        }
        row.add_text(fields.body, &document.text);
        for (_, value) in &document.facts {
            row.add_text(fields.body, value);
        }
        for tag in &document.tags {
            let word = tag.word();
            if tag.is_counted() {
                row.add_text(fields.facet, &word);
            }
            row.add_text(fields.tag, word);
        }
        for (quantity, price) in &document.tiers {
            row.add_u64(fields.quantity, *quantity);
            row.add_u64(fields.price, *price);
        }
        if let Some(Tag::Currency(code)) = document.tags.iter().find(|tag| tag.is_currency()) {
            row.add_u64(fields.currency, letters(code));
        }
        row.add_u64(fields.lead_time, document.lead_time_d);
        row.add_u64(fields.at, document.at);
        row.add_u64(fields.alike, alike(document));
        row
    }
}

fn is_taken(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<TantivyError>();
    matches!(error, Some(TantivyError::LockFailure(LockError::LockBusy, _)))
}

/// The letters of a code as one number, in the order of the codes.
fn letters(code: &str) -> u64 {
    code.bytes().take(8).fold(0, |number, letter| number << 8 | u64::from(letter))
}

/// A number that two documents share if their titles are the same words in any order.
fn alike(document: &Document) -> u64 {
    let folded = crate::fold(&document.titles.join(" "));
    let mut words: Vec<String> =
        crate::cut::words(&folded).into_iter().map(|word| word.text).collect();
    words.sort_unstable();
    words.dedup();
    // FNV-1a, whose figures stay the same from one version of the compiler to the next.
    words
        .iter()
        .flat_map(|word| word.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}
