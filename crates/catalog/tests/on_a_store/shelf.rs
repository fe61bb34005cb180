//! What else is known of a product, what an index hears of it, and its days on the market.

use super::{each_store, list, of, refused, socks};
use catalog::{
    Attribute, Certificate, Details, Listing, NewProduct, ProductState, Sample, Variant,
};
use kernel::{Actor, Limit};
use testkit::Fresh;

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute { name: name.into(), value: value.into() }
}

fn known() -> NewProduct {
    let red = Variant {
        options: vec![attribute("Colour", "red"), attribute("Size", "M")],
        sku: Some("S-RED-M".into()),
        price_difference: Some("-0.01".into()),
        stock: Some(20),
        ..Variant::default()
    };
    let blue = Variant {
        options: vec![attribute("Colour", "blue"), attribute("Size", "M")],
        price: Some("0.1".into()),
        ..Variant::default()
    };
    let paper = Certificate {
        name: "Standard 100".into(),
        number: "12.HCN.345".into(),
        issued_by: "Hohenstein".into(),
        valid_until: "2027-03-31".into(),
    };
    let details = Details {
        category: Some("socks".into()),
        hs: Some("6115.95".into()),
        gtin: Some("4006381333931".into()),
        brand: Some("Lan".into()),
        model: Some("S-200".into()),
        origin: Some("cn".into()),
        keywords: vec!["短袜".into(), "ankle sock".into()],
        attributes: vec![attribute("Material", "80% cotton")],
        certificates: vec![paper],
        sample: Some(Sample { price: "5".into(), most: 2, days: 3 }),
        variants: vec![red, blue],
    };
    NewProduct { sku: Some("S".into()), order_multiple: Some(10), details, ..socks("Socks") }
}

async fn seen(fresh: &Fresh, made: &Listing) -> Listing {
    let id = made.card.offer.product;
    let look = move |tx: &mut store::Tx<'_>| catalog::get(tx, &of(1), id);
    fresh.store.read("get", look).await.expect("seen")
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_known_of_a_product_survives_and_reaches_an_index() {
    for fresh in each_store() {
        let made = list(&fresh, of(1), known()).await.expect("listed");
        assert_eq!(seen(&fresh, &made).await, made);
        let details = &made.details;
        assert_eq!(
            (details.hs.as_deref(), details.origin.as_deref()),
            (Some("611595"), Some("CN"))
        );
        let id = made.card.offer.product;
        let look = move |tx: &mut store::Tx<'_>| {
            let all = catalog::listed_after(tx, None, Limit::DEFAULT)?;
            Ok((catalog::documents(tx, &[id])?, all))
        };
        let (documents, all) = fresh.store.read("documents", look).await.expect("documents");
        assert_eq!((documents, all.rows), (vec![made.clone()], vec![made]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_of_what_is_known_is_told_at_once() {
    for fresh in each_store() {
        let mut new = known();
        new.order_multiple = Some(7);
        let details = &mut new.details;
        details.category = Some("sox".into());
        details.hs = Some("999998".into());
        details.gtin = Some("4006381333930".into());
        details.origin = Some("XX".into());
        details.attributes.push(attribute("material", "wool"));
        details.certificates[0].valid_until = "soon".into();
        details.variants[1].options.pop();
        details.variants[0].stock = Some(-1);
        let stop = list(&fresh, of(1), new).await.expect_err("refused");
        let kernel::Stop::RefusedAll(all) = stop else { panic!("{stop:?}") };
        let mut codes: Vec<&str> = all.iter().map(|one| one.code).collect();
        codes.sort_unstable();
        let wanted = [
            "catalog-category-unknown",
            "catalog-day-unreadable",
            "catalog-gtin-wrong",
            "catalog-hs-unknown",
            "catalog-multiple-out-of-step",
            "catalog-options-differ",
            "catalog-origin-unknown",
            "catalog-stock-out-of-range",
            "catalog-twice",
        ];
        assert_eq!(codes, wanted);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_half_a_lot_is_refused() {
    for fresh in each_store() {
        let made = list(&fresh, of(1), known()).await.expect("listed");
        let offer = &made.card.offer;
        let refusal = offer.sum_for(505).expect_err("half a lot");
        assert_eq!(refusal.code(), Some("catalog-not-a-multiple"));
        assert!(offer.sum_for(510).is_ok());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_seen_by_its_firm_alone_until_it_is_whole() {
    for fresh in each_store() {
        let new = NewProduct { is_draft: true, tiers: Vec::new(), ..socks("Later") };
        let draft = list(&fresh, of(1), new).await.expect("kept");
        assert_eq!(
            (draft.card.state, seen(&fresh, &draft).await),
            (ProductState::Draft, draft.clone())
        );
        let id = draft.card.offer.product;
        let look = move |tx: &mut store::Tx<'_>| catalog::get(tx, &Actor::Stranger, id);
        assert!(fresh.store.read("get", look).await.is_err());
        let show = |version| move |tx: &mut store::Tx<'_>| catalog::show(tx, &of(1), id, version);
        assert_eq!(refused(fresh.store.write("show", show(1)).await), "catalog-draft-not-whole");
        let whole = move |tx: &mut store::Tx<'_>| catalog::change(tx, &of(1), id, 1, &socks("Now"));
        let changed = fresh.store.write("change", whole).await.expect("changed");
        assert_eq!(changed.card.state, ProductState::Draft);
        let shown = fresh.store.write("show", show(2)).await.expect("shown");
        assert_eq!((shown.card.state, seen(&fresh, &shown).await), (ProductState::Listed, shown));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_whose_days_are_over_is_hidden_and_a_refresh_moves_it_up() {
    for fresh in each_store() {
        let old = list(&fresh, of(1), socks("Old")).await.expect("listed");
        let new = list(&fresh, of(1), socks("New")).await.expect("listed");
        let first = async || {
            let look = |tx: &mut store::Tx<'_>| catalog::listed(tx, None, Limit::DEFAULT);
            let page = fresh.store.read("list", look).await.expect("a page");
            page.rows.into_iter().map(|card| card.offer.title).collect::<Vec<_>>()
        };
        let expire = async || fresh.store.write("expire", catalog::expire).await.expect("expired");
        assert_eq!((first().await, expire().await), (vec!["New".into(), "Old".into()], 0));
        fresh.clock.set(new.card.expires_at.expect("an end"));
        assert_eq!((expire().await, expire().await, first().await.len()), (2, 0, 0));
        assert_eq!(seen(&fresh, &old).await.card.state, ProductState::Expired);
        for made in [&new, &old] {
            let id = made.card.offer.product;
            let refresh = move |tx: &mut store::Tx<'_>| catalog::refresh(tx, &of(1), id, 2);
            fresh.store.write("refresh", refresh).await.expect("refreshed");
        }
        assert_eq!(first().await, ["Old", "New"]);
    }
}
