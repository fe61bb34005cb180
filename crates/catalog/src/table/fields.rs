//! The fields of a product that a table may have, and the headings by which they are known.

/// Every field with the headings, in any writing, by which it is known: first the one that exports
/// write in English, then the one in Chinese.
pub(crate) const FIELDS: [(&str, &[&str]); 36] = [
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
    (
        "price_minor",
        &[
            "price in cents",
            "价格（分）",
            "price cents",
            "price in minor units",
            "unit price cents",
        ],
    ),
    ("prices", &["more prices", "更多价格", "price breaks", "阶梯价"]),
    ("lead_time_d", &["lead time (days)", "交货期（天）", "lead time", "交货期", "交期", "days"]),
    (
        "stock",
        &[
            "in stock",
            "库存",
            "stock",
            "quantity in stock",
            "inventory",
            "on hand",
            "库存数量",
            "现货",
        ],
    ),
    ("stock_version", &["stock version", "库存版本"]),
    ("stock_was", &["stock when written", "导出时库存"]),
    ("is_virtual", &["virtual", "虚拟商品", "digital"]),
    ("is_open_offer", &["sold at once", "一口价", "open offer"]),
    ("hs", &["hs code", "HS编码", "hs", "海关编码", "customs code", "tariff code"]),
    ("gtin", &["gtin", "条码", "ean", "upc", "barcode", "bar code", "条形码", "ean13"]),
    ("brand", &["brand", "品牌", "manufacturer", "supplier", "vendor"]),
    ("model", &["model number", "型号", "model", "规格型号", "mpn"]),
    ("origin", &["made in", "原产地", "country of origin", "origin", "产地"]),
    ("keywords", &["keywords", "关键词", "tags", "标签", "关键字"]),
    ("attributes", &["facts", "属性", "attributes", "attrs", "specifications", "参数"]),
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

/// Fields that may hold the same for all rows of a file.
pub(crate) const FOR_ALL: [&str; 14] = [
    "unit",
    "currency",
    "moq",
    "order_multiple",
    "lead_time_d",
    "category",
    "brand",
    "origin",
    "hs",
    "is_open_offer",
    "keywords",
    "certificates",
    "title_lang",
    "state",
];

/// The heading that exports write for a field: in English, or in Chinese.
pub(crate) fn word_of(field: &str, is_chinese: bool) -> &'static str {
    let found = FIELDS.iter().find(|(name, _)| *name == field);
    found.and_then(|(_, words)| words.get(usize::from(is_chinese))).copied().unwrap_or("")
}

pub(super) fn field_of(name: &str) -> Option<&'static str> {
    let is_named = |(field, words): &&(&'static str, &[&str])| {
        (*field != "id" && plain(field) == name) || words.iter().any(|word| plain(word) == name)
    };
    FIELDS.iter().find(is_named).map(|(field, _)| *field)
}

/// A heading without case, marks and doubled gaps.
pub(super) fn plain(heading: &str) -> String {
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
}
