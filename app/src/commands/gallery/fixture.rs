//! A small market to take pictures of: two firms, their goods, a talk, and deals at every stage.

use super::bank;
use super::edges;
use super::fees::{self, Past};
use super::gate;
use super::windows;
use crate::market::Market;
use anyhow::{Result, anyhow};
use catalog::{Attribute, Certificate, Details, NewProduct, NewTier, ProductKind, Sample, Variant};
use custody::BankNotice;
use deal::{DealKind, Finding, LinkLine, LinkOffer, NewPrice, Packed, Repricing, Shipping};
use kernel::{Actor, Currency, Id, Lang, Money, Outcome, Role, Transport, Unit, UnitPrice};
use party::{Contact, Country, DirectFirm, Name, NewFirm, NewInvitation, NewPerson};
use sourcing::{InquiryKind, NewInquiry, NewPart, NewQuote};
use std::collections::BTreeMap;
use store::Tx;
use talk::{ConversationKind, NewMessage};
use trust::NewRating;
use web::hash_of_token;

/// Pairs of socks in each deal.
const QUANTITY: i64 = 20_000;
/// A paper that says nothing.
const PAPER: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n";
/// Ningbo to Gothenburg.
const VOYAGE_D: i64 = 42;

/// What the pages are about.
#[derive(Debug, Default)]
pub(super) struct Scene {
    ids: BTreeMap<&'static str, Vec<String>>,
    /// The tokens of two sessions.
    pub(super) buyer: String,
    pub(super) seller: String,
    /// The token of a clerk.
    pub(super) clerk: String,
    /// The token of an officer.
    pub(super) officer: String,
}

impl Scene {
    /// The ids in the address of something.
    pub(super) fn of(&self, what: &str) -> Vec<String> {
        self.ids.get(what).cloned().unwrap_or_default()
    }

    pub(super) fn keep(&mut self, what: &'static str, ids: &[String]) {
        self.ids.insert(what, ids.to_vec());
    }

    /// Makes it, by the same actions that people take.
    pub(super) async fn make(market: &Market, past: &Past) -> Result<Self> {
        past.go_back();
        let set = Set { market };
        let mut scene = Self {
            buyer: set.token(),
            seller: set.token(),
            clerk: set.token(),
            officer: set.token(),
            ..Self::default()
        };
        let (buyer, seller) = (scene.buyer.clone(), scene.seller.clone());
        let lan = set.act(move |tx| open(tx, &LAN, &seller)).await?;
        let elsa = set.act(move |tx| open(tx, &ELSA, &buyer)).await?;
        scene.keep("seller", &[firm_of(&lan)]);
        scene.keep("currency", &["USD".to_owned()]);
        let mut product = None;
        for new in goods() {
            product = Some(set.act(move |tx| list(tx, &lan, &new)).await?);
        }
        let product = product.ok_or_else(|| anyhow!("no goods"))?;
        scene.keep("product", &[product.to_string()]);
        scene.keep("shelf", &["hosiery-accessories".to_owned()]);
        scene.keep("exhibition", &["hosiery-accessories".to_owned()]);
        let between = Between { lan, elsa, product };
        let token = set.token();
        let fjell = set.act(move |tx| open(tx, &FJELL, &token)).await?;
        let before = Between { elsa: fjell, ..between };
        let old = set.deal(before, FINISHED).await?;
        fees::give_back(&set, before, old).await?;
        past.come_back();
        set.talk(&mut scene, between).await?;
        for (name, steps) in COURSES {
            let deal = set.deal(between, steps).await?;
            scene.keep(name, &[deal.to_string()]);
        }
        set.messages(&mut scene, between).await?;
        set.links(&mut scene, between).await?;
        windows::dress(&set, &lan).await?;
        for (name, import) in super::files::make(market, &lan).await? {
            scene.keep(name, &[import]);
        }
        set.requests(&mut scene, between).await?;
        let officer = super::remedies::set(&set, &mut scene, between).await?;
        super::promises::set(&set, &mut scene, (between, officer)).await?;
        super::carts::set(&set, &mut scene, between).await?;
        gate::set(&set, &mut scene, lan).await?;
        let vain = [("copper kettle", 41), ("竹炭袜", 18), ("heated insoles", 7), ("private", 1)];
        let vain = vain.map(|(words, times)| (words.to_owned(), times));
        market.finders.goods.note_again(vain.into());
        let written = market.finders.goods.write_unmet(&market.app).await;
        written.map_err(|stop| anyhow!("what was looked for in vain: {stop:?}"))?;
        set.act(rates_of_today).await?;
        rates::jobs::refresh(&market.app).await.map_err(|stop| anyhow!("{stop:?}"))?;
        bank::tell(&set, market.app.store(), &mut scene, lan).await?;
        edges::keep_second(&set, &mut scene, officer).await?;
        edges::set(&set, &mut scene, officer).await?;
        fees::bill(market, &set, &mut scene, lan).await?;
        super::hooks::set(market, &set, &mut scene, lan).await?;
        Ok(scene)
    }
}

