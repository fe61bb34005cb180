//! All domains put together: their tables, reactions, followers, timers, words and routes.

use crate::bucket::Bucket;
use crate::finders::Finders;
use crate::menus::MENUS;
use crate::outside::Outside;
use crate::rails::{self, Rails};
use crate::secret;
use crate::serve::Proxies;
use anyhow::{Context, Result};
use axum::Extension;
use custody::pages::TheBank;
use kernel::rules::Rules;
use kernel::{Locale, Outcome, Stop};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use store::{Due, Follower, Migration, Options, Reaction, Store, Tx};
use talk::ports::Translator;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use web::{App, Files, Folder, Limits, Parts, Place, Words};

/// Every domain's tables, in the domains' order.
pub(crate) fn migrations() -> Vec<Migration> {
    [
        rates::MIGRATIONS,
        ledger::MIGRATIONS,
        party::MIGRATIONS,
        assent::MIGRATIONS,
        talk::MIGRATIONS,
        catalog::MIGRATIONS,
        agency::MIGRATIONS,
        window::MIGRATIONS,
        custody::MIGRATIONS,
        sourcing::MIGRATIONS,
        gate::MIGRATIONS,
        screening::MIGRATIONS,
        deal::MIGRATIONS,
        cart::MIGRATIONS,
        remedy::MIGRATIONS,
        promise::MIGRATIONS,
        trust::MIGRATIONS,
        credit::MIGRATIONS,
        billing::MIGRATIONS,
        hooks::MIGRATIONS,
        desk::MIGRATIONS,
    ]
    .concat()
}

/// Every domain's words.
/// The sentences of all domains.
pub(crate) fn words() -> Result<Words> {
    Words::read(&locales())
}

fn locales() -> Vec<Locale> {
    [
        web::LOCALES,
        rates::LOCALES,
        ledger::LOCALES,
        party::LOCALES,
        assent::LOCALES,
        talk::LOCALES,
        finding::LOCALES,
        catalog::LOCALES,
        agency::LOCALES,
        window::LOCALES,
        custody::LOCALES,
        sourcing::LOCALES,
        gate::LOCALES,
        screening::LOCALES,
        deal::LOCALES,
        cart::LOCALES,
        remedy::LOCALES,
        promise::LOCALES,
        trust::LOCALES,
        credit::LOCALES,
        billing::LOCALES,
        hooks::LOCALES,
        desk::LOCALES,
        crate::public::LOCALES,
    ]
    .concat()
}

/// What must happen in the transaction that tells an event.
fn reactions() -> Vec<Reaction> {
    [
        custody::jobs::REACTIONS,
        screening::jobs::REACTIONS,
        remedy::jobs::REACTIONS,
        deal::jobs::REACTIONS,
        cart::jobs::REACTIONS,
        promise::jobs::REACTIONS,
        credit::jobs::REACTIONS,
    ]
    .concat()
}

/// Who follows events, a moment later.
pub(crate) const FOLLOWERS: &[Follower] = &[
    gate::jobs::COUNTS,
    screening::jobs::NAMES,
    deal::jobs::TRADES,
    deal::jobs::LETTERS,
    custody::jobs::LETTERS,
    trust::jobs::STANDING,
    talk::jobs::COLLEAGUES,
    talk::jobs::RECORDS,
    sourcing::jobs::REPLIES,
    window::jobs::SHELVES,
    billing::jobs::FEES,
    hooks::jobs::EVENTS,
];

/// Whoever wants translations hears what is written; only where an engine makes them.
const TEXTS: &[Follower] = &[talk::jobs::TEXTS, sourcing::jobs::TEXTS];

/// Rails that are simulated hear of their orders the same way.
const CARRIERS: &[Follower] = &[deal::jobs::SIMULATED_CARRIERS];
const PLAYED_BANK: &[Follower] = &[custody::jobs::SIMULATED_BANK];

