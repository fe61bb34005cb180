//! What the routes are about, and what is sent to each.

use crate::stories::market::{Trader, text};
use serde_json::{Value, json};

fn in_days(days: i64) -> String {
    let now = jiff::Timestamp::now();
    (now + jiff::SignedDuration::from_hours(24 * days)).to_string()
}

/// All of it belongs to the owner's firm; the deal and the inquiry are the buyer's too. The request
/// is the buyer's, and the owner quotes to it.
pub(in crate::stories) struct Things {
    product: String,
    import: String,
    inquiry: String,
    talk: String,
    quote: String,
    request: String,
    request_quote: String,
    search: String,
    deal: String,
    firm: String,
    address: String,
    rule: String,
    checkout: String,
    link: String,
    buyer_link: String,
    mandate: String,
    pub(super) campaign: String,
    hook: String,
    pub(super) staff: String,
    pub(super) key: String,
}

fn product() -> Value {
    json!({ "title": "Cotton socks", "title_lang": "en", "unit": "PR", "currency": "USD",
        "moq": 1, "lead_time_d": 3, "is_open_offer": true,
        "tiers": [{ "min_quantity": 1, "price": "1.25" }] })
}

fn quote() -> Value {
    json!({ "currency": "USD", "incoterm": "EXW", "place": "CNNGB", "transport": "surface",
        "lead_time_d": 3, "valid_until": in_days(2),
        "parts": [{ "share_bps": 10_000, "due": "before_production" }],
        "tiers": [{ "min_quantity": 1, "price": "1.25" }] })
}

fn request() -> Value {
    json!({ "title": "5 pairs of blue socks", "lang": "en", "destination": "SEGOT",
        "text": "Blue cotton socks, five pairs, to look at.",
        "lines": [{ "what": "Blue cotton socks", "quantity": 5, "unit": "PR" }] })
}

fn request_quote() -> Value {
    let mut quote = quote();
    let tiers = quote.as_object_mut().and_then(|quote| quote.remove("tiers"));
    quote["lines"] = json!([{ "line": 1, "tiers": tiers }]);
    quote
}

fn link() -> Value {
    json!({ "currency": "USD", "transport": "express",
        "lines": [{ "title": "Sample", "unit": "C62", "quantity": 1, "unit_price": "5" }] })
}

fn order(product: &str) -> Value {
    json!({ "lines": [{ "product": product, "quantity": 5 }] })
}

fn address() -> Value {
    json!({ "name": "Elsa Lind", "phone": "0701234567", "country": "SE", "city": "Malmö",
        "street": "Storgatan 1" })
}

fn freight_rule() -> Value {
    json!({ "kind": "flat", "currency": "USD", "amount": "3.50" })
}

/// What the buyer ordered by the cart.
fn checked_out(buyer: &Trader<'_>, product: &str) -> String {
    buyer.post("/api/v1/cart/lines", json!({ "product": product, "quantity": 1 }));
    let to = text(&buyer.post("/api/v1/addresses", address()), "id");
    let seen = buyer.get(&format!("/api/v1/cart/preview?address={to}"));
    let order = json!({ "address": to, "seal": text(&seen, "seal") });
    text(&buyer.post("/api/v1/checkouts", order), "checkout")
}

/// An address that is told nothing of what happens here.
fn hook() -> Value {
    json!({ "url": "https://hooks.example.com/jishi", "types": ["rating.shown"] })
}

fn mandate(firm: &str) -> Value {
    json!({ "firm": firm, "side": "middleman", "scope": "Hats", "days": 30 })
}

pub(in crate::stories) fn campaign() -> Value {
    json!({ "name": "Spring", "source": "A fair", "medium": "fair", "market": "SE", "lang": "en",
        "cost": "10.00", "currency": "USD" })
}

/// What the gate's routes take.
fn gate_body(route: &str, firm: &str) -> Value {
    let seen = json!({ "holds": true, "note": "Seen." });
    match route {
        "/shelves/{category}/mode" => json!({ "mode": "open", "reason": "Enough buyers." }),
        "/shelves/{category}/admissions" => json!({ "firm": firm, "reason": "Invited." }),
        "/firm/checks/registry" => json!({ "number": "5560360793" }),
        "/firms/{firm}/checks/{check}/answers"
        | "/firms/{firm}/capabilities/{capability}/judgements" => seen,
        "/campaigns" => campaign(),
        "/campaigns/{id}/links" | "/firm/links" => json!({ "cap": 1 }),
        "/firm/role" => json!({ "role": "agent", "about": "We act for makers of hats." }),
        "/firm/mandates" => mandate(firm),
        "/firm/mandates/{mandate}/answers" => json!({ "state": "revoked" }),
        "/firm/capabilities" => json!({ "capability": "quality", "evidence": "Reports." }),
        "/firms/{firm}/findings" => json!({ "evidence": "An office." }),
        "/firm/findings/{finding}/replies" => json!({ "reply": "We moved." }),
        "/firms/{firm}/findings/{finding}/lifts" => json!({ "reason": "Seen at work." }),
        _ => json!({}),
    }
}

