-- Goods may leave in several parcels, where the contract allows it. A shipment of all goods has no
-- lines of its own: those of the contract are its lines.
ALTER TABLE deal ADD COLUMN may_ship_in_parts {I64} NOT NULL DEFAULT 0;
ALTER TABLE shipment ADD COLUMN contents {TEXT} NOT NULL DEFAULT 'whole'
  CONSTRAINT shipment_contents_are_known CHECK (
    contents = 'whole' OR contents = 'part' OR contents = 'again');
ALTER TABLE line ADD COLUMN sent {I64} NOT NULL DEFAULT 0;
ALTER TABLE line ADD COLUMN short {I64} NOT NULL DEFAULT 0
  CONSTRAINT line_sends_no_more_than_was_agreed CHECK (
    sent >= 0 AND short >= 0 AND sent + short <= quantity);
CREATE TABLE shipment_line (
  deal {I64} NOT NULL,
  shipment {I64} NOT NULL,
  nth {I64} NOT NULL,
  quantity {I64} NOT NULL,
  PRIMARY KEY (deal, shipment, nth),
  CONSTRAINT shipment_line_is_something CHECK (quantity > 0)
) {WR};

-- What a seller proposes after both have signed: another price, or that the rest will not come. At
-- most one waits for an answer; the deal names it.
ALTER TABLE deal ADD COLUMN revision {I64} NOT NULL DEFAULT 1;
ALTER TABLE deal ADD COLUMN proposal {I64};
ALTER TABLE line ADD COLUMN discount {I64} NOT NULL DEFAULT 0
  CONSTRAINT line_discount_takes_off CHECK (discount >= 0);
CREATE TABLE proposal (
  deal {I64} NOT NULL,
  id {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  person {I64} NOT NULL,
  reason {TEXT} NOT NULL,
  old_total {I64} NOT NULL,
  new_total {I64} NOT NULL,
  terms {TEXT} NOT NULL,
  old_text {TEXT} NOT NULL,
  new_hash {BYTES} NOT NULL,
  at {I64} NOT NULL,
  ended_at {I64},
  -- When silence counts as yes.
  answer_by {I64},
  timer {I64},
  PRIMARY KEY (deal, id),
  CONSTRAINT proposal_answer_has_a_time CHECK ((timer IS NULL) = (answer_by IS NULL)),
  CONSTRAINT proposal_kind_is_known CHECK (kind IN ('price', 'short')),
  CONSTRAINT proposal_state_is_known CHECK (state = 'open' OR state = 'accepted'
    OR state = 'declined' OR state = 'withdrawn' OR state = 'lapsed'),
  CONSTRAINT proposal_ends_once CHECK ((state = 'open') = (ended_at IS NULL))
) {WR};
CREATE UNIQUE INDEX proposal_open ON proposal (deal) WHERE state = 'open';

-- How a line is taxed (UNCL 5305), and whether the prices hold the tax. The sums are worked out.
ALTER TABLE deal ADD COLUMN tax_basis {TEXT}
  CONSTRAINT deal_tax_basis_is_known CHECK (tax_basis IN ('net', 'gross'));
ALTER TABLE line ADD COLUMN tax {TEXT}
  CONSTRAINT line_tax_is_known CHECK (
    tax = 'S' OR tax = 'Z' OR tax = 'E' OR tax = 'AE' OR tax = 'O');
ALTER TABLE line ADD COLUMN rate_bps {I64}
  CONSTRAINT line_rate_goes_with_its_tax CHECK ((tax IS NULL) = (rate_bps IS NULL)
    AND (rate_bps IS NULL OR rate_bps BETWEEN 0 AND 9999));
