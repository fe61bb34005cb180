-- A list of names as it was loaded; every version is kept. The newest one counts.
CREATE TABLE sanctions_list (
  id {ID},
  hash {TEXT} NOT NULL,
  file {TEXT} NOT NULL,
  made_on {TEXT} NOT NULL,
  entries {I64} NOT NULL,
  person {I64},
  at {I64} NOT NULL,
  -- How far payments that wait were looked at by it; nothing once all were.
  after_order {I64},
  -- How far all firms were looked at by it.
  after_firm {I64} NOT NULL,
  firms {I64} NOT NULL,
  hits {I64} NOT NULL,
  ended_at {I64},
  CONSTRAINT sanctions_list_counts CHECK (entries > 0 AND firms >= 0 AND hits >= 0)
) {ST};

-- One person or body on a list.
CREATE TABLE listed (
  list {I64} NOT NULL,
  code {TEXT} NOT NULL,
  kind {TEXT} NOT NULL,
  reference {TEXT} NOT NULL,
  names {TEXT} NOT NULL,
  countries {TEXT} NOT NULL,
  births {TEXT} NOT NULL,
  listed_on {TEXT} NOT NULL,
  updated_on {TEXT} NOT NULL,
  hash {TEXT} NOT NULL,
  PRIMARY KEY (list, code),
  CONSTRAINT listed_kind_is_known CHECK (kind IN ('individual', 'entity'))
) {WR};

-- By which list, and under which names, a firm was looked at last.
CREATE TABLE screened_firm (
  firm {I64} NOT NULL,
  list {I64} NOT NULL,
  names_hash {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm)
) {WR};

-- A name here that is like one on a list: until an officer has said, and where it is the same, the
-- firm's money does not go out.
CREATE TABLE screening_case (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  list {I64} NOT NULL,
  code {TEXT} NOT NULL,
  entry_hash {TEXT} NOT NULL,
  subject {TEXT} NOT NULL,
  name {TEXT} NOT NULL,
  name_key {TEXT} NOT NULL,
  listed_name {TEXT} NOT NULL,
  reference {TEXT} NOT NULL,
  bank_order {I64},
  score {I64} NOT NULL,
  arithmetic {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  officer {I64},
  decided_by {I64},
  reasons {TEXT},
  at {I64} NOT NULL,
  ended_at {I64},
  version {I64} NOT NULL,
  PRIMARY KEY (firm, id),
  CONSTRAINT screening_case_subject_is_known CHECK (subject = 'firm' OR subject = 'person'
    OR subject = 'holder' OR subject = 'payee'),
  CONSTRAINT screening_case_state_is_known CHECK (state = 'open' OR state = 'asked'
    OR state = 'upheld' OR state = 'cleared'),
  CONSTRAINT screening_case_score_is_a_share CHECK (score BETWEEN 0 AND 1000),
  CONSTRAINT screening_case_ends_once CHECK ((state = 'open' OR state = 'asked')
    = (ended_at IS NULL)),
  CONSTRAINT screening_case_is_decided_with_reasons CHECK (state = 'open'
    OR (decided_by IS NOT NULL AND reasons IS NOT NULL))
) {WR};
CREATE INDEX screening_case_queue ON screening_case (id) WHERE state = 'open' OR state = 'asked';
CREATE INDEX screening_case_ended ON screening_case (id)
  WHERE state = 'upheld' OR state = 'cleared';

-- Who of the operator's people looked into a case, and what they did; only ever added to.
CREATE TABLE screening_access (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  screening_case {I64} NOT NULL,
  person {I64} NOT NULL,
  act {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, id)
) {WR};
CREATE INDEX screening_access_of_case ON screening_access (firm, screening_case, person);
