//! Buyers first (J2) in a real browser, on a phone: the deciding steps of an operator, a seller and
//! a Swedish buyer. Whatever many do alike is done by the API. Each page is looked at by axe.

use super::buyers_first::{
    BEST, SELLERS, asks, crowd, does, market, queue, token, verifies, wait_for_buyers,
};
use super::hand::{Hand, play};
use super::market::{Market, Trader};
use super::requests;
use super::translator::{NAME, Translator, made_of};
use serde_json::json;

/// What the Swedish buyer writes.
const WORDS: &str = "Vi behöver strumpor i fyra storlekar, med vårt band.";

/// A file of the central bank, of today.
fn rates() -> String {
    let today = jiff::Zoned::now().date();
    format!("Date,USD,CNY,SEK,\n{today},1.0560,7.6512,11.5230,\n")
}

/// The operator lets buyers come first, and begins a campaign; gives the campaign's link.
async fn operate(desk: &Hand) -> String {
    for path in ["/numbers", "/checks", "/shelves", "/rates"] {
        desk.go(path).await;
    }
    desk.go("/shelves").await;
    desk.choose("category", "socks").await;
    desk.choose("mode", "buyers-first").await;
    desk.fill("reason", "Sixty buyers are wanted first. 买家优先。").await;
    desk.press_main().await;
    desk.go("/campaigns").await;
    for (field, typed) in
        [("name", "Spring"), ("source", "Visitors of a fair"), ("cost", "1200.00")]
    {
        desk.fill(field, typed).await;
    }
    desk.fill("currency", "EUR").await;
    desk.choose("medium", "fair").await;
    desk.choose("market", "SE").await;
    desk.choose("lang", "en").await;
    desk.press_main().await;
    desk.fill("cap", "10").await;
    desk.press_main().await;
    desk.text("main .note.ok code").await
}

/// The seller says what it is, and applies; it may not list before it is let in.
async fn apply(seller: &Hand) {
    for path in ["/firm", "/export-path", "/invite", "/firm/mandates", "/firm/page", "/firm/window"]
    {
        seller.go(path).await;
    }
    seller.go("/firm/role").await;
    seller.choose("role", "factory").await;
    seller.fill("about", "Socks on 64 machines since 1998, for chains in the north.").await;
    seller.press_main().await;
    list(seller).await;
    assert!(seller.path().await.starts_with("/goods/new"), "the shelf is closed");
    seller.go("/shelves/socks").await;
    seller.press("main form[action='/shelves/socks/apply'] button").await;
}

async fn list(seller: &Hand) {
    seller.go("/goods/new").await;
    seller.fill("title", "Merino crew socks 美利奴袜").await;
    seller.choose("title_lang", "en").await;
    seller.choose("unit", "PR").await;
    seller.choose("currency", "USD").await;
    seller.choose("category", "socks").await;
    for (field, typed) in [("moq", "500"), ("price_1", "0.80"), ("lead_time_d", "20")] {
        seller.fill(field, typed).await;
    }
    seller.press_main().await;
}

/// The buyer comes by the link, proves its address and asks in Swedish; gives the request's path.
async fn ask(buyer: &Hand, link: &str) -> String {
    buyer.go(link).await;
    buyer.press("main form button.go").await;
    buyer.go("/firm/checks").await;
    buyer.press("main form[action='/firm/checks/work-mail'] button").await;
    buyer.go("/requests/new").await;
    for (field, typed) in [
        ("title", "30 000 par merinostrumpor"),
        ("what_1", "Merino crew socks"),
        ("quantity_1", "30000"),
        ("specs_1", "Material: merino\nPacking: 200 a carton"),
        ("category_1", "socks"),
        ("text", WORDS),
        ("destination", "SEGOT"),
    ] {
        buyer.fill(field, typed).await;
    }
    buyer.choose("lang", "sv").await;
    buyer.choose("unit_1", "PR").await;
    buyer.press("main button[value=send]").await;
    buyer.path().await
}

async fn review(desk: &Hand, request: &str) {
    desk.go("/desk/requests").await;
    desk.press(&format!("main a[href='{request}']")).await;
    desk.press("main button[value=open]").await;
}

