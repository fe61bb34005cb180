//! Reading a file: which message it is, and its parts as they end.

mod answer;
mod field;
mod order;
mod recall;
mod statement;

use crate::fault::{Fault, Faults, What};
use crate::model::Message;
use crate::xml::{MESSAGE, Node, Taker, decode, walk};
use answer::Answers;
use order::OrderParts;
use recall::{Recalls, Resolutions};
use statement::Statements;

/// The largest file: a day of a hundred thousand payments.
pub const MOST_BYTES: usize = 256 << 20;
/// The most entries and payments of one file.
pub const MOST_ENTRIES: usize = 200_000;

/// Reads a file whole, or tells all that is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Message, Faults> {
    let whole = |what| Faults::one(Fault { line: 1, path: String::from("Document"), what });
    if bytes.len() > MOST_BYTES {
        return Err(whole(What::TooLarge));
    }
    let text = decode(bytes).ok_or_else(|| whole(What::Encoding))?;
    let mut reader = Reader::default();
    if let Err(fault) = walk(&text, MESSAGE, &mut reader) {
        reader.faults.add(fault);
    }
    match reader.parts {
        _ if reader.faults.count > 0 => Err(reader.faults),
        Some(Parts::Account(parts)) => Ok(Message::Account(parts.file(reader.name))),
        Some(Parts::Answer(parts)) => Ok(Message::Answer(parts.file(reader.name))),
        Some(Parts::Order(parts)) => Ok(Message::Order(parts.file(reader.name))),
        Some(Parts::Recall(parts)) => Ok(Message::Recall(parts.file(reader.name))),
        Some(Parts::Resolution(parts)) => Ok(Message::Resolution(parts.file(reader.name))),
        None => Err(whole(What::UnknownMessage)),
    }
}

#[derive(Default)]
struct Reader {
    name: String,
    parts: Option<Parts>,
    faults: Faults,
}

enum Parts {
    Account(Statements),
    Answer(Answers),
    Order(OrderParts),
    Recall(Recalls),
    Resolution(Resolutions),
}

impl Taker for Reader {
    fn begin(&mut self, namespace: &str) -> Result<(), What> {
        let name = message_name(namespace).ok_or(What::UnknownMessage)?;
        self.parts = match name.get(..8) {
            Some("camt.052" | "camt.053" | "camt.054") => {
                Some(Parts::Account(Statements::default()))
            }
            Some("pain.002") => Some(Parts::Answer(Answers::default())),
            Some("pain.001") => Some(Parts::Order(OrderParts::default())),
            Some("camt.056") => Some(Parts::Recall(Recalls::default())),
            Some("camt.029") => Some(Parts::Resolution(Resolutions::default())),
            _ => return Err(What::UnknownMessage),
        };
        name.clone_into(&mut self.name);
        Ok(())
    }

    fn end(&mut self, above: &[Node], node: Node) -> Result<Option<Node>, What> {
        match &mut self.parts {
            Some(Parts::Account(parts)) => parts.end(above, node, &mut self.faults),
            Some(Parts::Answer(parts)) => parts.end(above, node, &mut self.faults),
            Some(Parts::Order(parts)) => parts.end(above, node, &mut self.faults),
            Some(Parts::Recall(parts)) => parts.end(above, node, &mut self.faults),
            Some(Parts::Resolution(parts)) => parts.end(above, node, &mut self.faults),
            None => Err(What::UnknownMessage),
        }
    }
}

/// Such as `camt.053.001.08`, wherever a namespace has it: banks' own schemas put more around it.
fn message_name(namespace: &str) -> Option<&str> {
    const FORM: &[u8; 15] = b"aaaa.000.000.00";
    let fits = |seen: &[u8]| {
        seen.len() == FORM.len()
            && seen.iter().zip(FORM).all(|(seen, form)| match form {
                b'a' => seen.is_ascii_lowercase(),
                b'0' => seen.is_ascii_digit(),
                _ => seen == form,
            })
    };
    let place = namespace.as_bytes().windows(FORM.len()).position(fits)?;
    namespace.get(place..place + FORM.len())
}

/// The names of a node's parent and of its parent.
fn parents(above: &[Node]) -> (&str, &str) {
    let name = |back: usize| above.iter().rev().nth(back).map_or("", |node| node.name.as_str());
    (name(0), name(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_namespace_says_which_message_it_is() {
        let cases = [
            ("urn:iso:std:iso:20022:tech:xsd:camt.053.001.02", Some("camt.053.001.02")),
            (
                "http://www.six-interbank-clearing.com/de/pain.001.001.03.ch.02.xsd",
                Some("pain.001.001.03"),
            ),
            ("urn:swift:xsd:$pain.002.001.02", Some("pain.002.001.02")),
            ("urn:iso:std:iso:20022:tech:xsd:camt.053", None),
            ("", None),
        ];
        for (namespace, name) in cases {
            assert_eq!(message_name(namespace), name, "{namespace}");
        }
    }
}
