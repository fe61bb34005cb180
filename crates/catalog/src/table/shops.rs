//! Products as Shopify and WooCommerce export them: several rows of one product.

use super::columns::{Plan, Writer};
use super::goods::{self, Told, lang_of, plain_price};
use crate::model::{
    Attribute, CatalogRefusal, Details, NewProduct, NewTier, ProductState, Variant,
};
use csv::StringRecord;
use kernel::{Currency, UnitPrice};

/// A firm's own number of an article has no more characters.
const SKU_CHARS_MOST: usize = 64;

/// A row with its number.
pub(super) type Numbered = (u64, StringRecord);

/// Whether a row belongs to the product that the rows before it began.
pub(super) fn goes_on(plan: &Plan, before: &[Numbered], record: &StringRecord) -> bool {
    let Some((_, first)) = before.first() else { return false };
    let cell = |record: &StringRecord, name: &str| cell(plan, record, name);
    match plan.writer {
        Writer::Anybody => false,
        Writer::Shopify => {
            let handle = cell(record, "handle");
            !handle.is_empty() && handle == cell(first, "handle")
        }
        Writer::Woo => {
            let is_variation = cell(record, "type").to_lowercase().starts_with("variation");
            let parent = cell(record, "parent");
            let id = format!("id:{}", cell(first, "id"));
            is_variation && (parent.is_empty() || parent == cell(first, "sku") || parent == id)
        }
    }
}

/// The rows of one product, read.
pub(super) fn read(plan: &Plan, rows: &[Numbered]) -> Told {
    match (plan.writer, rows) {
        (_, []) => Told::default(),
        (Writer::Anybody, [(_, record), ..]) => goods::read(plan, record),
        (Writer::Shopify, _) => shopify(plan, rows),
        (Writer::Woo, _) => woo(plan, rows),
    }
}

fn shopify(plan: &Plan, rows: &[Numbered]) -> Told {
    let first = |name: &str| cell(plan, &rows[0].1, name);
    let priced: Vec<_> =
        rows.iter().filter(|(_, row)| !cell(plan, row, "variant price").is_empty()).collect();
    let names: Vec<String> =
        (1..=3).map(|nth| first(&format!("option{nth} name"))).filter(|n| !n.is_empty()).collect();
    let mut variants: Vec<Variant> = Vec::new();
    for (_, row) in &priced {
        let option = |(nth, name): (usize, &String)| {
            let value = cell(plan, row, &format!("option{} value", nth + 1));
            Attribute { name: name.clone(), value }
        };
        variants.push(Variant {
            options: names.iter().enumerate().map(option).collect(),
            sku: some(cell(plan, row, "variant sku")),
            gtin: some(cell(plan, row, "variant barcode").trim_matches('\'').to_owned()),
            price: some(plain_price(&cell(plan, row, "variant price"))),
            price_difference: None,
            stock: is_counted(plan, row)
                .then(|| stock(&cell(plan, row, "variant inventory qty")))
                .flatten(),
        });
    }
    let handle: String = first("handle").chars().take(SKU_CHARS_MOST).collect();
    let is_single = variants.len() == 1
        && variants[0].options.iter().all(|option| option.value == "Default Title");
    let status = first("status").to_lowercase();
    let details = Details {
        brand: some(first("vendor")),
        keywords: words(&first("tags")),
        attributes: fact("Type", &first("type")),
        ..Details::default()
    };
    let shop = Shop {
        sku: handle,
        title: first("title"),
        text: without_tags(&first("body (html)")),
        is_single,
        is_virtual: first("variant requires shipping").eq_ignore_ascii_case("false"),
        state: match status.as_str() {
            "draft" => Some(ProductState::Draft),
            "archived" => Some(ProductState::Hidden),
            _ => None,
        },
        details,
    };
    shop.told(plan, variants)
}

fn woo(plan: &Plan, rows: &[Numbered]) -> Told {
    let row = &rows[0].1;
    let first = |name: &str| cell(plan, row, name);
    let kind = first("type").to_lowercase();
    let price = |row: &StringRecord| {
        let (regular, sale) = (cell(plan, row, "regular price"), cell(plan, row, "sale price"));
        some(plain_price(if regular.is_empty() { &sale } else { &regular }))
    };
    let mut variants = Vec::new();
    for (_, row) in rows.iter().skip(1) {
        variants.push(Variant {
            options: woo_attributes(plan, row),
            sku: some(cell(plan, row, "sku")),
            gtin: some(cell(plan, row, "gtin upc ean or isbn")),
            price: price(row),
            price_difference: None,
            stock: stock(&cell(plan, row, "stock")),
        });
    }
    let is_single = variants.is_empty();
    let attributes = if is_single { woo_attributes(plan, row) } else { Vec::new() };
    if is_single {
        variants.push(Variant {
            gtin: some(first("gtin upc ean or isbn")),
            price: price(row),
            sku: some(first("sku")),
            stock: stock(&first("stock")),
            ..Variant::default()
        });
    }
    let (long, short) = (first("description"), first("short description"));
    let details = Details {
        brand: some(first("brands")),
        keywords: words(&first("tags")),
        attributes,
        ..Details::default()
    };
    let shop = Shop {
        sku: first("sku"),
        title: first("name"),
        text: without_tags(if long.is_empty() { &short } else { &long }),
        is_single,
        is_virtual: kind.contains("virtual") || kind.contains("downloadable"),
        state: match first("published").as_str() {
            "0" => Some(ProductState::Hidden),
            "-1" => Some(ProductState::Draft),
            _ => None,
        },
        details,
    };
    let mut told = shop.told(plan, variants);
    if kind.starts_with("variation") {
        told.faults.push(CatalogRefusal::VariationAlone.into());
    }
    told
}

