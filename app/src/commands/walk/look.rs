//! Whether the store has what arithmetic says.

use super::naive::{Purse, World};
use super::naive_deal::Stage;
use super::naive_promise::{Break, Cover, Stand, Step};
use super::naive_shelf::Shelf;
use super::stage::{ACCOUNT, CURRENCY, Trader};
use custody::Identity;
use deal::DealKind;
use kernel::{Actor, Id, Outcome};
use ledger::{Account, Purpose};
use std::collections::BTreeSet;
use store::Tx;

/// Asks the store, and tells each thing that is not as it should be.
pub(super) type Look = Box<dyn FnMut(&mut Tx<'_>) -> Outcome<Vec<String>> + Send>;

/// How a trade should stand, in the words of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Standing {
    stage: &'static str,
    is_late: bool,
    due: Option<i64>,
    total: i64,
    has_proposal: bool,
    paid: Vec<bool>,
    /// Paid in, returned, held, released, refunded, fees.
    sums: [i64; 6],
    /// The open claim: its state, and when its time is over.
    claim: Option<(&'static str, i64)>,
}

impl Stage {
    const fn word(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Agreed => "agreed",
            Self::Making | Self::PartShipped => "funded",
            Self::Shipped => "shipped",
            Self::Finished => "finished",
            Self::Closed => "closed",
        }
    }
}

fn should(world: &World, place: usize) -> Standing {
    let deal = &world.deals[place];
    // What was paid may have been taken back; then the trade counts as agreed again.
    let is_unpaid = deal.parts.iter().all(|part| !part.is_paid());
    let stage = match deal.stage {
        Stage::Making if is_unpaid => Stage::Agreed,
        stage => stage,
    };
    let claim = deal.remedy.as_ref().and_then(|remedy| Some((remedy.waits.word()?, remedy.due)));
    Standing {
        stage: stage.word(),
        is_late: deal.is_late,
        due: deal.due,
        total: deal.goods.total(),
        has_proposal: deal.proposal.is_some(),
        paid: deal.parts.iter().map(|part| part.is_paid()).collect(),
        sums: [deal.paid_in, deal.returned, deal.held, deal.released, deal.refunded, deal.fees],
        claim,
    }
}

fn is(tx: &mut Tx<'_>, id: Id<DealKind>, claimant: Option<&Actor>) -> Outcome<Standing> {
    let (deal, parts) = deal::with_parts(tx, id)?;
    let mut sums = [0; 6];
    if deal.buyer.is_some() {
        let identity = custody::identity(tx, id.cast())?;
        let Identity { paid_in, returned, held, released, refunded, fees } = identity;
        sums = [paid_in, returned, held, released, refunded, fees].map(|sum| sum.minor);
    }
    let mut claim = None;
    if let Some(by) = claimant {
        let newest = remedy::remedies(tx, by, id)?.into_iter().next();
        let open = newest.filter(|remedy| !remedy.state.is_over());
        claim = open.map(|open| (open.state.word(), open.due_at.map_or(0, |at| at.micros())));
    }
    Ok(Standing {
        stage: deal.tracks.stage().word(),
        is_late: deal.is_late,
        due: deal.deadline.map(|deadline| deadline.due_at.micros()),
        total: deal.total.minor,
        has_proposal: deal.proposal.is_some(),
        paid: parts.iter().map(|part| part.paid_at.is_some()).collect(),
        sums,
        claim,
    })
}

/// Looks at trades; tells each that stands otherwise than it should.
pub(super) fn deals(world: &World, places: &BTreeSet<usize>, traders: &[Trader]) -> Look {
    let of = |place: &usize| {
        let deal = &world.deals[*place];
        let claimant = deal.buyer.filter(|_| deal.remedy.is_some());
        let claimant = claimant.map(|buyer| traders[buyer].owner);
        (Id::new(deal.id), claimant, should(world, *place))
    };
    let wanted: Vec<_> = places.iter().map(of).collect();
    Box::new(move |tx| {
        let mut unlike = Vec::new();
        for (id, claimant, should) in &wanted {
            let is = is(tx, *id, claimant.as_ref())?;
            if is != *should {
                unlike.push(format!("{id} is {is:?} and should be {should:?}"));
            }
        }
        Ok(unlike)
    })
}

