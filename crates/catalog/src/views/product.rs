//! One product: what it is, what it costs, who sells it, how to order.

mod known;

use super::{
    figure, foreign, ladder, lead_time, photo_path, price_range, quantity, thumb, unit_word,
};
use crate::model::{Card, Category, Listing, OrderSum, ProductState};
use kernel::{Actor, Money};
use maud::{Markup, PreEscaped, html};
use party::TrustLine;
use party::views::trust_line;
use serde_json::json;
use web::page::{Draft, FormKit, Input, Tone, Viewer, icon, money, note, section};
use web::show_price;

/// A product with all that its page shows.
pub(crate) struct Whole {
    /// The product.
    pub(crate) listing: Listing,
    /// Who sells it.
    pub(crate) seller: TrustLine,
    /// Other goods of the same seller.
    pub(crate) beside: Vec<Card>,
}

/// The whole page.
pub(crate) fn product(
    viewer: &Viewer<'_>,
    whole: &Whole,
    draft: &Draft,
    sum: Option<OrderSum>,
) -> Markup {
    let card = &whole.listing.card;
    let applies = sum.map(|sum| sum.price);
    html! {
        (crumbs(viewer, whole))
        @if card.state == ProductState::Hidden {
            div.mb-s { (note(Tone::Warn, &viewer.say("catalog-hidden-note"), None)) }
        }
        div.cols.buy {
            (pictures(viewer, &whole.listing))
            div.stack.box {
                h1 lang=[foreign(viewer, card.title_lang)] { (card.offer.title) }
                (ladder(viewer, &card.offer.tiers, card.offer.unit, applies))
                (figures(viewer, card))
                (trust_line(viewer, &whole.seller))
                @if viewer.actor.is(card.offer.firm) { (own(viewer, card)) }
                @else { (order(viewer, card, draft, sum)) }
            }
        }
        div.cols.main-side.ruled.mt {
            div.stack-l {
                (section(&viewer.say("catalog-what"), None, &text(viewer, &whole.listing)))
                (known::sections(viewer, &whole.listing))
            }
            @if !whole.beside.is_empty() { (beside(viewer, whole)) }
        }
        (described(viewer, whole))
    }
}

fn crumbs(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let seller = &whole.seller;
    let category = whole.listing.details.category.as_deref().and_then(Category::find);
    let path = category.map(Category::path).unwrap_or_default();
    html! {
        nav.mb-s aria-label=(viewer.say("catalog-path")) {
            ol.crumbs {
                li { a href="/" { (viewer.say("catalog-market")) } }
                @for shelf in path { li { (shelf.name(viewer.lang())) } }
                li {
                    a href=(format!("/?firm={}", seller.firm))
                        lang=[foreign(viewer, seller.name_lang)] { (seller.name) }
                }
            }
        }
    }
}

fn pictures(viewer: &Viewer<'_>, listing: &Listing) -> Markup {
    let title = &listing.card.offer.title;
    html! {
        div.stack-s {
            @match &listing.card.photo {
                Some(photo) => div.pic.whole {
                    img src=(photo_path(photo)) width=(photo.width) height=(photo.height)
                        alt=(title);
                },
                None => div.pic.none { (icon("box")) span { (viewer.say("catalog-no-photo")) } },
            }
            @if !listing.photos.is_empty() {
                ul.rows.mini.shots { @for (nth, photo) in (2_i64..).zip(&listing.photos) {
                    li { a href=(photo_path(photo)) {
                        img src=(format!("{}-thumb", photo_path(photo))) loading="lazy"
                            width="80" height="80"
                            alt=(viewer.say_with("catalog-photo-nth", &[("nth", nth.into())]));
                    } }
                } }
            }
        }
    }
}

fn figures(viewer: &Viewer<'_>, card: &Card) -> Markup {
    let offer = &card.offer;
    let how = match offer.is_open_offer {
        true => viewer.say("catalog-how-at-once"),
        false => viewer.say("catalog-how-ask"),
    };
    let shown = [
        ("catalog-least", quantity(viewer, offer.moq(), offer.unit)),
        ("catalog-leaves", lead_time(viewer, offer)),
        ("catalog-sold-by", unit_word(viewer, offer.unit, 1)),
        ("catalog-how", how),
    ];
    let lots = quantity(viewer, offer.order_multiple, offer.unit);
    html! {
        dl.figs.four {
            @for (label, value) in shown {
                div.fig { dt { (viewer.say(label)) } dd { (value) } }
            }
            @if offer.order_multiple > 1 {
                div.fig { dt { (viewer.say("catalog-field-multiple")) } dd { (lots) } }
            }
        }
    }
}

fn own(viewer: &Viewer<'_>, card: &Card) -> Markup {
    html! {
        (note(Tone::Plain, &viewer.say("catalog-own"), Some(&viewer.say("catalog-own-what"))))
        p.acts {
            a.btn href=(format!("/goods/{}/edit", card.offer.product)) {
                (viewer.say("catalog-edit"))
            }
        }
    }
}

