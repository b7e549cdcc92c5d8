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
  display_name text        NOT NULL CHECK (length(display_name) BETWEEN 1 AND 80),
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

CREATE INDEX IF NOT EXISTS classes_by_teacher ON public.classes (teacher_id);

-- name_key is the name as it is compared: trimmed, NFC, lower case. One pupil of that name in a class.
CREATE TABLE IF NOT EXISTS public.class_members (
  class_id   uuid        NOT NULL REFERENCES public.classes (id),
  name_key   text        NOT NULL CHECK (length(name_key) >= 1),
  student_id uuid        NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  joined_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (class_id, name_key)
);

CREATE INDEX IF NOT EXISTS class_members_by_student ON public.class_members (student_id);

CREATE SEQUENCE IF NOT EXISTS public.xp_events_sequence;

-- The log. `sequence` is the order in which the server stored the events: the only order it trusts. Clients can't
-- send a delta above 1000; only an opening balance, which the server writes itself, may be larger. A created_at may
-- be 10 minutes ahead: the server refuses more by its own clock, and the minute on top is for that clock to differ
-- from the database's. Metadata is 4 KiB of text at most, which is never more than 8 times as much as jsonb.
CREATE TABLE IF NOT EXISTS public.xp_events (
  id          uuid        PRIMARY KEY,
  student_id  uuid        NOT NULL REFERENCES public.profiles (id),
  kind        text        NOT NULL CHECK (kind ~ '\A[a-z0-9_]{1,32}\Z'),
  delta       integer     NOT NULL CHECK (delta >= 0 AND (delta <= 1000 OR kind = 'migrated')),
  word_set_id uuid,
  homework_id uuid,
  created_at  timestamptz NOT NULL CHECK (isfinite(created_at) AND created_at >= '2020-01-01T00:00:00Z'),
  received_at timestamptz NOT NULL DEFAULT now(),
  metadata    jsonb       NOT NULL DEFAULT '{}'
    CHECK (jsonb_typeof(metadata) = 'object' AND pg_column_size(metadata) <= 32768),
  sequence    bigint      NOT NULL DEFAULT nextval('public.xp_events_sequence'),
  CHECK (created_at <= received_at + interval '11 minutes')
);

CREATE INDEX IF NOT EXISTS xp_events_by_student ON public.xp_events (student_id, sequence);
CREATE INDEX IF NOT EXISTS xp_events_by_student_and_time ON public.xp_events (student_id, created_at);
CREATE INDEX IF NOT EXISTS xp_events_by_word_set ON public.xp_events (word_set_id) WHERE word_set_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS xp_events_by_homework ON public.xp_events (homework_id) WHERE homework_id IS NOT NULL;

-- What the log adds up to, for every student with an event; written by apply_xp_event and nothing else. The
-- fillfactor leaves room for a row's next version on its page, so that an update touches no index.
CREATE TABLE IF NOT EXISTS public.xp_totals (
  student_id     uuid        PRIMARY KEY REFERENCES public.profiles (id) ON DELETE CASCADE,
  total_xp       bigint      NOT NULL DEFAULT 0 CHECK (total_xp >= 0),
  games_played   bigint      NOT NULL DEFAULT 0 CHECK (games_played >= 0),
  last_game_type text        NOT NULL,
  updated_at     timestamptz NOT NULL,
  version        bigint      NOT NULL CHECK (version >= 1)
) WITH (fillfactor = 70);

-- A project may have tables of these names already. Better to stop here than to work on somebody else's.
DO $$
DECLARE
  missing text;
BEGIN
  SELECT string_agg(wanted, ', ' ORDER BY wanted) INTO missing
  FROM unnest(ARRAY[
    'profiles.role', 'profiles.display_name', 'profiles.pin_hash', 'classes.teacher_id', 'classes.code',
    'class_members.name_key', 'class_members.student_id', 'xp_events.delta', 'xp_events.received_at',
    'xp_events.sequence', 'xp_totals.total_xp', 'xp_totals.version']) AS wanted
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

REVOKE ALL ON public.profiles, public.classes, public.class_members, public.xp_events, public.xp_totals
  FROM PUBLIC, anon;
REVOKE ALL ON SEQUENCE public.xp_events_sequence FROM PUBLIC, anon;
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.classes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.class_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.xp_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.xp_totals ENABLE ROW LEVEL SECURITY;

-- Append-only ----------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION public.refuse_xp_event_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  RAISE EXCEPTION 'xp_events is append-only' USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE OR REPLACE TRIGGER refuse_xp_event_change BEFORE UPDATE OR DELETE OR TRUNCATE ON public.xp_events
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_xp_event_change();

-- Totals ---------------------------------------------------------------------------------------------------------

