//! The first safe trade in a real browser alone, on a phone: from a code in a letter to a credit
//! fact for each side, and a deal link for somebody who has no account.

use super::hand::{Hand, play};
use super::market::Market;

/// What the buyer looks for in the market.
const TITLE: &str = "200 针棉袜 Cotton socks";

/// Opens a firm with a code; from wherever a page of signing up has led.
async fn sign_up(hand: &Hand, contact: &str, name: &str, country: &str) {
    hand.fill("firm_name", &format!("{name} & Co")).await;
    hand.choose("country", country).await;
    hand.fill("name", name).await;
    hand.fill("contact", contact).await;
    hand.press("main button[value=send]").await;
    let code = hand.read_code(contact).await;
    hand.fill("code", &code).await;
    hand.fill("password", "a long walk home").await;
    hand.press("main button[value=open]").await;
}

async fn list(seller: &Hand) {
    seller.go("/goods").await;
    seller.press("main a[href='/goods/new']").await;
    seller.fill("title", TITLE).await;
    seller.choose("title_lang", "zh-CN").await;
    seller.choose("unit", "PR").await;
    seller.choose("currency", "USD").await;
    for (field, typed) in
        [("moq", "500"), ("price_1", "0.5125"), ("from_2", "5000"), ("price_2", "0.4675")]
    {
        seller.fill(field, typed).await;
    }
    seller.fill("lead_time_d", "20").await;
    seller.press_main().await;
}

/// From the market's front to the question; gives the talk's address.
async fn ask(buyer: &Hand) -> String {
    buyer.go("/").await;
    buyer.press("main a[href^='/products/']").await;
    buyer.press("main a[href$='/inquire']").await;
    buyer.fill("quantity", "20000").await;
    buyer.fill("destination", "SEGOT").await;
    buyer.fill("text", "Can you do 20,000 pairs by March? 可以吗？").await;
    buyer.press_main().await;
    buyer.path().await
}

/// 30/70, FOB Ningbo.
async fn quote(seller: &Hand) {
    seller.go("/inquiries").await;
    seller.press("main a[href^='/inquiries/']").await;
    seller.press("main a[href$='/quote']").await;
    seller.choose("currency", "USD").await;
    for (field, typed) in
        [("from_1", "5000"), ("price_1", "0.4675"), ("from_2", "20000"), ("price_2", "0.434")]
    {
        seller.fill(field, typed).await;
    }
    seller.choose("incoterm", "FOB").await;
    seller.fill("place", "CNNGB").await;
    seller.choose("transport", "sea").await;
    seller.fill("lead_time_d", "25").await;
    seller.fill("valid_until", "14").await;
    seller.choose("split", "30").await;
    seller.press_main().await;
}

/// The deal's address.
async fn accept(buyer: &Hand, talk: &str) -> String {
    buyer.go(talk).await;
    buyer.press("main a[href$='/accept']").await;
    let total = buyer.text("main").await;
    assert!(total.contains("8,680.00") && total.contains("2,604.00"), "{total}");
    buyer.press_main().await;
    buyer.path().await
}

/// Pays a part by the simulated bank, which now and then rejects an order.
async fn pay(buyer: &Hand, deal: &str, nth: usize) {
    let answered = format!("main a[href='{deal}/pay'], main .strip");
    for _ in 0..5 {
        buyer.go_until(deal, &answered).await;
        if !buyer.has(&format!("main a[href='{deal}/pay']")).await {
            return;
        }
        buyer.press(&format!("main a[href='{deal}/pay']")).await;
        if buyer.value("main [name=milestone]").await != nth.to_string() {
            return;
        }
        buyer.press_main().await;
    }
    panic!("the bank rejects everything");
}

/// Sends for an inspector, and waits for the report: the second station of what was said.
async fn inspect(buyer: &Hand, deal: &str) {
    buyer.go(deal).await;
    buyer.press(&format!("main form[action='{deal}/inspect'] button")).await;
    buyer.go_until(deal, "main .lane.info .st.done:nth-child(2)").await;
}

