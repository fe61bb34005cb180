//! The stylesheet, the script and the mark, embedded, with names that change with their text.

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLE: &str = include_str!("../../assets/jishi.css");
const SCRIPT: &str = include_str!("../../assets/jishi.js");
const MARK: &str = include_str!("../../assets/mark.svg");
const ICONS: &str = include_str!("../../assets/icons.svg");

/// A file of ours: its address and its text.
pub(super) struct Asset {
    pub(super) path: String,
    text: &'static str,
    kind: &'static str,
}

impl Asset {
    fn new(name: &str, extension: &str, text: &'static str, kind: &'static str) -> Self {
        let hash = Sha256::digest(text.as_bytes());
        let tag: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Self { path: format!("/assets/{name}-{tag}.{extension}"), text, kind }
    }
}

pub(super) static STYLESHEET: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("jishi", "css", STYLE, "text/css; charset=utf-8"));
pub(super) static SCRIPT_FILE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("jishi", "js", SCRIPT, "text/javascript; charset=utf-8"));
pub(super) static MARK_FILE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("mark", "svg", MARK, "image/svg+xml"));

/// The symbols of all icons, put into each page once; beside a cached page they weigh little.
pub(super) static SYMBOLS: LazyLock<String> = LazyLock::new(|| {
    let symbols = ICONS.lines().filter(|line| line.starts_with("<symbol"));
    symbols.collect::<Vec<_>>().concat()
});

/// The routes of the embedded files. Their names change with their text, so they are kept for a
/// year.
pub fn assets<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let mut router = Router::new();
    for asset in [&*STYLESHEET, &*SCRIPT_FILE, &*MARK_FILE] {
        let answer = || async {
            let kept = "public, max-age=31536000, immutable";
            ([(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, kept)], asset.text).into_response()
        };
        router = router.route(&asset.path, get(answer));
    }
    router
}
