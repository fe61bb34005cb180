-- What is known of a firm beside its name: where in its country it is, what it says it is, and
-- since when nobody is shown it.
CREATE TABLE firm_mark (
  firm {I64} NOT NULL,
  region {TEXT} NOT NULL,
  role {TEXT} NOT NULL,
  hidden_at {I64},
  PRIMARY KEY (firm)
) {WR};
