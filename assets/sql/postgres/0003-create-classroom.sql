-- The classroom of Glosa on PostgreSQL: quests, homework and word sets, and the functions through which the server
-- serves accounts, classes and all of these.
--
-- Every function takes one jsonb object and answers jsonb; ids are lower-case text, moments RFC 3339 in UTC, hashes of
-- tokens hexadecimal text. What can happen in the course of a lesson (a name that is taken, a class that is not
-- one's own) is an answer; errors are for what the caller should have known. A function that works for a signed-in
-- person asks auth.uid() who that is; one that works for the server can be called by the service role alone.
--
-- Locks are taken in one order everywhere: class, profile, quest events, quest standings, events, totals, days; several of
-- a kind in the order of their keys.
--
-- Needs 0002-create-ledger.sql. Until 0004-secure-rows.sql has run, row-level security without a policy keeps every
-- door shut. Run it with: psql -v ON_ERROR_STOP=1 -f 0003-create-classroom.sql. Running it again is harmless.

BEGIN;
SET LOCAL client_min_messages = warning;

-- Tables ---------------------------------------------------------------------------------------------------------

-- Progress on quests, an increment each; append-only like xp_events. All of it counts as progress; what does not earn the
-- bonus was made on another day than the quest's, or came too late.
CREATE TABLE IF NOT EXISTS public.quest_events (
  id          uuid        PRIMARY KEY,
  student_id  uuid        NOT NULL REFERENCES public.profiles (id),
  quest_id    text        NOT NULL CHECK (quest_id ~ '\A[a-z0-9_]{1,32}\Z'),
  quest_date  date        NOT NULL CHECK (isfinite(quest_date)),
  progress    integer     NOT NULL CHECK (progress BETWEEN 1 AND 1000),
  created_at  timestamptz NOT NULL CHECK (isfinite(created_at)),
  received_at timestamptz NOT NULL DEFAULT now(),
  occurred_at timestamptz CONSTRAINT occurred_before_received CHECK (occurred_at <= received_at),
  earns_bonus boolean     NOT NULL DEFAULT true
);

CREATE INDEX IF NOT EXISTS quest_events_by_student ON public.quest_events (student_id);

-- What quest_events add up to; progress is written by apply_quest_event and nothing else. completed_at is the moment
-- of the bonus, and is set in the transaction that puts the bonus into xp_events.
CREATE TABLE IF NOT EXISTS public.quest_standings (
  student_id   uuid        NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  quest_date   date        NOT NULL,
  quest_id     text        NOT NULL,
  progress     bigint      NOT NULL CHECK (progress >= 1),
  completed_at timestamptz,
  -- Of the progress, what earns the bonus; null for the standings of before, of which all does.
  earning_progress bigint,
  PRIMARY KEY (student_id, quest_date, quest_id)
);

-- Attempts at a pupil's PIN that were wrong, or are not judged yet: of each source (a computer or an address, hashed by
-- the server), and of all together, which is the source ''.
CREATE TABLE IF NOT EXISTS public.pin_attempts (
  student_id uuid        NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  source     text        NOT NULL,
  wrong      integer     NOT NULL CHECK (wrong >= 1),
  last_at    timestamptz NOT NULL CHECK (isfinite(last_at)),
  PRIMARY KEY (student_id, source)
);

-- Tables of before, as in 0002-create-ledger.sql.
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_attribute
    WHERE attrelid = 'public.quest_events'::regclass AND attname = 'earns_bonus' AND NOT attisdropped
  ) THEN
    ALTER TABLE public.quest_events ADD COLUMN earns_bonus boolean NOT NULL DEFAULT true;
    ALTER TABLE public.quest_standings ADD COLUMN earning_progress bigint;
  END IF;
END
$$;

