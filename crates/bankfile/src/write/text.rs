//! XML as text, element by element.

use crate::model::LONGEST_ID;
use kernel::Money;
use kernel::text::is_unprintable;
use quick_xml::escape::escape;

/// A text that no message may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unwritable {
    /// The element that would have it.
    pub element: &'static str,
}

/// A message in the making. The first text that cannot stand ends it.
pub(super) struct Text {
    out: String,
    open: Vec<&'static str>,
    bad: Option<Unwritable>,
}

impl Text {
    pub(super) fn begin(name: &str, root: &'static str) -> Self {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.push_str("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:");
        out.push_str(name);
        out.push_str("\">\n");
        let mut text = Self { out, open: Vec::new(), bad: None };
        text.open(root);
        text
    }

    pub(super) fn end(mut self) -> Result<String, Unwritable> {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.push_str("</Document>\n");
        self.bad.map_or(Ok(self.out), Err)
    }

    pub(super) fn open(&mut self, name: &'static str) {
        self.out.push_str(&format!("<{name}>"));
        self.open.push(name);
    }

    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str(&format!("</{name}>\n"));
        }
    }

    /// Elements in each other down a path, with what `body` writes inside the last.
    pub(super) fn inside(&mut self, path: &[&'static str], body: impl FnOnce(&mut Self)) {
        path.iter().for_each(|name| self.open(name));
        body(self);
        path.iter().for_each(|_| self.close());
    }

    /// One element with a text of at most `most` letters.
    pub(super) fn line(&mut self, name: &'static str, text: &str, most: usize) {
        let is_plain = !text.chars().any(is_unprintable);
        let count = text.chars().count();
        if !is_plain || count == 0 || count > most || text.trim() != text {
            self.bad.get_or_insert(Unwritable { element: name });
        }
        self.out.push_str(&format!("<{name}>{}</{name}>\n", escape(text)));
    }

    /// A line that may be missing.
    pub(super) fn maybe(&mut self, name: &'static str, text: Option<&str>, most: usize) {
        if let Some(text) = text {
            self.line(name, text, most);
        }
    }

    pub(super) fn id(&mut self, name: &'static str, text: &str) {
        self.line(name, text, LONGEST_ID);
    }

    /// An amount without its sign.
    pub(super) fn amount(&mut self, name: &'static str, amount: Money) {
        let (code, digits) = (amount.currency.code(), size(amount).plain());
        self.out.push_str(&format!("<{name} Ccy=\"{code}\">{digits}</{name}>\n"));
    }

    /// Its direction.
    pub(super) fn sign(&mut self, amount: Money) {
        let word = if amount.minor < 0 { "DBIT" } else { "CRDT" };
        self.line("CdtDbtInd", word, LONGEST_ID);
    }

    /// An account by its number: an IBAN where it is one.
    pub(super) fn account(&mut self, name: &'static str, number: &str) {
        self.inside(&[name, "Id"], |text| text.number(number));
    }

    pub(super) fn number(&mut self, number: &str) {
        match crate::read_account(number, "") {
            Ok(account) => self.id("IBAN", account.number()),
            Err(_) => self.inside(&["Othr"], |text| text.id("Id", number)),
        }
    }
}

pub(super) const fn size(amount: Money) -> Money {
    if amount.minor < 0 { amount.negated() } else { amount }
}
