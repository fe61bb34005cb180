//! The power is cut: of all that the store wrote, only what it had synced is still there. A library
//! loaded into the server (tests/powerloss) keeps what is needed to throw the rest away.

use super::program::{Place, assert_held, count, jishi, number, torture};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// JISHI_POWER_CUTS asks for more.
const CUTS: u64 = 5;

/// A disk this slow has something left to sync whenever the power is cut.
const SYNC_MS: &str = "20";

/// The sources, built into a folder of the test's own.
struct Cutter {
    place: Place,
}

impl Cutter {
    fn new() -> Self {
        let cutter = Self { place: Place::new() };
        for folder in ["market", "undo"] {
            std::fs::create_dir(cutter.path(folder)).expect("a folder");
        }
        cutter.build("shim.c", "shim.so", &["-shared", "-fPIC", "-ldl", "-lpthread"]);
        cutter.build("cut.c", "cut", &[]);
        cutter.build("writer.c", "writer", &[]);
        cutter
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path(name)
    }

    fn build(&self, source: &str, target: &str, flags: &[&str]) {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("powerloss").join(source);
        let mut cc = Command::new("cc");
        cc.args(["-O1", "-Wall", "-o"]).arg(self.path(target)).arg(source).args(flags);
        let built = cc.status().expect("a C compiler, as SQLite needs one too");
        assert!(built.success(), "{target} is not built");
    }

    /// Tells the shim and the cutter where to look.
    fn set<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("JISHI_POWER_FOLDER", self.path("market"))
            .env("JISHI_POWER_UNDO", self.path("undo"))
            .env("JISHI_POWER_SHIM", self.path("shim.so"))
            .env("JISHI_POWER_REPORT", self.path("report"))
            .env("JISHI_POWER_SYNC_MS", SYNC_MS)
    }

    /// Cuts the power for whatever ran before, then runs a program.
    fn run(&self, program: &Path) -> Output {
        let mut cut = Command::new(self.path("cut"));
        let run = self.set(&mut cut).arg(program).arg(self.path("market")).output();
        run.expect("the cutter runs")
    }

    /// `jishi torture`, each server begun by a cut for the one before it.
    fn torture(&self, cuts: u64) -> Command {
        let mut command = jishi();
        self.set(&mut command).args(["torture", "--seed", "11", "--kills", &cuts.to_string()]);
        command.arg("--through").arg(self.path("cut"));
        command
    }

    /// How many changes each cut threw away, and how many it kept.
    fn cuts(&self) -> Vec<(u64, u64)> {
        let report = std::fs::read_to_string(self.path("report")).expect("the cutter's report");
        let line = |line: &str| {
            let (undone, kept) = line.split_once(' ')?;
            Some((undone.parse().ok()?, kept.parse().ok()?))
        };
        report.lines().map(|text| line(text).expect("two counts")).collect()
    }

    fn text(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.path("market").join(name)).ok()
    }
}

#[test]
fn the_cutter_throws_away_what_was_not_synced_and_nothing_else() {
    let cutter = Cutter::new();
    let killed = cutter.run(&cutter.path("writer"));
    assert!(!killed.status.success(), "the writer kills itself");
    assert_eq!(cutter.text("nameless").as_deref(), Some("synced"));
    assert!(cutter.run(Path::new("/bin/true")).status.success());
    for (name, text) in [
        ("kept", Some("synced synced ")),
        ("short", Some("synced synced ")),
        ("gone", Some("synced")),
        ("old-name", Some("synced")),
        ("new-name", None),
        ("both", Some("synced")),
        ("empty", Some("")),
        ("nameless", None),
        ("late", None),
    ] {
        assert_eq!(cutter.text(name).as_deref(), text, "{name}");
    }
}

#[test]
fn power_cuts_lose_nothing_that_was_answered() {
    let cutter = Cutter::new();
    let cuts = count("JISHI_POWER_CUTS", CUTS);
    let report = torture(&cutter.place.sqlite(), &mut cutter.torture(cuts)).expect("a report");
    assert_held(&report, cuts);
    let seen = cutter.cuts();
    assert_eq!(seen.len() as u64, cuts + 1, "one at each start: {seen:?}");
    assert!(seen.iter().any(|(undone, _)| *undone > 0), "no cut took anything: {seen:?}");
    assert!(seen.iter().any(|(_, kept)| *kept > 0), "the store synced nothing: {seen:?}");
}

/// What a test worth its name must find out.
fn assert_found_out(lie: &str) {
    let cutter = Cutter::new();
    let mut command = cutter.torture(CUTS);
    match torture(&cutter.place.sqlite(), command.env("JISHI_POWER_SYNC", lie)) {
        Some(report) => assert!(number(&report, "lost") > 0, "{lie} was not found out: {report:#}"),
        // The store was damaged so much that it did not open again.
        None => assert!(cutter.cuts().len() > 1, "it did not even start"),
    }
}

#[test]
fn a_disk_whose_syncs_do_nothing_is_found_out() {
    assert_found_out("lies");
}

/// What SQLite's `synchronous=NORMAL` amounts to: the log is not synced at each commit.
#[test]
fn synchronous_below_full_is_found_out() {
    assert_found_out("wal-lies");
}
