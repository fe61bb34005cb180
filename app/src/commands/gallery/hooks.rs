//! A firm's programs: one that takes what it is told, now and then, and one that is gone.

use super::fixture::{Scene, Set};
use crate::market::Market;
use anyhow::{Context, Result, anyhow};
use hooks::{Endpoint, EventKind, HookKind, Networks, NewEndpoint};
use kernel::{Actor, Id, Limit, Outcome};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::Tx;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the programs answer, one after the other.
const ANSWERS: &[&str] = &[
    "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n",
    "HTTP/1.1 503 Busy\r\ncontent-length: 31\r\nconnection: close\r\n\r\n\
     {\"error\":\"database is locked\"}\n",
];
const GONE: &str = "HTTP/1.1 410 Gone\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// A program on this machine that answers in turn.
async fn program(answers: &'static [&'static str]) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/jishi/events", listener.local_addr()?);
    let nth = Arc::new(AtomicUsize::new(0));
    #[expect(clippy::disallowed_methods, reason = "it ends with the gallery's process")]
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, answers, Arc::clone(&nth)));
        }
    });
    Ok(url)
}

/// Answers whoever asks; a connection that is only kept open asks nothing.
async fn answer(mut stream: TcpStream, answers: &'static [&'static str], nth: Arc<AtomicUsize>) {
    let mut asked = vec![0; 16 * 1024];
    if matches!(stream.read(&mut asked).await, Ok(some) if some > 0) {
        let answer = answers[nth.fetch_add(1, Ordering::Relaxed) % answers.len()];
        // Whoever is away hears no answer.
        stream.write_all(answer.as_bytes()).await.ok();
    }
}

/// Rounds within which all is told; whatever is still under way then is told while pictures are
/// taken.
const ROUNDS: usize = 50;

async fn hook(set: &Set<'_>, by: Actor, new: NewEndpoint, own: &Arc<Networks>) -> Result<Endpoint> {
    let own = Arc::clone(own);
    set.act(move |tx| hooks::add_endpoint(tx, &by, &new, &own)).await
}

/// Names three addresses, and lets what happens be told.
pub(super) async fn set(
    market: &Market,
    set: &Set<'_>,
    scene: &mut Scene,
    lan: Actor,
) -> Result<()> {
    let here = Arc::clone(&market.networks);
    let all = NewEndpoint {
        url: program(ANSWERS).await?,
        about: "用友 ERP".to_owned(),
        takes_all: true,
        ..NewEndpoint::default()
    };
    let gone =
        NewEndpoint { url: program(&[GONE]).await?, about: "Warehouse".to_owned(), ..all.clone() };
    let some = NewEndpoint {
        url: "https://books.example.com/hooks/jishi".to_owned(),
        about: String::new(),
        takes_all: false,
        types: vec!["rating.shown".to_owned(), "money.account_named".to_owned()],
    };
    let (all, gone) = (hook(set, lan, all, &here).await?, hook(set, lan, gone, &here).await?);
    hook(set, lan, some, &here).await?;
    for id in [all.id, all.id, all.id, gone.id] {
        set.act(move |tx| hooks::test_endpoint(tx, &lan, id).map(|_| ())).await?;
        send(market).await?;
    }
    scene.keep("webhook", &[all.id.to_string()]);
    scene.keep("webhook-off", &[gone.id.to_string()]);
    let failed = set.act(move |tx| first_failed(tx, &lan, all.id)).await?;
    let failed = failed.context("nothing failed")?;
    scene.keep("webhook-failed", &[all.id.to_string(), failed.to_string()]);
    Ok(())
}

async fn send(market: &Market) -> Result<()> {
    let store = market.app.store();
    let failed = |stop| anyhow!("webhooks: {stop:?}");
    while store::run_followers(store, &[hooks::jobs::EVENTS]).await.map_err(failed)? > 0 {}
    for _ in 0..ROUNDS {
        let did = market.courier.work(&market.app).await.map_err(failed)?;
        if did == 0 && market.courier.is_idle() {
            break;
        }
    }
    Ok(())
}

fn first_failed(tx: &mut Tx<'_>, by: &Actor, id: Id<HookKind>) -> Outcome<Option<Id<EventKind>>> {
    let rows = hooks::deliveries(tx, by, id, (None, Limit::DEFAULT))?.rows;
    Ok(rows.into_iter().find(|one| one.status == Some(503)).map(|one| one.event))
}
