-- Fees of one firm in one civil month and currency. It takes lines while it is open; what comes
-- later stands in the next one.
CREATE TABLE fee_statement (
  firm {I64} NOT NULL,
  month {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  -- Charged here, and given back of what was charged here.
  charged {I64} NOT NULL,
  returned {I64} NOT NULL,
  -- Given back of what earlier statements charged.
  credited {I64} NOT NULL,
  lines {I64} NOT NULL,
  state {TEXT} NOT NULL,
  -- Why the invoice waits; nothing while it is not due or once it is made.
  waits_for {TEXT},
  due_at {I64} NOT NULL,
  closed_at {I64},
  version {I64} NOT NULL,
  PRIMARY KEY (firm, month, currency),
  CONSTRAINT fee_statement_state_is_known CHECK (state = 'open' OR state = 'closed'),
  CONSTRAINT fee_statement_waits_for_somebody
    CHECK (waits_for = 'firm' OR waits_for = 'operator' OR waits_for = 'check'),
  CONSTRAINT fee_statement_is_closed_at_a_time CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CONSTRAINT fee_statement_returns_what_it_charged
    CHECK (charged >= returned AND returned >= 0 AND credited >= 0 AND lines > 0)
) {WR};

-- One fee, or one refund of a fee; only ever added to. `before` is what its own kind had come to
-- in the statement, so that the tax of each line can be told and the lines sum to the whole; of a
-- credit, what credits of the same invoice had come to.
CREATE TABLE fee_line (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  month {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  nth {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  deal {I64} NOT NULL,
  base {I64} NOT NULL,
  amount {I64} NOT NULL,
  before {I64} NOT NULL,
  -- The statement in which the fee was charged.
  charged_in {TEXT} NOT NULL,
  rules_version {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, id),
  CONSTRAINT fee_line_stands_once UNIQUE (firm, month, currency, nth),
  CONSTRAINT fee_line_kind_is_known
    CHECK (kind = 'fee' OR kind = 'refund' OR kind = 'credit'),
  CONSTRAINT fee_line_is_positive CHECK (base > 0 AND amount > 0 AND nth > 0),
  CONSTRAINT fee_line_credits_what_is_earlier
    CHECK ((kind = 'credit') = (charged_in <> month))
) {WR};
CREATE INDEX fee_line_deal ON fee_line (firm, deal);

-- An invoice or a credit note as it was issued: never changed, never removed.
CREATE TABLE fee_document (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  year {I64} NOT NULL,
  nth {I64} NOT NULL,
  month {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  -- The month whose invoice a credit note corrects; an invoice's own.
  charged_in {TEXT} NOT NULL,
  net {I64} NOT NULL,
  tax {I64} NOT NULL,
  gross {I64} NOT NULL,
  category {TEXT} NOT NULL,
  rate_bps {I64} NOT NULL,
  xml {TEXT} NOT NULL,
  issued_at {I64} NOT NULL,
  PRIMARY KEY (firm, id),
  CONSTRAINT fee_document_once_for_a_month UNIQUE (firm, month, currency, kind, charged_in),
  CONSTRAINT fee_document_kind_is_known CHECK (kind = 'invoice' OR kind = 'credit'),
  CONSTRAINT fee_document_adds_up CHECK (net + tax = gross AND gross > 0 AND tax >= 0),
  CONSTRAINT fee_document_rate_is_a_share CHECK (rate_bps BETWEEN 0 AND 10000)
) {WR};

-- The last number given in a year: raised in the transaction that issues, so there is no gap.
CREATE TABLE document_series (
  year {ID},
  last {I64} NOT NULL,
  CONSTRAINT document_series_counts CHECK (last > 0)
) {ST};

-- Whose number it is.
CREATE TABLE document_number (
  year {I64} NOT NULL,
  nth {I64} NOT NULL,
  firm {I64} NOT NULL,
  document {I64} NOT NULL,
  PRIMARY KEY (year, nth)
) {WR};

-- Who stands on invoices: a firm, or the operator.
CREATE TABLE bill_party (
  owner {ID},
  legal_name {TEXT} NOT NULL,
  street {TEXT} NOT NULL,
  city {TEXT} NOT NULL,
  post_code {TEXT} NOT NULL,
  country {TEXT} NOT NULL,
  vat_id {TEXT} NOT NULL,
  registration {TEXT} NOT NULL,
  changed_by {I64} NOT NULL,
  changed_at {I64} NOT NULL,
  version {I64} NOT NULL
) {ST};

-- Which clerk looked at a firm's fees, when.
CREATE TABLE bill_access (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  person {I64} NOT NULL,
  what {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, id)
) {WR};

-- The market's books by civil day: what moved in each account and what it came to. A day is written
-- once, when it is over.
CREATE TABLE book_day (
  day {TEXT} NOT NULL,
  from_batch {I64} NOT NULL,
  to_batch {I64} NOT NULL,
  postings {I64} NOT NULL,
  closed_at {I64} NOT NULL,
  PRIMARY KEY (day),
  CONSTRAINT book_day_goes_on CHECK (to_batch > from_batch AND postings > 0)
) {WR};

CREATE TABLE book_line (
  day {TEXT} NOT NULL,
  account {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  opening {I64} NOT NULL,
  debit {I64} NOT NULL,
  credit {I64} NOT NULL,
  postings {I64} NOT NULL,
  PRIMARY KEY (day, account, currency),
  CONSTRAINT book_line_sides_are_positive CHECK (debit >= 0 AND credit >= 0 AND postings >= 0)
) {WR};

-- Which clerk looked at single postings, or took them away.
CREATE TABLE book_access (
  person {I64} NOT NULL,
  id {I64} NOT NULL,
  what {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (person, id)
) {WR};
