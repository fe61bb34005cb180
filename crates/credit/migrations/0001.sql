-- One row for each side of each finished trade, only ever added to.
CREATE TABLE credit_fact (
  firm {I64} NOT NULL,
  deal {I64} NOT NULL,
  side {TEXT} NOT NULL,
  other_firm {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  total {I64} NOT NULL,
  refunded {I64} NOT NULL,
  fee {I64} NOT NULL,
  placed_at {I64} NOT NULL,
  paid_at {I64} NOT NULL,
  shipped_at {I64} NOT NULL,
  finished_at {I64} NOT NULL,
  original_at {I64},
  confirmed_by_timer {I64} NOT NULL,
  rules_version {TEXT} NOT NULL,
  PRIMARY KEY (firm, deal),
  CONSTRAINT credit_fact_side_is_known CHECK (side IN ('buyer', 'seller')),
  CONSTRAINT credit_fact_is_of_a_trade CHECK (total > 0 AND refunded >= 0 AND fee >= 0),
  CONSTRAINT credit_fact_has_two_firms CHECK (firm <> other_firm)
) {ST};
