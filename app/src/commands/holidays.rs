//! `jishi holidays`: turns a calendar of public holidays (iCalendar, RFC 5545) into rows of the
//! market's own form, to be looked over and kept in the operator's file.

use crate::config::HolidaysFrom;
use anyhow::{Context, Result, bail, ensure};
use jiff::civil::Date;
use kernel::{Calendar, Special};
use std::process::ExitCode;

/// A holiday lasts no longer, whatever a file says.
const DAYS_MOST: i32 = 62;
/// No calendar of holidays is larger.
const BYTES_MOST: usize = 4 * 1024 * 1024;
/// By what a day of a weekend that is worked is known in the calendars that people use.
const WORKED: [&str; 5] = ["班", "补班", "調班", "working day", "workday"];

/// Reads the file and writes rows.
pub(crate) fn run(from: &HolidaysFrom) -> Result<ExitCode> {
    let bytes = std::fs::read(&from.file).with_context(|| from.file.display().to_string())?;
    ensure!(bytes.len() <= BYTES_MOST, "{} is too large", from.file.display());
    let text = String::from_utf8(bytes).context("the file is not UTF-8")?;
    let days = read(&text)?;
    ensure!(!days.is_empty(), "{} names no days", from.file.display());
    let calendar = Calendar::of(&from.country, &from.version, days);
    let rows = calendar.rows();
    // Whatever is written can be read again.
    if let Err(fault) = Calendar::read(&rows) {
        bail!("{}", fault.what);
    }
    print!("{rows}");
    Ok(ExitCode::SUCCESS)
}

/// One event, as far as it was read.
#[derive(Debug, Default)]
struct Event {
    from: Option<Date>,
    /// The day after the last one.
    until: Option<Date>,
    name: String,
}

/// The days of all events of a file.
fn read(text: &str) -> Result<Vec<(Date, Special)>> {
    let mut days = Vec::new();
    let mut event: Option<Event> = None;
    for (nth, line) in unfold(text).iter().enumerate() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let (name, at) = (name.split(';').next().unwrap_or(name).to_uppercase(), nth + 1);
        match (name.as_str(), value.trim(), &mut event) {
            ("BEGIN", "VEVENT", _) => event = Some(Event::default()),
            ("END", "VEVENT", Some(_)) => {
                days.extend(event.take().map(expand).transpose()?.unwrap_or_default());
            }
            ("DTSTART", value, Some(event)) => {
                event.from = Some(date(value).with_context(|| format!("line {at}"))?);
            }
            ("DTEND", value, Some(event)) => {
                event.until = Some(date(value).with_context(|| format!("line {at}"))?);
            }
            ("SUMMARY", value, Some(event)) => event.name = plain(value),
            _ => {}
        }
    }
    Ok(days)
}

/// Lines that were folded, put together: a line that begins with a blank goes on with the one
/// before.
fn unfold(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            _ => lines.push(line.trim_end().to_owned()),
        }
    }
    lines
}

/// `20261001`, with or without a time behind it.
fn date(value: &str) -> Result<Date> {
    let digits: String = value.chars().take(8).collect();
    Date::strptime("%Y%m%d", &digits).with_context(|| format!("{value} is no day"))
}

/// A text without what escapes it, and without what would end a cell of a row.
fn plain(value: &str) -> String {
    value.replace("\\,", " ").replace("\\;", " ").replace("\\n", " ").replace(',', " ")
}

fn expand(event: Event) -> Result<Vec<(Date, Special)>> {
    let from = event.from.context("an event without a day")?;
    let until = event.until.unwrap_or(from.tomorrow()?).max(from.tomorrow()?);
    let lower = event.name.to_lowercase();
    let is_worked = WORKED.iter().any(|word| lower.contains(word));
    let mut days = Vec::new();
    let mut day = from;
    for _ in 0..DAYS_MOST {
        if day >= until {
            return Ok(days);
        }
        days.push((day, Special { is_worked, name: event.name.trim().to_owned() }));
        day = day.tomorrow()?;
    }
    bail!("{} lasts more than {DAYS_MOST} days", event.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n\
        DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261008\r\nSUMMARY:国庆节\r\n  假期\r\n\
        END:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261010\r\nSUMMARY:国庆节\\, 补班\r\n\
        END:VEVENT\r\nEND:VCALENDAR\r\n";

    #[test]
    fn days_and_weekends_that_are_worked_come_out_as_rows() {
        let rows = Calendar::of("CN", "CN-x", read(FILE).expect("days")).rows();
        let rows: Vec<&str> = rows.lines().collect();
        assert_eq!(rows.len(), 8);
        assert_eq!(rows[0], "CN,CN-x,2026-10-01,holiday,国庆节 假期");
        assert_eq!(rows[7], "CN,CN-x,2026-10-10,working,国庆节  补班");
    }

    #[test]
    fn a_file_that_is_none_is_refused_or_empty() {
        assert!(read("hello").expect("nothing").is_empty());
        let broken = FILE.replace("20261001", "20261301");
        assert!(read(&broken).is_err());
        let endless = FILE.replace("20261008", "20991008");
        assert!(read(&endless).is_err());
    }
}
