//! Every SQL statement of windows and shelves.

mod finding;
mod firms;
mod shelves;

pub(crate) use finding::{add_firm_shelf, delete_firm_shelf, list_firm_shelves, list_other_names};
pub(crate) use firms::{
    change_photos, find_page, list_window, list_windows_words, put_page, put_window,
};
pub(crate) use shelves::{
    add_shelved, add_stall, change_shelf, change_shelved, change_stall, clear_shelves,
    delete_shelved, delete_stall, find_shelf, find_stall, list_countries, list_fair, list_freshest,
    list_goods, list_goods_by_turn, list_goods_of_firm, list_shelved, list_shelves, list_stalls,
    list_stalls_by_turn,
};
