//! What things may not be called, and that every crate says which question it answers.

use super::Law;
use super::source::{Breach, Tree};

/// Names that say nothing.
const BANNED: &[&str] = &[
    "util", "utils", "helper", "helpers", "common", "misc", "manager", "service", "data", "info",
    "process",
];

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "No name that says nothing",
        check: telling_names,
        kept: &[
            ("crates/deal/src/model.rs", "struct Database; fn informs() {} fn reprocessed() {}"),
            // A test's name is a sentence, and a sentence may need the word.
            ("tests/stories/a.rs", "#[test] fn a_second_process_is_refused() {}"),
            ("crates/deal/src/pages.rs", "impl Body for A { type Data = B; fn poll_data() {} }"),
        ],
        broken: &[
            ("file helpers", &[("crates/deal/src/actions/helpers.rs", "")]),
            ("file deal_utils", &[("crates/deal/sql/deal_utils.sql", "")]),
            ("folder common", &[("crates/deal/src/common/fees.rs", "")]),
            ("type DealManager", &[("crates/deal/src/model.rs", "pub struct DealManager { }")]),
            ("type HTTPInfo", &[("crates/deal/src/model.rs", "enum HTTPInfo {}")]),
            (
                "fn process_deal",
                &[("crates/deal/src/model.rs", "impl Deal { pub fn process_deal() {} }")],
            ),
        ],
    },
    Law {
        name: "Every crate says which question it answers",
        check: every_crate_answers,
        kept: &[
            ("crates/deal/README.md", "# deal\n\n**Answers:** who owes whom?"),
            ("crates/deal/src/lib.rs", INCLUDES),
        ],
        broken: &[
            ("has no README.md", &[("crates/deal/src/lib.rs", INCLUDES)]),
            (
                "does not say what it answers",
                &[("crates/deal/README.md", "# deal"), ("crates/deal/src/lib.rs", INCLUDES)],
            ),
            (
                "does not include its README.md",
                &[
                    ("crates/deal/README.md", "**Answers:** who?"),
                    ("crates/deal/src/lib.rs", "//! Deals."),
                ],
            ),
        ],
    },
];

const INCLUDES: &str = "#![doc = include_str!(\"../README.md\")]\n";

fn telling_names(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in &tree.sources {
        let (folders, file) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
        let stem = file.split('.').next().unwrap_or_default();
        let modules = folders.split('/').filter(|_| source.is_rust());
        let named = modules.map(|folder| ("folder", folder)).chain([("file", stem)]);
        for (what, name) in named.filter(|(_, name)| says_nothing(name)) {
            breaches.push(Breach::of(&source.path, format!("{what} {name}")));
        }
    }
    for source in tree.rust() {
        for (name, line) in source.code().types() {
            if says_nothing(name) {
                breaches.push(Breach::at(&source.path, line, format!("type {name}")));
            }
        }
        for function in source.code().functions() {
            let is_free = function.is_of_trait || function.is_test;
            if !is_free && says_nothing(&function.name) {
                let why = format!("fn {}", function.name);
                breaches.push(Breach::at(&source.path, function.line, why));
            }
        }
    }
    breaches
}

fn says_nothing(name: &str) -> bool {
    parts(name).iter().any(|part| BANNED.contains(&part.as_str()))
}

/// The words of a name: `HTTPInfo` and `http_info` are http and info.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let after_small = at > 0 && chars[at - 1].is_lowercase();
        let before_small = chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        let starts = c.is_uppercase() && (after_small || before_small);
        if starts || !c.is_alphanumeric() {
            parts.push(String::new());
        }
        if let (true, Some(part)) = (c.is_alphanumeric(), parts.last_mut()) {
            part.extend(c.to_lowercase());
        }
    }
    parts
}

fn every_crate_answers(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for krate in tree.crates() {
        let path = format!("crates/{krate}/README.md");
        match tree.file(&path) {
            None => breaches.push(Breach::of(&path, format!("{krate} has no README.md"))),
            Some(readme) if !readme.text.contains("Answers:") => {
                breaches.push(Breach::of(&path, "does not say what it answers"));
            }
            Some(_) => {}
        }
        let path = format!("crates/{krate}/src/lib.rs");
        let contents = tree.file(&path).map_or("", |source| source.text.as_str());
        if !contents.contains(INCLUDES.trim()) {
            breaches.push(Breach::of(&path, "does not include its README.md as its doc"));
        }
    }
    breaches
}
