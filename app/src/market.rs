//! All domains put together: their tables, reactions, followers, timers, words and routes.

use crate::rails::Rails;
use crate::secret;
use anyhow::{Context, Result};
use catalog::Finder;
use kernel::{Locale, Outcome, Stop};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use store::{Due, Follower, Migration, Options, Reaction, Store, Tx};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use web::page::{Item, Menus};
use web::{App, Limits, Parts, Place, Words};

/// Every domain's tables, in the domains' order.
pub(crate) fn migrations() -> Vec<Migration> {
    [
        ledger::MIGRATIONS,
        party::MIGRATIONS,
        talk::MIGRATIONS,
        catalog::MIGRATIONS,
        window::MIGRATIONS,
        custody::MIGRATIONS,
        sourcing::MIGRATIONS,
        gate::MIGRATIONS,
        deal::MIGRATIONS,
        remedy::MIGRATIONS,
        trust::MIGRATIONS,
        credit::MIGRATIONS,
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
        ledger::LOCALES,
        party::LOCALES,
        talk::LOCALES,
        catalog::LOCALES,
        window::LOCALES,
        custody::LOCALES,
        sourcing::LOCALES,
        gate::LOCALES,
        deal::LOCALES,
        remedy::LOCALES,
        trust::LOCALES,
        credit::LOCALES,
        crate::public::LOCALES,
    ]
    .concat()
}

/// What must happen in the transaction that tells an event.
fn reactions() -> Vec<Reaction> {
    [deal::jobs::REACTIONS, credit::jobs::REACTIONS].concat()
}

/// Who follows events, a moment later.
pub(crate) const FOLLOWERS: &[Follower] = &[
    gate::jobs::COUNTS,
    deal::jobs::TRADES,
    trust::jobs::STANDING,
    talk::jobs::COLLEAGUES,
    window::jobs::SHELVES,
];

/// Rails that are simulated hear of their orders the same way.
const SIMULATED: &[Follower] = &[custody::jobs::SIMULATED_BANK, deal::jobs::SIMULATED_CARRIERS];

/// What a due timer does; its kind begins with its domain's name.
fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    match due.kind.split('-').next() {
        Some("deal") => deal::jobs::on_due(tx, due),
        Some("remedy") => remedy::jobs::on_due(tx, due),
        Some("trust") => trust::jobs::on_due(tx, due),
        Some("talk") => talk::jobs::on_due(tx, due),
        Some("custody") => custody::jobs::on_due(tx, due),
        Some("gate") => gate::jobs::on_due(tx, due),
        Some("sourcing") => sourcing::jobs::on_due(tx, due),
        _ => Err(Stop::Fault(anyhow::anyhow!("nobody knows the timer {}", due.kind))),
    }
}

/// What is in the menus: what is built.
const MENUS: Menus = Menus {
    public: &[
        Item { path: "/", word: "menu-market", icon: "search" },
        Item { path: "/categories", word: "window-categories", icon: "box" },
    ],
    firm: &[
        Item { path: "/", word: "menu-market", icon: "search" },
        Item { path: "/inquiries", word: "menu-inquiries", icon: "message" },
        Item { path: "/requests", word: "menu-requests", icon: "file" },
        Item { path: "/deals", word: "menu-deals", icon: "box" },
        Item { path: "/money", word: "menu-money", icon: "coins" },
        Item { path: "/firm", word: "menu-firm", icon: "firm" },
        Item { path: "/messages", word: "talk-messages", icon: "message" },
        Item { path: "/goods", word: "menu-goods", icon: "tag" },
        Item { path: "/credit", word: "credit-title", icon: "chart" },
        Item { path: "/shelves", word: "menu-shelves", icon: "people" },
        Item { path: "/export-path", word: "menu-export-path", icon: "ship" },
        Item { path: "/invite", word: "menu-invite", icon: "plus" },
        Item { path: "/categories", word: "window-categories", icon: "box" },
    ],
    clerk: &[
        Item { path: "/", word: "menu-market", icon: "search" },
        Item { path: "/shelves", word: "menu-shelves", icon: "people" },
        Item { path: "/campaigns", word: "menu-campaigns", icon: "message" },
        Item { path: "/checks", word: "menu-checks", icon: "seal" },
        Item { path: "/numbers", word: "menu-numbers", icon: "chart" },
        Item { path: "/desk/requests", word: "menu-reviews", icon: "check" },
        Item { path: "/reports", word: "talk-reports", icon: "alert" },
        Item { path: "/disputes", word: "menu-disputes", icon: "alert" },
        Item { path: "/categories", word: "window-categories", icon: "box" },
    ],
};

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
    /// The index of what is listed.
    pub(crate) finder: Arc<Finder>,
    /// Brings requests to sellers.
    pub(crate) matcher: Arc<sourcing::jobs::Matcher>,
}

