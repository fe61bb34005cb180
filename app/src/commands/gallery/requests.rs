//! The scene around requests: sellers that quote differently, a draft that came back, a clerk.

use super::fixture::{Somebody, open};
use kernel::{Actor, Desk, Id, Lang, Outcome, Stop};
use party::{Contact, Name, NewClerk, NewPerson, Proof};
use sourcing::{
    Answer, Filter, Match, Meets, NewQuoteLine, NewRequest, NewRequestLine, NewRequestQuote,
    NewSample, NewSavedSearch, NewTarget, Part, Points, RequestKind, ReviewReason, Sought, Spec,
    Verdict,
};
use store::Tx;
use web::hash_of_token;

/// Whom the gallery's clerk signs in as.
const CLERK: &str = "desk@example.cn";

/// A seller's name, price, days and answers, in the order of the points.
type Seller = (&'static str, &'static str, i64, [Meets; 9]);

const Y: Meets = Meets::Yes;
const A: Meets = Meets::Alternative;
const N: Meets = Meets::No;

const SELLERS: [Seller; 5] = [
    ("北仑运动袜厂", "0.66", 24, [Y, Y, Y, Y, Y, Y, Y, A, Y]),
    ("Dongqiao Trading House", "0.71", 21, [Y, Y, Y, Y, Y, Y, Y, Y, Y]),
    ("大方袜业", "0.59", 15, [Y, Y, Y, A, N, Y, Y, Y, Y]),
    ("Yunfan Knit Studio", "0.69", 30, [Y, Y, A, Y, Y, N, Y, Y, Y]),
    ("Xiaohe Workshop", "0.55", 20, [Y, Y, N, Y, A, Y, Y, N, N]),
];

const POINTS: [(&str, &str); 9] = [
    ("Material", "80% merino, 18% polyamide, 2% elastane"),
    ("Weight", "62 g ± 3"),
    ("Sizes", "36–39, 40–42, 43–45, 46–47"),
    ("Toe", "hand-linked"),
    ("Colours", "seven, by Pantone"),
    ("Certificate", "OEKO-TEX 100"),
    ("Packing", "ten pairs a bag, 200 a carton"),
    ("Paper band", "our print"),
    ("Inspection", "before shipping"),
];

/// What the pages of requests are about.
pub(super) struct RequestScene {
    pub(super) open: Id<RequestKind>,
    pub(super) fresh: Id<RequestKind>,
    pub(super) returned: Id<RequestKind>,
    pub(super) waiting: Id<RequestKind>,
    pub(super) quote: String,
}

fn merino(title: &str) -> NewRequest {
    let spec = |(name, value): &(&str, &str)| Spec {
        name: (*name).to_owned(),
        value: (*value).to_owned(),
    };
    NewRequest {
        title: title.to_owned(),
        text: "Merino crew socks for adults, four sizes, our seven Pantone colours, paper band \
               with our print. First delivery to Göteborg in March, repeat each quarter if the \
               first is good."
            .to_owned(),
        lang: "en".to_owned(),
        destination: "SEGOT".to_owned(),
        incoterm: Some("FOB".to_owned()),
        certificates: vec!["OEKO-TEX 100".to_owned()],
        wants_sample: true,
        lines: vec![NewRequestLine {
            what: "Merino crew socks 美利奴中筒袜".to_owned(),
            category: "6115".to_owned(),
            quantity: 30_000,
            unit: "PR".to_owned(),
            specs: POINTS.iter().map(spec).collect(),
            target: Some(NewTarget { price: "0.62".to_owned(), currency: "USD".to_owned() }),
        }],
        ..NewRequest::default()
    }
}

fn quoted(tx: &Tx<'_>, (_, price, days, meets): &Seller) -> NewRequestQuote {
    let base = super::fixture::quote(tx);
    let note = |meets: Meets| match meets {
        Meets::Alternative => "machine-linked, same price".to_owned(),
        _ => String::new(),
    };
    let answers = meets.iter().map(|meets| Answer { meets: *meets, note: note(*meets) }).collect();
    let tier =
        |min_quantity, price: &str| catalog::NewTier { min_quantity, price: price.to_owned() };
    NewRequestQuote {
        currency: base.currency,
        incoterm: base.incoterm,
        place: base.place,
        transport: base.transport,
        lead_time_d: *days,
        valid_until: base.valid_until,
        parts: base.parts,
        note: base.note,
        sample: (*days > 15).then(|| NewSample { price: "12".to_owned(), days: 4 }),
        lines: vec![NewQuoteLine { line: 1, tiers: vec![tier(5_000, price)], answers }],
    }
}

