//! What the market does by itself: looks through files, takes their products in pieces, hides what
//! is over.

use crate::actions::{self, Piece, Ready};
use crate::model::{Import, ImportState, ToldFault};
use crate::table::{Entry, Fault, check};
use ::store::{Lane, Store, Tx};
use anyhow::Context;
use kernel::{Id, Outcome, Stop};
use std::fs::File;
use std::future::Future;
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::Poll;
use web::{App, Reader};

/// Products in one piece: some 5 ms of the writer, and one statement finds those that are there.
const PIECE: usize = 50;
/// Pieces on their way to the writer at once, so that they share a commit.
const AT_ONCE: usize = 8;
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

/// The table as it was sent.
fn table_of(app: &App, import: &Import) -> PathBuf {
    app.files().join(&import.file)
}

/// Its products, laid ready.
fn staged_of(app: &App, import: &Import) -> PathBuf {
    app.files().join(format!("{}.staged", import.file))
}

async fn look_through(app: &App, import: &Import) -> Outcome<usize> {
    let (table, staged) = (table_of(app, import), staged_of(app, import));
    let (plan, id) = (import.plan.clone(), import.id);
    let checked = app.compute(move || check(&table, &plan, &staged, &mut |_| ())).await??;
    let faults = told(app, import, &checked.faults);
    let store = app.store();
    let forget = move |tx: &mut Tx<'_>| actions::forget_faults(tx, id);
    store.write_in(Lane::Bulk, "catalog.forget-faults", forget).await?;
    for some in faults.chunks(FAULTS_AT_ONCE) {
        let some = some.to_vec();
        let keep = move |tx: &mut Tx<'_>| actions::keep_faults(tx, id, &some);
        store.write_in(Lane::Bulk, "catalog.keep-faults", keep).await?;
    }
    let counts = (checked.rows, checked.products, checked.fault_count);
    let end = move |tx: &mut Tx<'_>| actions::end_check(tx, id, counts);
    store.write_in(Lane::Bulk, "catalog.end-check", end).await?;
    Ok(1)
}

/// The faults in the words of whoever sent the file.
fn told(app: &App, import: &Import, faults: &[Fault]) -> Vec<ToldFault> {
    let reader = Reader { lang: import.lang, zone: app.zone().to_owned() };
    let line = |(number, fault): (i64, &Fault)| ToldFault {
        number,
        row: i64::try_from(fault.row).unwrap_or(i64::MAX),
        column: fault.column.clone(),
        told: app.words().refusal(&reader, &fault.refusal),
    };
    (1..).zip(faults).map(line).collect()
}

async fn take_some(app: &App, import: Import) -> Outcome<usize> {
    let (path, from, id) = (staged_of(app, &import), import.next_byte, import.id);
    let pieces = app.compute(move || read_pieces(&path, from, id)).await?;
    let pieces = match pieces {
        Ok(pieces) => pieces,
        Err(error) => return give_up(app, &import, &error).await,
    };
    let count = pieces.len();
    let each = pieces.into_iter().map(|piece| {
        let take = move |tx: &mut Tx<'_>| actions::take_piece(tx, &piece);
        Box::pin(app.store().write_in(Lane::Bulk, "catalog.take-piece", take))
    });
    let last = all(each.collect()).await;
    match last {
        // Stopped meanwhile: what is left is not wanted.
        Ok(()) | Err(Stop::Stale) => {}
        Err(stop) => return Err(stop),
    }
    let is_last = count < AT_ONCE;
    if is_last {
        remove(app, &import);
    }
    Ok(count.max(1))
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

/// Waits for all of them, which begin in their order, so that one commit takes several; gives the
/// first that failed, since those behind it are stale.
async fn all<F: Future<Output = Outcome<()>> + Unpin>(mut works: Vec<F>) -> Outcome<()> {
    let mut outcomes: Vec<Option<Outcome<()>>> = works.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (work, outcome) in works.iter_mut().zip(&mut outcomes) {
            if outcome.is_none()
                && let Poll::Ready(done) = Pin::new(work).poll(context)
            {
                *outcome = Some(done);
            }
        }
        if outcomes.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    outcomes.into_iter().flatten().collect()
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
            entries.push(Ready::of(entry).map_err(|stop| anyhow::anyhow!("{stop:?}"))?);
        }
        if entries.is_empty() {
            break;
        }
        pieces.push(Piece { import, from: begin, to: at, entries });
    }
    Ok(pieces)
}

/// Takes away the files of an import that is over; what is gone already is no matter.
pub(crate) fn remove(app: &App, import: &Import) {
    for path in [table_of(app, import), staged_of(app, import)] {
        std::fs::remove_file(path).ok();
    }
}
