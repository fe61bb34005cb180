use super::*;
use kernel::Stop;

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::from_code("CNY").expect("a currency"))
}

fn to(country: &str, region: &str) -> Address {
    Address { country: country.into(), region: region.into(), ..Address::default() }
}

fn rule(id: i64, places: &str, kind: &str) -> FreightRule {
    let new = NewRule {
        places: places.into(),
        kind: kind.into(),
        currency: "CNY".into(),
        amount: "12".into(),
        first: 2,
        step: 3,
        more: "4.50".into(),
        free_from: (kind != "refused").then(|| "200".into()),
    };
    new.read(Id::new(id), 1).expect("a rule")
}

#[test]
fn the_first_pieces_and_each_further_step_are_counted_up() {
    let rules = [rule(1, "", "pieces")];
    for (pieces, minor) in
        [(1, 1_200), (2, 1_200), (3, 1_650), (5, 1_650), (6, 2_100), (1_000_000, 150_001_050)]
    {
        let cost = freight_of(&rules, &to("CN", ""), (pieces, cny(19_999))).expect("a cost");
        assert_eq!(cost, Freight::Costs(cny(minor)), "{pieces}");
    }
    let free = freight_of(&rules, &to("CN", ""), (9, cny(20_000))).expect("free");
    assert_eq!(free, Freight::Costs(cny(0)), "from the sum on it is free");
}

#[test]
fn the_rule_that_names_the_place_most_closely_holds() {
    let rules = [
        rule(1, "", "pieces"),
        rule(2, "CN, HK", "flat"),
        rule(3, "CN 浙江\nCN 新疆", "refused"),
        rule(4, "CN Zhejiang", "flat"),
    ];
    let cost = |address: &Address| freight_of(&rules, address, (9, cny(100))).expect("a cost");
    assert_eq!(cost(&to("SE", "")), Freight::Costs(cny(1_200 + 3 * 450)));
    assert_eq!(cost(&to("CN", "江苏省")), Freight::Costs(cny(1_200)));
    assert_eq!(cost(&to("CN", "浙江省")), Freight::Refused);
    assert_eq!(cost(&to("CN", "新疆维吾尔自治区")), Freight::Refused);
    assert_eq!(cost(&to("CN", "Zhejiang Province")), Freight::Costs(cny(1_200)));
}

#[test]
fn where_no_rule_holds_nothing_is_sent_and_without_rules_it_is_in_the_price() {
    let usd = Money::new(100, Currency::USD);
    assert_eq!(freight_of(&[], &to("SE", ""), (1, usd)).ok(), Some(Freight::Included));
    let home = [rule(1, "CN", "flat")];
    assert_eq!(freight_of(&home, &to("SE", ""), (1, cny(1))).ok(), Some(Freight::Refused));
    assert_eq!(freight_of(&home, &to("CN", ""), (1, usd)).ok(), Some(Freight::Refused));
}

#[test]
fn every_mistake_of_a_rule_is_told_at_once() {
    let new = NewRule {
        places: "Narnia\nCN".into(),
        kind: "pieces".into(),
        currency: "XXZ".into(),
        amount: "-1".into(),
        first: 0,
        step: 0,
        more: "x".into(),
        free_from: Some("0".into()),
    };
    let fields: Vec<_> = match new.read(Id::new(1), 1) {
        Err(Stop::RefusedAll(all)) => all.iter().filter_map(|one| one.field).collect(),
        other => panic!("{other:?}"),
    };
    let wanted = ["places", "currency", "free_from", "amount", "first", "step", "more"];
    assert_eq!(fields, wanted);
}

#[test]
fn places_read_back_as_they_were_written() {
    let places = read_places("cn 浙江、HK；SE: Skåne\nCN-浙江").expect("places");
    assert_eq!(write_places(&places), "CN 浙江\nHK\nSE Skåne");
    assert_eq!(read_places(&write_places(&places)).as_ref(), Ok(&places));
}
