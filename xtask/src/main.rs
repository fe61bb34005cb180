//! What a developer types: `cargo xtask check`, `cargo xtask test [crate]`, `cargo xtask ci`.
#![expect(
    clippy::disallowed_methods,
    reason = "a tool for developers reads its environment and waits for programs it starts"
)]

mod database;
mod needs;

use anyhow::{Context, bail, ensure};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const COMMANDS: &str = "\
cargo xtask check         formatting, lints, the laws of the house
cargo xtask test          every test, on a PostgreSQL of its own; installs what is missing
cargo xtask test <crate>  the tests of one crate, on the same build
cargo xtask ci            exactly what CI runs: check, then test";

fn main() -> ExitCode {
    match obey() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey() -> anyhow::Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => println!("{COMMANDS}"),
        ["check"] => check()?,
        ["test"] => test(None)?,
        ["test", krate] => test(Some(krate))?,
        ["ci"] => {
            check()?;
            test(None)?;
        }
        other => bail!("there is no command {:?}\n{COMMANDS}", other.join(" ")),
    }
    Ok(())
}

fn check() -> anyhow::Result<()> {
    run(cargo().args(["fmt", "--all", "--", "--check"]))?;
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    // The workspace's one graph, but only the binary that holds the laws.
    if has_nextest() {
        run(cargo().args([
            "nextest",
            "run",
            "--workspace",
            "--test",
            "all",
            "-E",
            "test(/^laws::/) - test(/^laws::executed/) - test(/^laws::sets/)",
        ]))
    } else {
        let laws = ["test", "--workspace", "--test", "all", "laws::", "--"];
        run(cargo().args(laws).args(["--skip", EXECUTED, "--skip", "laws::sets"]))
    }
}

fn test(krate: Option<&str>) -> anyhow::Result<()> {
    let needs = if krate.is_some() { needs::DATABASE } else { needs::ALL };
    needs::install(needs)?;
    if krate.is_none() {
        needs::fetch_axe(&root());
    }
    if krate.is_none_or(|krate| ["bankfile", "billing"].contains(&krate)) {
        needs::install(needs::SCHEMAS)?;
        needs::fetch_schemas(&root());
    }
    let database = database::start()?;
    let mut tests = cargo();
    match (has_nextest(), krate) {
        (true, None) => {
            tests.args(["nextest", "run", "--workspace", "-E", "not test(/^laws::executed/)"])
        }
        (true, Some(krate)) => {
            let only = format!("package(={krate})");
            tests.args(["nextest", "run", "--workspace", "-E", only.as_str()])
        }
        (false, None) => tests.args(["test", "--workspace", "--", "--skip", EXECUTED]),
        (false, Some(krate)) => tests.args(["test", "--package", krate]),
    };
    tests.env(database::ADDRESS, database.address());
    for (variable, program) in needs::browser() {
        tests.env(variable, program);
    }
    if krate.is_some() {
        return run(&mut tests);
    }
    let statements = empty_folder()?;
    run(tests.env(STATEMENTS, &statements))?;
    let law = ["test", "--workspace", "--test", "all", EXECUTED];
    run(cargo().args(law).env(STATEMENTS, &statements))
}

/// The law about what the tests asked of the engines: it runs after them.
const EXECUTED: &str = "laws::executed";
/// Where the tests leave what they asked.
const STATEMENTS: &str = "JISHI_TEST_STATEMENTS";

fn empty_folder() -> anyhow::Result<PathBuf> {
    let folder = root().join("target/statements");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Cargo in the workspace's root, the same one that runs this.
fn cargo() -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(program);
    cargo.current_dir(root());
    cargo
}

fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

fn has_nextest() -> bool {
    let answer = cargo().args(["nextest", "--version"]).output();
    answer.is_ok_and(|answer| answer.status.success())
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
    let line = format!("cargo {}", words.join(" "));
    println!("> {line}");
    let status = command.status().with_context(|| format!("cannot start {line}"))?;
    ensure!(status.success(), "{line}: {status}");
    Ok(())
}
