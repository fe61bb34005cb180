//! Two fresh firms beside the records, a knitter in Cixi and an importer in Sweden: one deal of
//! theirs is at sea, another waits for its balance.

mod words;

use super::people::{IMPORTER, KNITTER, contact};
use super::picture::{self, Yarn};
use super::trader::{Opening, Trader, open};
use anyhow::{Context, Result, anyhow};
use catalog::ProductKind;
use custody::BankNotice;
use deal::{DealKind, Finding, InspectionKind, Shipping};
use kernel::{Actor, Id, Lang, Outcome, Stop, Transport};
use sourcing::{InquiryKind, NewInquiry, QuoteKind};
use store::{Store, Tx};
use web::Files;
use words::Talk;

/// One of their deals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// Shipped, not yet arrived.
    AtSea,
    /// Inspected; the balance is due.
    InWork,
}

/// What happens to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Open,
    List,
    Ask(Course),
    Quote(Course),
    Accept(Course),
    PayPart(Course),
    Inspect(Course),
    Report(Course),
    Ship(Course),
}

/// So many hours before now, in order. Each keeps the deadlines of its deal.
const STEPS: &[(i64, Step)] = &[
    (1_720, Step::Open),
    (1_700, Step::List),
    (1_560, Step::Ask(Course::AtSea)),
    (1_540, Step::Quote(Course::AtSea)),
    (1_510, Step::Accept(Course::AtSea)),
    (1_486, Step::PayPart(Course::AtSea)),
    (900, Step::Inspect(Course::AtSea)),
    (880, Step::Report(Course::AtSea)),
    (850, Step::PayPart(Course::AtSea)),
    (800, Step::Ship(Course::AtSea)),
    (230, Step::Ask(Course::InWork)),
    (215, Step::Quote(Course::InWork)),
    (190, Step::Accept(Course::InWork)),
    (170, Step::PayPart(Course::InWork)),
    (30, Step::Inspect(Course::InWork)),
    (6, Step::Report(Course::InWork)),
];

/// When each step happens, in hours before now.
pub(super) fn hours_ago() -> impl Iterator<Item = i64> {
    STEPS.iter().map(|(hours, _)| *hours)
}

/// How far a deal of theirs has come.
#[derive(Debug, Default)]
struct Thread {
    inquiry: Option<Id<InquiryKind>>,
    quote: Option<Id<QuoteKind>>,
    deal: Option<Id<DealKind>>,
    inspection: Option<Id<InspectionKind>>,
    paid: i64,
}

/// The two firms and what is between them.
#[derive(Debug, Default)]
pub(super) struct Export {
    knitter: Option<Trader>,
    importer: Option<Trader>,
    socks: Option<Id<ProductKind>>,
    at_sea: Thread,
    in_work: Thread,
}

/// A result of the store, as an error that says where it happened.
async fn act<T: Send + 'static>(
    store: &Store,
    act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
) -> Result<T> {
    let answered = store.write("demo.export", act).await;
    answered.map_err(|stop: Stop| anyhow!("the export deals: {stop:?}"))
}

impl Export {
    /// The deals, as far as there are any.
    pub(super) fn deals(&self) -> impl Iterator<Item = Id<DealKind>> {
        [self.at_sea.deal, self.in_work.deal].into_iter().flatten()
    }

    /// Takes a step, each after the one before.
    pub(super) async fn take(
        &mut self,
        step: usize,
        store: &Store,
        files: &dyn Files,
        password_hash: &str,
    ) -> Result<()> {
        let (_, step) = STEPS.get(step).context("a step that is not there")?;
        match *step {
            Step::Open => self.open(store, password_hash).await,
            Step::List => self.list(store, files).await,
            Step::Ask(course) => self.ask(store, course).await,
            Step::Quote(course) => self.quote(store, course).await,
            Step::Accept(course) => self.accept(store, course).await,
            Step::PayPart(course) => self.pay_part(store, course).await,
            Step::Inspect(course) => self.inspect(store, course).await,
            Step::Report(course) => self.report(store, course).await,
            Step::Ship(course) => self.ship(store, course).await,
        }
    }

    fn thread(&mut self, course: Course) -> &mut Thread {
        match course {
            Course::AtSea => &mut self.at_sea,
            Course::InWork => &mut self.in_work,
        }
    }

    fn knitter(&self) -> Result<Actor> {
        Ok(self.knitter.context("the knitter has no firm yet")?.actor())
    }

    fn importer(&self) -> Result<Actor> {
        Ok(self.importer.context("the importer has no firm yet")?.actor())
    }

    async fn open(&mut self, store: &Store, password_hash: &str) -> Result<()> {
        let knitter = Opening {
            firm: "慈溪兰花针织",
            person: "兰晓雯",
            lang: Lang::ZhCn,
            country: "CN",
            contact: Some(contact(KNITTER)?),
            password_hash,
        };
        let importer = Opening {
            firm: "Nordvik Strumpor AB",
            person: "Elsa Nordvik",
            lang: Lang::En,
            country: "SE",
            contact: Some(contact(IMPORTER)?),
            password_hash,
        };
        let (knitter, importer) = (knitter.read()?, importer.read()?);
        self.knitter = Some(act(store, move |tx| open(tx, &knitter)).await?);
        self.importer = Some(act(store, move |tx| open(tx, &importer)).await?);
        Ok(())
    }

