-- The embedded store of Glosa: who plays, and the ledger of what they won.
--
-- Ids are UUIDs as lower-case text. Times are INTEGER microseconds since 1970-01-01T00:00:00Z. What the protocol
-- calls valid is a CHECK here too: a row that breaks a rule cannot be stored by any program.

CREATE TABLE teachers (
  id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  display_name TEXT NOT NULL CHECK (length(display_name) BETWEEN 1 AND 80),
  created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE classes (
  id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  teacher_id TEXT NOT NULL REFERENCES teachers (id),
  name       TEXT NOT NULL CHECK (length(name) >= 1),
  code       TEXT NOT NULL UNIQUE CHECK (length(code) = 6 AND code NOT GLOB '*[^A-Z2-9]*'),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX classes_by_teacher ON classes (teacher_id);

-- pin_hash is scrypt with its parameters and salt; the PIN itself is nowhere.
CREATE TABLE students (
  id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  display_name TEXT NOT NULL CHECK (length(display_name) >= 1),
  pin_hash     TEXT NOT NULL CHECK (pin_hash GLOB 'scrypt$*'),
  created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- name_key is the name as it is compared: trimmed, NFC, lower case. One pupil of that name in a class.
CREATE TABLE class_members (
  class_id   TEXT NOT NULL REFERENCES classes (id),
  name_key   TEXT NOT NULL CHECK (length(name_key) >= 1),
  student_id TEXT NOT NULL REFERENCES students (id) ON DELETE CASCADE,
  joined_at  INTEGER NOT NULL,
  PRIMARY KEY (class_id, name_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX class_members_by_student ON class_members (student_id);

-- A token is 256 random bits; only its SHA-256 is stored.
CREATE TABLE tokens (
  hash       BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
  student_id TEXT REFERENCES students (id) ON DELETE CASCADE,
  teacher_id TEXT REFERENCES teachers (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  CHECK ((student_id IS NULL) <> (teacher_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX tokens_by_student ON tokens (student_id) WHERE student_id IS NOT NULL;
CREATE INDEX tokens_by_teacher ON tokens (teacher_id) WHERE teacher_id IS NOT NULL;

-- The ledger. `sequence` is the order in which the server stored the events: the only order it trusts.
-- Clients can't send a delta above 1000; only an opening balance, which the server writes itself, may be larger.
CREATE TABLE xp_events (
  sequence    INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  student_id  TEXT NOT NULL REFERENCES students (id),
  kind        TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 32 AND kind NOT GLOB '*[^a-z0-9_]*'),
  delta       INTEGER NOT NULL CHECK (delta >= 0 AND (delta <= 1000 OR kind = 'migrated')),
  word_set_id TEXT CHECK (length(word_set_id) = 36),
  homework_id TEXT CHECK (length(homework_id) = 36),
  created_at  INTEGER NOT NULL CHECK (created_at >= 1577836800000000),
  received_at INTEGER NOT NULL,
  metadata    TEXT NOT NULL DEFAULT '{}'
    CHECK (length(CAST(metadata AS BLOB)) <= 4096 AND json_valid(metadata) AND json_type(metadata) = 'object'),
  CHECK (created_at <= received_at + 600000000)
) STRICT;

CREATE INDEX xp_events_by_student ON xp_events (student_id);
CREATE INDEX xp_events_by_student_and_time ON xp_events (student_id, created_at);
CREATE INDEX xp_events_by_word_set ON xp_events (word_set_id) WHERE word_set_id IS NOT NULL;
CREATE INDEX xp_events_by_homework ON xp_events (homework_id) WHERE homework_id IS NOT NULL;

-- What the log adds up to, for every student with an event; written by apply_xp_event and nothing else.
CREATE TABLE xp_totals (
  student_id     TEXT NOT NULL PRIMARY KEY REFERENCES students (id) ON DELETE CASCADE,
  total_xp       INTEGER NOT NULL CHECK (total_xp >= 0),
  games_played   INTEGER NOT NULL CHECK (games_played >= 0),
  last_game_type TEXT NOT NULL,
  updated_at     INTEGER NOT NULL,
  version        INTEGER NOT NULL CHECK (version >= 1)
) STRICT, WITHOUT ROWID;

-- A row trigger, as SQLite has no other; there is one writer, so its order can deadlock nobody.
CREATE TRIGGER apply_xp_event AFTER INSERT ON xp_events
BEGIN
  INSERT INTO xp_totals (student_id, total_xp, games_played, last_game_type, updated_at, version)
  VALUES (NEW.student_id, NEW.delta, 1, NEW.kind, NEW.received_at, 1)
  ON CONFLICT (student_id) DO UPDATE SET
    total_xp = total_xp + excluded.total_xp,
    games_played = games_played + 1,
    last_game_type = excluded.last_game_type,
    updated_at = excluded.updated_at,
    version = version + 1;
END;

-- The ledger is append-only. The one way out is to remove a student whole: within one transaction, put the id into
-- students_being_removed, delete the events, then the student (totals, memberships and tokens go along), then the
-- id here.
CREATE TABLE students_being_removed (
  student_id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER refuse_xp_event_update BEFORE UPDATE ON xp_events
BEGIN
  SELECT RAISE(ABORT, 'xp_events is append-only');
END;

CREATE TRIGGER refuse_xp_event_delete BEFORE DELETE ON xp_events
WHEN NOT EXISTS (SELECT 1 FROM students_being_removed WHERE student_id = OLD.student_id)
BEGIN
  SELECT RAISE(ABORT, 'xp_events is append-only');
END;

-- Empty at every moment: students whose total is not the sum of their log.
CREATE VIEW xp_total_mismatches AS
SELECT student_id, max(total_xp) AS total_xp, max(log_xp) AS log_xp
FROM (
  SELECT student_id, total_xp, games_played, 0 AS log_xp, 0 AS log_games FROM xp_totals
  UNION ALL
  SELECT student_id, 0, 0, sum(delta), count(*) FROM xp_events GROUP BY student_id
)
GROUP BY student_id
HAVING sum(total_xp) <> sum(log_xp) OR sum(games_played) <> sum(log_games);
