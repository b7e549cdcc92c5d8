import Foundation
import Primitives
import Store
import TestScopes
import TestSupport
import Testing

@testable import PostgresStore

/// How the database's functions are called, with functions made for the test.
@Suite(.ownThread()) struct PostgresCallTests {
  let database: PostgresDatabase

  init() throws {
    database = try PostgresDatabase()
    _ = try database.sql(Self.functions, as: "postgres")
  }

  private func store(_ limits: PostgresLimits = .serving) async throws -> PostgresStore {
    try await PostgresStore(url: PostgresURL(database.url()), limits: limits, logger: .silent)
  }

  static let functions = """
    CREATE SEQUENCE public.test_tries;
    GRANT USAGE ON SEQUENCE public.test_tries TO PUBLIC;
    CREATE TABLE public.test_rows (id int PRIMARY KEY, n int NOT NULL);
    INSERT INTO public.test_rows VALUES (1, 0), (2, 0);
    CREATE FUNCTION public.test_echo(r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$ BEGIN
      RAISE NOTICE 'not for standard error';
      RETURN jsonb_build_object('request', r, 'role', current_user, 'uid', auth.uid(), 'claims',
        current_setting('request.jwt.claims', true), 'xid', pg_current_xact_id()::text,
        'synchronous_commit', current_setting('synchronous_commit'), 'loaded', pg_conf_load_time());
    END $$;
    CREATE FUNCTION public.test_null(r jsonb) RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb';
    CREATE FUNCTION public.test_gate(r jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
      PERFORM nextval('public.test_tries');
      PERFORM \(PostgresSession.passGate);
      RETURN r;
    END $$;
    CREATE FUNCTION public.test_raise(r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION 'as asked' USING ERRCODE = r ->> 'state';
    END $$;
    CREATE FUNCTION public.test_conflict(r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('public.test_tries') <= (r ->> 'times')::int THEN
        RAISE EXCEPTION 'met another' USING ERRCODE = '40001';
      END IF;
      RETURN r;
    END $$;
    CREATE FUNCTION public.test_cross(r jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
      PERFORM nextval('public.test_tries');
      UPDATE public.test_rows SET n = n + 1 WHERE id = (r ->> 'first')::int;
      PERFORM \(PostgresSession.passGate);
      UPDATE public.test_rows SET n = n + 1 WHERE id = 3 - (r ->> 'first')::int;
      RETURN r;
    END $$;
    CREATE TABLE public.test_late (n int CONSTRAINT test_late_once UNIQUE DEFERRABLE INITIALLY DEFERRED);
    INSERT INTO public.test_late VALUES (1);
    CREATE FUNCTION public.test_late(r jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
      INSERT INTO public.test_late VALUES ((r ->> 'n')::int);
      RETURN r;
    END $$;
    """

  private func tries() throws -> Int {
    Int(try database.sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM test_tries")) ?? -1
  }

  @Test("a call runs as who it is for, whatever came before it on the same connection")
  func setsClaims() async throws {
    let store = try await store(PostgresLimits(connections: 2))
    let people = (0..<5).map { UniqueID.test($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask {
          let request: JSON = ["n": .integer(number), "text": "Größe \u{1F600} \"'\\ \u{1} $1"]
          let effect = CallEffect.allCases[number / 4 % CallEffect.allCases.count]
          switch number % 4 {
          case 0:
            let answer = try await store.call("test_echo", request, as: .service, effect: effect)
            #expect(answer["request"] == request)
            #expect(answer["role"] == "service_role")
            #expect(answer["uid"] == .null)
            #expect(answer["claims"] == "")
          case 1:
            // A failed transaction leaves nothing behind either.
            await #expect(throws: StoreError.self) {
              try await store.call("test_raise", ["state": "22023"], as: .account(people[0]), effect: effect)
            }
          default:
            let person = people[number % 5]
            let answer = try await store.call("test_echo", request, as: .account(person), effect: effect)
            #expect(answer["request"] == request)
            #expect(answer["role"] == "authenticated")
            #expect(answer["uid"]?.string == person.description)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await store.call("test_null", [:], as: .service) == .null)
    try await store.close()
    let sessions =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    try await PostgresSession(database).waits(for: sessions, toGive: "0")
  }

  @Test(
    "the data's faults are refused; everything else means that the store is not available",
    arguments: [
      ("22023", true), ("23505", true), ("23514", true), ("P0001", true), ("XP422", true), ("42501", false),
      ("57014", false), ("53100", false), ("XX000", false),
    ])
  func mapsErrors(state: String, isRefused: Bool) async throws {
    let store = try await store()
    let error = await #expect(throws: StoreError.self) {
      try await store.call("test_raise", ["state": .string(state)], as: .service)
    }
    switch error {
    case .refused(let cause)?: #expect(isRefused && cause == "\(state), as asked")
    case .unavailable(let cause)?: #expect(!isRefused && cause == "\(state), as asked")
    default: Issue.record("\(String(describing: error))")
    }
    // What the store could not write is remembered; what a caller did wrong is not.
    if ["53100", "57014"].contains(state) {
      await #expect(throws: StoreError.self) { try await store.check() }
    } else {
      try await store.check()
    }
    #expect(try await store.call("test_echo", [], as: .service)["request"] == [])
  }

  @Test("a function that is missing says what to do")
  func missesFunctions() async throws {
    let store = try await store()
    let error = await #expect(throws: StoreError.self) {
      try await store.call("test_of_tomorrow", [:], as: .service)
    }
    #expect("\(error as Any)".contains("glosa migrate"))
    // A function that comes later is found; one that is replaced is called in its new form.
    for answer in ["1", "2"] {
      _ = try database.sql(
        "CREATE OR REPLACE FUNCTION test_of_tomorrow(r jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT '\(answer)'::jsonb $$"
      )
      #expect(try await store.call("test_of_tomorrow", [:], as: .service).description == answer)
    }
  }

  @Test("a statement that takes too long is ended by the database, and the connection goes on")
  func timesOut() async throws {
    let store = try await store(PostgresLimits(connections: 1, statement: .milliseconds(100)))
    let session = try await PostgresSession(database)
    try await session.shutGate()
    let error = await #expect(throws: StoreError.self) {
      try await store.call("test_gate", [:], as: .service)
    }
    #expect("\(error as Any)".contains("57014"))
    #expect(try await store.call("test_echo", [], as: .service)["role"] == "service_role")
    try await session.openGate()
  }

  @Test("a database that does not answer is given up")
  func givesUp() async throws {
    let limits = PostgresLimits(connections: 1, statement: nil, answer: .milliseconds(200))
    let store = try await store(limits)
    let session = try await PostgresSession(database)
    try await session.shutGate()
    let error = await #expect(throws: StoreError.self) {
      try await store.call("test_gate", [:], as: .service)
    }
    #expect(error == .unavailable("the database gave no answer in time"))
    #expect(try await store.call("test_echo", [], as: .service)["role"] == "service_role")
    // Nobody has answered it to this moment.
    try await session.gateHoldsUp(1)
    try await session.openGate()
  }

  @Test("beyond the calls that may wait, one more is refused at once")
  func overloads() async throws {
    let store = try await store(PostgresLimits(connections: 1, waiting: 2))
    let session = try await PostgresSession(database)
    try await session.shutGate()
    let outcomes = try await withThrowingTaskGroup(of: StoreError?.self, returning: [StoreError?].self) {
      group in
      for _ in 0..<10 {
        group.addTask {
          do throws(StoreError) {
            _ = try await store.call("test_gate", [:], as: .service)
            return nil
          } catch { return error }
        }
      }
      var outcomes: [StoreError?] = []
      while let outcome = try await group.next() {
        outcomes.append(outcome)
        // All but the one under way and the two that wait.
        if outcomes.count == 7 { try await session.openGate() }
      }
      return outcomes
    }
    #expect(outcomes.prefix(7).allSatisfy { $0 == .overloaded })
    #expect(outcomes.dropFirst(7).allSatisfy { $0 == nil } && outcomes.count == 10)
  }

  @Test("transactions that met each other are tried again, but not for ever")
  func retriesConflicts() async throws {
    let store = try await store()
    #expect(try await store.call("test_conflict", ["times": 3], as: .service)["times"]?.integer == 3)
    #expect(try tries() == 4)
    let error = await #expect(throws: StoreError.self) {
      try await store.call("test_conflict", ["times": 1000], as: .service)
    }
    #expect(error == .unavailable("40001, met another"))
    #expect(try tries() == 4 + 1 + PostgresStore.conflictRetries)
  }

  @Test("a deadlock ends with both transactions done")
  func survivesDeadlock() async throws {
    let store = try await store()
    let session = try await PostgresSession(database)
    try await session.shutGate()
    async let one = store.call("test_cross", ["first": 1], as: .service)
    async let two = store.call("test_cross", ["first": 2], as: .service)
    // Each has its own row by now, and wants that of the other.
    try await session.gateHoldsUp(2)
    try await session.openGate()
    _ = try await (one, two)
    #expect(try database.sql("SELECT string_agg(n::text, ' ') FROM test_rows") == "2 2")
    #expect(try tries() > 2, "there was a deadlock")
  }

  @Test(
    "a call whose connection is lost under way is made again only where that does no harm",
    arguments: CallEffect.allCases)
  func losesConnection(effect: CallEffect) async throws {
    let isRepeatable = effect != .once
    let store = try await store(PostgresLimits(connections: 1))
    let session = try await PostgresSession(database)
    try await session.shutGate()
    async let outcome = Result { () async throws -> JSON in
      try await store.call("test_gate", [:], as: .service, effect: effect)
    }
    try await session.gateHoldsUp(1)
    let kill = """
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event = 'advisory'
      """
    #expect(try database.sql(kill) == "1")
    try await session.openGate()
    switch await outcome {
    case .success: #expect(isRepeatable)
    case .failure: #expect(!isRepeatable)
    }
    #expect(try tries() == (isRepeatable ? 2 : 1))
    #expect(try await store.call("test_echo", [], as: .service)["role"] == "service_role")
  }

  @Test("what the database refuses only as it commits is refused, and the connection goes on")
  func commitsLate() async throws {
    let store = try await store(PostgresLimits(connections: 1))
    func session() async throws -> [[String?]] {
      try await store.pool.withConnection(isRepeatable: false) { connection throws(ConnectionFailure) in
        try await connection.query("SELECT pg_backend_pid()")
      }.get()
    }
    let before = try await session()
    for _ in 0..<2 {
      let error = await #expect(throws: StoreError.self) {
        try await store.call("test_late", ["n": 1], as: .service)
      }
      guard case .refused(let cause)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(cause.hasPrefix("23505") && cause.contains("test_late_once"), "\(cause)")
    }
    _ = try await store.call("test_late", ["n": 2], as: .service)
    #expect(try database.sql("SELECT string_agg(n::text, ' ' ORDER BY n) FROM test_late") == "1 2")
    #expect(try await session() == before)
  }

  @Test("what only reads ends with its call: nothing of it stays in the session", arguments: [true, false])
  func endsReads(isGood: Bool) async throws {
    let store = try await store(PostgresLimits(connections: 1))
    let outcome = await Result { () async throws in
      try await store.call(
        isGood ? "test_echo" : "test_raise", ["state": "22023"], as: .account(.test(1)), effect: .idempotent)
    }
    #expect(((try? outcome.get()) != nil) == isGood)
    // A session tells that it is idle a moment after it has answered.
    try await PostgresSession(database).waits(
      for: """
        SELECT string_agg(state || ' ' || (xact_start IS NULL), ', ') FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
        """, toGive: "idle true")
    let rows = try await store.pool.withConnection(isRepeatable: false) {
      connection throws(ConnectionFailure) in
      try await connection.query("SELECT current_user, current_setting('request.jwt.claims', true)")
    }.get()
    #expect(rows == [["glosa_server", ""]])
  }

  @Test("closing finishes what was accepted, and lets nobody in")
  func closes() async throws {
    // Who comes while the only connection is lent is sent away at once.
    let store = try await store(PostgresLimits(connections: 1, waiting: 0))
    let session = try await PostgresSession(database)
    try await session.shutGate()
    async let running = Result { () async throws in
      try await store.call("test_gate", [:], as: .service)
    }
    try await session.gateHoldsUp(1)
    let isClosed = Watched(false)
    let closing = Task {
      try await store.close()
      isClosed.update { $0 = true }
    }
    // It is closing as soon as it gives another reason.
    var refusal: StoreError?
    repeat {
      await Task.yield()
      refusal = await #expect(throws: StoreError.self) { try await store.check() }
    } while refusal == .overloaded
    #expect(refusal == .unavailable("the server is stopping"))
    #expect(!isClosed.current)
    try await session.openGate()
    _ = try await running.get()
    try await closing.value
    #expect(try tries() == 1)
    await #expect(throws: StoreError.self) { try await store.check() }
  }
}

extension Result where Failure == any Error {
  /// What became of an operation.
  init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
