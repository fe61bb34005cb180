//! What every handler holds: the store, the words, the walls.

use crate::caller::Caller;
use crate::command::{Call, NO_KEY};
use crate::live::Streams;
use crate::page::Menus;
use crate::{Files, Folder, Limits, Words};
use hmac::{Hmac, Mac};
use kernel::{Actor, Any, Id, Lang, Outcome, Rates, Stop};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use store::{Answered, OnceKey, Store, Tx};
use subtle::ConstantTimeEq;
use tokio::sync::Semaphore;

/// The market's own place: its name and where people reach it.
#[derive(Debug, Clone)]
pub struct Place {
    /// The market's name in Latin script.
    pub name: String,
    /// The market's name in Chinese.
    pub name_zh: String,
    /// `https://host`, without a slash at its end; links in letters begin with it.
    pub url: String,
    /// IANA time zone in which pages show times.
    pub zone: String,
    /// Whether the rails outside are simulated, so that pages may say so and show the letters sent.
    pub is_simulated: bool,
}

/// What an `App` is made of.
pub struct Parts {
    /// The store.
    pub store: Store,
    /// Every domain's words.
    pub words: Words,
    /// Tells who holds a token; the party domain's.
    pub sign_in: SignIn,
    /// The market's place.
    pub place: Place,
    /// Rate limits.
    pub limits: Limits,
    /// The folder of files on their way in, and of photos and papers unless they lie elsewhere.
    pub files: PathBuf,
    /// What tokens are derived from; kept outside the store.
    pub secret: [u8; 32],
    /// The menus by role.
    pub menus: Menus,
    /// Counts what waits for a firm's person unread, for the menu.
    pub unread: Option<CountUnread>,
}

