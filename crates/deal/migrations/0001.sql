-- One trade between two firms. The buyer is not known yet while a deal link waits.
CREATE TABLE deal (
  id {ID},
  buyer {I64},
  seller {I64} NOT NULL,
  origin {TEXT} NOT NULL,
  inquiry {I64},
  quote {I64},
  title {TEXT} NOT NULL,
  line_count {I64} NOT NULL,
  currency {TEXT} NOT NULL,
  total {I64} NOT NULL,
  incoterm {TEXT},
  place {TEXT},
  transport {TEXT} NOT NULL,
  lead_time_d {I64},
  note {TEXT},
  information {TEXT} NOT NULL,
  money {TEXT} NOT NULL,
  goods {TEXT} NOT NULL,
  is_late {I64} NOT NULL,
  rules_version {TEXT} NOT NULL,
  contract_hash {BYTES} NOT NULL,
  timer {I64},
  due_at {I64},
  due_kind {TEXT},
  -- The deadline that was over while a report was awaited, and waits for it.
  waiting_kind {TEXT},
  eta {I64},
  original_at {I64},
  placed_at {I64} NOT NULL,
  agreed_at {I64},
  paid_at {I64},
  shipped_at {I64},
  ended_at {I64},
  version {I64} NOT NULL,
  CONSTRAINT deal_has_two_sides CHECK (buyer IS NULL OR buyer <> seller),
  CONSTRAINT deal_origin_is_known CHECK (
    origin = 'order' OR origin = 'quote' OR origin = 'link' OR origin = 'record'),
  CONSTRAINT deal_has_a_price CHECK (total > 0),
  CONSTRAINT deal_agrees_with_a_buyer CHECK (information <> 'agreed' OR buyer IS NOT NULL),
  CONSTRAINT deal_tracks_are_known CHECK ((information = 'offered' OR information = 'agreed'
    OR information = 'lapsed')
    AND (money = 'nothing' OR money = 'part_paid' OR money = 'paid' OR money = 'released'
        OR money = 'refunded' OR money = 'closed')
    AND (goods = 'not_started' OR goods = 'making' OR goods = 'inspecting' OR goods = 'inspected'
        OR goods = 'part_shipped' OR goods = 'shipped' OR goods = 'received'
        OR goods = 'cancelled')),
  -- The rest of the table of tracks is a law of the model; these two are what it is for.
  CONSTRAINT deal_pays_for_goods_received CHECK (money <> 'released' OR goods = 'received'),
  CONSTRAINT deal_moves_goods_by_contract
    CHECK (goods IN ('not_started', 'cancelled') OR information = 'agreed'),
  CONSTRAINT deal_deadline_has_a_time CHECK ((timer IS NULL) = (due_at IS NULL)
    AND (timer IS NULL) = (due_kind IS NULL)),
  CONSTRAINT deal_deadline_is_known CHECK (due_kind = 'deal-pay'
    OR due_kind = 'deal-ship' OR due_kind = 'deal-confirm' OR due_kind = 'deal-accept'),
  CONSTRAINT deal_waiting_is_known CHECK (waiting_kind = 'deal-pay' OR waiting_kind = 'deal-ship')
) {ST};

-- A firm's list of deals: one row for each side, never changed. What changes is read from the deal
-- itself.
CREATE TABLE firm_deal (
  firm {I64} NOT NULL,
  deal {I64} NOT NULL,
  side {TEXT} NOT NULL,
  PRIMARY KEY (firm, deal),
  CONSTRAINT firm_deal_side_is_known CHECK (side IN ('buyer', 'seller'))
) {WR};

-- Of these, the ones that are not over. A table of its own is small enough to stay in memory, where
-- a mark in the long list would change a page of it for each side of each deal that ends.
CREATE TABLE open_deal (
  firm {I64} NOT NULL,
  deal {I64} NOT NULL,
  side {TEXT} NOT NULL,
  PRIMARY KEY (firm, deal),
  CONSTRAINT open_deal_side_is_known CHECK (side IN ('buyer', 'seller'))
) {WR};

-- What every deal has (lines, milestones, signatures, timeline, shipments) carries no reference to
-- it: the reference would cost each trade some ten look-ups. `verify` looks for orphans.
CREATE TABLE line (
  deal {I64} NOT NULL,
  nth {I64} NOT NULL,
  product {I64},
  title {TEXT} NOT NULL,
  unit {TEXT} NOT NULL,
  quantity {I64} NOT NULL,
  millionths {I64} NOT NULL,
  amount {I64} NOT NULL,
  PRIMARY KEY (deal, nth),
  CONSTRAINT line_is_something CHECK (quantity > 0 AND millionths >= 0 AND amount >= 0)
) {WR};

