//! The rails outside, as this market has them: simulated, or the real post by folders.

use crate::outside::{BankFile, BankForm, TranslatorAt, WebhooksTo};
use anyhow::{Context, Result};
use custody::OwnAccount;
use custody::jobs::Bank;
use custody::ports::{Custodian, FileBank, OrderForm};
use gate::ports::{Register, RegisterFile, SimulatedRegister};
use kernel::{Currency, Fact, Outcome};
use party::Letter;
use party::ports::{Envelope, MailFolder, Post, SimulatedPost};
use std::io;
use std::path::Path;
use store::{Lane, Tx};
use talk::ports::{Glossary, LibreTranslate, Translator};
use tokio::task::block_in_place;
use web::{App, Reader};

/// Who sends the market's mail when nobody else is named.
const SENDER: &str = "jishi <post@localhost>";

/// An extract of a register of firms, beside the store: `COUNTRY,NUMBER` a line.
const REGISTER: &str = "register.csv";

/// The operator's server that translates, or the list of trade words inside.
pub(crate) fn translator(at: Option<&TranslatorAt>) -> Result<Box<dyn Translator>> {
    let Some(TranslatorAt { address, key, name }) = at else { return Ok(Box::new(Glossary)) };
    let name = name.as_deref().unwrap_or("LibreTranslate");
    Ok(Box::new(LibreTranslate::at(address, key.clone(), name)?))
}

/// Where firms' own addresses may lie.
pub(crate) fn networks(told: Option<&WebhooksTo>) -> Result<hooks::Networks> {
    let told = told.cloned().unwrap_or_default();
    hooks::Networks::allowing(&told.allow_networks, told.allow_http)
        .context("allow_networks of [webhooks]")
}

/// The folder of the bank beside the store.
const BANK: &str = "bank";

/// Opens the bank that is told by files.
pub(crate) fn open_bank(folder: &Path, told: &BankFile) -> Result<Bank> {
    let form = match told.form {
        BankForm::Orders03 => OrderForm::Orders(bankfile::OrderVersion::V03),
        BankForm::Orders09 => OrderForm::Orders(bankfile::OrderVersion::V09),
        BankForm::Sheet => OrderForm::Sheet,
    };
    let folder = folder.join(BANK);
    let custodian = FileBank::open(&folder, form).with_context(|| folder.display().to_string())?;
    let mut accounts: Vec<OwnAccount> = Vec::new();
    for own in &told.accounts {
        let currency = Currency::from_code(&own.currency)
            .with_context(|| format!("{} is no currency of ISO 4217", own.currency))?;
        let number: String = own.number.chars().filter(|sign| !sign.is_whitespace()).collect();
        let is_new = accounts.iter().all(|known| known.currency != currency);
        anyhow::ensure!(is_new, "the bank has two accounts in {currency}");
        let is_own = accounts.iter().all(|known| known.number != number);
        anyhow::ensure!(is_own, "two accounts of the bank have the number {number}");
        accounts.push(OwnAccount { currency, number });
    }
    let custodian = Box::new(Aside(custodian));
    Ok(Bank::new(custodian, told.holder.clone(), told.bic.clone(), accounts))
}

/// A custodian whose folder may stand still, as one on another machine does. While a thread waits
/// for it, another does what the runtime has to do.
struct Aside<C>(C);

impl<C: Custodian> Custodian for Aside<C> {
    fn form(&self) -> OrderForm {
        self.0.form()
    }

    fn lay(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        block_in_place(|| self.0.lay(name, bytes))
    }

    fn send(&self, name: &str) -> io::Result<()> {
        block_in_place(|| self.0.send(name))
    }

    fn told(&self) -> io::Result<Vec<String>> {
        block_in_place(|| self.0.told())
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        block_in_place(|| self.0.read(name))
    }

    fn put_away(&self, name: &str) -> io::Result<()> {
        block_in_place(|| self.0.put_away(name))
    }
}

/// The post and the register of this market.
pub(crate) enum Rails {
    /// Kept in memory, shown on a page of the demo.
    Simulated(SimulatedPost),
    /// A Maildir and an SMS spool beside the store, and an extract of a register if it lies there.
    Real(MailFolder, Option<RegisterFile>),
}

impl Rails {
    /// Simulated, or the folders `mail` and `sms` beside the store.
    pub(crate) fn open(folder: &Path, is_simulated: bool) -> Result<Self> {
        if is_simulated {
            return Ok(Self::Simulated(SimulatedPost::default()));
        }
        let post = MailFolder::open(&folder.join("mail"), &folder.join("sms"), SENDER)?;
        let register = Some(folder.join(REGISTER)).filter(|file| file.is_file());
        Ok(Self::Real(post, register.map(|file| RegisterFile::open(&file)).transpose()?))
    }

