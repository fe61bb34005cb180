//! Every page that there is, once: its name, its route, who looks at it and at what.

use super::fixture::Scene;

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Stranger,
    Buyer,
    Seller,
    Clerk,
    Officer,
}

/// A page. What stands in braces in its route is taken from the scene by `of`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shot {
    pub(super) name: &'static str,
    pub(super) route: &'static str,
    pub(super) who: Who,
    of: &'static str,
}

impl Shot {
    /// Where it is in a market with this scene.
    pub(super) fn path(&self, scene: &Scene) -> String {
        let mut ids = scene.of(self.of).into_iter();
        let mut path = String::new();
        for part in self.route.split_inclusive('/') {
            let slash = if part.ends_with('/') { "/" } else { "" };
            match part.starts_with('{') {
                true => path += &(ids.next().unwrap_or_default() + slash),
                false => path += part,
            }
        }
        match self.name {
            "letters" => path + "?contact=elsa%40example.se",
            "search" => path + "?q=socks",
            "search-none" | "firms-none" => path + "?q=copper+kettle",
            "search-of-buyer" => path + "?q=socks&place=CN&trades=1",
            "firms-found" => path + "?q=socks",
            "requests-found" => path + "?q=merino",
            _ if self.of == "exhibition" => path + "?view=exhibition",
            _ => path,
        }
    }
}

const fn shot(name: &'static str, route: &'static str, who: Who, of: &'static str) -> Shot {
    Shot { name, route, who, of }
}

use Who::{Buyer, Clerk, Officer, Seller, Stranger};

