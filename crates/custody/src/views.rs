//! The firm's money as it looks, and the clerks' desk of the bank.

pub(crate) mod accounts;
pub(crate) mod bank;
pub(crate) mod claims;
pub(crate) mod fund;

use crate::model::{
    BankAccount, BankOrder, Claim, Direction, OrderState, PayoutStop, UnclaimedBalance,
};
use kernel::{Fact, Money, Page};
use ledger::{Balance, Entry};
use maud::{Markup, html};
use web::page::{
    Choice, Draft, FormKit, Input, Tone, Viewer, empty, icon, money as figure, note, pager,
    section, tag, time,
};
use web::show_number;

/// Currencies that the form proposes.
const CURRENCIES: [&str; 12] =
    ["USD", "CNY", "EUR", "GBP", "JPY", "HKD", "KRW", "SGD", "AUD", "CAD", "CHF", "SEK"];

fn sum(amount: Money) -> String {
    show_number(&amount.plain())
}

fn crumbs(viewer: &Viewer<'_>) -> Markup {
    html! {
        nav aria-label=(viewer.say("custody-path")) { ol.crumbs {
            li { a href="/money" { (viewer.say("custody-money")) } }
        } }
    }
}

/// What a firm must know about its money beside the sums.
#[derive(Debug)]
pub(crate) struct Told {
    /// What it owes.
    pub(crate) claims: Vec<Claim>,
    /// What is kept apart for it.
    pub(crate) apart: Vec<UnclaimedBalance>,
    /// What an authority has ordered.
    pub(crate) stops: Vec<PayoutStop>,
}

fn stopped(viewer: &Viewer<'_>, stop: &PayoutStop) -> Markup {
    let told = stop.new.told.clone().unwrap_or_default();
    let since = [("at", Fact::from(stop.at)), ("told", Fact::Text(told))];
    let line = match (stop.new.stays, stop.new.only_to) {
        (Some(stays), _) => viewer.say_with("custody-order-stays", &[("stays", stays.into())]),
        (None, Some(_)) => viewer.say("custody-order-only-to"),
        (None, None) => viewer.say("custody-order-whole"),
    };
    let what = viewer.say_with("custody-order-since", &since);
    note(Tone::Warn, &line, Some(&what))
}

/// Wallets, and what is with the bank.
pub(crate) fn money(
    viewer: &Viewer<'_>,
    wallets: &[Balance],
    orders: &[BankOrder],
    told: &Told,
) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("custody-money")) }
            p { (viewer.say("custody-money-what")) }
        }
        div.stack-l {
            @for stop in &told.stops { (stopped(viewer, stop)) }
            @if !told.apart.is_empty() { (accounts::apart(viewer, &told.apart)) }
            @if !told.claims.is_empty() { (accounts::owed(viewer, &told.claims)) }
            (section(&viewer.say("custody-wallets"), None, &wallets_body(viewer, wallets)))
            (section(&viewer.say("custody-orders"), None, &orders_body(viewer, orders)))
        }
    }
}

fn wallets_body(viewer: &Viewer<'_>, wallets: &[Balance]) -> Markup {
    html! {
        @if wallets.is_empty() {
            (empty(
                &viewer.say("custody-no-wallet"),
                &viewer.say("custody-no-wallet-what"),
                Some(("/money/top-up", &viewer.say("custody-top-up"))),
            ))
        } @else {
            (balances(viewer, wallets))
            p.acts {
                a.btn.go href="/money/top-up" { (icon("plus")) (viewer.say("custody-top-up")) }
                a.btn href="/money/withdraw" { (icon("bank")) (viewer.say("custody-withdraw")) }
                a.btn.plain href="/money/accounts" { (viewer.say("custody-accounts")) }
            }
        }
    }
}

fn balances(viewer: &Viewer<'_>, wallets: &[Balance]) -> Markup {
    let heads = ["custody-currency", "custody-available", "custody-held", "custody-in-all"];
    let [currency, available, held, all] = heads.map(|key| viewer.say(key));
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (currency) }
                th.num scope="col" { (available) }
                th.num scope="col" { (held) }
                th.num scope="col" { (all) }
            } }
            tbody { @for wallet in wallets {
                @let code = wallet.posted.currency.code();
                tr {
                    th scope="row" { a href=(format!("/money/{code}")) {
                        (code) " · " (viewer.say("custody-see-statement"))
                    } }
                    td.num data-l=(available) { b { (sum(wallet.available)) } }
                    td.num data-l=(held) { (sum(wallet.held)) }
                    td.num data-l=(all) { (sum(wallet.posted)) }
                }
            } }
        }
    }
}

fn orders_body(viewer: &Viewer<'_>, orders: &[BankOrder]) -> Markup {
    let is_open = orders.iter().any(|order| order.state.is_open());
    let seconds = (is_open && viewer.app.place().is_simulated).then_some("2");
    html! {
        @if orders.is_empty() {
            p.mute { (viewer.say("custody-no-orders")) }
        } @else {
            @if is_open { p data-again=[seconds] {
                a href="/money" { (viewer.say("custody-look-again")) }
            } }
            ul.rows { @for order in orders { li { (one(viewer, order)) } } }
        }
    }
}

