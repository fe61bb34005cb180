-- What waits to go out, currency by currency, for the next file to the bank.
CREATE INDEX bank_order_waiting_out ON bank_order (currency, id)
  WHERE direction = 'out' AND state = 'waiting';

-- An account that a firm wants its money on. It is used only after the waiting time.
CREATE TABLE bank_account (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  holder {TEXT} NOT NULL,
  number {TEXT} NOT NULL,
  bank_code {TEXT},
  by_person {I64} NOT NULL,
  at {I64} NOT NULL,
  usable_at {I64} NOT NULL,
  removed_at {I64},
  PRIMARY KEY (firm, id),
  CONSTRAINT bank_account_waits CHECK (usable_at >= at)
) {WR};

-- Payments that go to the bank in one file, under one name for ever.
CREATE TABLE payout_batch (
  id {ID},
  currency {TEXT} NOT NULL,
  account {TEXT} NOT NULL,
  payments {I64} NOT NULL,
  total {I64} NOT NULL,
  pay_on {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  at {I64} NOT NULL,
  sent_at {I64},
  CONSTRAINT payout_batch_state_is_known
    CHECK (state = 'made' OR state = 'leaving' OR state = 'sent'),
  CONSTRAINT payout_batch_pays_something CHECK (payments > 0 AND total > 0)
) {ST};
CREATE INDEX payout_batch_to_send ON payout_batch (id) WHERE state <> 'sent';

-- One payment out: where to, and what became of it. The order beside it holds the money.
CREATE TABLE payout (
  firm {I64} NOT NULL,
  bank_order {I64} NOT NULL,
  batch {I64},
  name {TEXT} NOT NULL,
  number {TEXT} NOT NULL,
  bank_code {TEXT},
  state {TEXT} NOT NULL,
  looks {I64} NOT NULL,
  look_at {I64},
  reason {TEXT},
  PRIMARY KEY (firm, bank_order),
  CONSTRAINT payout_state_is_known CHECK (
    state = 'waiting' OR state = 'batched' OR state = 'sent' OR state = 'accepted'
    OR state = 'unknown' OR state = 'booked' OR state = 'rejected' OR state = 'returned'),
  CONSTRAINT payout_is_in_a_batch CHECK ((state = 'waiting') = (batch IS NULL))
) {WR};
CREATE INDEX payout_of_batch ON payout (batch, firm, bank_order);
-- What has not left, for whoever must look at all of it.
CREATE INDEX payout_not_left ON payout (bank_order, firm)
  WHERE state = 'waiting' OR state = 'batched';
CREATE INDEX payout_to_look_after ON payout (look_at, firm, bank_order)
  WHERE look_at IS NOT NULL;

-- A file from the bank, by the hash of its bytes: each is taken once.
CREATE TABLE bank_file (
  hash {TEXT} PRIMARY KEY,
  name {TEXT} NOT NULL,
  message {TEXT} NOT NULL,
  message_id {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  entries {I64} NOT NULL,
  listed {I64} NOT NULL,
  faults {TEXT} NOT NULL,
  at {I64} NOT NULL,
  CONSTRAINT bank_file_state_is_known
    CHECK (state = 'begun' OR state = 'taken' OR state = 'refused')
) {WR};
CREATE INDEX bank_file_newest ON bank_file (at, hash);

-- The id of a message from the bank belongs to one file for ever.
CREATE TABLE bank_message (
  code {TEXT} PRIMARY KEY,
  hash {TEXT} NOT NULL
) {WR};

-- Every entry that the bank has told, once, however often and in however many files.
CREATE TABLE bank_entry (
  account {TEXT} NOT NULL,
  code {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  course {TEXT} NOT NULL,
  firm {I64},
  bank_order {I64},
  statement {TEXT},
  hash {TEXT} NOT NULL,
  -- The civil day that it was booked.
  day {TEXT},
  at {I64} NOT NULL,
  PRIMARY KEY (account, code)
) {WR};
CREATE INDEX bank_entry_not_on_a_statement ON bank_entry (account, code)
  WHERE statement IS NULL;
CREATE INDEX bank_entry_of_order ON bank_entry (account, bank_order)
  WHERE bank_order IS NOT NULL;

-- The bank's books, day by day, beside ours.
CREATE TABLE bank_statement (
  account {TEXT} NOT NULL,
  code {TEXT} NOT NULL,
  day {TEXT} NOT NULL,
  sequence {I64},
  currency {TEXT} NOT NULL,
  opening {I64} NOT NULL,
  entries {I64} NOT NULL,
  closing {I64} NOT NULL,
  mirror {I64} NOT NULL,
  told_only {I64} NOT NULL,
  unexplained {I64} NOT NULL,
  hash {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (account, code),
  CONSTRAINT bank_statement_adds_up CHECK (opening + entries = closing),
  CONSTRAINT bank_statement_is_explained CHECK (mirror - told_only - closing = unexplained)
) {WR};
CREATE INDEX bank_statement_newest ON bank_statement (account, day, code);
CREATE INDEX bank_statement_day ON bank_statement (day);

-- What a clerk must look at.
CREATE TABLE difference (
  id {ID},
  kind {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  lies {TEXT} NOT NULL,
  account {TEXT} NOT NULL,
  entry {TEXT},
  hash {TEXT} NOT NULL,
  line {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  expected {I64},
  firm {I64},
  bank_order {I64},
  party_name {TEXT},
  party_account {TEXT},
  party_bank {TEXT},
  words {TEXT} NOT NULL,
  way {TEXT},
  reference {TEXT},
  note {TEXT},
  asked_by {I64},
  ended_by {I64},
  ended_at {I64},
  at {I64} NOT NULL,
  CONSTRAINT difference_state_is_known
    CHECK (state = 'open' OR state = 'asked' OR state = 'ended'),
  CONSTRAINT difference_lies_somewhere
    CHECK (lies = 'nowhere' OR lies = 'kept' OR lies = 'outside'),
  CONSTRAINT difference_ends_once CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
  CONSTRAINT difference_second_is_another CHECK (asked_by IS NULL OR asked_by <> ended_by)
) {ST};
CREATE INDEX difference_day ON difference (at, id);
CREATE INDEX difference_to_look_at ON difference (id) WHERE state <> 'ended';

-- Money that a firm owes: to the bank, because a payment was taken back after it had gone on; or to
-- the protection fund, which has paid in its place.
CREATE TABLE claim (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  owed_to {TEXT} NOT NULL,
  agreement {I64},
  currency {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  paid {I64} NOT NULL,
  reason {TEXT} NOT NULL,
  at {I64} NOT NULL,
  ended_at {I64},
  PRIMARY KEY (firm, id),
  CONSTRAINT claim_is_owed_to_somebody CHECK (owed_to = 'bank' OR owed_to = 'fund'),
  CONSTRAINT claim_is_positive CHECK (amount > 0 AND paid >= 0 AND paid <= amount),
  CONSTRAINT claim_ends_when_paid CHECK ((paid = amount) = (ended_at IS NOT NULL))
) {WR};
CREATE INDEX claim_open ON claim (firm, currency, id) WHERE ended_at IS NULL;
