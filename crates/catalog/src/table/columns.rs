//! Which column of a file is which field of a product.

use csv::StringRecord;
use serde::{Deserialize, Serialize};

/// Every field with the headings, in any writing, by which it is known: first the one that exports
/// write in English, then the one in Chinese.
pub(crate) const FIELDS: [(&str, &[&str]); 31] = [
    ("id", &["product id", "商品编号"]),
    (
        "sku",
        &[
            "article number",
            "货号",
            "sku",
            "item number",
            "item no",
            "product code",
            "stock code",
            "stockcode",
            "part number",
            "编号",
            "产品编号",
            "商品货号",
        ],
    ),
    (
        "title",
        &[
            "title",
            "标题",
            "name",
            "product name",
            "product",
            "item name",
            "品名",
            "名称",
            "商品名称",
            "产品名称",
            "商品标题",
            "产品标题",
        ],
    ),
    ("title_lang", &["language", "语言", "lang"]),
    (
        "text",
        &[
            "description",
            "描述",
            "text",
            "details",
            "long description",
            "产品描述",
            "商品描述",
            "详情",
            "商品详情",
            "说明",
            "short description",
        ],
    ),
    ("category", &["category", "类目", "category code", "分类", "品类"]),
    ("unit", &["unit", "单位", "unit of measure", "uom", "计量单位"]),
    ("currency", &["currency", "币种", "货币"]),
    (
        "moq",
        &[
            "minimum order",
            "起订量",
            "moq",
            "min order",
            "minimum quantity",
            "最小起订量",
            "min order quantity",
        ],
    ),
    ("order_multiple", &["sold in lots of", "每批数量", "order multiple", "lot", "pack size"]),
    (
        "price",
        &["price", "价格", "unit price", "list price", "单价", "售价", "出厂价", "fob price"],
    ),
    ("prices", &["more prices", "更多价格", "price breaks", "阶梯价"]),
    ("lead_time_d", &["lead time (days)", "交货期（天）", "lead time", "交货期", "交期", "days"]),
    ("is_open_offer", &["sold at once", "一口价", "open offer"]),
    ("hs", &["hs code", "HS编码", "hs", "海关编码", "customs code", "tariff code"]),
    ("gtin", &["gtin", "条码", "ean", "upc", "barcode", "bar code", "条形码", "ean13"]),
    ("brand", &["brand", "品牌", "manufacturer", "supplier", "vendor"]),
    ("model", &["model number", "型号", "model", "规格型号", "mpn"]),
    ("origin", &["made in", "原产地", "country of origin", "origin", "产地"]),
    ("keywords", &["keywords", "关键词", "tags", "标签", "关键字"]),
    ("attributes", &["facts", "属性", "attributes", "specifications", "参数"]),
    ("certificates", &["certificates", "证书", "认证"]),
    ("sample_price", &["sample price", "样品价格"]),
    ("sample_most", &["most samples", "样品数量"]),
    ("sample_days", &["sample days", "样品天数"]),
    ("variants", &["variants", "规格", "skus"]),
    ("state", &["state", "状态", "status"]),
    ("colour", &["colour", "颜色", "color"]),
    ("size", &["size", "尺码", "尺寸"]),
    ("material", &["material", "材质", "材料", "面料"]),
    ("weight", &["weight", "重量", "毛重", "净重"]),
];

/// Fields that are a fact about the goods under a name of their own.
pub(super) const FACTS: [&str; 4] = ["colour", "size", "material", "weight"];

/// Characters of an example.
const EXAMPLE_CHARS: usize = 60;

/// What a shop's export is recognised by.
const SHOPIFY: [&str; 3] = ["handle", "title", "variant price"];
const WOO: [&str; 4] = ["type", "sku", "name", "regular price"];

/// Who wrote a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Writer {
    /// Anybody: a product is a row.
    Anybody,
    /// Shopify: rows of one handle are one product.
    Shopify,
    /// WooCommerce: rows of variations follow their product.
    Woo,
}

/// How a file is read: whose it is, the field of each column, and what holds where the file says
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// Who wrote it.
    pub(crate) writer: Writer,
    /// The headings, as they stand in the file.
    pub(crate) headings: Vec<String>,
    /// The field of each column; none is left out.
    pub(crate) fields: Vec<Option<String>>,
    /// What stands under each heading first, to know a column by.
    pub(crate) examples: Vec<String>,
    /// The row of the headings, from 1.
    pub(crate) row: u64,
    /// ISO 4217, where the file says nothing.
    pub(crate) currency: String,
    /// Days from payment to dispatch, where the file says nothing.
    pub(crate) lead_time_d: i64,
}

impl Plan {
    /// Reads the row of headings.
    pub(crate) fn of(row: u64, headings: &StringRecord, currency: &str, lead_time_d: i64) -> Self {
        let headings: Vec<String> = headings.iter().map(|cell| cell.trim().to_owned()).collect();
        let names: Vec<String> = headings.iter().map(|heading| plain(heading)).collect();
        let has = |wanted: &[&str]| wanted.iter().all(|one| names.iter().any(|name| name == one));
        let writer = match () {
            () if has(&SHOPIFY) => Writer::Shopify,
            () if has(&WOO) => Writer::Woo,
            () => Writer::Anybody,
        };
        let mut fields: Vec<Option<String>> = Vec::new();
        for name in &names {
            let field = field_of(name).filter(|field| {
                writer == Writer::Anybody && !fields.iter().flatten().any(|other| other == field)
            });
            fields.push(field.map(str::to_owned));
        }
        let examples = Vec::new();
        Self { writer, headings, fields, examples, row, currency: currency.to_owned(), lead_time_d }
    }

