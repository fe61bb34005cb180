//! IBANs, card numbers, bank accounts and codes of banks.

use super::Warning;
use kernel::iban;

/// How far from a number a word for a bank still speaks of it.
const NEAR: usize = 30;
/// How far before a number a word for an account or an order names it.
const JUST_BEFORE: usize = 16;

const BANK_WORDS: &[&str] = &[
    "银行",
    "账号",
    "帐号",
    "账户",
    "帐户",
    "卡号",
    "开户",
    "户名",
    "汇款",
    "转账",
    "收款",
    "打款",
    "account",
    "a/c",
    "acct",
    "bank",
    "beneficiary",
    "iban",
    "wire",
];
const NAMES_AN_ACCOUNT: &[&str] = &[
    "账号",
    "帐号",
    "卡号",
    "账户",
    "帐户",
    "account number",
    "account no",
    "account:",
    "a/c no",
    "a/c:",
    "acct",
    "account nr",
    "account #",
    "account is",
];
const NAMES_SOMETHING_ELSE: &[&str] = &[
    "order",
    "订单",
    "单号",
    "运单",
    "tracking",
    "waybill",
    "sscc",
    "gtin",
    "ean",
    "barcode",
    "条码",
    "sku",
    "货号",
    "身份证",
    "税号",
    "tax",
    "vat",
    "phone",
    "电话",
    "手机",
    "tel",
    "whatsapp",
    "serial",
    "序列",
    "报关",
    "批号",
    "invoice",
    "发票",
    "lot",
    "imei",
    "container",
];
const BANK_CODE_WORDS: &[&str] = &["swift", "bic", "bank", "银行", "国际代码"];

/// A run of figures, groups set apart by single blanks or dashes.
struct Run {
    digits: Vec<u32>,
    groups: Vec<usize>,
    from: usize,
    to: usize,
}

/// Whatever of a bank is in the text.
pub(super) fn find(text: &[char]) -> Vec<Warning> {
    let mut found = Vec::new();
    if has_iban(text) {
        found.push(Warning::Iban);
    }
    for run in runs(text) {
        let before = low(text, run.from.saturating_sub(JUST_BEFORE), run.from);
        if holds(&before, NAMES_SOMETHING_ELSE) && !holds(&before, NAMES_AN_ACCOUNT) {
            continue;
        }
        if is_card(&run) {
            found.push(Warning::Card);
        } else if is_account(text, &run, &before) {
            found.push(Warning::Account);
        }
    }
    if has_bank_code(text) {
        found.push(Warning::Swift);
    }
    found
}

fn low(text: &[char], from: usize, to: usize) -> String {
    text[from..to.min(text.len())].iter().flat_map(|c| c.to_lowercase()).collect()
}

fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn starts_at(text: &[char], at: usize) -> bool {
    at == 0 || !text[at - 1].is_ascii_alphanumeric()
}

fn has_iban(text: &[char]) -> bool {
    (0..text.len().saturating_sub(14)).any(|at| starts_at(text, at) && is_iban_at(text, at))
}

fn is_iban_at(text: &[char], at: usize) -> bool {
    let head: String = text[at..at + 4].iter().collect::<String>().to_ascii_uppercase();
    let Some(country) = head.get(..2) else { return false };
    let Some(length) = iban::length(country) else { return false };
    let (mut compact, mut next) = (String::with_capacity(length), at);
    while compact.len() < length {
        match text.get(next) {
            Some(c) if c.is_ascii_alphanumeric() => compact.push(c.to_ascii_uppercase()),
            // Groups begin after the country and its check digits.
            Some(' ' | '-') if compact.len() >= 4 => {}
            _ => return false,
        }
        next += 1;
    }
    let ends = text.get(next).is_none_or(|c| !c.is_ascii_alphanumeric());
    ends && iban::fits(&compact)
}

