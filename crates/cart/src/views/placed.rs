//! What was ordered, and paying it.

use crate::model::{CheckedOut, CheckoutView, PaymentView};
use deal::Card;
use kernel::{Fact, Page};
use maud::{Markup, html};
use party::views::trust_line;
use web::page::{Draft, FormKit, Tone, Viewer, empty, icon, money, note, pager, section};

/// The whole page.
pub(crate) fn placed(viewer: &Viewer<'_>, seen: &CheckoutView, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let is_due = seen.payments.iter().any(|payment| payment.due.is_some());
    html! {
        div.page-head {
            nav aria-label=(viewer.say("cart-path")) { ol.crumbs {
                li { a href="/checkouts" { (viewer.say("cart-checkouts")) } }
            } }
            h1 { (viewer.say("cart-ordered")) }
            p.mute {
                time datetime=(seen.at.to_string()) { (viewer.caller.reader.time(seen.at)) }
            }
        }
        (kit.summary())
        @if !is_due {
            @let what = viewer.say("cart-nothing-due-what");
            div.mb { (note(Tone::Ok, &viewer.say("cart-nothing-due"), Some(&what))) }
        }
        div.stack-l {
            @for payment in &seen.payments { (of_payment(viewer, &kit, seen, payment)) }
            p.acts {
                a.btn href="/deals" { (viewer.say("cart-to-deals")) }
                a.btn.quiet href="/" { (viewer.say("cart-to-market")) }
            }
        }
    }
}

fn of_payment(
    viewer: &Viewer<'_>,
    kit: &FormKit<'_>,
    seen: &CheckoutView,
    payment: &PaymentView,
) -> Markup {
    let total = Fact::Money(payment.due.unwrap_or(payment.total));
    let heading = viewer.say_with("cart-payment-of", &[("total", total)]);
    section(
        &heading,
        None,
        &html! {
            div.stack {
                @if payment.due.is_some() { (pay(viewer, kit, seen, payment)) }
                ul.rows { @for card in &payment.deals { li { (of_deal(viewer, seen, card)) } } }
            }
        },
    )
}

/// One payment for all contracts in a currency: from the balance, or by one transfer.
fn pay(
    viewer: &Viewer<'_>,
    kit: &FormKit<'_>,
    seen: &CheckoutView,
    payment: &PaymentView,
) -> Markup {
    let due = [("due", payment.due.unwrap_or(payment.total).into())];
    let path = format!("/checkouts/{}", seen.id);
    let seconds = viewer.app.place().is_simulated.then_some("2");
    html! {
        @if let Some(order) = &payment.awaited {
            section.note aria-label=(viewer.say("cart-bank-title")) data-again=[seconds] {
                (icon("bank"))
                b { (viewer.say("cart-bank-title")) }
                @if payment.is_awaited() { p { (viewer.say("cart-bank-what")) } }
                @else { p { (viewer.say_with("cart-bank-older", &due)) } }
                dl.kv {
                    dt { (viewer.say("cart-bank-amount")) } dd.n { (money(order.amount)) }
                    dt { (viewer.say("cart-bank-reference")) } dd.n { (order.reference) }
                }
            }
        }
        form.stack-s method="post" action=(path) {
            (kit.guards())
            input type="hidden" name="payment" value=(payment.id);
            p { (viewer.say("cart-pay-what")) }
            p.acts {
                button.btn.go name="by" value="wallet" {
                    (icon("shield")) (viewer.say_with("cart-pay", &due))
                }
                @if !payment.is_awaited() {
                    button.btn name="by" value="bank" {
                        (icon("bank")) (viewer.say("cart-pay-bank"))
                    }
                }
            }
        }
    }
}

fn of_deal(viewer: &Viewer<'_>, seen: &CheckoutView, card: &Card) -> Markup {
    let seller = seen.sellers.iter().find(|line| Some(line.firm) == card.other);
    html! {
        div.stack-s {
            div.row {
                a.title.b href=(format!("/deals/{}", card.deal)) { (card.title) }
                @if card.line_count > 1 {
                    @let more = [("more", Fact::Count(card.line_count - 1))];
                    small.mute { (viewer.say_with("cart-more-lines", &more)) }
                }
                span.push { (money(card.total)) }
            }
            p.row.near {
                (deal::views::stage_of(viewer, card))
                @if let Some(due_at) = card.due_at {
                    small { (viewer.say_with("cart-due", &[("at", due_at.into())])) }
                }
            }
            @if let Some(seller) = seller { (trust_line(viewer, seller)) }
        }
    }
}

/// The firm's checkouts.
pub(crate) fn checkouts(viewer: &Viewer<'_>, page: &Page<CheckedOut>) -> Markup {
    let title = viewer.say("cart-checkouts");
    html! {
        div.page-head { h1 { (title) } }
        @if page.rows.is_empty() {
            (empty(
                &viewer.say("cart-checkouts-none"),
                &viewer.say("cart-checkouts-none-what"),
                Some(("/cart", &viewer.say("cart-title"))),
            ))
        } @else {
            section.sec aria-label=(title) {
                ul.rows.go { @for one in &page.rows { li {
                    a href=(format!("/checkouts/{}", one.id)) {
                        time datetime=(one.at.to_string()) { (viewer.caller.reader.time(one.at)) }
                    }
                } } }
                (pager("/checkouts", page.next.map(|next| next.0), &viewer.say("cart-older")))
            }
        }
    }
}
