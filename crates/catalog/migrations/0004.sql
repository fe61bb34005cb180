CREATE TABLE rank_signal (
  firm {I64} NOT NULL,
  kind {TEXT} NOT NULL,
  thousandths {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, kind),
  CONSTRAINT rank_signal_kind_is_known CHECK (kind IN ('reply', 'undisclosed')),
  CONSTRAINT rank_signal_is_a_share CHECK (thousandths BETWEEN 0 AND 1000)
) {WR};

CREATE TABLE unmet_demand (
  words {TEXT} NOT NULL,
  times {I64} NOT NULL,
  first_at {I64} NOT NULL,
  last_at {I64} NOT NULL,
  PRIMARY KEY (words),
  CONSTRAINT unmet_demand_words_are_told CHECK (words <> ''),
  CONSTRAINT unmet_demand_is_counted CHECK (times >= 1)
) {WR};
CREATE INDEX unmet_demand_by_times ON unmet_demand (times, words);
