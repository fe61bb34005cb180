//! camt.052, camt.053 and camt.054, .02 and later: they differ in wrappers alone.

use super::field::{Field, amount_of, reference};
use super::{MOST_ENTRIES, parents};
use crate::account::{is_bic, is_cnaps};
use crate::fault::{Fault, Faults, What};
use crate::model::{
    AccountFile, Entry, LONGEST_LINE, Party, Statement, StatementKind, Status, Transaction,
};
use crate::xml::{Node, path_of};
use kernel::text::is_unprintable;
use kernel::{Currency, Money};

/// A statement in the making.
#[derive(Default)]
pub(super) struct Statements {
    message_id: String,
    statements: Vec<Statement>,
    entries: Vec<Entry>,
    transactions: Vec<Transaction>,
    count: usize,
}

impl Statements {
    pub(super) fn file(self, name: String) -> AccountFile {
        AccountFile { name, message_id: self.message_id, statements: self.statements }
    }

    pub(super) fn end(
        &mut self,
        above: &[Node],
        node: Node,
        faults: &mut Faults,
    ) -> Result<Option<Node>, What> {
        let mut field = Field { above, node: &node, faults };
        match (parents(above), node.name.as_str()) {
            ((_, "Document"), "GrpHdr") => {
                self.message_id = field.must(&["MsgId"]).unwrap_or_default().to_owned();
            }
            (("NtryDtls", "Ntry"), "TxDtls") => {
                self.count()?;
                self.transactions.push(transaction(&mut field));
            }
            (("Stmt" | "Rpt" | "Ntfctn", _), "Ntry") => {
                self.count()?;
                let transactions = std::mem::take(&mut self.transactions);
                self.entries.extend(entry(&mut field, transactions));
            }
            ((_, "Document"), "Stmt" | "Rpt" | "Ntfctn") => {
                let entries = std::mem::take(&mut self.entries);
                self.statements.extend(statement(&mut field, entries));
            }
            _ => return Ok(Some(node)),
        }
        Ok(None)
    }

    fn count(&mut self) -> Result<(), What> {
        self.count += 1;
        if self.count > MOST_ENTRIES { Err(What::TooMany) } else { Ok(()) }
    }
}

fn statement(field: &mut Field<'_>, entries: Vec<Entry>) -> Option<Statement> {
    let node = field.node;
    let kind = match node.name.as_str() {
        "Rpt" => StatementKind::Report,
        "Stmt" => StatementKind::Statement,
        _ => StatementKind::Notification,
    };
    let id = field.must(&["Id"])?.to_owned();
    let account = field.must(&["Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id"])?;
    let account = plain(account);
    let balances = balances(field);
    let told = node.text(&["Acct/Ccy"]);
    let own = told.map(Currency::from_code);
    if own == Some(None) {
        field.fault("Acct/Ccy", What::UnknownCurrency);
    }
    let first = entries.first().map(|entry| entry.amount.currency);
    let of_balance = balances.first().map(|balance| balance.amount.currency);
    let currency = own.flatten().or(of_balance).or(first);
    let (opening, closing) = (opening(&balances), closing(&balances));
    let end = field.date(&["FrToDt/ToDtTm", "FrToDt/ToDt", "CreDtTm"]);
    let page_of = ["StmtPgntn", "RptPgntn", "NtfctnPgntn"];
    let page = page_of.iter().find_map(|name| {
        let number = field.number(&format!("{name}/PgNb"))?;
        Some((number, field.node.text(&[&format!("{name}/LastPgInd")]) == Some("true")))
    });
    let statement = Statement {
        kind,
        line: node.line,
        id,
        sequence: field.number("ElctrncSeqNb").or_else(|| field.number("LglSeqNb")),
        page,
        account,
        currency,
        day: closing.and_then(|balance| balance.on).or(end),
        opening: opening.map(|balance| balance.amount),
        closing: closing.map(|balance| balance.amount),
        entries,
    };
    check(field, &statement);
    Some(statement)
}

