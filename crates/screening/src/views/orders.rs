//! Orders of authorities as officers see them.

use super::time;
use crate::model::{Administered, FirmOrder, OrderedKind};
use custody::BankAccount;
use kernel::{Firm, Id, Money, Page};
use maud::{Markup, html};
use std::collections::BTreeMap;
use web::page::{
    Choice, Draft, FormKit, Input, Tone, Viewer, empty, money as figure, note, pager, section, tag,
};

/// Currencies that the form proposes.
const CURRENCIES: [&str; 6] = ["CNY", "USD", "EUR", "GBP", "JPY", "HKD"];

/// What stands, and a form to record another.
pub(crate) fn desk(
    viewer: &Viewer<'_>,
    page: &Page<FirmOrder>,
    names: &BTreeMap<Id<Firm>, String>,
    draft: &Draft,
) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("screening-orders")) }
            p { (viewer.say("screening-orders-what")) }
        }
        div.stack-l {
            @if page.rows.is_empty() {
                (empty(
                    &viewer.say("screening-orders-none"),
                    &viewer.say("screening-orders-none-what"),
                    None,
                ))
            } @else {
                ul.rows.box { @for order in &page.rows { li {
                    (line(viewer, order, names.get(&order.firm)))
                } } }
                (pager("/desk/orders", page.next.map(|next| next.0), &viewer.say("page-more")))
            }
            (section(&viewer.say("screening-order-record"), None, &form(viewer, draft)))
        }
    }
}

fn line(viewer: &Viewer<'_>, order: &FirmOrder, name: Option<&String>) -> Markup {
    let path = format!("/desk/orders/{}/{}", order.firm, order.id);
    html! {
        div.stack-s {
            div.row {
                a.b href=(path) { @if let Some(name) = name { (name) } @else { (order.firm) } }
                @let kind = format!("screening-order-{}", order.said.kind.word());
                (tag(Tone::Bad, &viewer.say(&kind)))
                @if let Some(stays) = order.said.stays { span.push { (figure(stays)) } }
            }
            p.row.near { small { (order.said) } small { (time(viewer, order.at)) } }
        }
    }
}

fn form(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let kinds: Vec<Choice> = OrderedKind::ALL
        .iter()
        .map(|kind| {
            let word = kind.word();
            (word.to_owned(), viewer.say(&format!("screening-order-{word}")))
        })
        .collect();
    let currencies: Vec<Choice> =
        CURRENCIES.iter().map(|code| ((*code).to_owned(), (*code).to_owned())).collect();
    let until = Input::text("until_on", "screening-order-until").kind("date");
    html! {
        form.form method="post" action="/desk/orders" enctype="multipart/form-data" {
            (kit.guards())
            (kit.summary())
            (kit.input(&Input::text("firm", "screening-order-firm")
                .hint("screening-order-firm-hint")))
            (kit.select("kind", "screening-order-kind", &kinds))
            (kit.input(&Input::text("authority", "screening-order-authority")))
            (kit.input(&Input::text("reference", "screening-order-reference")))
            div.pair {
                (kit.input(&Input::text("ordered_on", "screening-order-on").kind("date")))
                (kit.input(&until.hint("screening-order-until-hint")))
            }
            div.pair {
                (kit.input(&Input::amount("stays", "screening-order-stays")
                    .hint("screening-order-stays-hint")))
                (kit.select("currency", "screening-order-currency", &currencies))
            }
            div.field { (paper_field(viewer)) }
            p { small { (viewer.say("screening-order-at-once")) } }
            p.acts { button.btn.stop { (viewer.say("screening-order-button")) } }
        }
    }
}

fn paper_field(viewer: &Viewer<'_>) -> Markup {
    html! {
        label.lab for="f-file" { (viewer.say("screening-order-paper")) }
        input id="f-file" name="file" type="file" accept="image/jpeg,image/png,application/pdf";
    }
}

/// An order, with the administrator's account and what can be paid to it.
#[derive(Debug)]
pub(crate) struct OrderView {
    pub(crate) order: FirmOrder,
    pub(crate) name: String,
    pub(crate) seen: Administered,
}

