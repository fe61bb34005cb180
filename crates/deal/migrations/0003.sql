-- Pieces of a stock are kept for a deal until the goods leave; so long before its end T2 reminds
-- the seller, once.
ALTER TABLE deal ADD COLUMN holds_stock {I64} NOT NULL DEFAULT 0;
ALTER TABLE deal ADD COLUMN remind_us {I64};

-- Freight is a line of the contract of its own kind.
ALTER TABLE line ADD COLUMN kind {TEXT} NOT NULL DEFAULT 'goods'
  CONSTRAINT line_kind_is_known CHECK (kind = 'goods' OR kind = 'freight');

-- Where the goods go, as the buyer said it with the order.
CREATE TABLE delivery (
  deal {I64} NOT NULL,
  name {TEXT} NOT NULL,
  phone {TEXT} NOT NULL,
  country {TEXT} NOT NULL,
  region {TEXT} NOT NULL,
  city {TEXT} NOT NULL,
  street {TEXT} NOT NULL,
  postcode {TEXT} NOT NULL,
  PRIMARY KEY (deal)
) {WR};
