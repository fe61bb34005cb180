//! pain.001: payments out, as `.03` or `.09`. They differ in the name of the bank's code and in
//! where the day stands.

use super::text::{Text, Unwritable};
use crate::account::is_bic;
use crate::model::{Credit, LONGEST_ID, LONGEST_LINE};
use jiff::civil::Date;
use kernel::{Money, Timestamp};

/// Which version a bank takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderVersion {
    /// pain.001.001.03.
    V03,
    /// pain.001.001.09.
    V09,
}

impl OrderVersion {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V03, Self::V09];

    /// The message's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V03 => "pain.001.001.03",
            Self::V09 => "pain.001.001.09",
        }
    }

    const fn bic(self) -> &'static str {
        match self {
            Self::V03 => "BIC",
            Self::V09 => "BICFI",
        }
    }
}

/// Whose account pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// As the bank knows them.
    pub name: String,
    /// An IBAN or the bank's own number.
    pub account: String,
    /// The bank (ISO 9362), if its code must be named.
    pub bic: Option<String>,
}

/// One batch of payments, in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orders {
    /// The file's id and the batch's: the same for ever, so that a bank takes it once.
    pub id: String,
    /// When it was made.
    pub at: Timestamp,
    /// The day on which the bank pays.
    pub on: Date,
    /// Whose account pays.
    pub holder: Holder,
    /// All in one currency.
    pub credits: Vec<Credit>,
}

/// Writes orders. The same orders make the same bytes.
pub fn write_orders(orders: &Orders, version: OrderVersion) -> Result<String, Unwritable> {
    let unwritable = Unwritable { element: "CtrlSum" };
    let first = orders.credits.first().ok_or(unwritable)?.amount;
    let mut total = Money::zero(first.currency);
    for credit in &orders.credits {
        total = total.plus(credit.amount).map_err(|_| unwritable)?;
    }
    let count = orders.credits.len().to_string();
    let mut text = Text::begin(version.name(), "CstmrCdtTrfInitn");
    text.inside(&["GrpHdr"], |text| {
        text.id("MsgId", &orders.id);
        text.id("CreDtTm", &orders.at.to_string());
        text.id("NbOfTxs", &count);
        text.id("CtrlSum", &total.plain());
        text.inside(&["InitgPty"], |text| text.line("Nm", &orders.holder.name, LONGEST_LINE));
    });
    text.inside(&["PmtInf"], |text| {
        text.id("PmtInfId", &orders.id);
        text.id("PmtMtd", "TRF");
        // Each payment is booked on its own, so that each can be matched.
        text.id("BtchBookg", "false");
        text.id("NbOfTxs", &count);
        text.id("CtrlSum", &total.plain());
        let day = orders.on.to_string();
        match version {
            OrderVersion::V03 => text.id("ReqdExctnDt", &day),
            OrderVersion::V09 => text.inside(&["ReqdExctnDt"], |text| text.id("Dt", &day)),
        }
        text.inside(&["Dbtr"], |text| text.line("Nm", &orders.holder.name, LONGEST_LINE));
        text.account("DbtrAcct", &orders.holder.account);
        text.inside(&["DbtrAgt", "FinInstnId"], |text| match &orders.holder.bic {
            Some(bic) => text.id(version.bic(), bic),
            None => text.inside(&["Othr"], |text| text.id("Id", "NOTPROVIDED")),
        });
        text.id("ChrgBr", "SLEV");
        orders.credits.iter().for_each(|credit| write_credit(text, credit, version));
    });
    text.end()
}

fn write_credit(text: &mut Text, credit: &Credit, version: OrderVersion) {
    text.inside(&["CdtTrfTxInf"], |text| {
        text.inside(&["PmtId"], |text| {
            text.id("InstrId", &credit.id);
            text.id("EndToEndId", &credit.end_to_end);
        });
        text.inside(&["Amt"], |text| text.amount("InstdAmt", credit.amount));
        if let Some(code) = &credit.bank_code {
            text.inside(&["CdtrAgt", "FinInstnId"], |text| bank(text, code, version.bic()));
        }
        text.inside(&["Cdtr"], |text| text.line("Nm", &credit.name, LONGEST_LINE));
        text.account("CdtrAcct", &credit.account);
        text.inside(&["RmtInf"], |text| text.line("Ustrd", &credit.remittance, LONGEST_LINE));
    });
}

/// A bank by its BIC, in the element that this version has for it, or by its clearing code.
pub(super) fn bank(text: &mut Text, code: &str, bic: &'static str) {
    if is_bic(code) {
        return text.id(bic, code);
    }
    text.inside(&["ClrSysMmbId"], |text| {
        text.inside(&["ClrSysId"], |text| text.line("Cd", "CNAPS", 5));
        text.line("MmbId", code, LONGEST_ID);
    });
}
