//! What goes back of earlier months: a credit note for each invoice, as that invoice was made; and
//! what cannot be issued holds up nothing else.

use super::{Market, each_market, of_berlin, of_zhuji, refused};
use billing::{Month, NewDetails, WaitsFor};
use kernel::{Currency, Limit, Outcome};
use store::Tx;

const VAT: &str = "SE556677889901";

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

impl Market {
    async fn file(&self, new: NewDetails, version: i64) -> Outcome<i64> {
        let by = self.seller;
        let file = move |tx: &mut Tx<'_>| billing::file_details(tx, &by, &new, version);
        Ok(self.act(file).await?.version)
    }

    /// The tax of a month's lines, of the statement, and of its documents as they count.
    async fn taxes_of(&self, of: &'static str) -> [i64; 3] {
        let by = self.seller;
        let look = move |tx: &mut Tx<'_>| {
            let which = (month(of), Currency::USD);
            let (statement, taxes, documents) = billing::statement(tx, &by, None, which)?;
            let lines = billing::lines(tx, &statement, None, Limit::DEFAULT)?.rows;
            let lines = lines.iter().map(|line| taxes.within_line(line).minor).sum();
            let papers = documents.iter().map(|one| match one.kind {
                billing::DocumentKind::Invoice => one.tax_amount.minor,
                billing::DocumentKind::Credit => -one.tax_amount.minor,
            });
            Ok([lines, taxes.within(&statement).minor, papers.sum()])
        };
        self.look(look).await.expect("seen")
    }

    async fn waits(&self, of: &'static str) -> Option<WaitsFor> {
        let by = self.seller;
        let look = move |tx: &mut Tx<'_>| {
            Ok(billing::statement(tx, &by, None, (month(of), Currency::USD))?.0.waits_for)
        };
        self.look(look).await.expect("seen")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_back_of_two_invoices_is_taxed_as_each_of_them_was() {
    for market in each_market().await {
        market.say_who(of_berlin(), of_zhuji("")).await;
        let first = market.traded(10_003, "2026-03-10T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-04-03T04:00:00Z").await;
        market.file(of_zhuji(VAT), 1).await.expect("a VAT number now");
        let second = market.traded(20_000, "2026-04-10T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-05-03T04:00:00Z").await;
        let third = market.traded(1_000, "2026-05-10T04:00:00Z").await;
        for (deal, minor, when) in [
            (first, 333_300, "2026-05-11T04:00:00Z"),
            (second, 2_000_000, "2026-05-12T04:00:00Z"),
            (first, 667_000, "2026-05-13T04:00:00Z"),
            (third, 50_000, "2026-05-14T04:00:00Z"),
        ] {
            market.refund(deal, minor, when).await;
        }
        market.follow().await;
        market.wait_until("2026-06-03T04:00:00Z").await;
        let documents = market.documents().await;
        let told = documents.iter().map(|one| {
            let (month, of) = (one.month.to_string(), one.charged_in.to_string());
            (one.kind.word(), month, of, one.tax.category.code(), one.gross.minor)
        });
        let told: Vec<_> = told.collect();
        let (march, april, may) = ("2026-03", "2026-04", "2026-05");
        let one = |kind, month: &str, of: &str, category, gross| {
            (kind, month.to_owned(), of.to_owned(), category, gross)
        };
        assert_eq!(
            told,
            [
                one("invoice", march, march, "S", 3_001),
                one("invoice", april, april, "AE", 6_000),
                one("invoice", may, may, "AE", 150),
                one("credit", may, march, "S", 3_001),
                one("credit", may, april, "AE", 6_000),
            ]
        );
        assert_eq!(documents[3].tax_amount, documents[0].tax_amount, "all of it went back");
        assert!(documents[3].xml.contains("2026-000001"), "it names its invoice");
        assert!(!documents[3].xml.contains("2026-000002"), "and no other one");
        let back = documents[0].tax_amount.minor;
        assert_eq!(market.taxes_of(may).await, [-back; 3], "lines, statement and documents agree");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_is_made_out_to_who_the_invoice_was_made_out_to() {
    for market in each_market().await {
        market.say_who(of_berlin(), of_zhuji(VAT)).await;
        let deal = market.traded(10_000, "2026-03-10T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-04-03T04:00:00Z").await;
        let moved = NewDetails { street: "Elsewhere 2".to_owned(), ..of_zhuji("") };
        market.file(moved, 1).await.expect("the number is gone, and the street another");
        market.refund(deal, 1_000_000, "2026-04-10T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-05-03T04:00:00Z").await;
        let credit = market.documents().await.pop().expect("a credit note");
        assert_eq!((credit.kind.word(), credit.tax.category.code()), ("credit", "AE"));
        assert!(credit.xml.contains(VAT) && !credit.xml.contains("Elsewhere"), "{}", credit.xml);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_no_invoice_may_bear_is_refused_where_it_is_typed() {
    for market in each_market().await {
        let told = market.file(of_zhuji("EU372000041"), 0).await;
        assert_eq!(refused(told), "billing-vat-number");
        market.file(of_zhuji("EL 123456789"), 0).await.expect("Greece");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_that_would_break_a_rule_waits_alone_and_costs_no_number() {
    for market in each_market().await {
        market.say_who(of_berlin(), of_zhuji(VAT)).await;
        let first = market.traded(10_000, "2026-03-10T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-04-03T04:00:00Z").await;
        // As a number would stand that was kept before such ones were refused.
        let spoil = |tx: &mut Tx<'_>| {
            let wrong = [store::Param::from("EU372000041"), store::Param::from(VAT)];
            tx.run("UPDATE bill_party SET vat_id = $1 WHERE vat_id = $2", &wrong)
        };
        market.act(spoil).await.expect("kept");
        market.traded(20_000, "2026-04-10T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-05-03T04:00:00Z").await;
        assert_eq!(market.waits("2026-04").await, Some(WaitsFor::Check));
        let problems = market.problems().await;
        assert!(problems.len() == 1 && problems[0].contains("would break a rule"), "{problems:?}");
        market.refund(first, 1_000_000, "2026-05-10T04:00:00Z").await;
        market.follow().await;
        market.wait_until("2026-06-03T04:00:00Z").await;
        let bills = market.bills().await;
        let of = |nth: usize| (bills[nth].0, bills[nth].1.as_str(), bills[nth].2.as_str());
        assert_eq!(bills.len(), 2);
        assert_eq!(of(1), ("credit", "2026-000002", "2026-05"), "April holds up nothing");
        market.file(of_zhuji(VAT), 1).await.expect("the right number");
        let bills = market.bills().await;
        let last = bills.last().expect("an invoice");
        assert_eq!(
            (last.0, last.1.as_str(), last.2.as_str()),
            ("invoice", "2026-000003", "2026-04")
        );
        market.verify().await;
    }
}
