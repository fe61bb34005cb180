//! What people find, and what they do not.

#![expect(clippy::expect_used, reason = "a fixture that fails is a failed test")]

use search::{Document, Index, PriceAt, Question, Tag};

fn goods(id: u64, title: &str) -> Document {
    Document { id, titles: vec![title.to_owned()], at: id, ..Document::default() }
}

fn index(documents: &[Document]) -> Index {
    let index = Index::in_memory().expect("an index");
    index.put(documents).expect("documents");
    index.commit("").expect("a commit");
    index
}

fn ask(text: &str) -> Question {
    Question { text: text.to_owned(), ..Question::default() }
}

fn found(index: &Index, question: &Question) -> Vec<u64> {
    index.find(question).expect("hits").hits.iter().map(|hit| hit.id).collect()
}

fn market() -> Index {
    index(&[
        goods(1, "Cotton socks for men, 200 needle"),
        goods(2, "纯棉男士袜子 200针"),
        goods(3, "不锈钢保温杯 500ml"),
        goods(4, "Brother TN-2110 toner cartridge"),
        goods(5, "HDMI cable 1.5 m"),
        goods(6, "Windproof umbrella, 8 ribs"),
        goods(7, "真丝围巾 女士"),
    ])
}

#[test]
fn goods_are_found_in_the_other_language_and_in_either_script() {
    let market = market();
    assert_eq!(found(&market, &ask("socks")), [1, 2]);
    assert_eq!(found(&market, &ask("袜子")), [2, 1]);
    assert_eq!(found(&market, &ask("純棉襪子"))[0], 2);
    assert_eq!(found(&market, &ask("thermos")), [3]);
}

#[test]
fn numbers_and_measures_are_found_however_they_are_written() {
    let market = market();
    for model in ["TN-2110", "tn2110", "TN 2110", "ＴＮ２１１０", "brother tn2110"] {
        assert_eq!(found(&market, &ask(model))[0], 4, "{model}");
    }
    for measure in ["1.5m hdmi", "hdmi 1.5 M", "hdmi cable 1.5m"] {
        assert_eq!(found(&market, &ask(measure))[0], 5, "{measure}");
    }
}

#[test]
fn what_is_typed_by_sound_or_with_a_mistake_is_found_and_said() {
    let market = market();
    for (typed, meant, id) in [
        ("baowenbei", "保温杯", 3),
        ("报温杯", "保温杯", 3),
        ("umbrela", "umbrella", 6),
        ("carrtidge", "cartridge", 4),
        ("zhensi", "真丝", 7),
    ] {
        let answer = market.find(&ask(typed)).expect("hits");
        assert_eq!(answer.meant.as_deref(), Some(meant), "{typed}");
        assert_eq!(answer.hits[0].id, id, "{typed}");
    }
}

#[test]
fn a_beginning_is_completed_to_words_that_find_something() {
    let market = market();
    assert_eq!(market.complete("umb", 5).expect("ends"), ["umbrella"]);
    assert!(market.complete("baow", 5).expect("ends").contains(&"保温杯".to_owned()));
    assert!(
        market.complete("windproof um", 5).expect("ends").contains(&"windproof umbrella".into())
    );
    assert_eq!(market.complete("xqz", 5).expect("ends"), Vec::<String>::new());
}

#[test]
fn what_has_every_word_comes_before_what_has_some() {
    let market = index(&[
        goods(1, "umbrella umbrella umbrella stand"),
        goods(2, "children umbrella"),
        goods(3, "stand for a children umbrella"),
    ]);
    let answer = market.find(&ask("children umbrella stand")).expect("hits");
    assert_eq!((answer.hits[0].id, answer.whole, answer.counts.total), (3, 1, 1));
    assert_eq!(answer.hits.len(), 3);
}

