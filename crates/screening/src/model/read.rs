//! Reading the United Nations Security Council's consolidated list, as XML.

use super::country::code_of;
use super::list::{Birth, Entry, ListedKind, ListedName, NewList, Quality};
use bankfile::xml::{Form, Node, Taker, decode, path_of, walk};
use bankfile::{Fault, Faults, What};

/// The largest file; the true one has some 2 MB.
pub const MOST_BYTES: usize = 64 << 20;
/// Entries of a list; the true one has some 1,000.
const MOST_ENTRIES: usize = 50_000;
/// Names of one entry; the most that is known has some 30.
const MOST_NAMES: usize = 200;

const FORM: Form = Form { root: "CONSOLIDATED_LIST", is_bound: false, attribute: "dateGenerated" };

/// Reads a list whole, or tells all that is wrong with it.
pub fn read_list(bytes: &[u8]) -> Result<NewList, Faults> {
    let whole = |what| Faults::one(Fault { line: 1, path: FORM.root.to_owned(), what });
    if bytes.len() > MOST_BYTES {
        return Err(whole(What::TooLarge));
    }
    let text = decode(bytes).ok_or_else(|| whole(What::Encoding))?;
    let mut reader = Reader::default();
    if let Err(fault) = walk(&text, FORM, &mut reader) {
        reader.faults.add(fault);
    }
    let Reader { made_on, entries, mut faults } = reader;
    let mut codes: Vec<&str> = entries.iter().map(|entry| entry.code.as_str()).collect();
    codes.sort_unstable();
    if faults.count == 0 && (entries.is_empty() || codes.windows(2).any(|two| two[0] == two[1])) {
        faults.add(Fault { line: 1, path: "DATAID".to_owned(), what: What::Missing });
    }
    let Some(made_on) = made_on.filter(|_| faults.count == 0) else {
        if faults.count == 0 {
            let path = format!("{}/@{}", FORM.root, FORM.attribute);
            faults.add(Fault { line: 1, path, what: What::NotADate });
        }
        return Err(faults);
    };
    Ok(NewList { made_on, entries })
}

#[derive(Default)]
struct Reader {
    made_on: Option<String>,
    entries: Vec<Entry>,
    faults: Faults,
}

impl Taker for Reader {
    fn begin(&mut self, _: &str) -> Result<(), What> {
        Ok(())
    }

    fn end(&mut self, above: &[Node], node: Node) -> Result<Option<Node>, What> {
        if self.made_on.is_none() {
            let told = above.first().and_then(|root| root.attribute.as_deref());
            self.made_on =
                told.and_then(|told| told.get(..10)).filter(|d| is_date(d)).map(str::to_owned);
        }
        let kind = match node.name.as_str() {
            "INDIVIDUAL" => ListedKind::Individual,
            "ENTITY" => ListedKind::Entity,
            _ => return Ok(Some(node)),
        };
        if self.entries.len() >= MOST_ENTRIES {
            return Err(What::TooMany);
        }
        let mut found = Vec::new();
        let entry = entry(&node, kind, &mut found);
        for (path, line, what) in found {
            self.faults.add(Fault {
                line,
                path: format!("{}/{path}", path_of(above, &node)),
                what,
            });
        }
        self.entries.extend(entry);
        Ok(None)
    }
}

fn is_date(told: &str) -> bool {
    told.parse::<jiff::civil::Date>().is_ok()
}

type Wrong = Vec<(String, u64, What)>;

fn must(node: &Node, name: &str, wrong: &mut Wrong) -> Option<String> {
    let told = node.string(&[name]);
    if told.is_none() {
        wrong.push((name.to_owned(), node.line, What::Missing));
    }
    told
}

