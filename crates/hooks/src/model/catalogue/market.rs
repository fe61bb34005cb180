//! How firms come to terms, and how they come in.

use super::{BUYER, EventType, FIRM, Field, SELLER, Sides, What, field, kind, same};

const INQUIRY: Field = same("inquiry", What::Id("inquiry"));
const QUOTE: Field = same("quote", What::Id("quote"));
const REQUEST: Field = same("request", What::Id("request"));

const fn of_request(name: &'static str, told: &'static str) -> EventType {
    kind(name, told, Sides::One("buyer"), &[REQUEST, BUYER])
}

pub(super) const TYPES: &[EventType] = &[
    kind(
        "inquiry.made",
        "inquiry-made",
        Sides::Both,
        &[
            INQUIRY,
            BUYER,
            SELLER,
            same("product", What::Id("product")),
            same("quantity", What::Count),
        ],
    ),
    EventType {
        inside: &[("price", "one of several tiers: the quote itself holds them all")],
        ..kind("inquiry.quoted", "quote-given", Sides::Both, &[INQUIRY, QUOTE, BUYER, SELLER])
    },
    kind(
        "inquiry.accepted",
        "quote-accepted",
        Sides::Both,
        &[INQUIRY, QUOTE, BUYER, SELLER, same("quantity", What::Count), same("total", What::Money)],
    ),
    of_request("request.opened", "request-opened"),
    of_request("request.returned", "request-returned"),
    of_request("request.full", "request-full"),
    of_request("request.closed", "request-closed"),
    kind("request.quoted", "request-quoted", Sides::Both, &[REQUEST, QUOTE, BUYER, SELLER]),
    kind("request.awarded", "request-awarded", Sides::Both, &[REQUEST, QUOTE, BUYER, SELLER]),
    EventType {
        inside: &[("hash", "the chain's own; whoever reads the message has it")],
        ..kind("message.said", "message-said", Sides::One("to"), MESSAGE)
    },
    kind(
        "seller.admitted",
        "seller-admitted",
        Sides::One("firm"),
        &[FIRM, same("category", What::Term("socks")), same("how", What::Term("line"))],
    ),
    kind(
        "buyer.verified",
        "buyer-verified",
        Sides::One("firm"),
        &[FIRM, field("by", "kind", What::Term("registry"))],
    ),
];

const MESSAGE: &[Field] = &[
    same("conversation", What::Id("talk")),
    same("message", What::Id("message")),
    same("by", What::Id("firm")),
    same("to", What::Id("firm")),
    same("nth", What::Count),
];
