//! pain.002, .02 and later.

use super::field::Field;
use super::{MOST_ENTRIES, parents};
use crate::fault::{Faults, What};
use crate::model::{Answer, AnswerFile, PaymentAnswer, Verdict};
use crate::xml::Node;

/// An answer in the making.
#[derive(Default)]
pub(super) struct Answers {
    message_id: String,
    order_id: String,
    whole: Option<Answer>,
    batches: Vec<(String, Answer)>,
    payments: Vec<PaymentAnswer>,
}

impl Answers {
    pub(super) fn file(self, name: String) -> AnswerFile {
        let Self { message_id, order_id, whole, batches, payments } = self;
        AnswerFile { name, message_id, order_id, whole, batches, payments }
    }

    pub(super) fn end(
        &mut self,
        above: &[Node],
        node: Node,
        faults: &mut Faults,
    ) -> Result<Option<Node>, What> {
        let mut field = Field { above, node: &node, faults };
        match node.name.as_str() {
            "GrpHdr" => {
                self.message_id = field.must(&["MsgId"]).unwrap_or_default().to_owned();
            }
            "OrgnlGrpInfAndSts" => {
                self.order_id = field.must(&["OrgnlMsgId"]).unwrap_or_default().to_owned();
                self.whole = answer(&mut field, "GrpSts");
            }
            "OrgnlPmtInfAndSts" => {
                let id = node.string(&["OrgnlPmtInfId"]).unwrap_or_default();
                let answer = answer(&mut field, "PmtInfSts");
                self.batches.extend(answer.map(|answer| (id, answer)));
            }
            "TxInfAndSts" => {
                if self.payments.len() >= MOST_ENTRIES {
                    return Err(What::TooMany);
                }
                self.payments.extend(payment(&mut field));
            }
            _ => return Ok(Some(node)),
        }
        Ok(None)
    }
}

fn payment(field: &mut Field<'_>) -> Option<PaymentAnswer> {
    let node = field.node;
    field.must(&["TxSts"]);
    let answer = answer(field, "TxSts");
    let amount = field.amount("OrgnlTxRef/Amt/InstdAmt");
    let batch = parents(field.above).0 == "OrgnlPmtInfAndSts";
    let batch = field.above.last().filter(|_| batch);
    let payment = PaymentAnswer {
        line: node.line,
        batch_id: batch
            .and_then(|batch| batch.string(&["OrgnlPmtInfId"]))
            .or_else(|| node.string(&["OrgnlPmtInfId"])),
        end_to_end: node.string(&["OrgnlEndToEndId"]),
        instruction_id: node.string(&["OrgnlInstrId"]),
        amount,
        answer: answer?,
    };
    if payment.end_to_end.is_none() && payment.instruction_id.is_none() {
        field.fault("OrgnlEndToEndId", What::Missing);
    }
    Some(payment)
}

fn answer(field: &mut Field<'_>, path: &str) -> Option<Answer> {
    let node = field.node;
    let verdict = Verdict::from_code(node.text(&[path])?);
    if verdict.is_none() {
        field.fault(path, What::UnknownWord);
    }
    Some(Answer {
        verdict: verdict?,
        reason: node.string(&["StsRsnInf/Rsn/Cd", "StsRsnInf/Rsn/Prtry", "StsRsnInf/StsRsn/Cd"]),
        text: node.string(&["StsRsnInf/AddtlInf", "StsRsnInf/AddtlStsRsnInf"]),
    })
}
