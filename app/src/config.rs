//! What the operator says: by flags, by environment, by one TOML file; the first that speaks wins.

use crate::bucket;
use crate::outside::{BankFile, Outside, TranslatorAt, WebhooksTo};
use crate::serve::Proxies;
use anyhow::{Context, Result, anyhow};
use clap::{Args, Parser, Subcommand, ValueEnum};
use kernel::Desk;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use store::Address;

/// An open, self-hosted trade platform for small firms.
#[derive(Debug, Parser)]
#[command(name = "jishi", version, about, propagate_version = true)]
pub(crate) struct Arguments {
    /// Where the store lies: sqlite:PATH or postgres://user@host:port/name.
    #[arg(long, global = true, env = "JISHI_STORE", value_name = "STORE")]
    pub(crate) store: Option<Address>,
    /// A TOML file with the same settings.
    #[arg(long, global = true, env = "JISHI_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Where the market answers.
    #[arg(long, global = true, env = "JISHI_LISTEN", value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<SocketAddr>,
    /// What is logged, such as info or store=debug.
    #[arg(long, global = true, env = "JISHI_LOG", default_value = "warn,jishi=info")]
    pub(crate) log: String,
    /// Answer as one JSON object where a machine may read it.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Recompute balances, zero sums, holds and the chain of checkpoints; exit 1 if anything
    /// differs.
    Verify,
    /// Work out the hashes of an evidence file of a conversation again; exit 1 if it proves
    /// nothing. Needs no store.
    VerifyTalk(Paper),
    /// Bring the store's tables to this program's state.
    Migrate,
    /// Replay a year of real records into a fresh store, then serve it. Ctrl-C ends it; the next
    /// start opens the same store.
    Demo(Demo),
    /// Serve the market.
    Serve(Serve),
    /// Kill a server again and again while firms trade; tell whether anything is lost or doubled.
    Torture(Torture),
    /// Do many random things at once on a fresh store and compare it with plain arithmetic.
    Walk(Walk),
    /// Copy the market into a new folder from one read snapshot, and verify the copy.
    Backup(Place),
    /// Put a backup in the place of a store that is not there.
    Restore(Place),
    /// Make one of the operator's people, who then signs in with a code.
    Clerk(Clerk),
    /// Make again, from the events, what followers have worked out.
    Rebuild,
    /// Import a table of goods (CSV or XLSX) for a firm, while nothing serves the store; every
    /// fault is listed, and nothing taken if there is one. Killed, it goes on with the next start.
    Import(Import),
    /// Write all goods of a firm into a table, CSV or XLSX by its name.
    Export(Export),
    /// Take in reference rates of currencies from a file of the European Central Bank, XML or CSV;
    /// on SQLite while the market rests. The operator's page takes them while it runs.
    Rates(RatesFrom),
    /// Turn a calendar of public holidays (iCalendar) into rows for the operator's own file. Needs
    /// no store.
    Holidays(HolidaysFrom),
    /// Take in a list of sanctions: the United Nations' consolidated list as XML.
    #[command(subcommand)]
    Sanctions(Sanctions),
    /// Take a picture of every page by the installed Chromium, on a phone and a desk, in each
    /// language, light and dark; exit 1 if a page is too wide, lacks a word or complains.
    Gallery(Gallery),
    /// Measure this machine.
    #[command(subcommand)]
    Bench(Bench),
    /// See what the market makes of files: search with human judgements, real tenders. CSV, plain
    /// or packed by Zstandard.
    #[command(subcommand)]
    Judge(Judge),
}

/// What the demonstration shows.
#[derive(Debug, Clone, Args)]
pub(crate) struct Demo {
    /// Other records: CSV, plain or packed by Zstandard, with the columns invoice, stock_code,
    /// description, quantity, invoice_date, price, customer_id, country.
    #[arg(long, value_name = "FILE")]
    pub(crate) records: Option<PathBuf>,
    /// End after the summary, without serving.
    #[arg(long)]
    pub(crate) no_serve: bool,
}

