//! Every state against every decision.

use super::*;
use crate::model::contract::{Contract, Origin, Terms, contract_hash, milestones};
use crate::model::tracks::{TABLE, Tracks};
use crate::model::{
    Address, Deadline, Ending, Finding, Inspection, InspectionState, Line, Packed, Shipping,
};
use custody::Refunded;
use kernel::{Currency, PaymentPart, Reason, Transport, Unit, UnitPrice};

const NOW: Timestamp = Timestamp::from_micros(1_772_452_800_000_000);
const BUYER: Id<Firm> = Id::new(2);
const SELLER: Id<Firm> = Id::new(3);

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn part(share_bps: i64, due: PaymentDue) -> PaymentPart {
    PaymentPart { share_bps, due }
}

fn terms(parts: Vec<PaymentPart>) -> Terms {
    let price = UnitPrice::new(1_010_000, Currency::USD);
    let line = Line::new(None, "Socks", Unit::PAIR, 1, price).expect("a line");
    Terms {
        buyer: Some(BUYER),
        seller: SELLER,
        origin: Origin::Quote,
        inquiry: None,
        quote: None,
        lines: vec![line],
        currency: Currency::USD,
        incoterm: None,
        place: None,
        transport: Transport::Express,
        lead_time_d: Some(20),
        parts,
        may_ship_in_parts: None,
        tax_basis: None,
        address: None,
        note: None,
        original_at: None,
    }
}

fn split() -> Vec<PaymentPart> {
    vec![part(3_000, PaymentDue::BeforeProduction), part(7_000, PaymentDue::BeforeShipment)]
}

fn drawn_up(parts: Vec<PaymentPart>) -> Contract {
    Contract::draw_up(Id::new(9), terms(parts), NOW).expect("a contract")
}

/// A deal of 30/70 in a state, with the parts paid that the state says.
fn in_state(tracks: Tracks) -> (Deal, Vec<Milestone>) {
    let is_begun = tracks.goods != Goods::NotStarted;
    let second = if is_begun { PaymentDue::BeforeShipment } else { PaymentDue::BeforeProduction };
    let parts = vec![part(3_000, PaymentDue::BeforeProduction), part(7_000, second)];
    let Contract { mut deal, milestones: mut parts, .. } = drawn_up(parts);
    deal.tracks = tracks;
    let kind = tracks.waits_for();
    deal.deadline = Some(Deadline { kind, timer: Id::new(1), due_at: NOW.plus_days(20) });
    let paid = match tracks.money {
        MoneyTrack::Nothing | MoneyTrack::Closed => 0,
        MoneyTrack::PartPaid => 1,
        _ => 2,
    };
    parts.iter_mut().take(paid).for_each(|part| part.paid_at = Some(NOW));
    (deal, parts)
}

/// An inspection that is awaited.
fn ordered_by(firm: Id<Firm>) -> Inspection {
    Inspection {
        id: Id::new(7),
        ordered_by: firm,
        state: InspectionState::Ordered,
        found: None,
        note: None,
        at: NOW,
        report_by: NOW.plus_days(7),
        timer: Id::new(8),
    }
}

/// What a decision did: the tracks after, or the code of its refusal.
fn told(outcome: Result<Step, DealRefusal>) -> String {
    match outcome {
        Err(no) => no.code().trim_start_matches("deal-").to_owned(),
        Ok(step) => {
            let after = step.after.tracks;
            assert!(TABLE.contains(&after), "{after:?} is a contradiction");
            assert_eq!(step.after.tracks.is_over(), step.after.ended_at.is_some(), "{after:?}");
            format!("> {} {}", after.money.word(), after.goods.word())
        }
    }
}

fn refunded(source: Source, left: i64) -> Refunded {
    Refunded { amount: usd(1), source, left: usd(left), total: usd(1), fee: usd(0) }
}