/// What a due timer does; its kind begins with its domain's name.
pub(crate) fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    match due.kind.split('-').next() {
        Some("deal") => deal::jobs::on_due(tx, due),
        Some("assent") => assent::jobs::on_due(tx, due),
        Some("screening") => screening::jobs::on_due(tx, due),
        Some("remedy") => remedy::jobs::on_due(tx, due),
        Some("promise") => promise::jobs::on_due(tx, due),
        Some("trust") => trust::jobs::on_due(tx, due),
        Some("talk") => talk::jobs::on_due(tx, due),
        Some("custody") => custody::jobs::on_due(tx, due),
        Some("agency") => agency::jobs::on_due(tx, due),
        Some("billing") => billing::jobs::on_due(tx, due),
        Some("sourcing") => sourcing::jobs::on_due(tx, due),
        _ => Err(Stop::Fault(anyhow::anyhow!("nobody knows the timer {}", due.kind))),
    }
}

/// Opens a store with every domain's tables and reactions.
pub(crate) fn options() -> Options {
    Options { migrations: migrations(), reactions: reactions(), ..Options::default() }
}

/// How a market is set up.
#[derive(Debug, Clone)]
pub(crate) struct Setup {
    /// The market's place.
    pub(crate) place: Place,
    /// Requests a second for one member and for one stranger; zero lets everything through.
    pub(crate) rates: (u32, u32),
    /// The folder of photos, papers and the key.
    pub(crate) folder: PathBuf,
    /// What stands outside.
    pub(crate) outside: Outside,
}

/// The running market.
#[derive(Clone)]
pub(crate) struct Market {
    /// What handlers hold.
    pub(crate) app: App,
    /// Renders the counters.
    pub(crate) metrics: PrometheusHandle,
    /// The rails outside.
    pub(crate) rails: Arc<Rails>,
    /// Helps to read other languages.
    pub(crate) translator: Arc<dyn Translator>,
    /// The bank that is told by files.
    pub(crate) bank: TheBank,
    /// The font of documents.
    pub(crate) fonts: billing::Fonts,
    /// The indexes of what is looked for.
    pub(crate) finders: Finders,
    /// Brings requests to sellers.
    pub(crate) matcher: Arc<sourcing::jobs::Matcher>,
    /// The networks that firms' own addresses may lie in.
    pub(crate) networks: Arc<hooks::Networks>,
    /// The proxies before it.
    pub(crate) proxies: Proxies,
    /// Tells firms' programs what happens.
    pub(crate) courier: Arc<hooks::jobs::Courier>,
}

impl Market {
    /// Puts an open store and all domains together.
    pub(crate) fn new(store: Store, setup: Setup) -> Result<Self> {
        let files = setup.folder.join("files");
        std::fs::create_dir_all(&files).with_context(|| files.display().to_string())?;
        let folder = Folder(files.clone());
        let kept: Arc<dyn Files> = match setup.outside.bucket.clone() {
            Some(bucket) => Arc::new(Bucket::open(bucket, folder)?),
            None => Arc::new(folder),
        };
        let sign_in = &Rules::current().sign_in;
        let parts = Parts {
            store,
            words: words()?,
            sign_in: party::sign_in_by_hash,
            limits: Limits::per_second(setup.rates.0, setup.rates.1)
                .guessing(sign_in.password_tries_h, sign_in.password_tries_all_h),
            files,
            secret: secret::read_or_make(&setup.folder)?,
            place: setup.place,
            menus: MENUS,
            unread: Some(talk::unread),
        };
        let app = App::keeping(parts, kept);
        let rails = Arc::new(Rails::open(&setup.folder, app.place().is_simulated)?);
        let finders = Finders::open(&setup.folder.join("search"))?;
        let translator = rails::translator(setup.outside.translator.as_ref())?.into();
        let bank = setup.outside.bank.as_ref().map(|bank| rails::open_bank(&setup.folder, bank));
        let bank = bank.transpose()?.map(Arc::new);
        let fonts = billing::Fonts::new(setup.outside.font);
        let (metrics, matcher) = (metrics()?, Arc::default());
        let networks = Arc::new(rails::networks(setup.outside.webhooks.as_ref())?);
        let out = hooks::ports::Outgoing::within(Arc::clone(&networks))?;
        let courier = Arc::new(hooks::jobs::Courier::by(out));
        Ok(Self {
            app,
            metrics,
            rails,
            translator,
            bank,
            fonts,
            finders,
            matcher,
            networks,
            proxies: setup.outside.proxies,
            courier,
        })
    }

