//! Who can sign in at the demonstration.

use anyhow::Result;
use party::{Contact, Password, hash_password};
use serde::Serialize;

/// The same for all: it protects nothing, since everybody can read it here.
pub(super) const PASSWORD: &str = "fair-and-square";
/// The firm with the most deals of the records.
pub(super) const BUYER: &str = "buyer@jishi.example";
/// The firm that sold everything in the records.
pub(super) const WHOLESALER: &str = "wholesaler@jishi.example";
/// Looks into deals that went wrong.
pub(super) const OFFICER: &str = "officer@jishi.example";
/// Runs the market.
pub(super) const OPERATOR: &str = "operator@jishi.example";
/// Knits in Cixi.
pub(super) const KNITTER: &str = "lanhua@jishi.example";
/// Sells socks in Sweden.
pub(super) const IMPORTER: &str = "nordvik@jishi.example";

/// One way in.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct SignIn {
    pub(crate) who: &'static str,
    pub(crate) email: &'static str,
    pub(crate) password: &'static str,
}

/// All ways in.
pub(crate) fn sign_ins() -> Vec<SignIn> {
    [
        ("a buyer of the records, with the most deals", BUYER),
        ("the seller, the wholesaler of the records", WHOLESALER),
        ("an officer", OFFICER),
        ("the operator", OPERATOR),
        ("慈溪兰花针织, who exports", KNITTER),
        ("Nordvik Strumpor AB, who imports", IMPORTER),
    ]
    .map(|(who, email)| SignIn { who, email, password: PASSWORD })
    .into()
}

/// How one of them is reached.
pub(super) fn contact(email: &str) -> Result<Contact> {
    Contact::parse(email).map_err(|refusal| anyhow::anyhow!("{email}: {refusal:?}"))
}

/// The password's hash, made once for all.
pub(super) fn hashed_password() -> Result<String> {
    let password = Password::parse(PASSWORD);
    hash_password(&password.map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_named_can_sign_in() {
        assert!(sign_ins().iter().all(|one| contact(one.email).is_ok()));
        assert!(hashed_password().is_ok());
    }
}
