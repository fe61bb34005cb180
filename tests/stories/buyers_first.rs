//! Buyers first (J2): forty sellers wait before a shelf; campaigns and buyers bring buyers; only
//! those that are verified and active make room, one place for ten; the best come in first; the
//! brake closes; and a Swedish buyer gets ten quotes.

use super::market::{Ask, Market, Trader, text, wait_for};
use super::program::{Place, tables};
use super::requests;
use super::translator::{NAME, Translator, made_of};
use super::walls::{clerks, things};
use serde_json::{Value, json};
use store::{Options, Store};

pub(super) const SELLERS: usize = 40;
pub(super) const BUYERS: usize = 61;
/// They register at a free provider, ask, and count for nothing.
const UNVERIFIED: usize = 5;
/// Sellers of these numbers have a work address that verifies them, so they come in first.
pub(super) const BEST: std::ops::Range<usize> = 30..37;

const SHELF: &str = "/api/v1/shelves/socks";

/// The session of the nth of a crowd.
pub(super) fn token(crowd: &str, nth: usize) -> String {
    format!("{crowd}{nth:023}")
}

fn firm(crowd: &str, nth: usize, country: &str) -> party::DirectFirm {
    let name = |told: String| party::Name::parse(&told, "name").expect("a name");
    let mail = match crowd {
        "seller" if !BEST.contains(&nth) => format!("seller{nth}@gmail.com"),
        "idle" => format!("idle{nth}@gmail.com"),
        crowd => format!("{crowd}@{crowd}{nth}.example"),
    };
    party::DirectFirm {
        contact: Some(party::Contact::parse(&mail).expect("a contact")),
        person: party::NewPerson {
            name: name(format!("{crowd} {nth}")),
            password_hash: None,
            lang: kernel::Lang::En,
        },
        firm: party::NewFirm {
            name: name(format!("{crowd} {nth} & Co")),
            name_lang: kernel::Lang::En,
            country: party::Country::parse(country, "country").expect("a country"),
        },
        session: Some(web::hash_of_token(&token(crowd, nth))),
    }
}

/// A market with this crowd and an engine that translates; on this store, or on SQLite.
pub(super) fn market(engine: &Translator, store: Option<String>) -> Market {
    let place = Place::new();
    let store = store.unwrap_or_else(|| place.sqlite());
    engine.serve(&place);
    open_firms(&store);
    Market::on(place, store)
}

/// Opens every firm in a store that is not served yet; what they do, they do over HTTP.
fn open_firms(store: &str) {
    clerks::make(store);
    let of = |crowd, count, country| (0..count).map(move |nth| firm(crowd, nth, country));
    let all: Vec<_> = of("seller", SELLERS, "CN")
        .chain(of("buyer", BUYERS, "SE"))
        .chain(of("idle", UNVERIFIED, "DE"))
        .collect();
    let options = Options { migrations: tables(), ..Options::default() };
    let store = Store::open(&store.parse().expect("an address"), options).expect("a store");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let open = store.write("story.firms", move |tx| {
        all.iter().try_for_each(|new| party::open_firm_directly(tx, new).map(|_| ()))
    });
    runtime.expect("a runtime").block_on(open).expect("all are opened");
    store.close();
}

/// People of a crowd, who are signed in already.
pub(super) fn crowd<'a>(market: &'a Market, name: &'a str, count: usize) -> Vec<Trader<'a>> {
    let known = |nth| {
        let mut trader = Trader::known(market, name, &token(name, nth));
        trader.firm = text(&trader.get("/api/v1/me")["firm"], "id");
        trader
    };
    (0..count).map(known).collect()
}

/// One request that succeeds, sent once: for what many do.
pub(super) fn does(by: &Trader<'_>, path: &str, body: &Value) -> Value {
    let done = by.send(path, &by.key(), body);
    assert!((200..300).contains(&done.status), "{path}: {done:?}");
    done.json()
}

/// Buyers come first on the shelf from now on.
pub(super) fn close(market: &Market, desk: &Trader<'_>) {
    let body = json!({ "mode": "buyers-first", "reason": "Sixty buyers are wanted first." });
    let (path, key) = (format!("{SHELF}/mode"), desk.key());
    let ask = Ask { method: "PUT", path: &path, token: &desk.token, key: &key, ..Ask::default() };
    let done = market.ask(&Ask { body: Some(body), ..ask });
    assert_eq!(done.status, 200, "{done:?}");
}