    async fn list(&mut self, store: &Store, files: &dyn Files) -> Result<()> {
        let goods = [
            (self.importer()?, words::hiking_socks(), Yarn::FOREST),
            (self.knitter()?, words::beanies(), Yarn::NIGHT),
            (self.knitter()?, words::gloves(), Yarn::EMBER),
            (self.knitter()?, words::socks(), Yarn::ORCHID),
        ];
        for (by, new, yarn) in goods {
            let photo = catalog::keep_photo(files, &picture::knit(yarn)?);
            let photo = photo.map_err(|stop| anyhow!("keeping a photo: {stop:?}"))?;
            let list = move |tx: &mut Tx<'_>| {
                let card = catalog::list_product(tx, &by, &new)?.card;
                let (product, version) = (card.offer.product, card.offer.version);
                catalog::set_photo(tx, &by, product, version, photo).map(|_| product)
            };
            self.socks = Some(act(store, list).await?);
        }
        Ok(())
    }

    async fn ask(&mut self, store: &Store, course: Course) -> Result<()> {
        let (by, talk) = (self.importer()?, Talk::of(course));
        let inquiry = NewInquiry {
            product: self.socks.context("nothing is listed yet")?,
            quantity: talk.quantity,
            text: talk.question.to_owned(),
            destination: Some("SEGOT".to_owned()),
        };
        let ask = move |tx: &mut Tx<'_>| sourcing::inquire(tx, &by, &inquiry);
        self.thread(course).inquiry = Some(act(store, ask).await?.id);
        Ok(())
    }

    async fn quote(&mut self, store: &Store, course: Course) -> Result<()> {
        let (by, talk) = (self.knitter()?, Talk::of(course));
        let inquiry = self.thread(course).inquiry.context("nothing was asked")?;
        let quote = move |tx: &mut Tx<'_>| {
            sourcing::say(tx, &by, inquiry, talk.answer)?;
            let until = tx.now().plus_days(words::VALID_D);
            sourcing::quote(tx, &by, inquiry, &talk.quote(until))
        };
        self.thread(course).quote = Some(act(store, quote).await?.id);
        Ok(())
    }

    async fn accept(&mut self, store: &Store, course: Course) -> Result<()> {
        let (by, talk) = (self.importer()?, Talk::of(course));
        let thread = self.thread(course);
        let (inquiry, quote) = thread.inquiry.zip(thread.quote).context("nothing was quoted")?;
        let accept = move |tx: &mut Tx<'_>| {
            sourcing::say(tx, &by, inquiry, talk.thanks)?;
            deal::accept_quote(tx, &by, inquiry, quote, talk.quantity)
        };
        self.thread(course).deal = Some(act(store, accept).await?.deal);
        Ok(())
    }

    fn deal(&mut self, course: Course) -> Result<Id<DealKind>> {
        self.thread(course).deal.context("nothing was agreed")
    }

    /// The next part comes by bank, and is in custody when it does.
    async fn pay_part(&mut self, store: &Store, course: Course) -> Result<()> {
        let (by, deal) = (self.importer()?, self.deal(course)?);
        let nth = self.thread(course).paid + 1;
        act(store, move |tx| pay_by_bank(tx, &by, deal, nth)).await?;
        self.thread(course).paid = nth;
        Ok(())
    }

    async fn inspect(&mut self, store: &Store, course: Course) -> Result<()> {
        let (by, deal) = (self.importer()?, self.deal(course)?);
        let (_, inspection) = act(store, move |tx| deal::order_inspection(tx, &by, deal)).await?;
        self.thread(course).inspection = Some(inspection);
        Ok(())
    }

    async fn report(&mut self, store: &Store, course: Course) -> Result<()> {
        let deal = self.deal(course)?;
        let inspection = self.thread(course).inspection.context("nobody looked")?;
        let note = Some(words::REPORT.to_owned());
        let finding = Finding { has_passed: true, found: words::FOUND, note };
        let report = move |tx: &mut Tx<'_>| {
            deal::file_inspection(tx, &Actor::Rail, deal, inspection, &finding)
        };
        act(store, report).await.map(|_| ())
    }

    async fn ship(&mut self, store: &Store, course: Course) -> Result<()> {
        let (by, deal) = (self.knitter()?, self.deal(course)?);
        let ship = move |tx: &mut Tx<'_>| {
            let shipping = Shipping {
                carrier: "COSCO Shipping Lines".to_owned(),
                tracking: "COSU 6412803310".to_owned(),
                transport: Transport::Sea,
                eta: Some(tx.now().plus_days(words::VOYAGE_D)),
            };
            deal::ship(tx, &by, deal, &shipping)
        };
        act(store, ship).await.map(|_| ())
    }
}

/// A buyer pays a part of a deal by bank, and the bank says that the money came: with that the part
/// is in custody.
pub(super) fn pay_by_bank(
    tx: &mut Tx<'_>,
    by: &Actor,
    deal: Id<DealKind>,
    nth: i64,
) -> Outcome<()> {
    let order = deal::pay_by_bank(tx, by, deal, nth)?;
    let notice = BankNotice {
        bank_reference: format!("RECORD-{}", order.reference),
        order_reference: order.reference,
        amount: order.amount,
    };
    custody::book_payment(tx, &notice).map(|_| ())
}
