//! The market's own people, whom only the operator makes: in the store, before it is served.

use crate::stories::program::tables;
use kernel::{Desk, Lang};
use party::{Contact, Name, NewClerk, NewPerson, Password, hash_password};
use store::{Options, Store};

/// Each with their password.
pub(in crate::stories) const OFFICER: &str = "officer@example.com";
pub(in crate::stories) const SECOND_OFFICER: &str = "second@example.com";
pub(in crate::stories) const OPERATOR: &str = "operator@example.com";
pub(in crate::stories) const PASSWORD: &str = "a long walk home";

fn clerk(contact: &str, desk: Desk, password_hash: &str) -> NewClerk {
    NewClerk {
        contact: Contact::parse(contact).expect("a contact"),
        person: NewPerson {
            name: Name::parse(contact, "name").expect("a name"),
            password_hash: Some(password_hash.to_owned()),
            lang: Lang::En,
        },
        desk,
    }
}

/// Makes two officers and an operator.
pub(in crate::stories) fn make(store: &str) {
    let password = Password::parse(PASSWORD).expect("a password");
    let hash = hash_password(&password).expect("its hash");
    let clerks = [
        clerk(OFFICER, Desk::Officer, &hash),
        clerk(SECOND_OFFICER, Desk::Officer, &hash),
        clerk(OPERATOR, Desk::Operator, &hash),
    ];
    let options = Options { migrations: tables(), ..Options::default() };
    let store = Store::open(&store.parse().expect("an address"), options).expect("a store");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let make = store.write("story.clerks", move |tx| {
        clerks.iter().try_for_each(|clerk| party::make_clerk(tx, clerk).map(|_| ()))
    });
    runtime.expect("a runtime").block_on(make).expect("both are made");
    store.close();
}