fn runs(text: &[char]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let is_start = text[at].is_ascii_digit() && starts_at(text, at);
        // `+46` is a phone number, `6,000` and `0.46` are amounts.
        let is_amount =
            at > 1 && matches!(text[at - 1], '.' | ',') && text[at - 2].is_ascii_digit();
        if !is_start || is_amount || (at > 0 && text[at - 1] == '+') {
            at += 1;
            continue;
        }
        let run = run_at(text, at);
        at = run.to;
        runs.push(run);
    }
    runs
}

fn run_at(text: &[char], from: usize) -> Run {
    let (mut digits, mut groups, mut at) = (Vec::new(), vec![0], from);
    while let Some(c) = text.get(at) {
        if let Some(digit) = c.to_digit(10) {
            digits.push(digit);
            if let Some(group) = groups.last_mut() {
                *group += 1;
            }
        } else if matches!(c, ' ' | '-') && text.get(at + 1).is_some_and(char::is_ascii_digit) {
            groups.push(0);
        } else {
            break;
        }
        at += 1;
    }
    // Letters that follow make it a part number.
    if text.get(at).is_some_and(char::is_ascii_alphabetic) {
        digits.clear();
    }
    Run { digits, groups, from, to: at }
}

impl Run {
    /// Written in one piece, or in groups as cards and accounts are.
    fn is_grouped_like_a_card(&self) -> bool {
        let [rest @ .., last] = self.groups.as_slice() else { return false };
        let in_fours = rest.iter().all(|group| *group == 4) && (1..=4).contains(last);
        self.groups.len() == 1 || in_fours || self.groups == [4, 6, 5]
    }

    fn starts_with(&self, heads: &[u32]) -> bool {
        heads.iter().any(|head| {
            let figures: Vec<u32> =
                head.to_string().chars().filter_map(|c| c.to_digit(10)).collect();
            self.digits.starts_with(&figures)
        })
    }
}

fn is_card(run: &Run) -> bool {
    let is_issued = match run.digits.len() {
        15 => run.starts_with(&[34, 37]),
        16 => run.starts_with(&[4, 51, 52, 53, 54, 55, 22, 23, 24, 25, 26, 27, 62, 60, 64, 65, 35]),
        17..=19 => run.starts_with(&[62]),
        _ => false,
    };
    is_issued && run.is_grouped_like_a_card() && luhn(&run.digits)
}

/// The check digit of cards (ISO/IEC 7812-1, annex B).
fn luhn(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let worth = |(nth, digit): (usize, &u32)| if nth % 2 == 1 { doubled(*digit) } else { *digit };
    digits.iter().rev().enumerate().map(worth).sum::<u32>() % 10 == 0
}

/// A number that is called an account, or a long one beside a word for a bank.
fn is_account(text: &[char], run: &Run, before: &str) -> bool {
    let length = run.digits.len();
    if (8..=19).contains(&length) && holds(before, NAMES_AN_ACCOUNT) {
        return true;
    }
    let around = low(text, run.from.saturating_sub(NEAR), run.to + NEAR);
    (16..=19).contains(&length) && run.is_grouped_like_a_card() && holds(&around, BANK_WORDS)
}

/// A code of a bank: four letters, a country, two characters, perhaps three for a branch; eight
/// letters are a word unless somebody calls them a code.
fn has_bank_code(text: &[char]) -> bool {
    let mut at = 0;
    while at < text.len() {
        if !(text[at].is_ascii_uppercase() && starts_at(text, at)) {
            at += 1;
            continue;
        }
        let length = text[at..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
        let word = &text[at..at + length];
        if is_bank_code(word) {
            let around = low(text, at.saturating_sub(NEAR), at + length + NEAR);
            let own = low(text, at, at + length);
            if holds(&around.replace(&own, ""), BANK_CODE_WORDS) {
                return true;
            }
        }
        at += length;
    }
    false
}

fn is_bank_code(word: &[char]) -> bool {
    if !matches!(word.len(), 8 | 11) || !word[..6].iter().all(char::is_ascii_uppercase) {
        return false;
    }
    let country: String = word[4..6].iter().collect();
    let rest_fits = word[6..].iter().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    rest_fits && party::Country::from_code(&country).is_some()
}
