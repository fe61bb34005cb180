//! What verifies a buyer.

use super::{Market, OPERATOR, each_market, firm_of, refused};
use gate::ports::SimulatedRegister;
use gate::{CheckKind, CheckState};
use kernel::rules::Rules;
use kernel::{Actor, Outcome};
use party::{FirmFacts, Witness};
use store::Tx;

async fn by_mail(market: &Market, by: Actor) -> Outcome<gate::BuyerCheck> {
    market.act(move |tx| gate::verify_by_mail(tx, &by)).await
}

/// What the trust line of a firm shows.
async fn known(market: &Market, of: Actor) -> FirmFacts {
    let lines = market.look(move |tx| party::trust_lines(tx, &[firm_of(&of)])).await;
    lines[0].known
}

#[tokio::test(flavor = "multi_thread")]
async fn a_work_address_verifies_one_firm_and_a_free_one_none() {
    for market in each_market() {
        let elsa = market.firm(Some("elsa@nordvik.se")).await;
        let check = by_mail(&market, elsa).await.expect("verified");
        assert_eq!((check.kind, check.source.as_str()), (CheckKind::WorkMail, "nordvik.se"));
        let days = Rules::current().buyers.work_mail_valid_d;
        assert_eq!(check.valid_until, testkit::noon().plus_days(days));
        by_mail(&market, elsa).await.expect("the same");
        let second = market.firm(Some("nils@nordvik.se")).await;
        assert_eq!(refused(by_mail(&market, second).await), "gate-domain-taken");
        let free = market.firm(Some("olu@gmail.com")).await;
        assert_eq!(refused(by_mail(&market, free).await), "gate-free-mail");
        let phone = market.firm(Some("+46701234567")).await;
        assert_eq!(refused(by_mail(&market, phone).await), "gate-no-mail");
        assert!(by_mail(&market, OPERATOR).await.is_err());
        let checks = market.look(move |tx| gate::checks(tx, &elsa)).await;
        assert_eq!(checks.facts.len(), 1);
        let address = known(&market, elsa).await.address.expect("a fact");
        assert_eq!((address.by, address.until), (Witness::Address, check.valid_until));
        assert_eq!(known(&market, free).await, FirmFacts::default());
        market.fresh.clock.set(check.valid_until);
        assert_eq!(known(&market, elsa).await, FirmFacts::default());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_number_is_answered_once_by_a_clerk_or_the_register() {
    for market in each_market() {
        let olu = market.firm(Some("olu@gmail.com")).await;
        let ask = |number: &'static str| {
            market.act(move |tx: &mut Tx<'_>| gate::ask_check(tx, &olu, number))
        };
        assert_eq!(refused(ask("12").await), "gate-number-malformed");
        let request = ask("RC 445 566").await.expect("asked");
        assert_eq!(refused(ask("RC 445 566").await), "gate-number-waiting");
        let (firm, id) = (firm_of(&olu), request.id);
        let answer = |by: Actor| {
            let act = move |tx: &mut Tx<'_>| {
                gate::answer_check(tx, &by, firm, id, false, "Struck off in 2019.")
            };
            market.act(act)
        };
        assert!(answer(olu).await.is_err());
        assert_eq!(answer(OPERATOR).await.expect("answered").state, CheckState::Failed);
        assert_eq!(refused(answer(OPERATOR).await), "gate-check-answered");
        assert_eq!(known(&market, olu).await, FirmFacts::default());
        ask("RC 445 567").await.expect("asked");
        let store = &market.fresh.store;
        let answered = gate::jobs::ask_register(store, &SimulatedRegister).await;
        assert_eq!(answered.expect("asked"), 1);
        let checks = market.look(move |tx| gate::checks(tx, &olu)).await;
        assert_eq!(checks.request.map(|request| request.state), Some(CheckState::Passed));
        assert_eq!(checks.facts.len(), 1);
        assert!(checks.valid_until > testkit::noon());
        let by = |known: FirmFacts| known.number.map(|fact| (fact.by, fact.at));
        assert_eq!(by(known(&market, olu).await), Some((Witness::Register, testkit::noon())));
        let id = ask("RC 445 568").await.expect("asked").id;
        let yes = move |tx: &mut Tx<'_>| {
            gate::answer_check(tx, &OPERATOR, firm, id, true, "Extract of 12 November, page 1.")
        };
        market.act(yes).await.expect("answered");
        assert_eq!(by(known(&market, olu).await), Some((Witness::Clerk, testkit::noon())));
    }
}
