//! The indexes that this process keeps for itself: goods, firms, requests.

use catalog::Finder;
use finding::Scopes;
use kernel::Outcome;
use sourcing::RequestFinder;
use std::path::Path;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use web::App;
use window::FirmFinder;

/// All three.
#[derive(Clone)]
pub(crate) struct Finders {
    /// What is listed.
    pub(crate) goods: Arc<Finder>,
    /// Who shows itself.
    pub(crate) firms: Arc<FirmFinder>,
    /// What is asked for.
    pub(crate) requests: Arc<RequestFinder>,
}

impl Finders {
    /// The indexes in a folder, as this process or an earlier one left them.
    pub(crate) fn open(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            goods: Arc::new(Finder::open(folder)?),
            firms: Arc::new(FirmFinder::open(&folder.join("firms"))?),
            requests: Arc::new(RequestFinder::open(&folder.join("requests"))?),
        })
    }

    /// Whether all that happened a moment ago can be found.
    pub(crate) fn are_ready(&self) -> bool {
        self.goods.is_ready() && self.firms.is_ready() && self.requests.is_ready()
    }

    /// Lets each take what has changed.
    pub(crate) async fn follow(&self, app: &App) -> Outcome<usize> {
        let mut taken = self.goods.follow(app).await?;
        taken += self.firms.follow(app).await?;
        taken += self.requests.follow(app).await?;
        if app.store().is_writer() {
            self.goods.write_unmet(app).await?;
        }
        Ok(taken)
    }

    /// Makes each anew from the store while what there was of it answers.
    pub(crate) async fn build(&self, app: &App) -> Outcome<usize> {
        let goods = self.goods.build(app).await?;
        Ok(goods + self.firms.build(app).await? + self.requests.build(app).await?)
    }

    /// The pages that need an index.
    pub(crate) fn pages(&self) -> axum::Router<App> {
        let (firms, requests) = (self.firms.index(), self.requests.index());
        let scopes = Scopes::new(self.goods.keeper().index(), firms, requests);
        catalog::pages::search_pages(self.goods.clone(), scopes.clone())
            .merge(window::pages::search_pages(self.firms.clone(), scopes.clone()))
            .merge(sourcing::pages::search_pages(self.requests.clone(), scopes))
    }

    /// The same as JSON.
    pub(crate) fn api(&self) -> OpenApiRouter<App> {
        catalog::api::search_api(self.goods.clone())
            .merge(window::api::search_api(self.firms.clone()))
            .merge(sourcing::api::search_api(self.requests.clone()))
    }
}