/// Five bits a letter (RFC 4648, lower case).
const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// Bytes of a derived token: 128 bits cannot be guessed, and 26 letters fit into a text message.
const TOKEN_BYTES: usize = 16;
/// Password hashes worked out at once; each takes a thread and 19 MiB.
static HASHING: Semaphore = Semaphore::const_new(8);
/// Pictures, tables and papers worked on at once.
static COMPUTING: Semaphore = Semaphore::const_new(8);
/// Kept files looked for at once; in a bucket each may take seconds.
static FETCHING: Semaphore = Semaphore::const_new(64);
/// How long somebody waits for one of these places.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts what waits for somebody unread, by one indexed read.
pub type CountUnread = fn(&mut Tx<'_>, &Actor) -> Outcome<i64>;

/// The running market, as handlers see it. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Running>);

struct Running {
    parts: Parts,
    streams: Arc<Streams>,
    kept: Arc<dyn Files>,
    rates: RwLock<Option<Arc<Rates>>>,
}

impl App {
    /// Puts the parts together; photos and papers lie in the folder.
    pub fn new(parts: Parts) -> Self {
        let kept = Arc::new(Folder(parts.files.clone()));
        Self::keeping(parts, kept)
    }

    /// The same with photos and papers elsewhere.
    pub fn keeping(parts: Parts, kept: Arc<dyn Files>) -> Self {
        let (streams, rates) = (Arc::default(), RwLock::default());
        Self(Arc::new(Running { parts, streams, kept, rates }))
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.0.parts.store
    }

    /// The live streams of this process.
    pub(crate) fn streams(&self) -> &Arc<Streams> {
        &self.0.streams
    }

    /// The reference rates by which prices are shown in the reader's currency; none if the newest
    /// ones are too old.
    pub fn rates(&self) -> Option<Arc<Rates>> {
        self.0.rates.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes other rates, or none.
    pub fn set_rates(&self, rates: Option<Rates>) {
        *self.0.rates.write().unwrap_or_else(PoisonError::into_inner) = rates.map(Arc::new);
    }

    /// Lets the live streams end, so that the server can.
    pub fn end_streams(&self) {
        self.0.streams.close();
    }

    /// The words.
    pub fn words(&self) -> &Words {
        &self.0.parts.words
    }

    /// The market's place.
    pub fn place(&self) -> &Place {
        &self.0.parts.place
    }

    /// The rate limits.
    pub fn limits(&self) -> &Limits {
        &self.0.parts.limits
    }

    /// Where photos and papers lie.
    pub fn kept(&self) -> Arc<dyn Files> {
        Arc::clone(&self.0.kept)
    }

    /// The folder of files on their way in, and of photos and papers unless they lie elsewhere.
    pub fn files(&self) -> &std::path::Path {
        &self.0.parts.files
    }

    /// The menus by role.
    pub fn menus(&self) -> &Menus {
        &self.0.parts.menus
    }

    /// The proof that a form comes from a page of ours: only this session's pages carry it.
    pub fn proof(&self, caller: &Caller) -> String {
        let session = caller.credential.unwrap_or_default();
        self.derive("form", &[&session])
    }

    /// Whether a form's proof is this session's; compared in constant time.
    pub fn is_proven(&self, caller: &Caller, proof: &str) -> bool {
        self.is_derived("form", &[&caller.credential.unwrap_or_default()], proof.as_bytes())
    }

    /// Whether something is the token that this market derives from these parts; compared in
    /// constant time.
    pub fn is_derived(&self, purpose: &str, parts: &[&[u8]], told: &[u8]) -> bool {
        bool::from(self.derive(purpose, parts).as_bytes().ct_eq(told))
    }

    /// A key for a form that is about to be shown.
    #[expect(clippy::disallowed_methods, reason = "a key must differ from every other page's")]
    pub fn fresh_key(&self) -> String {
        format!("{:032x}", rand::random::<u128>())
    }

    /// The time zone in which pages show times.
    pub fn zone(&self) -> &str {
        &self.0.parts.place.zone
    }

    /// The market's name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.0.parts.place.name,
            Lang::ZhCn => &self.0.parts.place.name_zh,
        }
    }

    /// A token of 26 letters that only this market can make and makes again from the same parts:
    /// the first 128 bits of an HMAC-SHA256 under the market's secret. Each purpose has tokens of
    /// its own.
    pub fn derive(&self, purpose: &str, parts: &[&[u8]]) -> String {
        base32(&self.derive_key(purpose, parts)[..TOKEN_BYTES])
    }

    /// All 256 bits of the same, as a key for others to verify by.
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    pub fn derive_key(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mac = Hmac::<Sha256>::new_from_slice(&self.0.parts.secret);
        let mut mac = mac.expect("a key of any length");
        for part in [purpose.as_bytes()].iter().chain(parts) {
            // Its length before each part, so that no two lists of parts read alike.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// Works out what takes milliseconds, such as a smaller picture, beside the runtime's threads;
    /// busy when many wait.
    pub async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Outcome<T> {
        beside(&COMPUTING, work).await
    }

    /// The same for a password's hash: a crowd that signs in holds up nothing but signing in.
    pub async fn hash<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Outcome<T> {
        beside(&HASHING, work).await
    }

    /// The same for a file that is kept, which a slow bucket may not hand out for a while.
    pub async fn fetch<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Outcome<T> {
        beside(&FETCHING, work).await
    }

    /// The same for what must be done however busy the market is.
    pub async fn upkeep<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Outcome<T> {
        blocking(work).await
    }

    /// Looks something up as the caller, on a read-only snapshot.
    pub async fn look<T: Send + 'static>(
        &self,
        name: &'static str,
        caller: &Caller,
        mut look: impl FnMut(&mut Tx<'_>, &Actor) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (asking, sign_in) = (Asking::of(caller), self.0.parts.sign_in);
        let read = move |tx: &mut Tx<'_>| {
            let actor = actor(tx, sign_in, &asking)?;
            look(tx, &actor)
        };
        self.0.parts.store.read(name, read).await
    }

    /// The same for a page, and tells who looks: whoever comes with a session that is over looks as
    /// a stranger.
    pub async fn view<T: Send + 'static>(
        &self,
        name: &'static str,
        caller: &Caller,
        mut look: impl FnMut(&mut Tx<'_>, &Actor) -> Outcome<T> + Send + 'static,
    ) -> Outcome<(Actor, T)> {
        let (asking, sign_in, count) =
            (Asking::of(caller), self.0.parts.sign_in, self.0.parts.unread);
        let read = move |tx: &mut Tx<'_>| {
            let actor = match actor(tx, sign_in, &asking) {
                Err(Stop::SignIn) => Actor::Stranger,
                known => known?,
            };
            let seen = look(tx, &actor)?;
            let unread = match count {
                Some(count) if actor.firm().is_some() => count(tx, &actor)?,
                _ => 0,
            };
            Ok((actor, seen, unread))
        };
        let (actor, seen, unread) = self.0.parts.store.read(name, read).await?;
        caller.unread.store(unread, Ordering::Relaxed);
        Ok((actor, seen))
    }

    /// Acts as the caller, once for their key: signs them in, checks the key, acts, all in one
    /// transaction that is durable before this returns. `home` is what is acted on, or `None` when
    /// something new begins. A call that only previews is undone and kept nowhere.
    pub async fn act<T: Serialize + DeserializeOwned + Send + 'static>(
        &self,
        name: &'static str,
        caller: &Caller,
        call: &Call,
        home: Option<Id<Any>>,
        mut act: impl FnMut(&mut Tx<'_>, &Actor) -> Outcome<T> + Send + 'static,
    ) -> Outcome<Answered<T>> {
        let (asking, sign_in, call) = (Asking::of(caller), self.0.parts.sign_in, call.clone());
        let is_preview = call.is_preview;
        let closure = move |tx: &mut Tx<'_>| {
            let actor = actor(tx, sign_in, &asking)?;
            if !actor.may_write() && actor != Actor::Stranger {
                return Err(Stop::Forbidden);
            }
            if call.is_preview {
                let value = act(tx, &actor)?;
                return Ok(Answered { value, was_replayed: false });
            }
            let key = once_key(name, &call, home, &actor)?;
            tx.once(&key, |tx| act(tx, &actor))
        };
        if is_preview {
            self.0.parts.store.preview(name, closure).await
        } else {
            self.0.parts.store.write(name, closure).await
        }
    }
}

