#![doc = include_str!("../README.md")]

mod checkpointer;
pub mod clock;
pub mod engine;
pub mod faults;
mod follower;
mod heard;
mod held;
mod ids;
mod migrate;
mod once;
mod open;
mod outbox;
mod place;
pub mod postgres;
mod queue;
mod reader;
mod rehearsal;
pub mod sqlite;
mod timer;
mod tx;
mod value;
mod writer;

pub use follower::{Follower, Reaction, Told, lag, rewind, run_followers};
pub use heard::Heard;
pub use migrate::{Dialect, MigrateError, Migration, migration};
pub use once::{Answered, NotAKey, OnceKey, sweep as sweep_once};
pub use open::{Engines, Numbers, OpenError, Options, Seat, Snapshot, Store, engines_at};
pub use outbox::{Event, Leaf, LeafMark, last_batch_of, leaves};
pub use place::{Address, refuse_network_file_system};
pub use queue::Lane;
pub use timer::{Due, OnDue, Timer, any_timer_put_off, run_timers};
pub use tx::Tx;
pub use value::{Param, Row, Value, padded};

use kernel::{Any, Id};

/// Events and timers lie in this many buckets, so that a cluster can spread them.
pub const BUCKETS: i64 = 8;

/// The bucket of a home: the upper three bits of a multiplicative hash (Knuth), so that neighbours
/// spread.
pub fn bucket_of(home: Id<Any>) -> i64 {
    let mixed = home.raw().cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 61;
    mixed.cast_signed()
}