/// Looks at every shelf.
pub(super) fn shelves(world: &World, traders: &[Trader]) -> Look {
    let traders = traders.to_vec();
    let of = |shelf: Shelf| [shelf.on_hand, shelf.kept, shelf.counts];
    let wanted: Vec<_> = world.shelves.iter().map(|shelf| shelf.map(of)).collect();
    Box::new(move |tx| {
        let products: Vec<_> = traders.iter().map(|trader| trader.product).collect();
        let offers = catalog::offers(tx, &products)?;
        let mut unlike = Vec::new();
        for (trader, should) in traders.iter().zip(&wanted) {
            let offer = offers.iter().find(|offer| offer.product == trader.product);
            let stock = offer.and_then(|offer| offer.stock);
            let is = stock.map(|stock| [stock.on_hand, stock.reserved, stock.revision]);
            if is != *should {
                unlike.push(format!("{} has {is:?} and should have {should:?}", trader.product));
            }
        }
        Ok(unlike)
    })
}

/// Looks at the fund, and at how every firm stands by its promises.
pub(super) fn stands(world: &World, traders: &[Trader]) -> Look {
    let traders = traders.to_vec();
    let of = |(stand, purse): (&Option<Stand>, &Purse)| {
        let stand = stand.as_ref()?;
        let word = match stand.cover {
            Cover::Active => "active",
            Cover::Short => "short",
            Cover::Suspended => "suspended",
        };
        Some((word, stand.due, stand.deposit, purse.owed_to_fund()))
    };
    let wanted: Vec<_> = world.stands.iter().zip(&world.purses).map(of).collect();
    let fund = world.fund;
    Box::new(move |tx| {
        let mut unlike = Vec::new();
        for (trader, should) in traders.iter().zip(&wanted) {
            let held = promise::own(tx, &trader.owner)?.held.into_iter().next();
            let is = held.map(|held| {
                let due = held.protection.due_at.map(|at| at.micros());
                (held.protection.state.word(), due, held.deposit.minor, held.owed.minor)
            });
            if is != *should {
                unlike.push(format!("{} stands {is:?} and should {should:?}", trader.firm));
            }
        }
        let is = custody::fund_balance(tx, CURRENCY)?.minor;
        if is != fund {
            unlike.push(format!("the fund holds {is} and should hold {fund}"));
        }
        Ok(unlike)
    })
}

/// A claim on a promise: its state, when its time is over, what was decided.
type BreakStanding = (&'static str, Option<i64>, Option<i64>);

/// Looks at claims on promises; tells each that stands otherwise than it should.
pub(super) fn breaks(world: &World, traders: &[Trader], from: usize) -> Look {
    let of = |own: &Break| {
        let deal = &world.deals[own.deal];
        let word = match own.step {
            Step::Seller => "waits_seller",
            Step::Deciding => "deciding",
            Step::Seconding => "seconding",
            Step::Unpaid => "unpaid",
            Step::Paid => "paid",
            Step::Rejected => "rejected",
            Step::Withdrawn => "withdrawn",
        };
        let should: BreakStanding = (word, own.due, own.awarded);
        (Id::<DealKind>::new(deal.id), own.id, traders[deal.seller].owner, should)
    };
    let wanted: Vec<_> = world.breaks[from..].iter().map(of).collect();
    Box::new(move |tx| {
        let mut unlike = Vec::new();
        for (deal, id, seller, should) in &wanted {
            let all = promise::of_deal(tx, seller, *deal)?;
            let own = all.iter().find(|own| own.id.raw() == *id);
            let is = own.map(|own| -> BreakStanding {
                let due = own.due_at.map(|at| at.micros());
                (own.state.word(), due, own.awarded_minor)
            });
            if is != Some(*should) {
                unlike.push(format!("claim {id} is {is:?} and should be {should:?}"));
            }
        }
        Ok(unlike)
    })
}

/// Looks at every wallet, at what is owed, and at the mirror of the bank.
pub(super) fn purses(world: &World, traders: &[Trader]) -> Look {
    let traders = traders.to_vec();
    let of = |purse: &Purse| [purse.has, purse.available(), purse.debt()];
    let wanted: Vec<[i64; 3]> = world.purses.iter().map(of).collect();
    let bank = world.bank;
    Box::new(move |tx| {
        let mut unlike = Vec::new();
        for (trader, should) in traders.iter().zip(&wanted) {
            let wallet = Account::new(trader.firm.cast(), Purpose::Wallet, CURRENCY);
            let balance = ledger::balance(tx, wallet)?;
            let claims = custody::claims(tx, &trader.owner)?;
            let owed = claims.iter().map(|claim| claim.left().minor).sum();
            let is = [balance.posted.minor, balance.available.minor, owed];
            if is != *should {
                unlike.push(format!("{} has {is:?} and should have {should:?}", trader.firm));
            }
        }
        let mirror = Account::new(custody::CUSTODIAN, Purpose::Bank, CURRENCY);
        let is = -ledger::balance(tx, mirror)?.posted.minor;
        if is != bank {
            unlike.push(format!("the mirror of {ACCOUNT} is {is} and should be {bank}"));
        }
        Ok(unlike)
    })
}
