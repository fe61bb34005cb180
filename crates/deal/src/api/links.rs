//! Deal links: made by a seller, read by whoever holds the token, accepted by a firm.

use super::contract::{DealTerms, Part};
use super::effect::DealDone;
use super::shape::DealTracks;
use super::take_step;
use crate::actions;
use crate::model::{DealKind, LinkLine, LinkOffer, LinkView};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use catalog::ProductKind;
use kernel::{Firm, Id, Incoterm, Locode, PaymentPart, Stop, Timestamp, Transport, Unit};
use party::TrustLine;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::{currency, unit_price};
use web::{App, Caller, Command, Nothing, Problem, hash_of_token, reply};

/// No token is longer.
const TOKEN_LONGEST: usize = 64;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(offer_link))
        .routes(routes!(open_link))
        .routes(routes!(accept_link))
}

/// A line of an offer by link.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LinkLineBody {
    /// One of the seller's own listings, if it is one.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "product_01m0tkcv40001")]
    pub product: Option<Id<ProductKind>>,
    /// What it is, at most 160 characters; the listing's title if left out.
    #[serde(default)]
    pub title: Option<String>,
    /// UN/ECE Recommendation 20; the listing's unit if left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "PR")]
    pub unit: Option<Unit>,
    /// How many.
    #[schema(minimum = 1)]
    pub quantity: i64,
    /// The price of one, at most six decimals.
    #[schema(example = "0.0875")]
    pub unit_price: String,
}

/// An offer to whoever holds its link.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewLink {
    /// 1 to 200 lines.
    pub lines: Vec<LinkLineBody>,
    /// ISO 4217.
    #[schema(example = "USD")]
    pub currency: String,
    /// Incoterms 2020.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "FOB")]
    pub incoterm: Option<Incoterm>,
    /// UN/LOCODE; an Incoterm needs it.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "CNNGB")]
    pub place: Option<Locode>,
    /// `express`, `surface` or `sea`.
    #[schema(value_type = String, example = "sea")]
    pub transport: Transport,
    /// Days from payment to dispatch.
    #[serde(default)]
    pub lead_time_d: Option<i64>,
    /// Parts of the price; all of it before production if left out.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// Whether the goods may leave in several parcels; the rules' word if left out.
    #[serde(default)]
    pub may_ship_in_parts: Option<bool>,
    /// What the seller wants to say with it, at most 2,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}

impl NewLink {
    fn read(self) -> Result<LinkOffer, Stop> {
        let currency = currency(&self.currency)?;
        let line = |line: LinkLineBody| -> Result<LinkLine, Stop> {
            let price = unit_price(&line.unit_price, currency)?;
            let LinkLineBody { product, title, unit, quantity, .. } = line;
            Ok(LinkLine { product, title, unit, quantity, price })
        };
        Ok(LinkOffer {
            lines: self.lines.into_iter().map(line).collect::<Result<_, _>>()?,
            currency,
            incoterm: self.incoterm,
            place: self.place,
            transport: self.transport,
            lead_time_d: self.lead_time_d,
            parts: self.parts.into_iter().map(PaymentPart::from).collect(),
            may_ship_in_parts: self.may_ship_in_parts,
            note: self.note,
        })
    }
}

/// A new deal link.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewLinkAnswer {
    /// The deal.
    #[schema(value_type = String, example = "deal_01m0tkcv40001")]
    pub deal: Id<DealKind>,
    /// Where a buyer sees and accepts it. It is told to the seller alone and kept nowhere; the
    /// same request with the same key tells it again.
    pub url: String,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

/// What the seller has to show for itself.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SellerLine {
    /// The firm.
    #[schema(value_type = String, example = "firm_01m0tkcv40001")]
    pub firm: Id<Firm>,
    /// Its name.
    pub name: String,
    /// Since when it is here.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// Trades finished.
    pub finished: i64,
    /// Good ratings received.
    pub good: i64,
    /// Neutral ratings received.
    pub neutral: i64,
    /// Bad ratings received.
    pub bad: i64,
    /// Trades of which something was refunded.
    pub refunded: i64,
}

impl From<TrustLine> for SellerLine {
    fn from(line: TrustLine) -> Self {
        let TrustLine { firm, name, since, finished, good, neutral, bad, refunded, .. } = line;
        Self { firm, name, since, finished, good, neutral, bad, refunded }
    }
}

/// What anybody sees who holds the token.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LinkDocument {
    /// The deal.
    #[schema(value_type = String, example = "deal_01m0tkcv40001")]
    pub deal: Id<DealKind>,
    /// Who sells.
    pub seller: SellerLine,
    /// Where it stands.
    pub tracks: DealTracks,
    /// The contract.
    pub terms: DealTerms,
    /// Until when it can be accepted.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// Somebody has accepted it.
    pub is_used: bool,
}

impl From<LinkView> for LinkDocument {
    fn from(view: LinkView) -> Self {
        Self {
            deal: view.deal.id,
            seller: view.seller.into(),
            tracks: view.deal.tracks.into(),
            terms: DealTerms::of(&view.deal, view.lines, view.milestones),
            expires_at: view.expires_at,
            is_used: view.is_used,
        }
    }
}

/// Offers a deal to whoever holds its link.
#[utoipa::path(post, path = "/api/v1/deal-links", tag = "deals", request_body = NewLink,
    responses((status = 201, body = NewLinkAnswer)))]
async fn offer_link(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewLink>,
) -> Result<Response, Problem> {
    let offer = command.body.read()?;
    // The same caller with the same key gets the same token, so nothing needs to keep it.
    let who = caller.credential.unwrap_or_default();
    let token = app.derive("deal-link", &[&who, command.call.key.as_bytes()]);
    let token_hash = hash_of_token(&token);
    let answered = app
        .act("deal.offer-link", &caller, &command.call, None, move |tx, by| {
            let (done, expires_at) = actions::offer_link(tx, by, &offer, &token_hash)?;
            Ok(NewLinkAnswer { deal: done.deal, url: String::new(), expires_at })
        })
        .await?;
    let url = format!("{}/l/{token}", app.place().url);
    let answered = store::Answered {
        value: NewLinkAnswer { url, ..answered.value },
        was_replayed: answered.was_replayed,
    };
    Ok(reply(StatusCode::CREATED, answered, None))
}

fn hash_of(token: &str) -> Result<[u8; 32], Stop> {
    if token.len() > TOKEN_LONGEST { Err(Stop::Absent) } else { Ok(hash_of_token(token)) }
}

/// The offer behind a token. Nobody needs to sign in.
#[utoipa::path(get, path = "/api/v1/deal-links/{token}", tag = "deals",
    params(("token" = String, Path)), responses((status = 200, body = LinkDocument)))]
async fn open_link(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<Json<LinkDocument>, Problem> {
    let token_hash = hash_of(&token)?;
    let view = app
        .look("deal.open-link", &caller, move |tx, _| actions::open_link(tx, &token_hash))
        .await?;
    Ok(Json(view.into()))
}

/// Accepts the offer behind a token: the caller's firm becomes the buyer.
#[utoipa::path(post, path = "/api/v1/deal-links/{token}/acceptances", tag = "deals",
    params(("token" = String, Path)), request_body = Nothing,
    responses((status = 201, body = DealDone)))]
async fn accept_link(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let token_hash = hash_of(&token)?;
    take_step(&app, "deal.accept-link", (&caller, &command.call), None, move |tx, by| {
        actions::accept_link(tx, by, &token_hash)
    })
    .await
}
