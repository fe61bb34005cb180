//! How webhooks and events are written in the API.

use crate::model::{
    Attempt, Delivery, Endpoint, EventKind, EventType, HookKind, NewEndpoint, PublicEvent,
    Replayed, Wish, example,
};
use kernel::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// What happened, as the firm may know it; the same bytes are sent to its addresses.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(value_type = Object, example = json!({ "id": "event_0d1e000000000", "type": "deal.paid",
    "version": 1, "timestamp": "2027-03-09T08:30:00Z", "data": {} }))]
#[serde(transparent)]
pub struct EventDocument(pub Value);

impl From<&PublicEvent> for EventDocument {
    fn from(event: &PublicEvent) -> Self {
        Self(serde_json::from_str(&event.body).unwrap_or(Value::Null))
    }
}

/// A piece of the list of events, oldest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct EventPage {
    /// The events.
    pub rows: Vec<EventDocument>,
    /// Give this as `after` to go on: now if there is more, later if not. Opaque.
    #[schema(example = "951372093452")]
    pub cursor: String,
    /// Whether there is more already.
    pub has_more: bool,
}

/// A type of event.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct EventTypeDocument {
    /// Its name.
    #[serde(rename = "type")]
    #[schema(example = "deal.paid")]
    pub name: String,
    /// Raised when what it holds changes its meaning.
    pub version: i64,
    /// How it looks.
    pub example: EventDocument,
}

impl From<&EventType> for EventTypeDocument {
    fn from(kind: &EventType) -> Self {
        let name = kind.name.to_owned();
        Self { name, version: kind.version, example: EventDocument(example(kind)) }
    }
}

/// A webhook, as it is asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HookBody {
    /// `https://` and a host of the public internet.
    #[schema(example = "https://erp.example.com/jishi")]
    pub url: String,
    /// What it is for, in a line.
    #[serde(default)]
    pub about: String,
    /// The types that it is told; left out: all, those to come too.
    #[serde(default)]
    pub types: Option<Vec<String>>,
}

impl From<HookBody> for NewEndpoint {
    fn from(body: HookBody) -> Self {
        let takes_all = body.types.is_none();
        let types = body.types.unwrap_or_default();
        Self { url: body.url, about: body.about, takes_all, types }
    }
}

/// A webhook.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HookDocument {
    /// Its id.
    #[schema(value_type = String, example = "webhook_0p3v6jz4k0000")]
    pub id: Id<HookKind>,
    /// Where messages go.
    pub url: String,
    /// What it is for.
    pub about: String,
    /// The types that it is told; absent: all.
    pub types: Option<Vec<String>>,
    /// `active`, `paused` or `off`.
    pub state: String,
    /// Why the market turned it off: `gone` (it answered 410) or `failing`.
    pub reason: Option<String>,
    /// Since when nothing has arrived.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub failing_since: Option<Timestamp>,
    /// Until when the former secret signs too.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub old_secret_until: Option<Timestamp>,
    /// Since when it is there.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// For `If-Match`.
    pub version: i64,
}

impl From<Endpoint> for HookDocument {
    fn from(kept: Endpoint) -> Self {
        let types = match kept.wish {
            Wish::All => None,
            Wish::Some(types) => Some(types),
        };
        Self {
            id: kept.id,
            url: kept.url,
            about: kept.about,
            types,
            state: kept.state.word().to_owned(),
            reason: kept.reason,
            failing_since: kept.failing_since,
            old_secret_until: kept.old_until,
            at: kept.at,
            version: kept.version,
        }
    }
}

/// A webhook with its secret, which is told once.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SecretDocument {
    /// The webhook.
    pub webhook: HookDocument,
    /// What its messages are signed with.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    pub secret: String,
}

/// Whether messages are sent.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StateBody {
    /// `active` or `paused`.
    pub state: NewState,
}

/// What a firm may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum NewState {
    Active,
    Paused,
}

/// Since when events are sent again.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayBody {
    /// RFC 3339.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

/// What was put on its way again.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ReplayDocument {
    /// Events.
    pub count: i64,
    /// There is more: ask again from here.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_since: Option<Timestamp>,
}

impl From<Replayed> for ReplayDocument {
    fn from(done: Replayed) -> Self {
        Self { count: done.count, next_since: done.next_since }
    }
}

/// An event on its way to an address.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct DeliveryDocument {
    /// The event: the `webhook-id` of its messages.
    #[schema(value_type = String, example = "event_0p3v6jz4k0000")]
    pub event: Id<EventKind>,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// `waiting`, `arrived` or `given-up`.
    pub state: String,
    /// Tries so far.
    pub tries: i64,
    /// What the last try was answered.
    pub status: Option<i64>,
    /// Since when it is on its way.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Since when it is over.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
}

impl From<Delivery> for DeliveryDocument {
    fn from(kept: Delivery) -> Self {
        Self {
            event: kept.event,
            kind: kept.kind,
            state: kept.state.word().to_owned(),
            tries: kept.tries,
            status: kept.status,
            at: kept.at,
            ended_at: kept.ended_at,
        }
    }
}

/// One try.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct AttemptDocument {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Milliseconds that it took.
    pub took_ms: i64,
    /// The HTTP status, if there was an answer.
    pub status: Option<i64>,
    /// Why it came to nothing: `no-name`, `private`, `no-connection`, `tls`, `too-slow`, `status`
    /// or `broken`.
    pub failure: Option<String>,
    /// How the answer begins.
    pub answer: String,
}

impl From<Attempt> for AttemptDocument {
    fn from(kept: Attempt) -> Self {
        let Attempt { at, took_ms, status, failure, answer } = kept;
        Self { at, took_ms, status, failure, answer }
    }
}

/// A delivery with its event and its tries.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct WholeDelivery {
    /// The delivery.
    pub delivery: DeliveryDocument,
    /// What is sent.
    pub event: EventDocument,
    /// Its tries, newest first.
    pub attempts: Vec<AttemptDocument>,
}
