//! A table that somebody sent, on its way from the files folder into an import: the same for pages
//! and programs.

use crate::actions;
use crate::api::ImportView;
use crate::model::{CatalogRefusal, NewImport, Taking};
use crate::table::{Plan, read_head, refuse_for_all};
use kernel::rules::Rules;
use kernel::{Currency, Lang, Outcome, Stop};
use std::path::Path;
use store::Answered;
use web::page::{Most, Sent};
use web::{App, Call, Caller};

/// What a file does not say, and whether its products are wanted at once.
#[derive(Debug, Clone)]
pub(crate) struct Defaults {
    /// ISO 4217.
    pub(crate) currency: String,
    /// Days from payment to dispatch.
    pub(crate) lead_time_d: i64,
    /// Whether its products are taken as soon as it is found right.
    pub(crate) is_in_earnest: bool,
    /// How its products are taken.
    pub(crate) taking: Taking,
}

/// Which column of a file is which, and what holds for all its rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    /// Headings with their fields.
    pub(crate) mapping: Vec<(String, String)>,
    /// Fields with their values.
    pub(crate) for_all: Vec<(String, String)>,
}

impl Said {
    fn is_nothing(&self) -> bool {
        self.mapping.is_empty() && self.for_all.is_empty()
    }

    fn of(&self, plan: &Plan) -> Outcome<Plan> {
        let told = self.for_all.iter().map(|(field, value)| (field.as_str(), value.as_str()));
        let plan = plan.with_names(&self.mapping)?.with_for_all(told)?;
        refuse_for_all(&plan)?;
        Ok(plan)
    }
}

/// The largest file, and what is said to a larger one.
pub(crate) fn most() -> Most {
    let most = Rules::current().listing.import_mb;
    let bytes = u64::try_from(most).unwrap_or(0) << 20;
    Most { bytes, refusal: CatalogRefusal::TableTooLarge { most }.into() }
}

/// Reads the head of a file and begins its import.
pub(crate) async fn taken_in(
    app: &App,
    caller: &Caller,
    call: &Call,
    mut sent: Sent,
    defaults: Defaults,
) -> Outcome<Answered<ImportView>> {
    let new = read_new(app, &sent, caller.lang(), defaults).await?;
    let act = app.act("catalog.begin-import", caller, call, None, move |tx, by| {
        actions::begin_import(tx, by, &new).map(ImportView::from)
    });
    let done = act.await;
    // A row that is there, or may be there, names the file.
    if matches!(&done, Ok(done) if !done.was_replayed) || matches!(done, Err(Stop::Unknown)) {
        sent.keep();
    }
    done
}

async fn read_new(app: &App, sent: &Sent, lang: Lang, defaults: Defaults) -> Outcome<NewImport> {
    let file = (sent.path(), sent.key.as_str(), sent.name.as_str(), sent.bytes);
    read_table(app, file, lang, defaults, &Said::default()).await
}

/// What is to be imported: the table at a path, under its key in the files folder, with the name
/// that its sender gave it and its length.
pub(crate) async fn read_table(
    app: &App,
    (path, key, name, bytes): (&Path, &str, &str, u64),
    lang: Lang,
    defaults: Defaults,
    said: &Said,
) -> Outcome<NewImport> {
    let Defaults { currency, lead_time_d, is_in_earnest, taking } = defaults;
    let currency = Currency::from_code(&currency.to_uppercase());
    let currency = currency.ok_or(CatalogRefusal::CurrencyUnknown)?.code();
    let path = path.to_owned();
    let plan = app.compute(move || read_head(&path, currency, lead_time_d)).await??;
    Ok(NewImport {
        file: key.to_owned(),
        file_name: name.to_owned(),
        file_bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        lang,
        is_in_earnest,
        taking,
        plan: said.of(&plan)?,
        is_mapped: !said.is_nothing(),
    })
}
