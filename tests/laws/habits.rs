//! Habits that end badly: tests that are skipped or sleep, `unwrap`, notes to oneself, paths of
//! one machine.

use super::Law;
use super::source::{Breach, Source, Tree};
use super::tokens::{Code, Kind};

/// Written in two pieces, so that this file does not break its own law.
const NOTES: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// Folders that exist on one machine only, in two pieces for the same reason.
const MACHINES: &[&str] = &[
    concat!("/wo", "rk/main"),
    concat!("/wo", "rk/shared"),
    concat!("/wo", "rk/."),
    concat!("/ro", "ot/"),
    concat!("/tmp/", "bash_jobs"),
];

/// It plays a slow disk, so being slow is what it is for.
const SLOW_ON_PURPOSE: &str = "crates/testkit/src/faults.rs";

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "No test is skipped",
        check: no_skipped_test,
        kept: &[(
            "crates/deal/src/model.rs",
            concat!("/// #[", "ignore]\n#[must_use] fn ignore() {}"),
        )],
        broken: &[
            (
                "a test is skipped",
                &[("tests/stories/a.rs", concat!("#[test]\n#[", "ignore]\nfn a() {}"))],
            ),
            (
                "a test is skipped",
                &[("tests/stories/a.rs", concat!("#[test]\n#[", "ignore = \"slow\"]\nfn a() {}"))],
            ),
        ],
    },
    Law {
        name: "No test sleeps",
        check: no_sleeping_test,
        kept: &[
            ("xtask/src/main.rs", "fn f() { std::thread::sleep(d) }"),
            (SLOW_ON_PURPOSE, "fn f() { std::thread::sleep(d) }"),
        ],
        broken: &[
            ("a test sleeps", &[("tests/stories/a.rs", "fn a() { std::thread::sleep(d) }")]),
            (
                "a test sleeps",
                &[(
                    "crates/deal/src/model.rs",
                    "#[cfg(test)] mod tests { async fn a() { tokio::time::sleep(d).await } }",
                )],
            ),
        ],
    },
    Law {
        name: "No unwrap outside tests",
        check: no_unwrap,
        kept: &[(
            "crates/deal/src/model.rs",
            "fn f() { a.unwrap_or(1) }\n#[cfg(test)]\nmod tests { fn f() { a.unwrap() } }",
        )],
        broken: &[(
            "unwrap",
            &[("crates/deal/src/model.rs", "#[cfg(test)] use a::{b, c};\nfn f() { a\n.unwrap() }")],
        )],
    },
    Law {
        name: "No notes to oneself",
        check: no_notes,
        kept: &[("crates/deal/src/model.rs", "// METHODOLOGY, xxx")],
        broken: &[
            ("say it in an issue", &[("crates/deal/src/a.rs", concat!("// TO", "DO: later"))]),
            ("say it in an issue", &[("docs/WORDS.md", concat!("(FIX", "ME)"))]),
        ],
    },
    Law {
        name: "No path of one machine",
        check: no_machine_path,
        kept: &[("README.md", concat!("https://example.org/wo", "rk/of/art"))],
        broken: &[("the path of one machine", &[("a.toml", concat!("a = '/ro", "ot/x'"))])],
    },
    Law {
        name: "Nothing of a domain changes beside its store",
        check: no_other_memory,
        kept: &[
            ("crates/deal/src/model.rs", "static A: LazyLock<Table> = LazyLock::new(Table::read);"),
            ("app/src/main.rs", "static A: AtomicU64 = AtomicU64::new(0);"),
            ("crates/deal/src/a.rs", "fn f(a: &'static str, b: &Mutex<u8>) { let c = 1; }"),
            ("crates/catalog/src/photo.rs", "static DECODING: Mutex<()> = Mutex::new(());"),
        ],
        broken: &[
            (
                "changes beside the store",
                &[("crates/deal/src/a.rs", "static A: Mutex<Vec<u8>> = Mutex::new(Vec::new());")],
            ),
            (
                "changes beside the store",
                &[("crates/deal/src/a.rs", "fn f() { static A: AtomicU64 = AtomicU64::new(0); }")],
            ),
        ],
    },
    Law {
        name: "Every Rust file is Rust",
        check: readable,
        kept: &[("crates/deal/src/model.rs", "fn f() {}")],
        broken: &[("is no Rust", &[("crates/deal/src/model.rs", "fn f() {")])],
    },
];