/// Where rates come from.
#[derive(Debug, Clone, Args)]
pub(crate) struct RatesFrom {
    /// eurofxref-daily.xml, eurofxref.csv, or one of those with many days.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// Where holidays come from.
#[derive(Debug, Clone, Args)]
pub(crate) struct HolidaysFrom {
    /// The calendar, such as holidays.ics.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Whose holidays they are, two letters.
    #[arg(long, value_name = "CC")]
    pub(crate) country: String,
    /// What timers that were counted by them keep, such as CN-2027.
    #[arg(long, value_name = "NAME")]
    pub(crate) version: String,
}

/// What to do with lists of sanctions.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Sanctions {
    /// Load a list, whole or not at all; exit 1 with every fault named.
    Load(Paper),
}

/// Which file.
#[derive(Debug, Clone, Args)]
pub(crate) struct Paper {
    /// The file, as the market exported it.
    pub(crate) file: PathBuf,
}

/// How the market is served.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Serve {
    /// Let the bank, the courier, the inspector and the post be simulated, and show the letters
    /// sent.
    #[arg(long, env = "JISHI_SIMULATE")]
    pub(crate) simulate: bool,
    /// Let time run so many times as fast, counted from --since, to see deadlines pass.
    #[arg(long, value_name = "TIMES", requires_all = ["simulate", "since"],
          value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
    pub(crate) speed: Option<i64>,
    /// The second (since 1970, UTC) in which quick time and real time were the same.
    #[arg(long, value_name = "SECOND", requires = "speed")]
    pub(crate) since: Option<i64>,
    /// Let the clock of a simulated market go so many seconds ahead, to see what happens by itself
    /// later.
    #[arg(long, value_name = "SECONDS", requires = "simulate", default_value_t = 0)]
    pub(crate) ahead_s: i64,
}

/// How a fresh store is tortured.
#[derive(Debug, Clone, Args)]
pub(crate) struct Torture {
    /// How often a server is killed.
    #[arg(long, default_value_t = 20)]
    pub(crate) kills: usize,
    /// What chance draws from: the same again, as far as the machine allows.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Servers on one PostgreSQL; of several, the one that writes is killed or paused.
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) processes: usize,
    /// Time runs so many times as fast, so that deadlines of days pass; sessions last 30 days.
    #[arg(long, default_value_t = 3_000, value_name = "TIMES",
          value_parser = clap::value_parser!(i64).range(1..=100_000))]
    pub(crate) speed: i64,
    /// Start each server through this program, such as one that loses what was not synced.
    #[arg(long, value_name = "PROGRAM")]
    pub(crate) through: Option<PathBuf>,
}

/// How a fresh store is walked.
#[derive(Debug, Clone, Args)]
pub(crate) struct Walk {
    /// Acts that are tried.
    #[arg(long, default_value_t = 10_000)]
    pub(crate) actions: u64,
    /// What chance draws from.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Let commits fail, answers be lost, and the store be shut in between.
    #[arg(long)]
    pub(crate) faults: bool,
}

/// Who works for the operator.
#[derive(Debug, Clone, Args)]
pub(crate) struct Clerk {
    /// Their e-mail address or phone number.
    pub(crate) contact: String,
    /// Their name.
    #[arg(long)]
    pub(crate) name: String,
    /// Where they work.
    #[arg(long)]
    pub(crate) desk: AtDesk,
}

/// The desks as they are typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum AtDesk {
    /// Runs the market.
    Operator,
    /// Looks into deals that went wrong.
    Officer,
}

impl From<AtDesk> for Desk {
    fn from(desk: AtDesk) -> Self {
        match desk {
            AtDesk::Operator => Self::Operator,
            AtDesk::Officer => Self::Officer,
        }
    }
}

/// Where a backup lies.
#[derive(Debug, Clone, Args)]
pub(crate) struct Place {
    /// The backup's folder.
    pub(crate) folder: PathBuf,
}