/// Every decision on a deal, by name.
fn decisions(deal: &Deal, parts: &[Milestone]) -> Vec<(&'static str, String)> {
    let shipping = Shipping {
        carrier: "COSCO".to_owned(),
        tracking: "1".to_owned(),
        transport: Transport::Sea,
        eta: Some(NOW.plus_days(30)),
    };
    let dispatch = shipping.read(NOW).expect("a dispatch");
    let finding = |has_passed| Finding { has_passed, found: 1, note: None };
    let ordered = [ordered_by(BUYER)];
    let inspected = |ending| deal.end_inspection(ending, (parts, &ordered), NOW);
    let next = parts.iter().find(|part| part.paid_at.is_none()).map_or(2, |part| part.nth);
    let is_released = matches!(deal.tracks.goods, Goods::Received);
    let source = if is_released { Source::Seller } else { Source::Held };
    let refund = |left| {
        deal.may_refund().map(|()| {
            let mut step = deal.refund(&refunded(source, left), NOW);
            step.after.ended_at = step.after.ended_at.or(is_released.then_some(NOW));
            step
        })
    };
    let one = Line::new(None, "x", Unit::PIECE, 2, UnitPrice::new(1, Currency::USD));
    let lines = [one.expect("a line")];
    let packed = Packed { nth: 1, quantity: 1 };
    let close =
        |deal: &Deal| deal.may_close_rest(Side::Seller).map(|()| deal.close_rest(None, (NOW, NOW)));
    let reprice = |deal: &Deal| {
        let (contract, by) = (drawn_up(split()), Some(SELLER));
        deal.may_reprice().map(|()| deal.reprice(&contract, by, NOW))
    };
    let cancel = |side| deal.may_cancel(side).map(|()| deal.close("cancelled", None, NOW));
    vec![
        ("accept", told(deal.accept(BUYER, parts, NOW))),
        ("pay", told(deal.pay(parts, next, NOW).map(|(_, step)| step))),
        ("order inspection", told(deal.order_inspection(BUYER, &[]))),
        ("inspection passes", told(inspected(Ending::Told(&finding(true))))),
        ("inspection fails", told(inspected(Ending::Told(&finding(false))))),
        ("inspection is called off", told(inspected(Ending::CalledOff(BUYER)))),
        ("ship", told(deal.ship(parts, &dispatch, NOW))),
        ("ship a part", told(deal.ship_part(parts, (&lines, &[packed]), &dispatch, NOW))),
        ("close the rest", told(close(deal))),
        ("lower the price", told(reprice(deal))),
        ("confirm", told(deal.confirm(Finisher::Buyer(BUYER), NOW))),
        ("refund a part", told(refund(1))),
        ("refund the whole", told(refund(0))),
        ("buyer cancels", told(cancel(Side::Buyer))),
        ("seller cancels", told(cancel(Side::Seller))),
        (
            "bounce",
            deal.bounce(parts, (parts[0].nth, parts[0].amount), NOW)
                .map_or_else(|| "not from here".to_owned(), |step| told(Ok(step))),
        ),
    ]
}

#[test]
fn every_state_meets_every_decision_as_the_table_says() {
    let mut seen = String::new();
    for tracks in TABLE {
        let Tracks { information, money, goods } = tracks;
        let (deal, parts) = in_state(*tracks);
        seen += &format!("{} {} {}\n", information.word(), money.word(), goods.word());
        for (name, outcome) in decisions(&deal, &parts) {
            seen += &format!("  {name}: {outcome}\n");
        }
    }
    assert_eq!(seen, include_str!("tests/table.txt"), "{seen}");
}

#[test]
fn only_a_seller_who_is_late_lets_the_buyer_cancel_what_is_paid() {
    let tracks = |money| Tracks { information: Information::Agreed, money, goods: Goods::Making };
    let (mut deal, _) = in_state(tracks(MoneyTrack::Paid));
    let code = |deal: &Deal, side| deal.may_cancel(side).map_err(|no| no.code());
    assert_eq!(code(&deal, Side::Buyer), Err("deal-not-late"));
    let late = deal.overdue(&[], Clock::RunsOn, NOW);
    assert_eq!((late.after.is_late, late.deadline), (true, Change::Clear));
    deal = late.after;
    assert_eq!(code(&deal, Side::Buyer), Ok(()));
    assert_eq!(code(&deal, Side::Seller), Err("deal-cancel-by-refund"));
    let (unpaid, parts) = in_state(tracks(MoneyTrack::PartPaid));
    let overdue = unpaid.overdue(&parts, Clock::RunsOn, NOW);
    assert_eq!((overdue.after.is_late, overdue.entry.kind), (false, "balance-overdue"));
    assert_eq!(code(&overdue.after, Side::Buyer), Err("deal-buyer-is-late"));
}

