//! The address of a firm that is told what happens.

use super::catalogue::{TEST, all};
use super::{HooksRefusal, Networks};
use kernel::text::read_line;
use kernel::{Firm, Id, Kind, Person, Timestamp};
use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// An address in a message of ours is no longer.
const URL_CHARS_MOST: usize = 500;
/// What an address is for, in a line.
const ABOUT_CHARS_MOST: usize = 100;
/// Names that lead to the machine itself, or to one of its own network, whoever is asked.
const OWN_NAMES: &[&str] = &["localhost", "local", "internal", "home.arpa", "onion", "invalid"];

/// Names webhooks.
#[derive(Debug)]
pub enum HookKind {}
impl Kind for HookKind {
    const PREFIX: &'static str = "webhook";
}

/// Whether messages are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EndpointState {
    /// They are.
    Active,
    /// They wait until the firm says so.
    Paused,
    /// The market has given up: nothing waits any more.
    Off,
}

impl EndpointState {
    /// As the store and the API write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Off => "off",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Active, Self::Paused, Self::Off].into_iter().find(|state| state.word() == word)
    }
}

/// Why the market turned an address off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Off {
    /// It answered that it is gone (410).
    Gone,
    /// For days nothing arrived.
    Failing,
}

impl Off {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Failing => "failing",
        }
    }
}

/// Which types an address is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// All, those to come too.
    All,
    /// These.
    Some(Vec<String>),
}

impl Wish {
    /// Whether it is told this type. A test is told to every address.
    pub fn takes(&self, kind: &str) -> bool {
        match self {
            Self::All => true,
            Self::Some(kinds) => kind == TEST || kinds.iter().any(|one| one == kind),
        }
    }

    /// As the store keeps it.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::All => "*".to_owned(),
            Self::Some(kinds) => kinds.join(" "),
        }
    }

    pub(crate) fn kept(text: &str) -> Self {
        match text {
            "*" => Self::All,
            kinds => Self::Some(kinds.split(' ').map(str::to_owned).collect()),
        }
    }
}

/// An address of a firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Whose.
    pub firm: Id<Firm>,
    /// The webhook.
    pub id: Id<HookKind>,
    /// Where messages go.
    pub url: String,
    /// What it is for, in the firm's words.
    pub about: String,
    /// Which types it is told.
    pub wish: Wish,
    /// Whether messages are sent.
    pub state: EndpointState,
    /// Why it is off: `gone` or `failing`.
    pub reason: Option<String>,
    /// Since when nothing has arrived.
    pub failing_since: Option<Timestamp>,
    /// Whether its owners were told so.
    pub is_told: bool,
    /// Until when the former secret counts too.
    pub old_until: Option<Timestamp>,
    /// Since when it is there.
    pub at: Timestamp,
    /// Raised with each change by a person.
    pub version: i64,
    pub(crate) salt: Vec<u8>,
    pub(crate) old_salt: Option<Vec<u8>>,
}

/// What the secret of an address is derived of, with the market's own secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Whose.
    pub firm: Id<Firm>,
    /// The webhook.
    pub id: Id<HookKind>,
    /// Of the present secret.
    pub salt: Vec<u8>,
    /// Of the former one, while that counts too.
    pub old_salt: Option<Vec<u8>>,
}

impl Endpoint {
    /// What its secret is derived of, at an instant.
    pub fn proof(&self, now: Timestamp) -> Proof {
        let counts = self.old_until.is_some_and(|until| now < until);
        let old_salt = self.old_salt.clone().filter(|_| counts);
        Proof { firm: self.firm, id: self.id, salt: self.salt.clone(), old_salt }
    }
}

/// An address as it is asked for.
#[derive(Debug, Clone, Default)]
pub struct NewEndpoint {
    /// Where messages shall go.
    pub url: String,
    /// What it is for.
    pub about: String,
    /// All types, those to come too.
    pub takes_all: bool,
    /// Or these.
    pub types: Vec<String>,
}

/// What somebody, or the market itself, did to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Who; nobody stands for the market.
    pub person: Option<Id<Person>>,
    /// What, such as `rotated`.
    pub what: String,
    /// When.
    pub at: Timestamp,
}

