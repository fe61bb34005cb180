CREATE TABLE inquiry (
  id {ID},
  product {I64} NOT NULL,
  title {TEXT} NOT NULL,
  buyer {I64} NOT NULL,
  seller {I64} NOT NULL,
  quantity {I64} NOT NULL,
  unit {TEXT} NOT NULL,
  destination {TEXT},
  state {TEXT} NOT NULL,
  version {I64} NOT NULL,
  at {I64} NOT NULL,
  CONSTRAINT inquiry_has_two_sides CHECK (buyer <> seller),
  CONSTRAINT inquiry_quantity_is_positive CHECK (quantity >= 1),
  CONSTRAINT inquiry_state_is_known CHECK (
    state = 'open' OR state = 'quoted' OR state = 'agreed' OR state = 'closed')
) {ST};

-- `parts` is JSON that SQL never looks into.
CREATE TABLE quote (
  inquiry {I64} NOT NULL,
  id {I64} NOT NULL,
  seller {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  incoterm {TEXT} NOT NULL,
  place {TEXT} NOT NULL,
  transport {TEXT} NOT NULL,
  lead_time_d {I64} NOT NULL,
  valid_until {I64} NOT NULL,
  parts {TEXT} NOT NULL,
  note {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  version {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (inquiry, id),
  CONSTRAINT quote_ends_later CHECK (valid_until > at),
  CONSTRAINT quote_lead_time_is_no_debt CHECK (lead_time_d >= 0),
  CONSTRAINT quote_state_is_known
    CHECK (state = 'open' OR state = 'accepted' OR state = 'withdrawn' OR state = 'replaced'),
  FOREIGN KEY (inquiry) REFERENCES inquiry (id) DEFERRABLE INITIALLY DEFERRED
) {WR};
-- However two sellers' clerks race: one open quote, one accepted quote.
CREATE UNIQUE INDEX quote_open ON quote (inquiry) WHERE state = 'open';
CREATE UNIQUE INDEX quote_accepted ON quote (inquiry) WHERE state = 'accepted';

CREATE TABLE quote_tier (
  inquiry {I64} NOT NULL,
  quote {I64} NOT NULL,
  min_quantity {I64} NOT NULL,
  millionths {I64} NOT NULL,
  PRIMARY KEY (inquiry, quote, min_quantity),
  CONSTRAINT quote_tier_is_positive CHECK (min_quantity >= 1 AND millionths > 0),
  FOREIGN KEY (inquiry, quote) REFERENCES quote (inquiry, id) DEFERRABLE INITIALLY DEFERRED
) {WR};

-- One list row for each side, so that a firm's list stays on its own home.
CREATE TABLE firm_inquiry (
  firm {I64} NOT NULL,
  inquiry {I64} NOT NULL,
  side {TEXT} NOT NULL,
  other_firm {I64} NOT NULL,
  product {I64} NOT NULL,
  title {TEXT} NOT NULL,
  quantity {I64} NOT NULL,
  unit {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, inquiry),
  CONSTRAINT firm_inquiry_side_is_known CHECK (side IN ('buyer', 'seller')),
  CONSTRAINT firm_inquiry_state_is_known
    CHECK (state = 'open' OR state = 'quoted' OR state = 'agreed' OR state = 'closed')
) {WR};
