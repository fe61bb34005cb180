CREATE TABLE product (
  id {ID},
  firm {I64} NOT NULL,
  sku {TEXT},
  title {TEXT} NOT NULL,
  title_lang {TEXT} NOT NULL,
  text {TEXT} NOT NULL,
  unit {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  moq {I64} NOT NULL,
  lead_time_d {I64} NOT NULL,
  is_open_offer {I64} NOT NULL,
  photo_hash {BYTES},
  photo_width {I64},
  photo_height {I64},
  state {TEXT} NOT NULL,
  version {I64} NOT NULL,
  at {I64} NOT NULL,
  CONSTRAINT product_title_is_told CHECK (title <> ''),
  CONSTRAINT product_moq_is_positive CHECK (moq >= 1),
  CONSTRAINT product_lead_time_is_a_year_at_most CHECK (lead_time_d BETWEEN 0 AND 365),
  CONSTRAINT product_open_offer_is_a_flag CHECK (is_open_offer IN (0, 1)),
  CONSTRAINT product_photo_is_whole CHECK ((photo_hash IS NULL) = (photo_width IS NULL)
    AND (photo_hash IS NULL) = (photo_height IS NULL)),
  CONSTRAINT product_state_is_known CHECK (state IN ('listed', 'hidden'))
) {ST};
CREATE INDEX product_of_firm ON product (firm, id);
CREATE INDEX product_by_state ON product (state, id);

CREATE TABLE tier (
  product {I64} NOT NULL,
  min_quantity {I64} NOT NULL,
  millionths {I64} NOT NULL,
  PRIMARY KEY (product, min_quantity),
  CONSTRAINT tier_is_positive CHECK (min_quantity >= 1 AND millionths > 0),
  FOREIGN KEY (product) REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED
) {WR};
