-- What the live board of the embedded store may say besides: who needs a new sign-in, and who has left.
--
-- Ids and times as in 0001.

-- The tokens that a new PIN has made worthless, until the student signs in again: they let nobody in, but whose they were
-- is still known. Never more than the student had.
CREATE TABLE dead_tokens (
  hash       BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
  student_id TEXT NOT NULL REFERENCES students (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX dead_tokens_by_student ON dead_tokens (student_id);

-- The same table with one more state, and with the moment from which on the student's program has been refused for its
-- token; NULL where it has not.
CREATE TABLE presence_since (
  student_id    TEXT NOT NULL PRIMARY KEY REFERENCES students (id) ON DELETE CASCADE,
  device_id     TEXT NOT NULL CHECK (length(device_id) = 36),
  state         TEXT NOT NULL CHECK (state IN ('synced', 'syncing', 'pending', 'offline', 'attention', 'left')),
  pending_count INTEGER NOT NULL CHECK (pending_count >= 0),
  pending_xp    INTEGER NOT NULL CHECK (pending_xp >= 0),
  game          TEXT CHECK (length(game) BETWEEN 1 AND 32),
  seen_at       INTEGER NOT NULL,
  signed_out_at INTEGER CHECK (signed_out_at <= seen_at)
) STRICT, WITHOUT ROWID;

INSERT INTO presence_since (student_id, device_id, state, pending_count, pending_xp, game, seen_at)
SELECT student_id, device_id, state, pending_count, pending_xp, game, seen_at FROM presence;

DROP TABLE presence;
ALTER TABLE presence_since RENAME TO presence;

-- What each computer of a student had unsent when it was last heard of: who plays on at another one is still waited for.
CREATE TABLE waiting_devices (
  student_id    TEXT NOT NULL REFERENCES students (id) ON DELETE CASCADE,
  device_id     TEXT NOT NULL CHECK (length(device_id) = 36),
  pending_count INTEGER NOT NULL CHECK (pending_count >= 0),
  pending_xp    INTEGER NOT NULL CHECK (pending_xp >= 0),
  seen_at       INTEGER NOT NULL,
  PRIMARY KEY (student_id, device_id)
) STRICT, WITHOUT ROWID;

INSERT INTO waiting_devices (student_id, device_id, pending_count, pending_xp, seen_at)
SELECT student_id, device_id, pending_count, pending_xp, seen_at FROM presence;
