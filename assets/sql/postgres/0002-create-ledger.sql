-- The ledger of Glosa on PostgreSQL: who plays, what they won, and the functions that are its only doors.
--
-- It keeps the promises of the embedded store (sql/sqlite): the log is append-only, an event that comes twice
-- counts once, a batch is stored whole or not at all, and a total is the sum of its log at every moment. Needs
-- 0001-create-auth.sql. Until 0004-secure-rows.sql has run, row-level security without a policy keeps every
-- door shut. Run it with: psql -v ON_ERROR_STOP=1 -f 0002-create-ledger.sql. Running it again is harmless.

BEGIN;
SET LOCAL client_min_messages = warning;

-- Tables ---------------------------------------------------------------------------------------------------------

-- A pupil or a teacher. pin_hash is scrypt with its parameters and salt; the PIN itself is nowhere. Not every id is
-- one of auth.users: pupils join with a class code and a PIN.
CREATE TABLE IF NOT EXISTS public.profiles (
  id           uuid        PRIMARY KEY,
  role         text        NOT NULL CHECK (role IN ('student', 'teacher')),
  display_name text        NOT NULL CONSTRAINT display_name_length CHECK (length(display_name) BETWEEN 1 AND 320),
  pin_hash     text        CHECK (pin_hash LIKE 'scrypt$%'),
  created_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS public.classes (
  id         uuid        PRIMARY KEY,
  teacher_id uuid        NOT NULL REFERENCES public.profiles (id),
  name       text        NOT NULL CHECK (length(name) >= 1),
  code       text        NOT NULL UNIQUE CHECK (code ~ '\A[A-Z2-9]{6}\Z'),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A class that takes nobody new still lets in who is in it.
ALTER TABLE public.classes ADD COLUMN IF NOT EXISTS is_joinable boolean NOT NULL DEFAULT true;

CREATE INDEX IF NOT EXISTS classes_by_teacher ON public.classes (teacher_id);

-- A token is 256 random bits; only its SHA-256 is stored. The account's role says whether it is a pupil's.
CREATE TABLE IF NOT EXISTS public.tokens (
  hash       bytea       PRIMARY KEY CHECK (octet_length(hash) = 32),
  account_id uuid        NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX IF NOT EXISTS tokens_by_account ON public.tokens (account_id);

-- name_key is the name as it is compared: trimmed, NFC, lower case. One pupil of that name in a class.
CREATE TABLE IF NOT EXISTS public.class_members (
  class_id   uuid        NOT NULL REFERENCES public.classes (id),
  name_key   text        NOT NULL CHECK (length(name_key) >= 1),
  student_id uuid        NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  joined_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (class_id, name_key)
);

-- What the name looks like, so that nobody takes a name that cannot be told from another's. NULL where it was joined
-- with before, until somebody new asks for a name in that class; and where two of before look alike, for the second.
ALTER TABLE public.class_members ADD COLUMN IF NOT EXISTS look_key text CHECK (length(look_key) >= 1);
CREATE UNIQUE INDEX IF NOT EXISTS class_members_by_look ON public.class_members (class_id, look_key);

CREATE INDEX IF NOT EXISTS class_members_by_student ON public.class_members (student_id);

CREATE SEQUENCE IF NOT EXISTS public.xp_events_sequence;

-- The log. `sequence` is the order in which the server stored the events: the only order it trusts. Clients can't
-- send a delta above 1000; only an opening balance, which the server writes itself, may be larger, and counts as the
-- games it carries. created_at is what a client's clock showed, whatever that was; when the event happened, occurred_at,
-- the server works out (null for the events of before: created_at, or received_at where that was earlier). Metadata is 4 KiB of text at most, which jsonb may write longer:
-- 1e9 is ten digits.
--
-- student_id has no foreign key: it would look up and lock the student's profile for each single event, which took a
-- third of the time of storing it. The total keeps the two together: see "An event has its student".
CREATE TABLE IF NOT EXISTS public.xp_events (
  id          uuid        PRIMARY KEY,
  student_id  uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind ~ '\A[a-z0-9_]{1,32}\Z'),
  delta       integer     NOT NULL CHECK (delta >= 0 AND (delta <= 1000 OR kind = 'migrated')),
  games       integer     NOT NULL DEFAULT 1 CHECK (games = 1 OR kind = 'migrated' AND games >= 0),
  word_set_id uuid,
  homework_id uuid,
  created_at  timestamptz NOT NULL CHECK (isfinite(created_at)),
  received_at timestamptz NOT NULL DEFAULT now(),
  metadata    jsonb       NOT NULL DEFAULT '{}'
    CHECK (jsonb_typeof(metadata) = 'object' AND octet_length(metadata::text) <= 32768),
  sequence    bigint      NOT NULL DEFAULT nextval('public.xp_events_sequence'),
  occurred_at timestamptz CONSTRAINT occurred_before_received CHECK (occurred_at <= received_at),
  -- More than anybody can win: decided when the event is first stored, and no part of what it is compared by.
  unusual     boolean     NOT NULL DEFAULT false
);

-- Ledgers of before had it. Looked for first: to alter the table, even in vain, everybody else has to wait.
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.xp_events'::regclass AND conname = 'xp_events_student_id_fkey'
  ) THEN
    ALTER TABLE public.xp_events DROP CONSTRAINT xp_events_student_id_fkey;
  END IF;
END
$$;

-- A name of 40 characters may have more code points than the 80 that tables of before have room for.
DO $$
DECLARE
  narrow text;
BEGIN
  SELECT conname INTO narrow FROM pg_catalog.pg_constraint
  WHERE conrelid = 'public.profiles'::regclass AND contype = 'c' AND conname <> 'display_name_length'
    AND pg_get_constraintdef(oid) LIKE '%display_name%';
  IF narrow IS NOT NULL THEN
    EXECUTE format('ALTER TABLE public.profiles DROP CONSTRAINT %I, ADD CONSTRAINT display_name_length '
      'CHECK (length(display_name) BETWEEN 1 AND 320) NOT VALID', narrow);
  END IF;
END
$$;

-- What refused events because of a clock goes from tables of before, and they get occurred_at: at once, whatever their
-- size. Looked at first, as above.
DO $$
DECLARE
  events   regclass;
  refusing record;
BEGIN
  FOR events IN SELECT c FROM unnest(ARRAY[to_regclass('public.xp_events'), to_regclass('public.quest_events')]) AS c
    WHERE c IS NOT NULL
  LOOP
    IF NOT EXISTS (
      SELECT FROM pg_catalog.pg_attribute
      WHERE attrelid = events AND attname = 'occurred_at' AND NOT attisdropped
    ) THEN
      EXECUTE format('ALTER TABLE %s ADD COLUMN occurred_at timestamptz, '
        'ADD CONSTRAINT occurred_before_received CHECK (occurred_at <= received_at) NOT VALID', events);
    END IF;
    FOR refusing IN
      SELECT conname FROM pg_catalog.pg_constraint
      WHERE conrelid = events AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%created_at%'
        AND pg_get_constraintdef(oid) SIMILAR TO '%(2020-01-01|received_at)%'
    LOOP
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', events, refusing.conname);
    END LOOP;
  END LOOP;
END
$$;

-- The identity of the ledger, by which a client knows it at whatever address: made here once, the same in a restored
-- backup.
CREATE TABLE IF NOT EXISTS public.ledger_identity (
  one       boolean PRIMARY KEY DEFAULT true CHECK (one),
  server_id uuid    NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO public.ledger_identity DEFAULT VALUES ON CONFLICT DO NOTHING;
-- The fingerprint of the key that the server spoke TLS with last; NULL where it never has.
ALTER TABLE public.ledger_identity ADD COLUMN IF NOT EXISTS key_fingerprint text;

-- Boards and leaderboards go by the server's clock and never by a client's.
CREATE INDEX IF NOT EXISTS xp_events_by_student ON public.xp_events (student_id, sequence);
CREATE INDEX IF NOT EXISTS xp_events_by_student_and_time ON public.xp_events (student_id, received_at)
  INCLUDE (delta);
CREATE INDEX IF NOT EXISTS xp_events_by_word_set ON public.xp_events (word_set_id) WHERE word_set_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS xp_events_by_homework ON public.xp_events (homework_id, student_id)
  INCLUDE (delta) WHERE homework_id IS NOT NULL;

-- What the log adds up to, for every student with an event; written by apply_xp_event and nothing else. The
-- fillfactor leaves room for a row's next version on its page, so that an update touches no index.
CREATE TABLE IF NOT EXISTS public.xp_totals (
  student_id     uuid        PRIMARY KEY REFERENCES public.profiles (id) ON DELETE CASCADE,
  total_xp       bigint      NOT NULL DEFAULT 0 CHECK (total_xp >= 0),
  games_played   bigint      NOT NULL DEFAULT 0 CHECK (games_played >= 0),
  last_game_type text        NOT NULL,
  updated_at     timestamptz NOT NULL,
  version        bigint      NOT NULL CHECK (version >= 1),
  -- The points of events that are unusual; and what was won on the day of the last event, as xp_days has it of other days.
  unusual_xp     bigint      NOT NULL DEFAULT 0,
  pace_day       date,
  played_ms      bigint      NOT NULL DEFAULT 0,
  last_minute    timestamptz,
  last_minute_ms bigint      NOT NULL DEFAULT 0
) WITH (fillfactor = 70);

-- Ledgers of before had neither; at once, whatever their size. Looked at first, as above.
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_attribute
    WHERE attrelid = 'public.xp_events'::regclass AND attname = 'unusual' AND NOT attisdropped
  ) THEN
    ALTER TABLE public.xp_events ADD COLUMN unusual boolean NOT NULL DEFAULT false;
    ALTER TABLE public.xp_totals ADD COLUMN unusual_xp bigint NOT NULL DEFAULT 0, ADD COLUMN pace_day date,
      ADD COLUMN played_ms bigint NOT NULL DEFAULT 0, ADD COLUMN last_minute timestamptz,
      ADD COLUMN last_minute_ms bigint NOT NULL DEFAULT 0;
  END IF;
END
$$;

-- What a student won on a day of UTC and sent on a later one, as far as it takes to know whether more of it is unusual: see
-- "Unusual points". What came on its day is in xp_totals, which is written anyway. Written by apply_xp_event alone. Without
-- a foreign key, which would look up the profile for each new day; the total has one: see forget_xp_days.
CREATE TABLE IF NOT EXISTS public.xp_days (
  student_id     uuid        NOT NULL,
  day            date        NOT NULL,
  played_ms      bigint      NOT NULL CHECK (played_ms >= 0),
  last_minute    timestamptz,
  last_minute_ms bigint      NOT NULL CHECK (last_minute_ms >= 0),
  PRIMARY KEY (student_id, day)
) WITH (fillfactor = 70);

-- Students who are being removed in this very transaction; empty in every other one. See "Append-only".
CREATE TABLE IF NOT EXISTS public.students_being_removed (
  student_id uuid PRIMARY KEY
);

-- A project may have tables of these names already. Better to stop here than to work on somebody else's.
DO $$
DECLARE
  missing text;
BEGIN
  SELECT string_agg(wanted, ', ' ORDER BY wanted) INTO missing
  FROM unnest(ARRAY[
    'profiles.role', 'profiles.display_name', 'profiles.pin_hash', 'classes.teacher_id', 'classes.code',
    'class_members.name_key', 'class_members.student_id', 'tokens.hash', 'tokens.account_id', 'xp_events.delta',
    'xp_events.games', 'xp_events.received_at', 'xp_events.sequence', 'students_being_removed.student_id',
    'xp_days.played_ms', 'xp_days.last_minute_ms', 'xp_totals.total_xp', 'xp_totals.version',
    'ledger_identity.server_id']) AS wanted
  WHERE NOT EXISTS (
    SELECT FROM pg_catalog.pg_attribute
    WHERE attrelid = ('public.' || split_part(wanted, '.', 1))::regclass
      AND attname = split_part(wanted, '.', 2) AND NOT attisdropped);
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION 'tables of this database have names that Glosa needs, but lack the columns %', missing
      USING HINT = 'Give Glosa a database of its own, or rename those tables. Nothing was changed.';
  END IF;
END
$$;

REVOKE ALL ON public.profiles, public.classes, public.class_members, public.tokens, public.xp_events,
  public.xp_totals, public.xp_days, public.students_being_removed, public.ledger_identity FROM PUBLIC, anon;
REVOKE ALL ON SEQUENCE public.xp_events_sequence FROM PUBLIC, anon;
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.classes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.class_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.students_being_removed ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.xp_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.xp_totals ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.xp_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.ledger_identity ENABLE ROW LEVEL SECURITY;

-- Append-only ----------------------------------------------------------------------------------------------------
--
-- The one way out of a log is to remove a student whole: within one transaction, lock the profile and the total, put the
-- id into students_being_removed, delete the events, then the profile (total, memberships and tokens go along), then the
-- id there. A transaction that deletes less than all of it cannot commit; one that did not lock may fail, and is to be
-- tried again.

CREATE OR REPLACE FUNCTION public.refuse_xp_event_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE OR REPLACE FUNCTION public.refuse_event_delete() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM deleted
    WHERE NOT EXISTS (
      SELECT FROM public.students_being_removed AS r WHERE r.student_id = deleted.student_id)
  ) THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation',
      HINT = 'Events go only together with everything else of their student: see remove_student.';
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER refuse_xp_event_change BEFORE UPDATE OR TRUNCATE ON public.xp_events
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_xp_event_change();
CREATE OR REPLACE TRIGGER refuse_event_delete AFTER DELETE ON public.xp_events
  REFERENCING OLD TABLE AS deleted
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_event_delete();

