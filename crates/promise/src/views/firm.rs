//! What a firm promises: its own page with the form to sign, and what everybody reads.

use super::{Firm, name, time};
use crate::model::{Cover, Held, Own, Promise, Signed, TEXT_VERSION, all_least, text};
use kernel::rules::Rules;
use kernel::{Currency, Fact, Money};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use web::page::{
    Choice, Draft, FormKit, Input, LedgerLine, Tone, Viewer, empty, ledger_of_amounts, note,
    section, tag,
};
use web::show_money;

/// The firm's own page.
pub(crate) fn own(viewer: &Viewer<'_>, firm: &Firm<'_>, draft: &Draft) -> Markup {
    let claims = viewer.say("promise-own-claims-title");
    let public = format!("/firms/{}/promises", firm.line.firm);
    html! {
        div.page-head {
            h1 { (viewer.say("promise-own-title")) }
            p { (viewer.say("promise-own-what")) }
            p.acts {
                a.btn href="/compensations" { (claims) }
                a.btn.plain href=(public) { (viewer.say("promise-see-public")) }
            }
        }
        (FormKit::new(viewer, draft).summary())
        div.stack-l {
            @if firm.own.held.is_empty() {
                (empty(
                    &viewer.say("promise-none"),
                    &viewer.say("promise-none-what"),
                    None,
                ))
            }
            @for held in &firm.own.held { (stands(viewer, firm, held)) }
            @if firm.is_owner { (form(viewer, firm, draft)) }
            @else { p.mute { (viewer.say("promise-owners-sign")) } }
        }
    }
}

fn cover_tag(viewer: &Viewer<'_>, cover: Cover) -> Markup {
    let tone = match cover {
        Cover::Active => Tone::Ok,
        Cover::Short => Tone::Warn,
        Cover::Suspended => Tone::Bad,
        Cover::Ending | Cover::Ended => Tone::Plain,
    };
    tag(tone, &viewer.say(&format!("promise-cover-{}", cover.word())))
}

/// How a firm stands in one currency, and what an owner can do about it.
fn stands(viewer: &Viewer<'_>, firm: &Firm<'_>, held: &Held) -> Markup {
    let protection = &held.protection;
    let code = protection.currency.code();
    let open: Vec<&Signed> = open_in(firm.own, protection.currency);
    let body = html! {
        div.stack {
            p.row.near {
                (cover_tag(viewer, protection.state))
                @if let Some(due) = protection.due_at {
                    small { (viewer.say_with(
                        &format!("promise-due-{}", protection.state.word()),
                        &[("at", due.into())],
                    )) }
                }
            }
            (sums(viewer, held, true))
            @for signed in &open { (signed_row(viewer, firm, signed)) }
            @if firm.is_owner { (ways(viewer, protection.state, code)) }
        }
    };
    section(code, None, &body)
}

fn open_in(own: &Own, currency: Currency) -> Vec<&Signed> {
    let is_open = |signed: &&Signed| signed.currency == currency && signed.until_at.is_none();
    own.signed.iter().filter(is_open).collect()
}

fn sums(viewer: &Viewer<'_>, held: &Held, is_own: bool) -> Markup {
    let line = |key: &str, amount| LedgerLine {
        sign: "",
        name: viewer.say(key),
        small: None,
        amount,
        is_total: false,
    };
    let mut lines = vec![
        line("promise-deposit", held.deposit),
        line("promise-required", held.protection.required),
    ];
    if is_own && held.owed.minor > 0 {
        lines.push(line("promise-owed", held.owed));
    }
    ledger_of_amounts(&lines)
}

/// One promise with its words; an owner can end it alone.
fn signed_row(viewer: &Viewer<'_>, firm: &Firm<'_>, signed: &Signed) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    html! {
        div.box.stack-s {
            (words(viewer, signed))
            @if firm.is_owner && signed.promise != Promise::Truthful {
                form method="post" action="/firm/promises/end" {
                    (kit.guards())
                    input type="hidden" name="currency" value=(signed.currency.code());
                    input type="hidden" name="promise" value=(signed.promise.word());
                    button.btn.plain { (viewer.say_with(
                        "promise-end-one",
                        &[("promise", name(viewer, signed.promise).into())],
                    )) }
                }
            }
        }
    }
}

/// A promise in the words that were signed, since when, and their hash.
fn words(viewer: &Viewer<'_>, signed: &Signed) -> Markup {
    let told = text(signed.promise, &signed.text_version, viewer.lang()).unwrap_or_default();
    html! {
        p.row.near {
            b { (name(viewer, signed.promise)) }
            small.push {
                (viewer.say("promise-since")) " " (time(viewer, signed.from_at))
                @if let Some(until) = signed.until_at {
                    " · " (viewer.say("promise-until")) " " (time(viewer, until))
                }
            }
        }
        p { (told) }
        details { summary { small { (viewer.say("promise-words-hash")) } }
            p { small { code.hash { (signed.text_hash) } } } }
    }
}

