//! What is bank details, and what only looks like it.

use super::{Warning, warnings};

#[test]
fn bank_details_are_found_in_both_languages() {
    let cases = [
        ("IBAN DE89 3704 0044 0532 0130 00, thanks", Warning::Iban),
        ("please pay to gb29nwbk60161331926819.", Warning::Iban),
        ("ＳＥ４５ ５０００ ００００ ０５８３ ９８２５ ７４６６", Warning::Iban),
        ("NO93-8601-1117-947", Warning::Iban),
        ("Card 4111 1111 1111 1111 exp 12/29", Warning::Card),
        ("卡号 6222 0212 0800 1234 561", Warning::Account),
        ("6225 7583 2345 6789", Warning::Card),
        ("账号：1202021109100123456 工商银行宁波分行", Warning::Account),
        ("开户行中国银行，3571 5840 1234 5678", Warning::Account),
        ("Account number: 12345678, sort code 20-00-00", Warning::Account),
        ("SWIFT: BKCHCNBJ92A", Warning::Swift),
        ("our bank is HANDSESS in Stockholm", Warning::Swift),
        ("Please note that our bank  account has changed.", Warning::AccountChanged),
        ("我们的收款账号变更了，请汇到下面", Warning::AccountChanged),
        ("请用新账户付款", Warning::AccountChanged),
        ("send USDT to T9yED5xMV5ARV98BexN97aLZ1UUq7eKSxm", Warning::Crypto),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", Warning::Crypto),
        ("0x52908400098527886E0F7030069857D2E4169EE7", Warning::Crypto),
        ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", Warning::Crypto),
        ("https://paypal.me/lanhua/100USD", Warning::PayLink),
        ("We only take Western Union", Warning::PayLink),
        ("Can you send your account number?", Warning::PayOutside),
        ("能发一下账号吗？", Warning::PayOutside),
        ("可以私下转账便宜些", Warning::PayOutside),
    ];
    for (text, wanted) in cases {
        assert!(warnings(text).contains(&wanted), "{text}: {:?}", warnings(text));
    }
}

#[test]
fn what_trade_is_full_of_is_not_warned_of() {
    let cases = [
        "Call me at +46 70 123 45 67 or 0574 5550 0142, 8:30–17:30",
        "手机 138 1234 5678，微信同号",
        "GTIN 4006381333931 and 04012345123456",
        "HS code 6115.95.00, 6115950000",
        "Order no. 4111111111111111 was late",
        "订单号 6222021208001234561 已发货",
        "运单 SF1234567890123",
        "SSCC 340123450000000018",
        "MSCU 123456 7, B/L COSU6412803310",
        "6,000 pairs at USD 0.4675, FOB Ningbo, 25 days, 30/70",
        "PACKAGES ARE FRAGILE",
        "Your account manager will call you about new colours.",
        "Size 36-41, 200 needles, 84 g, 78 % cotton",
        "2026-11-21 08:40 to 2026-12-05",
        "DE12 is not long enough for an IBAN",
        "DE89 3704 0044 0532 0130 01",
        "请确认收货，货款会按合同放款",
        "我们用担保交易付款，可以吗？",
        "身份证 330203198001011234",
        "0123456789abcdef0123456789abcdef01234567",
        "👍🏽👍🏽",
        "",
    ];
    for text in cases {
        assert_eq!(warnings(text), [], "{text}");
    }
}

#[test]
fn ten_thousand_characters_are_read_in_no_time() {
    for text in ["1 ".repeat(5_000), "DE89".repeat(2_500), "账".repeat(5_000), "A".repeat(10_000)]
    {
        warnings(&text);
    }
}
