//! Forgetting what is over.

use crate::store;
use ::store::Tx;
use kernel::Outcome;

/// Codes are kept for a day, so that the hour's count outlives them.
const CODES_D: i64 = 1;
/// Letters are kept for a month, for whoever asks where one went.
const LETTERS_D: i64 = 30;

/// Forgets a bounded number of ended sessions, codes, invitations and letters; tells how many.
pub fn sweep(tx: &mut Tx<'_>) -> Outcome<usize> {
    let now = tx.now();
    let codes = store::sweep_codes(tx, now.plus_days(-CODES_D))?;
    let sessions = store::sweep_sessions(tx, now)?;
    let invitations = store::sweep_invitations(tx, now)?;
    let letters = store::sweep_letters(tx, now.plus_days(-LETTERS_D))?;
    Ok(codes + sessions + invitations + letters)
}
