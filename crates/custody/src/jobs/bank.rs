//! The bank by files at work: payments out in batches, and what the bank tells. Each step is safe
//! to do twice, and a machine that dies between two of them pays nothing twice.

use crate::actions::{
    Arrived, Heard, Taken, begin_file, end_file, end_statement, keep_refused, leave_out,
    look_after_payouts, make_batch, mark_answer_leaving, mark_answer_sent, mark_leaving, mark_sent,
    refuse_file, take_answers, take_payment, take_recalls, take_whole_answer, unsent_answer,
    unsent_batch,
};
use crate::model::{
    BatchState, CustodyRefusal, Figures, KeptFile, OwnAccount, Paid, PayoutFile, Recall, Teller,
    answer_name, batch_name, payments_of,
};
use crate::ports::{Custodian, OrderForm};
use ::store::{Lane, Store, Tx};
use anyhow::{Context, anyhow};
use bankfile::{
    AccountFile, AnswerFile, Assignment, Credit, Faults, Holder, Message, Orders, RecallFile,
    ResolutionFile, ResolutionVersion, Statement, StatementKind, write_orders, write_resolution,
};
use kernel::{Outcome, Reason, Stop};
use sha2::{Digest, Sha256};

/// Payments taken in one transaction: some 5 ms.
const PAYMENTS_AT_A_TIME: usize = 16;
/// Faults of a file that are kept.
const FAULTS_KEPT: usize = 50;

/// The bank of this market, and our accounts there.
pub struct Bank {
    custodian: Box<dyn Custodian>,
    holder: String,
    bic: Option<String>,
    accounts: Vec<OwnAccount>,
}

impl Bank {
    /// A custodian with our accounts, one for a currency, and who holds them.
    pub fn new(
        custodian: Box<dyn Custodian>,
        holder: String,
        bic: Option<String>,
        accounts: Vec<OwnAccount>,
    ) -> Self {
        Self { custodian, holder, bic, accounts }
    }

    /// Our accounts.
    pub fn accounts(&self) -> &[OwnAccount] {
        &self.accounts
    }

    /// Makes batches of what waits, and hands over all that have not left; tells how many left.
    pub async fn send_payouts(&self, store: &Store) -> Outcome<usize> {
        for own in &self.accounts {
            let own = own.clone();
            let make = move |tx: &mut Tx<'_>| make_batch(tx, &own);
            store.write_in(Lane::Timers, "custody.make-batch", make).await?;
        }
        let mut left = 0;
        while let Some(file) = store.read("custody.unsent-batch", unsent_batch).await? {
            left += usize::from(self.hand_over(store, &file).await?);
        }
        Ok(left)
    }

    /// Once a batch may have left it is never laid ready again: if nothing lies ready then, it has
    /// left. Tells whether anything of it goes.
    async fn hand_over(&self, store: &Store, file: &PayoutFile) -> Outcome<bool> {
        let id = file.batch.id;
        let file = match file.batch.state {
            BatchState::Made => {
                let told = file.clone();
                let leave_out = move |tx: &mut Tx<'_>| leave_out(tx, &told);
                let left = store.write_in(Lane::Timers, "custody.leave-out", leave_out).await?;
                let Some(left) = left else { return Ok(false) };
                left
            }
            _ => file.clone(),
        };
        let (name, bytes) = self.written(&file)?;
        if file.batch.state == BatchState::Made {
            self.custodian.lay(&name, &bytes).with_context(|| name.clone())?;
            let leave = move |tx: &mut Tx<'_>| mark_leaving(tx, id);
            if !store.write_in(Lane::Timers, "custody.mark-leaving", leave).await? {
                // Something of it was stopped meanwhile: it is laid ready anew.
                return Ok(false);
            }
        }
        self.custodian.send(&name).with_context(|| name.clone())?;
        let sent = move |tx: &mut Tx<'_>| mark_sent(tx, id);
        store.write_in(Lane::Timers, "custody.mark-sent", sent).await?;
        Ok(true)
    }

    fn written(&self, file: &PayoutFile) -> Outcome<(String, Vec<u8>)> {
        let id = batch_name(file.batch.id);
        match self.custodian.form() {
            OrderForm::Sheet => Ok((format!("{id}.csv"), sheet(file).into_bytes())),
            OrderForm::Orders(version) => {
                let orders = Orders {
                    id: id.clone(),
                    at: file.batch.at,
                    on: file.batch.pay_on.parse().context("the day of a batch")?,
                    holder: Holder {
                        name: self.holder.clone(),
                        account: file.batch.account.clone(),
                        bic: self.bic.clone(),
                    },
                    credits: file.payments.iter().map(credit).collect(),
                };
                let text = write_orders(&orders, version);
                let text = text.map_err(|bad| anyhow!("{id}: {} cannot be told", bad.element))?;
                Ok((format!("{id}.xml"), text.into_bytes()))
            }
        }
    }

