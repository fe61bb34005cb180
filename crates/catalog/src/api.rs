//! Products as JSON.

mod imports;
mod photos;
mod products;
mod search;
mod stock;

pub use imports::{Columns, FaultView, ImportView};
pub(crate) use photos::photo_place;
pub use photos::{PhotoChange, UPLOAD_BODY_MOST, Upload};
pub(crate) use products::product_id;
pub use products::{PhotoView, ProductView, StateChange, TierView};
pub use search::{ResultView, ResultsView, search_api};
pub use stock::{StockChange, StockDocument, StockView};

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::App;

/// The routes of the catalog, and the public route of photos.
pub fn api() -> OpenApiRouter<App> {
    let upload = OpenApiRouter::new()
        .routes(routes!(photos::put_photo))
        .routes(routes!(photos::add_photo))
        .layer(DefaultBodyLimit::max(UPLOAD_BODY_MOST));
    let imports = OpenApiRouter::new()
        .routes(routes!(imports::list, imports::create))
        .layer(DefaultBodyLimit::disable());
    OpenApiRouter::new()
        .routes(routes!(imports::read))
        .routes(routes!(imports::faults))
        .routes(routes!(imports::map))
        .routes(routes!(imports::run))
        .routes(routes!(imports::stop))
        .routes(routes!(imports::left_out))
        .routes(routes!(imports::export))
        .routes(routes!(products::list, products::create))
        .routes(routes!(products::read, products::change))
        .routes(routes!(products::set_state))
        .routes(routes!(stock::read, stock::set))
        .routes(routes!(photos::arrange_photo))
        .routes(routes!(products::words, products::set_words))
        .routes(routes!(photos::get_photo))
        .merge(upload)
        .merge(imports)
}