/// What the routes of promises and of the fund take.
fn promise_body(route: &str, talk: &str) -> Option<Value> {
    let amount = json!({ "amount": "1.00", "currency": "USD" });
    Some(match route {
        "/firm/promises" => json!({ "promises": ["fake"], "deposit": amount }),
        "/firm/promises/top-ups" | "/firm/promises/ends" => json!({ "currency": "USD" }),
        "/deals/{deal}/compensations" => {
            json!({ "promise": "fake", "amount": amount, "reason": "It is a fake." })
        }
        "/deals/{deal}/compensations/{compensation}/acts" => json!({ "act": "withdraw" }),
        "/deals/{deal}/compensations/{compensation}/messages" => {
            json!({ "conversation": talk })
        }
        "/desk/fund-feeds" => json!({ "amount": amount, "note": "To begin with." }),
        "/desk/acts/{about}/{act}/answers" => json!({ "agree": true }),
        "/desk/claims/{firm}/{claim}/forgive" => json!({ "note": "Small." }),
        "/desk/sanctions/cases/{firm}/{case}/acts" => json!({ "act": "take" }),
        "/desk/orders" => json!({ "firm": "firm_1", "kind": "freeze", "authority": "A court",
            "reference": "T 1-26", "ordered_on": "2026-03-01" }),
        "/desk/orders/{firm}/{order}/acts" => json!({ "act": "look" }),
        "/desk/sanctions/tries" => json!({ "name": "Viktor Zorin" }),
        "/wallet/unclaimed" => json!({ "currency": "USD" }),
        _ => return None,
    })
}

impl Things {
    pub(in crate::stories) fn make(owner: &Trader<'_>, buyer: &Trader<'_>) -> Self {
        let product = text(&owner.post("/api/v1/products", product()), "id");
        // A line of JSON is a table whose headings nobody knows.
        let import = owner.post("/api/v1/imports", json!({ "benennung": "a", "menge": "1" }));
        let import = text(&import, "id");
        let asked = json!({ "quantity": 5, "text": "Do you have them in blue?" });
        let inquiry = buyer.post(&format!("/api/v1/products/{product}/inquiries"), asked);
        let inquiry = text(&inquiry, "id");
        let talk = inquiry.replace("inquiry_", "talk_");
        let quoted = owner.post(&format!("/api/v1/inquiries/{inquiry}/quotes"), quote());
        let deal = text(&buyer.post("/api/v1/deals", order(&product)), "deal");
        let link = text(&owner.post("/api/v1/deal-links", link()), "url");
        let link = link.rsplit('/').next().expect("a token").to_owned();
        let (quote, firm) = (text(&quoted, "id"), owner.firm.clone());
        let request = text(&buyer.post("/api/v1/requests", request()), "id");
        buyer.post(&format!("/api/v1/requests/{request}/submissions"), json!({}));
        let search = owner.post("/api/v1/saved-searches", json!({ "words": "blue socks" }));
        let (search, request_quote) = (text(&search, "id"), String::new());
        let buyer_link = text(&owner.post("/api/v1/firm/links", json!({ "cap": 1 })), "url");
        let buyer_link = buyer_link.rsplit('/').next().expect("a token").to_owned();
        let mandate = text(&owner.post("/api/v1/firm/mandates", mandate(&buyer.firm)), "id");
        let address = text(&owner.post("/api/v1/addresses", address()), "id");
        let rule = text(&owner.post("/api/v1/freight-rules", freight_rule()), "id");
        let checkout = checked_out(buyer, &product);
        let hook = text(&owner.post("/api/v1/webhooks", hook())["webhook"], "id");
        let (staff, key, campaign) = (String::new(), String::new(), String::new());
        Self {
            product,
            import,
            inquiry,
            talk,
            quote,
            request,
            request_quote,
            search,
            deal,
            firm,
            address,
            rule,
            checkout,
            link,
            buyer_link,
            mandate,
            campaign,
            hook,
            staff,
            key,
        }
    }

