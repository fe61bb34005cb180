//! The tree as the laws see it: paths below the workspace's root, and texts.

use super::tokens::Code;
use anyhow::Context;
use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// Folders that are made by tools or hold a running market: no law looks into them.
const UNSEEN: &[&str] = &[".git", "target", "node_modules", "jishi-data"];

/// Files with these endings are texts that laws read.
const TEXTS: &[&str] =
    &["rs", "toml", "md", "sql", "ftl", "txt", "css", "js", "html", "json", "yml", "yaml", "sh"];

/// One place where the tree does what a law forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Breach {
    place: String,
    why: String,
}

impl Breach {
    pub(crate) fn at(path: &str, line: usize, why: impl Into<String>) -> Self {
        Self { place: format!("{path}:{line}"), why: why.into() }
    }

    pub(crate) fn of(path: &str, why: impl Into<String>) -> Self {
        Self { place: path.to_owned(), why: why.into() }
    }

    pub(crate) fn is_in(&self, path: &str) -> bool {
        self.place.starts_with(path)
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

/// One text file.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    code: OnceLock<Code>,
}

impl Source {
    fn new(path: String, text: String) -> Self {
        Self { path, text, code: OnceLock::new() }
    }

    /// Its tokens, read once.
    pub(crate) fn code(&self) -> &Code {
        self.code.get_or_init(|| Code::read(&self.text, self.is_for_tests()))
    }

    /// The crate whose folder it lies in: `crates/deal/src/model.rs` lies in `deal`.
    pub(crate) fn krate(&self) -> Option<&str> {
        match self.path.split('/').collect::<Vec<_>>().as_slice() {
            ["crates", name, _, ..] => Some(name),
            ["app", _, ..] => Some("app"),
            _ => None,
        }
    }

    /// Its path inside the crate's folder.
    pub(crate) fn inside(&self) -> &str {
        let skip = if self.path.starts_with("crates/") { 2 } else { 1 };
        self.path.splitn(skip + 1, '/').last().unwrap_or_default()
    }

    /// The room of a domain that it belongs to: the first name below `src`.
    pub(crate) fn room(&self) -> Option<&str> {
        let first = self.inside().strip_prefix("src/")?.split('/').next()?;
        Some(first.strip_suffix(".rs").unwrap_or(first))
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Code of the product: in a crate or the app, and not only for tests.
    pub(crate) fn is_product(&self) -> bool {
        self.is_rust() && self.krate().is_some() && !self.is_for_tests()
    }

    /// A file that is compiled for tests alone.
    pub(crate) fn is_for_tests(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.starts_with("crates/testkit/")
            || self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
    }
}

/// All texts of the workspace, or of a sample.
pub(crate) struct Tree {
    pub(crate) sources: Vec<Source>,
}

impl Tree {
    /// A made-up tree, to show that a law can fail.
    pub(crate) fn sample(files: &[(&str, &str)]) -> Self {
        let sources = files.iter().map(|(path, text)| Source::new((*path).into(), (*text).into()));
        Self { sources: sources.collect() }
    }

    /// The tree that this test was built from.
    pub(crate) fn workspace() -> anyhow::Result<Self> {
        let root =
            Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("tests lies in a root")?;
        let mut sources = Vec::new();
        gather(root, root, &mut sources)?;
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { sources })
    }

    pub(crate) fn file(&self, path: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.path == path)
    }

    /// The Rust files of the product, tests apart.
    pub(crate) fn product(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(|source| source.is_product())
    }

    pub(crate) fn rust(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(|source| source.is_rust())
    }

    /// The crates under `crates/`, by the name of their folder.
    pub(crate) fn crates(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.sources.iter().filter_map(Source::krate).collect();
        names.retain(|name| *name != "app");
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The files of one crate.
    pub(crate) fn of<'a>(&'a self, krate: &'a str) -> impl Iterator<Item = &'a Source> {
        self.sources.iter().filter(move |source| source.krate() == Some(krate))
    }
}

fn gather(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !UNSEEN.contains(&name.as_str()) {
                gather(root, &path, sources)?;
            }
        } else if is_text(&path) {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let below = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            sources.push(Source::new(below, text));
        }
    }
    Ok(())
}

fn is_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| TEXTS.contains(&ending)) || path.ends_with(".ci/run")
}
