//! How alike two names are, in thousandths, with the arithmetic kept, so that an auditor can work
//! it out again. docs/SCREENING.md tells it in words.
#![expect(clippy::float_arithmetic, reason = "how alike two words are is a measure, never money")]

use super::list::Birth;
use super::plain::{Plain, Word};
use kernel::rules::Screening;
use serde::{Deserialize, Serialize};

/// Two words that were found to be alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The word here.
    pub own: String,
    /// The word on the list.
    pub listed: String,
    /// Jaro-Winkler, in thousandths.
    pub like: i64,
}

/// How a score came about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arithmetic {
    /// Words that are alike.
    pub pairs: Vec<Pair>,
    /// Of the shorter name: how much of it is found in the other, in thousandths.
    pub covered: i64,
    /// Words of the longer name that nothing answers to.
    pub left_over: i64,
    /// Taken off for them.
    pub off: i64,
    /// Added or taken off for the country.
    pub country: i64,
    /// Added or taken off for the date of birth.
    pub birth: i64,
    /// What comes out, from 0 to 1,000.
    pub score: i64,
}

/// What is known beside the names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) country: Option<&'a str>,
    pub(crate) countries: &'a [String],
    pub(crate) birth: Option<Birth>,
    pub(crate) births: &'a [Birth],
}

/// The best of all scripts that both names have.
pub(crate) fn measure(
    own: &Plain,
    listed: &Plain,
    known: &Known<'_>,
    rules: &Screening,
) -> Arithmetic {
    let mut best = Arithmetic::default();
    for one in &own.forms {
        for other in &listed.forms {
            let seen = words(one, other, rules);
            if seen.score > best.score {
                best = seen;
            }
        }
    }
    if best.score > 0 {
        best.country = by_country(known, rules);
        best.birth = by_birth(known, rules);
        best.score = (best.score + best.country + best.birth).clamp(0, 1_000);
    }
    best
}

/// Words are paired, the likest first; each has one partner at most.
fn words(own: &[Word], listed: &[Word], rules: &Screening) -> Arithmetic {
    if let Some(pair) = same_letters(own, listed) {
        let (pairs, covered, score) = (vec![pair], 1_000, 1_000);
        return Arithmetic { pairs, covered, score, ..Arithmetic::default() };
    }
    let mut seen: Vec<(i64, usize, usize)> = Vec::new();
    for (at, one) in own.iter().enumerate() {
        for (to, other) in listed.iter().enumerate().filter(|(_, other)| one.may_be_like(other)) {
            let like = thousandths(strsim::jaro_winkler(&one.text, &other.text));
            if like >= rules.word_least {
                seen.push((like, at, to));
            }
        }
    }
    if seen.is_empty() {
        return Arithmetic::default();
    }
    seen.sort_by_key(|&(like, at, to)| (std::cmp::Reverse(like), at, to));
    let (mut owns, mut others) = (vec![false; own.len()], vec![false; listed.len()]);
    let mut pairs = Vec::new();
    let is_own_shorter = weight_of(own, rules) <= weight_of(listed, rules);
    let mut found = 0;
    let mut names = 0;
    for (like, at, to) in seen {
        if owns[at] || others[to] {
            continue;
        }
        (owns[at], others[to]) = (true, true);
        let of = if is_own_shorter { &own[at] } else { &listed[to] };
        found += like * weight(of, rules);
        names += i64::from(!(own[at].is_general || listed[to].is_general));
        pairs.push(Pair { own: own[at].text.clone(), listed: listed[to].text.clone(), like });
    }
    let shorter = if is_own_shorter { own } else { listed };
    let all = weight_of(shorter, rules).max(1);
    let covered = found / all;
    let longer = if is_own_shorter { (listed, &others) } else { (own, &owns) };
    let left = longer.0.iter().zip(longer.1).filter(|(word, used)| !(**used || word.is_general));
    let left_over = i64::try_from(left.count()).unwrap_or(i64::MAX);
    let off = (left_over * rules.left_over_off).min(rules.left_over_off_most);
    // One word of several is no name, and words that everybody uses are none either.
    let is_thin = names == 0 || (names == 1 && left_over > 0);
    let score = if is_thin { 0 } else { (covered - off).max(0) };
    Arithmetic { pairs, covered, left_over, off, score, ..Arithmetic::default() }
}

/// The same letters in the same order, parted otherwise: `Shao Feng` and `Shaofeng`.
fn same_letters(own: &[Word], listed: &[Word]) -> Option<Pair> {
    let joined = |words: &[Word]| words.iter().map(|word| word.text.as_str()).collect::<String>();
    let is_name = own.iter().any(|word| !word.is_general);
    let (own, listed) = (joined(own), joined(listed));
    if is_name && own == listed { Some(Pair { own, listed, like: 1_000 }) } else { None }
}

/// A word weighs as much as it has letters; one that everybody uses a quarter of it.
fn weight(word: &Word, rules: &Screening) -> i64 {
    let share = if word.is_general { rules.general_weight_percent } else { 100 };
    word.length * share
}

fn weight_of(words: &[Word], rules: &Screening) -> i64 {
    words.iter().map(|word| weight(word, rules)).sum()
}