#[test]
fn a_payment_sets_the_next_deadline() {
    let Contract { deal, milestones: mut parts, .. } = drawn_up(split());
    assert_eq!(deal.first_deadline(NOW), (DeadlineKind::Pay, NOW.plus_days(5)));
    let (_, begun) = deal.pay(&parts, 1, NOW).expect("the deposit");
    assert_eq!(begun.deadline, Change::Set(DeadlineKind::Ship, NOW.plus_days(20)));
    parts[0].paid_at = Some(NOW);
    let mut deal = begun.after;
    let kind = DeadlineKind::Ship;
    deal.deadline = Some(Deadline { kind, timer: Id::new(1), due_at: NOW.plus_days(20) });
    for (at, due_at) in [(10, 20), (18, 21), (30, 33)] {
        let (_, paid) = deal.pay(&parts, 2, NOW.plus_days(at)).expect("the balance");
        let due_at = NOW.plus_days(due_at);
        assert_eq!(paid.deadline, Change::Set(DeadlineKind::Ship, due_at), "day {at}");
    }
}

#[test]
fn parts_are_paid_in_order_and_once() {
    let Contract { deal, milestones: mut parts, .. } = drawn_up(split());
    let code = |parts: &[Milestone], nth| deal.may_pay(parts, nth).map_err(|no| no.code());
    assert_eq!(code(&parts, 2).err(), Some("deal-part-not-next"));
    assert_eq!(code(&parts, 3).err(), Some("deal-part-unknown"));
    assert_eq!(code(&parts, 1).map(|part| part.amount.minor), Ok(30));
    parts[0].paid_at = Some(NOW);
    assert_eq!(code(&parts, 1).err(), Some("deal-part-paid"));
}

#[test]
fn an_odd_sum_30_70_gives_the_rest_to_the_last() {
    let parts = milestones(usd(101), &split());
    assert_eq!(parts.iter().map(|part| part.amount.minor).collect::<Vec<_>>(), [30, 71]);
    let whole = drawn_up(Vec::new());
    assert_eq!(whole.milestones.len(), 1);
    assert_eq!((whole.deal.total.minor, whole.milestones[0].amount.minor), (101, 101));
}

#[test]
fn a_contract_that_may_not_be_is_refused() {
    let yen = Line::new(None, "x", Unit::PIECE, 1, UnitPrice::new(5_000_000, Currency::JPY));
    let yen = yen.expect("a line");
    let free = Line::new(None, "x", Unit::PIECE, 1, UnitPrice::new(0, Currency::USD));
    let free = free.expect("a line");
    let before = PaymentDue::BeforeProduction;
    let after = PaymentDue::BeforeShipment;
    let fob = Some(kernel::Incoterm::Fob);
    let chengdu = kernel::Locode::parse("CNCTU");
    let cases = [
        (Terms { lines: vec![], ..terms(vec![]) }, "deal-lines-out-of-range"),
        (Terms { buyer: Some(SELLER), ..terms(vec![]) }, "deal-own-offer"),
        (Terms { lines: vec![yen], ..terms(vec![]) }, "deal-two-currencies"),
        (Terms { lead_time_d: Some(-1), ..terms(vec![]) }, "deal-lead-time-out-of-range"),
        (Terms { incoterm: fob, ..terms(vec![]) }, "deal-place-needed"),
        (Terms { incoterm: fob, place: chengdu, ..terms(vec![]) }, "deal-needs-a-port"),
        (terms(vec![part(9_999, before)]), "deal-parts-not-whole"),
        (terms(vec![part(i64::MAX, before), part(i64::MAX, after)]), "deal-parts-not-whole"),
        (terms(vec![part(2_000, before); 5]), "deal-parts-not-whole"),
        (terms(vec![part(5_000, after), part(5_000, before)]), "deal-parts-out-of-order"),
        (Terms { note: Some("x".repeat(2_001)), ..terms(vec![]) }, "deal-text"),
        (Terms { lines: vec![free], ..terms(vec![]) }, "deal-nothing-to-pay"),
        (terms(vec![part(1, before), part(9_999, after)]), "deal-too-small-to-split"),
    ];
    for (terms, code) in cases {
        let stop = Contract::draw_up(Id::new(9), terms, NOW).expect_err(code);
        assert_eq!(stop.code(), Some(code));
    }
    for quantity in [0, -1, i64::MAX] {
        let price = UnitPrice::new(1, Currency::USD);
        let line = Line::new(None, "x", Unit::PIECE, quantity, price);
        assert_eq!(line.expect_err("none").code(), Some("deal-quantity-out-of-range"));
    }
}

