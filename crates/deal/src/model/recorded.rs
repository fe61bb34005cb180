//! A trade that was made elsewhere, as its records tell it.

use super::contract::{Origin, Terms};
use super::deal::Line;
use catalog::ProductKind;
use kernel::{Currency, Firm, Id, Outcome, Timestamp, Transport, Unit, UnitPrice};

/// A line of an invoice in the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedLine {
    /// The listing of the same goods, if there is one.
    pub product: Option<Id<ProductKind>>,
    /// What it was, in the records' words.
    pub title: String,
    /// What was counted.
    pub unit: Unit,
    /// How many.
    pub quantity: i64,
    /// What one cost then, whatever the listing says now; nothing for what was given away.
    pub price: UnitPrice,
}

/// An invoice in the records of a trade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedOrder {
    /// Who bought.
    pub buyer: Id<Firm>,
    /// Who sold.
    pub seller: Id<Firm>,
    /// 1 to 1,000 lines.
    pub lines: Vec<RecordedLine>,
    /// The one currency.
    pub currency: Currency,
    /// What names the invoice, such as its number.
    pub note: Option<String>,
    /// The date in the records.
    pub original_at: Timestamp,
}

impl RecordedOrder {
    /// The terms that both sides had agreed on: the whole price at once, goods by courier.
    pub(crate) fn terms(&self) -> Outcome<Terms> {
        let line = |line: &RecordedLine| {
            Line::new(line.product, &line.title, line.unit, line.quantity, line.price)
        };
        Ok(Terms {
            buyer: Some(self.buyer),
            seller: self.seller,
            origin: Origin::Record,
            inquiry: None,
            quote: None,
            lines: self.lines.iter().map(line).collect::<Outcome<_>>()?,
            currency: self.currency,
            incoterm: None,
            place: None,
            transport: Transport::Express,
            lead_time_d: None,
            parts: Vec::new(),
            may_ship_in_parts: None,
            tax_basis: None,
            address: None,
            note: self.note.clone(),
            original_at: Some(self.original_at),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Contract, LINES_MOST, RECORDED_LINES_MOST};
    use super::*;

    fn order(lines: usize) -> RecordedOrder {
        let line = |nth: usize| RecordedLine {
            product: None,
            title: format!("Line {nth}"),
            unit: Unit::PIECE,
            quantity: 3,
            price: UnitPrice::new(if nth == 0 { 0 } else { 1_650_000 }, Currency::GBP),
        };
        RecordedOrder {
            buyer: Id::new(1),
            seller: Id::new(2),
            lines: (0..lines).map(line).collect(),
            currency: Currency::GBP,
            note: Some("Invoice 489434".to_owned()),
            original_at: Timestamp::from_micros(7),
        }
    }

    fn draw_up(lines: usize) -> Outcome<Contract> {
        Contract::draw_up(Id::new(3), order(lines).terms()?, Timestamp::from_micros(9))
    }

    #[test]
    fn a_record_keeps_its_prices_its_gifts_and_its_date() {
        let contract = draw_up(3).expect("a contract");
        assert_eq!(contract.deal.total.minor, 2 * 495);
        assert_eq!(contract.lines[0].amount.minor, 0);
        assert_eq!(contract.deal.original_at, Some(Timestamp::from_micros(7)));
        assert_eq!(contract.deal.origin, Origin::Record);
    }

    #[test]
    fn a_record_may_be_longer_than_an_order_but_not_endless() {
        assert!(draw_up(LINES_MOST + 1).is_ok());
        assert!(draw_up(RECORDED_LINES_MOST).is_ok());
        assert!(draw_up(RECORDED_LINES_MOST + 1).is_err());
    }

    #[test]
    fn an_invoice_of_gifts_alone_is_no_trade() {
        assert!(draw_up(1).is_err());
    }
}
