//! Shelves, windows and firms as they look; what machines read of them.

mod choose;
mod edit;
pub(crate) mod feed;
mod firm;
pub(crate) mod map;
mod search;
mod shelf;
mod tree;

pub(crate) use choose::choose;
pub(crate) use edit::edit;
pub(crate) use firm::{Shown, firm, firm_told};
pub(crate) use search::found;
pub(crate) use shelf::{
    Goods, OnShelf, Windows, shelf, shelf_about, shelf_path, shelf_path_told, shelf_told,
};
pub(crate) use tree::tree;

use catalog::Card;
use catalog::views::{about_offer, foreign, least, price_range, thumb};
use kernel::Fact;
use maud::{Markup, html};
use web::page::Viewer;
use web::show_number;

/// `1,204`, as a fact of a sentence that also counts it.
fn counted(count: i64) -> [(&'static str, Fact); 2] {
    [("count", Fact::Count(count)), ("shown", Fact::Text(show_number(&count.to_string())))]
}

/// Goods as tiles: a photo, a name, a price; whose they are stands above them.
fn tiles(viewer: &Viewer<'_>, cards: &[Card]) -> Markup {
    html! {
        ul.grid.g4 {
            @for card in cards {
                li.tile {
                    (thumb(card.photo.as_ref()))
                    h3 {
                        a href=(format!("/products/{}", card.offer.product))
                            lang=[foreign(viewer, card.title_lang)] { (card.offer.title) }
                    }
                    p { (price_range(&card.offer)) }
                    (about_offer(viewer, &card.offer))
                    p { small { (least(viewer, &card.offer)) } }
                }
            }
        }
    }
}
