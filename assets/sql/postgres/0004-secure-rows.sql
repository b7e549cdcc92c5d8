-- Who may do what in the ledger: roles, rights and row-level security, enabled and forced.
--
-- Two roles of Glosa's own join those of 0001-create-auth.sql:
--   glosa_ledger  owns the functions and no table. Definer functions run as it: it may add events and write totals,
--                 may not change an event, and may remove events only with their student, as the triggers see to.
--   glosa_server  is what the server signs in as. It owns nothing, bypasses nothing and, by itself, may do nothing:
--                 in each transaction it takes a role and claims with SET LOCAL, which end with the transaction.
-- It has no password: give it one (\password glosa_server) or another way in through pg_hba.conf.
--
-- Needs 0002-create-ledger.sql and 0003-create-classroom.sql. Run it with: psql -v ON_ERROR_STOP=1 -f
-- 0004-secure-rows.sql. Running it again is harmless. Whoever runs it owns the tables or is a superuser, and may create
-- roles.

BEGIN;
SET LOCAL client_min_messages = warning;

DO $$
DECLARE
  wanted text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'glosa_ledger') THEN
    CREATE ROLE glosa_ledger NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'glosa_server') THEN
    CREATE ROLE glosa_server LOGIN NOINHERIT;
  END IF;
  FOREACH wanted IN ARRAY ARRAY['glosa_ledger', 'glosa_server'] LOOP
    IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted AND (rolsuper OR rolbypassrls)) THEN
      RAISE EXCEPTION 'the role % is a superuser or bypasses row-level security', wanted
        USING HINT = 'Take that away with ALTER ROLE ... NOSUPERUSER NOBYPASSRLS and run this file again.';
    END IF;
  END LOOP;
  -- Handing functions over takes membership, except from a superuser.
  IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
    EXECUTE pg_catalog.format('GRANT glosa_ledger TO %I', current_user);
  END IF;
END
$$;

-- As authenticated, glosa_ledger may use the schema auth; on Supabase nobody could grant it that directly.
GRANT authenticated TO glosa_ledger;
GRANT authenticated, service_role TO glosa_server;
GRANT USAGE ON SCHEMA public TO authenticated, service_role, glosa_ledger;

-- Rights. A project's default privileges may have given away more: from nothing, up. ------------------------------

DO $$
DECLARE
  everybody CONSTANT text := ' FROM PUBLIC, anon, authenticated, service_role, glosa_ledger, glosa_server';
  tab       record;
BEGIN
  FOR tab IN
    SELECT c.oid::regclass AS name, string_agg(quote_ident(attname), ', ') AS columns
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_attribute AS a ON attrelid = c.oid AND attnum > 0
    WHERE NOT attisdropped AND c.oid = ANY (ARRAY[
      'public.profiles', 'public.tokens', 'public.classes', 'public.class_members', 'public.xp_events',
      'public.xp_totals', 'public.xp_days', 'public.students_being_removed', 'public.quest_events', 'public.quest_standings',
      'public.homework', 'public.word_sets', 'public.dead_tokens', 'public.xp_total_mismatches',
      'public.ledger_identity', 'public.pin_attempts']::regclass[])
    GROUP BY c.oid
  LOOP
    EXECUTE format('REVOKE ALL ON %s', tab.name) || everybody;
    EXECUTE format('REVOKE ALL (%s) ON %s', tab.columns, tab.name) || everybody;
  END LOOP;
  EXECUTE 'REVOKE ALL ON SEQUENCE public.xp_events_sequence' || everybody;
END
$$;

-- People and the service only read, and not every table: whatever changes something is a function's work. Nobody
-- reads pin_hash, as a PIN of four digits does not withstand somebody who has its hash, nor tokens.
GRANT SELECT (id, role, display_name, created_at) ON public.profiles TO authenticated, service_role;
GRANT SELECT ON public.classes, public.class_members, public.xp_events, public.xp_totals, public.quest_events,
  public.quest_standings, public.homework, public.word_sets TO authenticated, service_role;
GRANT SELECT ON public.xp_total_mismatches TO service_role;

-- To lock a row takes the right to update some column of it.
GRANT SELECT, INSERT, DELETE, UPDATE (pin_hash) ON public.profiles TO glosa_ledger;
GRANT SELECT, INSERT, UPDATE (name, code, is_joinable) ON public.classes TO glosa_ledger;
GRANT UPDATE (look_key) ON public.class_members TO glosa_ledger;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.pin_attempts TO glosa_ledger;
GRANT SELECT, INSERT, DELETE ON public.tokens, public.dead_tokens, public.class_members, public.xp_events, public.quest_events,
  public.homework, public.students_being_removed TO glosa_ledger;
