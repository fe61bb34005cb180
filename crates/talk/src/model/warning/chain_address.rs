//! Addresses of crypto-currencies.

use sha2::{Digest, Sha256};

/// Base58 has no 0, O, I, l.
const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// The letters of bech32 (BIP 173).
const BECH32: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/// A version, a hash of 160 bits, four bytes to check them.
const ADDRESS_BYTES: usize = 25;

/// Whether one is in the text.
pub(super) fn is_in(text: &[char]) -> bool {
    text.split(|c| !c.is_ascii_alphanumeric()).any(is_address)
}

fn is_address(word: &[char]) -> bool {
    let word: String = word.iter().collect();
    is_ethereum(&word) || is_bech32(&word) || is_base58_checked(&word)
}

fn is_ethereum(word: &str) -> bool {
    let hex = word.strip_prefix("0x");
    hex.is_some_and(|hex| hex.len() == 40 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_bech32(word: &str) -> bool {
    let rest = word.strip_prefix("bc1");
    rest.is_some_and(|rest| {
        (25..=60).contains(&rest.len()) && rest.chars().all(|c| BECH32.contains(c))
    })
}

/// Bitcoin's and Tron's addresses: the last four bytes are those of a double SHA-256.
fn is_base58_checked(word: &str) -> bool {
    if !(26..=35).contains(&word.len()) {
        return false;
    }
    let mut bytes = [0_u32; ADDRESS_BYTES];
    for letter in word.bytes() {
        let Some(mut carry) = BASE58.iter().position(|known| *known == letter) else {
            return false;
        };
        for byte in bytes.iter_mut().rev() {
            carry += 58 * usize::try_from(*byte).unwrap_or(0);
            *byte = u32::try_from(carry & 255).unwrap_or(0);
            carry >>= 8;
        }
        if carry > 0 {
            return false;
        }
    }
    let bytes = bytes.map(|byte| u8::try_from(byte).unwrap_or(0));
    let (body, check) = bytes.split_at(ADDRESS_BYTES - 4);
    Sha256::digest(Sha256::digest(body)).starts_with(check)
}
