//! One domain, room by room: what it may hold, and what each room may know.

use super::Law;
use super::source::{Breach, Source, Tree};
use super::statement;
use super::tokens::{Code, Kind};

/// Crates that are no domains although they may have migrations or pages.
const NOT_DOMAINS: &[&str] = &["kernel", "store", "web", "testkit"];

/// What may stand in a domain's folder; `tests` holds the tests of its actions on a real store.
const FOLDER: &[&str] =
    &["Cargo.toml", "README.md", "src", "migrations", "locales", "sql", "tests"];

/// The rooms below `src`; `ports` is what stands outside, as a trait with a simulator and a real
/// adapter (until that one comes, the simulator alone); `tests` is for a room's tests that outgrew
/// its foot.
const ROOMS: &[&str] = &[
    "lib", "model", "actions", "store", "pages", "views", "api", "events", "jobs", "ports", "tests",
];

/// A room that one domain alone has: the crate, the room. Catalog's `photo` checks pictures,
/// encodes them anew and keeps their files: neither a decision, nor SQL, nor HTTP. Its `table`
/// reads and writes files of goods; `intake` and `export` stand between these and requests,
/// `by_hand` between these and the command line; `finder` keeps the index of its own process.
/// Billing's `document` writes UBL, its `paper` writes PDF: neither decides anything.
const ROOMS_OF_ONE: &[(&str, &str)] = &[
    ("catalog", "finder"),
    ("catalog", "photo"),
    ("catalog", "table"),
    ("catalog", "intake"),
    ("catalog", "export"),
    ("catalog", "by_hand"),
    ("billing", "document"),
    ("billing", "paper"),
];

/// What a room may not know: crates, rooms of its own domain, single words.
struct Wall {
    room: &'static str,
    crates: &'static [&'static str],
    rooms: &'static [&'static str],
    words: &'static [&'static str],
}

const DRIVERS_AND_HTTP: &[&str] = &["rusqlite", "tokio_postgres", "axum", "maud"];

const WALLS: &[Wall] = &[
    Wall {
        room: "model",
        crates: &["store", "axum", "maud", "tracing", "tokio", "rusqlite", "tokio_postgres"],
        rooms: &["store", "actions", "pages", "views", "api", "jobs"],
        words: &["Tx"],
    },
    Wall {
        room: "actions",
        crates: DRIVERS_AND_HTTP,
        rooms: &["pages", "views", "api"],
        words: &[],
    },
    Wall {
        room: "store",
        crates: DRIVERS_AND_HTTP,
        rooms: &["actions", "pages", "views", "api", "jobs"],
        words: &[],
    },
    Wall { room: "pages", crates: &["rusqlite", "tokio_postgres"], rooms: &[], words: &[] },
    Wall { room: "api", crates: &["rusqlite", "tokio_postgres"], rooms: &[], words: &[] },
    Wall {
        room: "views",
        crates: &["store", "rusqlite", "tokio_postgres"],
        rooms: &["actions", "store"],
        words: &["Tx"],
    },
    Wall {
        room: "events",
        crates: DRIVERS_AND_HTTP,
        rooms: &["actions", "store", "pages", "views", "api", "jobs"],
        words: &["Tx"],
    },
    Wall { room: "jobs", crates: DRIVERS_AND_HTTP, rooms: &["pages", "views", "api"], words: &[] },
];

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "A domain holds the rooms of STYLE and no other",
        check: only_rooms,
        kept: &[
            ("crates/deal/src/actions/release.rs", ""),
            ("crates/deal/locales/en.ftl", ""),
            ("crates/web/migrations/0001.sql", ""),
            ("crates/web/src/session.rs", ""),
            ("crates/catalog/src/photo.rs", ""),
            ("crates/catalog/src/actions.rs", ""),
        ],
        broken: &[
            (
                "src/pricing.rs is no room",
                &[("crates/deal/src/actions.rs", ""), ("crates/deal/src/pricing.rs", "")],
            ),
            (
                "src/photo.rs is no room",
                &[("crates/deal/src/actions.rs", ""), ("crates/deal/src/photo.rs", "")],
            ),
            (
                "assets is no room",
                &[("crates/deal/migrations/0001.sql", ""), ("crates/deal/assets/a.css", "")],
            ),
        ],
    },
    Law {
        name: "A room knows only what it may",
        check: walls,
        kept: &[
            ("crates/deal/src/actions.rs", "use crate::store; use ::store::Tx; use crate::model;"),
            ("crates/deal/src/model.rs", "#[cfg(test)] mod tests { use ::store::Tx; }"),
            ("crates/deal/src/views.rs", "fn f(a: Deal) -> maud::Markup { html! { (a.store) } }"),
        ],
        broken: &[
            (
                "model may not know store",
                &[DEAL, ("crates/deal/src/model.rs", "use ::store::Row;")],
            ),
            (
                "model may not know Tx",
                &[DEAL, ("crates/deal/src/model.rs", "fn f(tx: &mut Tx) {}")],
            ),
            ("model may not know axum", &[DEAL, ("crates/deal/src/model/a.rs", "use axum::Json;")]),
            (
                "views may not know actions",
                &[DEAL, ("crates/deal/src/views.rs", "use crate::{model::Deal, actions};")],
            ),
            (
                "actions may not know maud",
                &[("crates/deal/src/actions.rs", "fn f() { maud::html! {} }")],
            ),
        ],
    },
    Law {
        name: "SQL stands in the store room alone",
        check: sql_in_store,
        kept: &[
            (
                "crates/deal/src/actions.rs",
                "/// SELECT what you like\nfn f() { g(\"Select one\") }",
            ),
            ("crates/deal/src/store.rs", "const A: &str = \"SELECT id FROM deal WHERE id = $1\";"),
        ],
        broken: &[
            (
                "SQL in pages",
                &[
                    DEAL,
                    ("crates/deal/src/pages.rs", "fn f() { tx.all(\"SELECT id FROM deal\", &[]) }"),
                ],
            ),
            (
                "SQL in actions",
                &[(
                    "crates/deal/src/actions/pay.rs",
                    "fn f() { run!(\"\n  update deal set a = 1\") }",
                )],
            ),
            ("SQL in main", &[("app/src/main.rs", "fn f() { q(\"DELETE FROM deal\") }")]),
        ],
    },
    Law {
        name: "lib.rs is a table of contents",
        check: contents_only,
        kept: &[
            DEAL,
            ("crates/deal/src/lib.rs", "mod model; pub use model::Deal; pub const A: i64 = 1;"),
            ("crates/web/src/lib.rs", "fn f() { g() }"),
        ],
        broken: &[(
            "fn total has a body",
            &[
                DEAL,
                ("crates/deal/src/lib.rs", "mod model; impl A { pub fn total() -> i64 { 1 } }"),
            ],
        )],
    },
];

