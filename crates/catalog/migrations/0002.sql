ALTER TABLE product ADD COLUMN category {TEXT};
ALTER TABLE product ADD COLUMN order_multiple {I64} NOT NULL DEFAULT 1
  CONSTRAINT product_order_multiple_is_positive CHECK (order_multiple >= 1);
ALTER TABLE product ADD COLUMN hs {TEXT};
ALTER TABLE product ADD COLUMN gtin {TEXT};
ALTER TABLE product ADD COLUMN brand {TEXT};
ALTER TABLE product ADD COLUMN model {TEXT};
ALTER TABLE product ADD COLUMN origin {TEXT};
ALTER TABLE product ADD COLUMN keywords {TEXT} NOT NULL DEFAULT '';
-- Attributes, certificates, samples and variants, which are read and written with their product.
ALTER TABLE product ADD COLUMN more {TEXT} NOT NULL DEFAULT '{}';
-- The photos after the first.
ALTER TABLE product ADD COLUMN photos {TEXT} NOT NULL DEFAULT '[]';
-- Why nobody else sees a hidden product: its firm hid it (null), a draft, or its time is over.
ALTER TABLE product ADD COLUMN hidden_as {TEXT}
  CONSTRAINT product_hidden_as_is_known CHECK (hidden_as IN ('draft', 'expired'));
ALTER TABLE product ADD COLUMN refreshed_at {I64} NOT NULL DEFAULT 0;
ALTER TABLE product ADD COLUMN expires_at {I64};
-- Its place among what is listed: an id that a refresh draws anew, so that it moves up.
ALTER TABLE product ADD COLUMN fresh {I64} NOT NULL DEFAULT 0;
UPDATE product SET fresh = id, refreshed_at = at;
CREATE INDEX product_by_freshness ON product (state, fresh);
CREATE INDEX product_by_end ON product (state, expires_at);
CREATE INDEX product_of_firm_by_sku ON product (firm, sku);
