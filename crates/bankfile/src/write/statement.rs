//! camt.053 and camt.054, as a played bank tells its books.

use super::order::bank;
use super::text::{Text, Unwritable, size};
use crate::model::{
    AccountFile, Entry, LONGEST_LINE, Statement, StatementKind, Status, Transaction,
};
use jiff::civil::Date;
use kernel::{Money, Timestamp};

/// Which version is written; all three are in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementVersion {
    /// `.02`: no amount of a part but in its details.
    V02,
    /// `.04`: charges in records.
    V04,
    /// `.08`: parties in a wrapper, the state in another.
    V08,
}

impl StatementVersion {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::V02, Self::V04, Self::V08];

    const fn digits(self) -> &'static str {
        match self {
            Self::V02 => "02",
            Self::V04 => "04",
            Self::V08 => "08",
        }
    }
}

/// Writes the statements, or the notifications, of a file. All are of its first one's kind.
pub fn write_statement(
    file: &AccountFile,
    at: Timestamp,
    version: StatementVersion,
) -> Result<String, Unwritable> {
    let kind = file.statements.first().map_or(StatementKind::Statement, |first| first.kind);
    let (number, root, element) = match kind {
        StatementKind::Report => ("052", "BkToCstmrAcctRpt", "Rpt"),
        StatementKind::Statement => ("053", "BkToCstmrStmt", "Stmt"),
        StatementKind::Notification => ("054", "BkToCstmrDbtCdtNtfctn", "Ntfctn"),
    };
    let name = format!("camt.{number}.001.{}", version.digits());
    let mut text = Text::begin(&name, root);
    text.inside(&["GrpHdr"], |text| {
        text.id("MsgId", &file.message_id);
        text.id("CreDtTm", &at.to_string());
    });
    for statement in &file.statements {
        text.inside(&[element], |text| write_one(text, statement, at, version));
    }
    text.end()
}

fn write_one(text: &mut Text, own: &Statement, at: Timestamp, version: StatementVersion) {
    text.id("Id", &own.id);
    text.maybe("ElctrncSeqNb", own.sequence.map(|nth| nth.to_string()).as_deref(), 18);
    text.id("CreDtTm", &at.to_string());
    text.inside(&["Acct"], |text| {
        text.inside(&["Id"], |text| text.number(&own.account));
        text.maybe("Ccy", own.currency.map(|currency| currency.code()), 3);
    });
    let day = own.day.map(|day| day.to_string()).unwrap_or_default();
    for (code, balance) in [("OPBD", own.opening), ("CLBD", own.closing)] {
        let Some(balance) = balance else { continue };
        text.inside(&["Bal"], |text| {
            text.inside(&["Tp", "CdOrPrtry"], |text| text.id("Cd", code));
            text.amount("Amt", balance);
            text.sign(balance);
            text.inside(&["Dt"], |text| text.id("Dt", &day));
        });
    }
    for entry in &own.entries {
        text.inside(&["Ntry"], |text| write_entry(text, entry, version));
    }
}

fn write_entry(text: &mut Text, entry: &Entry, version: StatementVersion) {
    text.maybe("NtryRef", entry.entry_reference.as_deref(), 35);
    text.amount("Amt", entry.amount);
    text.sign(entry.amount);
    if entry.is_reversal {
        text.id("RvslInd", "true");
    }
    let state = match entry.status {
        Status::Booked => "BOOK",
        Status::Pending => "PDNG",
        Status::Told => "INFO",
    };
    match version {
        StatementVersion::V08 => text.inside(&["Sts"], |text| text.id("Cd", state)),
        _ => text.id("Sts", state),
    }
    let day = |text: &mut Text, name, day: Option<Date>| {
        if let Some(day) = day {
            text.inside(&[name], |text| text.id("Dt", &day.to_string()));
        }
    };
    day(text, "BookgDt", entry.booked_on);
    day(text, "ValDt", entry.value_on);
    text.maybe("AcctSvcrRef", entry.bank_reference.as_deref(), 35);
    text.inside(&["BkTxCd", "Prtry"], |text| text.id("Cd", &entry.code));
    charges(text, &entry.charges, version);
    if !entry.transactions.is_empty() || entry.batch_id.is_some() {
        text.inside(&["NtryDtls"], |text| {
            if let Some(batch) = &entry.batch_id {
                text.inside(&["Btch"], |text| text.id("PmtInfId", batch));
            }
            for part in &entry.transactions {
                text.inside(&["TxDtls"], |text| write_part(text, part, version));
            }
        });
    }
    text.maybe("AddtlNtryInf", Some(entry.text.as_str()).filter(|own| !own.is_empty()), 500);
}

