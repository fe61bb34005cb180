//! A seller quotes, and takes a quote back.

use super::places::code_of;
use super::thread::inquiry_id;
use crate::actions;
use crate::model::{InquiryKind, NewPart, NewQuote, Side};
use crate::views::{self, Quoting};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use catalog::{NewTier, TIERS_MOST};
use kernel::{Actor, Id, Outcome, PaymentDue, Stop};
use std::collections::BTreeMap;
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller};

/// How long a quote binds if nobody says otherwise.
pub(super) const VALID_D: i64 = 14;

/// The form of a quote, filled in as the list price would have it.
pub(super) async fn blank(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    show(&app, &caller, inquiry_id(&id)?, None).await
}

async fn show(app: &App, caller: &Caller, id: Id<InquiryKind>, draft: Option<Draft>) -> PageResult {
    let look = app.view("sourcing.quoting", caller, move |tx, by| look(tx, by, id));
    let (actor, quoting) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let status = match &draft {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let draft = draft.unwrap_or_else(|| proposed(&quoting));
    let page = Frame::new(&viewer, viewer.say("sourcing-quote")).here("/inquiries").status(status);
    Ok(page.page(&views::quoting(&viewer, &quoting, &draft)))
}

fn look(tx: &mut Tx<'_>, by: &Actor, id: Id<InquiryKind>) -> Outcome<Quoting> {
    let thread = actions::get(tx, by, id)?;
    if thread.side != Side::Seller {
        return Err(Stop::Forbidden);
    }
    let offer = catalog::get(tx, by, thread.inquiry.product)?.card.offer;
    let buyer = party::trust_lines(tx, &[thread.inquiry.buyer])?.pop().ok_or(Stop::Absent)?;
    Ok(Quoting { thread, offer, buyer })
}

/// What the form proposes: the last quote's terms, else the listing's.
fn proposed(Quoting { thread, offer, .. }: &Quoting) -> Draft {
    let quantity = thread.inquiry.quantity;
    let least = catalog::price_at(&offer.tiers, quantity).or(offer.tiers.first().map(|t| t.price));
    let mut values = BTreeMap::from([
        ("currency".to_owned(), offer.currency.code().to_owned()),
        ("incoterm".to_owned(), "FOB".to_owned()),
        ("transport".to_owned(), "sea".to_owned()),
        ("lead_time_d".to_owned(), offer.lead_time_d.to_string()),
        ("valid_until".to_owned(), VALID_D.to_string()),
        ("split".to_owned(), "30".to_owned()),
        (views::from_field(1), quantity.to_string()),
        (views::price_field(1), least.map(|price| price.plain()).unwrap_or_default()),
    ]);
    if let Some(last) = thread.quotes.first() {
        let terms = &last.terms;
        values.insert("currency".to_owned(), terms.currency.code().to_owned());
        values.insert("incoterm".to_owned(), terms.incoterm.code().to_owned());
        values.insert("place".to_owned(), terms.place.code().to_owned());
        values.insert("transport".to_owned(), terms.transport.word().to_owned());
        values.insert("lead_time_d".to_owned(), terms.lead_time_d.to_string());
        values.insert("note".to_owned(), terms.note.clone());
        for (nth, tier) in last.tiers.iter().enumerate() {
            values.insert(views::from_field(nth + 1), tier.min_quantity.to_string());
            values.insert(views::price_field(nth + 1), tier.price.plain());
        }
    }
    Draft::of(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

/// Binds the seller.
pub(super) async fn quote(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = inquiry_id(&id)?;
    let viewer = Viewer { app: &app, caller: &caller, actor: Actor::Stranger };
    let typed = typed_quote(&viewer, &posted);
    // What is no number of days ends at once, and is refused so.
    let valid_d = posted.whole("valid_until").unwrap_or(0).min(i64::from(u16::MAX));
    let home = Some(id.cast());
    let act = app.act("sourcing.quote", &caller, &posted.call, home, move |tx, by| {
        let valid_until = tx.now().plus_days(valid_d).to_string();
        let new = NewQuote { valid_until, ..typed.clone() };
        actions::quote(tx, by, id, &new).map(|quote| quote.id)
    });
    match act.await {
        Ok(_) => Ok(done(&format!("/inquiries/{id}"), "sourcing-quoted")),
        Err(stop) => show(&app, &caller, id, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}

/// A quote as the form says it, but for its end.
fn typed_quote(viewer: &Viewer<'_>, posted: &Posted) -> NewQuote {
    let field = |name: &str| posted.field(name).to_owned();
    NewQuote {
        currency: field("currency"),
        incoterm: field("incoterm"),
        place: code_of(viewer, posted.field("place")),
        transport: field("transport"),
        lead_time_d: posted.whole("lead_time_d").unwrap_or(-1),
        valid_until: String::new(),
        parts: typed_parts(posted),
        note: field("note"),
        tiers: (1..=TIERS_MOST).filter_map(|row| typed_tier(posted, row)).collect(),
    }
}

fn typed_tier(posted: &Posted, row: usize) -> Option<NewTier> {
    let (from, price) = (views::from_field(row), views::price_field(row));
    let is_empty = posted.field(&from).is_empty() && posted.field(&price).is_empty();
    let price = posted.field(&price).to_owned();
    (!is_empty).then(|| NewTier { min_quantity: posted.whole(&from).unwrap_or(0), price })
}

/// The share before production is chosen or typed in percent; what is left is due before shipment.
pub(super) fn typed_parts(posted: &Posted) -> Vec<NewPart> {
    if posted.field("split") == "30-40-30" {
        let shares = [30, 40, 30].into_iter().zip(PaymentDue::ALL);
        return shares.map(|(percent, due)| typed_part(percent, due)).collect();
    }
    let first = match posted.field("split") {
        "own" => posted.whole("first_share"),
        chosen => chosen.parse().ok(),
    };
    let first = first.unwrap_or(-1);
    match first {
        0 => vec![typed_part(100, PaymentDue::BeforeShipment)],
        100 => vec![typed_part(100, PaymentDue::BeforeProduction)],
        first => vec![
            typed_part(first, PaymentDue::BeforeProduction),
            typed_part(100_i64.saturating_sub(first), PaymentDue::BeforeShipment),
        ],
    }
}

fn typed_part(percent: i64, due: PaymentDue) -> NewPart {
    NewPart { share_bps: percent.saturating_mul(100), due: due.word().to_owned() }
}

/// Takes a quote back before anybody accepted it.
pub(super) async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path((id, quote)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let id = inquiry_id(&id)?;
    let quote = quote.parse().map_err(|_| Stop::Absent)?;
    let home = Some(id.cast());
    let act = app.act("sourcing.withdraw", &caller, &posted.call, home, move |tx, by| {
        actions::withdraw(tx, by, id, quote).map(|quote| quote.id)
    });
    act.await?;
    Ok(done(&format!("/inquiries/{id}"), "sourcing-withdrawn"))
}
