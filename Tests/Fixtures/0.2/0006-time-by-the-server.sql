-- When something happened is worked out by the server, and no event is refused because of a clock. And a ledger has an
-- identity, by which a client knows it at whatever address.
--
-- Ids and times as in 0001.

-- NULL for the events of before, which were made when the server's clock had it: at created_at, or at received_at where
-- that was earlier.
ALTER TABLE xp_events ADD COLUMN occurred_at INTEGER;
ALTER TABLE quest_events ADD COLUMN occurred_at INTEGER;
-- All progress counts as such; what does not earn the bonus was made on another day than the quest's, or came too late.
ALTER TABLE quest_events ADD COLUMN earns_bonus INTEGER NOT NULL DEFAULT 1;

-- A client's clock may show any time. To edit the text is SQLite's documented way to drop a check, or to add one that
-- every row keeps: at once, whatever the size of the table.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(replace(replace(sql,
  ' CHECK (created_at >= 1577836800000000)', ''),
  'CHECK (created_at <= received_at + 600000000)', 'CHECK (occurred_at <= received_at)'),
  'earns_bonus INTEGER NOT NULL DEFAULT 1', 'earns_bonus INTEGER NOT NULL DEFAULT 1 CHECK (earns_bonus IN (0, 1))')
WHERE type = 'table' AND name IN ('xp_events', 'quest_events');
PRAGMA writable_schema = RESET;

-- Nothing of this is done where the text was another than the one above takes it for.
CREATE TEMP TABLE edited (
  name TEXT PRIMARY KEY,
  sql  TEXT CHECK (sql NOT LIKE '%CHECK (created_at%' AND sql LIKE '%CHECK (occurred_at <= received_at)%')
);
INSERT INTO edited SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name IN ('xp_events', 'quest_events');
DROP TABLE edited;

-- Of the progress, what earns the bonus.
ALTER TABLE quest_standings ADD COLUMN earning_progress INTEGER NOT NULL DEFAULT 0 CHECK (earning_progress >= 0);
UPDATE quest_standings SET earning_progress = progress;

DROP TRIGGER apply_quest_event;
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
