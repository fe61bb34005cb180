-- One row for each commit: the store's position, and the proof that a commit whose answer was lost
-- is there.
CREATE TABLE batch (
  id {ID},
  at {I64} NOT NULL,
  last_id {I64} NOT NULL
) {ST};

-- The writer of a partition: who may commit, until when, and where to reach them.
CREATE TABLE lease (
  partition {ID},
  epoch {I64} NOT NULL,
  holder {TEXT} NOT NULL,
  address {TEXT} NOT NULL,
  expires_at {I64} NOT NULL
) {ST};
INSERT INTO lease (partition, epoch, holder, address, expires_at) VALUES (0, 0, '', '', 0);

CREATE TABLE event_bucket (
  bucket {ID},
  position {I64} NOT NULL
) {ST};

-- Rows of some hundred bytes are appended, with their key beside them (decision 0019).
CREATE TABLE event (
  bucket {I64} NOT NULL,
  position {I64} NOT NULL,
  id {I64} NOT NULL,
  home {I64} NOT NULL,
  name {TEXT} NOT NULL,
  version {I64} NOT NULL,
  body {TEXT} NOT NULL,
  at {I64} NOT NULL,
  batch {I64} NOT NULL,
  salt {BYTES},
  PRIMARY KEY (bucket, position)
) {ST};
CREATE INDEX event_batch ON event (batch, bucket, position);

-- How far a follower has come in each bucket.
CREATE TABLE follower (
  bucket {I64} NOT NULL,
  name {TEXT} NOT NULL,
  position {I64} NOT NULL,
  tries {I64} NOT NULL,
  PRIMARY KEY (bucket, name)
) {WR};

-- Events that a follower could not take after five tries, kept aside so that the rest goes on.
CREATE TABLE poison (
  bucket {I64} NOT NULL,
  name {TEXT} NOT NULL,
  position {I64} NOT NULL,
  cause {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (bucket, name, position)
) {WR};

-- due_at is null while a timer is paused; then remaining_us holds what was left.
CREATE TABLE timer (
  bucket {I64} NOT NULL,
  id {I64} NOT NULL,
  home {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  due_at {I64},
  remaining_us {I64},
  tries {I64} NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, id)
) {WR};
CREATE INDEX timer_due ON timer (due_at, id);

-- Requests that succeeded, by the caller's key, with the answer to give again.
CREATE TABLE once (
  home {I64} NOT NULL,
  caller {I64} NOT NULL,
  key {TEXT} NOT NULL,
  route {TEXT} NOT NULL,
  body_hash {BYTES} NOT NULL,
  answer {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (home, caller, key)
) {ST};
CREATE INDEX once_at ON once (at);
