//! The three tracks of a deal, and the table of what may stand beside what.

use serde::{Deserialize, Serialize};

/// What the two sides have said to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Information {
    /// The seller has signed and waits for a buyer.
    Offered,
    /// Both have signed.
    Agreed,
    /// Nobody accepted in time, or the seller took the offer back.
    Lapsed,
}

/// Where the money is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyTrack {
    /// Nothing was paid, or what was paid bounced.
    Nothing,
    /// A part is in custody.
    PartPaid,
    /// All of it is in custody.
    Paid,
    /// It went to the seller.
    Released,
    /// It went back to the buyer, all of it.
    Refunded,
    /// Nothing was paid and nothing will be.
    Closed,
}

/// Where the goods are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goods {
    /// Nothing has begun.
    NotStarted,
    /// The seller makes them or gets them ready.
    Making,
    /// An inspection is awaited.
    Inspecting,
    /// An inspection found them right.
    Inspected,
    /// Some are on their way, and the rest is still to leave.
    PartShipped,
    /// They are on their way.
    Shipped,
    /// The buyer has them.
    Received,
    /// There will be none.
    Cancelled,
}

macro_rules! spelt {
    ($type:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $type {
            /// Every state, in the order of its track.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in tables and in the API.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// Reads the word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|state| state.word() == word)
            }
        }
    };
}

spelt!(Information { Offered = "offered", Agreed = "agreed", Lapsed = "lapsed" });
spelt!(MoneyTrack {
    Nothing = "nothing",
    PartPaid = "part_paid",
    Paid = "paid",
    Released = "released",
    Refunded = "refunded",
    Closed = "closed",
});
spelt!(Goods {
    NotStarted = "not_started",
    Making = "making",
    Inspecting = "inspecting",
    Inspected = "inspected",
    PartShipped = "part_shipped",
    Shipped = "shipped",
    Received = "received",
    Cancelled = "cancelled",
});

/// One of the three, for the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the three tracks")]
pub enum Track {
    Information,
    Money,
    Goods,
}

spelt!(Track { Information = "information", Money = "money", Goods = "goods" });

/// How far a deal has come, in one word made from its tracks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Waits for a buyer.
    Offered,
    /// Signed by both, nothing paid.
    Agreed,
    /// Money is in custody.
    Funded,
    /// The goods are on their way.
    Shipped,
    /// It was carried out.
    Finished,
    /// It ended before the goods left.
    Closed,
}

spelt!(Stage {
    Offered = "offered",
    Agreed = "agreed",
    Funded = "funded",
    Shipped = "shipped",
    Finished = "finished",
    Closed = "closed",
});

/// Where a deal stands on all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracks {
    /// What was said.
    pub information: Information,
    /// Where the money is.
    pub money: MoneyTrack,
    /// Where the goods are.
    pub goods: Goods,
}

/// Every combination that may be. All others are contradictions.
pub const TABLE: &[Tracks] = {
    use Goods as G;
    use Information as I;
    use MoneyTrack as M;
    &[
        at(I::Offered, M::Nothing, G::NotStarted),
        at(I::Lapsed, M::Closed, G::Cancelled),
        at(I::Agreed, M::Closed, G::Cancelled),
        // A contract may let the goods be made before anything is paid; a deposit may bounce.
        at(I::Agreed, M::Nothing, G::NotStarted),
        at(I::Agreed, M::Nothing, G::Making),
        at(I::Agreed, M::Nothing, G::Inspecting),
        at(I::Agreed, M::Nothing, G::Inspected),
        at(I::Agreed, M::PartPaid, G::NotStarted),
        at(I::Agreed, M::PartPaid, G::Making),
        at(I::Agreed, M::PartPaid, G::Inspecting),
        at(I::Agreed, M::PartPaid, G::Inspected),
        at(I::Agreed, M::Paid, G::Making),
        at(I::Agreed, M::Paid, G::Inspecting),
        at(I::Agreed, M::Paid, G::Inspected),
        at(I::Agreed, M::Paid, G::PartShipped),
        at(I::Agreed, M::Paid, G::Shipped),
        at(I::Agreed, M::Released, G::Received),
        at(I::Agreed, M::Refunded, G::Cancelled),
        at(I::Agreed, M::Refunded, G::Shipped),
        at(I::Agreed, M::Refunded, G::Received),
    ]
};

