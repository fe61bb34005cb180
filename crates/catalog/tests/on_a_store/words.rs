//! What products are called in other languages.

use super::{each_store, listed, of, refused};
use catalog::{Card, Listing, NewWords};
use kernel::{Id, Lang, Outcome};
use testkit::Fresh;

fn words(title: &str, text: &str) -> NewWords {
    NewWords { title: title.to_owned(), text: text.to_owned() }
}

async fn set(
    fresh: &Fresh,
    firm: i64,
    (made, version): (&Listing, i64),
    lang: Lang,
    words: NewWords,
) -> Outcome<Listing> {
    let read = (made.card.offer.product, version);
    let set = move |tx: &mut store::Tx<'_>| catalog::set_words(tx, &of(firm), read, lang, &words);
    fresh.store.write("words", set).await
}

async fn read_in(fresh: &Fresh, card: &Card, lang: Lang) -> Card {
    let mut cards = vec![card.clone()];
    let read = move |tx: &mut store::Tx<'_>| {
        catalog::in_words_of(tx, lang, &mut cards)?;
        Ok(cards.clone())
    };
    fresh.store.read("read", read).await.expect("read").remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_sees_their_language_where_the_seller_wrote_it_and_else_the_original() {
    for fresh in each_store() {
        let made = listed(&fresh, 1, "Socks").await;
        let seen = read_in(&fresh, &made.card, Lang::ZhCn).await;
        assert_eq!((seen.offer.title.as_str(), seen.title_lang), ("Socks", Lang::En));
        let set_once = set(&fresh, 1, (&made, 1), Lang::ZhCn, words("棉袜", "")).await;
        assert_eq!(set_once.expect("set").card.offer.version, 2);
        let seen = read_in(&fresh, &made.card, Lang::ZhCn).await;
        assert_eq!((seen.offer.title.as_str(), seen.title_lang), ("棉袜", Lang::ZhCn));
        let own = read_in(&fresh, &made.card, Lang::En).await;
        assert_eq!((own.offer.title.as_str(), own.title_lang), ("Socks", Lang::En));
        set(&fresh, 1, (&made, 2), Lang::ZhCn, words(" ", "")).await.expect("taken away");
        let seen = read_in(&fresh, &made.card, Lang::ZhCn).await;
        assert_eq!(seen.offer.title, "Socks");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_the_original_of_another_firm_or_of_an_older_version_are_not_taken() {
    for fresh in each_store() {
        let made = listed(&fresh, 1, "Socks").await;
        let own = set(&fresh, 1, (&made, 1), Lang::En, words("Stockings", "")).await;
        assert_eq!(refused(own), "catalog-words-of-the-original");
        let nameless = set(&fresh, 1, (&made, 1), Lang::ZhCn, words("", "柔软。")).await;
        assert_eq!(refused(nameless), "catalog-words-without-title");
        let foreign = set(&fresh, 2, (&made, 1), Lang::ZhCn, words("袜", "")).await;
        assert!(matches!(foreign, Err(kernel::Stop::Absent)), "{foreign:?}");
        let stale = set(&fresh, 1, (&made, 9), Lang::ZhCn, words("袜", "")).await;
        assert!(matches!(stale, Err(kernel::Stop::Stale)), "{stale:?}");
        let id: Id<catalog::ProductKind> = made.card.offer.product;
        let look = move |tx: &mut store::Tx<'_>| catalog::words_in(tx, id, Lang::ZhCn);
        assert_eq!(fresh.store.read("words", look).await.expect("looked"), None);
    }
}