/// Reference rates as the central bank's file tells them.
fn rates_of_today(tx: &mut Tx<'_>) -> Outcome<()> {
    let today = tx.now().date_in(&kernel::rules::Rules::current().market.time_zone);
    let text = format!("Date,USD,CNY,SEK,JPY,\n{today},1.0560,7.6512,11.5230,163.21,\n");
    rates::publish_by_hand(tx, &rates::RateFile::read(text.as_bytes())?).map(|_| ())
}

/// Who trades with whom about what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Between {
    pub(super) lan: Actor,
    pub(super) elsa: Actor,
    product: Id<ProductKind>,
}

/// A step of a deal after the agreement.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Pay(i64),
    Inspect,
    Ship,
    ShipPart,
    OfferRest,
    RaisePrice,
    LowerPrice,
    Confirm,
    Rate,
    Cancel,
    GiveBack,
}

const FINISHED: &[Step] = &[Step::Pay(1), Step::Inspect, Step::Pay(2), Step::Ship, Step::Confirm];

const COURSES: &[(&str, &[Step])] = &[
    ("cancelled", &[Step::Cancel]),
    ("given-back", &[Step::Pay(1), Step::GiveBack]),
    (
        "finished",
        &[Step::Pay(1), Step::Inspect, Step::Pay(2), Step::Ship, Step::Confirm, Step::Rate],
    ),
    ("to-rate", &[Step::Pay(1), Step::Pay(2), Step::Ship, Step::Confirm]),
    ("at-sea", &[Step::Pay(1), Step::Inspect, Step::Pay(2), Step::Ship]),
    ("paid", &[Step::Pay(1), Step::Pay(2)]),
    ("part-sent", &[Step::Pay(1), Step::Pay(2), Step::ShipPart]),
    ("rest-offered", &[Step::Pay(1), Step::Pay(2), Step::ShipPart, Step::OfferRest]),
    ("dearer", &[Step::RaisePrice]),
    ("cheaper", &[Step::LowerPrice]),
    ("part-paid", &[Step::Pay(1), Step::Inspect]),
    ("agreed", &[]),
];

/// Somebody and their firm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Somebody {
    pub(super) name: &'static str,
    pub(super) firm: &'static str,
    pub(super) lang: Lang,
    pub(super) country: &'static str,
    /// Empty: nobody reaches them.
    pub(super) contact: &'static str,
}

pub(super) const LAN: Somebody = Somebody {
    name: "兰晓雯",
    firm: "慈溪兰花针织厂",
    lang: Lang::ZhCn,
    country: "CN",
    contact: "lan@example.cn",
};

/// Who bought four weeks ago.
const FJELL: Somebody = Somebody {
    name: "Ingrid Dahl",
    firm: "Fjell & Ull AS",
    lang: Lang::En,
    country: "NO",
    contact: "ingrid@example.no",
};

