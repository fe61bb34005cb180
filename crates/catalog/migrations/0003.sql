-- A file of goods on its way into the catalogue; the file lies in the files folder.
CREATE TABLE import (
  id {ID},
  firm {I64} NOT NULL,
  person {I64},
  lang {TEXT} NOT NULL,
  file {TEXT} NOT NULL,
  file_name {TEXT} NOT NULL,
  file_bytes {I64} NOT NULL,
  plan {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  is_in_earnest {I64} NOT NULL,
  row_count {I64} NOT NULL,
  product_count {I64} NOT NULL,
  fault_count {I64} NOT NULL,
  next_byte {I64} NOT NULL,
  added {I64} NOT NULL,
  changed {I64} NOT NULL,
  unchanged {I64} NOT NULL,
  at {I64} NOT NULL,
  ended_at {I64},
  CONSTRAINT import_state_is_known CHECK (state IN ('unmapped', 'waiting')
    OR state IN ('faulty', 'ready') OR state IN ('running', 'done') OR state = 'stopped'),
  CONSTRAINT import_earnest_is_a_flag CHECK (is_in_earnest IN (0, 1)),
  CONSTRAINT import_counts_are_counts CHECK (row_count >= 0 AND product_count >= 0
    AND fault_count >= 0 AND next_byte >= 0 AND added >= 0 AND changed >= 0 AND unchanged >= 0),
  CONSTRAINT import_takes_each_product_once CHECK (added + changed + unchanged <= product_count),
  CONSTRAINT import_ended_is_over CHECK (
    (ended_at IS NULL) = (state <> 'done' AND state <> 'stopped'))
) {ST};
CREATE INDEX import_of_firm ON import (firm, id);
CREATE INDEX import_by_state ON import (state, id);

CREATE TABLE import_fault (
  import {I64} NOT NULL,
  number {I64} NOT NULL,
  row_number {I64} NOT NULL,
  column_name {TEXT} NOT NULL,
  told {TEXT} NOT NULL,
  PRIMARY KEY (import, number),
  CONSTRAINT import_fault_number_counts_from_one CHECK (number >= 1 AND row_number >= 0),
  FOREIGN KEY (import) REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED
) {WR};
