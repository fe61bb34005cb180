//! Lists as people type them, in a form and in a cell of a table: one thing a line, its parts set
//! apart by marks. A mark that belongs to a part is written with `\` before it, so that what is
//! written down reads back exactly.

use super::{Attribute, Certificate, Variant};

/// Parts of a line.
const BAR: &[char] = &['|', '｜'];
/// A name and its value.
const COLON: &[char] = &[':', '：'];
/// Options of a variant.
const SEMICOLON: &[char] = &[';', '；'];
/// Keywords of a line.
const COMMA: &[char] = &[',', '，', ';', '；', '、', '\n'];

/// `Material: cotton`, one a line.
pub(crate) fn write_attributes(all: &[Attribute]) -> String {
    let lines: Vec<String> = all.iter().map(write_attribute).collect();
    lines.join("\n")
}

/// Reads lines of `name: value`.
pub(crate) fn read_attributes(text: &str) -> Vec<Attribute> {
    lines(text).map(read_attribute).collect()
}

/// `Standard 100 | number | issued by | valid until`, one a line.
pub fn write_certificates(all: &[Certificate]) -> String {
    let line = |one: &Certificate| {
        join(&[&one.name, &one.number, &one.issued_by, &one.valid_until], " | ", BAR)
    };
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads lines of certificates; parts at the end may be missing.
pub fn read_certificates(text: &str) -> Vec<Certificate> {
    let read = |line: &str| {
        let mut parts = split(line, BAR).into_iter().map(|part| plain(&part));
        let mut part = || parts.next().unwrap_or_default();
        Certificate { name: part(), number: part(), issued_by: part(), valid_until: part() }
    };
    lines(text).map(read).collect()
}

/// `Colour: red; Size: M | article number | bar code | price | stock`, one a line. A price with `+`
/// or `-` before it is a difference; no stock is made to order.
pub(crate) fn write_variants(all: &[Variant]) -> String {
    all.iter().map(write_variant).collect::<Vec<_>>().join("\n")
}

fn write_variant(one: &Variant) -> String {
    let options: Vec<String> = one.options.iter().map(write_option).collect();
    let word = |part: &Option<String>| escape(part.as_deref().unwrap_or(""), BAR);
    let signed = |told: &str| match told.starts_with('-') {
        true => told.to_owned(),
        false => format!("+{told}"),
    };
    let price = one.price_difference.as_deref().map(signed).or_else(|| one.price.clone());
    let stock = one.stock.map(|stock| stock.to_string()).unwrap_or_default();
    let parts =
        [options.join("; "), word(&one.sku), word(&one.gtin), price.unwrap_or_default(), stock];
    parts.join(" | ").trim_end_matches([' ', '|']).to_owned()
}

fn write_option(one: &Attribute) -> String {
    let marks = [COLON, SEMICOLON, BAR].concat();
    format!("{}: {}", escape(&one.name, &marks), escape(&one.value, &marks))
}

/// Reads lines of variants; a stock that is no number is told as one below nothing.
pub(crate) fn read_variants(text: &str) -> Vec<Variant> {
    lines(text).map(read_variant).collect()
}

fn read_variant(line: &str) -> Variant {
    let parts = split(line, BAR);
    let part = |nth: usize| {
        Some(plain(parts.get(nth).map_or("", String::as_str))).filter(|part| !part.is_empty())
    };
    let options = split(parts.first().map_or("", String::as_str), SEMICOLON);
    let is_told = |option: &&String| !option.trim().is_empty();
    let is_difference = |price: &String| price.starts_with(['+', '-']);
    let without_plus = |price: String| price.trim_start_matches('+').to_owned();
    Variant {
        options: options.iter().filter(is_told).map(|option| read_attribute(option)).collect(),
        sku: part(1),
        gtin: part(2),
        price: part(3).filter(|price| !is_difference(price)),
        price_difference: part(3).filter(is_difference).map(without_plus),
        stock: part(4).map(|stock| stock.parse().unwrap_or(-1)),
    }
}

/// `sock, ankle sock`.
pub(crate) fn write_keywords(all: &[String]) -> String {
    let words: Vec<&str> = all.iter().map(String::as_str).collect();
    join(&words, ", ", COMMA)
}

/// Reads words set apart by commas, semicolons or ends of lines.
pub(crate) fn read_keywords(text: &str) -> Vec<String> {
    let words = split(text, COMMA).into_iter().map(|word| plain(&word));
    words.filter(|word| !word.is_empty()).collect()
}

fn write_attribute(one: &Attribute) -> String {
    format!("{}: {}", escape(&one.name, COLON), escape(&one.value, &[]))
}

fn read_attribute(line: &str) -> Attribute {
    let mut parts = split_at_most(line, COLON, 2).into_iter();
    let mut part = || plain(&parts.next().unwrap_or_default());
    Attribute { name: part(), value: part() }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn join(parts: &[&str], between: &str, marks: &[char]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| escape(part, marks)).collect();
    let mark = between.trim().to_owned();
    let end = |c: char| c == ' ' || mark.contains(c);
    let line = parts.join(between);
    // Empty parts at the end leave no marks behind, unless the last mark is part of a word.
    let kept = line.trim_end_matches(end);
    if kept.ends_with('\\') { line } else { kept.to_owned() }
}

fn escape(part: &str, marks: &[char]) -> String {
    let mut written = String::with_capacity(part.len());
    for c in part.chars() {
        if c == '\\' || marks.contains(&c) {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

fn split(line: &str, marks: &[char]) -> Vec<String> {
    split_at_most(line, marks, usize::MAX)
}

/// The parts of a line, still with the marks that were written as parts of a word.
fn split_at_most(line: &str, marks: &[char], most: usize) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_escaped = false;
    for c in line.chars() {
        let count = parts.len();
        if marks.contains(&c) && !is_escaped && count < most {
            parts.push(String::new());
            continue;
        }
        is_escaped = c == '\\' && !is_escaped;
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
}

fn plain(part: &str) -> String {
    let mut told = String::with_capacity(part.len());
    let mut is_escaped = false;
    for c in part.trim().chars() {
        if c == '\\' && !is_escaped {
            is_escaped = true;
            continue;
        }
        is_escaped = false;
        told.push(c);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(name: &str, value: &str) -> Attribute {
        Attribute { name: name.into(), value: value.into() }
    }

    const AWKWARD: [&str; 7] = ["a", "a|b", r"a\b", "a: b; c", r"\", "|", "面料：棉，麻；"];

    #[test]
    fn lists_read_back_exactly_whatever_stands_in_them() {
        for one in AWKWARD {
            let attributes = vec![option(one, one), option("Size", one)];
            assert_eq!(read_attributes(&write_attributes(&attributes)), attributes, "{one}");
            let name = one.to_owned();
            let certificates =
                vec![Certificate { name: name.clone(), issued_by: name.clone(), ..<_>::default() }];
            assert_eq!(read_certificates(&write_certificates(&certificates)), certificates);
            let variant = Variant {
                options: vec![option(one, one), option("Size", "M")],
                sku: Some(name.clone()),
                price_difference: Some("-0.50".into()),
                ..Variant::default()
            };
            let last =
                Variant { options: vec![option("a", one)], stock: Some(3), ..<_>::default() };
            let variants = vec![variant, last];
            assert_eq!(read_variants(&write_variants(&variants)), variants, "{one}");
            let words = vec![name, "b".to_owned()];
            assert_eq!(read_keywords(&write_keywords(&words)), words, "{one}");
        }
    }

    #[test]
    fn what_people_type_is_understood() {
        let read = read_variants("Colour: Red; Size: M | S-1 | | +0.50 | 20\n颜色：红 | S-2 | | 3");
        assert_eq!(read[0].choice(), "Red, M");
        assert_eq!((read[0].price_difference.as_deref(), read[0].stock), (Some("0.50"), Some(20)));
        assert_eq!(read[1].options, [option("颜色", "红")]);
        assert_eq!((read[1].price.as_deref(), read[1].stock), (Some("3"), None));
        assert_eq!(read_keywords("袜子，短袜、棉袜"), ["袜子", "短袜", "棉袜"]);
        assert_eq!(read_variants("Red | 1 | | | many")[0].stock, Some(-1));
    }
}
