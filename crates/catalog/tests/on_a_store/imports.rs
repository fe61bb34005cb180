//! Tables of goods: whatever wrote them they are understood, whatever is wrong is told at once, and
//! what goes out comes back just so.

use super::{each_store, of, refused};
use catalog::by_hand::{self, Table};
use catalog::{Import, ImportState, Listing, ProductState, Taking, ToldFault, jobs};
use kernel::{Actor, Cursor, Id, Lang, Limit, Outcome, Stop};
use rust_xlsxwriter::{Format, Workbook};
use std::fs;
use std::path::PathBuf;
use store::Tx;
use testkit::Fresh;
use web::App;

/// A market of the catalog alone, with a files folder.
pub(super) struct Room {
    pub(super) app: App,
    folder: tempfile::TempDir,
}

fn sign_in(_: &mut Tx<'_>, _: &[u8; 32]) -> Outcome<Actor> {
    Ok(of(1))
}

fn app(fresh: &Fresh, files: PathBuf) -> App {
    fs::create_dir_all(&files).expect("a folder");
    let place = web::Place {
        name: "Fair".into(),
        name_zh: "集市".into(),
        url: "http://localhost".into(),
        zone: "UTC".into(),
        is_simulated: true,
    };
    App::new(web::Parts {
        store: fresh.store.clone(),
        words: web::Words::read(&[web::LOCALES, finding::LOCALES, catalog::LOCALES].concat())
            .expect("words"),
        sign_in,
        place,
        limits: web::Limits::per_second(0, 0),
        files,
        secret: [7; 32],
        menus: web::page::Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    })
}

pub(super) fn room(fresh: &Fresh) -> Room {
    let folder = tempfile::tempdir().expect("a folder");
    Room { app: app(fresh, folder.path().join("files")), folder }
}

impl Room {
    pub(super) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    }

    pub(super) async fn begin(&self, path: PathBuf, mapping: &[(&str, &str)]) -> Outcome<Import> {
        let name = |(heading, field): &(&str, &str)| ((*heading).into(), (*field).into());
        let table = Table {
            path,
            mapping: mapping.iter().map(name).collect(),
            for_all: Vec::new(),
            currency: "USD".into(),
            lead_time_d: 7,
            is_in_earnest: true,
            taking: Taking::default(),
        };
        by_hand::begin(&self.app, Id::new(1), table).await
    }

    pub(super) async fn end(&self, begun: Import) -> (Import, Vec<ToldFault>) {
        loop {
            let import = by_hand::import_of(&self.app, begun.id).await.expect("an import");
            if !import.state.is_at_work() {
                let faults = by_hand::faults_of(&self.app, begun.id, 0).await.expect("faults");
                return (import, faults);
            }
            work(&self.app, begun.id).await;
        }
    }

    pub(super) async fn import(
        &self,
        name: &str,
        bytes: impl AsRef<[u8]>,
    ) -> (Import, Vec<ToldFault>) {
        let path = self.file(name, bytes);
        let begun = self.begin(path, &[]).await.expect("begun");
        self.end(begun).await
    }

    pub(super) async fn goods(&self) -> Vec<Listing> {
        let look = |tx: &mut Tx<'_>| {
            let mut all = Vec::new();
            let mut after = None;
            loop {
                let page = catalog::of_firm(tx, &of(1), Id::new(1), after, Limit::clamp(200))?;
                let ids: Vec<_> = page.rows.iter().map(|card| card.offer.product).collect();
                all.extend(catalog::documents(tx, &ids)?);
                after = page.next.map(|cursor| Cursor(cursor.0));
                if after.is_none() {
                    all.sort_by_key(|listing| listing.card.offer.product);
                    return Ok(all);
                }
            }
        };
        self.app.store().read("goods", look).await.expect("goods")
    }

    async fn export(&self, name: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let whose = (name, Lang::ZhCn);
        by_hand::export(&self.app, Id::new(1), whose, &mut bytes, &mut |_| ()).await.expect("out");
        bytes
    }
}

pub(super) fn codes(faults: &[ToldFault]) -> Vec<(i64, &str)> {
    faults.iter().map(|fault| (fault.row, fault.column.as_str())).collect()
}

/// One step, or none while the machine is busy; tells how far the import is.
async fn work(app: &App, id: Id<catalog::ImportKind>) -> Import {
    match jobs::work(app).await {
        Ok(_) | Err(Stop::Busy { .. }) => {}
        Err(stop) => panic!("{stop:?}"),
    }
    by_hand::import_of(app, id).await.expect("an import")
}

