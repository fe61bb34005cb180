//! What the market does by itself: looks through files, takes their products in pieces, hides what
//! is over.

use crate::actions::{self, Piece, Ready};
use crate::model::{CatalogRefusal, Found, Import, ImportState, ToldFault};
use crate::table::{Checked, Entry, Fault, Paths, check};
use ::store::{Lane, Store, Tx};
use anyhow::Context;
use futures_util::future::{join, join_all};
use kernel::rules::Rules;
use kernel::{Id, Outcome, Refusal, Stop};
use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;
use web::{App, Reader};

/// Products in one piece: some 5 ms of the writer, and one statement finds those that are there.
const PIECE: usize = 50;
/// Pieces on their way to the writer at once, so that they share a commit.
const AT_ONCE: usize = 8;
/// Times that pieces are taken before whoever asked hears of it.
const ROUNDS: usize = 8;
/// Faults written in one piece.
const FAULTS_AT_ONCE: usize = 100;

/// Hides products whose days are over; tells how many. Called again and again by the app.
pub async fn expire(store: &Store) -> Outcome<usize> {
    store.write_in(Lane::Bulk, "catalog.expire", actions::expire).await
}

/// Does the next step of the oldest import: looks through its file, or takes some of its products.
/// Tells how many steps it did. Whatever kills it, the next call goes on from what is durable.
pub async fn work(app: &App) -> Outcome<usize> {
    let next = app.store().read("catalog.next-import", actions::next_import).await?;
    let Some(import) = next else { return Ok(0) };
    match import.state {
        ImportState::Waiting => look_through(app, &import).await,
        _ => take_some(app, import).await,
    }
}

/// The table as it was sent, its products laid ready, and its rows that stay out.
pub(crate) fn paths_of(app: &App, import: &Import) -> Paths {
    let at = |ending: &str| app.files().join(format!("{}{ending}", import.file));
    Paths { table: at(""), staged: at(".staged"), left: at(".left") }
}

async fn look_through(app: &App, import: &Import) -> Outcome<usize> {
    let (paths, plan, id) = (paths_of(app, import), import.plan.clone(), import.id);
    let (reader, speaker) = (reader_of(app, import), app.clone());
    let look = move || {
        let say = |refusal: &Refusal| speaker.words().refusal(&reader, refusal);
        check(&paths, &plan, reader.lang, &say)
    };
    let checked = app.compute(look).await??;
    let faults = told(app, import, &checked.faults);
    let alike = if checked.unnumbered > 0 { alike(app, import).await? } else { 0 };
    let store = app.store();
    let forget = move |tx: &mut Tx<'_>| actions::forget_faults(tx, id);
    store.write_in(Lane::Bulk, "catalog.forget-faults", forget).await?;
    for some in faults.chunks(FAULTS_AT_ONCE) {
        let some = some.to_vec();
        let keep = move |tx: &mut Tx<'_>| actions::keep_faults(tx, id, &some);
        store.write_in(Lane::Bulk, "catalog.keep-faults", keep).await?;
    }
    let Checked { rows, products, fault_count: faults, left_out, .. } = checked;
    let found = Found { rows, products, faults, left_out, alike };
    let end = move |tx: &mut Tx<'_>| actions::end_check(tx, id, found);
    store.write_in(Lane::Bulk, "catalog.end-check", end).await?;
    Ok(1)
}

/// How many products of a staged file have no article number and look like goods that are there.
async fn alike(app: &App, import: &Import) -> Outcome<i64> {
    let (path, firm, id) = (paths_of(app, import).staged, import.firm, import.id);
    let (mut from, mut count) = (0, 0);
    loop {
        let (path, at) = (path.clone(), from);
        let pieces = app.compute(move || read_pieces(&path, at, id)).await??;
        let Some(last) = pieces.last() else { return Ok(count) };
        from = last.to;
        let entries = pieces.iter().flat_map(|piece| &piece.entries);
        let looked_for: Vec<_> = entries.filter_map(Ready::unnumbered).collect();
        let look = move |tx: &mut Tx<'_>| actions::count_alike(tx, firm, &looked_for);
        count += app.store().read("catalog.count-alike", look).await?;
    }
}

fn reader_of(app: &App, import: &Import) -> Reader {
    Reader { lang: import.lang, zone: app.zone().to_owned() }
}

/// The faults in the words of whoever sent the file.
fn told(app: &App, import: &Import, faults: &[Fault]) -> Vec<ToldFault> {
    let reader = reader_of(app, import);
    let line = |(number, fault): (i64, &Fault)| ToldFault {
        number,
        row: i64::try_from(fault.row).unwrap_or(i64::MAX),
        column: fault.column.clone(),
        told: app.words().refusal(&reader, &fault.refusal),
    };
    (1..).zip(faults).map(line).collect()
}

