//! What machines read: feeds, the map of the site, schema.org.

use super::pages::{Market, market};
use super::{firm_of, follow, hide, list, listed, socks};
use catalog::{Details, Photo};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use testkit::{Engine, engines};

/// Each element of this name with the texts of its children by their names; the reader fails on
/// what is no XML.
fn elements(text: &str, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = Reader::from_str(text);
    let (mut found, mut now, mut child) = (Vec::new(), None, String::new());
    loop {
        match reader.read_event().expect("XML") {
            Event::Eof => return found,
            Event::Start(tag) => {
                let tag = tag.name().as_ref().to_owned();
                if tag == name {
                    now = Some(BTreeMap::new());
                }
                child = tag;
            }
            Event::End(tag) if tag.name().as_ref() == name => found.extend(now.take()),
            Event::End(_) => child.clear(),
            Event::Text(text) => {
                put(&mut now, &child, &text);
            }
            Event::GeneralRef(name) => {
                let plain = quick_xml::escape::resolve_xml_entity(&name).expect("an entity");
                put(&mut now, &child, plain);
            }
            _ => {}
        }
    }
}

fn put(now: &mut Option<BTreeMap<String, String>>, child: &str, text: &str) {
    if let Some(now) = now {
        now.entry(child.to_owned()).or_default().push_str(text);
    }
}

/// More goods than one step of a feed reads.
const MANY: usize = 203;