    /// Hands over what was said to recalls (camt.029); tells how many left. A custodian that takes
    /// no messages is told by people.
    pub async fn send_answers(&self, store: &Store) -> Outcome<usize> {
        let OrderForm::Orders(_) = self.custodian.form() else { return Ok(0) };
        let mut left = 0;
        while let Some((recall, may_have_left)) =
            store.read("custody.unsent-answer", unsent_answer).await?
        {
            let (id, name) = (recall.id, format!("{}.xml", answer_name(recall.id)));
            if !may_have_left {
                let bytes = self.answered(&recall)?;
                self.custodian.lay(&name, &bytes).with_context(|| name.clone())?;
                let leave = move |tx: &mut Tx<'_>| mark_answer_leaving(tx, id);
                store.write_in(Lane::Timers, "custody.mark-answer-leaving", leave).await?;
            }
            self.custodian.send(&name).with_context(|| name.clone())?;
            let sent = move |tx: &mut Tx<'_>| mark_answer_sent(tx, id);
            store.write_in(Lane::Timers, "custody.mark-answer-sent", sent).await?;
            left += 1;
        }
        Ok(left)
    }

    fn answered(&self, recall: &Recall) -> Outcome<Vec<u8>> {
        let message_id = answer_name(recall.id);
        let assignment = Assignment {
            from: self.holder.clone(),
            to_bic: recall.assigner.clone().or_else(|| self.bic.clone()),
            at: recall.answered_at.context("an answer without an instant")?,
        };
        let answers = recall.answer().into_iter().collect();
        let version = ResolutionVersion::V09;
        let file = ResolutionFile { name: version.name().to_owned(), message_id, answers };
        let text = write_resolution(&file, &assignment, version);
        let text = text.map_err(|bad| anyhow!("{}: {} cannot be told", recall.id, bad.element))?;
        Ok(text.into_bytes())
    }

    /// Looks after payouts whose answers should have come.
    pub async fn look_after(&self, store: &Store) -> Outcome<usize> {
        store.write_in(Lane::Timers, "custody.look-after", look_after_payouts).await
    }

    /// Takes what the bank has told; tells how many files were handled.
    pub async fn take_told(&self, store: &Store) -> Outcome<usize> {
        let names = self.custodian.told().context("what the bank has told")?;
        for name in &names {
            let bytes = self.custodian.read(name).with_context(|| name.clone())?;
            self.take_file(store, name, &bytes).await?;
            self.custodian.put_away(name).with_context(|| name.clone())?;
        }
        Ok(names.len())
    }

    /// Takes one file of the bank, however it came. A file with faults moves nothing and is listed.
    pub async fn take_file(&self, store: &Store, name: &str, bytes: &[u8]) -> Outcome<KeptFile> {
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let unread = Arrived {
            hash: hash.clone(),
            name: name.chars().take(120).collect(),
            message: String::new(),
            message_id: String::new(),
        };
        match bankfile::read(bytes) {
            Err(faults) => refuse(store, unread, told(&faults)).await,
            Ok(Message::Order(_) | Message::Resolution(_)) => {
                refuse(store, unread, String::from("1 Document unknown-message")).await
            }
            Ok(Message::Account(file)) => {
                let (message, message_id) = (file.name.clone(), file.message_id.clone());
                self.take_account(store, Arrived { message, message_id, ..unread }, &file).await
            }
            Ok(Message::Answer(file)) => {
                let (message, message_id) = (file.name.clone(), file.message_id.clone());
                take_answer_file(store, Arrived { message, message_id, ..unread }, file).await
            }
            Ok(Message::Recall(file)) => {
                let (message, message_id) = (file.name.clone(), file.message_id.clone());
                self.take_recalls(store, Arrived { message, message_id, ..unread }, file).await
            }
        }
    }

