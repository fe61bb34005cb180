-- One line per owner, purpose and currency. Only `bank`, the mirror of money outside, may go below
-- nothing.
CREATE TABLE account (
  owner {I64} NOT NULL,
  purpose {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  posted {I64} NOT NULL,
  held {I64} NOT NULL,
  PRIMARY KEY (owner, purpose, currency),
  CONSTRAINT account_held_is_positive CHECK (held >= 0),
  CONSTRAINT account_is_covered CHECK (posted - held >= 0 OR purpose = 'bank'),
  CONSTRAINT account_fits
    CHECK (posted BETWEEN -9000000000000000 AND 9000000000000000)
) {WR};
-- The daily sweep finds its work here; everything that is swept leaves it.
CREATE INDEX account_fee_to_sweep ON account (owner, currency)
  WHERE purpose = 'fee' AND posted > held;

-- The legs of all transfers, only ever added to. `legs` counts the legs of the transfer, so that
-- each home can tell a whole one from a torn one. No reference to account: it would cost every
-- posting a look-up; verify looks.
CREATE TABLE posting (
  owner {I64} NOT NULL,
  transfer_id {I64} NOT NULL,
  leg {I64} NOT NULL,
  legs {I64} NOT NULL,
  purpose {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  other_owner {I64} NOT NULL,
  reason {TEXT} NOT NULL,
  at {I64} NOT NULL,
  batch {I64} NOT NULL,
  salt {BYTES} NOT NULL,
  PRIMARY KEY (owner, transfer_id, leg),
  CONSTRAINT posting_moves_something CHECK (amount <> 0),
  CONSTRAINT posting_leg_is_counted CHECK (leg >= 0 AND leg < legs)
) {ST};
CREATE INDEX posting_batch ON posting (batch);

CREATE TABLE hold (
  owner {I64} NOT NULL,
  id {I64} NOT NULL,
  purpose {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  settled {I64} NOT NULL,
  voided {I64} NOT NULL,
  state {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (owner, id),
  CONSTRAINT hold_is_positive CHECK (amount > 0 AND settled >= 0 AND voided >= 0),
  CONSTRAINT hold_is_not_exceeded CHECK (settled + voided <= amount),
  CONSTRAINT hold_state_is_known CHECK (state = 'open' OR state = 'settled' OR state = 'voided'),
  CONSTRAINT hold_is_open_while_some_is_left
    CHECK ((state = 'open') = (settled + voided < amount)),
  FOREIGN KEY (owner, purpose, currency) REFERENCES account (owner, purpose, currency)
    DEFERRABLE INITIALLY DEFERRED
) {WR};
CREATE INDEX hold_open ON hold (owner, purpose, currency, id) WHERE state = 'open';

-- One a day: the Merkle root over what was written since the last one, chained by hash to it.
CREATE TABLE checkpoint (
  day {TEXT} NOT NULL,
  root {BYTES} NOT NULL,
  leaves {I64} NOT NULL,
  from_batch {I64} NOT NULL,
  to_batch {I64} NOT NULL,
  totals {TEXT} NOT NULL,
  -- What is public of the totals is their digest; without the salt they could be guessed.
  salt {BYTES} NOT NULL,
  previous {BYTES} NOT NULL,
  hash {BYTES} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (day),
  CONSTRAINT checkpoint_follows_once UNIQUE (from_batch),
  CONSTRAINT checkpoint_goes_on CHECK (to_batch > from_batch)
) {WR};
