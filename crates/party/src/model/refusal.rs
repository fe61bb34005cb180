//! Why people and firms hear a no, in the order checked.

use kernel::{Fact, Reason, Timestamp};

/// Fields of forms and of JSON that hold the name of a firm.
const FIRM_NAMES: [&str; 2] = ["firm_name", "firm.name"];

/// The party domain's reasons to refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartyRefusal {
    /// Neither an e-mail address nor a phone number with its country.
    ContactMalformed,
    /// A name with nothing to see in it.
    NameEmpty {
        /// Where it was typed.
        field: &'static str,
    },
    /// A longer name than a page can show.
    NameTooLong {
        /// Where it was typed.
        field: &'static str,
        /// The most characters.
        most: usize,
    },
    /// A name with characters that control, break lines or turn the direction of writing.
    NameUnprintable {
        /// Where it was typed.
        field: &'static str,
    },
    /// No country chosen.
    CountryMissing {
        /// Where it was to be chosen.
        field: &'static str,
    },
    /// No code of ISO 3166-1.
    CountryUnknown {
        /// Where it was typed.
        field: &'static str,
        /// What was typed, cut short.
        told: String,
    },
    /// No part of the firm's country in ISO 3166-2.
    RegionUnknown,
    /// A password of too few characters.
    PasswordTooShort {
        /// The fewest.
        least: usize,
    },
    /// A password of too many characters.
    PasswordTooLong {
        /// The most.
        most: usize,
    },
    /// One of the passwords that are tried first.
    PasswordTooCommon,
    /// Neither a password nor a code, or both.
    ProofMissing,
    /// More codes than an hour allows.
    CodesTooMany {
        /// The most in an hour.
        most: i64,
        /// When the next may be asked for.
        again_at: Timestamp,
    },
    /// No code is open for this: never asked for, used, too old, or tried too often.
    CodeVoid,
    /// Another code.
    CodeWrong {
        /// Tries that are left.
        left: i64,
    },
    /// A code in a preview, where no try would be counted.
    CodeInPreview,
    /// Too many passwords were tried for this contact; a code still opens.
    GuessesTooMany,
    /// No such contact, or not its password: nobody is told which.
    SignInWrong,
    /// The contact belongs to somebody already.
    ContactTaken,
    /// The invitation was used or its time is over.
    InvitationOver,
    /// As many invitations are open as a firm may have.
    InvitationsTooMany {
        /// The most.
        most: i64,
    },
    /// They are of the firm already.
    AlreadyMember,
    /// The firm would be left without an owner.
    LastOwner,
    /// As many keys as a firm may have.
    KeysTooMany {
        /// The most.
        most: i64,
    },
}

impl Reason for PartyRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::ContactMalformed => "party-contact-malformed",
            Self::NameEmpty { field } if FIRM_NAMES.contains(field) => "party-firm-name-empty",
            Self::NameEmpty { .. } => "party-name-empty",
            Self::NameTooLong { .. } => "party-name-too-long",
            Self::NameUnprintable { .. } => "party-name-unprintable",
            Self::CountryMissing { .. } => "party-country-missing",
            Self::CountryUnknown { .. } => "party-country-unknown",
            Self::RegionUnknown => "party-region-unknown",
            Self::PasswordTooShort { .. } => "party-password-too-short",
            Self::PasswordTooLong { .. } => "party-password-too-long",
            Self::PasswordTooCommon => "party-password-too-common",
            Self::ProofMissing => "party-proof-missing",
            Self::CodesTooMany { .. } => "party-codes-too-many",
            Self::CodeVoid => "party-code-void",
            Self::CodeWrong { .. } => "party-code-wrong",
            Self::CodeInPreview => "party-code-in-preview",
            Self::GuessesTooMany => "party-guesses-too-many",
            Self::SignInWrong => "party-sign-in-wrong",
            Self::ContactTaken => "party-contact-taken",
            Self::InvitationOver => "party-invitation-over",
            Self::InvitationsTooMany { .. } => "party-invitations-too-many",
            Self::AlreadyMember => "party-already-member",
            Self::LastOwner => "party-last-owner",
            Self::KeysTooMany { .. } => "party-keys-too-many",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NameEmpty { field }
            | Self::NameTooLong { field, .. }
            | Self::NameUnprintable { field }
            | Self::CountryMissing { field }
            | Self::CountryUnknown { field, .. } => Some(field),
            Self::ContactMalformed
            | Self::ContactTaken
            | Self::CodesTooMany { .. }
            | Self::AlreadyMember => Some("contact"),
            Self::PasswordTooShort { .. }
            | Self::PasswordTooLong { .. }
            | Self::PasswordTooCommon
            | Self::ProofMissing
            | Self::GuessesTooMany
            | Self::SignInWrong => Some("password"),
            Self::CodeVoid | Self::CodeInPreview | Self::CodeWrong { .. } => Some("code"),
            Self::RegionUnknown => Some("region"),
            Self::InvitationOver
            | Self::InvitationsTooMany { .. }
            | Self::LastOwner
            | Self::KeysTooMany { .. } => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::NameTooLong { most, .. } | Self::PasswordTooLong { most } => {
                vec![("most", count(*most))]
            }
            Self::PasswordTooShort { least } => vec![("least", count(*least))],
            Self::CountryUnknown { told, .. } => vec![("told", told.as_str().into())],
            Self::CodesTooMany { most, again_at } => {
                vec![("most", (*most).into()), ("again_at", (*again_at).into())]
            }
            Self::CodeWrong { left } => vec![("left", (*left).into())],
            Self::InvitationsTooMany { most } | Self::KeysTooMany { most } => {
                vec![("most", (*most).into())]
            }
            _ => Vec::new(),
        }
    }
}

fn count(limit: usize) -> Fact {
    i64::try_from(limit).unwrap_or(i64::MAX).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use PartyRefusal as No;

    const WORDS: [&str; 2] =
        [include_str!("../../locales/en.ftl"), include_str!("../../locales/zh-CN.ftl")];

    fn one_with_each_fact() -> Vec<No> {
        let (field, at) = ("name", Timestamp::from_micros(0));
        vec![
            No::NameTooLong { field, most: 1 },
            No::CountryUnknown { field, told: String::new() },
            No::PasswordTooShort { least: 1 },
            No::PasswordTooLong { most: 1 },
            No::CodesTooMany { most: 1, again_at: at },
            No::CodeWrong { left: 1 },
            No::InvitationsTooMany { most: 1 },
            No::KeysTooMany { most: 1 },
        ]
    }

    #[test]
    fn every_fact_of_a_refusal_stands_in_its_sentence() {
        for words in WORDS {
            for refusal in one_with_each_fact() {
                let key = format!("refusal-{} = ", refusal.code());
                let at = words.find(&key).unwrap_or_else(|| panic!("{key} is missing"));
                let sentence = words[at..].split("\nrefusal-").next().unwrap_or_default();
                for (fact, _) in refusal.facts() {
                    assert!(sentence.contains(&format!("${fact}")), "{key}: {fact}");
                }
            }
        }
    }
}
