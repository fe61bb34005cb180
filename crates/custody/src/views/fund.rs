//! The protection fund as it looks.

use super::{currencies, sum, time};
use crate::model::{FeedState, FundFeed, FundLine, FundLineKind};
use kernel::{Fact, Money, Page};
use maud::{Markup, html};
use web::page::{
    Draft, FormKit, Input, Tone, Viewer, empty, icon, money as figure, pager, section, tag,
};

/// What the fund holds, for everybody.
pub(crate) fn funds(viewer: &Viewer<'_>, balances: &[Money]) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("custody-fund-title")) }
            p { (viewer.say("custody-fund-what")) }
        }
        @if balances.is_empty() {
            (empty(
                &viewer.say("custody-fund-none"),
                &viewer.say("custody-fund-none-what"),
                None,
            ))
        } @else {
            ul.rows.box { @for balance in balances { li.row {
                @let path = format!("/fund/{}", balance.currency.code());
                a.b href=(path) {
                    (balance.currency.code()) " · " (viewer.say("custody-fund-see"))
                }
                span.push { (figure(*balance)) }
            } } }
        }
        p.mt { small { (viewer.say("custody-fund-nobody")) } }
    }
}

/// What went into it and out of it in one currency.
pub(crate) fn lines(viewer: &Viewer<'_>, balance: Money, page: &Page<FundLine>) -> Markup {
    let code = balance.currency.code();
    let title = viewer.say_with("custody-fund-in", &[("currency", balance.currency.into())]);
    let next = page.next.map(|cursor| cursor.0);
    html! {
        div.page-head {
            nav aria-label=(viewer.say("custody-path")) { ol.crumbs {
                li { a href="/fund" { (viewer.say("custody-fund-title")) } }
            } }
            div.row { h1 { (title) } span.push { (figure(balance)) } }
            p { (viewer.say("custody-fund-nobody")) }
        }
        @if page.rows.is_empty() {
            p.mute { (viewer.say("custody-fund-empty")) }
        } @else {
            (table(viewer, &page.rows))
            (pager(&format!("/fund/{code}"), next, &viewer.say("custody-older")))
        }
        p.acts.mt { a.btn href=(format!("/fund/{code}/lines.csv")) {
            (icon("file")) (viewer.say("custody-fund-csv"))
        } }
    }
}

fn table(viewer: &Viewer<'_>, rows: &[FundLine]) -> Markup {
    let heads = ["custody-fund-nth", "custody-fund-day", "custody-why"];
    let [nth, day, why] = heads.map(|key| viewer.say(key));
    let [amount, after] = ["custody-amount", "custody-fund-after"].map(|key| viewer.say(key));
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (nth) }
                th scope="col" { (day) }
                th scope="col" { (why) }
                th.num scope="col" { (amount) }
                th.num scope="col" { (after) }
            } }
            tbody { @for line in rows { tr {
                th scope="row" { (line.nth) }
                td data-l=(day) { (line.at.date_in(viewer.app.zone())) }
                td data-l=(why) { (reason(viewer, line)) }
                td.num data-l=(amount) {
                    @if line.amount.minor > 0 { "+" } (sum(line.amount))
                }
                td.num data-l=(after) { (sum(line.balance)) }
            } } }
        }
    }
}

fn reason(viewer: &Viewer<'_>, line: &FundLine) -> String {
    match line.kind {
        FundLineKind::Paid => {
            let promise = viewer.say(&format!("party-promise-{}", line.about));
            viewer.say_with("custody-fund-line-paid", &[("promise", promise.into())])
        }
        _ => viewer.say(&format!("custody-fund-about-{}", line.about)),
    }
}

/// The clerks' desk of the fund.
pub(crate) fn desk(
    viewer: &Viewer<'_>,
    (balances, earned): (&[Money], &[Money]),
    feeds: &[FundFeed],
    draft: &Draft,
) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("custody-fund-desk")) }
            p { (viewer.say("custody-fund-desk-what")) }
        }
        div.cols.half.ruled {
            div.stack-l {
                (section(&viewer.say("custody-fund-holds"), None, &sums(viewer, balances)))
                (section(&viewer.say("custody-fund-earned"), None, &sums(viewer, earned)))
                (section(&viewer.say("custody-fund-feed"), None, &form(viewer, draft)))
            }
            (section(&viewer.say("custody-fund-feeds"), None, &html! {
                @if feeds.is_empty() { p.mute { (viewer.say("custody-fund-feeds-none")) } }
                ul.rows { @for feed in feeds { li { (row(viewer, feed)) } } }
            }))
        }
    }
}

fn sums(viewer: &Viewer<'_>, amounts: &[Money]) -> Markup {
    html! {
        @if amounts.is_empty() { p.mute { (viewer.say("custody-fund-nothing")) } }
        ul.rows { @for amount in amounts { li { (figure(*amount)) } } }
    }
}

fn form(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let from = kernel::rules::Rules::current().officer.second_from(kernel::Currency::CNY);
    let second = Fact::Money(from);
    html! {
        form.form method="post" action="/desk/fund" {
            (kit.guards())
            (kit.summary())
            div.pair {
                (kit.input(&Input::amount("amount", "custody-amount")))
                (kit.select("currency", "custody-currency", &currencies()))
            }
            (kit.input(&Input::text("note", "custody-fund-note")))
            p { small { (viewer.say_with("custody-fund-second", &[("amount", second)])) } }
            p.acts { button.btn.go { (viewer.say("custody-fund-feed-button")) } }
        }
    }
}

fn row(viewer: &Viewer<'_>, feed: &FundFeed) -> Markup {
    let tone = match feed.state {
        FeedState::Asked => Tone::Wait,
        FeedState::Fed => Tone::Ok,
        FeedState::Declined => Tone::Plain,
    };
    let state = viewer.say(&format!("custody-feed-{}", feed.state.word()));
    html! {
        div.stack-s {
            div.row { (tag(tone, &state)) span.push { (figure(feed.amount)) } }
            p { (feed.note) " " small { (time(viewer, feed.at)) } }
            @if feed.state == FeedState::Asked {
                p { a href="/desk/second" { (viewer.say("custody-to-second")) } }
            }
        }
    }
}