    async fn take_account(
        &self,
        store: &Store,
        arrived: Arrived,
        file: &AccountFile,
    ) -> Outcome<KeptFile> {
        if let Some(no) = file.statements.iter().find_map(|own| self.not_ours(own)) {
            return refuse(store, arrived, no.code().to_owned()).await;
        }
        if let Some(before) = begin(store, &arrived).await? {
            return Ok(before);
        }
        let (mut entries, mut listed) = (0, 0);
        for statement in &file.statements {
            let teller = Teller {
                account: statement.account.clone(),
                kind: statement.kind,
                statement: statement.id.clone(),
                hash: arrived.hash.clone(),
            };
            let payments = payments_of(statement);
            entries += i64::try_from(payments.len()).unwrap_or(i64::MAX);
            let mut heard = None;
            for piece in payments.chunks(PAYMENTS_AT_A_TIME) {
                let more;
                (more, heard) = take_piece(store, &teller, piece, heard).await?;
                listed += more;
            }
            if statement.kind == StatementKind::Statement {
                let figures = Figures::of(statement)?;
                let end = move |tx: &mut Tx<'_>| end_statement(tx, &teller, &figures);
                listed += store.write_in(Lane::Bulk, "custody.end-statement", end).await?;
            }
        }
        finish(store, arrived.hash, entries, listed).await
    }

    async fn take_recalls(
        &self,
        store: &Store,
        arrived: Arrived,
        file: RecallFile,
    ) -> Outcome<KeptFile> {
        let is_ours = |account: &String| self.accounts.iter().any(|own| own.number == *account);
        let mut accounts = file.recalls.iter().filter_map(|recall| recall.payment.account.as_ref());
        if accounts.any(|account| !is_ours(account)) {
            return refuse(store, arrived, CustodyRefusal::NotOurAccount.code().to_owned()).await;
        }
        if let Some(before) = begin(store, &arrived).await? {
            return Ok(before);
        }
        let entries = i64::try_from(file.recalls.len()).unwrap_or(i64::MAX);
        let mut listed = 0;
        for piece in file.recalls.chunks(PAYMENTS_AT_A_TIME) {
            let head = RecallFile { recalls: Vec::new(), ..file.clone() };
            let (own, piece) = (self.accounts.clone(), piece.to_vec());
            let hash = arrived.hash.clone();
            let take = move |tx: &mut Tx<'_>| take_recalls(tx, &head, &hash, &own, &piece);
            listed += store.write_in(Lane::Bulk, "custody.take-recalls", take).await?;
        }
        finish(store, arrived.hash, entries, listed).await
    }

    /// Why a statement is not one of ours.
    fn not_ours(&self, statement: &Statement) -> Option<CustodyRefusal> {
        let own = self.accounts.iter().find(|own| own.number == statement.account);
        let told = statement.currency;
        match (own, told) {
            (None, _) => Some(CustodyRefusal::NotOurAccount),
            (Some(own), Some(told)) if own.currency != told => {
                let currency = own.currency;
                Some(CustodyRefusal::OtherCurrency { currency, told })
            }
            _ if statement.kind == StatementKind::Statement => Figures::of(statement).err(),
            _ => None,
        }
    }
}

fn credit(line: &crate::model::PayoutLine) -> Credit {
    Credit {
        id: line.reference.clone(),
        end_to_end: line.reference.clone(),
        amount: line.amount,
        name: line.payout.name.clone(),
        account: line.payout.number.clone(),
        bank_code: line.payout.bank_code.clone(),
        remittance: line.reference.clone(),
    }
}

/// What two sides shall have their bank do, as a table. A cell never begins as a formula does.
fn sheet(file: &PayoutFile) -> String {
    let cell = |text: &str| {
        let plain = text.replace('"', "\"\"");
        let guard = if plain.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
        format!("\"{guard}{plain}\"")
    };
    let mut sheet = String::from("reference,amount,currency,holder,account,bank code\r\n");
    for line in &file.payments {
        let amount = line.amount.plain();
        let code = line.payout.bank_code.as_deref().unwrap_or_default();
        let cells = [
            line.reference.as_str(),
            amount.as_str(),
            line.amount.currency.code(),
            line.payout.name.as_str(),
            line.payout.number.as_str(),
            code,
        ];
        sheet.push_str(&cells.map(cell).join(","));
        sheet.push_str("\r\n");
    }
    sheet
}

fn told(faults: &Faults) -> String {
    let of =
        |fault: &bankfile::Fault| format!("{} {} {}", fault.line, fault.path, fault.what.word());
    let lines: Vec<String> = faults.kept.iter().take(FAULTS_KEPT).map(of).collect();
    lines.join("\n")
}

