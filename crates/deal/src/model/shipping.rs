//! Dispatch: which waybill, how it travels, when it should arrive.

use super::deal::Deal;
use super::refusal::DealRefusal;
use super::view::Shipment;
use kernel::rules::Pay;
use kernel::text::{read_line, read_paragraphs};
use kernel::{Timestamp, Transport};

/// The name of a carrier, or a waybill's number: both fit one line of a phone.
const NAME_CHARS_MOST: usize = 120;
/// The slowest ship takes less.
const ETA_MOST_D: i64 = 366;
/// Why something is given back, or what an inspector saw: some two pages.
const TEXT_CHARS_MOST: usize = 4_000;

/// What a seller says at dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipping {
    /// Who carries the goods.
    pub carrier: String,
    /// The waybill's number.
    pub tracking: String,
    /// How they travel.
    pub transport: Transport,
    /// When they should arrive; a sea journey needs it.
    pub eta: Option<Timestamp>,
}

/// The same, read and found right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dispatch {
    pub(crate) carrier: String,
    pub(crate) tracking: String,
    pub(crate) transport: Transport,
    pub(crate) eta: Option<Timestamp>,
}

impl Shipping {
    /// Reads it; the first mistake is told.
    pub(crate) fn read(&self, now: Timestamp) -> Result<Dispatch, DealRefusal> {
        let line = |field, told: &str| {
            let most = i64::try_from(NAME_CHARS_MOST).unwrap_or(i64::MAX);
            read_line(told, NAME_CHARS_MOST).map_err(|_| DealRefusal::Text { field, most })
        };
        let carrier = line("carrier", &self.carrier)?;
        let tracking = line("tracking", &self.tracking)?;
        match self.eta {
            None if self.transport == Transport::Sea => return Err(DealRefusal::EtaNeeded),
            Some(eta) if eta < now || eta > now.plus_days(ETA_MOST_D) => {
                return Err(DealRefusal::EtaOutOfRange { most: ETA_MOST_D });
            }
            _ => {}
        }
        Ok(Dispatch { carrier, tracking, transport: self.transport, eta: self.eta })
    }
}

/// How goods travel, and when they should arrive.
type Journey = (Transport, Option<Timestamp>);

impl Deal {
    /// T3: when goods that left at an instant count as received if the buyer says nothing. Never
    /// sooner than the way that was agreed gives, whatever the waybill says.
    pub(crate) fn confirms_itself_at(&self, way: Journey, left_at: Timestamp) -> Timestamp {
        let pay = &self.rules().pay;
        let agreed = (self.transport, way.1);
        looked_at_until(way, left_at, pay).max(looked_at_until(agreed, left_at, pay))
    }

    /// The same of all parcels that have left: the latest of them.
    pub(crate) fn parcels_confirm_at(&self, ways: &[Shipment]) -> Option<Timestamp> {
        let until =
            |way: &Shipment| self.confirms_itself_at((way.transport, way.eta), way.shipped_at);
        ways.iter().map(until).max()
    }
}

fn looked_at_until((transport, eta): Journey, left_at: Timestamp, pay: &Pay) -> Timestamp {
    match (transport, eta) {
        (Transport::Sea, Some(eta)) => eta.plus_days(pay.t3_confirm_sea_extra_d),
        // Agreed by sea and sent otherwise, without a day of arrival: as long as the slowest.
        (Transport::Sea, None) | (Transport::Surface, _) => {
            left_at.plus_days(pay.t3_confirm_surface_d)
        }
        (Transport::Express, _) => left_at.plus_days(pay.t3_confirm_express_d),
        (Transport::Virtual, _) => left_at.plus_days(pay.t3_confirm_virtual_d),
    }
}

/// Reads why something is done, in paragraphs.
pub(crate) fn read_reason(field: &'static str, told: &str) -> Result<String, DealRefusal> {
    let most = i64::try_from(TEXT_CHARS_MOST).unwrap_or(i64::MAX);
    read_paragraphs(told, TEXT_CHARS_MOST).map_err(|_| DealRefusal::Text { field, most })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Reason;
    use kernel::rules::Rules;

    fn shipping(transport: Transport, eta: Option<Timestamp>) -> Shipping {
        let (carrier, tracking) = ("COSCO".to_owned(), "COSU 6412".to_owned());
        Shipping { carrier, tracking, transport, eta }
    }

    #[test]
    fn the_deadline_follows_the_way_the_goods_travel() {
        let now = Timestamp::from_micros(0).plus_days(20_000);
        let eta = now.plus_days(30);
        let cases = [
            (Transport::Express, None, 10),
            (Transport::Express, Some(eta), 10),
            (Transport::Surface, None, 30),
            (Transport::Sea, Some(eta), 45),
            (Transport::Sea, None, 30),
            (Transport::Virtual, None, 3),
        ];
        for (transport, eta, days) in cases {
            let at = looked_at_until((transport, eta), now, &Rules::of("classic-1").pay);
            assert_eq!(at, now.plus_days(days), "{transport:?}");
        }
    }

    #[test]
    fn what_a_dispatch_refuses() {
        let now = Timestamp::from_micros(0).plus_days(20_000);
        let code = |shipping: &Shipping| shipping.read(now).map_err(|no| no.code());
        let sea = |eta| shipping(Transport::Sea, eta);
        assert_eq!(code(&sea(None)), Err("deal-eta-needed"));
        assert_eq!(code(&sea(Some(now.plus_days(-1)))), Err("deal-eta-out-of-range"));
        assert_eq!(code(&sea(Some(now.plus_days(367)))), Err("deal-eta-out-of-range"));
        let nameless = Shipping { carrier: " ".to_owned(), ..sea(Some(now)) };
        assert_eq!(code(&nameless), Err("deal-text"));
    }
}
