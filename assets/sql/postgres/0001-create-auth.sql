-- Who is asking: the part of a Supabase project that Glosa's ledger stands on, for a plain PostgreSQL (from 15).
--
-- Makes the schema auth, the table auth.users, the function auth.uid() and the roles anon, authenticated and
-- service_role, each only where it is missing. On a Supabase project all of them exist, and this file changes
-- nothing. Run it with: psql -v ON_ERROR_STOP=1 -f 0001-create-auth.sql. Running it again is harmless.

BEGIN;

-- Roles belong to the whole cluster, so another database of it may have made them.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['anon', 'authenticated', 'service_role'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
      EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
    END IF;
  END LOOP;
END
$$;

-- Not CREATE ... IF NOT EXISTS: that asks for the right to create, which nobody has in Supabase's own schema.
DO $$
BEGIN
  IF pg_catalog.to_regnamespace('auth') IS NULL THEN
    CREATE SCHEMA auth;
    GRANT USAGE ON SCHEMA auth TO anon, authenticated, service_role;
  END IF;

  IF pg_catalog.to_regclass('auth.users') IS NULL THEN
    CREATE TABLE auth.users (
      id         uuid        PRIMARY KEY,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    REVOKE ALL ON auth.users FROM PUBLIC, anon, authenticated;
  END IF;

  -- Claims come one by one or as one object; a setting that was local to an earlier transaction reads '', not NULL.
  -- RETURN binds every name now, so that no search_path matters and callers can take the expression in.
  IF pg_catalog.to_regprocedure('auth.uid()') IS NULL THEN
    CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE
    RETURN coalesce(
      nullif(pg_catalog.current_setting('request.jwt.claim.sub', true), ''),
      nullif(nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::pg_catalog.jsonb ->> 'sub', '')
    )::pg_catalog.uuid;
    GRANT EXECUTE ON FUNCTION auth.uid() TO anon, authenticated, service_role;
  END IF;
END
$$;

COMMIT;
