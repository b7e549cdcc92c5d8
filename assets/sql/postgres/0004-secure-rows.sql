-- Who may do what in the ledger: roles, rights and row-level security, enabled and forced.
--
-- Two roles of Glosa's own join those of 0001-create-auth.sql:
--   glosa_ledger  owns the functions and no table. Definer functions run as it: it may add events and write totals,
--                 and may neither change nor remove an event.
--   glosa_server  is what the server signs in as. It owns nothing, bypasses nothing and, by itself, may do nothing:
--                 in each transaction it takes a role and claims with SET LOCAL, which end with the transaction.
-- It has no password: give it one (\password glosa_server) or another way in through pg_hba.conf.
--
-- Needs 0002-create-ledger.sql. Run it with: psql -v ON_ERROR_STOP=1 -f 0004-secure-rows.sql. Running it again is
-- harmless. Whoever runs it owns the tables or is a superuser, and may create roles.

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

REVOKE ALL ON public.profiles, public.classes, public.class_members, public.xp_events, public.xp_totals,
  public.xp_total_mismatches FROM PUBLIC, anon, authenticated, service_role, glosa_ledger, glosa_server;
REVOKE ALL ON SEQUENCE public.xp_events_sequence
  FROM PUBLIC, anon, authenticated, service_role, glosa_ledger, glosa_server;

-- Not pin_hash: a PIN of four digits does not withstand somebody who has its hash.
REVOKE ALL (id, role, display_name, pin_hash, created_at) ON public.profiles FROM authenticated;
GRANT SELECT (id, role, display_name, created_at) ON public.profiles TO authenticated;
GRANT SELECT ON public.classes, public.class_members, public.xp_events, public.xp_totals TO authenticated;

GRANT SELECT, INSERT, UPDATE, DELETE ON public.profiles, public.classes, public.class_members TO service_role;
GRANT SELECT ON public.xp_events, public.xp_totals, public.xp_total_mismatches TO service_role;

GRANT SELECT, INSERT ON public.profiles, public.xp_events TO glosa_ledger;
GRANT SELECT ON public.classes, public.class_members TO glosa_ledger;
GRANT SELECT, INSERT, UPDATE ON public.xp_totals TO glosa_ledger;
GRANT USAGE ON SEQUENCE public.xp_events_sequence TO glosa_ledger;

-- Functions. An owner must be able to create in the schema at the moment of becoming one. -------------------------

GRANT CREATE ON SCHEMA public TO glosa_ledger;
ALTER FUNCTION public.apply_xp_event() OWNER TO glosa_ledger;
ALTER FUNCTION public.taught_classes() OWNER TO glosa_ledger;
ALTER FUNCTION public.taught_students() OWNER TO glosa_ledger;
ALTER FUNCTION public.joined_classes() OWNER TO glosa_ledger;
ALTER FUNCTION public.ingest_xp_events(jsonb) OWNER TO glosa_ledger;
ALTER FUNCTION public.get_xp_total(uuid) OWNER TO glosa_ledger;
REVOKE CREATE ON SCHEMA public FROM glosa_ledger;

REVOKE EXECUTE ON FUNCTION public.refuse_xp_event_change(), public.apply_xp_event(), public.is_service(),
  public.taught_classes(), public.taught_students(), public.joined_classes(), public.is_auth_user(uuid),
  public.xp_event_rows(jsonb), public.ingest_xp_events(jsonb), public.get_xp_total(uuid)
  FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.ingest_xp_events(jsonb), public.get_xp_total(uuid)
  TO authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.taught_classes(), public.taught_students(), public.joined_classes()
  TO authenticated;
GRANT EXECUTE ON FUNCTION public.is_service(), public.is_auth_user(uuid), public.xp_event_rows(jsonb)
  TO glosa_ledger;

-- Rows -----------------------------------------------------------------------------------------------------------

-- Forced, so that owning a table opens no way round the policies. "(SELECT ...)" is worked out once a statement.
DO $$
DECLARE
  tab text;
BEGIN
  FOREACH tab IN ARRAY ARRAY['profiles', 'classes', 'class_members', 'xp_events', 'xp_totals'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', tab);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', tab);
    EXECUTE format('DROP POLICY IF EXISTS service ON public.%I', tab);
    EXECUTE format('CREATE POLICY service ON public.%I TO service_role USING (true) WITH CHECK (true)', tab);
    EXECUTE format('DROP POLICY IF EXISTS functions ON public.%I', tab);
    EXECUTE format('CREATE POLICY functions ON public.%I TO glosa_ledger USING (true) WITH CHECK (true)', tab);
    EXECUTE format('DROP POLICY IF EXISTS student ON public.%I', tab);
    EXECUTE format('DROP POLICY IF EXISTS teacher ON public.%I', tab);
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

CREATE POLICY student ON public.xp_events FOR SELECT TO authenticated
  USING (student_id = (SELECT auth.uid()));
CREATE POLICY teacher ON public.xp_events FOR SELECT TO authenticated
  USING (student_id IN (SELECT public.taught_students()));

CREATE POLICY student ON public.xp_totals FOR SELECT TO authenticated
  USING (student_id = (SELECT auth.uid()));
CREATE POLICY teacher ON public.xp_totals FOR SELECT TO authenticated
  USING (student_id IN (SELECT public.taught_students()));

COMMIT;
