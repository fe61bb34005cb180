//! `jishi clerk`: makes one of the operator's people.

use crate::config::{Clerk, Settings};
use crate::market::words;
use crate::opening::open_to_write;
use crate::output::say;
use anyhow::{Error, Result, anyhow};
use kernel::{Lang, Refusal, Stop};
use party::{Contact, Name, NewClerk, NewPerson, PartyRefusal};
use std::process::ExitCode;
use store::Tx;
use web::Reader;

/// Makes a clerk, who signs in with a code sent to their contact.
pub(crate) async fn run(settings: &Settings, told: &Clerk) -> Result<ExitCode> {
    let refused = |refusal: PartyRefusal| in_words(&refusal.into());
    let name = Name::parse(&told.name, "name").map_err(refused)?;
    let contact = Contact::parse(&told.contact).map_err(refused)?;
    let person = NewPerson { name, password_hash: None, lang: Lang::En };
    let new = NewClerk { contact, person, desk: told.desk.into() };
    let store = open_to_write(settings).await?;
    let made = store.write("clerk.make", move |tx: &mut Tx<'_>| party::make_clerk(tx, &new)).await;
    store.close();
    match made {
        Ok(_) => say(&format!("{} signs in with a code", told.contact)),
        Err(Stop::Refused(refusal)) => return Err(in_words(&refusal)),
        Err(stop) => return Err(anyhow!("making a clerk: {stop:?}")),
    }
    Ok(ExitCode::SUCCESS)
}

fn in_words(refusal: &Refusal) -> Error {
    let reader = Reader { lang: Lang::En, zone: "UTC".to_owned() };
    words().map_or_else(|error| error, |words| anyhow!(words.refusal(&reader, refusal)))
}
