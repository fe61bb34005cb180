//! Passwords: what may be one, and how it is kept. Hashing takes milliseconds and megabytes, so it
//! is done before a transaction begins.

use super::PartyRefusal;
use anyhow::anyhow;
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::fmt;

/// NIST SP 800-63B, 3.1.1: at least eight characters.
const SHORTEST: usize = 8;
/// Long sentences are welcome; longer texts only cost time.
const LONGEST: usize = 128;

/// The passwords that are tried first, in small letters; short ones are refused by their length.
const WORST: &str = "
    00000000 11111111 11223344 12121212 123123123 12341234 12344321 12345678 123456789
    1234567890 12345678910 1234qwer 123654789 123qweasd 147258369 1q2w3e4r 1q2w3e4r5t 1qaz2wsx
    22222222 31415926 5201314520 55555555 66666666 77777777 87654321 88888888 963852741
    987654321 99999999 a12345678 a123456789 aa123456 aa12345678 abc12345 abcd1234 abcdefgh
    admin123 administrator asdf1234 asdfghjkl baseball changeme computer football iloveyou
    letmein1 liverpool master123 p@ssw0rd passw0rd password password1 password123 princess
    q1w2e3r4 qazwsxedc qq123456 qwer1234 qwerty123 qwertyui qwertyuiop starwars sunshine
    superman trustno1 welcome1 whatever woaini1314 woaini520 zxcvbnm1 zxcvbnm123
";

/// A hash that no password has: what an unknown contact's is compared with, so that the answer
/// takes as long. Its cost is that of `Argon2::default()`; a test compares.
const NOBODY: &str = concat!(
    "$argon2id$v=19$m=19456,t=2,p=1$ymJXbdFGTkkP15uyxve8Aw$",
    "wlE/Z/E50VRiKVftOILoQnzaJsJxpNiuodW0Ec2HU4E"
);

/// A password that may be used; never shown.
pub struct Password(String);

impl Password {
    /// Reads what was typed, without changing it.
    pub fn parse(told: &str) -> Result<Self, PartyRefusal> {
        let chars = told.chars().count();
        if chars < SHORTEST {
            return Err(PartyRefusal::PasswordTooShort { least: SHORTEST });
        }
        if chars > LONGEST {
            return Err(PartyRefusal::PasswordTooLong { most: LONGEST });
        }
        let small = told.to_lowercase();
        if WORST.split_whitespace().any(|worst| worst == small) {
            return Err(PartyRefusal::PasswordTooCommon);
        }
        Ok(Self(told.to_owned()))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

/// Hashes a password by argon2id with a salt from the operating system. Slow by design.
pub fn hash_password(password: &Password) -> anyhow::Result<String> {
    let hash = Argon2::default().hash_password(password.0.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| anyhow!("hashing a password: {error}"))
}

/// Whether this is the password of that hash. Slow by design.
pub(crate) fn verify_password(hash: &str, told: &str) -> bool {
    // Nothing longer was ever hashed, and hashing must not cost what a stranger likes.
    let is_possible = told.chars().count() <= LONGEST;
    let told = if is_possible { told } else { "" };
    Argon2::default().verify_password(told.as_bytes(), hash).is_ok() && is_possible
}

/// The same for a contact that may be unknown: no hash takes as long, and is never right.
pub fn verify_if_known(hash: Option<&str>, told: &str) -> bool {
    let is_right = verify_password(hash.unwrap_or(NOBODY), told);
    is_right && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_passwords_are_long_enough_to_be_tried_and_in_small_letters() {
        let mut worst = WORST.split_whitespace();
        assert!(worst.all(|word| word == word.to_lowercase() && word.len() >= SHORTEST));
    }

    #[test]
    fn a_password_has_8_to_128_characters_and_is_not_one_of_the_worst() {
        let code = |told: &str| {
            use kernel::Reason;
            Password::parse(told).err().map(|refusal| refusal.code())
        };
        assert_eq!(code("seven77"), Some("party-password-too-short"));
        assert_eq!(code("八个汉字的密码吧"), None);
        assert_eq!(code(&"x".repeat(129)), Some("party-password-too-long"));
        assert_eq!(code("PassWord123"), Some("party-password-too-common"));
        assert_eq!(code("correct horse battery staple"), None);
    }

    #[test]
    fn a_hash_knows_its_password_and_no_other() {
        let password = Password::parse("correct horse").expect("a password");
        let hash = hash_password(&password).expect("a hash");
        assert!(verify_password(&hash, "correct horse"));
        assert!(!verify_password(&hash, "correct hors"));
        assert!(!verify_password(&hash, &"x".repeat(1_000)));
        assert!(!verify_password("not a hash", "correct horse"));
        assert!(!format!("{password:?}").contains("horse"));
    }

    #[test]
    fn an_unknown_contact_costs_as_much_as_a_known_one() {
        let password = Password::parse("correct horse").expect("a password");
        let cost = |hash: &str| hash.rsplitn(3, '$').last().map(str::to_owned);
        assert_eq!(cost(&hash_password(&password).expect("a hash")), cost(NOBODY));
        assert!(!verify_if_known(None, ""));
    }
}
