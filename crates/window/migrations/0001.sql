-- What a firm says of itself.
CREATE TABLE firm_page (
  firm {I64} NOT NULL,
  other_name {TEXT} NOT NULL,
  founded {I64},
  markets {TEXT} NOT NULL,
  certificates {TEXT} NOT NULL,
  photos {TEXT} NOT NULL,
  version {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm),
  CONSTRAINT firm_page_founded_is_a_year CHECK (founded BETWEEN 1000 AND 9999)
) {WR};

-- The same in each language that the firm writes.
CREATE TABLE firm_words (
  firm {I64} NOT NULL,
  lang {TEXT} NOT NULL,
  makes {TEXT} NOT NULL,
  how {TEXT} NOT NULL,
  PRIMARY KEY (firm, lang),
  CONSTRAINT firm_words_are_told CHECK (makes <> '' OR how <> '')
) {WR};

-- The goods that a firm puts into its window, in its order.
CREATE TABLE window_good (
  firm {I64} NOT NULL,
  place {I64} NOT NULL,
  product {I64} NOT NULL,
  PRIMARY KEY (firm, place),
  CONSTRAINT window_good_place_counts_from_one CHECK (place >= 1)
) {WR};
CREATE UNIQUE INDEX window_good_once ON window_good (firm, product);

-- Where each listed product stands, as a follower last saw it.
CREATE TABLE shelved (
  product {I64} NOT NULL,
  firm {I64} NOT NULL,
  country {TEXT} NOT NULL,
  category {TEXT} NOT NULL,
  department {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  fresh {I64} NOT NULL,
  nth {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (product),
  CONSTRAINT shelved_nth_counts_from_one CHECK (nth >= 1)
) {WR};
CREATE INDEX shelved_by_turn ON shelved (nth);

-- The same by shelf: its own, its department's, and '' for the whole market.
CREATE TABLE stand (
  category {TEXT} NOT NULL,
  product {I64} NOT NULL,
  fresh {I64} NOT NULL,
  firm {I64} NOT NULL,
  country {TEXT} NOT NULL,
  PRIMARY KEY (category, product)
) {WR};
CREATE INDEX stand_by_freshness ON stand (category, fresh);
CREATE INDEX stand_of_country ON stand (category, country, fresh);
CREATE INDEX stand_of_firm ON stand (category, firm, fresh);

-- A firm's window on a shelf.
CREATE TABLE stall (
  category {TEXT} NOT NULL,
  firm {I64} NOT NULL,
  country {TEXT} NOT NULL,
  goods {I64} NOT NULL,
  fresh {I64} NOT NULL,
  shown {TEXT} NOT NULL,
  nth {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (category, firm),
  CONSTRAINT stall_has_goods CHECK (goods >= 1)
) {WR};
CREATE INDEX stall_by_freshness ON stall (category, fresh);
CREATE INDEX stall_of_country ON stall (category, country, fresh);
CREATE INDEX stall_by_turn ON stall (category, nth);

-- What stands on each shelf, counted: from each country, and '' for all.
CREATE TABLE shelf_count (
  category {TEXT} NOT NULL,
  country {TEXT} NOT NULL,
  goods {I64} NOT NULL,
  firms {I64} NOT NULL,
  last_good {I64} NOT NULL,
  last_firm {I64} NOT NULL,
  PRIMARY KEY (category, country),
  CONSTRAINT shelf_count_counts CHECK (goods >= 0 AND firms >= 0)
) {WR};
CREATE INDEX shelf_count_of_country ON shelf_count (country, category);
