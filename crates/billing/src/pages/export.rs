//! What an auditor takes away: all postings of a time, the balances of its days, the chart of
//! accounts, and what it all means, in one archive. The same time gives the same bytes.

use super::books::{self, HEAD, csv_row};
use super::desk::observe;
use crate::actions;
use crate::model::BookDay;
use crate::views::books::key_of;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use custody::BookAccount;
use kernel::{Lang, Outcome, Stop};
use ledger::{JournalMark, JournalRow};
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use web::page::{Draft, PageResult, Posted};
use web::{App, Caller};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const README: &str = include_str!("export.txt");
const POSTINGS: &str = "batch,transfer,leg,legs,at,day,account,owner,purpose,currency,amount,\
                        other_owner,reason\r\n";

/// The archive of a time, made in a file of its own, so that a long one takes no memory, and sent
/// as it lies there.
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
    let path = app.files().join(format!("export-{}.zip", app.fresh_key()));
    let body = match write_archive(&app, &days, path.clone()).await {
        Ok(()) => web::send_file(&path).await,
        Err(stop) => Err(stop),
    };
    // The open file can still be sent; nothing of it stays.
    let gone = app.compute(move || std::fs::remove_file(path)).await;
    gone?.ok();
    let headers = [
        (CONTENT_TYPE, "application/zip".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, body?).into_response())
}

/// An archive on its way.
struct Archive(Box<ZipWriter<File>>);

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
}

/// Does one piece of the work on a thread beside, and hands the archive back.
async fn beside(
    app: &App,
    mut archive: Archive,
    work: impl FnOnce(&mut Archive) -> Outcome<()> + Send + 'static,
) -> Outcome<Archive> {
    app.compute(move || work(&mut archive).map(|()| archive)).await?
}

async fn write_archive(app: &App, days: &[BookDay], path: PathBuf) -> Outcome<()> {
    let names = names(app);
    let begin = move || -> Outcome<Archive> {
        let mut archive = Archive(Box::new(ZipWriter::new(File::create(path).map_err(broken)?)));
        archive.begin("README.txt")?;
        archive.add(README)?;
        archive.begin("accounts.csv")?;
        archive.add("account,name_en,name_zh\r\n")?;
        for (number, english, chinese) in names {
            archive.add(&format!("{number},{english},{chinese}\r\n"))?;
        }
        archive.begin("days.csv")?;
        archive.add(HEAD)?;
        Ok(archive)
    };
    let mut archive = app.compute(begin).await??;
    for day in days {
        archive = add_day(app, archive, day.day.clone()).await?;
    }
    archive = beside(app, archive, |archive| {
        archive.begin("postings.csv")?;
        archive.add(POSTINGS)
    })
    .await?;
    for day in days {
        archive = add_postings(app, archive, day).await?;
    }
    app.compute(move || (*archive.0).finish().map(|_| ()).map_err(broken)).await?
}

/// Numbers and names of all accounts.
fn names(app: &App) -> Vec<(i64, String, String)> {
    let say = |lang, account| app.words().say(lang, &key_of(account));
    BookAccount::ALL
        .into_iter()
        .map(|it| (it.number(), say(Lang::En, it), say(Lang::ZhCn, it)))
        .collect()
}

async fn add_day(app: &App, archive: Archive, day: String) -> Outcome<Archive> {
    let asked = day.clone();
    let look = move |tx: &mut ::store::Tx<'_>| actions::day_lines(tx, &asked);
    let lines = app.store().read("billing.export-day", look).await?;
    let named: Vec<_> = lines
        .iter()
        .map(|line| csv_row(&day, line, &app.words().say(Lang::En, &key_of(line.account))))
        .collect();
    beside(app, archive, move |archive| named.iter().try_for_each(|row| archive.add(row))).await
}

async fn add_postings(app: &App, mut archive: Archive, day: &BookDay) -> Outcome<Archive> {
    let mut mark = JournalMark::after_batch(day.from_batch);
    loop {
        let (after, up_to) = (mark, day.to_batch);
        let look = move |tx: &mut ::store::Tx<'_>| {
            ledger::journal(tx, after, up_to, actions::ROWS_AT_A_TIME)
        };
        let rows = app.store().read("billing.export-postings", look).await?;
        let Some(last) = rows.last() else { return Ok(archive) };
        mark = last.mark();
        let civil = day.day.clone();
        let add = move |archive: &mut Archive| {
            rows.iter().try_for_each(|row| archive.add(&posting_row(&civil, row)))
        };
        archive = beside(app, archive, add).await?;
    }
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
