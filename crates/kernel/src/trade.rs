//! Words of trade that several domains speak.

use serde::{Deserialize, Serialize};

/// Incoterms 2020 (ICC): who carries cost and risk, to which place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the eleven rules are known by their letters")]
pub enum Incoterm {
    Exw,
    Fca,
    Fas,
    Fob,
    Cfr,
    Cif,
    Cpt,
    Cip,
    Dap,
    Dpu,
    Ddp,
}

impl Incoterm {
    /// All eleven, in the order of the ICC's book.
    pub const ALL: [Self; 11] = [
        Self::Exw,
        Self::Fca,
        Self::Cpt,
        Self::Cip,
        Self::Dap,
        Self::Dpu,
        Self::Ddp,
        Self::Fas,
        Self::Fob,
        Self::Cfr,
        Self::Cif,
    ];

    /// The three letters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exw => "EXW",
            Self::Fca => "FCA",
            Self::Fas => "FAS",
            Self::Fob => "FOB",
            Self::Cfr => "CFR",
            Self::Cif => "CIF",
            Self::Cpt => "CPT",
            Self::Cip => "CIP",
            Self::Dap => "DAP",
            Self::Dpu => "DPU",
            Self::Ddp => "DDP",
        }
    }

    /// Reads the three upper-case letters.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|term| term.code() == code)
    }

    /// Whether its named place is where the seller hands over, before the main carriage (EXW, FCA,
    /// FAS, FOB); else it is where the goods go to. Incoterms 2020.
    pub const fn names_departure(self) -> bool {
        matches!(self, Self::Exw | Self::Fca | Self::Fas | Self::Fob)
    }

    /// Whether it may only be used for sea and inland waterway (FAS, FOB, CFR, CIF).
    pub const fn is_by_water_only(self) -> bool {
        matches!(self, Self::Fas | Self::Fob | Self::Cfr | Self::Cif)
    }
}

/// How goods travel; decides which timer T3 runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// Courier or air: confirmed by itself after the express days.
    Express,
    /// Road, rail, surface mail: after the surface days.
    Surface,
    /// By sea: after the estimated arrival and the extra days.
    Sea,
    /// Not at all: a code, a file, a service. After the days of virtual goods.
    Virtual,
}

impl Transport {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Express, Self::Surface, Self::Sea, Self::Virtual];
    /// The ways of goods that can be touched.
    pub const CARRIED: [Self; 3] = [Self::Express, Self::Surface, Self::Sea];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Express => "express",
            Self::Surface => "surface",
            Self::Sea => "sea",
            Self::Virtual => "virtual",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|transport| transport.word() == word)
    }
}

/// When a part of the price is due.
/// In the order in which parts of a contract stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentDue {
    /// Before the goods are made.
    BeforeProduction,
    /// Once an inspection found the goods right, before they leave.
    AfterInspection,
    /// Before the goods leave.
    BeforeShipment,
}

impl PaymentDue {
    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::BeforeProduction => "before_production",
            Self::AfterInspection => "after_inspection",
            Self::BeforeShipment => "before_shipment",
        }
    }

    /// All of them, in the order of a contract.
    pub const ALL: [Self; 3] =
        [Self::BeforeProduction, Self::AfterInspection, Self::BeforeShipment];

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|due| due.word() == word)
    }
}

/// A part of the price and when it is due. The parts of a contract sum to 10,000 basis points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentPart {
    /// Basis points of the whole.
    pub share_bps: i64,
    /// When it is due.
    pub due: PaymentDue,
}
