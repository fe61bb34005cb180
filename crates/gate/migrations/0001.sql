-- A category under the operator's rule: open to all sellers, or buyers first. A category without a
-- row is open.
CREATE TABLE shelf (
  category {TEXT} NOT NULL,
  mode {TEXT} NOT NULL,
  admitted {I64} NOT NULL,
  waiting {I64} NOT NULL,
  looked_day {I64} NOT NULL,
  version {I64} NOT NULL,
  since {I64} NOT NULL,
  PRIMARY KEY (category),
  CONSTRAINT shelf_mode_is_known CHECK (mode IN ('open', 'buyers-first')),
  CONSTRAINT shelf_counts_up CHECK (admitted >= 0 AND waiting >= 0)
) {WR};

-- Who changed a category's mode, when and why: only ever added to.
CREATE TABLE shelf_change (
  category {TEXT} NOT NULL,
  id {I64} NOT NULL,
  mode {TEXT} NOT NULL,
  reason {TEXT} NOT NULL,
  by_person {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (category, id),
  CONSTRAINT shelf_change_is_reasoned CHECK (reason <> '')
) {WR};

-- `sums` is JSON that SQL never looks into: the arithmetic of the points.
CREATE TABLE application (
  category {TEXT} NOT NULL,
  firm {I64} NOT NULL,
  state {TEXT} NOT NULL,
  how {TEXT} NOT NULL,
  points {I64} NOT NULL,
  sums {TEXT} NOT NULL,
  reason {TEXT} NOT NULL,
  by_person {I64},
  applied_at {I64} NOT NULL,
  decided_at {I64},
  PRIMARY KEY (category, firm),
  CONSTRAINT application_state_is_known CHECK (
    state = 'waiting' OR state = 'admitted' OR state = 'withdrawn' OR state = 'lapsed'),
  CONSTRAINT application_is_decided_when_not_waiting CHECK (
    (state = 'waiting') = (decided_at IS NULL)),
  CONSTRAINT application_way_is_known CHECK (
    how = 'line' OR how = 'hand' OR how = 'before')
) {WR};
CREATE INDEX application_line ON application (category, state, points, applied_at);
CREATE INDEX application_of_firm ON application (firm, category);

-- What was found out about a firm, from which source, until when; only ever added to.
CREATE TABLE buyer_check (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  source {TEXT} NOT NULL,
  evidence {BYTES} NOT NULL,
  by_person {I64},
  at {I64} NOT NULL,
  valid_until {I64} NOT NULL,
  PRIMARY KEY (firm, id),
  CONSTRAINT buyer_check_kind_is_known CHECK (kind IN ('work-mail', 'registry')),
  CONSTRAINT buyer_check_ends_later CHECK (valid_until > at)
) {WR};

-- A domain verifies one firm.
CREATE TABLE work_domain (
  domain {TEXT} NOT NULL,
  firm {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (domain)
) {WR};

-- A registry number that waits for a clerk or for the registry.
CREATE TABLE check_request (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  number {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  note {TEXT} NOT NULL,
  by_person {I64},
  at {I64} NOT NULL,
  answered_at {I64},
  PRIMARY KEY (firm, id),
  CONSTRAINT check_request_state_is_known CHECK (
    state = 'waiting' OR state = 'passed' OR state = 'failed'),
  CONSTRAINT check_request_is_answered_when_not_waiting CHECK (
    (state = 'waiting') = (answered_at IS NULL))
) {WR};
CREATE INDEX check_request_line ON check_request (state, id);
CREATE UNIQUE INDEX check_request_open ON check_request (firm) WHERE state = 'waiting';

-- Worked out from events, and made again by `jishi rebuild`: this table and the next six.
CREATE TABLE firm_record (
  firm {I64} NOT NULL,
  country {TEXT} NOT NULL,
  opened_at {I64} NOT NULL,
  bought_day {I64} NOT NULL,
  sold_day {I64} NOT NULL,
  received {I64} NOT NULL,
  answered {I64} NOT NULL,
  is_storefront {I64} NOT NULL,
  first_asked_at {I64},
  first_answer_us {I64},
  first_quote_at {I64},
  first_sale_at {I64},
  first_finished_at {I64},
  PRIMARY KEY (firm),
  CONSTRAINT firm_record_counts_up CHECK (received >= 0 AND answered >= 0),
  CONSTRAINT firm_record_storefront_is_a_flag CHECK (is_storefront IN (0, 1))
) {WR};

CREATE TABLE counted_person (
  person {ID},
  at {I64} NOT NULL
) {ST};

CREATE TABLE received_inquiry (
  firm {I64} NOT NULL,
  inquiry {I64} NOT NULL,
  at {I64} NOT NULL,
  answered_at {I64},
  PRIMARY KEY (firm, inquiry)
) {WR};

CREATE TABLE category_buyer (
  category {TEXT} NOT NULL,
  firm {I64} NOT NULL,
  country {TEXT} NOT NULL,
  active_until {I64} NOT NULL,
  counts_until {I64} NOT NULL,
  PRIMARY KEY (category, firm)
) {WR};
CREATE INDEX category_buyer_of_firm ON category_buyer (firm, category);

-- How many buyers of a country count until a day, and no longer.
CREATE TABLE buyer_day (
  category {TEXT} NOT NULL,
  day {I64} NOT NULL,
  country {TEXT} NOT NULL,
  n {I64} NOT NULL,
  PRIMARY KEY (category, day, country)
) {WR};

CREATE TABLE counter (
  name {TEXT} NOT NULL,
  n {I64} NOT NULL,
  PRIMARY KEY (name)
) {WR};

-- How many firms did a thing on that day last.
CREATE TABLE counter_day (
  name {TEXT} NOT NULL,
  day {I64} NOT NULL,
  n {I64} NOT NULL,
  PRIMARY KEY (name, day)
) {WR};

-- What stood at the end of a week; the present week is written anew each day.
CREATE TABLE category_week (
  category {TEXT} NOT NULL,
  week {I64} NOT NULL,
  country {TEXT} NOT NULL,
  buyers {I64} NOT NULL,
  sellers {I64} NOT NULL,
  waiting {I64} NOT NULL,
  PRIMARY KEY (category, week, country)
) {WR};

-- A campaign that invites buyers, with what it cost and what came of it.
CREATE TABLE campaign (
  id {ID},
  name {TEXT} NOT NULL,
  source {TEXT} NOT NULL,
  medium {TEXT} NOT NULL,
  market {TEXT} NOT NULL,
  lang {TEXT} NOT NULL,
  hour {I64},
  currency {TEXT} NOT NULL,
  cost {I64} NOT NULL,
  by_person {I64} NOT NULL,
  direct {I64} NOT NULL,
  descended {I64} NOT NULL,
  verified {I64} NOT NULL,
  won {I64} NOT NULL,
  asked {I64} NOT NULL,
  ordered {I64} NOT NULL,
  at {I64} NOT NULL,
  CONSTRAINT campaign_is_named CHECK (name <> ''),
  CONSTRAINT campaign_cost_is_no_gain CHECK (cost >= 0),
  CONSTRAINT campaign_hour_is_of_a_day CHECK (hour BETWEEN 0 AND 23),
  CONSTRAINT campaign_counts_up CHECK (
    direct >= 0 AND descended >= 0 AND verified >= 0 AND won >= 0 AND asked >= 0
    AND ordered >= 0)
) {ST};

-- A link that invites buyers, by the hash of its token: of a campaign, or of a firm.
CREATE TABLE buyer_link (
  hash {BYTES} NOT NULL,
  campaign {I64},
  firm {I64},
  by_person {I64} NOT NULL,
  cap {I64} NOT NULL,
  used {I64} NOT NULL,
  note {TEXT} NOT NULL,
  at {I64} NOT NULL,
  open_until {I64} NOT NULL,
  PRIMARY KEY (hash),
  CONSTRAINT buyer_link_is_of_one CHECK ((campaign IS NULL) <> (firm IS NULL)),
  CONSTRAINT buyer_link_keeps_its_cap CHECK (used >= 0 AND used <= cap)
) {WR};
CREATE INDEX buyer_link_of_firm ON buyer_link (firm, at) WHERE firm IS NOT NULL;

-- Who brought a firm: a campaign, or a firm, which may itself have been brought.
CREATE TABLE brought (
  firm {I64} NOT NULL,
  by_firm {I64},
  campaign {I64},
  depth {I64} NOT NULL,
  direct {I64} NOT NULL,
  below {I64} NOT NULL,
  at {I64} NOT NULL,
  verified_at {I64},
  asked_at {I64},
  ordered_at {I64},
  PRIMARY KEY (firm),
  CONSTRAINT brought_is_by_another CHECK (by_firm <> firm),
  CONSTRAINT brought_counts_up CHECK (direct >= 0 AND below >= direct AND depth >= 0)
) {WR};
CREATE INDEX brought_by_firm ON brought (by_firm, firm);
CREATE INDEX brought_by_campaign ON brought (campaign, depth, firm);
