//! One product: what it is, what it costs, who sells it, how to order.

mod known;

use super::{
    about_offer, figure, foreign, ladder, lead_time, photo_path, price_range, quantity, thumb,
    unit_word,
};
use crate::model::{Card, Category, Listing, OrderSum, ProductState, Stock};
use kernel::rules::Rules;
use kernel::{Actor, Lang, Money};
use maud::{Markup, html};
use party::TrustLine;
use party::views::{promises, trust_line};
use serde_json::{Value, json};
use web::page::{Draft, FormKit, Input, Tone, Viewer, about, icon, money, note, section};
use web::show_price;

/// A product with all that its page shows.
pub(crate) struct Whole {
    /// The product.
    pub(crate) listing: Listing,
    /// The title in its own language, where the reader sees another one.
    pub(crate) original: Option<(String, Lang)>,
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
                @if let Some((title, lang)) = &whole.original {
                    p.mute { small {
                        (viewer.say("catalog-words-original")) ": "
                        span lang=(lang.tag()) { (title) }
                    } }
                }
                (ladder(viewer, &card.offer.tiers, card.offer.unit, applies))
                (figures(viewer, card))
                (trust_line(viewer, &whole.seller))
                (promises(viewer, &whole.seller))
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
    }
}

fn crumbs(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    let steps = path(viewer, whole);
    let seller = foreign(viewer, whole.seller.name_lang);
    html! {
        nav.mb-s aria-label=(viewer.say("catalog-path")) {
            ol.crumbs {
                @for (nth, (name, at)) in steps.iter().enumerate() {
                    li {
                        a href=(at) lang=[seller.filter(|_| nth + 1 == steps.len())] { (name) }
                    }
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
            @if let Some(stock) = offer.stock {
                div.fig { dt { (viewer.say("catalog-stock")) } dd { (in_stock(viewer, stock)) } }
            }
            @if offer.order_multiple > 1 {
                div.fig { dt { (viewer.say("catalog-field-multiple")) } dd { (lots) } }
            }
        }
    }
}

/// How many can be had: a small number exactly, of a large one that there are more.
fn in_stock(viewer: &Viewer<'_>, stock: Stock) -> String {
    let most = Rules::current().listing.stock_shown_most;
    match stock.free() {
        ..=0 => viewer.say("catalog-sold-out"),
        free if free > most => viewer.say_with("catalog-in-stock-more", &[("count", figure(most))]),
        free => viewer.say_with("catalog-in-stock", &[("count", figure(free))]),
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
                    (about(viewer, sum.total))
                }
            }
        }
        div.acts {
            @if card.offer.is_open_offer && card.state == ProductState::Listed {
                @if let Some(sum) = sum { (order_button(viewer, &kit, card, sum)) }
                @else if card.offer.is_sold_out() {
                    button.btn.go disabled { (viewer.say("catalog-sold-out")) }
                }
            }
            a class=(if card.offer.is_open_offer { "btn" } else { "btn go" })
                href=(format!("/products/{id}/inquire")) {
                (icon("message")) (viewer.say("catalog-ask"))
            }
        }
        p { small { (viewer.say(match card.offer.is_open_offer {
            true if card.offer.is_sold_out() => "catalog-sold-out-note",
            true if card.offer.is_checkout_only => "catalog-checkout-note",
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
            @if card.offer.is_checkout_only {
                (into_cart(kit, card, quantity, &html! {
                    button.btn.go name="then" value="checkout" {
                        (icon("shield")) (viewer.say("catalog-order-at-checkout"))
                    }
                }))
            } @else {
                form method="post" action=(format!("/products/{id}/orders")) {
                    (kit.guards())
                    input type="hidden" name="quantity" value=(quantity);
                    button.btn.go { (icon("shield")) (order_word(viewer, total)) }
                }
            }
            (into_cart(kit, card, quantity, &html! {
                button.btn { (icon("plus")) (viewer.say("catalog-into-cart")) }
            }))
        }
    }
}

fn into_cart(kit: &FormKit<'_>, card: &Card, quantity: i64, button: &Markup) -> Markup {
    html! {
        form method="post" action="/cart/lines" {
            (kit.guards())
            input type="hidden" name="product" value=(card.offer.product);
            input type="hidden" name="quantity" value=(quantity);
            (button)
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
                        (about_offer(viewer, &card.offer))
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
pub(crate) fn told(viewer: &Viewer<'_>, whole: &Whole) -> Value {
    let (listing, url) = (&whole.listing, &viewer.app.place().url);
    let (offer, details) = (&listing.card.offer, &listing.details);
    let at = format!("{url}/products/{}", offer.product);
    let images: Vec<String> =
        listing.all_photos().map(|photo| format!("{url}{}", photo_path(&photo))).collect();
    let steps = offer.tiers.iter().enumerate().map(|(nth, tier)| {
        let last = offer.tiers.get(nth + 1).map(|next| next.min_quantity - 1);
        json!({
            "@type": "Offer",
            "price": tier.price.plain(),
            "priceCurrency": offer.currency.code(),
            "availability": if offer.is_sold_out() { "https://schema.org/OutOfStock" }
                else { "https://schema.org/InStock" },
            "url": at,
            "eligibleQuantity": { "@type": "QuantitativeValue", "minValue": tier.min_quantity,
                "maxValue": last, "unitCode": offer.unit.code() },
        })
    });
    let [lowest, highest] =
        [offer.tiers.last(), offer.tiers.first()].map(|tier| tier.map(|tier| tier.price.plain()));
    json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": offer.title,
        "description": if listing.text.is_empty() { &offer.title } else { &listing.text },
        "inLanguage": listing.card.title_lang.tag(),
        "sku": listing.sku,
        "gtin": details.gtin,
        "mpn": details.model,
        "brand": details.brand.as_ref().map(|name| json!({ "@type": "Brand", "name": name })),
        "countryOfOrigin": details.origin,
        "image": images,
        "url": at,
        "offers": {
            "@type": "AggregateOffer",
            "priceCurrency": offer.currency.code(),
            "lowPrice": lowest,
            "highPrice": highest,
            "offerCount": offer.tiers.len(),
            "offers": steps.collect::<Vec<_>>(),
            "seller": { "@type": "Organization", "name": whole.seller.name,
                "url": format!("{url}/firms/{}", whole.seller.firm) },
        },
    })
}

/// The way to the product in the same words.
pub(crate) fn told_path(viewer: &Viewer<'_>, whole: &Whole) -> Value {
    let steps: Vec<(String, String)> = path(viewer, whole);
    path_told(&viewer.app.place().url, &steps)
}

/// Steps of a path, each with its name and address, in the words of schema.org.
pub fn path_told(url: &str, steps: &[(String, String)]) -> Value {
    let items = steps.iter().zip(1_i64..).map(|((name, at), nth)| {
        json!({ "@type": "ListItem", "position": nth, "name": name, "item": format!("{url}{at}") })
    });
    json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items.collect::<Vec<_>>(),
    })
}

/// The shelves above the product, or its seller where it stands on none.
fn path(viewer: &Viewer<'_>, whole: &Whole) -> Vec<(String, String)> {
    let mut steps = vec![(viewer.say("catalog-market"), "/".to_owned())];
    let category = whole.listing.details.category.as_deref().and_then(Category::find);
    let shelves = category.map(Category::path).unwrap_or_default();
    let step = |one: &&Category| {
        (one.name(viewer.lang()).to_owned(), format!("/categories/{}", one.code()))
    };
    steps.extend(shelves.iter().map(step));
    steps.push((whole.seller.name.clone(), format!("/firms/{}", whole.seller.firm)));
    steps
}