/// Makes it, by the same actions that people take.
pub(super) fn make(
    tx: &mut Tx<'_>,
    (lan, elsa): (&Actor, &Actor),
    clerk_token: &str,
) -> Outcome<RequestScene> {
    let clerk = clerk(tx, clerk_token)?;
    let open_request = opened(tx, elsa, &clerk, "30,000 pairs merino crew socks")?;
    let mut last = String::new();
    for seller in &SELLERS {
        let (name, ..) = seller;
        let somebody = Somebody { name: "Wei", firm: name, contact: "", ..super::fixture::LAN };
        let by = open(tx, &somebody, &format!("{clerk_token}-{name}"))?;
        let new = quoted(tx, seller);
        last = sourcing::quote_request(tx, &by, open_request, &new)?.id.to_string();
    }
    let fresh = opened(tx, elsa, &clerk, "Merino socks for the spring, 30,000 pairs")?;
    bring(tx, fresh, lan)?;
    let returned = sourcing::draft_request(tx, elsa, &merino("Wool caps with our label"))?.id;
    sourcing::send_request(tx, elsa, returned)?;
    let verdict = Verdict {
        reasons: vec![ReviewReason::TooFewFacts],
        note: "Which sizes, and how are they packed?".to_owned(),
    };
    sourcing::review_request(tx, &clerk, returned, &verdict)?;
    let mut selling = merino("We sell linen towels");
    selling.text = "We sell linen towels of all sizes.".to_owned();
    let waiting = sourcing::draft_request(tx, elsa, &selling)?.id;
    sourcing::send_request(tx, elsa, waiting)?;
    let filter = Filter { words: "merino socks".to_owned(), ..Filter::default() };
    sourcing::save_search(tx, lan, &NewSavedSearch { filter, ..NewSavedSearch::default() })?;
    let goods = Filter { query: "q=merino+socks&place=CN".to_owned(), ..Filter::default() };
    sourcing::save_search(tx, lan, &NewSavedSearch { kind: Sought::Product, filter: goods })?;
    Ok(RequestScene { open: open_request, fresh, returned, waiting, quote: last })
}

fn opened(tx: &mut Tx<'_>, elsa: &Actor, clerk: &Actor, title: &str) -> Outcome<Id<RequestKind>> {
    let id = sourcing::draft_request(tx, elsa, &merino(title))?.id;
    sourcing::send_request(tx, elsa, id)?;
    sourcing::review_request(tx, clerk, id, &Verdict::default())?;
    Ok(id)
}

fn bring(tx: &mut Tx<'_>, id: Id<RequestKind>, lan: &Actor) -> Outcome<()> {
    let parts = [
        (Part::Category, 250, 250),
        (Part::Words, 214, 300),
        (Part::Capacity, 100, 100),
        (Part::Reply, 75, 150),
        (Part::Trust, 96, 150),
        (Part::Rotation, 50, 50),
    ];
    let points = |(part, points, most)| Points { part, points, most };
    let arithmetic = parts.map(points).to_vec();
    let total = arithmetic.iter().map(|one| one.points).sum();
    let firm = lan.firm().ok_or(Stop::Bug("a seller without a firm"))?;
    sourcing::bring(tx, id, &[Match { firm, total, line: 1, arithmetic }])
}

fn clerk(tx: &mut Tx<'_>, token: &str) -> Outcome<Actor> {
    seat(tx, (CLERK, Desk::Operator), token)
}

/// One of the market's people at a desk, signed in by a token.
pub(super) fn seat(tx: &mut Tx<'_>, (contact, desk): (&str, Desk), token: &str) -> Outcome<Actor> {
    let contact = Contact::parse(contact)?;
    // No password makes this hash; it only has to be the same twice.
    let hash = format!("gallery {token}");
    let new = NewClerk {
        contact: contact.clone(),
        person: NewPerson {
            name: Name::parse("Desk", "name")?,
            password_hash: Some(hash.clone()),
            lang: Lang::En,
        },
        desk,
    };
    let person = party::make_clerk(tx, &new)?;
    let proof = Proof::Password { verified: hash };
    party::sign_in(tx, &contact, &proof, None, hash_of_token(token))?;
    Ok(Actor::Clerk { person, desk })
}
