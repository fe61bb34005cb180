//! Writing, reviewing, quoting and comparing requests, as people read and send it.

use super::pages::{Market, hidden, market};
use axum::http::StatusCode;

/// A form as the page of a new request sends it.
const REQUEST: &str = "rows=1&version=&title=300+par+strumpor&what_1=Merino+socks&quantity_1=300\
                       &unit_1=PR&specs_1=Material%3A+merino%0ASizes%3A+36-47&target_1=&category_1=\
                       &text=Vi+beh%C3%B6ver+strumpor.&lang=sv&destination=gothenburg&incoterm=\
                       &wanted_by=&open_d=14&certificates=&audience=everyone&currency=USD";

const QUOTE: &str = "currency=USD&from_1_1=100&price_1_1=0.62&from_1_2=&price_1_2=&answer_1_0=yes\
                     &note_1_0=&answer_1_1=alternative&note_1_1=36-45&incoterm=FOB&place=Ningbo\
                     &transport=sea&lead_time_d=25&valid_until=14&split=30&first_share=\
                     &sample_price=&sample_days=&note=";

/// The buyer keeps a draft; gives its path.
async fn kept(market: &Market) -> String {
    let new = "/requests/new";
    let kept = market.send(new, new, "buyer", &format!("{REQUEST}&act=keep")).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    assert!(kept.place.ends_with("?done=request-kept"), "{}", kept.place);
    kept.place.split('?').next().expect("a path").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_written_sent_opened_quoted_and_compared() {
    let market = market().await;
    let path = kept(&market).await;
    assert_eq!(market.get(&path, "seller").await.status, StatusCode::NOT_FOUND);
    let sent = market.send(&path, &format!("{path}/send"), "buyer", "").await;
    assert_eq!(sent.place, format!("{path}?done=request-sent"), "{}", sent.text);
    let desk = market.get("/desk/requests", "clerk").await.text;
    assert!(desk.contains("300 par strumpor"), "{desk}");
    let review = format!("{path}/review");
    let no_reason = market.send(&path, &review, "clerk", "act=return&note=").await;
    assert_eq!(no_reason.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_reason.text.contains("Tick at least one reason"), "{}", no_reason.text);
    let opened = market.send(&path, &review, "clerk", "act=open&note=").await;
    assert_eq!(opened.place, "/desk/requests?done=request-let-open", "{}", opened.text);
    let board = market.get("/demand?words=socks&country=se", "seller").await.text;
    assert!(board.contains("300 par strumpor"), "{board}");
    let other = market.get("/demand?words=gloves", "seller").await.text;
    assert!(!other.contains("300 par strumpor"));
    let form = format!("{path}/quote");
    let vague = QUOTE.replace("answer_1_1=alternative", "answer_1_1=");
    let refused = market.send(&form, &form, "seller", &vague).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("answer each of its 2 points"), "{}", refused.text);
    assert!(refused.text.contains("value=\"36-45\""), "what was typed is kept");
    let quoted = market.send(&form, &form, "seller", QUOTE).await;
    assert_eq!(quoted.place, format!("{path}?done=sourcing-quoted"), "{}", quoted.text);
    let page = market.get(&path, "buyer").await.text;
    assert!(page.contains("1 of 2") && page.contains("Sizes: 36-45 instead"), "{page}");
    let (fit, price) = (page.find("Fit to your 2 points"), page.find("Price of one, sum"));
    assert!(fit < price && page.contains("/award"), "the price is the last column");
    let own = market.get(&path, "seller").await.text;
    assert!(own.contains("Your quote") && own.contains("Change the quote (once)"));
    assert!(!own.contains("/award"));
    let foreign = market.get(&path, "other").await.text;
    assert!(foreign.contains("Quote for it") && !foreign.contains("0.62"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_faults_keeps_what_was_typed_and_grows_on_demand() {
    let market = market().await;
    let new = "/requests/new";
    let wrong = REQUEST.replace("quantity_1=300", "quantity_1=many").replace("lang=sv", "lang=%3F");
    let page = market.send(new, new, "buyer", &format!("{wrong}&act=send")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in ["value=\"many\"", "Line 1: enter a quantity", "in which language"] {
        assert!(page.text.contains(told), "{told}: {}", page.text);
    }
    let more = market.send(new, new, "buyer", &format!("{REQUEST}&act=more")).await;
    assert!(more.text.contains("name=\"what_4\"") && more.text.contains("300 par strumpor"));
    assert_eq!(market.get(new, "").await.place, "/sign-in?next=/requests/new");
    let path = kept(&market).await;
    let edit = format!("{path}/edit");
    let page = market.get(&edit, "buyer").await.text;
    assert!(page.contains("Material: merino\nSizes: 36-47"), "{page}");
    let version = hidden(&page, "version");
    let again = REQUEST.replace("version=", &format!("version={version}"));
    let sent = market.send(&edit, &edit, "buyer", &format!("{again}&act=send")).await;
    assert_eq!(sent.place, format!("{path}?done=request-sent"), "{}", sent.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letters_of_a_saved_search_end_by_the_link_in_them_and_by_no_other() {
    let market = market().await;
    let saved =
        market.send("/alerts", "/alerts", "seller", "words=merino&category=&country=").await;
    assert_eq!(saved.place, "/alerts?done=request-search-saved", "{}", saved.text);
    let empty = market.send("/alerts", "/alerts", "seller", "words=&category=&country=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = market.get("/alerts", "seller").await.text;
    let id = page.split_once("/alerts/search_").expect("a search").1;
    let id = format!("search_{}", id.split('/').next().expect("its id"));
    let proof =
        sourcing::pages::proof_to_stop(&market.app, market.seller, id.parse().expect("an id"));
    let link = format!("/alerts/stop/{}/{id}/{proof}", market.seller);
    let wrong = format!("/alerts/stop/{}/{id}/{}", market.seller, "a".repeat(26));
    assert_eq!(market.get(&wrong, "").await.status, StatusCode::NOT_FOUND);
    assert!(market.get("/alerts", "seller").await.text.contains("merino"));
    let stopped = market.send(&link, &link, "", "").await;
    assert!(stopped.text.contains("The letters are stopped"), "{}", stopped.text);
    assert!(!market.get("/alerts", "seller").await.text.contains("<b>merino</b>"));
}
