//! What an auditor takes away: all postings of a time, the balances of its days, the chart of
//! accounts, and what it all means, in one archive. The same time gives the same bytes.

use super::books::{self, HEAD, csv_row};
use super::desk::observe;
use super::papers::Broken;
use crate::actions;
use crate::model::BookDay;
use crate::views::books::key_of;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use custody::BookAccount;
use kernel::{Lang, Outcome, Stop};
use ledger::{JournalMark, JournalRow};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use web::page::{Draft, PageResult, Posted};
use web::{App, Caller};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

const README: &str = include_str!("export.txt");
const POSTINGS: &str = "batch,transfer,leg,legs,at,day,account,owner,purpose,currency,amount,\
                        other_owner,reason\r\n";

/// The archive of a time. It is sent as it is made, so that a long one takes neither memory nor a
/// file, and whoever waits for it sees it come.
pub(super) async fn export(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let (from, to) = (posted.field("from").to_owned(), posted.field("to").to_owned());
    let name = format!("books-{from}-{to}.zip");
    let begin = move |tx: &mut ::store::Tx<'_>, by: &kernel::Actor| {
        actions::begin_export(tx, by, (&from, &to))
    };
    let begun = observe(&app, &caller, ("billing.export", &posted), begin).await;
    let days = match begun {
        Ok((_, days)) => days,
        Err(stop) => {
            return books::again(&app, &caller, &Draft::refused(posted.typed, stop)?).await;
        }
    };
    let pieces = futures_util::stream::try_unfold(Export::new(app, days), Export::piece);
    let headers = [
        (CONTENT_TYPE, "application/zip".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

/// What was made of an archive and not sent yet.
#[derive(Clone, Default)]
struct Made(Arc<Mutex<Vec<u8>>>);

impl Made {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Made {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// An archive on its way.
struct Archive(Box<ZipWriter<StreamWriter<Made>>>);

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> Stop {
    Stop::Fault(anyhow::Error::new(error))
}

impl Archive {
    /// Begins a file in it, at no time, so that the same days give the same bytes.
    fn begin(&mut self, name: &str) -> Outcome<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .large_file(true);
        self.0.start_file(name, options).map_err(broken)
    }

    fn add(&mut self, text: &str) -> Outcome<()> {
        self.0.write_all(text.as_bytes()).map_err(broken)
    }

    fn add_all(&mut self, rows: &[String]) -> Outcome<()> {
        rows.iter().try_for_each(|row| self.add(row))
    }
}

/// What comes next in an archive.
#[derive(Clone, Copy)]
enum Next {
    Beginning,
    /// The balances of a day.
    Balances(usize),
    /// The postings of a day, after a mark in it.
    Postings(usize, Option<JournalMark>),
}

/// An archive as it is made and sent, piece by piece.
struct Export {
    app: App,
    days: Vec<BookDay>,
    next: Next,
    made: Made,
    /// None when all of it is made.
    archive: Option<Archive>,
}

impl Export {
    fn new(app: App, days: Vec<BookDay>) -> Self {
        let made = Made::default();
        let archive = Some(Archive(Box::new(ZipWriter::new_stream(made.clone()))));
        Self { app, days, next: Next::Beginning, made, archive }
    }

    /// Goes on until there is something to send.
    async fn piece(mut self) -> Result<Option<(Bytes, Self)>, axum::Error> {
        while self.archive.is_some() {
            self = self.step().await.map_err(|stop| axum::Error::new(Broken(stop)))?;
            let made = self.made.take();
            if !made.is_empty() {
                return Ok(Some((made.into(), self)));
            }
        }
        Ok(None)
    }

    async fn step(self) -> Outcome<Self> {
        match self.next {
            Next::Beginning => self.begin().await,
            Next::Balances(nth) => match self.days.get(nth).cloned() {
                Some(day) => self.add_day(nth, day.day).await,
                None => {
                    let begin = |archive: &mut Archive| {
                        archive.begin("postings.csv")?;
                        archive.add(POSTINGS)
                    };
                    self.beside(Next::Postings(0, None), begin).await
                }
            },
            Next::Postings(nth, after) => match self.days.get(nth).cloned() {
                Some(day) => self.add_postings(nth, &day, after).await,
                None => self.end().await,
            },
        }
    }

    /// Does a piece of the work on a thread beside, however busy the market is: what has begun to
    /// come is not broken off for that.
    async fn beside(
        mut self,
        next: Next,
        work: impl FnOnce(&mut Archive) -> Outcome<()> + Send + 'static,
    ) -> Outcome<Self> {
        if let Some(mut archive) = self.archive.take() {
            let done = self.app.upkeep(move || work(&mut archive).map(|()| archive)).await??;
            self.archive = Some(done);
        }
        Ok(Self { next, ..self })
    }

    async fn begin(self) -> Outcome<Self> {
        let names = names(&self.app);
        let begin = move |archive: &mut Archive| {
            archive.begin("README.txt")?;
            archive.add(README)?;
            archive.begin("accounts.csv")?;
            archive.add("account,name_en,name_zh\r\n")?;
            archive.add_all(&names)?;
            archive.begin("days.csv")?;
            archive.add(HEAD)
        };
        self.beside(Next::Balances(0), begin).await
    }

    async fn add_day(self, nth: usize, day: String) -> Outcome<Self> {
        let asked = day.clone();
        let look = move |tx: &mut ::store::Tx<'_>| actions::day_lines(tx, &asked);
        let lines = self.app.store().read("billing.export-day", look).await?;
        let name = |line| self.app.words().say(Lang::En, &key_of(line));
        let rows: Vec<String> =
            lines.iter().map(|line| csv_row(&day, line, &name(line.account))).collect();
        self.beside(Next::Balances(nth + 1), move |archive| archive.add_all(&rows)).await
    }

    async fn add_postings(
        self,
        nth: usize,
        day: &BookDay,
        after: Option<JournalMark>,
    ) -> Outcome<Self> {
        let after = after.unwrap_or_else(|| JournalMark::after_batch(day.from_batch));
        let up_to = day.to_batch;
        let look = move |tx: &mut ::store::Tx<'_>| {
            ledger::journal(tx, after, up_to, actions::ROWS_AT_A_TIME)
        };
        let rows = self.app.store().read("billing.export-postings", look).await?;
        let next = match rows.last() {
            Some(last) => Next::Postings(nth, Some(last.mark())),
            None => Next::Postings(nth + 1, None),
        };
        let rows: Vec<String> = rows.iter().map(|row| posting_row(&day.day, row)).collect();
        self.beside(next, move |archive| archive.add_all(&rows)).await
    }

    async fn end(mut self) -> Outcome<Self> {
        if let Some(archive) = self.archive.take() {
            self.app.upkeep(move || (*archive.0).finish().map(|_| ()).map_err(broken)).await??;
        }
        Ok(self)
    }
}

/// Numbers and names of all accounts.
fn names(app: &App) -> Vec<String> {
    let say = |lang, account| app.words().say(lang, &key_of(account));
    let row = |it: BookAccount| {
        format!("{},{},{}\r\n", it.number(), say(Lang::En, it), say(Lang::ZhCn, it))
    };
    BookAccount::ALL.into_iter().map(row).collect()
}

fn posting_row(day: &str, row: &JournalRow) -> String {
    let entry = &row.entry;
    let account = entry.account;
    [
        row.batch.to_string(),
        entry.transfer.raw().to_string(),
        entry.leg.to_string(),
        entry.legs.to_string(),
        entry.at.to_string(),
        day.to_owned(),
        BookAccount::of(entry).number().to_string(),
        account.owner.raw().to_string(),
        account.purpose.word().to_owned(),
        account.currency.code().to_owned(),
        entry.money().plain(),
        entry.other_owner.raw().to_string(),
        entry.reason.clone(),
    ]
    .join(",")
        + "\r\n"
}