/// The pages, in the order in which people meet them.
pub(super) const SHOTS: &[Shot] = &[
    shot("market", "/", Stranger, ""),
    shot("search", "/search", Stranger, ""),
    shot("search-none", "/search", Stranger, ""),
    shot("search-of-buyer", "/search", Buyer, ""),
    shot("firms-found", "/search/firms", Stranger, ""),
    shot("firms-none", "/search/firms", Stranger, ""),
    shot("requests-found", "/search/requests", Seller, ""),
    shot("search-formula", "/search/formula", Stranger, ""),
    shot("product", "/products/{id}", Stranger, "product"),
    shot("firm-window", "/firms/{id}", Stranger, "seller"),
    shot("categories", "/categories", Stranger, ""),
    shot("fair", "/categories/{code}", Stranger, "shelf"),
    shot("exhibition", "/categories/{code}", Stranger, "exhibition"),
    shot("rates", "/rates", Stranger, ""),
    shot("rates-of-operator", "/rates", Clerk, ""),
    shot("firm-page", "/firm/page", Seller, ""),
    shot("firm-choose", "/firm/window", Seller, ""),
    shot("sign-in", "/sign-in", Stranger, ""),
    shot("sign-up", "/sign-up", Stranger, ""),
    shot("password-reset", "/password-reset", Stranger, ""),
    shot("letters", "/letters", Stranger, ""),
    shot("invitation", "/i/{token}", Stranger, "invitation"),
    shot("link", "/l/{token}", Stranger, "link"),
    shot("checkpoints", "/checkpoints", Stranger, ""),
    shot("not-found", "/products/product_0", Stranger, ""),
    shot("goods", "/goods", Seller, ""),
    shot("goods-new", "/goods/new", Seller, ""),
    shot("goods-edit", "/goods/{id}/edit", Seller, "product"),
    shot("goods-import", "/goods/import", Seller, ""),
    shot("goods-import-unmapped", "/goods/imports/{id}", Seller, "import-unmapped"),
    shot("goods-import-faulty", "/goods/imports/{id}", Seller, "import-faulty"),
    shot("goods-import-ready", "/goods/imports/{id}", Seller, "import-ready"),
    shot("goods-import-left-out", "/goods/imports/{id}", Seller, "import-left-out"),
    shot("goods-import-done", "/goods/imports/{id}", Seller, "import-done"),
    shot("firm", "/firm", Seller, ""),
    shot("firm-change", "/firm/change", Seller, ""),
    shot("keys", "/firm/keys", Seller, ""),
    shot("webhooks-none", "/webhooks", Buyer, ""),
    shot("webhooks", "/webhooks", Seller, ""),
    shot("webhooks-one", "/webhooks/{webhook}", Seller, "webhook"),
    shot("webhooks-off", "/webhooks/{webhook}", Seller, "webhook-off"),
    shot("webhooks-delivery", "/webhooks/{webhook}/deliveries/{event}", Seller, "webhook-failed"),
    shot("webhooks-types", "/webhooks/events", Stranger, ""),
    shot("ask", "/products/{id}/inquire", Buyer, "product"),
    shot("inquiries", "/inquiries", Buyer, ""),
    shot("inquiry", "/inquiries/{id}", Buyer, "inquiry"),
    shot("inquiry-of-seller", "/inquiries/{id}", Seller, "inquiry"),
    shot("quote", "/inquiries/{id}/quote", Seller, "inquiry"),
    shot("messages", "/messages", Seller, ""),
    shot("messages-one", "/messages/{talk}", Seller, "talk"),
    shot("messages-one-of-buyer", "/messages/{talk}", Buyer, "talk"),
    shot("messages-said", "/messages/{talk}/said/{message}", Seller, "said"),
    shot("messages-evidence", "/messages/{talk}/evidence", Buyer, "talk"),
    shot("messages-mail", "/messages/mail", Seller, ""),
    shot("messages-mail-off", "/messages/mail-off/{token}", Stranger, "mail-off"),
    shot("reports", "/reports", Clerk, ""),
    shot("accept", "/inquiries/{inquiry}/quotes/{quote}/accept", Buyer, "quote"),
    shot("requests", "/requests", Buyer, ""),
    shot("request-new", "/requests/new", Buyer, ""),
    shot("request", "/requests/{id}", Buyer, "request"),
    shot("request-returned", "/requests/{id}", Buyer, "request-returned"),
    shot("request-edit", "/requests/{id}/edit", Buyer, "request-returned"),
    shot("request-of-seller", "/requests/{id}", Seller, "request-fresh"),
    shot("request-quote", "/requests/{id}/quote", Seller, "request-fresh"),
    shot("request-award", "/requests/{request}/quotes/{quote}/award", Buyer, "request-quote"),
    shot("demand", "/demand", Seller, ""),
    shot("unmet", "/demand/unmet", Seller, ""),
    shot("demand-quotes", "/demand/quotes", Seller, ""),
    shot("alerts", "/alerts", Seller, ""),
    shot("desk-requests", "/desk/requests", Clerk, ""),
    shot("desk-request", "/requests/{id}", Clerk, "request-waiting"),
    shot("order", "/products/{id}/orders", Buyer, "product"),
    shot("deals", "/deals", Buyer, ""),
    shot("deals-of-seller", "/deals", Seller, ""),
    shot("link-new", "/deals/new-link", Seller, ""),
    shot("deal-agreed", "/deals/{id}", Buyer, "agreed"),
    shot("deal-part-paid", "/deals/{id}", Buyer, "part-paid"),
    shot("deal-part-paid-of-seller", "/deals/{id}", Seller, "part-paid"),
    shot("deal-paid-of-seller", "/deals/{id}", Seller, "paid"),
    shot("deal-at-sea", "/deals/{id}", Buyer, "at-sea"),
    shot("deal-finished", "/deals/{id}", Buyer, "finished"),
    shot("deal-cancelled", "/deals/{id}", Buyer, "cancelled"),
    shot("deal-given-back", "/deals/{id}", Buyer, "given-back"),
    shot("deal-timeline", "/deals/{id}/timeline", Buyer, "finished"),
    shot("deal-contract", "/deals/{id}/contract", Buyer, "agreed"),
    shot("deal-pay", "/deals/{id}/pay", Buyer, "agreed"),
    shot("deal-ship", "/deals/{id}/ship", Seller, "paid"),
    shot("deal-confirm", "/deals/{id}/confirm", Buyer, "at-sea"),
    shot("deal-refund", "/deals/{id}/refund", Seller, "paid"),
    shot("deal-cancel", "/deals/{id}/cancel", Buyer, "agreed"),
    shot("deal-extend", "/deals/{id}/extend", Seller, "at-sea"),
    shot("deal-part-sent", "/deals/{id}", Buyer, "part-sent"),
    shot("deal-close-rest", "/deals/{id}/close-rest", Seller, "part-sent"),
    shot("deal-rest-offered", "/deals/{id}/proposal", Buyer, "rest-offered"),
    shot("deal-price", "/deals/{id}/price", Seller, "agreed"),
    shot("deal-dearer", "/deals/{id}", Buyer, "dearer"),
    shot("deal-proposal", "/deals/{id}/proposal", Buyer, "dearer"),
    shot("deal-proposal-of-seller", "/deals/{id}/proposal", Seller, "dearer"),
    shot("deal-contract-changed", "/deals/{id}/contract", Buyer, "cheaper"),
    shot("deal-claimed", "/deals/{id}", Buyer, "claimed"),
    shot("product-in-stock", "/products/{id}", Buyer, "in-stock"),
    shot("cart", "/cart", Buyer, ""),
    shot("cart-empty", "/cart", Seller, ""),
    shot("checkout", "/checkout", Buyer, ""),
    shot("checkout-placed", "/checkouts/{id}", Buyer, "checkout"),
    shot("checkouts", "/checkouts", Buyer, ""),
    shot("addresses", "/addresses", Buyer, ""),
    shot("address-new", "/addresses/new", Buyer, ""),
    shot("address", "/addresses/{id}", Buyer, "address"),
    shot("freight", "/freight", Seller, ""),
    shot("shop-tax", "/shop-tax", Seller, ""),
    shot("letter-topics", "/letters/topics", Buyer, ""),
    shot("freight-new", "/freight/new", Seller, ""),
    shot("freight-rule", "/freight/{id}", Seller, "freight-rule"),
    shot("goods-stock", "/goods/{id}/edit", Seller, "in-stock"),
    shot("remedies", "/deals/{deal}/remedies", Buyer, "claimed"),
    shot("remedy-new", "/deals/{deal}/remedies/new", Buyer, "at-sea"),
    shot("remedy-of-seller", "/deals/{deal}/remedies/{remedy}", Seller, "remedy"),
    shot("remedy-claiming", "/deals/{deal}/remedies/{remedy}", Buyer, "remedy-claiming"),
    shot("remedy-decided", "/deals/{deal}/remedies/{remedy}", Buyer, "remedy-decided"),
    shot("remedy-of-officer", "/deals/{deal}/remedies/{remedy}", Officer, "remedy-taken"),
    shot("remedy-agree", "/deals/{deal}/remedies/{remedy}/{act}", Seller, "remedy-agree"),
    shot("remedy-refuse", "/deals/{deal}/remedies/{remedy}/{act}", Seller, "remedy-refuse"),
    shot("remedy-decide", "/deals/{deal}/remedies/{remedy}/{act}", Officer, "remedy-decide"),
    shot("disputes", "/disputes", Officer, ""),
    shot("decisions", "/decisions", Stranger, ""),
    shot("remedy-rules", "/remedy-rules", Stranger, ""),
    shot("promises", "/firm/promises", Seller, ""),
    shot("promises-public", "/firms/{firm}/promises", Stranger, "seller"),
    shot("compensations", "/deals/{deal}/compensations", Buyer, "compensations"),
    shot("compensations-of-firm", "/compensations", Seller, ""),
    shot("compensation-new", "/deals/{deal}/compensations/new", Buyer, "to-compensate"),
    shot(
        "compensation-of-seller",
        "/deals/{deal}/compensations/{compensation}",
        Seller,
        "compensation",
    ),
    shot(
        "compensation-of-officer",
        "/deals/{deal}/compensations/{compensation}",
        Officer,
        "compensation-taken",
    ),
    shot(
        "compensation-unpaid",
        "/deals/{deal}/compensations/{compensation}",
        Buyer,
        "compensation-unpaid",
    ),
    shot(
        "compensation-paid",
        "/deals/{deal}/compensations/{compensation}",
        Buyer,
        "compensation-paid",
    ),
    shot("compensations-to-decide", "/desk/compensations", Officer, ""),
    shot("promise-rules", "/promise-rules", Stranger, ""),
    shot("fund", "/fund", Stranger, ""),
    shot("fund-lines", "/fund/{currency}", Stranger, "fund"),
    shot("fund-desk", "/desk/fund", Clerk, ""),
    shot("deal-rate", "/deals/{id}/rate", Buyer, "to-rate"),
    shot("numbers", "/numbers", Stranger, ""),
    shot("shelves", "/shelves", Seller, ""),
    shot("shelves-of-operator", "/shelves", Clerk, ""),
    shot("shelf", "/shelves/{category}", Seller, "shelf"),
    shot("shelf-of-buyer", "/shelves/{category}", Buyer, "shelf"),
    shot("shelf-of-operator", "/shelves/{category}", Clerk, "shelf"),
    shot("export-path", "/export-path", Seller, ""),
    shot("firm-checks", "/firm/checks", Seller, ""),
    shot("checks", "/checks", Clerk, ""),
    shot("books", "/desk/books", Clerk, ""),
    shot("fees-desk", "/desk/fees", Clerk, ""),
    shot("fees-operator", "/desk/fees/details", Clerk, ""),
    shot("bank-desk", "/desk/bank", Clerk, ""),
    shot("bank-line", "/desk/bank/{id}", Clerk, "difference"),
    shot("bank-recall", "/desk/bank/{id}", Clerk, "recall"),
    shot("bank-second", "/desk/bank/{id}", Clerk, "difference-asked"),
    shot("bank-file", "/desk/bank/files/{hash}", Clerk, "bank-file"),
    shot("bank-statements", "/desk/bank/statements/{account}", Clerk, "bank-account"),
    shot("bank-done", "/desk/bank/done", Clerk, ""),
    shot("claims-desk", "/desk/claims", Clerk, ""),
    shot("desk", "/desk", Officer, ""),
    shot("desk-of-operator", "/desk", Clerk, ""),
    shot("second-desk", "/desk/second", Officer, ""),
    shot("second-act", "/desk/second/{about}/{act}", Officer, "second"),
    shot("second-done", "/desk/second/done", Officer, ""),
    shot("firm-orders", "/desk/orders", Officer, ""),
    shot("firm-order", "/desk/orders/{firm}/{order}", Officer, "order"),
    shot("sanctions", "/desk/sanctions", Officer, ""),
    shot("sanctions-done", "/desk/sanctions/done", Officer, ""),
    shot("sanctions-lists", "/desk/sanctions/lists", Officer, ""),
    shot("sanctions-try", "/desk/sanctions/try", Officer, ""),
    shot("sanctions-case", "/desk/sanctions/{firm}/{case}", Officer, "check"),
    shot("sanctions-case-closed", "/desk/sanctions/{firm}/{case}", Officer, "check-closed"),
    shot("bank-accounts", "/money/accounts", Seller, ""),
    shot("campaigns", "/campaigns", Clerk, ""),
    shot("campaign", "/campaigns/{id}", Clerk, "campaign"),
    shot("invite", "/invite", Buyer, ""),
    shot("invited", "/b/{token}", Stranger, "buyer-link"),
    shot("firm-role", "/firm/role", Seller, ""),
    shot("firm-mandates", "/firm/mandates", Seller, ""),
    shot("role-of-firm", "/firms/{firm}/role", Stranger, "house"),
    shot("role-of-firm-of-operator", "/firms/{firm}/role", Clerk, "house"),
    shot("firm-ratings", "/firms/{id}/ratings", Stranger, "seller"),
    shot("credit", "/credit", Seller, ""),
    shot("fees", "/fees", Seller, ""),
    shot("fees-month", "/fees/{month}/{currency}", Seller, "fees"),
    shot("fees-invoices", "/fees/invoices", Seller, ""),
    shot("fees-invoices-none", "/fees/invoices", Buyer, ""),
    shot("fees-details", "/fees/details", Seller, ""),
    shot("money", "/money", Seller, ""),
    shot("money-statement", "/money/{currency}", Seller, "currency"),
    shot("money-top-up", "/money/top-up", Buyer, ""),
    shot("money-withdraw", "/money/withdraw", Seller, ""),
];