-- The set may be a built-in one, which no table knows; and what was won for homework outlives it.
CREATE TABLE IF NOT EXISTS public.homework (
  id          uuid        PRIMARY KEY,
  class_id    uuid        NOT NULL REFERENCES public.classes (id),
  title       text        NOT NULL CHECK (length(title) >= 1),
  word_set_id uuid        NOT NULL,
  goal_xp     integer     NOT NULL CHECK (goal_xp BETWEEN 1 AND 1000000),
  due_at      timestamptz,
  created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX IF NOT EXISTS homework_by_class ON public.homework (class_id, created_at);

-- class_id is for one class's pupils alone, is_public for everybody; without either a set is for all the teacher's
-- classes. word_count spares a list the words.
CREATE TABLE IF NOT EXISTS public.word_sets (
  id            uuid        PRIMARY KEY,
  teacher_id    uuid        NOT NULL REFERENCES public.profiles (id),
  class_id      uuid        REFERENCES public.classes (id),
  is_public     boolean     NOT NULL,
  title         text        NOT NULL CHECK (length(title) >= 1),
  language_from text        NOT NULL CHECK (length(language_from) >= 1),
  language_to   text        NOT NULL CHECK (length(language_to) >= 1),
  level         text,
  word_count    integer     NOT NULL CHECK (word_count BETWEEN 1 AND 10000),
  updated_at    timestamptz NOT NULL,
  words         jsonb       NOT NULL CHECK (jsonb_typeof(words) = 'array'),
  CHECK (class_id IS NULL OR NOT is_public)
);

CREATE INDEX IF NOT EXISTS word_sets_by_teacher ON public.word_sets (teacher_id);
CREATE INDEX IF NOT EXISTS word_sets_by_class ON public.word_sets (class_id) WHERE class_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS word_sets_for_everybody ON public.word_sets (is_public) WHERE is_public;

-- The tokens that a new PIN has made worthless, until the student signs in again: they let nobody in, but whose they were
-- is still known. Never more than the student had.
CREATE TABLE IF NOT EXISTS public.dead_tokens (
  hash       bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  student_id uuid  NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE
);

CREATE INDEX IF NOT EXISTS dead_tokens_by_student ON public.dead_tokens (student_id);

-- See 0002-create-ledger.sql: not somebody else's tables.
DO $$
DECLARE
  missing text;
BEGIN
  SELECT string_agg(wanted, ', ' ORDER BY wanted) INTO missing
  FROM unnest(ARRAY[
    'quest_events.progress', 'quest_events.received_at', 'quest_standings.progress',
    'quest_standings.completed_at', 'homework.class_id', 'homework.goal_xp', 'word_sets.teacher_id',
    'word_sets.is_public', 'word_sets.words', 'pin_attempts.source', 'pin_attempts.wrong', 'dead_tokens.hash',
    'dead_tokens.student_id']) AS wanted
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

REVOKE ALL ON public.quest_events, public.quest_standings, public.homework, public.word_sets, public.pin_attempts,
  public.dead_tokens
  FROM PUBLIC, anon;
ALTER TABLE public.quest_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.pin_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.quest_standings ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.homework ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.word_sets ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.dead_tokens ENABLE ROW LEVEL SECURITY;

CREATE OR REPLACE TRIGGER refuse_xp_event_change BEFORE UPDATE OR TRUNCATE ON public.quest_events
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_xp_event_change();
CREATE OR REPLACE TRIGGER refuse_event_delete AFTER DELETE ON public.quest_events
  REFERENCING OLD TABLE AS deleted
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_event_delete();

CREATE OR REPLACE FUNCTION public.apply_quest_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.quest_standings AS s (student_id, quest_date, quest_id, progress, earning_progress)
  SELECT student_id, quest_date, quest_id, sum(progress), coalesce(sum(progress) FILTER (WHERE earns_bonus), 0)
  FROM inserted
  GROUP BY student_id, quest_date, quest_id
  ORDER BY student_id, quest_date, quest_id
  ON CONFLICT (student_id, quest_date, quest_id) DO UPDATE SET
    progress = s.progress + excluded.progress,
    earning_progress = coalesce(s.earning_progress, s.progress) + excluded.earning_progress;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER apply_quest_event AFTER INSERT ON public.quest_events
  REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION public.apply_quest_event();

-- The ledger -----------------------------------------------------------------------------------------------------

-- {"student_id"} of the asker, a pupil of theirs, or (for the service) anybody: as get_xp_total.
CREATE OR REPLACE FUNCTION public.get_student_total(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  total public.xp_totals;
BEGIN
  PERFORM public.get_xp_total((request ->> 'student_id')::uuid);
  SELECT * INTO total FROM public.xp_totals WHERE student_id = (request ->> 'student_id')::uuid;
  RETURN jsonb_build_object(
    'total_xp', coalesce(total.total_xp, 0), 'games_played', coalesce(total.games_played, 0),
    'version', coalesce(total.version, 0), 'last_game_type', total.last_game_type,
    'updated_at', public.utc_text(total.updated_at));
END
$$;

-- {"limit", "before" (a sequence, or null)}: the asker's own events, those stored last first:
-- {"events": [...], "next" (a sequence, or null)}.
CREATE OR REPLACE FUNCTION public.get_xp_events(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    WITH page AS (
      SELECT *, row_number() OVER (ORDER BY sequence DESC) AS place, (request ->> 'limit')::bigint AS size
      FROM (
        SELECT * FROM public.xp_events
        WHERE student_id = auth.uid() AND sequence < coalesce((request ->> 'before')::bigint, 9223372036854775807)
        ORDER BY sequence DESC
        -- One more than asked for tells whether there is a next page.
        LIMIT (request ->> 'limit')::bigint + 1
      ) AS newest
    )
    SELECT jsonb_build_object(
      'events', coalesce(jsonb_agg(jsonb_build_object(
        'id', id, 'student_id', student_id, 'kind', kind, 'delta', delta, 'word_set_id', word_set_id,
        'homework_id', homework_id, 'created_at', public.utc_text(created_at),
        'occurred_at', public.utc_text(coalesce(occurred_at, least(created_at, received_at))),
        'received_at', public.utc_text(received_at), 'metadata', metadata) ORDER BY place)
        FILTER (WHERE place <= size), '[]'),
      'next', CASE WHEN count(*) > max(size) THEN min(sequence) FILTER (WHERE place <= size) END)
    FROM page
  );
END
$$;

-- {"batches": [one as for ingest_xp_batches]}: the places of the events whose ids are stored with another owner or
-- other contents. Changes nothing.
CREATE OR REPLACE FUNCTION public.find_xp_conflicts(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(public.xp_batch_conflicts(request -> 'batches') -> '0', '[]')
  );
END
$$;

-- The rows of xp_total_mismatches.
CREATE OR REPLACE FUNCTION public.get_xp_mismatches(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(m ORDER BY student_id), '[]') FROM public.xp_total_mismatches AS m
  );
END
$$;

-- {"ids": [{"id", "spare_id"}]}: the ids of those opening balances that are in the ledger, under either.
CREATE OR REPLACE FUNCTION public.find_stored_events(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(wanted.id), '[]')
    FROM jsonb_to_recordset(request -> 'ids') AS wanted (id uuid, spare_id uuid)
    WHERE EXISTS (
      SELECT FROM public.xp_events AS e WHERE e.id IN (wanted.id, wanted.spare_id) AND e.kind = 'migrated')
  );
END
$$;

