//! Windows and shelves on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod finding;
mod machines;
mod pages;
mod shelves;

use catalog::{Details, Listing, NewProduct, NewTier, ProductKind};
use kernel::{Actor, Firm, Id, Lang, Role, Scope};
use party::{Country, DirectFirm, Name, NewFirm, NewPerson};
use store::Migration;
use testkit::{Fresh, engines, fresh};

fn tables() -> Vec<Migration> {
    [party::MIGRATIONS, talk::MIGRATIONS, catalog::MIGRATIONS, window::MIGRATIONS].concat()
}

/// A store of one's own on each engine.
fn each_store() -> impl Iterator<Item = Fresh> {
    engines().map(|engine| fresh(engine, tables()))
}

/// Opens a firm; gives its owner.
async fn open(fresh: &Fresh, told: &str, country: &str, token: &str) -> Actor {
    let name = |told: &str| Name::parse(told, "name").expect("a name");
    let country = Country::parse(country, "country").expect("a country");
    let new = DirectFirm {
        contact: None,
        person: NewPerson { name: name("Shen"), password_hash: None, lang: Lang::En },
        firm: NewFirm { name: name(told), name_lang: Lang::En, country },
        session: Some(web::hash_of_token(token)),
    };
    let opened = fresh.store.write("open", move |tx| party::open_firm_directly(tx, &new)).await;
    let opened = opened.expect("a firm");
    let firm = Some((opened.firm, Role::Owner));
    Actor::Member { person: opened.person, firm, scope: Scope::Full }
}

fn firm_of(by: &Actor) -> Id<Firm> {
    by.firm().expect("a firm")
}

fn socks(title: &str, category: &str) -> NewProduct {
    let tier = |min_quantity, price: &str| NewTier { min_quantity, price: price.to_owned() };
    let category = Some(category.to_owned()).filter(|code| !code.is_empty());
    NewProduct {
        title: title.to_owned(),
        title_lang: "en".to_owned(),
        text: "Soft & <warm>.".to_owned(),
        unit: "PR".to_owned(),
        currency: "USD".to_owned(),
        moq: 500,
        lead_time_d: 20,
        is_open_offer: true,
        tiers: vec![tier(500, "0.0875"), tier(5_000, "0.08")],
        details: Details { category, ..Details::default() },
        ..NewProduct::default()
    }
}

async fn list(fresh: &Fresh, by: &Actor, new: NewProduct) -> Listing {
    let by = *by;
    let listed = fresh.store.write("list", move |tx| catalog::list_product(tx, &by, &new)).await;
    listed.expect("listed")
}

async fn listed(fresh: &Fresh, by: &Actor, title: &str, category: &str) -> Id<ProductKind> {
    list(fresh, by, socks(title, category)).await.card.offer.product
}

async fn hide(fresh: &Fresh, by: &Actor, id: Id<ProductKind>) {
    let by = *by;
    let hide = move |tx: &mut store::Tx<'_>| {
        let version = catalog::get(tx, &by, id)?.card.offer.version;
        catalog::hide(tx, &by, id, version)
    };
    fresh.store.write("hide", hide).await.expect("hidden");
}

/// Lets the shelves take what happened.
async fn follow(fresh: &Fresh) {
    while store::run_followers(&fresh.store, &[window::jobs::SHELVES]).await.expect("taken") > 0 {}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_changed_by_its_version_and_its_photos_come_and_go() {
    for fresh in each_store() {
        let lan = open(&fresh, "Lanhua Knitting", "CN", "lan").await;
        let told = |founded| window::NewFirmPage { founded: Some(founded), ..Default::default() };
        let change = |version, founded| {
            let page = told(founded);
            let change =
                move |tx: &mut store::Tx<'_>| window::change_page(tx, &lan, version, &page);
            fresh.store.write("change", change)
        };
        let first = change(0, 2_009).await.expect("written");
        let second = change(first.version, 2_010).await.expect("changed");
        assert!(matches!(change(first.version, 1_999).await, Err(kernel::Stop::Stale)));
        let photo = catalog::Photo { hash: [7; 32], width: 40, height: 30 };
        let add = move |tx: &mut store::Tx<'_>| window::add_photo(tx, &lan, second.version, photo);
        let dressed = fresh.store.write("photo", add).await.expect("added");
        assert_eq!((dressed.told.founded, dressed.photos.len()), (Some(2_010), 1));
        let version = dressed.version;
        let remove = move |tx: &mut store::Tx<'_>| window::remove_photo(tx, &lan, version, 0);
        assert!(fresh.store.write("photo", remove).await.expect("removed").photos.is_empty());
    }
}
