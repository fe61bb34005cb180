//! A row of anybody's table as a product.

use super::columns::{Plan, Writer};
use super::fields::FACTS;
use super::sheet::is_too_long;
use crate::model::{
    Attribute, CatalogRefusal, Details, NewProduct, NewTier, ProductKind, ProductState, Sample,
    read_attributes, read_certificates, read_keywords, read_variants,
};
use csv::StringRecord;
use kernel::{Currency, Id, Outcome, Refusal, Stop, Unit};
use web::page::read_whole;

/// A product as a file tells it, before it is checked.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The product that an export named.
    pub(super) id: Option<Id<ProductKind>>,
    /// Who shall see it.
    pub(super) state: Option<ProductState>,
    /// How many lay ready when an export was written.
    pub(super) stock_was: Option<i64>,
    /// The product.
    pub(super) new: NewProduct,
    /// What could not be read at all.
    pub(super) faults: Vec<Refusal>,
}

/// Words for units, by their codes.
const UNITS: [(&str, &[&str]); 24] = [
    (
        "C62",
        &[
            "piece", "pieces", "pc", "pcs", "each", "ea", "unit", "units", "个", "件", "只", "支",
            "条", "台", "把", "顶", "枚", "块", "本",
        ],
    ),
    ("PR", &["pair", "pairs", "双", "对"]),
    ("SET", &["set", "sets", "套", "组"]),
    ("DZN", &["dozen", "打"]),
    ("GRO", &["gross", "罗"]),
    ("GRM", &["gram", "grams", "g", "克"]),
    ("KGM", &["kilogram", "kilograms", "kg", "kgs", "公斤", "千克"]),
    ("TNE", &["tonne", "tonnes", "ton", "tons", "mt", "吨"]),
    ("LBR", &["pound", "pounds", "lb", "lbs", "磅"]),
    ("ONZ", &["ounce", "ounces", "oz", "盎司"]),
    ("CMT", &["centimetre", "centimeter", "cm", "厘米"]),
    ("MTR", &["metre", "metres", "meter", "meters", "m", "米"]),
    ("FOT", &["foot", "feet", "ft", "英尺"]),
    ("YRD", &["yard", "yards", "yd", "码"]),
    ("MTK", &["square metre", "square metres", "square meter", "sqm", "m2", "m²", "平方米"]),
    ("MTQ", &["cubic metre", "cubic metres", "cubic meter", "cbm", "m3", "m³", "立方米"]),
    ("LTR", &["litre", "litres", "liter", "liters", "l", "升"]),
    ("BX", &["box", "boxes", "盒"]),
    ("CT", &["carton", "cartons", "ctn", "箱"]),
    ("PK", &["pack", "packs", "packet", "包"]),
    ("BG", &["bag", "bags", "袋"]),
    ("RO", &["roll", "rolls", "卷"]),
    ("BO", &["bottle", "bottles", "瓶"]),
    ("ST", &["sheet", "sheets", "张"]),
];

/// Reads one row by the plan.
pub(super) fn read(plan: &Plan, record: &StringRecord) -> Told {
    let row = Row { plan, record };
    let mut told = Told::default();
    row.refuse_long(&mut told.faults);
    // Other programs have numbers of their own under this heading.
    told.id = row.field("id").and_then(|id| id.parse().ok());
    told.state = row.field("state").and_then(|word| state_of(&word));
    let title = row.field("title").unwrap_or_default();
    told.stock_was = row.field("stock_was").map(|_| row.count("stock_was", 0));
    told.new = NewProduct {
        sku: row.field("sku"),
        title_lang: lang_of(row.field("title_lang"), &title),
        text: row.field("text").unwrap_or_default(),
        unit: unit_of(row.field("unit")),
        currency: row.field("currency").map_or(plan.currency.clone(), |code| code.to_uppercase()),
        moq: row.count("moq", 1),
        lead_time_d: row.count("lead_time_d", plan.lead_time_d),
        is_open_offer: row.field("is_open_offer").is_none_or(|word| is_yes(&word)),
        tiers: row.tiers(),
        order_multiple: row.field("order_multiple").map(|_| row.count("order_multiple", 1)),
        stock: row.field("stock").map(|_| row.count("stock", 0)),
        stock_version: row.field("stock_version").map(|_| row.count("stock_version", 0)),
        is_virtual: row.field("is_virtual").is_some_and(|word| is_yes(&word)),
        is_draft: told.state == Some(ProductState::Draft),
        details: row.details(),
        title,
    };
    told
}

struct Row<'a> {
    plan: &'a Plan,
    record: &'a StringRecord,
}

