//! Why webhooks say no.

use kernel::{Fact, Reason};

/// Reasons to refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the facts are named in each sentence")]
pub enum HooksRefusal {
    /// No address, or one that nothing may be sent to.
    Url,
    /// The address is too long.
    UrlLong { most: i64 },
    /// The address is one of the market's own network, or of nobody's.
    UrlPrivate,
    /// No such type of event.
    TypeUnknown { told: String },
    /// Neither all types nor one.
    TypesNone,
    /// The description is too long, or not one line.
    About { most: i64 },
    /// As many as a firm may have.
    TooMany { most: i64 },
    /// It is paused or off.
    NotActive,
    /// It is active already.
    Active,
    /// No instant, or one to come.
    Since,
}

impl Reason for HooksRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Url => "hooks-url",
            Self::UrlLong { .. } => "hooks-url-long",
            Self::UrlPrivate => "hooks-url-private",
            Self::TypeUnknown { .. } => "hooks-type-unknown",
            Self::TypesNone => "hooks-types-none",
            Self::About { .. } => "hooks-about",
            Self::TooMany { .. } => "hooks-too-many",
            Self::NotActive => "hooks-not-active",
            Self::Active => "hooks-active",
            Self::Since => "hooks-since",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Url | Self::UrlLong { .. } | Self::UrlPrivate => Some("url"),
            Self::TypeUnknown { .. } | Self::TypesNone => Some("types"),
            Self::About { .. } => Some("about"),
            Self::Since => Some("since"),
            _ => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::UrlLong { most } | Self::About { most } | Self::TooMany { most } => {
                vec![("most", (*most).into())]
            }
            Self::TypeUnknown { told } => vec![("told", told.as_str().into())],
            _ => Vec::new(),
        }
    }
}
