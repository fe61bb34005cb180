//! Deal links: made by a seller, opened by anybody who holds one.

use super::{Whole, goods, tracks};
use crate::model::LinkView;
use kernel::{Actor, Fact, Incoterm, Timestamp, Transport, Unit};
use maud::{Markup, PreEscaped, html};
use party::views::trust_line;
use qrcode::QrCode;
use qrcode::render::svg;
use web::page::{Choice, Draft, FormKit, Input, Tone, Viewer, icon, money, note, section};

/// Currencies that the form proposes.
const CURRENCIES: [&str; 12] =
    ["USD", "CNY", "EUR", "GBP", "JPY", "HKD", "KRW", "SGD", "AUD", "CAD", "CHF", "SEK"];
/// How the price may be parted, by the form's words.
const PARTS: [&str; 4] = ["whole", "30-70", "50-50", "30-40-30"];

/// The form of a new link.
pub(crate) fn new_link(viewer: &Viewer<'_>, draft: &Draft, own: &[Choice]) -> Markup {
    html! {
        div.page-head {
            nav aria-label=(viewer.say("deal-path")) { ol.crumbs {
                li { a href="/deals" { (viewer.say("deal-list-title")) } }
            } }
            h1 { (viewer.say("deal-new-link")) }
            p { (viewer.say("deal-new-link-what")) }
        }
        (form(viewer, draft, own))
    }
}

fn form(viewer: &Viewer<'_>, draft: &Draft, own: &[Choice]) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let price = Input::amount("unit_price", "deal-line-price");
    let place = Input::text("place", "deal-field-place").hint("deal-field-place-hint");
    html! {
        form.form method="post" action="/deals/new-link" {
            (kit.guards())
            (kit.summary())
            @if own.len() > 1 { (kit.select("product", "deal-field-listing", own)) }
            (kit.input(&Input::text("title", "deal-line-what").hint("deal-field-title-hint")))
            div.pair {
                (kit.input(&Input::count("quantity", "deal-line-quantity")))
                (kit.select("unit", "deal-field-unit", &units(viewer)))
            }
            div.pair {
                (kit.input(&price))
                (kit.select("currency", "deal-field-currency", &currencies()))
            }
            (kit.select("parts", "deal-field-parts", &parts(viewer)))
            details {
                summary { (icon("plus")) " " (viewer.say("deal-field-more")) }
                div.stack.mt-s {
                    div.pair {
                        (kit.select("incoterm", "deal-field-incoterm", &incoterms(viewer)))
                        (kit.input(&place))
                    }
                    (kit.select("transport", "deal-terms-transport", &transports(viewer)))
                    (kit.input(&Input::count("lead_time_d", "deal-field-lead-time")))
                    (kit.select("parcels", "deal-terms-parcels", &parcels(viewer)))
                    (kit.area("note", "deal-terms-note", None))
                }
            }
            p { small { (viewer.say("deal-new-link-binds")) } }
            p.acts { button.btn.go { (viewer.say("deal-new-link-button")) } }
        }
    }
}

fn units(viewer: &Viewer<'_>) -> Vec<Choice> {
    let unit = |unit: Unit| (unit.code().to_owned(), catalog::views::unit_word(viewer, unit, 2));
    Unit::all().map(unit).collect()
}

fn currencies() -> Vec<Choice> {
    CURRENCIES.map(|code| (code.to_owned(), code.to_owned())).to_vec()
}

fn parts(viewer: &Viewer<'_>) -> Vec<Choice> {
    PARTS.map(|word| (word.to_owned(), viewer.say(&format!("deal-parts-{word}")))).to_vec()
}

fn parcels(viewer: &Viewer<'_>) -> Vec<Choice> {
    let choice = |word: &str| (word.to_owned(), viewer.say(&format!("deal-parcels-{word}")));
    ["yes", "no"].map(choice).to_vec()
}

fn incoterms(viewer: &Viewer<'_>) -> Vec<Choice> {
    let none = (String::new(), viewer.say("deal-field-none"));
    let all = Incoterm::ALL.map(|term| (term.code().to_owned(), term.code().to_owned()));
    std::iter::once(none).chain(all).collect()
}

