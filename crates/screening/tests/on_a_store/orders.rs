//! Orders of authorities: they hold at once, are told plainly, and two officers loosen them.

use super::{CLERK, OFFICER, SECOND, account, act, each_store, firm, pay_out, refused, usd};
use custody::NewBankAccount;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Limit, Outcome, Stop, Timestamp};
use screening::{FirmOrder, FirmOrderKind, NewFirmOrder, OrderedKind, Paper};
use store::{Tx, run_timers};
use testkit::{Fresh, noon};

fn order(kind: OrderedKind) -> NewFirmOrder {
    NewFirmOrder {
        kind,
        authority: "District Court of Malmö".to_owned(),
        reference: "T 12-26".to_owned(),
        ordered_on: "2026-03-01".to_owned(),
        until_on: String::new(),
        stays: None,
        paper: None,
    }
}

async fn record(fresh: &Fresh, by: Actor, of: Actor, new: NewFirmOrder) -> Outcome<FirmOrder> {
    let firm: Id<Firm> = of.firm().expect("a firm");
    act(fresh, move |tx| screening::record_order(tx, &by, firm, &new)).await
}

async fn second(fresh: &Fresh, by: Actor) -> Outcome<()> {
    let agree = move |tx: &mut Tx<'_>| {
        let waits = assent::queue(tx, &SECOND, None, Limit::DEFAULT)?.rows;
        let which = waits.first().map(|act| (act.about, act.id)).ok_or(Stop::Absent)?;
        assent::agree(tx, &by, which).map(|_| ())
    };
    act(fresh, agree).await
}

async fn told(fresh: &Fresh, by: Actor) -> Vec<String> {
    let look = move |tx: &mut Tx<'_>| custody::orders_over(tx, &by);
    let stops = fresh.store.read("told", look).await.expect("told");
    stops.into_iter().filter_map(|stop| stop.new.told).collect()
}

