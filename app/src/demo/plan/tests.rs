//! What becomes of every kind of invoice.

use super::super::records::{read, read_from};
use super::*;

fn now() -> Timestamp {
    "2026-03-06T12:00:00Z".parse::<jiff::Timestamp>().expect("an instant").into()
}

fn plan(lines: &str) -> Plan {
    let first = "invoice,stock_code,description,quantity,invoice_date,price,customer_id,country\n";
    Plan::of(&read_from(format!("{first}{lines}").as_bytes()).expect("records"), now())
}

fn told(plan: &Plan) -> Vec<(Reason, usize)> {
    plan.shares.told.iter().map(|(reason, count)| (*reason, *count)).collect()
}

fn acts_of(plan: &Plan, wanted: usize) -> Vec<Act> {
    let is_of = |act: &Act| match *act {
        Act::Place { sale }
        | Act::Pay { sale }
        | Act::Ship { sale }
        | Act::Confirm { sale }
        | Act::Refund { sale, .. } => sale == wanted,
        Act::Join { .. } | Act::Export { .. } => false,
    };
    plan.slices.values().flatten().copied().filter(is_of).collect()
}

#[test]
fn a_sale_is_placed_paid_shipped_and_confirmed() {
    let plan = plan("1,A,a,2,2010-12-01 09:00:00,1.5,8,USA\n2,A,a,1,2010-12-09 09:00:00,1,8,USA\n");
    assert_eq!(plan.shift.weeks, 795);
    let sale = 0;
    let wanted =
        [Act::Place { sale }, Act::Pay { sale }, Act::Ship { sale }, Act::Confirm { sale }];
    assert_eq!(acts_of(&plan, 0), wanted);
    assert_eq!(plan.sales[0].left_minor, 300);
    // Yesterday's goods have not arrived.
    assert!(!acts_of(&plan, 1).contains(&Act::Confirm { sale: 1 }));
}

#[test]
fn everything_that_leads_to_nothing_is_told() {
    let plan = plan(
        "1,A,a,2,2010-12-01 09:00:00,1.5,,USA\n\
         2,A,a,2,2010-12-01 09:00:00,0,8,USA\n\
         3,A,a,1,2010-12-01 09:00:00,0.001,8,USA\n\
         C4,A,a,-2,2010-12-01 09:00:00,1.5,,USA\n\
         C5,A,a,-2,2010-12-01 09:00:00,1.5,8,USA\n\
         C6,A,a,-2,2010-12-01 09:00:00,0,8,USA\n\
         A7,B,b,1,2010-12-01 09:00:00,-9,,USA\n",
    );
    let wanted = [
        (Reason::NoCustomer, 1),
        (Reason::SumNotPositive, 2),
        (Reason::Adjustment, 1),
        (Reason::CancellationWithoutCustomer, 1),
        (Reason::CancellationWithoutPurchase, 1),
        (Reason::CancellationOfNothing, 1),
    ];
    assert_eq!((told(&plan), plan.sales.len()), (wanted.to_vec(), 0));
    assert_eq!(plan.shares.invoices(), 7);
}

#[test]
fn a_cancellation_goes_to_the_latest_deal_with_that_product_and_never_beyond_it() {
    let plan = plan(
        "1,A,a,10,2010-11-01 09:00:00,1,8,USA\n\
         2,A,a,3,2010-11-02 09:00:00,1,8,USA\n\
         2,B,b,2,2010-11-02 09:00:00,1,8,USA\n\
         3,A,a,9,2010-11-02 09:00:00,1,9,USA\n\
         C4,A,a,-4,2010-11-20 09:00:00,1,8,USA\n\
         C4,A,a,-2,2010-11-20 09:00:00,1,8,USA\n\
         C4,Z,z,-2,2010-11-20 09:00:00,1,8,USA\n",
    );
    assert_eq!((plan.shares.refunds, plan.shares.lines_refunded), (1, 1));
    assert_eq!(plan.sales[1].left_minor, 100);
    let told: Vec<(Reason, usize)> =
        plan.shares.lines_told.iter().map(|(reason, count)| (*reason, *count)).collect();
    let wanted = [(Reason::CancellationWithoutPurchase, 1), (Reason::CancellationExceedsPaid, 1)];
    assert_eq!(told, wanted);
}

#[test]
fn what_is_given_back_wholly_goes_no_further() {
    let plan = plan(
        "1,A,a,10,2010-11-01 09:00:00,1,8,USA\n\
         C2,A,a,-10,2010-11-01 09:05:00,1,8,USA\n\
         3,B,a,10,2010-11-01 09:00:00,1,8,USA\n\
         C4,B,a,-10,2010-12-05 09:05:00,1,8,USA\n",
    );
    let (place, pay) = (Act::Place { sale: 0 }, Act::Pay { sale: 0 });
    assert_eq!(acts_of(&plan, 0)[..2], [place, pay]);
    assert!(matches!(acts_of(&plan, 0)[2..], [Act::Refund { invoice: 2, .. }]));
    // After the release it comes from the seller, and nothing is undone.
    assert_eq!(acts_of(&plan, 1).len(), 5);
    assert!(matches!(acts_of(&plan, 1).last(), Some(Act::Refund { .. })));
}

#[test]
fn the_records_that_ship_are_shared_out_to_the_last_invoice() {
    let records = read(None).expect("the records that ship");
    let plan = Plan::of(&records, now());
    assert_eq!((records.invoices.len(), records.customers.len()), (28_816, 4_383));
    // One of the 4,632 codes is another one with a blank behind it.
    assert_eq!(records.codes.len(), 4_631);
    assert_eq!((plan.goods.listed.len(), plan.goods.unlisted), (4_264, 367));
    let Shares { deals, refunds, lines_refunded, lines_left_out, .. } = plan.shares;
    assert_eq!((plan.shares.invoices(), deals, refunds), (28_816, 19_213, 3_667));
    let wanted = [
        (Reason::NoCustomer, 5_006),
        (Reason::SumNotPositive, 2),
        (Reason::Adjustment, 3),
        (Reason::CancellationWithoutCustomer, 220),
        (Reason::CancellationWithoutPurchase, 662),
        (Reason::CancellationExceedsPaid, 43),
    ];
    assert_eq!(told(&plan), wanted);
    let lines_told: Vec<usize> = plan.shares.lines_told.values().copied().collect();
    assert_eq!((lines_refunded, lines_told, lines_left_out), (8_048, vec![1_698, 93], 0));
}
