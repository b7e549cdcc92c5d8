-- Points that nobody can win are stored, and known to be such: they earn no credit, and the teacher sees them.
--
-- Ids and times as in 0001. A day is one of UTC, counted from 1970; a minute too.

-- Decided when the event is first stored, and no part of what it is compared by.
ALTER TABLE xp_events ADD COLUMN unusual INTEGER NOT NULL DEFAULT 0;

-- A check that every row keeps, added at once: see 0006.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'unusual INTEGER NOT NULL DEFAULT 0', 'unusual INTEGER NOT NULL DEFAULT 0 CHECK (unusual IN (0, 1))')
WHERE type = 'table' AND name = 'xp_events';
PRAGMA writable_schema = RESET;

-- The points of those, for a board that must not read the log.
ALTER TABLE xp_totals ADD COLUMN unusual_xp INTEGER NOT NULL DEFAULT 0 CHECK (unusual_xp >= 0);

DROP TRIGGER apply_xp_event;
CREATE TRIGGER apply_xp_event AFTER INSERT ON xp_events
BEGIN
  INSERT INTO xp_totals (student_id, total_xp, games_played, last_game_type, updated_at, version, unusual_xp)
  VALUES (NEW.student_id, NEW.delta, NEW.games, NEW.kind, NEW.received_at, 1, NEW.delta * NEW.unusual)
  ON CONFLICT (student_id) DO UPDATE SET
    total_xp = total_xp + excluded.total_xp,
    games_played = games_played + excluded.games_played,
    last_game_type = excluded.last_game_type,
    updated_at = max(updated_at, excluded.updated_at),
    version = version + 1,
    unusual_xp = unusual_xp + excluded.unusual_xp;
END;

-- What a student won on a day, as far as it takes to know whether more of it is unusual; written once a batch. Days
-- first: what is written at the same time lies together.
CREATE TABLE xp_days (
  day            INTEGER NOT NULL,
  student_id     TEXT NOT NULL REFERENCES students (id) ON DELETE CASCADE,
  played_ms      INTEGER NOT NULL CHECK (played_ms >= 0),
  last_minute    INTEGER,
  last_minute_ms INTEGER NOT NULL CHECK (last_minute_ms >= 0),
  PRIMARY KEY (day, student_id)
) STRICT, WITHOUT ROWID;
