//! The catalog on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod imports;
mod leaving_out;
mod over_http;
mod pages;
mod products;
mod search;
mod sellers;
mod shelf;
mod stock;
mod words;

use catalog::{Listing, MIGRATIONS, NewProduct, NewTier};
use kernel::{Actor, Firm, Id, Outcome, Role, Scope};
use testkit::{Fresh, engines, fresh};

/// A store of one's own on each engine.
fn each_store() -> impl Iterator<Item = Fresh> {
    engines().map(|engine| fresh(engine, MIGRATIONS.to_vec()))
}

/// Somebody of a firm.
fn of(firm: i64) -> Actor {
    let firm = Some((Id::<Firm>::new(firm), Role::Staff));
    Actor::Member { person: Id::new(9), firm, scope: Scope::Full }
}

fn socks(title: &str) -> NewProduct {
    let tier = |min_quantity, price: &str| NewTier { min_quantity, price: price.to_owned() };
    NewProduct {
        sku: None,
        title: title.to_owned(),
        title_lang: "en".to_owned(),
        text: "Soft and warm.".to_owned(),
        unit: "PR".to_owned(),
        currency: "USD".to_owned(),
        moq: 500,
        lead_time_d: 20,
        is_open_offer: true,
        tiers: vec![tier(500, "0.0875"), tier(5_000, "0.080001")],
        ..NewProduct::default()
    }
}

async fn list(fresh: &Fresh, by: Actor, new: NewProduct) -> Outcome<Listing> {
    fresh.store.write("list", move |tx| catalog::list_product(tx, &by, &new)).await
}

async fn listed(fresh: &Fresh, firm: i64, title: &str) -> Listing {
    list(fresh, of(firm), socks(title)).await.expect("listed")
}

/// The code of the refusal; anything else fails the test.
fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}
