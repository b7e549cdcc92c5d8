-- The live board of Glosa on PostgreSQL: what pupils' programs last said of themselves, the entries of a board, and
-- the word that one server process passes on to the others.
--
-- Functions as in 0003-create-classroom.sql: each takes one jsonb object and answers jsonb. Rights as in
-- 0004-secure-rows.sql, which this file needs.
--
-- Run it with: psql -v ON_ERROR_STOP=1 -f 0005-create-board.sql. Running it again is harmless.

BEGIN;
SET LOCAL client_min_messages = warning;

-- One row a student, whatever the device: the latest word counts. No part of the ledger: it may be emptied at any time.
CREATE TABLE IF NOT EXISTS public.presence (
  student_id    uuid        PRIMARY KEY REFERENCES public.profiles (id) ON DELETE CASCADE,
  device_id     uuid        NOT NULL,
  state         text        NOT NULL,
  pending_count bigint      NOT NULL CHECK (pending_count >= 0),
  pending_xp    bigint      NOT NULL CHECK (pending_xp >= 0),
  game          text        CHECK (length(game) BETWEEN 1 AND 32),
  seen_at       timestamptz NOT NULL CHECK (isfinite(seen_at))
) WITH (fillfactor = 70);

-- What each computer of a student had unsent when it was last heard of: who plays on at another one is still waited for.
CREATE TABLE IF NOT EXISTS public.waiting_devices (
  student_id    uuid        NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  device_id     uuid        NOT NULL,
  pending_count bigint      NOT NULL CHECK (pending_count >= 0),
  pending_xp    bigint      NOT NULL CHECK (pending_xp >= 0),
  seen_at       timestamptz NOT NULL CHECK (isfinite(seen_at)),
  PRIMARY KEY (student_id, device_id)
);

-- See 0002-create-ledger.sql: not somebody else's table.
DO $$
BEGIN
  IF (SELECT count(*) FROM pg_catalog.pg_attribute
    WHERE attrelid = 'public.presence'::regclass AND NOT attisdropped
      AND attname IN ('student_id', 'device_id', 'state', 'pending_count', 'pending_xp', 'game', 'seen_at')) < 7 THEN
    RAISE EXCEPTION 'the table presence of this database lacks columns that Glosa needs'
      USING HINT = 'Give Glosa a database of its own, or rename that table. Nothing was changed.';
  END IF;
END
$$;

-- A database of before lacks a state and the moment from which on a student's program has been refused for its token.
ALTER TABLE public.presence
  ADD COLUMN IF NOT EXISTS signed_out_at timestamptz,
  DROP CONSTRAINT IF EXISTS presence_state_check,
  DROP CONSTRAINT IF EXISTS signed_out_before_seen;
ALTER TABLE public.presence
  ADD CONSTRAINT presence_state_check
    CHECK (state IN ('synced', 'syncing', 'pending', 'offline', 'attention', 'left')),
  ADD CONSTRAINT signed_out_before_seen CHECK (isfinite(signed_out_at) AND signed_out_at <= seen_at);

REVOKE ALL ON public.waiting_devices FROM PUBLIC, anon, authenticated, service_role, glosa_ledger, glosa_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.waiting_devices TO glosa_ledger;
ALTER TABLE public.waiting_devices ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.waiting_devices FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS functions ON public.waiting_devices;
CREATE POLICY functions ON public.waiting_devices TO glosa_ledger USING (true) WITH CHECK (true);
REVOKE ALL ON public.presence FROM PUBLIC, anon, authenticated, service_role, glosa_ledger, glosa_server;
GRANT SELECT ON public.presence TO authenticated, service_role;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.presence TO glosa_ledger;
ALTER TABLE public.presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.presence FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS service ON public.presence;
CREATE POLICY service ON public.presence FOR SELECT TO service_role USING (true);
DROP POLICY IF EXISTS functions ON public.presence;
CREATE POLICY functions ON public.presence TO glosa_ledger USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS student ON public.presence;
CREATE POLICY student ON public.presence FOR SELECT TO authenticated
  USING (student_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS teacher ON public.presence;
CREATE POLICY teacher ON public.presence FOR SELECT TO authenticated
  USING (student_id IN (SELECT public.taught_students()));

-- Functions ------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION public.presence_row(n public.presence) RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'device_id', n.device_id, 'state', n.state, 'pending_count', n.pending_count, 'pending_xp', n.pending_xp,
    'game', n.game, 'seen_at', public.utc_text(n.seen_at), 'signed_out_at', public.utc_text(n.signed_out_at))
$$;