    /// A clerk opens the request, and the owner quotes to it.
    pub(super) fn open_request(&mut self, desk: &Trader<'_>, owner: &Trader<'_>) {
        let path = format!("/api/v1/requests/{}", self.request);
        desk.post(&format!("{path}/reviews"), json!({}));
        let quoted = owner.post(&format!("{path}/quotes"), request_quote());
        self.request_quote = text(&quoted, "id");
    }

    /// An address with what belongs into its braces, told by the word before them.
    pub(in crate::stories) fn fill(&self, route: &str) -> String {
        let mut before = "";
        let mut filled = Vec::new();
        for word in route.split('/') {
            filled.push(match (word.starts_with('{'), before) {
                (false, _) => word,
                (true, "products" | "goods") => &self.product,
                (true, "imports") => &self.import,
                (true, "lines") => &self.product,
                (true, "addresses") => &self.address,
                (true, "freight-rules" | "freight") => &self.rule,
                (true, "checkouts") => &self.checkout,
                (true, "inquiries") => &self.inquiry,
                (true, "quotes") if route.contains("/requests/") => &self.request_quote,
                (true, "quotes") => &self.quote,
                (true, "requests") => &self.request,
                (true, "saved-searches" | "alerts") => &self.search,
                (true, "deals") => &self.deal,
                (true, "firms") => &self.firm,
                (true, "members") => &self.staff,
                (true, "keys") => &self.key,
                (true, "conversations" | "messages" | "reports") if word == "{talk}" => &self.talk,
                (true, "blocked-firms") => &self.firm,
                (true, "deal-links" | "l") => &self.link,
                (true, "buyer-links" | "b") => &self.buyer_link,
                (true, "mandates") => &self.mandate,
                (true, "campaigns") => &self.campaign,
                (true, "webhooks") => &self.hook,
                (true, "shelves") => "socks",
                (true, "capabilities") => "quality",
                (true, "money" | "fund") => "USD",
                (true, "fees") => "2026-01",
                (true, _) if word == "{currency}" => "USD",
                (true, "words") => "zh-CN",
                (true, "categories") => "socks",
                (true, "feeds") => "en.xml",
                (true, "sitemaps") => "categories.xml",
                (true, "photos") => "1",
                (true, "exports" | "export") => "products.csv",
                (true, "sample") => "sample.csv",
                (true, "left-out") => "csv",
                (true, _) if word == "{event}" => "event_0000000000001",
                (true, _) => "nothing",
            });
            before = word;
        }
        match route {
            "/api/v1/wallet/statement" => format!("{}?currency=USD", filled.join("/")),
            _ => filled.join("/"),
        }
    }

