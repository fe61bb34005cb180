//! Commands go down, facts go up: who may use whom, and that every arrow has its why.

use super::Law;
use super::source::{Breach, Source, Tree};
use std::collections::BTreeMap;

/// Each crate may use only those before it. The binary comes last; `testkit` stands beside and may
/// use all but it.
const ORDER: &[&str] = &[
    "kernel",
    "store",
    "web",
    "rates",
    "ledger",
    "bankfile",
    "party",
    "assent",
    "plans",
    "talk",
    "search",
    "finding",
    "catalog",
    "agency",
    "window",
    "custody",
    "sourcing",
    "gate",
    "screening",
    "deal",
    "cart",
    "remedy",
    "promise",
    "trust",
    "credit",
    "billing",
    "hooks",
    "desk",
    "books",
    "school",
    "square",
    "sales",
    "adviser",
    "promo",
    "winter",
    "numbers",
    "testkit",
    "jishi",
];

/// They mount or try everything, so their arrows need no why.
const USE_ALL: &[&str] = &["testkit", "jishi", "tests"];

/// Libraries that only these may name: drivers, runtime and chance stay behind store and door.
const HELD: &[(&str, &[&str])] = &[
    ("rusqlite", &["store", "testkit", "jishi", "tests"]),
    ("tokio-postgres", &["store", "testkit", "jishi", "tests"]),
    ("tokio", &["store", "web", "testkit", "jishi", "tests"]),
    ("rand", &["store", "web", "testkit", "jishi", "tests"]),
];

/// Libraries that these must never name: money and its store know no pages.
const UNKNOWN: &[(&str, &[&str])] = &[
    ("axum", &["kernel", "store", "ledger"]),
    ("maud", &["kernel", "store", "ledger"]),
    ("fluent-bundle", &["kernel", "store", "ledger"]),
];

const ARCHITECTURE: &str = "docs/ARCHITECTURE.md";

const KERNEL: (&str, &str) = ("crates/kernel/Cargo.toml", "[package]\nname = 'kernel'");
const STORE: (&str, &str) = (
    "crates/store/Cargo.toml",
    "[package]\nname = 'store'\n[dependencies]\nkernel.workspace = true\ntokio = '1'",
);
const TABLE: &str = "| from | to | why |\n|---|---|---|\n| store | kernel | its words |\n";

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "A crate uses only those before it in DESIGN's order",
        check: arrows_go_down,
        kept: &[KERNEL, STORE],
        broken: &[
            (
                "kernel may not use store",
                &[
                    STORE,
                    (
                        "crates/kernel/Cargo.toml",
                        "[package]\nname = 'kernel'\n[dependencies]\nstore = { path = '../store' }",
                    ),
                ],
            ),
            ("shop has no place", &[("crates/shop/Cargo.toml", "[package]\nname = 'shop'")]),
        ],
    },
    Law {
        name: "Every arrow stands in ARCHITECTURE.md with its why",
        check: arrows_have_a_why,
        kept: &[KERNEL, STORE, (ARCHITECTURE, TABLE)],
        broken: &[
            ("store -> kernel has no why", &[KERNEL, STORE, (ARCHITECTURE, "# A")]),
            (
                "store -> kernel has no why",
                &[
                    KERNEL,
                    STORE,
                    (ARCHITECTURE, "| from | to | why |\n|---|---|---|\n| store | kernel | |\n"),
                ],
            ),
            ("store -> kernel is not in any Cargo.toml", &[KERNEL, (ARCHITECTURE, TABLE)]),
        ],
    },
    Law {
        name: "Drivers, runtime and pages stay where they belong",
        check: libraries,
        kept: &[STORE],
        broken: &[
            (
                "deal may not use rusqlite",
                &[(
                    "crates/deal/Cargo.toml",
                    "[package]\nname = 'deal'\n[dependencies]\nrusqlite.workspace = true",
                )],
            ),
            (
                "ledger may not use axum",
                &[(
                    "crates/ledger/Cargo.toml",
                    "[package]\nname = 'ledger'\n[dependencies]\naxum.workspace = true",
                )],
            ),
        ],
    },
];