/// Which table is imported, and how.
#[derive(Debug, Clone, Args)]
pub(crate) struct Import {
    /// The table: CSV in any usual encoding, or XLSX.
    pub(crate) file: PathBuf,
    /// Whose goods they become, such as firm_00c5c8g1h00q0.
    #[arg(long)]
    pub(crate) firm: String,
    /// Which heading is which field, such as "Artikel=sku,Preis=price".
    #[arg(long, value_delimiter = ',', value_name = "HEADING=FIELD")]
    pub(crate) mapping: Vec<String>,
    /// What holds for all rows where the file says nothing, such as "unit=PR,moq=12".
    #[arg(long, value_delimiter = ',', value_name = "FIELD=VALUE")]
    pub(crate) for_all: Vec<String>,
    /// The currency, where the file names none.
    #[arg(long, default_value = "USD")]
    pub(crate) currency: String,
    /// Days from payment to dispatch, where the file names none.
    #[arg(long, default_value_t = 7, value_name = "DAYS")]
    pub(crate) lead_time: i64,
    /// Only say what would be taken and what is wrong.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Take what is right, and leave the faulty products out.
    #[arg(long)]
    pub(crate) leave_out_faulty: bool,
    /// Where the faulty rows go, with what is wrong beside them (CSV).
    #[arg(long, value_name = "FILE")]
    pub(crate) left_out: Option<PathBuf>,
    /// What is done with products without an article number that look like goods that are there:
    /// change, keep or add.
    #[arg(long, default_value = "change")]
    pub(crate) alike: String,
}

/// Which goods are written, and where.
#[derive(Debug, Clone, Args)]
pub(crate) struct Export {
    /// The table: NAME.csv or NAME.xlsx.
    pub(crate) file: PathBuf,
    /// Whose goods, such as firm_00c5c8g1h00q0.
    #[arg(long)]
    pub(crate) firm: String,
}

/// Where the pictures go.
#[derive(Debug, Clone, Args)]
pub(crate) struct Gallery {
    /// The pictures' folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Only pages with this in their names.
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Option<String>,
}

/// What to judge.
#[derive(Debug, Subcommand)]
pub(crate) enum Judge {
    /// Products and ratings of what answers a query: NDCG@10, and that of plain BM25.
    Search(SearchFiles),
    /// Titles found again by their own product and brand words.
    Titles(SplitTitles),
    /// Pairs of query and title: the area under the curve, and that of shared pairs of characters.
    Pairs(SplitPairs),
    /// A log of queries, every one answered.
    Log(LogFiles),
    /// Tenders of public buyers, through the checks of a request to buy.
    Tenders(JudgeTenders),
}

/// Rated products.
#[derive(Debug, Clone, Args)]
pub(crate) struct SearchFiles {
    /// Columns: id, title, `short_description`, supplier, attrs (JSON), and more that are not
    /// needed.
    #[arg(long, value_name = "FILE")]
    pub(crate) products: PathBuf,
    /// Columns: query, docid, rating from 0.
    #[arg(long, value_name = "FILE")]
    pub(crate) ratings: PathBuf,
}

/// Tagged titles.
#[derive(Debug, Clone, Args)]
pub(crate) struct SplitTitles {
    /// Columns: split, title, `bio_tags` (one a character: HCCX product, HPPX brand).
    #[arg(long, value_name = "FILE")]
    pub(crate) titles: PathBuf,
    /// The part of the file whose titles are asked for; all are indexed.
    #[arg(long, value_name = "NAME")]
    pub(crate) split: String,
}

/// Labelled pairs.
#[derive(Debug, Clone, Args)]
pub(crate) struct SplitPairs {
    /// Columns: split, query, title, label (2 answers, 0 does not).
    #[arg(long, value_name = "FILE")]
    pub(crate) pairs: PathBuf,
    /// The part of the file.
    #[arg(long, value_name = "NAME")]
    pub(crate) split: String,
}

/// A log of queries.
#[derive(Debug, Clone, Args)]
pub(crate) struct LogFiles {
    /// Column: title; what is searched.
    #[arg(long, value_name = "FILE")]
    pub(crate) titles: PathBuf,
    /// Column: query.
    #[arg(long, value_name = "FILE")]
    pub(crate) queries: PathBuf,
}

/// What to measure.
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// Transfers through the ledger's batch entry point and one by one.
    Ledger(LedgerBench),
    /// Finished trades over HTTP and in process: place, fund, ship, confirm.
    Trades(TradesBench),
    /// What a trade costs in a large store beside a small one, by turns.
    Growth(GrowthBench),
    /// Queries over HTTP, and the same in bare tantivy.
    Search(SearchBench),
    /// A product's page as HTML and as JSON, with few sellers and with many.
    Pages(PagesBench),
    /// The import of a table of goods, from the file to the last product.
    Import(ImportBench),
    /// One new request to buy against a roster of many sellers.
    Match(MatchBench),
    /// A day of payments through files of a played bank, some of them wrong; exit 1 unless the
    /// ledger ends as the bank and everything is explained.
    Bank(BankBench),
}

