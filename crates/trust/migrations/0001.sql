-- What one side of a finished trade says of the other; kept with the firm that is rated.
CREATE TABLE rating (
  firm {I64} NOT NULL,
  deal {I64} NOT NULL,
  from_firm {I64} NOT NULL,
  verdict {TEXT} NOT NULL,
  body {TEXT} NOT NULL,
  given_at {I64} NOT NULL,
  shown_at {I64},
  PRIMARY KEY (firm, deal),
  CONSTRAINT rating_verdict_is_known CHECK (
    verdict = 'good' OR verdict = 'neutral' OR verdict = 'bad'),
  CONSTRAINT rating_is_of_another CHECK (firm <> from_firm)
) {WR};
