//! What is in the menus: what is built, grouped after the three pillars. First how to find orders,
//! then the money, then how to grow, then one's own house.

use kernel::Desk;
use web::page::Stands::{InMenu, InRow, InTabs};
use web::page::{Item, Menus, Stands};

const ORDERS: &str = "menu-orders";
const FUND: &str = "menu-fund";
const GROW: &str = "menu-grow";
const HOUSE: &str = "menu-house";
const GATE: &str = "menu-gate";
const DESK: &str = "menu-desk";

const fn item(
    path: &'static str,
    (word, icon): (&'static str, &'static str),
    stands: Stands,
    group: &'static str,
) -> Item {
    Item { path, word, icon, stands, group, desk: None }
}

/// A place of one desk alone.
const fn of_desk(desk: Desk, item: Item) -> Item {
    Item { desk: Some(desk), ..item }
}

/// The menus by role.
pub(crate) const MENUS: Menus = Menus {
    public: &[
        item("/", ("menu-market", "search"), InRow, ""),
        item("/categories", ("window-categories", "box"), InRow, ""),
    ],
    firm: &[
        item("/", ("menu-market", "search"), InTabs, ORDERS),
        item("/categories", ("window-categories", "box"), InMenu, ORDERS),
        item("/inquiries", ("menu-inquiries", "message"), InTabs, ORDERS),
        item("/messages", ("talk-messages", "message"), InRow, ORDERS),
        item("/requests", ("menu-requests", "file"), InRow, ORDERS),
        item("/deals", ("menu-deals", "box"), InTabs, ORDERS),
        item("/cart", ("menu-cart", "box"), InMenu, ORDERS),
        item("/goods", ("menu-goods", "tag"), InRow, ORDERS),
        item("/shelves", ("menu-shelves", "people"), InMenu, ORDERS),
        item("/invite", ("menu-invite", "plus"), InMenu, ORDERS),
        item("/money", ("menu-money", "coins"), InTabs, FUND),
        item("/credit", ("credit-title", "chart"), InMenu, FUND),
        item("/fund", ("custody-fund-title", "coins"), InMenu, FUND),
        item("/fees", ("menu-fees", "file"), InMenu, FUND),
        item("/firm/promises", ("promise-own-title", "seal"), InMenu, GROW),
        item("/export-path", ("menu-export-path", "ship"), InMenu, GROW),
        item("/firm", ("menu-firm", "firm"), InTabs, HOUSE),
        item("/webhooks", ("menu-webhooks", "message"), InMenu, HOUSE),
    ],
    clerk: &[
        item("/", ("menu-market", "search"), InMenu, ""),
        item("/categories", ("window-categories", "box"), InMenu, ""),
        item("/desk", ("menu-my-desk", "check"), InRow, DESK),
        of_desk(Desk::Operator, item("/checks", ("menu-checks", "seal"), InRow, DESK)),
        of_desk(Desk::Operator, item("/desk/requests", ("menu-reviews", "check"), InRow, DESK)),
        item("/reports", ("talk-reports", "alert"), InRow, DESK),
        of_desk(Desk::Officer, item("/disputes", ("menu-disputes", "alert"), InRow, DESK)),
        of_desk(
            Desk::Officer,
            item("/desk/compensations", ("menu-compensations", "seal"), InRow, DESK),
        ),
        item("/desk/bank", ("menu-bank", "bank"), InRow, DESK),
        item("/desk/second", ("assent-desk", "check"), InRow, DESK),
        of_desk(Desk::Officer, item("/desk/sanctions", ("screening-desk", "seal"), InRow, DESK)),
        item("/desk/claims", ("custody-claims-desk", "coins"), InMenu, DESK),
        of_desk(Desk::Officer, item("/desk/orders", ("screening-orders", "alert"), InMenu, DESK)),
        item("/desk/fund", ("menu-fund-desk", "coins"), InMenu, DESK),
        item("/shelves", ("menu-shelves", "people"), InMenu, GATE),
        of_desk(Desk::Operator, item("/campaigns", ("menu-campaigns", "message"), InRow, GATE)),
        item("/numbers", ("menu-numbers", "chart"), InMenu, HOUSE),
        item("/rates", ("menu-rates", "coins"), InMenu, HOUSE),
        item("/desk/books", ("menu-books", "chart"), InMenu, HOUSE),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_tabs_a_short_row_and_every_group_in_one_piece() {
        for menu in [MENUS.public, MENUS.firm, MENUS.clerk] {
            let mut groups: Vec<&str> = menu.iter().map(|one| one.group).collect();
            groups.dedup();
            let count = groups.len();
            groups.sort_unstable();
            groups.dedup();
            assert_eq!(groups.len(), count, "a group in two pieces");
            for desk in [Desk::Operator, Desk::Officer] {
                let own = menu.iter().filter(|one| one.desk.is_none_or(|of| of == desk));
                assert!(own.filter(|one| one.stands != InMenu).count() <= 8);
            }
        }
        let tabs = MENUS.firm.iter().filter(|one| one.stands == InTabs);
        assert_eq!(tabs.count(), 5);
    }
}
