CREATE TABLE person (
  id {ID},
  lang {TEXT} NOT NULL,
  name {TEXT} NOT NULL,
  password_hash {TEXT},
  created_at {I64} NOT NULL,
  version {I64} NOT NULL
) {ST};

-- A claim: an address or a number belongs to one person.
CREATE TABLE contact (
  value {TEXT} NOT NULL,
  kind {TEXT} NOT NULL,
  person {I64} NOT NULL,
  verified_at {I64} NOT NULL,
  PRIMARY KEY (value),
  CONSTRAINT contact_kind_is_known CHECK (kind IN ('mail', 'sms'))
) {WR};

-- Codes asked for, whoever asked and whether or not anybody is there.
CREATE TABLE code (
  contact {TEXT} NOT NULL,
  id {I64} NOT NULL,
  ticket {BYTES} NOT NULL,
  asker {BYTES} NOT NULL,
  known_by {TEXT} NOT NULL,
  purpose {TEXT} NOT NULL,
  code_hash {BYTES} NOT NULL,
  tries {I64} NOT NULL,
  expires_at {I64} NOT NULL,
  sent_at {I64} NOT NULL,
  PRIMARY KEY (contact, id),
  CONSTRAINT code_known_by_is_known CHECK (
    known_by = 'address' OR known_by = 'browser' OR known_by = 'person'),
  CONSTRAINT code_purpose_is_known CHECK (
    purpose = 'sign_up' OR purpose = 'sign_in' OR purpose = 'reset'),
  CONSTRAINT code_counts CHECK (tries >= 0)
) {WR};
CREATE INDEX code_sent ON code (sent_at);

-- Signed-in browsers and API keys (those with a name), by the hash of their token. What they may do
-- is copied here, so that one read by key signs a request in.
CREATE TABLE session (
  hash {BYTES} NOT NULL,
  id {I64} NOT NULL,
  person {I64} NOT NULL,
  firm {I64},
  role {TEXT},
  scope {TEXT} NOT NULL,
  desk {TEXT},
  name {TEXT},
  expires_at {I64},
  at {I64} NOT NULL,
  PRIMARY KEY (hash),
  CONSTRAINT session_role_is_known CHECK (role IN ('owner', 'staff')),
  CONSTRAINT session_scope_is_known CHECK (scope = 'full' OR scope = 'trade' OR scope = 'read'),
  CONSTRAINT session_desk_is_known CHECK (desk IN ('operator', 'officer')),
  CONSTRAINT session_has_a_role_where_it_has_a_firm CHECK ((firm IS NULL) = (role IS NULL)),
  CONSTRAINT session_key_is_no_person CHECK ((name IS NULL) = (scope = 'full')),
  CONSTRAINT session_ends_or_is_a_key CHECK (name IS NOT NULL OR expires_at IS NOT NULL)
) {WR};
CREATE INDEX session_person ON session (person, firm);
CREATE INDEX session_key ON session (firm, id) WHERE name IS NOT NULL;
CREATE INDEX session_end ON session (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE firm (
  id {ID},
  name {TEXT} NOT NULL,
  name_lang {TEXT} NOT NULL,
  country {TEXT} NOT NULL,
  created_at {I64} NOT NULL,
  version {I64} NOT NULL
) {ST};

CREATE TABLE member (
  firm {I64} NOT NULL REFERENCES firm (id) DEFERRABLE INITIALLY DEFERRED,
  person {I64} NOT NULL,
  role {TEXT} NOT NULL,
  since {I64} NOT NULL,
  PRIMARY KEY (firm, person),
  CONSTRAINT member_role_is_known CHECK (role IN ('owner', 'staff'))
) {WR};
CREATE INDEX member_person ON member (person, since);

CREATE TABLE invitation (
  hash {BYTES} NOT NULL,
  firm {I64} NOT NULL,
  contact {TEXT} NOT NULL,
  role {TEXT} NOT NULL,
  by_person {I64} NOT NULL,
  expires_at {I64} NOT NULL,
  used_at {I64},
  PRIMARY KEY (hash),
  CONSTRAINT invitation_role_is_known CHECK (role IN ('owner', 'staff'))
) {WR};
CREATE INDEX invitation_open ON invitation (firm, expires_at) WHERE used_at IS NULL;
CREATE INDEX invitation_end ON invitation (expires_at);

-- The operator's people.
CREATE TABLE clerk (
  person {ID},
  desk {TEXT} NOT NULL,
  CONSTRAINT clerk_desk_is_known CHECK (desk IN ('operator', 'officer'))
) {ST};

-- Letters on their way; what they say is forgotten once they are sent.
CREATE TABLE letter (
  bucket {I64} NOT NULL,
  id {I64} NOT NULL,
  channel {TEXT} NOT NULL,
  address {TEXT} NOT NULL,
  lang {TEXT} NOT NULL,
  kind {TEXT} NOT NULL,
  facts {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  tries {I64} NOT NULL,
  due_at {I64} NOT NULL,
  sent_at {I64},
  PRIMARY KEY (bucket, id),
  CONSTRAINT letter_channel_is_known CHECK (channel IN ('mail', 'sms')),
  CONSTRAINT letter_state_is_known CHECK (state = 'waiting' OR state = 'sent' OR state = 'failed'),
  CONSTRAINT letter_is_dated_when_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) {WR};
CREATE INDEX letter_due ON letter (state, due_at, id);

-- What a firm has to show for itself: written by whoever counts its trades and by whoever looks
-- into who it is, read by everybody.
CREATE TABLE standing (
  firm {I64} NOT NULL REFERENCES firm (id) DEFERRABLE INITIALLY DEFERRED,
  since {I64} NOT NULL,
  finished {I64} NOT NULL,
  rated_good {I64} NOT NULL,
  rated_neutral {I64} NOT NULL,
  rated_bad {I64} NOT NULL,
  refunded {I64} NOT NULL,
  last_finished_at {I64},
  address_proven_at {I64},
  address_proven_until {I64},
  number_seen_at {I64},
  number_seen_until {I64},
  number_seen_by {TEXT},
  promises {TEXT} NOT NULL,
  PRIMARY KEY (firm),
  CONSTRAINT standing_counts_up CHECK (finished >= 0 AND rated_good >= 0 AND rated_neutral >= 0
    AND rated_bad >= 0 AND refunded >= 0),
  CONSTRAINT standing_number_seen_by_is_known CHECK (number_seen_by IN ('clerk', 'register')),
  CONSTRAINT standing_address_proof_is_whole CHECK (
    (address_proven_at IS NULL) = (address_proven_until IS NULL)),
  CONSTRAINT standing_number_proof_is_whole CHECK (
    (number_seen_at IS NULL) = (number_seen_until IS NULL)
    AND (number_seen_at IS NULL) = (number_seen_by IS NULL))
) {WR};
