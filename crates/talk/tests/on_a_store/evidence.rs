//! The chain as it is kept, and what it proves.

use super::{Fair, TALK, code, engines, firm_of};
use kernel::{Actor, Desk, Id, Stop};
use talk::{Broken, Card, Content, verify_evidence};
use testkit::Engine;

async fn file(fair: &Fair, by: Actor, from: i64) -> String {
    let file = fair.look(move |tx| talk::evidence(tx, &by, TALK, from)).await;
    serde_json::to_string(&file).expect("JSON")
}

fn card() -> Card {
    Card {
        kind: "quote".to_owned(),
        reference: "quote_1".to_owned(),
        title: "Hiking sock".to_owned(),
        lines: vec![("FOB CNNGB".to_owned(), "25 d".to_owned())],
        path: "/inquiries/1".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_export_the_same_chain_and_a_part_of_it() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        fair.says(fair.seller, "可以。").await.expect("said");
        let by = fair.seller;
        let carded = fair.act(move |tx| talk::put_card(tx, &by, TALK, card())).await;
        assert_eq!(carded.expect("a card").content, Content::Card(card()));
        let (one, other) = (file(&fair, fair.buyer, 1).await, file(&fair, fair.seller, 1).await);
        let proven = verify_evidence(&one).expect("proven");
        assert_eq!((proven.messages, proven.from, proven.to), (3, 1, 3));
        assert_eq!(Ok(&proven), verify_evidence(&other).as_ref());
        let part = verify_evidence(&file(&fair, fair.buyer, 2).await).expect("a part");
        assert_eq!((part.messages, part.from, part.head), (2, 2, proven.head));
        let forged = one.replace("可以。", "不可以。");
        assert_eq!(verify_evidence(&forged), Err(Broken::Changed(2)));
        assert_eq!(verify_evidence(&file(&fair, fair.buyer, 9).await), Err(Broken::Empty));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_reads_only_after_saying_why() {
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        let look = |by: Actor, why: &'static str| {
            fair.act(move |tx| talk::look_into(tx, &by, TALK, why, 1))
        };
        let officer = Actor::Clerk { person: Id::new(5), desk: Desk::Officer };
        assert_eq!(code(look(officer, " ").await), "talk-why-missing");
        assert_eq!(look(officer, "Case 12").await.expect("read").messages.len(), 1);
        assert!(matches!(look(fair.buyer, "Mine").await, Err(Stop::Absent)));
        assert!(matches!(look(Actor::Stranger, "x").await, Err(Stop::SignIn)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stores_own_events_hold_the_last_hash() {
    let fair = Fair::asked(Engine::Sqlite).await;
    let said = fair.says(fair.seller, "Yes.").await.expect("said");
    let head = verify_evidence(&file(&fair, fair.buyer, 1).await).expect("proven").head;
    let hash = said.seal.expect("a seal").hash;
    assert_eq!(head, hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    assert_eq!(said.firm, firm_of(fair.seller));
}
