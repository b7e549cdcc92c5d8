-- What pupils' programs last said of themselves, for the live board of the embedded store.
--
-- Ids and times as in 0001. One row a student, whatever the device: the latest word counts.

CREATE TABLE presence (
  student_id    TEXT NOT NULL PRIMARY KEY REFERENCES students (id) ON DELETE CASCADE,
  device_id     TEXT NOT NULL CHECK (length(device_id) = 36),
  state         TEXT NOT NULL CHECK (state IN ('synced', 'syncing', 'pending', 'offline', 'attention')),
  pending_count INTEGER NOT NULL CHECK (pending_count >= 0),
  pending_xp    INTEGER NOT NULL CHECK (pending_xp >= 0),
  game          TEXT CHECK (length(game) BETWEEN 1 AND 32),
  seen_at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
