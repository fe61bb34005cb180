//! A PostgreSQL that lives as long as one run of the tests.

use crate::needs;
use anyhow::{Context, bail};
use std::env;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

/// Where the tests find their database; when the caller has set it, none is started.
pub(crate) const ADDRESS: &str = "JISHI_TEST_POSTGRES";

/// Tries until a port is found that nobody took between our look and the server's start.
const PORTS_TRIED_MOST: u32 = 5;

/// Makes a cluster, serves it until standard input ends, then leaves no trace. Input ends when the
/// parent closes it or is gone for whatever reason, so nothing is left behind by Ctrl-C or a kill.
/// Says `ready` once it answers. No fsync: no test cuts the power, and the cluster is thrown away.
const GUARD: &str = r#"
trap '' INT TERM HUP
bin=$1 port=$2
folder=$(mktemp -d "${TMPDIR:-/tmp}/jishi-test-XXXXXX") || exit 1
cd "$folder" || exit 1
server=
leave() {
    if [ -n "$server" ]; then kill -INT "$server" 2>/dev/null; wait "$server"; fi
    cd / && rm -rf "$folder"
}
trap leave EXIT
"$bin/initdb" -D "$folder/cluster" -U postgres --auth=trust --encoding=UTF8 --no-locale \
    --no-sync >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
"$bin/postgres" -D "$folder/cluster" -p "$port" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c max_connections=200 -c fsync=off -c full_page_writes=off \
    -c jishi.throwaway=on \
    </dev/null >>"$folder/log" 2>&1 &
server=$!
until "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do
    kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
    sleep 0.05
done
# Another server on this port would answer too; ours has then ended.
sleep 0.05
kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
echo ready
cat >/dev/null
"#;

/// A running database; it is stopped and its files removed when this is dropped.
pub(crate) struct Database {
    address: String,
    guard: Option<Child>,
}

impl Database {
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(mut guard) = self.guard.take() {
            drop(guard.stdin.take());
            if let Err(error) = guard.wait() {
                eprintln!("the database's guard is lost: {error}");
            }
        }
    }
}

/// Starts a database on a free loopback port, or takes the one that the caller names.
pub(crate) fn start() -> anyhow::Result<Database> {
    if let Ok(address) = env::var(ADDRESS) {
        return Ok(Database { address, guard: None });
    }
    let bin = needs::postgres().context("PostgreSQL's programs are not here")?;
    let bin = bin.to_str().context("PostgreSQL's programs lie where no text can say")?;
    for _ in 0..PORTS_TRIED_MOST {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        if let Some(guard) = serve(bin, port)? {
            let address = format!("postgres://postgres@127.0.0.1:{port}/postgres");
            println!("> PostgreSQL at {address}");
            return Ok(Database { address, guard: Some(guard) });
        }
    }
    bail!("PostgreSQL did not start; its log is above")
}

/// The guard of a server that answers, or nothing when it ended before it did.
fn serve(bin: &str, port: u16) -> anyhow::Result<Option<Child>> {
    // PostgreSQL refuses to run as root.
    let mut command = if needs::is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    let port = port.to_string();
    let mut guard = command
        .args(["-c", GUARD, "jishi-test", bin, port.as_str()])
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start the database's guard")?;
    let mut line = String::new();
    if let Some(output) = guard.stdout.take() {
        BufReader::new(output).read_line(&mut line)?;
    }
    if line.trim() == "ready" {
        return Ok(Some(guard));
    }
    guard.wait()?;
    Ok(None)
}
