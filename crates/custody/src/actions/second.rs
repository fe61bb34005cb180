//! Acts of clerks on money that a second one must agree to: what is asked for, and what is done
//! once they have.

use super::{claims, differences, fund};
use crate::model::{
    Answered, Claim, CustodyRefusal, Difference, DifferenceState, FundFeed, Lies, OwedTo, Way,
};
use crate::store;
use ::store::Tx;
use assent::{ActEnded, Ended, Move, NewAct, Place, State};
use kernel::{Actor, Firm, Id, Money, Outcome};

/// A line of the work list above the rules' sum.
const DIFFERENCE: &str = "custody-second-difference";
/// Much money for the protection fund.
const FEED: &str = "custody-second-feed";
/// A large debt that is forgiven.
const FORGIVE: &str = "custody-second-forgive";

/// A second clerk has answered, or nobody did in time: what waited is done, or is open again. Acts
/// of other domains are theirs.
pub(crate) fn hear_second(tx: &mut Tx<'_>, told: &ActEnded) -> Outcome<()> {
    let ended = assent::ended(tx, told.about, told.act)?;
    match ended.kind.as_str() {
        DIFFERENCE => end_difference(tx, &ended),
        FEED => end_feed(tx, &ended),
        FORGIVE => end_forgiving(tx, &ended),
        _ => Ok(()),
    }
}

/// What a way of ending a line moves.
fn moves_of(row: &Difference, way: Way) -> Vec<Move> {
    let minor = row.amount.minor.abs();
    let step = |from, to, firm| vec![Move { from, to, firm, minor }];
    match way {
        Way::Assign => step(Place::Kept, Place::Wallet, row.firm),
        Way::SendBack => step(Place::Kept, Place::Outside, None),
        Way::Earn => step(Place::Kept, Place::Earned, None),
        Way::Bear => step(Place::Earned, Place::Outside, None),
        Way::Claim => step(Place::Owed, Place::Outside, row.firm),
        Way::PaidOut => step(Place::Wallet, Place::Outside, row.firm),
        Way::GiveBack => step(Place::Wallet, Place::Outside, row.firm),
        Way::NotPaid | Way::Note | Way::Refuse | Way::Answered => Vec::new(),
    }
}

/// Asks for the end of a line.
pub(super) fn ask_difference(
    tx: &mut Tx<'_>,
    by: &Actor,
    (row, firms): (&Difference, Vec<Id<Firm>>),
    answered: &Answered,
) -> Outcome<()> {
    if row.state == DifferenceState::Asked {
        assent::withdraw(tx, row.id.cast(), DIFFERENCE)?;
    }
    let reference = answered.reference.clone().unwrap_or_default();
    let party = row.party_name.clone().unwrap_or_default();
    let new = NewAct {
        about: row.id.cast(),
        kind: DIFFERENCE,
        is_for_officers: false,
        amount: Some(Money::new(row.amount.minor.abs(), row.amount.currency)),
        facts: vec![
            ("way", answered.way.word().to_owned()),
            ("reference", reference),
            ("party", party),
        ],
        moves: if row.lies == Lies::Nowhere { Vec::new() } else { moves_of(row, answered.way) },
        firms,
        body: String::new(),
        note: answered.note.clone(),
        path: format!("/desk/bank/{}", row.id),
    };
    assent::ask(tx, by, new).map(|_| ())
}

/// A line is ended by the bank: nobody need agree to what a clerk has said of it.
pub(super) fn withdraw_difference(tx: &mut Tx<'_>, row: &Difference) -> Outcome<()> {
    match row.state {
        DifferenceState::Asked => assent::withdraw(tx, row.id.cast(), DIFFERENCE),
        _ => Ok(()),
    }
}

/// What waits for a second clerk on a line of the work list.
pub(crate) fn waits_on(
    tx: &mut Tx<'_>,
    id: kernel::Id<crate::model::DifferenceRow>,
) -> Outcome<Option<assent::PendingAct>> {
    assent::waiting(tx, id.cast(), DIFFERENCE)
}

fn end_difference(tx: &mut Tx<'_>, ended: &Ended) -> Outcome<()> {
    let id = ended.about.cast();
    let row = store::lock_difference(tx, id)?;
    let is_asked = row.state == DifferenceState::Asked;
    match (ended.state, ended.ended_by, row.way.filter(|_| is_asked)) {
        (State::Agreed, Some(second), Some(way)) => {
            let (reference, note) = (row.reference.clone(), row.note.clone().unwrap_or_default());
            differences::end(tx, &row, &Answered { way, reference, note }, second)
        }
        (State::Agreed, ..) => Err(CustodyRefusal::DifferenceEnded.into()),
        (_, _, Some(_)) => store::open_again(tx, id),
        _ => Ok(()),
    }
}

/// Asks for money for the fund.
pub(super) fn ask_feed(tx: &mut Tx<'_>, by: &Actor, feed: &FundFeed) -> Outcome<()> {
    let minor = feed.amount.minor;
    let new = NewAct {
        about: feed.id.cast(),
        kind: FEED,
        is_for_officers: false,
        amount: Some(feed.amount),
        facts: Vec::new(),
        moves: vec![Move { from: Place::Earned, to: Place::Fund, firm: None, minor }],
        firms: Vec::new(),
        body: String::new(),
        note: feed.note.clone(),
        path: "/desk/fund".to_owned(),
    };
    assent::ask(tx, by, new).map(|_| ())
}

fn end_feed(tx: &mut Tx<'_>, ended: &Ended) -> Outcome<()> {
    let by = ended.ended_by.unwrap_or(ended.asked_by);
    fund::end_feed(tx, ended.about.cast(), ended.state == State::Agreed, by)
}

/// Asks that a debt be forgiven.
pub(super) fn ask_forgiving(
    tx: &mut Tx<'_>,
    by: &Actor,
    claim: &Claim,
    note: String,
) -> Outcome<()> {
    let left = claim.left();
    let to = match claim.owed_to {
        OwedTo::Bank => Place::Owed,
        OwedTo::Fund => Place::Fund,
    };
    let step = Move { from: Place::Earned, to, firm: Some(claim.firm), minor: left.minor };
    let new = NewAct {
        about: claim.id.cast(),
        kind: FORGIVE,
        is_for_officers: false,
        amount: Some(left),
        facts: Vec::new(),
        moves: vec![step],
        firms: vec![claim.firm],
        body: claim.firm.to_string(),
        note,
        path: "/desk/claims".to_owned(),
    };
    assent::ask(tx, by, new).map(|_| ())
}

fn end_forgiving(tx: &mut Tx<'_>, ended: &Ended) -> Outcome<()> {
    if ended.state != State::Agreed {
        return Ok(());
    }
    let bug = kernel::Stop::Bug("a debt whose firm does not read");
    let firm = ended.body.parse().map_err(|_| bug)?;
    let by = ended.ended_by.unwrap_or(ended.asked_by);
    claims::forgive(tx, (firm, ended.about.cast()), by)
}
