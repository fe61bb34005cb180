//! Ids: 64 bits, typed by what they name.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, hash::Hash, hash::Hasher, marker::PhantomData, str::FromStr};

/// What an id names. The prefix is how people and the API see it: `deal_01kd…`.
pub trait Kind: 'static {
    /// Lower case, no underscore at its end.
    const PREFIX: &'static str;
}

/// A firm; every domain speaks of firms, so the name lives here.
#[derive(Debug)]
pub enum Firm {}
impl Kind for Firm {
    const PREFIX: &'static str = "firm";
}

/// A person who signs in.
#[derive(Debug)]
pub enum Person {}
impl Kind for Person {
    const PREFIX: &'static str = "person";
}

/// An id whose kind is known elsewhere, such as the home of a row.
#[derive(Debug)]
pub enum Any {}
impl Kind for Any {
    const PREFIX: &'static str = "id";
}

/// A typed 64-bit id, positive, ordered by the time it was given. It is no secret.
pub struct Id<K>(i64, PhantomData<fn() -> K>);

/// Crockford's alphabet, lower case: no i, l, o, u.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 13 characters of 5 bits hold 64 bits.
const DIGITS: usize = 13;

impl<K> Id<K> {
    /// Takes a raw number from the store.
    pub const fn new(raw: i64) -> Self {
        Self(raw, PhantomData)
    }

    /// The raw number, for the store.
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// The same number naming another kind of thing; for homes and generic owners.
    pub const fn cast<L>(self) -> Id<L> {
        Id(self.0, PhantomData)
    }
}

impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_", K::PREFIX)?;
        let bits = self.0.cast_unsigned();
        for place in (0..DIGITS).rev() {
            let digit = (bits >> (place * 5)) & 31;
            let index = usize::try_from(digit).map_err(|_| fmt::Error)?;
            write!(f, "{}", char::from(ALPHABET[index]))?;
        }
        Ok(())
    }
}

/// The text is not an id of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id of this kind")
    }
}

impl std::error::Error for NotAnId {}

impl<K: Kind> FromStr for Id<K> {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let digits = text
            .strip_prefix(K::PREFIX)
            .and_then(|rest| rest.strip_prefix('_'))
            .filter(|digits| digits.len() == DIGITS)
            .ok_or(NotAnId)?;
        let mut bits: u128 = 0;
        for byte in digits.bytes() {
            let digit = ALPHABET.iter().position(|&letter| letter == byte).ok_or(NotAnId)?;
            bits = (bits << 5) | digit as u128;
        }
        let raw = i64::try_from(bits).map_err(|_| NotAnId)?;
        Ok(Self::new(raw))
    }
}

impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_shows() {
        for raw in [0, 1, 31, 32, 1 << 40, i64::MAX] {
            let id = Id::<Firm>::new(raw);
            assert_eq!(id.to_string().parse::<Id<Firm>>(), Ok(id));
        }
    }

    #[test]
    fn an_id_of_another_kind_or_shape_is_not_taken() {
        let firm = Id::<Firm>::new(7).to_string();
        assert!(firm.parse::<Id<Person>>().is_err());
        for bad in ["", "firm", "firm_", "firm_0", "firm_zzzzzzzzzzzzz", "firm_000000000000o"] {
            assert!(bad.parse::<Id<Firm>>().is_err(), "{bad}");
        }
    }
}
