use super::*;
use kernel::rules::Rules;

const NOW: Timestamp = Timestamp::from_micros(1_772_452_800_000_000);
const BUYER: Id<Firm> = Id::new(1);

fn line(what: &str, category: &str, quantity: i64) -> RequestLine {
    RequestLine {
        nth: 1,
        what: what.to_owned(),
        category: category.to_owned(),
        quantity,
        unit: Unit::PAIR,
        specs: Vec::new(),
        target: None,
        awarded: 0,
    }
}

fn listed<'a>(firm: i64, category: &'a str, title: &'a str, moq: i64) -> Listed<'a> {
    Listed { firm: Id::new(firm), category, unit: Unit::PAIR, title, moq }
}

fn record(reply: ReplyRecord) -> SellerRecord {
    SellerRecord { reply, led_at: None }
}

fn rules() -> &'static Matching {
    &Rules::current().matching
}

fn firms(roster: &Roster, lines: &[RequestLine]) -> Vec<i64> {
    roster.matches(BUYER, lines, rules(), NOW).iter().map(|one| one.firm.raw()).collect()
}

#[test]
fn the_points_of_all_parts_are_a_thousand_and_each_lead_shows_them() {
    let r = rules();
    let all = r.category_points + r.words_points + r.capacity_points;
    assert_eq!(all + r.reply_points + r.trust_points + r.rotation_points, 1_000);
    let mut roster = Roster::default();
    roster.add(&listed(2, "6115", "Merino crew socks", 500));
    let found = roster.matches(BUYER, &[line("merino socks", "6115", 30_000)], r, NOW);
    let sum: i64 = found[0].arithmetic.iter().map(|points| points.points).sum();
    assert_eq!((found[0].total, found[0].arithmetic.len()), (sum, 6));
    assert!(found[0].arithmetic.iter().all(|one| (0..=one.most).contains(&one.points)));
}

#[test]
fn who_cannot_serve_it_is_not_asked() {
    let mut roster = Roster::default();
    roster.add(&listed(2, "", "Merino socks", 50_000));
    roster.add(&listed(3, "", "Garden chairs", 1));
    roster.add(&listed(1, "", "Merino socks", 1));
    roster.add(&listed(4, "", "Merino socks", 500));
    let lines = [line("Merino socks", "", 30_000)];
    // The minimum of 2 is too high, 3 sells something else, 1 is the buyer itself.
    assert_eq!(firms(&roster, &lines), [4]);
}

#[test]
fn chinese_and_english_titles_are_both_found() {
    let mut roster = Roster::default();
    roster.add(&listed(2, "", "200 针精梳棉袜 Combed cotton socks", 500));
    for what in ["精梳棉袜", "combed cotton sock"] {
        assert_eq!(firms(&roster, &[line(what, "", 1_000)]), [2], "{what}");
    }
    assert!(firms(&roster, &[line("羊毛手套", "", 1_000)]).is_empty());
}

#[test]
fn the_tree_of_categories_brings_a_request_to_its_kin() {
    let mut roster = Roster::default();
    roster.add(&listed(2, "socks", "Strumpor", 1));
    roster.add(&listed(3, "hosiery-accessories", "Allerlei", 1));
    roster.add(&listed(4, "gloves", "Handskar", 1));
    roster.add(&listed(5, "shoes", "Skor", 1));
    // A leaf asks its own and its department; a department all its leaves; an HS code its shelf.
    assert_eq!(firms(&roster, &[line("zzz", "socks", 900)]), [2, 3]);
    assert_eq!(firms(&roster, &[line("zzz", "hosiery-accessories", 900)]), [3, 2, 4]);
    assert_eq!(
        firms(&roster, &[line("zzz", "6115", 900)]),
        firms(&roster, &[line("z", "socks", 9)])
    );
}

#[test]
fn of_equals_the_one_that_was_not_asked_for_longest_comes_first() {
    let mut roster = Roster::default();
    for firm in 2..=4 {
        roster.add(&listed(firm, "", "Merino socks", 500));
    }
    roster.led(Id::new(2), NOW.plus_days(-1));
    roster.led(Id::new(3), NOW.plus_days(-20));
    assert_eq!(firms(&roster, &[line("merino socks", "", 900)]), [4, 3, 2]);
}

#[test]
fn a_request_of_many_lines_finds_sellers_of_each() {
    let mut roster = Roster::default();
    roster.add(&listed(2, "", "Merino socks", 500));
    roster.add(&listed(3, "", "Leather gloves", 500));
    let gloves = RequestLine { nth: 2, ..line("leather gloves", "", 900) };
    let found = roster.matches(BUYER, &[line("merino socks", "", 900), gloves], rules(), NOW);
    let lines: Vec<_> = found.iter().map(|one| (one.firm.raw(), one.line)).collect();
    assert_eq!(lines, [(2, 1), (3, 2)]);
}

#[test]
fn only_so_many_are_asked_and_those_who_answer_come_first() {
    let mut roster = Roster::default();
    for firm in 2..102 {
        roster.add(&listed(firm, "", "Merino socks", 500));
    }
    let quick = ReplyRecord { asked: 10, answered: 10, median_s: Some(3_600) };
    roster.set(Id::new(77), Supplier::of(None, record(quick), rules()));
    let mute = ReplyRecord { asked: 10, answered: 0, median_s: None };
    roster.set(Id::new(2), Supplier::of(None, record(mute), rules()));
    let found = firms(&roster, &[line("merino socks", "", 900)]);
    assert_eq!((found.len(), found[0]), (15, 77));
    assert!(!found.contains(&2));
}
