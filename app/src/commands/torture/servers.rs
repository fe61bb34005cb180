//! The servers under torture: this program as child processes, killed, paused and started anew.

use super::bank::ACCOUNT;
use super::book::Book;
use crate::config::Torture;
use crate::market::folder_of;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use store::Address;
use tokio::sync::watch;
use tokio::task::block_in_place;

/// A server asked to stop has this long for what it is at.
const STOPS_WITHIN: Duration = Duration::from_secs(30);
/// How often it is looked whether it has.
const LOOKED_AT_EVERY: Duration = Duration::from_millis(10);

/// Where each server answers; nowhere while it is down.
pub(super) type Places = watch::Receiver<Vec<Option<SocketAddr>>>;

/// All of them.
pub(super) struct Servers {
    running: Vec<Option<Server>>,
    places: watch::Sender<Vec<Option<SocketAddr>>>,
    start: Start,
}

struct Server {
    child: Child,
    // Held so that the server can write to it.
    _says: BufReader<ChildStdout>,
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already needs no killing.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// How a server is started.
struct Start {
    store: String,
    through: Option<PathBuf>,
    /// How many times as fast time runs, and since which second.
    speed: i64,
    since: i64,
    scratch: Scratch,
}

impl Servers {
    /// Starts so many servers on one store.
    pub(super) fn start(address: &Address, how: &Torture, since: i64) -> Result<Self> {
        let store = match address {
            Address::Sqlite(path) => {
                format!("sqlite:{}", std::path::absolute(path)?.display())
            }
            Address::Postgres(url) => url.clone(),
        };
        let (through, speed, scratch) = (how.through.clone(), how.speed, Scratch::new()?);
        let start = Start { store, through, speed, since, scratch };
        let places = watch::Sender::new(vec![None; how.processes]);
        let running = (0..how.processes).map(|_| None).collect();
        let mut servers = Self { running, places, start };
        for nth in 0..how.processes {
            servers.start_one(nth)?;
        }
        Ok(servers)
    }

    /// The folder of the bank's files.
    pub(super) fn bank_folder(&self, address: &Address) -> PathBuf {
        match address {
            Address::Sqlite(_) => folder_of(address).join("bank"),
            Address::Postgres(_) => self.start.scratch.0.join(folder_of(address)).join("bank"),
        }
    }

    pub(super) fn places(&self) -> Places {
        self.places.subscribe()
    }

    pub(super) fn count(&self) -> usize {
        self.running.len()
    }

    /// Starts the nth one and tells everybody where it answers.
    pub(super) fn start_one(&mut self, nth: usize) -> Result<()> {
        let (server, address) = block_in_place(|| self.start.server())?;
        self.running[nth] = Some(server);
        self.tell(nth, Some(address));
        Ok(())
    }

    /// Kills the nth one, as `kill -9` does: it hears nothing of it.
    pub(super) fn kill(&mut self, nth: usize) {
        self.running[nth] = None;
        self.tell(nth, None);
    }

    /// Pauses the nth one in whatever it is at.
    pub(super) fn pause(&self, nth: usize) -> Result<()> {
        self.signal(nth, "STOP")
    }

    /// Lets a paused one go on as if nothing had happened.
    pub(super) fn resume(&self, nth: usize) -> Result<()> {
        self.signal(nth, "CONT")
    }

    fn tell(&self, nth: usize, address: Option<SocketAddr>) {
        self.places.send_modify(|places| places[nth] = address);
    }

    /// The shell knows how to send signals; its `kill` is built in everywhere.
    fn signal(&self, nth: usize, signal: &str) -> Result<()> {
        let server = self.running[nth].as_ref().context("a signal to a server that is down")?;
        let script = format!("kill -{signal} {}", server.child.id());
        let status = Command::new("sh").args(["-c", &script]).status()?;
        if !status.success() {
            bail!("{script}: {status}");
        }
        Ok(())
    }

    /// Asks all of them to stop, which must lose nothing and say so by exit code 0.
    pub(super) fn stop(mut self, book: &Book) -> Result<()> {
        for nth in 0..self.count() {
            self.signal(nth, "TERM")?;
            if let Some(server) = &mut self.running[nth]
                && let Err(error) = block_in_place(|| server.has_stopped())
            {
                book.violation(format!("{error:#}"));
            }
        }
        Ok(())
    }
}

impl Server {
    #[expect(clippy::disallowed_methods, reason = "a process that ends tells nobody: it is asked")]
    fn has_stopped(&mut self) -> Result<()> {
        let until = Instant::now() + STOPS_WITHIN;
        loop {
            match self.child.try_wait()? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => bail!("a server asked to stop ended with {status}"),
                None if Instant::now() >= until => bail!("a server asked to stop did not"),
                None => std::thread::sleep(LOOKED_AT_EVERY),
            }
        }
    }
}

impl Start {
    /// Starts one and reads where it answers.
    fn server(&self) -> Result<(Server, SocketAddr)> {
        let own = std::env::current_exe().context("where this program lies")?;
        let mut command = match &self.through {
            None => Command::new(own),
            Some(program) => {
                let mut command = Command::new(program);
                command.arg(own);
                command
            }
        };
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "error", "--simulate"])
            .args(["--speed", &self.speed.to_string(), "--since", &self.since.to_string()])
            .arg("--config")
            .arg(self.scratch.config())
            // A password in the address is nobody's business; arguments can be seen by all.
            .env("JISHI_STORE", &self.store)
            .current_dir(&self.scratch.0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting a server")?;
        let mut says = BufReader::new(child.stdout.take().context("a server without output")?);
        let mut line = String::new();
        says.read_line(&mut line)?;
        let server = Server { child, _says: says };
        let address = line.trim().rsplit_once("http://").map(|(_, address)| address.parse());
        let address = address.with_context(|| format!("a server did not start: {line:?}"))?;
        Ok((server, address?))
    }
}

/// A folder for what is not the store: the key, if the store is elsewhere, and the configuration.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("jishi-torture-{}", std::process::id()));
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let scratch = Self(folder);
        // Programs that trade as fast as they can would be told to slow down.
        let told = format!(
            "requests_per_second = 0\nrequests_per_second_of_strangers = 0\n\n\
             [bank]\nform = \"pain.001.001.09\"\nholder = \"Jishi\"\n\
             accounts = [{{ currency = \"USD\", number = \"{ACCOUNT}\" }}]\n"
        );
        std::fs::write(scratch.config(), told)?;
        Ok(scratch)
    }

    fn config(&self) -> PathBuf {
        let folder: &Path = &self.0;
        folder.join("torture.toml")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left for the operator to see.
        std::fs::remove_dir_all(&self.0).ok();
    }
}
