//! pain.002, as a played bank answers orders.

use super::text::{Text, Unwritable};
use crate::model::{Answer, AnswerFile, LONGEST_LINE, Verdict};
use kernel::Timestamp;

/// Which version is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerVersion {
    /// pain.002.001.03.
    V03,
    /// pain.002.001.12.
    V12,
}

impl AnswerVersion {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V03, Self::V12];

    /// The message's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V03 => "pain.002.001.03",
            Self::V12 => "pain.002.001.12",
        }
    }
}

/// Writes an answer; the payments lie in the one batch that they name.
pub fn write_answer(
    file: &AnswerFile,
    at: Timestamp,
    version: AnswerVersion,
) -> Result<String, Unwritable> {
    let mut text = Text::begin(version.name(), "CstmrPmtStsRpt");
    text.inside(&["GrpHdr"], |text| {
        text.id("MsgId", &file.message_id);
        text.id("CreDtTm", &at.to_string());
    });
    text.inside(&["OrgnlGrpInfAndSts"], |text| {
        text.id("OrgnlMsgId", &file.order_id);
        text.id("OrgnlMsgNmId", "pain.001");
        if let Some(answer) = &file.whole {
            write_verdict(text, "GrpSts", answer);
        }
    });
    for (batch, answer) in &file.batches {
        text.inside(&["OrgnlPmtInfAndSts"], |text| {
            text.id("OrgnlPmtInfId", batch);
            write_verdict(text, "PmtInfSts", answer);
            let own = file.payments.iter().filter(|own| own.batch_id.as_ref() == Some(batch));
            for payment in own {
                text.inside(&["TxInfAndSts"], |text| {
                    text.maybe("OrgnlInstrId", payment.instruction_id.as_deref(), 35);
                    text.maybe("OrgnlEndToEndId", payment.end_to_end.as_deref(), 35);
                    write_verdict(text, "TxSts", &payment.answer);
                    if let Some(amount) = payment.amount {
                        text.inside(&["OrgnlTxRef", "Amt"], |text| {
                            text.amount("InstdAmt", amount);
                        });
                    }
                });
            }
        });
    }
    text.end()
}

fn write_verdict(text: &mut Text, name: &'static str, answer: &Answer) {
    text.id(name, code(answer.verdict));
    if answer.reason.is_some() || answer.text.is_some() {
        text.inside(&["StsRsnInf"], |text| {
            if let Some(reason) = &answer.reason {
                text.inside(&["Rsn"], |text| text.line("Cd", reason, 4));
            }
            text.maybe("AddtlInf", answer.text.as_deref(), LONGEST_LINE);
        });
    }
}

const fn code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Received => "RCVD",
        Verdict::Accepted => "ACSP",
        Verdict::Settled => "ACSC",
        Verdict::Partly => "PART",
        Verdict::Rejected => "RJCT",
    }
}