/// The best apply after the others, and stand before them; one may have applied already.
pub(super) fn queue(sellers: &[Trader<'_>], applied: Option<usize>) {
    let apply = |seller: &Trader<'_>| does(seller, &format!("{SHELF}/applications"), &json!({}));
    let (best, others): (Vec<_>, Vec<_>) =
        sellers.iter().enumerate().partition(|(nth, _)| BEST.contains(nth));
    let best = best.into_iter().filter(|(nth, _)| Some(*nth) != applied);
    others.into_iter().for_each(|(_, seller)| drop(apply(seller)));
    for (_, seller) in best {
        does(seller, "/api/v1/firm/checks/work-mail", &json!({}));
        let application = apply(seller);
        assert_eq!(application["state"], "waiting", "{application}");
    }
}

fn product() -> Value {
    json!({ "title": "Merino crew socks", "title_lang": "en", "unit": "PR", "currency": "USD",
        "moq": 500, "lead_time_d": 20, "category": "socks",
        "tiers": [{ "min_quantity": 500, "price": "0.80" }] })
}

/// Asks for socks by a request that a clerk lets open.
pub(super) fn asks(buyer: &Trader<'_>, desk: &Trader<'_>) {
    let mut wanted = requests::wanted();
    wanted["title"] = json!("Strumpor till en butik");
    wanted["text"] = json!("Vi behöver strumpor till en butik i Göteborg.");
    wanted["lines"][0]["category"] = json!("socks");
    let draft = does(buyer, "/api/v1/requests", &wanted);
    let path = format!("/api/v1/requests/{}", text(&draft, "id"));
    does(buyer, &format!("{path}/submissions"), &json!({}));
    does(desk, &format!("{path}/reviews"), &json!({}));
}

pub(super) fn verifies(buyer: &Trader<'_>) {
    does(buyer, "/api/v1/firm/checks/work-mail", &json!({}));
}

/// Buyers that count and sellers let in, as everybody may read.
fn sides(desk: &Trader<'_>) -> (i64, i64) {
    let shelf = &desk.get(SHELF)["shelf"];
    let count = |name: &str| shelf[name].as_i64().expect("a count");
    (count("buyers"), count("sellers"))
}

/// Waits until so many buyers count.
pub(super) fn wait_for_buyers(desk: &Trader<'_>, buyers: i64) -> i64 {
    wait_for("buyers that count", || {
        let (known, sellers) = sides(desk);
        (known == buyers).then_some(sellers)
    })
}

/// The operator's campaign brings thirty, and two of those bring thirty more.
fn invite(desk: &Trader<'_>, buyers: &[Trader<'_>]) -> String {
    let campaign = text(&desk.post("/api/v1/campaigns", things::campaign()), "id");
    let path = format!("/api/v1/campaigns/{campaign}");
    let link = |by: &Trader<'_>, path: &str, cap: i64| {
        let url = text(&does(by, path, &json!({ "cap": cap })), "url");
        url.rsplit_once("/b/").expect("an address of ours").1.to_owned()
    };
    let come = |token: &str, who: &[Trader<'_>]| {
        let path = format!("/api/v1/buyer-links/{token}/acceptances");
        who.iter().for_each(|buyer| drop(does(buyer, &path, &json!({}))));
    };
    come(&link(desk, &format!("{path}/links"), 30), &buyers[..30]);
    come(&link(&buyers[0], "/api/v1/firm/links", 20), &buyers[30..50]);
    come(&link(&buyers[1], "/api/v1/firm/links", 10), &buyers[50..60]);
    campaign
}

/// What the campaign tells is what its branches tell.
fn tree_sums(desk: &Trader<'_>, campaign: &str) {
    let told = desk.get(&format!("/api/v1/campaigns/{campaign}"));
    let count = |name: &str| told[name].as_i64().expect("a count");
    assert_eq!((count("direct"), count("descended")), (30, 30), "{told}");
    assert_eq!((count("verified"), count("asked"), count("won")), (60, 60, 60), "{told}");
    let branch = desk.get(&format!("/api/v1/campaigns/{campaign}/branch?limit=200"));
    let twigs = branch["twigs"]["rows"].as_array().expect("twigs");
    let below: i64 = twigs.iter().filter_map(|twig| twig["below"].as_i64()).sum();
    assert_eq!((twigs.len(), below), (30, 30), "{branch}");
}