    /// Notes the first row under the headings.
    pub(crate) fn note_example(&mut self, record: &StringRecord) {
        let cut = |cell: &str| cell.chars().take(EXAMPLE_CHARS).collect();
        self.examples = record.iter().take(self.headings.len()).map(cut).collect();
    }

    /// The same file read by other columns: the field of each, by its number; what is no field is
    /// left out, and of two columns of one field the first is taken.
    pub(crate) fn with_fields(&self, told: &[String]) -> Self {
        let mut fields: Vec<Option<String>> = Vec::new();
        for nth in 0..self.headings.len() {
            let field = told.get(nth).filter(|name| FIELDS.iter().any(|(field, _)| field == name));
            let is_new = |name: &&String| !fields.iter().flatten().any(|other| other == *name);
            let field = field.filter(is_new).cloned();
            fields.push(field);
        }
        Self { fields, ..self.clone() }
    }

    /// The same file with some columns named by their headings.
    pub(crate) fn with_names(&self, mapping: &[(String, String)]) -> Self {
        let mut told: Vec<String> =
            self.fields.iter().map(|field| field.clone().unwrap_or_default()).collect();
        for (heading, field) in mapping {
            told.iter_mut().filter(|other| *other == field).for_each(String::clear);
            let at = self.headings.iter().position(|other| plain(other) == plain(heading));
            if let Some(place) = at.and_then(|at| told.get_mut(at)) {
                place.clone_from(field);
            }
        }
        self.with_fields(&told)
    }

    /// Whether the columns that a product cannot be without are known.
    pub(crate) fn is_whole(&self) -> bool {
        let has = |name: &str| self.fields.iter().flatten().any(|field| field == name);
        self.writer != Writer::Anybody || (has("title") && (has("price") || has("prices")))
    }

    /// The column of a heading, in a shop's own words.
    pub(super) fn column(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|other| plain(other) == heading)
    }

    /// The headings that no field comes from.
    pub(crate) fn unused(&self) -> Vec<&str> {
        let pairs = self.headings.iter().zip(&self.fields);
        let is_unused = |field: &Option<String>| field.is_none() && self.writer == Writer::Anybody;
        let unused = pairs.filter(|(heading, field)| is_unused(field) && !heading.is_empty());
        unused.map(|(heading, _)| heading.as_str()).collect()
    }

    /// The heading of the column that a field comes from; the field itself if none does.
    pub(super) fn heading_of(&self, field: &str) -> String {
        let at = self.fields.iter().position(|one| one.as_deref() == Some(field));
        at.map_or(field, |at| self.headings[at].as_str()).to_owned()
    }
}

/// The heading that exports write for a field: in English, or in Chinese.
pub(crate) fn word_of(field: &str, is_chinese: bool) -> &'static str {
    let found = FIELDS.iter().find(|(name, _)| *name == field);
    found.and_then(|(_, words)| words.get(usize::from(is_chinese))).copied().unwrap_or("")
}

fn field_of(name: &str) -> Option<&'static str> {
    let is_named = |(field, words): &&(&'static str, &[&str])| {
        (*field != "id" && plain(field) == name) || words.iter().any(|word| plain(word) == name)
    };
    FIELDS.iter().find(is_named).map(|(field, _)| *field)
}

/// A heading without case, marks and doubled gaps.
fn plain(heading: &str) -> String {
    let letters = heading.chars().flat_map(char::to_lowercase);
    let spaced: String = letters
        .map(|c| if c.is_alphanumeric() || c == '(' || c == ')' { c } else { ' ' })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ").trim_end_matches(" ()").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(headings: &[&str]) -> Vec<Option<String>> {
        Plan::of(1, &StringRecord::from(headings.to_vec()), "USD", 7).fields
    }

    #[test]
    fn headings_are_known_in_english_and_chinese_however_they_are_written() {
        let found =
            fields(&["Product Name", "MOQ", " unit_price ", "单价", "HS Code", "品牌", "x"]);
        let found: Vec<&str> = found.iter().map(|one| one.as_deref().unwrap_or("-")).collect();
        assert_eq!(found, ["title", "moq", "price", "-", "hs", "brand", "-"]);
    }

    #[test]
    fn no_heading_names_two_fields() {
        let mut seen = std::collections::BTreeSet::new();
        for (field, words) in FIELDS {
            for word in words {
                assert!(seen.insert(plain(word)), "{field}: {word}");
                assert_eq!(field_of(&plain(word)), Some(field), "{word}");
            }
        }
    }

    #[test]
    fn a_shops_own_file_is_recognised() {
        let plan =
            |headings: &[&str]| Plan::of(1, &StringRecord::from(headings.to_vec()), "USD", 7);
        assert_eq!(plan(&["Handle", "Title", "Variant Price"]).writer, Writer::Shopify);
        let woo = plan(&["ID", "Type", "SKU", "Name", "Regular price"]);
        assert_eq!((woo.writer, woo.is_whole()), (Writer::Woo, true));
        assert!(!plan(&["SKU", "Name"]).is_whole());
    }
}
