//! The command line as a person meets it. That this stands here also lets `cargo nextest` build the
//! program, which the stories start.
#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

use std::net::TcpListener;
use std::process::{Command, Output};
use tempfile::TempDir;

fn jishi(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jishi")).args(words).output().expect("jishi starts")
}

fn complaint(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn every_command_explains_itself() {
    let commands = [
        "demo", "serve", "verify", "backup", "restore", "clerk", "rebuild", "migrate", "torture",
        "gallery", "bench",
    ];
    for command in commands {
        let output = jishi(&[command, "--help"]);
        assert!(output.status.success(), "{command}: {output:?}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("Usage"), "{command}");
    }
}

#[test]
fn what_is_no_store_and_what_is_no_command_is_said() {
    for words in [["verify", "--store=mysql://x"], ["fly", "--json"]] {
        let output = jishi(&words);
        assert_eq!(output.status.code(), Some(2), "{words:?}: {output:?}");
    }
}

#[test]
fn a_port_in_use_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its number").to_string();
    let folder = TempDir::new().expect("a folder");
    let store = format!("sqlite:{}", folder.path().join("jishi.db").display());
    let output = jishi(&["serve", "--store", &store, "--listen", &address]);
    assert!(complaint(&output).contains("--listen ADDRESS:PORT"), "{output:?}");
}

#[test]
fn torture_by_several_processes_needs_a_database_for_several() {
    let output = jishi(&["torture", "--processes", "2", "--store", "sqlite:jishi.db"]);
    assert!(complaint(&output).contains("PostgreSQL"), "{output:?}");
}

#[test]
fn a_clerk_is_made_once() {
    let folder = TempDir::new().expect("a folder");
    let store = format!("sqlite:{}", folder.path().join("jishi.db").display());
    let clerk = ["clerk", "officer@fair.example", "--name", "Ada", "--desk", "officer"];
    let words: Vec<&str> = clerk.into_iter().chain(["--store", &store]).collect();
    let made = jishi(&words);
    assert!(made.status.success(), "{made:?}");
    assert!(complaint(&jishi(&words)).contains("contact already"));
    let nobody =
        jishi(&["clerk", "nobody", "--name", "Ada", "--desk", "officer", "--store", &store]);
    assert!(complaint(&nobody).contains("e-mail address"), "{nobody:?}");
}