/// Where something does change beside the store, and why that is right even though a closure may
/// run several times, be rehearsed without effect, or never be committed.
const BESIDE_THE_STORE: &[(&str, &str)] = &[
    ("crates/catalog/src/photo.rs", "a lock that holds nothing: one photo at a time"),
    ("crates/kernel/src/calendar.rs", "set once, before the store is opened"),
    ("crates/screening/src/actions/screen.rs", "only a whole list is kept, by its own hash"),
];

/// These are made to keep and to change beside what they keep: neither domain nor closure.
const NOT_DOMAINS: &[&str] = &["crates/store/", "crates/web/", "crates/testkit/"];

fn no_other_memory(tree: &Tree) -> Vec<Breach> {
    let why = "it changes beside the store: a closure that is rehearsed or undone leaves it behind";
    let mut breaches = wherever(tree, false, why, |code, at| {
        let changes = |word: &str| {
            ["Mutex", "RwLock", "OnceLock", "OnceCell", "RefCell", "Cell"].contains(&word)
                || word.starts_with("Atomic")
        };
        let rest =
            || (at + 1..code.tokens.len()).take_while(|&next| !code.is(next, &Kind::Mark('=')));
        let is_lifetime = at > 0 && code.is(at - 1, &Kind::Mark('\''));
        code.word(at) == Some("static")
            && !is_lifetime
            && rest().any(|next| code.word(next).is_some_and(changes))
    });
    breaches.retain(|breach| {
        let stands = |path: &&str| breach.is_in(path);
        breach.is_in("crates/")
            && !NOT_DOMAINS.iter().any(stands)
            && !BESIDE_THE_STORE.iter().any(|(path, _)| breach.is_in(path))
    });
    breaches
}

fn no_skipped_test(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in tree.rust() {
        for attribute in &source.code().attributes {
            if attribute.text == "ignore" || attribute.text.starts_with("ignore=") {
                breaches.push(Breach::at(&source.path, attribute.line, "a test is skipped"));
            }
        }
    }
    breaches
}

/// A breach for every token at which `is_found` says yes.
fn wherever(
    tree: &Tree,
    in_tests: bool,
    why: &str,
    is_found: fn(&Code, usize) -> bool,
) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in tree.rust() {
        let code = source.code();
        for (at, token) in code.tokens.iter().enumerate() {
            if token.is_test == in_tests && is_found(code, at) {
                breaches.push(Breach::at(&source.path, token.line, why));
            }
        }
    }
    breaches
}

fn no_sleeping_test(tree: &Tree) -> Vec<Breach> {
    let mut breaches =
        wherever(tree, true, "a test sleeps: wait for the thing itself", |code, at| {
            let sleeps = ["sleep", "sleep_until"];
            matches!(code.word(at), Some("thread" | "time"))
                && code.is_path(at + 1)
                && code.word(at + 3).is_some_and(|word| sleeps.contains(&word))
        });
    breaches.retain(|breach| !breach.is_in(SLOW_ON_PURPOSE));
    breaches
}

fn no_unwrap(tree: &Tree) -> Vec<Breach> {
    wherever(tree, false, "unwrap: say what is proven, or give the error on", |code, at| {
        code.is(at, &Kind::Mark('.'))
            && code.word(at + 1) == Some("unwrap")
            && code.is(at + 2, &Kind::Open('('))
    })
}

fn no_notes(tree: &Tree) -> Vec<Breach> {
    let is_note = |line: &str| {
        line.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| NOTES.contains(&word))
    };
    each_line(tree, "say it in an issue, not in the tree", is_note)
}

fn no_machine_path(tree: &Tree) -> Vec<Breach> {
    let names_machine = |line: &str| MACHINES.iter().any(|path| line.contains(path));
    each_line(tree, "the path of one machine", names_machine)
}

fn each_line(tree: &Tree, why: &str, is_found: impl Fn(&str) -> bool) -> Vec<Breach> {
    let lines = |source: &Source| {
        let found = source.text.lines().enumerate().filter(|(_, line)| is_found(line));
        found.map(|(at, _)| Breach::at(&source.path, at + 1, why)).collect::<Vec<_>>()
    };
    tree.sources.iter().flat_map(lines).collect()
}

fn readable(tree: &Tree) -> Vec<Breach> {
    let trouble = |source: &Source| {
        let trouble = source.code().trouble.as_ref()?;
        Some(Breach::of(&source.path, format!("is no Rust: {trouble}")))
    };
    tree.rust().filter_map(trouble).collect()
}