impl Market {
    /// Puts an open store and all domains together.
    pub(crate) fn new(store: Store, setup: Setup) -> Result<Self> {
        let files = setup.folder.join("files");
        std::fs::create_dir_all(&files).with_context(|| files.display().to_string())?;
        let parts = Parts {
            store,
            words: words()?,
            sign_in: party::sign_in_by_hash,
            limits: Limits::per_second(setup.rates.0, setup.rates.1),
            files,
            secret: secret::read_or_make(&setup.folder)?,
            place: setup.place,
            menus: MENUS,
        };
        let app = App::new(parts);
        let rails = Arc::new(Rails::open(&setup.folder, app.place().is_simulated)?);
        let finder = Arc::new(Finder::open(&setup.folder.join("search"))?);
        Ok(Self { app, metrics: metrics()?, rails, finder, matcher: Arc::default() })
    }

    /// All routes with the document that describes them.
    pub(crate) fn routes(&self) -> (axum::Router<App>, OpenApi) {
        let routes = OpenApiRouter::with_openapi(crate::document::head())
            .merge(party::api::api())
            .merge(talk::api::api())
            .merge(catalog::api::api())
            .merge(window::api::api())
            .merge(catalog::api::search_api(self.finder.clone()))
            .merge(sourcing::api::api())
            .merge(gate::api::api())
            .merge(custody::api::api())
            .merge(deal::api::api())
            .merge(remedy::api::api())
            .merge(trust::api::api())
            .merge(credit::api::api())
            .merge(crate::public::api());
        let (routes, document) = routes.split_for_parts();
        let pages = pages().merge(catalog::pages::search_pages(self.finder.clone()));
        (routes.merge(pages), crate::document::finish(document))
    }

    /// Fires what is due.
    pub(crate) async fn run_timers(self) -> Outcome<usize> {
        store::run_timers(self.app.store(), on_due).await
    }

    /// Lets followers take what is new.
    pub(crate) async fn run_followers(self) -> Outcome<usize> {
        let mut taken = store::run_followers(self.app.store(), FOLLOWERS).await?;
        if self.app.place().is_simulated {
            taken += store::run_followers(self.app.store(), SIMULATED).await?;
        }
        Ok(taken)
    }

    /// Lets this process's index take what has changed.
    pub(crate) async fn follow_with_index(self) -> Outcome<usize> {
        let taken = self.finder.follow(&self.app).await?;
        if self.app.store().is_writer() {
            self.finder.write_unmet(&self.app).await?;
        }
        Ok(taken)
    }

    /// Sends letters that wait.
    pub(crate) async fn send_letters(self) -> Outcome<usize> {
        self.rails.send_letters(&self.app).await
    }

    /// Does the next step of the oldest file of goods that waits.
    pub(crate) async fn import_goods(self) -> Outcome<usize> {
        catalog::jobs::work(&self.app).await
    }

    /// Hides goods whose days are over.
    pub(crate) async fn expire_goods(self) -> Outcome<usize> {
        catalog::jobs::expire(self.app.store()).await
    }

    /// Brings new requests to the sellers that can serve them.
    pub(crate) async fn match_requests(self) -> Outcome<usize> {
        self.matcher.run(self.app.store()).await
    }

    /// Lets the register of firms answer.
    pub(crate) async fn ask_register(self) -> Outcome<usize> {
        self.rails.ask_register(&self.app).await
    }

    /// Writes the letters of saved searches that are due.
    pub(crate) async fn write_digests(self) -> Outcome<usize> {
        let app = self.app.clone();
        let act = move |tx: &mut Tx<'_>| {
            sourcing::write_digests(tx, |firm, id| sourcing::pages::proof_to_stop(&app, firm, id))
        };
        self.app.store().write_in(store::Lane::Timers, "sourcing.digests", act).await
    }

    /// At the day's end: fees to the platform, the checkpoint; and what is kept for a while only is
    /// swept.
    pub(crate) async fn end_day(self) -> Outcome<usize> {
        let store = self.app.store();
        if ledger::jobs::make_checkpoint(store).await?.is_some() {
            ledger::jobs::sweep_all_fees(store, custody::PLATFORM).await?;
        }
        talk::jobs::sweep_all(store).await?;
        self.app.limits().tidy();
        gate::jobs::look_daily(store).await?;
        let more = store.write_in(store::Lane::Bulk, "once.sweep", store::sweep_once).await?;
        Ok(usize::from(more))
    }
}

/// Every domain's pages, and what they are drawn with.
fn pages() -> axum::Router<App> {
    web::page::assets()
        .merge(party::pages::pages())
        .merge(talk::pages::pages())
        .merge(catalog::pages::pages())
        .merge(window::pages::pages())
        .merge(sourcing::pages::pages())
        .merge(gate::pages::pages())
        .merge(custody::pages::pages())
        .merge(deal::pages::pages())
        .merge(remedy::pages::pages())
        .merge(trust::pages::pages())
        .merge(credit::pages::pages())
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
