-- The outbox of one computer: every point won here that the server has not confirmed yet.
--
-- Ids are 16 bytes, moments are microseconds since 1970 in UTC, metadata is the JSON text as it goes on the wire.
-- A row belongs to an owner, a (server, student) pair; the server '' stands for a profile that has joined no class.

CREATE TABLE owners (
  owner_id            INTEGER PRIMARY KEY,
  server              TEXT    NOT NULL DEFAULT '',
  student_id          BLOB    NOT NULL CHECK (length(student_id) = 16),

  -- Kept by the triggers below, so that a status costs the same with one row waiting and with a million.
  pending_count       INTEGER NOT NULL DEFAULT 0 CHECK (pending_count >= 0),
  pending_xp          INTEGER NOT NULL DEFAULT 0 CHECK (pending_xp >= 0),
  quarantined_count   INTEGER NOT NULL DEFAULT 0 CHECK (quarantined_count >= 0),
  quarantined_xp      INTEGER NOT NULL DEFAULT 0 CHECK (quarantined_xp >= 0),

  -- The ledger's word, NULL until it was heard once; never replaced by one of a lower version.
  total_xp            INTEGER CHECK (total_xp >= 0),
  games_played        INTEGER CHECK (games_played >= 0),
  total_version       INTEGER CHECK (total_version >= 0),

  last_sync_at        INTEGER,
  last_error          TEXT,
  last_attempt_failed INTEGER NOT NULL DEFAULT 0 CHECK (last_attempt_failed IN (0, 1)),
  sign_in_needed      INTEGER NOT NULL DEFAULT 0 CHECK (sign_in_needed IN (0, 1)),

  UNIQUE (server, student_id),
  CHECK ((total_xp IS NULL) = (total_version IS NULL) AND (total_xp IS NULL) = (games_played IS NULL))
) STRICT;

CREATE TABLE outbox_events (
  owner_id    INTEGER NOT NULL REFERENCES owners,
  id          BLOB    NOT NULL CHECK (length(id) = 16),
  kind        TEXT    NOT NULL CHECK (length(kind) BETWEEN 1 AND 32 AND kind NOT GLOB '*[^a-z0-9_]*'),
  delta       INTEGER NOT NULL CHECK (delta BETWEEN 0 AND 1000),
  word_set_id BLOB    CHECK (length(word_set_id) = 16),
  homework_id BLOB    CHECK (length(homework_id) = 16),
  created_at  INTEGER NOT NULL,
  metadata    TEXT    NOT NULL CHECK (length(CAST(metadata AS BLOB)) BETWEEN 2 AND 4096),
  PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

-- Events that the server refused, with its reason: visible, and back into the queue on demand.
CREATE TABLE quarantined_events (
  owner_id       INTEGER NOT NULL REFERENCES owners,
  id             BLOB    NOT NULL CHECK (length(id) = 16),
  kind           TEXT    NOT NULL,
  delta          INTEGER NOT NULL CHECK (delta BETWEEN 0 AND 1000),
  word_set_id    BLOB    CHECK (length(word_set_id) = 16),
  homework_id    BLOB    CHECK (length(homework_id) = 16),
  created_at     INTEGER NOT NULL,
  metadata       TEXT    NOT NULL,
  code           TEXT    NOT NULL,
  detail         TEXT    NOT NULL,
  quarantined_at INTEGER NOT NULL,
  PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

-- Rounds finished, for the games that pay less for a repeat.
CREATE TABLE rounds_played (
  student_id  BLOB    NOT NULL CHECK (length(student_id) = 16),
  word_set_id BLOB    NOT NULL CHECK (length(word_set_id) = 16),
  kind        TEXT    NOT NULL,
  count       INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (student_id, word_set_id, kind)
) STRICT, WITHOUT ROWID;

-- What belongs to the computer and not to a pupil: device_id, clock_skew_ms.
CREATE TABLE meta (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the server was told, or may have been told, never changes: it tells a resend from a forgery by comparing.
CREATE TRIGGER outbox_events_are_immutable
BEFORE UPDATE OF id, kind, delta, word_set_id, homework_id, created_at, metadata ON outbox_events
BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;

CREATE TRIGGER quarantined_events_are_immutable
BEFORE UPDATE OF id, kind, delta, word_set_id, homework_id, created_at, metadata ON quarantined_events
BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;

-- An event waits or is in quarantine, never both.
CREATE TRIGGER outbox_events_not_in_quarantine BEFORE INSERT ON outbox_events
WHEN EXISTS (SELECT 1 FROM quarantined_events WHERE owner_id = NEW.owner_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the event is in quarantine'); END;

CREATE TRIGGER quarantined_events_not_in_outbox BEFORE INSERT ON quarantined_events
WHEN EXISTS (SELECT 1 FROM outbox_events WHERE owner_id = NEW.owner_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the event is in the outbox'); END;

CREATE TRIGGER outbox_events_count_insert AFTER INSERT ON outbox_events BEGIN
  UPDATE owners SET pending_count = pending_count + 1, pending_xp = pending_xp + NEW.delta
  WHERE owner_id = NEW.owner_id;
END;

CREATE TRIGGER outbox_events_count_delete AFTER DELETE ON outbox_events BEGIN
  UPDATE owners SET pending_count = pending_count - 1, pending_xp = pending_xp - OLD.delta
  WHERE owner_id = OLD.owner_id;
END;

CREATE TRIGGER outbox_events_count_move AFTER UPDATE OF owner_id ON outbox_events BEGIN
  UPDATE owners SET pending_count = pending_count - 1, pending_xp = pending_xp - OLD.delta
  WHERE owner_id = OLD.owner_id;
  UPDATE owners SET pending_count = pending_count + 1, pending_xp = pending_xp + NEW.delta
  WHERE owner_id = NEW.owner_id;
END;

CREATE TRIGGER quarantined_events_count_insert AFTER INSERT ON quarantined_events BEGIN
  UPDATE owners SET quarantined_count = quarantined_count + 1, quarantined_xp = quarantined_xp + NEW.delta
  WHERE owner_id = NEW.owner_id;
END;

CREATE TRIGGER quarantined_events_count_delete AFTER DELETE ON quarantined_events BEGIN
  UPDATE owners SET quarantined_count = quarantined_count - 1, quarantined_xp = quarantined_xp - OLD.delta
  WHERE owner_id = OLD.owner_id;
END;

CREATE TRIGGER quarantined_events_count_move AFTER UPDATE OF owner_id ON quarantined_events BEGIN
  UPDATE owners SET quarantined_count = quarantined_count - 1, quarantined_xp = quarantined_xp - OLD.delta
  WHERE owner_id = OLD.owner_id;
  UPDATE owners SET quarantined_count = quarantined_count + 1, quarantined_xp = quarantined_xp + NEW.delta
  WHERE owner_id = NEW.owner_id;
END;
