//! pain.001, .03 and later: read where a bank is played, and where it is asked what was sent.

use super::MOST_ENTRIES;
use super::field::Field;
use crate::fault::{Faults, What};
use crate::model::{Batch, Credit, OrderFile};
use crate::xml::Node;

/// An order file in the making.
#[derive(Default)]
pub(super) struct OrderParts {
    message_id: String,
    count: i64,
    batches: Vec<Batch>,
    credits: Vec<Credit>,
    seen: usize,
}

impl OrderParts {
    pub(super) fn file(self, name: String) -> OrderFile {
        let Self { message_id, count, batches, .. } = self;
        OrderFile { name, message_id, count, batches }
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
                self.count = field.number("NbOfTxs").unwrap_or_default();
            }
            "CdtTrfTxInf" => {
                self.seen += 1;
                if self.seen > MOST_ENTRIES {
                    return Err(What::TooMany);
                }
                self.credits.extend(credit(&mut field));
            }
            "PmtInf" => {
                let credits = std::mem::take(&mut self.credits);
                self.batches.extend(batch(&mut field, credits));
            }
            _ => return Ok(Some(node)),
        }
        Ok(None)
    }
}

fn batch(field: &mut Field<'_>, credits: Vec<Credit>) -> Option<Batch> {
    let id = field.must(&["PmtInfId"])?.to_owned();
    let account = field.must(&["DbtrAcct/Id/IBAN", "DbtrAcct/Id/Othr/Id"])?.to_owned();
    let on = field.date(&["ReqdExctnDt/Dt", "ReqdExctnDt/DtTm", "ReqdExctnDt"]);
    Some(Batch { id, account, on, credits })
}

fn credit(field: &mut Field<'_>) -> Option<Credit> {
    let node = field.node;
    field.must(&["Amt/InstdAmt"]);
    let amount = field.amount("Amt/InstdAmt");
    let end_to_end = field.must(&["PmtId/EndToEndId"])?.to_owned();
    Some(Credit {
        id: node.string(&["PmtId/InstrId"]).unwrap_or_else(|| end_to_end.clone()),
        end_to_end,
        amount: amount?,
        name: node.string(&["Cdtr/Nm"]).unwrap_or_default(),
        account: field.must(&["CdtrAcct/Id/IBAN", "CdtrAcct/Id/Othr/Id"])?.to_owned(),
        bank_code: node.string(&[
            "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId",
            "CdtrAgt/FinInstnId/BICFI",
            "CdtrAgt/FinInstnId/BIC",
        ]),
        remittance: node.string(&["RmtInf/Ustrd"]).unwrap_or_default(),
    })
}
