-- What a buyer wants to buy, open to many sellers. `certificates`, `marks` and `reasons` are JSON
-- that SQL never looks into. `category` and `country` are those of the first line and the
-- destination, empty where nobody said.
CREATE TABLE request (
  id {ID},
  buyer {I64} NOT NULL,
  title {TEXT} NOT NULL,
  text {TEXT} NOT NULL,
  lang {TEXT} NOT NULL,
  category {TEXT} NOT NULL,
  country {TEXT} NOT NULL,
  destination {TEXT} NOT NULL,
  incoterm {TEXT},
  wanted_by {TEXT},
  certificates {TEXT} NOT NULL,
  wants_sample {I64} NOT NULL,
  audience {TEXT} NOT NULL,
  open_d {I64} NOT NULL,
  state {TEXT} NOT NULL,
  quotes {I64} NOT NULL,
  marks {TEXT} NOT NULL,
  reasons {TEXT} NOT NULL,
  review_note {TEXT} NOT NULL,
  due_at {I64},
  opened_at {I64},
  open_until {I64},
  matched_at {I64},
  version {I64} NOT NULL,
  at {I64} NOT NULL,
  CONSTRAINT request_state_is_known CHECK (state = 'draft' OR state = 'review' OR state = 'open'
    OR state = 'full' OR state = 'expired' OR state = 'closed' OR state = 'awarded'),
  CONSTRAINT request_audience_is_known CHECK (audience = 'everyone' OR audience = 'asked'),
  CONSTRAINT request_counts CHECK (quotes >= 0 AND open_d >= 1),
  CONSTRAINT request_in_review_is_due CHECK (state <> 'review' OR due_at IS NOT NULL),
  CONSTRAINT request_open_has_an_end CHECK (
    (state <> 'open' AND state <> 'full') OR open_until IS NOT NULL)
) {ST};
CREATE INDEX request_in_review ON request (due_at, id) WHERE state = 'review';
CREATE INDEX request_under_way ON request (buyer)
  WHERE state = 'draft' OR state = 'review' OR state = 'open' OR state = 'full';
CREATE INDEX request_opened ON request (opened_at, id) WHERE state = 'open';
CREATE INDEX request_open ON request (id) WHERE state = 'open';
CREATE INDEX request_unmatched ON request (opened_at, id)
  WHERE state = 'open' AND matched_at IS NULL;

-- `specs` is JSON that SQL never looks into.
CREATE TABLE request_line (
  request {I64} NOT NULL,
  nth {I64} NOT NULL,
  what {TEXT} NOT NULL,
  category {TEXT} NOT NULL,
  quantity {I64} NOT NULL,
  unit {TEXT} NOT NULL,
  specs {TEXT} NOT NULL,
  target_currency {TEXT},
  target_millionths {I64},
  awarded {I64} NOT NULL,
  PRIMARY KEY (request, nth),
  CONSTRAINT request_line_quantity_is_positive CHECK (quantity >= 1),
  CONSTRAINT request_line_gets_no_more_than_asked CHECK (awarded >= 0 AND awarded <= quantity),
  CONSTRAINT request_line_target_is_whole CHECK (
    (target_currency IS NULL) = (target_millionths IS NULL)),
  FOREIGN KEY (request) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED
) {WR};

-- `parts`, `sample` and `lines` are JSON that SQL never looks into.
CREATE TABLE request_quote (
  request {I64} NOT NULL,
  id {I64} NOT NULL,
  seller {I64} NOT NULL,
  revision {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  incoterm {TEXT} NOT NULL,
  place {TEXT} NOT NULL,
  transport {TEXT} NOT NULL,
  lead_time_d {I64} NOT NULL,
  valid_until {I64} NOT NULL,
  parts {TEXT} NOT NULL,
  note {TEXT} NOT NULL,
  sample {TEXT} NOT NULL,
  lines {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  version {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (request, id),
  CONSTRAINT request_quote_ends_later CHECK (valid_until > at),
  CONSTRAINT request_quote_counts CHECK (revision >= 0 AND lead_time_d >= 0),
  CONSTRAINT request_quote_state_is_known CHECK (
    state = 'open' OR state = 'accepted' OR state = 'withdrawn' OR state = 'replaced'),
  FOREIGN KEY (request) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED
) {WR};
-- However two clerks of one seller race: one first quote, one of each revision.
CREATE UNIQUE INDEX request_quote_revision ON request_quote (request, seller, revision);

-- What of a line went to which quote; a quote is awarded once.
CREATE TABLE request_award (
  request {I64} NOT NULL,
  quote {I64} NOT NULL,
  nth {I64} NOT NULL,
  quantity {I64} NOT NULL,
  millionths {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (request, quote, nth),
  CONSTRAINT request_award_is_of_something CHECK (quantity >= 1 AND millionths > 0),
  FOREIGN KEY (request, quote) REFERENCES request_quote (request, id)
    DEFERRABLE INITIALLY DEFERRED
) {WR};

-- One list row for the buyer and for each seller that quoted. The fingerprint finds the same
-- request asked twice; a seller's row has none.
CREATE TABLE firm_request (
  firm {I64} NOT NULL,
  request {I64} NOT NULL,
  side {TEXT} NOT NULL,
  fingerprint {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, request),
  CONSTRAINT firm_request_side_is_known CHECK (side = 'buyer' OR side = 'seller')
) {WR};

-- A request that was brought to a seller, with the arithmetic that chose it, JSON.
CREATE TABLE lead (
  firm {I64} NOT NULL,
  request {I64} NOT NULL,
  points {I64} NOT NULL,
  arithmetic {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, request),
  CONSTRAINT lead_points_are_a_share CHECK (points >= 0 AND points <= 1000)
) {WR};
CREATE INDEX lead_of_request ON lead (request, points);

-- How a firm answers buyers: asked, answered for the first time, seconds until then in all; and
-- when a request was brought to it last.
CREATE TABLE reply_record (
  firm {I64} NOT NULL,
  asked {I64} NOT NULL,
  answered {I64} NOT NULL,
  waited_s {I64} NOT NULL,
  led_at {I64},
  PRIMARY KEY (firm),
  CONSTRAINT reply_record_counts CHECK (asked >= 0 AND answered >= 0 AND waited_s >= 0)
) {WR};

-- What a firm wants to hear of. `seen` is the newest thing that a letter has named or passed by.
CREATE TABLE saved_search (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  words {TEXT} NOT NULL,
  category {TEXT} NOT NULL,
  country {TEXT} NOT NULL,
  seen {I64} NOT NULL,
  next_at {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, id),
  CONSTRAINT saved_search_kind_is_known CHECK (kind = 'request' OR kind = 'product')
) {WR};
CREATE INDEX saved_search_due ON saved_search (next_at) WHERE kind = 'request';
