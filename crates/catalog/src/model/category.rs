//! Categories: the market's own tree of two levels, in three languages, with the HS codes that
//! belong to each shelf.

use super::CatalogRefusal;
use kernel::Lang;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Columns: code, parent, hs, en, zh-CN, zh-TW. A code never changes its meaning.
const TEXT: &str = include_str!("../../categories.csv");

static TREE: LazyLock<Tree> = LazyLock::new(|| Tree::read(TEXT));

struct Tree {
    all: Vec<Category>,
    by_code: BTreeMap<String, usize>,
}

impl Tree {
    fn read(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows = reader.records().filter_map(Result::ok);
        let all: Vec<Category> = rows.filter_map(|row| Category::read(&row)).collect();
        let by_code = all.iter().enumerate().map(|(nth, one)| (one.code.clone(), nth)).collect();
        Self { all, by_code }
    }
}

/// A shelf of the market, by its stable code: a department, or a leaf in one.
#[derive(Debug, PartialEq, Eq)]
pub struct Category {
    code: String,
    parent: String,
    hs: Vec<String>,
    names: [String; 3],
}

impl Category {
    fn read(row: &csv::StringRecord) -> Option<Self> {
        let cell = |nth: usize| row.get(nth).map(str::to_owned);
        let hs = row.get(2)?.split(';').map(str::to_owned).collect();
        let names = [cell(3)?, cell(4)?, cell(5)?];
        Some(Self { code: cell(0)?, parent: cell(1)?, hs, names })
    }

    /// The category of a code; none if the tree has no such code.
    pub fn find(code: &str) -> Option<&'static Self> {
        TREE.by_code.get(code).and_then(|nth| TREE.all.get(*nth))
    }

    /// Reads a code that somebody typed into `category`; an empty one is no category.
    pub(crate) fn read_code(told: &str) -> Result<Option<String>, CatalogRefusal> {
        let told = told.trim();
        if told.is_empty() {
            return Ok(None);
        }
        let named = || TREE.all.iter().find(|one| one.names.iter().any(|name| name == told));
        let found = Self::find(told).or_else(named).ok_or(CatalogRefusal::CategoryUnknown)?;
        Ok(Some(found.code.clone()))
    }

    /// Every category, each department before its leaves.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        TREE.all.iter()
    }

    /// The departments, in the order of a form's list.
    pub fn departments() -> impl Iterator<Item = &'static Self> {
        Self::all().filter(|one| one.parent.is_empty())
    }

    /// The leaves of a department, in the order of a form's list; a leaf has none.
    pub fn children(&self) -> impl Iterator<Item = &'static Self> {
        Self::all().filter(move |one| one.parent == self.code)
    }

    /// The department and the leaf, from the root; a department alone is its own path.
    pub fn path(&'static self) -> Vec<&'static Self> {
        Self::find(&self.parent).into_iter().chain([self]).collect()
    }

    /// The stable code: `socks`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The department's code; empty for a department.
    pub fn parent(&self) -> &str {
        &self.parent
    }

    /// The name in the language of a page.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.names[0],
            Lang::ZhCn => &self.names[1],
        }
    }

    /// The name in English, simplified and traditional Chinese, for search.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The chapters, headings and subheadings of HS 2022 whose goods stand on this shelf.
    pub fn hs(&self) -> impl Iterator<Item = &str> {
        self.hs.iter().map(String::as_str)
    }

    /// The leaves, and failing them the departments, whose HS codes begin this one, most exact
    /// first.
    pub fn of_hs(code: &str) -> Vec<&'static Self> {
        let fit = |one: &Self| {
            one.hs.iter().filter(|hs| code.starts_with(hs.as_str())).map(String::len).max()
        };
        let mut found: Vec<_> = Self::all().filter_map(|one| Some((fit(one)?, one))).collect();
        found.sort_by_key(|(fit, one)| (std::cmp::Reverse(*fit), one.parent.is_empty()));
        found.into_iter().map(|(_, one)| one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hs::is_known;
    use std::collections::BTreeSet;

    #[test]
    fn every_category_has_a_code_a_place_goods_and_a_name_of_its_own_in_each_language() {
        assert_eq!(Category::all().count(), TEXT.lines().count() - 1, "a line that is no category");
        assert!(Category::departments().count() >= 25 && Category::all().count() >= 225);
        let mut names = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
        let is_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        for one in Category::all() {
            let code = one.code();
            assert!(code.chars().all(is_slug) && !code.is_empty(), "{code}");
            assert!(std::ptr::eq(Category::find(code).expect("itself"), one), "{code} twice");
            let parent = Category::find(one.parent());
            assert_eq!(parent.is_none(), one.parent().is_empty(), "{code} hangs on nothing");
            assert!(parent.is_none_or(|parent| parent.parent().is_empty()), "{code} is too deep");
            assert!(one.hs().all(is_known), "{code}: {:?}", one.hs);
            for (name, seen) in one.names().zip(&mut names) {
                assert!(!name.is_empty() && seen.insert(name), "{code}: {name:?}");
            }
        }
    }

    #[test]
    fn a_category_knows_its_place_and_its_goods() {
        let socks = Category::find("socks").expect("socks");
        let path: Vec<&str> = socks.path().iter().map(|one| one.name(Lang::ZhCn)).collect();
        assert_eq!(path, ["袜子和服饰配件", "袜子"]);
        let parent = Category::find(socks.parent()).expect("its department");
        assert!(parent.children().any(|one| one == socks) && socks.children().next().is_none());
        assert_eq!(Category::of_hs("61159500").first().map(|one| one.code()), Some("socks"));
        assert_eq!(Category::read_code(" 袜子 "), Ok(Some("socks".to_owned())));
        assert_eq!(Category::read_code("sox"), Err(CatalogRefusal::CategoryUnknown));
    }
}
