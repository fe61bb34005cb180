-- A search of goods is kept as it stands in an address.
ALTER TABLE saved_search ADD COLUMN query {TEXT} NOT NULL DEFAULT '';
CREATE INDEX saved_search_by_turn ON saved_search (next_at, id);