-- Once a statement, students in the order of their ids: row by row, two batches that name the same students in
-- different orders would wait for each other. Nothing is clamped, or the total would not be the sum of the log.
CREATE OR REPLACE FUNCTION public.apply_xp_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.xp_totals AS t (student_id, total_xp, games_played, last_game_type, updated_at, version)
  SELECT student_id, sum(delta)::bigint, count(*), (array_agg(kind ORDER BY sequence DESC))[1],
    max(received_at), count(*)
  FROM inserted
  GROUP BY student_id
  ORDER BY student_id
  ON CONFLICT (student_id) DO UPDATE SET
    total_xp = t.total_xp + excluded.total_xp,
    games_played = t.games_played + excluded.games_played,
    last_game_type = excluded.last_game_type,
    updated_at = greatest(t.updated_at, excluded.updated_at),
    version = t.version + excluded.version;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER apply_xp_event AFTER INSERT ON public.xp_events
  REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION public.apply_xp_event();

-- Empty at every moment: students whose total is not the sum of their log.
CREATE OR REPLACE VIEW public.xp_total_mismatches WITH (security_invoker = true) AS
SELECT student_id, max(total_xp) AS total_xp, max(log_xp) AS log_xp
FROM (
  SELECT student_id, total_xp, games_played, 0 AS log_xp, 0 AS log_games FROM public.xp_totals
  UNION ALL
  SELECT student_id, 0, 0, sum(delta)::bigint, count(*) FROM public.xp_events GROUP BY student_id
) AS both_sides
GROUP BY student_id
HAVING sum(total_xp) <> sum(log_xp) OR sum(games_played) <> sum(log_games);
REVOKE ALL ON public.xp_total_mismatches FROM PUBLIC, anon;

-- Who is asking --------------------------------------------------------------------------------------------------

-- True for the server speaking for itself. The role that was SET stays visible inside a definer function, and
-- nobody can set one that they are not a member of; a claim, on the other hand, is only text.
CREATE OR REPLACE FUNCTION public.is_service() RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce(nullif(pg_catalog.current_setting('role', true), 'none'), session_user::text) = 'service_role'
$$;

-- The classes and pupils of the teacher who asks, and the classes of the pupil who asks. Functions and not
-- subqueries in the policies: policies of classes and class_members that read each other's table would never end.
CREATE OR REPLACE FUNCTION public.taught_classes() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT id FROM public.classes WHERE teacher_id = auth.uid()
$$;

CREATE OR REPLACE FUNCTION public.taught_students() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT m.student_id FROM public.class_members AS m JOIN public.classes AS c ON c.id = m.class_id
  WHERE c.teacher_id = auth.uid()
$$;

CREATE OR REPLACE FUNCTION public.joined_classes() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT class_id FROM public.class_members WHERE student_id = auth.uid()
$$;

-- True where an id is an account of auth.users. Runs as the owner of the tables, who may read Supabase's.
CREATE OR REPLACE FUNCTION public.is_auth_user(account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM auth.users WHERE id = account)
$$;

-- The doors ------------------------------------------------------------------------------------------------------

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

