-- Shelves that only firms may list on that were let in. Written by whoever lets sellers in.
CREATE TABLE closed_category (
  category {TEXT} NOT NULL,
  since {I64} NOT NULL,
  PRIMARY KEY (category)
) {WR};

CREATE TABLE admission (
  category {TEXT} NOT NULL,
  firm {I64} NOT NULL,
  state {TEXT} NOT NULL,
  points {I64} NOT NULL,
  since {I64} NOT NULL,
  PRIMARY KEY (category, firm),
  CONSTRAINT admission_state_is_known CHECK (state IN ('waiting', 'admitted'))
) {WR};
CREATE INDEX admission_line ON admission (category, state, points, since);
CREATE INDEX product_by_category ON product (category, firm) WHERE category IS NOT NULL;
