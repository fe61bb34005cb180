//! Carts, addresses, freight and checkouts: what may be ordered, where it goes, what it costs.

mod book;
mod cart;
mod checkout;
mod freight;
mod refusal;
mod tax;

pub use book::{AddressKind, BookAddress};
pub use cart::{Cart, Item, ShopCart};
pub use checkout::{
    CheckedOut, CheckoutKind, CheckoutView, Findings, NewCheckout, PaymentKind, PaymentView,
    Placed, Preview, ShopOrder,
};
pub use freight::{Charge, Freight, FreightRule, FreightRuleKind, NewRule, RulePlace, freight_of};
pub use refusal::CartRefusal;
pub use tax::{NewShopTax, NewTaxRule, ShopTax, TaxRule};

pub(crate) use cart::{CartLine, may_be_had};
pub(crate) use checkout::Payment;
pub(crate) use freight::write_places;
pub(crate) use tax::write_percent;
