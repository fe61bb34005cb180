//! A retail order that goes wrong (J6) in a real browser, on a phone: a shop that promised, a buyer
//! who got another make, an officer, the protection fund. The days pass by a market that is stopped
//! as a crash would and served again with its clock ahead. Each page is looked at by axe.

use super::hand::{Hand, play};
use super::market::{Market, Trader, text, wait_for};
use super::program::{Place, tables};
use super::walls::clerks;
use kernel::{Currency, Money};
use serde_json::json;
use std::time::Duration;
use store::{Options, Store};

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;
/// Longer than anything that is done between two stops.
const SOME: u64 = HOUR / 2;

/// The people of the story at their browsers.
struct Hands {
    seller: Hand,
    buyer: Hand,
    officer: Hand,
    operator: Hand,
}

/// Who is who, and what it is about.
struct Case {
    seller: String,
    buyer: String,
    product: String,
    deal: String,
    second: String,
    firm: String,
}

/// The market's own people, and what the market has earned by the deals of a year.
fn prepare(store: &str) {
    clerks::make(store);
    let options = Options { migrations: tables(), ..Options::default() };
    let store = Store::open(&store.parse().expect("an address"), options).expect("a store");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let earn = store.write("story.earned", |tx| {
        let of = |owner, purpose| ledger::Account::new(owner, purpose, Currency::CNY);
        let bank = of(custody::CUSTODIAN, ledger::Purpose::Bank);
        let own = of(custody::PLATFORM, ledger::Purpose::Platform);
        let earned = Money::new(200_000, Currency::CNY);
        let id = tx.id();
        let sweep = ledger::Transfer::between(id, bank, own, earned.minor, "fee-sweep");
        ledger::post_new(tx, &sweep).map(|_| ())
    });
    runtime.expect("a runtime").block_on(earn).expect("earned");
    store.close();
}

fn clerk(market: &Market, contact: &str) -> String {
    let by = json!({ "contact": contact, "password": clerks::PASSWORD });
    text(&Trader::stranger(market, contact).post("/api/v1/sessions", by), "token")
}

/// Money from the simulated bank, which rejects an order now and then.
fn tops_up(trader: &Trader<'_>, digits: &str) {
    for _ in 0..8 {
        let amount = json!({ "amount": { "amount": digits, "currency": "CNY" } });
        let order = text(&trader.post("/api/v1/wallet/top-ups", amount), "id");
        let state = wait_for("answer of the bank", || {
            let orders = trader.rows("/api/v1/wallet/orders");
            let own = orders.into_iter().find(|row| row["id"] == order.as_str());
            let state = text(&own.expect("the order"), "state");
            (state == "booked" || state == "rejected").then_some(state)
        });
        if state == "booked" {
            return;
        }
    }
    panic!("the bank rejects everything");
}

/// The shop lists a scarf at 240.00.
fn lists(seller: &Trader<'_>) -> String {
    let scarf = json!({ "title": "Silk scarf 真丝围巾", "title_lang": "en", "unit": "C62",
        "currency": "CNY", "moq": 1, "lead_time_d": 3, "is_open_offer": true,
        "tiers": [{ "min_quantity": 1, "price": "240.00" }] });
    text(&seller.post("/api/v1/products", scarf), "id")
}

/// An order that is paid and on its way.
fn orders(buyer: &Trader<'_>, seller: &Trader<'_>, product: &str) -> String {
    let order = json!({ "lines": [{ "product": product, "quantity": 1 }] });
    let deal = format!("/deals/{}", text(&buyer.post("/api/v1/deals", order), "deal"));
    let path = format!("/api/v1{deal}");
    assert!((0..8).any(|_| buyer.pays_by_bank(&path, 1)), "the bank rejects everything");
    let way = json!({ "carrier": "SF", "tracking": "SF1", "transport": "express" });
    seller.post(&format!("{path}/shipments"), way);
    deal
}

/// The shop signs, and everybody reads it on its product; the fund is fed.
async fn promises(hands: &Hands, case: &Case) {
    let Hands { seller, buyer, operator, .. } = hands;
    seller.go("/firm/promises").await;
    for promise in ["no-reason", "fake"] {
        seller.press_radio(promise, "1").await;
    }
    seller.fill("deposit", "999.99").await;
    seller.choose("currency", "CNY").await;
    seller.press_main().await;
    assert!(seller.has("main .field.wrong [name=deposit]").await, "a cent is missing");
    seller.fill("deposit", "1,000.00").await;
    seller.press_main().await;
    buyer.go(&format!("/products/{}", case.product)).await;
    buyer.press(&format!("main a[href='/firms/{}/promises']", case.firm)).await;
    assert!(buyer.text("main").await.contains("1,000.00"), "the deposit is public");
    operator.go("/desk/fund").await;
    operator.fill("amount", "1500").await;
    operator.choose("currency", "CNY").await;
    operator.fill("note", "The fees of a year. 全年手续费").await;
    operator.press_main().await;
}

