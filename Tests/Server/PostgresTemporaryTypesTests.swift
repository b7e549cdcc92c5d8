import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// Types of an attacker's own: whoever may create temporary objects can give a domain the name of a type that the ledger's
/// functions use, with a check that runs code of theirs.
@Suite(.ownThread(in: .programs)) struct PostgresTemporaryTypesTests {
  static let types = [
    "uuid", "jsonb", "text", "timestamptz", "date", "bytea", "int4", "int8", "bool", "numeric", "interval",
    "name", "regclass", "record", "void", "json",
  ]

  /// Calls every function that a role may call, with a request that has something of everything, after it has made a type
  /// of that name; prints the functions that ran the type's check as somebody else.
  private func script(_ role: String, _ type: String) -> String {
    """
    SET ROLE \(role);
    SET request.jwt.claims = '{"sub": "01940000-0000-7000-8000-000000000001"}';
    CREATE FUNCTION pg_temp.run(VALUE pg_catalog.text) RETURNS pg_catalog.bool LANGUAGE plpgsql AS $$
    BEGIN
      IF current_user <> '\(role)' THEN
        RAISE EXCEPTION 'ran as %', current_user;
      END IF;
      RETURN true;
    END
    $$;
    CREATE DOMAIN pg_temp.\(type) AS pg_catalog.text CHECK (pg_temp.run(VALUE));
    SET client_min_messages = notice;
    DO $$
    DECLARE
      id      CONSTANT pg_catalog.text := '01940000-0000-7000-8000-000000000001';
      event   CONSTANT pg_catalog.jsonb := pg_catalog.jsonb_build_object('id', id, 'student_id', id, 'kind', 'typing',
        'delta', 1, 'word_set_id', id, 'homework_id', id, 'created_at', '2026-03-01T10:00:00Z', 'metadata',
        '{}'::pg_catalog.jsonb, 'quest_id', 'typing_10', 'quest_date', '2026-03-01', 'progress', 1, 'occurred_at',
        '2026-03-01T10:00:00Z', 'earns_bonus', true);
      several CONSTANT pg_catalog.jsonb := pg_catalog.jsonb_build_array(event);
      request CONSTANT pg_catalog.jsonb := pg_catalog.jsonb_build_object('id', id, 'student_id', id, 'class_id', id,
        'proposed_id', id, 'fallback_id', id, 'token', pg_catalog.repeat('ab', 32), 'at', '2026-03-01T10:00:00Z',
        'since', '2026-03-01T10:00:00Z', 'date', '2026-03-01', 'limit', 5, 'before', 5, 'lateness_s', 5, 'as', 'student',
        'role', 'student', 'name', 'A', 'code', 'AAAAAA', 'display_name', 'A', 'name_key', 'a', 'pin_hash', 'scrypt$x',
        'title', 'A', 'word_set_id', id, 'goal_xp', 5, 'due_at', '2026-03-01T10:00:00Z') || pg_catalog.jsonb_build_object(
        'received_at', '2026-03-01T10:00:00Z', 'events', several, 'tokens', pg_catalog.jsonb_build_array('abab'), 'ids',
        pg_catalog.jsonb_build_array(event), 'students', pg_catalog.jsonb_build_array(id), 'words',
        pg_catalog.jsonb_build_array('x'), 'batches', pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object(
          'student_id', id, 'received_at', '2026-03-01T10:00:00Z', 'events', several)), 'goals',
        pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('quest_id', 'typing_10', 'quest_date', '2026-03-01',
          'goal', 1, 'bonus_xp', 5, 'bonus_id', id, 'spare_id', id)), 'balances',
        pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('event_id', id, 'spare_id', id, 'student_id', id,
          'points', 5, 'games', 1, 'created_at', '2026-03-01T10:00:00Z', 'metadata', '{}'::pg_catalog.jsonb)),
        'presences', pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('student_id', id, 'device_id', id,
          'state', 'synced', 'pending_count', 0, 'pending_xp', 0, 'seen_at', '2026-03-01T10:00:00Z')),
        'level', 'A', 'from', 'de', 'to', 'en', 'is_public', true, 'updated_at', '2026-03-01T10:00:00Z');
      called  pg_catalog.text;
    BEGIN
      FOR called IN
        SELECT pg_catalog.format('SELECT public.%I(%s)', proname, CASE
          WHEN proargtypes[0] = 'pg_catalog.uuid'::pg_catalog.regtype THEN pg_catalog.quote_literal(id)
          WHEN proname = 'ingest_xp_events' THEN pg_catalog.quote_literal(several) || '::pg_catalog.jsonb'
          WHEN proname = 'ingest_xp_batches' THEN
            pg_catalog.quote_literal(request -> 'batches') || '::pg_catalog.jsonb'
          WHEN pronargs > 0 THEN pg_catalog.quote_literal(request) || '::pg_catalog.jsonb' ELSE '' END)
        FROM pg_catalog.pg_proc
        WHERE pronamespace IN ('public'::pg_catalog.regnamespace, 'auth'::pg_catalog.regnamespace)
          AND pg_catalog.has_function_privilege(oid, 'EXECUTE')
          AND prorettype <> 'pg_catalog.trigger'::pg_catalog.regtype
        ORDER BY proname
      LOOP
        BEGIN
          EXECUTE called;
        EXCEPTION WHEN OTHERS THEN
          IF SQLERRM LIKE 'ran as%' THEN
            RAISE NOTICE 'TAKEN % by %', SQLERRM, pg_catalog.left(called, 40);
          END IF;
        END;
      END LOOP;
      RAISE NOTICE 'LOOKED';
    END
    $$;
    """
  }

  private func taken(in database: PostgresDatabase, _ role: String, _ type: String) throws -> [Substring] {
    let answer = try database.attempt(script(role, type), as: "glosa_server")
    #expect(answer.errors.contains("LOOKED"), "\(role) \(type): \(answer.errors.prefix(500))")
    return answer.errors.split(separator: "\n").filter { $0.contains("TAKEN") }
  }

  @Test(
    "no function runs a type of an attacker's own, whatever its name",
    arguments: ["authenticated", "service_role"])
  func ignoresTypes(role: String) throws {
    let database = try PostgresDatabase()
    // Another application in the database may need what Glosa takes from everybody.
    _ = try database.sql("GRANT TEMPORARY ON DATABASE \(database.name) TO PUBLIC")
    for type in Self.types {
      let taken = try taken(in: database, role, type)
      #expect(taken.isEmpty, "\(type): \(taken.joined(separator: "\n"))")
    }
  }

  @Test("that would be seen: in a database of Glosa 0.1 such a type's check runs as the functions' owner")
  func sees() throws {
    let database = try PostgresDatabase(migrated: false)
    _ = try database.cluster.run(
      file: Fixtures.path("postgres.sql"), database: database.name, user: "postgres")
    for role in ["authenticated", "service_role"] {
      for type in ["uuid", "jsonb"] {
        #expect(try !taken(in: database, role, type).isEmpty, "\(role) \(type)")
      }
    }
  }

  @Test("nobody but the owner may create anything, temporary objects included")
  func refusesCreation() throws {
    // Not a copy of the template: rights on a database are not copied with it.
    let database = try PostgresDatabase(migrated: false)
    for file in PostgresDatabase.migrations { try database.migrate(file) }
    let rights = try database.sql(
      """
      SELECT rolname, has_database_privilege(oid, current_database(), 'TEMPORARY'),
        has_database_privilege(oid, current_database(), 'CREATE'), has_schema_privilege(oid, 'public', 'CREATE'),
        has_schema_privilege(oid, 'auth', 'CREATE')
      FROM pg_roles WHERE rolname IN ('anon', 'authenticated', 'service_role', 'glosa_ledger', 'glosa_server')
      ORDER BY rolname
      """)
    let expected = ["anon", "authenticated", "glosa_ledger", "glosa_server", "service_role"]
    #expect(rights.split(separator: "\n").map(String.init) == expected.map { $0 + "|f|f|f|f" })
    let answer = try database.attempt(script("authenticated", "uuid"), as: "glosa_server")
    #expect(answer.sqlState == "42501")
  }
}