fn by_country(known: &Known<'_>, rules: &Screening) -> i64 {
    match known.country {
        Some(country) if known.countries.iter().any(|own| own == country) => rules.country_same,
        Some(_) if !known.countries.is_empty() => -rules.country_other,
        _ => 0,
    }
}

fn by_birth(known: &Known<'_>, rules: &Screening) -> i64 {
    let Some(own) = known.birth else { return 0 };
    if known.births.is_empty() {
        return 0;
    }
    let fits = |other: &Birth| {
        let days = own.day.zip(other.day).is_none_or(|(one, other)| one == other);
        days && own.from <= other.to && other.from <= own.to
    };
    if known.births.iter().any(fits) { rules.birth_same } else { -rules.birth_other }
}

#[expect(clippy::cast_possible_truncation, reason = "between 0 and 1,000")]
fn thousandths(share: f64) -> i64 {
    (share * 1_000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::rules::Rules;

    fn score(own: &str, listed: &str, known: &Known<'_>) -> i64 {
        let rules = &Rules::current().screening;
        measure(&Plain::of(own, rules), &Plain::of(listed, rules), known, rules).score
    }

    const NOTHING: Known<'_> = Known { country: None, countries: &[], birth: None, births: &[] };

    #[test]
    fn the_same_name_is_found_however_it_is_written() {
        let least = Rules::current().screening.match_least;
        for (own, listed) in [
            ("Ocean Star Shipping Co., Ltd.", "OCEAN STAR SHIPPING COMPANY LIMITED"),
            ("Müller Handels GmbH", "Muller Handels"),
            ("Viktor Anatolyevich Zorin", "ZORIN Viktor Anatolievich"),
            ("Viktor Zorin", "VIKTOR ANATOLYEVICH ZORIN"),
            ("王建国", "王建國"),
            ("王建国", "WANG Jianguo"),
            ("Wang Jian Guo", "WANG Jianguo"),
            ("北方远洋贸易有限公司", "北方遠洋貿易"),
            ("Abd al-Rahman Qasimi", "ABD AL-RAHMAN AL-QASIMI"),
            ("Mohamad Al Zawari", "Mohammed al-Zawahri"),
            ("ООО «Виктор Зорин»", "VIKTOR ANATOLYEVICH ZORIN"),
            ("Сергей Щербаков", "SERGEY SHCHERBAKOV"),
            ("Юлия Ковальчук", "Yuliya KOVALCHUK"),
            ("Γιώργος Παπαδόπουλος", "GIORGOS PAPADOPOULOS"),
            ("ანა ბერიძე", "Ana Beridze"),
            ("Viktor Zorin", "Виктор Зорин"),
        ] {
            let seen = score(own, listed, &NOTHING);
            assert!(seen >= least, "{own} / {listed}: {seen}");
        }
    }

    #[test]
    fn what_only_sounds_like_business_is_no_match() {
        let least = Rules::current().screening.match_least;
        for (own, listed) in [
            ("Great Wall Trading Company", "Golden River Trading Company"),
            ("International Trading Group Ltd", "International Trading and Shipping Group"),
            ("Star", "OCEAN STAR SHIPPING"),
            ("Wang Li", "WANG Jianguo"),
            ("Viktor Petrov", "VIKTOR ANATOLYEVICH ZORIN"),
            ("Co., Ltd.", "LTD"),
            ("Иван Петров", "VIKTOR ANATOLYEVICH ZORIN"),
            ("محمد", "VIKTOR ANATOLYEVICH ZORIN"),
            ("", "X"),
        ] {
            let seen = score(own, listed, &NOTHING);
            assert!(seen < least, "{own} / {listed}: {seen}");
        }
    }

    #[test]
    fn country_and_birth_raise_and_lower_it() {
        let rules = &Rules::current().screening;
        let countries = ["RU".to_owned()];
        let births = [Birth { from: 1961, to: 1963, day: None }];
        let born = |year| Some(Birth { from: year, to: year, day: Some((4, 1)) });
        let base = Known { countries: &countries, births: &births, ..NOTHING };
        let (own, listed) = ("Viktor Zorin", "VIKTOR ANATOLYEVICH ZORIN");
        let plain = score(own, listed, &base);
        let by = |known: Known<'_>| score(own, listed, &known);
        assert_eq!(by(Known { country: Some("RU"), ..base }), plain + rules.country_same);
        assert_eq!(by(Known { country: Some("SE"), ..base }), plain - rules.country_other);
        assert_eq!(by(Known { birth: born(1962), ..base }), (plain + rules.birth_same).min(1_000));
        assert_eq!(by(Known { birth: born(1990), ..base }), plain - rules.birth_other);
    }

    #[test]
    fn words_that_are_left_out_early_would_not_have_been_alike() {
        let rules = &Rules::current().screening;
        let words = ["kadafi", "gadhafi", "qaddafi", "zorin", "zorina", "li", "ali", "wang", "wan"];
        for one in words {
            for other in words {
                let of = |text: &str| Plain::of(text, rules).forms[0][0].clone();
                if !of(one).may_be_like(&of(other)) {
                    let like = thousandths(strsim::jaro_winkler(one, other));
                    assert!(like < rules.word_least, "{one} {other} {like}");
                }
            }
        }
    }
}
