//! Products made by recombining the words of the shipped records, so that frequent words stay
//! frequent, with our own categories and a Chinese half.

use crate::demo::records;
use anyhow::Result;
use catalog::{Attribute, Category, Details, NewProduct, NewTier};
use kernel::Lang;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Marks that the products carry.
const BRANDS: u64 = 500;
const COLOURS: [(&str, &str); 8] = [
    ("red", "红色"),
    ("blue", "蓝色"),
    ("green", "绿色"),
    ("black", "黑色"),
    ("white", "白色"),
    ("pink", "粉色"),
    ("grey", "灰色"),
    ("yellow", "黄色"),
];
const MATERIALS: [(&str, &str); 6] = [
    ("cotton", "棉"),
    ("ceramic", "陶瓷"),
    ("steel", "不锈钢"),
    ("wood", "木"),
    ("glass", "玻璃"),
    ("plastic", "塑料"),
];

/// Where the words come from.
pub(crate) struct Wares {
    /// The words of every description.
    titles: Vec<Vec<String>>,
    /// A place in `titles` for every line that was sold: what is frequent there is frequent here.
    sold: Vec<usize>,
    shelves: Vec<&'static Category>,
}

impl Wares {
    /// Reads the shipped records.
    pub(crate) fn read() -> Result<Self> {
        let records = records::read(None)?;
        let words = |text: &String| text.split_whitespace().map(str::to_lowercase).collect();
        let titles: Vec<Vec<String>> = records.titles.iter().map(words).collect();
        let rows = records.invoices.iter().flat_map(|invoice| &invoice.rows);
        let sold = rows.filter_map(|row| row.title).filter(|&title| titles[title].len() > 1);
        let sold = sold.collect();
        let shelves = Category::all().filter(|one| one.children().next().is_none()).collect();
        Ok(Self { titles, sold, shelves })
    }

    fn chance(nth: u64, purpose: u64) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(nth.wrapping_mul(2).wrapping_add(purpose))
    }

    /// The words of one product: some of one title, some of another.
    fn words(&self, chance: &mut ChaCha8Rng) -> Vec<String> {
        let mut some = || &self.titles[self.sold[chance.random_range(0..self.sold.len())]];
        let (one, other) = (some(), some());
        let half = one.len().div_ceil(2);
        one[..half].iter().chain(&other[other.len() / 2..]).cloned().collect()
    }

    fn kind(&self, nth: u64) -> (&'static Category, ChaCha8Rng) {
        let mut chance = Self::chance(nth, 0);
        (self.shelves[chance.random_range(0..self.shelves.len())], chance)
    }

    /// The product of a number; the same at each call.
    pub(crate) fn product(&self, nth: u64) -> NewProduct {
        let (shelf, mut chance) = self.kind(nth);
        let words = self.words(&mut chance).join(" ");
        let (colour, colour_zh) = COLOURS[chance.random_range(0..COLOURS.len())];
        let (material, material_zh) = MATERIALS[chance.random_range(0..MATERIALS.len())];
        let brand = format!("Brand {}", chance.random_range(0..BRANDS));
        let is_chinese = chance.random_range(0..2) == 0;
        let (title, title_lang) = if is_chinese {
            let name = shelf.name(Lang::ZhCn);
            (format!("{brand} {colour_zh}{material_zh}{name} {words} {nth}"), "zh-CN")
        } else {
            let name = shelf.name(Lang::En);
            (format!("{brand} {colour} {material} {name} {words} {nth}"), "en")
        };
        let fact = |name: &str, value: &str| Attribute { name: name.into(), value: value.into() };
        let moq = [1, 10, 100, 500, 1_000][chance.random_range(0..5)];
        let cents = chance.random_range(10..10_000);
        NewProduct {
            title: title.chars().take(120).collect(),
            title_lang: title_lang.to_owned(),
            text: words,
            unit: "C62".to_owned(),
            currency: "USD".to_owned(),
            moq,
            lead_time_d: chance.random_range(1..60),
            is_open_offer: true,
            tiers: vec![NewTier {
                min_quantity: moq,
                price: format!("{}.{:02}", cents / 100, cents % 100),
            }],
            details: Details {
                category: Some(shelf.code().to_owned()),
                brand: Some(brand),
                origin: Some("CN".to_owned()),
                attributes: vec![fact("Colour", colour), fact("Material", material)],
                ..Details::default()
            },
            ..NewProduct::default()
        }
    }

    /// A query of a number: one to three words of some product, in either language.
    pub(crate) fn query(&self, nth: u64) -> String {
        let (shelf, _) = self.kind(nth);
        let mut chance = Self::chance(nth, 1);
        let words = self.words(&mut chance);
        let some = &words[..words.len().min(chance.random_range(1..=2))];
        match chance.random_range(0..4) {
            0 => shelf.name(Lang::ZhCn).to_owned(),
            1 => format!(
                "{} {}",
                COLOURS[chance.random_range(0..COLOURS.len())].1,
                shelf.name(Lang::ZhCn)
            ),
            2 => format!("{} {}", some.join(" "), shelf.name(Lang::En)),
            _ => some.join(" "),
        }
    }
}