fn woo_attributes(plan: &Plan, row: &StringRecord) -> Vec<Attribute> {
    let one = |nth: usize| {
        let name = cell(plan, row, &format!("attribute {nth} name"));
        let value = cell(plan, row, &format!("attribute {nth} value(s)"));
        (!name.is_empty() && !value.is_empty()).then_some(Attribute { name, value })
    };
    (1..=12).filter_map(one).collect()
}

/// What shops have in common.
struct Shop {
    sku: String,
    title: String,
    text: String,
    is_single: bool,
    is_virtual: bool,
    state: Option<ProductState>,
    details: Details,
}

impl Shop {
    /// The least of the variants' prices is the product's; one choice is no choice.
    fn told(self, plan: &Plan, mut variants: Vec<Variant>) -> Told {
        let value = |price: &String| {
            UnitPrice::parse(price, Currency::USD).map_or(i64::MAX, |price| price.millionths)
        };
        let least = variants.iter().filter_map(|one| one.price.clone()).min_by_key(value);
        // Pieces hang on the product, as its prices do: where every choice is counted, all of them.
        let counts: Option<Vec<i64>> = variants.iter().map(|one| one.stock).collect();
        let stock = counts.filter(|counts| !counts.is_empty()).map(|counts| counts.iter().sum());
        let mut details = self.details;
        let mut sku = self.sku;
        if self.is_single {
            let only = variants.pop().unwrap_or_default();
            details.gtin = only.gtin;
            sku = only.sku.unwrap_or(sku);
        }
        for one in &mut variants {
            one.price = one.price.take().filter(|price| Some(price) != least.as_ref());
        }
        details.variants = variants;
        // What holds for all rows of the file is read like a row that says nothing.
        let told = goods::read(plan, &StringRecord::new());
        let for_all = told.new.details;
        details.category = for_all.category;
        details.hs = for_all.hs;
        details.origin = for_all.origin;
        details.certificates = for_all.certificates;
        details.brand = details.brand.or(for_all.brand);
        if details.keywords.is_empty() {
            details.keywords = for_all.keywords;
        }
        let state = self.state.or(told.state);
        let tier = least.map(|price| NewTier { min_quantity: told.new.moq, price });
        let new = NewProduct {
            sku: some(sku),
            title_lang: lang_of(plan.for_all.get("title_lang").cloned(), &self.title),
            title: self.title,
            text: self.text,
            tiers: tier.into_iter().collect(),
            stock,
            is_virtual: self.is_virtual || told.new.is_virtual,
            is_draft: state == Some(ProductState::Draft),
            details,
            ..told.new
        };
        Told { state, new, ..Told::default() }
    }
}

fn cell(plan: &Plan, record: &StringRecord, heading: &str) -> String {
    let found = plan.column(heading).and_then(|at| record.get(at));
    goods::told(found.unwrap_or_default())
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// A stock as shops write it; less than nothing is nothing.
fn stock(told: &str) -> Option<i64> {
    let whole = told.split('.').next().unwrap_or_default();
    whole.parse().ok().map(|stock: i64| stock.max(0))
}

/// Whether a shop counts what lies ready; one that does not writes a zero, and one that sells on
/// when nothing is left makes it to order.
fn is_counted(plan: &Plan, row: &StringRecord) -> bool {
    let tracker = plan.column("variant inventory tracker");
    let is_tracked = tracker.is_none() || !cell(plan, row, "variant inventory tracker").is_empty();
    is_tracked && cell(plan, row, "variant inventory policy") != "continue"
}

fn words(told: &str) -> Vec<String> {
    let all = told.split(',').map(|word| word.trim().to_owned());
    all.filter(|word| !word.is_empty()).take(20).collect()
}

fn fact(name: &str, value: &str) -> Vec<Attribute> {
    let told = (!value.is_empty()).then(|| Attribute { name: name.into(), value: value.into() });
    told.into_iter().collect()
}

/// The words of a text with HTML in it: ends of paragraphs become ends of lines.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>') else {
            text.push_str(&rest[at..]);
            rest = "";
            break;
        };
        let tag = rest[at + 1..at + end].to_lowercase();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if matches!(name, "p" | "br" | "li" | "div" | "tr" | "ul" | "h1" | "h2" | "h3") {
            text.push('\n');
        }
        rest = &rest[at + end + 1..];
    }
    text.push_str(rest);
    let text = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
        ("\\n", "\n"),
    ]
    .iter()
    .fold(text, |text, (from, to)| text.replace(from, to));
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_loses_its_tags_and_keeps_its_lines() {
        let html = "<p>Soft &amp; <b>warm</b>.</p><ul><li>One</li><li>Two</li></ul> 3 < 4";
        assert_eq!(without_tags(html), "Soft & warm.\nOne\nTwo\n3 < 4");
    }
}
