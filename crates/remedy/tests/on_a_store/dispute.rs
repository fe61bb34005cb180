//! Disputes: evidence, officers, decisions.

use super::{Market, Which, by_air, day, each_market, refused, usd, wanting};
use kernel::{Actor, Desk, Limit, Outcome, Stop};
use remedy::{Act, Decision, Done, EvidenceSource, NewAct, NewDecision, State, Want};
use store::Tx;
use talk::{Opening, Subject, read_file};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n";

/// A claim whose evidence the buyer may show now.
async fn disputed(market: &Market, want: Want, minor: i64) -> Which {
    let which = market.asked(wanting(want, minor)).await;
    let no = NewAct::Saying(Act::Refuse, "No".to_owned());
    market.perform(market.seller, which, no).await.expect("refused");
    market.at(day(3)).await;
    market.plain(market.buyer, which, Act::StepIn).await.expect("an officer is called");
    which
}

/// The same, taken by the officer.
async fn taken(market: &Market, want: Want, minor: i64) -> Which {
    let which = disputed(market, want, minor).await;
    market.plain(market.buyer, which, Act::EndEvidence).await.expect("all said");
    market.plain(market.seller, which, Act::EndEvidence).await.expect("all said");
    market.plain(market.officer, which, Act::Take).await.expect("taken");
    which
}

async fn decide(
    market: &Market,
    by: Actor,
    which: Which,
    (minor, needs_return): (i64, bool),
) -> Outcome<Done> {
    let decision = Decision { to_buyer: usd(minor), needs_return };
    let reasons = "The photos show it.".to_owned();
    let published = "The goods were not as described.".to_owned();
    let new = NewDecision { decision, reasons, published };
    market.perform(by, which, NewAct::Decide(new)).await
}

/// A dispute over 20,000.00 before its officer, three days on.
async fn taken_large(market: &Market) -> Which {
    taken_large_from(market, 0).await
}

/// The same, begun on another day.
async fn taken_large_from(market: &Market, from: i64) -> Which {
    let (id, seller) = (market.paid_for(20_000).await, market.seller);
    market.act(move |tx| deal::ship(tx, &seller, id, &by_air())).await.expect("shipped");
    let done = market.ask(id, wanting(Want::Money, 2_000_000)).await.expect("asked");
    let which = (id, done.remedy);
    let no = NewAct::Saying(Act::Refuse, "No".to_owned());
    market.perform(market.seller, which, no).await.expect("refused");
    market.at(day(from + 3)).await;
    market.plain(market.buyer, which, Act::StepIn).await.expect("an officer is called");
    market.plain(market.buyer, which, Act::EndEvidence).await.expect("all said");
    market.plain(market.seller, which, Act::EndEvidence).await.expect("all said");
    market.plain(market.officer, which, Act::Take).await.expect("taken");
    which
}