const AWKWARD: &str = "货号,标题,描述,类目,单位,币种,起订量,每批数量,价格,更多价格,交货期,HS编码,条码,品牌,\
    原产地,关键词,属性,证书,样品价格,样品数量,样品天数,规格,状态\n\
    =1+1,'80s “socks”; a|b,\"@Two lines,\nhere: one\",袜子,双,CNY,120,12,0.0875,1200: 0.08,0,6115.95,\
    4006381333931,兰,CN,\"袜子，短袜\",\"材质: 80%棉: 好\n针数: 200\",Std | 12\\|3 | X | 2027-03-31,\
    5,2,3,\"颜色: 红\\; 蓝; 尺码: M | R-M | | +0.01 | 0\n颜色: 黑; 尺码: M | -B |  | 0.09 | \",\n\
    S-2,Hidden,,,,EUR,1,,3,,,,,,,,,,,,,,hidden\n\
    S-3,Draft,,,,EUR,1,,,,,,,,,,,,,,,,draft\n";

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_out_comes_back_just_so() {
    for fresh in each_store() {
        let room = room(&fresh);
        let (import, faults) = room.import("goods.csv", AWKWARD).await;
        assert_eq!((import.state, faults), (ImportState::Done, vec![]));
        let goods = room.goods().await;
        let states: Vec<_> = goods.iter().map(|one| one.card.state).collect();
        assert_eq!(states, [ProductState::Listed, ProductState::Hidden, ProductState::Draft]);
        assert_eq!(goods[0].sku.as_deref(), Some("=1+1"));
        assert_eq!(goods[0].details.variants[0].options[0].value, "红; 蓝");
        for name in ["out.csv", "out.xlsx"] {
            let out = room.export(name).await;
            let (again, faults) = room.import(name, &out).await;
            assert_eq!((again.state, faults), (ImportState::Done, vec![]), "{name}");
            assert_eq!((again.taken.unchanged, again.taken.all()), (3, 3), "{name}");
            assert_eq!(room.goods().await, goods);
            assert_eq!(room.export(name).await.len(), out.len());
        }
        let csv = String::from_utf8(room.export("out.csv").await).expect("UTF-8");
        assert!(csv.contains("'=1+1") && !csv.contains("\n=1+1,"), "a formula is disarmed: {csv}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_of_a_file_is_told_at_once_and_nothing_is_taken() {
    for fresh in each_store() {
        let room = room(&fresh);
        let file = "SKU,Name,Price,MOQ,Barcode,Category,Unit\n\
            A,Good,1.50,10,,socks,pcs\n\
            B,,abc,0,123,sox,bushel\n\
            \n\
            A,Twice,1,1,,,\n\
            C,Wide,1,1,,,pcs,more\n\
            D,\"with \0 zero\",1,1,,,\n";
        let (import, faults) = room.import("bad.csv", file).await;
        assert_eq!((import.state, import.product_count), (ImportState::Faulty, 1));
        let wanted = [
            (3, "Name"),
            (3, "Unit"),
            (3, "Price"),
            (3, "Category"),
            (3, "Barcode"),
            (3, "MOQ"),
            (5, "SKU"),
            (6, ""),
            (7, ""),
            (7, "Name"),
        ];
        let mut found = codes(&faults);
        found.retain(|one| !matches!(one, (3, "Price" | "MOQ")));
        let wanted: Vec<_> =
            wanted.into_iter().filter(|o| !matches!(o, (3, "Price" | "MOQ"))).collect();
        assert_eq!(found, wanted, "{faults:#?}");
        assert!(faults.iter().any(|one| (one.row, one.column.as_str()) == (3, "Price")));
        assert!(room.goods().await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_file_changes_what_is_there_by_its_article_number() {
    for fresh in each_store() {
        let room = room(&fresh);
        room.import("one.csv", "sku;name;price\nA;One;1,50\nB;Two;2,00\n").await;
        let (import, _) = room
            .import("two.csv", "sku\tname\tprice\nB\tTwo\t2.50\nC\tThree\t3\nA\tOne\t1.5\n")
            .await;
        let taken = import.taken;
        assert_eq!((taken.added, taken.changed, taken.unchanged), (1, 1, 1));
        let goods = room.goods().await;
        let shown: Vec<_> = goods
            .iter()
            .map(|one| (one.sku.as_deref().unwrap_or(""), one.card.offer.tiers[0].price.plain()))
            .collect();
        assert_eq!(shown, [("A", "1.50".into()), ("B", "2.50".into()), ("C", "3.00".into())]);
        assert_eq!(goods[0].card.offer.version, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn any_usual_encoding_is_understood() {
    let text = "标题,价格,单位\n纯棉短袜,12.5,双\n";
    let utf_16 = |marked: bool| {
        let mark: &[u8] = if marked { &[0xff, 0xfe] } else { &[] };
        let text = "name,price\nSocks 袜,1\n";
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        mark.iter().copied().chain(units).collect::<Vec<u8>>()
    };
    let files = [
        ("utf-8", text.as_bytes().to_vec(), "纯棉短袜"),
        ("marked", ["\u{feff}", text].concat().into_bytes(), "纯棉短袜"),
        ("gbk", encoding_rs::GBK.encode(text).0.into_owned(), "纯棉短袜"),
        ("utf-16", utf_16(true), "Socks 袜"),
        ("utf-16 without a mark", utf_16(false), "Socks 袜"),
    ];
    for fresh in each_store() {
        for (name, bytes, title) in &files {
            let room = room(&fresh);
            let (import, faults) = room.import("file.csv", bytes).await;
            assert_eq!((import.state, faults), (ImportState::Done, vec![]), "{name}");
            let last = room.goods().await.pop().expect("a product");
            assert_eq!(&last.card.offer.title, title, "{name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn shopify_and_woocommerce_files_are_taken_as_they_are() {
    let shopify = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,\
        Option2 Name,Option2 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Barcode,\
        Image Src,Status\n\
        wool-socks,Wool socks,<p>Soft &amp; warm</p>,Lan,Socks,\"wool, winter\",true,\
        Colour,Red,Size,M,W-R-M,5,12.00,,https://x/1.jpg,active\n\
        wool-socks,,,,,,,,Blue,,M,W-B-M,-2,13.50,,,\n\
        wool-socks,,,,,,,,,,,,,,,https://x/2.jpg,\n\
        cap,Cap,,Lan,,,true,Title,Default Title,,,CAP-1,,8.00,4006381333931,,draft\n";
    let woo = "ID,Type,SKU,Name,Published,Description,Stock,Regular price,Sale price,Tags,Parent,\
        Attribute 1 name,Attribute 1 value(s)\n\
        10,variable,T,Shirt,1,\"Fine\\n<b>cotton</b>\",,,,,,Colour,\"Red, Blue\"\n\
        11,variation,T-R,Shirt - Red,1,,3,20,,,T,Colour,Red\n\
        12,variation,T-B,Shirt - Blue,1,,,19,,,id:10,Colour,Blue\n\
        13,simple,M,Mug,0,,7,5,,,,Material,Clay\n";
    for fresh in each_store() {
        let room = room(&fresh);
        let (import, faults) = room.import("shopify.csv", shopify).await;
        assert_eq!((import.state, faults), (ImportState::Done, vec![]));
        let goods = room.goods().await;
        assert_eq!((goods.len(), goods[0].details.variants.len()), (2, 2));
        let socks = &goods[0];
        assert_eq!((socks.text.as_str(), socks.details.keywords.len()), ("Soft & warm", 2));
        let variants = &socks.details.variants;
        assert_eq!((variants[0].choice(), variants[0].price.clone()), ("Red, M".into(), None));
        assert_eq!((variants[1].price.as_deref(), variants[1].stock), (Some("13.50"), Some(0)));
        let on_hand = |one: &Listing| one.card.offer.stock.map(|stock| stock.on_hand);
        assert_eq!(on_hand(socks), Some(5), "all choices are counted together");
        let cap = &goods[1];
        assert_eq!(on_hand(cap), None);
        assert_eq!((cap.sku.as_deref(), cap.card.state), (Some("CAP-1"), ProductState::Draft));
        assert_eq!(
            (cap.details.gtin.as_deref(), cap.details.variants.len()),
            (Some("4006381333931"), 0)
        );
        let (import, faults) = room.import("woo.csv", woo).await;
        assert_eq!((import.state, faults), (ImportState::Done, vec![]));
        let goods = room.goods().await;
        let shirt = &goods[2];
        assert_eq!(shirt.card.offer.tiers[0].price.plain(), "19.00");
        assert_eq!(shirt.text, "Fine\ncotton");
        assert_eq!(shirt.details.variants[0].price.as_deref(), Some("20.00"));
        assert_eq!(goods[3].card.state, ProductState::Hidden);
        assert_eq!((on_hand(shirt), on_hand(&goods[3])), (None, Some(7)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_counts_the_stock_and_never_below_what_is_kept_for_orders() {
    for fresh in each_store() {
        let room = room(&fresh);
        let stock = async || {
            let goods = room.goods().await;
            goods[0].card.offer.stock.map(|stock| (stock.on_hand, stock.reserved))
        };
        let file = |count: &str| format!("货号,标题,价格,库存\nC-1,Caps,5.00,{count}\n");
        let (import, faults) = room.import("one.csv", file("12")).await;
        assert_eq!((import.state, faults), (ImportState::Done, vec![]));
        assert_eq!(stock().await, Some((12, 0)));
        let id = room.goods().await[0].card.offer.product;
        let keep = move |tx: &mut Tx<'_>| {
            let offer = catalog::offer(tx, id)?;
            catalog::reserve(tx, Id::new(7), &offer, 4)
        };
        fresh.store.write("keep", keep).await.expect("kept");
        room.import("two.csv", file("3")).await;
        assert_eq!(stock().await, Some((4, 4)));
        room.import("three.csv", file("")).await;
        assert_eq!(stock().await, Some((4, 4)), "a file that is silent leaves it");
        let (import, faults) = room.import("four.csv", file("-2")).await;
        assert_eq!(import.state, ImportState::Faulty);
        assert!(faults[0].told.contains("whole number"), "{}", faults[0].told);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_from_before_an_order_left_does_not_bring_its_goods_back() {
    for fresh in each_store() {
        let room = room(&fresh);
        room.import("one.csv", "货号,标题,价格,库存\nC-1,Caps,5.00,12\n").await;
        let before = String::from_utf8(room.export("before.csv").await).expect("UTF-8");
        let id = room.goods().await[0].card.offer.product;
        let send = move |tx: &mut Tx<'_>| {
            let offer = catalog::offer(tx, id)?;
            catalog::reserve(tx, Id::new(7), &offer, 4)?;
            catalog::take_out(tx, Id::new(7), &[id])
        };
        fresh.store.write("send", send).await.expect("sent");
        let renamed = before.replace("Caps", "Warm caps");
        let (import, faults) = room.import("after.csv", renamed).await;
        assert_eq!((import.state, faults, import.taken.changed), (ImportState::Done, vec![], 1));
        let listing = room.goods().await.remove(0);
        assert_eq!(listing.card.offer.title, "Warm caps");
        let on_hand = |one: &Listing| one.card.offer.stock.map(|stock| stock.on_hand);
        assert_eq!(on_hand(&listing), Some(8), "four have left since");
        // Counted anew in a table of today it is taken.
        let today = String::from_utf8(room.export("today.csv").await).expect("UTF-8");
        let counted = today.replacen(",8,", ",9,", 1);
        assert_ne!(counted, today);
        room.import("counted.csv", counted).await;
        assert_eq!(on_hand(&room.goods().await[0]), Some(9));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_in_a_table_from_before_is_left_out_and_told_row_by_row() {
    for fresh in each_store() {
        let room = room(&fresh);
        let goods = "货号,标题,价格,库存\nC-1,Caps,5.00,12\nH-1,Hats,6.00,12\n";
        room.import("one.csv", goods).await;
        let table = String::from_utf8(room.export("goods.csv").await).expect("UTF-8");
        let first = table.replacen(",12,", ",37,", 1);
        assert_ne!(first, table);
        let (import, faults) = room.import("first.csv", &first).await;
        assert_eq!((import.state, faults, import.taken.changed), (ImportState::Done, vec![], 1));
        // The same table once more, worked over again: its count is of before the first time.
        let again = first.replacen(",37,", ",41,", 1).replace("Hats", "Warm hats");
        let (import, faults) = room.import("again.csv", &again).await;
        assert_eq!((import.state, import.fault_count), (ImportState::Done, 1));
        assert_eq!((import.taken.changed, import.taken.unchanged), (1, 1));
        assert!(faults[0].told.contains("changed since"), "{}", faults[0].told);
        assert_eq!((faults.len(), faults[0].row), (1, 2));
        let on_hand = |one: &Listing| one.card.offer.stock.map(|stock| stock.on_hand);
        let goods = room.goods().await;
        assert_eq!((on_hand(&goods[0]), on_hand(&goods[1])), (Some(37), Some(12)));
        assert_eq!(goods[1].card.offer.title, "Warm hats");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_is_read_whatever_stands_in_its_cells() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 3, "Our goods", &Format::new()).expect("merged");
    for (column, heading) in (0_u16..).zip(["Name", "Price", "EAN", "MOQ"]) {
        sheet.write_string(2, column, heading).expect("written");
    }
    sheet.write_string(3, 0, "Socks").expect("written");
    sheet.write_number(3, 1, 0.0875).expect("written");
    sheet.write_number(3, 2, 4_006_381_333_931_f64).expect("written");
    sheet
        .write_formula(3, 3, rust_xlsxwriter::Formula::new("=100*5").set_result("500"))
        .expect("written");
    sheet.merge_range(5, 0, 5, 1, "Note", &Format::new()).expect("merged");
    let bytes = book.save_to_buffer().expect("a workbook");
    for fresh in each_store() {
        let room = room(&fresh);
        let (import, faults) = room.import("book.xlsx", &bytes).await;
        assert_eq!((import.state, codes(&faults)), (ImportState::Faulty, vec![(6, "Price")]));
        let path = room.file("cut.xlsx", &bytes[..bytes.len() / 2]);
        assert_eq!(refused(room.begin(path, &[]).await), "catalog-table-unreadable");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_files_are_answered_in_words() {
    let mut endless = b"name,price\n".to_vec();
    endless.extend(b"\"never closed ".repeat(400_000));
    let mut wide = b"name,price\n".to_vec();
    wide.extend(b"x,".repeat(2_000));
    let cell = format!("name,price\n{},1\n", "x".repeat(100_000));
    for fresh in each_store() {
        let room = room(&fresh);
        for (name, bytes, code) in [
            ("empty.csv", Vec::new(), "catalog-table-empty"),
            ("old.xls", vec![0xd0, 0xcf, 0x11, 0xe0, 1, 2], "catalog-table-wrong-kind"),
            ("paper.pdf", b"%PDF-1.7".to_vec(), "catalog-table-wrong-kind"),
            ("endless.csv", endless.clone(), "catalog-table-row-too-long"),
            ("wide.csv", wide.clone(), "catalog-table-row-too-long"),
        ] {
            let path = room.file(name, bytes);
            assert_eq!(refused(room.begin(path, &[]).await), code, "{name}");
        }
        let (import, faults) = room.import("cell.csv", &cell).await;
        assert_eq!((import.state, faults[0].row), (ImportState::Faulty, 2));
        let (import, faults) = room.import("head.csv", "name,price\n").await;
        assert_eq!((import.state, faults[0].row), (ImportState::Faulty, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_are_not_known_are_asked_for() {
    for fresh in each_store() {
        let room = room(&fresh);
        let file = "Artikelname;Preis;EAN\nSocken;1,20;\n";
        let path = room.file("de.csv", file);
        let begun = room.begin(path.clone(), &[]).await.expect("begun");
        assert_eq!(begun.state, ImportState::Unmapped);
        by_hand::end(&room.app, begun.id).await.expect("ended");
        let mapping = [("Artikelname", "title"), ("Preis", "price")];
        let begun = room.begin(path, &mapping).await.expect("begun");
        let (import, faults) = room.end(begun).await;
        assert_eq!((import.state, faults), (ImportState::Done, vec![]));
        assert_eq!(room.goods().await[0].card.offer.title, "Socken");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_cut_off_goes_on_where_it_was() {
    for fresh in each_store() {
        let room = room(&fresh);
        let rows: Vec<String> = (0..4_321).map(|nth| format!("N-{nth},Socks {nth},1.5")).collect();
        let path = room.file("many.csv", format!("sku,name,price\n{}\n", rows.join("\n")));
        let begun = room.begin(path, &[]).await.expect("begun");
        while work(&room.app, begun.id).await.taken.added == 0 {}
        let half = by_hand::import_of(&room.app, begun.id).await.expect("an import");
        assert_eq!((half.state, half.taken.added % 50), (ImportState::Running, 0));
        let files = room.folder.path().join("files");
        let again =
            Room { app: app(&fresh, files), folder: tempfile::tempdir().expect("a folder") };
        let (import, _) = again.end(begun).await;
        assert_eq!((import.state, import.taken.added), (ImportState::Done, 4_321));
        let goods = again.goods().await;
        assert_eq!((goods.len(), goods[4_320].sku.as_deref()), (4_321, Some("N-4320")));
        assert_eq!(fs::read_dir(room.folder.path().join("files")).expect("files").count(), 0);
    }
}
