//! What is written here in other languages: wanted once, made beside the market, shown beside the
//! original.

use crate::model::{
    AUTO, Content, Message, Shielded, TextHash, Translated, Wanted, language_of, targets, text_hash,
};
use crate::ports::{Aid, Failure};
use crate::store::translations as store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Lang, Outcome};
use std::collections::BTreeMap;

/// Texts that an engine is asked for in one go.
const DUE_MOST: i64 = 8;

/// These texts of one writer are to be read in the other languages of the pages; `said` is the
/// language that the writer named, which counts where the texts do not tell it themselves. A text
/// that was translated before, or holds no words, asks for nothing.
pub fn want_translations(tx: &mut Tx<'_>, texts: &[&str], said: Option<&str>) -> Outcome<()> {
    let from = language_of(&texts.join("\n")).or(said).unwrap_or(AUTO);
    for text in texts.iter().filter(|text| Shielded::of(text).is_some()) {
        for to in targets(from) {
            store::want(tx, text, from, to)?;
        }
    }
    Ok(())
}

/// The same for a message: its own words, not a card's.
pub(crate) fn want_of(tx: &mut Tx<'_>, message: &Message) -> Outcome<()> {
    match &message.content {
        Content::Text => want_translations(tx, &[&message.text], None),
        Content::File { name, .. } if *name != message.text => {
            want_translations(tx, &[&message.text], None)
        }
        _ => Ok(()),
    }
}

/// What these texts are in the reader's language, by the hash of each; those that have no
/// translation are left out.
pub fn translations<'a>(
    tx: &mut Tx<'_>,
    texts: impl IntoIterator<Item = &'a str>,
    to: Lang,
) -> Outcome<BTreeMap<TextHash, Translated>> {
    let mut hashes: Vec<TextHash> = texts.into_iter().map(text_hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    store::list(tx, &hashes, to)
}

/// The texts that an engine should be asked for now.
pub(crate) fn list_wanted(tx: &mut Tx<'_>) -> Outcome<Vec<Wanted>> {
    store::list_due(tx, DUE_MOST)
}

/// Keeps what an engine answered. One that is away is asked again later, each time after twice as
/// long (rules `talk.translate_again_s`, `talk.translate_tries_most`).
pub(crate) fn record_aid(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    engine: &str,
    answer: &Result<Aid, Failure>,
) -> Outcome<()> {
    let rules = &Rules::current().talk;
    let made = match answer {
        Ok(Aid::Translation(text)) => Some(text.as_str()),
        Ok(Aid::Words(_)) => return store::unwant(tx, wanted),
        Err(Failure::Later(_)) if wanted.tries + 1 < rules.translate_tries_most => {
            let doubled = wanted.tries.clamp(0, 16);
            let until = tx.now().plus_seconds(rules.translate_again_s << doubled);
            return store::wait_on(tx, wanted, until);
        }
        // An engine that was away for too long has made nothing: the next one may.
        Err(Failure::Later(_)) => return store::unwant(tx, wanted),
        Ok(Aid::Nothing) | Err(Failure::Never(_)) => None,
    };
    store::keep(tx, wanted, engine, made)?;
    store::unwant(tx, wanted)
}
