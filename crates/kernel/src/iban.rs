//! International bank account numbers (ISO 13616): how long each country's are, and whether the
//! check digits fit.

/// Length by country, from SWIFT's registry of IBAN formats.
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

/// How many letters and digits an IBAN of a country has; nothing where a country has none.
pub fn length(country: &str) -> Option<usize> {
    LENGTHS.iter().find(|(code, _)| *code == country).map(|(_, length)| *length)
}

/// Whether the check digits fit the rest, of letters and digits alone: by 97, letters counting from
/// A = 10 (ISO 7064, MOD 97-10).
pub fn fits(iban: &str) -> bool {
    let has_digits =
        iban.get(2..4).is_some_and(|two| two.bytes().all(|byte| byte.is_ascii_digit()));
    let (head, body) = iban.split_at_checked(4).unwrap_or((iban, ""));
    let rest = body.chars().chain(head.chars()).fold(0, |rest, sign| {
        let value = sign.to_digit(36).unwrap_or(0);
        let scale = if value < 10 { 10 } else { 100 };
        (rest * scale + value) % 97
    });
    has_digits && rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_find_a_wrong_sign_and_two_that_changed_places() {
        for (iban, is_right) in [
            ("SE4550000000058398257466", true),
            ("SE4550000000058398257467", false),
            ("SE5450000000058398257466", false),
            ("GB29NWBK60161331926819", true),
            ("", false),
            ("账号账号", false),
        ] {
            assert_eq!(fits(iban), is_right, "{iban}");
        }
    }

    #[test]
    fn countries_stand_in_order_and_none_is_longer_than_the_standard_allows() {
        assert!(LENGTHS.is_sorted_by(|(one, _), (other, _)| one < other));
        assert!(LENGTHS.iter().all(|(_, length)| (15..=34).contains(length)));
        assert_eq!((length("SE"), length("US")), (Some(24), None));
    }
}
