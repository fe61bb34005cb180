//! One act: done by the store, and done by arithmetic.

use super::act_promise::Pledge;
use super::naive::{May, Order, World, must};
use super::naive_deal::Deal;
use super::naive_goods::{Goods, Price, Reply};
use super::naive_remedy::{Act, Remedy, Want, Who};
use super::stage::{CURRENCY, PRICE_MINOR, Trader, money, officer};
use custody::BankNotice;
use deal::{
    DealKind, LinkLine, LinkOffer, NewLine, NewOrder, NewPrice, Packed, Repricing, Shipping,
};
use kernel::{Actor, Id, Outcome, PaymentDue, PaymentPart, Stop, Transport, Unit, UnitPrice};
use remedy::{About, Decision, NewAct, NewDecision, NewRemedy};
use serde::{Deserialize, Serialize};
use store::Tx;

/// The deposit of an offer by link and what is due before dispatch, in basis points.
const SHARES_BPS: [i64; 2] = [3_000, 7_000];
/// Days from the deposit to dispatch of an offer by link.
const OFFER_LEAD_D: i64 = 4;

/// Something that happens. Firms, trades, orders and parts are named by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// A firm does something with its own money.
    Purse(usize, Money),
    /// The played bank says something about an order.
    Bank(usize, Says),
    /// Somebody does something about promises.
    Pledge(Pledge),
    /// A seller says how many pieces there are, by what it read after so many counts.
    Count(usize, i64, i64),
    /// A buyer orders pieces from a seller.
    Place(usize, usize, i64),
    /// A seller offers pieces behind a link whose token is made of the name.
    Offer(usize, i64, u64),
    /// A firm does something with a trade.
    Step(usize, usize, Step),
    /// Somebody does something with the nth claim of a trade.
    Act(usize, i64, Who, Act),
}

/// What a firm does with its own money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Money {
    TopUp(i64),
    PayOut(i64),
    Withdraw(i64),
    PayDebts,
}

/// What the played bank says: each notice has a number of its own for the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Paid { nth: usize, minor: i64 },
    No,
}

/// What a firm does with a trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Accept,
    Pay(usize),
    PayByBank(usize),
    Reprice(Price),
    Reply(Reply),
    Ship { is_air: bool },
    ShipSome { pieces: i64, is_air: bool },
    CloseRest,
    Confirm,
    Extend(i64),
    Cancel,
    Refund(i64),
    Ask { want: Want, minor: i64, names_parcel: bool },
}

/// What an act brought into the world.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Made {
    deal: i64,
    remedy: i64,
    /// A claim on a promise.
    pub(super) claim: i64,
    reference: String,
}

impl Made {
    fn order(order: custody::BankOrder) -> Self {
        Self { reference: order.reference, ..Self::default() }
    }

    fn deal(done: deal::Done) -> Self {
        Self { deal: done.deal.raw(), ..Self::default() }
    }

    pub(super) fn claim(done: promise::Done) -> Self {
        Self { claim: done.compensation.raw(), ..Self::default() }
    }

    fn remedy(done: remedy::Done) -> Self {
        Self { remedy: done.remedy.raw(), ..Self::default() }
    }
}

