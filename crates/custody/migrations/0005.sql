-- A payment that its payer's bank asks back (camt.056): a line of the work list, with what the
-- answer must name.
CREATE TABLE recall (
  id {ID},
  account {TEXT} NOT NULL,
  assigner {TEXT},
  code {TEXT},
  message_id {TEXT},
  message_name {TEXT},
  instruction_id {TEXT},
  end_to_end {TEXT},
  transaction_id {TEXT},
  settled_on {TEXT},
  currency {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  why {TEXT},
  state {TEXT} NOT NULL,
  reason {TEXT},
  answer {TEXT},
  bank_order {I64},
  due_at {I64} NOT NULL,
  answered_at {I64},
  CONSTRAINT recall_state_is_known
    CHECK (state = 'asked' OR state = 'agreed' OR state = 'refused' OR state = 'taken'),
  CONSTRAINT recall_answer_is_known
    CHECK (answer IS NULL OR answer = 'due' OR answer = 'leaving' OR answer = 'sent'),
  CONSTRAINT recall_is_of_something CHECK (amount > 0)
) {ST};
CREATE INDEX recall_to_answer ON recall (id) WHERE answer = 'due' OR answer = 'leaving';
CREATE INDEX recall_not_taken ON recall (account, amount, id) WHERE state = 'agreed';
CREATE INDEX recall_of_order ON recall (bank_order, id) WHERE state = 'asked';