#[test]
fn any_question_is_answered() {
    let market = market();
    let long = "袜子 socks ".repeat(1_000);
    for text in [
        "",
        " ",
        "the",
        "的",
        "\"",
        "a AND (b OR",
        "title:[* TO",
        "-socks",
        "👍🏽",
        "\u{0}",
        "\u{202e}abc",
        "%_*?",
        "1e309",
        &long,
        "𠮷野家",
        "ﷺ",
        "....",
        "'s",
        "é́",
        "袜",
        "+",
        "--",
        "1,2,3,,4",
    ] {
        market.find(&ask(text)).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        market.complete(text, 5).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        market.unanswered(text, "袜子").unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
    assert_eq!(found(&market, &ask("zzzzqqqq")), Vec::<u64>::new());
}

fn priced(id: u64, tiers: &[(u64, u64)], currency: &str, colour: &str) -> Document {
    let tags = vec![
        Tag::Currency(currency.to_owned()),
        Tag::Fact("colour".to_owned(), colour.to_owned()),
        Tag::Shelf("hosiery".to_owned()),
        Tag::Firm(id % 2),
    ];
    Document { tiers: tiers.to_vec(), tags, lead_time_d: id * 10, ..goods(id, "sock") }
}

#[test]
fn filters_look_at_the_price_of_the_wanted_quantity() {
    let market = index(&[
        priced(1, &[(100, 900_000), (1_000, 500_000)], "USD", "red"),
        priced(2, &[(500, 600_000)], "USD", "blue"),
        priced(3, &[(100, 100_000)], "CNY", "red"),
    ]);
    let at_most = |quantity, most_millionths| Question {
        price: Some(PriceAt { quantity, currency: "USD".into(), most_millionths }),
        ..ask("sock")
    };
    let sorted = |question: &Question| {
        let mut ids = found(&market, question);
        ids.sort_unstable();
        ids
    };
    assert_eq!(sorted(&at_most(1_000, 550_000)), [1]);
    assert_eq!(sorted(&at_most(600, 650_000)), [2]);
    assert_eq!(sorted(&at_most(50, 1_000_000)), Vec::<u64>::new());
    assert_eq!(sorted(&Question { quantity: Some(100), ..ask("sock") }), [1, 3]);
    assert_eq!(sorted(&Question { lead_time_d: Some(20), ..ask("") }), [1, 2]);
    let red = Question { tags: vec![Tag::Fact("colour".into(), "red".into())], ..ask("sock") };
    assert_eq!(sorted(&red), [1, 3]);
    let of_one = Question { tags: vec![Tag::Firm(1)], ..ask("") };
    assert_eq!(sorted(&of_one), [1, 3]);
}

#[test]
fn tags_are_counted_over_all_hits_the_most_frequent_first() {
    let documents: Vec<Document> = (1..=500)
        .map(|id| priced(id, &[(1, 1)], "USD", if id % 5 == 0 { "red" } else { "blue" }))
        .collect();
    let market = index(&documents);
    let counts = market.find(&ask("sock")).expect("hits").counts;
    assert_eq!(counts.total, 500);
    let colour = |name: &str| Tag::Fact("colour".into(), name.into());
    let counted =
        [(Tag::Shelf("hosiery".into()), 500), (colour("blue"), 400), (colour("red"), 100)];
    assert_eq!(counts.tags, counted);
}

#[test]
fn a_document_put_again_takes_its_own_place_and_one_taken_out_is_gone() {
    let market = market();
    market.put(&[goods(6, "Rain coat")]).expect("a document");
    market.remove(&[5]);
    market.commit("2").expect("a commit");
    assert_eq!(found(&market, &ask("umbrella")), Vec::<u64>::new());
    assert_eq!(found(&market, &ask("rain coat"))[0], 6);
    assert_eq!(found(&market, &ask("hdmi")), Vec::<u64>::new());
    assert_eq!((market.count(), market.mark().expect("a mark").as_deref()), (6, Some("2")));
}

#[test]
fn an_index_is_there_after_a_restart_and_a_broken_one_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = Index::open(folder.path()).expect("an index");
    first.put(&[goods(1, "umbrella")]).expect("a document");
    first.commit("17").expect("a commit");
    let beside = Index::open(folder.path()).expect("another process has its own");
    assert_eq!(beside.count(), 0);
    drop((first, beside));
    let again = Index::open(folder.path()).expect("the same index");
    assert_eq!((again.count(), again.mark().expect("a mark").as_deref()), (1, Some("17")));
    drop(again);
    for entry in std::fs::read_dir(folder.path()).expect("places") {
        let meta = entry.expect("a place").path().join("meta.json");
        if meta.exists() {
            std::fs::write(meta, b"{").expect("a broken file");
        }
    }
    let anew = Index::open(folder.path()).expect("a new index");
    assert_eq!((anew.count(), anew.mark().expect("no mark")), (0, None));
}

#[test]
fn what_a_text_leaves_unanswered_grows_with_what_is_missing() {
    let market = market();
    let missing = |text| market.unanswered("纯棉 保温杯", text).expect("a figure");
    assert!(missing("纯棉的保温杯").abs() < f32::EPSILON);
    assert!(missing("保温杯") > 0.0 && missing("雨伞") > missing("保温杯"));
}
