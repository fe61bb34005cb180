-- When the act of a timer was due, once it failed and `due_at` is its next try.
ALTER TABLE timer ADD COLUMN meant_at {I64};
