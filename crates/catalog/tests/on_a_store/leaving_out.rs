//! Files that are not quite right, or not quite new: what stays out, what is known again, and what
//! was said before.

use super::imports::{Room, codes, room};
use super::{each_store, of, refused};
use catalog::by_hand::{self, Table};
use catalog::{Alike, Import, ImportState, Taking};
use kernel::{Id, Outcome};
use store::Tx;

const HALF_RIGHT: &str = "SKU,Name,Price,Unit,Note\n\
    A,Good,1.50,pcs,=1+1\n\
    B,,0,pcs,x\n\
    C,Third,2,bushel,x\n\
    D,Fourth,4,pcs,x\n";

async fn run(room: &Room, import: &Import, taking: Taking) -> Outcome<Import> {
    let id = import.id;
    let act = move |tx: &mut Tx<'_>| catalog::run_import(tx, &of(1), id, taking);
    room.app.store().write("run", act).await
}

fn without_faulty() -> Taking {
    Taking { leave_out_faulty: true, alike: None }
}

async fn titles(room: &Room) -> Vec<String> {
    room.goods().await.into_iter().map(|one| one.card.offer.title).collect()
}

fn left_out(room: &Room, import: &Import) -> String {
    let into = room.file("left.csv", "");
    by_hand::write_left_out(&room.app, import, &into).expect("written");
    std::fs::read_to_string(into).expect("UTF-8")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_faulty_stays_out_only_when_asked_and_comes_back_to_be_mended() {
    for fresh in each_store() {
        let room = room(&fresh);
        let (import, faults) = room.import("half.csv", HALF_RIGHT).await;
        assert_eq!((import.state, import.left_out), (ImportState::Faulty, 2));
        assert_eq!(codes(&faults), [(3, "Name"), (3, "Price"), (4, "Unit")]);
        let all = run(&room, &import, Taking::default()).await;
        assert_eq!(refused(all), "catalog-import-faulty");
        assert!(room.goods().await.is_empty());

        let begun = run(&room, &import, without_faulty()).await.expect("begun");
        assert_eq!(begun.state, ImportState::Running);
        let (import, _) = room.end(begun).await;
        assert_eq!((import.state, import.taken.added), (ImportState::Done, 2));
        assert_eq!(titles(&room).await, ["Good", "Fourth"]);

        let left = left_out(&room, &import);
        let mut lines = left.lines();
        assert_eq!(lines.next(), Some("\u{feff}SKU,Name,Price,Unit,Note,What is wrong"));
        let first = lines.next().expect("a row");
        assert!(first.starts_with("B,,0,pcs,x,Name: "), "{first}");
        assert!(first.contains("Price: "), "{first}");
        assert!(
            lines.next().expect("a row").replace('"', "").starts_with("C,Third,2,bushel,x,Unit: ")
        );
        assert_eq!(lines.next(), None);

        let still = left.replace("B,,0", "B,Second,3");
        let (import, _) = room.import("left.csv", &still).await;
        assert_eq!((import.state, import.left_out), (ImportState::Faulty, 1));
        let again = left_out(&room, &import);
        assert_eq!(again.matches("What is wrong").count(), 1, "{again}");
        let (import, faults) = room.import("left.csv", still.replace("bushel", "set")).await;
        assert_eq!((import.state, faults), (ImportState::Done, vec![]));
        assert_eq!(titles(&room).await, ["Good", "Fourth", "Second", "Third"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_taken_of_a_file_without_a_right_product_or_an_end() {
    let mut endless = b"name,price\nGood,1\n".to_vec();
    endless.extend(b"\"never closed ".repeat(400_000));
    for fresh in each_store() {
        let room = room(&fresh);
        for (name, bytes) in
            [("wrong.csv", b"name,price\n,1\n".to_vec()), ("endless.csv", endless.clone())]
        {
            let (import, faults) = room.import(name, bytes).await;
            assert_eq!((import.state, faults.len()), (ImportState::Faulty, 1), "{name}");
            let taken = run(&room, &import, without_faulty()).await;
            assert_eq!(refused(taken), "catalog-nothing-to-take", "{name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_without_article_numbers_sent_twice_adds_nothing() {
    const FILE: &str = "name,brand,price\nSock,Lan,1\nSock,Lan,2\nSock,Wu,3\nCap,,4\n";
    for fresh in each_store() {
        let room = room(&fresh);
        let (import, _) = room.import("one.csv", FILE).await;
        assert_eq!((import.alike_count, import.taken.added), (0, 4));
        let (import, _) = room.import("two.csv", FILE).await;
        assert_eq!((import.alike_count, import.taken.unchanged), (4, 4));
        let (import, _) = room.import("three.csv", FILE.replace("Lan,2", "Lan,5")).await;
        assert_eq!((import.taken.changed, import.taken.unchanged), (1, 3));
        let prices: Vec<_> =
            (room.goods().await.iter()).map(|one| one.card.offer.tiers[0].price.plain()).collect();
        assert_eq!(prices, ["1.00", "5.00", "3.00", "4.00"]);
        for (alike, taken) in [(Alike::Keep, (0, 0, 4)), (Alike::Add, (4, 0, 0))] {
            let file = room.file("more.csv", FILE);
            let taking = Taking { leave_out_faulty: false, alike: Some(alike) };
            let begun = by_hand::begin(&room.app, Id::new(1), table(file, taking)).await;
            let (import, _) = room.end(begun.expect("begun")).await;
            let Import { taken: all, .. } = import;
            assert_eq!((all.added, all.changed, all.unchanged), taken, "{alike:?}");
        }
        assert_eq!(room.goods().await.len(), 8);
        let many = format!("name,price\n{}", "Hat,1\n".repeat(41));
        let (import, faults) = room.import("many.csv", many).await;
        assert_eq!((import.state, codes(&faults)), (ImportState::Faulty, vec![(42, "sku")]));
    }
}

fn table(path: std::path::PathBuf, taking: Taking) -> Table {
    Table {
        path,
        mapping: Vec::new(),
        for_all: Vec::new(),
        currency: "USD".into(),
        lead_time_d: 7,
        is_in_earnest: true,
        taking,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_a_file_is_remembered_for_the_firm() {
    for fresh in each_store() {
        let room = room(&fresh);
        let file = room.file("de.csv", "Artikel;Cent\nSocken;120\n");
        let said = |unit: &str| Table {
            mapping: vec![
                ("Artikel".into(), "title".into()),
                ("Cent".into(), "price_minor".into()),
            ],
            for_all: vec![("unit".into(), unit.into()), ("moq".into(), "12".into())],
            ..table(file.clone(), Taking::default())
        };
        let wrong = by_hand::begin(&room.app, Id::new(1), said("bushel")).await;
        assert_eq!(refused(wrong), "catalog-unit-unknown");
        let begun = by_hand::begin(&room.app, Id::new(1), said("双")).await.expect("begun");
        assert_eq!(room.end(begun).await.0.state, ImportState::Done);
        let (import, faults) = room.import("next.csv", "Artikel;Cent\nMützen;5\n").await;
        assert_eq!((import.state, faults), (ImportState::Done, vec![]));
        let goods = room.goods().await;
        let shown: Vec<_> = (goods.iter().map(|one| &one.card.offer))
            .map(|offer| (offer.unit.code(), offer.moq(), offer.tiers[0].price.plain()))
            .collect();
        assert_eq!(shown, [("PR", 12, "1.20".into()), ("PR", 12, "0.05".into())]);
        let other = by_hand::begin(&room.app, Id::new(2), table(file, Taking::default())).await;
        assert_eq!(other.expect("begun").state, ImportState::Unmapped);
    }
}
