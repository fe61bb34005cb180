//! How addresses are written in the API.

use crate::model::Address;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whom goods go to, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AddressDocument {
    /// Who takes the parcel.
    #[schema(max_length = 100, example = "Elsa Lind")]
    pub name: String,
    /// By which the carrier reaches them.
    #[schema(max_length = 32, example = "+46 70 123 45 67")]
    pub phone: String,
    /// ISO 3166-1, two letters.
    #[schema(example = "SE")]
    pub country: String,
    /// State or province; left out where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schema(max_length = 100)]
    pub region: String,
    /// Town.
    #[schema(max_length = 100, example = "Malmö")]
    pub city: String,
    /// Street, house, flat.
    #[schema(max_length = 200, example = "Storgatan 1")]
    pub street: String,
    /// Left out where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schema(max_length = 16, example = "211 22")]
    pub postcode: String,
}

impl From<Address> for AddressDocument {
    fn from(address: Address) -> Self {
        let Address { name, phone, country, region, city, street, postcode } = address;
        Self { name, phone, country, region, city, street, postcode }
    }
}

impl From<AddressDocument> for Address {
    fn from(told: AddressDocument) -> Self {
        let AddressDocument { name, phone, country, region, city, street, postcode } = told;
        Self { name, phone, country, region, city, street, postcode }
    }
}
