//! The exact words of the promises, by version and language. What is signed is the hash over all of
//! them, so that no language can be changed behind a signature.

use super::promise::Promise;
use kernel::Lang;
use sha2::{Digest, Sha256};

/// The version that is signed now. Older ones stay here for as long as a claim can come.
pub const TEXT_VERSION: &str = "1";

/// The words of a promise in a language; nothing for a version that never was.
pub fn text(promise: Promise, version: &str, lang: Lang) -> Option<&'static str> {
    let (en, zh) = both(promise, version)?;
    Some(match lang {
        Lang::En => en,
        Lang::ZhCn => zh,
    })
}

/// SHA-256 over the promise's word, its version and its words in every language, in hexadecimal.
pub fn text_hash(promise: Promise, version: &str) -> Option<String> {
    let (en, zh) = both(promise, version)?;
    let all = [promise.word(), version, en, zh].join("\n");
    Some(Sha256::digest(all).iter().map(|byte| format!("{byte:02x}")).collect())
}

fn both(promise: Promise, version: &str) -> Option<(&'static str, &'static str)> {
    if version != "1" {
        return None;
    }
    Some(match promise {
        Promise::Truthful => TRUTHFUL,
        Promise::NoReason => NO_REASON,
        Promise::Fake => FAKE,
        Promise::Repair => REPAIR,
        Promise::Instant => INSTANT,
        Promise::Genuine => GENUINE,
    })
}

const TRUTHFUL: (&str, &str) = (
    "The goods are as the listing describes them: material, size, colour, quantity, condition. \
     If they are not, the buyer can claim within 14 days of the finish what has not been given \
     back of the price.",
    "商品与页面描述一致：材质、尺寸、颜色、数量和成色。不一致的，买家可以在交易成功后14天内申请赔付，\
     以尚未退还的货款为限。",
);

const NO_REASON: (&str, &str) = (
    "The buyer can send the goods back within 7 days of their delivery and needs no reason; the \
     seller does not refuse. The goods come back complete and unused. After the finish of the \
     trade the buyer can claim within 7 days what has not been given back of the price.",
    "买家签收后7天内可以无理由退货，卖家不得拒绝。退回的商品应当完整、未使用。交易成功后，\
     买家可以在7天内申请赔付，以尚未退还的货款为限。",
);

const FAKE: (&str, &str) = (
    "The goods are what they say they are. If the buyer shows that they are a fake, the seller \
     pays up to three times their price, whatever was given back before. It can be claimed within \
     14 days of the finish.",
    "卖家保证商品不是假货。买家证明收到假货的，卖家最多按货款的三倍赔付，已经退还的货款不影响赔付。\
     买家可以在交易成功后14天内申请。",
);

const REPAIR: (&str, &str) = (
    "What breaks in ordinary use within 30 days of the finish of the trade is repaired by the \
     seller. If it is not, the buyer can claim within these 30 days what has not been given back \
     of the price.",
    "交易成功后30天内正常使用发生故障的，由卖家负责维修。卖家不维修的，买家可以在这30天内申请赔付，\
     以尚未退还的货款为限。",
);

const INSTANT: (&str, &str) = (
    "Digital goods come at once after the payment. If they do not, the buyer can claim a tenth of \
     the price within 14 days of the finish, beside the goods or the money.",
    "虚拟物品在付款后立即发货。没有做到的，买家可以在交易成功后14天内申请货款十分之一的赔付，\
     不影响收货或退款。",
);

const GENUINE: (&str, &str) = (
    "The goods come from the maker whose name they bear, or with its leave. If they do not, the \
     buyer can claim within 14 days of the finish what has not been given back of the price.",
    "商品由所示品牌的生产者提供或者授权。不是正品的，买家可以在交易成功后14天内申请赔付，\
     以尚未退还的货款为限。",
);

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_promise_has_its_words_in_every_language_and_a_hash_of_its_own() {
        let mut hashes = BTreeSet::new();
        for promise in Promise::ALL {
            for lang in [Lang::En, Lang::ZhCn] {
                let words = text(promise, TEXT_VERSION, lang).expect("words");
                assert!(!words.contains('\n') && !words.contains("  "), "{words}");
            }
            assert!(hashes.insert(text_hash(promise, TEXT_VERSION).expect("a hash")));
        }
        assert_eq!(text_hash(Promise::Fake, "0"), None);
    }

    #[test]
    fn the_words_of_version_one_are_what_was_signed() {
        let all: String =
            Promise::ALL.iter().filter_map(|promise| text_hash(*promise, "1")).collect();
        let hash: String =
            Sha256::digest(all).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        // A change of these words is a new version beside this one.
        assert_eq!(hash, "18fc54f819e80c63");
    }
}