fn entry(node: &Node, kind: ListedKind, wrong: &mut Wrong) -> Option<Entry> {
    let code = must(node, "DATAID", wrong);
    let reference = must(node, "REFERENCE_NUMBER", wrong);
    let first = must(node, "FIRST_NAME", wrong);
    let listed_on = date(node, "LISTED_ON", wrong);
    let names = names(node, kind, first);
    if names.len() > MOST_NAMES {
        wrong.push(("ALIAS".to_owned(), node.line, What::TooMany));
    }
    let births = births(node, wrong);
    if !wrong.is_empty() {
        return None;
    }
    let updated = node.at("LAST_DAY_UPDATED").map(|all| all.all("VALUE"));
    let updated = updated.into_iter().flatten().map(|value| value.text.trim().to_owned()).max();
    Some(Entry {
        code: code?,
        kind,
        reference: reference?,
        names,
        countries: countries(node),
        births,
        listed_on: listed_on?,
        updated_on: updated.unwrap_or_default(),
    })
}

fn date(node: &Node, name: &str, wrong: &mut Wrong) -> Option<String> {
    let told = must(node, name, wrong)?;
    let day = told.get(..10).filter(|day| is_date(day)).map(str::to_owned);
    if day.is_none() {
        let line = node.at(name).map_or(node.line, |at| at.line);
        wrong.push((name.to_owned(), line, What::NotADate));
    }
    day
}

fn names(node: &Node, kind: ListedKind, first: Option<String>) -> Vec<ListedName> {
    let others = ["SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];
    let others = others.iter().filter_map(|name| node.string(&[name]));
    let whole = first.into_iter().chain(others).collect::<Vec<String>>().join(" ");
    let mut names = vec![ListedName { text: whole, quality: Quality::Name }];
    let script = node.string(&["NAME_ORIGINAL_SCRIPT"]);
    names.extend(script.map(|text| ListedName { text, quality: Quality::Script }));
    let alias = match kind {
        ListedKind::Individual => "INDIVIDUAL_ALIAS",
        ListedKind::Entity => "ENTITY_ALIAS",
    };
    for alias in node.all(alias) {
        let is_low = alias.text(&["QUALITY"]).is_some_and(|told| told.eq_ignore_ascii_case("low"));
        let quality = if is_low { Quality::Low } else { Quality::Good };
        // Lists write several aliases into one, parted by semicolons.
        let told = alias.text(&["ALIAS_NAME"]).unwrap_or_default().split(';');
        let told = told.map(str::trim).filter(|text| !text.is_empty());
        names.extend(told.map(|text| ListedName { text: text.to_owned(), quality }));
    }
    names.retain(|name| !name.text.is_empty());
    names
}

fn countries(node: &Node) -> Vec<String> {
    let nationality = node.all("NATIONALITY").flat_map(|all| all.all("VALUE"));
    let address = node.all("INDIVIDUAL_ADDRESS").chain(node.all("ENTITY_ADDRESS"));
    let address = address.flat_map(|all| all.all("COUNTRY"));
    let told = nationality.chain(address).filter_map(|value| code_of(&value.text));
    let mut codes: Vec<String> = told.map(str::to_owned).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn births(node: &Node, wrong: &mut Wrong) -> Vec<Birth> {
    let mut births = Vec::new();
    for told in node.all("INDIVIDUAL_DATE_OF_BIRTH") {
        let year = |name: &str| told.text(&[name]).map(str::parse::<i64>);
        let birth = match (told.text(&["DATE"]), year("YEAR"), year("FROM_YEAR"), year("TO_YEAR")) {
            (Some(day), ..) => {
                match day.get(..10).and_then(|d| d.parse::<jiff::civil::Date>().ok()) {
                    Some(day) => Some(Birth {
                        from: day.year().into(),
                        to: day.year().into(),
                        day: Some((day.month().into(), day.day().into())),
                    }),
                    None => {
                        wrong.push((
                            "INDIVIDUAL_DATE_OF_BIRTH/DATE".to_owned(),
                            told.line,
                            What::NotADate,
                        ));
                        None
                    }
                }
            }
            (None, Some(Ok(year)), ..) => Some(Birth { from: year, to: year, day: None }),
            (None, None, Some(Ok(from)), Some(Ok(to))) => Some(Birth { from, to, day: None }),
            (None, None, None, None) => None,
            _ => {
                wrong.push(("INDIVIDUAL_DATE_OF_BIRTH".to_owned(), told.line, What::NotANumber));
                None
            }
        };
        births.extend(birth);
    }
    births
}