CREATE OR REPLACE FUNCTION public.refuse_half_removal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.profiles WHERE id = NEW.student_id)
    OR EXISTS (SELECT FROM public.students_being_removed WHERE student_id = NEW.student_id) THEN
    RAISE EXCEPTION 'a student is removed whole or not at all'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

-- A constraint trigger can't be replaced.
DROP TRIGGER IF EXISTS refuse_half_removal ON public.students_being_removed;
CREATE CONSTRAINT TRIGGER refuse_half_removal AFTER INSERT OR UPDATE ON public.students_being_removed
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.refuse_half_removal();

-- Unusual points -------------------------------------------------------------------------------------------------
--
-- The figures of Pace.swift, which has the reason for each: an event takes the time that its answers take at the fastest
-- pace that anybody keeps up; a minute holds a minute of that, and a day two hours.

-- The milliseconds that an event takes; 0 for the server's own, null for more points than any event of the kind has.
CREATE OR REPLACE FUNCTION public.xp_event_ms(kind text, delta bigint) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN (CASE
  WHEN kind = 'typing' THEN CASE WHEN delta <= 120 THEN greatest(500, delta * 500 / 10) END
  WHEN kind = 'choice' THEN CASE WHEN delta <= 60 THEN greatest(333, delta * 333 / 5) END
  WHEN kind IN ('flashcards', 'scramble', 'connect', 'rain', 'story_gap', 'listen', 'forms', 'sprint')
    THEN CASE WHEN delta <= 360 THEN greatest(333, delta * 333 / 30) END
  WHEN kind IN ('daily_quest', 'migrated', 'correction') THEN 0
  WHEN delta <= 1000 THEN greatest(500, delta * 500 / 20)
END)::integer;

