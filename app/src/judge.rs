//! What the market makes of files that real life wrote.

pub(crate) mod tenders;
