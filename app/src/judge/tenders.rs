//! `jishi judge tenders`: real tenders of public buyers through the checks of a request to buy, and
//! through the matcher.

mod fair;
mod read;
mod tables;

use crate::config::{JudgeTenders, Settings};
use crate::market::words;
use crate::output::{say, say_result};
use anyhow::{Context, Result};
use fair::{Brought, Fair};
use kernel::{Lang, Refusal, Stop, Timestamp};
use party::Country;
use read::{Read, Tender, read};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;
use web::{Reader, Words};

/// How a Zstandard frame begins (RFC 8878, 3.1.1).
const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
/// Unpacked; a file that unpacks without end stops here.
const BYTES_MOST: u64 = 256 * 1024 * 1024;

/// Names of publishers' countries that are not the English name.
const COUNTRIES: &[(&str, &str)] = &[("uk", "GB"), ("usa", "US")];

#[derive(Debug, Default, Serialize)]
struct Report {
    tenders: usize,
    unreadable_rows: usize,
    /// Services, works and leases, which nobody sells here.
    work: usize,
    /// Neither an item nor a title says what is wanted.
    says_nothing: usize,
    /// What went through the checks of the form.
    goods: usize,
    /// What had to be done to those, by what; to one tender several things may be.
    mended_by: BTreeMap<&'static str, usize>,
    accepted: usize,
    accepted_without_marks: usize,
    accepted_lines: usize,
    refused: usize,
    /// Accepted, but marked for the clerk, by reason.
    marked_by: BTreeMap<&'static str, usize>,
    /// Refused tenders in which a code was told, by code; one tender may hear several.
    refused_by: BTreeMap<&'static str, usize>,
    /// Accepted ones that the matcher brought to somebody.
    brought: usize,
    /// To whom, with the arithmetic.
    matched: Vec<Matched>,
}

/// An accepted tender and its best suppliers.
#[derive(Debug, Serialize)]
struct Matched {
    title: String,
    first: String,
    category: String,
    brought: Vec<Brought>,
}

/// Reads the file and reports.
pub(super) fn run(settings: &Settings, how: &JudgeTenders) -> Result<()> {
    let bytes = unpack(&how.tenders)?;
    let words = words()?;
    let countries = countries(&words);
    let fair = Fair::open();
    let mut report = Report::default();
    for row in csv::Reader::from_reader(bytes.as_slice()).deserialize::<Tender>() {
        report.tenders += 1;
        match row {
            Ok(tender) => judge(&tender, &countries, &fair, &mut report),
            Err(_) => report.unreadable_rows += 1,
        }
    }
    if !settings.says_json {
        show(std::mem::take(&mut report.matched));
    }
    say_result(settings.says_json, &report)
}

/// Each accepted tender with its best suppliers, for a person to look at.
fn show(matched: Vec<Matched>) {
    for Matched { title, first, category, brought } in matched {
        say(&format!("{title}\n  1. {first}  [{category}]"));
        for Brought { sells, line, points, arithmetic } in brought {
            say(&format!("    {points:>4}  {sells}, line {line}: {arithmetic}"));
        }
    }
}

fn unpack(path: &Path) -> Result<Vec<u8>> {
    let open = || File::open(path).with_context(|| path.display().to_string());
    let mut begins = Vec::with_capacity(ZSTD.len());
    open()?.take(4).read_to_end(&mut begins)?;
    let file = BufReader::new(open()?);
    let mut bytes = Vec::new();
    if begins == ZSTD {
        zstd::Decoder::new(file)?.take(BYTES_MOST).read_to_end(&mut bytes)?;
    } else {
        file.take(BYTES_MOST).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Codes by the English name of each country, in small letters.
fn countries(words: &Words) -> BTreeMap<String, String> {
    let reader = Reader { lang: Lang::En, zone: "UTC".to_owned() };
    let known = Country::all().map(|country| {
        let key = format!("country-{}", country.code().to_ascii_lowercase());
        (words.say_with(&reader, &key, &[]).to_lowercase(), country.code().to_owned())
    });
    let others = COUNTRIES.iter().map(|(name, code)| ((*name).to_owned(), (*code).to_owned()));
    known.chain(others).collect()
}

fn judge(tender: &Tender, countries: &BTreeMap<String, String>, fair: &Fair, report: &mut Report) {
    let (new, mended) = match read(tender, countries) {
        Read::Work => {
            report.work += 1;
            return;
        }
        Read::SaysNothing => {
            report.says_nothing += 1;
            return;
        }
        Read::Goods(new, mended) => (new, mended),
    };
    report.goods += 1;
    for word in mended {
        *report.mended_by.entry(word).or_default() += 1;
    }
    let now = Timestamp::default();
    match new.check(now) {
        Ok((wanted, marks)) => {
            report.accepted += 1;
            report.accepted_lines += wanted.lines.len();
            report.accepted_without_marks += usize::from(marks.is_empty());
            for reason in marks.iter().map(|mark| mark.reason.word()).collect::<BTreeSet<_>>() {
                *report.marked_by.entry(reason).or_default() += 1;
            }
            let brought = fair.bring(&wanted, now);
            report.brought += usize::from(!brought.is_empty());
            let first = wanted.lines.first().map(|line| line.what.clone()).unwrap_or_default();
            let category = wanted.category().to_owned();
            report.matched.push(Matched { title: wanted.title, first, category, brought });
        }
        Err(stop) => {
            report.refused += 1;
            for code in codes(stop) {
                *report.refused_by.entry(code).or_default() += 1;
            }
        }
    }
}

fn codes(stop: Stop) -> BTreeSet<&'static str> {
    let all = match stop {
        Stop::Refused(refusal) => vec![refusal],
        Stop::RefusedAll(all) => all,
        _ => Vec::new(),
    };
    all.iter().map(|refusal: &Refusal| refusal.code).collect()
}