async fn refuse(store: &Store, arrived: Arrived, faults: String) -> Outcome<KeptFile> {
    let refuse = move |tx: &mut Tx<'_>| refuse_file(tx, &arrived, &faults);
    store.write_in(Lane::Timers, "custody.refuse-file", refuse).await
}

async fn begin(store: &Store, arrived: &Arrived) -> Outcome<Option<KeptFile>> {
    let arrived = arrived.clone();
    let begin = move |tx: &mut Tx<'_>| begin_file(tx, &arrived);
    store.write_in(Lane::Timers, "custody.begin-file", begin).await
}

async fn finish(store: &Store, hash: String, entries: i64, listed: i64) -> Outcome<KeptFile> {
    let end = move |tx: &mut Tx<'_>| end_file(tx, &hash, entries, listed);
    store.write_in(Lane::Timers, "custody.end-file", end).await?.ok_or(Stop::Absent)
}

/// Takes a piece at once; where the books refuse one of its payments, each for itself, so that one
/// holds up no other. Tells how many lines that made, and what was heard of the last one's entry.
async fn take_piece(
    store: &Store,
    teller: &Teller,
    piece: &[Paid],
    mut heard: Option<Heard>,
) -> Outcome<(i64, Option<Heard>)> {
    let (told, payments, before) = (teller.clone(), piece.to_vec(), heard.clone());
    let take = move |tx: &mut Tx<'_>| {
        let mut heard = before.clone();
        let taken = payments.iter().map(|paid| take_payment(tx, &told, paid, &mut heard));
        let taken = taken.collect::<Outcome<Vec<Taken>>>()?;
        let listed = taken.iter().filter(|&&taken| taken == Taken::Listed).count();
        Ok((i64::try_from(listed).unwrap_or(i64::MAX), heard))
    };
    match store.write_in(Lane::Bulk, "custody.take-payments", take).await {
        Err(stop) if code_of(&stop).is_some() => {}
        done => return done,
    }
    let mut listed = 0;
    for paid in piece {
        let (told, one, before) = (teller.clone(), paid.clone(), heard.clone());
        let take = move |tx: &mut Tx<'_>| {
            let mut heard = before.clone();
            Ok((take_payment(tx, &told, &one, &mut heard)?, heard))
        };
        let taken = match store.write_in(Lane::Bulk, "custody.take-payment", take).await {
            Err(stop) => {
                let Some(code) = code_of(&stop) else { return Err(stop) };
                let (told, one, before) = (teller.clone(), paid.clone(), heard.clone());
                let keep = move |tx: &mut Tx<'_>| {
                    let mut heard = before.clone();
                    Ok((keep_refused(tx, &told, &one, &mut heard, code)?, heard))
                };
                store.write_in(Lane::Bulk, "custody.keep-refused", keep).await?
            }
            Ok(taken) => taken,
        };
        heard = taken.1;
        listed += i64::from(taken.0 == Taken::Listed);
    }
    Ok((listed, heard))
}

/// Why the books say no; nothing where it is the store that cannot.
fn code_of(stop: &Stop) -> Option<&'static str> {
    match stop {
        Stop::Absent => Some("absent"),
        Stop::Forbidden => Some("forbidden"),
        Stop::Stale => Some("stale"),
        other => other.code(),
    }
}

async fn take_answer_file(store: &Store, arrived: Arrived, file: AnswerFile) -> Outcome<KeptFile> {
    if let Some(before) = begin(store, &arrived).await? {
        return Ok(before);
    }
    let entries = i64::try_from(file.payments.len()).unwrap_or(i64::MAX);
    let mut listed = 0;
    for piece in file.payments.chunks(PAYMENTS_AT_A_TIME) {
        let (told, hash, piece) = (head_of(&file), arrived.hash.clone(), piece.to_vec());
        let take = move |tx: &mut Tx<'_>| take_answers(tx, &told, &hash, &piece);
        listed += store.write_in(Lane::Bulk, "custody.take-answers", take).await?;
    }
    let hash = arrived.hash.clone();
    let whole = move |tx: &mut Tx<'_>| take_whole_answer(tx, &file, &hash);
    listed += store.write_in(Lane::Bulk, "custody.take-answer", whole).await?;
    finish(store, arrived.hash, entries, listed).await
}

/// An answer without its payments.
fn head_of(file: &AnswerFile) -> AnswerFile {
    AnswerFile {
        name: file.name.clone(),
        message_id: file.message_id.clone(),
        order_id: file.order_id.clone(),
        whole: file.whole.clone(),
        batches: file.batches.clone(),
        payments: Vec::new(),
    }
}