    /// Lets the register answer for numbers that wait; without one they wait for a clerk.
    pub(crate) async fn ask_register(&self, app: &App) -> Outcome<usize> {
        let register: &dyn Register = match self {
            Self::Simulated(_) => &SimulatedRegister,
            Self::Real(_, Some(file)) => file,
            Self::Real(_, None) => return Ok(0),
        };
        gate::jobs::ask_register(app.store(), register).await
    }

    fn post(&self) -> &dyn Post {
        match self {
            Self::Simulated(post) => post,
            Self::Real(post, _) => post,
        }
    }

    /// Sends the letters that wait; tells how many were handled. A letter may go twice after a
    /// crash between delivery and its record: it has the same id both times.
    pub(crate) async fn send_letters(&self, app: &App) -> Outcome<usize> {
        let letters = app.store().read("letters.due", party::list_due_letters).await?;
        let count = letters.len();
        for letter in letters {
            self.send(app, letter).await?;
        }
        Ok(count)
    }

    async fn send(&self, app: &App, letter: Letter) -> Outcome<()> {
        let at = app.store().read("letters.now", |tx| Ok(tx.now())).await?;
        let envelope = envelope(app, &letter, at);
        let delivered = block_in_place(|| self.post().deliver(&envelope));
        let keeps = matches!(self, Self::Simulated(_));
        let record = move |tx: &mut Tx<'_>| match (&delivered, keeps) {
            (Ok(()), true) => party::record_sent_and_keep(tx, letter.id),
            (Ok(()), false) => party::record_sent(tx, letter.id),
            (Err(failure), _) => party::record_failed(tx, &letter, failure),
        };
        app.store().write_in(Lane::Timers, "letters.record", record).await
    }
}

fn envelope(app: &App, letter: &Letter, at: kernel::Timestamp) -> Envelope {
    let reader = Reader { lang: letter.lang, zone: app.zone().to_owned() };
    let mut facts: Vec<(&str, Fact)> =
        letter.facts.iter().map(|(name, value)| (name.as_str(), value.as_str().into())).collect();
    facts.push(("market", app.name(letter.lang).into()));
    facts.push(("url", app.place().url.as_str().into()));
    let say = |key: &str| app.words().say_with(&reader, key, &facts);
    Envelope {
        id: letter.id,
        to: letter.to.clone(),
        lang: letter.lang,
        subject: letter.subject_key().map(|key| say(&key)),
        body: say(&letter.body_key()),
        at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Mutex, mpsc};
    use std::time::Duration;
    use tokio::task::JoinSet;

    /// A folder that stands still until somebody else has had a turn.
    struct Still(Mutex<mpsc::Receiver<()>>);

    impl Custodian for Still {
        fn form(&self) -> OrderForm {
            OrderForm::Sheet
        }

        fn lay(&self, _: &str, _: &[u8]) -> io::Result<()> {
            self.told().map(drop)
        }

        fn send(&self, _: &str) -> io::Result<()> {
            self.told().map(drop)
        }

        fn told(&self) -> io::Result<Vec<String>> {
            let turn = self.0.lock().expect("one at a time");
            turn.recv_timeout(Duration::from_secs(10)).map_err(io::Error::other)?;
            Ok(Vec::new())
        }

        fn read(&self, _: &str) -> io::Result<Vec<u8>> {
            self.told().map(|_| Vec::new())
        }

        fn put_away(&self, _: &str) -> io::Result<()> {
            self.told().map(drop)
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn while_the_banks_folder_stands_still_others_have_their_turn() {
        for call in [
            |bank: &dyn Custodian| bank.lay("a", b"b"),
            |bank: &dyn Custodian| bank.send("a"),
            |bank: &dyn Custodian| bank.told().map(drop),
            |bank: &dyn Custodian| bank.read("a").map(drop),
            |bank: &dyn Custodian| bank.put_away("a"),
        ] {
            let (turn, waits) = mpsc::channel();
            let (bank, mut tasks) = (Aside(Still(Mutex::new(waits))), JoinSet::new());
            tasks.spawn(async move { call(&bank).is_ok() });
            tasks.spawn(async move { turn.send(()).is_ok() });
            assert_eq!(tasks.join_all().await, [true, true]);
        }
    }
}
