//! A store of its own for a benchmark, thrown away afterwards.

use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use store::Address;
use tokio_postgres::{Client, NoTls};

/// A folder that vanishes with the benchmark. On PostgreSQL the database must be empty and is left
/// as it is, but for the schemas made beside it.
pub(crate) struct Room {
    /// Where the store lies.
    pub(crate) address: Address,
    folder: PathBuf,
}

impl Room {
    /// Beside the store that was named, so that the same disk is measured.
    pub(crate) fn beside(store: &Address) -> Result<Self> {
        let name = format!("bench-{}", std::process::id());
        let folder = match store {
            Address::Sqlite(path) => path.with_extension(name),
            Address::Postgres(_) => std::env::temp_dir().join(format!("jishi-{name}")),
        };
        if folder.exists() {
            bail!("{} is in the way; remove it", folder.display());
        }
        std::fs::create_dir_all(&folder)?;
        let address = match store {
            Address::Sqlite(_) => Address::Sqlite(folder.join("jishi.db")),
            Address::Postgres(_) => store.clone(),
        };
        Ok(Self { address, folder })
    }

    /// A folder for what lies beside a store.
    pub(crate) fn files(&self) -> Result<PathBuf> {
        let folder = self.folder.join("beside");
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Room for another store: a file, or a schema of the same database.
    pub(crate) async fn another(&self, name: &str) -> Result<Address> {
        let Address::Postgres(url) = &self.address else {
            return Ok(Address::Sqlite(self.folder.join(format!("{name}.db"))));
        };
        let schema = format!("jishi_bench_{name}");
        let client = connect(url).await?;
        let anew = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
        client.batch_execute(&anew).await?;
        let joint = if url.contains('?') { '&' } else { '?' };
        Ok(Address::Postgres(format!("{url}{joint}options=-csearch_path%3D{schema}")))
    }

    /// A room within this one, with a store and files of its own; whatever had that name is gone.
    pub(crate) async fn within(&self, name: &str) -> Result<Self> {
        let folder = self.folder.join(name);
        std::fs::create_dir_all(&folder)?;
        let address = match &self.address {
            Address::Sqlite(_) => Address::Sqlite(folder.join("jishi.db")),
            Address::Postgres(_) => self.another(name).await?,
        };
        Ok(Self { address, folder })
    }

    /// A copy of a store, which must be closed.
    pub(crate) async fn copy(&self, from: &Address, name: &str) -> Result<Address> {
        let to = self.another(name).await?;
        match (from, &to) {
            (Address::Sqlite(from), Address::Sqlite(to)) => {
                std::fs::copy(from, to)?;
            }
            (Address::Postgres(from), Address::Postgres(_)) => {
                let client = connect(from).await?;
                for table in tables(&client).await? {
                    let copy = format!("jishi_bench_{name}.{table}");
                    let text = format!(
                        "CREATE TABLE {copy} (LIKE {table} INCLUDING ALL);
                         INSERT INTO {copy} SELECT * FROM {table}"
                    );
                    client.batch_execute(&text).await?;
                }
            }
            _ => bail!("two kinds of stores"),
        }
        Ok(to)
    }

    /// Fails if two stores do not hold equally many rows: then they did not do the same.
    pub(crate) async fn compare(&self, one: &Address, other: &Address) -> Result<()> {
        let (Address::Postgres(one), Address::Postgres(other)) = (one, other) else {
            return Ok(());
        };
        let (one, other) = (connect(one).await?, connect(other).await?);
        for table in tables(&one).await? {
            let asked = format!("SELECT COUNT(*) FROM {table}");
            let mut counts = Vec::new();
            for client in [&one, &other] {
                counts.push(client.query_one(&asked, &[]).await?.get::<_, i64>(0));
            }
            if counts[0] != counts[1] {
                bail!("the floor wrote other rows: {table} has {} and {}", counts[0], counts[1]);
            }
        }
        Ok(())
    }

    /// Takes away the stores made beside the first one.
    pub(crate) async fn clear(&self, names: &[&str]) -> Result<()> {
        let Address::Postgres(url) = &self.address else { return Ok(()) };
        let client = connect(url).await?;
        for name in names {
            let text = format!("DROP SCHEMA IF EXISTS jishi_bench_{name} CASCADE");
            client.batch_execute(&text).await?;
        }
        Ok(())
    }

    /// Bytes that the store takes on disk: file and log, or the whole database.
    pub(crate) async fn bytes(&self) -> Result<u64> {
        match &self.address {
            Address::Sqlite(path) => {
                let sizes = ["", "-wal"].map(|end| {
                    let mut name = path.as_os_str().to_owned();
                    name.push(end);
                    std::fs::metadata(name).map(|file| file.len()).unwrap_or(0)
                });
                Ok(sizes.iter().sum())
            }
            Address::Postgres(url) => {
                let asked = "SELECT pg_database_size(current_database())";
                let row = connect(url).await?.query_one(asked, &[]).await?;
                Ok(u64::try_from(row.get::<_, i64>(0))?)
            }
        }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // What cannot be removed is left for the operator to see.
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

/// A connection of the bare driver.
#[expect(clippy::disallowed_methods, reason = "a benchmark owns its tasks")]
pub(crate) async fn connect(url: &str) -> Result<Client> {
    let (client, connection) =
        tokio_postgres::connect(url, NoTls).await.context("connecting to PostgreSQL")?;
    tokio::spawn(async move {
        // Its error is also every waiting statement's.
        connection.await.ok();
    });
    Ok(client)
}

async fn tables(client: &Client) -> Result<Vec<String>> {
    let asked = "SELECT CAST(tablename AS TEXT) FROM pg_tables
                 WHERE schemaname = current_schema() ORDER BY tablename";
    let rows = client.query(asked, &[]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}
