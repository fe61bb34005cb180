-- Where a firm has goods sent.
CREATE TABLE address (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  name {TEXT} NOT NULL,
  phone {TEXT} NOT NULL,
  country {TEXT} NOT NULL,
  region {TEXT} NOT NULL,
  city {TEXT} NOT NULL,
  street {TEXT} NOT NULL,
  postcode {TEXT} NOT NULL,
  is_first {I64} NOT NULL,
  version {I64} NOT NULL,
  PRIMARY KEY (firm, id),
  CONSTRAINT address_is_first_or_not CHECK (is_first = 0 OR is_first = 1)
) {WR};
CREATE UNIQUE INDEX address_first ON address (firm) WHERE is_first = 1;

-- What a shop takes to bring goods to some places; no places are all others.
CREATE TABLE freight_rule (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  places {TEXT} NOT NULL,
  kind {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  first_pieces {I64} NOT NULL,
  first_minor {I64} NOT NULL,
  step_pieces {I64} NOT NULL,
  step_minor {I64} NOT NULL,
  free_from_minor {I64},
  version {I64} NOT NULL,
  PRIMARY KEY (firm, id),
  CONSTRAINT freight_rule_kind_is_known CHECK (
    kind = 'flat' OR kind = 'pieces' OR kind = 'refused'),
  CONSTRAINT freight_rule_costs_something_or_nothing CHECK (
    first_minor >= 0 AND step_minor >= 0 AND first_pieces > 0 AND step_pieces > 0),
  CONSTRAINT freight_rule_is_free_from_a_sum CHECK (free_from_minor IS NULL OR free_from_minor > 0)
) {WR};

-- What a firm has laid into its cart, at which price it saw it.
CREATE TABLE cart_line (
  firm {I64} NOT NULL,
  product {I64} NOT NULL,
  quantity {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  millionths {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, product),
  CONSTRAINT cart_line_is_something CHECK (quantity > 0 AND millionths >= 0)
) {WR};

-- An order over several shops, its payments (one for each currency), and its contracts.
CREATE TABLE checkout (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, id)
) {WR};

CREATE TABLE checkout_payment (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  checkout {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  total {I64} NOT NULL,
  PRIMARY KEY (firm, id),
  CONSTRAINT checkout_payment_is_something CHECK (total > 0),
  FOREIGN KEY (firm, checkout) REFERENCES checkout (firm, id) DEFERRABLE INITIALLY DEFERRED
) {WR};
CREATE INDEX checkout_payment_of_checkout ON checkout_payment (firm, checkout, id);

CREATE TABLE checkout_deal (
  firm {I64} NOT NULL,
  payment {I64} NOT NULL,
  deal {I64} NOT NULL,
  amount {I64} NOT NULL,
  PRIMARY KEY (firm, payment, deal),
  CONSTRAINT checkout_deal_is_something CHECK (amount > 0),
  FOREIGN KEY (firm, payment) REFERENCES checkout_payment (firm, id) DEFERRABLE INITIALLY DEFERRED
) {WR};
