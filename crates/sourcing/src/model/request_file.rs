//! Drawings, photos and papers of a request, and beside the quotes to it.

use super::{QuoteState, Reader, Request, RequestQuote, RequestRefusal, RequestState, Side};
use kernel::{Firm, Id, Kind};
use talk::FileFacts;

/// Names files of requests.
#[derive(Debug)]
pub enum RequestFileKind {}
impl Kind for RequestFileKind {
    const PREFIX: &'static str = "file";
}

/// A file of a request, its buyer's or that of a seller who quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFile {
    /// Its id.
    pub id: Id<RequestFileKind>,
    /// Whose it is.
    pub firm: Id<Firm>,
    /// What is known of it.
    pub facts: FileFacts,
}

impl Request {
    /// Refuses a file of the buyer once sellers may rely on what was asked.
    pub(crate) fn admit_file(&self) -> Result<(), RequestRefusal> {
        if self.state == RequestState::Draft { Ok(()) } else { Err(RequestRefusal::NotADraft) }
    }

    /// Who of a request's readers may see a file: everybody the buyer's, a seller its own beside
    /// them, the buyer and a clerk all.
    pub(crate) fn shows_file(
        &self,
        file: &RequestFile,
        reader: Reader,
        own: Option<Id<Firm>>,
    ) -> bool {
        match reader {
            Reader::Firm(Side::Seller) => file.firm == self.buyer || Some(file.firm) == own,
            Reader::Firm(Side::Buyer) | Reader::Clerk => true,
        }
    }
}

/// Refuses a seller's file without a quote that it stands beside.
pub(crate) fn admit_beside(quote: Option<&RequestQuote>) -> Result<(), RequestRefusal> {
    match quote {
        Some(quote) if quote.state == QuoteState::Open => Ok(()),
        _ => Err(RequestRefusal::QuoteFirst),
    }
}
