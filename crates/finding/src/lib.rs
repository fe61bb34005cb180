#![doc = include_str!("../README.md")]

mod asked;
mod keeper;
mod scope;
mod shown;
pub mod views;

pub use asked::{Asked, Filter, PAGES_MOST, ROWS, VALUE_MOST, pairs, whole};
pub use keeper::{Keeper, Things};
pub use scope::{Scope, Scopes, Tally};
pub use shown::{FacetView, Results, facets};

use kernel::{Lang, Locale};

/// What every page of results says.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
