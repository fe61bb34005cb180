//! The index of firms that each process keeps for itself: those that show themselves, by a page or
//! by what they list.

use crate::events::{FirmPageChanged, FirmShelvesChanged};
use crate::store;
use ::store::{Event, Told, Tx};
use catalog::{Category, seller_tags};
use finding::{Keeper, Things};
use kernel::{Cursor, Firm, Id, Limit, Outcome, Page};
use party::events::FirmChanged;
use search::{Document, Tag};
use std::collections::{BTreeMap, BTreeSet};

/// The index of firms.
pub type FirmFinder = Keeper<Firms>;

/// Firms that show themselves.
pub enum Firms {}

impl Things for Firms {
    const READING: &'static str = "window.index";

    fn touched(_: &mut Tx<'_>, told: &[Told]) -> Outcome<BTreeSet<i64>> {
        let mut ids = BTreeSet::new();
        for told in told {
            let firm = match told.name.as_str() {
                FirmChanged::NAME => told.read::<FirmChanged>()?.firm,
                FirmPageChanged::NAME => told.read::<FirmPageChanged>()?.firm,
                FirmShelvesChanged::NAME => told.read::<FirmShelvesChanged>()?.firm,
                _ => continue,
            };
            ids.insert(firm.raw());
        }
        Ok(ids)
    }

    fn documents(tx: &mut Tx<'_>, ids: &[i64]) -> Outcome<Vec<Document>> {
        let ids: Vec<Id<Firm>> = ids.iter().copied().map(Id::new).collect();
        documents(tx, &ids)
    }

    fn all_after(tx: &mut Tx<'_>, after: Option<Cursor>, limit: Limit) -> Outcome<Page<Document>> {
        let after = Id::new(after.map_or(0, |cursor| cursor.0));
        let firms = party::firms_after(tx, after, limit.ask())?;
        let page = Page::cut(firms, limit, |firm| firm.raw());
        Ok(Page { rows: documents(tx, &page.rows)?, next: page.next })
    }
}

fn documents(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<Document>> {
    let lines = party::trust_lines(tx, firms)?;
    let marks = party::marks(tx, firms)?;
    let names = store::list_other_names(tx, firms)?;
    let shelves = store::list_firm_shelves(tx, firms)?;
    let mut words: BTreeMap<Id<Firm>, String> = BTreeMap::new();
    for (firm, said) in store::list_windows_words(tx, firms)? {
        let text = words.entry(firm).or_default();
        *text += &[said.makes.as_str(), "\n", &said.how, "\n"].concat();
    }
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        let known = marks.get(&line.firm).cloned().unwrap_or_default();
        let (name, on) = (names.get(&line.firm), shelves.get(&line.firm));
        if known.is_hidden || (name.is_none() && on.is_none()) {
            continue;
        }
        let on = on.map(Vec::as_slice).unwrap_or_default();
        let mut tags = seller_tags(&line, &known);
        tags.extend(on.iter().cloned().map(Tag::Shelf));
        let leaves = on.iter().filter_map(|code| Category::find(code));
        // Not the departments' names: a mill of hats makes no socks.
        let leaves = leaves.filter(|category| !category.parent().is_empty());
        found.push(Document {
            id: line.firm.raw().unsigned_abs(),
            owner: line.firm.raw().unsigned_abs(),
            titles: [Some(&line.name), name].into_iter().flatten().cloned().collect(),
            kinds: leaves.flat_map(|category| category.names()).map(str::to_owned).collect(),
            text: words.remove(&line.firm).unwrap_or_default(),
            tags,
            at: line.since.micros().unsigned_abs(),
            ..Document::default()
        });
    }
    Ok(found)
}