impl Row<'_> {
    /// What stands in the column of a field, or else what holds for all rows.
    fn field(&self, name: &str) -> Option<String> {
        let at = self.plan.fields.iter().position(|field| field.as_deref() == Some(name));
        let cell = at.and_then(|at| self.record.get(at)).map(told);
        cell.filter(|cell| !cell.is_empty()).or_else(|| self.plan.for_all.get(name).cloned())
    }

    fn refuse_long(&self, faults: &mut Vec<Refusal>) {
        if self.record.iter().any(is_too_long) {
            faults.push(CatalogRefusal::CellTooLong.into());
        }
        if self.record.iter().any(|cell| cell.contains('\0')) {
            faults.push(CatalogRefusal::CellWithNull.into());
        }
        let is_ragged = self.record.iter().skip(self.plan.headings.len()).any(|c| !c.is_empty());
        if is_ragged && self.plan.writer == Writer::Anybody {
            faults.push(CatalogRefusal::RowTooWide.into());
        }
    }

    /// A whole number; what is none becomes one that every rule refuses.
    fn count(&self, name: &str, none: i64) -> i64 {
        self.field(name).map_or(none, |cell| read_whole(&cell).unwrap_or(-1))
    }

    /// The first price begins at the minimum order; the others say where they begin.
    fn tiers(&self) -> Vec<NewTier> {
        let minor = || self.field("price_minor").map(|price| self.in_whole(&plain_price(&price)));
        let first = self.field("price").map(|price| plain_price(&price)).or_else(minor);
        let first = first.map(|price| NewTier { min_quantity: self.count("moq", 1), price });
        let more = self.field("prices").unwrap_or_default().replace([';', '；'], "\n");
        let more = read_attributes(&more).into_iter().map(|line| NewTier {
            min_quantity: read_whole(&line.name).unwrap_or(0),
            price: plain_price(&line.value),
        });
        first.into_iter().chain(more).collect()
    }

    /// `12595` cents as `125.95`; what is no number stays as it is.
    fn in_whole(&self, told: &str) -> String {
        let (whole, part) = told.split_once('.').unwrap_or((told, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let currency = self.field("currency").unwrap_or_else(|| self.plan.currency.clone());
        let currency = Currency::from_code(&currency.to_uppercase());
        match currency.and_then(|currency| usize::try_from(currency.exponent()).ok()) {
            Some(places) if is_digits(whole) && is_digits(part) && !whole.is_empty() => {
                let whole = format!("{whole:0>width$}", width = places + 1);
                let (units, minor) = whole.split_at(whole.len() - places);
                format!("{units}.{minor}{part}").trim_end_matches('.').to_owned()
            }
            _ => told.to_owned(),
        }
    }

    fn details(&self) -> Details {
        let text = |name: &str| self.field(name).unwrap_or_default();
        let mut attributes = facts_of(&text("attributes"));
        for name in FACTS {
            let heading = self.plan.heading_of(name);
            attributes.extend(self.field(name).map(|value| Attribute { name: heading, value }));
        }
        let parts = ["sample_price", "sample_most", "sample_days"];
        let is_sampled = parts.iter().any(|name| self.field(name).is_some());
        Details {
            category: self.field("category"),
            hs: self.field("hs"),
            gtin: self.field("gtin").map(|told| first_of(&told)),
            brand: self.field("brand"),
            model: self.field("model"),
            origin: self.field("origin"),
            keywords: read_keywords(&text("keywords")),
            attributes,
            certificates: read_certificates(&text("certificates")),
            sample: is_sampled.then(|| Sample {
                price: self.field("sample_price").map_or("0".to_owned(), |told| plain_price(&told)),
                most: self.count("sample_most", 1),
                days: self.count("sample_days", 0),
            }),
            variants: read_variants(&text("variants")),
        }
    }
}

/// Refuses what shall hold for all rows where no row could be right by it.
pub(crate) fn refuse_for_all(plan: &Plan) -> Outcome<()> {
    let fields = ["title", "price"].map(|name| Some(name.to_owned())).to_vec();
    let plan = Plan { writer: Writer::Anybody, fields, ..plan.clone() };
    let told = read(&plan, &StringRecord::from(vec!["x", "1"]));
    match told.new.read() {
        Ok(_) => Ok(()),
        // The price of this row stands for none.
        Err(Stop::RefusedAll(all)) => {
            let about: Vec<_> = all.into_iter().filter(|one| one.field != Some("tiers")).collect();
            if about.is_empty() { Ok(()) } else { Err(Stop::RefusedAll(about)) }
        }
        Err(stop) => Err(stop),
    }
}

/// Facts as a cell tells them: a line each, or the object that another program wrote (JSON).
fn facts_of(told: &str) -> Vec<Attribute> {
    type Told = serde_json::Map<String, serde_json::Value>;
    let object = told.starts_with('{').then(|| serde_json::from_str::<Told>(told).ok()).flatten();
    let Some(object) = object else { return read_attributes(told) };
    let facts = object.into_iter().map(|(name, value)| Attribute { name, value: worded(&value) });
    facts.filter(|fact| !fact.value.is_empty()).collect()
}

fn worded(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        serde_json::Value::Number(number) => {
            let number = number.to_string();
            number.strip_suffix(".0").unwrap_or(&number).to_owned()
        }
        serde_json::Value::Bool(true) => "yes".to_owned(),
        serde_json::Value::Bool(false) => "no".to_owned(),
        serde_json::Value::Array(all) => all.iter().map(worded).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

/// A cell as it was meant: a mark that kept a spreadsheet from working it out is taken away.
pub(super) fn told(cell: &str) -> String {
    let cell = cell.trim();
    let is_kept = |rest: &&str| rest.starts_with(['=', '+', '-', '@', '\'']);
    cell.strip_prefix('\'').filter(is_kept).unwrap_or(cell).to_owned()
}

/// Some catalogues name several bar codes of one article; the first is its own.
fn first_of(told: &str) -> String {
    told.split(['|', ';', ',']).next().unwrap_or_default().trim().to_owned()
}

/// The language that a cell names, or the one that the title is written in.
pub(super) fn lang_of(told: Option<String>, title: &str) -> String {
    told.unwrap_or_else(|| {
        let is_han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
        if title.chars().any(is_han) { "zh-CN" } else { "en" }.to_owned()
    })
}

fn unit_of(told: Option<String>) -> String {
    let Some(told) = told else { return Unit::PIECE.code().to_owned() };
    let word = told.to_lowercase();
    let found = UNITS.iter().find(|(_, words)| words.contains(&word.as_str()));
    found.map_or_else(|| told.to_uppercase(), |(code, _)| (*code).to_owned())
}

fn state_of(word: &str) -> Option<ProductState> {
    match word.to_lowercase().as_str() {
        "draft" | "草稿" => Some(ProductState::Draft),
        "hidden" | "expired" | "archived" | "下架" | "隐藏" => Some(ProductState::Hidden),
        _ => None,
    }
}

fn is_yes(word: &str) -> bool {
    !matches!(word.to_lowercase().as_str(), "0" | "no" | "n" | "false" | "否" | "不")
}

/// A price with a point before its decimals and nothing between its thousands: `1,234.50`,
/// `1.234,50` and `12,5` are understood, and the signs of currencies are left out.
pub(super) fn plain_price(told: &str) -> String {
    let is_kept =
        |c: &char| !c.is_whitespace() && !matches!(c, '$' | '€' | '£' | '¥' | '￥' | '\'');
    let digits: String = told.chars().filter(is_kept).collect();
    match (digits.rfind(','), digits.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => digits.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => digits.replace(',', ""),
        (Some(_), None) if is_grouped(&digits) => digits.replace(',', ""),
        (Some(_), None) => digits.replacen(',', ".", 1),
        _ => digits,
    }
}

/// Whether commas set thousands apart: `1,000`, not `0,500` and not `12,5`.
fn is_grouped(digits: &str) -> bool {
    let mut groups = digits.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_read_however_it_is_written() {
        for (typed, wanted) in [
            ("0.0875", "0.0875"),
            ("$ 1,234.50", "1234.50"),
            ("1.234,50 €", "1234.50"),
            ("12,5", "12.5"),
            ("1,000", "1000"),
            ("0,500", "0.500"),
            ("¥12", "12"),
        ] {
            assert_eq!(plain_price(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn a_price_in_cents_facts_of_another_program_and_what_holds_for_all_are_read() {
        let headings = StringRecord::from(vec!["title", "price cents", "attrs", "unit"]);
        let plan = Plan::of(1, &headings, "USD", 7);
        let plan = plan.with_for_all([("unit", "pairs"), ("moq", "10")]).expect("known fields");
        let facts = r#"{"t_type": "Original", "n_width": 56.0, "flat": true, "none": null}"#;
        let row = |price: &str, unit: &str| {
            let cells = ["Ink", price, facts, unit];
            read(&plan, &StringRecord::from(cells.to_vec())).new
        };
        for (cents, wanted) in [("12595", "125.95"), ("5", "0.05"), ("12.5", "0.125"), ("x", "x")] {
            assert_eq!(row(cents, "").tiers[0].price, wanted);
        }
        let new = row("100", "");
        assert_eq!((new.unit.as_str(), new.moq), ("PR", 10));
        assert_eq!(row("100", "set").unit, "SET");
        let facts: Vec<_> = new
            .details
            .attributes
            .iter()
            .map(|fact| (fact.name.as_str(), fact.value.as_str()))
            .collect();
        assert_eq!(facts, [("t_type", "Original"), ("n_width", "56"), ("flat", "yes")]);
        assert!(refuse_for_all(&plan).is_ok());
        let wrong = plan.with_for_all([("unit", "bushel"), ("hs", "12")]).expect("known fields");
        let codes = |stop: Stop| match stop {
            Stop::RefusedAll(all) => all.iter().filter_map(|one| one.field).collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        assert_eq!(refuse_for_all(&wrong).map_err(codes), Err(vec!["unit", "hs"]));
    }

    #[test]
    fn words_of_units_languages_and_formulas_are_understood() {
        for (typed, wanted) in [("pcs", "C62"), ("双", "PR"), ("KGM", "KGM"), ("kg", "KGM")] {
            assert_eq!(unit_of(Some(typed.into())), wanted);
        }
        assert_eq!(
            (lang_of(None, "棉袜 socks").as_str(), lang_of(None, "Socks").as_str()),
            ("zh-CN", "en")
        );
        assert_eq!(
            (told(" '=1+1"), told("'80s"), told("''a")),
            ("=1+1".into(), "'80s".into(), "'a".into())
        );
    }
}
