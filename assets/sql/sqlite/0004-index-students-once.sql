-- One index of a student's events in the embedded store instead of two: each event dirtied a page of both, and in a
-- large ledger these pages are most of what a commit writes.
--
-- Ids and times as in 0001.

DROP INDEX xp_events_by_student_and_time;
DROP INDEX xp_events_by_student;

-- A student's events in the order of the log, with what a leaderboard adds up.
CREATE INDEX xp_events_by_student ON xp_events (student_id, sequence, received_at, delta);

-- Where in the log a leaderboard begins to read: a sequence that no event received on that day (UTC, counted from
-- 1970-01-01) stands before. A student's removal may leave a row that is lower than it need be, never a higher one.
CREATE TABLE xp_event_days (
  day            INTEGER PRIMARY KEY,
  first_sequence INTEGER NOT NULL
) STRICT;

INSERT INTO xp_event_days (day, first_sequence)
SELECT received_at / 86400000000, min(sequence) FROM xp_events GROUP BY 1;

-- Sequences mostly grow. But the clock can be set back, and the numbers of the newest events, where their student is
-- removed, are given again.
CREATE TRIGGER note_xp_event_day AFTER INSERT ON xp_events
BEGIN
  INSERT INTO xp_event_days (day, first_sequence) VALUES (NEW.received_at / 86400000000, NEW.sequence)
  ON CONFLICT (day) DO UPDATE SET first_sequence = excluded.first_sequence
  WHERE excluded.first_sequence < first_sequence;
END;
