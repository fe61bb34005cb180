//! One payment for all contracts of a checkout in one currency.

use super::{Market, cny, day, each_market, refused, usd};
use cart::{CheckoutKind, PaymentKind, PaymentView, Placed};
use custody::{BankNotice, BankOrder, Bounce, NewStop, StopCause};
use deal::Shipping;
use kernel::{Currency, Id, Money, Outcome, Stop, Transport};
use store::Tx;

async fn payment(market: &Market, placed: &Placed, currency: Currency) -> PaymentView {
    let (by, id) = (market.buyer, placed.checkout);
    let seen = market.look(move |tx| cart::checkout(tx, &by, id)).await.expect("a checkout");
    let mut payments = seen.payments.into_iter();
    payments.find(|payment| payment.total.currency == currency).expect("a payment")
}

async fn pay(market: &Market, ids: (Id<CheckoutKind>, Id<PaymentKind>)) -> Outcome<Money> {
    let by = market.buyer;
    market.act(move |tx| cart::pay(tx, &by, ids)).await
}

async fn by_bank(market: &Market, ids: (Id<CheckoutKind>, Id<PaymentKind>)) -> Outcome<BankOrder> {
    let by = market.buyer;
    market.act(move |tx| cart::pay_by_bank(tx, &by, ids)).await
}

async fn book(market: &Market, order: &BankOrder, amount: Money) {
    let notice = BankNotice {
        bank_reference: format!("B-{}", order.reference),
        order_reference: order.reference.clone(),
        amount,
    };
    let book = move |tx: &mut Tx<'_>| custody::book_payment(tx, &notice);
    market.act(book).await.expect("booked");
}

/// How far the contracts of a payment are, in order.
async fn stages(market: &Market, placed: &Placed) -> Vec<&'static str> {
    let mut stages = Vec::new();
    for id in &placed.deals {
        stages.push(market.deal(*id).await.deal.tracks.stage().word());
    }
    stages
}