/// One currency, and balances that the entries explain.
fn check(field: &mut Field<'_>, statement: &Statement) {
    let amounts = statement.entries.iter().map(|entry| (entry.line, entry.amount));
    let others: Vec<u64> = amounts
        .filter(|(_, amount)| Some(amount.currency) != statement.currency)
        .map(|(line, _)| line)
        .collect();
    for line in others {
        let path = format!("{}/Ntry/Amt", path_of(field.above, field.node));
        field.faults.add(Fault { line, path, what: What::OtherCurrency });
    }
    let (Some(opening), Some(closing)) = (statement.opening, statement.closing) else {
        if statement.kind == StatementKind::Statement {
            field.fault("Bal", What::Missing);
        }
        return;
    };
    let adds_up = opening.currency == closing.currency
        && opening.minor.checked_add(statement.booked_minor()) == Some(closing.minor);
    if statement.kind == StatementKind::Statement && !adds_up {
        field.fault("Bal", What::BalanceDiffers);
    }
}

struct Balance {
    code: String,
    amount: Money,
    on: Option<jiff::civil::Date>,
}

fn balances(field: &mut Field<'_>) -> Vec<Balance> {
    let above: &[Node] = field.above;
    let mut found = Vec::new();
    for node in field.node.all("Bal") {
        let mut field = Field { above, node, faults: &mut *field.faults };
        let code = node.text(&["Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Cd"]);
        let (amount, sign) = (field.amount("Amt"), field.sign("CdtDbtInd"));
        let on = field.date(&["Dt/Dt", "Dt/DtTm"]);
        match (code, amount, sign) {
            (Some(code), Some(amount), Some(sign)) => {
                let amount = Money::new(amount.minor * sign, amount.currency);
                found.push(Balance { code: code.to_owned(), amount, on });
            }
            (_, None, _) if node.at("Amt").is_none() => field.fault("Amt", What::Missing),
            (_, _, None) if node.at("CdtDbtInd").is_none() => {
                field.fault("CdtDbtInd", What::Missing);
            }
            _ => {}
        }
    }
    found
}

/// The booked balance before: opening, else the last closing, else the page's first.
fn opening(balances: &[Balance]) -> Option<&Balance> {
    let of = |code: &str| balances.iter().find(|balance| balance.code == code);
    of("OPBD").or_else(|| of("PRCD")).or_else(|| of("ITBD"))
}

/// The booked balance after: closing, else the page's last.
fn closing(balances: &[Balance]) -> Option<&Balance> {
    let of = |code: &str| balances.iter().rev().find(|balance| balance.code == code);
    of("CLBD").or_else(|| of("ITBD"))
}

fn entry(field: &mut Field<'_>, mut transactions: Vec<Transaction>) -> Option<Entry> {
    let node = field.node;
    field.must(&["Amt"]);
    field.must(&["CdtDbtInd"]);
    let (amount, sign) = (field.amount("Amt"), field.sign("CdtDbtInd"));
    let status = status(field);
    let booked_on = field.date(&["BookgDt/Dt", "BookgDt/DtTm"]);
    let value_on = field.date(&["ValDt/Dt", "ValDt/DtTm"]);
    let charges = charges(field);
    let (amount, sign, status) = (amount?, sign?, status?);
    let amount = Money::new(amount.minor * sign, amount.currency);
    let adds_up = sign_parts(amount, &mut transactions);
    Some(Entry {
        line: node.line,
        amount,
        status,
        is_reversal: matches!(node.text(&["RvslInd"]), Some("true" | "1")),
        booked_on,
        value_on,
        bank_reference: reference(node, &["AcctSvcrRef"]),
        entry_reference: node.string(&["NtryRef"]),
        code: code_of(node),
        charges,
        text: node.string(&["AddtlNtryInf"]).unwrap_or_default(),
        batch_id: reference(node, &["NtryDtls/Btch/PmtInfId", "NtryDtls/Btch/MsgId"]),
        transactions,
        adds_up,
    })
}

/// A single part is the whole entry, whatever it tells of itself: what was booked is the entry.
/// Several must add up in the entry's currency. Parts of older versions have no sign of their own.
fn sign_parts(amount: Money, parts: &mut [Transaction]) -> bool {
    if let [only] = parts {
        only.amount = Some(amount);
        return true;
    }
    for part in parts.iter_mut().filter(|part| !part.has_sign) {
        let turn = |own: Money| Money::new(own.minor * amount.minor.signum(), own.currency);
        part.amount = part.amount.map(turn);
    }
    let own = |part: &Transaction| part.amount.filter(|own| own.currency == amount.currency);
    let told: Option<Vec<i64>> = parts.iter().map(|part| Some(own(part)?.minor)).collect();
    let sum = told.map(|minors| minors.iter().sum());
    parts.is_empty() || sum == Some(amount.minor)
}

