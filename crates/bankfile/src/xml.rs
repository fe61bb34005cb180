//! XML read once from front to back: small trees are handed over as soon as they end. No DTD, no
//! entities of the file's own, and a bound to everything.

use crate::fault::{Fault, What};
use encoding_rs::{Encoding, UTF_8};
use kernel::text::is_unprintable;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};
use std::borrow::Cow;

/// Elements in each other: camt has a dozen, an envelope some more.
const MOST_DEEP: usize = 40;
/// Elements that are kept at one time: one entry has some 60, a statement's head as many.
const MOST_KEPT: usize = 20_000;
/// Bytes of one element's text: the longest of the standard has 2,000.
const LONGEST_TEXT: usize = 8_192;
/// The declaration of the encoding stands in so many bytes.
const HEAD: usize = 256;

/// One element with all in it.
#[derive(Debug, Default)]
pub struct Node {
    /// Its local name.
    pub name: String,
    /// The line it begins in.
    pub line: u64,
    /// The one attribute that is read: `Ccy` of a bank's file.
    pub attribute: Option<String>,
    /// Its text.
    pub text: String,
    /// The elements in it that were not handed over.
    pub children: Vec<Node>,
    /// How many of this name came before it in its parent, with those handed over.
    pub nth: usize,
    /// The names of children so far, with those handed over.
    pub(crate) seen: Vec<(String, usize)>,
}

impl Node {
    /// The first element down a path of names such as `Sts/Cd`.
    pub fn at(&self, path: &str) -> Option<&Self> {
        path.split('/')
            .try_fold(self, |node, name| node.children.iter().find(|child| child.name == name))
    }

    /// The children of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text at the first of several paths that has one.
    pub fn text(&self, paths: &[&str]) -> Option<&str> {
        let texts = paths.iter().filter_map(|path| self.at(path));
        texts.map(|node| node.text.trim()).find(|text| !text.is_empty())
    }

    /// The same, owned.
    pub fn string(&self, paths: &[&str]) -> Option<String> {
        self.text(paths).map(str::to_owned)
    }

    /// A name, which somebody may have typed: its words on one line, so many letters and no more,
    /// and nothing that could not be written again.
    pub(crate) fn words(&self, paths: &[&str], most: usize) -> Option<String> {
        let words: Vec<&str> = self.text(paths)?.split_whitespace().collect();
        let line = words.join(" ");
        let plain: String = line.chars().filter(|&c| !is_unprintable(c)).take(most).collect();
        Some(plain.trim().to_owned()).filter(|name| !name.is_empty())
    }

    fn count(&mut self, name: &str) -> usize {
        match self.seen.iter_mut().find(|(seen, _)| seen == name) {
            Some((_, count)) => {
                *count += 1;
                *count - 1
            }
            None => {
                self.seen.push((name.to_owned(), 1));
                0
            }
        }
    }
}

/// Where a node stands: the names down to it, each with its number if it is not the first.
pub fn path_of(above: &[Node], node: &Node) -> String {
    let step = |node: &Node| match node.nth {
        0 => node.name.clone(),
        nth => format!("{}[{}]", node.name, nth + 1),
    };
    let steps: Vec<String> = above.iter().chain([node]).map(step).collect();
    steps.join("/")
}

/// Who takes the elements of a message as they end.
pub trait Taker {
    /// A message of this namespace begins.
    fn begin(&mut self, namespace: &str) -> Result<(), What>;
    /// An element ends; what is given back stays in its parent.
    fn end(&mut self, above: &[Node], node: Node) -> Result<Option<Node>, What>;
}

/// The text of a file in the encoding that it claims.
pub fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => claimed(bytes)?,
    };
    let (text, _, has_faults) = encoding.decode(bytes);
    (!has_faults).then_some(text)
}

fn claimed(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let head = head.trim_start();
    let declaration = head.starts_with("<?xml").then(|| head.split("?>").next()).flatten();
    let Some((_, told)) = declaration.and_then(|line| line.split_once("encoding=")) else {
        return Some(UTF_8);
    };
    let quote = told.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    Encoding::for_label(told[1..].split(quote).next()?.as_bytes())
}

/// What a file's message is called, and how it is known.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// The name of its outermost element.
    pub root: &'static str,
    /// Whether it must say its namespace.
    pub is_bound: bool,
    /// The one attribute that is read.
    pub attribute: &'static str,
}

/// A bank's message of ISO 20022.
pub(crate) const MESSAGE: Form = Form { root: "Document", is_bound: true, attribute: "Ccy" };

