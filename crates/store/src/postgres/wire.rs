//! Values on their way to and from PostgreSQL, and what its errors mean.

use crate::engine::{EngineError, Ticket};
use crate::{Row, Value};
use anyhow::{Context, Result, bail};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};

/// A parameter as the driver takes it.
pub type Boxed = Box<dyn ToSql + Sync + Send>;

/// The type to prepare a statement with; where a value is null the database works it out.
pub(super) fn type_of(value: &Value) -> Type {
    match value {
        Value::Null => Type::UNKNOWN,
        Value::Int(_) => Type::INT8,
        Value::Text(_) => Type::TEXT,
        Value::Bytes(_) => Type::BYTEA,
    }
}

/// Whether a value can be sent as a type.
pub(super) fn fits(value: &Value, kind: &Type) -> bool {
    match value {
        Value::Null => true,
        Value::Int(_) => *kind == Type::INT8,
        Value::Text(_) => *kind == Type::TEXT,
        Value::Bytes(_) => *kind == Type::BYTEA,
    }
}

/// One parameter of a statement.
pub(super) fn single(value: Value, kind: &Type) -> Boxed {
    match value {
        Value::Null if *kind == Type::INT8 => Box::new(None::<i64>),
        Value::Null if *kind == Type::BYTEA => Box::new(None::<Vec<u8>>),
        Value::Null if *kind == Type::INT4 => Box::new(None::<i32>),
        Value::Null => Box::new(None::<String>),
        Value::Int(value) => Box::new(value),
        Value::Text(text) => Box::new(text),
        Value::Bytes(bytes) => Box::new(bytes),
    }
}

/// How a set-based insert spells a type; `None` for types that do not travel in sets.
pub fn array_word(kind: &Type) -> Option<&'static str> {
    [(Type::INT8, "bigint"), (Type::TEXT, "text"), (Type::BYTEA, "bytea")]
        .into_iter()
        .find_map(|(known, word)| (known == *kind).then_some(word))
}

/// One parameter of many rows, as an array.
pub(super) fn array(values: Vec<Value>, kind: &Type) -> Result<Boxed> {
    let values = values.into_iter();
    Ok(match *kind {
        Type::INT8 => Box::new(values.map(int).collect::<Result<Vec<_>>>()?),
        Type::BYTEA => Box::new(values.map(bytes).collect::<Result<Vec<_>>>()?),
        _ => Box::new(values.map(text).collect::<Result<Vec<_>>>()?),
    })
}

fn int(value: Value) -> Result<Option<i64>> {
    match value {
        Value::Null => Ok(None),
        Value::Int(value) => Ok(Some(value)),
        other => bail!("not an integer: {other:?}"),
    }
}

fn text(value: Value) -> Result<Option<String>> {
    match value {
        Value::Null => Ok(None),
        Value::Text(text) => Ok(Some(text)),
        other => bail!("not text: {other:?}"),
    }
}

fn bytes(value: Value) -> Result<Option<Vec<u8>>> {
    match value {
        Value::Null => Ok(None),
        Value::Bytes(bytes) => Ok(Some(bytes)),
        other => bail!("not bytes: {other:?}"),
    }
}

/// A row in the engines' common values. A truth value is 1 or 0, as SQLite has it.
pub(super) fn row(read: &tokio_postgres::Row) -> Result<Row> {
    (0..read.len()).map(|column| value(read, column)).collect::<Result<_>>().map(Row)
}

fn value(read: &tokio_postgres::Row, column: usize) -> Result<Value> {
    let kind = read.columns().get(column).context("no such column")?.type_();
    let value = match *kind {
        Type::INT8 => read.try_get::<_, Option<i64>>(column)?.map(Value::Int),
        Type::INT4 => read.try_get::<_, Option<i32>>(column)?.map(|n| Value::Int(n.into())),
        Type::BOOL => read.try_get::<_, Option<bool>>(column)?.map(|is| Value::Int(is.into())),
        Type::BYTEA => read.try_get::<_, Option<Vec<u8>>>(column)?.map(Value::Bytes),
        Type::TEXT | Type::VARCHAR | Type::NAME => {
            read.try_get::<_, Option<String>>(column)?.map(Value::Text)
        }
        _ => bail!("column {column} is {kind}: CAST it AS BIGINT or TEXT"),
    };
    Ok(value.unwrap_or(Value::Null))
}

/// What an error means; `ticket` is told if a constraint said no to a deferred statement.
pub(super) fn meaning(
    error: tokio_postgres::Error,
    sql: &str,
    ticket: Option<Ticket>,
) -> EngineError {
    let Some(state) = error.code() else { return meaning_without_state(error, sql) };
    match (state, ticket) {
        (state, Some(ticket)) if state.code().starts_with("23") => {
            tracing::debug!(%error, sql, "constraint");
            EngineError::Missed(ticket)
        }
        (state, _) if is_conflict(state) => EngineError::Conflict,
        (state, _) if is_loss(state) => EngineError::Lost,
        (&SqlState::DISK_FULL, _) => EngineError::Full,
        (&SqlState::QUERY_CANCELED, _) => EngineError::TooSlow,
        _ => EngineError::Broken(anyhow::Error::new(error).context(sql.to_owned())),
    }
}

fn meaning_without_state(error: tokio_postgres::Error, sql: &str) -> EngineError {
    let is_io = std::error::Error::source(&error).is_some_and(|cause| cause.is::<std::io::Error>());
    if error.is_closed() || is_io {
        tracing::warn!(%error, sql, "the connection to PostgreSQL is lost");
        EngineError::Lost
    } else {
        EngineError::Broken(anyhow::Error::new(error).context(sql.to_owned()))
    }
}

fn is_conflict(state: &SqlState) -> bool {
    [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::LOCK_NOT_AVAILABLE,
    ]
    .contains(state)
}

/// The session has ended, or the server is going down or coming up.
fn is_loss(state: &SqlState) -> bool {
    let code = state.code();
    let is_end = ["57P01", "57P02", "57P03", "57P05", "25P03", "53300"].contains(&code);
    is_end || code.starts_with("08")
}