fn status(field: &mut Field<'_>) -> Option<Status> {
    match field.must(&["Sts/Cd", "Sts/Prtry", "Sts"])? {
        "BOOK" => Some(Status::Booked),
        "PDNG" | "FUTR" => Some(Status::Pending),
        "INFO" => Some(Status::Told),
        _ => {
            field.fault("Sts", What::UnknownWord);
            None
        }
    }
}

fn code_of(node: &Node) -> String {
    let part = |path: &str| node.text(&[path]);
    let domain =
        [part("BkTxCd/Domn/Cd"), part("BkTxCd/Domn/Fmly/Cd"), part("BkTxCd/Domn/Fmly/SubFmlyCd")];
    let parts: Vec<&str> = domain.into_iter().flatten().collect();
    match parts.is_empty() {
        true => node.string(&["BkTxCd/Prtry/Cd"]).unwrap_or_default(),
        false => parts.join("/"),
    }
}

/// What was taken on the way, below nothing: each record, or the total where there are none.
fn charges(field: &mut Field<'_>) -> Vec<Money> {
    let above: &[Node] = field.above;
    let mut found = Vec::new();
    for node in field.node.all("Chrgs") {
        let records: Vec<&Node> = node.all("Rcrd").collect();
        let whole = if records.is_empty() { vec![node] } else { records };
        for record in whole {
            let mut field = Field { above, node: record, faults: &mut *field.faults };
            let total = field.amount("Amt").or_else(|| field.amount("TtlChrgsAndTaxAmt"));
            let sign = field.sign("CdtDbtInd").unwrap_or(-1);
            found.extend(total.map(|money| Money::new(money.minor * sign, money.currency)));
        }
    }
    found.retain(|money| money.minor != 0);
    found
}

fn transaction(field: &mut Field<'_>) -> Transaction {
    let node = field.node;
    let sign = field.sign("CdtDbtInd");
    let amount = field.amount("Amt").or_else(|| field.amount("AmtDtls/TxAmt/Amt"));
    let amount = amount.map(|money| Money::new(money.minor * sign.unwrap_or(1), money.currency));
    let instructed = node.at("AmtDtls/InstdAmt/Amt").and_then(|node| amount_of(node).ok());
    let party = |side: &str| Party {
        name: node.words(
            &[&format!("RltdPties/{side}/Pty/Nm"), &format!("RltdPties/{side}/Nm")],
            LONGEST_LINE,
        ),
        account: reference(
            node,
            &[
                &format!("RltdPties/{side}Acct/Id/IBAN"),
                &format!("RltdPties/{side}Acct/Id/Othr/Id"),
            ],
        )
        .map(|account| plain(&account)),
        bank: bank(node, side),
    };
    let lines = node.at("RmtInf").map(|node| node.all("Ustrd").map(|line| line.text.trim()));
    Transaction {
        line: node.line,
        amount,
        has_sign: sign.is_some(),
        instructed,
        charges: charges(field),
        end_to_end: reference(node, &["Refs/EndToEndId"]),
        instruction_id: reference(node, &["Refs/InstrId"]),
        batch_id: reference(node, &["Refs/PmtInfId", "Refs/MsgId"]),
        bank_reference: reference(node, &["Refs/AcctSvcrRef"]),
        creditor_reference: node.string(&["RmtInf/Strd/CdtrRefInf/Ref"]),
        remittance: lines.map(|lines| lines.collect::<Vec<_>>().join(" ")).unwrap_or_default(),
        debtor: party("Dbtr"),
        creditor: party("Cdtr"),
        return_reason: node.string(&["RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry"]),
    }
}

/// A side's bank, where it is named as an order can name it.
fn bank(node: &Node, side: &str) -> Option<String> {
    let agent = format!("RltdAgts/{side}Agt/FinInstnId");
    let bic = node.string(&[&format!("{agent}/BICFI"), &format!("{agent}/BIC")]);
    let member = || node.string(&[&format!("{agent}/ClrSysMmbId/MmbId")]);
    bic.filter(|bic| is_bic(bic)).or_else(|| member().filter(|code| is_cnaps(code)))
}

fn plain(account: &str) -> String {
    account.chars().filter(|&sign| !sign.is_whitespace() && !is_unprintable(sign)).collect()
}
