//! Signatures as Standard Webhooks writes them: HMAC-SHA256 over `id.timestamp.body`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What every secret begins with.
const SECRET: &str = "whsec_";
/// The version of the signature.
const VERSION: &str = "v1,";

/// The key of an address, and the one before it while that still counts.
#[derive(Clone, PartialEq, Eq)]
pub struct Seal {
    /// The present key.
    pub key: [u8; 32],
    /// The former one, within its last hours.
    pub old: Option<[u8; 32]>,
}

/// A key as people copy it.
pub fn secret_text(key: &[u8; 32]) -> String {
    format!("{SECRET}{}", STANDARD.encode(key))
}

/// The header `webhook-signature` of a message: a signature for each key.
pub fn sign(seal: &Seal, id: &str, at_s: i64, body: &str) -> String {
    let keys = std::iter::once(&seal.key).chain(seal.old.as_ref());
    let signed = keys.map(|key| format!("{VERSION}{}", STANDARD.encode(of(key, id, at_s, body))));
    signed.collect::<Vec<_>>().join(" ")
}

/// Whether one of the signatures in a header is this key's; compared in constant time. It is what a
/// receiver does, and what the page of recipes shows in other languages.
pub fn verify_signature(
    secret: &str,
    (id, at_s, body): (&str, i64, &str),
    header: &str,
    (now_s, tolerance_s): (i64, i64),
) -> bool {
    let Some(key) = secret.strip_prefix(SECRET).and_then(|text| STANDARD.decode(text).ok()) else {
        return false;
    };
    let is_of_now = now_s.abs_diff(at_s) <= tolerance_s.unsigned_abs();
    let signatures = header.split(' ').filter_map(|one| one.strip_prefix(VERSION));
    let is_signed = signatures
        .filter_map(|one| STANDARD.decode(one).ok())
        .any(|told| mac(&key, id, at_s, body).verify_slice(&told).is_ok());
    is_of_now && is_signed
}

fn of(key: &[u8], id: &str, at_s: i64, body: &str) -> [u8; 32] {
    mac(key, id, at_s, body).finalize().into_bytes().into()
}

#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn mac(key: &[u8], id: &str, at_s: i64, body: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    for part in [id, ".", &at_s.to_string(), ".", body] {
        mac.update(part.as_bytes());
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification.
    const EXAMPLE: (&str, i64, &str) =
        ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");
    const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const SIGNED: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    #[test]
    fn the_example_of_the_specification_is_signed_as_it_says() {
        let now = (EXAMPLE.1 + 299, 300);
        assert!(verify_signature(KEY, EXAMPLE, SIGNED, now));
        assert!(verify_signature(KEY, EXAMPLE, &format!("v1,bm9uZQ== v2,a {SIGNED}"), now));
    }

    #[test]
    fn what_was_changed_is_late_or_of_somebody_else_is_no_message_of_ours() {
        let now = (EXAMPLE.1, 300);
        let (id, at, body) = EXAMPLE;
        assert!(!verify_signature(KEY, ("msg_other", at, body), SIGNED, now));
        assert!(!verify_signature(KEY, (id, at + 1, body), SIGNED, now));
        assert!(!verify_signature(KEY, (id, at, "{\"test\": 2432232315}"), SIGNED, now));
        assert!(!verify_signature(KEY, EXAMPLE, SIGNED, (at + 301, 300)));
        assert!(!verify_signature(KEY, EXAMPLE, SIGNED, (at - 301, 300)));
        assert!(!verify_signature(&secret_text(&[7; 32]), EXAMPLE, SIGNED, now));
        for broken in ["", "v1,", "v1", "v1,%%%", &SIGNED[3..]] {
            assert!(!verify_signature(KEY, EXAMPLE, broken, now), "{broken}");
        }
    }

    #[test]
    fn two_keys_sign_while_the_old_one_still_counts() {
        let seal = Seal { key: [1; 32], old: Some([2; 32]) };
        let signed = sign(&seal, "event_1", 100, "{}");
        for key in [[1; 32], [2; 32]] {
            let message = ("event_1", 100, "{}");
            assert!(verify_signature(&secret_text(&key), message, &signed, (100, 0)));
        }
        let alone = sign(&Seal { old: None, ..seal }, "event_1", 100, "{}");
        let former = secret_text(&[2; 32]);
        assert!(!verify_signature(&former, ("event_1", 100, "{}"), &alone, (100, 0)));
    }
}