/// A member of the workspace and the names under its `[dependencies]`.
struct Member<'a> {
    source: &'a Source,
    name: String,
    uses: Vec<String>,
}

fn members(tree: &Tree) -> Vec<Member<'_>> {
    let manifests = tree
        .sources
        .iter()
        .filter(|source| source.krate().is_some() && source.inside() == "Cargo.toml");
    manifests.filter_map(member).collect()
}

fn member(source: &Source) -> Option<Member<'_>> {
    let manifest: toml::Table = source.text.parse().ok()?;
    let name = manifest.get("package")?.get("name")?.as_str()?.to_owned();
    let sections = ["dependencies", "build-dependencies"];
    let uses = sections
        .iter()
        .filter_map(|section| manifest.get(*section)?.as_table())
        .flat_map(|table| table.keys().cloned())
        .collect();
    Some(Member { source, name, uses })
}

fn arrows_go_down(tree: &Tree) -> Vec<Breach> {
    let place = |name: &str| ORDER.iter().position(|known| *known == name);
    let mut breaches = Vec::new();
    for member in members(tree) {
        let Some(own) = place(&member.name) else {
            let why = format!("{} has no place in the order", member.name);
            breaches.push(Breach::of(&member.source.path, why));
            continue;
        };
        for friend in member.uses.iter().filter(|friend| place(friend).is_some_and(|p| p >= own)) {
            let why = format!("{} may not use {friend}: it comes later", member.name);
            breaches.push(Breach::of(&member.source.path, why));
        }
    }
    breaches
}

fn arrows_have_a_why(tree: &Tree) -> Vec<Breach> {
    let members = members(tree);
    let reasons = reasons(tree);
    let mut arrows = Vec::new();
    for member in members.iter().filter(|member| !USE_ALL.contains(&member.name.as_str())) {
        for friend in member.uses.iter().filter(|friend| ORDER.contains(&friend.as_str())) {
            arrows.push((member.name.clone(), friend.clone()));
        }
    }
    let missing = arrows
        .iter()
        .filter(|arrow| reasons.get(*arrow).is_none_or(String::is_empty))
        .map(|(from, to)| Breach::of(ARCHITECTURE, format!("{from} -> {to} has no why")));
    let stale = reasons.keys().filter(|arrow| !arrows.contains(arrow)).map(|(from, to)| {
        Breach::of(ARCHITECTURE, format!("{from} -> {to} is not in any Cargo.toml"))
    });
    missing.chain(stale).collect()
}

/// The rows of the tables whose first two columns are headed `from` and `to`.
fn reasons(tree: &Tree) -> BTreeMap<(String, String), String> {
    let mut reasons = BTreeMap::new();
    let mut is_arrows = false;
    for line in tree.file(ARCHITECTURE).map(|source| source.text.lines()).into_iter().flatten() {
        let cells: Vec<&str> =
            line.trim().trim_matches('|').split('|').map(|c| c.trim().trim_matches('`')).collect();
        match cells.as_slice() {
            ["from", "to", ..] => is_arrows = true,
            [from, ..] if from.starts_with('-') => {}
            [from, to, .., why] if is_arrows && line.starts_with('|') => {
                reasons.insert(((*from).into(), (*to).into()), (*why).into());
            }
            _ => is_arrows = false,
        }
    }
    reasons
}

fn libraries(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for member in members(tree) {
        let name = member.name.as_str();
        let held = HELD.iter().filter(|(_, holders)| !holders.contains(&name));
        let unknown = UNKNOWN.iter().filter(|(_, strangers)| strangers.contains(&name));
        for (library, _) in held.chain(unknown) {
            if member.uses.iter().any(|used| used == library) {
                let why = format!("{name} may not use {library}");
                breaches.push(Breach::of(&member.source.path, why));
            }
        }
    }
    breaches
}
