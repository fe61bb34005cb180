//! The closed set of column values that every engine shares: 64-bit integers, text, bytes, null.

use anyhow::{Context, Result, bail};
use kernel::{Currency, Id, Timestamp};

/// A value on its way into a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Param<'a> {
    /// Absent.
    Null,
    /// Money in minor units, microseconds, counts, flags, ids.
    Int(i64),
    /// Words, names, codes, JSON that SQL never looks into.
    Text(&'a str),
    /// Hashes, salts, keys.
    Bytes(&'a [u8]),
}

/// A value read from a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Absent.
    Null,
    /// An integer.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl From<Param<'_>> for Value {
    fn from(param: Param<'_>) -> Self {
        match param {
            Param::Null => Self::Null,
            Param::Int(value) => Self::Int(value),
            Param::Text(text) => Self::Text(text.to_owned()),
            Param::Bytes(bytes) => Self::Bytes(bytes.to_owned()),
        }
    }
}

/// One row of an answer, read by column number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<Value>);

impl Row {
    fn at(&self, column: usize) -> Result<&Value> {
        self.0.get(column).with_context(|| format!("no column {column}"))
    }

    /// An integer.
    pub fn int(&self, column: usize) -> Result<i64> {
        match self.at(column)? {
            Value::Int(value) => Ok(*value),
            other => bail!("column {column} is not an integer: {other:?}"),
        }
    }

    /// An integer or nothing.
    pub fn maybe_int(&self, column: usize) -> Result<Option<i64>> {
        match self.at(column)? {
            Value::Null => Ok(None),
            _ => self.int(column).map(Some),
        }
    }

    /// Text.
    pub fn text(&self, column: usize) -> Result<&str> {
        match self.at(column)? {
            Value::Text(value) => Ok(value),
            other => bail!("column {column} is not text: {other:?}"),
        }
    }

    /// Text of one's own.
    pub fn string(&self, column: usize) -> Result<String> {
        self.text(column).map(str::to_owned)
    }

    /// Text or nothing.
    pub fn maybe_string(&self, column: usize) -> Result<Option<String>> {
        match self.at(column)? {
            Value::Null => Ok(None),
            _ => self.string(column).map(Some),
        }
    }

    /// Bytes.
    pub fn bytes(&self, column: usize) -> Result<&[u8]> {
        match self.at(column)? {
            Value::Bytes(value) => Ok(value),
            other => bail!("column {column} is not bytes: {other:?}"),
        }
    }

    /// A flag, kept as 0 or 1.
    pub fn flag(&self, column: usize) -> Result<bool> {
        Ok(self.int(column)? != 0)
    }

    /// A typed id.
    pub fn id<K>(&self, column: usize) -> Result<Id<K>> {
        self.int(column).map(Id::new)
    }

    /// A typed id or nothing.
    pub fn maybe_id<K>(&self, column: usize) -> Result<Option<Id<K>>> {
        Ok(self.maybe_int(column)?.map(Id::new))
    }

    /// An instant.
    pub fn time(&self, column: usize) -> Result<Timestamp> {
        self.int(column).map(Timestamp::from_micros)
    }

    /// An instant or nothing.
    pub fn maybe_time(&self, column: usize) -> Result<Option<Timestamp>> {
        Ok(self.maybe_int(column)?.map(Timestamp::from_micros))
    }

    /// A currency code.
    pub fn currency(&self, column: usize) -> Result<Currency> {
        let code = self.text(column)?;
        Currency::from_code(code).with_context(|| format!("unknown currency {code}"))
    }

    /// A word that `read` understands, such as a state.
    pub fn word<T>(&self, column: usize, read: impl Fn(&str) -> Option<T>) -> Result<T> {
        let word = self.text(column)?;
        read(word).with_context(|| format!("unknown word {word} in column {column}"))
    }
}

impl From<i64> for Param<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
impl From<bool> for Param<'_> {
    fn from(value: bool) -> Self {
        Self::Int(i64::from(value))
    }
}
impl<'a> From<&'a str> for Param<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}
impl<'a> From<&'a String> for Param<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}
impl<'a> From<&'a [u8]> for Param<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(value)
    }
}
impl<'a, const N: usize> From<&'a [u8; N]> for Param<'a> {
    fn from(value: &'a [u8; N]) -> Self {
        Self::Bytes(value)
    }
}
impl<K> From<Id<K>> for Param<'_> {
    fn from(id: Id<K>) -> Self {
        Self::Int(id.raw())
    }
}
impl From<Timestamp> for Param<'_> {
    fn from(at: Timestamp) -> Self {
        Self::Int(at.micros())
    }
}
impl From<Currency> for Param<'_> {
    fn from(currency: Currency) -> Self {
        Self::Text(currency.code())
    }
}
impl<'a, T: Into<Self>> From<Option<T>> for Param<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Ids as the parameters of a statement that looks for at most so many. A statement has one shape:
/// the places that are not needed ask for the last id again, or for nothing.
pub fn padded<K, const N: usize>(ids: &[Id<K>]) -> [Param<'static>; N] {
    let last = ids.last().map_or(Param::Null, |id| Param::from(*id));
    let mut asked = [last; N];
    asked.iter_mut().zip(ids).for_each(|(place, id)| *place = Param::from(*id));
    asked
}

/// The parameters of a statement, in order: `params![id, &name, tx.now()]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Param::from($value)),*] };
}
