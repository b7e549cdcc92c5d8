import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// The SQL contract of the ledger, on a real PostgreSQL. One test at a time: roles belong to the cluster.
@Suite(.ownThread(), .serialized) struct PostgresMigrationsTests {
  @Test("every file runs twice, alone and after the others, and the second time changes nothing")
  func runTwice() throws {
    let database = try PostgresDatabase(migrated: false)
    for file in PostgresDatabase.migrations {
      try database.migrate(file)
      try database.migrate(file)
    }
    let student = try database.addStudents(1)[0]
    _ = try database.sql(transaction(ingest(event(of: student)), by: student), as: "glosa_server")
    let before = try database.sql(Self.catalogue)
    for file in PostgresDatabase.migrations { try database.migrate(file) }
    #expect(try database.sql(Self.catalogue) == before)
    #expect(before.contains("ingest_xp_events"))
    let total = try database.json(
      transaction("SELECT get_xp_total('\(student)')", by: student), as: "glosa_server")
    #expect(total["total_xp"]?.integer == 10)
  }

  /// What a second run could change: functions, rights, policies, triggers, indexes, constraints.
  private static let catalogue = """
    SELECT proname, proowner::regrole, proacl, prosecdef, proconfig, prosrc FROM pg_proc
      WHERE pronamespace IN ('public'::regnamespace, 'auth'::regnamespace) ORDER BY 1;
    SELECT relname, relowner::regrole, relacl, relrowsecurity, relforcerowsecurity FROM pg_class
      WHERE relnamespace IN ('public'::regnamespace, 'auth'::regnamespace) ORDER BY 1;
    SELECT tablename, policyname, roles, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2;
    SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2;
    SELECT tgrelid::regclass, tgname, tgfoid::regproc FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2;
    """

  @Test("a ledger of before loses the foreign key of its events, and keeps the events")
  func withoutForeignKey() throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    _ = try database.sql(transaction(ingest(event(of: student)), by: student), as: "glosa_server")
    _ = try database.sql(
      """
      ALTER TABLE xp_events ADD CONSTRAINT xp_events_student_id_fkey
        FOREIGN KEY (student_id) REFERENCES profiles (id)
      """)
    for file in PostgresDatabase.migrations { try database.migrate(file) }
    let keys = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = 'xp_events'::regclass"
    #expect(try database.sql(keys) == "0")
    #expect(try database.sql("SELECT student_id, delta FROM xp_events") == "\(student)|10")
  }

  @Test(
    "a Supabase-like project keeps its own users, function and roles, and lends nobody its default rights")
  func supabase() throws {
    let cluster = try PostgresCluster()
    let admin = PostgresDatabase(cluster: cluster, name: "postgres")
    _ = try admin.sql(
      """
      CREATE ROLE deployer LOGIN CREATEROLE;
      CREATE ROLE supabase_admin;
      CREATE ROLE anon NOLOGIN NOINHERIT;
      CREATE ROLE authenticated NOLOGIN NOINHERIT;
      CREATE ROLE service_role NOLOGIN NOINHERIT BYPASSRLS;
      """)
    _ = try admin.sql("CREATE DATABASE project OWNER deployer")
    let project = PostgresDatabase(cluster: cluster, name: "project")
    _ = try project.sql(
      """
      CREATE SCHEMA auth AUTHORIZATION supabase_admin;
      CREATE TABLE auth.users (id uuid PRIMARY KEY, email text);
      ALTER TABLE auth.users OWNER TO supabase_admin;
      CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS
        $$ SELECT (current_setting('request.jwt.claims', true)::jsonb ->> 'sub')::uuid /* theirs */ $$;
      ALTER FUNCTION auth.uid() OWNER TO supabase_admin;
      GRANT USAGE ON SCHEMA auth TO deployer, anon, authenticated, service_role;
      GRANT SELECT, REFERENCES ON auth.users TO deployer;
      INSERT INTO auth.users VALUES ('5b0b7b0e-3f43-4c9a-8a94-000000000001', 'a@example.org');
      ALTER DEFAULT PRIVILEGES FOR ROLE deployer IN SCHEMA public
        GRANT ALL ON TABLES TO anon, authenticated, service_role;
      ALTER DEFAULT PRIVILEGES FOR ROLE deployer IN SCHEMA public
        GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;
      ALTER DEFAULT PRIVILEGES FOR ROLE deployer IN SCHEMA public
        GRANT ALL ON SEQUENCES TO anon, authenticated, service_role;
      """)
    let theirs = """
      SELECT proname, proowner::regrole, proacl, prosrc FROM pg_proc
        WHERE pronamespace = 'auth'::regnamespace;
      SELECT relname, relowner::regrole, relacl FROM pg_class WHERE relnamespace = 'auth'::regnamespace;
      SELECT attname FROM pg_attribute WHERE attrelid = 'auth.users'::regclass ORDER BY attnum;
      SELECT nspowner::regrole, nspacl FROM pg_namespace WHERE nspname = 'auth';
      SELECT rolname, rolcanlogin, rolinherit, rolbypassrls FROM pg_roles
        WHERE rolname IN ('anon', 'authenticated', 'service_role') ORDER BY 1;
      SELECT * FROM auth.users;
      """
    let before = try project.sql(theirs)
    for file in PostgresDatabase.migrations {
      try project.migrate(file, as: "deployer")
      try project.migrate(file, as: "deployer")
    }
    #expect(try project.sql(theirs) == before)
    #expect(before.contains("theirs"))

    // An account of theirs can play without ever having been in a class, and that is all it can do.
    let user = "5b0b7b0e-3f43-4c9a-8a94-000000000001"
    let answer = try project.json(transaction(ingest(event(of: user)), by: user), as: "glosa_server")
    #expect(answer["total_xp"]?.integer == 10)
    let insert =
      "INSERT INTO xp_events (id, student_id, kind, delta, created_at) VALUES "
      + "(gen_random_uuid(), '\(user)', 'typing', 10, now())"
    #expect(try project.attempt(transaction(insert, by: user), as: "glosa_server").sqlState == "42501")
    #expect(try project.attempt("SET ROLE anon; SELECT * FROM xp_totals").sqlState == "42501")
    #expect(try project.attempt("SET ROLE anon; " + ingest(event(of: user))).sqlState == "42501")
    #expect(
      try project.attempt(serviceTransaction("DELETE FROM xp_events"), as: "glosa_server").sqlState == "42501"
    )
  }

  @Test("tables of the same names that are somebody else's stop the migration, which changes nothing")
  func foreignTables() throws {
    let database = try PostgresDatabase(migrated: false)
    _ = try database.sql("CREATE TABLE profiles (id uuid PRIMARY KEY, full_name text)")
    try database.migrate(PostgresDatabase.migrations[0])
    let answer = try database.cluster.run(file: PostgresDatabase.migrations[1], database: database.name)
    #expect(answer.status != 0)
    #expect(
      answer.errors.contains("lack the columns profiles.display_name, profiles.pin_hash, profiles.role"))
    #expect(try database.sql("SELECT to_regclass('public.xp_events') IS NULL") == "t")
  }

  @Test("auth.uid() reads both forms of the claims, and takes '' for nobody")
  func claims() throws {
    let database = try PostgresDatabase()
    let id = "5b0b7b0e-3f43-4c9a-8a94-000000000002"
    let uid = "SELECT coalesce(auth.uid()::text, 'nobody');"
    #expect(try database.sql(uid) == "nobody")
    #expect(
      try database.sql("SET request.jwt.claims = ''; SET request.jwt.claim.sub = ''; \(uid)") == "nobody")
    #expect(try database.sql(#"SET request.jwt.claims = '{"sub": ""}'; \#(uid)"#) == "nobody")
    #expect(try database.sql(#"SET request.jwt.claims = '{"role": "anon"}'; \#(uid)"#) == "nobody")
    #expect(try database.sql("SET request.jwt.claim.sub = '\(id)'; \(uid)") == id)
    #expect(
      try database.sql(
        #"SET request.jwt.claim.sub = ''; SET request.jwt.claims = '{"sub": "\#(id)"}'; \#(uid)"#)
        == id)
  }

  @Test("the server's role owns nothing, bypasses nothing and may do nothing by itself")
  func serverRole() throws {
    let database = try PostgresDatabase()
    let role = try database.sql(
      """
      SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit,
        (SELECT count(*) FROM pg_shdepend WHERE refobjid = r.oid AND deptype = 'o')
      FROM pg_roles AS r WHERE rolname = 'glosa_server'
      """)
    #expect(role == "f|f|f|f|f|0")
    for table in Self.tables + ["tokens", "students_being_removed", "xp_total_mismatches"] {
      #expect(
        try database.attempt("SELECT * FROM \(table)", as: "glosa_server").sqlState == "42501", "\(table)")
    }
    let student = try database.addStudents(1)[0]
    #expect(try database.attempt(ingest(event(of: student)), as: "glosa_server").sqlState == "42501")
  }

  @Test("every table has row-level security enabled and forced; no definer function is open or trusts a path")
  func hardening() throws {
    let database = try PostgresDatabase()
    let open = try database.sql(
      """
      SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND NOT (relrowsecurity AND relforcerowsecurity);
      SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND (
        has_function_privilege('anon', oid, 'EXECUTE')
        OR prosecdef AND proconfig IS DISTINCT FROM ARRAY['search_path=pg_catalog, pg_temp']);
      """)
    #expect(open == "")
    // Whoever can call what: only these few are for both, and what runs as the tables' owner is named here.
    let rights = try database.sql(
      """
      SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND has_function_privilege('authenticated', oid, 'EXECUTE')
        AND has_function_privilege('service_role', oid, 'EXECUTE');
      SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND prosecdef AND proowner <> 'glosa_ledger'::regrole;
      SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND has_function_privilege('glosa_server', oid, 'EXECUTE');
      """)
    #expect(
      rights.split(separator: "\n") == [
        "get_student_total get_xp_total ingest_xp_events", "is_auth_user", "0",
      ])
    #expect(
      try database.sql("SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace") == "83")
  }

  @Test("nobody reads a PIN's hash or a token, and nobody writes a table but through the functions")
  func secrets() throws {
    let database = try PostgresDatabase()
    let rights = try database.sql(
      """
      SELECT role || ' ' || relname || ' ' || attname
      FROM pg_class AS c JOIN pg_attribute AS a ON attrelid = c.oid AND attnum > 0,
        unnest(ARRAY['anon', 'authenticated', 'service_role', 'glosa_server']) AS role
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v') AND (
        has_column_privilege(role, c.oid, attnum, 'INSERT, UPDATE, REFERENCES')
        OR has_table_privilege(role, c.oid, 'DELETE, TRUNCATE, TRIGGER')
        OR has_column_privilege(role, c.oid, attnum, 'SELECT') AND (
          role IN ('anon', 'glosa_server') OR attname = 'pin_hash'
          OR relname IN ('tokens', 'students_being_removed')));
      SELECT relname || ' ' || attname FROM pg_class AS c JOIN pg_attribute AS a ON attrelid = c.oid
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0
        AND relname IN ('xp_events', 'quest_events') AND has_column_privilege('glosa_ledger', c.oid, attnum, 'UPDATE');
      """)
    #expect(rights == "")
  }
}
