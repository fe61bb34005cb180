//! Firms that show themselves: pages, photos, windows, and neighbours on the same shelves.

use super::fixture::{LAN, Set, Somebody, open};
use crate::demo::picture::{Yarn, knit};
use anyhow::{Result, anyhow};
use catalog::{Certificate, Details, NewProduct, NewTier, NewWords, Photo};
use kernel::{Actor, Id, Lang, Limit};
use party::{ChangedFirm, Name};
use store::Tx;
use window::{FirmWords, NewFirmPage};

const TAMM: Somebody = Somebody {
    name: "Liisa Tamm",
    firm: "Tamm Wool OÜ",
    lang: Lang::En,
    country: "EE",
    contact: "liisa@example.ee",
};

const YARNS: [Yarn; 4] = [Yarn::ORCHID, Yarn::EMBER, Yarn::NIGHT, Yarn::FOREST];

/// Gives each firm photos and a window, and lets the shelves fill.
pub(super) async fn dress(set: &Set<'_>, lan: &Actor) -> Result<()> {
    let files = set.market.app.kept();
    let mut photos = Vec::new();
    for yarn in YARNS {
        let kept = catalog::keep_photo(&*files, &knit(yarn)?);
        photos.push(kept.map_err(|stop| anyhow!("keeping a photo: {stop:?}"))?);
    }
    let token = set.token();
    let tamm = set.act(move |tx| open(tx, &TAMM, &token)).await?;
    for new in wool() {
        set.act(move |tx| catalog::list_product(tx, &tamm, &new)).await?;
    }
    for by in [*lan, tamm] {
        let photos = photos.clone();
        set.act(move |tx| hang(tx, &by, &photos)).await?;
    }
    let by = *lan;
    set.act(move |tx| {
        let firm = by.firm().unwrap_or(Id::new(0));
        let name = Name::parse(LAN.firm, "name")?;
        let region = "CN-ZJ".to_owned();
        let new = ChangedFirm { name, name_lang: LAN.lang, region };
        let version = party::firm(tx, firm)?.version;
        party::change_firm(tx, &by, version, &new)
    })
    .await?;
    set.act(move |tx| {
        let page = window::change_page(tx, &by, 0, &page())?;
        let (first, second) = (photos[0], photos[3]);
        let page = window::add_photo(tx, &by, page.version, first)?;
        window::add_photo(tx, &by, page.version, second)?;
        let firm = by.firm().unwrap_or(Id::new(0));
        let goods = catalog::of_firm(tx, &by, firm, None, Limit::DEFAULT)?.rows;
        let two: Vec<_> = goods.iter().take(2).map(|card| card.offer.product).collect();
        let words = NewWords {
            title: "Combed cotton socks, 200 needles".to_owned(),
            text: "Combed cotton 78 %, polyamide 20 %, elastane 2 %. Sizes 36–41, linked by hand."
                .to_owned(),
        };
        if let Some(card) = goods.first() {
            let read = (card.offer.product, card.offer.version);
            catalog::set_words(tx, &by, read, Lang::En, &words)?;
        }
        window::choose_goods(tx, &by, &two)
    })
    .await?;
    while set.market.clone().run_followers().await.is_ok_and(|taken| taken > 0) {}
    Ok(())
}

/// Gives each product of a firm a photo.
fn hang(tx: &mut Tx<'_>, by: &Actor, photos: &[Photo]) -> kernel::Outcome<()> {
    let firm = by.firm().unwrap_or(Id::new(0));
    let goods = catalog::of_firm(tx, by, firm, None, Limit::DEFAULT)?.rows;
    for (card, photo) in goods.iter().zip(photos.iter().cycle()) {
        let offer = &card.offer;
        catalog::set_photo(tx, by, offer.product, offer.version, *photo)?;
    }
    Ok(())
}

fn wool() -> [NewProduct; 5] {
    let new = |shelf: &str, title: &str, moq: i64, price: &str| NewProduct {
        title: title.to_owned(),
        title_lang: "en".to_owned(),
        text: "Estonian wool, spun and knitted in Viljandi.".to_owned(),
        unit: "PR".to_owned(),
        currency: "EUR".to_owned(),
        moq,
        lead_time_d: 14,
        tiers: vec![NewTier { min_quantity: moq, price: price.to_owned() }],
        details: Details { category: Some(shelf.to_owned()), ..Details::default() },
        ..NewProduct::default()
    };
    [
        new("scarves", "Haapsalu lace shawl", 20, "38.00"),
        new("gloves", "Kihnu patterned mittens", 50, "11.50"),
        new("socks", "Wool hiking sock, terry sole", 100, "4.90"),
        new("hats", "Setu beanie", 100, "7.20"),
        new("socks", "Long knee sock with folk pattern", 100, "6.40"),
    ]
}

fn page() -> NewFirmPage {
    let words = |lang, makes: &str, how: &str| FirmWords {
        lang,
        makes: makes.to_owned(),
        how: how.to_owned(),
    };
    NewFirmPage {
        other_name: "Cixi Lanhua Knitting Mill".to_owned(),
        founded: Some(2_009),
        markets: ["SE", "DE", "JP"].map(str::to_owned).to_vec(),
        certificates: vec![Certificate {
            name: "OEKO-TEX Standard 100".to_owned(),
            number: "12.HCN.345".to_owned(),
            issued_by: "Hohenstein".to_owned(),
            valid_until: "2027-03-31".to_owned(),
        }],
        words: vec![
            words(
                Lang::En,
                "Cotton and merino socks, 200 needles, your label from 1,000 pairs",
                "Sixty-four Italian machines, forty people, 300,000 pairs a month.\n\
                 We send samples in four days and link every toe by hand. One inspector looks at \
                 each lot before it is packed; you get the report with the photos.",
            ),
            words(
                Lang::ZhCn,
                "精梳棉袜、美丽诺羊毛袜，200 针，1,000 双起可做商标",
                "六十四台意大利袜机，四十人，月产三十万双。\n\
                 样品四天寄出，手工缝头。每批装箱前专人检验，报告和照片发给您。",
            ),
        ],
    }
}
