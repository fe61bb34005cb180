-- What a buyer asks for when a trade goes wrong; at most one is open for a deal.
CREATE TABLE remedy (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  buyer {I64} NOT NULL,
  seller {I64} NOT NULL,
  want {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  reason {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  was_shipped {I64} NOT NULL,
  is_retail {I64} NOT NULL,
  is_virtual {I64} NOT NULL,
  is_of_right {I64} NOT NULL,
  rules_version {TEXT} NOT NULL,
  returned_by {TEXT},
  level {I64} NOT NULL,
  officer {I64},
  barred {I64},
  to_buyer {I64},
  needs_return {I64},
  changes {I64} NOT NULL,
  timer {I64},
  due_at {I64},
  asked_at {I64} NOT NULL,
  ended_at {I64},
  version {I64} NOT NULL,
  PRIMARY KEY (deal, id),
  CONSTRAINT remedy_want_is_known CHECK (
    want = 'money' OR want = 'return' OR want = 'reshipment'),
  CONSTRAINT remedy_state_is_known CHECK (state = 'waits_seller' OR state = 'refused'
    OR state = 'step_in' OR state = 'waits_return' OR state = 'waits_acceptance'
    OR state = 'waits_reshipment' OR state = 'claiming' OR state = 'answering'
    OR state = 'deciding' OR state = 'succeeded' OR state = 'closed'),
  CONSTRAINT remedy_has_two_sides CHECK (buyer <> seller),
  CONSTRAINT remedy_is_for_something CHECK (amount > 0),
  CONSTRAINT remedy_officers_differ CHECK (officer IS NULL OR barred IS NULL OR officer <> barred),
  CONSTRAINT remedy_decision_is_whole CHECK ((to_buyer IS NULL) = (needs_return IS NULL)),
  CONSTRAINT remedy_ends_once CHECK ((ended_at IS NULL) = (due_at IS NOT NULL)
    AND (due_at IS NULL) = (timer IS NULL)
    AND (ended_at IS NOT NULL) = (state IN ('succeeded', 'closed')))
) {WR};
CREATE UNIQUE INDEX remedy_open ON remedy (deal) WHERE ended_at IS NULL;
CREATE INDEX remedy_queue ON remedy (due_at) WHERE state = 'deciding';

-- What was done with it, and the words that were written; only ever added to.
CREATE TABLE remedy_step (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  remedy {I64} NOT NULL,
  told {TEXT} NOT NULL,
  firm {I64},
  person {I64},
  body {TEXT},
  at {I64} NOT NULL,
  PRIMARY KEY (deal, id),
  FOREIGN KEY (deal, remedy) REFERENCES remedy (deal, id) DEFERRABLE INITIALLY DEFERRED
) {WR};

-- What a side shows; the bytes lie in the folder of files under their SHA-256.
CREATE TABLE evidence (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  remedy {I64} NOT NULL,
  firm {I64} NOT NULL,
  source {TEXT} NOT NULL,
  sha256 {TEXT} NOT NULL,
  name {TEXT} NOT NULL,
  media_type {TEXT} NOT NULL,
  size {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (deal, id),
  CONSTRAINT evidence_source_is_known CHECK (source IN ('file', 'talk')),
  CONSTRAINT evidence_is_something CHECK (size > 0),
  FOREIGN KEY (deal, remedy) REFERENCES remedy (deal, id) DEFERRABLE INITIALLY DEFERRED
) {WR};

-- Decisions as everybody may read them. No column leads back to a deal.
CREATE TABLE published_decision (
  id {ID},
  month {TEXT} NOT NULL,
  want {TEXT} NOT NULL,
  was_shipped {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  magnitude {I64} NOT NULL,
  to_buyer_bps {I64} NOT NULL,
  needs_return {I64} NOT NULL,
  body {TEXT} NOT NULL,
  CONSTRAINT published_decision_is_a_share CHECK (to_buyer_bps BETWEEN 0 AND 10000)
) {ST};

-- From when to when a firm took goods back for no reason, in each currency; whoever keeps its
-- promises writes here. A trade is looked at by what held when it was agreed.
CREATE TABLE return_right (
  firm {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  from_at {I64} NOT NULL,
  until_at {I64},
  PRIMARY KEY (firm, currency, from_at),
  CONSTRAINT return_right_ends_later CHECK (until_at IS NULL OR until_at >= from_at)
) {WR};
