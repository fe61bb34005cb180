//! Databases for one test each: on the server that JISHI_TEST_POSTGRES names if commits last there,
//! else on one started for this run, which ends and leaves nothing behind when the tests do.

use anyhow::{Context, Result, bail, ensure};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use store::engine::Engine;
use store::postgres::{PostgresConfig, PostgresEngine};

/// Waits for the end of its input, which comes however the tests end.
const SERVER: &str = r#"
set -e
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
initdb -D "$dir/data" -U jishi -A trust -N -E UTF8 --locale=C >"$dir/initdb.log" 2>&1 </dev/null
options="-p $PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories="
options="$options -c shared_buffers=32MB -c max_connections=60"
pg_ctl -D "$dir/data" -l "$dir/server.log" -o "$options" -w start >/dev/null </dev/null
echo ready
read -r end || true
pg_ctl -D "$dir/data" -m immediate stop >/dev/null </dev/null
"#;

struct Server {
    url: String,
    /// Its input stays open as long as this process lives.
    _shell: Option<Child>,
}

/// A database of one's own, dropped at the end.
pub(crate) struct Database {
    pub(crate) url: String,
    server: String,
    name: String,
}

impl Database {
    pub(crate) fn create() -> Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let nth = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("jishi_test_{}_{nth}", std::process::id());
        let server = server()?.url.clone();
        let (base, _) = server.rsplit_once('/').context("the server's URL names a database")?;
        let mut admin = admin(&server)?;
        admin.run_script(&format!("DROP DATABASE IF EXISTS {name}"))?;
        admin.run_script(&format!("CREATE DATABASE {name} TEMPLATE template0"))?;
        Ok(Self { url: format!("{base}/{name}"), server, name })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        if let Ok(mut admin) = admin(&self.server) {
            admin.run_script(&drop).ok();
        }
    }
}

fn admin(url: &str) -> Result<PostgresEngine> {
    let nobody =
        PostgresConfig { url: url.to_owned(), holder: String::new(), address: String::new() };
    Ok(PostgresEngine::migrator(&nobody)?)
}

fn server() -> Result<&'static Server> {
    static SERVER: OnceLock<Result<Server>> = OnceLock::new();
    match SERVER.get_or_init(find_or_start) {
        Ok(server) => Ok(server),
        Err(cause) => bail!("no PostgreSQL for the tests: {cause:#}"),
    }
}

#[expect(clippy::disallowed_methods, reason = "the tests have no app to read it for them")]
fn find_or_start() -> Result<Server> {
    if let Ok(url) = std::env::var("JISHI_TEST_POSTGRES")
        && admin(&url).is_ok()
    {
        return Ok(Server { url, _shell: None });
    }
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let mut shell = as_nobody_special()?
        .args(["sh", "-c", SERVER])
        .env("PATH", search_path())
        .env("PORT", port.to_string())
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("starting a shell")?;
    let mut line = String::new();
    BufReader::new(shell.stdout.take().context("no output")?).read_line(&mut line)?;
    ensure!(line.trim() == "ready", "initdb and pg_ctl are needed, of PostgreSQL 14 or newer");
    let url = format!("postgres://jishi@127.0.0.1:{port}/postgres");
    Ok(Server { url, _shell: Some(shell) })
}

/// PostgreSQL refuses to run as root.
fn as_nobody_special() -> Result<Command> {
    let user = Command::new("id").arg("-u").output().context("asking for the user")?;
    let mut command = Command::new("env");
    if user.stdout.trim_ascii() == b"0" {
        command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]);
    }
    Ok(command)
}

/// Debian keeps the server's programs out of the usual path, one folder for each version.
#[expect(clippy::disallowed_methods, reason = "the tests have no app to read it for them")]
fn search_path() -> String {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .collect();
    found.sort();
    let usual = std::env::var("PATH").unwrap_or_default();
    let last = found.pop().map(|folder| format!(":{}", folder.display())).unwrap_or_default();
    format!("{usual}{last}")
}
