//! Imports: a file of goods on its way into a firm's catalogue, and how far it is.

use super::{CatalogRefusal, Terms};
use crate::table::Plan;
use kernel::{Actor, Firm, Id, Kind, Lang, Outcome, Person, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Names imports.
#[derive(Debug)]
pub enum ImportKind {}
impl Kind for ImportKind {
    const PREFIX: &'static str = "import";
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ImportState {
    /// Its headings do not tell which column is which: somebody has to.
    Unmapped,
    /// It waits to be looked through.
    Waiting,
    /// It was looked through, and there are faults in it: nothing is taken, unless somebody says
    /// that what is faulty stays out.
    Faulty,
    /// It was looked through and is right: somebody has to say go.
    Ready,
    /// Its products are being taken.
    Running,
    /// All its products are taken.
    Done,
    /// Somebody ended it; what was taken stays.
    Stopped,
}

impl ImportState {
    const ALL: [Self; 7] = [
        Self::Unmapped,
        Self::Waiting,
        Self::Faulty,
        Self::Ready,
        Self::Running,
        Self::Done,
        Self::Stopped,
    ];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unmapped => "unmapped",
            Self::Waiting => "waiting",
            Self::Faulty => "faulty",
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether nothing more happens to it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Stopped)
    }

    /// Whether the market works on it by itself.
    pub const fn is_at_work(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// What is done with a product without an article number that looks like one that is there: the
/// same title, brand and model.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Alike {
    /// It is taken for the same, and changes it.
    #[default]
    Change,
    /// It is taken for the same, which stays as it is.
    Keep,
    /// It is another one, and added.
    Add,
}

impl Alike {
    pub(crate) const ALL: [Self; 3] = [Self::Change, Self::Keep, Self::Add];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Keep => "keep",
            Self::Add => "add",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|alike| alike.word() == word)
    }
}

/// What a product without an article number is known by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Likeness {
    /// Its title.
    pub(crate) title: String,
    /// Its brand.
    pub(crate) brand: Option<String>,
    /// The maker's model number.
    pub(crate) model: Option<String>,
}

impl Likeness {
    /// That of a product's terms.
    pub(crate) fn of(terms: &Terms) -> Self {
        let (brand, model) = (terms.details.brand.clone(), terms.details.model.clone());
        Self { title: terms.title.clone(), brand, model }
    }
}

/// How the products of a file are taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Taking {
    /// Whether products with faults stay out, and the others are taken. Otherwise nothing is taken
    /// from a file with faults.
    #[serde(default)]
    pub leave_out_faulty: bool,
    /// What is done with products without an article number that look like goods that are there;
    /// what was said before, unless told.
    #[serde(default)]
    pub alike: Option<Alike>,
}

/// What a look through a file found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Rows.
    pub(crate) rows: i64,
    /// Products laid ready.
    pub(crate) products: i64,
    /// Faults.
    pub(crate) faults: i64,
    /// Products with faults.
    pub(crate) left_out: i64,
    /// Products that look like goods that are there.
    pub(crate) alike: i64,
}

/// How many products an import has taken so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// Products that are new.
    pub added: i64,
    /// Products that were there, with other terms.
    pub changed: i64,
    /// Products that were there just so.
    pub unchanged: i64,
    /// Those of the first two that are hidden, because their shelf is closed to the firm.
    pub shut_out: i64,
}

impl Taken {
    /// All of them.
    pub const fn all(self) -> i64 {
        self.added + self.changed + self.unchanged
    }
}

/// A fault as it is kept: its row, its column, and what was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldFault {
    /// Its number, from 1.
    pub number: i64,
    /// The row as a spreadsheet counts it; 0 for the whole file.
    pub row: i64,
    /// The heading of the column; empty for the whole row.
    pub column: String,
    /// What is wrong and what to do.
    pub told: String,
}

/// A file that lies in the files folder, to be imported.
#[derive(Debug, Clone)]
pub struct NewImport {
    /// Its name in the files folder.
    pub file: String,
    /// The name that its sender gave it.
    pub file_name: String,
    /// Its length.
    pub file_bytes: i64,
    /// The language in which faults are told.
    pub lang: Lang,
    /// Whether its products are taken as soon as it is found right.
    pub is_in_earnest: bool,
    /// How its products are taken.
    pub taking: Taking,
    pub(crate) plan: Plan,
    /// Whether its sender said which column is which, so that nothing said before counts.
    pub(crate) is_mapped: bool,
}

