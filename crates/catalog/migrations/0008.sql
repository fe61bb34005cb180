-- Whether it is delivered without travelling: a code, a file, a service.
ALTER TABLE product ADD COLUMN is_virtual {I64} NOT NULL DEFAULT 0;

-- How many lie ready. A product without a row here is made to order, and has no end.
CREATE TABLE stock (
  product {I64} NOT NULL,
  on_hand {I64} NOT NULL,
  reserved {I64} NOT NULL,
  revision {I64} NOT NULL,
  PRIMARY KEY (product),
  CONSTRAINT stock_covers_what_is_reserved CHECK (reserved >= 0 AND reserved <= on_hand),
  FOREIGN KEY (product) REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED
) {WR};

-- What of a stock is kept for whom, until it leaves or is given back.
CREATE TABLE reservation (
  product {I64} NOT NULL,
  holder {I64} NOT NULL,
  quantity {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (product, holder),
  CONSTRAINT reservation_is_something CHECK (quantity > 0),
  FOREIGN KEY (product) REFERENCES stock (product) DEFERRABLE INITIALLY DEFERRED
) {WR};
CREATE INDEX reservation_of_holder ON reservation (holder, product);