const ELSA: Somebody = Somebody {
    name: "Elsa Nordvik",
    firm: "Nordvik Strumpor AB",
    lang: Lang::En,
    country: "SE",
    contact: "elsa@example.se",
};

pub(super) fn firm_of(actor: &Actor) -> String {
    actor.firm().map(|firm| firm.to_string()).unwrap_or_default()
}

pub(super) fn open(tx: &mut Tx<'_>, who: &Somebody, token: &str) -> Outcome<Actor> {
    let new = DirectFirm {
        contact: match who.contact {
            "" => None,
            told => Some(Contact::parse(told)?),
        },
        person: NewPerson {
            name: Name::parse(who.name, "name")?,
            password_hash: None,
            lang: who.lang,
        },
        firm: NewFirm {
            name: Name::parse(who.firm, "name")?,
            name_lang: who.lang,
            country: Country::parse(who.country, "country")?,
        },
        session: Some(hash_of_token(token)),
    };
    Ok(party::open_firm_directly(tx, &new)?.owner())
}

/// What is known of the socks.
fn known() -> Details {
    let fact = |name: &str, value: &str| Attribute { name: name.into(), value: value.into() };
    let variant = |colour: &str, size: &str, stock: Option<i64>| Variant {
        options: vec![fact("颜色 Colour", colour), fact("尺码 Size", size)],
        sku: Some(format!("LH-200-{size}")),
        price_difference: (size == "42–45").then(|| "0.03".to_owned()),
        stock,
        ..Variant::default()
    };
    Details {
        category: Some("socks".to_owned()),
        hs: Some("611595".to_owned()),
        brand: Some("兰花 Lanhua".to_owned()),
        model: Some("LH-200".to_owned()),
        origin: Some("CN".to_owned()),
        keywords: vec!["短袜".to_owned(), "crew socks".to_owned()],
        attributes: vec![fact("材质 Material", "78% cotton"), fact("针数 Needles", "200")],
        certificates: vec![Certificate {
            name: "OEKO-TEX Standard 100".to_owned(),
            number: "21.HCN.48320".to_owned(),
            issued_by: "Hohenstein".to_owned(),
            valid_until: "2027-06-30".to_owned(),
        }],
        sample: Some(Sample { price: "3".to_owned(), most: 3, days: 3 }),
        variants: vec![
            variant("黑 black", "36–41", Some(48_000)),
            variant("灰 grey", "42–45", None),
        ],
        ..Details::default()
    }
}

fn goods() -> [NewProduct; 3] {
    let tier = |(min_quantity, price): &(i64, &str)| NewTier {
        min_quantity: *min_quantity,
        price: (*price).to_owned(),
    };
    let new = |shelf: &str, title: &str, text: &str, tiers: &[(i64, &str)]| NewProduct {
        details: Details { category: Some(shelf.to_owned()), ..Details::default() },
        sku: Some("LH-200".to_owned()),
        title: title.to_owned(),
        title_lang: "zh-CN".to_owned(),
        text: text.to_owned(),
        unit: "PR".to_owned(),
        currency: "USD".to_owned(),
        moq: tiers.first().map_or(1, |(least, _)| *least),
        lead_time_d: 25,
        is_open_offer: true,
        tiers: tiers.iter().map(tier).collect(),
        ..NewProduct::default()
    };
    let socks = |new: NewProduct| NewProduct { details: known(), ..new };
    [
        new(
            "gloves",
            "羊毛混纺手套 Wool-blend gloves",
            "触屏指尖。",
            &[(500, "1.85"), (3_000, "1.62")],
        ),
        new("hats", "双层罗纹针织帽 Ribbed beanie", "双层罗纹。", &[(500, "1.40")]),
        socks(new(
            "socks",
            "200 针精梳棉袜 Combed cotton socks",
            "精梳棉 78%，锦纶 20%，氨纶 2%。36–41 码，无骨缝头，可定制商标。\n\
             Combed cotton 78 %, polyamide 20 %, elastane 2 %.",
            &[(1_000, "0.5125"), (5_000, "0.4675"), (20_000, "0.45")],
        )),
    ]
}

