-- When something happened is worked out by the server, and no event is refused because of a clock. And a ledger has an
-- identity, by which a client knows it at whatever address.
--
-- Ids and times as in 0001.

-- Both logs are made anew, as SQLite can neither drop a check nor a key of a table: what is new is written beside what is
-- old and then put in its place, all in one transaction. For a while that takes the space of the ledger twice over.
--
-- occurred_at is NULL for the events of before, which were made when the server's clock had it: at created_at, or at
-- received_at where that was earlier. created_at is not checked: a client's clock may show any time.

DROP VIEW xp_total_mismatches;
DROP VIEW xp_event_stretches;
DROP TRIGGER refuse_student_delete;

-- Without an index that begins with the student, a key from an event to its student would read the whole log before a
-- student goes. Its promise is kept: an event makes a row of xp_totals, which has the key, and refuse_student_delete
-- guards the other end.
CREATE TABLE xp_events_anew (
  sequence    INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  student_id  TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 32 AND kind NOT GLOB '*[^a-z0-9_]*'),
  delta       INTEGER NOT NULL CHECK (delta >= 0 AND (delta <= 1000 OR kind = 'migrated')),
  word_set_id TEXT CHECK (length(word_set_id) = 36),
  homework_id TEXT CHECK (length(homework_id) = 36),
  created_at  INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  metadata    TEXT NOT NULL DEFAULT '{}'
    CHECK (length(CAST(metadata AS BLOB)) <= 4096 AND json_valid(metadata) AND json_type(metadata) = 'object'),
  games       INTEGER NOT NULL DEFAULT 1
    CHECK (games >= 0 AND (games = 1 OR kind = 'migrated')),
  occurred_at INTEGER,
  CHECK (occurred_at <= received_at)
) STRICT;

INSERT INTO xp_events_anew (sequence, id, student_id, kind, delta, word_set_id, homework_id, created_at, received_at,
  metadata, games)
SELECT sequence, id, student_id, kind, delta, word_set_id, homework_id, created_at, received_at, metadata, games
FROM xp_events ORDER BY sequence;

DROP TABLE xp_events;
ALTER TABLE xp_events_anew RENAME TO xp_events;

CREATE INDEX xp_events_by_word_set ON xp_events (word_set_id) WHERE word_set_id IS NOT NULL;
CREATE INDEX xp_events_by_homework ON xp_events (homework_id, student_id, delta) WHERE homework_id IS NOT NULL;
CREATE INDEX xp_events_by_student ON xp_events (sequence >> 12, student_id);

CREATE TRIGGER apply_xp_event AFTER INSERT ON xp_events
BEGIN
  INSERT INTO xp_totals (student_id, total_xp, games_played, last_game_type, updated_at, version)
  VALUES (NEW.student_id, NEW.delta, NEW.games, NEW.kind, NEW.received_at, 1)
  ON CONFLICT (student_id) DO UPDATE SET
    total_xp = total_xp + excluded.total_xp,
    games_played = games_played + excluded.games_played,
    last_game_type = excluded.last_game_type,
    updated_at = max(updated_at, excluded.updated_at),
    version = version + 1;
END;

CREATE TRIGGER refuse_xp_event_update BEFORE UPDATE ON xp_events
BEGIN
  SELECT RAISE(ABORT, 'xp_events is append-only');
END;

CREATE TRIGGER refuse_xp_event_delete BEFORE DELETE ON xp_events
WHEN NOT EXISTS (SELECT 1 FROM students_being_removed WHERE student_id = OLD.student_id)
BEGIN
  SELECT RAISE(ABORT, 'xp_events is append-only');
END;

CREATE TRIGGER amend_quarter_hours AFTER INSERT ON xp_events
WHEN NEW.received_at / 900000000 < (SELECT updated_at / 900000000 FROM xp_totals WHERE student_id = NEW.student_id)
BEGIN
  INSERT INTO xp_quarter_hours (student_id, quarter_hour, xp_before)
  SELECT student_id, NEW.received_at / 900000000, xp_before FROM xp_quarter_hours
  WHERE student_id = NEW.student_id AND quarter_hour >= NEW.received_at / 900000000
  ORDER BY quarter_hour LIMIT 1
  ON CONFLICT DO NOTHING;
  UPDATE xp_quarter_hours SET xp_before = xp_before + NEW.delta
  WHERE student_id = NEW.student_id AND quarter_hour > NEW.received_at / 900000000;