#[tokio::test(flavor = "multi_thread")]
async fn the_balance_pays_all_contracts_of_a_currency_or_none() {
    for market in each_market().await {
        let placed = market.ordered().await;
        let ids = (placed.checkout, payment(&market, &placed, Currency::USD).await.id);
        market.top_up(usd(2_549)).await;
        assert_eq!(refused(pay(&market, ids).await), ["cart-balance-too-small"]);
        assert_eq!(stages(&market, &placed).await, ["agreed", "agreed", "agreed"]);
        assert_eq!(market.wallet().await, [usd(2_549)]);
        market.top_up(usd(1)).await;
        assert_eq!(pay(&market, ids).await.expect("paid"), usd(2_550));
        assert_eq!(stages(&market, &placed).await, ["funded", "agreed", "funded"]);
        assert_eq!(market.wallet().await, [usd(0)]);
        assert_eq!(refused(pay(&market, ids).await), ["cart-nothing-due"]);
        assert_eq!(payment(&market, &placed, Currency::USD).await.due, None);
        let other = market.shops[0];
        let stolen = market.act(move |tx| cart::pay(tx, &other, ids)).await;
        assert!(matches!(stolen, Err(Stop::Absent)));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_transfer_by_bank_pays_all_when_it_comes() {
    for market in each_market().await {
        let placed = market.ordered().await;
        let ids = (placed.checkout, payment(&market, &placed, Currency::USD).await.id);
        let order = by_bank(&market, ids).await.expect("an order");
        assert_eq!(order.amount, usd(2_550));
        let again = by_bank(&market, ids).await.expect("the same");
        assert_eq!(again.reference, order.reference);
        let seen = payment(&market, &placed, Currency::USD).await;
        assert_eq!(seen.awaited.map(|awaited| awaited.reference), Some(order.reference.clone()));
        book(&market, &order, usd(2_550)).await;
        assert_eq!(stages(&market, &placed).await, ["funded", "agreed", "funded"]);
        assert_eq!(refused(by_bank(&market, ids).await), ["cart-nothing-due"]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_money_pays_no_contract_however_it_comes() {
    for market in each_market().await {
        let placed = market.ordered().await;
        let ids = (placed.checkout, payment(&market, &placed, Currency::USD).await.id);
        let order = by_bank(&market, ids).await.expect("an order");
        let stop = NewStop {
            id: Id::new(5_001),
            firm: market.buyer.firm().expect("a firm"),
            cause: StopCause::Check,
            order: None,
            stays: None,
            only_to: None,
            ends_deals: false,
            told: None,
        };
        let own = (stop.firm, stop.id);
        market.act(move |tx| custody::stop_payouts(tx, &stop)).await.expect("stopped");
        book(&market, &order, usd(2_550)).await;
        assert_eq!(stages(&market, &placed).await, ["agreed", "agreed", "agreed"]);
        assert_eq!(market.wallet().await, [usd(2_550)], "it stays in the balance");
        assert_eq!(refused(pay(&market, ids).await), ["custody-being-checked"]);
        market.act(move |tx| custody::end_stop(tx, own.0, own.1)).await.expect("let go");
        assert_eq!(pay(&market, ids).await.expect("paid"), usd(2_550));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_price_changed_a_reference_over_what_is_due_now_is_offered() {
    for market in each_market().await {
        let placed = market.ordered().await;
        let ids = (placed.checkout, payment(&market, &placed, Currency::USD).await.id);
        let before = by_bank(&market, ids).await.expect("an order");
        let (buyer, seller, id) = (market.buyer, market.shops[0], placed.deals[0]);
        let dearer = deal::Repricing { freight: Some(usd(1_350)), ..Default::default() };
        let raise = move |tx: &mut Tx<'_>| {
            deal::change_price(tx, &seller, id, (&dearer, "It goes by air"))?;
            let open = deal::proposal(tx, &buyer, id)?.ok_or(Stop::Absent)?;
            deal::accept(tx, &buyer, (id, open.proposal.id)).map(|_| ())
        };
        market.act(raise).await.expect("agreed");
        let browser = super::pages::browser(&market);
        let path = format!("/checkouts/{}", placed.checkout);
        let page = browser.get(&path, "buyer").await.text;
        assert!(page.contains("now USD\u{a0}35.50 is due"), "{page}");
        assert!(page.contains("name=\"by\" value=\"bank\""), "{page}");
        let after = by_bank(&market, ids).await.expect("another");
        assert_eq!((before.amount, after.amount), (usd(2_550), usd(3_550)));
        let seen = payment(&market, &placed, Currency::USD).await;
        assert_eq!(seen.awaited.map(|awaited| awaited.reference), Some(after.reference.clone()));
        let page = browser.get(&path, "buyer").await.text;
        assert!(page.contains(&after.reference) && !page.contains(&before.reference), "{page}");
        book(&market, &after, usd(3_550)).await;
        assert_eq!(stages(&market, &placed).await, ["funded", "agreed", "funded"]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_is_too_little_or_too_late_stays_in_the_balance() {
    for market in each_market().await {
        let placed = market.ordered().await;
        let ids = (placed.checkout, payment(&market, &placed, Currency::USD).await.id);
        let order = by_bank(&market, ids).await.expect("an order");
        book(&market, &order, usd(2_549)).await;
        assert_eq!(stages(&market, &placed).await, ["agreed", "agreed", "agreed"]);
        assert_eq!(market.wallet().await, [usd(2_549)]);
        // One shop cancels: what is left is due, and the balance has it.
        let (seller, first) = (market.shops[0], placed.deals[0]);
        market.act(move |tx| deal::cancel(tx, &seller, first)).await.expect("cancelled");
        assert_eq!(market.stock(market.caps).await, (10, 0));
        let due = payment(&market, &placed, Currency::USD).await.due;
        assert_eq!(due, Some(usd(900)));
        assert_eq!(pay(&market, ids).await.expect("paid"), usd(900));
        // The other currency is not paid for five days, and then its money comes.
        let late = (placed.checkout, payment(&market, &placed, cny(0).currency).await.id);
        let order = by_bank(&market, late).await.expect("an order");
        market.at(day(5)).await;
        assert_eq!(market.stock(market.mugs).await, (3, 0));
        book(&market, &order, cny(4_000)).await;
        assert!(market.wallet().await.contains(&cny(4_000)));
        assert_eq!(stages(&market, &placed).await, ["closed", "closed", "funded"]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_bounces_is_taken_from_all_contracts_and_they_are_to_be_paid_again() {
    for market in each_market().await {
        let placed = market.ordered().await;
        let ids = (placed.checkout, payment(&market, &placed, Currency::USD).await.id);
        let order = by_bank(&market, ids).await.expect("an order");
        book(&market, &order, usd(2_550)).await;
        let bounce = async |reference: &str, of: String| {
            let told = Bounce { bank_reference: reference.to_owned(), of };
            market.act(move |tx| custody::bounce(tx, &told)).await.expect("taken back")
        };
        let by = market.buyer;
        let owed = async || {
            let claims = market.look(move |tx| custody::claims(tx, &by)).await.expect("claims");
            claims.iter().map(|claim| claim.left()).collect::<Vec<_>>()
        };
        // All of it is kept for shops by now: nothing goes out for money that is not there.
        assert_eq!(stages(&market, &placed).await, ["funded", "agreed", "funded"]);
        bounce("X-1", format!("B-{}", order.reference)).await;
        assert_eq!(stages(&market, &placed).await, ["agreed", "agreed", "agreed"]);
        assert_eq!((market.wallet().await, owed().await), (vec![usd(0)], vec![]));
        assert_eq!(payment(&market, &placed, Currency::USD).await.due, Some(usd(2_550)));
        market.verify().await;
        // Paid once more out of the balance, and the first transfer of it taken back too.
        let again = by_bank(&market, ids).await.expect("an order");
        book(&market, &again, usd(2_000)).await;
        market.top_up(usd(550)).await;
        assert_eq!(pay(&market, ids).await.expect("paid"), usd(2_550));
        bounce("X-2", format!("B-{}", again.reference)).await;
        // What the balance had added goes back there.
        assert_eq!(stages(&market, &placed).await, ["agreed", "agreed", "agreed"]);
        assert_eq!((market.wallet().await, owed().await), (vec![usd(550)], vec![]));
        market.verify().await;
    }
}

async fn bounce(market: &Market, order: &BankOrder) {
    let (bank_reference, of) = (String::from("X-1"), format!("B-{}", order.reference));
    let told = Bounce { bank_reference, of };
    market.act(move |tx| custody::bounce(tx, &told)).await.expect("taken back");
}

/// What the buyer owes.
async fn owed(market: &Market) -> Vec<Money> {
    let by = market.buyer;
    let claims = market.look(move |tx| custody::claims(tx, &by)).await.expect("claims");
    claims.iter().map(|claim| claim.left()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_that_has_left_keeps_no_other_contract_of_a_bounced_transfer() {
    for market in each_market().await {
        let placed = market.ordered().await;
        let ids = (placed.checkout, payment(&market, &placed, Currency::USD).await.id);
        let order = by_bank(&market, ids).await.expect("an order");
        book(&market, &order, usd(2_550)).await;
        let (seller, first) = (market.shops[0], placed.deals[0]);
        let shipping = Shipping {
            carrier: "DHL".to_owned(),
            tracking: "123".to_owned(),
            transport: Transport::Express,
            eta: None,
        };
        let ship = move |tx: &mut Tx<'_>| deal::ship(tx, &seller, first, &shipping);
        market.act(ship).await.expect("shipped");
        bounce(&market, &order).await;
        assert_eq!(stages(&market, &placed).await, ["shipped", "agreed", "agreed"]);
        assert_eq!(owed(&market).await, [usd(1_650)]);
        assert_eq!(payment(&market, &placed, Currency::USD).await.due, Some(usd(900)));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_came_when_the_balance_had_paid_takes_nothing_with_it() {
    for market in each_market().await {
        let placed = market.ordered().await;
        let ids = (placed.checkout, payment(&market, &placed, Currency::USD).await.id);
        let order = by_bank(&market, ids).await.expect("an order");
        market.top_up(usd(2_550)).await;
        pay(&market, ids).await.expect("paid");
        book(&market, &order, usd(2_550)).await;
        let by = market.buyer;
        let out = move |tx: &mut Tx<'_>| custody::withdraw(tx, &by, usd(2_550), "SE45 5000");
        market.act(out).await.expect("used elsewhere");
        bounce(&market, &order).await;
        assert_eq!(stages(&market, &placed).await, ["funded", "agreed", "funded"]);
        assert_eq!(owed(&market).await, [usd(2_550)]);
        market.verify().await;
    }
}
