--
-- PostgreSQL database dump
--


-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: auth; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA auth;


ALTER SCHEMA auth OWNER TO postgres;

--
-- Name: uid(); Type: FUNCTION; Schema: auth; Owner: postgres
--

CREATE FUNCTION auth.uid() RETURNS uuid
    LANGUAGE sql STABLE
    RETURN (COALESCE(NULLIF(current_setting('request.jwt.claim.sub'::text, true), ''::text), NULLIF(((NULLIF(current_setting('request.jwt.claims'::text, true), ''::text))::jsonb ->> 'sub'::text), ''::text)))::uuid;


ALTER FUNCTION auth.uid() OWNER TO postgres;

--
-- Name: add_class(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.add_class(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.add_class(request jsonb) OWNER TO glosa_ledger;

--
-- Name: add_homework(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.add_homework(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.add_homework(request jsonb) OWNER TO glosa_ledger;

--
-- Name: add_student(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.add_student(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
DECLARE
  class   uuid := (request ->> 'class_id')::uuid;
  moment  timestamptz := (request ->> 'at')::timestamptz;
  student uuid;
BEGIN
  -- One at a time for each class, or the last place could be given twice.
  PERFORM FROM public.classes WHERE id = class FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM public.class_members WHERE class_id = class AND name_key = request ->> 'name_key') THEN
    RETURN '{"name_taken": true}';
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
  INSERT INTO public.class_members (class_id, name_key, student_id, joined_at)
  VALUES (class, request ->> 'name_key', student, moment);
  INSERT INTO public.tokens (hash, account_id, created_at)
  VALUES (decode(request ->> 'token', 'hex'), student, moment);
  RETURN jsonb_build_object('added', student);
END
$$;


ALTER FUNCTION public.add_student(request jsonb) OWNER TO glosa_ledger;

--
-- Name: add_teacher(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.add_teacher(request jsonb) RETURNS jsonb
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  INSERT INTO public.profiles (id, role, display_name, created_at) VALUES (
    (request ->> 'id')::uuid, 'teacher', request ->> 'display_name', (request ->> 'at')::timestamptz);
  INSERT INTO public.tokens (hash, account_id, created_at) VALUES (
    decode(request ->> 'token', 'hex'), (request ->> 'id')::uuid, (request ->> 'at')::timestamptz);
  SELECT 'true'::jsonb
$$;


ALTER FUNCTION public.add_teacher(request jsonb) OWNER TO glosa_ledger;

--
-- Name: add_token(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.add_token(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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
  INSERT INTO public.tokens (hash, account_id, created_at)
  VALUES (decode(request ->> 'token', 'hex'), student, (request ->> 'at')::timestamptz);
  RETURN 'true';
END
$$;


ALTER FUNCTION public.add_token(request jsonb) OWNER TO glosa_ledger;

--
-- Name: announce_board_change(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.announce_board_change(request jsonb) RETURNS jsonb
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  SELECT pg_catalog.pg_notify('glosa_board', word) FROM jsonb_array_elements_text(request -> 'words') AS word;
  SELECT 'true'::jsonb
$$;


ALTER FUNCTION public.announce_board_change(request jsonb) OWNER TO glosa_ledger;

--
-- Name: apply_quest_event(); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.apply_quest_event() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  INSERT INTO public.quest_standings AS s (student_id, quest_date, quest_id, progress)
  SELECT student_id, quest_date, quest_id, sum(progress)
  FROM inserted
  GROUP BY student_id, quest_date, quest_id
  ORDER BY student_id, quest_date, quest_id
  ON CONFLICT (student_id, quest_date, quest_id) DO UPDATE SET progress = s.progress + excluded.progress;
  RETURN NULL;
END
$$;


ALTER FUNCTION public.apply_quest_event() OWNER TO glosa_ledger;

--
-- Name: apply_xp_event(); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.apply_xp_event() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  INSERT INTO public.xp_totals AS t (student_id, total_xp, games_played, last_game_type, updated_at, version)
  SELECT student_id, sum(delta), sum(games), (array_agg(kind ORDER BY sequence DESC))[1],
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


ALTER FUNCTION public.apply_xp_event() OWNER TO glosa_ledger;

--
-- Name: board_entry(uuid, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.board_entry(student uuid, since timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
  SELECT jsonb_build_object(
    'student_id', p.id, 'display_name', p.display_name, 'total_xp', coalesce(t.total_xp, 0),
    'today_xp', coalesce((
      SELECT sum(e.delta) FROM public.xp_events AS e
      WHERE e.student_id = p.id AND e.received_at >= board_entry.since), 0),
    'last_sync_at', public.utc_text(t.updated_at),
    'presence', CASE WHEN n.student_id IS NOT NULL THEN jsonb_build_object(
      'device_id', n.device_id, 'state', n.state, 'pending_count', n.pending_count, 'pending_xp', n.pending_xp,
      'game', n.game, 'seen_at', public.utc_text(n.seen_at)) END)
  FROM public.profiles AS p
  LEFT JOIN public.xp_totals AS t ON t.student_id = p.id
  LEFT JOIN public.presence AS n ON n.student_id = p.id
  WHERE p.id = board_entry.student AND p.role = 'student'
$$;


ALTER FUNCTION public.board_entry(student uuid, since timestamp with time zone) OWNER TO glosa_ledger;

--
-- Name: class_board(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.class_board(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.class_board(request jsonb) OWNER TO glosa_ledger;

--
-- Name: find_accounts(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.find_accounts(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.find_accounts(request jsonb) OWNER TO glosa_ledger;

--
-- Name: find_class(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.find_class(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object('id', id, 'name', name, 'code', code)
    FROM public.classes WHERE code = request ->> 'code'
  );
END
$$;


ALTER FUNCTION public.find_class(request jsonb) OWNER TO glosa_ledger;

--
-- Name: find_quest_conflicts(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.find_quest_conflicts(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.find_quest_conflicts(request jsonb) OWNER TO glosa_ledger;

--
-- Name: find_stored_events(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.find_stored_events(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(id), '[]') FROM public.xp_events
    WHERE id IN (SELECT wanted::uuid FROM jsonb_array_elements_text(request -> 'ids') AS wanted)
  );
END
$$;


ALTER FUNCTION public.find_stored_events(request jsonb) OWNER TO glosa_ledger;

--
-- Name: find_student(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.find_student(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $_$
BEGIN
  RETURN (
    SELECT jsonb_build_object('id', p.id, 'pin_hash', coalesce(p.pin_hash, 'scrypt$none'))
    FROM public.class_members AS m JOIN public.profiles AS p ON p.id = m.student_id
    WHERE m.class_id = (request ->> 'class_id')::uuid AND m.name_key = request ->> 'name_key'
  );
END
$_$;


ALTER FUNCTION public.find_student(request jsonb) OWNER TO glosa_ledger;

--
-- Name: find_xp_conflicts(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.find_xp_conflicts(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT coalesce(public.xp_batch_conflicts(request -> 'batches') -> '0', '[]')
  );
END
$$;


ALTER FUNCTION public.find_xp_conflicts(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_board_entries(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_board_entries(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(entry) FILTER (WHERE entry IS NOT NULL), '[]')
    FROM jsonb_array_elements_text(request -> 'students') AS wanted,
      LATERAL public.board_entry(wanted::uuid, (request ->> 'since')::timestamptz) AS entry
  );
END
$$;


ALTER FUNCTION public.get_board_entries(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_classes(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_classes(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT coalesce(
      jsonb_agg(jsonb_build_object('id', id, 'name', name, 'code', code) ORDER BY created_at, id), '[]')
    FROM public.classes WHERE teacher_id = auth.uid()
  );
END
$$;


ALTER FUNCTION public.get_classes(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_homework(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_homework(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.get_homework(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_leaderboard(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_leaderboard(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.get_leaderboard(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_open_homework(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_open_homework(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', h.id, 'title', h.title, 'word_set_id', h.word_set_id, 'goal_xp', h.goal_xp,
      'due_at', public.utc_text(h.due_at), 'earned_xp', coalesce((
        SELECT sum(e.delta) FROM public.xp_events AS e WHERE e.homework_id = h.id AND e.student_id = auth.uid()
      ), 0)) ORDER BY h.due_at NULLS LAST, h.created_at, h.id), '[]')
    FROM public.homework AS h
    WHERE h.class_id IN (SELECT public.joined_classes())
      AND (h.due_at IS NULL OR h.due_at > (request ->> 'at')::timestamptz)
  );
END
$$;


ALTER FUNCTION public.get_open_homework(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_profile(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_profile(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object('display_name', p.display_name, 'classes', coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'code', c.code) ORDER BY c.created_at, c.id)
      FROM public.classes AS c
      WHERE c.teacher_id = p.id
        OR c.id IN (SELECT m.class_id FROM public.class_members AS m WHERE m.student_id = p.id)
    ), '[]'))
    FROM public.profiles AS p WHERE p.id = auth.uid() AND p.role = request ->> 'role'
  );
END
$$;


ALTER FUNCTION public.get_profile(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_pupil(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_pupil(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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
        'received_at', public.utc_text(e.received_at), 'metadata', e.metadata) ORDER BY e.sequence DESC), '[]')
      FROM (
        SELECT * FROM public.xp_events WHERE student_id = student
        ORDER BY sequence DESC LIMIT (request ->> 'limit')::bigint
      ) AS e),
    'quests', (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'quest_id', quest_id, 'progress', progress, 'completed_at', public.utc_text(completed_at))), '[]')
      FROM public.quest_standings
      WHERE student_id = student AND quest_date = (request ->> 'date')::date));
END
$$;


ALTER FUNCTION public.get_pupil(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_quests(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_quests(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'quest_id', quest_id, 'progress', progress, 'completed_at', public.utc_text(completed_at))), '[]')
    FROM public.quest_standings
    WHERE student_id = auth.uid() AND quest_date = (request ->> 'date')::date
  );
END
$$;


ALTER FUNCTION public.get_quests(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_student_total(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_student_total(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.get_student_total(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_students(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_students(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT CASE WHEN public.teaches((request ->> 'class_id')::uuid) THEN coalesce((
      SELECT jsonb_agg(jsonb_build_object(
        'id', p.id, 'display_name', p.display_name, 'joined_at', public.utc_text(m.joined_at),
        'total_xp', coalesce(t.total_xp, 0), 'games_played', coalesce(t.games_played, 0),
        'version', coalesce(t.version, 0), 'last_game_type', t.last_game_type,
        'updated_at', public.utc_text(t.updated_at)) ORDER BY m.name_key COLLATE "C")
      FROM public.class_members AS m JOIN public.profiles AS p ON p.id = m.student_id
      LEFT JOIN public.xp_totals AS t ON t.student_id = p.id
      WHERE m.class_id = (request ->> 'class_id')::uuid
    ), '[]') END
  );
END
$$;


ALTER FUNCTION public.get_students(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_word_set(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_word_set(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT public.word_set_summary(s) || jsonb_build_object('teacher_id', s.teacher_id, 'words', s.words)
    FROM public.word_sets AS s
    WHERE s.id = (request ->> 'id')::uuid AND s.id IN (SELECT public.visible_word_sets())
  );
END
$$;


ALTER FUNCTION public.get_word_set(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_word_sets(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_word_sets(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(public.word_set_summary(s) ORDER BY s.title COLLATE "C", s.id), '[]')
    FROM public.word_sets AS s WHERE s.id IN (SELECT public.visible_word_sets())
  );
END
$$;


ALTER FUNCTION public.get_word_sets(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_xp_events(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_xp_events(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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
        'received_at', public.utc_text(received_at), 'metadata', metadata) ORDER BY place)
        FILTER (WHERE place <= size), '[]'),
      'next', CASE WHEN count(*) > max(size) THEN min(sequence) FILTER (WHERE place <= size) END)
    FROM page
  );
END
$$;


ALTER FUNCTION public.get_xp_events(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_xp_mismatches(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_xp_mismatches(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(m ORDER BY student_id), '[]') FROM public.xp_total_mismatches AS m
  );
END
$$;


ALTER FUNCTION public.get_xp_mismatches(request jsonb) OWNER TO glosa_ledger;

--
-- Name: get_xp_total(uuid); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.get_xp_total(student uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.get_xp_total(student uuid) OWNER TO glosa_ledger;

--
-- Name: has_teacher(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.has_teacher(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT to_jsonb(EXISTS (SELECT FROM public.profiles WHERE role = 'teacher'))
  );
END
$$;


ALTER FUNCTION public.has_teacher(request jsonb) OWNER TO glosa_ledger;

--
-- Name: ingest_quest_events(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.ingest_quest_events(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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
    INSERT INTO public.quest_events (id, student_id, quest_id, quest_date, progress, created_at, received_at)
    SELECT e.id, student, e.quest_id, e.quest_date, e.progress, e.created_at, moment
    FROM jsonb_to_recordset(request -> 'events') AS e (
      id uuid, quest_id text, quest_date date, progress integer, created_at timestamptz)
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

  -- An id that is taken already is no bonus: then the quest stays open rather than pretend to have paid.
  WITH goals AS MATERIALIZED (
    SELECT g.*
    FROM jsonb_to_recordset(request -> 'goals') AS g (
      quest_id text, quest_date date, goal bigint, bonus_xp integer, bonus_id uuid)
    JOIN public.quest_standings AS s ON s.quest_date = g.quest_date AND s.quest_id = g.quest_id
    WHERE s.student_id = student AND s.completed_at IS NULL AND s.progress >= g.goal
  ), paid AS (
    INSERT INTO public.xp_events (id, student_id, kind, delta, created_at, received_at, metadata)
    SELECT bonus_id, student, 'daily_quest', bonus_xp, moment, moment,
      jsonb_build_object('quest_id', quest_id, 'quest_date', quest_date)
    FROM goals ORDER BY bonus_id
    ON CONFLICT (id) DO NOTHING
    RETURNING id
  )
  UPDATE public.quest_standings AS s SET completed_at = moment
  FROM goals JOIN paid ON paid.id = goals.bonus_id
  WHERE s.student_id = student AND s.quest_date = goals.quest_date AND s.quest_id = goals.quest_id;

  SELECT jsonb_agg(jsonb_build_object('progress', coalesce(s.progress, 0),
    'completed_at', public.utc_text(s.completed_at)) ORDER BY g.ordinality)
  INTO standings
  FROM ROWS FROM (jsonb_to_recordset(request -> 'goals') AS (quest_id text, quest_date date)) WITH ORDINALITY AS g
  LEFT JOIN public.quest_standings AS s
    ON s.student_id = student AND s.quest_date = g.quest_date AND s.quest_id = g.quest_id;
  SELECT * INTO total FROM public.xp_totals WHERE student_id = student;
  RETURN jsonb_build_object('standings', coalesce(standings, '[]'), 'total_xp', coalesce(total.total_xp, 0),
    'games_played', coalesce(total.games_played, 0), 'version', coalesce(total.version, 0));
END
$$;


ALTER FUNCTION public.ingest_quest_events(request jsonb) OWNER TO glosa_ledger;

--
-- Name: ingest_xp_batches(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.ingest_xp_batches(batches jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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
      RETURN jsonb_build_object('answers', answer, 'stored', inserted.stored_count);
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


ALTER FUNCTION public.ingest_xp_batches(batches jsonb) OWNER TO glosa_ledger;

--
-- Name: ingest_xp_events(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.ingest_xp_events(events jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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
      public.xp_event_fault(caller, id, student_id, kind, delta, created_at, metadata) IS NULL AS is_good
    FROM public.xp_event_rows(events)
  ), judged AS MATERIALIZED (
    SELECT bool_and(is_good) AS all_good, jsonb_agg(id) AS ids,
      CASE WHEN caller IS NULL THEN CASE WHEN count(DISTINCT student_id) = 1 THEN (array_agg(student_id))[1] END
      ELSE caller END AS owner
    FROM sent
  ), stored AS (
    INSERT INTO public.xp_events
      (id, student_id, kind, delta, word_set_id, homework_id, created_at, metadata, sequence)
    SELECT id, student_id, kind, delta, word_set_id, homework_id, coalesce(created_at, now()), metadata, sequence
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
  END IF;

  SELECT jsonb_build_object('accepted_ids', accepted, 'total_xp', total_xp, 'games_played', games_played,
    'version', version)
  INTO answer FROM public.xp_totals WHERE student_id = owner;
  RETURN coalesce(answer, jsonb_build_object('accepted_ids', accepted, 'total_xp', NULL, 'games_played', NULL,
    'version', NULL));
END
$$;


ALTER FUNCTION public.ingest_xp_events(events jsonb) OWNER TO glosa_ledger;

--
-- Name: insert_xp_batches(jsonb, jsonb[]); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.insert_xp_batches(batches jsonb, verdicts jsonb[], OUT students uuid[], OUT signed_in boolean[], OUT sent_count bigint, OUT stored_count bigint) RETURNS record
    LANGUAGE plpgsql
    AS $$
BEGIN
  WITH batch AS MATERIALIZED (
    SELECT b.ordinality AS place, b.student_id, b.received_at, b.events,
      b.token IS NULL OR coalesce((
        SELECT t.account_id FROM public.tokens AS t WHERE t.hash = decode(b.token, 'hex')
      ) = b.student_id, false) AS is_signed_in
    FROM ROWS FROM (
      jsonb_to_recordset(batches) AS (student_id uuid, token text, received_at timestamptz, events jsonb)
    ) WITH ORDINALITY AS b
  ), sent AS (
    SELECT batch.student_id, batch.received_at, e.*, nextval('public.xp_events_sequence') AS sequence
    FROM batch, LATERAL jsonb_to_recordset(batch.events) AS e (
      id uuid, kind text, delta bigint, word_set_id uuid, homework_id uuid, created_at timestamptz,
      metadata jsonb)
    WHERE batch.is_signed_in AND verdicts[batch.place] IS NULL
  ), stored AS (
    INSERT INTO public.xp_events (id, student_id, kind, delta, word_set_id, homework_id, created_at,
      received_at, metadata, sequence)
    SELECT id, student_id, kind, delta, word_set_id, homework_id, created_at, received_at, metadata, sequence
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


ALTER FUNCTION public.insert_xp_batches(batches jsonb, verdicts jsonb[], OUT students uuid[], OUT signed_in boolean[], OUT sent_count bigint, OUT stored_count bigint) OWNER TO postgres;

--
-- Name: is_auth_user(uuid); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.is_auth_user(account uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT EXISTS (SELECT FROM auth.users WHERE id = account)
  );
END
$$;


ALTER FUNCTION public.is_auth_user(account uuid) OWNER TO postgres;

--
-- Name: is_service(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.is_service() RETURNS boolean
    LANGUAGE sql STABLE
    RETURN (COALESCE(NULLIF(current_setting('role'::text, true), 'none'::text), (SESSION_USER)::text) = 'service_role'::text);


ALTER FUNCTION public.is_service() OWNER TO postgres;

--
-- Name: joined_classes(); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.joined_classes() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN QUERY
    SELECT class_id FROM public.class_members WHERE student_id = auth.uid();
END
$$;


ALTER FUNCTION public.joined_classes() OWNER TO glosa_ledger;

--
-- Name: judge_xp_batches(jsonb, jsonb[]); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.judge_xp_batches(batches jsonb, known jsonb[]) RETURNS jsonb[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.judge_xp_batches(batches jsonb, known jsonb[]) OWNER TO glosa_ledger;

--
-- Name: open_balances(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.open_balances(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
DECLARE
  received jsonb;
  moment   timestamptz := (request ->> 'at')::timestamptz;
BEGIN
  INSERT INTO public.profiles (id, role, display_name, created_at)
  SELECT DISTINCT (b ->> 'student_id')::uuid, 'student', 'Student', moment
  FROM jsonb_array_elements(request -> 'balances') AS b
  ORDER BY 1
  ON CONFLICT (id) DO NOTHING;
  WITH stored AS (
    INSERT INTO public.xp_events (id, student_id, kind, delta, games, created_at, received_at, metadata)
    SELECT b.event_id, b.student_id, 'migrated', b.points, b.games, b.created_at, moment, b.metadata
    FROM jsonb_to_recordset(request -> 'balances') AS b (
      event_id uuid, student_id uuid, points integer, games integer, created_at timestamptz, metadata jsonb)
    WHERE EXISTS (SELECT FROM public.profiles AS p WHERE p.id = b.student_id AND p.role = 'student')
    ORDER BY b.event_id
    ON CONFLICT (id) DO NOTHING
    RETURNING id
  )
  SELECT jsonb_agg(id) INTO received FROM stored;
  RETURN coalesce(received, '[]');
END
$$;


ALTER FUNCTION public.open_balances(request jsonb) OWNER TO glosa_ledger;

--
-- Name: put_word_set(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.put_word_set(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.put_word_set(request jsonb) OWNER TO glosa_ledger;

--
-- Name: record_presence(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.record_presence(request jsonb) RETURNS jsonb
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  WITH latest AS (
    SELECT DISTINCT ON (student_id) *
    FROM jsonb_to_recordset(request -> 'presences') AS p (
      student_id uuid, device_id uuid, state text, pending_count bigint, pending_xp bigint, game text,
      seen_at timestamptz)
    ORDER BY student_id, seen_at DESC
  ), known AS (
    -- Held, so that nobody is removed meanwhile.
    SELECT latest.* FROM latest JOIN public.profiles AS s ON s.id = latest.student_id
    WHERE s.role = 'student' ORDER BY s.id FOR KEY SHARE OF s
  )
  INSERT INTO public.presence AS n (student_id, device_id, state, pending_count, pending_xp, game, seen_at)
  SELECT student_id, device_id, state, pending_count, pending_xp, game, seen_at FROM known ORDER BY student_id
  ON CONFLICT (student_id) DO UPDATE SET
    device_id = excluded.device_id, state = excluded.state, pending_count = excluded.pending_count,
    pending_xp = excluded.pending_xp, game = excluded.game, seen_at = excluded.seen_at
  WHERE excluded.seen_at >= n.seen_at;
  SELECT 'true'::jsonb
$$;


ALTER FUNCTION public.record_presence(request jsonb) OWNER TO glosa_ledger;

--
-- Name: refuse_event_delete(); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.refuse_event_delete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.refuse_event_delete() OWNER TO glosa_ledger;

--
-- Name: refuse_half_removal(); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.refuse_half_removal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  IF EXISTS (SELECT FROM public.profiles WHERE id = NEW.student_id)
    OR EXISTS (SELECT FROM public.students_being_removed WHERE student_id = NEW.student_id) THEN
    RAISE EXCEPTION 'a student is removed whole or not at all'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;


ALTER FUNCTION public.refuse_half_removal() OWNER TO glosa_ledger;

--
-- Name: refuse_orphaned_events(); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.refuse_orphaned_events() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.refuse_orphaned_events() OWNER TO glosa_ledger;

--
-- Name: refuse_xp_event_change(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.refuse_xp_event_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;


ALTER FUNCTION public.refuse_xp_event_change() OWNER TO postgres;

--
-- Name: reject_xp_events(jsonb, uuid); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.reject_xp_events(events jsonb, caller uuid) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.reject_xp_events(events jsonb, caller uuid) OWNER TO glosa_ledger;

--
-- Name: remove_homework(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.remove_homework(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  DELETE FROM public.homework
  WHERE id = (request ->> 'id')::uuid AND class_id = (request ->> 'class_id')::uuid
    AND public.teaches((request ->> 'class_id')::uuid);
  RETURN to_jsonb(FOUND);
END
$$;


ALTER FUNCTION public.remove_homework(request jsonb) OWNER TO glosa_ledger;

--
-- Name: remove_student(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.remove_student(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.remove_student(request jsonb) OWNER TO glosa_ledger;

--
-- Name: remove_token(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.remove_token(request jsonb) RETURNS jsonb
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  DELETE FROM public.tokens WHERE hash = decode(request ->> 'token', 'hex');
  SELECT 'true'::jsonb
$$;


ALTER FUNCTION public.remove_token(request jsonb) OWNER TO glosa_ledger;

--
-- Name: replace_teacher_tokens(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.replace_teacher_tokens(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.replace_teacher_tokens(request jsonb) OWNER TO glosa_ledger;

--
-- Name: set_pin(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.set_pin(request jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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
  DELETE FROM public.tokens WHERE account_id = student;
  RETURN 'true';
END
$$;


ALTER FUNCTION public.set_pin(request jsonb) OWNER TO glosa_ledger;

--
-- Name: taught_classes(); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.taught_classes() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN QUERY
    SELECT id FROM public.classes WHERE teacher_id = auth.uid();
END
$$;


ALTER FUNCTION public.taught_classes() OWNER TO glosa_ledger;

--
-- Name: taught_students(); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.taught_students() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN QUERY
    SELECT m.student_id FROM public.class_members AS m JOIN public.classes AS c ON c.id = m.class_id
    WHERE c.teacher_id = auth.uid();
END
$$;


ALTER FUNCTION public.taught_students() OWNER TO glosa_ledger;

--
-- Name: teaches(uuid); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.teaches(class uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN (
    SELECT EXISTS (SELECT FROM public.classes WHERE id = class AND teacher_id = auth.uid())
  );
END
$$;


ALTER FUNCTION public.teaches(class uuid) OWNER TO glosa_ledger;

--
-- Name: utc_text(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.utc_text(moment timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    RETURN to_char((moment AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text);


ALTER FUNCTION public.utc_text(moment timestamp with time zone) OWNER TO postgres;

--
-- Name: visible_word_sets(); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.visible_word_sets() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
  RETURN QUERY
    SELECT id FROM public.word_sets
    WHERE auth.uid() IS NOT NULL AND (is_public OR teacher_id = auth.uid()
      OR class_id IN (SELECT public.joined_classes())
      OR class_id IS NULL AND teacher_id IN (
        SELECT c.teacher_id FROM public.classes AS c WHERE c.id IN (SELECT public.joined_classes())));
END
$$;


ALTER FUNCTION public.visible_word_sets() OWNER TO glosa_ledger;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: word_sets; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.word_sets (
    id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    class_id uuid,
    is_public boolean NOT NULL,
    title text NOT NULL,
    language_from text NOT NULL,
    language_to text NOT NULL,
    level text,
    word_count integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    words jsonb NOT NULL,
    CONSTRAINT word_sets_check CHECK (((class_id IS NULL) OR (NOT is_public))),
    CONSTRAINT word_sets_language_from_check CHECK ((length(language_from) >= 1)),
    CONSTRAINT word_sets_language_to_check CHECK ((length(language_to) >= 1)),
    CONSTRAINT word_sets_title_check CHECK ((length(title) >= 1)),
    CONSTRAINT word_sets_word_count_check CHECK (((word_count >= 1) AND (word_count <= 10000))),
    CONSTRAINT word_sets_words_check CHECK ((jsonb_typeof(words) = 'array'::text))
);

ALTER TABLE ONLY public.word_sets FORCE ROW LEVEL SECURITY;


ALTER TABLE public.word_sets OWNER TO postgres;

--
-- Name: word_set_summary(public.word_sets); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.word_set_summary(s public.word_sets) RETURNS jsonb
    LANGUAGE sql STABLE
    RETURN jsonb_build_object('id', (s).id, 'title', (s).title, 'from', (s).language_from, 'to', (s).language_to, 'level', (s).level, 'class_id', (s).class_id, 'is_public', (s).is_public, 'word_count', (s).word_count, 'updated_at', public.utc_text((s).updated_at));


ALTER FUNCTION public.word_set_summary(s public.word_sets) OWNER TO postgres;

--
-- Name: xp_batch_conflicts(jsonb); Type: FUNCTION; Schema: public; Owner: glosa_ledger
--

CREATE FUNCTION public.xp_batch_conflicts(batches jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.xp_batch_conflicts(batches jsonb) OWNER TO glosa_ledger;

--
-- Name: xp_batch_rows(jsonb); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.xp_batch_rows(batches jsonb) RETURNS TABLE(batch bigint, student_id uuid, index bigint, id uuid, kind text, delta bigint, word_set_id uuid, homework_id uuid, created_at timestamp with time zone, metadata jsonb)
    LANGUAGE sql STABLE
    AS $$
  SELECT b.ordinality - 1, (b.value ->> 'student_id')::uuid, e.ordinality - 1, e.id, e.kind, e.delta,
    e.word_set_id, e.homework_id, e.created_at, e.metadata
  FROM pg_catalog.jsonb_array_elements(batches) WITH ORDINALITY AS b,
    LATERAL ROWS FROM (
      pg_catalog.jsonb_to_recordset(b.value -> 'events') AS (
        id uuid, kind text, delta bigint, word_set_id uuid, homework_id uuid, created_at timestamptz,
        metadata jsonb)
    ) WITH ORDINALITY AS e
$$;


ALTER FUNCTION public.xp_batch_rows(batches jsonb) OWNER TO postgres;

--
-- Name: xp_event_fault(uuid, uuid, uuid, text, bigint, timestamp with time zone, jsonb); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.xp_event_fault(caller uuid, id uuid, student_id uuid, kind text, delta bigint, created_at timestamp with time zone, metadata jsonb) RETURNS text
    LANGUAGE sql STABLE
    RETURN CASE WHEN (id IS NULL) THEN 'bad_id'::text WHEN ((student_id IS NULL) OR (student_id <> caller)) THEN 'wrong_student'::text WHEN ((kind IS NULL) OR (kind !~ '\A[a-z0-9_]{1,32}\Z'::text)) THEN 'bad_kind'::text WHEN ((kind = ANY (ARRAY['daily_quest'::text, 'migrated'::text])) AND (caller IS NOT NULL)) THEN 'bad_kind'::text WHEN ((delta IS NULL) OR (delta < 0) OR (delta > CASE kind WHEN 'migrated'::text THEN 2147483647 ELSE 1000 END)) THEN 'bad_delta'::text WHEN ((NOT isfinite(created_at)) OR (created_at < '2020-01-01 00:00:00+00'::timestamp with time zone) OR (created_at > (now() + '00:11:00'::interval))) THEN 'bad_time'::text WHEN ((jsonb_typeof(metadata) <> 'object'::text) OR (octet_length((metadata)::text) > 32768)) THEN 'bad_metadata'::text ELSE NULL::text END;


ALTER FUNCTION public.xp_event_fault(caller uuid, id uuid, student_id uuid, kind text, delta bigint, created_at timestamp with time zone, metadata jsonb) OWNER TO postgres;

--
-- Name: xp_event_rows(jsonb); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.xp_event_rows(events jsonb) RETURNS TABLE(index bigint, id uuid, student_id uuid, kind text, delta bigint, word_set_id uuid, homework_id uuid, created_at timestamp with time zone, metadata jsonb)
    LANGUAGE sql STABLE
    AS $$
  SELECT e.ordinality - 1, e.id, e.student_id, e.kind, e.delta, e.word_set_id, e.homework_id, e.created_at,
    coalesce(e.metadata, '{}')
  FROM ROWS FROM (
    pg_catalog.jsonb_to_recordset(events) AS (
      id uuid, student_id uuid, kind text, delta bigint, word_set_id uuid, homework_id uuid,
      created_at timestamptz, metadata jsonb)
  ) WITH ORDINALITY AS e
$$;


ALTER FUNCTION public.xp_event_rows(events jsonb) OWNER TO postgres;

--
-- Name: users; Type: TABLE; Schema: auth; Owner: postgres
--

CREATE TABLE auth.users (
    id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE auth.users OWNER TO postgres;

--
-- Name: class_members; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.class_members (
    class_id uuid NOT NULL,
    name_key text NOT NULL,
    student_id uuid NOT NULL,
    joined_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT class_members_name_key_check CHECK ((length(name_key) >= 1))
);

ALTER TABLE ONLY public.class_members FORCE ROW LEVEL SECURITY;


ALTER TABLE public.class_members OWNER TO postgres;

--
-- Name: classes; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.classes (
    id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    name text NOT NULL,
    code text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT classes_code_check CHECK ((code ~ '\A[A-Z2-9]{6}\Z'::text)),
    CONSTRAINT classes_name_check CHECK ((length(name) >= 1))
);

ALTER TABLE ONLY public.classes FORCE ROW LEVEL SECURITY;


ALTER TABLE public.classes OWNER TO postgres;

--
-- Name: homework; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.homework (
    id uuid NOT NULL,
    class_id uuid NOT NULL,
    title text NOT NULL,
    word_set_id uuid NOT NULL,
    goal_xp integer NOT NULL,
    due_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT homework_goal_xp_check CHECK (((goal_xp >= 1) AND (goal_xp <= 1000000))),
    CONSTRAINT homework_title_check CHECK ((length(title) >= 1))
);

ALTER TABLE ONLY public.homework FORCE ROW LEVEL SECURITY;


ALTER TABLE public.homework OWNER TO postgres;

--
-- Name: presence; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.presence (
    student_id uuid NOT NULL,
    device_id uuid NOT NULL,
    state text NOT NULL,
    pending_count bigint NOT NULL,
    pending_xp bigint NOT NULL,
    game text,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT presence_game_check CHECK (((length(game) >= 1) AND (length(game) <= 32))),
    CONSTRAINT presence_pending_count_check CHECK ((pending_count >= 0)),
    CONSTRAINT presence_pending_xp_check CHECK ((pending_xp >= 0)),
    CONSTRAINT presence_seen_at_check CHECK (isfinite(seen_at)),
    CONSTRAINT presence_state_check CHECK ((state = ANY (ARRAY['synced'::text, 'syncing'::text, 'pending'::text, 'offline'::text, 'attention'::text])))
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.presence FORCE ROW LEVEL SECURITY;


ALTER TABLE public.presence OWNER TO postgres;

--
-- Name: profiles; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.profiles (
    id uuid NOT NULL,
    role text NOT NULL,
    display_name text NOT NULL,
    pin_hash text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT profiles_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 80))),
    CONSTRAINT profiles_pin_hash_check CHECK ((pin_hash ~~ 'scrypt$%'::text)),
    CONSTRAINT profiles_role_check CHECK ((role = ANY (ARRAY['student'::text, 'teacher'::text])))
);

ALTER TABLE ONLY public.profiles FORCE ROW LEVEL SECURITY;


ALTER TABLE public.profiles OWNER TO postgres;

--
-- Name: quest_events; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.quest_events (
    id uuid NOT NULL,
    student_id uuid NOT NULL,
    quest_id text NOT NULL,
    quest_date date NOT NULL,
    progress integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT quest_events_check CHECK ((created_at <= (received_at + '00:11:00'::interval))),
    CONSTRAINT quest_events_created_at_check CHECK ((isfinite(created_at) AND (created_at >= '2020-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT quest_events_progress_check CHECK (((progress >= 1) AND (progress <= 1000))),
    CONSTRAINT quest_events_quest_date_check CHECK (isfinite(quest_date)),
    CONSTRAINT quest_events_quest_id_check CHECK ((quest_id ~ '\A[a-z0-9_]{1,32}\Z'::text))
);

ALTER TABLE ONLY public.quest_events FORCE ROW LEVEL SECURITY;


ALTER TABLE public.quest_events OWNER TO postgres;

--
-- Name: quest_standings; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.quest_standings (
    student_id uuid NOT NULL,
    quest_date date NOT NULL,
    quest_id text NOT NULL,
    progress bigint NOT NULL,
    completed_at timestamp with time zone,
    CONSTRAINT quest_standings_progress_check CHECK ((progress >= 1))
);

ALTER TABLE ONLY public.quest_standings FORCE ROW LEVEL SECURITY;


ALTER TABLE public.quest_standings OWNER TO postgres;

--
-- Name: students_being_removed; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.students_being_removed (
    student_id uuid NOT NULL
);

ALTER TABLE ONLY public.students_being_removed FORCE ROW LEVEL SECURITY;


ALTER TABLE public.students_being_removed OWNER TO postgres;

--
-- Name: tokens; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.tokens (
    hash bytea NOT NULL,
    account_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT tokens_hash_check CHECK ((octet_length(hash) = 32))
);

ALTER TABLE ONLY public.tokens FORCE ROW LEVEL SECURITY;


ALTER TABLE public.tokens OWNER TO postgres;

--
-- Name: xp_events_sequence; Type: SEQUENCE; Schema: public; Owner: postgres
--

CREATE SEQUENCE public.xp_events_sequence
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.xp_events_sequence OWNER TO postgres;

--
-- Name: xp_events; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.xp_events (
    id uuid NOT NULL,
    student_id uuid NOT NULL,
    kind text NOT NULL,
    delta integer NOT NULL,
    games integer DEFAULT 1 NOT NULL,
    word_set_id uuid,
    homework_id uuid,
    created_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    sequence bigint DEFAULT nextval('public.xp_events_sequence'::regclass) NOT NULL,
    CONSTRAINT xp_events_check CHECK (((delta >= 0) AND ((delta <= 1000) OR (kind = 'migrated'::text)))),
    CONSTRAINT xp_events_check1 CHECK (((games = 1) OR ((kind = 'migrated'::text) AND (games >= 0)))),
    CONSTRAINT xp_events_check2 CHECK ((created_at <= (received_at + '00:11:00'::interval))),
    CONSTRAINT xp_events_created_at_check CHECK ((isfinite(created_at) AND (created_at >= '2020-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT xp_events_kind_check CHECK ((kind ~ '\A[a-z0-9_]{1,32}\Z'::text)),
    CONSTRAINT xp_events_metadata_check CHECK (((jsonb_typeof(metadata) = 'object'::text) AND (octet_length((metadata)::text) <= 32768)))
);

ALTER TABLE ONLY public.xp_events FORCE ROW LEVEL SECURITY;


ALTER TABLE public.xp_events OWNER TO postgres;

--
-- Name: xp_totals; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.xp_totals (
    student_id uuid NOT NULL,
    total_xp bigint DEFAULT 0 NOT NULL,
    games_played bigint DEFAULT 0 NOT NULL,
    last_game_type text NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT xp_totals_games_played_check CHECK ((games_played >= 0)),
    CONSTRAINT xp_totals_total_xp_check CHECK ((total_xp >= 0)),
    CONSTRAINT xp_totals_version_check CHECK ((version >= 1))
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.xp_totals FORCE ROW LEVEL SECURITY;


ALTER TABLE public.xp_totals OWNER TO postgres;

--
-- Name: xp_total_mismatches; Type: VIEW; Schema: public; Owner: postgres
--

CREATE VIEW public.xp_total_mismatches WITH (security_invoker='true') AS
 SELECT both_sides.student_id,
    max(both_sides.total_xp) AS total_xp,
    max(both_sides.log_xp) AS log_xp,
    max(both_sides.games_played) AS games_played,
    max(both_sides.log_games) AS log_games
   FROM ( SELECT xp_totals.student_id,
            xp_totals.total_xp,
            xp_totals.games_played,
            (0)::bigint AS log_xp,
            (0)::bigint AS log_games
           FROM public.xp_totals
        UNION ALL
         SELECT xp_events.student_id,
            0,
            0,
            sum(xp_events.delta) AS sum,
            sum(xp_events.games) AS sum
           FROM public.xp_events
          GROUP BY xp_events.student_id) both_sides
  GROUP BY both_sides.student_id
 HAVING ((sum(both_sides.total_xp) <> sum(both_sides.log_xp)) OR (sum(both_sides.games_played) <> sum(both_sides.log_games)));


ALTER TABLE public.xp_total_mismatches OWNER TO postgres;

--
-- Data for Name: users; Type: TABLE DATA; Schema: auth; Owner: postgres
--

COPY auth.users (id, created_at) FROM stdin;
\.


--
-- Data for Name: class_members; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.class_members (class_id, name_key, student_id, joined_at) FROM stdin;
01a22b6d-1c6c-7910-b5b8-adccfac6e17f	ada	01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	2026-11-30 07:48:21.334485+00
01a22b6d-1c6c-7910-b5b8-adccfac6e17f	ben	01a22b6d-1ef5-71d2-98b6-34b19d821058	2026-11-30 07:48:21.699111+00
\.


--
-- Data for Name: classes; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.classes (id, teacher_id, name, code, created_at) FROM stdin;
01a22b6d-1c6c-7910-b5b8-adccfac6e17f	01a22b6d-1b4f-75df-bc0d-8de284d858ea	7B	MB98WQ	2026-11-30 07:48:20.716631+00
\.


--
-- Data for Name: homework; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.homework (id, class_id, title, word_set_id, goal_xp, due_at, created_at) FROM stdin;
01a22b6d-1c73-7491-bffe-9f168902757d	01a22b6d-1c6c-7910-b5b8-adccfac6e17f	Djur	d6dc6eef-9713-4cdd-abf4-e283c67be37f	100	\N	2026-11-30 07:48:20.723157+00
\.


--
-- Data for Name: presence; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.presence (student_id, device_id, state, pending_count, pending_xp, game, seen_at) FROM stdin;
\.


--
-- Data for Name: profiles; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.profiles (id, role, display_name, pin_hash, created_at) FROM stdin;
01a22b6d-1b4f-75df-bc0d-8de284d858ea	teacher	Teacher	\N	2026-11-30 07:48:20.431881+00
01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	student	Ada	scrypt$15$8$1$971ce84a94a06ecab4d8ace8006d45d5$964a07ffd07656a1897622f81ac6147a9d97e7f4a66199d5a37ff16c72e27ea0	2026-11-30 07:48:21.334485+00
01a22b6d-1ef5-71d2-98b6-34b19d821058	student	Ben	scrypt$15$8$1$dcea4295749c9278e51f2e52c99922c9$47ae2b38ca89ca5abe79e1b717f0553b3684c83a90af0118305e352431b084ed	2026-11-30 07:48:21.699111+00
\.


--
-- Data for Name: quest_events; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.quest_events (id, student_id, quest_id, quest_date, progress, created_at, received_at) FROM stdin;
14a4f1d1-4cc7-4400-897f-dd525185b1df	01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	typing_10	2026-11-30	10	2026-11-30 07:48:21.338309+00	2026-11-30 07:48:21.356351+00
4ae764a2-07ee-42b8-9b10-ecf5e935c772	01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	choice_10	2026-11-30	2	2026-11-30 07:48:21.338309+00	2026-11-30 07:48:21.356351+00
86b883e1-28c2-4ff1-a5f6-e0427a7f3a02	01a22b6d-1ef5-71d2-98b6-34b19d821058	typing_30	2026-11-30	30	2026-11-30 07:48:21.701796+00	2026-11-30 07:48:21.71363+00
95102947-504a-4414-823c-e13b320e9df7	01a22b6d-1ef5-71d2-98b6-34b19d821058	choice_30	2026-11-30	2	2026-11-30 07:48:21.701796+00	2026-11-30 07:48:21.71363+00
\.


--
-- Data for Name: quest_standings; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.quest_standings (student_id, quest_date, quest_id, progress, completed_at) FROM stdin;
01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	2026-11-30	choice_10	2	\N
01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	2026-11-30	typing_10	10	2026-11-30 07:48:21.356351+00
01a22b6d-1ef5-71d2-98b6-34b19d821058	2026-11-30	choice_30	2	\N
01a22b6d-1ef5-71d2-98b6-34b19d821058	2026-11-30	typing_30	30	2026-11-30 07:48:21.71363+00
\.


--
-- Data for Name: students_being_removed; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.students_being_removed (student_id) FROM stdin;
\.


--
-- Data for Name: tokens; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.tokens (hash, account_id, created_at) FROM stdin;
\\xdf53866d52efb55637bc11e08fc455c8a801312f7d5eaf4b4ba9eb7f8c6cb7e5	01a22b6d-1b4f-75df-bc0d-8de284d858ea	2026-11-30 07:48:20.431881+00
\\x5a44515196d2b020f7e14ab720ca582a61fea9b96220fb6ba8b77c312392c8a1	01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	2026-11-30 07:48:21.334485+00
\\xeb1636b57dd59ce8eb90009c8aca3e5de640c4090134ff59bfbedebfe3745ce6	01a22b6d-1ef5-71d2-98b6-34b19d821058	2026-11-30 07:48:21.699111+00
\.


--
-- Data for Name: word_sets; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.word_sets (id, teacher_id, class_id, is_public, title, language_from, language_to, level, word_count, updated_at, words) FROM stdin;
\.


--
-- Data for Name: xp_events; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.xp_events (id, student_id, kind, delta, games, word_set_id, homework_id, created_at, received_at, metadata, sequence) FROM stdin;
04007e24-bd20-40ee-beb2-735c14e0c387	01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	typing	10	1	d6dc6eef-9713-4cdd-abf4-e283c67be37f	01a22b6d-1c73-7491-bffe-9f168902757d	2026-11-30 07:48:21.338309+00	2026-11-30 07:48:21.346766+00	{"score": 10}	1
0aadf4cf-ab9f-42a3-bac5-8f524bd25473	01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	typing	10	1	d6dc6eef-9713-4cdd-abf4-e283c67be37f	01a22b6d-1c73-7491-bffe-9f168902757d	2026-11-30 07:48:21.338309+00	2026-11-30 07:48:21.346766+00	{"score": 10}	4
53d5ca41-26c7-4b4e-99e1-e60153e81c72	01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	typing	10	1	d6dc6eef-9713-4cdd-abf4-e283c67be37f	01a22b6d-1c73-7491-bffe-9f168902757d	2026-11-30 07:48:21.338309+00	2026-11-30 07:48:21.346766+00	{"score": 10}	2
b298450b-bc78-4af1-9a1c-14de2bdfa388	01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	typing	10	1	d6dc6eef-9713-4cdd-abf4-e283c67be37f	01a22b6d-1c73-7491-bffe-9f168902757d	2026-11-30 07:48:21.338309+00	2026-11-30 07:48:21.346766+00	{"score": 10}	3
f31b2f42-508a-45d1-a10d-ababe8ed196b	01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	typing	10	1	d6dc6eef-9713-4cdd-abf4-e283c67be37f	01a22b6d-1c73-7491-bffe-9f168902757d	2026-11-30 07:48:21.338309+00	2026-11-30 07:48:21.346766+00	{"score": 10}	5
dd63b616-27b4-57ec-9e9e-4ca11f40c7e9	01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	daily_quest	20	1	\N	\N	2026-11-30 07:48:21.356351+00	2026-11-30 07:48:21.356351+00	{"quest_id": "typing_10", "quest_date": "2026-11-30"}	6
135a086b-4f01-42b5-a7b2-37017fcd8c03	01a22b6d-1ef5-71d2-98b6-34b19d821058	typing	10	1	d6dc6eef-9713-4cdd-abf4-e283c67be37f	01a22b6d-1c73-7491-bffe-9f168902757d	2026-11-30 07:48:21.701796+00	2026-11-30 07:48:21.708433+00	{"score": 10}	7
80725286-9d29-4e34-bf8b-f798b6b17ae4	01a22b6d-1ef5-71d2-98b6-34b19d821058	typing	10	1	d6dc6eef-9713-4cdd-abf4-e283c67be37f	01a22b6d-1c73-7491-bffe-9f168902757d	2026-11-30 07:48:21.701796+00	2026-11-30 07:48:21.708433+00	{"score": 10}	10
d7e936f7-56d3-4022-807e-306eed710ceb	01a22b6d-1ef5-71d2-98b6-34b19d821058	typing	10	1	d6dc6eef-9713-4cdd-abf4-e283c67be37f	01a22b6d-1c73-7491-bffe-9f168902757d	2026-11-30 07:48:21.701796+00	2026-11-30 07:48:21.708433+00	{"score": 10}	11
e84f68ca-59d3-4dcb-8333-49aa17f09ebc	01a22b6d-1ef5-71d2-98b6-34b19d821058	typing	10	1	d6dc6eef-9713-4cdd-abf4-e283c67be37f	01a22b6d-1c73-7491-bffe-9f168902757d	2026-11-30 07:48:21.701796+00	2026-11-30 07:48:21.708433+00	{"score": 10}	9
eff23d97-42db-451e-a95b-20550be8aff5	01a22b6d-1ef5-71d2-98b6-34b19d821058	typing	10	1	d6dc6eef-9713-4cdd-abf4-e283c67be37f	01a22b6d-1c73-7491-bffe-9f168902757d	2026-11-30 07:48:21.701796+00	2026-11-30 07:48:21.708433+00	{"score": 10}	8
0e70086f-d83e-59f8-bf2b-8b8328672079	01a22b6d-1ef5-71d2-98b6-34b19d821058	daily_quest	40	1	\N	\N	2026-11-30 07:48:21.71363+00	2026-11-30 07:48:21.71363+00	{"quest_id": "typing_30", "quest_date": "2026-11-30"}	12
\.


--
-- Data for Name: xp_totals; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.xp_totals (student_id, total_xp, games_played, last_game_type, updated_at, version) FROM stdin;
01a22b6d-1c79-7ddc-82f7-ba04bef2efd2	70	6	daily_quest	2026-11-30 07:48:21.356351+00	6
01a22b6d-1ef5-71d2-98b6-34b19d821058	90	6	daily_quest	2026-11-30 07:48:21.71363+00	6
\.


--
-- Name: xp_events_sequence; Type: SEQUENCE SET; Schema: public; Owner: postgres
--

SELECT pg_catalog.setval('public.xp_events_sequence', 12, true);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: auth; Owner: postgres
--

ALTER TABLE ONLY auth.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: class_members class_members_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.class_members
    ADD CONSTRAINT class_members_pkey PRIMARY KEY (class_id, name_key);


--
-- Name: classes classes_code_key; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.classes
    ADD CONSTRAINT classes_code_key UNIQUE (code);


--
-- Name: classes classes_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.classes
    ADD CONSTRAINT classes_pkey PRIMARY KEY (id);


--
-- Name: homework homework_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.homework
    ADD CONSTRAINT homework_pkey PRIMARY KEY (id);


--
-- Name: presence presence_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.presence
    ADD CONSTRAINT presence_pkey PRIMARY KEY (student_id);


--
-- Name: profiles profiles_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_pkey PRIMARY KEY (id);


--
-- Name: quest_events quest_events_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.quest_events
    ADD CONSTRAINT quest_events_pkey PRIMARY KEY (id);


--
-- Name: quest_standings quest_standings_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.quest_standings
    ADD CONSTRAINT quest_standings_pkey PRIMARY KEY (student_id, quest_date, quest_id);


--
-- Name: students_being_removed students_being_removed_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.students_being_removed
    ADD CONSTRAINT students_being_removed_pkey PRIMARY KEY (student_id);


--
-- Name: tokens tokens_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_pkey PRIMARY KEY (hash);


--
-- Name: word_sets word_sets_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.word_sets
    ADD CONSTRAINT word_sets_pkey PRIMARY KEY (id);


--
-- Name: xp_events xp_events_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.xp_events
    ADD CONSTRAINT xp_events_pkey PRIMARY KEY (id);


--
-- Name: xp_totals xp_totals_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.xp_totals
    ADD CONSTRAINT xp_totals_pkey PRIMARY KEY (student_id);


--
-- Name: class_members_by_student; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX class_members_by_student ON public.class_members USING btree (student_id);


--
-- Name: classes_by_teacher; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX classes_by_teacher ON public.classes USING btree (teacher_id);


--
-- Name: homework_by_class; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX homework_by_class ON public.homework USING btree (class_id, created_at);


--
-- Name: quest_events_by_student; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX quest_events_by_student ON public.quest_events USING btree (student_id);


--
-- Name: tokens_by_account; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX tokens_by_account ON public.tokens USING btree (account_id);


--
-- Name: word_sets_by_class; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX word_sets_by_class ON public.word_sets USING btree (class_id) WHERE (class_id IS NOT NULL);


--
-- Name: word_sets_by_teacher; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX word_sets_by_teacher ON public.word_sets USING btree (teacher_id);


--
-- Name: word_sets_for_everybody; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX word_sets_for_everybody ON public.word_sets USING btree (is_public) WHERE is_public;


--
-- Name: xp_events_by_homework; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX xp_events_by_homework ON public.xp_events USING btree (homework_id, student_id) INCLUDE (delta) WHERE (homework_id IS NOT NULL);


--
-- Name: xp_events_by_student; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX xp_events_by_student ON public.xp_events USING btree (student_id, sequence);


--
-- Name: xp_events_by_student_and_time; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX xp_events_by_student_and_time ON public.xp_events USING btree (student_id, received_at) INCLUDE (delta);


--
-- Name: xp_events_by_word_set; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX xp_events_by_word_set ON public.xp_events USING btree (word_set_id) WHERE (word_set_id IS NOT NULL);


--
-- Name: quest_events apply_quest_event; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER apply_quest_event AFTER INSERT ON public.quest_events REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.apply_quest_event();


--
-- Name: xp_events apply_xp_event; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER apply_xp_event AFTER INSERT ON public.xp_events REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.apply_xp_event();


--
-- Name: quest_events refuse_event_delete; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER refuse_event_delete AFTER DELETE ON public.quest_events REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_event_delete();


--
-- Name: xp_events refuse_event_delete; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER refuse_event_delete AFTER DELETE ON public.xp_events REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_event_delete();


--
-- Name: students_being_removed refuse_half_removal; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE CONSTRAINT TRIGGER refuse_half_removal AFTER INSERT OR UPDATE ON public.students_being_removed DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.refuse_half_removal();


--
-- Name: profiles refuse_orphaned_events; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER refuse_orphaned_events AFTER DELETE ON public.profiles REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_orphaned_events();


--
-- Name: quest_events refuse_xp_event_change; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER refuse_xp_event_change BEFORE UPDATE OR TRUNCATE ON public.quest_events FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_xp_event_change();


--
-- Name: xp_events refuse_xp_event_change; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER refuse_xp_event_change BEFORE UPDATE OR TRUNCATE ON public.xp_events FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_xp_event_change();


--
-- Name: class_members class_members_class_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.class_members
    ADD CONSTRAINT class_members_class_id_fkey FOREIGN KEY (class_id) REFERENCES public.classes(id);


--
-- Name: class_members class_members_student_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.class_members
    ADD CONSTRAINT class_members_student_id_fkey FOREIGN KEY (student_id) REFERENCES public.profiles(id) ON DELETE CASCADE;


--
-- Name: classes classes_teacher_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.classes
    ADD CONSTRAINT classes_teacher_id_fkey FOREIGN KEY (teacher_id) REFERENCES public.profiles(id);


--
-- Name: homework homework_class_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.homework
    ADD CONSTRAINT homework_class_id_fkey FOREIGN KEY (class_id) REFERENCES public.classes(id);


--
-- Name: presence presence_student_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.presence
    ADD CONSTRAINT presence_student_id_fkey FOREIGN KEY (student_id) REFERENCES public.profiles(id) ON DELETE CASCADE;


--
-- Name: quest_events quest_events_student_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.quest_events
    ADD CONSTRAINT quest_events_student_id_fkey FOREIGN KEY (student_id) REFERENCES public.profiles(id);


--
-- Name: quest_standings quest_standings_student_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.quest_standings
    ADD CONSTRAINT quest_standings_student_id_fkey FOREIGN KEY (student_id) REFERENCES public.profiles(id) ON DELETE CASCADE;


--
-- Name: tokens tokens_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.profiles(id) ON DELETE CASCADE;


--
-- Name: word_sets word_sets_class_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.word_sets
    ADD CONSTRAINT word_sets_class_id_fkey FOREIGN KEY (class_id) REFERENCES public.classes(id);


--
-- Name: word_sets word_sets_teacher_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.word_sets
    ADD CONSTRAINT word_sets_teacher_id_fkey FOREIGN KEY (teacher_id) REFERENCES public.profiles(id);


--
-- Name: xp_totals xp_totals_student_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.xp_totals
    ADD CONSTRAINT xp_totals_student_id_fkey FOREIGN KEY (student_id) REFERENCES public.profiles(id) ON DELETE CASCADE;


--
-- Name: class_members; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.class_members ENABLE ROW LEVEL SECURITY;

--
-- Name: classes; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.classes ENABLE ROW LEVEL SECURITY;

--
-- Name: class_members functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.class_members TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: classes functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.classes TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: homework functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.homework TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: presence functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.presence TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: profiles functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.profiles TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: quest_events functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.quest_events TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: quest_standings functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.quest_standings TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: students_being_removed functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.students_being_removed TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: tokens functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.tokens TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: word_sets functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.word_sets TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: xp_events functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.xp_events TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: xp_totals functions; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY functions ON public.xp_totals TO glosa_ledger USING (true) WITH CHECK (true);


--
-- Name: homework; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.homework ENABLE ROW LEVEL SECURITY;

--
-- Name: presence; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.presence ENABLE ROW LEVEL SECURITY;

--
-- Name: profiles; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;

--
-- Name: quest_events; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.quest_events ENABLE ROW LEVEL SECURITY;

--
-- Name: quest_standings; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.quest_standings ENABLE ROW LEVEL SECURITY;

--
-- Name: class_members service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.class_members FOR SELECT TO service_role USING (true);


--
-- Name: classes service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.classes FOR SELECT TO service_role USING (true);


--
-- Name: homework service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.homework FOR SELECT TO service_role USING (true);


--
-- Name: presence service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.presence FOR SELECT TO service_role USING (true);


--
-- Name: profiles service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.profiles FOR SELECT TO service_role USING (true);


--
-- Name: quest_events service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.quest_events FOR SELECT TO service_role USING (true);


--
-- Name: quest_standings service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.quest_standings FOR SELECT TO service_role USING (true);


--
-- Name: students_being_removed service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.students_being_removed FOR SELECT TO service_role USING (true);


--
-- Name: tokens service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.tokens FOR SELECT TO service_role USING (true);


--
-- Name: word_sets service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.word_sets FOR SELECT TO service_role USING (true);


--
-- Name: xp_events service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.xp_events FOR SELECT TO service_role USING (true);


--
-- Name: xp_totals service; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY service ON public.xp_totals FOR SELECT TO service_role USING (true);


--
-- Name: class_members student; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY student ON public.class_members FOR SELECT TO authenticated USING ((student_id = ( SELECT auth.uid() AS uid)));


--
-- Name: classes student; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY student ON public.classes FOR SELECT TO authenticated USING ((id IN ( SELECT public.joined_classes() AS joined_classes)));


--
-- Name: homework student; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY student ON public.homework FOR SELECT TO authenticated USING ((class_id IN ( SELECT public.joined_classes() AS joined_classes)));


--
-- Name: presence student; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY student ON public.presence FOR SELECT TO authenticated USING ((student_id = ( SELECT auth.uid() AS uid)));


--
-- Name: profiles student; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY student ON public.profiles FOR SELECT TO authenticated USING ((id = ( SELECT auth.uid() AS uid)));


--
-- Name: quest_events student; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY student ON public.quest_events FOR SELECT TO authenticated USING ((student_id = ( SELECT auth.uid() AS uid)));


--
-- Name: quest_standings student; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY student ON public.quest_standings FOR SELECT TO authenticated USING ((student_id = ( SELECT auth.uid() AS uid)));


--
-- Name: word_sets student; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY student ON public.word_sets FOR SELECT TO authenticated USING ((id IN ( SELECT public.visible_word_sets() AS visible_word_sets)));


--
-- Name: xp_events student; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY student ON public.xp_events FOR SELECT TO authenticated USING ((student_id = ( SELECT auth.uid() AS uid)));


--
-- Name: xp_totals student; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY student ON public.xp_totals FOR SELECT TO authenticated USING ((student_id = ( SELECT auth.uid() AS uid)));


--
-- Name: students_being_removed; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.students_being_removed ENABLE ROW LEVEL SECURITY;

--
-- Name: class_members teacher; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY teacher ON public.class_members FOR SELECT TO authenticated USING ((class_id IN ( SELECT public.taught_classes() AS taught_classes)));


--
-- Name: classes teacher; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY teacher ON public.classes FOR SELECT TO authenticated USING ((teacher_id = ( SELECT auth.uid() AS uid)));


--
-- Name: homework teacher; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY teacher ON public.homework FOR SELECT TO authenticated USING ((class_id IN ( SELECT public.taught_classes() AS taught_classes)));


--
-- Name: presence teacher; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY teacher ON public.presence FOR SELECT TO authenticated USING ((student_id IN ( SELECT public.taught_students() AS taught_students)));


--
-- Name: profiles teacher; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY teacher ON public.profiles FOR SELECT TO authenticated USING ((id IN ( SELECT public.taught_students() AS taught_students)));


--
-- Name: quest_events teacher; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY teacher ON public.quest_events FOR SELECT TO authenticated USING ((student_id IN ( SELECT public.taught_students() AS taught_students)));


--
-- Name: quest_standings teacher; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY teacher ON public.quest_standings FOR SELECT TO authenticated USING ((student_id IN ( SELECT public.taught_students() AS taught_students)));


--
-- Name: word_sets teacher; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY teacher ON public.word_sets FOR SELECT TO authenticated USING ((teacher_id = ( SELECT auth.uid() AS uid)));


--
-- Name: xp_events teacher; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY teacher ON public.xp_events FOR SELECT TO authenticated USING ((student_id IN ( SELECT public.taught_students() AS taught_students)));


--
-- Name: xp_totals teacher; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY teacher ON public.xp_totals FOR SELECT TO authenticated USING ((student_id IN ( SELECT public.taught_students() AS taught_students)));


--
-- Name: tokens; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.tokens ENABLE ROW LEVEL SECURITY;

--
-- Name: word_sets; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.word_sets ENABLE ROW LEVEL SECURITY;

--
-- Name: xp_events; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.xp_events ENABLE ROW LEVEL SECURITY;

--
-- Name: xp_totals; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.xp_totals ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA auth; Type: ACL; Schema: -; Owner: postgres
--

GRANT USAGE ON SCHEMA auth TO anon;
GRANT USAGE ON SCHEMA auth TO authenticated;
GRANT USAGE ON SCHEMA auth TO service_role;


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: pg_database_owner
--

GRANT USAGE ON SCHEMA public TO authenticated;
GRANT USAGE ON SCHEMA public TO service_role;
GRANT USAGE ON SCHEMA public TO glosa_ledger;


--
-- Name: FUNCTION uid(); Type: ACL; Schema: auth; Owner: postgres
--

GRANT ALL ON FUNCTION auth.uid() TO anon;
GRANT ALL ON FUNCTION auth.uid() TO authenticated;
GRANT ALL ON FUNCTION auth.uid() TO service_role;


--
-- Name: FUNCTION add_class(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.add_class(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.add_class(request jsonb) TO authenticated;


--
-- Name: FUNCTION add_homework(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.add_homework(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.add_homework(request jsonb) TO authenticated;


--
-- Name: FUNCTION add_student(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.add_student(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.add_student(request jsonb) TO service_role;


--
-- Name: FUNCTION add_teacher(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.add_teacher(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.add_teacher(request jsonb) TO service_role;


--
-- Name: FUNCTION add_token(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.add_token(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.add_token(request jsonb) TO service_role;


--
-- Name: FUNCTION announce_board_change(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.announce_board_change(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.announce_board_change(request jsonb) TO service_role;


--
-- Name: FUNCTION apply_quest_event(); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.apply_quest_event() FROM PUBLIC;


--
-- Name: FUNCTION apply_xp_event(); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.apply_xp_event() FROM PUBLIC;


--
-- Name: FUNCTION board_entry(student uuid, since timestamp with time zone); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.board_entry(student uuid, since timestamp with time zone) FROM PUBLIC;


--
-- Name: FUNCTION class_board(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.class_board(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.class_board(request jsonb) TO authenticated;


--
-- Name: FUNCTION find_accounts(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.find_accounts(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_accounts(request jsonb) TO service_role;


--
-- Name: FUNCTION find_class(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.find_class(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_class(request jsonb) TO service_role;


--
-- Name: FUNCTION find_quest_conflicts(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.find_quest_conflicts(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_quest_conflicts(request jsonb) TO service_role;


--
-- Name: FUNCTION find_stored_events(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.find_stored_events(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_stored_events(request jsonb) TO service_role;


--
-- Name: FUNCTION find_student(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.find_student(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_student(request jsonb) TO service_role;


--
-- Name: FUNCTION find_xp_conflicts(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.find_xp_conflicts(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_xp_conflicts(request jsonb) TO service_role;


--
-- Name: FUNCTION get_board_entries(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_board_entries(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_board_entries(request jsonb) TO service_role;


--
-- Name: FUNCTION get_classes(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_classes(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_classes(request jsonb) TO authenticated;


--
-- Name: FUNCTION get_homework(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_homework(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_homework(request jsonb) TO authenticated;


--
-- Name: FUNCTION get_leaderboard(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_leaderboard(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_leaderboard(request jsonb) TO authenticated;


--
-- Name: FUNCTION get_open_homework(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_open_homework(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_open_homework(request jsonb) TO authenticated;


--
-- Name: FUNCTION get_profile(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_profile(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_profile(request jsonb) TO authenticated;


--
-- Name: FUNCTION get_pupil(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_pupil(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_pupil(request jsonb) TO authenticated;


--
-- Name: FUNCTION get_quests(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_quests(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_quests(request jsonb) TO authenticated;


--
-- Name: FUNCTION get_student_total(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_student_total(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_student_total(request jsonb) TO authenticated;
GRANT ALL ON FUNCTION public.get_student_total(request jsonb) TO service_role;


--
-- Name: FUNCTION get_students(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_students(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_students(request jsonb) TO authenticated;


--
-- Name: FUNCTION get_word_set(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_word_set(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_word_set(request jsonb) TO authenticated;


--
-- Name: FUNCTION get_word_sets(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_word_sets(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_word_sets(request jsonb) TO authenticated;


--
-- Name: FUNCTION get_xp_events(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_xp_events(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_xp_events(request jsonb) TO authenticated;


--
-- Name: FUNCTION get_xp_mismatches(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_xp_mismatches(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_xp_mismatches(request jsonb) TO service_role;


--
-- Name: FUNCTION get_xp_total(student uuid); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.get_xp_total(student uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_xp_total(student uuid) TO authenticated;
GRANT ALL ON FUNCTION public.get_xp_total(student uuid) TO service_role;


--
-- Name: FUNCTION has_teacher(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.has_teacher(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.has_teacher(request jsonb) TO service_role;


--
-- Name: FUNCTION ingest_quest_events(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.ingest_quest_events(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ingest_quest_events(request jsonb) TO service_role;


--
-- Name: FUNCTION ingest_xp_batches(batches jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.ingest_xp_batches(batches jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ingest_xp_batches(batches jsonb) TO service_role;


--
-- Name: FUNCTION ingest_xp_events(events jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.ingest_xp_events(events jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ingest_xp_events(events jsonb) TO authenticated;
GRANT ALL ON FUNCTION public.ingest_xp_events(events jsonb) TO service_role;


--
-- Name: FUNCTION insert_xp_batches(batches jsonb, verdicts jsonb[], OUT students uuid[], OUT signed_in boolean[], OUT sent_count bigint, OUT stored_count bigint); Type: ACL; Schema: public; Owner: postgres
--

REVOKE ALL ON FUNCTION public.insert_xp_batches(batches jsonb, verdicts jsonb[], OUT students uuid[], OUT signed_in boolean[], OUT sent_count bigint, OUT stored_count bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.insert_xp_batches(batches jsonb, verdicts jsonb[], OUT students uuid[], OUT signed_in boolean[], OUT sent_count bigint, OUT stored_count bigint) TO glosa_ledger;


--
-- Name: FUNCTION is_auth_user(account uuid); Type: ACL; Schema: public; Owner: postgres
--

REVOKE ALL ON FUNCTION public.is_auth_user(account uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.is_auth_user(account uuid) TO glosa_ledger;


--
-- Name: FUNCTION is_service(); Type: ACL; Schema: public; Owner: postgres
--

REVOKE ALL ON FUNCTION public.is_service() FROM PUBLIC;
GRANT ALL ON FUNCTION public.is_service() TO glosa_ledger;


--
-- Name: FUNCTION joined_classes(); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.joined_classes() FROM PUBLIC;
GRANT ALL ON FUNCTION public.joined_classes() TO authenticated;


--
-- Name: FUNCTION judge_xp_batches(batches jsonb, known jsonb[]); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.judge_xp_batches(batches jsonb, known jsonb[]) FROM PUBLIC;


--
-- Name: FUNCTION open_balances(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.open_balances(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.open_balances(request jsonb) TO service_role;


--
-- Name: FUNCTION put_word_set(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.put_word_set(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.put_word_set(request jsonb) TO authenticated;


--
-- Name: FUNCTION record_presence(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.record_presence(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.record_presence(request jsonb) TO service_role;


--
-- Name: FUNCTION refuse_event_delete(); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.refuse_event_delete() FROM PUBLIC;


--
-- Name: FUNCTION refuse_half_removal(); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.refuse_half_removal() FROM PUBLIC;


--
-- Name: FUNCTION refuse_orphaned_events(); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.refuse_orphaned_events() FROM PUBLIC;


--
-- Name: FUNCTION refuse_xp_event_change(); Type: ACL; Schema: public; Owner: postgres
--

REVOKE ALL ON FUNCTION public.refuse_xp_event_change() FROM PUBLIC;
GRANT ALL ON FUNCTION public.refuse_xp_event_change() TO glosa_ledger;


--
-- Name: FUNCTION reject_xp_events(events jsonb, caller uuid); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.reject_xp_events(events jsonb, caller uuid) FROM PUBLIC;


--
-- Name: FUNCTION remove_homework(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.remove_homework(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.remove_homework(request jsonb) TO authenticated;


--
-- Name: FUNCTION remove_student(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.remove_student(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.remove_student(request jsonb) TO authenticated;


--
-- Name: FUNCTION remove_token(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.remove_token(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.remove_token(request jsonb) TO service_role;


--
-- Name: FUNCTION replace_teacher_tokens(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.replace_teacher_tokens(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.replace_teacher_tokens(request jsonb) TO service_role;


--
-- Name: FUNCTION set_pin(request jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.set_pin(request jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.set_pin(request jsonb) TO authenticated;


--
-- Name: FUNCTION taught_classes(); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.taught_classes() FROM PUBLIC;
GRANT ALL ON FUNCTION public.taught_classes() TO authenticated;


--
-- Name: FUNCTION taught_students(); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.taught_students() FROM PUBLIC;
GRANT ALL ON FUNCTION public.taught_students() TO authenticated;


--
-- Name: FUNCTION teaches(class uuid); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.teaches(class uuid) FROM PUBLIC;


--
-- Name: FUNCTION utc_text(moment timestamp with time zone); Type: ACL; Schema: public; Owner: postgres
--

REVOKE ALL ON FUNCTION public.utc_text(moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.utc_text(moment timestamp with time zone) TO glosa_ledger;


--
-- Name: FUNCTION visible_word_sets(); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.visible_word_sets() FROM PUBLIC;
GRANT ALL ON FUNCTION public.visible_word_sets() TO authenticated;


--
-- Name: TABLE word_sets; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.word_sets TO authenticated;
GRANT SELECT ON TABLE public.word_sets TO service_role;
GRANT SELECT,INSERT,UPDATE ON TABLE public.word_sets TO glosa_ledger;


--
-- Name: FUNCTION word_set_summary(s public.word_sets); Type: ACL; Schema: public; Owner: postgres
--

REVOKE ALL ON FUNCTION public.word_set_summary(s public.word_sets) FROM PUBLIC;
GRANT ALL ON FUNCTION public.word_set_summary(s public.word_sets) TO glosa_ledger;


--
-- Name: FUNCTION xp_batch_conflicts(batches jsonb); Type: ACL; Schema: public; Owner: glosa_ledger
--

REVOKE ALL ON FUNCTION public.xp_batch_conflicts(batches jsonb) FROM PUBLIC;


--
-- Name: FUNCTION xp_batch_rows(batches jsonb); Type: ACL; Schema: public; Owner: postgres
--

REVOKE ALL ON FUNCTION public.xp_batch_rows(batches jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.xp_batch_rows(batches jsonb) TO glosa_ledger;


--
-- Name: FUNCTION xp_event_fault(caller uuid, id uuid, student_id uuid, kind text, delta bigint, created_at timestamp with time zone, metadata jsonb); Type: ACL; Schema: public; Owner: postgres
--

REVOKE ALL ON FUNCTION public.xp_event_fault(caller uuid, id uuid, student_id uuid, kind text, delta bigint, created_at timestamp with time zone, metadata jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.xp_event_fault(caller uuid, id uuid, student_id uuid, kind text, delta bigint, created_at timestamp with time zone, metadata jsonb) TO glosa_ledger;


--
-- Name: FUNCTION xp_event_rows(events jsonb); Type: ACL; Schema: public; Owner: postgres
--

REVOKE ALL ON FUNCTION public.xp_event_rows(events jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.xp_event_rows(events jsonb) TO glosa_ledger;


--
-- Name: TABLE class_members; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.class_members TO authenticated;
GRANT SELECT ON TABLE public.class_members TO service_role;
GRANT SELECT,INSERT,DELETE ON TABLE public.class_members TO glosa_ledger;


--
-- Name: TABLE classes; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.classes TO authenticated;
GRANT SELECT ON TABLE public.classes TO service_role;
GRANT SELECT,INSERT ON TABLE public.classes TO glosa_ledger;


--
-- Name: COLUMN classes.name; Type: ACL; Schema: public; Owner: postgres
--

GRANT UPDATE(name) ON TABLE public.classes TO glosa_ledger;


--
-- Name: TABLE homework; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.homework TO authenticated;
GRANT SELECT ON TABLE public.homework TO service_role;
GRANT SELECT,INSERT,DELETE ON TABLE public.homework TO glosa_ledger;


--
-- Name: TABLE presence; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.presence TO authenticated;
GRANT SELECT ON TABLE public.presence TO service_role;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.presence TO glosa_ledger;


--
-- Name: TABLE profiles; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT,INSERT,DELETE ON TABLE public.profiles TO glosa_ledger;


--
-- Name: COLUMN profiles.id; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT(id) ON TABLE public.profiles TO authenticated;
GRANT SELECT(id) ON TABLE public.profiles TO service_role;


--
-- Name: COLUMN profiles.role; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT(role) ON TABLE public.profiles TO authenticated;
GRANT SELECT(role) ON TABLE public.profiles TO service_role;


--
-- Name: COLUMN profiles.display_name; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT(display_name) ON TABLE public.profiles TO authenticated;
GRANT SELECT(display_name) ON TABLE public.profiles TO service_role;


--
-- Name: COLUMN profiles.pin_hash; Type: ACL; Schema: public; Owner: postgres
--

GRANT UPDATE(pin_hash) ON TABLE public.profiles TO glosa_ledger;


--
-- Name: COLUMN profiles.created_at; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT(created_at) ON TABLE public.profiles TO authenticated;
GRANT SELECT(created_at) ON TABLE public.profiles TO service_role;


--
-- Name: TABLE quest_events; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.quest_events TO authenticated;
GRANT SELECT ON TABLE public.quest_events TO service_role;
GRANT SELECT,INSERT,DELETE ON TABLE public.quest_events TO glosa_ledger;


--
-- Name: TABLE quest_standings; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.quest_standings TO authenticated;
GRANT SELECT ON TABLE public.quest_standings TO service_role;
GRANT SELECT,INSERT,UPDATE ON TABLE public.quest_standings TO glosa_ledger;


--
-- Name: TABLE students_being_removed; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT,INSERT,DELETE ON TABLE public.students_being_removed TO glosa_ledger;


--
-- Name: TABLE tokens; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT,INSERT,DELETE ON TABLE public.tokens TO glosa_ledger;


--
-- Name: SEQUENCE xp_events_sequence; Type: ACL; Schema: public; Owner: postgres
--

GRANT USAGE ON SEQUENCE public.xp_events_sequence TO glosa_ledger;


--
-- Name: TABLE xp_events; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.xp_events TO authenticated;
GRANT SELECT ON TABLE public.xp_events TO service_role;
GRANT SELECT,INSERT,DELETE ON TABLE public.xp_events TO glosa_ledger;


--
-- Name: TABLE xp_totals; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.xp_totals TO authenticated;
GRANT SELECT ON TABLE public.xp_totals TO service_role;
GRANT SELECT,INSERT,UPDATE ON TABLE public.xp_totals TO glosa_ledger;


--
-- Name: TABLE xp_total_mismatches; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.xp_total_mismatches TO service_role;
GRANT SELECT ON TABLE public.xp_total_mismatches TO glosa_ledger;


--
-- PostgreSQL database dump complete
--