    /// All routes with the document that describes them.
    pub(crate) fn routes(&self) -> (axum::Router<App>, OpenApi) {
        let routes = OpenApiRouter::with_openapi(crate::document::head())
            .merge(rates::api::api())
            .merge(party::api::api())
            .merge(assent::api::api())
            .merge(talk::api::api())
            .merge(catalog::api::api())
            .merge(agency::api::api())
            .merge(window::api::api())
            .merge(self.finders.api())
            .merge(sourcing::api::api())
            .merge(gate::api::api())
            .merge(screening::api::api())
            .merge(custody::api::api().layer(Extension(self.bank.clone())))
            .merge(deal::api::api())
            .merge(cart::api::api())
            .merge(remedy::api::api())
            .merge(promise::api::api())
            .merge(trust::api::api())
            .merge(credit::api::api())
            .merge(billing::api::api())
            .merge(hooks::api::api(Arc::clone(&self.networks)))
            .merge(desk::api::api())
            .merge(crate::public::api());
        let (routes, document) = routes.split_for_parts();
        let pages = pages().merge(self.finders.pages());
        let pages = pages.merge(custody::pages::bank_pages(self.bank.clone()));
        let pages = pages.merge(billing::pages::pages(self.fonts.clone()));
        let pages = pages.merge(hooks::pages::pages(Arc::clone(&self.networks)));
        (routes.merge(pages), crate::document::finish(document))
    }

    /// Fires what is due.
    pub(crate) async fn run_timers(self) -> Outcome<usize> {
        store::run_timers(self.app.store(), on_due).await
    }

    /// Lets followers take what is new.
    pub(crate) async fn run_followers(self) -> Outcome<usize> {
        let mut followers = FOLLOWERS.to_vec();
        if self.translator.is_kept() {
            followers.extend(TEXTS);
        }
        if self.app.place().is_simulated {
            followers.extend(CARRIERS);
        }
        // Where a bank is told by files, nobody plays one beside it.
        if self.app.place().is_simulated && self.bank.is_none() {
            followers.extend(PLAYED_BANK);
        }
        store::run_followers(self.app.store(), &followers).await
    }

    /// Hands payouts over to the bank, and takes what it has told.
    pub(crate) async fn work_with_bank(self) -> Outcome<usize> {
        let Some(bank) = &self.bank else { return Ok(0) };
        let store = self.app.store();
        // What stands in the way of one holds up no other.
        let (sent, answered) = (bank.send_payouts(store).await, bank.send_answers(store).await);
        let (told, looked) = (bank.take_told(store).await, bank.look_after(store).await);
        Ok(sent? + answered? + told? + looked?)
    }

    /// Lets this process's indexes take what has changed.
    pub(crate) async fn follow_with_index(self) -> Outcome<usize> {
        self.finders.follow(&self.app).await
    }

    /// What was looked for here in vain reaches the process that writes, if that is another one.
    pub(crate) async fn send_unmet(self) -> Outcome<usize> {
        if self.app.store().is_writer() {
            return Ok(0);
        }
        crate::serve::unmet::send(&self.app, &self.finders).await
    }

    /// Sends letters that wait.
    pub(crate) async fn send_letters(self) -> Outcome<usize> {
        self.rails.send_letters(&self.app).await
    }

    /// Lets the engine translate what waits.
    pub(crate) async fn translate(self) -> Outcome<usize> {
        if !self.translator.is_kept() {
            return Ok(0);
        }
        talk::jobs::translate(self.app.store(), &*self.translator).await
    }

    /// Tells firms' programs what happened, one round.
    pub(crate) async fn tell_programs(self) -> Outcome<usize> {
        self.courier.work(&self.app).await
    }

    /// Does the next step of the oldest file of goods that waits.
    pub(crate) async fn import_goods(self) -> Outcome<usize> {
        catalog::jobs::work(&self.app).await
    }

    /// Hides goods whose days are over.
    pub(crate) async fn expire_goods(self) -> Outcome<usize> {
        catalog::jobs::expire(self.app.store()).await
    }

    /// Takes away the files of imports that nobody works on any more.
    pub(crate) async fn sweep_imports(self) -> Outcome<usize> {
        catalog::jobs::sweep(&self.app).await
    }

    /// Brings new requests to the sellers that can serve them.
    pub(crate) async fn match_requests(self) -> Outcome<usize> {
        self.matcher.run(self.app.store()).await
    }

