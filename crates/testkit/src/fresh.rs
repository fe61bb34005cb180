//! A fresh store for each test, on either engine.

use crate::twin::TwinEngines;
use kernel::Timestamp;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::clock::SetClock;
use store::faults::Faults;
use store::postgres::PostgresEngines;
use store::{Address, Migration, Options, Reaction, Store, engines_at};
use tempfile::TempDir;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file in a folder of its own.
    Sqlite,
    /// A database of its own on the server that `cargo xtask test` starts.
    Postgres,
    /// Both at once; a statement that they answer differently ends the test.
    Both,
}

/// Each engine, one after the other, then both at once.
pub fn engines() -> impl Iterator<Item = Engine> {
    [Engine::Sqlite, Engine::Postgres, Engine::Both].into_iter()
}

/// A store that lives as long as its test.
pub struct Fresh {
    /// The store.
    pub store: Store,
    /// Its clock; stands until set.
    pub clock: SetClock,
    /// Where it lies, to open it again.
    pub address: Address,
    _folder: TempDir,
}

impl Drop for Fresh {
    fn drop(&mut self) {
        self.store.close();
    }
}

/// The instant at which every test begins: 2026-03-02 12:00 UTC, a Monday.
pub const fn noon() -> Timestamp {
    Timestamp::from_micros(1_772_452_800_000_000)
}

/// A fresh store with these tables.
pub fn fresh(engine: Engine, migrations: Vec<Migration>) -> Fresh {
    fresh_with(engine, migrations, None)
}

/// A fresh store with these tables, in which these react to events as they are told.
pub fn fresh_reacting(
    engine: Engine,
    migrations: Vec<Migration>,
    reactions: Vec<Reaction>,
) -> Fresh {
    open(engine, migrations, reactions, None)
}

/// A fresh store whose connections fail as `faults` says.
pub fn fresh_with(engine: Engine, migrations: Vec<Migration>, faults: Option<Faults>) -> Fresh {
    open(engine, migrations, Vec::new(), faults)
}

fn open(
    engine: Engine,
    migrations: Vec<Migration>,
    reactions: Vec<Reaction>,
    faults: Option<Faults>,
) -> Fresh {
    let folder = TempDir::new().expect("a folder for the store");
    let address = match engine {
        Engine::Sqlite | Engine::Both => Address::Sqlite(folder.path().join("jishi.db")),
        Engine::Postgres => Address::Postgres(fresh_database()),
    };
    let clock = SetClock::at(noon());
    let options = Options {
        migrations,
        reactions,
        clock: Some(Arc::new(clock.clone())),
        readers: 2,
        own_address: "127.0.0.1:0".to_owned(),
    };
    let store = match (faults, &address) {
        (Some(faults), _) => {
            let real = engines_at(&address, &options.own_address);
            Store::open_with(faults.around(real), options)
        }
        (None, Address::Sqlite(path)) if engine == Engine::Both => {
            Store::open_with(Arc::new(twins(path, &options)), options)
        }
        (None, _) => Store::open(&address, options),
    };
    let store = store.expect("a fresh store opens");
    Fresh { store, clock, address, _folder: folder }
}

/// A file and a database with the same tables.
fn twins(path: &Path, options: &Options) -> TwinEngines {
    let url = fresh_database();
    let tables = Options {
        migrations: options.migrations.clone(),
        clock: options.clock.clone(),
        ..Options::default()
    };
    let made = Store::open(&Address::Postgres(url.clone()), tables).expect("tables are made");
    made.close();
    drop(made);
    let postgres = PostgresEngines::new(&url, &options.own_address);
    TwinEngines::new(path.to_owned(), postgres)
}

/// The URL of the server on which tests may make databases.
fn server() -> String {
    std::env::var("JISHI_TEST_POSTGRES")
        .expect("JISHI_TEST_POSTGRES is not set: run the tests by `cargo xtask test`")
}

/// Makes an empty database on the server that `cargo xtask test` starts, and gives its URL.
pub fn fresh_database() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let nth = COUNT.fetch_add(1, Ordering::Relaxed);
    // A server that is kept between runs sees the same process ids again.
    let since = std::time::UNIX_EPOCH.elapsed().expect("a clock after 1970").as_micros();
    let name = format!("jishi_{}_{since}_{nth}", std::process::id());
    let server = server();
    let make = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
    let url = server.clone();
    let maker = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime for one statement");
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls)
                .await
                .expect("the test server answers");
            let driven = tokio::spawn(connection);
            client.batch_execute(&make).await.expect("a fresh database");
            drop(client);
            driven.await.ok();
        });
    });
    maker.join().expect("a fresh database is made");
    let (base, _) = server.rsplit_once('/').expect("the server's URL names a database");
    format!("{base}/{name}")
}
