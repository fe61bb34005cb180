//! `jishi verify-talk`: what an evidence file of a conversation proves.

use crate::config::{Paper, Settings};
use crate::output::say_result;
use anyhow::{Context, Result};
use serde::Serialize;
use std::process::ExitCode;
use talk::{Broken, Proven, verify_evidence};

/// What came of it.
#[derive(Debug, Serialize)]
struct Judged {
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    proven: Option<Proven>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

/// Reads the file and works every hash out again; exit 1 if anything differs.
pub(crate) fn run(settings: &Settings, paper: &Paper) -> Result<ExitCode> {
    let text = std::fs::read_to_string(&paper.file);
    let text = text.with_context(|| paper.file.display().to_string())?;
    let judged = match verify_evidence(&text) {
        Ok(proven) => Judged { ok: true, proven: Some(proven), problem: None },
        Err(broken) => Judged { ok: false, proven: None, problem: Some(problem(&broken)) },
    };
    say_result(settings.says_json, &judged)?;
    Ok(if judged.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn problem(broken: &Broken) -> String {
    match broken {
        Broken::Unreadable(why) => format!("this is no evidence file: {why}"),
        Broken::Empty => "the file holds no message".to_owned(),
        Broken::OutOfOrder(nth) => format!("message {nth} does not follow the one before it"),
        Broken::Changed(nth) => format!("message {nth} is not what was hashed"),
    }
}
