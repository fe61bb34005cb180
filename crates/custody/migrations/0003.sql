-- What a firm has frozen for its promises, as sums of what has moved; what lies there is read from
-- the ledger.
CREATE TABLE deposit (
  firm {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  frozen {I64} NOT NULL,
  taken {I64} NOT NULL,
  given_back {I64} NOT NULL,
  version {I64} NOT NULL,
  PRIMARY KEY (firm, currency),
  CONSTRAINT deposit_sums_are_positive CHECK (frozen >= 0 AND taken >= 0 AND given_back >= 0),
  CONSTRAINT deposit_is_covered CHECK (frozen - taken - given_back >= 0)
) {WR};

-- The protection fund, currency by currency: its last line.
CREATE TABLE protection_fund (
  currency {TEXT} PRIMARY KEY,
  lines {I64} NOT NULL,
  balance {I64} NOT NULL,
  CONSTRAINT protection_fund_is_covered CHECK (lines >= 0 AND balance >= 0)
) {WR};

-- What went into the fund and out of it, for everybody to read. Only the transfer leads back to
-- whom it was for, and that is shown to nobody.
CREATE TABLE fund_line (
  currency {TEXT} NOT NULL,
  nth {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  about {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  balance {I64} NOT NULL,
  transfer_id {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (currency, nth),
  CONSTRAINT fund_line_kind_is_known CHECK (kind = 'fed' OR kind = 'paid' OR kind = 'recovered'),
  CONSTRAINT fund_line_goes_its_way CHECK (amount <> 0 AND (kind = 'paid') = (amount < 0)),
  CONSTRAINT fund_line_is_covered CHECK (balance >= 0 AND nth > 0)
) {WR};

-- What clerks put into the fund out of what the market has earned.
CREATE TABLE fund_feed (
  id {ID},
  currency {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  note {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  asked_by {I64} NOT NULL,
  ended_by {I64},
  at {I64} NOT NULL,
  ended_at {I64},
  CONSTRAINT fund_feed_state_is_known CHECK (
    state = 'asked' OR state = 'fed' OR state = 'declined'),
  CONSTRAINT fund_feed_moves_something CHECK (amount > 0),
  CONSTRAINT fund_feed_ends_once CHECK ((state = 'asked') = (ended_at IS NULL)
    AND (ended_at IS NULL) = (ended_by IS NULL))
) {ST};
