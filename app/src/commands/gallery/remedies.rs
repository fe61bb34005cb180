//! Claims at every stage: asked for, disputed, before the officer, decided.

use super::fixture::{Between, Scene, Set, Step};
use super::requests::seat;
use anyhow::Result;
use deal::DealKind;
use kernel::{Actor, Currency, Desk, Id, Money, Outcome, Stop};
use remedy::{
    About, Act, Decision, EvidenceSource, NewAct, NewDecision, NewRemedy, RemedyKind, Want,
};
use store::Tx;

/// Whom the gallery's officer signs in as.
const OFFICER: &str = "officer@example.cn";
/// A paper that says nothing.
const PAPER: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n";
const SHIPPED: &[Step] = &[Step::Pay(1), Step::Pay(2), Step::Ship];

type Which = (Id<DealKind>, Id<RemedyKind>);

/// Who acts on a claim.
#[derive(Debug, Clone, Copy)]
struct Cast {
    lan: Actor,
    elsa: Actor,
    officer: Actor,
}

/// Makes the claims of the scene; gives the officer who decides.
pub(super) async fn set(set: &Set<'_>, scene: &mut Scene, between: Between) -> Result<Actor> {
    let token = scene.officer.clone();
    let officer = set.act(move |tx| seat(tx, (OFFICER, Desk::Officer), &token)).await?;
    let cast = Cast { lan: between.lan, elsa: between.elsa, officer };
    let mut made = Vec::new();
    for stage in [0, 1, 2, 3] {
        let deal = set.deal(between, SHIPPED).await?;
        made.push(set.act(move |tx| claim(tx, cast, deal, stage)).await?);
    }
    let ids = |(deal, remedy): Which| [deal.to_string(), remedy.to_string()];
    let with = |which: Which, act: &str| [&ids(which)[..], &[act.to_owned()]].concat();
    scene.keep("claimed", &ids(made[0])[..1]);
    scene.keep("remedy", &ids(made[0]));
    scene.keep("remedy-agree", &with(made[0], "agree"));
    scene.keep("remedy-refuse", &with(made[0], "refuse"));
    scene.keep("remedy-claiming", &ids(made[1]));
    scene.keep("remedy-taken", &ids(made[2]));
    scene.keep("remedy-decide", &with(made[2], "decide"));
    scene.keep("remedy-decided", &ids(made[3]));
    Ok(officer)
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

/// A claim, so many stages on.
fn claim(tx: &mut Tx<'_>, cast: Cast, deal: Id<DealKind>, stage: usize) -> Outcome<Which> {
    let Cast { lan, elsa, officer } = cast;
    let new = NewRemedy {
        want: Want::Money,
        amount: usd(86_800),
        reason: "2,000 pairs of 20,000 are two shades lighter than the sample.".to_owned(),
        about: About::default(),
    };
    let which = (deal, remedy::ask(tx, &elsa, deal, &new)?.remedy);
    if stage >= 1 {
        let no = "样品与大货同一缸号，色差在 4 级以内。".to_owned();
        perform(tx, &lan, which, NewAct::Saying(Act::Refuse, no))?;
        time_passes(tx, &elsa, which)?;
        perform(tx, &elsa, which, NewAct::Plain(Act::StepIn))?;
        let said = "The photo shows the sample beside a pair of carton 14.".to_owned();
        perform(tx, &elsa, which, NewAct::Saying(Act::Tell, said))?;
        let facts = talk::read_file(PAPER, "carton-14.pdf")?;
        remedy::show(tx, &elsa, which, (EvidenceSource::File, &facts))?;
    }
    if stage >= 2 {
        for by in [&elsa, &lan] {
            perform(tx, by, which, NewAct::Plain(Act::EndEvidence))?;
        }
        perform(tx, &officer, which, NewAct::Plain(Act::Take))?;
    }
    if stage >= 3 {
        let decision = Decision { to_buyer: usd(43_400), needs_return: false };
        let reasons = "The photo shows two shades; half of the goods can be sold as they are.";
        let published = "A tenth of the goods was off shade; half of their price went back.";
        let (reasons, published) = (reasons.to_owned(), published.to_owned());
        let new = NewDecision { decision, reasons, published };
        perform(tx, &officer, which, NewAct::Decide(new))?;
    }
    Ok(which)
}

fn perform(tx: &mut Tx<'_>, by: &Actor, which: Which, new: NewAct) -> Outcome<()> {
    remedy::perform(tx, by, which, &new).map(|_| ())
}

/// The claim's timer is over.
fn time_passes(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<()> {
    let kept = remedy::remedy(tx, by, which)?.remedy;
    let (Some(timer), Some(due_at)) = (kept.timer, kept.due_at) else {
        return Err(Stop::Bug("a claim without a timer"));
    };
    remedy::expire(tx, which.0, timer.cast(), due_at)
}
