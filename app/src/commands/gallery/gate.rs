//! A category in which buyers come first, a campaign, and a trading house with its makers.

use super::fixture::{Scene, Set, firm_of};
use agency::{CapabilityKind, MandateState, NewMandate, NewRole};
use anyhow::Result;
use catalog::CategoryCode;
use gate::{Mode, NewCampaign, NewLink};
use kernel::{Actor, Desk, Id, Lang, Outcome};
use party::{Contact, Country, DirectFirm, Name, NewFirm, NewPerson};
use store::Tx;
use web::hash_of_token;

/// Firms that wait for the shelf, by name and address.
const WAITING: &[(&str, &str)] = &[
    ("诸暨大唐袜业", "wu@datang.example"),
    ("义乌足尚针织", "chen@zushang.example"),
    ("海宁暖冬袜厂", "xu@nuandong.example"),
];

/// Firms that were brought by the campaign, by name, country and address.
const BROUGHT: &[(&str, &str, &str)] = &[
    ("Fjell & Ull AS", "NO", "kari@fjell.example"),
    ("Strikk Danmark ApS", "DK", "mads@strikk.example"),
];

fn firm(tx: &mut Tx<'_>, told: &str, country: &str, mail: &str) -> Outcome<Actor> {
    let lang = if country == "CN" { Lang::ZhCn } else { Lang::En };
    let new = DirectFirm {
        contact: Some(Contact::parse(mail)?),
        person: NewPerson { name: Name::parse(mail, "name")?, password_hash: None, lang },
        firm: NewFirm {
            name: Name::parse(told, "name")?,
            name_lang: lang,
            country: Country::parse(country, "country")?,
        },
        session: None,
    };
    let opened = party::open_firm_directly(tx, &new)?;
    Ok(opened.owner())
}

fn campaign() -> NewCampaign {
    NewCampaign {
        name: "Nordic hosiery, spring".to_owned(),
        source: "Formex fair, visitor list".to_owned(),
        medium: "fair".to_owned(),
        market: "SE".to_owned(),
        lang: "en".to_owned(),
        hour: Some(10),
        cost: "1200.00".to_owned(),
        currency: "USD".to_owned(),
    }
}

/// Sets it all; the seller's goods are listed already.
pub(super) async fn set(set: &Set<'_>, scene: &mut Scene, lan: Actor) -> Result<()> {
    let clerk = Actor::Clerk { person: Id::new(1), desk: Desk::Operator };
    let close = move |tx: &mut Tx<'_>| {
        let socks = CategoryCode::parse("socks")?;
        let reason = "Too many sock makers wait for too few buyers: buyers come first.";
        gate::set_mode(tx, &clerk, &socks, Mode::BuyersFirst, reason)?;
        for (name, mail) in WAITING {
            let waiting = firm(tx, name, "CN", mail)?;
            gate::apply(tx, &waiting, &socks)?;
        }
        Ok(())
    };
    set.act(close).await?;
    scene.keep("shelf", &["socks".to_owned()]);
    bring(set, scene, clerk).await?;
    house(set, scene, lan).await
}

/// A campaign, the two firms that came by it, and a link that is open.
async fn bring(set: &Set<'_>, scene: &mut Scene, clerk: Actor) -> Result<()> {
    let token = set.token();
    let hash = hash_of_token(&token);
    let begin = move |tx: &mut Tx<'_>| {
        let begun = gate::begin_campaign(tx, &clerk, &campaign())?.id;
        let link = NewLink { cap: 200, note: "Formex, hall 3".to_owned() };
        gate::make_campaign_link(tx, &clerk, begun, &link, &hash)?;
        for (name, country, mail) in BROUGHT {
            let came = firm(tx, name, country, mail)?;
            gate::accept_link(tx, &came, &hash)?;
            gate::verify_by_mail(tx, &came)?;
        }
        Ok(begun)
    };
    let begun = set.act(begin).await?;
    scene.keep("campaign", &[begun.to_string()]);
    scene.keep("buyer-link", &[token]);
    Ok(())
}

/// A trading house that acts for the seller and was found to be open about it.
async fn house(set: &Set<'_>, scene: &mut Scene, lan: Actor) -> Result<()> {
    let make = move |tx: &mut Tx<'_>| {
        let house = firm(tx, "Yongjiang Trading House", "CN", "zhao@yongjiang.example")?;
        let role = NewRole {
            role: "trading-house".to_owned(),
            about: "We bundle knitted goods of eleven makers around Ningbo into one container, \
                    with one contract and one inspection."
                .to_owned(),
            offers: vec!["consolidation".to_owned(), "quality control".to_owned()],
            shows_mandates: true,
            licence: None,
        };
        agency::declare(tx, &house, &role)?;
        agency::claim(tx, &house, CapabilityKind::Quality, "41 inspection reports of 2025.")?;
        agency::claim(tx, &house, CapabilityKind::Consolidation, "Own warehouse in Beilun.")?;
        let offer = NewMandate {
            firm: firm_of(&lan),
            side: "middleman".to_owned(),
            scope: "Socks and gloves, for Scandinavia".to_owned(),
            days: 365,
            is_shown: true,
        };
        let agreed = agency::offer_mandate(tx, &house, &offer)?.id;
        agency::answer_mandate(tx, &lan, agreed, MandateState::Agreed)?;
        let second = NewMandate { scope: "Hats, for Japan".to_owned(), ..offer };
        agency::offer_mandate(tx, &house, &second)?;
        gate::ask_check(tx, &house, "91330206MA2AGT47XY")?;
        Ok(house)
    };
    let house = set.act(make).await?;
    scene.keep("house", &[firm_of(&house)]);
    Ok(())
}
