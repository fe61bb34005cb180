//! Files that nobody should read.

use super::faults;
use bankfile::{MOST_BYTES, read};

const SPACE: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

fn words(text: &str) -> Vec<&'static str> {
    faults(text).into_iter().map(|(_, _, word)| word).collect()
}

#[test]
fn dtds_entities_and_bombs_are_refused() {
    let document = |inside: &str| format!("<Document xmlns=\"{SPACE}\">{inside}</Document>");
    let laughs = "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]>";
    let outside = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let cases = [
        (format!("{laughs}{}", document("&lol2;")), "dtd"),
        (format!("{outside}{}", document("&x;")), "dtd"),
        (document("<a>&x;</a>"), "entity"),
        (document("<a b=\"&x;\"/>"), "entity"),
        (document(&"<a>".repeat(100)), "too-deep"),
        (document(&"<a/>".repeat(30_000)), "too-many"),
        (document(&format!("<a>{}</a>", "x".repeat(10_000))), "text-too-long"),
        (document("<a></b>"), "not-xml"),
        (document("<a>"), "not-xml"),
        (format!("<Document xmlns=\"{SPACE}\"><a>"), "not-xml"),
        (document("<a>&#0;&#x110000;</a>"), "not-xml"),
        (format!("<x>{}{}</x>", document(""), document("")), "two-messages"),
        (String::from("<html/>"), "unknown-message"),
        (String::new(), "unknown-message"),
        (String::from("<Document/>"), "unknown-message"),
        (String::from("<Document xmlns=\"urn:x:pacs.008.001.07\"/>"), "unknown-message"),
    ];
    for (text, word) in cases {
        assert_eq!(words(&text), [word], "{}", text.chars().take(200).collect::<String>());
    }
}

#[test]
fn a_file_is_read_in_the_encoding_that_it_claims_or_not_at_all() {
    let body = format!("<Document xmlns=\"{SPACE}\"><BkToCstmrStmt><GrpHdr><MsgId>ä</MsgId>");
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{body}</GrpHdr></BkToCstmrStmt></Document>"
    );
    let latin: Vec<u8> =
        text.chars().map(|sign| u8::try_from(u32::from(sign)).expect("latin")).collect();
    let bankfile::Message::Account(file) = read(&latin).expect("read") else { panic!("a camt") };
    assert_eq!(file.message_id, "ä");
    let wrong = text.replace("ISO-8859-1", "UTF-8").into_bytes();
    assert!(read(&wrong).is_ok());
    let torn: Vec<u8> = wrong.iter().copied().filter(|byte| *byte != 0xc3).collect();
    assert_eq!(read(&torn).expect_err("torn").kept[0].what.word(), "encoding");
    let strange = text.replace("ISO-8859-1", "EBCDIC").into_bytes();
    assert_eq!(read(&strange).expect_err("strange").kept[0].what.word(), "encoding");
}

#[test]
fn a_file_of_any_size_is_refused_before_it_is_read() {
    let large = vec![b' '; MOST_BYTES + 1];
    assert_eq!(read(&large).expect_err("large").kept[0].what.word(), "too-large");
}