/// Routes that are no pictures, each with why.
#[cfg(test)]
const NO_PICTURES: &[(&str, &str)] = &[
    ("/robots.txt", "for machines"),
    ("/sitemap.xml", "for machines"),
    ("/sitemaps/{name}", "for machines"),
    ("/feeds/{name}", "for machines"),
    ("/firms/{id}/feeds/{name}", "for machines"),
    ("/firm/page/photos", "a form of /firm/page, shown there"),
    ("/firm/page/photos/{place}/remove", "a form of /firm/page, shown there"),
    ("/sign-out", "it only changes"),
    ("/desk/fees/statement", "a form of /desk/fees, shown there"),
    ("/desk/books/postings", "a form of /desk/books, shown there"),
    ("/desk/books/export", "a file"),
    ("/desk/books/csv", "a file"),
    ("/fees/{month}/{currency}/csv", "a file"),
    ("/fees/{month}/{currency}/pdf", "a file"),
    ("/fees/invoices/{id}/xml", "a file"),
    ("/fees/invoices/{id}/pdf", "a file"),
    ("/checkpoints/{day}/leaves", "for machines"),
    ("/desk/bank/files", "a form of /desk/bank, shown there"),
    ("/money/accounts/code", "a form of /money/accounts, shown there"),
    ("/money/accounts/{id}/remove", "it only changes"),
    ("/money/claims", "a form of /money, shown there"),
    ("/money/unclaimed/{currency}", "a form of /money, shown there"),
    ("/desk/claims/{firm}/{claim}/forgive", "a form of /desk/claims, shown there"),
    ("/desk/second/{about}/{act}/agree", "a form of the act, shown there"),
    ("/desk/second/{about}/{act}/decline", "a form of the act, shown there"),
    ("/desk/orders/{firm}/{order}/account", "a form of the order, shown there"),
    ("/desk/orders/{firm}/{order}/pay", "a form of the order, shown there"),
    ("/desk/orders/{firm}/{order}/lift", "a form of the order, shown there"),
    ("/desk/orders/{firm}/{order}/looks", "a form of the order, shown there"),
    ("/desk/orders/{firm}/{order}/paper", "a file"),
    ("/desk/sanctions/{firm}/{case}/{act}", "a form of the case, shown there"),
    ("/goods/export/{file}", "a file"),
    ("/goods/sample/{file}", "a file"),
    ("/goods/imports/{id}/columns", "a form of /goods/imports/{id}, shown there"),
    ("/goods/imports/{id}/run", "it only changes"),
    ("/goods/imports/{id}/stop", "it only changes"),
    ("/goods/imports/{id}/left-out/{format}", "a file"),
    ("/goods/{id}/photos/{place}", "it only changes"),
    ("/search/complete", "it answers the script"),
    ("/search/firms/complete", "it answers the script"),
    ("/search/requests/complete", "it answers the script"),
    ("/shelves/{category}/apply", "it only changes"),
    ("/shelves/{category}/withdraw", "it only changes"),
    ("/shelves/{category}/recount", "it only changes"),
    ("/shelves/{category}/admit", "a form of /shelves/{category}, shown there"),
    ("/firm/checks/work-mail", "it only changes"),
    ("/checks/answer", "a form of /checks, shown there"),
    ("/checks/judge", "a form of /checks, shown there"),
    ("/firm/capabilities", "a form of /firm/role, shown there"),
    ("/firm/mandates/{mandate}", "a form of /firm/mandates, shown there"),
    ("/firms/{firm}/findings", "a form of /firms/{firm}/role, shown there"),
    ("/firms/{firm}/findings/{finding}", "a form of /firms/{firm}/role, shown there"),
    ("/language", "it only changes"),
    ("/currency", "it only changes"),
    ("/goods/{id}/words", "a form of /goods/{id}/edit, shown there"),
    ("/goods/{id}/state", "it only changes"),
    ("/goods/{id}/photo", "it only changes"),
    ("/goods/{id}/stock", "a form of /goods/{id}/edit, shown there"),
    ("/cart/lines", "it only changes, and leads back"),
    ("/cart/lines/{product}", "it only changes, and leads back"),
    ("/inquiries/{id}/messages", "it only changes"),
    ("/inquiries/{id}/quotes/{quote}/withdraw", "it only changes"),
    ("/requests/{id}/send", "it only changes"),
    ("/requests/{id}/close", "it only changes"),
    ("/requests/{id}/files", "a form of /requests/{id}, shown there"),
    ("/requests/{id}/files/{file}", "a file"),
    ("/requests/{id}/files/{file}/remove", "it only changes"),
    ("/requests/{id}/review", "a form of /requests/{id}, shown there"),
    ("/requests/{id}/quotes/{quote}/withdraw", "it only changes"),
    ("/alerts/{id}/remove", "it only changes"),
    ("/alerts/stop/{firm}/{id}/{proof}", "one button behind a letter's secret link"),
    ("/messages/events", "a stream"),
    ("/messages/{talk}/new", "a piece of a page, for its script"),
    ("/messages/{talk}/seen", "it only changes"),
    ("/messages/{talk}/files", "a form of the conversation, shown there"),
    ("/messages/{talk}/files/{message}", "a file"),
    ("/messages/{talk}/hand", "a form of the conversation, shown there"),
    ("/messages/{talk}/block", "a form of the conversation, shown there"),
    ("/messages/{talk}/unblock", "a form of the conversation, shown there"),
    ("/messages/{talk}/report", "a form of the conversation, shown there"),
    ("/messages/{talk}/evidence.json", "a file"),
    ("/messages/routes", "a form of /messages/mail, shown there"),
    ("/messages/routes/{route}/remove", "a form of /messages/mail, shown there"),
    ("/reports/{talk}/read", "a form of /reports, shown there"),
    ("/reports/{talk}/{report}/close", "a form of /reports, shown there"),
    ("/deals/{id}/inspect", "it only changes, and leads back"),
    ("/deals/{id}/call-off-inspection", "it only changes, and leads back"),
    ("/webhooks/{webhook}/state", "a form of the webhook's page, shown there"),
    ("/webhooks/{webhook}/tests", "a form of the webhook's page, shown there"),
    ("/webhooks/{webhook}/secrets", "a form of the webhook's page, shown there"),
    ("/webhooks/{webhook}/codes", "a form of the webhook's page, shown there"),
    ("/webhooks/{webhook}/secret", "a form of the webhook's page, shown there"),
    ("/webhooks/{webhook}/replays", "a form of the webhook's page, shown there"),
    ("/webhooks/{webhook}/remove", "a form of the webhook's page, shown there"),
    ("/firm/promises/top-up", "a form of /firm/promises, shown there"),
    ("/firm/promises/end", "a form of /firm/promises, shown there"),
    ("/deals/{deal}/compensations/{compensation}/evidence", "a form of the claim, shown there"),
    ("/deals/{deal}/compensations/{compensation}/messages", "a form of the claim, shown there"),
    ("/deals/{deal}/compensations/{compensation}/evidence/{evidence}", "a file"),
    ("/deals/{deal}/compensations/{compensation}/{act}", "a form of the claim, shown there"),
    ("/fund/{currency}/lines.csv", "a file"),
    ("/deals/{deal}/remedies/{remedy}/evidence", "a form of the claim, shown there"),
    ("/deals/{deal}/remedies/{remedy}/messages", "a form of the claim, shown there"),
    ("/deals/{deal}/remedies/{remedy}/evidence/{evidence}", "a file"),
    ("/firm/act-for", "it only changes"),
    ("/firm/invite", "a form of /firm, shown there"),
    ("/firm/members/{person}/role", "a form of /firm, shown there"),
    ("/firm/members/{person}/remove", "a form of /firm, shown there"),
    ("/firm/leave", "a form of /firm, shown there"),
    ("/firm/open", "a form of /firm, shown there"),
    ("/firm/keys/{key}/revoke", "a form of /firm/keys, shown there"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    /// The files of the pages' rooms.
    fn files(at: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(at).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => files(&path, found),
                path => found.push(path),
            }
        }
    }

    /// Every route that a page's room mounts, read off its source.
    fn mounted() -> BTreeSet<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
        let mut rooms = vec![root.join("app/src/public.rs")];
        for krate in std::fs::read_dir(root.join("crates")).expect("crates").flatten() {
            rooms.push(krate.path().join("src/pages.rs"));
            files(&krate.path().join("src/pages"), &mut rooms);
        }
        let sources = rooms.iter().filter_map(|file| std::fs::read_to_string(file).ok());
        let routes = |source: String| -> Vec<String> {
            let calls = source.split(".route(").skip(1);
            let quoted = calls.filter_map(|call| call.trim_start().strip_prefix('"'));
            quoted.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
        };
        sources.flat_map(routes).collect()
    }

    #[test]
    fn every_page_is_in_the_gallery_or_there_is_a_reason() {
        let shown: BTreeSet<&str> = SHOTS.iter().map(|shot| shot.route).collect();
        let mounted = mounted();
        assert!(mounted.len() > 20, "{mounted:?}");
        for route in &mounted {
            let has_reason = NO_PICTURES.iter().any(|(no, _)| no == route);
            assert!(shown.contains(route.as_str()) != has_reason, "{route}: one of the two");
        }
        for (route, _) in NO_PICTURES {
            assert!(mounted.contains(*route), "{route} is not there any more");
        }
    }

    #[test]
    fn names_are_used_once() {
        let names: BTreeSet<&str> = SHOTS.iter().map(|shot| shot.name).collect();
        assert_eq!(names.len(), SHOTS.len());
    }
}
