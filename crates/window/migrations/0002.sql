-- The shelves on which a firm's goods stand, by the firm: what stall says by the shelf.
CREATE TABLE firm_shelf (
  firm {I64} NOT NULL,
  category {TEXT} NOT NULL,
  PRIMARY KEY (firm, category)
) {WR};
INSERT INTO firm_shelf (firm, category) SELECT firm, category FROM stall WHERE category <> '';
