//! What letters of news are about: a person may turn each of them off. Letters about money that may
//! be lost, a claim, or signing in are no news and always come.

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Money that came.
    Payments,
    /// Goods under way.
    Shipments,
    /// Money that went to the firm's bank.
    Payouts,
    /// What the other side of a deal proposes.
    Proposals,
    /// What is due, and what is late.
    Deadlines,
}

impl Topic {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] =
        [Self::Payments, Self::Shipments, Self::Payouts, Self::Proposals, Self::Deadlines];

    /// The word in tables, forms and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Payments => "payments",
            Self::Shipments => "shipments",
            Self::Payouts => "payouts",
            Self::Proposals => "proposals",
            Self::Deadlines => "deadlines",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_reads_back_its_word_and_has_one_in_every_language() {
        let words = [include_str!("../../locales/en.ftl"), include_str!("../../locales/zh-CN.ftl")];
        for topic in Topic::ALL {
            assert_eq!(Topic::from_word(topic.word()), Some(topic));
            let key = format!("party-topic-{} = ", topic.word());
            assert!(words.iter().all(|words| words.contains(&key)), "{key}");
        }
    }
}
