//! A firm's bank accounts and debts as they look.

use super::{crumbs, sum, time};
use crate::model::{BankAccount, Claim, OwedTo, UnclaimedBalance};
use kernel::{Fact, Timestamp};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Tone, Viewer, money as figure, section, tag};

/// The accounts, and a form for a new one.
pub(crate) fn list(
    viewer: &Viewer<'_>,
    accounts: &[BankAccount],
    (now, hours): (Timestamp, i64),
    draft: &Draft,
) -> Markup {
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (viewer.say("custody-accounts")) }
            p { (viewer.say_with("custody-accounts-what", &[("hours", hours.into())])) }
        }
        div.stack-l {
            section.sec {
                @if accounts.is_empty() { p.mute { (viewer.say("custody-accounts-empty")) } }
                @else {
                    ul.rows { @for account in accounts {
                        li { (one(viewer, account, now)) }
                    } }
                }
            }
            (section(&viewer.say("custody-account-add"), None, &add(viewer, draft)))
        }
    }
}

fn one(viewer: &Viewer<'_>, account: &BankAccount, now: Timestamp) -> Markup {
    let draft = Draft::default();
    html! {
        div.stack-s {
            div.row {
                b { (account.holder) }
                @if account.usable_at <= now {
                    (tag(Tone::Ok, &viewer.say("custody-account-usable")))
                } @else {
                    @let at = [("at", Fact::from(account.usable_at))];
                    (tag(Tone::Wait, &viewer.say_with("custody-account-waits-until", &at)))
                }
            }
            p.row.near {
                code { (account.number) }
                @if let Some(code) = &account.bank_code { small { code { (code) } } }
                small { (time(viewer, account.at)) }
            }
            form method="post" action=(format!("/money/accounts/{}/remove", account.id)) {
                (FormKit::new(viewer, &draft).guards())
                button.btn.plain { (viewer.say("custody-account-remove")) }
            }
        }
    }
}

fn add(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let password = Input::text("password", "custody-account-password")
        .kind("password")
        .autocomplete("current-password");
    let code = Input::text("code", "custody-account-code")
        .autocomplete("one-time-code")
        .hint("custody-account-code-hint");
    html! {
        div.stack {
            p.mute { (viewer.say("custody-account-ask-code-what")) }
            form method="post" action="/money/accounts/code" {
                (kit.guards())
                button.btn { (viewer.say("custody-account-ask-code")) }
            }
            form.form method="post" action="/money/accounts" {
                (kit.guards())
                (kit.summary())
                (kit.input(&Input::text("holder", "custody-account-holder")
                    .hint("custody-account-holder-hint")))
                (kit.input(&Input::text("number", "custody-account-number")))
                (kit.input(&Input::text("bank_code", "custody-account-bank-code")
                    .hint("custody-account-bank-code-hint")))
                div.pair {
                    (kit.input(&password))
                    (kit.input(&code))
                }
                p.acts { button.btn.go { (viewer.say("custody-account-add-button")) } }
            }
        }
    }
}

/// What is kept apart for the firm, with the one step to have it back.
pub(crate) fn apart(viewer: &Viewer<'_>, balances: &[UnclaimedBalance]) -> Markup {
    let draft = Draft::default();
    html! {
        (section(&viewer.say("custody-unclaimed"), None, &html! {
            div.stack {
                p { (viewer.say("custody-unclaimed-what")) }
                ul.rows { @for own in balances { li.row {
                    @let path = format!("/money/unclaimed/{}", own.currency.code());
                    form method="post" action=(path) {
                        (FormKit::new(viewer, &draft).guards())
                        button.btn.go { (viewer.say("custody-unclaimed-claim")) }
                    }
                    span.push { (figure(own.left())) }
                } } }
            }
        }))
    }
}

/// What the firm owes.
pub(crate) fn owed(viewer: &Viewer<'_>, claims: &[Claim]) -> Markup {
    let draft = Draft::default();
    html! {
        (section(&viewer.say("custody-owed"), None, &html! {
            div.stack {
                p { (viewer.say("custody-owed-what")) }
                ul.rows { @for claim in claims { li.row {
                    small { (owed_word(viewer, claim)) } small { (time(viewer, claim.at)) }
                    span.push { (figure(claim.left())) }
                    @if claim.paid_minor > 0 { small { "/ " (sum(claim.amount)) } }
                } } }
                form method="post" action="/money/claims" {
                    (FormKit::new(viewer, &draft).guards())
                    button.btn.go { (viewer.say("custody-owed-pay")) }
                }
            }
        }))
    }
}

/// Why a firm owes: the fund paid in its place, or what the bank says.
fn owed_word(viewer: &Viewer<'_>, claim: &Claim) -> String {
    match claim.owed_to {
        OwedTo::Fund => viewer.say("custody-owed-to-fund"),
        OwedTo::Bank => claim.reason.clone(),
    }
}
