-- Who looked into the wallets of a firm under an order, and when.
CREATE TABLE firm_order_access (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  firm_order {I64} NOT NULL,
  person {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, id)
) {WR};
CREATE INDEX firm_order_access_of_order ON firm_order_access (firm, firm_order, person);
