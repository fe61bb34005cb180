//! Goods as RSS 2.0 with the names of Google Merchant
//! (support.google.com/merchants/answer/7052112).

use catalog::views::photo_path;
use catalog::{Category, Listing};
use kernel::Lang;
use web::page::address_in;

/// The longest title that is taken.
const TITLE_CHARS: usize = 150;
/// The longest description.
const TEXT_CHARS: usize = 5_000;
/// Photos beside the first.
const MORE_PHOTOS: usize = 10;

/// After the goods.
pub(crate) const TAIL: &str = "</channel>\n</rss>\n";

/// Before the goods.
pub(crate) fn head(url: &str, title: &str, path: &str, lang: Lang) -> String {
    let at = xml(&format!("{url}{}", address_in(path, lang)));
    let (title, lang) = (xml(title), lang.tag());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\">\n<channel>\n\
         <title>{title}</title>\n<link>{at}</link>\n<description>{title}</description>\n\
         <language>{lang}</language>\n"
    )
}

/// One product: at the price of one unit when the least quantity is ordered. What the seller did
/// not tell is left out, shipping too.
pub(crate) fn item(url: &str, listing: &Listing, seller: &str, lang: Lang) -> String {
    let (offer, details) = (&listing.card.offer, &listing.details);
    let mut text = String::from("<item>\n");
    let mut put = |name: &str, value: &str| {
        text += &format!("<g:{name}>{}</g:{name}>\n", xml(value));
    };
    put("id", &offer.product.to_string());
    put("title", &cut(&offer.title, TITLE_CHARS));
    let about = if listing.text.is_empty() { &offer.title } else { &listing.text };
    put("description", &cut(about, TEXT_CHARS));
    let path = format!("/products/{}", offer.product);
    put("link", &format!("{url}{}", address_in(&path, lang)));
    for (nth, photo) in listing.all_photos().take(MORE_PHOTOS + 1).enumerate() {
        let name = if nth == 0 { "image_link" } else { "additional_image_link" };
        put(name, &format!("{url}{}", photo_path(&photo)));
    }
    if let Some(first) = offer.tiers.first() {
        put("price", &format!("{} {}", first.price.plain(), offer.currency.code()));
    }
    put("availability", if offer.is_sold_out() { "out_of_stock" } else { "in_stock" });
    put("condition", "new");
    put("brand", details.brand.as_deref().unwrap_or(seller));
    let numbers = [("gtin", &details.gtin), ("mpn", &details.model)];
    for (name, number) in numbers {
        if let Some(number) = number {
            put(name, number);
        }
    }
    if details.gtin.is_none() && details.model.is_none() {
        put("identifier_exists", "no");
    }
    if let Some(category) = details.category.as_deref().and_then(Category::find) {
        let path: Vec<&str> = category.path().iter().map(|one| one.name(lang)).collect();
        put("product_type", &path.join(" > "));
    }
    put("custom_label_0", &format!("MOQ {} {}", offer.moq(), offer.unit.code()));
    text + "</item>\n"
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// A text as XML 1.0 takes it.
pub(crate) fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&apos;",
            '\t' | '\n' | '\r' => safe.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::xml;

    #[test]
    fn what_xml_cannot_hold_is_escaped_or_left_out() {
        assert_eq!(xml("<a & \"b\">'\u{1}\u{ffff}袜"), "&lt;a &amp; &quot;b&quot;&gt;&apos;袜");
    }
}
