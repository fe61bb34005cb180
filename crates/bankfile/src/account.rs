//! Bank accounts, as far as they can be checked without asking the bank.

use kernel::iban;
use kernel::text::is_unprintable;

/// A Chinese clearing code (CNAPS).
const CNAPS: usize = 12;
/// The longest number of an account that is no IBAN, by ISO 20022.
const LONGEST_NUMBER: usize = 34;

/// A bank account that can be written into an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Account {
    /// ISO 13616, without spaces, check digits right.
    Iban(String),
    /// A number at a bank of a Chinese clearing code.
    Cnaps {
        /// The bank's twelve digits.
        bank: String,
        /// The account's digits.
        number: String,
    },
}

/// Why an account cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountFault {
    /// It begins with a country that has no IBAN.
    Country,
    /// Not as long as an IBAN of its country.
    Length,
    /// The check digits say that a sign is wrong.
    CheckDigits,
    /// A clearing code has twelve digits.
    BankCode,
    /// A number has digits alone.
    Number,
}

impl Account {
    /// The number as it stands in a file.
    pub fn number(&self) -> &str {
        match self {
            Self::Iban(iban) => iban,
            Self::Cnaps { number, .. } => number,
        }
    }

    /// The clearing code beside a number that is no IBAN.
    pub fn bank_code(&self) -> Option<&str> {
        match self {
            Self::Iban(_) => None,
            Self::Cnaps { bank, .. } => Some(bank),
        }
    }
}

/// Reads an account as people write it: an IBAN, or a number with the clearing code of its bank.
pub fn read_account(number: &str, bank_code: &str) -> Result<Account, AccountFault> {
    let number = squeeze(number);
    let bank = squeeze(bank_code);
    if bank.is_empty() {
        return read_iban(number).map(Account::Iban);
    }
    if !is_cnaps(&bank) {
        return Err(AccountFault::BankCode);
    }
    if number.is_empty() || number.len() > LONGEST_NUMBER || !is_digits(&number) {
        return Err(AccountFault::Number);
    }
    Ok(Account::Cnaps { bank, number })
}

/// Whether an order can name an account by this number, as far as its length and signs go.
pub fn is_account_number(number: &str) -> bool {
    let is_plain = |sign: char| !sign.is_whitespace() && !is_unprintable(sign);
    (1..=LONGEST_NUMBER).contains(&number.chars().count()) && number.chars().all(is_plain)
}

/// Whether it can be a Chinese clearing code.
pub(crate) fn is_cnaps(code: &str) -> bool {
    code.len() == CNAPS && is_digits(code)
}

/// Whether it can be a bank's BIC (ISO 9362): four signs, a country, two signs, perhaps a branch.
pub(crate) fn is_bic(code: &str) -> bool {
    let is_plain = |sign: u8| sign.is_ascii_uppercase() || sign.is_ascii_digit();
    let country = code.get(4..6).unwrap_or_default().bytes();
    matches!(code.len(), 8 | 11)
        && code.bytes().all(is_plain)
        && country.into_iter().all(|sign| sign.is_ascii_uppercase())
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn squeeze(told: &str) -> String {
    let signs = told.chars().filter(|sign| !sign.is_whitespace() && *sign != '-');
    signs.collect::<String>().to_ascii_uppercase()
}

fn read_iban(iban: String) -> Result<String, AccountFault> {
    let country = iban.get(..2).ok_or(AccountFault::Length)?;
    let length = iban::length(country).ok_or(AccountFault::Country)?;
    let is_plain = iban.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if iban.len() != length || !is_plain {
        return Err(AccountFault::Length);
    }
    if iban::fits(&iban) { Ok(iban) } else { Err(AccountFault::CheckDigits) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iban_is_checked_by_its_digits_and_length() {
        // Examples of SWIFT's registry.
        for good in [
            "SE45 5000 0000 0583 9825 7466",
            "de89370400440532013000",
            "GB29 NWBK 6016 1331 9268 19",
            "NO93 8601 1117 947",
            "MT84MALT011000012345MTLCAST001S",
        ] {
            assert!(read_account(good, "").is_ok(), "{good}");
        }
        let cases = [
            ("SE45 5000 0000 0583 9825 7467", AccountFault::CheckDigits),
            ("SE54 5000 0000 0583 9825 7466", AccountFault::CheckDigits),
            ("SE45 5000 0000 0583 9825 746", AccountFault::Length),
            ("US45 5000", AccountFault::Country),
            ("S", AccountFault::Length),
            ("", AccountFault::Length),
            ("账号", AccountFault::Length),
            ("DE8937040044053201300/", AccountFault::Length),
        ];
        for (bad, fault) in cases {
            assert_eq!(read_account(bad, ""), Err(fault), "{bad}");
        }
    }

    #[test]
    fn a_number_is_as_long_as_an_order_can_tell_and_no_longer() {
        for number in ["1", "000123456789", "DE89370400440532013000", &"9".repeat(34)] {
            assert!(is_account_number(number), "{number}");
        }
        for other in ["", "12 34", "12\u{202e}34", &"9".repeat(35)] {
            assert!(!is_account_number(other), "{other}");
        }
    }

    #[test]
    fn a_bank_is_named_by_its_bic_or_its_clearing_code() {
        for bic in ["COBADEFF", "COBADEFFXXX", "1234DE5X"] {
            assert!(is_bic(bic) && !is_cnaps(bic), "{bic}");
        }
        for other in ["", "COBADEF", "cobadeff", "COBA12FF", "102100099996"] {
            assert!(!is_bic(other), "{other}");
        }
        assert!(is_cnaps("102100099996"));
    }

    #[test]
    fn a_chinese_account_has_a_clearing_code_and_digits() {
        let read = read_account("6222 0212 3456 7890 123", "102 100 099 996");
        let expected = Account::Cnaps {
            bank: String::from("102100099996"),
            number: String::from("6222021234567890123"),
        };
        assert_eq!(read, Ok(expected));
        assert_eq!(read_account("6222", "10210009999"), Err(AccountFault::BankCode));
        assert_eq!(read_account("62a2", "102100099996"), Err(AccountFault::Number));
        assert_eq!(read_account("", "102100099996"), Err(AccountFault::Number));
    }
}
