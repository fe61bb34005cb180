//! What the two firms offer and say.

use super::Course;
use catalog::{NewProduct, NewTier};
use kernel::Timestamp;
use sourcing::{NewPart, NewQuote};

/// Days that a quote binds.
pub(super) const VALID_D: i64 = 30;
/// Days from Ningbo to Gothenburg.
pub(super) const VOYAGE_D: i64 = 42;
/// Pairs that the inspector put aside.
pub(super) const FOUND: i64 = 3;
/// What the inspector wrote.
pub(super) const REPORT: &str = "General level II, AQL 2.5: 315 pairs looked at, 3 with loose \
    threads at the toe. Labels, sizes and packing as agreed.";

/// What is said about one deal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Talk {
    pub(super) quantity: i64,
    pub(super) question: &'static str,
    pub(super) answer: &'static str,
    pub(super) thanks: &'static str,
}

impl Talk {
    pub(super) fn of(course: Course) -> Self {
        match course {
            Course::AtSea => Self {
                quantity: 6_000,
                question: "Hello! We sell socks in 40 shops on the Swedish west coast. Could you \
                    make 6,000 pairs with our label, sizes 36 to 41, by sea to Gothenburg?",
                answer: "您好！可以做。6,000 双，带贵司商标，25 天交货，FOB 宁波。报价见下。",
                thanks: "Thank you, the sample is very good. We accept.",
            },
            Course::InWork => Self {
                quantity: 20_000,
                question: "The first order sells well. What would 20,000 pairs cost for the \
                    autumn, same yarn, four colours, 5,000 pairs each?",
                answer: "谢谢再次询价！20,000 双单价可到 0.5725 美元，四色各 5,000 双，先付 30% 定金。",
                thanks: "Agreed. Please let us know when the goods are ready for inspection.",
            },
        }
    }

    /// Binding until an instant: FOB Ningbo, 30 % before the goods are made and the rest before
    /// they leave.
    pub(super) fn quote(&self, until: Timestamp) -> NewQuote {
        let part = |share_bps, due: &str| NewPart { share_bps, due: due.to_owned() };
        NewQuote {
            currency: "USD".to_owned(),
            incoterm: "FOB".to_owned(),
            place: "CNNGB".to_owned(),
            transport: "sea".to_owned(),
            lead_time_d: 25,
            valid_until: until.to_string(),
            parts: vec![part(3_000, "before_production"), part(7_000, "before_shipment")],
            note: "Export cartons of 200 pairs. Inspection at our mill before balance.".to_owned(),
            tiers: tiers(&[(5_000, "0.60"), (20_000, "0.5725")]),
        }
    }
}

fn tiers(told: &[(i64, &str)]) -> Vec<NewTier> {
    let tier = |(min_quantity, price): &(i64, &str)| NewTier {
        min_quantity: *min_quantity,
        price: (*price).to_owned(),
    };
    told.iter().map(tier).collect()
}

fn product(lang: &str, title: &str, text: &str, currency: &str, unit: &str) -> NewProduct {
    NewProduct {
        sku: None,
        title: title.to_owned(),
        title_lang: lang.to_owned(),
        text: text.to_owned(),
        unit: unit.to_owned(),
        currency: currency.to_owned(),
        moq: 0,
        lead_time_d: 25,
        is_open_offer: true,
        tiers: Vec::new(),
        ..NewProduct::default()
    }
}

fn priced(new: NewProduct, told: &[(i64, &str)]) -> NewProduct {
    let moq = told.first().map_or(1, |(least, _)| *least);
    NewProduct { moq, tiers: tiers(told), ..new }
}

/// The socks that the deals are about.
pub(super) fn socks() -> NewProduct {
    let text = "精梳棉 78%，锦纶 20%，氨纶 2%。36–41 码，无骨缝头，可定制商标。\n\
        Combed cotton 78 %, polyamide 20 %, elastane 2 %. Sizes 36 to 41, linked toe, own label.";
    let new = product("zh-CN", "200 针精梳棉袜 Combed cotton socks", text, "USD", "PR");
    priced(new, &[(1_000, "0.68"), (5_000, "0.615"), (20_000, "0.5875")])
}

/// Gloves.
pub(super) fn gloves() -> NewProduct {
    let text = "羊毛混纺，触屏指尖。\nWool blend, fingertips for touch screens.";
    let new = product("zh-CN", "羊毛混纺手套 Wool-blend gloves", text, "USD", "PR");
    priced(new, &[(500, "1.85"), (3_000, "1.62")])
}

/// Beanies.
pub(super) fn beanies() -> NewProduct {
    let text = "双层罗纹帽。\nTwo-layer ribbed beanie.";
    let new = product("zh-CN", "双层罗纹针织帽 Ribbed beanie", text, "USD", "C62");
    priced(new, &[(500, "1.40"), (2_000, "1.25"), (10_000, "1.125")])
}

/// What the importer sells at home.
pub(super) fn hiking_socks() -> NewProduct {
    let text = "Merino 60 %. Three pairs in a paper sleeve, from our store in Gothenburg.";
    let new = product("en", "Hiking socks, merino, three pairs", text, "SEK", "PK");
    // They lie in its store: domestic and retail buyers take from the same pieces.
    priced(
        NewProduct { lead_time_d: 2, stock: Some(2_400), ..new },
        &[(10, "89.00"), (100, "74.50")],
    )
}