fn transports(viewer: &Viewer<'_>) -> Vec<Choice> {
    let word = |way: Transport| viewer.say(&format!("deal-transport-{}", way.word()));
    Transport::ALL.map(|way| (way.word().to_owned(), word(way))).to_vec()
}

/// The link that was made: shown here and nowhere else.
pub(crate) fn link_made(
    viewer: &Viewer<'_>,
    url: &str,
    deal: &str,
    expires_at: Timestamp,
) -> Markup {
    html! {
        div.page-head { h1 { (viewer.say("deal-link-made")) } }
        div.stack {
            p { (viewer.say_with("deal-link-made-what", &[("at", expires_at.into())])) }
            div.field {
                label for="f-link" { (viewer.say("deal-link")) }
                input #f-link type="text" readonly value=(url);
            }
            p.acts {
                button.btn.go type="button" data-copy=(url) { (viewer.say("deal-link-copy")) }
                a.btn href=(deal) { (viewer.say("deal-link-deal")) }
            }
            @if let Some(picture) = qr(url) {
                figure.qr role="img" aria-label=(viewer.say("deal-link-qr")) { (picture) }
            }
            (note(Tone::Warn, &viewer.say("deal-link-once"), None))
        }
    }
}

/// The link for a telephone's camera; black on white in every theme, as cameras want it.
fn qr(url: &str) -> Option<Markup> {
    let code = QrCode::new(url.as_bytes()).ok()?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
    // Without the XML head, which has no place within a page.
    let at = picture.find("<svg")?;
    Some(PreEscaped(picture.get(at..)?.to_owned()))
}

/// What anybody sees who holds a link.
pub(crate) fn offer(viewer: &Viewer<'_>, link: &LinkView, whole: &Whole) -> Markup {
    let deal = &link.deal;
    html! {
        div.page-head {
            div.row {
                h1 { (super::title(viewer, whole)) }
                span.push { (money(deal.total)) }
            }
            (trust_line(viewer, &link.seller))
        }
        div.stack-l {
            (act(viewer, link))
            (section(&viewer.say("deal-offered-title"), None, &html! {
                (goods::lines(viewer, &whole.view))
                (goods::terms(viewer, &whole.view))
            }))
            (tracks::three_tracks(viewer, whole))
            (section(&viewer.say("deal-guarantee"), None, &html! {
                ol.rows {
                    @for key in GUARANTEE { li { (viewer.say(key)) } }
                }
            }))
        }
    }
}

const GUARANTEE: [&str; 3] =
    ["deal-guarantee-kept", "deal-guarantee-ship", "deal-guarantee-release"];

/// Accepting, for whoever may.
fn act(viewer: &Viewer<'_>, link: &LinkView) -> Markup {
    let deal = &link.deal;
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    let path = &viewer.caller.path;
    let is_side =
        viewer.actor.is(deal.seller) || deal.buyer.is_some_and(|buyer| viewer.actor.is(buyer));
    let total = [("amount", Fact::Money(deal.total))];
    let is_open = !link.is_used && deal.buyer.is_none() && !deal.tracks.is_over();
    html! {
        @if is_side {
            p.acts { a.btn.go href=(format!("/deals/{}", deal.id)) {
                (viewer.say("deal-link-deal"))
            } }
        } @else if !is_open {
            (note(Tone::Warn, &viewer.say("deal-link-gone"), None))
        } @else {
            section.next aria-label=(viewer.say("deal-link-offer")) {
                div.stack-s {
                    p.k { (viewer.say_with("deal-link-until", &[("at", link.expires_at.into())])) }
                    h2 { (viewer.say("deal-link-offer")) }
                    p { (viewer.say("deal-link-offer-what")) }
                }
                div.acts {
                    @if viewer.actor == Actor::Stranger {
                        a.btn.ink href=(format!("/sign-up?next={path}")) {
                            (icon("shield")) (viewer.say_with("deal-accept-button", &total))
                        }
                        a.btn.plain href=(format!("/sign-in?next={path}")) {
                            (viewer.say("deal-link-sign-in"))
                        }
                    } @else {
                        form method="post" action=(path) {
                            (kit.guards())
                            button.btn.ink {
                                (icon("shield")) (viewer.say_with("deal-accept-button", &total))
                            }
                        }
                    }
                }
            }
        }
    }
}