GRANT SELECT, INSERT, UPDATE ON public.xp_totals, public.quest_standings, public.word_sets TO glosa_ledger;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.xp_days TO glosa_ledger;
GRANT SELECT ON public.xp_total_mismatches TO glosa_ledger;
GRANT SELECT, UPDATE ON public.ledger_identity TO glosa_ledger;
GRANT USAGE ON SEQUENCE public.xp_events_sequence TO glosa_ledger;

-- Functions. An owner must be able to create in the schema at the moment of becoming one. -------------------------

GRANT CREATE ON SCHEMA public TO glosa_ledger;

DO $$
DECLARE
  -- What they do is part of what others do: for the functions of glosa_ledger alone.
  parts CONSTANT text[] := ARRAY[
    'apply_xp_event()', 'apply_quest_event()', 'refuse_event_delete()', 'refuse_half_removal()',
    'refuse_orphaned_events()', 'forget_xp_days()', 'reject_xp_events(jsonb, uuid)', 'xp_batch_conflicts(jsonb)',
    'judge_xp_batches(jsonb, jsonb[])', 'teaches(uuid)'];
  -- Used by the policies too, so whoever reads a table must be able to call them. Each answers for its caller alone.
  policies CONSTANT text[] := ARRAY[
    'taught_classes()', 'taught_students()', 'joined_classes()', 'visible_word_sets()'];
  -- The server's own business.
  service CONSTANT text[] := ARRAY[
    'ingest_xp_batches(jsonb)', 'find_xp_conflicts(jsonb)', 'get_xp_mismatches(jsonb)',
    'find_stored_events(jsonb)', 'open_balances(jsonb)', 'find_quest_conflicts(jsonb)',
    'ingest_quest_events(jsonb)', 'find_accounts(jsonb)', 'add_token(jsonb)',
    'remove_token(jsonb)', 'has_teacher(jsonb)', 'add_teacher(jsonb)', 'replace_teacher_tokens(jsonb)',
    'find_class(jsonb)', 'find_student(jsonb)', 'add_student(jsonb)', 'get_names_without_look(jsonb)',
    'set_looks(jsonb)', 'begin_pin_attempt(jsonb)', 'end_pin_attempt(jsonb)', 'get_ledger_identity(jsonb)',
    'renew_ledger_identity(jsonb)', 'set_key_fingerprint(jsonb)'];
  -- What people do for themselves: each asks who is asking.
  people CONSTANT text[] := ARRAY[
    'get_xp_events(jsonb)', 'get_quests(jsonb)', 'get_profile(jsonb)', 'add_class(jsonb)', 'get_classes(jsonb)',
    'get_students(jsonb)', 'set_joinable(jsonb)', 'set_class_code(jsonb)', 'set_pin(jsonb)', 'remove_student(jsonb)', 'get_leaderboard(jsonb)',
    'add_homework(jsonb)', 'get_homework(jsonb)', 'remove_homework(jsonb)', 'get_open_homework(jsonb)',
    'put_word_set(jsonb)', 'get_word_sets(jsonb)', 'get_word_set(jsonb)'];
  -- Both.
  shared CONSTANT text[] := ARRAY['ingest_xp_events(jsonb, timestamptz)', 'get_xp_total(uuid)', 'get_student_total(jsonb)'];
  -- Run as their caller, or as the owner of the tables, and stay theirs.
  plain CONSTANT text[] := ARRAY[
    'is_service()', 'utc_text(timestamptz)', 'occurrence(timestamptz, timestamptz, timestamptz)',
    'occurred(public.xp_events)', 'is_derived(uuid)', 'wait_as_a_commit_does()', 'xp_event_rows(jsonb)',
    'xp_event_fault(uuid, uuid, uuid, text, bigint, timestamptz, jsonb)', 'xp_batch_rows(jsonb)',
    'xp_event_ms(text, bigint)', 'is_late_xp_event(timestamptz, timestamptz)', 'xp_event_minute(timestamptz, timestamptz)',
    'unusual_xp_events(uuid[], uuid[], integer[], date[], boolean[], timestamptz[])', 'insert_xp_batches(jsonb, jsonb[])', 'word_set_summary(public.word_sets)', 'is_auth_user(uuid)',
    'refuse_xp_event_change()'];
  name text;
