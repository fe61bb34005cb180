//! camt.029, as the market answers who asks a payment back; and camt.056, as a played bank asks.

use super::text::{Text, Unwritable};
use crate::model::{LONGEST_LINE, OriginalPayment, RecallFile, ResolutionFile};
use kernel::Timestamp;

/// Letters of an additional word, by ISO 20022.
const LONGEST_WORDS: usize = 105;

/// Who writes to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Who writes, by its name.
    pub from: String,
    /// To whom: the bank's BIC, if it is known.
    pub to_bic: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Which version of camt.029 is written; they differ in nothing that we say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResolutionVersion {
    /// camt.029.001.09, of the SEPA rulebooks.
    V09,
    /// camt.029.001.14.
    V14,
}

impl ResolutionVersion {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V09, Self::V14];

    /// The message's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V09 => "camt.029.001.09",
            Self::V14 => "camt.029.001.14",
        }
    }
}

/// Writes what is answered to recalls.
pub fn write_resolution(
    file: &ResolutionFile,
    assignment: &Assignment,
    version: ResolutionVersion,
) -> Result<String, Unwritable> {
    let mut text = Text::begin(version.name(), "RsltnOfInvstgtn");
    assign(&mut text, &file.message_id, assignment);
    let is_agreed = |answer: &crate::model::RecallAnswer| answer.is_agreed;
    let code =
        match file.answers.iter().map(is_agreed).reduce(|one, two| one.filter(|_| one == two)) {
            Some(Some(true)) => "CNCL",
            Some(Some(false)) => "RJCR",
            _ => "PDCR",
        };
    text.inside(&["Sts"], |text| text.id("Conf", code));
    for answer in &file.answers {
        text.inside(&["CxlDtls", "TxInfAndSts"], |text| {
            text.maybe("CxlStsId", answer.id.as_deref(), 35);
            write_group(text, "OrgnlGrpInf", &answer.payment);
            write_ids(text, &answer.payment);
            text.id(
                "TxCxlSts",
                match answer.is_agreed {
                    Some(true) => "ACCR",
                    Some(false) => "RJCR",
                    None => "PDCR",
                },
            );
            write_reason(text, "CxlStsRsnInf", (&answer.reason, &answer.text), assignment);
            write_amount(text, &answer.payment);
        });
    }
    text.end()
}

/// Writes a request to have payments back, version .12.
pub fn write_recall(file: &RecallFile, assignment: &Assignment) -> Result<String, Unwritable> {
    let mut text = Text::begin("camt.056.001.12", "FIToFIPmtCxlReq");
    let own = Assignment { to_bic: None, ..assignment.clone() };
    text.inside(&["Assgnmt"], |text| {
        text.id("Id", &file.message_id);
        write_agent(text, "Assgnr", file.assigner.as_deref());
        write_party(text, "Assgne", &own.from);
        text.id("CreDtTm", &own.at.to_string());
    });
    for recall in &file.recalls {
        text.inside(&["Undrlyg", "TxInf"], |text| {
            text.maybe("CxlId", recall.id.as_deref(), 35);
            write_group(text, "OrgnlGrpInf", &recall.payment);
            write_ids(text, &recall.payment);
            write_amount(text, &recall.payment);
            write_reason(text, "CxlRsnInf", (&recall.reason, &recall.text), &own);
            if let Some(account) = &recall.payment.account {
                text.inside(&["OrgnlTxRef"], |text| text.account("CdtrAcct", account));
            }
        });
    }
    text.end()
}

fn assign(text: &mut Text, id: &str, assignment: &Assignment) {
    text.inside(&["Assgnmt"], |text| {
        text.id("Id", id);
        write_party(text, "Assgnr", &assignment.from);
        write_agent(text, "Assgne", assignment.to_bic.as_deref());
        text.id("CreDtTm", &assignment.at.to_string());
    });
}

fn write_party(text: &mut Text, name: &'static str, holder: &str) {
    text.inside(&[name, "Pty"], |text| text.line("Nm", holder, LONGEST_LINE));
}

/// A bank by its BIC; one without is the one that the file goes to.
fn write_agent(text: &mut Text, name: &'static str, bic: Option<&str>) {
    text.inside(&[name, "Agt", "FinInstnId"], |text| match bic {
        Some(bic) => text.id("BICFI", bic),
        None => text.inside(&["Othr"], |text| text.id("Id", "NOTPROVIDED")),
    });
}

fn write_group(text: &mut Text, name: &'static str, payment: &OriginalPayment) {
    let Some(message) = &payment.message_id else { return };
    text.inside(&[name], |text| {
        text.id("OrgnlMsgId", message);
        text.id("OrgnlMsgNmId", payment.message_name.as_deref().unwrap_or("pacs.008"));
    });
}

fn write_ids(text: &mut Text, payment: &OriginalPayment) {
    text.maybe("OrgnlInstrId", payment.instruction_id.as_deref(), 35);
    text.maybe("OrgnlEndToEndId", payment.end_to_end.as_deref(), 35);
    text.maybe("OrgnlTxId", payment.transaction_id.as_deref(), 35);
}

fn write_amount(text: &mut Text, payment: &OriginalPayment) {
    if let Some(amount) = payment.amount {
        text.amount("OrgnlIntrBkSttlmAmt", amount);
    }
    if let Some(day) = payment.settled_on {
        text.id("OrgnlIntrBkSttlmDt", &day.to_string());
    }
}

fn write_reason(
    text: &mut Text,
    name: &'static str,
    (reason, words): (&Option<String>, &Option<String>),
    assignment: &Assignment,
) {
    if reason.is_none() && words.is_none() {
        return;
    }
    text.inside(&[name], |text| {
        text.inside(&["Orgtr"], |text| text.line("Nm", &assignment.from, LONGEST_LINE));
        if let Some(reason) = reason {
            text.inside(&["Rsn"], |text| text.line("Cd", reason, 4));
        }
        text.maybe("AddtlInf", words.as_deref(), LONGEST_WORDS);
    });
}