/// On day 9 the buyer claims; the shop refuses. Gives the claim's address.
async fn claims(hands: &Hands, case: &Case) -> String {
    let Hands { seller, buyer, .. } = hands;
    let list = format!("{}/remedies", case.deal);
    buyer.go(&format!("{list}/new")).await;
    buyer.choose("want", "money").await;
    buyer.fill("amount", "240.00").await;
    buyer.fill("reason", "The scarf is of another make. 品牌不符").await;
    buyer.press_main().await;
    buyer.press_main().await;
    seller.go(&list).await;
    seller.press("main a.title").await;
    let remedy = seller.path().await;
    seller.press("main a[href$='/refuse']").await;
    seller.fill("reason", "It is what was ordered.").await;
    seller.press_main().await;
    seller.press_main().await;
    buyer.go(&remedy).await;
    assert!(!buyer.has("main a[href$='/step-in']").await, "three days are not over");
    remedy
}

/// On day 12 an officer is called; both show what they have; the decision is for the buyer, who
/// sends the scarf back.
async fn disputes(hands: &Hands, remedy: &str) {
    let Hands { seller, buyer, officer, .. } = hands;
    buyer.go_until(remedy, "main a[href$='/step-in']").await;
    buyer.press("main a[href$='/step-in']").await;
    buyer.press_main().await;
    buyer.fill("text", "The label says silk.").await;
    buyer.press("main form[action$='/tell'] button").await;
    buyer.press("main form[action$='/messages'] button").await;
    for side in [buyer, seller] {
        side.go(remedy).await;
        side.press("main a[href$='/end-evidence']").await;
        side.press_main().await;
    }
    officer.go("/disputes").await;
    officer.press("main form[action$='/take'] button").await;
    officer.go(remedy).await;
    assert!(officer.has("main a[href*='/evidence/']").await, "the messages with their hashes");
    officer.press("main a[href$='/decide']").await;
    officer.fill("to_buyer", "240.00").await;
    officer.press_radio("needs_return", "1").await;
    officer.fill("reasons", "The label differs from the listing.").await;
    officer.fill("published", "The goods were of another make; the price goes back.").await;
    officer.press("main form button").await;
    officer.press("main form button").await;
    buyer.go(remedy).await;
    buyer.press("main a[href$='/send-back']").await;
    buyer.fill("carrier", "SF").await;
    buyer.fill("tracking", "SF2").await;
    buyer.choose("transport", "express").await;
    buyer.press_main().await;
    buyer.press_main().await;
}

/// The scarf is a fake: the buyer claims three times the price, the shop refuses, the officer
/// upholds it, the fund pays. Gives the claim's address.
async fn compensates(hands: &Hands, case: &Case) {
    let Hands { seller, buyer, officer, .. } = hands;
    let list = format!("{}/compensations", case.deal);
    buyer.go(&case.deal).await;
    buyer.press(&format!("main a[href='{list}']")).await;
    buyer.press(&format!("main a[href='{list}/new']")).await;
    buyer.choose("promise", "fake").await;
    buyer.fill("amount", "720.01").await;
    buyer.fill("reason", "The maker does not know this scarf. 厂家不认").await;
    buyer.press_main().await;
    assert!(buyer.text("main").await.contains("720.00"), "it says how much at most");
    buyer.fill("amount", "720.00").await;
    buyer.press_main().await;
    buyer.press("main a.title").await;
    let claim = buyer.path().await;
    buyer.press("main form[action$='/messages'] button").await;
    seller.go(&claim).await;
    seller.fill("reason", "It came from our supplier.").await;
    seller.press("main form[action$='/refuse'] button").await;
    officer.go("/desk/compensations").await;
    officer.press("main form[action$='/take'] button").await;
    officer.go(&claim).await;
    assert!(officer.has("main a[href*='/evidence/']").await);
    officer.fill("awarded", "720.00").await;
    officer.fill("reasons", "The maker's letter names it.").await;
    officer.press("main form[action$='/decide'] button").await;
    buyer.go(&claim).await;
    assert!(!buyer.has("main form[action$='/withdraw']").await, "it is paid");
    buyer.go("/fund").await;
    buyer.press("main a[href='/fund/CNY']").await;
    let lines = buyer.text("main table").await;
    for told in ["−720.00", "+720.00", "+1,500.00"] {
        assert!(lines.contains(told), "no {told} in {lines}");
    }
    seller.go("/compensations").await;
}

async fn rates(hand: &Hand, deal: &str, verdict: &str) {
    hand.go(&format!("{deal}/rate")).await;
    hand.press_radio("verdict", verdict).await;
    hand.press_main().await;
}

/// How far a deal is.
fn stage(market: &Market, who: &str, token: &str, deal: &str) -> String {
    let seen = Trader::known(market, who, token).get(&format!("/api/v1{deal}"));
    text(&seen["tracks"], "stage")
}

