//! The agency on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod middlemen;

use kernel::{Actor, Desk, Firm, Id, Lang, Outcome, Role, Scope};
use party::{Country, DirectFirm, Name, NewFirm, NewPerson};
use store::{Migration, Tx};
use testkit::{Fresh, engines, fresh};

/// A market in which things are done by people.
struct Market {
    fresh: Fresh,
}

fn migrations() -> Vec<Migration> {
    [party::MIGRATIONS, catalog::MIGRATIONS, agency::MIGRATIONS].concat()
}

fn each_market() -> impl Iterator<Item = Market> {
    engines().map(|engine| Market { fresh: fresh(engine, migrations()) })
}

const OPERATOR: Actor = Actor::Clerk { person: Id::new(1), desk: Desk::Operator };

fn firm_of(actor: &Actor) -> Id<Firm> {
    actor.firm().expect("a firm")
}

/// The code of the refusal; anything else fails the test.
fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}

fn new_firm(nth: usize) -> DirectFirm {
    let name = |told: String| Name::parse(&told, "name").expect("a name");
    let person =
        NewPerson { name: name(format!("Person {nth}")), password_hash: None, lang: Lang::En };
    let country = Country::parse("CN", "country").expect("a country");
    let firm = NewFirm { name: name(format!("Firm {nth}")), name_lang: Lang::En, country };
    DirectFirm { contact: None, person, firm, session: None }
}

impl Market {
    async fn act<T: Send + 'static>(
        &self,
        act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        self.fresh.store.write("act", act).await
    }

    async fn look<T: Send + 'static>(
        &self,
        look: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
    ) -> T {
        self.fresh.store.read("look", look).await.expect("an answer")
    }

    /// Opens firms in one go.
    async fn firms(&self, count: usize) -> Vec<Actor> {
        let open = move |tx: &mut Tx<'_>| {
            let opened = (0..count).map(|nth| party::open_firm_directly(tx, &new_firm(nth)));
            opened.collect::<Outcome<Vec<_>>>()
        };
        let opened = self.act(open).await.expect("firms");
        let actor = |one: party::Opened| Actor::Member {
            person: one.person,
            firm: Some((one.firm, Role::Owner)),
            scope: Scope::Full,
        };
        opened.into_iter().map(actor).collect()
    }

    async fn firm(&self) -> Actor {
        self.firms(1).await.remove(0)
    }
}
