//! Tax on retail orders: net or gross, by rate, to the cent.

use super::{Market, each_market, flat, refused, usd};
use cart::{NewShopTax, NewTaxRule};
use kernel::{Id, Outcome, Stop, TaxBasis};

fn rule(places: &str, percent: &str) -> NewTaxRule {
    NewTaxRule {
        places: places.to_owned(),
        product: None,
        category: "S".to_owned(),
        percent: percent.to_owned(),
    }
}

impl Market {
    async fn tax(&self, version: i64, basis: &str, rules: &[NewTaxRule]) -> Outcome<i64> {
        let new = NewShopTax { basis: basis.to_owned(), rules: rules.to_vec() };
        let by = self.shops[0];
        let set = move |tx: &mut store::Tx<'_>| cart::set_shop_tax(tx, &by, version, &new);
        Ok(self.act(set).await?.version)
    }

    /// Two caps at 5.00 and three pairs of socks at 1.00 with 3.50 of freight, for Malmö.
    async fn taxed(&self, basis: &str) -> deal::DealView {
        self.rule(0, flat("SE", "USD", "3.50")).await;
        let socks = NewTaxRule { product: Some(self.socks), ..rule("SE", "12") };
        self.tax(0, basis, &[rule("", "1"), rule("SE", "25"), socks]).await.expect("told");
        self.add(self.caps, 2).await.expect("laid in");
        self.add(self.socks, 3).await.expect("laid in");
        let to = Some(self.address().await.id);
        let seal = self.preview(to).await.seal;
        let placed = self.place(to, &seal).await.expect("ordered");
        self.deal(placed.deals[0]).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tax_in_the_prices_is_told_by_rate_and_changes_no_total() {
    for market in each_market().await {
        let view = market.taxed("gross").await;
        assert_eq!((view.deal.total, view.deal.tax_basis), (usd(1_650), Some(TaxBasis::Gross)));
        let taxes: Vec<_> =
            view.lines.iter().map(|line| line.tax.expect("told").rate_bps).collect();
        assert_eq!(taxes, [2_500, 1_200, 2_500]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tax_on_top_is_worked_out_once_for_each_rate_and_paid_into_custody() {
    for market in each_market().await {
        let preview_total = {
            let view = market.taxed("net").await;
            // 25 % of 13.50 are 3.375, half to even 3.38; 12 % of 3.00 are 0.36.
            assert_eq!(view.deal.total, usd(1_350 + 300 + 338 + 36));
            let (by, id) = (market.buyer, view.deal.id);
            market.top_up(view.deal.total).await;
            market.act(move |tx| deal::pay(tx, &by, id, 1)).await.expect("paid");
            let held = market.deal(id).await.identity.expect("an escrow").held;
            assert_eq!(held, view.deal.total, "what is kept is gross");
            held
        };
        assert_eq!(preview_total, usd(2_024));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_elsewhere_follows_another_rule_and_a_changed_rate_breaks_the_seal() {
    for market in each_market().await {
        market.rule(0, flat("", "USD", "3.50")).await;
        let version = market.tax(0, "gross", &[rule("SE", "25")]).await.expect("told");
        market.add(market.caps, 2).await.expect("laid in");
        let to = Some(market.address().await.id);
        let seen = market.preview(to).await;
        assert_eq!(seen.shops[0].taxes.len(), 1);
        let stale = market.tax(0, "gross", &[rule("SE", "6")]).await;
        assert!(matches!(stale, Err(Stop::Stale)), "{stale:?}");
        market.tax(version, "gross", &[rule("SE", "6")]).await.expect("told anew");
        // The sum is the same, and yet it is another contract.
        assert_eq!(refused(market.place(to, &seen.seal).await), ["cart-changed"]);
        let other = market.shops[1];
        let foreign = NewTaxRule { product: Some(market.caps), ..rule("SE", "25") };
        let new = NewShopTax { basis: "net".to_owned(), rules: vec![foreign] };
        let set = market.act(move |tx| cart::set_shop_tax(tx, &other, 0, &new)).await;
        assert!(matches!(set, Err(Stop::Absent)), "goods of another shop do not exist");
        let nobody = Id::new(7);
        let unknown = NewTaxRule { product: Some(nobody), ..rule("SE", "25") };
        let set = market.tax(version + 1, "net", &[unknown]).await;
        assert!(matches!(set, Err(Stop::Absent)), "{set:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_is_lowered_carries_its_tax_and_a_shop_that_tells_nothing_has_none() {
    for market in each_market().await {
        let view = market.taxed("net").await;
        let (by, id) = (market.shops[0], view.deal.id);
        let prices = vec![deal::NewPrice { nth: 1, millionths: 4_000_000 }];
        let terms = deal::Repricing { prices, ..deal::Repricing::default() };
        let lower = move |tx: &mut store::Tx<'_>| deal::change_price(tx, &by, id, (&terms, "x"));
        market.act(lower).await.expect("lowered");
        // 8.00 and 3.50 at 25 % are 2.875, half to even 2.88.
        assert_eq!(market.deal(id).await.deal.total, usd(1_150 + 300 + 288 + 36));
        market.verify().await;
        let other = market.ordered_of_the_other_shop().await;
        assert_eq!(other.deal.tax_basis, None);
        assert!(other.lines.iter().all(|line| line.tax.is_none()));
    }
}

impl Market {
    async fn ordered_of_the_other_shop(&self) -> deal::DealView {
        self.add(self.mugs, 1).await.expect("laid in");
        let to = Some(self.address().await.id);
        let seal = self.preview(to).await.seal;
        let placed = self.place(to, &seal).await.expect("ordered");
        self.deal(placed.deals[0]).await
    }
}

impl Market {
    async fn freight(&self, id: Id<deal::DealKind>, minor: i64) -> Outcome<deal::Done> {
        let by = self.shops[0];
        let terms = deal::Repricing { freight: Some(usd(minor)), ..deal::Repricing::default() };
        let change = move |tx: &mut store::Tx<'_>| deal::change_price(tx, &by, id, (&terms, "x"));
        self.act(change).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_freight_is_taxed_as_the_one_before() {
    for market in each_market().await {
        let id = market.taxed("net").await.deal.id;
        market.freight(id, 100).await.expect("lowered");
        // 10.00 and 1.00 at 25 % are 2.75; 3.00 at 12 % are 0.36.
        assert_eq!(market.deal(id).await.deal.total, usd(1_100 + 300 + 275 + 36));
        market.verify().await;
        market.freight(id, 0).await.expect("taken off");
        assert_eq!(market.deal(id).await.deal.total, usd(1_000 + 300 + 250 + 36));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_freight_is_taxed_like_the_goods_or_refused_where_they_are_taxed_unlike() {
    for market in each_market().await {
        let socks = NewTaxRule { product: Some(market.socks), ..rule("SE", "12") };
        market.tax(0, "net", &[rule("SE", "25"), socks]).await.expect("told");
        let to = Some(market.address().await.id);
        let order = async |lines: &[_]| {
            for line in lines {
                market.add(*line, 2).await.expect("laid in");
            }
            let seal = market.preview(to).await.seal;
            market.place(to, &seal).await.expect("ordered").deals[0]
        };
        let unlike = order(&[market.caps, market.socks]).await;
        let no = market.freight(unlike, 100).await;
        assert_eq!(no.expect_err("a refusal").code(), Some("deal-freight-tax-unknown"));
        let alike = order(&[market.caps]).await;
        market.freight(alike, 200).await.expect("proposed");
        let by = market.buyer;
        let accept = move |tx: &mut store::Tx<'_>| {
            let open = deal::proposal(tx, &by, alike)?.ok_or(Stop::Absent)?;
            deal::accept(tx, &by, (alike, open.proposal.id))
        };
        market.act(accept).await.expect("agreed");
        assert_eq!(market.deal(alike).await.deal.total, usd(1_200 + 300));
        market.verify().await;
    }
}
