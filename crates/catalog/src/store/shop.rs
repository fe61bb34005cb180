//! Shops that sell through the checkout only.

use ::store::{Tx, params};
use kernel::{Firm, Id, Outcome};

/// Goods of this shop are ordered through the checkout from now on.
pub(crate) fn close(tx: &mut Tx<'_>, shop: Id<Firm>) -> Outcome<()> {
    tx.run(
        "INSERT INTO checkout_only (shop, since) VALUES ($1, $2) ON CONFLICT (shop) DO NOTHING",
        params![shop, tx.now()],
    )
}

/// Goods of this shop are ordered at once again.
pub(crate) fn open(tx: &mut Tx<'_>, shop: Id<Firm>) -> Outcome<()> {
    tx.run("DELETE FROM checkout_only WHERE shop = $1", params![shop])
}
