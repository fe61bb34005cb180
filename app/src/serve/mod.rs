//! Serving the market: routes, walls around them, and what runs beside.

mod background;
mod door;
mod forward;
mod health;
mod listen;
mod origin;
mod pace;
pub(crate) mod unmet;

use crate::market::Market;
use anyhow::{Context, Result};
use background::Background;
use std::future::Future;
use std::net::SocketAddr;
use tokio::net::{TcpListener, TcpSocket};
use web::App;

pub(crate) use origin::Proxies;

/// An address that is ours.
pub(crate) struct Bound {
    /// Where it listens; the port is real even when 0 was asked for.
    pub(crate) address: SocketAddr,
    listener: TcpListener,
}

impl Bound {
    /// Takes the address, before the store is opened: a port in use is said at once.
    pub(crate) async fn at(listen: SocketAddr) -> Result<Self> {
        let listener = Self::listen(listen).with_context(|| {
            format!("{listen} cannot be used; say another by --listen ADDRESS:PORT")
        })?;
        Ok(Self { address: listener.local_addr()?, listener })
    }

    fn listen(listen: SocketAddr) -> std::io::Result<TcpListener> {
        let socket = if listen.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        socket.set_reuseaddr(true)?;
        socket.bind(listen)?;
        socket.listen(BACKLOG)
    }
}

/// Connections that may wait to be taken up: as many as closures in the writer's queue, so that a
/// crowd is told "busy" at once instead of connecting again and again.
const BACKLOG: u32 = 4_096;

/// Answers until `stop` comes, lets what is running end and closes the store; nothing answered is
/// lost.
pub(crate) async fn run(
    market: &Market,
    bound: Bound,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    answer(market, bound, stop).await?;
    market.app.store().close();
    Ok(())
}

/// Answers until `stop` comes, with everything that runs beside; the store stays open.
pub(crate) async fn answer(
    market: &Market,
    bound: Bound,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let background = Background::start(market);
    answer_alone(market, bound, stop).await?;
    background.end().await;
    Ok(())
}

/// Answers until `stop` comes, with nothing beside: no timer runs and no follower follows. For
/// measurements of the answers.
pub(crate) async fn answer_alone(
    market: &Market,
    bound: Bound,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let app = market.app.clone();
    let stop = async move {
        stop.await;
        app.end_streams();
    };
    listen::until(bound.listener, door::router(market), stop).await;
    Ok(())
}

/// Where the process that writes answers. Asking is a query on a connection of its own.
#[expect(clippy::disallowed_methods, reason = "a blocking query must not hold up the runtime")]
async fn writer_address(app: &App) -> Option<String> {
    let store = app.store().clone();
    tokio::task::spawn_blocking(move || store.writer_address()).await.ok().flatten()
}

/// Comes when the process is asked to end: Ctrl-C or SIGTERM.
pub(crate) async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::warn!(%error, "SIGTERM cannot be heard");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
}
