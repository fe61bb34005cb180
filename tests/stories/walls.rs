//! The walls: every route of the API and every page, asked for by each kind of caller. What each of
//! them is answered stands in tests/walls.snap; JISHI_SNAP=1 writes it anew, to be read before it
//! is committed.

pub(super) mod clerks;
pub(super) mod things;

use super::market::{Ask, Market, Trader, text, wait_for};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use things::Things;

const METHODS: &[&str] = &["get", "post", "put", "delete"];

/// Callers by name, with the token that each sends.
type Callers = Vec<(&'static str, String)>;

/// A photo is no JSON; the catalog's own tests look at its walls.
/// A stream has no end; talk's own tests look at its walls, and at those of files.
pub(super) const NOT_ASKED: &[&str] = &[
    "/api/v1/products/{id}/photo",
    "/api/v1/products/{id}/photos",
    "/api/v1/firm/photos",
    "/api/v1/conversations/events",
    "/api/v1/conversations/{talk}/files",
    "/messages/events",
];

/// Comes in by the link in a letter; gives the person and the token of their session.
fn colleague(market: &Market, owner: &Trader<'_>, contact: &str) -> (String, String) {
    owner.post("/api/v1/firm/invitations", json!({ "contact": contact, "role": "staff" }));
    let link = market.link_at(contact, "/i/");
    let stranger = Trader::stranger(market, contact);
    let accept = format!("/api/v1/invitations/{link}/acceptances");
    let begun = stranger.post(&accept, json!({ "name": "Staff" }));
    (text(&begun, "person"), text(&begun, "token"))
}

/// Somebody who has left their only firm.
fn firmless(market: &Market, owner: &Trader<'_>) -> String {
    let (person, token) = colleague(market, owner, "gone@example.cn");
    let path = format!("/api/v1/firm/members/{person}");
    let answer = market.ask(&Ask {
        method: "DELETE",
        path: &path,
        token: &token,
        key: "leave",
        body: Some(json!({})),
        ..Ask::default()
    });
    assert_eq!(answer.status, 204, "{answer:?}");
    let code = json!({ "contact": "gone@example.cn", "purpose": "sign_in" });
    let stranger = Trader::stranger(market, "gone");
    let asked = stranger.post("/api/v1/codes", code);
    wait_for("code", || {
        let code = market.code_at("gone@example.cn");
        let by = json!({ "contact": "gone@example.cn", "code": code, "ticket": asked["ticket"] });
        let answer = stranger.send("/api/v1/sessions", &stranger.key(), &by);
        (answer.status == 201).then(|| text(&answer.json(), "token"))
    })
}

pub(super) fn clerk(market: &Market, contact: &str) -> String {
    let by = json!({ "contact": contact, "password": clerks::PASSWORD });
    text(&Trader::stranger(market, contact).post("/api/v1/sessions", by), "token")
}

/// What the operator does, and its answer.
fn by_operator(market: &Market, token: &str, method: &str, path: &str, body: &Value) -> Value {
    let key = format!("operator{}", path.replace('/', "-"));
    let (key, body) = (key.as_str(), Some(body.clone()));
    let answer = market.ask(&Ask { method, path, token, key, body, ..Ask::default() });
    assert!(answer.status < 300, "{answer:?}");
    answer.json()
}

/// Everybody, and what the routes are about.
fn set_up(market: &Market) -> (Callers, Things) {
    let owner = Trader::sign_up(market, "Lan", "lan@example.cn", "CN");
    let buyer = Trader::sign_up(market, "Elsa", "elsa@example.se", "SE");
    let other = Trader::sign_up(market, "Olu", "olu@example.ng", "NG");
    let mut things = Things::make(&owner, &buyer);
    // A session is begun once: the same key again would be answered as before.
    let operator = clerk(market, clerks::OPERATOR);
    things.open_request(&Trader::known(market, "desk", &operator), &owner);
    let (staff, staff_token) = colleague(market, &owner, "staff@example.cn");
    let key =
        |scope: &str| owner.post("/api/v1/firm/keys", json!({ "name": scope, "scope": scope }));
    let (read, trade) = (key("read"), key("trade"));
    (things.staff, things.key) = (staff, text(&read, "id"));
    let close = json!({ "mode": "buyers-first", "reason": "Too few buyers." });
    by_operator(market, &operator, "PUT", "/api/v1/shelves/socks/mode", &close);
    let campaigns = "/api/v1/campaigns";
    let begun = by_operator(market, &operator, "POST", campaigns, &things::campaign());
    things.campaign = text(&begun, "id");
    let callers = vec![
        ("stranger", String::new()),
        ("firmless", firmless(market, &owner)),
        ("other", other.token.clone()),
        ("buyer", buyer.token.clone()),
        ("staff", staff_token),
        ("owner", owner.token.clone()),
        ("read-key", text(&read, "token")),
        ("trade-key", text(&trade, "token")),
        ("officer", clerk(market, clerks::OFFICER)),
        ("operator", operator),
    ];
    (callers, things)
}

/// Every method and path of the document.
pub(super) fn api_routes(market: &Market) -> BTreeSet<(String, String)> {
    let document = market.ask(&Ask { path: "/api/v1/openapi.json", ..Ask::default() }).json();
    let paths = document["paths"].as_object().expect("paths").clone();
    let of = |(path, item): (String, Value)| {
        let methods = METHODS.iter().filter(move |method| item.get(**method).is_some());
        methods.map(move |method| (path.clone(), method.to_uppercase()))
    };
    paths.into_iter().flat_map(of).collect()
}

fn rust_files(at: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(at).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => rust_files(&path, found),
            path => found.push(path),
        }
    }
}

