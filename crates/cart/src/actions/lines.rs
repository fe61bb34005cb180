//! Laying in, taking out, looking: prices and stock are always read fresh.

use super::firm_of;
use crate::model::{Cart, CartLine, CartRefusal, may_be_had};
use crate::store;
use ::store::Tx;
use catalog::{ProductKind, ProductState};
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Lang, Outcome, Stop};

pub(super) fn lines_most() -> i64 {
    Rules::current().cart.lines_most
}

/// What lies in the firm's cart, as it can be had now.
pub fn cart(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Cart> {
    let firm = firm_of(by)?;
    cart_of(tx, firm, None)
}

/// The same, with the goods called as in a language.
pub(crate) fn cart_in(tx: &mut Tx<'_>, by: &Actor, lang: Lang) -> Outcome<Cart> {
    let firm = firm_of(by)?;
    cart_of(tx, firm, Some(lang))
}

/// The same of a firm, in a fixed number of questions.
pub(super) fn cart_of(tx: &mut Tx<'_>, firm: Id<Firm>, lang: Option<Lang>) -> Outcome<Cart> {
    let lines = store::list_lines(tx, firm, lines_most())?;
    if lines.is_empty() {
        return Ok(Cart::default());
    }
    let products: Vec<_> = lines.iter().map(|line| line.product).collect();
    let mut listings = catalog::documents(tx, &products)?;
    if let Some(lang) = lang {
        catalog::documents_in(tx, lang, &mut listings)?;
    }
    let mut firms: Vec<_> = listings.iter().map(|one| one.card.offer.firm).collect();
    firms.sort_unstable();
    firms.dedup();
    let sellers = party::trust_lines(tx, &firms)?;
    Cart::of(&lines, listings, &sellers)
}

/// Lays so many more of a product in. Only what can be ordered at once, in the quantity that lies
/// there then.
pub fn add_line(
    tx: &mut Tx<'_>,
    by: &Actor,
    product: Id<ProductKind>,
    quantity: i64,
) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    if quantity < 1 {
        return Err(CartRefusal::QuantityOutOfRange.into());
    }
    let lines = store::list_lines(tx, firm, lines_most())?;
    let before = lines.iter().find(|line| line.product == product);
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    if before.is_none() && count >= lines_most() {
        return Err(CartRefusal::LinesTooMany { most: lines_most() }.into());
    }
    let quantity = quantity.saturating_add(before.map_or(0, |line| line.quantity));
    put(tx, firm, product, quantity)
}

/// Says how many of a product lie in the cart; with nothing it is taken out.
pub fn set_line(
    tx: &mut Tx<'_>,
    by: &Actor,
    product: Id<ProductKind>,
    quantity: i64,
) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    let lines = store::list_lines(tx, firm, lines_most())?;
    if !lines.iter().any(|line| line.product == product) {
        return if quantity == 0 { Ok(()) } else { Err(Stop::Absent) };
    }
    match quantity {
        0 => store::remove_line(tx, firm, product),
        ..0 => Err(CartRefusal::QuantityOutOfRange.into()),
        _ => put(tx, firm, product, quantity),
    }
}

fn put(tx: &mut Tx<'_>, firm: Id<Firm>, product: Id<ProductKind>, quantity: i64) -> Outcome<()> {
    let offer = catalog::offer(tx, product)?;
    if offer.firm == firm {
        return Err(CartRefusal::OwnGoods.into());
    }
    let sum = may_be_had(&offer, ProductState::Listed, quantity)?;
    store::put_line(tx, firm, &CartLine { product, quantity, seen: sum.price })
}
