-- The quest channel of the outbox: progress on the quests of a day, made here and not confirmed yet. The same rules as
-- for points: an event never changes, belongs to one owner, and leaves only when the server names its id.
--
-- Besides, what the server last told of quests, homework and word sets, so that it is known without a network. That is
-- a copy: what is lost of it is told again.

ALTER TABLE owners ADD COLUMN quest_pending_count INTEGER NOT NULL DEFAULT 0 CHECK (quest_pending_count >= 0);
ALTER TABLE owners ADD COLUMN quest_quarantined_count INTEGER NOT NULL DEFAULT 0 CHECK (quest_quarantined_count >= 0);
-- 1 where the server, asked last, knew no quests: their events wait for one that does.
ALTER TABLE owners ADD COLUMN quests_unknown INTEGER NOT NULL DEFAULT 0 CHECK (quests_unknown IN (0, 1));

CREATE TABLE outbox_quest_events (
  owner_id   INTEGER NOT NULL REFERENCES owners,
  id         BLOB    NOT NULL CHECK (length(id) = 16),
  quest_id   TEXT    NOT NULL CHECK (length(quest_id) BETWEEN 1 AND 32 AND quest_id NOT GLOB '*[^a-z0-9_]*'),
  quest_date TEXT    NOT NULL CHECK (quest_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  progress   INTEGER NOT NULL CHECK (progress BETWEEN 1 AND 1000),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantined_quest_events (
  owner_id       INTEGER NOT NULL REFERENCES owners,
  id             BLOB    NOT NULL CHECK (length(id) = 16),
  quest_id       TEXT    NOT NULL,
  quest_date     TEXT    NOT NULL,
  progress       INTEGER NOT NULL CHECK (progress BETWEEN 1 AND 1000),
  created_at     INTEGER NOT NULL,
  code           TEXT    NOT NULL,
  detail         TEXT    NOT NULL,
  quarantined_at INTEGER NOT NULL,
  PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

-- How far an owner is with a quest: the server's word, and the sum of the events above.
CREATE TABLE quest_standings (
  owner_id         INTEGER NOT NULL REFERENCES owners,
  quest_date       TEXT    NOT NULL,
  quest_id         TEXT    NOT NULL,
  -- Kept by the triggers below.
  pending_progress INTEGER NOT NULL DEFAULT 0,
  -- The server's word; progress never falls, and a bonus once awarded stays so.
  progress         INTEGER NOT NULL DEFAULT 0 CHECK (progress >= 0),
  goal             INTEGER,
  completed_at     INTEGER,
  bonus_xp         INTEGER,
  PRIMARY KEY (owner_id, quest_date, quest_id)
) STRICT, WITHOUT ROWID;

-- The open homework, in the server's order.
CREATE TABLE known_homework (
  owner_id    INTEGER NOT NULL REFERENCES owners,
  position    INTEGER NOT NULL,
  id          BLOB    NOT NULL CHECK (length(id) = 16),
  title       TEXT    NOT NULL,
  word_set_id BLOB    NOT NULL CHECK (length(word_set_id) = 16),
  goal_xp     INTEGER NOT NULL,
  due_at      INTEGER,
  -- The ledger's, and on top of it what the server has confirmed of this computer since.
  earned_xp   INTEGER NOT NULL,
  PRIMARY KEY (owner_id, position)
) STRICT, WITHOUT ROWID;

-- Which version of a set of the server's lies on this computer as a file.
CREATE TABLE downloaded_sets (
  owner_id   INTEGER NOT NULL REFERENCES owners,
  id         BLOB    NOT NULL CHECK (length(id) = 16),
  updated_at TEXT    NOT NULL,
  PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER outbox_quest_events_are_immutable
BEFORE UPDATE OF id, quest_id, quest_date, progress, created_at ON outbox_quest_events
BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;

CREATE TRIGGER quarantined_quest_events_are_immutable
BEFORE UPDATE OF id, quest_id, quest_date, progress, created_at ON quarantined_quest_events
BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;

CREATE TRIGGER outbox_quest_events_not_in_quarantine BEFORE INSERT ON outbox_quest_events
WHEN EXISTS (SELECT 1 FROM quarantined_quest_events WHERE owner_id = NEW.owner_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the event is in quarantine'); END;

CREATE TRIGGER quarantined_quest_events_not_in_outbox BEFORE INSERT ON quarantined_quest_events
WHEN EXISTS (SELECT 1 FROM outbox_quest_events WHERE owner_id = NEW.owner_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the event is in the outbox'); END;

CREATE TRIGGER outbox_quest_events_count_insert AFTER INSERT ON outbox_quest_events BEGIN
  UPDATE owners SET quest_pending_count = quest_pending_count + 1 WHERE owner_id = NEW.owner_id;
  INSERT INTO quest_standings (owner_id, quest_date, quest_id, pending_progress)
  VALUES (NEW.owner_id, NEW.quest_date, NEW.quest_id, NEW.progress)
  ON CONFLICT (owner_id, quest_date, quest_id) DO UPDATE SET pending_progress = pending_progress + NEW.progress;
END;

CREATE TRIGGER outbox_quest_events_count_delete AFTER DELETE ON outbox_quest_events BEGIN
  UPDATE owners SET quest_pending_count = quest_pending_count - 1 WHERE owner_id = OLD.owner_id;
  UPDATE quest_standings SET pending_progress = pending_progress - OLD.progress
  WHERE owner_id = OLD.owner_id AND quest_date = OLD.quest_date AND quest_id = OLD.quest_id;
END;

CREATE TRIGGER outbox_quest_events_count_move AFTER UPDATE OF owner_id ON outbox_quest_events BEGIN
  UPDATE owners SET quest_pending_count = quest_pending_count - 1 WHERE owner_id = OLD.owner_id;
  UPDATE quest_standings SET pending_progress = pending_progress - OLD.progress
  WHERE owner_id = OLD.owner_id AND quest_date = OLD.quest_date AND quest_id = OLD.quest_id;
  UPDATE owners SET quest_pending_count = quest_pending_count + 1 WHERE owner_id = NEW.owner_id;
  INSERT INTO quest_standings (owner_id, quest_date, quest_id, pending_progress)
  VALUES (NEW.owner_id, NEW.quest_date, NEW.quest_id, NEW.progress)
  ON CONFLICT (owner_id, quest_date, quest_id) DO UPDATE SET pending_progress = pending_progress + NEW.progress;
END;

CREATE TRIGGER quarantined_quest_events_count_insert AFTER INSERT ON quarantined_quest_events BEGIN
  UPDATE owners SET quest_quarantined_count = quest_quarantined_count + 1 WHERE owner_id = NEW.owner_id;
END;

CREATE TRIGGER quarantined_quest_events_count_delete AFTER DELETE ON quarantined_quest_events BEGIN
  UPDATE owners SET quest_quarantined_count = quest_quarantined_count - 1 WHERE owner_id = OLD.owner_id;
END;

CREATE TRIGGER quarantined_quest_events_count_move AFTER UPDATE OF owner_id ON quarantined_quest_events BEGIN
  UPDATE owners SET quest_quarantined_count = quest_quarantined_count - 1 WHERE owner_id = OLD.owner_id;
  UPDATE owners SET quest_quarantined_count = quest_quarantined_count + 1 WHERE owner_id = NEW.owner_id;
END;