BEGIN
  FOREACH name IN ARRAY parts || policies || service || people || shared LOOP
    EXECUTE format('ALTER FUNCTION public.%s OWNER TO glosa_ledger', name);
  END LOOP;
  FOREACH name IN ARRAY parts || policies || service || people || shared || plain LOOP
    EXECUTE format(
      'REVOKE EXECUTE ON FUNCTION public.%s FROM PUBLIC, anon, authenticated, service_role, glosa_server', name);
  END LOOP;
  FOREACH name IN ARRAY plain LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION public.%s TO glosa_ledger', name);
  END LOOP;
  FOREACH name IN ARRAY policies || people || shared LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION public.%s TO authenticated', name);
  END LOOP;
  FOREACH name IN ARRAY service || shared LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION public.%s TO service_role', name);
  END LOOP;
END
$$;

REVOKE CREATE ON SCHEMA public FROM glosa_ledger;

-- Whoever may create temporary objects could give a type of their own the name of one that a function uses. The functions
-- look for types in pg_catalog first; and here nobody but the database's owner may create any.
DO $$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC, anon, authenticated, service_role, glosa_ledger, '
    'glosa_server', current_database());
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END
$$;
DO $$
BEGIN
  IF has_database_privilege('glosa_server', current_database(), 'TEMPORARY') THEN
    RAISE WARNING 'roles that are not Glosa''s owner may create temporary objects in the database %', current_database()
      USING HINT = 'As the owner of the database: REVOKE TEMPORARY ON DATABASE ... FROM PUBLIC.';
  END IF;
END
$$;

-- Rows -----------------------------------------------------------------------------------------------------------

-- Forced, so that owning a table opens no way round the policies. "(SELECT ...)" is worked out once a statement.
DO $$
DECLARE
  tab text;
BEGIN
  FOREACH tab IN ARRAY ARRAY[
    'profiles', 'tokens', 'dead_tokens', 'classes', 'class_members', 'xp_events', 'xp_totals', 'xp_days',
    'students_being_removed', 'quest_events', 'quest_standings', 'homework', 'word_sets', 'ledger_identity', 'pin_attempts'
  ] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', tab);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', tab);
    EXECUTE format('DROP POLICY IF EXISTS service ON public.%I', tab);
    EXECUTE format('CREATE POLICY service ON public.%I FOR SELECT TO service_role USING (true)', tab);
    EXECUTE format('DROP POLICY IF EXISTS functions ON public.%I', tab);
    EXECUTE format('CREATE POLICY functions ON public.%I TO glosa_ledger USING (true) WITH CHECK (true)', tab);
    EXECUTE format('DROP POLICY IF EXISTS student ON public.%I', tab);
    EXECUTE format('DROP POLICY IF EXISTS teacher ON public.%I', tab);
  END LOOP;
  -- What a pupil won, in the same words everywhere.
  FOREACH tab IN ARRAY ARRAY['xp_events', 'xp_totals', 'quest_events', 'quest_standings'] LOOP
    EXECUTE format('CREATE POLICY student ON public.%I FOR SELECT TO authenticated '
      'USING (student_id = (SELECT auth.uid()))', tab);
    EXECUTE format('CREATE POLICY teacher ON public.%I FOR SELECT TO authenticated '
      'USING (student_id IN (SELECT public.taught_students()))', tab);
  END LOOP;
END
$$;

CREATE POLICY student ON public.profiles FOR SELECT TO authenticated
  USING (id = (SELECT auth.uid()));
CREATE POLICY teacher ON public.profiles FOR SELECT TO authenticated
  USING (id IN (SELECT public.taught_students()));

CREATE POLICY student ON public.classes FOR SELECT TO authenticated
  USING (id IN (SELECT public.joined_classes()));
CREATE POLICY teacher ON public.classes FOR SELECT TO authenticated
  USING (teacher_id = (SELECT auth.uid()));

CREATE POLICY student ON public.class_members FOR SELECT TO authenticated
  USING (student_id = (SELECT auth.uid()));
CREATE POLICY teacher ON public.class_members FOR SELECT TO authenticated
  USING (class_id IN (SELECT public.taught_classes()));

CREATE POLICY student ON public.homework FOR SELECT TO authenticated
  USING (class_id IN (SELECT public.joined_classes()));
CREATE POLICY teacher ON public.homework FOR SELECT TO authenticated
  USING (class_id IN (SELECT public.taught_classes()));

CREATE POLICY student ON public.word_sets FOR SELECT TO authenticated
  USING (id IN (SELECT public.visible_word_sets()));
CREATE POLICY teacher ON public.word_sets FOR SELECT TO authenticated
  USING (teacher_id = (SELECT auth.uid()));

COMMIT;
