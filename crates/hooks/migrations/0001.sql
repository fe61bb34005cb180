-- An address of a firm that is told what happens. `look_at` is when one of its lanes is due next;
-- nothing while it is not active or nothing waits. The secret itself stands nowhere: it is derived
-- from the market's own secret and from `salt`.
CREATE TABLE hook_endpoint (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  url {TEXT} NOT NULL,
  about {TEXT} NOT NULL,
  -- `*`, or the names of the types with spaces between.
  types {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  -- Why the market turned it off.
  reason {TEXT},
  salt {BYTES} NOT NULL,
  old_salt {BYTES},
  old_until {I64},
  -- Since when nothing has arrived, and whether the owners know.
  failing_since {I64},
  is_told {I64} NOT NULL,
  look_at {I64},
  at {I64} NOT NULL,
  version {I64} NOT NULL,
  PRIMARY KEY (firm, id),
  CONSTRAINT hook_endpoint_state_is_known
    CHECK (state = 'active' OR state = 'paused' OR state = 'off'),
  CONSTRAINT hook_endpoint_is_off_for_a_reason CHECK ((state = 'off') = (reason IS NOT NULL)),
  CONSTRAINT hook_endpoint_waits_while_active CHECK (state = 'active' OR look_at IS NULL),
  CONSTRAINT hook_endpoint_old_secret_ends CHECK ((old_salt IS NULL) = (old_until IS NULL))
) {WR};
CREATE INDEX hook_endpoint_look ON hook_endpoint (look_at, id) WHERE look_at IS NOT NULL;

-- What happened, as one firm may know it, in the exact bytes that are sent. `position` is its place
-- in the firm's list; `id` is that of the fact that it was made of.
CREATE TABLE hook_event (
  firm {I64} NOT NULL,
  position {I64} NOT NULL,
  id {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  deal {I64},
  lane {I64} NOT NULL,
  body {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, position),
  CONSTRAINT hook_event_once UNIQUE (firm, id)
) {WR};
CREATE INDEX hook_event_kind ON hook_event (firm, kind, position);
CREATE INDEX hook_event_deal ON hook_event (firm, deal, position) WHERE deal IS NOT NULL;
CREATE INDEX hook_event_since ON hook_event (firm, at, position);
CREATE INDEX hook_event_at ON hook_event (at, firm, position);

-- An event on its way to one address.
CREATE TABLE hook_delivery (
  firm {I64} NOT NULL,
  position {I64} NOT NULL,
  endpoint {I64} NOT NULL,
  event {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  lane {I64} NOT NULL,
  state {TEXT} NOT NULL,
  tries {I64} NOT NULL,
  status {I64},
  at {I64} NOT NULL,
  ended_at {I64},
  PRIMARY KEY (firm, position, endpoint),
  CONSTRAINT hook_delivery_state_is_known
    CHECK (state = 'waiting' OR state = 'arrived' OR state = 'given-up'),
  CONSTRAINT hook_delivery_ends_at_a_time CHECK ((state = 'waiting') = (ended_at IS NULL))
) {WR};
CREATE INDEX hook_delivery_list ON hook_delivery (firm, endpoint, position);
CREATE INDEX hook_delivery_lane ON hook_delivery (firm, endpoint, lane, position)
  WHERE state = 'waiting';

-- One thing that events are about, such as a deal, as far as something of it waits for one address.
-- Whoever sends the first of what waits holds the lease, and pushes `due_at` beyond its end.
CREATE TABLE hook_lane (
  firm {I64} NOT NULL,
  endpoint {I64} NOT NULL,
  lane {I64} NOT NULL,
  due_at {I64} NOT NULL,
  tries {I64} NOT NULL,
  lease {I64},
  PRIMARY KEY (firm, endpoint, lane)
) {WR};
CREATE INDEX hook_lane_due ON hook_lane (firm, endpoint, due_at);
CREATE INDEX hook_lane_leased ON hook_lane (firm, endpoint) WHERE lease IS NOT NULL;

-- One try at a delivery, and what came of it.
CREATE TABLE hook_attempt (
  firm {I64} NOT NULL,
  position {I64} NOT NULL,
  endpoint {I64} NOT NULL,
  id {I64} NOT NULL,
  at {I64} NOT NULL,
  took_ms {I64} NOT NULL,
  status {I64},
  failure {TEXT},
  answer {TEXT} NOT NULL,
  PRIMARY KEY (firm, position, endpoint, id)
) {WR};

-- Who did what to an address; nobody stands for the market itself.
CREATE TABLE hook_deed (
  firm {I64} NOT NULL,
  endpoint {I64} NOT NULL,
  id {I64} NOT NULL,
  person {I64},
  what {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, endpoint, id)
) {WR};
