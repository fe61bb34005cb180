CREATE TABLE conversation (
  id {ID},
  first_firm {I64} NOT NULL,
  second_firm {I64} NOT NULL,
  at {I64} NOT NULL,
  CONSTRAINT conversation_has_two_sides CHECK (first_firm <> second_firm)
) {ST};

-- Only ever added to.
CREATE TABLE message (
  conversation {I64} NOT NULL,
  id {I64} NOT NULL,
  firm {I64} NOT NULL,
  person {I64} NOT NULL,
  text {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (conversation, id),
  CONSTRAINT message_says_something CHECK (text <> ''),
  FOREIGN KEY (conversation) REFERENCES conversation (id) DEFERRABLE INITIALLY DEFERRED
) {WR};
