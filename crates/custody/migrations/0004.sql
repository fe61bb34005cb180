-- Why a firm's money does not go out: whoever knows writes it here, through custody's action. A
-- check says nothing to the firm; an order of a court is told plainly.
CREATE TABLE payout_stop (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  cause {TEXT} NOT NULL,
  bank_order {I64},
  currency {TEXT},
  stays {I64},
  only_to {I64},
  ends_deals {I64} NOT NULL,
  told {TEXT},
  at {I64} NOT NULL,
  ended_at {I64},
  PRIMARY KEY (firm, id),
  CONSTRAINT payout_stop_is_told CHECK ((cause = 'order') = (told IS NOT NULL)),
  CONSTRAINT payout_stop_cause_is_known CHECK (cause IN ('check', 'order')),
  CONSTRAINT payout_stop_part_is_whole CHECK ((currency IS NULL) = (stays IS NULL)),
  CONSTRAINT payout_stop_keeps_something CHECK (stays IS NULL OR stays > 0),
  CONSTRAINT payout_stop_is_plain CHECK (cause = 'order'
    OR (stays IS NULL AND only_to IS NULL AND ends_deals = 0))
) {WR};
CREATE INDEX payout_stop_now ON payout_stop (firm, id) WHERE ended_at IS NULL;

-- Claims that are open, of all firms, for clerks.
CREATE INDEX claim_to_forgive ON claim (id) WHERE ended_at IS NULL;

-- A wallet that is watched: how many steps were taken since money last moved in it, and when the
-- next one is due.
CREATE TABLE idle_wallet (
  firm {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  steps {I64} NOT NULL,
  since {I64} NOT NULL,
  timer {I64} NOT NULL,
  PRIMARY KEY (firm, currency),
  CONSTRAINT idle_wallet_steps_are_few CHECK (steps BETWEEN 0 AND 2)
) {WR};

-- Money that its owner has not asked for in years: owed for ever, and given back when they ask.
CREATE TABLE unclaimed (
  firm {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  moved {I64} NOT NULL,
  given_back {I64} NOT NULL,
  version {I64} NOT NULL,
  PRIMARY KEY (firm, currency),
  CONSTRAINT unclaimed_is_covered CHECK (given_back >= 0 AND moved >= given_back)
) {WR};
