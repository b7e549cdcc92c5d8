-- A checksum for each row: a changed byte within a field makes a row that is as good as any other to SQLite, and would be
-- sent as if it had been won so. CRC-32 of the student and of the columns before it; NULL in rows of earlier versions,
-- which are believed as they are.
ALTER TABLE outbox_events ADD COLUMN checksum INTEGER;
ALTER TABLE quarantined_events ADD COLUMN checksum INTEGER;
ALTER TABLE outbox_quest_events ADD COLUMN checksum INTEGER;
ALTER TABLE quarantined_quest_events ADD COLUMN checksum INTEGER;

-- Rows of the queues that no longer fit their checksums, as they were found: told and never sent.
CREATE TABLE damaged_rows (
  owner_id     INTEGER NOT NULL REFERENCES owners,
  id           BLOB    NOT NULL,
  contents     TEXT    NOT NULL,
  found_at     INTEGER NOT NULL,
  -- 1 once somebody who was told has put it away for good.
  is_dismissed INTEGER NOT NULL DEFAULT 0 CHECK (is_dismissed IN (0, 1)),
  PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
