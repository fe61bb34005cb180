//! Files of requests.

use crate::model::{RequestFile, RequestFileKind, RequestKind};
use ::store::{Row, Tx, params};
use kernel::{Firm, Id, Outcome, Stop};
use talk::FileFacts;

/// More than a request and ten quotes to it may have.
const FILES_MOST: i64 = 200;
/// What a browser is told a file is; a kind that is not here was never kept.
const KINDS: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "application/pdf"];

/// Writes that a firm's file belongs to a request.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    request: Id<RequestKind>,
    firm: Id<Firm>,
    facts: &FileFacts,
) -> Outcome<Id<RequestFileKind>> {
    let id = tx.id();
    tx.add(
        "INSERT INTO request_file (request, id, firm, sha256, name, media_type, bytes, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            request,
            id,
            firm,
            &facts.sha256,
            &facts.name,
            facts.media_type,
            facts.bytes,
            tx.now()
        ],
        Stop::Bug("a file id twice"),
    )?;
    Ok(id)
}

/// The files of a request and of the quotes to it, oldest first.
pub(crate) fn list(tx: &mut Tx<'_>, request: Id<RequestKind>) -> Outcome<Vec<RequestFile>> {
    let rows = tx.all(
        "SELECT id, firm, sha256, name, media_type, bytes FROM request_file
         WHERE request = $1 ORDER BY id LIMIT $2",
        params![request, FILES_MOST],
    )?;
    Ok(rows.iter().map(file).collect::<anyhow::Result<_>>()?)
}

/// Takes a file out of a request; its bytes may be another's, too, and stay.
pub(crate) fn delete(
    tx: &mut Tx<'_>,
    request: Id<RequestKind>,
    id: Id<RequestFileKind>,
) -> Outcome<()> {
    tx.run("DELETE FROM request_file WHERE request = $1 AND id = $2", params![request, id])
}

fn file(row: &Row) -> anyhow::Result<RequestFile> {
    Ok(RequestFile {
        id: row.id(0)?,
        firm: row.id(1)?,
        facts: FileFacts {
            sha256: row.string(2)?,
            name: row.string(3)?,
            media_type: row.word(4, |told| KINDS.into_iter().find(|kind| *kind == told))?,
            bytes: row.int(5)?,
        },
    })
}
