//! Files in a conversation: photos and PDFs, kept as they came, since a file may be evidence.

use super::TalkRefusal;
use super::chain::hex;
use sha2::{Digest, Sha256};

/// A phone's photo and a scanned contract fit.
pub const FILE_MOST_BYTES: usize = 8 * 1024 * 1024;
/// The same, as a sentence says it.
const FILE_MOST_MB: i64 = 8;
/// Names longer than this are cut in the middle of nowhere by some systems anyway.
const NAME_CHARS_MOST: usize = 100;
/// A PDF's end stands within its last bytes (ISO 32000-1, annex H.3).
const PDF_END: usize = 1_024;
/// What in a PDF runs or unpacks by itself.
const PDF_ALIVE: [&[u8]; 4] = [b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia"];

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFacts {
    /// SHA-256 of its bytes, hexadecimal; its name in the folder.
    pub sha256: String,
    /// As the sender named it, without a path.
    pub name: String,
    /// As its bytes say.
    pub media_type: &'static str,
    /// Its length.
    pub bytes: i64,
}

/// Checks a file that somebody sent: its kind by its bytes, and that its name says the same.
pub fn read_file(sent: &[u8], told: &str) -> Result<FileFacts, TalkRefusal> {
    if sent.is_empty() {
        return Err(TalkRefusal::FileMissing);
    }
    if sent.len() > FILE_MOST_BYTES {
        return Err(TalkRefusal::FileTooLarge { most: FILE_MOST_MB });
    }
    let media_type = kind_of(sent).ok_or(TalkRefusal::FileWrongKind)?;
    let name = plain_name(told, media_type);
    if !says(&name, media_type) {
        return Err(TalkRefusal::FileWrongKind);
    }
    if !is_whole(sent, media_type) {
        return Err(TalkRefusal::FileBroken);
    }
    let bytes = i64::try_from(sent.len()).unwrap_or(i64::MAX);
    Ok(FileFacts { sha256: hex(&Sha256::digest(sent)), name, media_type, bytes })
}

fn kind_of(sent: &[u8]) -> Option<&'static str> {
    match sent {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        _ => None,
    }
}

/// The endings that a name of this kind may have; the first is given to a name without one.
fn endings(media_type: &str) -> &'static [&'static str] {
    match media_type {
        "image/jpeg" => &["jpg", "jpeg", "jfif"],
        "image/png" => &["png"],
        "image/webp" => &["webp"],
        _ => &["pdf"],
    }
}

fn says(name: &str, media_type: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| endings(media_type).contains(&ending.as_str()))
}

/// The name without folders and without what cannot be shown; it has an ending.
fn plain_name(told: &str, media_type: &str) -> String {
    let name = told.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_shown = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' |
            '\u{2066}'..='\u{2069}' | '"' | '<' | '>' | ':' | '|' | '?' | '*')
    };
    let name: String = name.chars().filter(is_shown).collect();
    let name = name.trim().trim_start_matches('.');
    let ending = endings(media_type).first().copied().unwrap_or("pdf");
    match name.rsplit_once('.') {
        _ if name.is_empty() => format!("file.{ending}"),
        None => format!("{}.{ending}", cut(name)),
        Some((stem, own)) => format!("{}.{own}", cut(stem)),
    }
}

fn cut(stem: &str) -> String {
    stem.chars().take(NAME_CHARS_MOST).collect()
}

fn is_whole(sent: &[u8], media_type: &str) -> bool {
    let holds = |part: &[u8], wanted: &[u8]| part.windows(wanted.len()).any(|at| at == wanted);
    let end = &sent[sent.len().saturating_sub(PDF_END)..];
    match media_type {
        "image/jpeg" => holds(sent, &[0xff, 0xda]) && holds(end, &[0xff, 0xd9]),
        "image/png" => holds(end, b"IEND"),
        "image/webp" => {
            let length = sent.get(4..8).and_then(|four| <[u8; 4]>::try_from(four).ok());
            let length = length.map(u32::from_le_bytes).and_then(|n| usize::try_from(n).ok());
            length.is_some_and(|length| length + 8 <= sent.len())
        }
        _ => holds(end, b"%%EOF") && !PDF_ALIVE.iter().any(|alive| holds(sent, alive)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n";
    const JPEG: &[u8] = &[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xda, 0, 2, 7, 0xff, 0xd9];

    #[test]
    fn a_file_is_what_its_bytes_say_and_its_name_agrees() {
        let file = read_file(PDF, "C:\\papers\\合同.PDF").expect("a paper");
        assert_eq!((file.name.as_str(), file.media_type), ("合同.PDF", "application/pdf"));
        assert_eq!((file.sha256.len(), file.bytes), (64, 51));
        assert_eq!(read_file(JPEG, "").expect("a photo").name, "file.jpg");
        assert_eq!(read_file(JPEG, "../../etc/passwd").expect("a photo").name, "passwd.jpg");
    }

    #[test]
    fn what_is_not_what_it_says_is_refused() {
        let wrong = TalkRefusal::FileWrongKind;
        let cases: [(&[u8], &str, TalkRefusal); 8] = [
            (b"", "a.pdf", TalkRefusal::FileMissing),
            (b"MZ\x90\x00", "photo.jpg", wrong),
            (b"<svg onload=alert(1)>", "a.svg", wrong),
            (b"PK\x03\x04", "a.docx", wrong),
            (PDF, "photo.jpg", wrong),
            (PDF, "invoice.pdf.exe", wrong),
            (&PDF[..20], "a.pdf", TalkRefusal::FileBroken),
            (b"%PDF-1.4 /JavaScript (x) %%EOF", "a.pdf", TalkRefusal::FileBroken),
        ];
        for (sent, name, refusal) in cases {
            assert_eq!(read_file(sent, name), Err(refusal), "{name}");
        }
        let large = vec![0xff; FILE_MOST_BYTES + 1];
        assert_eq!(read_file(&large, "a"), Err(TalkRefusal::FileTooLarge { most: 8 }));
    }

    #[test]
    fn a_name_cannot_turn_or_leave_its_line() {
        let file = read_file(PDF, "in\u{202e}fdp.\r\nX: y\".pdf").expect("a paper");
        assert_eq!(file.name, "infdp.X y.pdf");
    }
}
