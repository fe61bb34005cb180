//! Acts about promises, as the store does them and by arithmetic.

use super::act::{Doing, Made};
use super::naive::{May, World};
use super::naive_promise::{Answer, Vow};
use super::naive_remedy::Who;
use super::stage::{CLERK, CURRENCY, Trader, money, officer};
use kernel::Id;
use promise::{NewAct, NewClaim, NewSigning, Promise};

/// Something about promises. Firms, trades and claims are named by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pledge {
    /// An owner signs two promises, and freezes so much.
    Sign(usize, [Vow; 2], i64),
    /// An owner fills the deposit up.
    FillUp(usize),
    /// An owner promises one thing no more.
    End(usize, Vow),
    /// A clerk puts some of what the market has earned into the fund.
    Feed(i64),
    /// A buyer claims so much of a trade.
    Complain(usize, usize, Vow, i64),
    /// Somebody does something with a claim.
    Answer(usize, Who, Answer),
}

const fn promise_of(vow: Vow) -> Promise {
    match vow {
        Vow::Truthful => Promise::Truthful,
        Vow::Genuine => Promise::Genuine,
        Vow::Fake => Promise::Fake,
    }
}

impl Pledge {
    /// Which trade it touches.
    pub(super) const fn deal(&self) -> Option<usize> {
        match *self {
            Self::Complain(_, deal, ..) => Some(deal),
            _ => None,
        }
    }

    /// The same by arithmetic.
    pub(super) fn walk(&self, world: &mut World, made: &Made) -> May {
        match *self {
            Self::Sign(firm, vows, minor) => world.sign(firm, &vows, minor),
            Self::FillUp(firm) => world.fill_up(firm),
            Self::End(firm, vow) => world.end_vow(firm, vow),
            Self::Feed(minor) => {
                world.feed(minor);
                Ok(())
            }
            Self::Complain(firm, deal, vow, minor) => {
                world.complain((firm, deal), (vow, minor), made.claim)
            }
            Self::Answer(claim, who, answer) => world.answer(claim, who, answer),
        }
    }

    /// The same by the store.
    pub(super) fn doing(&self, world: &World, traders: &[Trader]) -> Doing {
        match *self {
            Self::Sign(firm, vows, deposit_minor) => {
                let by = traders[firm].owner;
                let promises = vows.map(promise_of).to_vec();
                let new = NewSigning { currency: CURRENCY, promises, deposit_minor };
                Box::new(move |tx| promise::sign(tx, &by, &new).map(|_| Made::default()))
            }
            Self::FillUp(firm) => {
                let by = traders[firm].owner;
                Box::new(move |tx| promise::top_up(tx, &by, CURRENCY).map(|_| Made::default()))
            }
            Self::End(firm, vow) => {
                let (by, promise) = (traders[firm].owner, promise_of(vow));
                Box::new(move |tx| {
                    promise::end_one(tx, &by, CURRENCY, promise).map(|()| Made::default())
                })
            }
            Self::Feed(minor) => Box::new(move |tx| {
                custody::feed_fund(tx, &CLERK, money(minor), "as every week")?;
                Ok(Made::default())
            }),
            Self::Complain(firm, deal, vow, minor) => {
                let (by, id) = (traders[firm].owner, Id::new(world.deals[deal].id));
                let (promise, amount) = (promise_of(vow), money(minor));
                let new = NewClaim { promise, amount, reason: "Not as shown".to_owned() };
                Box::new(move |tx| promise::claim(tx, &by, id, &new).map(Made::claim))
            }
            Self::Answer(claim, who, answer) => {
                let by = match who {
                    Who::Firm(firm) => traders[firm].owner,
                    Who::Officer(nth) => officer(nth),
                };
                let of = &world.breaks[claim];
                let which = (Id::new(world.deals[of.deal].id), Id::new(of.id));
                let new = new_act(answer);
                Box::new(move |tx| promise::perform(tx, &by, which, &new).map(Made::claim))
            }
        }
    }
}

fn new_act(answer: Answer) -> NewAct {
    use promise::Act as Of;
    let said = || "As the photos show".to_owned();
    match answer {
        Answer::Withdraw => NewAct::Plain(Of::Withdraw),
        Answer::Agree => NewAct::Plain(Of::Agree),
        Answer::Refuse => NewAct::Saying(Of::Refuse, said()),
        Answer::Take => NewAct::Plain(Of::Take),
        Answer::PutBack => NewAct::Plain(Of::PutBack),
        Answer::Decide(minor) => NewAct::Decide(money(minor), said()),
        Answer::Confirm => NewAct::Plain(Of::Confirm),
        Answer::Object => NewAct::Saying(Of::Object, said()),
    }
}