async fn lift(fresh: &Fresh, which: (Id<Firm>, Id<FirmOrderKind>)) -> Outcome<()> {
    let why = "Judgement of 2 March, T 12-26.";
    act(fresh, move |tx| screening::lift_order(tx, &OFFICER, which, why)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_freeze_holds_at_once_is_told_and_ends_by_two_officers() {
    for fresh in each_store() {
        let by = firm(&fresh, "Northern Wool", "SE").await;
        account(&fresh, by, "Northern Wool").await;
        pay_out(&fresh, by, 100).await.expect("ordered before");
        let other = record(&fresh, CLERK, by, order(OrderedKind::Freeze)).await;
        assert!(matches!(other, Err(Stop::Absent)), "officers alone");
        let person = by.person().expect("a person");
        let own = Actor::Clerk { person, desk: kernel::Desk::Officer };
        let own = record(&fresh, own, by, order(OrderedKind::Freeze)).await;
        assert_eq!(refused(own), "screening-conflict");
        let part = NewFirmOrder { stays: Some(usd(90_000)), ..order(OrderedKind::Freeze) };
        let stands = record(&fresh, OFFICER, by, part).await.expect("recorded");
        let look = move |tx: &mut Tx<'_>| custody::wallet(tx, &by);
        let wallet = fresh.store.read("wallet", look).await.expect("a wallet");
        assert_eq!(wallet[0].available, usd(100_000), "what had not left is free");
        assert_eq!(told(&fresh, by).await, ["District Court of Malmö, T 12-26, 2026-03-01"]);
        assert_eq!(refused(pay_out(&fresh, by, 10_001).await), "custody-frozen-by-order");
        pay_out(&fresh, by, 10_000).await.expect("the rest may go");
        let firm = stands.firm;
        let begin = move |tx: &mut Tx<'_>| custody::may_begin(tx, Id::new(1), firm);
        assert_eq!(refused(act(&fresh, begin).await), "custody-no-new-deals");
        lift(&fresh, (stands.firm, stands.id)).await.expect("asked");
        assert_eq!(refused(act(&fresh, begin).await), "custody-no-new-deals");
        assert_eq!(refused(second(&fresh, OFFICER).await), "assent-not-oneself");
        second(&fresh, SECOND).await.expect("agreed");
        act(&fresh, begin).await.expect("it trades again");
        assert_eq!(told(&fresh, by).await, Vec::<String>::new());
        let again = lift(&fresh, (stands.firm, stands.id)).await;
        assert_eq!(refused(again), "screening-lifted");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_of_a_bankrupt_firm_goes_to_its_administrator_alone() {
    for fresh in each_store() {
        let by = firm(&fresh, "Northern Wool", "SE").await;
        account(&fresh, by, "Northern Wool").await;
        let stands = record(&fresh, OFFICER, by, order(OrderedKind::Bankruptcy)).await;
        let stands = stands.expect("recorded");
        let which = (stands.firm, stands.id);
        let look = move |tx: &mut Tx<'_>| screening::order(tx, &SECOND, which);
        assert_eq!(fresh.store.read("order", look).await.expect("it reads back"), stands);
        let paper = move |tx: &mut Tx<'_>| screening::paper(tx, &SECOND, which);
        assert!(matches!(fresh.store.read("paper", paper).await, Err(Stop::Absent)), "none");
        assert_eq!(refused(pay_out(&fresh, by, 1).await), "custody-stopped-by-order");
        let name = |number: &'static str| {
            let new = NewBankAccount {
                holder: "Advokat Ek, konkursförvaltare".to_owned(),
                number: number.to_owned(),
                bank_code: String::new(),
            };
            act(&fresh, move |tx| screening::name_administrator(tx, &OFFICER, which, &new))
        };
        assert_eq!(refused(name("DE00").await), "screening-account");
        name("DE89370400440532013000").await.expect("asked");
        assert_eq!(refused(pay_out(&fresh, by, 1).await), "custody-stopped-by-order");
        second(&fresh, SECOND).await.expect("agreed");
        assert_eq!(refused(pay_out(&fresh, by, 1).await), "custody-only-to-administrator");
        fresh.clock.set(noon().plus_days(3));
        let pay = move |tx: &mut Tx<'_>| {
            let all = custody::bank_accounts(tx, &by)?;
            let own = all.iter().find(|own| own.holder.starts_with("Advokat"));
            custody::pay_out(tx, &by, usd(1), own.ok_or(Stop::Absent)?.id)
        };
        act(&fresh, pay).await.expect("to the administrator");
        let remove = move |tx: &mut Tx<'_>| {
            let all = custody::bank_accounts(tx, &by)?;
            let own = all.iter().find(|own| own.holder.starts_with("Advokat"));
            custody::remove_bank_account(tx, &by, own.ok_or(Stop::Absent)?.id)
        };
        assert_eq!(refused(act(&fresh, remove).await), "custody-only-to-administrator");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officers_pay_the_administrator_where_nobody_of_the_firm_does() {
    for fresh in each_store() {
        let by = firm(&fresh, "Northern Wool", "SE").await;
        let stands = record(&fresh, OFFICER, by, order(OrderedKind::Dissolved)).await;
        let stands = stands.expect("recorded");
        let which = (stands.firm, stands.id);
        let pay = |by: Actor, minor: i64| {
            let why = "Letter of 4 March";
            act(&fresh, move |tx| screening::pay_administrator(tx, &by, which, (usd(minor), why)))
        };
        let sees = async || {
            let look = move |tx: &mut Tx<'_>| screening::administered(tx, &OFFICER, which);
            let seen = fresh.store.read("seen", look).await.expect("seen");
            seen.has
        };
        assert_eq!((sees().await, refused(pay(OFFICER, 1).await)), (None, "screening-look-first"));
        let look = |by: Actor| act(&fresh, move |tx| screening::look_into_wallets(tx, &by, which));
        assert!(matches!(look(CLERK).await, Err(Stop::Absent)), "officers alone");
        look(OFFICER).await.expect("written down");
        assert_eq!(sees().await, Some(vec![usd(100_000)]));
        assert_eq!(refused(pay(OFFICER, 1).await), "screening-no-account-yet");
        administrator(&fresh, which).await;
        assert!(matches!(pay(CLERK, 1).await, Err(Stop::Absent)), "officers alone");
        for minor in [0, -1, 100_001] {
            assert_eq!(refused(pay(OFFICER, minor).await), "screening-not-that-much");
        }
        pay(OFFICER, 100_000).await.expect("asked");
        assert_eq!(refused(second(&fresh, SECOND).await), "custody-account-waits");
        fresh.clock.set(noon().plus_days(3));
        second(&fresh, SECOND).await.expect("agreed");
        let look = move |tx: &mut Tx<'_>| custody::wallet(tx, &by);
        let wallet = fresh.store.read("wallet", look).await.expect("a wallet");
        assert_eq!((wallet[0].posted, wallet[0].available), (usd(100_000), usd(0)));
    }
}

/// Two officers name the administrator's account.
async fn administrator(fresh: &Fresh, which: (Id<Firm>, Id<FirmOrderKind>)) {
    let new = NewBankAccount {
        holder: "Advokat Ek".to_owned(),
        number: "DE89370400440532013000".to_owned(),
        bank_code: String::new(),
    };
    let name = move |tx: &mut Tx<'_>| screening::name_administrator(tx, &OFFICER, which, &new);
    act(fresh, name).await.expect("asked");
    second(fresh, SECOND).await.expect("agreed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_that_fills_up_its_accounts_does_not_keep_the_administrators_out() {
    let most = Rules::current().bank.accounts_most;
    for fresh in each_store() {
        let by = firm(&fresh, "Northern Wool", "SE").await;
        let name = |nth: i64| {
            let new = NewBankAccount {
                holder: "Northern Wool".to_owned(),
                number: format!("62220200000000{nth:02}"),
                bank_code: "102100099996".to_owned(),
            };
            act(&fresh, move |tx| custody::name_bank_account(tx, &by, &new))
        };
        for nth in 0..most {
            name(nth).await.expect("named");
        }
        assert_eq!(refused(name(most).await), "custody-accounts-most");
        let stands = record(&fresh, OFFICER, by, order(OrderedKind::Bankruptcy)).await;
        let stands = stands.expect("recorded");
        let which = (stands.firm, stands.id);
        administrator(&fresh, which).await;
        let told = |tx: &mut Tx<'_>| {
            let sql = "SELECT body FROM event WHERE name = 'custody-bank-account-named'";
            tx.all(sql, &[])?.iter().map(|row| Ok(row.string(0)?)).collect()
        };
        let told: Vec<String> = fresh.store.read("told", told).await.expect("told");
        let unnamed = told.iter().filter(|told| told.contains("\"by\":null")).count();
        assert_eq!(unnamed, 1, "which officer it was is not told: {told:?}");
        act(&fresh, move |tx| screening::look_into_wallets(tx, &OFFICER, which))
            .await
            .expect("a look");
        let pay = (usd(100_000), "Letter of 4 March");
        act(&fresh, move |tx| screening::pay_administrator(tx, &OFFICER, which, pay))
            .await
            .expect("asked");
        fresh.clock.set(noon().plus_days(3));
        second(&fresh, SECOND).await.expect("agreed");
        let own = fresh.store.read("own", move |tx| custody::bank_accounts(tx, &by)).await;
        let own = own.expect("accounts");
        assert_eq!(own.last().map(|last| last.holder.as_str()), Some("Advokat Ek"), "they see it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_set_apart_in_years_is_paid_to_the_administrator_too() {
    let rules = &Rules::current().unclaimed;
    for fresh in each_store() {
        let by = firm(&fresh, "Northern Wool", "SE").await;
        custody::jobs::watch_new_wallets(&fresh.store).await.expect("watched");
        for days in [0, rules.first_letter_d, rules.second_letter_d, rules.moved_d] {
            fresh.clock.set(noon().plus_days(days));
            while run_timers(&fresh.store, custody::jobs::on_due).await.expect("fired") > 0 {}
        }
        let look = move |tx: &mut Tx<'_>| custody::wallet(tx, &by);
        let wallet = fresh.store.read("wallet", look).await.expect("a wallet");
        assert_eq!(wallet[0].posted, usd(0), "it lies apart");
        let stands = record(&fresh, OFFICER, by, order(OrderedKind::Dissolved)).await;
        let stands = stands.expect("recorded");
        let which = (stands.firm, stands.id);
        administrator(&fresh, which).await;
        act(&fresh, move |tx| screening::look_into_wallets(tx, &OFFICER, which))
            .await
            .expect("a look");
        let seen = move |tx: &mut Tx<'_>| screening::administered(tx, &OFFICER, which);
        let seen = fresh.store.read("seen", seen).await.expect("seen");
        assert_eq!(seen.has, Some(vec![usd(100_000)]));
        let pay = |minor| {
            let why = "Letter of 4 March";
            act(&fresh, move |tx| {
                screening::pay_administrator(tx, &OFFICER, which, (usd(minor), why))
            })
        };
        assert_eq!(refused(pay(100_001).await), "screening-not-that-much");
        pay(60_000).await.expect("asked");
        fresh.clock.set(noon().plus_days(rules.moved_d + 3));
        second(&fresh, SECOND).await.expect("agreed");
        let wallet = fresh.store.read("wallet", look).await.expect("a wallet");
        assert_eq!((wallet[0].posted, wallet[0].available), (usd(100_000), usd(40_000)));
        let found = fresh.store.read("verify", custody::verify_unclaimed).await.expect("findings");
        assert_eq!(found, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_that_comes_later_is_added_once() {
    for fresh in each_store() {
        let by = firm(&fresh, "Northern Wool", "SE").await;
        let stands = record(&fresh, OFFICER, by, order(OrderedKind::Freeze)).await;
        let stands = stands.expect("recorded");
        let which = (stands.firm, stands.id);
        let paper = Paper {
            sha256: "ab".repeat(32),
            name: "order.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
        };
        let add = |by: Actor| {
            let paper = paper.clone();
            act(&fresh, move |tx| screening::attach_paper(tx, &by, which, &paper))
        };
        assert!(matches!(add(CLERK).await, Err(Stop::Absent)), "officers alone");
        add(OFFICER).await.expect("added");
        add(SECOND).await.expect("the same again is no other");
        let other = Paper { sha256: "cd".repeat(32), ..paper.clone() };
        let other = move |tx: &mut Tx<'_>| screening::attach_paper(tx, &SECOND, which, &other);
        assert_eq!(refused(act(&fresh, other).await), "screening-paper-there");
        let own =
            Actor::Clerk { person: by.person().expect("a person"), desk: kernel::Desk::Officer };
        assert_eq!(refused(add(own).await), "screening-conflict");
        let look = act(&fresh, move |tx| screening::look_into_wallets(tx, &own, which)).await;
        assert_eq!(refused(look), "screening-conflict");
        let read = move |tx: &mut Tx<'_>| screening::paper(tx, &SECOND, which);
        assert_eq!(fresh.store.read("paper", read).await.expect("a paper"), paper);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_with_a_last_day_ends_at_its_midnight() {
    for fresh in each_store() {
        let by = firm(&fresh, "Northern Wool", "SE").await;
        account(&fresh, by, "Northern Wool").await;
        let until =
            NewFirmOrder { until_on: "2026-03-04".to_owned(), ..order(OrderedKind::Freeze) };
        record(&fresh, OFFICER, by, until).await.expect("recorded");
        // Midnight in Shanghai, where days are counted, is 16:00 in UTC.
        let midnight = Timestamp::from_micros(1_772_640_000_000_000);
        fresh.clock.set(midnight.plus_seconds(-1));
        assert_eq!(run_timers(&fresh.store, screening::jobs::on_due).await.expect("none"), 0);
        assert_eq!(refused(pay_out(&fresh, by, 1).await), "custody-stopped-by-order");
        fresh.clock.set(midnight);
        assert_eq!(run_timers(&fresh.store, screening::jobs::on_due).await.expect("one"), 1);
        pay_out(&fresh, by, 1).await.expect("free again");
        let look = |tx: &mut Tx<'_>| screening::orders(tx, &OFFICER, None, Limit::DEFAULT);
        assert_eq!(fresh.store.read("orders", look).await.expect("none").rows.len(), 0);
    }
}