fn until_the_threshold(desk: &Trader<'_>, buyers: &[Trader<'_>], idle: &[Trader<'_>]) {
    for buyer in &buyers[..9] {
        verifies(buyer);
        asks(buyer, desk);
    }
    assert_eq!(wait_for_buyers(desk, 9), 0, "nine make no room");
    // Whoever is not verified asks too, and moves nothing.
    for stranger in idle {
        let refused = stranger.is_refused("/api/v1/firm/checks/work-mail", &json!({}));
        assert_eq!(refused, (422, "gate-free-mail".to_owned()));
        asks(stranger, desk);
    }
    wait_for("counted", || {
        let numbers = desk.get("/api/v1/numbers");
        (numbers["active_buyers"] == 14 && numbers["behind"] == 0).then_some(())
    });
    assert_eq!(sides(desk), (9, 0), "unverified buyers move nothing");
}

/// Ten buyers, one place: in the order of quality, and never more than the buyers make room for.
fn over_the_threshold(desk: &Trader<'_>, buyers: &[Trader<'_>], sellers: &[Trader<'_>]) {
    for (nth, buyer) in buyers[..60].iter().enumerate().skip(9) {
        verifies(buyer);
        asks(buyer, desk);
        if (nth + 1) % 10 == 0 {
            let so_far = i64::try_from(nth + 1).expect("a count");
            assert_eq!(wait_for_buyers(desk, so_far), so_far / 10);
        }
    }
    assert_eq!(sides(desk), (60, 6));
    for (nth, seller) in sellers.iter().enumerate() {
        let is_in = seller.get(SHELF)["application"]["state"] == "admitted";
        assert_eq!(is_in, (BEST.start..BEST.start + 6).contains(&nth), "seller {nth}");
    }
    assert_eq!(desk.get(SHELF)["countries"], json!([{ "country": "SE", "buyers": 60 }]));
    assert!(!desk.get(SHELF)["weeks"].as_array().expect("weeks").is_empty());
}

/// One more by hand, and the ratio falls: the next buyer lets nobody in.
fn the_brake(desk: &Trader<'_>, last: &Trader<'_>, seller: &Trader<'_>) {
    let body = json!({ "firm": seller.firm, "reason": "Their looms are the only ones of 168." });
    does(desk, &format!("{SHELF}/admissions"), &body);
    assert_eq!(desk.get(SHELF)["shelf"]["ratio_tenths"], 85);
    verifies(last);
    asks(last, desk);
    assert_eq!(wait_for_buyers(desk, 61), 7, "the brake holds");
    let shelf = desk.get(SHELF)["shelf"].clone();
    assert_eq!((&shelf["health"], &shelf["buyers_missing"]), (&json!("brake"), &json!(19)));
}

/// The same stock as a fair of goods, and as an exhibition of firms.
fn two_views(market: &Market, seller: &Trader<'_>) {
    let listed = text(&seller.post("/api/v1/products", product()), "id");
    for view in ["fair", "exhibition"] {
        let path = format!("/categories/socks?view={view}");
        wait_for(view, || {
            let page = market.ask(&Ask { path: &path, ..Ask::default() });
            let holds = |what: &str| page.text.contains(what);
            (holds(&listed) && holds("seller 30 &amp; Co")).then_some(())
        });
    }
}