async fn stocked(engine: Engine) -> Market {
    let market = market(engine).await;
    for nth in 0..MANY {
        listed(&market.fresh, &market.lan, &format!("Socks & more {nth}"), "socks").await;
    }
    let mut dear = socks("Mittens", "gloves");
    dear.currency = "EUR".into();
    dear.details = Details {
        gtin: Some("4006381333931".into()),
        brand: Some("Kihnu".into()),
        model: Some("K-1".into()),
        ..dear.details
    };
    let id = list(&market.fresh, &market.tamm, dear).await.card.offer.product;
    let (by, photo) = (market.tamm, Photo { hash: [7; 32], width: 80, height: 60 });
    let hang = move |tx: &mut store::Tx<'_>| catalog::set_photo(tx, &by, id, 1, photo);
    market.fresh.store.write("hang", hang).await.expect("hung");
    follow(&market.fresh).await;
    market
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_holds_every_listed_product_with_what_google_merchant_asks_for() {
    for engine in engines() {
        a_feed_holds_every_listed_product_with_what_google_merchant_asks_for_on(engine).await;
    }
}

async fn a_feed_holds_every_listed_product_with_what_google_merchant_asks_for_on(engine: Engine) {
    let market = stocked(engine).await;
    let feed = market.get("/feeds/en.xml", "").await.text;
    let items = elements(&feed, "item");
    assert_eq!(items.len(), MANY + 1);
    for item in &items {
        let needed =
            ["g:id", "g:title", "g:description", "g:link", "g:price", "g:availability", "g:brand"];
        for name in needed {
            assert!(item.get(name).is_some_and(|value| !value.is_empty()), "{name}: {item:?}");
        }
        assert_eq!(item["g:condition"], "new");
        assert!(item["g:link"].starts_with("http://localhost/products/product_"));
    }
    let plain = items.iter().find(|item| item["g:title"] == "Socks & more 7").expect("escaped");
    assert_eq!(plain["g:description"], "Soft & <warm>.");
    assert_eq!(
        (plain["g:price"].as_str(), plain["g:identifier_exists"].as_str()),
        ("0.0875 USD", "no")
    );
    assert_eq!(plain["g:product_type"], "Socks and clothing accessories > Socks");
    assert_eq!((plain["g:brand"].as_str(), plain.get("g:gtin")), ("Lanhua Knitting", None));
    let known = items.iter().find(|item| item["g:title"] == "Mittens").expect("the mittens");
    let told = ["g:gtin", "g:mpn", "g:brand", "g:price"].map(|name| known[name].as_str());
    assert_eq!(told, ["4006381333931", "K-1", "Kihnu", "0.0875 EUR"]);
    assert!(known["g:image_link"].starts_with("http://localhost/photos/0707"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_can_be_of_a_currency_a_shelf_or_a_firm() {
    for engine in engines() {
        a_feed_can_be_of_a_currency_a_shelf_or_a_firm_on(engine).await;
    }
}

async fn a_feed_can_be_of_a_currency_a_shelf_or_a_firm_on(engine: Engine) {
    let market = stocked(engine).await;
    let (lan, tamm) = (firm_of(&market.lan), firm_of(&market.tamm));
    for (path, count) in [
        ("/feeds/en-USD.xml".to_owned(), MANY),
        ("/feeds/zh-CN-EUR.xml".to_owned(), 1),
        ("/feeds/zh-CN.xml?category=gloves".to_owned(), 1),
        ("/feeds/en.xml?category=towels".to_owned(), 0),
        (format!("/firms/{lan}/feeds/en.xml"), MANY),
        (format!("/firms/{tamm}/feeds/en-USD.xml"), 0),
    ] {
        let feed = market.get(&path, "").await;
        assert_eq!(elements(&feed.text, "item").len(), count, "{path}");
    }
    for path in ["/feeds/xx.xml", "/feeds/en-ZZZ.xml", "/feeds/en", "/feeds/en.xml?category=sox"] {
        assert_eq!(market.get(path, "").await.status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_names_each_listed_product_and_firm_in_every_language() {
    for engine in engines() {
        the_map_names_each_listed_product_and_firm_in_every_language_on(engine).await;
    }
}

async fn the_map_names_each_listed_product_and_firm_in_every_language_on(engine: Engine) {
    let market = stocked(engine).await;
    let gone = listed(&market.fresh, &market.lan, "Gone", "socks").await;
    follow(&market.fresh).await;
    hide(&market.fresh, &market.lan, gone).await;
    follow(&market.fresh).await;
    let index = elements(&market.get("/sitemap.xml", "").await.text, "sitemap");
    let names: Vec<&str> = index.iter().map(|one| one["loc"].as_str()).collect();
    let at = |name: &str| format!("http://localhost/sitemaps/{name}");
    assert_eq!(names, [at("categories.xml"), at("firms-1.xml"), at("goods-1.xml")]);
    let goods = market.get("/sitemaps/goods-1.xml", "").await.text;
    let pages = elements(&goods, "url");
    assert_eq!(pages.len(), (MANY + 1) * 2);
    assert!(pages.iter().all(|page| page["lastmod"].starts_with("20")));
    assert!(!goods.contains(&gone.to_string()));
    assert_eq!(goods.matches("hreflang=\"zh-CN\"").count(), pages.len());
    assert_eq!(goods.matches("hreflang=\"x-default\"").count(), pages.len());
    let firms = market.get("/sitemaps/firms-1.xml", "").await.text;
    assert_eq!(elements(&firms, "url").len(), 4);
    let shelves = market.get("/sitemaps/categories.xml", "").await.text;
    assert!(elements(&shelves, "url").len() > 400);
    for name in ["goods-0.xml", "goods-2.xml", "goods-9223372036854775807.xml", "x-1.xml", "x"] {
        assert_eq!(market.get(&format!("/sitemaps/{name}"), "").await.status, 404, "{name}");
    }
    assert!(
        market.get("/robots.txt", "").await.text.contains("Sitemap: http://localhost/sitemap.xml")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_name_their_address_in_each_language_and_speak_schema_org() {
    for engine in engines() {
        pages_name_their_address_in_each_language_and_speak_schema_org_on(engine).await;
    }
}

async fn pages_name_their_address_in_each_language_and_speak_schema_org_on(engine: Engine) {
    let market = market(engine).await;
    let id = listed(&market.fresh, &market.lan, "Socks </script> & more", "socks").await;
    follow(&market.fresh).await;
    let firm = firm_of(&market.lan);
    for (path, kinds) in [
        (format!("/products/{id}"), ["\"Product\"", "\"BreadcrumbList\"", "\"AggregateOffer\""]),
        (format!("/firms/{firm}"), ["\"Organization\"", "\"PostalAddress\"", "\"CN\""]),
        ("/categories/socks".to_owned(), ["\"ItemList\"", "\"BreadcrumbList\"", "\"ListItem\""]),
    ] {
        let page = market.get(&path, "").await.text;
        let canonical = format!("rel=\"canonical\" href=\"http://localhost{path}?lang=en\"");
        assert!(page.contains(&canonical), "{page}");
        assert!(page.contains(&format!("hreflang=\"x-default\" href=\"http://localhost{path}\"")));
        assert!(page.contains("hreflang=\"zh-CN\"") && page.contains("og:title"), "{path}");
        let blocks = page.split("application/ld+json\">").skip(1);
        let blocks: Vec<serde_json::Value> = blocks
            .map(|rest| rest.split("</script>").next().unwrap_or(""))
            .map(|text| serde_json::from_str(text).expect("JSON"))
            .collect();
        let told = serde_json::Value::from(blocks).to_string();
        assert!(kinds.iter().all(|kind| told.contains(kind)), "{told}");
    }
    let zh = market.get("/categories/socks?lang=zh-CN", "").await.text;
    assert!(
        zh.contains("<html lang=\"zh-CN\">")
            && zh.contains("href=\"http://localhost/categories/socks?lang=zh-CN\"")
    );
}