/// How the search is measured.
#[derive(Debug, Clone, Args)]
pub(crate) struct SearchBench {
    /// Products that are listed first.
    #[arg(long, default_value_t = 50_000)]
    pub(crate) products: u64,
    /// Firms that sell them.
    #[arg(long, default_value_t = 1_000)]
    pub(crate) sellers: i64,
    /// Clients at once, each with a connection of its own.
    #[arg(long, default_value_t = 8)]
    pub(crate) clients: usize,
    /// Seconds over HTTP.
    #[arg(long, default_value_t = 10)]
    pub(crate) seconds: u64,
}

/// How a product's page is measured.
#[derive(Debug, Clone, Args)]
pub(crate) struct PagesBench {
    /// Firms that sell at first.
    #[arg(long, default_value_t = 10)]
    pub(crate) few: i64,
    /// Firms that sell in the end.
    #[arg(long, default_value_t = 10_000)]
    pub(crate) sellers: i64,
    /// Clients at once, each with a connection of its own.
    #[arg(long, default_value_t = 4)]
    pub(crate) clients: usize,
    /// Seconds over HTTP for each figure.
    #[arg(long, default_value_t = 5)]
    pub(crate) seconds: u64,
}

/// How an import is measured.
#[derive(Debug, Clone, Args)]
pub(crate) struct ImportBench {
    /// Products in the table.
    #[arg(long, default_value_t = 100_000)]
    pub(crate) products: u64,
}

/// Which tenders are judged.
#[derive(Debug, Clone, Args)]
pub(crate) struct JudgeTenders {
    /// CSV, plain or packed by Zstandard, with the columns source, date, language, title,
    /// description, category, tender_start, tender_end, items (JSON), class_scheme, class_ids.
    #[arg(long, value_name = "FILE")]
    pub(crate) tenders: PathBuf,
}

/// How matching is measured.
#[derive(Debug, Clone, Args)]
pub(crate) struct MatchBench {
    /// Sellers in the roster, with three listings each.
    #[arg(long, default_value_t = 100_000)]
    pub(crate) suppliers: i64,
    /// What chance draws from.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

/// How a day at the bank is played.
#[derive(Debug, Clone, Args)]
pub(crate) struct BankBench {
    /// Payments, half in and half out.
    #[arg(long, default_value_t = 10_000)]
    pub(crate) payments: u64,
    /// One in so many goes wrong.
    #[arg(long, default_value_t = 100)]
    pub(crate) wrong_one_in: u64,
    /// What chance draws from.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

/// How trades are measured.
#[derive(Debug, Clone, Args)]
pub(crate) struct TradesBench {
    /// Seconds over HTTP.
    #[arg(long, default_value_t = 10)]
    pub(crate) seconds: u64,
    /// Clients at once, each with a connection of its own.
    #[arg(long, default_value_t = 64)]
    pub(crate) clients: usize,
    /// Trades a second at fixed instants (open loop), instead of one after another.
    #[arg(long)]
    pub(crate) rate: Option<u64>,
    /// How many trades of a hundred try something that is refused.
    #[arg(long, default_value_t = 0)]
    pub(crate) refused_percent: u64,
    /// Trades that lie in the store before anything is measured.
    #[arg(long, default_value_t = 0)]
    pub(crate) prefill: u64,
}

/// How growth is measured.
#[derive(Debug, Clone, Args)]
pub(crate) struct GrowthBench {
    /// Trades that lie in the large store.
    #[arg(long, default_value_t = 100_000)]
    pub(crate) large: u64,
    /// Trades that lie in the small store, which is made anew for each turn.
    #[arg(long, default_value_t = 10_000)]
    pub(crate) small: u64,
    /// Turns of each store, in process and over HTTP.
    #[arg(long, default_value_t = 6)]
    pub(crate) turns: u64,
    /// Seconds of a turn.
    #[arg(long, default_value_t = 3)]
    pub(crate) seconds: u64,
    /// Clients at once.
    #[arg(long, default_value_t = 64)]
    pub(crate) clients: usize,
}

/// How the ledger is measured.
#[derive(Debug, Clone, Args)]
pub(crate) struct LedgerBench {
    /// Seconds of each part.
    #[arg(long, default_value_t = 5)]
    pub(crate) seconds: u64,
    /// Transfers in one call of the batch entry point.
    #[arg(long, default_value_t = 4_000)]
    pub(crate) batch: i64,
    /// Wallets that the money moves between.
    #[arg(long, default_value_t = 10_000)]
    pub(crate) wallets: i64,
    /// Callers at once in the part that goes one by one.
    #[arg(long, default_value_t = 64)]
    pub(crate) clients: usize,
}

/// The TOML file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    store: Option<String>,
    listen: Option<SocketAddr>,
    name: Option<String>,
    name_zh: Option<String>,
    url: Option<String>,
    requests_per_second: Option<u32>,
    requests_per_second_of_strangers: Option<u32>,
    /// Addresses or networks of the operator's proxies.
    #[serde(default)]
    trusted_proxies: Vec<String>,
    translator: Option<TranslatorAt>,
    bucket: Option<bucket::Settings>,
    bank: Option<BankFile>,
    webhooks: Option<WebhooksTo>,
    /// A font with Chinese letters for documents, where the system's is not found.
    font: Option<PathBuf>,
    /// The operator's own holidays, rows as in rules/holidays.csv.
    holidays: Option<PathBuf>,
}

/// Where a store lies when nobody says.
const DEFAULT_STORE: &str = "sqlite:jishi-data/jishi.db";
/// Where the market is served when nobody says.
const DEFAULT_LISTEN: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);
/// Requests a second of one member: a person clicks less, a program may ask for more.
const MEMBER_RATE: u32 = 50;
/// Requests a second of one stranger's address, which an office may share.
const STRANGER_RATE: u32 = 20;