END;

CREATE TRIGGER refuse_student_delete BEFORE DELETE ON students
WHEN EXISTS (
  SELECT 1 FROM xp_events
  WHERE sequence >> 12 IN (SELECT stretch FROM xp_event_stretches) AND student_id = OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'a student with events in xp_events stays');
END;

CREATE VIEW xp_event_stretches (stretch) AS
WITH RECURSIVE stretches (stretch) AS (
  SELECT max(sequence) >> 12 FROM xp_events
  UNION ALL
  SELECT stretch - 1 FROM stretches WHERE stretch > 0
)
SELECT stretch FROM stretches;

CREATE VIEW xp_total_mismatches AS
SELECT student_id, sum(total_xp) AS total_xp, sum(log_xp) AS log_xp, sum(games_played) AS games_played,
  sum(log_games) AS log_games
FROM (
  SELECT student_id, total_xp, games_played, 0 AS log_xp, 0 AS log_games FROM xp_totals
  UNION ALL
  SELECT student_id, 0, 0, sum(delta), sum(games) FROM xp_events GROUP BY student_id
)
GROUP BY student_id
HAVING sum(total_xp) <> sum(log_xp) OR sum(games_played) <> sum(log_games);

-- All progress counts as such; what does not earn the bonus was made on another day than the quest's, or came too late.
CREATE TABLE quest_events_anew (
  sequence    INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  student_id  TEXT NOT NULL REFERENCES students (id),
  quest_id    TEXT NOT NULL CHECK (length(quest_id) BETWEEN 1 AND 32 AND quest_id NOT GLOB '*[^a-z0-9_]*'),
  quest_date  TEXT NOT NULL CHECK (quest_date IS date(quest_date)),
  progress    INTEGER NOT NULL CHECK (progress BETWEEN 1 AND 1000),
  created_at  INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  occurred_at INTEGER,
  earns_bonus INTEGER NOT NULL DEFAULT 1 CHECK (earns_bonus IN (0, 1)),
  CHECK (occurred_at <= received_at)
) STRICT;

INSERT INTO quest_events_anew (sequence, id, student_id, quest_id, quest_date, progress, created_at, received_at)
SELECT sequence, id, student_id, quest_id, quest_date, progress, created_at, received_at
FROM quest_events ORDER BY sequence;

DROP TABLE quest_events;
ALTER TABLE quest_events_anew RENAME TO quest_events;

CREATE INDEX quest_events_by_student ON quest_events (student_id);

CREATE TRIGGER refuse_quest_event_update BEFORE UPDATE ON quest_events
BEGIN
  SELECT RAISE(ABORT, 'quest_events is append-only');
END;

CREATE TRIGGER refuse_quest_event_delete BEFORE DELETE ON quest_events
WHEN NOT EXISTS (SELECT 1 FROM students_being_removed WHERE student_id = OLD.student_id)
BEGIN
  SELECT RAISE(ABORT, 'quest_events is append-only');
END;

-- Of the progress, what earns the bonus.
ALTER TABLE quest_standings ADD COLUMN earning_progress INTEGER NOT NULL DEFAULT 0 CHECK (earning_progress >= 0);
UPDATE quest_standings SET earning_progress = progress;

CREATE TRIGGER apply_quest_event AFTER INSERT ON quest_events
BEGIN
  INSERT INTO quest_standings (student_id, quest_date, quest_id, progress, earning_progress)
  VALUES (NEW.student_id, NEW.quest_date, NEW.quest_id, NEW.progress, NEW.progress * NEW.earns_bonus)
  ON CONFLICT (student_id, quest_date, quest_id) DO UPDATE SET
    progress = progress + excluded.progress,
    earning_progress = earning_progress + excluded.earning_progress;
END;

-- One row: a random UUID, made here once. A restored backup has the same; a copy that is to live beside its original is
-- given a new one.
CREATE TABLE ledger_identity (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  server_id TEXT NOT NULL CHECK (length(server_id) = 36)
) STRICT;

WITH random (digits) AS (SELECT lower(hex(randomblob(16))))
INSERT INTO ledger_identity (one, server_id)
SELECT 1, substr(digits, 1, 8) || '-' || substr(digits, 9, 4) || '-4' || substr(digits, 14, 3) || '-'
  || substr('89ab', 1 + (unicode(substr(digits, 17, 1)) & 3), 1) || substr(digits, 18, 3) || '-' || substr(digits, 21)
FROM random;
