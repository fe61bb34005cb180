//! Verbs: what a firm says of itself and shows, and what stands on the shelves.

mod find;
mod look;
mod page;
mod shelve;

pub use find::find;
pub use look::{fair, shelves, shown_of, stalls};
pub(crate) use look::{firms_by_turn, goods_after, goods_by_turn, last_turns, makes_of, shelf};
pub(crate) use page::editor;
pub use page::{add_photo, change_page, choose_goods, chosen, page_of, remove_photo};
pub(crate) use shelve::{arrange, shelve};
