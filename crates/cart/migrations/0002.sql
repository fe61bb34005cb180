-- How a shop's prices are taxed: whether tax is in them, and its rules, which SQL never looks into.
CREATE TABLE shop_tax (
  firm {I64} NOT NULL,
  basis {TEXT} NOT NULL,
  rules {TEXT} NOT NULL,
  version {I64} NOT NULL,
  PRIMARY KEY (firm),
  CONSTRAINT shop_tax_basis_is_known CHECK (basis IN ('net', 'gross'))
) {WR};