/// A file of goods on its way into a firm's catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: Id<ImportKind>,
    /// Whose catalogue.
    pub firm: Id<Firm>,
    /// Who sent it; nobody if it was done at the machine.
    pub person: Option<Id<Person>>,
    /// The language in which faults are told.
    pub lang: Lang,
    /// The file's name in the files folder.
    pub file: String,
    /// The name that its sender gave it.
    pub file_name: String,
    /// Its length.
    pub file_bytes: i64,
    /// How far it is.
    pub state: ImportState,
    /// Whether its products are taken as soon as it is found right.
    pub is_in_earnest: bool,
    /// Rows in it.
    pub row_count: i64,
    /// Products in it.
    pub product_count: i64,
    /// Faults in it.
    pub fault_count: i64,
    /// Whether products with faults stay out.
    pub leaves_out: bool,
    /// Products with faults.
    pub left_out: i64,
    /// Products without an article number that look like goods that are there.
    pub alike_count: i64,
    /// What is done with those.
    pub alike: Alike,
    /// Where in the staged file the next product begins.
    pub next_byte: i64,
    /// What is taken so far.
    pub taken: Taken,
    /// When it came.
    pub at: Timestamp,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
    pub(crate) plan: Plan,
}

impl Import {
    /// A new import of a firm.
    pub(crate) fn of(
        new: &NewImport,
        id: Id<ImportKind>,
        (firm, person): (Id<Firm>, Option<Id<Person>>),
        at: Timestamp,
    ) -> Self {
        let is_whole = new.plan.is_whole();
        Self {
            id,
            firm,
            person,
            lang: new.lang,
            file: new.file.clone(),
            file_name: new.file_name.clone(),
            file_bytes: new.file_bytes,
            state: if is_whole { ImportState::Waiting } else { ImportState::Unmapped },
            is_in_earnest: new.is_in_earnest,
            row_count: 0,
            product_count: 0,
            fault_count: 0,
            leaves_out: new.taking.leave_out_faulty,
            left_out: 0,
            alike_count: 0,
            alike: new.taking.alike.unwrap_or_default(),
            next_byte: 0,
            taken: Taken::default(),
            at,
            ended_at: None,
            plan: new.plan.clone(),
        }
    }

    /// Stops whoever is not of its firm: to others it does not exist.
    pub(crate) fn admit(&self, by: &Actor) -> Outcome<()> {
        if by.is(self.firm) { Ok(()) } else { Err(Stop::Absent) }
    }

    /// Says which column is which, so that it is looked through again.
    pub(crate) fn map(&mut self, plan: Plan) -> Result<(), CatalogRefusal> {
        let may =
            matches!(self.state, ImportState::Unmapped | ImportState::Faulty | ImportState::Ready);
        if !may {
            return Err(CatalogRefusal::ImportNotReady);
        }
        if !plan.is_whole() {
            return Err(CatalogRefusal::ColumnsUnknown);
        }
        self.plan = plan;
        self.state = ImportState::Waiting;
        Ok(())
    }

    /// Lets its products be taken: all of a file that is right; of one with faults those that are
    /// right, if the others shall stay out.
    pub(crate) fn go(&mut self, taking: Taking) -> Result<(), CatalogRefusal> {
        match self.state {
            ImportState::Ready => {}
            ImportState::Faulty if !taking.leave_out_faulty => {
                return Err(CatalogRefusal::ImportFaulty { faults: self.fault_count });
            }
            ImportState::Faulty if self.product_count == 0 => {
                return Err(CatalogRefusal::NothingToTake);
            }
            ImportState::Faulty => self.leaves_out = true,
            ImportState::Running | ImportState::Done => return Ok(()),
            _ => return Err(CatalogRefusal::ImportNotReady),
        }
        self.alike = taking.alike.unwrap_or(self.alike);
        self.state = ImportState::Running;
        Ok(())
    }

    /// Ends it; what was taken stays.
    pub(crate) fn stop(&mut self, now: Timestamp) {
        if !self.state.is_over() {
            self.state = ImportState::Stopped;
            self.ended_at = Some(now);
        }
    }

    /// What a look through the file found.
    pub(crate) fn found(&mut self, found: Found) {
        self.row_count = found.rows;
        self.product_count = found.products;
        self.fault_count = found.faults;
        self.left_out = found.left_out;
        self.alike_count = found.alike;
        self.next_byte = 0;
        let may_go = found.faults == 0 || (self.leaves_out && found.products > 0);
        self.state = match (may_go, self.is_in_earnest) {
            (true, true) => ImportState::Running,
            _ if found.faults > 0 => ImportState::Faulty,
            _ => ImportState::Ready,
        };
    }

    /// What a piece of the staged file brought.
    pub(crate) fn took(&mut self, taken: Taken, next_byte: i64, now: Timestamp) {
        self.taken.added += taken.added;
        self.taken.changed += taken.changed;
        self.taken.unchanged += taken.unchanged;
        self.taken.shut_out += taken.shut_out;
        self.next_byte = next_byte;
        if self.taken.all() >= self.product_count {
            self.state = ImportState::Done;
            self.ended_at = Some(now);
        }
    }
}