    /// What a caller who may would send; `{}` where nothing is asked for.
    pub(super) fn body(&self, route: &str) -> Value {
        let amount = json!({ "amount": "1.00", "currency": "USD" });
        let (contact, password) = ("new@example.com", "a long walk home");
        match route.trim_start_matches("/api/v1") {
            "/codes" => json!({ "contact": contact, "purpose": "sign_up" }),
            "/sign-ups" => {
                json!({ "contact": contact, "code": "00000000", "ticket": "none", "name": "New",
                "firm": { "name": "New", "country": "SE" } })
            }
            "/sessions" => json!({ "contact": contact, "password": password }),
            "/password-resets" => {
                json!({ "contact": contact, "code": "00000000", "ticket": "none",
                    "password": password })
            }
            "/invitations/{token}/acceptances" => json!({ "name": "New" }),
            "/firm/invitations" => json!({ "contact": contact, "role": "staff" }),
            "/firm/keys" => json!({ "name": "Warehouse", "scope": "read" }),
            "/firm/members/{person}/role" => json!({ "role": "owner" }),
            "/products" | "/products/{id}" => product(),
            "/firm/page" => json!({ "words": [{ "lang": "en", "makes": "Socks" }] }),
            "/firm/window" => json!({ "products": [self.product] }),
            "/products/{id}/words/{lang}" => json!({ "title": "棉袜" }),
            "/products/{id}/stock" => json!({ "stock": 5 }),
            "/cart/lines" => json!({ "product": self.product, "quantity": 1 }),
            "/cart/lines/{product}" => json!({ "quantity": 2 }),
            "/addresses" | "/addresses/{id}" => address(),
            "/freight-rules" | "/freight-rules/{id}" => freight_rule(),
            "/shop-tax" => json!({ "basis": "gross",
                "rules": [{ "places": ["SE"], "category": "S", "percent": "25" }] }),
            "/checkouts" => json!({ "address": self.address, "seal": "seen" }),
            "/checkouts/{id}/payments" => json!({ "payment": "payment_00c5c8g1h00q0" }),
            "/products/{id}/state" => json!({ "state": "hidden" }),
            "/products/{id}/photos/{place}" => json!({ "act": "remove" }),
            "/imports/{id}/columns" => json!({ "fields": ["title", "price"] }),
            "/products/{id}/inquiries" => json!({ "quantity": 5, "text": "In blue?" }),
            "/inquiries/{id}/messages" => json!({ "text": "Yes." }),
            "/inquiries/{id}/quotes" => quote(),
            "/inquiries/{inquiry}/quotes/{quote}/acceptances" => json!({ "quantity": 5 }),
            "/requests" | "/requests/{id}" => request(),
            "/requests/{id}/quotes" => request_quote(),
            "/requests/{request}/quotes/{quote}/acceptances" => {
                json!({ "lines": [{ "line": 1, "quantity": 5 }] })
            }
            "/saved-searches" => json!({ "words": "red socks" }),
            "/conversations/{talk}/messages" => json!({ "text": "Yes." }),
            "/conversations/{talk}/handovers" => json!({ "person": self.staff }),
            "/conversations/{talk}/reports" => json!({ "reason": "spam" }),
            "/conversations/{talk}/officer-reads" => json!({ "why": "The buyer asked." }),
            "/conversation-routes" => json!({ "person": self.staff }),
            "/conversation-mail" => json!({ "wish": "daily" }),
            "/firm" => json!({ "name": "New", "name_lang": "en" }),
            "/desk/differences/{id}/answer" => json!({ "way": "bear", "note": "Small." }),
            "/desk/bank-files" => json!("<Document/>"),
            "/wallet/accounts" => json!({ "holder": "New AB",
                "number": "SE45 5000 0000 0583 9825 7466", "code": "00000000" }),
            "/webhooks" | "/webhooks/{webhook}" => hook(),
            "/webhooks/{webhook}/state" => json!({ "state": "paused" }),
            "/webhooks/{webhook}/replays" => json!({ "since": "2026-01-01T00:00:00Z" }),
            "/wallet/payouts" => json!({ "amount": amount, "account": "nothing" }),
            "/billing-details" => json!({ "legal_name": "New", "street": "Road 1", "city": "Lund",
                "country": "SE" }),
            "/wallet/top-ups" => json!({ "amount": amount }),
            "/wallet/withdrawals" => json!({ "amount": amount, "account": "SE45 5000" }),
            route => {
                let body = self.deal_body(route, &amount);
                let body = body.or_else(|| promise_body(route, &self.talk));
                body.unwrap_or_else(|| gate_body(route, &self.firm))
            }
        }
    }

    /// The same of deals.
    fn deal_body(&self, route: &str, amount: &Value) -> Option<Value> {
        Some(match route {
            "/deal-links" => link(),
            "/deals" => order(&self.product),
            "/deals/{id}/payments" => json!({ "milestone": 1, "by": "bank" }),
            "/deals/{id}/refunds" => json!({ "amount": amount, "reason": "Two were torn." }),
            "/deals/{id}/shipments" => {
                json!({ "carrier": "Post", "tracking": "1", "transport": "express" })
            }
            "/deals/{id}/officer-reads" => json!({ "why": "The buyer asked." }),
            "/deals/{deal}/ratings" => json!({ "verdict": "good" }),
            "/deals/{id}/extensions" => json!({ "days": 5 }),
            "/deals/{id}/price-changes" => {
                json!({ "prices": [{ "line": 1, "unit_price": "1.24" }], "reason": "As we spoke." })
            }
            "/deals/{id}/rest-closings" => json!({ "reason": "The yarn ran out." }),
            "/deals/{deal}/remedies" => {
                json!({ "want": "money", "amount": amount, "reason": "Two were torn." })
            }
            "/deals/{deal}/remedies/{remedy}/acts" => json!({ "act": "withdraw" }),
            "/deals/{deal}/remedies/{remedy}/messages" => json!({ "conversation": self.talk }),
            _ => return None,
        })
    }
}
