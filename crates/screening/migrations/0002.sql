-- An order of an authority over a firm: a freeze, a bankruptcy, or that it is dissolved.
CREATE TABLE firm_order (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  authority {TEXT} NOT NULL,
  reference {TEXT} NOT NULL,
  ordered_on {TEXT} NOT NULL,
  until_on {TEXT},
  currency {TEXT},
  stays {I64},
  paper {TEXT},
  paper_name {TEXT},
  paper_type {TEXT},
  account {I64},
  state {TEXT} NOT NULL,
  timer {I64},
  person {I64} NOT NULL,
  lifted_by {I64},
  at {I64} NOT NULL,
  lifted_at {I64},
  version {I64} NOT NULL,
  PRIMARY KEY (firm, id),
  CONSTRAINT firm_order_kind_is_known CHECK (
    kind = 'freeze' OR kind = 'bankruptcy' OR kind = 'dissolved'),
  CONSTRAINT firm_order_state_is_known CHECK (state IN ('standing', 'lifted')),
  CONSTRAINT firm_order_part_is_whole CHECK ((currency IS NULL) = (stays IS NULL)),
  CONSTRAINT firm_order_part_is_of_a_freeze CHECK (stays IS NULL OR kind = 'freeze'),
  CONSTRAINT firm_order_account_is_of_an_administrator CHECK (account IS NULL OR kind <> 'freeze'),
  CONSTRAINT firm_order_paper_is_whole CHECK ((paper IS NULL) = (paper_name IS NULL)
    AND (paper IS NULL) = (paper_type IS NULL)),
  CONSTRAINT firm_order_ends_once CHECK ((state = 'lifted') = (lifted_at IS NOT NULL))
) {WR};
CREATE INDEX firm_order_standing ON firm_order (id) WHERE state = 'standing';