fn ways(viewer: &Viewer<'_>, state: Cover, code: &str) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    html! {
        @if state == Cover::Short {
            form method="post" action="/firm/promises/top-up" {
                (kit.guards())
                input type="hidden" name="currency" value=(code);
                p { small { (viewer.say("promise-top-up-what")) } }
                p.acts {
                    button.btn.go { (viewer.say("promise-top-up")) }
                    a.btn.plain href="/money/top-up" { (viewer.say("custody-top-up")) }
                }
            }
        }
        @if !matches!(state, Cover::Ending | Cover::Ended) {
            details {
                summary { (viewer.say("promise-end-all")) }
                form.form method="post" action="/firm/promises/end" {
                    (kit.guards())
                    input type="hidden" name="currency" value=(code);
                    p { (viewer.say_with("promise-end-all-what", &wait())) }
                    p.acts { button.btn.stop { (viewer.say("promise-end-all-button")) } }
                }
            }
        }
    }
}

fn wait() -> [(&'static str, Fact); 1] {
    [("days", Fact::Count(Rules::current().protect.end_wait_d))]
}

/// The form to sign: each promise with its exact words, the currency, the deposit.
fn form(viewer: &Viewer<'_>, firm: &Firm<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let least = all_least(&Rules::current().protect);
    let code = |least: &Money| least.currency.code().to_owned();
    let currencies: Vec<Choice> = least.iter().map(|one| (code(one), code(one))).collect();
    let least: Vec<String> = least.into_iter().map(show_money).collect();
    let least = Fact::Text(least.join(" · "));
    let body = html! {
        p { (viewer.say("promise-sign-what")) }
        form.form method="post" action="/firm/promises" {
            (kit.guards())
            @for promise in Promise::ALL {
                div.box.stack-s {
                    (check(viewer, draft, promise))
                    p { small { (text(promise, TEXT_VERSION, viewer.lang()).unwrap_or_default()) } }
                }
            }
            div.pair {
                (kit.input(&Input::amount("deposit", "promise-field-deposit")))
                (kit.select("currency", "promise-field-currency", &currencies))
            }
            p { small { (viewer.say_with("promise-deposit-what", &[("least", least)])) } }
            @if firm.wallet.is_empty() {
                (note(Tone::Warn, &viewer.say("promise-wallet-empty"), None))
            }
            p.acts { button.btn.go { (viewer.say("promise-sign-button")) } }
        }
    };
    section(&viewer.say("promise-sign-title"), None, &body)
}

/// A box to tick; being truthful is ticked for whoever signs anything.
fn check(viewer: &Viewer<'_>, draft: &Draft, promise: Promise) -> Markup {
    let word = promise.word();
    let must = promise == Promise::Truthful;
    let is_on = must || draft.value(word) == "1";
    html! {
        label.check {
            input type="checkbox" name=(word) value="1" checked[is_on];
            span { b { (name(viewer, promise)) }
                @if must { " " small { (viewer.say("promise-must")) } } }
        }
    }
}

/// What a firm promises and ever promised, for everybody.
pub(crate) fn of_firm(viewer: &Viewer<'_>, line: &TrustLine, own: &Own) -> Markup {
    let title = viewer.say("promise-public-title");
    let over: Vec<&Signed> = own.signed.iter().filter(|one| one.until_at.is_some()).collect();
    html! {
        div.page-head {
            h1 { (title) }
            (trust_line(viewer, line))
            p { (viewer.say("promise-public-what")) }
            p { a href="/fund" { (viewer.say("custody-fund-title")) }
                " · " a href="/promise-rules" { (viewer.say("promise-rules-title")) } }
        }
        div.stack-l {
            @if own.held.is_empty() {
                (empty(
                    &viewer.say("promise-public-none"),
                    &viewer.say("promise-public-none-what"),
                    None,
                ))
            }
            @for held in &own.held { (public_cover(viewer, own, held)) }
            @if !over.is_empty() {
                (section(&viewer.say("promise-over"), None, &html! {
                    p { small { (viewer.say("promise-over-what")) } }
                    @for signed in &over { div.box.stack-s { (words(viewer, signed)) } }
                }))
            }
        }
    }
}

fn public_cover(viewer: &Viewer<'_>, own: &Own, held: &Held) -> Markup {
    let protection = &held.protection;
    let body = html! {
        div.stack {
            p.row.near { (cover_tag(viewer, protection.state)) }
            (sums(viewer, held, false))
            @for signed in open_in(own, protection.currency) {
                div.box.stack-s { (words(viewer, signed)) }
            }
        }
    };
    section(protection.currency.code(), None, &body)
}