fn list(tx: &mut Tx<'_>, by: &Actor, new: &NewProduct) -> Outcome<Id<ProductKind>> {
    Ok(catalog::list_product(tx, by, new)?.card.offer.product)
}

fn inquire(tx: &mut Tx<'_>, between: Between) -> Outcome<Id<InquiryKind>> {
    let new = NewInquiry {
        product: between.product,
        quantity: QUANTITY,
        text: "Hello! We sell socks in 40 shops on the Swedish west coast. Could you make 20,000 \
               pairs with our label, by sea to Gothenburg?"
            .to_owned(),
        destination: Some("SEGOT".to_owned()),
    };
    Ok(sourcing::inquire(tx, &between.elsa, &new)?.id)
}

pub(super) fn quote(tx: &Tx<'_>) -> NewQuote {
    let part = |share_bps, due: &str| NewPart { share_bps, due: due.to_owned() };
    let tier = |min_quantity, price: &str| NewTier { min_quantity, price: price.to_owned() };
    NewQuote {
        currency: "USD".to_owned(),
        incoterm: "FOB".to_owned(),
        place: "CNNGB".to_owned(),
        transport: "sea".to_owned(),
        lead_time_d: 25,
        valid_until: tx.now().plus_days(30).to_string(),
        parts: vec![part(3_000, "before_production"), part(7_000, "before_shipment")],
        note: "Export cartons of 200 pairs.".to_owned(),
        tiers: vec![tier(5_000, "0.4675"), tier(20_000, "0.434")],
    }
}

/// Where the scene is set.
pub(super) struct Set<'a> {
    pub(super) market: &'a Market,
}

