//! Tables of goods by the hand of whoever runs the machine: the same imports and exports as on the
//! pages, for any firm.

use crate::actions;
use crate::export::{AT_A_TIME, format_of, last_of};
use crate::intake::{Defaults, Said, read_table};
use crate::jobs::{paths_of, remove};
use crate::model::{Import, ImportKind, Taking, ToldFault};
use crate::table::Written;
use ::store::Tx;
use anyhow::Context;
use kernel::{Firm, Id, Lang, Outcome, Stop};
use std::io::Write;
use std::path::PathBuf;
use web::App;

/// A table on this machine, and how it is to be read.
#[derive(Debug, Clone)]
pub struct Table {
    /// Where it lies; it is copied, not moved.
    pub path: PathBuf,
    /// Headings with the fields that they stand for; all others are known by themselves.
    pub mapping: Vec<(String, String)>,
    /// Fields with what holds for all rows where the file says nothing.
    pub for_all: Vec<(String, String)>,
    /// ISO 4217, where the file says nothing.
    pub currency: String,
    /// Days from payment to dispatch, where the file says nothing.
    pub lead_time_d: i64,
    /// Whether its products are taken as soon as it is found right.
    pub is_in_earnest: bool,
    /// How its products are taken.
    pub taking: Taking,
}

/// Begins the import of a table for a firm; `jobs::work` does the rest.
pub async fn begin(app: &App, firm: Id<Firm>, table: Table) -> Outcome<Import> {
    let key = format!("import-{}", app.fresh_key());
    let path = app.files().join(&key);
    let name = table.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (from, to) = (table.path, path.clone());
    let copied = app.compute(move || copy(&from, &to)).await?;
    let bytes = copied.map_err(Stop::Fault)?;
    let Table { mapping, for_all, currency, lead_time_d, is_in_earnest, taking, .. } = table;
    let defaults = Defaults { currency, lead_time_d, is_in_earnest, taking };
    let file = (path.as_path(), key.as_str(), name.as_str(), bytes);
    let said = Said { mapping, for_all };
    let new = read_table(app, file, Lang::En, defaults, &said).await?;
    let act = move |tx: &mut Tx<'_>| actions::begin_import_for(tx, firm, &new);
    app.store().write("catalog.begin-import", act).await
}

fn copy(from: &std::path::Path, to: &std::path::Path) -> anyhow::Result<u64> {
    std::fs::copy(from, to).with_context(|| from.display().to_string())
}

/// How far an import is.
pub async fn import_of(app: &App, id: Id<ImportKind>) -> Outcome<Import> {
    app.store().read("catalog.import", move |tx| crate::store::get_import(tx, id)).await
}

/// Some of what is wrong with a file, after a fault's number, in the order of its rows.
pub async fn faults_of(app: &App, id: Id<ImportKind>, after: i64) -> Outcome<Vec<ToldFault>> {
    let look = move |tx: &mut Tx<'_>| crate::store::list_faults(tx, id, after, AT_A_TIME);
    app.store().read("catalog.import-faults", look).await
}

/// Writes the rows of an import that stay out into a table, with what is wrong beside them.
pub fn write_left_out(app: &App, import: &Import, into: &std::path::Path) -> Outcome<()> {
    copy(&paths_of(app, import).left, into)?;
    Ok(())
}

/// Ends an import and takes its files away; what was taken stays.
pub async fn end(app: &App, id: Id<ImportKind>) -> Outcome<()> {
    let act = move |tx: &mut Tx<'_>| actions::stop_import_by_hand(tx, id);
    let import = app.store().write("catalog.stop-import", act).await?;
    remove(app, &import);
    // Whoever has the machine has been asked already whether to keep them.
    std::fs::remove_file(paths_of(app, &import).left).ok();
    Ok(())
}

/// Writes all goods of a firm into a table whose format its name tells; `seen` hears how many are
/// written. Tells how many there were.
pub async fn export(
    app: &App,
    firm: Id<Firm>,
    (name, lang): (&str, Lang),
    into: &mut dyn Write,
    seen: &mut dyn FnMut(usize),
) -> Outcome<usize> {
    let mut written = Written::begin(format_of(name)?, lang).map_err(Stop::Fault)?;
    let (mut last, mut count) = (Some(0), 0);
    while let Some(after) = last {
        let look = move |tx: &mut Tx<'_>| actions::export_of(tx, firm, after, AT_A_TIME);
        let page = app.store().read("catalog.export", look).await?;
        page.iter().try_for_each(|listing| written.add(listing)).map_err(Stop::Fault)?;
        let bytes = written.take().map_err(Stop::Fault)?;
        into.write_all(&bytes).context("writing the table")?;
        (last, count) = (last_of(&page), count + page.len());
        seen(page.len());
    }
    into.write_all(&written.end().map_err(Stop::Fault)?).context("writing the table")?;
    into.flush().context("writing the table")?;
    Ok(count)
}
