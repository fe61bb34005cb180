//! People and firms on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod codes;
mod http;
mod keys;
mod letters;
mod marks;
mod members;
mod pages;
mod standing;

use kernel::{Actor, Firm, Id, Lang, Outcome, Person, Role, Scope, Stop};
use party::{
    Acceptance, Contact, Country, DirectFirm, MIGRATIONS, Name, NewFirm, NewInvitation, NewPerson,
    Opened, SignedIn,
};
use std::sync::Arc;
use store::Tx;
use testkit::{Fresh, engines, fresh};

/// A store of one's own on each engine.
fn each_store() -> impl Iterator<Item = Fresh> {
    engines().map(|engine| fresh(engine, MIGRATIONS.to_vec()))
}

fn contact(told: &str) -> Contact {
    Contact::parse(told).expect("a contact")
}

fn name(told: &str) -> Name {
    Name::parse(told, "name").expect("a name")
}

fn person(told: &str) -> NewPerson {
    NewPerson { name: name(told), password_hash: None, lang: Lang::En }
}

fn firm(told: &str) -> NewFirm {
    let country = Country::parse("SE", "country").expect("a country");
    NewFirm { name: name(told), name_lang: Lang::En, country }
}

async fn write<T: Send + 'static>(
    fresh: &Fresh,
    act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    fresh.store.write("test", act).await
}

async fn read<T: Send + 'static>(
    fresh: &Fresh,
    look: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    fresh.store.read("test", look).await
}

/// A firm whose owner is reached by mail and is signed in by the token hash `[1; 32]`.
async fn open_firm(fresh: &Fresh, mail: &str) -> Opened {
    let new = DirectFirm {
        contact: Some(contact(mail)),
        person: person("Anna Berg"),
        firm: firm("Berg & Söner AB"),
        session: Some([1; 32]),
    };
    write(fresh, move |tx| party::open_firm_directly(tx, &new)).await.expect("a firm")
}

fn owner(opened: Opened) -> Actor {
    acting(opened.person, opened.firm, Role::Owner)
}

fn acting(person: Id<Person>, firm: Id<Firm>, role: Role) -> Actor {
    Actor::Member { person, firm: Some((firm, role)), scope: Scope::Full }
}

/// Somebody new joins a firm by an invitation; their session has the hash `[hash; 32]`.
async fn join(fresh: &Fresh, by: Actor, mail: &str, role: Role, hash: u8) -> SignedIn {
    let (contact, link) = (contact(mail), "https://market.example/i/token".to_owned());
    let invitation = Arc::new(NewInvitation { contact, role, hash: [hash; 32], link });
    write(fresh, move |tx| party::invite(tx, &by, &invitation)).await.expect("invited");
    let newcomer = Some(person("Bo Ek"));
    let acceptance = Acceptance { invitation: [hash; 32], newcomer, session: [hash; 32] };
    let accept = move |tx: &mut Tx<'_>| party::accept_invitation(tx, &Actor::Stranger, &acceptance);
    write(fresh, accept).await.expect("joined")
}

async fn actor_of(fresh: &Fresh, hash: u8) -> Outcome<Actor> {
    read(fresh, move |tx| party::sign_in_by_hash(tx, &[hash; 32])).await
}

/// The code of the refusal; anything else fails the test.
fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}

fn is_signed_out<T>(outcome: &Outcome<T>) -> bool {
    matches!(outcome, Err(Stop::SignIn))
}
