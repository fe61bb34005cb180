//! Files of goods at every stage, for their pages.

use crate::market::Market;
use anyhow::{Result, anyhow};
use catalog::by_hand::{self, Table};
use catalog::{ImportState, Taking, jobs};
use kernel::{Actor, Stop};

/// A file that is right.
const RIGHT: &str = "货号,标题,单位,起订量,价格,更多价格,库存地\n\
    LH-310,羊毛混纺围巾 Wool-blend scarf,条,200,2.85,1000: 2.60,慈溪\n\
    LH-320,儿童针织帽 Children's beanie,顶,300,1.10,,慈溪\n";
/// A file with faults.
const FAULTY: &str = "Article number,Name,Unit,MOQ,Price,Barcode,HS code\n\
    LH-410,Merino socks,pairs,500,0.95,6901234567892,6115.94\n\
    LH-420,,pairs,0,about 1,6901234567893,6115\n\
    LH-410,Hiking socks,bushels,500,1.20,,611500\n";
/// A file whose headings nobody knows.
const UNKNOWN: &str = "Artikel;Benennung;Preis;Menge\nLH-510;Wandersocken;1,20;500\n";

/// Every stage with its file, and whether its goods are wanted at once.
fn stages() -> [(&'static str, &'static str, String, bool); 5] {
    [
        ("import-left-out", "winter-list.csv", FAULTY.replace("LH-4", "LH-7"), true),
        ("import-done", "围巾和帽子.csv", RIGHT.to_owned(), true),
        ("import-unmapped", "Preisliste.csv", UNKNOWN.to_owned(), true),
        ("import-faulty", "autumn-list.csv", FAULTY.to_owned(), true),
        ("import-ready", "spring-list.csv", RIGHT.replace("LH-3", "LH-6"), false),
    ]
}

/// Brings a file to each stage; tells the import of each.
pub(super) async fn make(market: &Market, seller: &Actor) -> Result<Vec<(&'static str, String)>> {
    let fault = |stop: Stop| anyhow!("a file of goods: {stop:?}");
    let firm = seller.firm().ok_or_else(|| anyhow!("no firm"))?;
    let (app, mut made) = (&market.app, Vec::new());
    for (name, file, text, is_in_earnest) in stages() {
        let folder = app.files().join(name);
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(file);
        std::fs::write(&path, text)?;
        let table = Table {
            path,
            mapping: Vec::new(),
            for_all: Vec::new(),
            currency: "USD".to_owned(),
            lead_time_d: 25,
            is_in_earnest,
            taking: Taking { leave_out_faulty: name == "import-left-out", alike: None },
        };
        let id = by_hand::begin(app, firm, table).await.map_err(fault)?.id;
        for _ in 0..2 {
            let state = by_hand::import_of(app, id).await.map_err(fault)?.state;
            if matches!(state, ImportState::Waiting | ImportState::Running) {
                jobs::work(app).await.map_err(fault)?;
            }
        }
        made.push((name, id.to_string()));
    }
    Ok(made)
}
