-- An act of one clerk that waits for a second one: exactly what is to be done, in words and as the
-- domain that does it will read it again.
CREATE TABLE pending_act (
  about {I64} NOT NULL,
  id {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  is_for_officers {I64} NOT NULL,
  currency {TEXT},
  amount {I64},
  facts {TEXT} NOT NULL,
  moves {TEXT} NOT NULL,
  firms {TEXT} NOT NULL,
  body {TEXT} NOT NULL,
  note {TEXT} NOT NULL,
  path {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  asked_by {I64} NOT NULL,
  ended_by {I64},
  answer {TEXT},
  timer {I64},
  at {I64} NOT NULL,
  due_at {I64} NOT NULL,
  ended_at {I64},
  PRIMARY KEY (about, id),
  CONSTRAINT pending_act_state_is_known CHECK (
    state = 'waiting' OR state = 'agreed' OR state = 'declined' OR state = 'lapsed'),
  CONSTRAINT pending_act_amount_is_whole CHECK ((amount IS NULL) = (currency IS NULL)),
  CONSTRAINT pending_act_ends_once CHECK ((state = 'waiting') = (ended_at IS NULL)),
  CONSTRAINT pending_act_second_is_another CHECK (state <> 'agreed' OR ended_by <> asked_by),
  CONSTRAINT pending_act_is_agreed_by_somebody CHECK (state <> 'agreed' OR ended_by IS NOT NULL)
) {WR};
CREATE UNIQUE INDEX pending_act_once ON pending_act (about, kind) WHERE state = 'waiting';
CREATE INDEX pending_act_queue ON pending_act (id) WHERE state = 'waiting';
CREATE INDEX pending_act_ended ON pending_act (id) WHERE state <> 'waiting';
