-- What a firm says it is. `offers` is a list of words, a blank between two.
CREATE TABLE trade_role (
  firm {I64} NOT NULL,
  role {TEXT} NOT NULL,
  about {TEXT} NOT NULL,
  offers {TEXT} NOT NULL,
  shows_mandates {I64} NOT NULL,
  licence {TEXT},
  level {I64} NOT NULL,
  version {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm),
  CONSTRAINT trade_role_is_known CHECK (
    role = 'factory' OR role = 'trading-house' OR role = 'agent' OR role = 'distributor'),
  CONSTRAINT trade_role_shows_is_a_flag CHECK (shows_mandates IN (0, 1))
) {WR};

-- A maker lets a middleman act for it: one row on each side.
CREATE TABLE mandate (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  other_firm {I64} NOT NULL,
  side {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  scope {TEXT} NOT NULL,
  offered_by {TEXT} NOT NULL,
  is_shown {I64} NOT NULL,
  at {I64} NOT NULL,
  agreed_at {I64},
  ends_at {I64} NOT NULL,
  ended_at {I64},
  PRIMARY KEY (firm, id),
  CONSTRAINT mandate_side_is_known CHECK (side IN ('middleman', 'maker')),
  CONSTRAINT mandate_offered_by_a_side CHECK (offered_by IN ('middleman', 'maker')),
  CONSTRAINT mandate_state_is_known CHECK (
    state = 'offered' OR state = 'agreed' OR state = 'declined' OR state = 'revoked'),
  CONSTRAINT mandate_is_of_two CHECK (firm <> other_firm)
) {WR};

-- What a middleman can do, with evidence, and whether a clerk saw it.
CREATE TABLE capability (
  firm {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  evidence {TEXT} NOT NULL,
  note {TEXT} NOT NULL,
  by_person {I64},
  at {I64} NOT NULL,
  checked_at {I64},
  PRIMARY KEY (firm, kind),
  CONSTRAINT capability_kind_is_known CHECK (kind = 'records' OR kind = 'consolidation'
    OR kind = 'quality' OR kind = 'credit' OR kind = 'design'),
  CONSTRAINT capability_state_is_known CHECK (
    state = 'claimed' OR state = 'confirmed' OR state = 'refused')
) {WR};
CREATE INDEX capability_line ON capability (state, at);

-- A clerk found that a firm is not what it says; the firm may answer before it counts.
CREATE TABLE finding (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  claim {TEXT} NOT NULL,
  evidence {TEXT} NOT NULL,
  by_person {I64} NOT NULL,
  at {I64} NOT NULL,
  counts_from {I64} NOT NULL,
  reply {TEXT},
  replied_at {I64},
  lifted_at {I64},
  lifted_why {TEXT},
  PRIMARY KEY (firm, id),
  CONSTRAINT finding_has_evidence CHECK (evidence <> ''),
  CONSTRAINT finding_reply_is_dated CHECK ((reply IS NULL) = (replied_at IS NULL)),
  CONSTRAINT finding_is_lifted_with_a_reason CHECK ((lifted_at IS NULL) = (lifted_why IS NULL))
) {WR};
