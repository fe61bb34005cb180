//! How long a function, a handler, a file and a line may be.

use super::Law;
use super::source::{Breach, Source, Tree};

const FUNCTION_LINES_MOST: usize = 70;
/// A handler parses, acts and answers; more than this is a rule in the wrong room.
const HANDLER_LINES_MOST: usize = 40;
const FILE_LINES_MOST: usize = 600;
/// In characters, each Chinese one counting as one.
const LINE_CHARS_MOST: usize = 100;

macro_rules! ten {
    () => {
        "\n\n\n\n\n\n\n\n\n\n"
    };
}

macro_rules! seventy {
    () => {
        concat!(ten!(), ten!(), ten!(), ten!(), ten!(), ten!(), ten!())
    };
}

/// 701 lines.
macro_rules! long_file {
    () => {
        concat!(
            "fn f() {}",
            seventy!(),
            seventy!(),
            seventy!(),
            seventy!(),
            seventy!(),
            seventy!(),
            seventy!(),
            seventy!(),
            seventy!(),
            seventy!(),
            "fn g() {}"
        )
    };
}

const LONG_FUNCTION: &str = concat!("fn long() {", seventy!(), "}");
const LONG_FILE: &str = long_file!();
const LONG_TESTS: &str = concat!("fn e() {}\n#[cfg(test)]\nmod tests {", long_file!(), "}");

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "A function has at most 70 lines",
        check: functions,
        kept: &[("crates/deal/src/model.rs", concat!("fn f() {", ten!(), "}"))],
        broken: &[("fn long has 71 lines", &[("crates/deal/src/model.rs", LONG_FUNCTION)])],
    },
    Law {
        name: "A handler has at most 40 lines",
        check: handlers,
        kept: &[("crates/deal/src/model.rs", LONG_FUNCTION)],
        broken: &[
            ("fn long has 71 lines", &[("crates/deal/src/pages.rs", LONG_FUNCTION)]),
            ("fn long has 71 lines", &[("crates/deal/src/api/deals.rs", LONG_FUNCTION)]),
        ],
    },
    Law {
        name: "A file has at most 600 lines, its tests apart",
        check: files,
        kept: &[("crates/deal/src/model.rs", LONG_TESTS)],
        broken: &[("the file has 701 lines", &[("crates/deal/src/model.rs", LONG_FILE)])],
    },
    Law {
        name: "A line has at most 100 characters",
        check: lines,
        kept: &[(
            "crates/deal/src/model.rs",
            "// 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
        )],
        broken: &[(
            "the line has 106 characters",
            &[(
                "crates/deal/migrations/0001.sql",
                concat!(
                    "-- 34567890123456789012345678901234567890",
                    "123456789012345678901234567890",
                    "123456789012345678901234567890",
                    "12345"
                ),
            )],
        )],
    },
];

/// Functions with more lines than `most`, in the files that `is_judged` picks.
fn functions_over(tree: &Tree, most: usize, is_judged: fn(&Source) -> bool) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in tree.rust().filter(|source| is_judged(source)) {
        for function in source.code().functions() {
            if function.lines > most {
                let why = format!("fn {} has {} lines", function.name, function.lines);
                breaches.push(Breach::at(&source.path, function.line, why));
            }
        }
    }
    breaches
}

fn functions(tree: &Tree) -> Vec<Breach> {
    functions_over(tree, FUNCTION_LINES_MOST, |_| true)
}

fn handlers(tree: &Tree) -> Vec<Breach> {
    functions_over(tree, HANDLER_LINES_MOST, |source| {
        matches!(source.room(), Some("pages" | "api")) && source.is_product()
    })
}

fn files(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in tree.rust() {
        let tests_apart = source.text.lines().take_while(|line| *line != "#[cfg(test)]");
        let count = tests_apart.count();
        if count > FILE_LINES_MOST {
            breaches.push(Breach::of(&source.path, format!("the file has {count} lines")));
        }
    }
    breaches
}

fn lines(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let is_judged = |source: &&Source| source.is_rust() || source.path.ends_with(".sql");
    for source in tree.sources.iter().filter(is_judged) {
        for (at, line) in source.text.lines().enumerate() {
            let count = line.chars().count();
            if count > LINE_CHARS_MOST {
                let why = format!("the line has {count} characters");
                breaches.push(Breach::at(&source.path, at + 1, why));
            }
        }
    }
    breaches
}