CREATE TABLE milestone (
  deal {I64} NOT NULL,
  nth {I64} NOT NULL,
  share_bps {I64} NOT NULL,
  due {TEXT} NOT NULL,
  amount {I64} NOT NULL,
  paid_at {I64},
  PRIMARY KEY (deal, nth),
  CONSTRAINT milestone_is_a_share CHECK (share_bps BETWEEN 1 AND 10000 AND amount > 0),
  CONSTRAINT milestone_due_is_known CHECK (
    due = 'before_production' OR due = 'after_inspection' OR due = 'before_shipment')
) {WR};

-- Who is bound by which text, and by what: a person's word, a standing offer, a quote.
CREATE TABLE signature (
  deal {I64} NOT NULL,
  firm {I64} NOT NULL,
  person {I64},
  means {TEXT} NOT NULL,
  contract_hash {BYTES} NOT NULL,
  signed_at {I64} NOT NULL,
  PRIMARY KEY (deal, firm, contract_hash),
  CONSTRAINT signature_means_is_known CHECK (means = 'person' OR means = 'open_offer'
    OR means = 'quote' OR means = 'record' OR means = 'lowered'),
  CONSTRAINT signature_of_a_person_names_them CHECK (means <> 'person' OR person IS NOT NULL)
) {WR};

CREATE TABLE shipment (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  carrier {TEXT} NOT NULL,
  tracking {TEXT} NOT NULL,
  transport {TEXT} NOT NULL,
  shipped_at {I64} NOT NULL,
  eta {I64},
  delivered_at {I64},
  PRIMARY KEY (deal, id),
  CONSTRAINT shipment_transport_is_known CHECK (
    transport = 'express' OR transport = 'surface' OR transport = 'sea' OR transport = 'virtual')
) {WR};

CREATE TABLE inspection (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  ordered_by {I64} NOT NULL,
  state {TEXT} NOT NULL,
  found {I64},
  note {TEXT},
  at {I64} NOT NULL,
  -- When it is over if there is no report.
  report_by {I64} NOT NULL,
  timer {I64} NOT NULL,
  PRIMARY KEY (deal, id),
  CONSTRAINT inspection_state_is_known CHECK (state = 'ordered' OR state = 'passed'
    OR state = 'failed' OR state = 'called_off' OR state = 'lapsed'),
  CONSTRAINT inspection_found_is_a_count CHECK (found >= 0),
  FOREIGN KEY (deal) REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED
) {WR};

CREATE TABLE refund (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  amount {I64} NOT NULL,
  source {TEXT} NOT NULL,
  reason {TEXT},
  firm {I64},
  at {I64} NOT NULL,
  -- For which goods it was claimed, and how much of it makes good for goods that were sent, which
  -- is no part of a rest that does not come.
  about {TEXT} NOT NULL,
  for_sent {I64} NOT NULL,
  PRIMARY KEY (deal, id),
  CONSTRAINT refund_source_is_known CHECK (source IN ('held', 'seller')),
  CONSTRAINT refund_is_something CHECK (amount > 0),
  CONSTRAINT refund_for_sent_is_of_it CHECK (for_sent BETWEEN 0 AND amount),
  FOREIGN KEY (deal) REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED
) {WR};

CREATE TABLE timeline (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  track {TEXT} NOT NULL,
  kind {TEXT} NOT NULL,
  facts {TEXT} NOT NULL,
  firm {I64},
  at {I64} NOT NULL,
  PRIMARY KEY (deal, id),
  CONSTRAINT timeline_track_is_known CHECK (
    track = 'information' OR track = 'money' OR track = 'goods')
) {WR};

-- What opens a deal to whoever holds its token, of which only the hash is kept.
CREATE TABLE deal_link (
  token_hash {BYTES} PRIMARY KEY,
  deal {I64} NOT NULL,
  expires_at {I64} NOT NULL,
  used_at {I64}
) {WR};

-- Officers who looked into a deal, and why.
CREATE TABLE access_log (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  person {I64} NOT NULL,
  why {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (deal, id)
) {WR};
