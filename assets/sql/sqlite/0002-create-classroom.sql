-- Quests, homework and word sets of the embedded store, and opening balances in its ledger.
--
-- Ids, times and the append-only log as in 0001. Dates are ISO 8601 text. Titles are counted by the server in
-- characters as people see them, which SQL can't count: here they must only not be empty.

-- An event is one game, except that an opening balance carries as many as the old table had.
DROP VIEW xp_total_mismatches;
DROP TRIGGER apply_xp_event;

ALTER TABLE xp_events ADD COLUMN games INTEGER NOT NULL DEFAULT 1
  CHECK (games >= 0 AND (games = 1 OR kind = 'migrated'));

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

-- Empty at every moment: students whose total is not the sum of their log, in points or in games.
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

-- A leaderboard goes by the server's clock. Both indexes hold the points, so that a sum reads nothing else.
DROP INDEX xp_events_by_student_and_time;
CREATE INDEX xp_events_by_student_and_time ON xp_events (student_id, received_at, delta);
DROP INDEX xp_events_by_homework;
CREATE INDEX xp_events_by_homework ON xp_events (homework_id, student_id, delta) WHERE homework_id IS NOT NULL;

-- Progress on quests, an increment each. `sequence` is the order in which the server stored it.
CREATE TABLE quest_events (
  sequence    INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  student_id  TEXT NOT NULL REFERENCES students (id),
  quest_id    TEXT NOT NULL CHECK (length(quest_id) BETWEEN 1 AND 32 AND quest_id NOT GLOB '*[^a-z0-9_]*'),
  quest_date  TEXT NOT NULL CHECK (quest_date IS date(quest_date)),
  progress    INTEGER NOT NULL CHECK (progress BETWEEN 1 AND 1000),
  created_at  INTEGER NOT NULL CHECK (created_at >= 1577836800000000),
  received_at INTEGER NOT NULL,
  CHECK (created_at <= received_at + 600000000)
) STRICT;

CREATE INDEX quest_events_by_student ON quest_events (student_id);

-- What quest_events add up to; progress is written by apply_quest_event and nothing else. completed_at is the moment
-- of the bonus, and is set in the transaction that puts the bonus into xp_events.
CREATE TABLE quest_standings (
  student_id   TEXT NOT NULL REFERENCES students (id) ON DELETE CASCADE,
  quest_date   TEXT NOT NULL,
  quest_id     TEXT NOT NULL,
  progress     INTEGER NOT NULL CHECK (progress >= 1),
  completed_at INTEGER,
  PRIMARY KEY (student_id, quest_date, quest_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER apply_quest_event AFTER INSERT ON quest_events
BEGIN
  INSERT INTO quest_standings (student_id, quest_date, quest_id, progress)
  VALUES (NEW.student_id, NEW.quest_date, NEW.quest_id, NEW.progress)
  ON CONFLICT (student_id, quest_date, quest_id) DO UPDATE SET progress = progress + excluded.progress;
END;

-- Append-only like xp_events, with the same one way out: see students_being_removed.
CREATE TRIGGER refuse_quest_event_update BEFORE UPDATE ON quest_events
BEGIN
  SELECT RAISE(ABORT, 'quest_events is append-only');
END;

CREATE TRIGGER refuse_quest_event_delete BEFORE DELETE ON quest_events
WHEN NOT EXISTS (SELECT 1 FROM students_being_removed WHERE student_id = OLD.student_id)
BEGIN
  SELECT RAISE(ABORT, 'quest_events is append-only');
END;

-- The set may be a built-in one, which no table knows; and what was won for homework outlives it.
CREATE TABLE homework (
  id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  class_id    TEXT NOT NULL REFERENCES classes (id),
  title       TEXT NOT NULL CHECK (length(title) >= 1),
  word_set_id TEXT NOT NULL CHECK (length(word_set_id) = 36),
  goal_xp     INTEGER NOT NULL CHECK (goal_xp BETWEEN 1 AND 1000000),
  due_at      INTEGER,
  created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX homework_by_class ON homework (class_id, created_at);

-- class_id is for one class's pupils alone, is_public for everybody; without either a set is for all the teacher's
-- classes. word_count spares a list the words.
CREATE TABLE word_sets (
  id            TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  teacher_id    TEXT NOT NULL REFERENCES teachers (id),
  class_id      TEXT REFERENCES classes (id),
  is_public     INTEGER NOT NULL CHECK (is_public IN (0, 1)),
  title         TEXT NOT NULL CHECK (length(title) >= 1),
  language_from TEXT NOT NULL CHECK (length(language_from) >= 1),
  language_to   TEXT NOT NULL CHECK (length(language_to) >= 1),
  level         TEXT,
  word_count    INTEGER NOT NULL CHECK (word_count BETWEEN 1 AND 10000),
  updated_at    INTEGER NOT NULL,
  words         TEXT NOT NULL CHECK (json_valid(words) AND json_type(words) = 'array'),
  CHECK (class_id IS NULL OR NOT is_public)
) STRICT;

CREATE INDEX word_sets_by_teacher ON word_sets (teacher_id);
CREATE INDEX word_sets_by_class ON word_sets (class_id) WHERE class_id IS NOT NULL;
CREATE INDEX word_sets_for_everybody ON word_sets (is_public) WHERE is_public = 1;
