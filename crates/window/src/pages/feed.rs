//! Goods as other markets read them: RSS 2.0 with the names of Google Merchant, on and on as
//! long as there are goods.

use super::machine;
use super::sitemap::broken;
use crate::actions;
use crate::views::feed;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use catalog::{Category, Listing, ProductState};
use futures_util::stream;
use kernel::{Currency, Firm, Id, Lang, Outcome, Stop};
use party::TrustLine;
use serde::Deserialize;
use std::collections::BTreeMap;
use store::Tx;
use web::App;
use web::page::PageResult;

/// Goods read at a time while a feed goes out.
const STEP: i64 = 200;
const RSS: &str = "application/rss+xml; charset=utf-8";

/// Of which shelf a feed is.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    category: Option<String>,
}

/// Which goods stand in a feed, and in which words.
#[derive(Debug, Clone)]
struct Terms {
    lang: Lang,
    /// Only goods with prices in it; none for all goods, each in its own currency.
    currency: Option<Currency>,
    category: String,
    firm: Option<Id<Firm>>,
}

/// Reads `en.xml` or `en-USD.xml`.
fn terms(name: &str) -> Outcome<(Lang, Option<Currency>)> {
    let name = name.strip_suffix(".xml").ok_or(Stop::Absent)?;
    if let Some(lang) = Lang::from_tag(name) {
        return Ok((lang, None));
    }
    let (lang, currency) = name.rsplit_once('-').ok_or(Stop::Absent)?;
    let lang = Lang::from_tag(lang).ok_or(Stop::Absent)?;
    Ok((lang, Some(Currency::from_code(currency).ok_or(Stop::Absent)?)))
}

/// The goods of the whole market, or of one shelf.
pub(super) async fn market(
    State(app): State<App>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (lang, currency) = terms(&name)?;
    let category = asked.category.unwrap_or_default();
    let shelf = Category::find(&category);
    if shelf.is_none() && !category.is_empty() {
        return Err(Stop::Absent.into());
    }
    let mut title = app.name(lang).to_owned();
    if let Some(shelf) = shelf {
        title = format!("{title}: {}", shelf.name(lang));
    }
    let path = match shelf {
        Some(shelf) => format!("/categories/{}", shelf.code()),
        None => "/".to_owned(),
    };
    let terms = Terms { lang, currency, category, firm: None };
    Ok(answer(app, terms, &title, &path))
}

/// The goods of one firm.
pub(super) async fn of_firm(
    State(app): State<App>,
    Path((told, name)): Path<(String, String)>,
) -> PageResult {
    let firm: Id<Firm> = told.parse().map_err(|_| Stop::Absent)?;
    let (lang, currency) = terms(&name)?;
    let line = app.store().read("window.feed-of", move |tx| {
        party::trust_lines(tx, &[firm])?.pop().ok_or(Stop::Absent)
    });
    let line = line.await?;
    let terms = Terms { lang, currency, category: String::new(), firm: Some(firm) };
    Ok(answer(app, terms, &line.name, &format!("/firms/{firm}")))
}

fn answer(app: App, terms: Terms, title: &str, path: &str) -> axum::response::Response {
    let head = feed::head(&app.place().url, title, path, terms.lang);
    let walk = Walk { app, terms, after: None };
    let steps = stream::unfold(Some((walk, head)), |state| async move {
        let (walk, head) = state?;
        let (text, rest) = match walk.step().await {
            Ok(step) => step,
            Err(stop) => return Some((Err(broken(&stop)), None)),
        };
        let tail = if rest.is_none() { feed::TAIL } else { "" };
        Some((Ok([&head, text.as_str(), tail].concat()), rest.map(|walk| (walk, String::new()))))
    });
    machine(RSS, Body::from_stream(steps))
}

/// A feed on its way out.
struct Walk {
    app: App,
    terms: Terms,
    after: Option<i64>,
}

impl Walk {
    /// The next goods, and the walk if it goes on.
    async fn step(mut self) -> Outcome<(String, Option<Self>)> {
        let (terms, after) = (self.terms.clone(), self.after);
        let look = self.app.store().read("window.feed-step", move |tx| {
            let found = actions::goods_after(tx, (&terms.category, terms.firm), after, STEP)?;
            let next = found.last().map(|(_, key)| *key);
            let goes_on = i64::try_from(found.len()).is_ok_and(|count| count == STEP);
            let ids: Vec<_> = found.into_iter().map(|(id, _)| id).collect();
            Ok((listings(tx, &ids, &terms)?, next.filter(|_| goes_on)))
        });
        let ((goods, firms), next) = look.await?;
        let url = &self.app.place().url;
        let item = |listing: &Listing| {
            let seller = firms.get(&listing.card.offer.firm).map_or("", |line| line.name.as_str());
            feed::item(url, listing, seller, self.terms.lang)
        };
        let text: String = goods.iter().map(item).collect();
        self.after = next;
        Ok((text, next.is_some().then_some(self)))
    }
}

type Goods = (Vec<Listing>, BTreeMap<Id<Firm>, TrustLine>);

/// Those of these goods that are listed at this moment and in the feed's currency.
fn listings(tx: &mut Tx<'_>, ids: &[Id<catalog::ProductKind>], terms: &Terms) -> Outcome<Goods> {
    let mut goods = catalog::documents(tx, ids)?;
    goods.retain(|listing| {
        let is_paid_in = terms.currency.is_none_or(|wanted| listing.card.offer.currency == wanted);
        listing.card.state == ProductState::Listed && is_paid_in
    });
    catalog::documents_in(tx, terms.lang, &mut goods)?;
    let firms = super::trust_of(tx, goods.iter().map(|listing| listing.card.offer.firm))?;
    Ok((goods, firms))
}