/// Two percent back for twenty pairs that are off shade: first the look, then the act.
async fn refund(seller: &Hand, deal: &str) {
    seller.go(&format!("{deal}/refund")).await;
    seller.fill("amount", "173.60").await;
    seller.fill("reason", "20 pairs are off shade").await;
    seller.press_main().await;
    assert!(seller.text("main").await.contains("173.60"), "what goes back");
    seller.press_main().await;
    assert!(seller.text("main").await.contains("173.60"), "what went back");
}

async fn ship(seller: &Hand) {
    seller.go("/deals").await;
    seller.press("main a[href^='/deals/deal_']").await;
    seller.press("main a[href$='/ship']").await;
    seller.fill("carrier", "COSCO").await;
    seller.fill("tracking", "COSU6412345678").await;
    seller.choose("transport", "sea").await;
    let eta = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * 30);
    seller.pick_day("eta", &eta.strftime("%Y-%m-%d").to_string()).await;
    // First the look, then the act.
    seller.press_main().await;
    seller.press_main().await;
}

async fn confirm(buyer: &Hand, deal: &str) {
    buyer.go(deal).await;
    buyer.press("main a[href$='/confirm']").await;
    let seen = buyer.text("main").await;
    assert!(seen.contains("8,506.40") && seen.contains("8,480.88"), "{seen}");
    buyer.press_main().await;
}

async fn rate(hand: &Hand, deal: &str) {
    hand.go(deal).await;
    hand.press("main a[href$='/rate']").await;
    hand.press_radio("verdict", "good").await;
    hand.fill("body", "很好。Soft and on time.").await;
    hand.press_main().await;
    hand.go("/credit").await;
    assert_eq!(hand.count(&format!("main a[href='{deal}']")).await, 1, "one fact");
}

/// The seller's link, opened by somebody without an account, who joins by accepting.
async fn link(seller: &Hand, newcomer: &Hand) {
    seller.go("/deals/new-link").await;
    for (field, typed) in [("title", "Sample pack"), ("quantity", "3"), ("unit_price", "12.50")] {
        seller.fill(field, typed).await;
    }
    seller.press_main().await;
    let url = seller.value("#f-link").await;
    newcomer.go(&url).await;
    assert!(newcomer.has("main .trust").await, "the seller's trust line");
    newcomer.press("main a[href^='/sign-up?next=']").await;
    sign_up(newcomer, "+2348031234567", "Olu", "NG").await;
    newcomer.press("main form button.ink").await;
    assert!(newcomer.path().await.starts_with("/deals/deal_"), "the deal that began");
}

async fn trade(seller: Hand, buyer: Hand, newcomer: Hand) {
    for (hand, contact, name, country) in [
        (&seller, "lan@example.cn", "兰晓雯", "CN"),
        (&buyer, "+46701234567", "Elsa Nordvik", "SE"),
    ] {
        hand.go("/sign-up").await;
        sign_up(hand, contact, name, country).await;
    }
    list(&seller).await;
    let talk = ask(&buyer).await;
    quote(&seller).await;
    let deal = accept(&buyer, &talk).await;
    pay(&buyer, &deal, 1).await;
    inspect(&buyer, &deal).await;
    refund(&seller, &deal).await;
    pay(&buyer, &deal, 2).await;
    ship(&seller).await;
    confirm(&buyer, &deal).await;
    rate(&buyer, &deal).await;
    rate(&seller, &deal).await;
    link(&seller, &newcomer).await;
}

fn in_a_browser(market: Market, lang: &'static str) {
    let names = ["seller", "buyer", "newcomer"];
    let market = play(market, lang, names, |market, [seller, buyer, newcomer]| async move {
        trade(seller, buyer, newcomer).await;
        market
    });
    let found = market.verify();
    assert_eq!(found["deals"], 2, "{found}");
}

#[test]
fn two_strangers_trade_safely_in_a_browser_in_english_on_sqlite() {
    in_a_browser(Market::on_sqlite(), "en");
}

#[test]
fn two_strangers_trade_safely_in_a_browser_in_chinese_on_postgres() {
    in_a_browser(Market::on_postgres(), "zh-CN");
}
