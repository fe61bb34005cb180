-- A deal stands still while a remedy is open; what is left of its deadline is kept. A seller may
-- give the buyer more time.
ALTER TABLE deal ADD COLUMN remedy {I64};
ALTER TABLE deal ADD COLUMN left_us {I64};
ALTER TABLE deal ADD COLUMN left_kind {TEXT};
ALTER TABLE deal ADD COLUMN extensions {I64} NOT NULL DEFAULT 0;
