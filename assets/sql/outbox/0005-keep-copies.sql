-- What the ledger acknowledged while history.sqlite could not be written. The copy of an event is made in the transaction
-- that takes it out of its queue, and lies here until it can be filed there.
CREATE TABLE unfiled_copies (
  position INTEGER PRIMARY KEY,
  owner_id INTEGER NOT NULL REFERENCES owners,
  id       BLOB    NOT NULL CHECK (length(id) = 16),
  is_quest INTEGER NOT NULL CHECK (is_quest IN (0, 1)),
  event    TEXT    NOT NULL
) STRICT;
CREATE INDEX unfiled_copies_by_owner ON unfiled_copies (owner_id, position);