/// Takes some of an import's products: while the writer takes these, the next are read.
async fn take_some(app: &App, import: Import) -> Outcome<usize> {
    let (mut from, mut count) = (import.next_byte, 0);
    let mut read = read_ahead(app, &import, from).await?;
    for _ in 0..ROUNDS {
        let pieces = match read {
            Ok(pieces) => pieces,
            Err(error) => return give_up(app, &import, &error).await,
        };
        let is_last = pieces.len() < AT_ONCE;
        (from, count) = (pieces.last().map_or(from, |last| last.to), count + pieces.len());
        let (taken, next) = join(take(app, &import, pieces), read_ahead(app, &import, from)).await;
        match taken {
            Ok(()) => {}
            // Stopped meanwhile, so that what is left is not wanted; or the writer has no time, and
            // what it did not take is taken the next time.
            Err(Stop::Stale | Stop::Busy { .. }) => break,
            Err(stop) => return Err(stop),
        }
        if is_last {
            remove(app, &import);
            break;
        }
        read = match next {
            Err(Stop::Busy { .. }) => break,
            next => next?,
        };
    }
    Ok(count.max(1))
}

async fn read_ahead(app: &App, import: &Import, from: i64) -> Outcome<anyhow::Result<Vec<Piece>>> {
    let (path, id) = (paths_of(app, import).staged, import.id);
    app.compute(move || read_pieces(&path, from, id)).await
}

/// Lets the writer take all pieces, begun in their order so that one commit takes several; gives
/// the first that failed, since those behind it are stale.
async fn take(app: &App, import: &Import, pieces: Vec<Piece>) -> Outcome<()> {
    let too_late = too_late(app, import);
    let each = pieces.into_iter().map(|mut piece| {
        let too_late = too_late.clone();
        let take = move |tx: &mut Tx<'_>| actions::take_piece(tx, &mut piece, &too_late);
        app.store().write_in(Lane::Bulk, "catalog.take-piece", take)
    });
    join_all(each).await.into_iter().collect()
}

/// What is told of a row whose count of the stock is left out.
fn too_late(app: &App, import: &Import) -> ToldFault {
    let refusal = Refusal::from(CatalogRefusal::StockCountedBefore);
    let column = import.plan.heading_of("stock");
    let told = app.words().refusal(&reader_of(app, import), &refusal);
    ToldFault { number: 0, row: 0, column, told }
}

/// Ends an import whose staged file is gone or broken, so that those behind it come in.
async fn give_up(app: &App, import: &Import, error: &anyhow::Error) -> Outcome<usize> {
    tracing::error!(import = import.id.raw(), "its staged file cannot be read: {error:#}");
    let id = import.id;
    let stop = move |tx: &mut Tx<'_>| actions::stop_import_by_hand(tx, id);
    app.store().write_in(Lane::Bulk, "catalog.stop-import", stop).await?;
    remove(app, import);
    Ok(1)
}

/// The next pieces of a staged file from a byte on.
fn read_pieces(
    path: &Path,
    from: i64,
    import: Id<crate::model::ImportKind>,
) -> anyhow::Result<Vec<Piece>> {
    let mut file = File::open(path).with_context(|| path.display().to_string())?;
    file.seek(SeekFrom::Start(from.cast_unsigned()))?;
    let mut lines = BufReader::new(file);
    let (mut pieces, mut at, mut line) = (Vec::new(), from, String::new());
    while pieces.len() < AT_ONCE {
        let (begin, mut entries) = (at, Vec::with_capacity(PIECE));
        while entries.len() < PIECE {
            line.clear();
            let bytes = lines.read_line(&mut line)?;
            if bytes == 0 {
                break;
            }
            at += i64::try_from(bytes)?;
            let entry: Entry = serde_json::from_str(&line).context("a staged line")?;
            entries.push(Ready::of(&entry).map_err(|stop| anyhow::anyhow!("{stop:?}"))?);
        }
        if entries.is_empty() {
            break;
        }
        pieces.push(Piece { import, from: begin, to: at, entries });
    }
    Ok(pieces)
}

/// Takes away the files of an import that is over, but for the rows that stayed out, which somebody
/// may want to mend; what is gone already is no matter.
pub(crate) fn remove(app: &App, import: &Import) {
    let Paths { table, staged, left } = paths_of(app, import);
    let nothing_left = (import.left_out == 0).then_some(left);
    for path in [table, staged].into_iter().chain(nothing_left) {
        std::fs::remove_file(path).ok();
    }
}

/// Takes away the files of imports that nobody worked on for long; tells how many.
pub async fn sweep(app: &App) -> Outcome<usize> {
    let (folder, days) = (app.files().to_owned(), Rules::current().listing.import_kept_d);
    let kept = std::time::Duration::from_secs(days.unsigned_abs() * 24 * 60 * 60);
    app.compute(move || sweep_folder(&folder, kept)).await?.map_err(Stop::Fault)
}

fn sweep_folder(folder: &Path, kept: std::time::Duration) -> anyhow::Result<usize> {
    let mut count = 0;
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with("import-") {
            continue;
        }
        // A file from the future is as good as new.
        let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
        if age > kept {
            std::fs::remove_file(entry.path())?;
            count += 1;
        }
    }
    Ok(count)
}
