//! Files of the list: whole or not at all, every fault named, hostile ones refused.

use super::{CLERK, LIST, OFFICER, act, each_store, load, refused, the_list};
use bankfile::What;
use kernel::{Actor, Stop};
use screening::{ListedKind, Quality, Tried, read_list};
use store::Tx;

#[test]
fn the_form_of_the_united_nations_is_read_whole() {
    let list = the_list();
    assert_eq!((list.made_on.as_str(), list.entries.len()), ("2026-02-27", 3));
    let [zorin, han, ocean] = &list.entries[..] else { panic!("three") };
    assert_eq!((zorin.kind, zorin.reference.as_str()), (ListedKind::Individual, "XXi.001"));
    let names: Vec<(&str, Quality)> =
        zorin.names.iter().map(|name| (name.text.as_str(), name.quality)).collect();
    let expected = [
        ("VIKTOR ANATOLYEVICH ZORIN", Quality::Name),
        ("Виктор Анатольевич Зорин", Quality::Script),
        ("Victor Sorin", Quality::Good),
        ("Viktor Zorinov", Quality::Good),
        ("Big Vic", Quality::Low),
    ];
    assert_eq!(names, expected);
    assert_eq!(
        (zorin.countries.as_slice(), zorin.updated_on.as_str()),
        (&["UZ".to_owned()][..], "2024-11-21")
    );
    assert_eq!(
        zorin.births.iter().map(|b| (b.from, b.to, b.day)).collect::<Vec<_>>(),
        [(1962, 1962, Some((4, 1))), (1960, 1964, None)]
    );
    assert_eq!((han.names.len(), han.births[0].from), (2, 1971));
    assert_eq!((ocean.kind, ocean.names.len()), (ListedKind::Entity, 3));
}

#[test]
fn every_fault_is_named_and_nothing_is_taken() {
    let torn = LIST
        .replace("<DATAID>9000001</DATAID>", "")
        .replace("<LISTED_ON>2021-08-09</LISTED_ON>", "<LISTED_ON>soon</LISTED_ON>")
        .replace("<YEAR>1971</YEAR>", "<YEAR>about</YEAR>");
    let faults = read_list(torn.as_bytes()).expect_err("faults");
    let told: Vec<String> = faults.kept.iter().map(ToString::to_string).collect();
    assert_eq!(faults.count, 3, "{told:?}");
    assert!(told[0].contains("INDIVIDUALS/INDIVIDUAL/DATAID: missing"), "{told:?}");
    assert!(told[1].contains("INDIVIDUAL[2]/LISTED_ON: not-a-date"), "{told:?}");
    assert!(told[2].contains("INDIVIDUAL_DATE_OF_BIRTH: not-a-number"), "{told:?}");
}

#[test]
fn hostile_and_foreign_files_are_refused() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>
        <CONSOLIDATED_LIST dateGenerated=\"2026-01-01\"><INDIVIDUALS/></CONSOLIDATED_LIST>";
    let entity = LIST.replace("<FIRST_NAME>HAN<", "<FIRST_NAME>&hidden;<");
    let deep =
        format!("<CONSOLIDATED_LIST dateGenerated=\"2026-01-01\">{}", "<INDIVIDUALS>".repeat(100));
    let long = LIST.replace("HARBOUR", "").replace("Harbour Candle Lines", &"x".repeat(9_000));
    let cut = &LIST[..LIST.len() / 2];
    let twice = LIST.replace("9000002", "9000001");
    let undated = LIST.replace("dateGenerated=\"2026-02-27T12:00:00.000Z\"", "");
    let other = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"/>";
    let empty = "<CONSOLIDATED_LIST dateGenerated=\"2026-01-01\"><ENTITIES/></CONSOLIDATED_LIST>";
    for (text, what) in [
        (bomb, What::Dtd),
        (&entity, What::Entity),
        (&deep, What::TooDeep),
        (&long, What::TextTooLong),
        (cut, What::NotXml),
        (&twice, What::Missing),
        (&undated, What::NotADate),
        (other, What::UnknownMessage),
        (empty, What::Missing),
        ("", What::UnknownMessage),
    ] {
        let faults = read_list(text.as_bytes()).expect_err("refused");
        assert_eq!(faults.kept.last().map(|fault| fault.what), Some(what), "{:.80}", text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_loaded_once_by_officers_alone_and_never_an_older_one() {
    for fresh in each_store() {
        for (by, is_absent) in [(CLERK, true), (Actor::Stranger, false)] {
            let list = the_list();
            let try_it = move |tx: &mut Tx<'_>| screening::load(tx, &by, &list, ("h", "f"));
            match act(&fresh, try_it).await.expect_err("not theirs") {
                Stop::Absent => assert!(is_absent),
                Stop::SignIn => assert!(!is_absent),
                other => panic!("{other:?}"),
            }
        }
        load(&fresh, the_list(), "one").await;
        load(&fresh, the_list(), "one").await;
        let look = |tx: &mut Tx<'_>| screening::lists(tx, &OFFICER);
        assert_eq!(fresh.store.read("lists", look).await.expect("lists").len(), 1);
        let mut older = the_list();
        older.made_on = "2026-02-26".to_owned();
        let old = move |tx: &mut Tx<'_>| screening::load_by_hand(tx, &older, ("two", "f"));
        assert_eq!(refused(act(&fresh, old).await), "screening-not-newer");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_tries_a_name_with_country_and_birth() {
    for fresh in each_store() {
        load(&fresh, the_list(), "one").await;
        let score = async |name: &'static str, country: &'static str, birth: &'static str| {
            let birth = screening::read_birth(birth).expect("a date");
            let tried = Tried::read(name, country, birth).expect("a name");
            let look = move |tx: &mut Tx<'_>| screening::try_name(tx, &OFFICER, &tried);
            let found = fresh.store.read("try", look).await.expect("tried");
            found.first().map(|one| (one.reference.clone(), one.arithmetic.score))
        };
        let of = |found: Option<(String, i64)>| found.map(|(reference, _)| reference);
        assert_eq!(of(score("Viktor Zorin", "", "").await).as_deref(), Some("XXi.001"));
        assert_eq!(of(score("韩少峰", "", "").await).as_deref(), Some("XXi.002"));
        assert_eq!(of(score("Han Shao Feng", "", "1971").await).as_deref(), Some("XXi.002"));
        assert_eq!(of(score("海灯船务", "", "").await).as_deref(), Some("XXe.001"));
        assert_eq!(of(score("Harbor Candle Lines AB", "", "").await).as_deref(), Some("XXe.001"));
        assert_eq!(of(score("Viktor Zorin", "", "1990-01-01").await), None);
        assert_eq!(of(score("Big Victor", "", "").await), None, "a weak alias must fit whole");
        assert_eq!(of(score("Big Vic", "", "").await).as_deref(), Some("XXi.001"));
        assert_eq!(of(score("Northern Wool Trading", "", "").await), None);
    }
}
