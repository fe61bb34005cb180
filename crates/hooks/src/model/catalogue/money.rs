//! Money on its way in and out of a firm's balance; each firm hears of its own alone.

use super::{DEAL, EventType, FIRM, Field, SELLER, Sides, What, amount, field, kind, same};

const ORDER: Field = same("order", What::Id("bankorder"));
const AMOUNT: Field = amount("amount", "amount_minor");

/// The deal or the payment of a cart that money is for is told by the deal itself.
const FOR: &[(&str, &str)] =
    &[("agreement", "a deal, or a cart's payment over several: `deal.paid` tells which")];

const ASKED: &str = "`money.ordered` tells what was asked for";

/// What was asked for is told when it is ordered.
const BOOKED: &[(&str, &str)] = &[FOR[0], ("ordered_minor", ASKED), ("ordered_at", ASKED)];

const fn of_order(name: &'static str, told: &'static str) -> EventType {
    kind(name, told, Sides::One("firm"), &[FIRM, ORDER, AMOUNT])
}

pub(super) const TYPES: &[EventType] = &[
    kind(
        "money.ordered",
        "custody-bank-ordered",
        Sides::One("firm"),
        &[FIRM, ORDER, AMOUNT, same("is_out", What::Flag)],
    ),
    EventType { inside: BOOKED, ..of_order("money.payment_booked", "custody-payment-booked") },
    EventType {
        inside: FOR,
        ..kind(
            "money.payment_bounced",
            "custody-payment-bounced",
            Sides::One("firm"),
            &[FIRM, ORDER, AMOUNT, same("was_held", What::Flag)],
        )
    },
    of_order("money.payout_booked", "custody-payout-booked"),
    of_order("money.payout_rejected", "custody-payout-rejected"),
    of_order("money.payout_returned", "custody-payout-returned"),
    EventType {
        inside: FOR,
        ..kind(
            "money.claim_raised",
            "custody-claim-raised",
            Sides::One("firm"),
            &[FIRM, same("claim", What::Id("claim")), AMOUNT],
        )
    },
    EventType {
        inside: &[("by", "who of the operator's people said so is its own house")],
        ..kind(
            "money.claim_forgiven",
            "custody-claim-forgiven",
            Sides::One("firm"),
            &[FIRM, same("claim", What::Id("claim")), AMOUNT],
        )
    },
    kind(
        "money.balance_unclaimed",
        "custody-balance-unclaimed",
        Sides::One("firm"),
        &[FIRM, AMOUNT],
    ),
    kind("money.balance_claimed", "custody-balance-claimed", Sides::One("firm"), &[FIRM, AMOUNT]),
    kind(
        "money.fee_returned",
        "custody-fee-returned",
        Sides::One("seller"),
        &[
            Field { from: "agreement", ..DEAL },
            SELLER,
            amount("refund", "refund_minor"),
            amount("fee", "fee_minor"),
        ],
    ),
    kind(
        "money.account_named",
        "custody-bank-account-named",
        Sides::One("firm"),
        &[
            FIRM,
            same("account", What::Id("bankaccount")),
            field("named_by", "by", What::Id("person")),
        ],
    ),
];
