//! Codes of eight digits that prove whose an address or a number is.

use super::{Contact, PartyRefusal};
use kernel::rules::Rules;
use kernel::{Id, Outcome, Person, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

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

/// Who asks for a code, and by what they come back with it. A code is of use only with its ticket:
/// what somebody else asks for and types wrong is nothing to the owner's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// The hash of a token that whoever asks is given; of a person who is signed in, their own.
    pub ticket: [u8; 32],
    /// For whom it is counted.
    pub by: [u8; 32],
    /// By what they are known.
    pub known_by: KnownBy,
}

/// By what somebody is known who asks for a code. What all of one kind have asked for is counted
/// apart from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownBy {
    /// Only by where they ask from: a stranger.
    Address,
    /// By their browser, in which somebody has proved that the contact is theirs.
    Browser,
    /// As the person who is signed in.
    Person,
}

impl KnownBy {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Browser => "browser",
            Self::Person => "person",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Address, Self::Browser, Self::Person].into_iter().find(|by| by.word() == word)
    }

    /// Codes to one contact in an hour, of all of this kind together.
    fn most(self) -> i64 {
        let rules = &Rules::current().sign_in;
        match self {
            Self::Address => rules.codes_all_h,
            Self::Browser => rules.codes_known_h,
            // Of a contact there is one, whichever session they ask from.
            Self::Person => rules.codes_h,
        }
    }
}

impl Asking {
    /// A person who is signed in and proves once more that it is them. No token has a hash that
    /// begins with so many zeros.
    pub(crate) fn again(person: Id<Person>) -> Self {
        let mut own = [0; 32];
        own[24..].copy_from_slice(&person.raw().to_be_bytes());
        Self { ticket: own, by: own, known_by: KnownBy::Person }
    }
}

/// A code as somebody types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedCode {
    /// The digits.
    pub code: String,
    /// The hash of the ticket that they got when they asked for it.
    pub ticket: [u8; 32],
}

/// A code that was asked for within the last hour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sent {
    pub(crate) by: [u8; 32],
    pub(crate) known_by: KnownBy,
    pub(crate) at: Timestamp,
}

impl Sent {
    /// Since when it counts.
    pub(crate) fn since(now: Timestamp) -> Timestamp {
        now.plus_seconds(-HOUR_S)
    }

    /// No contact is sent more codes within the hour.
    pub(crate) fn most() -> i64 {
        [KnownBy::Address, KnownBy::Browser, KnownBy::Person].into_iter().map(KnownBy::most).sum()
    }

    /// Refuses one more to whoever has asked enough within the hour, and to whoever is known by the
    /// same when these have, all together. The newest come first.
    pub(crate) fn allow_one_more(sent: &[Self], asking: &Asking) -> Result<(), PartyRefusal> {
        let alike = || sent.iter().filter(|one| one.known_by == asking.known_by);
        let own = alike().filter(|one| one.by == asking.by);
        refuse_beyond(own, Rules::current().sign_in.codes_h)?;
        refuse_beyond(alike(), asking.known_by.most())
    }
}

fn refuse_beyond<'a>(
    mut sent: impl Iterator<Item = &'a Sent>,
    most: i64,
) -> Result<(), PartyRefusal> {
    let nth = usize::try_from(most - 1).unwrap_or(0);
    match sent.nth(nth) {
        Some(Sent { at, .. }) => {
            Err(PartyRefusal::CodesTooMany { most, again_at: at.plus_seconds(HOUR_S) })
        }
        None => Ok(()),
    }
}

/// A code to be kept.
#[derive(Debug)]
pub(crate) struct NewCode {
    pub(crate) asking: Asking,
    pub(crate) purpose: Purpose,
    pub(crate) code_hash: [u8; 32],
    pub(crate) expires_at: Timestamp,
}

impl NewCode {
    /// When a code that is sent now is void.
    pub(crate) fn end(now: Timestamp) -> Timestamp {
        now.plus_seconds(Rules::current().sign_in.code_valid_min * 60)
    }
}

/// A code as the store keeps it.
#[derive(Debug, Clone)]
pub(crate) struct KeptCode {
    pub(crate) id: i64,
    pub(crate) purpose: Purpose,
    pub(crate) code_hash: [u8; 32],
    pub(crate) tries: i64,
    pub(crate) expires_at: Timestamp,
}

impl KeptCode {
    /// Judges a told code by its hash.
    pub(crate) fn judge(
        &self,
        purpose: Purpose,
        told_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Checked<()>, PartyRefusal> {
        let most = Rules::current().sign_in.code_tries;
        if self.purpose != purpose || now >= self.expires_at || self.tries >= most {
            return Err(PartyRefusal::CodeVoid);
        }
        if bool::from(self.code_hash.ct_eq(told_hash)) {
            return Ok(Checked::Right(()));
        }
        Ok(Checked::Wrong { left: (most - self.tries - 1).max(0) })
    }
}

/// Eight digits from random bytes. Strangers have ten codes an hour to a contact and five tries at
/// each; so one of them is right once in two million hours.
pub(crate) fn new_code(random: [u8; 8]) -> String {
    // Of 2^64 numbers the remainders differ in frequency by less than 1 in 10^11.
    format!("{:08}", u64::from_be_bytes(random) % 100_000_000)
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
        let code_hash = hash_code(&contact(), Purpose::SignIn, code);
        let expires_at = NewCode::end(NOON);
        KeptCode { id: 1, purpose: Purpose::SignIn, code_hash, tries: 0, expires_at }
    }