-- {"at", "balances": [{"event_id", "spare_id", "student_id", "points", "games", "created_at", "metadata"}]}: stores opening
-- balances, making a profile for a student without one; under the spare id where a client's event has the other. Balances
-- that are there already, or whose student is a teacher here, change nothing. The ids of those stored by this call.
CREATE OR REPLACE FUNCTION public.open_balances(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  received jsonb;
  moment   timestamptz := (request ->> 'at')::timestamptz;
BEGIN
  INSERT INTO public.profiles (id, role, display_name, created_at)
  SELECT DISTINCT (b ->> 'student_id')::uuid, 'student', 'Student', moment
  FROM jsonb_array_elements(request -> 'balances') AS b
  ORDER BY 1
  ON CONFLICT (id) DO NOTHING;
  WITH balances AS MATERIALIZED (
    SELECT b.*, CASE WHEN EXISTS (
      SELECT FROM public.xp_events AS e WHERE e.id = b.event_id AND e.kind <> 'migrated'
    ) THEN b.spare_id ELSE b.event_id END AS free_id
    FROM jsonb_to_recordset(request -> 'balances') AS b (
      event_id uuid, spare_id uuid, student_id uuid, points integer, games integer, created_at timestamptz,
      metadata jsonb)
  ), stored AS (
    INSERT INTO public.xp_events (id, student_id, kind, delta, games, created_at, received_at, metadata, occurred_at)
    SELECT b.free_id, b.student_id, 'migrated', b.points, b.games, b.created_at, moment, b.metadata,
      public.occurrence(b.created_at, NULL, moment)
    FROM balances AS b
    WHERE EXISTS (SELECT FROM public.profiles AS p WHERE p.id = b.student_id AND p.role = 'student')
    ORDER BY b.free_id
    ON CONFLICT (id) DO NOTHING
    RETURNING id
  )
  SELECT jsonb_agg(b.event_id) INTO received FROM balances AS b JOIN stored ON stored.id = b.free_id;
  RETURN coalesce(received, '[]');
END
$$;

-- Quests ---------------------------------------------------------------------------------------------------------

-- {"student_id", "events"}: the places of those whose ids are stored with another owner or other progress.
CREATE OR REPLACE FUNCTION public.find_quest_conflicts(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(e.ordinality - 1 ORDER BY e.ordinality), '[]')
    FROM ROWS FROM (
      jsonb_to_recordset(request -> 'events') AS (
        id uuid, quest_id text, quest_date date, progress integer, created_at timestamptz)
    ) WITH ORDINALITY AS e
    CROSS JOIN LATERAL (SELECT * FROM public.quest_events AS q WHERE q.id = e.id LIMIT 1) AS stored
    WHERE ((request ->> 'student_id')::uuid, e.quest_id, e.quest_date, e.progress, e.created_at) IS DISTINCT FROM
      (stored.student_id, stored.quest_id, stored.quest_date, stored.progress, stored.created_at)
  );
END
$$;

-- {"student_id", "received_at",
-- "events": [{"id", "quest_id", "quest_date", "progress", "created_at", "occurred_at", "earns_bonus"}],
-- "goals": [{"quest_id", "quest_date", "goal", "bonus_xp", "bonus_id", "spare_id"}]}: stores progress, all or nothing, and
-- awards the bonus of each quest that has reached its goal by what earns it, once, however many calls run at the same time;
-- under the spare id where a client's event has the other.
--
-- {"standings": [{"progress", "completed_at"}] in the order of the goals, "total_xp", "games_played", "version"}, or
-- {"conflicts": [place...]} and nothing stored.
CREATE OR REPLACE FUNCTION public.ingest_quest_events(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  student      uuid := (request ->> 'student_id')::uuid;
  moment       timestamptz := (request ->> 'received_at')::timestamptz;
  stored_count bigint;
  standings    jsonb;
  total        public.xp_totals;
BEGIN
  -- Before anything that a removal of the student holds.
  PERFORM FROM public.profiles WHERE id = student AND role = 'student' FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no such student' USING ERRCODE = 'foreign_key_violation';
  END IF;

  BEGIN
    INSERT INTO public.quest_events (
      id, student_id, quest_id, quest_date, progress, created_at, received_at, occurred_at, earns_bonus)
    SELECT e.id, student, e.quest_id, e.quest_date, e.progress, e.created_at, moment,
      -- Servers of before leave both out.
      coalesce(e.occurred_at, public.occurrence(e.created_at, NULL, moment)), coalesce(e.earns_bonus, true)
    FROM jsonb_to_recordset(request -> 'events') AS e (
      id uuid, quest_id text, quest_date date, progress integer, created_at timestamptz, occurred_at timestamptz,
      earns_bonus boolean)
    ORDER BY e.id
    ON CONFLICT (id) DO NOTHING;
    GET DIAGNOSTICS stored_count = ROW_COUNT;
    IF stored_count < jsonb_array_length(request -> 'events')
      AND public.find_quest_conflicts(request) <> '[]' THEN
      RAISE EXCEPTION 'the batch conflicts' USING ERRCODE = 'XP409';
    END IF;
  EXCEPTION WHEN SQLSTATE 'XP409' THEN
    RETURN jsonb_build_object('conflicts', public.find_quest_conflicts(request));
  END;

  -- Whoever adds to a standing holds it to the end, so that only one sees it reach its goal.
  PERFORM FROM public.quest_standings AS s
  JOIN jsonb_to_recordset(request -> 'goals') AS g (quest_id text, quest_date date)
    ON s.quest_date = g.quest_date AND s.quest_id = g.quest_id
  WHERE s.student_id = student
  ORDER BY s.quest_date, s.quest_id
  FOR NO KEY UPDATE OF s;

  WITH goals AS MATERIALIZED (
    SELECT g.*, CASE WHEN EXISTS (
      SELECT FROM public.xp_events AS e
      WHERE e.id = g.bonus_id AND (e.student_id, e.kind) IS DISTINCT FROM (student, 'daily_quest')
    ) THEN g.spare_id ELSE g.bonus_id END AS free_id
    FROM ROWS FROM (
      jsonb_to_recordset(request -> 'goals') AS (
        quest_id text, quest_date date, goal bigint, bonus_xp integer, bonus_id uuid, spare_id uuid)
    ) WITH ORDINALITY AS g
    JOIN public.quest_standings AS s ON s.quest_date = g.quest_date AND s.quest_id = g.quest_id
    WHERE s.student_id = student AND s.completed_at IS NULL
      AND coalesce(s.earning_progress, s.progress) >= g.goal
  ), paid AS (
    INSERT INTO public.xp_events (id, student_id, kind, delta, created_at, received_at, metadata, occurred_at)
    SELECT free_id, student, 'daily_quest', bonus_xp, moment, moment,
      jsonb_build_object('quest_id', quest_id, 'quest_date', quest_date), moment
    FROM goals ORDER BY ordinality
    ON CONFLICT (id) DO NOTHING
    RETURNING id
  )
  UPDATE public.quest_standings AS s SET completed_at = moment
  FROM goals
  WHERE s.student_id = student AND s.quest_date = goals.quest_date AND s.quest_id = goals.quest_id;

  SELECT jsonb_agg(jsonb_build_object('progress', coalesce(s.progress, 0),
    'completed_at', public.utc_text(s.completed_at)) ORDER BY g.ordinality)
  INTO standings
  FROM ROWS FROM (jsonb_to_recordset(request -> 'goals') AS (quest_id text, quest_date date)) WITH ORDINALITY AS g
  LEFT JOIN public.quest_standings AS s
    ON s.student_id = student AND s.quest_date = g.quest_date AND s.quest_id = g.quest_id;
  SELECT * INTO total FROM public.xp_totals WHERE student_id = student;
  PERFORM public.wait_as_a_commit_does();
  RETURN jsonb_build_object('standings', coalesce(standings, '[]'), 'total_xp', coalesce(total.total_xp, 0),
    'games_played', coalesce(total.games_played, 0), 'version', coalesce(total.version, 0));
END
$$;

-- {"date"}: the asker's quests of that day that have progress: [{"quest_id", "progress", "completed_at"}].
CREATE OR REPLACE FUNCTION public.get_quests(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'quest_id', quest_id, 'progress', progress, 'completed_at', public.utc_text(completed_at))), '[]')
    FROM public.quest_standings
    WHERE student_id = auth.uid() AND quest_date = (request ->> 'date')::date
  );