/// Rates are taken in, and the buyer sees prices in kronor beside the seller's dollars.
async fn currency(desk: &Hand, buyer: &Hand) {
    desk.go("/rates").await;
    desk.attach("file", "eurofxref.csv", &rates()).await;
    desk.press("main form[action='/rates'] button").await;
    buyer.go("/rates?back=/categories/socks").await;
    buyer.choose("currency", "SEK").await;
    buyer.press_main().await;
    let shelf = buyer.text("main").await;
    assert!(shelf.contains("USD") && shelf.contains("≈ SEK 8.73"), "{shelf}");
}

/// Ten quotes, the best fit first and not the cheapest, the buyer's own words beside.
async fn compare(buyer: &Hand, request: &str) {
    buyer.go(request).await;
    assert_eq!(buyer.count("main table.cards tbody tr").await, 10);
    let first = buyer.text("main table.cards tbody tr:first-child").await;
    assert!(first.contains("0.70") && first.contains("≈ SEK"), "{first}");
    let page = buyer.text("main").await;
    assert!(page.contains(WORDS) && page.contains("0.40"), "{page}");
    assert!(buyer.has("main [lang=sv]").await, "the original is marked");
}

/// A seller reads the buyer's own words, and under them what the engine made of those.
async fn read(seller: &Hand, request: &str, lang: &str) {
    seller.go_until(request, "main .orig").await;
    let page = seller.text("main").await;
    let made = made_of(WORDS, &lang[..2]);
    for part in [WORDS, &made, NAME] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(seller.has("main [lang=sv]").await, "the original is marked");
}

/// Nine buyers count before the Swedish one comes.
fn prepare(desk: &Trader<'_>, buyers: &[Trader<'_>], sellers: &[Trader<'_>]) {
    queue(sellers, Some(BEST.start));
    for buyer in buyers {
        verifies(buyer);
        asks(buyer, desk);
    }
    assert_eq!(wait_for_buyers(desk, 9), 0);
}

async fn story(market: &Market, [desk, seller, buyer]: [Hand; 3], lang: &str) {
    let sellers = crowd(market, "seller", SELLERS);
    let buyers = crowd(market, "buyer", 10);
    let operator = Trader::known(market, "desk", &requests::clerk(market));
    desk.sign_in_as(&operator.token).await;
    seller.sign_in_as(&token("seller", BEST.start)).await;
    buyer.sign_in_as(&token("buyer", 0)).await;
    let link = operate(&desk).await;
    does(&sellers[BEST.start], "/api/v1/firm/checks/work-mail", &json!({}));
    apply(&seller).await;
    prepare(&operator, &buyers[1..], &sellers);
    let request = ask(&buyer, &link).await;
    review(&desk, &request).await;
    assert_eq!(wait_for_buyers(&operator, 10), 1, "ten buyers make room for one");
    desk.go("/shelves/socks").await;
    seller.go("/shelves/socks").await;
    list(&seller).await;
    assert!(seller.path().await.ends_with("/edit"), "{}", seller.text("main").await);
    buyer.go_until("/categories/socks", "main .hit").await;
    buyer.press("main .switch a[href*='exhibition']").await;
    assert!(buyer.has("main .tile").await, "the same stock by firms");
    currency(&desk, &buyer).await;
    read(&seller, &request, lang).await;
    let path = format!("/api/v1{request}");
    requests::fill(&path, &buyers[0], &sellers[..11]);
    compare(&buyer, &request).await;
    for path in ["/categories", "/categories?q=sock", "/shelves", "/rates"] {
        buyer.go(path).await;
    }
    buyer.go(&format!("/firms/{}", sellers[BEST.start].firm)).await;
    assert!(buyer.text("main .trust").await.contains(&jiff::Zoned::now().year().to_string()));
    buyer.go(&format!("/firms/{}/role", sellers[BEST.start].firm)).await;
}

fn in_a_browser(market: Market, lang: &'static str) {
    play(market, lang, ["desk", "seller", "buyer"], |market, three| async move {
        story(&market, three, lang).await;
        market
    });
}

#[test]
fn buyers_come_first_in_a_browser_in_english_on_sqlite() {
    let engine = Translator::start();
    in_a_browser(market(&engine, None), "en");
}

#[test]
fn buyers_come_first_in_a_browser_in_chinese_on_postgres() {
    let engine = Translator::start();
    in_a_browser(market(&engine, Some(testkit::fresh_database())), "zh-CN");
}