/// The quantity with its sum, then the acts. The sum is the server's; the order takes what it
/// shows.
fn order(viewer: &Viewer<'_>, card: &Card, draft: &Draft, sum: Option<OrderSum>) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let id = card.offer.product;
    html! {
        form.qty #order action=(format!("/products/{id}#order")) {
            (kit.input(&Input::count("quantity", "catalog-order-quantity")))
            div { button.btn { (viewer.say("catalog-work-out")) } }
            @if let Some(sum) = sum {
                div.fig.tot {
                    span.k { (times(viewer, sum)) }
                    output.v for="f-quantity" { (money(sum.total)) }
                }
            }
        }
        div.acts {
            @if card.offer.is_open_offer && card.state == ProductState::Listed {
                @if let Some(sum) = sum { (order_button(viewer, &kit, card, sum)) }
            }
            a class=(if card.offer.is_open_offer { "btn" } else { "btn go" })
                href=(format!("/products/{id}/inquire")) {
                (icon("message")) (viewer.say("catalog-ask"))
            }
        }
        p { small { (viewer.say(match card.offer.is_open_offer {
            true => "catalog-order-note",
            false => "catalog-quote-note",
        })) } }
    }
}

fn order_button(
    viewer: &Viewer<'_>,
    kit: &FormKit<'_>,
    card: &Card,
    OrderSum { quantity, total, .. }: OrderSum,
) -> Markup {
    let id = card.offer.product;
    html! {
        @if viewer.actor == Actor::Stranger {
            a.btn.go href=(format!("/sign-in?next=%2Fproducts%2F{id}%3Fquantity%3D{quantity}")) {
                (icon("shield")) (viewer.say("catalog-sign-in-to-order"))
            }
        } @else {
            form method="post" action=(format!("/products/{id}/orders")) {
                (kit.guards())
                input type="hidden" name="quantity" value=(quantity);
                button.btn.go { (icon("shield")) (order_word(viewer, total)) }
            }
        }
    }
}

fn order_word(viewer: &Viewer<'_>, total: Money) -> String {
    viewer.say_with("catalog-order", &[("total", total.into())])
}

fn times(viewer: &Viewer<'_>, sum: OrderSum) -> String {
    let price = format!("{}\u{a0}{}", sum.price.currency, show_price(sum.price));
    viewer.say_with("catalog-times", &[("quantity", figure(sum.quantity)), ("price", price.into())])
}

fn text(viewer: &Viewer<'_>, listing: &Listing) -> Markup {
    let lang = foreign(viewer, listing.card.title_lang);
    let at = listing.card.at;
    html! {
        @if listing.text.is_empty() {
            p.mute { (viewer.say("catalog-no-text")) }
        } @else {
            div.stack-s lang=[lang] {
                @for paragraph in listing.text.split('\n').filter(|line| !line.is_empty()) {
                    p { (paragraph) }
                }
            }
        }
        dl.kv {
            @if let Some(sku) = &listing.sku { dt { (viewer.say("catalog-sku")) } dd { (sku) } }
            dt { (viewer.say("catalog-since")) }
            dd { time datetime=(at.to_string()) { (viewer.caller.reader.day(at)) } }
        }
    }
}

fn beside(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let rows = html! {
        ul.rows.mini {
            @for card in &whole.beside {
                li { a href=(format!("/products/{}", card.offer.product)) {
                    (thumb(card.photo.as_ref()))
                    span {
                        span lang=[foreign(viewer, card.title_lang)] { (card.offer.title) }
                        br;
                        (price_range(&card.offer))
                    }
                } }
            }
        }
    };
    let all = viewer.say("catalog-all");
    let path = format!("/?firm={}", whole.seller.firm);
    section(&viewer.say("catalog-beside"), Some((&path, &all)), &rows)
}

/// The product in the words of schema.org, for search engines.
fn described(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let (listing, url) = (&whole.listing, &viewer.app.place().url);
    let offer = &listing.card.offer;
    let prices = [offer.tiers.last(), offer.tiers.first()];
    let [lowest, highest] = prices.map(|tier| tier.map(|tier| tier.price.plain()));
    let image = listing.card.photo.as_ref().map(|photo| format!("{url}{}", photo_path(photo)));
    let told = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": offer.title,
        "description": listing.text,
        "sku": listing.sku,
        "gtin": listing.details.gtin,
        "brand": listing.details.brand,
        "mpn": listing.details.model,
        "countryOfOrigin": listing.details.origin,
        "image": image,
        "url": format!("{url}/products/{}", offer.product),
        "offers": {
            "@type": "AggregateOffer",
            "priceCurrency": offer.currency.code(),
            "lowPrice": lowest,
            "highPrice": highest,
            "offerCount": offer.tiers.len(),
            "eligibleQuantity": { "@type": "QuantitativeValue", "minValue": offer.moq(),
                "unitCode": offer.unit.code() },
            "seller": { "@type": "Organization", "name": whole.seller.name,
                "url": format!("{url}/firms/{}", whole.seller.firm) },
        },
    });
    // No end of a script may stand in it.
    let told = told.to_string().replace('<', "\\u003c");
    html! { script type="application/ld+json" { (PreEscaped(told)) } }
}