async fn beside<T: Send + 'static>(
    places: &Semaphore,
    work: impl FnOnce() -> T + Send + 'static,
) -> Outcome<T> {
    let place = tokio::time::timeout(PATIENCE, places.acquire()).await;
    let Ok(Ok(_place)) = place else { return Err(Stop::Busy { retry_after_s: 1 }) };
    blocking(work).await
}

#[expect(clippy::disallowed_methods, reason = "its end is waited for right here")]
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|cause| Stop::Fault(anyhow::Error::new(cause)))
}

/// Tells who holds a token.
type SignIn = fn(&mut Tx<'_>, &[u8; 32]) -> Outcome<Actor>;

/// Who asks; a token that somebody holds is known from now on.
fn actor(tx: &mut Tx<'_>, sign_in: SignIn, caller: &Asking) -> Outcome<Actor> {
    let Some(credential) = &caller.credential else { return Ok(Actor::Stranger) };
    let actor = sign_in(tx, credential)?;
    caller.is_known.store(true, Ordering::Relaxed);
    Ok(actor)
}

/// What of a caller goes into a transaction.
struct Asking {
    credential: Option<[u8; 32]>,
    is_known: Arc<AtomicBool>,
}

impl Asking {
    fn of(caller: &Caller) -> Self {
        Self { credential: caller.credential, is_known: Arc::clone(&caller.is_known) }
    }
}

/// What comes of work that waits for somebody outside; nothing if it takes longer than that.
pub async fn within<T>(patience: Duration, work: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(patience, work).await.ok()
}

/// RFC 4648 base32, lower case, without padding.
fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut held, mut bits) = (0_usize, 0_u32);
    for &byte in bytes {
        held = (held << 8) | usize::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(BASE32[(held >> bits) & 31]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(char::from(BASE32[(held << (5 - bits)) & 31]));
    }
    text
}

fn once_key(
    name: &'static str,
    call: &Call,
    home: Option<Id<Any>>,
    actor: &Actor,
) -> Outcome<OnceKey> {
    let firm = actor.firm().map(Id::cast::<Any>);
    let person = actor.person().map(Id::cast::<Any>);
    let nobody = Id::new(0);
    // A key belongs to the person who used it: a colleague with the same key is judged anew.
    let caller = person.unwrap_or(nobody);
    let home = home.or(firm).unwrap_or(caller);
    OnceKey::new(home, caller, name, &call.key, &call.body).map_err(|_| Stop::Refused(NO_KEY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_is_that_of_rfc_4648_in_small_letters() {
        assert_eq!(base32(b""), "");
        assert_eq!(base32(b"fo"), "mzxq");
        assert_eq!(base32(b"foobar"), "mzxw6ytboi");
        assert_eq!(base32(&[255; TOKEN_BYTES]).len(), 26);
    }
}
