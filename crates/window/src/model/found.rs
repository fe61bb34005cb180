//! A firm as it stands among others that were looked for.

use super::FirmWords;
use catalog::Category;
use party::{FirmMarks, TrustLine};

/// One firm that was found.
#[derive(Debug, Clone)]
pub struct FirmFound {
    /// Its name, place and trades.
    pub line: TrustLine,
    /// What is known of it besides.
    pub marks: FirmMarks,
    /// Its name in the other script; empty if it names none.
    pub other_name: String,
    /// What it makes, in the reader's language or in its own.
    pub makes: Option<FirmWords>,
    /// The leaves of the tree on which its goods stand.
    pub shelves: Vec<&'static Category>,
}
