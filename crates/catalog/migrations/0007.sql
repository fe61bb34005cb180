-- Products with faults stay out, if whoever sent the file says so; how many there are.
ALTER TABLE import ADD COLUMN leaves_out {I64} NOT NULL DEFAULT 0
  CONSTRAINT import_leaves_out_is_a_flag CHECK (leaves_out IN (0, 1));
ALTER TABLE import ADD COLUMN left_out {I64} NOT NULL DEFAULT 0
  CONSTRAINT import_left_out_is_a_count CHECK (left_out >= 0);
-- Products without an article number that look like goods that are there, and what is done with
-- them.
ALTER TABLE import ADD COLUMN alike_count {I64} NOT NULL DEFAULT 0
  CONSTRAINT import_alike_is_a_count CHECK (alike_count >= 0);
ALTER TABLE import ADD COLUMN alike {TEXT} NOT NULL DEFAULT 'change'
  CONSTRAINT import_alike_is_known CHECK (
    alike IN ('change', 'keep') OR alike = 'add');
-- Products that came in hidden, because their shelf is closed to the firm.
ALTER TABLE import ADD COLUMN shut_out {I64} NOT NULL DEFAULT 0
  CONSTRAINT import_shut_out_is_a_count CHECK (shut_out >= 0);
CREATE INDEX product_without_number ON product (firm, title) WHERE sku IS NULL;

-- Which column is which in the files of a firm with these headings, as it was said last.
CREATE TABLE import_habit (
  firm {I64} NOT NULL,
  headings {BYTES} NOT NULL,
  told {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, headings)
) {WR};