fn charges(text: &mut Text, charges: &[Money], version: StatementVersion) {
    if charges.is_empty() {
        return;
    }
    let one = |text: &mut Text, charge: &Money| {
        text.amount("Amt", *charge);
        text.sign(*charge);
    };
    match version {
        StatementVersion::V02 => {
            charges.iter().for_each(|own| text.inside(&["Chrgs"], |text| one(text, own)));
        }
        _ => text.inside(&["Chrgs"], |text| {
            charges.iter().for_each(|own| text.inside(&["Rcrd"], |text| one(text, own)));
        }),
    }
}

fn write_part(text: &mut Text, part: &Transaction, version: StatementVersion) {
    text.inside(&["Refs"], |text| {
        text.maybe("AcctSvcrRef", part.bank_reference.as_deref(), 35);
        text.maybe("PmtInfId", part.batch_id.as_deref(), 35);
        text.maybe("InstrId", part.instruction_id.as_deref(), 35);
        text.id("EndToEndId", part.end_to_end.as_deref().unwrap_or("NOTPROVIDED"));
    });
    if let Some(amount) = part.amount {
        if version != StatementVersion::V02 {
            text.amount("Amt", amount);
            text.sign(amount);
        }
        text.inside(&["AmtDtls"], |text| {
            if let Some(instructed) = part.instructed {
                text.inside(&["InstdAmt"], |text| text.amount("Amt", instructed));
            }
            text.inside(&["TxAmt"], |text| text.amount("Amt", size(amount)));
        });
    }
    charges(text, &part.charges, version);
    let sides = [("Dbtr", "DbtrAcct", &part.debtor), ("Cdtr", "CdtrAcct", &part.creditor)];
    if sides.iter().any(|(_, _, party)| party.name.is_some() || party.account.is_some()) {
        text.inside(&["RltdPties"], |text| {
            for (side, account, party) in sides {
                if let Some(name) = &party.name {
                    let path: &[&'static str] = match version {
                        StatementVersion::V08 => &[side, "Pty"],
                        _ => &[side],
                    };
                    text.inside(path, |text| text.line("Nm", name, LONGEST_LINE));
                }
                if let Some(number) = &party.account {
                    text.account(account, number);
                }
            }
        });
    }
    let banks = [("DbtrAgt", &part.debtor.bank), ("CdtrAgt", &part.creditor.bank)];
    if banks.iter().any(|(_, code)| code.is_some()) {
        let bic = if version == StatementVersion::V02 { "BIC" } else { "BICFI" };
        text.inside(&["RltdAgts"], |text| {
            for (agent, code) in banks {
                let Some(code) = code else { continue };
                text.inside(&[agent, "FinInstnId"], |text| bank(text, code, bic));
            }
        });
    }
    if !part.remittance.is_empty() || part.creditor_reference.is_some() {
        text.inside(&["RmtInf"], |text| {
            let line = Some(part.remittance.as_str()).filter(|line| !line.is_empty());
            text.maybe("Ustrd", line, LONGEST_LINE);
            if let Some(reference) = &part.creditor_reference {
                text.inside(&["Strd", "CdtrRefInf"], |text| text.id("Ref", reference));
            }
        });
    }
    if let Some(reason) = &part.return_reason {
        text.inside(&["RtrInf", "Rsn"], |text| text.line("Cd", reason, 4));
    }
}
