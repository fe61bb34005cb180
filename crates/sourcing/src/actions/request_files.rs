//! Files of requests: put in, taken out, fetched.

use crate::model::{
    Reader, Request, RequestFile, RequestFileKind, RequestKind, RequestRefusal, Side, admit_beside,
};
use crate::store::{request_files, request_quotes, requests};
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Id, Outcome, Stop};
use talk::FileFacts;

/// As which side somebody may put a file in: the buyer into a draft, a seller beside its open
/// quote; at most so many each (rule `request.files_most`).
pub(crate) fn admit_request_file(tx: &mut Tx<'_>, by: &Actor, id: Id<RequestKind>) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    let (request, reader) = seen(tx, by, id)?;
    match reader {
        Reader::Firm(Side::Buyer) => request.admit_file()?,
        Reader::Firm(Side::Seller) => {
            admit_beside(request_quotes::find_last(tx, id, firm)?.as_ref())?;
        }
        Reader::Clerk => return Err(Stop::Forbidden),
    }
    let most = Rules::current().request.files_most;
    let own = request_files::list(tx, id)?.into_iter().filter(|file| file.firm == firm).count();
    if i64::try_from(own).unwrap_or(i64::MAX) >= most {
        return Err(RequestRefusal::TooManyFiles { most }.into());
    }
    Ok(())
}

/// Puts in a file that lies in the folder of files already.
pub fn add_request_file(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<RequestKind>,
    facts: &FileFacts,
) -> Outcome<Id<RequestFileKind>> {
    let (firm, _) = by.trader()?;
    admit_request_file(tx, by, id)?;
    request_files::add(tx, id, firm, facts)
}

/// Takes out a file of one's own, while files may still be put in.
pub fn remove_request_file(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<RequestKind>,
    file: Id<RequestFileKind>,
) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    let (request, reader) = seen(tx, by, id)?;
    let own = |known: &RequestFile| known.id == file && known.firm == firm;
    if !request_files::list(tx, id)?.iter().any(own) {
        return Err(Stop::Absent);
    }
    if reader == Reader::Firm(Side::Buyer) {
        request.admit_file()?;
    }
    request_files::delete(tx, id, file)
}

/// A file, for whoever may see it.
pub fn request_file(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<RequestKind>,
    file: Id<RequestFileKind>,
) -> Outcome<FileFacts> {
    let files = request_files(tx, by, id)?;
    files.into_iter().find(|known| known.id == file).map(|file| file.facts).ok_or(Stop::Absent)
}

/// The files of a request that somebody may see, oldest first.
pub fn request_files(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<RequestKind>,
) -> Outcome<Vec<RequestFile>> {
    let (request, reader) = seen(tx, by, id)?;
    let mut files = request_files::list(tx, id)?;
    files.retain(|file| request.shows_file(file, reader, by.firm()));
    Ok(files)
}

fn seen(tx: &mut Tx<'_>, by: &Actor, id: Id<RequestKind>) -> Outcome<(Request, Reader)> {
    if *by == Actor::Stranger {
        return Err(Stop::SignIn);
    }
    let request = requests::get_request(tx, id)?;
    let is_asked = match by.firm() {
        Some(firm) if firm != request.buyer => requests::is_asked(tx, firm, id)?,
        _ => false,
    };
    let reader = request.side_of(by, is_asked)?;
    Ok((request, reader))
}