fn waits_for_stage(market: &Market, case: &Case, deal: &str, wanted: &str) {
    wait_for(wanted, || (stage(market, "elsa", &case.buyer, deal) == wanted).then_some(()));
}

/// Everybody is there, and two orders are on their way.
async fn begins(market: &Market, hands: &Hands) -> Case {
    let seller = Trader::sign_up(market, "Lan", "lan@example.cn", "CN");
    let buyer = Trader::sign_up(market, "Elsa", "elsa@example.se", "SE");
    tops_up(&seller, "1000.00");
    let product = lists(&seller);
    hands.seller.sign_in_as(&seller.token).await;
    hands.buyer.sign_in_as(&buyer.token).await;
    hands.officer.sign_in_as(&clerk(market, clerks::OFFICER)).await;
    hands.operator.sign_in_as(&clerk(market, clerks::OPERATOR)).await;
    let (deal, second) = (String::new(), String::new());
    let firm = seller.firm.clone();
    let (mine, theirs) = (seller.token.clone(), buyer.token.clone());
    let case = Case { seller: mine, buyer: theirs, product, deal, second, firm };
    promises(hands, &case).await;
    let asked = json!({ "quantity": 1, "text": "Is it real silk? 是真丝吗？" });
    buyer.post(&format!("/api/v1/products/{}/inquiries", case.product), asked);
    let deal = orders(&buyer, &seller, &case.product);
    let second = orders(&buyer, &seller, &case.product);
    Case { deal, second, ..case }
}

/// So many seconds after the beginning; a writer is there, who takes what is asked for.
fn ahead(market: &mut Market, case: &Case, seconds: u64) {
    market.start_ahead(Duration::from_secs(seconds));
    let name = format!("wakes-{seconds}");
    let amount = json!({ "amount": { "amount": "1.00", "currency": "CNY" } });
    Trader::known(market, &name, &case.buyer).post("/api/v1/wallet/top-ups", amount);
}

async fn story(mut market: Market, hands: Hands) -> Market {
    let case = begins(&market, &hands).await;
    ahead(&mut market, &case, 9 * DAY);
    let remedy = claims(&hands, &case).await;
    assert_eq!(stage(&market, "elsa", &case.buyer, &case.second), "shipped");
    ahead(&mut market, &case, 12 * DAY - SOME);
    hands.buyer.go(&remedy).await;
    assert!(!hands.buyer.has("main a[href$='/step-in']").await, "not before its time");
    ahead(&mut market, &case, 12 * DAY + SOME);
    waits_for_stage(&market, &case, &case.second, "finished");
    assert_eq!(stage(&market, "elsa", &case.buyer, &case.deal), "shipped", "its clock stands");
    disputes(&hands, &remedy).await;
    ahead(&mut market, &case, 22 * DAY);
    assert_eq!(stage(&market, "elsa", &case.buyer, &case.deal), "shipped", "T6 is not over");
    ahead(&mut market, &case, 22 * DAY + 2 * SOME);
    waits_for_stage(&market, &case, &case.deal, "finished");
    compensates(&hands, &case).await;
    let promises = format!("main a[href='/firms/{}/promises']", case.firm);
    let product = format!("/products/{}", case.product);
    ahead(&mut market, &case, 29 * DAY);
    hands.buyer.go(&product).await;
    assert!(hands.buyer.has(&promises).await, "seven days are not over");
    hands.seller.go("/firm/promises").await;
    assert!(hands.seller.has("main form[action='/firm/promises/top-up']").await);
    ahead(&mut market, &case, 29 * DAY + 3 * SOME);
    let firm = format!("/api/v1/firms/{}", case.firm);
    wait_for("end of the badge", || {
        let seen = Trader::known(&market, "lan", &case.seller).get(&firm);
        (seen["trust"]["promises"] == json!([])).then_some(())
    });
    hands.buyer.go(&product).await;
    assert!(!hands.buyer.has(&promises).await, "the badge is off");
    hands.buyer.go(&format!("/firms/{}/promises", case.firm)).await;
    rates(&hands.buyer, &case.deal, "bad").await;
    rates(&hands.seller, &case.deal, "neutral").await;
    hands.buyer.go("/promise-rules").await;
    market
}

fn in_a_browser(market: Market, lang: &'static str) {
    let names = ["seller", "buyer", "officer", "operator"];
    let market = play(market, lang, names, |market, [seller, buyer, officer, operator]| {
        story(market, Hands { seller, buyer, officer, operator })
    });
    let found = market.verify();
    assert_eq!((&found["deals"], &found["imbalance_minor"]), (&json!(2), &json!(0)), "{found}");
}

#[test]
fn a_retail_order_goes_wrong_in_a_browser_in_english_on_sqlite() {
    in_a_browser(Market::on_sqlite_after(prepare), "en");
}

#[test]
fn a_retail_order_goes_wrong_in_a_browser_in_chinese_on_postgres() {
    let store = testkit::fresh_database();
    prepare(&store);
    in_a_browser(Market::on(Place::new(), store), "zh-CN");
}
