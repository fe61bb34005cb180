//! Tables of goods as they are fetched: CSV with a mark that spreadsheets know UTF-8 by, or a
//! workbook. What is written reads back exactly.

use super::fields::{FACTS, FIELDS, word_of};
use crate::model::{
    Attribute, Details, Listing, ProductState, write_attributes, write_certificates,
    write_keywords, write_variants,
};
use anyhow::{Context, Result};
use kernel::Lang;
use rust_xlsxwriter::Workbook;

/// The marks with which spreadsheets begin a formula, and the one that keeps them from it.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];
/// The mark by which spreadsheets know UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();
/// No workbook has more rows.
const WORKBOOK_ROWS_MOST: u32 = 1_048_576;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Text with commas.
    Csv,
    /// A workbook.
    Xlsx,
}

/// A table that is being written.
pub(crate) struct Written {
    kind: Kind,
    row: u32,
}

enum Kind {
    Csv(Box<csv::Writer<Vec<u8>>>),
    Xlsx(Box<Workbook>),
}

impl Written {
    /// Begins a table with its headings in a language.
    pub(crate) fn begin(format: Format, lang: Lang) -> Result<Self> {
        let mut written = Self::empty(format);
        let is_chinese = lang == Lang::ZhCn;
        let headings: Vec<String> =
            columns().map(|field| word_of(field, is_chinese).to_owned()).collect();
        written.line(&headings)?;
        Ok(written)
    }

    /// Begins a table without headings.
    pub(super) fn empty(format: Format) -> Self {
        let kind = match format {
            Format::Csv => Kind::Csv(Box::new(csv::Writer::from_writer(MARK.to_vec()))),
            Format::Xlsx => {
                let mut book = Workbook::new();
                book.add_worksheet();
                Kind::Xlsx(Box::new(book))
            }
        };
        Self { kind, row: 0 }
    }

    /// Adds a product.
    pub(crate) fn add(&mut self, listing: &Listing) -> Result<()> {
        let cells: Vec<String> = columns().map(|field| safe(cell(listing, field))).collect();
        self.line(&cells)
    }

    /// The bytes written since the last time; a workbook gives all at its end.
    pub(crate) fn take(&mut self) -> Result<Vec<u8>> {
        let Kind::Csv(writer) = &mut self.kind else { return Ok(Vec::new()) };
        writer.flush().context("flushing")?;
        let fresh = csv::Writer::from_writer(Vec::new());
        let done = std::mem::replace(&mut **writer, fresh).into_inner();
        done.map_err(|error| anyhow::anyhow!("{error}"))
    }

    /// Ends the table; gives what was not taken yet.
    pub(crate) fn end(mut self) -> Result<Vec<u8>> {
        let rest = self.take()?;
        match self.kind {
            Kind::Csv(_) => Ok(rest),
            Kind::Xlsx(mut book) => book.save_to_buffer().context("a workbook"),
        }
    }

    /// Adds a row.
    pub(super) fn line(&mut self, cells: &[String]) -> Result<()> {
        match &mut self.kind {
            Kind::Csv(writer) => writer.write_record(cells).context("a row")?,
            Kind::Xlsx(book) => {
                anyhow::ensure!(self.row < WORKBOOK_ROWS_MOST, "more rows than a workbook has");
                let sheet = book.worksheet_from_index(0)?;
                for (column, cell) in (0_u16..).zip(cells) {
                    if !cell.is_empty() {
                        sheet.write_string(self.row, column, cell)?;
                    }
                }
            }
        }
        self.row += 1;
        Ok(())
    }
}

