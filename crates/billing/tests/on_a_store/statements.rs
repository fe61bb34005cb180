//! Months, lines, documents.

use super::{Market, OFFICER, OPERATOR, each_market, of_berlin, of_zhuji, refused};
use billing::{Month, NewDetails};
use kernel::{Actor, Currency, Id, Limit, Outcome, Role, Scope, Stop};
use store::Tx;

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

async fn issue(market: &Market) -> Outcome<usize> {
    let firm = market.firm();
    let issue = move |tx: &mut Tx<'_>| billing::issue(tx, firm).map(|numbers| numbers.len());
    market.act(issue).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_has_its_fees_less_what_went_back_and_a_later_refund_stands_in_its_own_month() {
    for market in each_market().await {
        // The last seconds of March in Shanghai, and the first of April.
        let march = market.traded(100_000, "2026-03-31T15:59:58Z").await;
        market.refund(march, 1_000_000, "2026-03-31T15:59:59Z").await;
        market.traded(10_000, "2026-03-31T16:00:00Z").await;
        market.refund(march, 2_000_000, "2026-04-20T04:00:00Z").await;
        market.follow().await;
        let april = ("2026-04".to_owned(), [3_000, 0, 6_000, 2], "open");
        let march = ("2026-03".to_owned(), [30_000, 3_000, 0, 2], "open");
        assert_eq!(market.months().await, [april, march]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_documents_of_a_month_are_made_on_their_day_once_and_without_a_gap() {
    for market in each_market().await {
        market.say_who(of_berlin(), of_zhuji("SE556677889901")).await;
        let deal = market.traded(10_000, "2026-03-10T04:00:00Z").await;
        market.refund(deal, 100_000, "2026-03-11T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-04-02T15:59:59Z").await;
        assert_eq!(market.bills().await, []);
        market.wait_until("2026-04-02T16:00:00Z").await;
        let invoice =
            ("invoice", "2026-000001".to_owned(), "2026-03".to_owned(), [2_700, 0, 2_700]);
        assert_eq!(market.bills().await, std::slice::from_ref(&invoice));
        // The timer again, and by hand: nothing more.
        market.wait_until("2026-04-03T16:00:00Z").await;
        assert_eq!(issue(&market).await.expect("nothing"), 0);
        // What goes back in April of March is a credit note; April's own fee an invoice.
        market.refund(deal, 450_000, "2026-04-12T04:00:00Z").await;
        market.traded(1_000, "2026-04-13T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-05-02T16:00:00Z").await;
        let april = "2026-04".to_owned();
        assert_eq!(
            market.bills().await,
            [
                invoice,
                ("invoice", "2026-000002".to_owned(), april.clone(), [300, 0, 300]),
                ("credit", "2026-000003".to_owned(), april, [1_350, 0, 1_350]),
            ]
        );
        let credit = market.documents().await.pop().expect("a credit note");
        assert!(credit.xml.contains("2026-000001"), "it names the invoice");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_waits_for_the_firm_and_is_made_the_moment_it_says_who_it_is() {
    for market in each_market().await {
        market.traded(10_000, "2026-03-10T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-04-03T04:00:00Z").await;
        let by = market.seller;
        let waits = move |tx: &mut Tx<'_>| {
            let which = (month("2026-03"), Currency::USD);
            Ok(billing::statement(tx, &by, None, which)?.0.waits_for)
        };
        assert_eq!(market.look(waits).await.expect("seen"), Some(billing::WaitsFor::Operator));
        let say = |tx: &mut Tx<'_>| billing::operator_details(tx, &OPERATOR, &of_berlin(), 0);
        market.act(say).await.expect("said");
        market.wait_until("2026-04-04T04:00:00Z").await;
        assert_eq!(market.look(waits).await.expect("seen"), Some(billing::WaitsFor::Firm));
        assert_eq!(market.bills().await, []);
        let file = move |tx: &mut Tx<'_>| billing::file_details(tx, &by, &of_zhuji(""), 0);
        market.act(file).await.expect("filed");
        // Without a VAT number it is taxed as at home: 19 % within 30.00.
        let sums = [2_521, 479, 3_000];
        let bill = ("invoice", "2026-000001".to_owned(), "2026-03".to_owned(), sums);
        assert_eq!(market.bills().await, [bill]);
        // Changed later, the issued document stays as it is.
        let xml = market.documents().await[0].xml.clone();
        let again = move |tx: &mut Tx<'_>| {
            let new = NewDetails { street: "Elsewhere 2".to_owned(), ..of_zhuji("") };
            billing::file_details(tx, &by, &new, 1)
        };
        market.act(again).await.expect("changed");
        assert_eq!(market.documents().await[0].xml, xml);
        let stale = move |tx: &mut Tx<'_>| billing::file_details(tx, &by, &of_zhuji(""), 1);
        assert!(matches!(market.act(stale).await, Err(Stop::Stale)));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_after_the_invoice_stands_in_the_next_month_and_goes_back_taxed_as_charged() {
    for market in each_market().await {
        market.say_who(of_berlin(), of_zhuji("")).await;
        let first = market.traded(10_000, "2026-03-10T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-04-03T04:00:00Z").await;
        // Of March, but told when its invoice was made.
        market.traded(1_000, "2026-03-31T04:00:00Z").await;
        market.follow().await;
        let by = market.seller;
        let move_home =
            move |tx: &mut Tx<'_>| billing::file_details(tx, &by, &of_zhuji("SE556677889901"), 1);
        market.act(move_home).await.expect("a VAT number now");
        market.refund(first, 1_000_000, "2026-04-20T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-05-03T04:00:00Z").await;
        let bills = market.bills().await;
        let taxes: Vec<_> = bills.iter().map(|bill| (bill.0, bill.3)).collect();
        assert_eq!(
            taxes,
            [
                ("invoice", [2_521, 479, 3_000]),
                ("invoice", [300, 0, 300]),
                ("credit", [2_521, 479, 3_000]),
            ]
        );
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_told_again_from_the_beginning_change_nothing() {
    for market in each_market().await {
        let deal = market.traded(10_000, "2026-03-10T04:00:00Z").await;
        market.refund(deal, 333, "2026-03-11T04:00:00Z").await;
        market.refund(deal, 99_667, "2026-03-11T05:00:00Z").await;
        market.follow().await;
        let before = market.months().await;
        let rewind = |tx: &mut Tx<'_>| store::rewind(tx, billing::jobs::FEES.name);
        market.act(rewind).await.expect("rewound");
        market.follow().await;
        assert_eq!(market.months().await, before);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tax_of_all_lines_is_the_tax_of_the_statement() {
    for market in each_market().await {
        market.say_who(of_berlin(), of_zhuji("")).await;
        for pairs in [3, 7, 11, 1_001, 99] {
            let deal = market.traded(pairs, "2026-03-10T04:00:00Z").await;
            market.refund(deal, pairs * 40, "2026-03-11T04:00:00Z").await;
        }
        market.follow().await;
        let by = market.seller;
        let look = move |tx: &mut Tx<'_>| {
            let which = (month("2026-03"), Currency::USD);
            let (statement, taxes, _) = billing::statement(tx, &by, None, which)?;
            let lines = billing::lines(tx, &statement, None, Limit::DEFAULT)?.rows;
            let sum: i64 = lines.iter().map(|line| line.signed().minor).sum();
            let tax: i64 = lines.iter().map(|line| taxes.within_line(line).minor).sum();
            Ok(((sum, tax), (statement.total().minor, taxes.within(&statement).minor)))
        };
        let (lines, whole) = market.look(look).await.expect("seen");
        assert_eq!(lines, whole);
        assert!(whole.1 > 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_sees_its_own_fees_and_the_operator_only_with_a_line_that_says_so() {
    for market in each_market().await {
        market.traded(10_000, "2026-03-10T04:00:00Z").await;
        market.follow().await;
        let firm = market.firm();
        let which = (month("2026-03"), Currency::USD);
        let staff = Actor::Member {
            person: Id::new(99),
            firm: Some((firm, Role::Staff)),
            scope: Scope::Read,
        };
        for (by, of, sees) in [
            (market.seller, None, true),
            (staff, None, true),
            (market.seller, Some(firm), true),
            (OPERATOR, Some(firm), true),
            (market.other, Some(firm), false),
            (market.other, None, false),
            (OFFICER, Some(firm), false),
        ] {
            let look = move |tx: &mut Tx<'_>| billing::statement(tx, &by, of, which).map(|_| ());
            let seen = market.look(look).await;
            assert_eq!(seen.is_ok(), sees, "{by:?}");
            assert!(sees || matches!(seen, Err(Stop::Absent)), "{by:?}");
        }
        let stranger = |tx: &mut Tx<'_>| billing::details(tx, &Actor::Stranger);
        assert!(matches!(market.look(stranger).await, Err(Stop::SignIn)));
        let note = move |tx: &mut Tx<'_>| billing::note_look(tx, &OPERATOR, firm, "2026-03 USD");
        market.act(note).await.expect("noted");
        let no = move |tx: &mut Tx<'_>| billing::note_look(tx, &OFFICER, firm, "2026-03 USD");
        assert!(matches!(market.act(no).await, Err(Stop::Absent)));
        let by = market.seller;
        let access = move |tx: &mut Tx<'_>| billing::access(tx, &by, None, Limit::DEFAULT);
        let seen = market.look(access).await.expect("looks").rows;
        assert_eq!((seen.len(), seen[0].2.as_str()), (1, "2026-03 USD"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_to_come_is_refused_and_a_currency_never_used_is_not_there() {
    for market in each_market().await {
        market.traded(10_000, "2026-03-10T04:00:00Z").await;
        market.follow().await;
        let by = market.seller;
        let look = |month, currency| {
            move |tx: &mut Tx<'_>| billing::statement(tx, &by, None, (month, currency)).map(|_| ())
        };
        let come = market.look(look(month("2026-04"), Currency::USD)).await;
        assert_eq!(refused(come), "billing-month-to-come");
        let yen = market.look(look(month("2026-03"), Currency::JPY)).await;
        assert!(matches!(yen, Err(Stop::Absent)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_names_a_line_that_is_missing_and_a_number_that_is() {
    let market = super::market(testkit::Engine::Sqlite).await;
    market.say_who(of_berlin(), of_zhuji("")).await;
    market.traded(10_000, "2026-03-10T04:00:00Z").await;
    market.follow().await;
    market.wait_until("2026-04-03T04:00:00Z").await;
    market.verify().await;
    let break_it = |tx: &mut Tx<'_>| {
        tx.run(
            "UPDATE fee_line SET amount = amount - 1 WHERE firm > $1",
            &[store::Param::from(0)],
        )?;
        tx.run("DELETE FROM document_number WHERE year = $1", &[store::Param::from(2_026)])
    };
    market.act(break_it).await.expect("broken");
    let problems = market.problems().await;
    assert_eq!(problems.len(), 3, "{problems:?}");
}