fn buyers_come_first(market: Market) {
    let desk = Trader::known(&market, "desk", &requests::clerk(&market));
    let sellers = crowd(&market, "seller", SELLERS);
    let buyers = crowd(&market, "buyer", BUYERS);
    let idle = crowd(&market, "idle", UNVERIFIED);
    close(&market, &desk);
    queue(&sellers, None);
    let shelf = desk.get(SHELF)["shelf"].clone();
    assert_eq!((&shelf["sellers"], &shelf["waiting"]), (&json!(0), &json!(40)), "{shelf}");
    let early = sellers[30].is_refused("/api/v1/products", &product());
    assert_eq!(early, (422, "catalog-category-waiting".to_owned()));
    let campaign = invite(&desk, &buyers);
    until_the_threshold(&desk, &buyers, &idle);
    over_the_threshold(&desk, &buyers, &sellers);
    tree_sums(&desk, &campaign);
    the_brake(&desk, &buyers[60], &sellers[5]);
    two_views(&market, &sellers[30]);
    // What verified a buyer stands in its trust line.
    let seen = sellers[0].get(&format!("/api/v1/firms/{}", buyers[0].firm));
    assert_eq!(seen["trust"]["known"][0]["by"], "address", "{seen}");
    a_swedish_request(&market, &desk, &buyers[0], &sellers[..11]);
    let numbers = wait_for("counted", || {
        Some(desk.get("/api/v1/numbers")).filter(|numbers| numbers["behind"] == 0)
    });
    let counts = ["firms", "storefronts", "paying_members", "active_buyers", "active_sellers"];
    let counts = counts.map(|name| numbers[name].as_i64().expect("a count"));
    assert_eq!(counts, [106, 1, 0, 66, 10], "{numbers}");
    market.verify();
}

/// Reviewed in time, full at ten quotes, compared by fit, the original text beside its translation.
fn a_swedish_request(
    market: &Market,
    desk: &Trader<'_>,
    buyer: &Trader<'_>,
    sellers: &[Trader<'_>],
) {
    let mut wanted = requests::wanted();
    wanted["lines"][0]["category"] = json!("socks");
    let draft = buyer.post("/api/v1/requests", wanted);
    let id = text(&draft, "id");
    let path = format!("/api/v1/requests/{id}");
    let sent = buyer.post(&format!("{path}/submissions"), json!({}));
    let due: jiff::Timestamp = text(&sent, "due_at").parse().expect("a time");
    assert_eq!(sent["state"], "review", "{sent}");
    desk.post(&format!("{path}/reviews"), json!({}));
    assert!(jiff::Timestamp::now() < due, "reviewed in time");
    requests::fill(&path, buyer, sellers);
    beside(market, &draft, [buyer, &sellers[0]]);
}

/// A seller reads what the buyer wrote with a translation beside it; the buyer reads it as it is.
fn beside(market: &Market, draft: &Value, [buyer, seller]: [&Trader<'_>; 2]) {
    let id = text(draft, "id");
    let told = wait_for("translation", || {
        let told = seller.get(&format!("/api/v1/requests/{id}"));
        // Each text is translated by itself, in no order.
        let parts = [&told["text_translated"], &told["title_translated"]];
        let all = parts.into_iter().chain([&told["lines"][0]["translated"]]).all(Value::is_object);
        all.then_some(told)
    });
    for kept in ["text", "title", "lang"] {
        assert_eq!(told[kept], draft[kept], "what was written stays");
    }
    let made = |text: &str| json!({ "text": made_of(text, "en"), "engine": NAME });
    let (own, title) = (text(draft, "text"), text(draft, "title"));
    assert_eq!(told["text_translated"], made(&own), "{told}");
    assert_eq!(told["title_translated"], made(&title), "{told}");
    assert!(told["lines"][0]["translated"].is_object(), "{told}");
    let path = format!("/requests/{id}");
    let page = |of: &Trader<'_>| {
        let cookie = format!("jishi_session={}", of.token);
        market.ask(&Ask { path: &path, cookie: &cookie, ..Ask::default() }).text
    };
    let (original, translated) = (format!("<p>{own}</p>"), made_of(&own, "en"));
    let (theirs, its) = (page(buyer), page(seller));
    assert!(theirs.contains(&original) && theirs.contains("lang=\"sv\""), "{theirs}");
    assert!(!theirs.contains(&translated), "the buyer needs none");
    assert!(its.contains(&original) && its.contains(&translated), "{its}");
}

#[test]
fn buyers_come_first_and_the_best_sellers_next_on_sqlite() {
    let engine = Translator::start();
    buyers_come_first(market(&engine, None));
}

#[test]
fn buyers_come_first_and_the_best_sellers_next_on_postgres() {
    let engine = Translator::start();
    buyers_come_first(market(&engine, Some(testkit::fresh_database())));
}
