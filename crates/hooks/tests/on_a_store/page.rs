//! The page of types and recipes in the documents.

use hooks::{CATALOGUE, EventType, KEPT_INSIDE, Sides};
use kernel::Lang;
use std::fmt::Write as _;
use web::Words;

/// How to receive, with recipes.
const HEAD: &str = include_str!("../../src/views/receiving.md");

fn markdown() -> String {
    let words = Words::read(&[web::LOCALES, hooks::LOCALES].concat()).expect("words");
    let mut page = HEAD.to_owned();
    for (kinds, group) in CATALOGUE.iter().zip(["deals", "money", "market"]) {
        let title = words.say(Lang::En, &format!("hooks-group-{group}"));
        writeln!(page, "\n### {title}\n").expect("a text");
        for kind in *kinds {
            one(&mut page, kind, &words);
        }
    }
    page += "\n## What is not told\n\n| fact | why |\n|---|---|\n";
    for (fact, why) in KEPT_INSIDE {
        writeln!(page, "| `{fact}` | {why} |").expect("a text");
    }
    page
}

fn one(page: &mut String, kind: &EventType, words: &Words) {
    let key = format!("hooks-type-{}", kind.name.replace(['.', '_'], "-"));
    let says = words.say(Lang::En, &key);
    let to = match kind.sides {
        Sides::Both => "both sides",
        Sides::One(_) => "the firm alone",
    };
    let example = hooks::api::EventTypeDocument::from(kind).example.0;
    writeln!(page, "**`{}`** (version {}, to {to}): {says}.\n", kind.name, kind.version)
        .expect("a text");
    for field in kind.fields.iter().filter(|field| field.only.is_some()) {
        writeln!(page, "`{}` is told to the seller alone.\n", field.name).expect("a text");
    }
    writeln!(page, "```json\n{example:#}\n```\n").expect("a text");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a writer of documents says so by a variable")]
fn the_page_in_the_documents_is_the_catalogue() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/WEBHOOKS.md");
    if std::env::var_os("JISHI_WRITE_DOCS").is_some() {
        std::fs::write(path, markdown()).expect("the page is written");
    }
    let page = std::fs::read_to_string(path).expect("docs/WEBHOOKS.md");
    assert!(page == markdown(), "JISHI_WRITE_DOCS=1 cargo test -p hooks page writes it anew");
}