-- True for what happened on an earlier day of UTC than that on which it came, where the time when it happened can be right.
CREATE OR REPLACE FUNCTION public.is_late_xp_event(occurred_at timestamptz, received_at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE
RETURN occurred_at < date_trunc('day', received_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
  AND occurred_at > '2020-01-01T00:00:00Z'::timestamptz;

-- The minute; null where the time can't be right: the clock that made the event was wrong, or set meanwhile, and all
-- events of hours have the same time then.
CREATE OR REPLACE FUNCTION public.xp_event_minute(occurred_at timestamptz, received_at timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN occurred_at > '2020-01-01T00:00:00Z'::timestamptz AND occurred_at < received_at
  THEN date_trunc('minute', occurred_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' END;

-- Which of the new events that are about to be stored are more than their minute or their day holds, in the order of the
-- arrays; null for none. Part of what stores them, which sees to the search_path and the rights. Of a student for whom
-- several batches are stored at the same time some that are unusual may be missed, and none is called so that is not.
--
-- By subscripts, as in ingest_xp_batches.
CREATE OR REPLACE FUNCTION public.unusual_xp_events(
  ids uuid[], students uuid[], times integer[], days date[], lates boolean[], minutes timestamptz[]
) RETURNS uuid[] LANGUAGE plpgsql AS $$
BEGIN
  -- Nor is anything where every minute and every day has room for all of it.
  IF NOT EXISTS (
    SELECT FROM (
      SELECT student, day, is_late, max(ms) FILTER (WHERE minute IS NOT NULL) AS most, sum(ms) AS ms
      FROM (
        SELECT students[place] AS student, days[place] AS day, lates[place] AS is_late, minutes[place] AS minute,
          sum(times[place]) AS ms
        FROM generate_subscripts(ids, 1) AS place
        GROUP BY 1, 2, 3, 4
      ) AS by_minute
      GROUP BY 1, 2, 3
    ) AS new
    LEFT JOIN LATERAL (
      SELECT t.played_ms, t.last_minute_ms FROM public.xp_totals AS t
      WHERE NOT new.is_late AND t.student_id = new.student
      UNION ALL
      SELECT k.played_ms, k.last_minute_ms FROM public.xp_days AS k
      WHERE new.is_late AND k.student_id = new.student AND k.day = new.day
      LIMIT 1
    ) AS d ON true
    WHERE new.most + coalesce(d.last_minute_ms, 0) > 60000 OR new.ms + coalesce(d.played_ms, 0) > 7200000
  ) THEN
    RETURN NULL;
  END IF;
  RETURN (
    WITH sent AS (
      SELECT DISTINCT ON (ids[place]) ids[place] AS id, students[place] AS student, days[place] AS day,
        lates[place] AS is_late, minutes[place] AS minute, times[place] AS ms, place
      FROM generate_subscripts(ids, 1) AS place
      ORDER BY ids[place], place
    ), new AS (
      SELECT *, sum(ms) OVER (
        PARTITION BY student, day, is_late, minute ORDER BY place ROWS UNBOUNDED PRECEDING) AS so_far
      FROM sent
      WHERE (SELECT known.id FROM public.xp_events AS known WHERE known.id = sent.id LIMIT 1) IS NULL
    ), timed AS (
      SELECT new.*, coalesce(d.played_ms, 0) AS played_ms, coalesce(new.minute IS NOT NULL AND 60000 <
        new.so_far + CASE WHEN d.last_minute = new.minute THEN d.last_minute_ms ELSE 0 END, false) AS is_too_fast
      FROM new
      LEFT JOIN LATERAL (
        SELECT t.played_ms, t.last_minute, t.last_minute_ms FROM public.xp_totals AS t
        WHERE NOT new.is_late AND t.student_id = new.student AND t.pace_day = new.day
        UNION ALL
        SELECT k.played_ms, k.last_minute, k.last_minute_ms FROM public.xp_days AS k
        WHERE new.is_late AND k.student_id = new.student AND k.day = new.day
        LIMIT 1
      ) AS d ON true
    ), counted AS (
      SELECT id, is_too_fast, played_ms + sum(ms) FILTER (WHERE NOT is_too_fast) OVER (
        PARTITION BY student, day, is_late ORDER BY place ROWS UNBOUNDED PRECEDING) AS day_ms
      FROM timed
    )
    SELECT array_agg(id) FROM counted WHERE is_too_fast OR day_ms > 7200000
  );
END
$$;

-- Totals ---------------------------------------------------------------------------------------------------------

-- Once a statement, students in the order of their ids: row by row, two batches that name the same students in
-- different orders would wait for each other. Nothing is clamped, or the total would not be the sum of the log.
--
-- Days come after totals, here and where a student is removed.
CREATE OR REPLACE FUNCTION public.apply_xp_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.xp_totals AS t (
    student_id, total_xp, games_played, last_game_type, updated_at, version, unusual_xp, pace_day, played_ms,
    last_minute, last_minute_ms)
  SELECT student_id, sum(delta), sum(games), (array_agg(kind ORDER BY sequence DESC))[1],
    max(received_at), count(*), coalesce(sum(delta) FILTER (WHERE unusual), 0),
    (max(received_at) AT TIME ZONE 'UTC')::date, coalesce(sum(ms), 0),
    -- Of several minutes none is remembered: what comes next may be as much as a minute holds.
    max(minute), CASE WHEN min(minute) = max(minute) THEN sum(ms) FILTER (WHERE minute IS NOT NULL) ELSE 0 END
  FROM (
    SELECT student_id, delta, games, kind, sequence, received_at, unusual,
      CASE WHEN counts THEN public.xp_event_ms(kind, delta) END AS ms,
      CASE WHEN counts THEN public.xp_event_minute(occurred_at, received_at) END AS minute
    FROM (
      SELECT *, NOT unusual AND NOT public.is_late_xp_event(occurred_at, received_at) AS counts FROM inserted
    ) AS dated
    -- Each is worked out once, and not wherever it is named.
    OFFSET 0
  ) AS new
  GROUP BY student_id
  ORDER BY student_id
  ON CONFLICT (student_id) DO UPDATE SET
    total_xp = t.total_xp + excluded.total_xp,
    games_played = t.games_played + excluded.games_played,
    last_game_type = excluded.last_game_type,
    updated_at = greatest(t.updated_at, excluded.updated_at),
    version = t.version + excluded.version,
    unusual_xp = t.unusual_xp + excluded.unusual_xp,
    pace_day = excluded.pace_day,
    played_ms = excluded.played_ms + CASE WHEN t.pace_day = excluded.pace_day THEN t.played_ms ELSE 0 END,
    last_minute = greatest(t.last_minute, excluded.last_minute),
    last_minute_ms = CASE
      WHEN t.last_minute > excluded.last_minute OR excluded.last_minute IS NULL THEN t.last_minute_ms
      WHEN t.last_minute = excluded.last_minute THEN t.last_minute_ms + excluded.last_minute_ms
      ELSE excluded.last_minute_ms END;

  IF EXISTS (SELECT FROM inserted WHERE public.is_late_xp_event(occurred_at, received_at)) THEN
    INSERT INTO public.xp_days AS d (student_id, day, played_ms, last_minute, last_minute_ms)
    SELECT student_id, day, sum(ms), max(minute), (array_agg(ms ORDER BY minute DESC))[1]
    FROM (
      SELECT student_id, (occurred_at AT TIME ZONE 'UTC')::date AS day,
        public.xp_event_minute(occurred_at, received_at) AS minute, sum(public.xp_event_ms(kind, delta)) AS ms
      FROM inserted
      WHERE NOT unusual AND public.is_late_xp_event(occurred_at, received_at)
      GROUP BY 1, 2, 3
    ) AS minutes
    GROUP BY student_id, day
    ORDER BY student_id, day
    ON CONFLICT (student_id, day) DO UPDATE SET
      played_ms = d.played_ms + excluded.played_ms,
      last_minute = greatest(d.last_minute, excluded.last_minute),
      last_minute_ms = CASE WHEN d.last_minute > excluded.last_minute THEN d.last_minute_ms
        WHEN d.last_minute = excluded.last_minute THEN d.last_minute_ms + excluded.last_minute_ms
        ELSE excluded.last_minute_ms END;
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER apply_xp_event AFTER INSERT ON public.xp_events
  REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION public.apply_xp_event();

-- An event has its student -------------------------------------------------------------------------------------------
--
-- Whoever stores an event writes the student's total in the same statement, and the total has a foreign key: a student
-- who is not there is refused, and one who is can't go before the transaction has ended. Whoever deletes a profile
-- deletes the total with it, and so waits for all who are storing for the student; only then it is seen whether events
-- are left, and they must not be. LATERAL and LIMIT: a planner that thinks of many students must not read the whole log.

CREATE OR REPLACE FUNCTION public.refuse_orphaned_events() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM deleted CROSS JOIN LATERAL (
      SELECT FROM public.xp_events AS e WHERE e.student_id = deleted.id LIMIT 1) AS left_behind
  ) THEN
    RAISE EXCEPTION 'a student with events can''t be deleted' USING ERRCODE = 'foreign_key_violation',
      HINT = 'Events go only together with everything else of their student: see remove_student.';
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER refuse_orphaned_events AFTER DELETE ON public.profiles
  REFERENCING OLD TABLE AS deleted
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_orphaned_events();

-- The days of a student go with the profile. Whoever adds to them holds the total, and so has ended before that can go.
CREATE OR REPLACE FUNCTION public.forget_xp_days() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.xp_days AS d USING deleted WHERE d.student_id = deleted.id;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER forget_xp_days AFTER DELETE ON public.profiles
  REFERENCING OLD TABLE AS deleted
  FOR EACH STATEMENT EXECUTE FUNCTION public.forget_xp_days();

-- Empty at every moment: students whose total is not the sum of their log, in points or in games.
CREATE OR REPLACE VIEW public.xp_total_mismatches WITH (security_invoker = true) AS
SELECT student_id, max(total_xp) AS total_xp, max(log_xp) AS log_xp, max(games_played) AS games_played,
  max(log_games) AS log_games
FROM (
  SELECT student_id, total_xp, games_played, 0::bigint AS log_xp, 0::bigint AS log_games FROM public.xp_totals
  UNION ALL
  SELECT student_id, 0, 0, sum(delta), sum(games) FROM public.xp_events GROUP BY student_id
) AS both_sides
GROUP BY student_id
HAVING sum(total_xp) <> sum(log_xp) OR sum(games_played) <> sum(log_games);
REVOKE ALL ON public.xp_total_mismatches FROM PUBLIC, anon;

-- Who is asking --------------------------------------------------------------------------------------------------

-- True for the server speaking for itself. The role that was SET stays visible inside a definer function, and
-- nobody can set one that they are not a member of; a claim, on the other hand, is only text.
CREATE OR REPLACE FUNCTION public.is_service() RETURNS boolean LANGUAGE sql STABLE
RETURN coalesce(nullif(pg_catalog.current_setting('role', true), 'none'), session_user::text) = 'service_role';

-- The classes and pupils of the teacher who asks, and the classes of the pupil who asks. Functions and not
-- subqueries in the policies: policies of classes and class_members that read each other's table would never end.
CREATE OR REPLACE FUNCTION public.taught_classes() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT id FROM public.classes WHERE teacher_id = auth.uid();
END
$$;

CREATE OR REPLACE FUNCTION public.taught_students() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT m.student_id FROM public.class_members AS m JOIN public.classes AS c ON c.id = m.class_id
    WHERE c.teacher_id = auth.uid();
END
$$;

CREATE OR REPLACE FUNCTION public.joined_classes() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT class_id FROM public.class_members WHERE student_id = auth.uid();
END
$$;

-- True where an id is an account of auth.users. Runs as the owner of the tables, who may read Supabase's.
CREATE OR REPLACE FUNCTION public.is_auth_user(account uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT EXISTS (SELECT FROM auth.users WHERE id = account)
  );
END
$$;

-- How moments are told: RFC 3339 in UTC, to the microsecond.
CREATE OR REPLACE FUNCTION public.utc_text(moment timestamptz) RETURNS text LANGUAGE sql STABLE
RETURN pg_catalog.to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- When an event happened, by the server's clock: as long before it was received as it was made before it was sent, both
-- by the client's clock; never after it was received, and never before 2020, unless the server's own clock is there.
CREATE OR REPLACE FUNCTION public.occurrence(
  created_at timestamptz, sent_at timestamptz, received_at timestamptz
) RETURNS timestamptz LANGUAGE sql IMMUTABLE
RETURN least(
  greatest(coalesce(received_at - (sent_at - created_at), created_at), '2020-01-01T00:00:00Z'::timestamptz),
  received_at);

-- When an event of the log happened.
CREATE OR REPLACE FUNCTION public.occurred(event public.xp_events) RETURNS timestamptz LANGUAGE sql IMMUTABLE
RETURN coalesce(event.occurred_at, least(event.created_at, event.received_at));

-- True for an id of version 5, which only the server makes.
CREATE OR REPLACE FUNCTION public.is_derived(id uuid) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN substr(id::text, 15, 1) = '5';

-- The doors ------------------------------------------------------------------------------------------------------

-- What is acknowledged must be as safe as a commit makes it, also where everything was stored before: a transaction that
-- wrote nothing waits for no standby, and the event that it found could be lost with this server. So such a transaction
-- writes a word into the log, and waits as others do.
CREATE OR REPLACE FUNCTION public.wait_as_a_commit_does() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_catalog.pg_current_xact_id_if_assigned() IS NULL THEN
    PERFORM pg_catalog.pg_logical_emit_message(true, 'glosa', '');
  END IF;
END
$$;

-- The events of a request, numbered from 0.
CREATE OR REPLACE FUNCTION public.xp_event_rows(events jsonb)
RETURNS TABLE (
  index bigint, id uuid, student_id uuid, kind text, delta bigint, word_set_id uuid, homework_id uuid,
  created_at timestamptz, metadata jsonb
) LANGUAGE sql STABLE AS $$
  SELECT e.ordinality - 1, e.id, e.student_id, e.kind, e.delta, e.word_set_id, e.homework_id, e.created_at,
    coalesce(e.metadata, '{}')
  FROM ROWS FROM (
    pg_catalog.jsonb_to_recordset(events) AS (
      id uuid, student_id uuid, kind text, delta bigint, word_set_id uuid, homework_id uuid,
      created_at timestamptz, metadata jsonb)
  ) WITH ORDINALITY AS e
$$;

-- LATERAL and LIMIT below: a planner that thinks of thousands of rows must not read the whole log for a few ids. And
-- plpgsql rather than sql where a function can't be taken into its caller: only plpgsql keeps its plans.

-- What is wrong with an event, as the wire names it; null for a good one. Caller is null for the service.
CREATE OR REPLACE FUNCTION public.xp_event_fault(
  caller uuid, id uuid, student_id uuid, kind text, delta bigint, created_at timestamptz, metadata jsonb
) RETURNS text LANGUAGE sql STABLE
RETURN CASE
  WHEN id IS NULL OR caller IS NOT NULL AND public.is_derived(id) THEN 'bad_id'
  WHEN student_id IS NULL OR student_id <> caller THEN 'wrong_student'
  WHEN kind IS NULL OR kind !~ '\A[a-z0-9_]{1,32}\Z' THEN 'bad_kind'
  WHEN kind IN ('daily_quest', 'migrated', 'correction') AND caller IS NOT NULL THEN 'bad_kind'
  WHEN delta IS NULL OR delta < 0 OR delta > CASE kind WHEN 'migrated' THEN 2147483647 ELSE 1000 END
    THEN 'bad_delta'
  WHEN NOT isfinite(created_at) THEN 'bad_time'
  WHEN jsonb_typeof(metadata) <> 'object' OR octet_length(metadata::text) > 32768 THEN 'bad_metadata'
END;

-- Raises XP422 where an event of a batch is bad, contradicts an earlier one of the batch, or has an id that is stored
-- with another owner or other contents; does nothing where all is well. Works the batch out again: for batches that
-- were not simply new.
CREATE OR REPLACE FUNCTION public.reject_xp_events(events jsonb, caller uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  rejected jsonb;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('id', id, 'index', index, 'code', code, 'detail',
    CASE code
      WHEN 'duplicate_in_batch' THEN 'The id stands earlier in the batch with other contents.'
      WHEN 'id_conflict' THEN 'The id is stored with another owner or other contents.'
      ELSE 'The event breaks the rule ' || code || '.'
    END) ORDER BY index)
  INTO rejected
  FROM (
    SELECT sent.index, sent.id, coalesce(
      public.xp_event_fault(
        caller, sent.id, sent.student_id, sent.kind, sent.delta, sent.created_at, sent.metadata),
      CASE
        WHEN (sent.student_id, sent.kind, sent.delta, sent.word_set_id, sent.homework_id, sent.created_at,
          sent.metadata) IS DISTINCT FROM (first.student_id, first.kind, first.delta, first.word_set_id,
          first.homework_id, first.created_at, first.metadata) THEN 'duplicate_in_batch'
        WHEN (sent.student_id, sent.kind, sent.delta, sent.word_set_id, sent.homework_id,
          coalesce(sent.created_at, stored.created_at), sent.metadata) IS DISTINCT FROM (stored.student_id,
          stored.kind, stored.delta, stored.word_set_id, stored.homework_id, stored.created_at,
          stored.metadata) AND stored.id IS NOT NULL THEN 'id_conflict'
      END) AS code
    FROM public.xp_event_rows(events) AS sent
    LEFT JOIN (SELECT DISTINCT ON (id) * FROM public.xp_event_rows(events) ORDER BY id, index) AS first
      ON first.id = sent.id
    LEFT JOIN LATERAL (SELECT * FROM public.xp_events AS e WHERE e.id = sent.id LIMIT 1) AS stored ON true
  ) AS judged
  WHERE code IS NOT NULL;
  IF rejected IS NOT NULL THEN
    RAISE EXCEPTION 'events_rejected' USING ERRCODE = 'XP422', DETAIL = rejected::text;
  END IF;
END
$$;

-- Stores a batch of 1 to 500 events, all or nothing. A pupil stores their own; the service role anybody's.
--
-- Answers {"accepted_ids", "stored", "total_xp", "games_played", "version"}: every id of the batch, as all of them are
-- stored now, by this call or an earlier one; [{"id", "occurred_at"}] of them, when each happened; and the totals of the
-- student (null where a service batch names several). An event without created_at happened now. sent_at is what the clock
-- that made the events showed when they were sent; without it, they happened at created_at.
--
-- Errors: XP422 "events_rejected", its DETAIL a JSON array of {"id", "index", "code", "detail"} that names every
-- bad event; 22023 for what is no batch; 22P02 and the like for a value that is not of its type; 42501 for a caller
-- who is nobody. 40P01 and 40001 are worth another try.
DROP FUNCTION IF EXISTS public.ingest_xp_events(jsonb);
CREATE OR REPLACE FUNCTION public.ingest_xp_events(events jsonb, sent_at timestamptz DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  caller       uuid;
  caller_role  text;
  accepted     jsonb;
  owner        uuid;
  all_good     boolean;
  stored_count bigint;
  answer       jsonb;
BEGIN
  IF jsonb_typeof(events) IS DISTINCT FROM 'array' OR jsonb_array_length(events) NOT BETWEEN 1 AND 500 THEN
    RAISE EXCEPTION 'a batch is an array of 1 to 500 events' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF NOT public.is_service() THEN
    caller := auth.uid();
    IF caller IS NULL THEN
      RAISE EXCEPTION 'nobody is signed in' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT role INTO caller_role FROM public.profiles WHERE id = caller;
    IF caller_role = 'teacher' THEN
      RAISE EXCEPTION 'a teacher wins no points' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- An account of auth.users that was never in a class gets its profile with its first event.
    IF caller_role IS NULL AND public.is_auth_user(caller) THEN
      INSERT INTO public.profiles (id, role, display_name) VALUES (caller, 'student', 'Student')
      ON CONFLICT (id) DO NOTHING;
    END IF;
  END IF;

  -- Numbered in the order of the request, inserted in the order of the ids: no two batches wait for each other.
  WITH sent AS MATERIALIZED (
    SELECT *, nextval('public.xp_events_sequence') AS sequence,
      public.xp_event_fault(caller, id, student_id, kind, delta, created_at, metadata) IS NULL AS is_good,
      CASE WHEN created_at IS NULL THEN now() ELSE public.occurrence(created_at, sent_at, now()) END AS occurred_at,
      public.xp_event_ms(kind, delta) AS ms
    FROM public.xp_event_rows(events)
  ), marked AS MATERIALIZED (
    SELECT public.unusual_xp_events(array_agg(id), array_agg(student_id), array_agg(ms),
      array_agg((CASE WHEN is_late THEN occurred_at ELSE now() END AT TIME ZONE 'UTC')::date), array_agg(is_late),
      array_agg(public.xp_event_minute(occurred_at, now()))) AS ids
    FROM (SELECT *, public.is_late_xp_event(occurred_at, now()) AS is_late FROM sent) AS dated
    WHERE ms > 0
  ), judged AS MATERIALIZED (
    SELECT bool_and(is_good) AS all_good, jsonb_agg(id) AS ids,
      CASE WHEN caller IS NULL THEN CASE WHEN count(DISTINCT student_id) = 1 THEN (array_agg(student_id))[1] END
      ELSE caller END AS owner
    FROM sent
  ), stored AS (
    INSERT INTO public.xp_events
      (id, student_id, kind, delta, word_set_id, homework_id, created_at, metadata, sequence, occurred_at, unusual)
    SELECT id, student_id, kind, delta, word_set_id, homework_id, coalesce(created_at, now()), metadata, sequence,
      occurred_at, ms IS NULL OR coalesce(id = ANY ((SELECT ids FROM marked)::uuid[]), false)
    FROM sent WHERE (SELECT judged.all_good FROM judged)
    ORDER BY id, index
    ON CONFLICT (id) DO NOTHING
    RETURNING 1
  )
  SELECT judged.all_good, judged.ids, judged.owner, (SELECT count(*) FROM stored)
  INTO all_good, accepted, owner, stored_count
  FROM judged;

  -- Something is bad; or some ids were there before: sent twice, sent again, or somebody else's?
  IF NOT all_good OR stored_count < jsonb_array_length(events) THEN
    PERFORM public.reject_xp_events(events, caller);
    SELECT jsonb_agg(DISTINCT id) INTO accepted FROM jsonb_array_elements(accepted) AS id;
    PERFORM public.wait_as_a_commit_does();
  END IF;

  answer := jsonb_build_object('accepted_ids', accepted, 'stored', (
    SELECT jsonb_agg(jsonb_build_object('id', e.id, 'occurred_at', public.utc_text(public.occurred(e))) ORDER BY wanted)
    FROM jsonb_array_elements_text(accepted) AS wanted,
      LATERAL (SELECT * FROM public.xp_events AS stored_event WHERE stored_event.id = wanted::uuid LIMIT 1) AS e
  ), 'total_xp', NULL, 'games_played', NULL, 'version', NULL);
  RETURN answer || coalesce((
    SELECT jsonb_build_object('total_xp', t.total_xp, 'games_played', t.games_played, 'version', t.version)
    FROM public.xp_totals AS t WHERE t.student_id = owner
  ), '{}');
END
$$;

-- The events of a group of batches: each batch and each event of it numbered from 0.
CREATE OR REPLACE FUNCTION public.xp_batch_rows(batches jsonb)
RETURNS TABLE (
  batch bigint, student_id uuid, index bigint, id uuid, kind text, delta bigint, word_set_id uuid,
  homework_id uuid, created_at timestamptz, metadata jsonb
) LANGUAGE sql STABLE AS $$
  SELECT b.ordinality - 1, (b.value ->> 'student_id')::uuid, e.ordinality - 1, e.id, e.kind, e.delta,
    e.word_set_id, e.homework_id, e.created_at, e.metadata
  FROM pg_catalog.jsonb_array_elements(batches) WITH ORDINALITY AS b,
    LATERAL ROWS FROM (
      pg_catalog.jsonb_to_recordset(b.value -> 'events') AS (
        id uuid, kind text, delta bigint, word_set_id uuid, homework_id uuid, created_at timestamptz,
        metadata jsonb)
    ) WITH ORDINALITY AS e
$$;

-- The places of the events in a group whose ids are stored with another owner or other contents, as a JSON object
-- from the number of the batch to an array of places.
CREATE OR REPLACE FUNCTION public.xp_batch_conflicts(batches jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_object_agg(batch, places), '{}')
    FROM (
      SELECT batch, jsonb_agg(index ORDER BY index) AS places
      FROM public.xp_batch_rows(batches) AS sent,
        LATERAL (SELECT * FROM public.xp_events AS e WHERE e.id = sent.id LIMIT 1) AS stored
      WHERE (
        sent.student_id, sent.kind, sent.delta, sent.word_set_id, sent.homework_id, sent.created_at, sent.metadata
      ) IS DISTINCT FROM (
        stored.student_id, stored.kind, stored.delta, stored.word_set_id, stored.homework_id, stored.created_at,
        stored.metadata
      )
      GROUP BY batch
    ) AS conflicting
  );
END
$$;

-- The verdicts on the batches of a group that can't be stored beside the others, added to those known already: an
-- array with a verdict or null for each batch. A batch is held against the ledger first, then against the batches
-- before it that are still in.
CREATE OR REPLACE FUNCTION public.judge_xp_batches(batches jsonb, known jsonb[]) RETURNS jsonb[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  verdicts jsonb[] := known;
  found    record;
BEGIN
  FOR found IN SELECT key::bigint + 1 AS place, value FROM jsonb_each(public.xp_batch_conflicts(batches)) LOOP
    IF verdicts[found.place] IS NULL THEN
      verdicts[found.place] := jsonb_build_object('conflicts', found.value);
    END IF;
  END LOOP;
  FOR found IN
    WITH sent AS MATERIALIZED (SELECT * FROM public.xp_batch_rows(batches))
    SELECT later.batch + 1 AS place, earlier.batch + 1 AS before, jsonb_agg(later.index ORDER BY later.index) AS places
    FROM sent AS later JOIN sent AS earlier ON earlier.id = later.id AND earlier.batch < later.batch
    WHERE (
      later.student_id, later.kind, later.delta, later.word_set_id, later.homework_id, later.created_at,
      later.metadata
    ) IS DISTINCT FROM (
      earlier.student_id, earlier.kind, earlier.delta, earlier.word_set_id, earlier.homework_id,
      earlier.created_at, earlier.metadata
    )
    GROUP BY later.batch, earlier.batch
    ORDER BY later.batch, earlier.batch
  LOOP
    IF verdicts[found.place] IS NULL AND verdicts[found.before] IS NULL THEN
      verdicts[found.place] := jsonb_build_object('conflicts', found.places);
    END IF;
  END LOOP;
  RETURN verdicts;
END
$$;

-- Puts the batches of a group that have no verdict yet, and whose token holds, into the log; whether the rest of the
-- ids were there before with the same contents, the caller finds out. Part of ingest_xp_batches, which sees to the
-- search_path and the rights.
CREATE OR REPLACE FUNCTION public.insert_xp_batches(
  batches jsonb, verdicts jsonb[],
  OUT students uuid[], OUT signed_in boolean[], OUT sent_count bigint, OUT stored_count bigint
) LANGUAGE plpgsql AS $$
BEGIN
  WITH batch AS MATERIALIZED (
    SELECT b.ordinality AS place, b.student_id, b.received_at, b.events,
      b.token IS NULL OR coalesce((
        SELECT t.account_id FROM public.tokens AS t WHERE t.hash = decode(b.token, 'hex')
      ) = b.student_id, false) AS is_signed_in
    FROM ROWS FROM (
      jsonb_to_recordset(batches) AS (student_id uuid, token text, received_at timestamptz, events jsonb)
    ) WITH ORDINALITY AS b
  ), sent AS MATERIALIZED (
    SELECT batch.student_id, batch.received_at, e.id, e.kind, e.delta, e.word_set_id, e.homework_id, e.created_at,
      e.metadata, nextval('public.xp_events_sequence') AS sequence,
      -- Servers of before leave it out.
      coalesce(e.occurred_at, public.occurrence(e.created_at, NULL, batch.received_at)) AS occurred_at,
      public.xp_event_ms(e.kind, e.delta) AS ms
    FROM batch, LATERAL jsonb_to_recordset(batch.events) AS e (
      id uuid, kind text, delta bigint, word_set_id uuid, homework_id uuid, created_at timestamptz,
      metadata jsonb, occurred_at timestamptz)
    WHERE batch.is_signed_in AND verdicts[batch.place] IS NULL
  ), marked AS MATERIALIZED (
    -- The sums alone say of most groups that nothing is unusual.
    SELECT CASE WHEN EXISTS (
      SELECT FROM (
        SELECT student_id, sum(ms) AS ms, bool_or(public.is_late_xp_event(occurred_at, received_at)) AS is_late
        FROM sent GROUP BY student_id
      ) AS new
      LEFT JOIN LATERAL (SELECT * FROM public.xp_totals AS known WHERE known.student_id = new.student_id LIMIT 1) AS t
        ON true
      WHERE new.is_late OR new.ms + coalesce(t.last_minute_ms, 0) > 60000
        OR new.ms + coalesce(t.played_ms, 0) > 7200000
    ) THEN (
      SELECT public.unusual_xp_events(array_agg(id), array_agg(student_id), array_agg(ms),
        array_agg((CASE WHEN is_late THEN occurred_at ELSE received_at END AT TIME ZONE 'UTC')::date),
        array_agg(is_late), array_agg(public.xp_event_minute(occurred_at, received_at)))
      FROM (SELECT *, public.is_late_xp_event(occurred_at, received_at) AS is_late FROM sent) AS dated
      WHERE ms > 0
    ) END AS ids
  ), stored AS (
    INSERT INTO public.xp_events (id, student_id, kind, delta, word_set_id, homework_id, created_at,
      received_at, metadata, sequence, occurred_at, unusual)
    SELECT id, student_id, kind, delta, word_set_id, homework_id, created_at, received_at, metadata, sequence,
      occurred_at, ms IS NULL OR coalesce(id = ANY ((SELECT ids FROM marked)::uuid[]), false)
    FROM sent ORDER BY id
    ON CONFLICT (id) DO NOTHING
    RETURNING 1
  )
  SELECT array_agg(student_id ORDER BY place), array_agg(is_signed_in ORDER BY place),
    sum(jsonb_array_length(events)) FILTER (WHERE is_signed_in AND verdicts[place] IS NULL),
    (SELECT count(*) FROM stored)
  INTO students, signed_in, sent_count, stored_count
  FROM batch;
END
$$;

-- Stores a group of batches, each all or nothing, for the server, which has validated them: an array of
-- {"student_id", "token" (SHA-256 in hexadecimal; null is not checked), "received_at", "events": [...]}, each event
-- complete, with its occurred_at, and each id once in its batch.
--
-- Answers {"stored", "occurred", "answers"}: how many events were new; where not all were, when each of the group that is
-- stored happened, as an object from the id; and an array with one of these for each batch:
-- {"total_xp", "games_played", "version"} (stored; the totals of after the whole group), {"conflicts": [place...]} (ids
-- that are stored with another owner or other contents), {"signed_out": true} (the token is not, or no longer, the student's), {"refused": "name of a constraint"}. Nothing of
-- such a batch is stored, and the others are none the worse for it.
--
-- All the batches go in with one statement, ids and students in order, so that groups never wait for each other in a
-- circle. Only where something is wrong is the statement undone, the bad batches found, and the rest stored again. What
-- is undone must be undone in the very subtransaction that wrote it: one that was merged into another before lets those
-- who wait for its rows wait for the end of the whole transaction.
CREATE OR REPLACE FUNCTION public.ingest_xp_batches(batches jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  verdicts jsonb[];
  inserted record;
  cause    text;
  answer   jsonb;
BEGIN
  FOR attempt IN 1..8 LOOP
    BEGIN
      inserted := public.insert_xp_batches(batches, verdicts);
      -- Fewer than were sent: sent again, or somebody else's?
      IF inserted.stored_count < inserted.sent_count
        AND verdicts IS DISTINCT FROM public.judge_xp_batches(batches, verdicts) THEN
        RAISE EXCEPTION 'a batch of the group conflicts' USING ERRCODE = 'XP409';
      END IF;
      -- By subscripts: the planner would think of an unnested array's length, and plan anew for each small group.
      SELECT jsonb_agg(CASE
        WHEN NOT inserted.signed_in[place] THEN '{"signed_out": true}'
        ELSE coalesce(verdicts[place], (
          SELECT jsonb_build_object('total_xp', t.total_xp, 'games_played', t.games_played, 'version', t.version)
          FROM public.xp_totals AS t WHERE t.student_id = inserted.students[place]
        ), '{"total_xp": 0, "games_played": 0, "version": 0}') END ORDER BY place)
      INTO answer
      FROM generate_subscripts(inserted.students, 1) AS place;
      PERFORM public.wait_as_a_commit_does();
      RETURN jsonb_build_object('answers', answer, 'stored', inserted.stored_count, 'occurred',
        CASE WHEN inserted.stored_count < inserted.sent_count THEN (
          SELECT jsonb_object_agg(e.id, public.utc_text(public.occurred(e)))
          FROM public.xp_batch_rows(batches) AS sent,
            LATERAL (SELECT * FROM public.xp_events AS known WHERE known.id = sent.id LIMIT 1) AS e
        ) END);
    EXCEPTION
      WHEN SQLSTATE 'XP409' THEN
        cause := NULL;
      WHEN integrity_constraint_violation OR data_exception THEN
        GET STACKED DIAGNOSTICS cause = CONSTRAINT_NAME;
        cause := coalesce(nullif(cause, ''), SQLERRM);
    END;

    IF cause IS NULL THEN
      -- Nobody conflicts with a batch that is not stored for another reason.
      FOR place IN 1..cardinality(inserted.signed_in) LOOP
        IF NOT inserted.signed_in[place] THEN
          verdicts[place] := '{"signed_out": true}';
        END IF;
      END LOOP;
      -- Judged again: what the statement itself had stored is gone, so conflicts within the group are seen as such.
      verdicts := public.judge_xp_batches(batches, verdicts);
    ELSE
      -- Each by itself, and undone again, to see which ones it is that can't be stored.
      FOR place IN 1..jsonb_array_length(batches) LOOP
        CONTINUE WHEN verdicts[place] IS NOT NULL;
        BEGIN
          PERFORM public.insert_xp_batches(jsonb_build_array(batches -> place - 1), NULL);
          RAISE EXCEPTION 'only tried' USING ERRCODE = 'XP000';
        EXCEPTION
          WHEN SQLSTATE 'XP000' THEN
            NULL;
          WHEN integrity_constraint_violation OR data_exception THEN
            GET STACKED DIAGNOSTICS cause = CONSTRAINT_NAME;
            verdicts[place] := jsonb_build_object('refused', coalesce(nullif(cause, ''), SQLERRM));
        END;
      END LOOP;
    END IF;
  END LOOP;
  RAISE EXCEPTION 'other transactions kept coming between' USING ERRCODE = 'serialization_failure';
END
$$;

-- What the ledger says of a student, to that student, their teachers and the service role; zeros for one without
-- events. Error: 42501 for everybody else.
CREATE OR REPLACE FUNCTION public.get_xp_total(student uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  answer jsonb;
BEGIN
  IF NOT coalesce(public.is_service() OR student = auth.uid(), false)
    AND NOT EXISTS (SELECT FROM public.taught_students() AS taught (id) WHERE taught.id = student) THEN
    RAISE EXCEPTION 'this student is not yours to see' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT to_jsonb(t) - ARRAY['unusual_xp', 'pace_day', 'played_ms', 'last_minute', 'last_minute_ms'] INTO answer
  FROM public.xp_totals AS t WHERE t.student_id = student;
  RETURN coalesce(answer, jsonb_build_object(
    'student_id', student, 'total_xp', 0, 'games_played', 0, 'last_game_type', NULL, 'updated_at', NULL,
    'version', 0));
END
$$;

-- The ledger's identity: {"server_id", "key_fingerprint" (or null), "has_students"}.
CREATE OR REPLACE FUNCTION public.get_ledger_identity(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object('server_id', server_id, 'key_fingerprint', key_fingerprint,
      'has_students', EXISTS (SELECT FROM public.profiles WHERE role = 'student'))
    FROM public.ledger_identity
  );
END
$$;

-- Gives the ledger a new identity: for a copy that is to live beside its original. {"server_id"}.
CREATE OR REPLACE FUNCTION public.renew_ledger_identity(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.ledger_identity SET server_id = pg_catalog.gen_random_uuid();
  RETURN public.get_ledger_identity(request);
END
$$;

-- {"key_fingerprint"}: remembers the key that the server speaks TLS with from now on.
CREATE OR REPLACE FUNCTION public.set_key_fingerprint(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.ledger_identity SET key_fingerprint = request ->> 'key_fingerprint';
  RETURN to_jsonb(true);
END
$$;

REVOKE EXECUTE ON FUNCTION public.refuse_xp_event_change(), public.refuse_event_delete(),
  public.refuse_half_removal(), public.refuse_orphaned_events(), public.forget_xp_days(), public.xp_event_ms(text, bigint),
  public.is_late_xp_event(timestamptz, timestamptz), public.xp_event_minute(timestamptz, timestamptz),
  public.unusual_xp_events(uuid[], uuid[], integer[], date[], boolean[], timestamptz[]),
  public.apply_xp_event(), public.is_service(),
  public.taught_classes(), public.taught_students(), public.joined_classes(), public.is_auth_user(uuid),
  public.utc_text(timestamptz), public.occurrence(timestamptz, timestamptz, timestamptz),
  public.occurred(public.xp_events), public.is_derived(uuid), public.wait_as_a_commit_does(),
  public.xp_event_rows(jsonb), public.xp_event_fault(uuid, uuid, uuid, text, bigint, timestamptz, jsonb),
  public.reject_xp_events(jsonb, uuid), public.ingest_xp_events(jsonb, timestamptz), public.xp_batch_rows(jsonb),
  public.xp_batch_conflicts(jsonb), public.judge_xp_batches(jsonb, jsonb[]), public.insert_xp_batches(jsonb, jsonb[]),
  public.ingest_xp_batches(jsonb),
  public.get_xp_total(uuid), public.get_ledger_identity(jsonb), public.renew_ledger_identity(jsonb),
  public.set_key_fingerprint(jsonb)
  FROM PUBLIC, anon;

COMMIT;
