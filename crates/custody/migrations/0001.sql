-- The money of one agreement, as sums of what has moved; what is held is read from the ledger.
CREATE TABLE escrow (
  agreement {ID},
  buyer {I64} NOT NULL,
  seller {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  paid_in {I64} NOT NULL,
  returned {I64} NOT NULL,
  released {I64} NOT NULL,
  refunded {I64} NOT NULL,
  fees {I64} NOT NULL,
  -- What left custody at the release; the fee that stays is worked out from it.
  gross {I64} NOT NULL,
  fee_bps {I64} NOT NULL,
  fee_minimum {I64} NOT NULL,
  fee_maximum {I64} NOT NULL,
  rules_version {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  version {I64} NOT NULL,
  CONSTRAINT escrow_state_is_known CHECK (state IN ('open', 'settled')),
  CONSTRAINT escrow_has_two_sides CHECK (buyer <> seller),
  CONSTRAINT escrow_sums_are_positive
    CHECK (paid_in >= 0 AND returned >= 0 AND refunded >= 0 AND fees >= 0 AND released >= 0),
  -- Of a release, what the seller has and what the market took is all that has not gone back.
  CONSTRAINT escrow_release_is_the_base CHECK (gross >= released + fees),
  CONSTRAINT escrow_gives_no_more_than_came
    CHECK (paid_in - returned >= released + refunded + fees),
  CONSTRAINT escrow_settled_is_empty
    CHECK (state = 'open' OR paid_in - returned = released + refunded + fees),
  CONSTRAINT escrow_fee_is_a_share CHECK (fee_bps BETWEEN 0 AND 10000
    AND fee_minimum >= 0 AND (fee_maximum = 0 OR fee_maximum >= fee_minimum))
) {ST};

-- What must be true before money is released. Whoever knows of it writes here. No reference to the
-- escrow: it would cost every trade two look-ups.
CREATE TABLE condition (
  agreement {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  met_at {I64},
  PRIMARY KEY (agreement, kind)
) {WR};

-- Which payment through the bank has come for a part of an agreement: the payer's own, the last
-- one. Money that was in the wallet before has no line here. While the part waits for the rest of
-- its price, the line knows how much had come into custody before; then it pays for it in full.
CREATE TABLE payment_share (
  firm {I64} NOT NULL,
  agreement {I64} NOT NULL,
  part {I64} NOT NULL,
  bank_order {I64} NOT NULL,
  amount {I64} NOT NULL,
  paid_before {I64},
  PRIMARY KEY (firm, agreement, part),
  CONSTRAINT payment_share_is_something CHECK (amount > 0)
) {WR};
CREATE INDEX payment_share_of_order ON payment_share (firm, bank_order, agreement);
CREATE INDEX payment_share_waits ON payment_share (firm, bank_order) WHERE paid_before IS NOT NULL;

-- The currencies in which a firm ever had money here.
CREATE TABLE purse (
  firm {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  watched_at {I64},
  PRIMARY KEY (firm, currency)
) {WR};
CREATE INDEX purse_unwatched ON purse (firm, currency) WHERE watched_at IS NULL;

-- Money on its way in or out through the bank.
CREATE TABLE bank_order (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  direction {TEXT} NOT NULL,
  agreement {I64},
  purpose {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  reference {TEXT} NOT NULL,
  account_text {TEXT},
  hold {I64},
  state {TEXT} NOT NULL,
  at {I64} NOT NULL,
  ended_at {I64},
  PRIMARY KEY (firm, id),
  CONSTRAINT bank_order_direction_is_known CHECK (direction IN ('in', 'out')),
  CONSTRAINT bank_order_state_is_known CHECK (
    state = 'waiting' OR state = 'sent' OR state = 'booked' OR state = 'rejected'),
  CONSTRAINT bank_order_moves_something CHECK (amount > 0),
  CONSTRAINT bank_order_out_holds_money
    CHECK ((direction = 'out') = (hold IS NOT NULL AND account_text IS NOT NULL)),
  CONSTRAINT bank_order_ends_once
    CHECK ((state IN ('booked', 'rejected')) = (ended_at IS NOT NULL))
) {WR};
CREATE INDEX bank_order_waiting_in ON bank_order (firm, agreement, id)
  WHERE direction = 'in' AND state = 'waiting';

-- Where the order of a reference lies: what the payer writes on the transfer finds it.
CREATE TABLE bank_reference (
  code {TEXT} PRIMARY KEY,
  firm {I64} NOT NULL,
  bank_order {I64} NOT NULL
) {WR};

-- What the bank has told, by its own reference: told again, it changes nothing.
CREATE TABLE bank_notice (
  code {TEXT} PRIMARY KEY,
  kind {TEXT} NOT NULL,
  firm {I64} NOT NULL,
  bank_order {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  bounced_by {TEXT},
  at {I64} NOT NULL,
  CONSTRAINT bank_notice_kind_is_known
    CHECK (kind = 'payment' OR kind = 'bounce' OR kind = 'payout' OR kind = 'rejection'),
  CONSTRAINT bank_notice_moves_something CHECK (amount > 0)
) {WR};
