//! The stock codes of the records as listings.

use super::records::{CURRENCY, Kind, Records};
use kernel::UnitPrice;
use std::collections::HashMap;

/// Codes of the records that are postage, fees, discounts and corrections: listed, but hidden.
const NOT_GOODS: &[&str] = &[
    "ADJUST",
    "ADJUST2",
    "AMAZONFEE",
    "B",
    "BANK CHARGES",
    "C2",
    "C3",
    "CRUK",
    "D",
    "DOT",
    "GIFT",
    "M",
    "POST",
    "S",
    "TEST001",
    "TEST002",
    "m",
];

/// A stock code that had a price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Good {
    /// Its place among the codes.
    pub(super) code: usize,
    /// What it was called most often.
    pub(super) title: String,
    /// The median of what it cost.
    pub(super) price: UnitPrice,
    /// Whether everybody may see it.
    pub(super) is_shown: bool,
}

/// The goods of the records.
#[derive(Debug, Default)]
pub(super) struct Goods {
    /// Those with a price; what was sold most comes last, since lists show the newest first.
    pub(super) listed: Vec<Good>,
    /// What each code was called most often; the code itself if it never had a name.
    pub(super) titles: Vec<String>,
    /// Codes that never had a price.
    pub(super) unlisted: usize,
}

/// What is known of a code.
#[derive(Debug, Default, Clone)]
struct Seen {
    millionths: Vec<i64>,
    titles: HashMap<usize, (usize, usize)>,
    sold: usize,
}

impl Seen {
    fn median(&mut self) -> Option<i64> {
        self.millionths.sort_unstable();
        self.millionths.get(self.millionths.len().saturating_sub(1) / 2).copied()
    }

    /// The most frequent title; of equals, the first.
    fn title(&self) -> Option<usize> {
        let most = |(_, (count, first)): &(&usize, &(usize, usize))| (*count, usize::MAX - first);
        self.titles.iter().max_by_key(most).map(|(title, _)| *title)
    }
}

impl Goods {
    /// Looks through the records.
    pub(super) fn of(records: &Records) -> Self {
        let mut seen = look(records);
        let mut goods = Self::default();
        let mut order = Vec::new();
        for (code, seen) in seen.iter_mut().enumerate() {
            let named = seen.title().map_or(&records.codes[code], |title| &records.titles[title]);
            goods.titles.push(named.clone());
            let Some(median) = seen.median() else { continue };
            let is_shown = !NOT_GOODS.contains(&records.codes[code].as_str());
            let price = UnitPrice::new(median, CURRENCY);
            order.push((seen.sold, Good { code, title: named.clone(), price, is_shown }));
        }
        goods.unlisted = seen.len() - order.len();
        order.sort_by_key(|(sold, _)| *sold);
        goods.listed = order.into_iter().map(|(_, good)| good).collect();
        goods
    }
}

fn look(records: &Records) -> Vec<Seen> {
    let mut seen = vec![Seen::default(); records.codes.len()];
    for (nth, invoice) in records.invoices.iter().enumerate() {
        for row in &invoice.rows {
            let seen = &mut seen[row.code];
            if let Some(title) = row.title {
                seen.titles.entry(title).or_insert((0, nth)).0 += 1;
            }
            if row.millionths > 0 && invoice.kind != Kind::Adjustment {
                seen.millionths.push(row.millionths);
                seen.sold += usize::from(invoice.kind == Kind::Sale);
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::super::records::read_from;
    use super::*;

    #[test]
    fn a_code_is_listed_by_its_usual_name_at_its_median_price() {
        let file = "country,invoice,stock_code,description,quantity,invoice_date,price,customer_id
USA,1,85048,GLASS BALL,1,2010-01-05 06:00:00,3,8
USA,1,85048,BALL,1,2010-01-05 06:00:00,1.005,8
USA,1,85048,GLASS BALL,1,2010-01-05 06:00:00,0,8
USA,2,85048,,1,2010-01-05 06:00:00,9,
USA,2,POST,POSTAGE,1,2010-01-05 06:00:00,18,
USA,2,70000,,1,2010-01-05 06:00:00,4,
USA,3,20000,lost,-7,2010-01-05 06:00:00,0,
USA,A4,20000,lost,1,2010-01-05 06:00:00,7,
";
        let goods = Goods::of(&read_from(file.as_bytes()).expect("records"));
        let listed = goods.listed.iter();
        let found: Vec<(&str, String, bool)> =
            listed.map(|good| (good.title.as_str(), good.price.plain(), good.is_shown)).collect();
        let wanted = [
            ("POSTAGE", "18.00".to_owned(), false),
            ("70000", "4.00".to_owned(), true),
            ("GLASS BALL", "3.00".to_owned(), true),
        ];
        assert_eq!((found.as_slice(), goods.unlisted), (wanted.as_slice(), 1));
        assert_eq!(goods.titles[3], "lost");
    }
}
