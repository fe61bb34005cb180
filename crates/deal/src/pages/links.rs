//! Deal links: made by a seller, opened by anybody, accepted by a firm.

use super::begin::Begun;
use super::status_of;
use crate::model::{LinkLine, LinkOffer, LinkView};
use crate::views::{self, Whole};
use crate::{actions, model};
use ::store::Tx;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::{
    Actor, Currency, Incoterm, Limit, Locode, Outcome, PaymentDue, PaymentPart, Refusal, Stop,
    Timestamp, Transport, Unit, UnitPrice,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use web::page::{Choice, Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, hash_of_token};

/// No token is longer.
const TOKEN_LONGEST: usize = 64;

/// The empty form.
pub(super) async fn blank(State(app): State<App>, caller: Caller) -> PageResult {
    let draft = Draft::of([
        ("currency", "USD".to_owned()),
        ("unit", Unit::PIECE.code().to_owned()),
        ("transport", Transport::Express.word().to_owned()),
    ]);
    page(&app, &caller, &draft).await
}

async fn page(app: &App, caller: &Caller, draft: &Draft) -> PageResult {
    let look = app.view("deal.new-link", caller, |tx, by| {
        let (firm, _) = by.trader()?;
        Ok(catalog::of_firm(tx, by, firm, None, Limit::DEFAULT)?.rows)
    });
    let (actor, own) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let none = (String::new(), viewer.say("deal-field-own-words"));
    let own = own.into_iter().map(|card| (card.offer.product.to_string(), card.offer.title));
    let own: Vec<Choice> = std::iter::once(none).chain(own).collect();
    let body = views::new_link(&viewer, draft, &own);
    let frame = Frame::new(&viewer, viewer.say("deal-new-link")).here("/deals");
    Ok(frame.status(status_of(draft)).page(&body))
}

/// What is kept of a link that was made: not its token.
#[derive(Debug, Serialize, Deserialize)]
struct Made {
    begun: Begun,
    expires_at: Timestamp,
}

/// Makes a link; it is shown once.
pub(super) async fn make(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    match made(&app, &caller, &posted).await {
        Ok(response) => Ok(response),
        Err(stop) => page(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

async fn made(app: &App, caller: &Caller, posted: &Posted) -> Outcome<Response> {
    let offer = read(posted)?;
    // The same page sent twice makes the same token, so nothing needs to keep it.
    let who = caller.credential.unwrap_or_default();
    let token = app.derive("deal-link", &[&who, posted.call.key.as_bytes()]);
    let token_hash = hash_of_token(&token);
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let (done, expires_at) = actions::offer_link(tx, by, &offer, &token_hash)?;
        Ok(Made { begun: Begun::of(done), expires_at })
    };
    let made = app.act("deal.offer-link", caller, &posted.call, None, act).await?.value;
    let (actor, ()) = app.view("deal.looker", caller, |_, _| Ok(())).await?;
    let viewer = Viewer { app, caller, actor };
    let url = format!("{}/l/{token}", app.place().url);
    let body = views::link_made(&viewer, &url, &made.begun.path(), made.expires_at);
    Ok(Frame::new(&viewer, viewer.say("deal-link-made")).here("/deals").page(&body))
}

fn read(posted: &Posted) -> Outcome<LinkOffer> {
    let currency = Currency::from_code(posted.field("currency")).unwrap_or(Currency::USD);
    let digits = posted.digits("unit_price");
    let price = UnitPrice::parse(&digits, currency).map_err(|no| about_price(no.into()))?;
    let some = |name: &str| Some(posted.field(name)).filter(|told| !told.is_empty());
    let product = some("product").map(|told| told.parse().map_err(|_| Stop::Absent)).transpose()?;
    let title = some("title").map(str::to_owned);
    let unit = Unit::from_code(posted.field("unit"));
    // The unit of the form is meant for a line in words; a listing has its own.
    let unit = if product.is_some() { None } else { unit };
    let quantity = posted.whole("quantity").unwrap_or(0);
    let place = some("place").map(|told| Locode::parse(&told.to_ascii_uppercase()));
    Ok(LinkOffer {
        lines: vec![LinkLine { product, title, unit, quantity, price }],
        currency,
        incoterm: Incoterm::from_code(posted.field("incoterm")),
        place: place.flatten(),
        transport: Transport::from_word(posted.field("transport")).unwrap_or(Transport::Express),
        lead_time_d: some("lead_time_d").map(|_| posted.whole("lead_time_d").unwrap_or(-1)),
        parts: parts(posted.field("parts")),
        may_ship_in_parts: match posted.field("parcels") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        note: some("note").map(str::to_owned),
    })
}

fn about_price(stop: Stop) -> Stop {
    match stop {
        Stop::Refused(refusal) => Stop::Refused(Refusal { field: Some("unit_price"), ..refusal }),
        other => other,
    }
}

/// The parts of the price, by the form's words.
fn parts(word: &str) -> Vec<PaymentPart> {
    let part = |share_bps, due| PaymentPart { share_bps, due };
    let (first, second) = match word {
        "30-70" => (3_000, 7_000),
        "50-50" => (5_000, 5_000),
        "30-40-30" => {
            let shares = [3_000, 4_000, 3_000].into_iter().zip(PaymentDue::ALL);
            return shares.map(|(share_bps, due)| part(share_bps, due)).collect();
        }
        _ => return Vec::new(),
    };
    vec![part(first, PaymentDue::BeforeProduction), part(second, PaymentDue::BeforeShipment)]
}

fn hash_of(token: &str) -> Outcome<[u8; 32]> {
    if token.len() > TOKEN_LONGEST { Err(Stop::Absent) } else { Ok(hash_of_token(token)) }
}

/// The offer behind a token, for anybody who holds it.
pub(super) async fn open(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
) -> PageResult {
    let hash = hash_of(&token)?;
    let look = app.view("deal.link", &caller, move |tx, _| actions::open_link(tx, &hash));
    let (actor, link) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let whole = whole(&link);
    let title = views::title(&viewer, &whole);
    Ok(Frame::new(&viewer, title).page(&views::offer(&viewer, &link, &whole)))
}

/// The deal behind a link, as far as its holder may see it.
fn whole(link: &LinkView) -> Whole {
    let view = model::DealView {
        deal: link.deal.clone(),
        lines: link.lines.clone(),
        milestones: link.milestones.clone(),
        signatures: Vec::new(),
        shipments: Vec::new(),
        inspections: Vec::new(),
        refunds: Vec::new(),
        address: None,
        identity: None,
        side: None,
    };
    let firms = BTreeMap::from([(link.seller.firm, link.seller.clone())]);
    Whole { view, firms, moments: Vec::new(), has_more: false, awaited: None }
}

/// Accepts and signs: the caller's firm becomes the buyer.
pub(super) async fn accept(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
    posted: Posted,
) -> PageResult {
    let hash = hash_of(&token)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::accept_link(tx, by, &hash).map(Begun::of);
    let begun = app.act("deal.accept-link", &caller, &posted.call, None, act).await?;
    Ok(done(&begun.value.path(), "signed"))
}
