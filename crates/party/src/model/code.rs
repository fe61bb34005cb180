//! Codes of six digits that prove whose an address or a number is.

use super::{Contact, PartyRefusal};
use kernel::rules::Rules;
use kernel::{Outcome, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Codes for one contact in an hour: enough for lost letters, too few to pester somebody.
pub(crate) const CODES_AN_HOUR: i64 = 5;

const HOUR_S: i64 = 3_600;

/// What a code lets its holder do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Begin an account.
    SignUp,
    /// Sign in without a password.
    SignIn,
    /// Set a new password.
    Reset,
}

impl Purpose {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::SignUp => "sign_up",
            Self::SignIn => "sign_in",
            Self::Reset => "reset",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::SignUp, Self::SignIn, Self::Reset].into_iter().find(|p| p.word() == word)
    }
}

/// What came of an act that needs a code. A wrong code is counted, and what is counted must be
/// committed: so it is an answer, which the door turns into a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Checked<T> {
    /// The code was right, and this was done.
    Right(T),
    /// It was not, and the try is counted.
    Wrong {
        /// Tries that are left.
        left: i64,
    },
}

impl<T> Checked<T> {
    /// What was done, or the refusal.
    pub fn into_outcome(self) -> Outcome<T> {
        match self {
            Self::Right(done) => Ok(done),
            Self::Wrong { left } => Err(PartyRefusal::CodeWrong { left }.into()),
        }
    }
}

/// A code as the store keeps it.
#[derive(Debug, Clone)]
pub(crate) struct KeptCode {
    pub(crate) purpose: Purpose,
    pub(crate) code_hash: [u8; 32],
    pub(crate) tries: i64,
    pub(crate) expires_at: Timestamp,
    pub(crate) hour_began_at: Timestamp,
    pub(crate) sent_count: i64,
}

/// Whether a told code is the kept one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Right,
    Wrong { left: i64 },
}

impl KeptCode {
    /// The next code for a contact, if the hour allows one more.
    pub(crate) fn next(
        before: Option<&Self>,
        purpose: Purpose,
        code_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Self, PartyRefusal> {
        let ends_at = |code: &Self| code.hour_began_at.plus_seconds(HOUR_S);
        let this_hour = before.filter(|code| now < ends_at(code));
        let (hour_began_at, sent) =
            this_hour.map_or((now, 0), |code| (code.hour_began_at, code.sent_count));
        if let Some(code) = this_hour.filter(|_| sent >= CODES_AN_HOUR) {
            let again_at = ends_at(code);
            return Err(PartyRefusal::CodesTooMany { most: CODES_AN_HOUR, again_at });
        }
        let expires_at = now.plus_seconds(Rules::current().sign_in.code_valid_min * 60);
        Ok(Self { purpose, code_hash, tries: 0, expires_at, hour_began_at, sent_count: sent + 1 })
    }

    /// Judges a told code by its hash.
    pub(crate) fn judge(
        kept: Option<&Self>,
        purpose: Purpose,
        told_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Answer, PartyRefusal> {
        let most = Rules::current().sign_in.code_tries;
        let is_open =
            |code: &&Self| code.purpose == purpose && now < code.expires_at && code.tries < most;
        let kept = kept.filter(is_open).ok_or(PartyRefusal::CodeVoid)?;
        if bool::from(kept.code_hash.ct_eq(told_hash)) {
            return Ok(Answer::Right);
        }
        Ok(Answer::Wrong { left: kept.tries_left_after_this() })
    }

    /// Tries that are left after one more.
    pub(crate) fn tries_left_after_this(&self) -> i64 {
        (Rules::current().sign_in.code_tries - self.tries - 1).max(0)
    }
}

/// Six digits from random bytes.
pub(crate) fn new_code(random: [u8; 8]) -> String {
    // Of 2^64 numbers the remainders differ in frequency by less than 1 in 10^13.
    format!("{:06}", u64::from_be_bytes(random) % 1_000_000)
}

/// What the store keeps of a code. Blanks between the digits are no matter.
pub(crate) fn hash_code(contact: &Contact, purpose: Purpose, code: &str) -> [u8; 32] {
    let digits: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let parts = [contact.value(), purpose.word(), &digits];
    Sha256::digest(parts.join("\n").as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Reason;

    const NOON: Timestamp = Timestamp::from_micros(1_772_452_800_000_000);

    fn contact() -> Contact {
        Contact::parse("anna@example.se").expect("a contact")
    }

    fn kept(code: &str) -> KeptCode {
        let hash = hash_code(&contact(), Purpose::SignIn, code);
        KeptCode::next(None, Purpose::SignIn, hash, NOON).expect("the first one")
    }

    fn judge(kept: &KeptCode, told: &str, at: Timestamp) -> Result<Answer, &'static str> {
        let told = hash_code(&contact(), Purpose::SignIn, told);
        let answer = KeptCode::judge(Some(kept), Purpose::SignIn, &told, at);
        answer.map_err(|refusal| refusal.code())
    }

    #[test]
    fn a_code_is_right_until_its_time_is_over() {
        let code = kept("012345");
        assert_eq!(judge(&code, "012345", NOON.plus_seconds(599)), Ok(Answer::Right));
        assert_eq!(judge(&code, " 012 345 ", NOON), Ok(Answer::Right));
        assert_eq!(judge(&code, "012345", NOON.plus_seconds(600)), Err("party-code-void"));
        assert_eq!(judge(&code, "012346", NOON), Ok(Answer::Wrong { left: 4 }));
    }

    #[test]
    fn a_code_is_for_one_purpose_and_a_few_tries() {
        let mut code = kept("012345");
        let told = hash_code(&contact(), Purpose::Reset, "012345");
        assert!(KeptCode::judge(Some(&code), Purpose::Reset, &told, NOON).is_err());
        assert!(KeptCode::judge(None, Purpose::SignIn, &told, NOON).is_err());
        code.tries = 4;
        assert_eq!(judge(&code, "1", NOON), Ok(Answer::Wrong { left: 0 }));
        code.tries = 5;
        assert_eq!(judge(&code, "012345", NOON), Err("party-code-void"));
    }

    #[test]
    fn an_hour_has_five_codes() {
        let mut code = kept("1");
        let next = |code: &KeptCode, after_s| {
            KeptCode::next(Some(code), Purpose::SignIn, [0; 32], NOON.plus_seconds(after_s))
        };
        for nth in 2..=5 {
            code = next(&code, nth * 60).expect("one more");
        }
        let again_at = NOON.plus_seconds(3_600);
        assert_eq!(
            next(&code, 3_599).expect_err("too many"),
            PartyRefusal::CodesTooMany { most: 5, again_at }
        );
        assert_eq!(next(&code, 3_600).map(|code| code.sent_count), Ok(1));
    }

    #[test]
    fn a_code_has_six_digits() {
        assert_eq!(new_code([0; 8]), "000000");
        assert_eq!(new_code([255; 8]), "551615");
    }
}