/// Reads an address: https, a host that is not of anybody's own network, no name and password
/// within. Where its name leads to is looked at whenever something is sent.
pub fn read_url(told: &str, networks: &Networks) -> Result<String, HooksRefusal> {
    let told = told.trim();
    if told.chars().count() > URL_CHARS_MOST {
        let most = i64::try_from(URL_CHARS_MOST).unwrap_or(i64::MAX);
        return Err(HooksRefusal::UrlLong { most });
    }
    let mut url = Url::parse(told).map_err(|_| HooksRefusal::Url)?;
    let is_known = url.scheme() == "https" || (url.scheme() == "http" && networks.is_http_allowed);
    if !is_known || !url.username().is_empty() || url.password().is_some() || url.port() == Some(0)
    {
        return Err(HooksRefusal::Url);
    }
    let may = match url.host().ok_or(HooksRefusal::Url)? {
        Host::Ipv4(address) => networks.may_reach(address.into()),
        Host::Ipv6(address) => networks.may_reach(address.into()),
        Host::Domain(name) => networks.is_http_allowed || !is_own_name(name),
    };
    if !may {
        return Err(HooksRefusal::UrlPrivate);
    }
    url.set_fragment(None);
    Ok(url.into())
}

fn is_own_name(name: &str) -> bool {
    let last = name.trim_end_matches('.');
    !last.contains('.')
        || OWN_NAMES.iter().any(|own| last == *own || last.ends_with(&format!(".{own}")))
}

/// Reads which types an address is told.
pub(crate) fn read_types(new: &NewEndpoint) -> Result<Wish, HooksRefusal> {
    if new.takes_all {
        return Ok(Wish::All);
    }
    if let Some(told) = new.types.iter().find(|told| !all().any(|kind| kind.name == **told)) {
        let told = told.chars().take(60).collect();
        return Err(HooksRefusal::TypeUnknown { told });
    }
    // In the catalogue's order, each once.
    let chosen = all().map(|kind| kind.name).filter(|name| new.types.iter().any(|t| t == name));
    let chosen: Vec<String> = chosen.map(str::to_owned).collect();
    if chosen.is_empty() { Err(HooksRefusal::TypesNone) } else { Ok(Wish::Some(chosen)) }
}

/// Reads what an address is for; it may be nothing.
pub(crate) fn read_about(told: &str) -> Result<String, HooksRefusal> {
    let most = i64::try_from(ABOUT_CHARS_MOST).unwrap_or(i64::MAX);
    match told.trim() {
        "" => Ok(String::new()),
        told => read_line(told, ABOUT_CHARS_MOST).map_err(|_| HooksRefusal::About { most }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_at_a_public_host() {
        let networks = Networks::default();
        for right in
            ["https://hooks.example.com/jishi?a=b", "https://1.1.1.1:8443/", "https://例子.测试/"]
        {
            assert!(read_url(right, &networks).is_ok(), "{right}");
        }
        let read = |told: &str| read_url(told, &networks).map(|_| ());
        for wrong in [
            "",
            "hooks.example.com",
            "http://hooks.example.com/",
            "ftp://hooks.example.com/",
            "https://",
            "https://user:pass@example.com/",
            "https://example.com:0/",
            "javascript:alert(1)",
        ] {
            assert_eq!(read(wrong), Err(HooksRefusal::Url), "{wrong}");
        }
        for private in [
            "https://localhost/",
            "https://a.localhost./",
            "https://printer.local/",
            "https://db/",
            "https://metadata.google.internal/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://0x7f.0.0.1/",
            "https://2130706433/",
            "https://017700000001/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://169.254.169.254/latest/",
            "https://192.168.0.1/",
        ] {
            assert_eq!(read(private), Err(HooksRefusal::UrlPrivate), "{private}");
        }
        let long = format!("https://example.com/{}", "a".repeat(500));
        assert_eq!(read(&long), Err(HooksRefusal::UrlLong { most: 500 }));
    }

    #[test]
    fn types_are_known_ones_each_once() {
        let new = |types: &[&str]| NewEndpoint {
            types: types.iter().map(|one| (*one).to_owned()).collect(),
            ..NewEndpoint::default()
        };
        let wish = read_types(&new(&["deal.shipped", "deal.paid", "deal.paid"])).expect("types");
        assert_eq!(wish.text(), "deal.paid deal.shipped");
        assert_eq!(Wish::kept(&wish.text()), wish);
        assert!(wish.takes("deal.paid") && wish.takes(TEST) && !wish.takes("deal.late"));
        assert_eq!(read_types(&new(&[])), Err(HooksRefusal::TypesNone));
        let unknown = HooksRefusal::TypeUnknown { told: "deal.eaten".to_owned() };
        assert_eq!(read_types(&new(&["deal.paid", "deal.eaten"])), Err(unknown));
    }
}
