//! Who asks.

use crate::App;
use crate::show::Reader;
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, COOKIE, IF_NONE_MATCH};
use axum::http::request::Parts;
use kernel::{Currency, Lang};
use sha2::{Digest, Sha256};
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64};

/// The cookie of a signed-in browser.
pub const SESSION_COOKIE: &str = "jishi_session";
/// The cookie of a browser in which somebody has signed in before; it outlives the session.
pub const BROWSER_COOKIE: &str = "jishi_browser";
/// The cookie of a chosen language.
pub const LANG_COOKIE: &str = "jishi_lang";
/// The cookie of a chosen currency.
pub const CURRENCY_COOKIE: &str = "jishi_currency";
/// No token is longer.
const LONGEST_TOKEN: usize = 128;

/// Who asks: the hash of their token, their language. Who that is, the store tells inside the
/// transaction.
#[derive(Debug, Clone)]
pub struct Caller {
    /// SHA-256 of the session token or API key, if one was sent.
    pub credential: Option<[u8; 32]>,
    /// Where they ask from, of IPv6 the network of a line; none where there is no connection.
    pub from: Option<IpAddr>,
    /// What their browser keeps of whoever signed in there before.
    pub browser: Option<String>,
    /// In which form they read.
    pub reader: Reader,
    /// In which currency prices are shown to them beside the seller's own, if they chose one.
    pub currency: Option<Currency>,
    /// The path they asked for.
    pub path: String,
    /// What they have just done, when a page was reached by doing it.
    pub done: Option<String>,
    /// The tags of the pages that they hold already, as `If-None-Match` tells them.
    pub held: Option<String>,
    /// What waits for them unread, as the look at the page has found it.
    pub unread: Arc<AtomicI64>,
    /// Whether a look or an act has found that somebody holds their token.
    pub is_known: Arc<AtomicBool>,
}

/// What the store keeps in place of a token.
pub fn hash_of_token(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

impl Caller {
    /// The language they read.
    pub fn lang(&self) -> Lang {
        self.reader.lang
    }

    /// Who sent a request, as the door has read it off, or read now.
    pub fn of(parts: &Parts, zone: &str) -> Self {
        parts.extensions.get::<Self>().cloned().unwrap_or_else(|| Self::read(parts, zone))
    }

    /// Reads it off a request: an API call by `Authorization: Bearer`, a page by its cookie.
    fn read(parts: &Parts, zone: &str) -> Self {
        let token = if parts.uri.path().starts_with("/api/") {
            bearer(parts)
        } else {
            cookie(parts, SESSION_COOKIE)
        };
        let token = token.filter(|token| (1..=LONGEST_TOKEN).contains(&token.len()));
        let credential = token.as_deref().map(hash_of_token);
        let browser = cookie(parts, BROWSER_COOKIE).filter(|told| told.len() <= LONGEST_TOKEN);
        let reader = Reader { lang: lang(parts), zone: zone.to_owned() };
        let currency = cookie(parts, CURRENCY_COOKIE).and_then(|code| Currency::from_code(&code));
        let path = parts.uri.path().to_owned();
        let held = parts.headers.get(IF_NONE_MATCH).and_then(|header| header.to_str().ok());
        let (done, held) = (done(parts), held.map(str::to_owned));
        Self {
            credential,
            from: None,
            browser,
            reader,
            currency,
            path,
            done,
            held,
            unread: Arc::default(),
            is_known: Arc::default(),
        }
    }
}

/// `?done=word`, if it is a plain word.
fn done(parts: &Parts) -> Option<String> {
    let query = parts.uri.query()?;
    let word = query.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    (is_plain && word.len() <= 40).then(|| word.to_owned())
}

fn bearer(parts: &Parts) -> Option<String> {
    let header = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    header.strip_prefix("Bearer ").map(|token| token.trim().to_owned())
}

/// A cookie's value.
pub(crate) fn cookie(parts: &Parts, name: &str) -> Option<String> {
    let headers = parts.headers.get_all(COOKIE).iter();
    headers.filter_map(|header| header.to_str().ok()).flat_map(|header| header.split(';')).find_map(
        |pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name).then(|| value.to_owned())
        },
    )
}

/// The language that the address names, as search engines lead to; else the chosen one; else the
/// browser's.
fn lang(parts: &Parts) -> Lang {
    let mut asked = parts.uri.query().unwrap_or("").split('&');
    let named = asked.find_map(|pair| Lang::from_tag(pair.strip_prefix("lang=")?));
    let chosen = || cookie(parts, LANG_COOKIE).and_then(|tag| Lang::from_tag(&tag));
    let chosen = named.or_else(chosen);
    chosen.unwrap_or_else(|| {
        let header = parts.headers.get(ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok());
        Lang::accepted(header.unwrap_or(""))
    })
}

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, app.zone()))
    }
}
