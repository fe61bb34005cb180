//! Any act, by its word.

use super::sides::Which;
use super::{ask, evidence, officer, sides};
use crate::model::{Act, Done, NewAct};
use ::store::Tx;
use kernel::{Actor, Outcome};

/// Does what somebody wants to do with a remedy, if they may.
pub fn perform(tx: &mut Tx<'_>, by: &Actor, which: Which, new: &NewAct) -> Outcome<Done> {
    match new {
        NewAct::Change(wanted) => ask::change(tx, by, which, wanted),
        NewAct::Decide(decision) => officer::decide(tx, by, which, decision),
        NewAct::Travel(Act::SendBack, shipping) => sides::send_back(tx, by, which, shipping),
        NewAct::Travel(_, shipping) => sides::send_again(tx, by, which, shipping),
        NewAct::Saying(Act::Tell, text) => evidence::say(tx, by, which, text),
        NewAct::Saying(act, text) => sides::act(tx, by, which, (*act, Some(text))),
        NewAct::Plain(Act::Take) => officer::take(tx, by, which),
        NewAct::Plain(Act::PutBack) => officer::put_back(tx, by, which),
        NewAct::Plain(act) => sides::act(tx, by, which, (*act, None)),
    }
}