fn one(viewer: &Viewer<'_>, order: &BankOrder) -> Markup {
    let tone = match order.state {
        OrderState::Booked => Tone::Ok,
        OrderState::Rejected => Tone::Bad,
        _ => Tone::Wait,
    };
    let state = viewer.say(&format!("custody-order-{}", order.state.word()));
    let is_to_pay = order.direction == Direction::In && order.state.is_open();
    html! {
        div.stack-s {
            div.row {
                b { (viewer.say(&format!("custody-purpose-{}", order.purpose.word()))) }
                (tag(tone, &state))
                span.push { (figure(order.amount)) }
            }
            p.row.near {
                small { (viewer.say("custody-reference")) " " code { (order.reference) } }
                @if let Some(account) = &order.account_text { small { (account) } }
                small { (time(viewer, order.at)) }
            }
            @if is_to_pay {
                p { small { (viewer.say("custody-pay-with-reference")) } }
                p.acts { button.btn.plain type="button" data-copy=(order.reference) {
                    (viewer.say("custody-copy-reference"))
                } }
            }
        }
    }
}

/// What went in and out in one currency.
pub(crate) fn statement(viewer: &Viewer<'_>, balance: &Balance, page: &Page<Entry>) -> Markup {
    let currency = balance.posted.currency;
    let title = viewer.say_with("custody-statement", &[("currency", currency.into())]);
    let next = page.next.map(|cursor| cursor.0);
    html! {
        div.page-head {
            (crumbs(viewer))
            div.row { h1 { (title) } span.push { (figure(balance.available)) } }
            @if balance.held.minor > 0 {
                @let held = [("amount", Fact::Money(balance.held))];
                p.mute { (viewer.say_with("custody-held-note", &held)) }
            }
        }
        section.sec {
            @if page.rows.is_empty() { p.mute { (viewer.say("custody-statement-empty")) } }
            @else {
                (entries(viewer, &page.rows))
                (pager(&format!("/money/{}", currency.code()), next, &viewer.say("custody-older")))
            }
        }
    }
}

fn entries(viewer: &Viewer<'_>, rows: &[Entry]) -> Markup {
    let heads = ["custody-when", "custody-why", "custody-amount"];
    let [when, why, amount] = heads.map(|key| viewer.say(key));
    html! {
        table.tbl {
            thead { tr {
                th scope="col" { (when) }
                th scope="col" { (why) }
                th.num scope="col" { (amount) }
            } }
            tbody { @for entry in rows { tr {
                td { (time(viewer, entry.at)) }
                td { (viewer.say(&format!("custody-reason-{}", entry.reason))) }
                td.num { @if entry.money().minor > 0 { "+" } (sum(entry.money())) }
            } } }
        }
    }
}

/// Which way an order of the form goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    In,
    Out,
}

/// The form of money in or out.
pub(crate) fn form(
    viewer: &Viewer<'_>,
    way: Way,
    draft: &Draft,
    (wallets, accounts): (&[Balance], &[BankAccount]),
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let is_in = way == Way::In;
    let (path, title, what) = match way {
        Way::In => ("/money/top-up", "custody-top-up", "custody-top-up-what"),
        Way::Out => ("/money/withdraw", "custody-withdraw", "custody-withdraw-what"),
    };
    let button = if is_in { "custody-top-up-button" } else { "custody-withdraw-button" };
    let account = Input::text("account", "custody-account").hint("custody-account-hint");
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (viewer.say(title)) }
            p { (viewer.say(what)) }
        }
        form.form method="post" action=(path) {
            (kit.guards())
            (kit.summary())
            @if !is_in { (free(viewer, wallets)) }
            div.pair {
                (kit.input(&Input::amount("amount", "custody-amount")))
                (kit.select("currency", "custody-currency", &currencies()))
            }
            @if !is_in && !accounts.is_empty() {
                (kit.select("account", "custody-account-choose", &choices(accounts)))
            } @else if !is_in && viewer.app.place().is_simulated {
                (kit.input(&account))
            }
            @if is_in || !accounts.is_empty() || viewer.app.place().is_simulated {
                p.acts { button.btn.go { (viewer.say(button)) } }
            } @else {
                p.acts { a.btn.go href="/money/accounts" {
                    (viewer.say("custody-no-account-yet"))
                } }
            }
        }
    }
}

/// What may be taken out now.
fn free(viewer: &Viewer<'_>, wallets: &[Balance]) -> Markup {
    let has_some = |wallet: &&Balance| wallet.available.minor > 0;
    let some: Vec<&Balance> = wallets.iter().filter(has_some).collect();
    html! {
        @if some.is_empty() {
            (note(Tone::Warn, &viewer.say("custody-nothing-available"), None))
        } @else {
            ul.rows { @for wallet in some { li {
                (viewer.say_with(
                    "custody-available-now",
                    &[("amount", Fact::Money(wallet.available))],
                ))
            } } }
        }
    }
}

fn choices(accounts: &[BankAccount]) -> Vec<Choice> {
    let choice = |account: &BankAccount| {
        (account.id.to_string(), format!("{} · {}", account.number, account.holder))
    };
    accounts.iter().map(choice).collect()
}

fn currencies() -> Vec<Choice> {
    CURRENCIES.map(|code| (code.to_owned(), code.to_owned())).to_vec()
}
