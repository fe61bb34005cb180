//! The facts that buyers ask for on a shelf, as fields of their own in the form of a product; all
//! others are lines of one field.

use crate::model::{Attribute, KnownFact, read_attributes, write_attributes};
use crate::views::fact_field;
use kernel::Lang;
use std::collections::BTreeMap;

type Values = BTreeMap<String, String>;

/// All facts that a form tells, those that are asked for first, named in the product's language.
pub(super) fn gathered(typed: &Values) -> Vec<Attribute> {
    let value = |name: &str| typed.get(name).map_or("", |value| value.trim());
    let lang = Lang::from_tag(value("title_lang")).unwrap_or(Lang::En);
    let asked = KnownFact::asked_on(value("category"));
    let is_asked = |fact: &&'static KnownFact| asked.contains(fact);
    // What was typed for another shelf before is a fact all the same.
    let before = KnownFact::all().filter(|fact| !is_asked(fact));
    let told = asked.iter().copied().chain(before).filter_map(|fact| {
        let value = value(&fact_field(fact.code()));
        let told = || Attribute { name: fact.name(lang).into(), value: fact.said(value, lang) };
        (!value.is_empty()).then(told)
    });
    told.chain(read_attributes(value("attributes"))).collect()
}

/// The values of a form with the facts that are asked for in their own fields.
pub(super) fn spread(values: &Values) -> Values {
    let mut spread = values.clone();
    let asked = KnownFact::asked_on(values.get("category").map_or("", String::as_str));
    let mut others = Vec::new();
    for fact in read_attributes(values.get("attributes").map_or("", String::as_str)) {
        let known = KnownFact::by_name(&fact.name).filter(|known| asked.contains(known));
        let field = known.map(|known| fact_field(known.code()));
        match field.filter(|field| !spread.contains_key(field)) {
            Some(field) => drop(spread.insert(field, fact.value)),
            None => others.push(fact),
        }
    }
    spread.insert("attributes".to_owned(), write_attributes(&others));
    spread
}

/// The values of a form with all facts as lines of one field, so that two of them compare.
pub(super) fn joined(values: &Values) -> Values {
    let mut joined = values.clone();
    joined.retain(|name, _| !name.starts_with(&fact_field("")));
    joined.insert("attributes".to_owned(), write_attributes(&gathered(values)));
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_that_are_asked_for_have_fields_of_their_own_and_come_back_as_lines() {
        let values = |pairs: &[(&str, &str)]| -> Values {
            pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
        };
        let saved = values(&[
            ("category", "socks"),
            ("title_lang", "zh-CN"),
            ("attributes", "Pilling: 4\nColour: red\n针数: 200"),
        ]);
        let form = spread(&saved);
        assert_eq!(form["fact_colour"], "red");
        assert_eq!(
            (form["fact_needles"].as_str(), form["attributes"].as_str()),
            ("200", "Pilling: 4")
        );
        assert_eq!(joined(&form)["attributes"], "颜色: 红色\n针数: 200\nPilling: 4");
        assert_eq!(joined(&spread(&joined(&form))), joined(&form));
        let moved =
            Values::from([("category".into(), "mugs".into()), ("fact_needles".into(), "9".into())]);
        assert_eq!(gathered(&moved)[0].name, "Needles", "another shelf keeps what was typed");
    }
}
