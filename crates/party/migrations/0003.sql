-- Letters that a person does not want; without a row they get them.
CREATE TABLE unwanted_letter (
  person {I64} NOT NULL,
  topic {TEXT} NOT NULL,
  PRIMARY KEY (person, topic)
) {WR};

-- How many letters of news a person got on a day: a storm of events is no storm of letters.
CREATE TABLE letter_day (
  person {I64} NOT NULL,
  day {I64} NOT NULL,
  count {I64} NOT NULL,
  PRIMARY KEY (person, day),
  CONSTRAINT letter_day_counts CHECK (count > 0)
) {WR};
