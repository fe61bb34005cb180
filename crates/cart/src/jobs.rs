//! What must happen when money comes.

use crate::actions::pay_what_came;
use ::store::{Event, Reaction};
use custody::PaymentBooked;

/// What must happen in the transaction that books a payment.
pub const REACTIONS: &[Reaction] =
    &[Reaction { event: PaymentBooked::NAME, take: |tx, told| pay_what_came(tx, &told.read()?) }];
