-- Rows belong to a ledger and a student; the address is only where the ledger was last found. owners.server is the ledger's
-- identity (server_id, 36 characters); the address, for what a version won that knew only addresses, until the ledger has
-- named the student; '' for a profile that has joined no class.

-- What stands for an owner besides its own key: the address that it was known by before its ledger was known.
CREATE TABLE owner_aliases (
  server     TEXT    NOT NULL,
  student_id BLOB    NOT NULL CHECK (length(student_id) = 16),
  owner_id   INTEGER NOT NULL REFERENCES owners,
  PRIMARY KEY (server, student_id)
) STRICT, WITHOUT ROWID;

-- Who that is, for those who look at this computer: told at each start by whoever plays, NULL until then.
ALTER TABLE owners ADD COLUMN name TEXT;
-- The name as it is compared: NFC, lower case.
ALTER TABLE owners ADD COLUMN name_key TEXT;
CREATE INDEX owners_by_name ON owners (name_key) WHERE name_key IS NOT NULL;
ALTER TABLE owners ADD COLUMN class_name TEXT;
ALTER TABLE owners ADD COLUMN address TEXT;

-- When what the ledger refused was last offered again, and by which client to which server.
ALTER TABLE owners ADD COLUMN offered_at INTEGER;
ALTER TABLE owners ADD COLUMN offered_by TEXT;

-- What somebody put away for good after the ledger had refused it: no longer offered or counted, never forgotten.
CREATE TABLE dismissed_events (
  owner_id     INTEGER NOT NULL REFERENCES owners,
  id           BLOB    NOT NULL CHECK (length(id) = 16),
  event        TEXT    NOT NULL,
  code         TEXT    NOT NULL,
  detail       TEXT    NOT NULL,
  dismissed_at INTEGER NOT NULL,
  PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
