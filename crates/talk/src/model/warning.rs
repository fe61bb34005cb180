//! Bank details and ways to pay outside, found in what people write. A payment outside is without
//! protection, and a letter with "our account has changed" is the oldest fraud in trade.

mod account;
mod chain_address;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a text seems to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// "Our bank account has changed."
    AccountChanged,
    /// An IBAN whose check digits are right (ISO 13616).
    Iban,
    /// A card number whose check digit is right (ISO/IEC 7812).
    Card,
    /// A bank account's number.
    Account,
    /// A bank's code (ISO 9362) beside a word for it.
    Swift,
    /// The address of a crypto-currency.
    Crypto,
    /// A link or a name of a way to pay outside.
    PayLink,
    /// Somebody asks for bank details, or to pay directly.
    PayOutside,
}

impl Warning {
    /// The word in the API and in the keys of sentences.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AccountChanged => "account_changed",
            Self::Iban => "iban",
            Self::Card => "card",
            Self::Account => "account",
            Self::Swift => "swift",
            Self::Crypto => "crypto",
            Self::PayLink => "pay_link",
            Self::PayOutside => "pay_outside",
        }
    }

    /// Whether the writer is asked before it is sent; a mere question about an account is sent.
    pub const fn stops_the_writer(self) -> bool {
        !matches!(self, Self::PayOutside)
    }
}

const CHANGED: &[&str] = &[
    "account has changed",
    "account has been changed",
    "account was changed",
    "account is changed",
    "account changed",
    "changed our bank",
    "changed our account",
    "change of bank",
    "changed bank",
    "new bank account",
    "new bank details",
    "new account number",
    "new account details",
    "bank details have changed",
    "bank details changed",
    "updated bank",
    "updated account",
    "another bank account",
    "different bank account",
    "our usual account",
    "账户变更",
    "账号变更",
    "帐号变更",
    "帐户变更",
    "账户已变",
    "账号已变",
    "账户改",
    "账号改",
    "更换账户",
    "更换账号",
    "更换银行",
    "更换收款",
    "换了账户",
    "换了账号",
    "换了银行",
    "新账户",
    "新账号",
    "新帐号",
    "新帐户",
    "新的账户",
    "新的账号",
    "新的收款",
    "改汇",
];

const PAY_LINKS: &[&str] = &[
    "paypal.me/",
    "paypal.com/paypalme",
    "qr.alipay.com",
    "wxp://",
    "weixin://wxpay",
    "buy.stripe.com",
    "checkout.stripe.com",
    "venmo.com/",
    "cash.app/",
    "wise.com/pay",
    "revolut.me/",
    "western union",
    "westernunion",
    "moneygram",
    "西联汇款",
    "速汇金",
];

const OUTSIDE: &[&str] = &[
    "send your account",
    "send me your account",
    "send us your account",
    "your account number",
    "your bank account",
    "your bank details",
    "our bank account",
    "our bank details",
    "wire directly",
    "pay directly",
    "pay you directly",
    "outside the platform",
    "outside the market",
    "账号发",
    "发一下账号",
    "发个账号",
    "发账号",
    "银行账号发",
    "你的账号",
    "您的账号",
    "贵司账号",
    "贵司账户",
    "直接汇款",
    "直接转账",
    "直接打款",
    "私下转账",
    "私下付款",
    "线下付款",
    "线下转账",
    "微信转账",
    "支付宝转账",
];

/// What a text seems to hold, the gravest first; nothing for an ordinary one.
pub fn warnings(text: &str) -> Vec<Warning> {
    let plain: Vec<char> = text.chars().map(half_width).collect();
    let low: String = plain.iter().flat_map(|c| c.to_lowercase()).collect();
    let low = low.split_whitespace().collect::<Vec<_>>().join(" ");
    let holds = |phrases: &[&str]| phrases.iter().any(|phrase| low.contains(phrase));
    let mut found = Vec::new();
    if holds(CHANGED) {
        found.push(Warning::AccountChanged);
    }
    found.extend(account::find(&plain));
    if chain_address::is_in(&plain) {
        found.push(Warning::Crypto);
    }
    if holds(PAY_LINKS) {
        found.push(Warning::PayLink);
    }
    if holds(OUTSIDE) {
        found.push(Warning::PayOutside);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Full-width letters and figures, as Chinese keyboards make them, in their narrow form.
fn half_width(c: char) -> char {
    let narrow = u32::from(c).checked_sub(0xfee0).and_then(char::from_u32);
    match c {
        '\u{ff01}'..='\u{ff5e}' => narrow.unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests;
