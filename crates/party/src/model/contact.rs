//! How a person is reached: an e-mail address or a phone number, in one written form each.

use super::PartyRefusal;
use kernel::{Any, Id};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// The longest path that SMTP carries (RFC 5321, 4.5.3.1.3, less its brackets).
const MAIL_LONGEST: usize = 254;
/// The longest part before the at sign (RFC 5321, 4.5.3.1.1).
const LOCAL_LONGEST: usize = 64;
/// The longest label of a domain (RFC 1035, 2.3.4).
const LABEL_LONGEST: usize = 63;
/// Digits of a number with its country code (ITU-T E.164); shorter ones are not subscribers.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// How a letter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// By e-mail.
    Mail,
    /// By text message.
    Sms,
}

impl Channel {
    /// The word in the store.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }
}

/// An e-mail address in small letters, or a phone number in E.164 form. Holds no control characters
/// and no blanks, so it can stand in a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    channel: Channel,
    value: String,
}

impl Contact {
    /// Reads what a person typed: blanks and dashes in numbers, full-width characters and capital
    /// letters are brought into one form; a bare Chinese mobile number gets its country.
    pub fn parse(told: &str) -> Result<Self, PartyRefusal> {
        let told: String = told.trim().chars().map(half_width).collect();
        let contact = if told.contains('@') {
            mail(&told).map(|value| Self { channel: Channel::Mail, value })
        } else {
            phone(&told).map(|value| Self { channel: Channel::Sms, value })
        };
        contact.ok_or(PartyRefusal::ContactMalformed)
    }

    /// Takes back what the store kept, which `parse` made.
    pub(crate) fn kept(value: String) -> Self {
        let channel = if value.contains('@') { Channel::Mail } else { Channel::Sms };
        Self { channel, value }
    }

    /// How letters to it travel.
    pub fn channel(&self) -> Channel {
        self.channel
    }

    /// The normal form; a claim is kept under it.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The home of what strangers do in its name, such as their idempotency keys.
    pub fn home(&self) -> Id<Any> {
        let digest = Sha256::digest(self.value.as_bytes());
        let bits = digest.iter().take(8).fold(0_u64, |bits, &byte| (bits << 8) | u64::from(byte));
        Id::new((bits >> 1).cast_signed())
    }
}

impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value)
    }
}

/// Chinese keyboards type these at twice the width (U+FF01 to U+FF5E).
fn half_width(c: char) -> char {
    match u32::from(c) {
        0x3000 => ' ',
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn mail(told: &str) -> Option<String> {
    let (local, domain) = told.rsplit_once('@')?;
    let is_local = (1..=LOCAL_LONGEST).contains(&local.len())
        && local.chars().all(is_local_char)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let is_domain = domain.contains('.') && domain.split('.').all(is_label);
    // Nobody's mail host tells two people apart by capital letters, and phones capitalise.
    let value = told.to_lowercase();
    (is_local && is_domain && value.len() <= MAIL_LONGEST).then_some(value)
}

fn is_local_char(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
    } else {
        c.is_alphanumeric()
    }
}

fn is_label(label: &str) -> bool {
    (1..=LABEL_LONGEST).contains(&label.len())
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn phone(told: &str) -> Option<String> {
    let bare: String = told.chars().filter(|c| !" -().\u{a0}".contains(*c)).collect();
    let digits = match bare.strip_prefix('+').or_else(|| bare.strip_prefix("00")) {
        Some(digits) => digits.to_owned(),
        None if is_chinese_mobile(&bare) => format!("86{bare}"),
        None => return None,
    };
    let is_number = DIGITS.contains(&digits.len())
        && digits.bytes().all(|digit| digit.is_ascii_digit())
        && !digits.starts_with('0');
    is_number.then(|| format!("+{digits}"))
}

fn is_chinese_mobile(bare: &str) -> bool {
    let bytes = bare.as_bytes();
    bytes.len() == 11
        && bytes[0] == b'1'
        && (b'3'..=b'9').contains(&bytes[1])
        && bytes.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(told: &str) -> Option<String> {
        Contact::parse(told).ok().map(|contact| contact.value)
    }

    #[test]
    fn a_contact_has_one_written_form() {
        for (told, wanted) in [
            (" Anna.Berg@Example.SE ", "anna.berg@example.se"),
            ("li+jishi@mail.example.cn", "li+jishi@mail.example.cn"),
            ("王芳＠例子．中国", "王芳@例子.中国"),
            ("+46 70-123 45 67", "+46701234567"),
            ("0046 (70) 1234567", "+46701234567"),
            ("138 0013 8000", "+8613800138000"),
            ("１３８００１３８０００", "+8613800138000"),
            ("+86-138-0013-8000", "+8613800138000"),
        ] {
            assert_eq!(read(told).as_deref(), Some(wanted), "{told}");
        }
    }

    #[test]
    fn what_is_neither_address_nor_number_is_refused() {
        let long = format!("{}@example.se", "a".repeat(65));
        let longer = format!("a@{}.se", vec!["b".repeat(63); 4].join("."));
        for told in [
            "",
            "@",
            "a@",
            "@b.se",
            "a@b",
            "a@b..se",
            "a@-b.se",
            "a b@c.se",
            "a@b.se\r\nBcc: d@e.se",
            "a\0@b.se",
            "<a@b.se>",
            "a@b@c.se ,",
            ".a@b.se",
            "07012345",
            "12345678901",
            "+0123456789",
            "+1234567",
            "+1234567890123456",
            "+4670123456x",
            "138001380000",
            &long,
            &longer,
        ] {
            assert_eq!(read(told), None, "{told}");
        }
    }

    #[test]
    fn a_contact_has_a_home_of_its_own() {
        let home = |told| Contact::parse(told).map(|contact| contact.home());
        assert_eq!(home("a@b.se"), home("A@B.se"));
        assert_ne!(home("a@b.se"), home("b@b.se"));
        assert!(home("a@b.se").is_ok_and(|home| home.raw() > 0));
    }
}
