-- What a product is called in a language that is not its own.
CREATE TABLE product_words (
  product {I64} NOT NULL,
  lang {TEXT} NOT NULL,
  title {TEXT} NOT NULL,
  text {TEXT} NOT NULL,
  written_by {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (product, lang),
  CONSTRAINT product_words_have_a_title CHECK (title <> ''),
  CONSTRAINT product_words_writer_is_known CHECK (written_by = 'seller')
) {WR};
