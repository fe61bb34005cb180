//! Bank accounts, as far as they can be checked without asking the bank.

/// Letters and digits of the longest IBAN.
const LONGEST_IBAN: usize = 34;
/// A Chinese clearing code (CNAPS).
const CNAPS: usize = 12;
/// The longest number of an account that is no IBAN, by ISO 20022.
const LONGEST_NUMBER: usize = 34;
/// Length of the IBAN by country, from SWIFT's registry of IBAN formats.
const LENGTHS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
    ("YE", 30),
];

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
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if bank.len() != CNAPS || !is_digits(&bank) {
        return Err(AccountFault::BankCode);
    }
    if number.is_empty() || number.len() > LONGEST_NUMBER || !is_digits(&number) {
        return Err(AccountFault::Number);
    }
    Ok(Account::Cnaps { bank, number })
}

fn squeeze(told: &str) -> String {
    let signs = told.chars().filter(|sign| !sign.is_whitespace() && *sign != '-');
    signs.collect::<String>().to_ascii_uppercase()
}

fn read_iban(iban: String) -> Result<String, AccountFault> {
    let country = iban.get(..2).ok_or(AccountFault::Length)?;
    let found = LENGTHS.iter().find(|(code, _)| *code == country);
    let (_, length) = found.ok_or(AccountFault::Country)?;
    let is_plain = iban.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if iban.len() != *length || iban.len() > LONGEST_IBAN || !is_plain {
        return Err(AccountFault::Length);
    }
    match remainder(&iban[4..], &iban[..4]) {
        1 => Ok(iban),
        _ => Err(AccountFault::CheckDigits),
    }
}

/// By 97, letters counting from A = 10 (ISO 7064).
fn remainder(body: &str, head: &str) -> u32 {
    body.chars().chain(head.chars()).fold(0, |sum, sign| {
        let value = sign.to_digit(36).unwrap_or(0);
        let scale = if value < 10 { 10 } else { 100 };
        (sum * scale + value) % 97
    })
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
