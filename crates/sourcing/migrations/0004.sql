-- A drawing, photo or paper of a request: its buyer's, or beside a quote its seller's. The bytes
-- lie in the folder of files under their SHA-256.
CREATE TABLE request_file (
  request {I64} NOT NULL,
  id {I64} NOT NULL,
  firm {I64} NOT NULL,
  sha256 {TEXT} NOT NULL,
  name {TEXT} NOT NULL,
  media_type {TEXT} NOT NULL,
  bytes {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (request, id),
  CONSTRAINT request_file_holds_something CHECK (bytes > 0),
  FOREIGN KEY (request) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED
) {WR};
