-- Who may join a class, and how often a PIN may be guessed.
--
-- Ids and times as in 0001.

-- A class that takes nobody new still lets in who is in it.
ALTER TABLE classes ADD COLUMN is_joinable INTEGER NOT NULL DEFAULT 1 CHECK (is_joinable IN (0, 1));

-- What the name looks like, so that nobody takes a name that cannot be told from another's. NULL where it was joined
-- with before, until somebody new asks for a name in that class; and where two of before look alike, for the second.
ALTER TABLE class_members ADD COLUMN look_key TEXT CHECK (length(look_key) >= 1);
CREATE UNIQUE INDEX class_members_by_look ON class_members (class_id, look_key) WHERE look_key IS NOT NULL;

-- Attempts at a pupil's PIN that were wrong, or are not judged yet: of each source (a computer or an address, hashed by
-- the server), and of all together, which is the source ''.
CREATE TABLE pin_attempts (
  student_id TEXT NOT NULL REFERENCES students (id) ON DELETE CASCADE,
  source     TEXT NOT NULL,
  wrong      INTEGER NOT NULL CHECK (wrong >= 1),
  last_at    INTEGER NOT NULL,
  PRIMARY KEY (student_id, source)
) STRICT, WITHOUT ROWID;
