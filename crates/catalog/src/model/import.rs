//! Imports: a file of goods on its way into a firm's catalogue, and how far it is.

use super::CatalogRefusal;
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
    /// It was looked through, and there are faults in it: nothing is taken.
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

/// How many products an import has taken so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// Products that are new.
    pub added: i64,
    /// Products that were there, with other terms.
    pub changed: i64,
    /// Products that were there just so.
    pub unchanged: i64,
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
    pub(crate) plan: Plan,
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

    /// Lets its products be taken.
    pub(crate) fn go(&mut self) -> Result<(), CatalogRefusal> {
        match self.state {
            ImportState::Ready => self.state = ImportState::Running,
            ImportState::Running | ImportState::Done => {}
            _ => return Err(CatalogRefusal::ImportNotReady),
        }
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
    pub(crate) fn found(&mut self, rows: i64, products: i64, faults: i64) {
        self.row_count = rows;
        self.product_count = products;
        self.fault_count = faults;
        self.next_byte = 0;
        self.state = match (faults, self.is_in_earnest) {
            (1.., _) => ImportState::Faulty,
            (_, true) => ImportState::Running,
            (_, false) => ImportState::Ready,
        };
    }

    /// What a piece of the staged file brought.
    pub(crate) fn took(&mut self, taken: Taken, next_byte: i64, now: Timestamp) {
        self.taken.added += taken.added;
        self.taken.changed += taken.changed;
        self.taken.unchanged += taken.unchanged;
        self.next_byte = next_byte;
        if self.taken.all() >= self.product_count {
            self.state = ImportState::Done;
            self.ended_at = Some(now);
        }
    }
}