#[test]
fn what_is_signed_changes_with_every_term_and_with_nothing_else() {
    let hash = |terms: Terms| {
        let contract = Contract::draw_up(Id::new(9), terms, NOW).expect("a contract");
        contract.deal.contract_hash
    };
    let first = hash(terms(split()));
    assert_eq!(first, hash(terms(split())));
    let others = [
        Terms { seller: Id::new(4), ..terms(split()) },
        Terms { buyer: Some(Id::new(4)), ..terms(split()) },
        Terms { lead_time_d: Some(21), ..terms(split()) },
        Terms { transport: Transport::Surface, ..terms(split()) },
        Terms { note: Some("urgent".to_owned()), ..terms(split()) },
        terms(Vec::new()),
        Terms { may_ship_in_parts: Some(false), ..terms(split()) },
        Terms { tax_basis: Some(kernel::TaxBasis::Gross), ..terms(split()) },
        Terms { address: Some(Address::default()), ..terms(split()) },
    ];
    for other in others {
        assert_ne!(first, hash(other));
    }
    let Contract { mut deal, lines, milestones: mut parts, .. } = drawn_up(split());
    deal.tracks.goods = Goods::Making;
    (deal.version, deal.eta, deal.is_late) = (7, Some(NOW), true);
    parts[0].paid_at = Some(NOW);
    assert_eq!(contract_hash(&deal, &lines, &parts, None), first);
}

#[test]
fn the_clock_waits_for_the_buyers_inspector_and_once_for_the_sellers_where_one_is_needed() {
    let parts = |due| {
        let parts = vec![part(3_000, PaymentDue::BeforeProduction), part(7_000, due)];
        drawn_up(parts).milestones
    };
    let (plain, needed) = (parts(PaymentDue::BeforeShipment), parts(PaymentDue::AfterInspection));
    let ended = |state, firm| Inspection { state, ..ordered_by(firm) };
    let (deal, _) = in_state(Tracks {
        information: Information::Agreed,
        money: MoneyTrack::PartPaid,
        goods: Goods::Inspecting,
    });
    for (parts, all, clock) in [
        (&plain, vec![], Clock::RunsOn),
        (&plain, vec![ordered_by(BUYER)], Clock::Waits),
        (&plain, vec![ordered_by(SELLER)], Clock::RunsOn),
        (&needed, vec![ordered_by(SELLER)], Clock::Waits),
        (&needed, vec![ended(InspectionState::Failed, BUYER), ordered_by(SELLER)], Clock::Waits),
        (&needed, vec![ended(InspectionState::Passed, BUYER), ordered_by(SELLER)], Clock::RunsOn),
        (&needed, vec![ended(InspectionState::Lapsed, SELLER), ordered_by(SELLER)], Clock::RunsOn),
    ] {
        assert_eq!(deal.clock(parts, &all), clock, "{all:?}");
    }
}