/// Reads a file and hands over its message; the first thing that is not XML as wanted ends it.
pub fn walk(text: &str, form: Form, taker: &mut dyn Taker) -> Result<(), Fault> {
    let (stack, outside, kept, messages) = (Vec::new(), 0, 0, 0);
    let mut walk = Walk { text, form, place: 0, line: 1, stack, outside, kept, messages };
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        walk.go_to(before);
        let step = match reader.read_resolved_event() {
            Ok((_, Event::Eof)) => break,
            Ok((namespace, event)) => walk.step(&namespace, &event, taker),
            Err(_) => Err(What::NotXml),
        };
        step.map_err(|what| walk.fault(what))?;
    }
    let is_whole = walk.outside == 0 && walk.stack.is_empty();
    match (is_whole, walk.messages) {
        (true, 1..) => Ok(()),
        (true, _) => Err(walk.fault(What::UnknownMessage)),
        (false, _) => Err(walk.fault(What::NotXml)),
    }
}

struct Walk<'a> {
    text: &'a str,
    form: Form,
    place: usize,
    line: u64,
    /// The open elements of the message.
    stack: Vec<Node>,
    /// Open elements of what lies around it.
    outside: usize,
    kept: usize,
    messages: usize,
}

impl Walk<'_> {
    fn go_to(&mut self, place: usize) {
        let passed = self.text.as_bytes().get(self.place..place).unwrap_or_default();
        let lines = passed.iter().filter(|&&byte| byte == b'\n').count();
        self.line += u64::try_from(lines).unwrap_or(0);
        self.place = place.max(self.place);
    }

    fn fault(&self, what: What) -> Fault {
        let path = match self.stack.split_last() {
            Some((last, above)) => path_of(above, last),
            None => String::from(self.form.root),
        };
        Fault { line: self.line, path, what }
    }

    fn step(
        &mut self,
        namespace: &ResolveResult<'_>,
        event: &Event<'_>,
        taker: &mut dyn Taker,
    ) -> Result<(), What> {
        match event {
            Event::Start(start) => self.start(namespace, start, taker),
            Event::End(_) if self.stack.is_empty() => {
                self.outside = self.outside.saturating_sub(1);
                Ok(())
            }
            Event::End(_) => self.end(taker),
            Event::Text(text) => self.add(&text.xml10_content()),
            Event::CData(text) => self.add(&text.xml10_content()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(letter)) => self.add(letter.encode_utf8(&mut [0; 4])),
                Ok(None) => {
                    let text = resolve_predefined_entity(&entity.xml10_content());
                    self.add(text.ok_or(What::Entity)?)
                }
                Err(_) => Err(What::NotXml),
            },
            Event::DocType(_) => Err(What::Dtd),
            _ => Ok(()),
        }
    }

    fn start(
        &mut self,
        namespace: &ResolveResult<'_>,
        start: &BytesStart<'_>,
        taker: &mut dyn Taker,
    ) -> Result<(), What> {
        let name = start.local_name().into_inner();
        if self.outside + self.stack.len() >= MOST_DEEP {
            return Err(What::TooDeep);
        }
        if self.stack.is_empty() && name != self.form.root {
            self.outside += 1;
            return Ok(());
        }
        if self.stack.is_empty() {
            self.messages += 1;
            if self.messages > 1 {
                return Err(What::TwoMessages);
            }
            match namespace {
                ResolveResult::Bound(namespace) => taker.begin(namespace.into_inner())?,
                _ if self.form.is_bound => return Err(What::UnknownMessage),
                _ => taker.begin("")?,
            }
        }
        self.kept += 1;
        if self.kept > MOST_KEPT {
            return Err(What::TooMany);
        }
        let nth = self.stack.last_mut().map_or(0, |parent| parent.count(name));
        let attribute = attribute_of(start, self.form.attribute)?;
        let (name, line) = (name.to_owned(), self.line);
        self.stack.push(Node { name, line, attribute, nth, ..Node::default() });
        Ok(())
    }

    fn end(&mut self, taker: &mut dyn Taker) -> Result<(), What> {
        let Some(node) = self.stack.pop() else { return Err(What::NotXml) };
        if self.stack.is_empty() {
            self.kept = 0;
            return Ok(());
        }
        let size = size_of(&node);
        match taker.end(&self.stack, node)? {
            Some(node) => {
                if let Some(parent) = self.stack.last_mut() {
                    parent.children.push(node);
                }
            }
            None => self.kept = self.kept.saturating_sub(size),
        }
        Ok(())
    }

    fn add(&mut self, text: &str) -> Result<(), What> {
        let Some(node) = self.stack.last_mut() else { return Ok(()) };
        // The white space between elements is no text.
        if node.text.is_empty() && text.trim().is_empty() {
            return Ok(());
        }
        node.text.push_str(text);
        if node.text.len() > LONGEST_TEXT { Err(What::TextTooLong) } else { Ok(()) }
    }
}

fn size_of(node: &Node) -> usize {
    1 + node.children.iter().map(size_of).sum::<usize>()
}

fn attribute_of(start: &BytesStart<'_>, wanted: &str) -> Result<Option<String>, What> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| What::NotXml)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|_| What::Entity)?;
        if attribute.key.local_name().into_inner() == wanted {
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}
