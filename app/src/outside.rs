//! What stands outside, if the operator has it, as the configuration tells it.

use crate::bucket;
use crate::serve::Proxies;
use serde::Deserialize;

/// What stands outside.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outside {
    /// The server that translates; without one words are helped out inside.
    pub(crate) translator: Option<TranslatorAt>,
    /// Where photos and papers lie, unless beside the store.
    pub(crate) bucket: Option<bucket::Settings>,
    /// The bank that is told by files.
    pub(crate) bank: Option<BankFile>,
    /// Where firms' own addresses may lie, beside the public internet.
    pub(crate) webhooks: Option<WebhooksTo>,
    /// The operator's proxies, whose word is taken on where a request comes from.
    pub(crate) proxies: Proxies,
    /// The operator's own font for documents.
    pub(crate) font: Option<std::path::PathBuf>,
}

/// What the operator allows for the addresses that firms name: nothing of it on a market that
/// strangers use.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhooksTo {
    /// Plain http, and names that lead into an own network.
    #[serde(default)]
    pub(crate) allow_http: bool,
    /// Networks such as 10.1.0.0/16 that are not public.
    #[serde(default)]
    pub(crate) allow_networks: Vec<String>,
}

/// A server of the operator's that translates, as LibreTranslate does.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TranslatorAt {
    /// Such as http://127.0.0.1:5000; the operator's own word, so it may be a private address.
    pub(crate) address: String,
    /// What the server asks its callers for.
    pub(crate) key: Option<String>,
    /// What readers see beside each translation.
    pub(crate) name: Option<String>,
}

/// The bank that really has the money: told and telling by files in a folder beside the store.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BankFile {
    /// `pain.001.001.03`, `pain.001.001.09`, or `sheet`, where the two sides instruct their bank.
    pub(crate) form: BankForm,
    /// Who holds the accounts, as the bank knows it.
    pub(crate) holder: String,
    /// The bank (ISO 9362), if it wants to be named.
    pub(crate) bic: Option<String>,
    /// One account for a currency.
    pub(crate) accounts: Vec<BankAccount>,
}

/// In which form the bank is told.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) enum BankForm {
    #[serde(rename = "pain.001.001.03")]
    Orders03,
    #[serde(rename = "pain.001.001.09")]
    Orders09,
    #[serde(rename = "sheet")]
    Sheet,
}

/// An account of the market at its bank.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BankAccount {
    /// ISO 4217.
    pub(crate) currency: String,
    /// An IBAN, or the bank's own number.
    pub(crate) number: String,
}