END
$$;

-- Accounts -------------------------------------------------------------------------------------------------------

-- {"tokens"}: for each, in their order, {"id", "role"} of whom it belongs to, with a student's total besides (zeros
-- without events); or null.
CREATE OR REPLACE FUNCTION public.find_accounts(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    -- Each by itself: joined, the planner could prefer to read whole tables.
    SELECT coalesce(jsonb_agg((
      SELECT jsonb_build_object(
        'id', p.id, 'role', p.role, 'total_xp', coalesce(x.total_xp, 0),
        'games_played', coalesce(x.games_played, 0), 'version', coalesce(x.version, 0),
        'last_game_type', x.last_game_type, 'updated_at', public.utc_text(x.updated_at))
      FROM public.tokens AS t JOIN public.profiles AS p ON p.id = t.account_id
        LEFT JOIN public.xp_totals AS x ON x.student_id = p.id
      WHERE t.hash = decode(wanted, 'hex')) ORDER BY place), '[]')
    FROM jsonb_array_elements_text(request -> 'tokens') WITH ORDINALITY AS tokens (wanted, place)
  );
END
$$;

-- What servers of before asked for one token.
DROP FUNCTION IF EXISTS public.find_account(jsonb), public.find_account_total(jsonb);

-- {"role"}: {"display_name", "classes": [{"id", "name", "code"}]} of the asker; null for one who is none of that role.
CREATE OR REPLACE FUNCTION public.get_profile(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object('display_name', p.display_name, 'classes', coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'code', c.code,
        'joinable', c.is_joinable) ORDER BY c.created_at, c.id)
      FROM public.classes AS c
      WHERE c.teacher_id = p.id
        OR c.id IN (SELECT m.class_id FROM public.class_members AS m WHERE m.student_id = p.id)
    ), '[]'))
    FROM public.profiles AS p WHERE p.id = auth.uid() AND p.role = request ->> 'role'
  );
END
$$;

