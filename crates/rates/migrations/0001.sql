-- One day's reference rates as they were published. `rates` is JSON that SQL never looks into:
-- units of each currency for one of the base, in hundred-millionths.
CREATE TABLE rate_day (
  base {TEXT} NOT NULL,
  day {TEXT} NOT NULL,
  source {TEXT} NOT NULL,
  rates {TEXT} NOT NULL,
  by_person {I64},
  at {I64} NOT NULL,
  PRIMARY KEY (base, day),
  CONSTRAINT rate_day_has_a_source CHECK (source <> '')
) {WR};