/// An example of a table to fill in.
pub(crate) fn sample(format: Format, lang: Lang) -> Result<Vec<u8>> {
    let headings = [
        "sku",
        "title",
        "text",
        "category",
        "unit",
        "currency",
        "moq",
        "price",
        "prices",
        "lead_time_d",
        "hs",
        "brand",
        "origin",
        "attributes",
        "variants",
    ];
    let row = match lang {
        Lang::En => [
            "S-200",
            "Cotton socks, 200 needles, size 39–42",
            "Soft and warm.",
            "socks",
            "PR",
            "USD",
            "500",
            "0.0875",
            "5000: 0.0800",
            "20",
            "611595",
            "Lan",
            "CN",
            "Material: 80% cotton, 20% polyamide",
            "Colour: red | S-200-R\nColour: blue | S-200-B",
        ],
        Lang::ZhCn => [
            "S-200",
            "棉袜，200针，39–42码",
            "柔软保暖。",
            "socks",
            "双",
            "CNY",
            "500",
            "0.62",
            "5000: 0.58",
            "20",
            "611595",
            "兰",
            "CN",
            "材质: 80%棉，20%锦纶",
            "颜色: 红 | S-200-R\n颜色: 蓝 | S-200-B",
        ],
    };
    let is_chinese = lang == Lang::ZhCn;
    let headings = headings.map(|field| word_of(field, is_chinese).to_owned());
    let mut written = Written::empty(format);
    written.line(&headings)?;
    written.line(&row.map(str::to_owned))?;
    written.end()
}

/// The columns of an export: all fields but those that are facts or prices in disguise.
fn columns() -> impl Iterator<Item = &'static str> {
    let is_plain = |field: &&str| !FACTS.contains(field) && *field != "price_minor";
    FIELDS.iter().map(|(field, _)| *field).filter(is_plain)
}

fn cell(listing: &Listing, field: &str) -> String {
    let (card, offer) = (&listing.card, &listing.card.offer);
    match field {
        "id" => offer.product.to_string(),
        "sku" => listing.sku.clone().unwrap_or_default(),
        "title" => offer.title.clone(),
        "title_lang" => card.title_lang.tag().to_owned(),
        "text" => listing.text.clone(),
        "unit" => offer.unit.code().to_owned(),
        "currency" => offer.currency.code().to_owned(),
        "moq" => offer.moq().to_string(),
        "order_multiple" => offer.order_multiple.to_string(),
        "price" => offer.tiers.first().map(|tier| tier.price.plain()).unwrap_or_default(),
        "prices" => {
            let more = offer.tiers.iter().skip(1).map(|tier| Attribute {
                name: tier.min_quantity.to_string(),
                value: tier.price.plain(),
            });
            write_attributes(&more.collect::<Vec<_>>())
        }
        "lead_time_d" => offer.lead_time_d.to_string(),
        "stock_version" => offer.stock.map(|stock| stock.revision.to_string()).unwrap_or_default(),
        "stock" | "stock_was" => {
            offer.stock.map(|stock| stock.on_hand.to_string()).unwrap_or_default()
        }
        "is_virtual" => if offer.is_virtual { "yes" } else { "no" }.to_owned(),
        "is_open_offer" => if offer.is_open_offer { "yes" } else { "no" }.to_owned(),
        "state" => match card.state {
            ProductState::Expired => ProductState::Hidden.word().to_owned(),
            state => state.word().to_owned(),
        },
        _ => detail(&listing.details, field),
    }
}

fn detail(details: &Details, field: &str) -> String {
    let word = |part: &Option<String>| part.clone().unwrap_or_default();
    let sample = details.sample.as_ref();
    match field {
        "category" => word(&details.category),
        "hs" => word(&details.hs),
        "gtin" => word(&details.gtin),
        "brand" => word(&details.brand),
        "model" => word(&details.model),
        "origin" => word(&details.origin),
        "keywords" => write_keywords(&details.keywords),
        "attributes" => write_attributes(&details.attributes),
        "certificates" => write_certificates(&details.certificates),
        "variants" => write_variants(&details.variants),
        "sample_price" => sample.map(|one| one.price.clone()).unwrap_or_default(),
        "sample_most" => sample.map(|one| one.most.to_string()).unwrap_or_default(),
        "sample_days" => sample.map(|one| one.days.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// A cell that no spreadsheet takes for a formula.
pub(super) fn safe(cell: String) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell }
}