    fn judge(kept: &KeptCode, told: &str, at: Timestamp) -> Result<Checked<()>, &'static str> {
        let told = hash_code(&contact(), Purpose::SignIn, told);
        kept.judge(Purpose::SignIn, &told, at).map_err(|refusal| refusal.code())
    }

    #[test]
    fn a_code_is_right_until_its_time_is_over() {
        let code = kept("01234567");
        assert_eq!(judge(&code, "01234567", NOON.plus_seconds(599)), Ok(Checked::Right(())));
        for typed in [" 0123 4567 ", "0123-4567", "01 23 45 67"] {
            assert_eq!(judge(&code, typed, NOON), Ok(Checked::Right(())), "{typed}");
        }
        assert_eq!(judge(&code, "01234567", NOON.plus_seconds(600)), Err("party-code-void"));
        assert_eq!(judge(&code, "01234568", NOON), Ok(Checked::Wrong { left: 4 }));
    }

    #[test]
    fn a_code_is_for_one_purpose_and_a_few_tries() {
        let mut code = kept("01234567");
        let told = hash_code(&contact(), Purpose::Reset, "01234567");
        assert!(code.judge(Purpose::Reset, &told, NOON).is_err());
        code.tries = 4;
        assert_eq!(judge(&code, "1", NOON), Ok(Checked::Wrong { left: 0 }));
        code.tries = 5;
        assert_eq!(judge(&code, "01234567", NOON), Err("party-code-void"));
    }

    /// Codes that these asked for, five each and a minute apart, the newest first.
    fn sent(known_by: KnownBy, by: std::ops::RangeInclusive<u8>) -> Vec<Sent> {
        let five_each = by.flat_map(|by| [[by; 32]; 5]);
        let at = |nth| NOON.plus_seconds(60 * i64::try_from(nth).expect("a few"));
        let each = five_each.enumerate().map(|(nth, by)| Sent { by, known_by, at: at(nth) });
        let mut sent: Vec<Sent> = each.collect();
        sent.reverse();
        sent
    }

    fn one_more(sent: &[Sent], known_by: KnownBy, by: u8) -> Result<(), PartyRefusal> {
        Sent::allow_one_more(sent, &Asking { ticket: [0; 32], by: [by; 32], known_by })
    }

    fn too_many(most: i64) -> Result<(), PartyRefusal> {
        Err(PartyRefusal::CodesTooMany { most, again_at: NOON.plus_seconds(3_600) })
    }

    #[test]
    fn one_who_asks_has_five_codes_an_hour() {
        for known_by in [KnownBy::Address, KnownBy::Browser, KnownBy::Person] {
            let five = sent(known_by, 1..=1);
            assert_eq!(one_more(&five[1..], known_by, 1), Ok(()));
            assert_eq!(one_more(&five, known_by, 1), too_many(5));
        }
        assert_eq!(one_more(&sent(KnownBy::Address, 1..=1), KnownBy::Address, 2), Ok(()));
    }

    #[test]
    fn strangers_together_take_nothing_from_who_is_known() {
        let ten = sent(KnownBy::Address, 1..=2);
        assert_eq!(one_more(&ten, KnownBy::Address, 3), too_many(10));
        assert_eq!(one_more(&ten, KnownBy::Browser, 3), Ok(()), "a browser of theirs");
        assert_eq!(one_more(&ten, KnownBy::Person, 3), Ok(()), "signed in");
    }

    #[test]
    fn browsers_that_are_known_have_an_end_together_and_take_nothing_from_others() {
        let twenty = sent(KnownBy::Browser, 1..=4);
        assert_eq!(one_more(&twenty[1..], KnownBy::Browser, 5), Ok(()));
        assert_eq!(one_more(&twenty, KnownBy::Browser, 5), too_many(20));
        assert_eq!(one_more(&twenty, KnownBy::Address, 5), Ok(()), "a stranger");
        assert_eq!(one_more(&twenty, KnownBy::Person, 5), Ok(()), "signed in");
    }

    #[test]
    fn all_codes_that_can_be_sent_in_an_hour_are_looked_at() {
        assert_eq!(Sent::most(), 10 + 20 + 5);
    }

    #[test]
    fn a_code_has_eight_digits() {
        assert_eq!(new_code([0; 8]), "00000000");
        assert_eq!(new_code([255; 8]), "09551615");
    }
}