const fn at(information: Information, money: MoneyTrack, goods: Goods) -> Tracks {
    Tracks { information, money, goods }
}

impl Tracks {
    /// Where a deal link begins.
    pub const OFFERED: Self = at(Information::Offered, MoneyTrack::Nothing, Goods::NotStarted);

    /// What contradicts what, in words for `verify`; nothing if the tracks may stand together.
    pub fn contradiction(&self) -> Option<&'static str> {
        if TABLE.contains(self) {
            return None;
        }
        let is_agreed = self.information == Information::Agreed;
        let is_moved = matches!(self.goods, Goods::PartShipped | Goods::Shipped | Goods::Received);
        Some(match self.money {
            _ if !is_agreed && self.goods != Goods::Cancelled => "goods without a contract",
            _ if !is_agreed => "money without a contract",
            MoneyTrack::Released => "money released without the goods received",
            MoneyTrack::Closed | MoneyTrack::Refunded => "goods go on without money",
            _ if is_moved => "goods moved without the money",
            _ => "goods cancelled, but money goes on",
        })
    }

    /// How far it has come, in one word.
    pub const fn stage(&self) -> Stage {
        match (self.information, self.money, self.goods) {
            (Information::Offered, _, _) => Stage::Offered,
            (Information::Lapsed, _, _) | (_, MoneyTrack::Closed, _) => Stage::Closed,
            (_, MoneyTrack::Refunded, Goods::Cancelled) => Stage::Closed,
            (_, MoneyTrack::Refunded | MoneyTrack::Released, _) => Stage::Finished,
            (_, _, Goods::Shipped) => Stage::Shipped,
            (_, MoneyTrack::Nothing, _) => Stage::Agreed,
            (_, MoneyTrack::PartPaid | MoneyTrack::Paid, _) => Stage::Funded,
        }
    }

    /// Whether nothing more will happen, but a refund by the seller.
    pub const fn is_over(&self) -> bool {
        matches!(self.stage(), Stage::Finished | Stage::Closed)
    }

    /// Whether goods are still to leave, of a deal whose goods were begun.
    pub const fn waits_for_dispatch(&self) -> bool {
        self.is_in_work() || matches!(self.goods, Goods::PartShipped)
    }

    /// Whether the goods are being made, looked at or ready.
    pub const fn is_in_work(&self) -> bool {
        matches!(self.goods, Goods::Making | Goods::Inspecting | Goods::Inspected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = Tracks> {
        Information::ALL.iter().flat_map(|&information| {
            MoneyTrack::ALL.iter().flat_map(move |&money| {
                Goods::ALL.iter().map(move |&goods| Tracks { information, money, goods })
            })
        })
    }

    #[test]
    fn what_is_not_in_the_table_is_a_contradiction_with_its_words() {
        let possible = all().filter(|tracks| tracks.contradiction().is_none()).count();
        assert_eq!((all().count(), possible, TABLE.len()), (144, 20, 20));
    }

    #[test]
    fn no_money_is_released_without_the_goods_and_no_goods_without_the_contract() {
        for tracks in TABLE {
            if tracks.money == MoneyTrack::Released {
                assert_eq!(tracks.goods, Goods::Received);
            }
            if !matches!(tracks.goods, Goods::NotStarted | Goods::Cancelled) {
                assert_eq!(tracks.information, Information::Agreed);
            }
            if matches!(tracks.goods, Goods::PartShipped | Goods::Shipped) {
                assert!(matches!(tracks.money, MoneyTrack::Paid | MoneyTrack::Refunded));
            }
        }
    }

    #[test]
    fn every_state_reads_back_its_word() {
        for state in Goods::ALL {
            assert_eq!(Goods::from_word(state.word()), Some(*state));
        }
        for state in MoneyTrack::ALL {
            assert_eq!(MoneyTrack::from_word(state.word()), Some(*state));
        }
        for state in Information::ALL {
            assert_eq!(Information::from_word(state.word()), Some(*state));
        }
    }
}