/// An act as the store does it.
pub(super) type Doing = Box<dyn FnMut(&mut Tx<'_>) -> Outcome<Made> + Send>;

impl Action {
    /// Which trade it touches.
    pub(super) const fn deal(&self) -> Option<usize> {
        match *self {
            Self::Step(_, deal, _) | Self::Act(deal, ..) => Some(deal),
            Self::Pledge(pledge) => pledge.deal(),
            _ => None,
        }
    }

    /// The same by arithmetic.
    pub(super) fn walk(&self, world: &mut World, traders: &[Trader], made: &Made) -> May {
        let times = (world.now, world.rules);
        match *self {
            Self::Purse(firm, act) => purse_by_hand(world, firm, act, made)?,
            Self::Count(seller, counts, on_hand) => world.count(seller, counts, on_hand)?,
            Self::Pledge(pledge) => pledge.walk(world, made)?,
            Self::Bank(order, Says::No) => world.reject(&no_code(order), order)?,
            Self::Bank(order, Says::Paid { nth, minor }) => {
                let code = notice_code(order, nth);
                match world.orders[order].is_in {
                    true => world.notice_in(&code, order, minor)?,
                    false => world.notice_out(&code, order, minor)?,
                }
            }
            Self::Place(buyer, seller, pieces) => {
                let terms = (Goods::new(pieces, PRICE_MINOR), traders[seller].lead_d);
                let mut deal = Deal::order((buyer, seller), terms, times)?;
                deal.kept = world.keep(seller, pieces)?;
                world.begin(deal.named(made.deal, 0));
            }
            Self::Offer(seller, pieces, name) => {
                let terms = (Goods::new(2 * pieces, PRICE_MINOR), &SHARES_BPS[..]);
                let mut deal = Deal::offer(seller, terms, OFFER_LEAD_D, times);
                deal.may_part = may_part(name);
                world.begin(deal.named(made.deal, name));
            }
            Self::Step(firm, deal, step) => step_by_hand(world, (firm, deal), step, made)?,
            Self::Act(deal, nth, who, act) => {
                must(world.deals[deal].asks == nth)?;
                let flow = world.deals[deal].act(who, act, times)?;
                world.flow(deal, flow);
            }
        }
        if let Some(deal) = self.deal() {
            world.clear(deal, world.now);
        }
        Ok(())
    }

    /// The same by the store.
    pub(super) fn doing(&self, world: &World, traders: &[Trader]) -> Doing {
        let id = |deal: usize| Id::<DealKind>::new(world.deals[deal].id);
        match *self {
            Self::Purse(firm, act) => purse(traders[firm], act),
            Self::Bank(order, says) => bank(&world.orders[order], order, says),
            Self::Pledge(pledge) => pledge.doing(world, traders),
            Self::Count(seller, counts, on_hand) => {
                let (by, product) = (traders[seller].owner, traders[seller].product);
                Box::new(move |tx| {
                    let counted = catalog::set_stock(tx, &by, (product, counts), Some(on_hand));
                    // Somebody has counted since: that is a no, and not to be tried again.
                    counted.map(|_| Made::default()).map_err(|stop| match stop {
                        Stop::Stale => Stop::Absent,
                        other => other,
                    })
                })
            }
            Self::Place(buyer, seller, pieces) => {
                let (by, product) = (traders[buyer].owner, traders[seller].product);
                let lines = vec![NewLine { product, quantity: pieces }];
                let order = NewOrder { lines, note: None, original_at: None };
                Box::new(move |tx| deal::place(tx, &by, &order).map(Made::deal))
            }
            Self::Offer(seller, pieces, name) => offer(traders[seller], pieces, name),
            Self::Step(firm, deal, step) => {
                let name = world.deals[deal].name;
                self::step(traders[firm].owner, (id(deal), name), step)
            }
            Self::Act(deal, nth, who, act) => {
                let by = match who {
                    Who::Firm(firm) => traders[firm].owner,
                    Who::Officer(nth) => officer(nth),
                };
                let claim = world.deals[deal].claims[usize::try_from(nth - 1).unwrap_or(0)];
                let (which, new) = ((id(deal), Id::new(claim)), new_act(act));
                Box::new(move |tx| remedy::perform(tx, &by, which, &new).map(Made::remedy))
            }
        }
    }
}

fn purse_by_hand(world: &mut World, firm: usize, act: Money, made: &Made) -> May {
    let place = match act {
        Money::TopUp(minor) => world.order_in(firm, minor, None),
        Money::PayOut(minor) => world.order_out(firm, minor, true)?,
        Money::Withdraw(minor) => world.order_out(firm, minor, false)?,
        Money::PayDebts => {
            world.pay_debts(firm);
            return Ok(());
        }
    };
    world.orders[place].reference.clone_from(&made.reference);
    Ok(())
}

fn step_by_hand(world: &mut World, (firm, place): (usize, usize), step: Step, made: &Made) -> May {
    let (now, rules) = (world.now, world.rules);
    let times = (now, rules);
    let deal = &mut world.deals[place];
    match step {
        Step::Accept => {
            deal.accept(firm, now, rules)?;
            world.keep_if_there(place);
            Ok(())
        }
        Step::Reprice(price) => deal.change_price(firm, price, times),
        Step::Ship { is_air } => deal.ship(firm, is_air, now, rules),
        Step::ShipSome { pieces, is_air } => deal.ship_some(firm, (pieces, is_air), times),
        Step::Extend(days) => deal.extend(firm, days, now, rules),
        Step::Ask { want, minor, names_parcel } => {
            let mut asked = Remedy::new(made.remedy, want, minor);
            asked.names_parcel = names_parcel;
            deal.ask(firm, asked, times)
        }
        Step::Pay(part) => world.pay_part(firm, place, part),
        Step::PayByBank(part) => {
            let order = world.order_part(firm, place, part)?;
            world.orders[order].reference.clone_from(&made.reference);
            Ok(())
        }
        Step::Refund(minor) => world.refund(firm, place, minor),
        Step::Reply(_) | Step::CloseRest | Step::Confirm | Step::Cancel => {
            let flow = match step {
                Step::Reply(reply) => deal.reply(firm, reply, times)?,
                Step::CloseRest => deal.close_rest(firm, times)?,
                Step::Confirm => deal.confirm(firm, rules)?,
                _ => deal.cancel(firm)?,
            };
            world.flow(place, flow);
            Ok(())
        }
    }
}

fn purse(trader: Trader, act: Money) -> Doing {
    let (by, account) = (trader.owner, trader.account);
    match act {
        Money::TopUp(minor) => {
            Box::new(move |tx| custody::top_up(tx, &by, money(minor)).map(Made::order))
        }
        Money::PayOut(minor) => {
            Box::new(move |tx| custody::pay_out(tx, &by, money(minor), account).map(Made::order))
        }
        Money::Withdraw(minor) => {
            let to = "SE4550000000058398257466";
            Box::new(move |tx| custody::withdraw(tx, &by, money(minor), to).map(Made::order))
        }
        Money::PayDebts => {
            Box::new(move |tx| custody::pay_claims(tx, &by).map(|_| Made::default()))
        }
    }
}

fn step(by: Actor, (id, name): (Id<DealKind>, u64), step: Step) -> Doing {
    match step {
        Step::Accept => {
            let token = token_of(name);
            Box::new(move |tx| deal::accept_link(tx, &by, &token).map(Made::deal))
        }
        Step::Pay(part) => Box::new(move |tx| deal::pay(tx, &by, id, nth_of(part)).map(Made::deal)),
        Step::PayByBank(part) => {
            Box::new(move |tx| deal::pay_by_bank(tx, &by, id, nth_of(part)).map(Made::order))
        }
        Step::Ship { is_air } => {
            let shipping = shipping(is_air);
            Box::new(move |tx| deal::ship(tx, &by, id, &shipping).map(Made::deal))
        }
        Step::Reprice(price) => {
            let terms = repricing(price);
            Box::new(move |tx| {
                deal::change_price(tx, &by, id, (&terms, "The yarn has another price"))
                    .map(Made::deal)
            })
        }
        Step::Reply(reply) => {
            Box::new(move |tx| {
                // Whoever answers has read what is open; where nothing is, what was.
                let (deal, _) = deal::with_parts(tx, id)?;
                let which = (id, deal.proposal.unwrap_or(Id::new(1)));
                match reply {
                    Reply::Accept => deal::accept(tx, &by, which),
                    Reply::Decline => deal::decline(tx, &by, which),
                    Reply::Withdraw => deal::withdraw(tx, &by, which),
                }
                .map(Made::deal)
            })
        }
        Step::ShipSome { pieces, is_air } => {
            let (shipping, parcel) = (shipping(is_air), [Packed { nth: 1, quantity: pieces }]);
            Box::new(move |tx| deal::ship_part(tx, &by, id, (&shipping, &parcel)).map(Made::deal))
        }
        Step::CloseRest => {
            let why = "No more yarn";
            Box::new(move |tx| deal::close_rest(tx, &by, id, why).map(Made::deal))
        }
        Step::Confirm => Box::new(move |tx| deal::confirm(tx, &by, id).map(Made::deal)),
        Step::Extend(days) => Box::new(move |tx| deal::extend(tx, &by, id, days).map(Made::deal)),
        Step::Cancel => Box::new(move |tx| deal::cancel(tx, &by, id).map(Made::deal)),
        Step::Refund(minor) => {
            let why = "Agreed between us";
            Box::new(move |tx| deal::refund(tx, &by, id, money(minor), why).map(Made::deal))
        }
        Step::Ask { want, minor, names_parcel } => {
            let new = wanting(want, minor);
            Box::new(move |tx| {
                let mut new = new.clone();
                if names_parcel {
                    let parcel = deal::deal(tx, &by, id)?.shipments.into_iter().next();
                    new.about.shipment = parcel.map(|way| way.id);
                }
                remedy::ask(tx, &by, id, &new).map(Made::remedy)
            })
        }
    }
}

fn nth_of(part: usize) -> i64 {
    i64::try_from(part).unwrap_or(i64::MAX - 1) + 1
}

fn notice_code(order: usize, nth: usize) -> String {
    format!("N{order}-{nth}")
}

fn no_code(order: usize) -> String {
    format!("R{order}")
}

fn bank(order: &Order, place: usize, says: Says) -> Doing {
    let (code, minor) = match says {
        Says::Paid { nth, minor } => (notice_code(place, nth), minor),
        Says::No => (no_code(place), order.minor),
    };
    let (order_reference, is_in) = (order.reference.clone(), order.is_in);
    let told = BankNotice { bank_reference: code, order_reference, amount: money(minor) };
    Box::new(move |tx| {
        match (says, is_in) {
            (Says::No, _) => custody::reject(tx, &told)?,
            (_, true) => custody::book_payment(tx, &told)?,
            (_, false) => custody::book_payout(tx, &told)?,
        };
        Ok(Made::default())
    })
}

fn token_of(name: u64) -> [u8; 32] {
    web::hash_of_token(&format!("walk {name}"))
}

/// Whether the goods of an offer may leave in several parcels: of most of them.
const fn may_part(name: u64) -> bool {
    !name.is_multiple_of(4)
}

fn repricing(price: Price) -> Repricing {
    let mut terms = Repricing::default();
    match price {
        Price::Each(minor) => terms.prices.push(NewPrice { nth: 1, millionths: minor * 10_000 }),
        Price::Off(minor) => terms.discount = Some(money(minor)),
        Price::Freight(minor) => terms.freight = Some(money(minor)),
    }
    terms
}

fn offer(trader: Trader, pieces: i64, name: u64) -> Doing {
    let by = trader.owner;
    let part = |share_bps, due| PaymentPart { share_bps, due };
    let offer = LinkOffer {
        lines: vec![LinkLine {
            product: Some(trader.product),
            title: Some("Socks as agreed".to_owned()),
            unit: Unit::from_code("PR"),
            quantity: 2 * pieces,
            price: UnitPrice::new(PRICE_MINOR * 10_000, CURRENCY),
        }],
        currency: CURRENCY,
        incoterm: None,
        place: None,
        transport: Transport::Express,
        lead_time_d: Some(OFFER_LEAD_D),
        parts: vec![
            part(SHARES_BPS[0], PaymentDue::BeforeProduction),
            part(SHARES_BPS[1], PaymentDue::BeforeShipment),
        ],
        may_ship_in_parts: Some(may_part(name)),
        note: None,
    };
    let token = token_of(name);
    Box::new(move |tx| {
        let (done, _) = deal::offer_link(tx, &by, &offer, &token)?;
        Ok(Made::deal(done))
    })
}

fn shipping(is_air: bool) -> Shipping {
    let transport = if is_air { Transport::Express } else { Transport::Surface };
    let (carrier, tracking) = ("SF".to_owned(), "SF100".to_owned());
    Shipping { carrier, tracking, transport, eta: None }
}

fn wanting(want: Want, minor: i64) -> NewRemedy {
    let want = match want {
        Want::Money => remedy::Want::Money,
        Want::Return => remedy::Want::Return,
        Want::Goods => remedy::Want::Reshipment,
    };
    let about = About::default();
    NewRemedy { want, amount: money(minor), reason: "Off shade".to_owned(), about }
}

fn new_act(act: Act) -> NewAct {
    use remedy::Act as Of;
    let said = || "As the photos show".to_owned();
    match act {
        Act::Change(want, minor) => NewAct::Change(wanting(want, minor)),
        Act::Withdraw => NewAct::Plain(Of::Withdraw),
        Act::Agree => NewAct::Plain(Of::Agree),
        Act::Refuse => NewAct::Saying(Of::Refuse, said()),
        Act::StepIn => NewAct::Plain(Of::StepIn),
        Act::Tell => NewAct::Saying(Of::Tell, said()),
        Act::EndEvidence => NewAct::Plain(Of::EndEvidence),
        Act::Take => NewAct::Plain(Of::Take),
        Act::PutBack => NewAct::Plain(Of::PutBack),
        Act::SendBack { is_air } => NewAct::Travel(Of::SendBack, shipping(is_air)),
        Act::SendAgain { is_air } => NewAct::Travel(Of::SendAgain, shipping(is_air)),
        Act::AcceptReturn => NewAct::Plain(Of::AcceptReturn),
        Act::ContestReturn => NewAct::Saying(Of::ContestReturn, said()),
        Act::Decide { to_buyer, needs_return } => NewAct::Decide(NewDecision {
            decision: Decision { to_buyer: money(to_buyer), needs_return },
            reasons: said(),
            published: "The colour was not as described".to_owned(),
        }),
    }
}