/// The path of every page, read off the rooms of pages.
pub(super) fn pages() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    let mut files = vec![root.join("app/src/public.rs")];
    for krate in fs::read_dir(root.join("crates")).expect("crates").flatten() {
        files.push(krate.path().join("src/pages.rs"));
        rust_files(&krate.path().join("src/pages"), &mut files);
    }
    let mut pages = BTreeSet::new();
    for source in files.iter().filter_map(|file| fs::read_to_string(file).ok()) {
        let calls = source.split(".route(").skip(1);
        let quoted = calls.filter_map(|call| call.trim_start().strip_prefix('"'));
        pages.extend(quoted.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    pages
}

/// A form that comes from no page of ours carries no proof: whoever sends it, it does nothing. A
/// photo's form cannot even be read.
const REFUSED_FORMS: &[u16] = &[400, 403, 404, 405];

/// What a call of a wrong shape is answered.
const WRONG_SHAPES: &[&str] = &[
    "request-key",
    "request-not-json",
    "request-null-character",
    "request-query",
    "request-shape",
];

/// Choosing a language or a currency is anybody's, and only a cookie.
const OPEN_FORMS: &[&str] = &["/currency", "/language"];

/// One line: the route and what each caller is answered. Nothing is changed: what would change
/// something is only previewed.
fn line(market: &Market, method: &str, route: &str, things: &Things, callers: &Callers) -> String {
    let (is_page, is_read) = (!route.starts_with("/api/"), method == "GET");
    let path = things.fill(route);
    let path = if is_read { path } else { format!("{path}?preview=true") };
    let mut line = format!("{method:6} {route:54}");
    for (nth, (name, token)) in callers.iter().enumerate() {
        let cookie = if is_page { format!("jishi_session={token}") } else { String::new() };
        let key = if is_read { String::new() } else { format!("walls-{method}-{nth}-{route}") };
        let answer = market.ask(&Ask {
            method,
            path: &path,
            token: if is_page { "" } else { token },
            cookie: &cookie,
            key: &key.replace(['{', '}', '/'], "-"),
            version: if is_read { "" } else { "\"1\"" },
            body: (!is_read).then(|| if is_page { json!("why=x") } else { things.body(route) }),
        });
        assert!(answer.status < 500, "{name}: {method} {path}: {answer:?}");
        if is_page && !is_read && !OPEN_FORMS.contains(&route) {
            assert!(REFUSED_FORMS.contains(&answer.status), "{name}: {path}: {answer:?}");
        }
        // The wall comes before the shape: nothing sent here is of a wrong shape.
        let code = text_or(&answer.json(), "code");
        assert!(!WRONG_SHAPES.contains(&code.as_str()), "{name}: {method} {path}: {answer:?}");
        line += &format!(" {:>9}", answer.status);
    }
    line
}

fn text_or(value: &Value, member: &str) -> String {
    value[member].as_str().unwrap_or_default().to_owned()
}

#[test]
fn every_route_answers_each_caller_as_written_down() {
    let market = Market::on_sqlite_after(clerks::make);
    let (callers, things) = set_up(&market);
    let names = callers.iter().map(|(name, _)| format!(" {name:>9}"));
    let mut lines = vec![format!("{:61}{}", "", names.collect::<String>())];
    for (route, method) in api_routes(&market) {
        if !NOT_ASKED.contains(&route.as_str()) {
            lines.push(line(&market, &method, &route, &things, &callers));
        }
    }
    for route in pages().iter().filter(|route| !NOT_ASKED.contains(&route.as_str())) {
        lines.push(line(&market, "GET", route, &things, &callers));
        lines.push(line(&market, "POST", route, &things, &callers));
    }
    let seen = lines.join("\n") + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("walls.snap");
    if std::env::var_os("JISHI_SNAP").is_some() {
        fs::write(&file, &seen).expect("the snapshot is written");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    let differs = |a: &str, b: &str, mark: char| -> Vec<String> {
        let b: BTreeSet<&str> = b.lines().collect();
        a.lines().filter(|line| !b.contains(line)).map(|line| format!("{mark} {line}")).collect()
    };
    let differences = [differs(&kept, &seen, '-'), differs(&seen, &kept, '+')].concat();
    assert!(differences.is_empty(), "JISHI_SNAP=1 accepts:\n{}", differences.join("\n"));
}

/// What a hidden field of a page holds.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let before = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&before).unwrap_or_else(|| panic!("no {name} in {page}"));
    rest.split('"').next().expect("a value")
}

#[test]
fn an_officer_sees_a_deal_only_after_saying_why() {
    let market = Market::on_sqlite_after(clerks::make);
    let owner = Trader::sign_up(&market, "Lan", "lan@example.cn", "CN");
    let buyer = Trader::sign_up(&market, "Elsa", "elsa@example.se", "SE");
    let path = Things::make(&owner, &buyer).fill("/deals/{id}");
    let cookie = format!("jishi_session={}", clerk(&market, clerks::OFFICER));
    let asked = market.ask(&Ask { path: &path, cookie: &cookie, ..Ask::default() });
    assert!(!asked.text.contains("Cotton socks"), "{}", asked.text);
    let (proof, key) = (hidden(&asked.text, "csrf"), hidden(&asked.text, "key"));
    let say = |why: &str| {
        let body = Some(json!(format!("csrf={proof}&key={key}&why={why}")));
        market.ask(&Ask { method: "POST", path: &path, cookie: &cookie, body, ..Ask::default() })
    };
    let silent = say("");
    assert_eq!(silent.status, 422, "{silent:?}");
    assert!(!silent.text.contains("Cotton socks"), "{}", silent.text);
    for _ in 0..2 {
        let seen = say("A+claim+of+Nordvik.");
        assert_eq!(seen.status, 200, "{seen:?}");
        assert!(seen.text.contains("Cotton socks"), "{}", seen.text);
    }
}