impl Set<'_> {
    pub(super) fn token(&self) -> String {
        format!("gallery-{}", self.market.app.fresh_key())
    }

    pub(super) async fn act<T: Send + 'static>(
        &self,
        act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
    ) -> Result<T> {
        let done = self.market.app.store().write("gallery.scene", act).await;
        done.map_err(|stop| anyhow!("setting the scene: {stop:?}"))
    }

    /// A talk with an open quote, and another that nobody has answered.
    async fn talk(&self, scene: &mut Scene, between: Between) -> Result<()> {
        self.act(move |tx| inquire(tx, between)).await?;
        let inquiry = self.act(move |tx| inquire(tx, between)).await?;
        let lan = between.lan;
        self.act(move |tx| sourcing::say(tx, &lan, inquiry, "您好！可以做，报价见下。")).await?;
        let quoted = self.act(move |tx| {
            let new = quote(tx);
            sourcing::quote(tx, &lan, inquiry, &new)
        });
        let quoted = quoted.await?.id;
        scene.keep("inquiry", &[inquiry.to_string()]);
        scene.keep("quote", &[inquiry.to_string(), quoted.to_string()]);
        Ok(())
    }

    /// A conversation with all that may be in one, and a report of another.
    async fn messages(&self, scene: &mut Scene, between: Between) -> Result<()> {
        let Between { lan, elsa, .. } = between;
        let inquiry = self.act(move |tx| inquire(tx, between)).await?;
        let talk: Id<ConversationKind> = inquiry.cast();
        let say = |by: Actor, text: &'static str| {
            self.act(move |tx| {
                talk::say(tx, &by, talk, NewMessage { is_sure: true, ..text.into() })
            })
        };
        say(
            elsa,
            "We like the 84 g hiking sock. Could the terry sole go up to the ankle bone, and \
                   what would that do to the drying time?",
        )
        .await?;
        say(
            lan,
            "可以加高到脚踝，每双加 6 克，晾干慢约 40 分钟。样品 3 天，交货期 25 天，FOB 宁波。",
        )
        .await?;
        let quoted = |tx: &mut Tx<'_>| Ok(quote(tx));
        let new = self.act(quoted).await?;
        self.act(move |tx| sourcing::quote(tx, &lan, inquiry, &new)).await?;
        say(elsa, "Our bank prefers to wire directly. Can you send your account number?").await?;
        let send = move |tx: &mut Tx<'_>| {
            let facts = talk::read_file(PAPER, "样品检测报告.pdf")?;
            talk::say_file(tx, &lan, talk, &facts, "Test report of the sample.")
        };
        self.act(send).await?;
        let said = say(lan, "我们的银行账户已变更，请汇到 DE89 3704 0044 0532 0130 00。").await?;
        scene.keep("talk", &[talk.to_string()]);
        scene.keep("said", &[talk.to_string(), said.id.to_string()]);
        scene.keep("mail-off", &["0".repeat(32)]);
        let note = "They want the money on another account.";
        self.act(move |tx| talk::report(tx, &elsa, talk, "fraud", note)).await.map(|_| ())
    }

    pub(super) async fn deal(&self, between: Between, steps: &[Step]) -> Result<Id<DealKind>> {
        let inquiry = self.act(move |tx| inquire(tx, between)).await?;
        let quoted = self.act(move |tx| {
            let new = quote(tx);
            sourcing::quote(tx, &between.lan, inquiry, &new)
        });
        let quoted = quoted.await?.id;
        let accept =
            move |tx: &mut Tx<'_>| deal::accept_quote(tx, &between.elsa, inquiry, quoted, QUANTITY);
        let deal = self.act(accept).await?.deal;
        for step in steps {
            let step = *step;
            self.act(move |tx| take(tx, between, deal, step)).await?;
        }
        Ok(deal)
    }

    /// Requests at every stage, and quotes beside each other.
    async fn requests(&self, scene: &mut Scene, between: Between) -> Result<()> {
        let Between { lan, elsa, .. } = between;
        let token = scene.clerk.clone();
        let made = self.act(move |tx| super::requests::make(tx, (&lan, &elsa), &token)).await?;
        let open = made.open.to_string();
        scene.keep("request", std::slice::from_ref(&open));
        scene.keep("request-quote", &[open, made.quote]);
        scene.keep("request-fresh", &[made.fresh.to_string()]);
        scene.keep("request-returned", &[made.returned.to_string()]);
        scene.keep("request-waiting", &[made.waiting.to_string()]);
        Ok(())
    }

    /// A deal link and an invitation that nobody has taken up.
    async fn links(&self, scene: &mut Scene, between: Between) -> Result<()> {
        let (link, invitation) = (self.token(), self.token());
        scene.keep("link", std::slice::from_ref(&link));
        scene.keep("invitation", std::slice::from_ref(&invitation));
        let link = hash_of_token(&link);
        self.act(move |tx| deal::offer_link(tx, &between.lan, &sample(), &link)).await?;
        let invite = move |tx: &mut Tx<'_>| {
            let new = NewInvitation {
                contact: Contact::parse("nils@example.se")?,
                role: Role::Staff,
                hash: hash_of_token(&invitation),
                link: format!("http://localhost/i/{invitation}"),
            };
            party::invite(tx, &between.elsa, &new)
        };
        self.act(invite).await?;
        let ask = |tx: &mut Tx<'_>| {
            let contact = Contact::parse(ELSA.contact)?;
            let known_by = party::KnownBy::Address;
            let asking = party::Asking { ticket: [1; 32], by: [1; 32], known_by };
            party::ask_code(tx, &contact, party::Purpose::SignIn, &asking, Lang::En)
        };
        self.act(ask).await
    }
}

