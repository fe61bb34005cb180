//! Letters on their way: what they say is a kind and its facts; the words are added on the way out.

use super::{Channel, Contact, Topic};
use kernel::{Firm, Id, Kind, Lang, Timestamp};
use std::collections::BTreeMap;

/// Tries before a letter is given up.
const TRIES: i64 = 5;
/// The wait after the first failure; each further one is four times as long, 42 minutes in all.
const FIRST_WAIT_S: i64 = 30;

/// Names letters.
#[derive(Debug)]
pub enum LetterKind {}
impl Kind for LetterKind {
    const PREFIX: &'static str = "letter";
}

/// A letter to be sent.
#[derive(Debug, Clone, Copy)]
pub struct NewLetter<'a> {
    /// To whom.
    pub to: &'a Contact,
    /// The language of its words.
    pub lang: Lang,
    /// Which words: `letter-<kind>-subject`, `-body` and `-sms`.
    pub kind: &'static str,
    /// The named values in the words.
    pub facts: &'a [(&'a str, String)],
}

/// Something that a firm's owner hears by letter, unless they do not want to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Whose owner.
    pub firm: Id<Firm>,
    /// What it is about; letters about it can be turned off.
    pub topic: Topic,
    /// Which words, as of a letter.
    pub kind: &'static str,
    /// The named values in the words.
    pub facts: Vec<(&'static str, String)>,
}

/// A letter that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its id; a letter that is delivered twice has the same.
    pub id: Id<LetterKind>,
    /// To whom.
    pub to: Contact,
    /// The language of its words.
    pub lang: Lang,
    /// Which words.
    pub kind: String,
    /// The named values in the words.
    pub facts: BTreeMap<String, String>,
    /// Failures so far.
    pub tries: i64,
}

impl Letter {
    /// The key of the subject's words; text messages have none.
    pub fn subject_key(&self) -> Option<String> {
        match self.to.channel() {
            Channel::Mail => Some(format!("letter-{}-subject", self.kind)),
            Channel::Sms => None,
        }
    }

    /// The key of the text's words: long by mail, short in a text message.
    pub fn body_key(&self) -> String {
        match self.to.channel() {
            Channel::Mail => format!("letter-{}-body", self.kind),
            Channel::Sms => format!("letter-{}-sms", self.kind),
        }
    }

    /// What becomes of it after a failure.
    pub(crate) fn after(&self, failure: &PostFailure, now: Timestamp) -> Fate {
        let tries = self.tries + 1;
        match failure {
            PostFailure::Later(_) if tries < TRIES => {
                let waits = u32::try_from(tries - 1).unwrap_or(0);
                Fate::Again { at: now.plus_seconds(FIRST_WAIT_S * 4_i64.pow(waits)) }
            }
            _ => Fate::GivenUp,
        }
    }
}

/// Why a letter could not be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostFailure {
    /// The post is closed or full just now.
    Later(String),
    /// This letter will never arrive.
    Never(String),
}

/// What becomes of a letter that was not delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Again { at: Timestamp },
    GivenUp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(told: &str, tries: i64) -> Letter {
        Letter {
            id: Id::new(1),
            to: Contact::parse(told).expect("a contact"),
            lang: Lang::En,
            kind: "code".to_owned(),
            facts: BTreeMap::new(),
            tries,
        }
    }

    #[test]
    fn a_letter_is_tried_five_times_at_growing_distances() {
        let now = Timestamp::from_micros(0);
        let closed = PostFailure::Later(String::new());
        let waits = (0..5).map(|tries| match letter("a@b.se", tries).after(&closed, now) {
            Fate::Again { at } => Some(at.micros() / 1_000_000),
            Fate::GivenUp => None,
        });
        let wanted = [Some(30), Some(120), Some(480), Some(1_920), None];
        assert_eq!(waits.collect::<Vec<_>>(), wanted);
        let never = PostFailure::Never(String::new());
        assert_eq!(letter("a@b.se", 0).after(&never, now), Fate::GivenUp);
    }

    #[test]
    fn a_text_message_has_short_words_and_no_subject() {
        let (mail, sms) = (letter("a@b.se", 0), letter("+4670123456", 0));
        assert_eq!(mail.subject_key().as_deref(), Some("letter-code-subject"));
        assert_eq!((mail.body_key(), sms.body_key()).0, "letter-code-body");
        assert_eq!((sms.subject_key(), sms.body_key()), (None, "letter-code-sms".to_owned()));
    }
}