-- {"token", "student_id", "at", "limit"}: gives a student one more token; the oldest others go where there would be
-- more than the limit, and those that a new PIN has made worthless are forgotten.
CREATE OR REPLACE FUNCTION public.add_token(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  student uuid := (request ->> 'student_id')::uuid;
BEGIN
  PERFORM FROM public.profiles WHERE id = student AND role = 'student' FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no such student' USING ERRCODE = 'foreign_key_violation';
  END IF;
  DELETE FROM public.tokens WHERE hash IN (
    SELECT hash FROM public.tokens WHERE account_id = student
    ORDER BY created_at DESC, hash OFFSET (request ->> 'limit')::bigint - 1);
  DELETE FROM public.dead_tokens WHERE student_id = student;
  INSERT INTO public.tokens (hash, account_id, created_at)
  VALUES (decode(request ->> 'token', 'hex'), student, (request ->> 'at')::timestamptz);
  RETURN 'true';
END
$$;

-- {"token"}: makes it worthless; one that nobody has is no error.
CREATE OR REPLACE FUNCTION public.remove_token(request jsonb) RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.tokens WHERE hash = decode(request ->> 'token', 'hex');
  SELECT 'true'::jsonb
$$;

-- True once there is a teacher.
CREATE OR REPLACE FUNCTION public.has_teacher(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT to_jsonb(EXISTS (SELECT FROM public.profiles WHERE role = 'teacher'))
  );
END
$$;

-- {"id", "display_name", "token", "at"}: adds a teacher with a first token.
CREATE OR REPLACE FUNCTION public.add_teacher(request jsonb) RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.profiles (id, role, display_name, created_at) VALUES (
    (request ->> 'id')::uuid, 'teacher', request ->> 'display_name', (request ->> 'at')::timestamptz);
  INSERT INTO public.tokens (hash, account_id, created_at) VALUES (
    decode(request ->> 'token', 'hex'), (request ->> 'id')::uuid, (request ->> 'at')::timestamptz);
  SELECT 'true'::jsonb
$$;

-- {"token", "at"}: gives the first teacher this token and makes their other ones worthless; false where there is none.
CREATE OR REPLACE FUNCTION public.replace_teacher_tokens(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  teacher uuid;
BEGIN
  SELECT id INTO teacher FROM public.profiles WHERE role = 'teacher' ORDER BY created_at, id LIMIT 1
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN 'false';
  END IF;
  DELETE FROM public.tokens WHERE account_id = teacher;
  INSERT INTO public.tokens (hash, account_id, created_at)
  VALUES (decode(request ->> 'token', 'hex'), teacher, (request ->> 'at')::timestamptz);
  RETURN 'true';
END
$$;

-- Classes --------------------------------------------------------------------------------------------------------

-- {"id", "name", "code", "at"}: adds a class of the asker's, a teacher; false where the code is taken.
CREATE OR REPLACE FUNCTION public.add_class(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.profiles WHERE id = auth.uid() AND role = 'teacher') THEN
    RAISE EXCEPTION 'only a teacher has classes' USING ERRCODE = 'XP403';
  END IF;
  INSERT INTO public.classes (id, teacher_id, name, code, created_at) VALUES (
    (request ->> 'id')::uuid, auth.uid(), request ->> 'name', request ->> 'code', (request ->> 'at')::timestamptz)
  ON CONFLICT (code) DO NOTHING;
  RETURN to_jsonb(FOUND);
END
$$;

-- {"code"}: {"id", "name", "code", "joinable"} of the class that is joined with it, or null.
CREATE OR REPLACE FUNCTION public.find_class(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object('id', id, 'name', name, 'code', code, 'joinable', is_joinable)
    FROM public.classes WHERE code = request ->> 'code'
  );
END
$$;

-- The asker's own classes, the oldest first.
CREATE OR REPLACE FUNCTION public.get_classes(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(
      jsonb_agg(jsonb_build_object('id', id, 'name', name, 'code', code, 'joinable', is_joinable)
        ORDER BY created_at, id), '[]')
    FROM public.classes WHERE teacher_id = auth.uid()
  );
END
$$;

-- {"class_id", "name_key", "look_key"}: {"id", "pin_hash"} of the pupil of that name, or of one that looks like it, or
-- null. One without a hash has no PIN that is right.
CREATE OR REPLACE FUNCTION public.find_student(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object('id', p.id, 'pin_hash', coalesce(p.pin_hash, 'scrypt$none'))
    FROM public.class_members AS m JOIN public.profiles AS p ON p.id = m.student_id
    WHERE m.class_id = (request ->> 'class_id')::uuid
      AND (m.name_key = request ->> 'name_key' OR m.look_key = request ->> 'look_key')
    ORDER BY m.name_key = request ->> 'name_key' DESC LIMIT 1
  );
END
$$;

-- {"proposed_id" (or null), "fallback_id", "class_id", "display_name", "name_key", "look_key", "pin_hash", "token", "at",
-- "limit"}: adds a pupil to a class, with a first token. {"added": id}, {"name_taken": true}, {"not_joinable": true} or
-- {"class_full": true}.
CREATE OR REPLACE FUNCTION public.add_student(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  class   uuid := (request ->> 'class_id')::uuid;
  moment  timestamptz := (request ->> 'at')::timestamptz;
  student uuid;
BEGIN
  -- One at a time for each class, or the last place could be given twice.
  PERFORM FROM public.classes WHERE id = class FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT FROM public.class_members
    WHERE class_id = class AND (name_key = request ->> 'name_key' OR look_key = request ->> 'look_key')) THEN
    RETURN '{"name_taken": true}';
  END IF;
  IF NOT EXISTS (SELECT FROM public.classes WHERE id = class AND is_joinable) THEN
    RETURN '{"not_joinable": true}';
  END IF;
  IF (SELECT count(*) FROM public.class_members WHERE class_id = class) >= (request ->> 'limit')::bigint THEN
    RETURN '{"class_full": true}';
  END IF;
  -- Not an account of auth.users either: whoever has that one signs in with it, not with a PIN.
  INSERT INTO public.profiles (id, role, display_name, pin_hash, created_at)
  SELECT proposed, 'student', request ->> 'display_name', request ->> 'pin_hash', moment
  FROM (SELECT (request ->> 'proposed_id')::uuid AS proposed) AS wish
  WHERE proposed IS NOT NULL AND NOT public.is_auth_user(proposed)
  ON CONFLICT (id) DO NOTHING
  RETURNING id INTO student;
  IF student IS NULL THEN
    INSERT INTO public.profiles (id, role, display_name, pin_hash, created_at) VALUES (
      (request ->> 'fallback_id')::uuid, 'student', request ->> 'display_name', request ->> 'pin_hash', moment)
    RETURNING id INTO student;
  END IF;
  INSERT INTO public.class_members (class_id, name_key, look_key, student_id, joined_at)
  VALUES (class, request ->> 'name_key', request ->> 'look_key', student, moment);
  INSERT INTO public.tokens (hash, account_id, created_at)
  VALUES (decode(request ->> 'token', 'hex'), student, moment);
  RETURN jsonb_build_object('added', student);
END
$$;

-- True where the class is one of the asker's.
CREATE OR REPLACE FUNCTION public.teaches(class uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT EXISTS (SELECT FROM public.classes WHERE id = class AND teacher_id = auth.uid())
  );
END
$$;

-- {"class_id"}: the pupils of a class of the asker's by name, with their totals; null for another class.
CREATE OR REPLACE FUNCTION public.get_students(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT CASE WHEN public.teaches((request ->> 'class_id')::uuid) THEN coalesce((
      SELECT jsonb_agg(jsonb_build_object(
        'id', p.id, 'display_name', p.display_name, 'joined_at', public.utc_text(m.joined_at),
        'total_xp', coalesce(t.total_xp, 0), 'games_played', coalesce(t.games_played, 0),
        'version', coalesce(t.version, 0), 'last_game_type', t.last_game_type,
        'updated_at', public.utc_text(t.updated_at), 'unusual_xp', coalesce(t.unusual_xp, 0))
        ORDER BY m.name_key COLLATE "C")
      FROM public.class_members AS m JOIN public.profiles AS p ON p.id = m.student_id
      LEFT JOIN public.xp_totals AS t ON t.student_id = p.id
      WHERE m.class_id = (request ->> 'class_id')::uuid
    ), '[]') END
  );
END
$$;

-- {"class_id", "student_id", "pin_hash"}: gives a pupil of the asker's a new PIN and makes their tokens worthless, which
-- are remembered as such; false where the pupil is not in that class of theirs.
CREATE OR REPLACE FUNCTION public.set_pin(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  student uuid := (request ->> 'student_id')::uuid;
BEGIN
  IF request ->> 'pin_hash' IS NULL THEN
    RAISE EXCEPTION 'a PIN is missing' USING ERRCODE = 'not_null_violation';
  END IF;
  UPDATE public.profiles SET pin_hash = request ->> 'pin_hash'
  WHERE id = student AND public.teaches((request ->> 'class_id')::uuid) AND EXISTS (
    SELECT FROM public.class_members
    WHERE class_id = (request ->> 'class_id')::uuid AND student_id = student);
  IF NOT FOUND THEN
    RETURN 'false';
  END IF;
  WITH dead AS (DELETE FROM public.tokens WHERE account_id = student RETURNING hash)
  INSERT INTO public.dead_tokens (hash, student_id) SELECT hash, student FROM dead;
  DELETE FROM public.pin_attempts WHERE student_id = student;
  RETURN 'true';
END
$$;

-- {"class_id", "joinable"}: whether a class of the asker's takes new pupils; false for every other class.
CREATE OR REPLACE FUNCTION public.set_joinable(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.classes SET is_joinable = (request ->> 'joinable')::boolean
  WHERE id = (request ->> 'class_id')::uuid AND teacher_id = auth.uid();
  RETURN to_jsonb(FOUND);
END
$$;

-- {"class_id", "code"}: gives a class of the asker's another code. "changed", "taken" or "no_such_class".
CREATE OR REPLACE FUNCTION public.set_class_code(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.classes SET code = request ->> 'code'
  WHERE id = (request ->> 'class_id')::uuid AND teacher_id = auth.uid();
  RETURN CASE WHEN FOUND THEN '"changed"' ELSE '"no_such_class"' END;
EXCEPTION WHEN unique_violation THEN
  RETURN '"taken"';
END
$$;

-- {"class_id"}: [{"name_key", "display_name"}...] of the pupils of a class of whose names it is not known how they look.
CREATE OR REPLACE FUNCTION public.get_names_without_look(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('name_key', m.name_key, 'display_name', p.display_name)
      ORDER BY m.joined_at, m.name_key COLLATE "C"), '[]')
    FROM public.class_members AS m JOIN public.profiles AS p ON p.id = m.student_id
    WHERE m.class_id = (request ->> 'class_id')::uuid AND m.look_key IS NULL
  );
END
$$;

-- {"class_id", "names": [{"name_key", "look_key"}...]}: keeps how names look; of two that look alike, the first's.
CREATE OR REPLACE FUNCTION public.set_looks(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  class uuid := (request ->> 'class_id')::uuid;
  name  record;
BEGIN
  PERFORM FROM public.classes WHERE id = class FOR NO KEY UPDATE;
  FOR name IN SELECT * FROM jsonb_to_recordset(request -> 'names') AS n (name_key text, look_key text) LOOP
    UPDATE public.class_members SET look_key = name.look_key
    WHERE class_id = class AND name_key = name.name_key AND look_key IS NULL AND NOT EXISTS (
      SELECT FROM public.class_members WHERE class_id = class AND look_key = name.look_key);
  END LOOP;
  RETURN 'true';
END
$$;

-- {"student_id", "counts": [{"source", "limit", "window"}...], "at", "memory", "first_wait", "longest_wait"}: counts an
-- attempt at a PIN as wrong before it is made. 0, or the seconds to wait, and nothing was counted. Times in seconds.
CREATE OR REPLACE FUNCTION public.begin_pin_attempt(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  student uuid := (request ->> 'student_id')::uuid;
  moment  timestamptz := (request ->> 'at')::timestamptz;
  rows    jsonb;
BEGIN
  -- One attempt after the other, whichever server it is made at.
  PERFORM FROM public.profiles WHERE id = student FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN '0';
  END IF;
  DELETE FROM public.pin_attempts
  WHERE student_id = student AND last_at <= moment - make_interval(secs => (request ->> 'memory')::integer);
  -- A clock that went back keeps nobody waiting longer.
  UPDATE public.pin_attempts SET last_at = moment WHERE student_id = student AND last_at > moment;
  SELECT jsonb_agg(jsonb_build_object('source', source, 'wrong', wrong, 'wait', CASE WHEN wrong < "limit" THEN 0
    ELSE least((request ->> 'longest_wait')::bigint, (request ->> 'first_wait')::bigint << least(wrong - "limit", 20))
      - age END))
  INTO rows
  FROM (
    SELECT c.source, c."limit", extract(epoch FROM moment - a.last_at) AS age,
      CASE WHEN a.wrong < c."limit" AND moment - a.last_at >= make_interval(secs => c."window") THEN 0
        ELSE coalesce(a.wrong, 0) END AS wrong
    FROM jsonb_to_recordset(request -> 'counts') AS c (source text, "limit" integer, "window" integer)
    LEFT JOIN public.pin_attempts AS a ON a.student_id = student AND a.source = c.source
  ) AS counts;
  IF EXISTS (SELECT FROM jsonb_array_elements(rows) AS r WHERE (r ->> 'wait')::numeric > 0) THEN
    RETURN (SELECT to_jsonb(ceil(max((r ->> 'wait')::numeric))::bigint) FROM jsonb_array_elements(rows) AS r);
  END IF;
  INSERT INTO public.pin_attempts AS a (student_id, source, wrong, last_at)
  SELECT student, r ->> 'source', (r ->> 'wrong')::integer + 1, moment FROM jsonb_array_elements(rows) AS r
  ON CONFLICT (student_id, source) DO UPDATE SET wrong = excluded.wrong, last_at = excluded.last_at;
  RETURN '0';
END
$$;

-- {"student_id", "counts": [{"source"}...], "right"}: takes back what begin_pin_attempt counted; a right PIN clears its
-- source.
CREATE OR REPLACE FUNCTION public.end_pin_attempt(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  student uuid := (request ->> 'student_id')::uuid;
BEGIN
  PERFORM FROM public.profiles WHERE id = student FOR NO KEY UPDATE;
  DELETE FROM public.pin_attempts
  WHERE student_id = student AND source IN (SELECT c ->> 'source' FROM jsonb_array_elements(request -> 'counts') AS c)
    AND (wrong = 1 OR (request ->> 'right')::boolean AND source <> '');
  UPDATE public.pin_attempts SET wrong = wrong - 1
  WHERE student_id = student AND source IN (SELECT c ->> 'source' FROM jsonb_array_elements(request -> 'counts') AS c);
  RETURN 'true';
END
$$;

-- {"class_id", "student_id"}: removes a pupil of the asker's with everything stored of them; false where the pupil is
-- not in that class of theirs.
CREATE OR REPLACE FUNCTION public.remove_student(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  student uuid := (request ->> 'student_id')::uuid;
BEGIN
  IF NOT public.teaches((request ->> 'class_id')::uuid) OR NOT EXISTS (
    SELECT FROM public.class_members
    WHERE class_id = (request ->> 'class_id')::uuid AND student_id = student) THEN
    RETURN 'false';
  END IF;
  -- Waits for whatever is being stored for the student, and makes what comes now wait, and then fail. Points wait at the
  -- total; the first ones, for which there is none yet, and all else at the profile.
  PERFORM FROM public.profiles WHERE id = student AND role = 'student' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'false';
  END IF;
  PERFORM FROM public.xp_totals WHERE student_id = student FOR UPDATE;
  INSERT INTO public.students_being_removed (student_id) VALUES (student);
  DELETE FROM public.quest_events WHERE student_id = student;
  DELETE FROM public.xp_events WHERE student_id = student;
  DELETE FROM public.profiles WHERE id = student;
  DELETE FROM public.students_being_removed WHERE student_id = student;
  RETURN 'true';
END
$$;

-- {"class_id", "since" (or null), "as"}: the pupils of a class with the points that the server has received since then,
-- most points first, then by name; null where the asker is not what "as" says of the class: student or teacher.
CREATE OR REPLACE FUNCTION public.get_leaderboard(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT CASE WHEN CASE request ->> 'as'
      WHEN 'teacher' THEN public.teaches((request ->> 'class_id')::uuid)
      WHEN 'student' THEN (request ->> 'class_id')::uuid IN (SELECT public.joined_classes())
    END THEN coalesce((
      SELECT jsonb_agg(jsonb_build_object('student_id', id, 'display_name', display_name, 'xp', xp)
        ORDER BY xp DESC, name_key COLLATE "C")
      FROM (
        SELECT p.id, p.display_name, m.name_key, coalesce(CASE
          WHEN request ->> 'since' IS NULL THEN (SELECT t.total_xp FROM public.xp_totals AS t WHERE t.student_id = p.id)
          ELSE (
            SELECT sum(e.delta) FROM public.xp_events AS e
            WHERE e.student_id = p.id AND e.received_at >= (request ->> 'since')::timestamptz)
        END, 0) AS xp
        FROM public.class_members AS m JOIN public.profiles AS p ON p.id = m.student_id
        WHERE m.class_id = (request ->> 'class_id')::uuid
      ) AS entries
    ), '[]') END
  );
END
$$;

-- Homework -------------------------------------------------------------------------------------------------------

-- {"id", "class_id", "title", "word_set_id", "goal_xp", "due_at" (or null), "at", "limit"}: adds homework to a class of
-- the asker's; false where it is not theirs or has as many pieces as there may be.
CREATE OR REPLACE FUNCTION public.add_homework(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  class uuid := (request ->> 'class_id')::uuid;
BEGIN
  PERFORM FROM public.classes WHERE id = class AND teacher_id = auth.uid() FOR NO KEY UPDATE;
  IF NOT FOUND
    OR (SELECT count(*) FROM public.homework WHERE class_id = class) >= (request ->> 'limit')::bigint THEN
    RETURN 'false';
  END IF;
  INSERT INTO public.homework (id, class_id, title, word_set_id, goal_xp, due_at, created_at) VALUES (
    (request ->> 'id')::uuid, class, request ->> 'title', (request ->> 'word_set_id')::uuid,
    (request ->> 'goal_xp')::integer, (request ->> 'due_at')::timestamptz, (request ->> 'at')::timestamptz);
  RETURN 'true';
END
$$;

-- {"class_id"}: the homework of a class of the asker's, the newest first; null for another class.
CREATE OR REPLACE FUNCTION public.get_homework(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT CASE WHEN public.teaches((request ->> 'class_id')::uuid) THEN coalesce((
      SELECT jsonb_agg(jsonb_build_object(
        'id', id, 'class_id', class_id, 'title', title, 'word_set_id', word_set_id, 'goal_xp', goal_xp,
        'due_at', public.utc_text(due_at), 'created_at', public.utc_text(created_at))
        ORDER BY created_at DESC, id DESC)
      FROM public.homework WHERE class_id = (request ->> 'class_id')::uuid
    ), '[]') END
  );
END
$$;

-- {"id", "class_id"}: takes homework away; false where it is not in that class of the asker's.
CREATE OR REPLACE FUNCTION public.remove_homework(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.homework
  WHERE id = (request ->> 'id')::uuid AND class_id = (request ->> 'class_id')::uuid
    AND public.teaches((request ->> 'class_id')::uuid);
  RETURN to_jsonb(FOUND);
END
$$;

-- {"at"}: the homework of the asker's classes that is not over then, with what they have earned for it; what is due
-- first comes first, what has no end last.
CREATE OR REPLACE FUNCTION public.get_open_homework(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', h.id, 'title', h.title, 'word_set_id', h.word_set_id, 'goal_xp', h.goal_xp,
      'due_at', public.utc_text(h.due_at), 'earned_xp', coalesce((
        SELECT sum(e.delta) FROM public.xp_events AS e
        WHERE e.homework_id = h.id AND e.student_id = auth.uid() AND NOT e.unusual
          AND e.received_at <= public.occurred(e) + (request ->> 'lateness_s')::bigint * interval '1 second'
          AND (h.due_at IS NULL OR public.occurred(e) <= h.due_at)
      ), 0)) ORDER BY h.due_at NULLS LAST, h.created_at, h.id), '[]')
    FROM public.homework AS h
    WHERE h.class_id IN (SELECT public.joined_classes())
      AND (h.due_at IS NULL OR h.due_at > (request ->> 'at')::timestamptz)
  );
END
$$;

-- Word sets ------------------------------------------------------------------------------------------------------

-- The sets that the asker may see: their own, those for everybody, and, of the teachers whose classes they are in,
-- those for these classes and those for all classes.
CREATE OR REPLACE FUNCTION public.visible_word_sets() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT id FROM public.word_sets
    WHERE auth.uid() IS NOT NULL AND (is_public OR teacher_id = auth.uid()
      OR class_id IN (SELECT public.joined_classes())
      OR class_id IS NULL AND teacher_id IN (
        SELECT c.teacher_id FROM public.classes AS c WHERE c.id IN (SELECT public.joined_classes())));
END
$$;

-- A set as a list shows it.
CREATE OR REPLACE FUNCTION public.word_set_summary(s public.word_sets) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object(
  'id', (s).id, 'title', (s).title, 'from', (s).language_from, 'to', (s).language_to, 'level', (s).level,
  'class_id', (s).class_id, 'is_public', (s).is_public, 'word_count', (s).word_count,
  'updated_at', public.utc_text((s).updated_at));

-- {"id", "title", "from", "to", "level" (or null), "class_id" (or null), "is_public", "words", "word_count", "at",
-- "limit"}: puts a set of the asker's, a teacher's. "created", "replaced", "taken" (the id is another teacher's),
-- "no_such_class" (not one of theirs) or "too_many".
CREATE OR REPLACE FUNCTION public.put_word_set(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  teacher uuid := auth.uid();
  class   uuid := (request ->> 'class_id')::uuid;
  owner   uuid;
BEGIN
  -- One at a time for each teacher, or the last place could be given twice.
  PERFORM FROM public.profiles WHERE id = teacher AND role = 'teacher' FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'only a teacher has word sets' USING ERRCODE = 'XP403';
  END IF;
  SELECT teacher_id INTO owner FROM public.word_sets WHERE id = (request ->> 'id')::uuid;
  IF owner <> teacher THEN
    RETURN '"taken"';
  END IF;
  IF class IS NOT NULL AND NOT public.teaches(class) THEN
    RETURN '"no_such_class"';
  END IF;
  IF owner IS NULL
    AND (SELECT count(*) FROM public.word_sets WHERE teacher_id = teacher) >= (request ->> 'limit')::bigint THEN
    RETURN '"too_many"';
  END IF;
  INSERT INTO public.word_sets AS s (
    id, teacher_id, class_id, is_public, title, language_from, language_to, level, word_count, updated_at, words)
  VALUES (
    (request ->> 'id')::uuid, teacher, class, (request ->> 'is_public')::boolean, request ->> 'title',
    request ->> 'from', request ->> 'to', request ->> 'level', (request ->> 'word_count')::integer,
    (request ->> 'at')::timestamptz, request -> 'words')
  ON CONFLICT (id) DO UPDATE SET
    class_id = excluded.class_id, is_public = excluded.is_public, title = excluded.title,
    language_from = excluded.language_from, language_to = excluded.language_to, level = excluded.level,
    word_count = excluded.word_count, updated_at = excluded.updated_at, words = excluded.words
  WHERE s.teacher_id = teacher;
  IF NOT FOUND THEN
    RETURN '"taken"';
  END IF;
  RETURN CASE WHEN owner IS NULL THEN '"created"' ELSE '"replaced"' END;
END
$$;

-- The sets that the asker may see, by title, without their words.
CREATE OR REPLACE FUNCTION public.get_word_sets(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(public.word_set_summary(s) ORDER BY s.title COLLATE "C", s.id), '[]')
    FROM public.word_sets AS s WHERE s.id IN (SELECT public.visible_word_sets())
  );
END
$$;

-- {"id"}: a set that the asker may see, with "teacher_id" and "words"; null for every other.
CREATE OR REPLACE FUNCTION public.get_word_set(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT public.word_set_summary(s) || jsonb_build_object('teacher_id', s.teacher_id, 'words', s.words)
    FROM public.word_sets AS s
    WHERE s.id = (request ->> 'id')::uuid AND s.id IN (SELECT public.visible_word_sets())
  );
END
$$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'apply_quest_event()', 'get_student_total(jsonb)', 'get_xp_events(jsonb)', 'find_xp_conflicts(jsonb)',
    'get_xp_mismatches(jsonb)', 'find_stored_events(jsonb)', 'open_balances(jsonb)',
    'find_quest_conflicts(jsonb)', 'ingest_quest_events(jsonb)', 'get_quests(jsonb)', 'find_accounts(jsonb)',
    'get_profile(jsonb)', 'add_token(jsonb)', 'remove_token(jsonb)',
    'has_teacher(jsonb)', 'add_teacher(jsonb)',
    'replace_teacher_tokens(jsonb)', 'add_class(jsonb)', 'find_class(jsonb)', 'get_classes(jsonb)',
    'find_student(jsonb)', 'add_student(jsonb)', 'teaches(uuid)', 'get_students(jsonb)', 'set_pin(jsonb)',
    'remove_student(jsonb)', 'get_leaderboard(jsonb)', 'add_homework(jsonb)', 'get_homework(jsonb)',
    'remove_homework(jsonb)', 'get_open_homework(jsonb)', 'visible_word_sets()',
    'word_set_summary(public.word_sets)', 'put_word_set(jsonb)', 'get_word_sets(jsonb)', 'get_word_set(jsonb)'
  ] LOOP
    EXECUTE 'REVOKE EXECUTE ON FUNCTION public.' || name || ' FROM PUBLIC, anon';
  END LOOP;
END
$$;

COMMIT;