/// The settings that hold.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) store: Address,
    pub(crate) listen: SocketAddr,
    pub(crate) says_json: bool,
    pub(crate) name: String,
    pub(crate) name_zh: String,
    pub(crate) url: String,
    pub(crate) member_rate: u32,
    pub(crate) stranger_rate: u32,
    /// What stands outside.
    pub(crate) outside: Outside,
}

impl Settings {
    /// Puts flags, environment and file together.
    pub(crate) fn of(arguments: &Arguments) -> Result<Self> {
        let file = arguments.config.as_deref().map(read).transpose()?.unwrap_or_default();
        let store = match (&arguments.store, &file.store) {
            (Some(address), _) => address.clone(),
            (None, Some(text)) => text.parse()?,
            (None, None) => DEFAULT_STORE.parse()?,
        };
        let listen = arguments.listen.or(file.listen).unwrap_or(DEFAULT_LISTEN);
        let bucket = bucket::Settings::told(file.bucket);
        file.holidays.as_deref().map_or(Ok(()), keep_holidays)?;
        Ok(Self {
            store,
            listen,
            says_json: arguments.json,
            name: file.name.unwrap_or_else(|| "Jishi".to_owned()),
            name_zh: file.name_zh.unwrap_or_else(|| "集市".to_owned()),
            url: file.url.unwrap_or_else(|| format!("http://{listen}")),
            member_rate: file.requests_per_second.unwrap_or(MEMBER_RATE),
            stranger_rate: file.requests_per_second_of_strangers.unwrap_or(STRANGER_RATE),
            outside: Outside {
                translator: file.translator,
                bucket,
                bank: file.bank,
                webhooks: file.webhooks,
                proxies: Proxies::read(&file.trusted_proxies).context("trusted_proxies")?,
                font: file.font,
            },
        })
    }
}

/// Takes the operator's own holidays on, before anything is counted by them.
fn keep_holidays(path: &Path) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let calendars = kernel::Calendar::read(&text)
        .map_err(|fault| anyhow!("{}, row {}: {}", path.display(), fault.row, fault.what))?;
    kernel::Calendar::add(calendars);
    Ok(())
}

fn read(path: &Path) -> Result<File> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    toml::from_str(&text).with_context(|| format!("{} is not right", path.display()))
}
