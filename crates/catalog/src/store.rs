//! Every SQL statement of the catalog.

pub(crate) mod admission;
mod finding;
mod import;
mod read;
pub(crate) mod shop;
pub(crate) mod stock;
mod words;
mod write;

pub(crate) use finding::{
    add_unmet, list_listed_ids_of, list_rank_signals, list_unmet, set_rank_signal,
};
pub(crate) use import::{
    add_faults, add_import, change_import, drop_faults, find_habit, find_import_in, get_import,
    list_by_skus, list_faults, list_imports, list_unnumbered, put_habit,
};
pub(crate) use read::{
    fill_tiers, find_offer, get_listing, list_listed, list_listed_after, list_listed_of_firm,
    list_listings, list_of_firm, list_of_firm_after, list_offers, list_over,
};
pub(crate) use words::{list_words, put_words};
pub(crate) use write::{Texts, add_listing, change_listing, change_photos, change_state};

use crate::model::{Attribute, Certificate, Sample, Variant};
use serde::{Deserialize, Serialize};

/// Products asked for in one round trip; more go in several.
const AT_A_TIME: usize = 50;

/// What is kept in one text, because it is read and written with its product.
#[derive(Serialize, Deserialize)]
struct More {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<Attribute>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    certificates: Vec<Certificate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sample: Option<Sample>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    variants: Vec<Variant>,
}
