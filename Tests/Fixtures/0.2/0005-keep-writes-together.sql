-- What a commit writes no longer grows with the ledger of the embedded store. An index that begins with the student
-- has each event dirty a page of its own, somewhere in all of the index; and these pages were most of what a checkpoint
-- wrote.
--
-- Ids and times as in 0001. A quarter hour is counted from 1970-01-01T00:00:00Z: days begin with one in every time zone.

-- Without an index that begins with the student, the key from an event to its student would read the whole log before a
-- student goes. Its promise is kept: an event makes a row of xp_totals, which has the key, and refuse_student_delete
-- guards the other end. (To edit the text is SQLite's documented way to drop a key.)
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'student_id  TEXT NOT NULL REFERENCES students (id)', 'student_id  TEXT NOT NULL')
WHERE type = 'table' AND name = 'xp_events';
PRAGMA writable_schema = RESET;

-- What a leaderboard subtracts from a total: the points that a student had received before a quarter hour. There is a
-- row for each one with an event; written by the three triggers below and nothing else.
CREATE TABLE xp_quarter_hours (
  student_id   TEXT NOT NULL REFERENCES students (id) ON DELETE CASCADE,
  quarter_hour INTEGER NOT NULL,
  xp_before    INTEGER NOT NULL CHECK (xp_before >= 0),
  PRIMARY KEY (student_id, quarter_hour)
) STRICT, WITHOUT ROWID;

INSERT INTO xp_quarter_hours (student_id, quarter_hour, xp_before)
SELECT student_id, quarter_hour, sum(xp) OVER (PARTITION BY student_id ORDER BY quarter_hour) - xp
FROM (
  SELECT student_id, received_at / 900000000 AS quarter_hour, sum(delta) AS xp FROM xp_events GROUP BY 1, 2
);

DROP TRIGGER note_xp_event_day;
DROP TABLE xp_event_days;

CREATE TRIGGER begin_first_quarter_hour AFTER INSERT ON xp_totals
BEGIN
  INSERT INTO xp_quarter_hours (student_id, quarter_hour, xp_before)
  VALUES (NEW.student_id, NEW.updated_at / 900000000, 0) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER begin_quarter_hour AFTER UPDATE OF updated_at ON xp_totals
WHEN NEW.updated_at / 900000000 > OLD.updated_at / 900000000
BEGIN
  INSERT INTO xp_quarter_hours (student_id, quarter_hour, xp_before)
  VALUES (NEW.student_id, NEW.updated_at / 900000000, OLD.total_xp) ON CONFLICT DO NOTHING;
END;

-- The clock can be set back: such an event is before all the later quarter hours. (A total's updated_at is the latest.)
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

-- A student's events, a stretch of 4,096 sequences after the other: new events keep to the pages of the last stretch.
DROP INDEX xp_events_by_student;
CREATE INDEX xp_events_by_student ON xp_events (sequence >> 12, student_id);

-- Every stretch of the log, the newest first. A student's events are
--   SELECT … FROM xp_events WHERE sequence >> 12 IN (SELECT stretch FROM xp_event_stretches) AND student_id = …
CREATE VIEW xp_event_stretches (stretch) AS
WITH RECURSIVE stretches (stretch) AS (
  SELECT max(sequence) >> 12 FROM xp_events
  UNION ALL
  SELECT stretch - 1 FROM stretches WHERE stretch > 0
)
SELECT stretch FROM stretches;

CREATE TRIGGER refuse_student_delete BEFORE DELETE ON students
WHEN EXISTS (
  SELECT 1 FROM xp_events
  WHERE sequence >> 12 IN (SELECT stretch FROM xp_event_stretches) AND student_id = OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'a student with events in xp_events stays');
END;
