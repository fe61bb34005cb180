//! A cart over two shops, addresses, freight, and an order that waits for its payment.

use super::fixture::{Between, Scene, Set, Somebody, open};
use anyhow::Result;
use cart::{CheckoutKind, NewCheckout, NewRule, NewShopTax, NewTaxRule};
use catalog::{NewProduct, NewTier, ProductKind};
use deal::Address;
use kernel::{Actor, Id, Lang, Outcome};
use store::Tx;

const SHOP: Somebody = Somebody {
    contact: "hao@example.cn",
    name: "陈浩",
    firm: "义乌市晴雨伞业",
    lang: Lang::ZhCn,
    country: "CN",
};

/// Makes the carts of the scene.
pub(super) async fn set(set: &Set<'_>, scene: &mut Scene, between: Between) -> Result<()> {
    let token = set.token();
    let hao = set.act(move |tx| open(tx, &SHOP, &token)).await?;
    let (lan, elsa) = (between.lan, between.elsa);
    let goods = set.act(move |tx| goods(tx, &lan, &hao)).await?;
    scene.keep("in-stock", &[goods[0].to_string()]);
    let rule = set.act(move |tx| freight(tx, &lan)).await?;
    scene.keep("freight-rule", &[rule]);
    let address = set.act(move |tx| book(tx, &elsa)).await?;
    scene.keep("address", &[address]);
    let checkout = set.act(move |tx| order(tx, &elsa, &goods)).await?;
    scene.keep("checkout", &[checkout.to_string()]);
    set.act(move |tx| fill(tx, &elsa, &goods)).await?;
    set.act(move |tx| dearer(tx, &hao, goods[2])).await
}

fn goods(tx: &mut Tx<'_>, lan: &Actor, hao: &Actor) -> Outcome<[Id<ProductKind>; 3]> {
    let mut list = |by: &Actor, title: &str, price: &str, stock| {
        let new = umbrella(title, price, stock);
        Ok::<_, kernel::Stop>(catalog::list_product(tx, by, &new)?.card.offer.product)
    };
    Ok([
        list(lan, "Merino hiking socks, grey, 39–42", "11.50", Some(42))?,
        list(hao, "Folding umbrella, 8 ribs, navy", "14.90", Some(6))?,
        list(hao, "Long umbrella, wooden handle", "22.00", Some(180))?,
    ])
}

fn umbrella(title: &str, price: &str, stock: Option<i64>) -> NewProduct {
    NewProduct {
        title: title.to_owned(),
        title_lang: "en".to_owned(),
        unit: "C62".to_owned(),
        currency: "USD".to_owned(),
        moq: 1,
        lead_time_d: 0,
        is_open_offer: true,
        tiers: vec![NewTier { min_quantity: 1, price: price.to_owned() }],
        stock,
        ..NewProduct::default()
    }
}

/// The price of one has risen since it was laid in.
fn dearer(tx: &mut Tx<'_>, by: &Actor, id: Id<ProductKind>) -> Outcome<()> {
    let new = umbrella("Long umbrella, wooden handle", "23.50", None);
    catalog::change(tx, by, id, 1, &new).map(|_| ())
}

fn freight(tx: &mut Tx<'_>, by: &Actor) -> Outcome<String> {
    let rule = |places: &str, kind: &str, amount: &str| NewRule {
        places: places.to_owned(),
        kind: kind.to_owned(),
        currency: "USD".to_owned(),
        amount: amount.to_owned(),
        first: 2,
        step: 2,
        more: "1.50".to_owned(),
        free_from: Some("99".to_owned()).filter(|_| kind == "pieces"),
    };
    let tax = |places: &str, category: &str, percent: &str| NewTaxRule {
        places: places.to_owned(),
        product: None,
        category: category.to_owned(),
        percent: percent.to_owned(),
    };
    let rules = vec![tax("SE", "S", "25"), tax("", "O", "")];
    cart::set_shop_tax(tx, by, 0, &NewShopTax { basis: "gross".to_owned(), rules })?;
    let near = cart::add_rule(tx, by, &rule("CN 浙江\nCN 江苏", "flat", "2.00"))?;
    cart::add_rule(tx, by, &rule("SE\nNO\nDK\nFI", "pieces", "6.50"))?;
    cart::add_rule(tx, by, &rule("", "refused", ""))?;
    Ok(near.id.to_string())
}

fn book(tx: &mut Tx<'_>, by: &Actor) -> Outcome<String> {
    let home = Address {
        name: "Elsa Lind".to_owned(),
        phone: "+46 70 123 45 67".to_owned(),
        country: "SE".to_owned(),
        region: String::new(),
        city: "Göteborg".to_owned(),
        street: "Kungsgatan 12".to_owned(),
        postcode: "411 19".to_owned(),
    };
    let (street, name) = ("Järnvägsgatan 3, port 2".to_owned(), "Lager, Nils Berg".to_owned());
    let store = Address { street, name, city: "Borås".to_owned(), ..home.clone() };
    let first = cart::add_address(tx, by, &home)?;
    cart::add_address(tx, by, &store)?;
    Ok(first.id.to_string())
}

fn fill(tx: &mut Tx<'_>, by: &Actor, goods: &[Id<ProductKind>]) -> Outcome<()> {
    let wanted = goods.iter().zip([3, 2, 1]);
    wanted.into_iter().try_for_each(|(product, many)| cart::add_line(tx, by, *product, many))
}

fn order(tx: &mut Tx<'_>, by: &Actor, goods: &[Id<ProductKind>]) -> Outcome<Id<CheckoutKind>> {
    fill(tx, by, goods)?;
    let address = cart::addresses(tx, by)?.first().map(|kept| kept.id);
    let seal = cart::preview(tx, by, address)?.seal;
    let new = NewCheckout { address, seal, ..NewCheckout::default() };
    Ok(cart::place(tx, by, &new)?.checkout)
}
