//! Whole messages: read as banks write them, written so that banks can read them.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod hostile;
mod samples;
mod written;

use bankfile::{AccountFile, AnswerFile, Faults, Message, read};

fn account(text: &str) -> AccountFile {
    match read(text.as_bytes()) {
        Ok(Message::Account(file)) => file,
        other => panic!("{other:?}"),
    }
}

fn answer(text: &str) -> AnswerFile {
    match read(text.as_bytes()) {
        Ok(Message::Answer(file)) => file,
        other => panic!("{other:?}"),
    }
}

/// Line, path and word of each fault.
fn faults(text: &str) -> Vec<(u64, String, &'static str)> {
    let Err(Faults { kept, .. }) = read(text.as_bytes()) else { panic!("read: {text}") };
    kept.into_iter().map(|fault| (fault.line, fault.path, fault.what.word())).collect()
}
