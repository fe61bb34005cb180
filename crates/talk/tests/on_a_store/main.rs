//! Conversations on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod evidence;
mod hands;
mod letters;
mod over_http;
mod said;
mod translated;
mod walls;

use kernel::{Actor, Firm, Id, Lang, Outcome, Person, Role, Scope};
use party::{Contact, Country, DirectFirm, Name, NewFirm, NewPerson};
use store::Tx;
use talk::{ConversationKind, Message, NewMessage, Opening, Subject};
use testkit::{Engine, Fresh, engines, fresh};

const TALK: Id<ConversationKind> = Id::new(7);

/// A store with a buyer, a seller and a third firm, each with an owner.
struct Fair {
    fresh: Fresh,
    buyer: Actor,
    seller: Actor,
    third: Actor,
}

fn firm_of(by: Actor) -> Id<Firm> {
    by.firm().expect("a firm")
}

fn person_of(by: Actor) -> Id<Person> {
    by.person().expect("a person")
}

fn new_person(name: &str, lang: Lang) -> NewPerson {
    NewPerson { name: Name::parse(name, "name").expect("a name"), password_hash: None, lang }
}

async fn open_firm(fresh: &Fresh, name: &'static str, country: &'static str) -> Actor {
    let lang = if country == "CN" { Lang::ZhCn } else { Lang::En };
    let new = DirectFirm {
        contact: Some(Contact::parse(&format!("{name}@example.com")).expect("a contact")),
        person: new_person(name, lang),
        firm: NewFirm {
            name: Name::parse(name, "name").expect("a name"),
            name_lang: lang,
            country: Country::parse(country, "country").expect("a country"),
        },
        session: Some(web::hash_of_token(name)),
    };
    let opened = fresh.store.write("open", move |tx| party::open_firm_directly(tx, &new)).await;
    let opened = opened.expect("a firm");
    let firm = Some((opened.firm, Role::Owner));
    Actor::Member { person: opened.person, firm, scope: Scope::Full }
}

impl Fair {
    async fn on(engine: Engine) -> Self {
        let fresh = fresh(engine, [party::MIGRATIONS, talk::MIGRATIONS].concat());
        let buyer = open_firm(&fresh, "nordvik", "SE").await;
        let seller = open_firm(&fresh, "lanhua", "CN").await;
        let third = open_firm(&fresh, "olu", "NG").await;
        Self { fresh, buyer, seller, third }
    }

    /// The same after the buyer has asked the seller.
    async fn asked(engine: Engine) -> Self {
        let fair = Self::on(engine).await;
        let to = firm_of(fair.seller);
        fair.opens(fair.buyer, TALK, to, "How much for 5,000?").await.expect("opened");
        fair
    }

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
        self.fresh.store.read("look", look).await.expect("seen")
    }

    async fn opens(
        &self,
        by: Actor,
        id: Id<ConversationKind>,
        to: Id<Firm>,
        text: &str,
    ) -> Outcome<Message> {
        let new = Opening {
            id,
            to,
            subject: Subject::new("inquiry", "inquiry_0000000000007", "Hiking sock"),
            category: Some("socks".to_owned()),
            text: text.to_owned(),
        };
        self.act(move |tx| talk::open(tx, &by, &new)).await
    }

    async fn says(&self, by: Actor, text: &str) -> Outcome<Message> {
        let new = NewMessage::from(text);
        self.act(move |tx| talk::say(tx, &by, TALK, new.clone())).await
    }

    /// Somebody else of the seller's firm.
    async fn colleague(&self, name: &'static str) -> Actor {
        let seller = self.seller;
        let contact = Contact::parse(&format!("{name}@example.com")).expect("a contact");
        let hash = [name.len().try_into().expect("short"); 32];
        let invited = party::NewInvitation {
            contact,
            role: Role::Staff,
            hash,
            link: "http://localhost/i/x".to_owned(),
        };
        self.act(move |tx| party::invite(tx, &seller, &invited)).await.expect("invited");
        let joining = party::Acceptance {
            invitation: hash,
            newcomer: Some(new_person(name, Lang::ZhCn)),
            session: web::hash_of_token(name),
        };
        let joined = self.act(move |tx| {
            party::accept_invitation(tx, &Actor::Stranger, &joining).map(|signed| signed.person)
        });
        let firm = Some((firm_of(seller), Role::Staff));
        Actor::Member { person: joined.await.expect("joined"), firm, scope: Scope::Full }
    }

    async fn timers(&self) {
        while store::run_timers(&self.fresh.store, talk::jobs::on_due).await.expect("run") > 0 {}
    }

    async fn followers(&self) {
        let all = [talk::jobs::COLLEAGUES, talk::jobs::RECORDS];
        while store::run_followers(&self.fresh.store, &all).await.expect("run") > 0 {}
    }
}

fn code<T: std::fmt::Debug>(refused: Outcome<T>) -> &'static str {
    refused.expect_err("refused").code().expect("a code")
}