fn sample() -> LinkOffer {
    LinkOffer {
        lines: vec![LinkLine {
            product: None,
            title: Some("样品包 Sample pack, six colours".to_owned()),
            unit: Some(Unit::PIECE),
            quantity: 3,
            price: UnitPrice::new(12_500_000, Currency::USD),
        }],
        currency: Currency::USD,
        incoterm: None,
        place: None,
        transport: Transport::Express,
        lead_time_d: Some(3),
        parts: Vec::new(),
        may_ship_in_parts: None,
        note: Some("By courier, three days.".to_owned()),
    }
}

fn take(tx: &mut Tx<'_>, between: Between, deal: Id<DealKind>, step: Step) -> Outcome<()> {
    let Between { lan, elsa, .. } = between;
    match step {
        Step::Pay(nth) => {
            let order = deal::pay_by_bank(tx, &elsa, deal, nth)?;
            // As the simulated bank will name it: its own notice then changes nothing.
            let notice = BankNotice {
                bank_reference: format!("SIM-{}", order.reference),
                order_reference: order.reference,
                amount: order.amount,
            };
            custody::book_payment(tx, &notice).map(|_| ())
        }
        Step::Inspect => inspect(tx, &elsa, deal),
        Step::Ship => {
            let shipping = Shipping {
                carrier: "COSCO Shipping Lines".to_owned(),
                tracking: "COSU 6412803310".to_owned(),
                transport: Transport::Sea,
                eta: Some(tx.now().plus_days(VOYAGE_D)),
            };
            deal::ship(tx, &lan, deal, &shipping).map(|_| ())
        }
        Step::ShipPart => {
            let shipping = Shipping {
                carrier: "SF Express".to_owned(),
                tracking: "SF 1482 7710".to_owned(),
                transport: Transport::Express,
                eta: None,
            };
            let parcel = [Packed { nth: 1, quantity: QUANTITY / 5 }];
            deal::ship_part(tx, &lan, deal, (&shipping, &parcel)).map(|_| ())
        }
        Step::OfferRest => {
            let why = "The dye for the rest cannot be had before the spring.";
            deal::close_rest(tx, &lan, deal, why).map(|_| ())
        }
        Step::RaisePrice => reprice(tx, &lan, deal, 448_000),
        Step::LowerPrice => reprice(tx, &lan, deal, 420_000),
        Step::Confirm => deal::confirm(tx, &elsa, deal).map(|_| ()),
        Step::Rate => {
            trust::rate(tx, &elsa, deal, &NewRating::read("good", "Soft, and on time.")?)?;
            trust::rate(tx, &lan, deal, &NewRating::read("good", "付款及时，沟通顺畅。")?)
        }
        Step::Cancel => deal::cancel(tx, &elsa, deal).map(|_| ()),
        Step::GiveBack => {
            let held = deal::deal(tx, &lan, deal)?.identity.map(|sums| sums.held);
            let held = held.unwrap_or(Money::zero(Currency::USD));
            deal::refund(tx, &lan, deal, held, "The yarn cannot be had any more.").map(|_| ())
        }
    }
}

fn reprice(tx: &mut Tx<'_>, by: &Actor, deal: Id<DealKind>, millionths: i64) -> Outcome<()> {
    let prices = vec![NewPrice { nth: 1, millionths }];
    let terms = Repricing { prices, ..Repricing::default() };
    let why = "棉纱价格变动，每双重新核算。\nYarn has another price since we spoke.";
    deal::change_price(tx, by, deal, (&terms, why)).map(|_| ())
}

fn inspect(tx: &mut Tx<'_>, by: &Actor, deal: Id<DealKind>) -> Outcome<()> {
    let (_, inspection) = deal::order_inspection(tx, by, deal)?;
    let note = Some("315 pairs looked at, 3 with loose threads at the toe.".to_owned());
    let finding = Finding { has_passed: true, found: 3, note };
    deal::file_inspection(tx, &Actor::Rail, deal, inspection, &finding).map(|_| ())
}