/// What waits for a second officer.
async fn waiting(market: &Market) -> Vec<assent::PendingAct> {
    let by = market.second;
    market.look(move |tx| assent::queue(tx, &by, None, Limit::DEFAULT)).await.rows
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_over_much_money_waits_for_a_second_officer_and_moves_once() {
    for market in each_market().await {
        let which = taken_large(&market).await;
        decide(&market, market.officer, which, (500_000, false)).await.expect("asked");
        assert_eq!(market.sums(which.0).await, [2_000_000, 0, 2_000_000, 0, 0, 0]);
        assert_eq!(market.state(which).await, State::Deciding);
        let again = decide(&market, market.officer, which, (1, false)).await;
        assert_eq!(refused(again), "assent-waits-already");
        let [act] = waiting(&market).await.try_into().expect("one waits");
        assert_eq!(
            act.moves.iter().map(|step| step.minor).collect::<Vec<_>>(),
            [500_000, 1_500_000]
        );
        let asked = (act.about, act.id);
        let agree = |by: Actor| market.act(move |tx| assent::agree(tx, &by, asked));
        assert_eq!(refused(agree(market.officer).await), "assent-not-oneself");
        assert!(matches!(agree(market.buyer).await, Err(Stop::Forbidden)));
        let operator = Actor::Clerk { person: kernel::Id::new(90), desk: Desk::Operator };
        assert!(matches!(agree(operator).await, Err(Stop::Absent)), "officers alone");
        let (one, two) = tokio::join!(agree(market.second), agree(market.second));
        assert!(one.is_ok() != two.is_ok(), "two at once do it once");
        let sums = market.sums(which.0).await;
        assert_eq!((sums[2], sums[4]), (0, 500_000));
        assert_eq!(market.finishes(which.0).await, 1);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_second_officer_declines_or_nobody_answers_moves_nothing() {
    for market in each_market().await {
        let which = taken_large(&market).await;
        decide(&market, market.officer, which, (500_000, false)).await.expect("asked");
        let act = waiting(&market).await.pop().expect("one waits");
        let (by, asked) = (market.second, (act.about, act.id));
        let decline = move |tx: &mut Tx<'_>| assent::decline(tx, &by, asked, "Too much.");
        market.act(decline).await.expect("declined");
        assert_eq!(market.state(which).await, State::Deciding);
        // The officer's own time ends first: another officer decides, and nothing waits any more.
        decide(&market, market.officer, which, (400_000, false)).await.expect("asked anew");
        market.at(day(3 + 7)).await;
        assert_eq!(waiting(&market).await, []);
        assert_eq!(market.sums(which.0).await, [2_000_000, 0, 2_000_000, 0, 0, 0]);
        let late = decide(&market, market.officer, which, (400_000, false)).await;
        assert!(late.is_err(), "it is another officer's");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_splits_the_money_finishes_the_trade_and_is_published_without_names() {
    for market in each_market().await {
        let which = taken(&market, Want::Money, 10_000).await;
        decide(&market, market.officer, which, (2_500, false)).await.expect("decided");
        assert_eq!(market.sums(which.0).await, [10_000, 0, 0, 7_478, 2_500, 22]);
        assert_eq!((market.stage(which.0).await, market.finishes(which.0).await), ("finished", 1));
        let kinds = market.kinds(which.0).await;
        assert_eq!(kinds.last().map(String::as_str), Some("finished-by-decision"));
        let told = market.look(|tx| remedy::decisions(tx, None, Limit::DEFAULT)).await.rows;
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].magnitude, told[0].to_buyer_bps), (2, 2_500));
        let again = decide(&market, market.officer, which, (1, false)).await;
        assert_eq!(refused(again), "remedy-is-over");
        assert_eq!(market.at(day(400)).await, 0);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_go_back_first_where_it_is_decided_so_and_a_silent_seller_pays() {
    for market in each_market().await {
        let which = taken(&market, Want::Money, 10_000).await;
        let done = decide(&market, market.officer, which, (10_000, true)).await.expect("decided");
        assert_eq!((done.state, market.sums(which.0).await[2]), (State::WaitsReturn, 10_000));
        let travel = NewAct::Travel(Act::SendBack, by_air());
        market.perform(market.buyer, which, travel).await.expect("sent back");
        assert_eq!(market.at(day(13).plus_seconds(-1)).await, 0);
        assert_eq!(market.at(day(13)).await, 1);
        assert_eq!(market.sums(which.0).await, [10_000, 0, 0, 0, 10_000, 0]);
        assert_eq!(market.finishes(which.0).await, 1);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_side_shows_evidence_in_its_time_and_messages_prove_themselves() {
    for market in each_market().await {
        let which = disputed(&market, Want::Money, 500).await;
        let (buyer, seller) = (market.buyer, market.seller);
        let facts = read_file(PDF, "photo.pdf").expect("a file");
        let show = |by: Actor| {
            let facts = facts.clone();
            market.act(move |tx| {
                remedy::show(tx, &by, which, (EvidenceSource::File, &facts)).map(|_| ())
            })
        };
        show(buyer).await.expect("shown");
        assert_eq!(refused(show(seller).await), "remedy-other-sides-evidence");
        let text = NewAct::Saying(Act::Tell, "Look at the photo.".to_owned());
        market.perform(buyer, which, text.clone()).await.expect("said");
        let talk = market.act(move |tx| open_talk(tx, &buyer, &seller)).await.expect("a talk");
        let file = market
            .act(move |tx| remedy::talk_evidence(tx, &buyer, which, (talk, 1)))
            .await
            .expect("messages");
        assert_eq!(file.messages.len(), 1);
        market.plain(buyer, which, Act::EndEvidence).await.expect("all said");
        assert_eq!(refused(show(buyer).await), "remedy-other-sides-evidence");
        market.perform(seller, which, text).await.expect("said");
        let view = market.view(which).await;
        assert_eq!((view.evidence.len(), view.evidence[0].sha256.len()), (1, 64));
        let said = view.steps.iter().filter(|step| step.told == "remedy-told").count();
        assert_eq!(said, 2);
    }
}

fn open_talk(
    tx: &mut Tx<'_>,
    by: &Actor,
    to: &Actor,
) -> Outcome<kernel::Id<talk::ConversationKind>> {
    let id = tx.id();
    let opening = Opening {
        id,
        to: to.firm().ok_or(Stop::Absent)?,
        subject: Subject {
            kind: "order".to_owned(),
            id: "x".to_owned(),
            title: "Socks".to_owned(),
        },
        category: None,
        text: "They are torn".to_owned(),
    };
    talk::open(tx, by, &opening)?;
    Ok(id)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_reads_what_was_taken_and_that_is_written_down() {
    for market in each_market().await {
        let which = disputed(&market, Want::Money, 500).await;
        let officer = market.officer;
        let early = market.plain(officer, which, Act::Take).await;
        assert_eq!(refused(early), "remedy-not-for-decision");
        for side in [market.buyer, market.seller] {
            market.plain(side, which, Act::EndEvidence).await.expect("all said");
        }
        let look = move |by: Actor| market_look(by, which);
        assert!(matches!(market.act(look(officer)).await, Err(Stop::Forbidden)));
        let queue = market.look(move |tx| remedy::queue(tx, &officer)).await;
        assert_eq!((queue.len(), queue[0].officer), (1, None));
        market.plain(officer, which, Act::Take).await.expect("taken");
        assert_eq!(refused(market.plain(market.second, which, Act::Take).await), "remedy-taken");
        let stranger = decide(&market, market.second, which, (1, false)).await;
        assert_eq!(refused(stranger), "remedy-not-taken");
        market.act(look(officer)).await.expect("seen");
        market.plain(officer, which, Act::PutBack).await.expect("given back");
        let again = market.plain(officer, which, Act::Take).await;
        assert_eq!(refused(again), "remedy-conflict");
        market.plain(market.second, which, Act::Take).await.expect("taken");
        let buyer = market.buyer;
        assert!(matches!(market.act(move |tx| remedy::queue(tx, &buyer)).await, Err(Stop::Absent)));
    }
}

fn market_look(by: Actor, which: Which) -> impl FnMut(&mut Tx<'_>) -> Outcome<()> + Send + 'static {
    move |tx| remedy::remedy(tx, &by, which).map(|_| ())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_of_one_of_the_firms_may_not_judge() {
    for market in each_market().await {
        let which = disputed(&market, Want::Money, 500).await;
        for side in [market.buyer, market.seller] {
            market.plain(side, which, Act::EndEvidence).await.expect("all said");
        }
        for side in [market.buyer, market.seller] {
            let person = side.person().expect("a person");
            let both = Actor::Clerk { person, desk: Desk::Officer };
            let no = market.plain(both, which, Act::Take).await;
            assert_eq!(refused(no), "remedy-conflict");
        }
        let clerk = Actor::Clerk { person: kernel::Id::new(77), desk: Desk::Operator };
        assert!(matches!(market.plain(clerk, which, Act::Take).await, Err(Stop::Absent)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn peace_is_possible_until_the_decision() {
    for market in each_market().await {
        let which = taken(&market, Want::Money, 500).await;
        market.plain(market.seller, which, Act::Agree).await.expect("agreed");
        assert_eq!(market.state(which).await, State::Succeeded);
        let late = decide(&market, market.officer, which, (1, false)).await;
        assert_eq!(refused(late), "remedy-is-over");
        assert_eq!(market.sums(which.0).await, [10_000, 0, 9_500, 0, 500, 0]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_that_the_buyer_does_not_follow_is_the_end_and_nothing_is_decided_twice() {
    for market in each_market().await {
        let which = taken(&market, Want::Money, 10_000).await;
        decide(&market, market.officer, which, (10_000, true)).await.expect("decided");
        market.plain(market.buyer, which, Act::Withdraw).await.expect("withdrawn");
        let other = market.shipped().await;
        assert_eq!(market.sums(which.0).await, [10_000, 0, 0, 9_970, 0, 30]);
        assert_eq!((market.stage(which.0).await, market.finishes(which.0).await), ("finished", 1));
        let again = market.ask(which.0, wanting(Want::Money, 10_000)).await;
        assert_eq!(refused(again), "remedy-trade-is-over");
        assert_eq!(market.stage(other).await, "shipped");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_that_are_not_sent_back_in_time_after_a_decision_are_paid() {
    for market in each_market().await {
        let which = taken(&market, Want::Money, 10_000).await;
        decide(&market, market.officer, which, (8_000, true)).await.expect("decided");
        assert_eq!(market.at(day(10).plus_seconds(-1)).await, 0);
        assert_eq!(market.at(day(10)).await, 1);
        assert_eq!(market.state(which).await, State::Closed);
        assert_eq!(market.sums(which.0).await, [10_000, 0, 0, 9_970, 0, 30]);
        assert_eq!((market.stage(which.0).await, market.finishes(which.0).await), ("finished", 1));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_officer_whose_time_was_over_is_not_the_second_one_of_the_next() {
    for market in each_market().await {
        let which = taken_large(&market).await;
        market.at(day(3 + 7)).await;
        market.plain(market.second, which, Act::Take).await.expect("taken");
        decide(&market, market.second, which, (500_000, false)).await.expect("asked");
        let act = waiting(&market).await.pop().expect("one waits");
        let (first, asked) = (market.officer, (act.about, act.id));
        let agree = market.act(move |tx| assent::agree(tx, &first, asked)).await;
        assert_eq!(refused(agree), "remedy-conflict");
        assert_eq!(market.state(which).await, State::Deciding);
        let third = Actor::Clerk { person: kernel::Id::new(72), desk: Desk::Officer };
        market.act(move |tx| assent::agree(tx, &third, asked)).await.expect("agreed");
        assert_eq!(market.finishes(which.0).await, 1);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_waits_for_a_second_officer_only_while_the_case_is_to_be_decided() {
    for market in each_market().await {
        let ends = [(0, market.seller, Act::Agree), (3, market.buyer, Act::Withdraw)];
        for (from, by, act) in ends {
            let which = taken_large_from(&market, from).await;
            decide(&market, market.officer, which, (500_000, false)).await.expect("asked");
            assert_eq!(waiting(&market).await.len(), 1);
            market.plain(by, which, act).await.expect("settled between them");
            assert_eq!(waiting(&market).await, []);
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_who_gave_the_case_back_may_agree_to_what_the_next_one_decides() {
    for market in each_market().await {
        let which = taken_large(&market).await;
        market.plain(market.officer, which, Act::PutBack).await.expect("given back");
        market.plain(market.second, which, Act::Take).await.expect("taken");
        decide(&market, market.second, which, (500_000, false)).await.expect("asked");
        let act = waiting(&market).await.pop().expect("one waits");
        let (first, asked) = (market.officer, (act.about, act.id));
        market.act(move |tx| assent::agree(tx, &first, asked)).await.expect("agreed");
        assert_eq!(market.finishes(which.0).await, 1);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_who_agreed_does_not_take_the_case_when_it_comes_back() {
    for market in each_market().await {
        let which = taken_large(&market).await;
        decide(&market, market.officer, which, (500_000, true)).await.expect("asked");
        let act = waiting(&market).await.pop().expect("one waits");
        let (second, asked) = (market.second, (act.about, act.id));
        market.act(move |tx| assent::agree(tx, &second, asked)).await.expect("agreed");
        let told = market.view(which).await.steps;
        let seconded = told.iter().find(|step| step.told == "remedy-seconded").expect("told");
        assert_eq!(seconded.person, second.person());
        let travel = NewAct::Travel(Act::SendBack, by_air());
        market.perform(market.buyer, which, travel).await.expect("sent back");
        let no = NewAct::Saying(Act::ContestReturn, "Not ours".to_owned());
        market.perform(market.seller, which, no).await.expect("contested");
        for by in [market.officer, market.second] {
            assert_eq!(refused(market.plain(by, which, Act::Take).await), "remedy-conflict");
        }
        let third = Actor::Clerk { person: kernel::Id::new(72), desk: Desk::Officer };
        market.plain(third, which, Act::Take).await.expect("taken");
        market.verify().await;
    }
}