    /// Looks at all firms by a list of sanctions that was loaded, a piece at a time.
    pub(crate) async fn look_at_names(self) -> Outcome<usize> {
        screening::jobs::look_at_all(self.app.store()).await
    }

    /// Takes new wallets under watch, so that money is not forgotten.
    pub(crate) async fn watch_wallets(self) -> Outcome<usize> {
        custody::jobs::watch_new_wallets(self.app.store()).await
    }

    /// Keeps the rates of currencies at hand.
    pub(crate) async fn refresh_rates(self) -> Outcome<usize> {
        rates::jobs::refresh(&self.app).await.map(|()| 0)
    }

    /// Lets the register of firms answer.
    pub(crate) async fn ask_register(self) -> Outcome<usize> {
        self.rails.ask_register(&self.app).await
    }

    /// Tells the operator's people by letter what waits at their desks.
    pub(crate) async fn tell_desks(self) -> Outcome<usize> {
        desk::jobs::tell(&self.app).await
    }

    /// Writes the letters of saved searches that are due.
    pub(crate) async fn write_digests(self) -> Outcome<usize> {
        let (app, goods) = (self.app.clone(), self.finders.goods.clone());
        let look = move |tx: &mut Tx<'_>| {
            sourcing::due_alerts(tx, Some(&*goods).filter(|goods| goods.is_ready()))
        };
        let alerts = self.app.store().read("sourcing.alerts", look).await?;
        if alerts.is_empty() {
            return Ok(0);
        }
        let act = move |tx: &mut Tx<'_>| {
            let proof = |firm, id| sourcing::pages::proof_to_stop(&app, firm, id);
            sourcing::write_alerts(tx, &alerts, proof)
        };
        self.app.store().write_in(store::Lane::Timers, "sourcing.digests", act).await
    }

    /// Forgets callers who have been quiet.
    pub(crate) async fn forget_callers(self) -> Outcome<usize> {
        self.app.limits().tidy();
        Ok(0)
    }

    /// At the day's end: fees to the platform, the checkpoint; and what is kept for a while only is
    /// swept. What stands in the way of one holds up no other.
    pub(crate) async fn end_day(self) -> Outcome<usize> {
        let store = self.app.store();
        let done = [
            custody::jobs::end_day(store).await,
            billing::jobs::close_books(store).await.map(drop),
            talk::jobs::sweep_all(store).await.map(drop),
            hooks::jobs::sweep_all(store).await.map(drop),
            talk::jobs::age_records(store).await.map(drop),
            gate::jobs::look_daily(store).await.map(drop),
        ];
        let more = store.write_in(store::Lane::Bulk, "once.sweep", store::sweep_once).await;
        done.into_iter().collect::<Outcome<()>>()?;
        more.map(usize::from)
    }
}

/// Every domain's pages, and what they are drawn with.
fn pages() -> axum::Router<App> {
    web::page::assets()
        .merge(rates::pages::pages())
        .merge(party::pages::pages())
        .merge(assent::pages::pages())
        .merge(talk::pages::pages())
        .merge(catalog::pages::pages())
        .merge(agency::pages::pages())
        .merge(window::pages::pages())
        .merge(sourcing::pages::pages())
        .merge(gate::pages::pages())
        .merge(screening::pages::pages())
        .merge(custody::pages::pages())
        .merge(deal::pages::pages())
        .merge(cart::pages::pages())
        .merge(remedy::pages::pages())
        .merge(promise::pages::pages())
        .merge(trust::pages::pages())
        .merge(credit::pages::pages())
        .merge(desk::pages::pages())
        .merge(crate::public::pages())
}

/// The counters are the process's own, so they are installed once.
fn metrics() -> Result<PrometheusHandle> {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = HANDLE.get() {
        return Ok(handle.clone());
    }
    let handle = PrometheusBuilder::new().install_recorder().context("installing metrics")?;
    Ok(HANDLE.get_or_init(|| handle).clone())
}

/// The folder beside a store for photos, papers and the key.
pub(crate) fn folder_of(address: &store::Address) -> PathBuf {
    match address {
        store::Address::Sqlite(path) => {
            path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
        }
        store::Address::Postgres(_) => Path::new("jishi-data"),
    }
    .to_owned()
}
