-- Shops whose prices are not all that a buyer pays: freight or tax comes on top, by address. Their
-- goods are ordered through the checkout only. Written by whoever knows freight and tax.
CREATE TABLE checkout_only (
  shop {I64} NOT NULL,
  since {I64} NOT NULL,
  PRIMARY KEY (shop)
) {WR};
