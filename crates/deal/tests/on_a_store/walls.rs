//! Who may see and do what.

use super::{Market, by_air, each_market, usd};
use deal::{DealKind, Finding};
use kernel::{Actor, Desk, Id, Limit, Outcome, Role, Scope, Stop};
use store::Tx;

/// How each act ends for somebody, in one letter: done, refused, absent, sign in, forbidden.
async fn tries(market: &Market, by: Actor, id: Id<DealKind>) -> String {
    type Try = fn(&mut Tx<'_>, &Actor, Id<DealKind>) -> Outcome<()>;
    let all: [Try; 11] = [
        |tx, by, id| deal::deal(tx, by, id).map(|_| ()),
        |tx, by, id| deal::timeline(tx, by, id, None, Limit::DEFAULT).map(|_| ()),
        |tx, by, id| deal::pay(tx, by, id, 1).map(|_| ()),
        |tx, by, id| deal::pay_by_bank(tx, by, id, 1).map(|_| ()),
        |tx, by, id| deal::order_inspection(tx, by, id).map(|_| ()),
        |tx, by, id| deal::call_off_inspection(tx, by, id).map(|_| ()),
        |tx, by, id| deal::ship(tx, by, id, &by_air()).map(|_| ()),
        |tx, by, id| deal::confirm(tx, by, id).map(|_| ()),
        |tx, by, id| deal::refund(tx, by, id, usd(1), "why").map(|_| ()),
        |tx, by, id| deal::cancel(tx, by, id).map(|_| ()),
        |tx, by, id| deal::read_as_officer(tx, by, id, "a complaint").map(|_| ()),
    ];
    let mut letters = String::new();
    for act in all {
        let outcome = market.fresh.store.preview("try", move |tx| act(tx, &by, id)).await;
        letters.push(match outcome {
            Ok(()) => 'd',
            Err(Stop::Refused(_) | Stop::RefusedAll(_)) => 'r',
            Err(Stop::Absent) => 'a',
            Err(Stop::SignIn) => 's',
            Err(Stop::Forbidden) => 'f',
            Err(other) => panic!("{other:?}"),
        });
    }
    letters
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_firm_sees_nothing() {
    for market in each_market().await {
        let id = market.paid().await;
        let unknown = Id::new(12_345);
        let firm = market.buyer.firm().map(|firm| (firm, Role::Staff));
        let person = Id::new(1);
        let key = Actor::Member { person, firm, scope: Scope::Read };
        let nobody = Actor::Member { person, firm: None, scope: Scope::Full };
        let clerk = |desk| Actor::Clerk { person, desk };
        let expected = [
            (market.buyer, id, "ddrrdrfrfra"),
            (market.seller, id, "ddffdrdfdra"),
            (market.other, id, "aaaaaaaaaaa"),
            (market.buyer, unknown, "aaaaaaaaaaa"),
            (nobody, id, "aaaaaaaaaaa"),
            (Actor::Stranger, id, "sssssssssss"),
            (key, id, "ddffffffffa"),
            (clerk(Desk::Operator), id, "aaaaaaaaaaa"),
            (clerk(Desk::Officer), id, "aaaaaaaaaad"),
        ];
        for (by, id, letters) in expected {
            assert_eq!(tries(&market, by, id).await, letters, "{by:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inspection_is_filed_by_the_rail_alone() {
    for market in each_market().await {
        let id = market.paid().await;
        let by = market.buyer;
        let ordered = market.act(move |tx| deal::order_inspection(tx, &by, id)).await;
        let (_, inspection) = ordered.expect("ordered");
        for by in [market.buyer, market.seller, Actor::Stranger, Actor::Timer] {
            let filed = move |tx: &mut Tx<'_>| {
                let finding = Finding { has_passed: true, found: 0, note: None };
                deal::file_inspection(tx, &by, id, inspection, &finding)
            };
            assert!(matches!(market.act(filed).await, Err(Stop::Forbidden)));
        }
    }
}