-- Stores a batch of 1 to 500 events, all or nothing. A pupil stores their own; the service role anybody's.
--
-- Answers {"accepted_ids", "total_xp", "games_played", "version"}: every id of the batch, as all of them are stored
-- now, by this call or an earlier one; and the totals of the student (null where a service batch names several). An
-- event without created_at happened now.
--
-- Errors: XP422 "events_rejected", its DETAIL a JSON array of {"id", "index", "code", "detail"} that names every
-- bad event; 22023 for what is no batch; 22P02 and the like for a value that is not of its type; 42501 for a caller
-- who is nobody. 40P01 and 40001 are worth another try.
CREATE OR REPLACE FUNCTION public.ingest_xp_events(events jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  service      boolean := public.is_service();
  caller       uuid := auth.uid();
  caller_role  text;
  rejected     jsonb;
  accepted     jsonb;
  owner        uuid;
  stored_count bigint;
  total        public.xp_totals;
BEGIN
  IF caller IS NULL AND NOT service THEN
    RAISE EXCEPTION 'nobody is signed in' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF jsonb_typeof(events) IS DISTINCT FROM 'array' OR jsonb_array_length(events) NOT BETWEEN 1 AND 500 THEN
    RAISE EXCEPTION 'a batch is an array of 1 to 500 events' USING ERRCODE = 'invalid_parameter_value';
  END IF;

  -- What a client could get wrong; what is left after this is for the constraints.
  SELECT jsonb_agg(
    jsonb_build_object(
      'id', id, 'index', index, 'code', code, 'detail', 'The event breaks the rule ' || code || '.')
    ORDER BY index) FILTER (WHERE code IS NOT NULL),
    jsonb_agg(DISTINCT id), CASE WHEN count(DISTINCT student_id) = 1 THEN min(student_id::text)::uuid END
  INTO rejected, accepted, owner
  FROM (
    SELECT index, id, student_id, CASE
      WHEN id IS NULL THEN 'bad_id'
      WHEN student_id IS NULL OR (student_id <> caller AND NOT service) THEN 'wrong_student'
      WHEN kind IS NULL OR kind !~ '\A[a-z0-9_]{1,32}\Z' THEN 'bad_kind'
      WHEN kind IN ('daily_quest', 'migrated') AND NOT service THEN 'bad_kind'
      WHEN delta IS NULL OR delta < 0 OR (delta > 1000 AND kind <> 'migrated') THEN 'bad_delta'
      WHEN NOT isfinite(created_at) OR created_at < '2020-01-01T00:00:00Z'
        OR created_at > now() + interval '11 minutes' THEN 'bad_time'
      WHEN jsonb_typeof(metadata) <> 'object' OR pg_column_size(metadata) > 32768 THEN 'bad_metadata'
    END AS code
    FROM public.xp_event_rows(events)
  ) AS judged;

  -- An id that comes more than once is one event, or a contradiction.
  IF jsonb_array_length(accepted) < jsonb_array_length(events) THEN
    SELECT nullif(coalesce(rejected, '[]') || coalesce(jsonb_agg(jsonb_build_object(
      'id', later.id, 'index', later.index, 'code', 'duplicate_in_batch',
      'detail', 'The id stands earlier in the batch with other contents.')), '[]'), '[]')
    INTO rejected
    FROM (SELECT DISTINCT ON (id) * FROM public.xp_event_rows(events) ORDER BY id, index) AS first
    JOIN public.xp_event_rows(events) AS later ON later.id = first.id AND later.index > first.index
    WHERE (
      later.student_id, later.kind, later.delta, later.word_set_id, later.homework_id, later.created_at,
      later.metadata
    ) IS DISTINCT FROM (
      first.student_id, first.kind, first.delta, first.word_set_id, first.homework_id, first.created_at,
      first.metadata
    ) AND NOT coalesce(rejected @> jsonb_build_array(jsonb_build_object('index', later.index)), false);
  END IF;
  IF rejected IS NOT NULL THEN
    RAISE EXCEPTION 'events_rejected' USING ERRCODE = 'XP422', DETAIL = (
      SELECT jsonb_agg(r ORDER BY (r ->> 'index')::bigint) FROM jsonb_array_elements(rejected) AS r)::text;
  END IF;

  IF NOT service THEN
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
  INSERT INTO public.xp_events
    (id, student_id, kind, delta, word_set_id, homework_id, created_at, metadata, sequence)
  SELECT id, student_id, kind, delta, word_set_id, homework_id, coalesce(created_at, now()), metadata, sequence
  FROM (
    SELECT DISTINCT ON (id) *
    FROM (
      SELECT *, nextval('public.xp_events_sequence') AS sequence
      FROM (SELECT * FROM public.xp_event_rows(events) ORDER BY index) AS requested
    ) AS numbered
    ORDER BY id, index
  ) AS each_once
  ORDER BY id
  ON CONFLICT (id) DO NOTHING;
  GET DIAGNOSTICS stored_count = ROW_COUNT;

  -- Some ids were there before: sent again, or somebody else's?
  IF stored_count < jsonb_array_length(accepted) THEN
    SELECT jsonb_agg(jsonb_build_object('id', sent.id, 'index', index, 'code', 'id_conflict',
      'detail', 'The id is stored with another owner or other contents.') ORDER BY index)
    INTO rejected
    FROM public.xp_event_rows(events) AS sent JOIN public.xp_events AS stored ON stored.id = sent.id
    WHERE (
      sent.student_id, sent.kind, sent.delta, sent.word_set_id, sent.homework_id,
      coalesce(sent.created_at, stored.created_at), sent.metadata
    ) IS DISTINCT FROM (
      stored.student_id, stored.kind, stored.delta, stored.word_set_id, stored.homework_id,
      stored.created_at, stored.metadata
    );
    IF rejected IS NOT NULL THEN
      RAISE EXCEPTION 'events_rejected' USING ERRCODE = 'XP422', DETAIL = rejected::text;
    END IF;
  END IF;

  SELECT * INTO total FROM public.xp_totals WHERE student_id = owner;
  RETURN jsonb_build_object('accepted_ids', accepted, 'total_xp', total.total_xp,
    'games_played', total.games_played, 'version', total.version);
END
$$;

-- What the ledger says of a student, to that student, their teachers and the service role; zeros for one without
-- events. Error: 42501 for everybody else.
CREATE OR REPLACE FUNCTION public.get_xp_total(student uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  answer jsonb;
BEGIN
  IF NOT coalesce(public.is_service() OR student = auth.uid(), false)
    AND NOT EXISTS (SELECT FROM public.taught_students() AS taught (id) WHERE taught.id = student) THEN
    RAISE EXCEPTION 'this student is not yours to see' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT to_jsonb(t) INTO answer FROM public.xp_totals AS t WHERE t.student_id = student;
  RETURN coalesce(answer, jsonb_build_object(
    'student_id', student, 'total_xp', 0, 'games_played', 0, 'last_game_type', NULL, 'updated_at', NULL,
    'version', 0));
END
$$;

REVOKE EXECUTE ON FUNCTION public.refuse_xp_event_change(), public.apply_xp_event(), public.is_service(),
  public.taught_classes(), public.taught_students(), public.joined_classes(), public.is_auth_user(uuid),
  public.xp_event_rows(jsonb), public.ingest_xp_events(jsonb), public.get_xp_total(uuid)
  FROM PUBLIC, anon;

COMMIT;
