//! camt.056 and camt.029, all versions: a payment is asked back, and what is said to that.

use super::field::Field;
use super::{MOST_ENTRIES, parents};
use crate::fault::{Faults, What};
use crate::model::{OriginalPayment, Recall, RecallAnswer, RecallFile, ResolutionFile};
use crate::xml::Node;

/// A request in the making.
#[derive(Default)]
pub(super) struct Recalls {
    message_id: String,
    assigner: Option<String>,
    recalls: Vec<Recall>,
}

impl Recalls {
    pub(super) fn file(self, name: String) -> RecallFile {
        let Self { message_id, assigner, recalls } = self;
        RecallFile { name, message_id, assigner, recalls }
    }

    pub(super) fn end(
        &mut self,
        above: &[Node],
        node: Node,
        faults: &mut Faults,
    ) -> Result<Option<Node>, What> {
        let mut field = Field { above, node: &node, faults };
        match node.name.as_str() {
            "Assgnmt" => {
                self.message_id = field.must(&["Id"]).unwrap_or_default().to_owned();
                self.assigner = assigner(&node);
            }
            "TxInf" => {
                room(self.recalls.len())?;
                let recall = recall(&mut field);
                self.recalls.push(recall);
            }
            "Undrlyg" if self.recalls.is_empty() => field.fault("TxInf", What::Missing),
            _ => return Ok(Some(node)),
        }
        Ok(None)
    }
}

fn room(taken: usize) -> Result<(), What> {
    if taken < MOST_ENTRIES { Ok(()) } else { Err(What::TooMany) }
}

/// Who asks, by its BIC: `BIC` until the versions of 2013, `BICFI` since.
fn assigner(node: &Node) -> Option<String> {
    node.string(&["Assgnr/Agt/FinInstnId/BICFI", "Assgnr/Agt/FinInstnId/BIC"])
}

fn recall(field: &mut Field<'_>) -> Recall {
    let node = field.node;
    let payment = original(field, "OrgnlGrpInfAndCxl");
    if payment.end_to_end.is_none() && payment.transaction_id.is_none() {
        field.fault("OrgnlEndToEndId", What::Missing);
    }
    let id = node.string(&["CxlId"]);
    field.must_be_an_id("CxlId", id.as_deref());
    Recall {
        line: node.line,
        id,
        payment,
        reason: node.string(&["CxlRsnInf/Rsn/Cd", "CxlRsnInf/Rsn/Prtry"]),
        text: node.string(&["CxlRsnInf/AddtlInf"]),
    }
}

/// The payment that is meant; its message may be told once for all.
fn original(field: &mut Field<'_>, group: &str) -> OriginalPayment {
    let node = field.node;
    let amount = field.amount("OrgnlIntrBkSttlmAmt");
    let instructed = field.amount("OrgnlTxRef/Amt/InstdAmt");
    let settled_on = field.date(&["OrgnlIntrBkSttlmDt"]);
    let of_group = |word: &str| {
        let path = format!("{group}/{word}");
        field.above.last().and_then(|above| above.string(&[&path]))
    };
    let own = |word: &str| node.string(&[&format!("OrgnlGrpInf/{word}")]);
    let told = OriginalPayment {
        message_id: own("OrgnlMsgId").or_else(|| of_group("OrgnlMsgId")),
        message_name: own("OrgnlMsgNmId").or_else(|| of_group("OrgnlMsgNmId")),
        instruction_id: node.string(&["OrgnlInstrId"]),
        end_to_end: node.string(&["OrgnlEndToEndId"]),
        transaction_id: node.string(&["OrgnlTxId"]),
        amount: amount.or(instructed),
        settled_on,
        account: node.string(&["OrgnlTxRef/CdtrAcct/Id/IBAN", "OrgnlTxRef/CdtrAcct/Id/Othr/Id"]),
    };
    // They are said again in the answer, where the standard has so many letters for them.
    let ids = [
        ("OrgnlGrpInf/OrgnlMsgId", &told.message_id),
        ("OrgnlGrpInf/OrgnlMsgNmId", &told.message_name),
        ("OrgnlInstrId", &told.instruction_id),
        ("OrgnlEndToEndId", &told.end_to_end),
        ("OrgnlTxId", &told.transaction_id),
    ];
    for (path, id) in ids {
        field.must_be_an_id(path, id.as_deref());
    }
    told
}

/// An answer in the making.
#[derive(Default)]
pub(super) struct Resolutions {
    message_id: String,
    answers: Vec<RecallAnswer>,
}

impl Resolutions {
    pub(super) fn file(self, name: String) -> ResolutionFile {
        let Self { message_id, answers } = self;
        ResolutionFile { name, message_id, answers }
    }

    pub(super) fn end(
        &mut self,
        above: &[Node],
        node: Node,
        faults: &mut Faults,
    ) -> Result<Option<Node>, What> {
        let mut field = Field { above, node: &node, faults };
        match node.name.as_str() {
            "Assgnmt" => self.message_id = field.must(&["Id"]).unwrap_or_default().to_owned(),
            "TxInfAndSts" if parents(above).0 == "CxlDtls" => {
                room(self.answers.len())?;
                self.answers.extend(answer(&mut field));
            }
            _ => return Ok(Some(node)),
        }
        Ok(None)
    }
}

fn answer(field: &mut Field<'_>) -> Option<RecallAnswer> {
    let node = field.node;
    let payment = original(field, "OrgnlGrpInfAndSts");
    let is_agreed = match field.must(&["TxCxlSts"])? {
        "ACCR" => Some(true),
        "RJCR" => Some(false),
        "PDCR" => None,
        _ => {
            field.fault("TxCxlSts", What::UnknownWord);
            return None;
        }
    };
    Some(RecallAnswer {
        line: node.line,
        id: node.string(&["CxlStsId"]),
        payment,
        is_agreed,
        reason: node.string(&["CxlStsRsnInf/Rsn/Cd", "CxlStsRsnInf/Rsn/Prtry"]),
        text: node.string(&["CxlStsRsnInf/AddtlInf"]),
    })
}