-- A student as a board shows them; today's points are those received since a moment. Null for nobody.
CREATE OR REPLACE FUNCTION public.board_entry(student uuid, since timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'student_id', p.id, 'display_name', p.display_name, 'total_xp', coalesce(t.total_xp, 0),
    'today_xp', coalesce((
      SELECT sum(e.delta) FROM public.xp_events AS e
      WHERE e.student_id = p.id AND e.received_at >= board_entry.since), 0),
    'last_sync_at', public.utc_text(t.updated_at), 'unusual_xp', coalesce(t.unusual_xp, 0),
    'presence', CASE WHEN n.student_id IS NOT NULL THEN public.presence_row(n) END,
    'waiting', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('device_id', w.device_id, 'pending_count', w.pending_count,
        'pending_xp', w.pending_xp, 'seen_at', public.utc_text(w.seen_at))), '[]')
      FROM public.waiting_devices AS w WHERE w.student_id = p.id AND w.pending_count > 0))
  FROM public.profiles AS p
  LEFT JOIN public.xp_totals AS t ON t.student_id = p.id
  LEFT JOIN public.presence AS n ON n.student_id = p.id
  WHERE p.id = board_entry.student AND p.role = 'student'
$$;

-- {"class_id", "since"}: the pupils of a class of the asker's by name; null for every other class.
CREATE OR REPLACE FUNCTION public.class_board(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT CASE WHEN public.teaches((request ->> 'class_id')::uuid) THEN coalesce((
      SELECT jsonb_agg(public.board_entry(m.student_id, (request ->> 'since')::timestamptz)
        ORDER BY m.name_key COLLATE "C")
      FROM public.class_members AS m WHERE m.class_id = (request ->> 'class_id')::uuid
    ), '[]') END
  );
END
$$;

-- {"students", "since"}: the entries of these students, whoever's they are; none for an id that is no student's.
CREATE OR REPLACE FUNCTION public.get_board_entries(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(entry) FILTER (WHERE entry IS NOT NULL), '[]')
    FROM jsonb_array_elements_text(request -> 'students') AS wanted,
      LATERAL public.board_entry(wanted::uuid, (request ->> 'since')::timestamptz) AS entry
  );
END
$$;

-- {"class_id", "student_id", "since", "date", "limit"}: a pupil of a class of the asker's closely:
-- {"entry", "events", "quests"}; null for every other.
CREATE OR REPLACE FUNCTION public.get_pupil(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  student uuid := (request ->> 'student_id')::uuid;
BEGIN
  IF NOT public.teaches((request ->> 'class_id')::uuid) OR NOT EXISTS (
    SELECT FROM public.class_members
    WHERE class_id = (request ->> 'class_id')::uuid AND student_id = student) THEN
    RETURN NULL;
  END IF;
  RETURN jsonb_build_object(
    'entry', public.board_entry(student, (request ->> 'since')::timestamptz),
    'events', (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', e.id, 'student_id', e.student_id, 'kind', e.kind, 'delta', e.delta, 'word_set_id', e.word_set_id,
        'homework_id', e.homework_id, 'created_at', public.utc_text(e.created_at),
        'occurred_at', public.utc_text(public.occurred(e)),
        'received_at', public.utc_text(e.received_at), 'metadata', e.metadata) ORDER BY e.sequence DESC), '[]')
      FROM public.xp_events AS e
      WHERE e.sequence IN (
        SELECT sequence FROM public.xp_events WHERE student_id = student
        ORDER BY sequence DESC LIMIT (request ->> 'limit')::bigint) AND e.student_id = student),
    'quests', (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'quest_id', quest_id, 'progress', progress, 'completed_at', public.utc_text(completed_at))), '[]')
      FROM public.quest_standings
      WHERE student_id = student AND quest_date = (request ->> 'date')::date));
END
$$;