const DEAL: (&str, &str) = ("crates/deal/src/actions.rs", "");

/// A crate with verbs or tables of its own is a domain.
pub(super) fn is_domain(tree: &Tree, krate: &str) -> bool {
    krate != "app"
        && !NOT_DOMAINS.contains(&krate)
        && tree.of(krate).any(|source| {
            source.room() == Some("actions") || source.inside().starts_with("migrations/")
        })
}

fn domain_sources(tree: &Tree) -> impl Iterator<Item = &Source> {
    let domains: Vec<&str> =
        tree.crates().into_iter().filter(|krate| is_domain(tree, krate)).collect();
    tree.sources
        .iter()
        .filter(move |source| source.krate().is_some_and(|krate| domains.contains(&krate)))
}

fn only_rooms(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in domain_sources(tree) {
        let inside = source.inside();
        let first = inside.split('/').next().unwrap_or_default();
        if !FOLDER.contains(&first) {
            breaches.push(Breach::of(&source.path, format!("{first} is no room")));
        } else if source.room().is_some_and(|room| !is_room(source, room)) {
            breaches.push(Breach::of(&source.path, format!("{inside} is no room")));
        }
    }
    breaches
}

fn is_room(source: &Source, room: &str) -> bool {
    let is_its_own = |(krate, own): &(&str, &str)| source.krate() == Some(krate) && *own == room;
    ROOMS.contains(&room) || ROOMS_OF_ONE.iter().any(is_its_own)
}

fn walls(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in domain_sources(tree).filter(|source| source.is_product()) {
        let Some(wall) = WALLS.iter().find(|wall| source.room() == Some(wall.room)) else {
            continue;
        };
        for (known, line) in known(source.code(), wall) {
            let why = format!("{} may not know {known}", wall.room);
            breaches.push(Breach::at(&source.path, line, why));
        }
    }
    breaches
}

/// What the code names although the wall forbids it, with the line.
fn known<'a>(code: &'a Code, wall: &Wall) -> Vec<(&'a str, usize)> {
    let mut found = Vec::new();
    for (at, token) in code.tokens.iter().enumerate().filter(|(_, token)| !token.is_test) {
        let Some(word) = code.word(at) else { continue };
        let is_inside = at >= 3 && is_own_path(code, at);
        let is_head = code.is_path(at + 1) && !is_tail(code, at);
        let is_forbidden = wall.words.contains(&word)
            || (is_inside && wall.rooms.contains(&word))
            || (is_head && wall.crates.contains(&word));
        if is_forbidden {
            found.push((word, token.line));
        }
    }
    found
}

/// Whether the word at this place goes on from another name: `a::word`, `a.word`.
fn is_tail(code: &Code, at: usize) -> bool {
    let after_path =
        at >= 3 && code.is_path(at - 2) && code.word(at - 3).is_some_and(|w| w != "use");
    after_path || (at >= 1 && code.is(at - 1, &Kind::Mark('.')))
}

/// Whether the word is a room reached from the crate's root: `crate::word` or `crate::{.., word}`.
fn is_own_path(code: &Code, at: usize) -> bool {
    let is_root = |at: usize| matches!(code.word(at), Some("crate" | "super"));
    if code.is_path(at - 2) {
        return is_root(at - 3);
    }
    let starts_entry = code.is(at - 1, &Kind::Open('{')) || code.is(at - 1, &Kind::Mark(','));
    starts_entry
        && enclosing_brace(code, at)
            .is_some_and(|open| open >= 3 && code.is_path(open - 2) && is_root(open - 3))
}

fn enclosing_brace(code: &Code, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for before in (0..at).rev() {
        match code.tokens[before].kind {
            Kind::Close(_) => depth += 1,
            Kind::Open(_) if depth == 0 => return Some(before),
            Kind::Open(_) => depth -= 1,
            Kind::Mark(';') if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn sql_in_store(tree: &Tree) -> Vec<Breach> {
    let is_outside = |krate: &str, room: &str| krate != "store" && room != "store";
    statement::all(tree)
        .into_iter()
        .filter(|found| is_outside(found.krate, found.room))
        .map(|found| Breach::at(found.path, found.line, format!("SQL in {}", found.room)))
        .collect()
}

fn contents_only(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in domain_sources(tree).filter(|source| source.inside() == "src/lib.rs") {
        for function in source.code().functions() {
            if !function.is_test && !function.body.is_empty() {
                let why = format!("fn {} has a body", function.name);
                breaches.push(Breach::at(&source.path, function.line, why));
            }
        }
    }
    breaches
}
