-- Whether a firm stands by its promises in a currency: the badge, and the timer that takes it off.
CREATE TABLE protection (
  firm {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  required {I64} NOT NULL,
  rules_version {TEXT} NOT NULL,
  timer {I64},
  due_at {I64},
  since {I64} NOT NULL,
  version {I64} NOT NULL,
  PRIMARY KEY (firm, currency),
  CONSTRAINT protection_state_is_known CHECK (state = 'active' OR state = 'short'
    OR state = 'suspended' OR state = 'ending' OR state = 'ended'),
  CONSTRAINT protection_requires_something CHECK (required > 0),
  CONSTRAINT protection_waits_with_a_timer CHECK ((state IN ('short', 'ending'))
    = (due_at IS NOT NULL) AND (due_at IS NULL) = (timer IS NULL))
) {WR};

-- What was signed, in which words, from when to when; kept for ever, since a claim is judged by
-- what held when the deal was agreed.
CREATE TABLE promise (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  kind {TEXT} NOT NULL,
  text_version {TEXT} NOT NULL,
  text_hash {TEXT} NOT NULL,
  person {I64} NOT NULL,
  from_at {I64} NOT NULL,
  until_at {I64},
  PRIMARY KEY (firm, id),
  CONSTRAINT promise_kind_is_known CHECK (kind = 'truthful' OR kind = 'no-reason'
    OR kind = 'fake' OR kind = 'repair' OR kind = 'instant' OR kind = 'genuine'),
  CONSTRAINT promise_ends_later CHECK (until_at IS NULL OR until_at >= from_at)
) {WR};
CREATE UNIQUE INDEX promise_open ON promise (firm, currency, kind) WHERE until_at IS NULL;
CREATE INDEX promise_history ON promise (firm, currency, kind, from_at);

-- A buyer's claim that a promise was broken; once for each deal and promise.
CREATE TABLE compensation (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  buyer {I64} NOT NULL,
  seller {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  promise {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  reason {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  is_agreed {I64} NOT NULL,
  rules_version {TEXT} NOT NULL,
  level {I64} NOT NULL,
  officer {I64},
  barred {I64},
  decided_by {I64},
  awarded {I64},
  fund_line {I64},
  timer {I64},
  due_at {I64},
  asked_at {I64} NOT NULL,
  upheld_at {I64},
  ended_at {I64},
  version {I64} NOT NULL,
  PRIMARY KEY (deal, id),
  CONSTRAINT compensation_once UNIQUE (deal, kind),
  CONSTRAINT compensation_state_is_known CHECK (state = 'waits_seller' OR state = 'deciding'
    OR state = 'seconding' OR state = 'unpaid' OR state = 'paid' OR state = 'rejected'
    OR state = 'withdrawn'),
  CONSTRAINT compensation_has_two_sides CHECK (buyer <> seller),
  CONSTRAINT compensation_is_for_something CHECK (amount > 0),
  CONSTRAINT compensation_is_within CHECK (awarded IS NULL
    OR (awarded >= 0 AND awarded <= amount)),
  CONSTRAINT compensation_officers_differ CHECK (officer IS NULL OR barred IS NULL
    OR officer <> barred),
  CONSTRAINT compensation_second_is_another CHECK (state <> 'seconding' OR officer IS NULL
    OR officer <> decided_by),
  CONSTRAINT compensation_is_paid_once CHECK ((state = 'paid') = (fund_line IS NOT NULL)),
  CONSTRAINT compensation_waits_with_a_timer CHECK (
    (state = 'waits_seller' OR state = 'deciding' OR state = 'seconding') = (due_at IS NOT NULL)
    AND (due_at IS NULL) = (timer IS NULL)),
  CONSTRAINT compensation_is_upheld CHECK ((state IN ('unpaid', 'paid')) = (upheld_at IS NOT NULL)),
  CONSTRAINT compensation_ends_once CHECK ((ended_at IS NOT NULL)
    = (state = 'paid' OR state = 'rejected' OR state = 'withdrawn'))
) {WR};
CREATE INDEX compensation_queue ON compensation (due_at, deal, id)
  WHERE state = 'deciding' OR state = 'seconding';
CREATE INDEX compensation_unpaid ON compensation (currency, upheld_at, deal, id)
  WHERE state = 'unpaid';

-- What was done with it, and the words that were written; only ever added to.
CREATE TABLE compensation_step (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  compensation {I64} NOT NULL,
  told {TEXT} NOT NULL,
  firm {I64},
  person {I64},
  body {TEXT},
  at {I64} NOT NULL,
  PRIMARY KEY (deal, id),
  FOREIGN KEY (deal, compensation) REFERENCES compensation (deal, id) DEFERRABLE INITIALLY DEFERRED
) {WR};

-- What a side shows; the bytes lie in the folder of files under their SHA-256, as all evidence.
CREATE TABLE compensation_evidence (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  compensation {I64} NOT NULL,
  firm {I64} NOT NULL,
  source {TEXT} NOT NULL,
  sha256 {TEXT} NOT NULL,
  name {TEXT} NOT NULL,
  media_type {TEXT} NOT NULL,
  size {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (deal, id),
  CONSTRAINT compensation_evidence_source_is_known CHECK (source = 'file' OR source = 'talk'),
  CONSTRAINT compensation_evidence_is_something CHECK (size > 0),
  FOREIGN KEY (deal, compensation) REFERENCES compensation (deal, id) DEFERRABLE INITIALLY DEFERRED
) {WR};

-- The claims of a firm and those on it, for its own list, and whether they are over.
CREATE TABLE firm_compensation (
  firm {I64} NOT NULL,
  compensation {I64} NOT NULL,
  deal {I64} NOT NULL,
  side {TEXT} NOT NULL,
  is_open {I64} NOT NULL,
  PRIMARY KEY (firm, compensation),
  CONSTRAINT firm_compensation_side_is_known CHECK (side = 'buyer' OR side = 'seller')
) {WR};
CREATE INDEX firm_compensation_open ON firm_compensation (firm, side, compensation)
  WHERE is_open = 1;
