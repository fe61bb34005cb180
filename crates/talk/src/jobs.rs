//! Timers and followers of conversations; safe to run twice.

use crate::actions::{self, Late};
use crate::events::{ConversationAnswered, MessageSaid, QuestionLate};
use crate::model::{ConversationKind, MailWish, Wanted};
use crate::ports::{Asked, Failure, Translator};
use crate::store::find_message;
use ::store::{Due, Event as _, Follower, Lane, Store, Told, Tx};
use kernel::{Firm, Id, Outcome, Person, Stop};
use party::NewLetter;
use party::events::MemberLeft;
use std::collections::BTreeSet;

/// Nobody has answered in time.
pub(crate) const UNANSWERED: &str = "talk-unanswered";
/// Something has been unread for a while.
pub(crate) const DIGEST: &str = "talk-digest";
/// The hour of the daily letter.
pub(crate) const DAILY: &str = "talk-daily";

/// Hears who leaves a firm.
pub const COLLEAGUES: Follower = Follower {
    name: "talk-colleagues",
    hears: |name| name == MemberLeft::NAME,
    take: take_leavers,
};

/// Works out how firms answer.
pub const RECORDS: Follower = Follower {
    name: "talk-records",
    hears: |name| [ConversationAnswered::NAME, QuestionLate::NAME].contains(&name),
    take: take_replies,
};

/// Wants a translation of everything that is said. Only a market with an engine follows.
pub const TEXTS: Follower =
    Follower { name: "talk-texts", hears: |name| name == MessageSaid::NAME, take: take_texts };

/// What a due timer does.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    match due.kind.as_str() {
        UNANSWERED => unanswered(tx, due.home.cast()),
        DIGEST => actions::tell_unread(tx, due.home.cast(), MailWish::AtOnce),
        DAILY => actions::tell_unread(tx, due.home.cast(), MailWish::Daily),
        _ => Err(Stop::Fault(anyhow::anyhow!("nobody knows the timer {}", due.kind))),
    }
}

fn unanswered(tx: &mut Tx<'_>, id: Id<ConversationKind>) -> Outcome<()> {
    let Some(Late { firm, owners }) = actions::take_over(tx, id)? else { return Ok(()) };
    owners.into_iter().try_for_each(|owner| alert(tx, firm, owner, id))
}

fn alert(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    owner: Id<Person>,
    id: Id<ConversationKind>,
) -> Outcome<()> {
    let Some(to) = party::reach(tx, owner)? else { return Ok(()) };
    let firm = party::firm(tx, firm)?.name;
    let facts = [("name", to.name.clone()), ("firm", firm), ("id", id.to_string())];
    let letter =
        NewLetter { to: &to.contact, lang: to.lang, kind: "talk-unanswered", facts: &facts };
    party::send_letter(tx, &letter)
}

fn take_leavers(tx: &mut Tx<'_>, events: &[Told]) -> Outcome<()> {
    for told in events {
        let MemberLeft { firm, person } = told.read()?;
        actions::forget_colleague(tx, firm, person)?;
    }
    Ok(())
}

fn take_replies(tx: &mut Tx<'_>, events: &[Told]) -> Outcome<()> {
    let mut firms = BTreeSet::new();
    for told in events {
        match told.name.as_str() {
            ConversationAnswered::NAME => firms.insert(told.read::<ConversationAnswered>()?.firm),
            QuestionLate::NAME => firms.insert(told.read::<QuestionLate>()?.firm),
            _ => false,
        };
    }
    firms.into_iter().try_for_each(|firm| actions::work_out(tx, firm))
}

/// At the day's end: takes out of every record what is too old to count; tells how many.
pub async fn age_records(store: &Store) -> Outcome<usize> {
    let mut aged = 0;
    loop {
        match store.write_in(Lane::Bulk, "talk.age", actions::work_out_stale).await? {
            0 => return Ok(aged),
            some => aged += some,
        }
    }
}

fn take_texts(tx: &mut Tx<'_>, events: &[Told]) -> Outcome<()> {
    for told in events {
        let said: MessageSaid = told.read()?;
        if let Some(message) = find_message(tx, said.conversation, said.message)? {
            actions::want_of(tx, &message)?;
        }
    }
    Ok(())
}

/// Asks an engine for the texts that wait; tells how many it was asked for. Nothing of the store is
/// held while it works.
pub async fn translate(store: &Store, engine: &dyn Translator) -> Outcome<usize> {
    let waiting = store.read("talk.wanted", actions::list_wanted).await?;
    let count = waiting.len();
    for wanted in waiting {
        translate_one(store, engine, wanted).await?;
    }
    Ok(count)
}

async fn translate_one(store: &Store, engine: &dyn Translator, wanted: Wanted) -> Outcome<()> {
    let asked = Asked { text: &wanted.text, from: &wanted.from, to: wanted.to };
    let answer = engine.help(asked).await;
    if let Err(Failure::Later(error) | Failure::Never(error)) = &answer {
        tracing::warn!(engine = engine.engine(), %error, "no translation");
    }
    let name = engine.engine().to_owned();
    let record = move |tx: &mut Tx<'_>| actions::record_aid(tx, &wanted, &name, &answer);
    store.write_in(Lane::Bulk, "talk.translated", record).await
}

/// Forgets what is kept for a while only; tells how much it was.
pub async fn sweep_all(store: &Store) -> Outcome<usize> {
    let mut swept = 0;
    loop {
        match store.write_in(Lane::Bulk, "talk.sweep", actions::sweep).await? {
            0 => return Ok(swept),
            some => swept += some,
        }
    }
}
