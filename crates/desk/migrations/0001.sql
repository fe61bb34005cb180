-- What one of the operator's people was told of by letter: the newest thing of each queue, as JSON.
CREATE TABLE desk_told (
  person {ID},
  marks {TEXT} NOT NULL,
  at {I64} NOT NULL
) {WR};
