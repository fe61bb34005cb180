-- A text that waits for its translation. It says nothing of who wrote it, or where.
CREATE TABLE translation_wanted (
  text_hash {BYTES} NOT NULL,
  from_lang {TEXT} NOT NULL,
  to_lang {TEXT} NOT NULL,
  text {TEXT} NOT NULL,
  tries {I64} NOT NULL,
  next_at {I64} NOT NULL,
  PRIMARY KEY (text_hash, from_lang, to_lang),
  CONSTRAINT translation_wanted_says_something CHECK (text <> '' AND tries >= 0)
) {WR};
CREATE INDEX translation_wanted_due ON translation_wanted (next_at);

-- What an engine made of a text, once; none where it made nothing that may be shown.
CREATE TABLE translation (
  text_hash {BYTES} NOT NULL,
  from_lang {TEXT} NOT NULL,
  to_lang {TEXT} NOT NULL,
  engine {TEXT} NOT NULL,
  text {TEXT},
  at {I64} NOT NULL,
  PRIMARY KEY (text_hash, from_lang, to_lang, engine)
) {WR};

-- How a firm answers whoever asks it, worked out anew whenever that changes. `stale_at`: the oldest
-- question that counts is too old then.
CREATE TABLE reply_kept (
  firm {I64} NOT NULL,
  asked {I64} NOT NULL,
  answered {I64} NOT NULL,
  median_s {I64},
  stale_at {I64},
  PRIMARY KEY (firm),
  CONSTRAINT reply_kept_counts CHECK (answered >= 0 AND asked >= answered),
  CONSTRAINT reply_kept_has_a_median CHECK ((answered = 0) = (median_s IS NULL))
) {WR};
CREATE INDEX reply_kept_stale ON reply_kept (stale_at);