/// One order, and what two officers can do about it.
pub(crate) fn one(viewer: &Viewer<'_>, view: &OrderView, draft: &Draft) -> Markup {
    let OrderView { order, name, .. } = view;
    let kit = FormKit::new(viewer, draft);
    let path = |act: &str| format!("/desk/orders/{}/{}/{act}", order.firm, order.id);
    html! {
        div.page-head {
            nav aria-label=(viewer.say("screening-path")) { ol.crumbs {
                li { a href="/desk/orders" { (viewer.say("screening-orders")) } }
            } }
            h1 { (viewer.say(&format!("screening-order-{}", order.said.kind.word()))) }
            p { a href=(format!("/firms/{}", order.firm)) { (name) } }
        }
        div.stack-l {
            (kit.summary())
            @if !order.is_standing {
                (note(Tone::Ok, &viewer.say("screening-order-lifted"), None))
            }
            (facts(viewer, view))
            @if let Some(account) = view.seen.account.as_ref().filter(|_| order.is_standing) {
                (section(&viewer.say("screening-order-pay"), None, &html! {
                    (pay(viewer, &kit, view, account))
                }))
            }
            @if order.is_standing && order.said.kind != OrderedKind::Freeze {
                (section(&viewer.say("screening-order-administrator"), None, &html! {
                    form.form method="post" action=(path("account")) {
                        (kit.guards())
                        p.mute { (viewer.say("screening-order-administrator-what")) }
                        (kit.input(&Input::text("holder", "custody-account-holder")))
                        (kit.input(&Input::text("number", "custody-account-number")))
                        (kit.input(&Input::text("bank_code", "custody-account-bank-code")
                            .hint("custody-account-bank-code-hint")))
                        p.acts { button.btn { (viewer.say("screening-order-ask-second")) } }
                    }
                }))
            }
            @if order.is_standing && order.said.paper.is_none() {
                (section(&viewer.say("screening-order-paper-add"), None, &html! {
                    form.form method="post" action=(path("paper")) enctype="multipart/form-data" {
                        (kit.guards())
                        div.field { (paper_field(viewer)) }
                        p.acts { button.btn { (viewer.say("screening-order-paper-add")) } }
                    }
                }))
            }
            @if order.is_standing {
                (section(&viewer.say("screening-order-lift"), None, &html! {
                    form.form method="post" action=(path("lift")) {
                        (kit.guards())
                        (kit.area("reasons", "screening-why", Some("screening-order-lift-hint")))
                        p.acts { button.btn { (viewer.say("screening-order-ask-second")) } }
                    }
                }))
            }
        }
    }
}

/// What the order says, its paper, and whose account is named.
fn facts(viewer: &Viewer<'_>, view: &OrderView) -> Markup {
    let order = &view.order;
    let paper_path = format!("/desk/orders/{}/{}/paper", order.firm, order.id);
    html! {
        ul.rows {
            li.row { span { (order.said) } }
            @if !order.said.until_on.is_empty() { li.row {
                span { (viewer.say("screening-order-until")) }
                span.push { (order.said.until_on) }
            } }
            @if let Some(stays) = order.said.stays { li.row {
                span { (viewer.say("screening-order-stays")) }
                span.push { (figure(stays)) }
            } }
            @if let Some(paper) = &order.said.paper { li.row {
                a href=(paper_path) { (paper.name) }
            } }
            @if let Some(account) = &view.seen.account { li.row {
                span { (viewer.say("screening-order-named")) }
                span.push { (account.holder) br; span.n { (account.number) } }
            } }
        }
    }
}

/// Money to the administrator, who has no sign-in: officers order it at the administrator's word.
fn pay(viewer: &Viewer<'_>, kit: &FormKit<'_>, view: &OrderView, account: &BankAccount) -> Markup {
    let order = &view.order;
    let path = |act: &str| format!("/desk/orders/{}/{}/{act}", order.firm, order.id);
    let Some(has) = &view.seen.has else {
        return html! {
            form.form method="post" action=(path("looks")) {
                (kit.guards())
                p.mute { (viewer.say("screening-order-look-what")) }
                p.acts { button.btn { (viewer.say("screening-order-look")) } }
            }
        };
    };
    let has: Vec<Money> = has.iter().filter(|has| has.minor > 0).copied().collect();
    let choice = |has: &Money| (has.currency.code().to_owned(), has.currency.code().to_owned());
    let currencies: Vec<Choice> = has.iter().map(choice).collect();
    html! {
        @if has.is_empty() {
            p.mute { (viewer.say("screening-order-pay-none")) }
        } @else {
            form.form method="post" action=(path("pay")) {
                (kit.guards())
                p.mute {
                    (viewer.say("screening-order-pay-what"))
                    " " (viewer.say("screening-order-usable-from"))
                    " " (time(viewer, account.usable_at))
                }
                ul.rows { @for has in &has { li.row {
                    span { (viewer.say("screening-order-has")) }
                    span.push { (figure(*has)) }
                } } }
                div.pair {
                    (kit.input(&Input::amount("amount", "screening-order-amount")))
                    (kit.select("currency", "screening-order-currency", &currencies))
                }
                (kit.area("reasons", "screening-why", Some("screening-order-pay-hint")))
                p.acts { button.btn { (viewer.say("screening-order-ask-second")) } }
            }
        }
    }
}