-- {"presences": [{"student_id", "device_id", "state", "pending_count", "pending_xp", "game", "seen_at", "signed_out_at"}]}:
-- keeps the latest of each student, and the figures of the eight computers of each that were heard last. Who is no student
-- (any more) is left out.
CREATE OR REPLACE FUNCTION public.record_presence(request jsonb) RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH latest AS (
    SELECT DISTINCT ON (student_id) *
    FROM jsonb_to_recordset(request -> 'presences') AS p (
      student_id uuid, device_id uuid, state text, pending_count bigint, pending_xp bigint, game text,
      seen_at timestamptz, signed_out_at timestamptz)
    ORDER BY student_id, seen_at DESC
  ), known AS (
    -- Held, so that nobody is removed meanwhile.
    SELECT latest.* FROM latest JOIN public.profiles AS s ON s.id = latest.student_id
    WHERE s.role = 'student' ORDER BY s.id FOR KEY SHARE OF s
  )
  INSERT INTO public.presence AS n (
    student_id, device_id, state, pending_count, pending_xp, game, seen_at, signed_out_at)
  SELECT student_id, device_id, state, pending_count, pending_xp, game, seen_at, signed_out_at
  FROM known ORDER BY student_id
  ON CONFLICT (student_id) DO UPDATE SET
    device_id = excluded.device_id, state = excluded.state, pending_count = excluded.pending_count,
    pending_xp = excluded.pending_xp, game = excluded.game, seen_at = excluded.seen_at,
    signed_out_at = excluded.signed_out_at
  WHERE excluded.seen_at >= n.seen_at;
  INSERT INTO public.waiting_devices AS w (student_id, device_id, pending_count, pending_xp, seen_at)
  SELECT DISTINCT ON (p.student_id, p.device_id)
    p.student_id, p.device_id, p.pending_count, p.pending_xp, p.seen_at
  FROM jsonb_to_recordset(request -> 'presences') AS p (
    student_id uuid, device_id uuid, pending_count bigint, pending_xp bigint, seen_at timestamptz)
  JOIN public.profiles AS s ON s.id = p.student_id AND s.role = 'student'
  ORDER BY p.student_id, p.device_id, p.seen_at DESC
  ON CONFLICT (student_id, device_id) DO UPDATE SET
    pending_count = excluded.pending_count, pending_xp = excluded.pending_xp, seen_at = excluded.seen_at
  WHERE excluded.seen_at >= w.seen_at;
  DELETE FROM public.waiting_devices AS w
  WHERE w.student_id IN (
      SELECT p.student_id FROM jsonb_to_recordset(request -> 'presences') AS p (student_id uuid))
    AND w.device_id NOT IN (
      SELECT n.device_id FROM public.waiting_devices AS n WHERE n.student_id = w.student_id
      ORDER BY n.seen_at DESC LIMIT 8);
  SELECT 'true'::jsonb
$$;

-- {"tokens"}: for each, in their order, {"student_id", "presence"} of whom it belonged to before a new PIN made it
-- worthless; or null.
CREATE OR REPLACE FUNCTION public.find_signed_out(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg((
      SELECT jsonb_build_object(
        'student_id', d.student_id,
        'presence', CASE WHEN n.student_id IS NOT NULL THEN public.presence_row(n) END)
      FROM public.dead_tokens AS d LEFT JOIN public.presence AS n ON n.student_id = d.student_id
      WHERE d.hash = decode(wanted, 'hex')) ORDER BY place), '[]')
    FROM jsonb_array_elements_text(request -> 'tokens') WITH ORDINALITY AS tokens (wanted, place)
  );
END
$$;

-- {"words": [text...], each below 8000 bytes}: passes them on to every server process that listens.
CREATE OR REPLACE FUNCTION public.announce_board_change(request jsonb) RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_catalog.pg_notify('glosa_board', word) FROM jsonb_array_elements_text(request -> 'words') AS word;
  SELECT 'true'::jsonb
$$;

-- An owner must be able to create in the schema at the moment of becoming one.
GRANT CREATE ON SCHEMA public TO glosa_ledger;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'board_entry(uuid, timestamptz)', 'class_board(jsonb)', 'get_board_entries(jsonb)', 'get_pupil(jsonb)',
    'record_presence(jsonb)', 'find_signed_out(jsonb)', 'announce_board_change(jsonb)'
  ] LOOP
    EXECUTE 'ALTER FUNCTION public.' || name || ' OWNER TO glosa_ledger';
    EXECUTE 'REVOKE EXECUTE ON FUNCTION public.' || name
      || ' FROM PUBLIC, anon, authenticated, service_role, glosa_server';
  END LOOP;
  -- Each asks who is asking.
  GRANT EXECUTE ON FUNCTION public.class_board(jsonb), public.get_pupil(jsonb) TO authenticated;
  -- The server's own business.
  GRANT EXECUTE ON FUNCTION public.get_board_entries(jsonb), public.record_presence(jsonb),
    public.find_signed_out(jsonb), public.announce_board_change(jsonb) TO service_role;
  -- Runs as its caller, and stays the owner's of the table.
  REVOKE EXECUTE ON FUNCTION public.presence_row(public.presence)
    FROM PUBLIC, anon, authenticated, service_role, glosa_server;
  GRANT EXECUTE ON FUNCTION public.presence_row(public.presence) TO glosa_ledger;
END
$$;

REVOKE CREATE ON SCHEMA public FROM glosa_ledger;

COMMIT;
