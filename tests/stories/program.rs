//! The program itself, as a person starts it.

use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;
use store::Migration;
use tempfile::TempDir;

/// `jishi`, built beside this test.
pub(crate) fn jishi() -> Command {
    let own = std::env::current_exe().expect("where this test lies");
    let folder = own.parent().and_then(|deps| deps.parent()).expect("cargo's folders");
    let program: PathBuf = folder.join("jishi");
    assert!(program.exists(), "{} is not built: cargo build", program.display());
    Command::new(program)
}

/// The tables of every domain, in their order.
pub(crate) fn tables() -> Vec<Migration> {
    [
        rates::MIGRATIONS,
        ledger::MIGRATIONS,
        party::MIGRATIONS,
        assent::MIGRATIONS,
        talk::MIGRATIONS,
        catalog::MIGRATIONS,
        agency::MIGRATIONS,
        window::MIGRATIONS,
        custody::MIGRATIONS,
        sourcing::MIGRATIONS,
        gate::MIGRATIONS,
        screening::MIGRATIONS,
        deal::MIGRATIONS,
        cart::MIGRATIONS,
        remedy::MIGRATIONS,
        promise::MIGRATIONS,
        trust::MIGRATIONS,
        credit::MIGRATIONS,
        billing::MIGRATIONS,
        hooks::MIGRATIONS,
        desk::MIGRATIONS,
    ]
    .concat()
}

/// A folder that vanishes with its test, and a store in it.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder for the store") }
    }

    /// A folder or file in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What a market of this place is told by its file.
    pub(crate) fn configure(&self, told: &str) {
        std::fs::create_dir_all(self.path("market")).expect("a folder");
        std::fs::write(self.path("market/jishi.toml"), told).expect("a file");
    }

    /// The address of a store in a folder of its own.
    pub(crate) fn sqlite(&self) -> String {
        format!("sqlite:{}", self.path("market/jishi.db").display())
    }
}

/// So many of something, or as many as the environment asks for.
pub(crate) fn count(variable: &str, usual: u64) -> u64 {
    let told = std::env::var(variable).ok();
    told.map_or(usual, |told| told.parse().expect("a count"))
}

/// Runs `jishi torture` and gives what it says; nothing if it could not even end.
pub(crate) fn torture(store: &str, torture: &mut Command) -> Option<Value> {
    let output = torture.args(["--json", "--store", store]).output().expect("jishi starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    println!("{said}{complained}");
    serde_json::from_str(&said).ok()
}

/// A number that torture tells.
pub(crate) fn number(report: &Value, name: &str) -> u64 {
    report.get(name).and_then(Value::as_u64).unwrap_or_else(|| panic!("{name} in {report}"))
}

/// Nothing answered was lost, nothing was done twice, and there was enough work to tell by.
pub(crate) fn assert_held(report: &Value, blows: u64) {
    assert_eq!(number(report, "kills") + number(report, "pauses"), blows, "{report}");
    for wrong in ["lost", "doubled", "violations"] {
        assert_eq!(number(report, wrong), 0, "{wrong}: {report:#}");
    }
    assert!(number(report, "answered") > 10 * blows, "hardly anything was asked: {report}");
    assert!(number(report, "in_doubt") > 0, "no blow met a request: {report}");
}
