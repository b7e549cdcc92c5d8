import Foundation
import Glibc
import Logging
import Primitives
import Store
import TestScopes
import TestSupport
import Testing

@testable import PostgresStore

/// The way to a database: signing in, TLS, a server that goes away. A cluster of its own, and one test at a time.
@Suite(.ownThread(), .serialized) struct PostgresConnectionTests {
  private static let prepared = Result { () throws -> PostgresDatabase in
    let database = try PostgresDatabase(in: try PostgresCluster(hasPort: true))
    _ = try database.sql(PostgresCallTests.functions)
    _ = try database.sql("ALTER ROLE glosa_server PASSWORD 'right horse'; CREATE DATABASE bare")
    return database
  }
  private let database: PostgresDatabase
  private var port: UInt16 { database.cluster.port ?? 0 }

  init() throws { database = try Self.prepared.get() }

  private func open(
    _ url: String, _ limits: PostgresLimits = .serving, logger: Logger = .silent
  ) async throws -> PostgresStore {
    try await PostgresStore(url: PostgresURL(url), limits: limits, logger: logger)
  }

  /// Why a database can't be opened.
  private func refusal(_ url: String) async throws -> String {
    let error = await #expect(throws: PostgresOpenError.self) { try await open(url) }
    return error?.description ?? ""
  }

  @Test("a wrong password, and a host where nobody is, are told, and the password is not")
  func signsIn() async throws {
    try await open("postgres://glosa_server:right%20horse@127.0.0.1:\(port)/glosa").check()
    let wrong = try await refusal("postgres://glosa_server:wr0ngh0rse@127.0.0.1:\(port)/glosa")
    #expect(wrong.contains("password authentication failed for user \"glosa_server\""))
    #expect(!wrong.contains("wr0ngh0rse"))
    let nobody = try await refusal("postgres://glosa_server:wr0ngh0rse@127.0.0.1:1/glosa")
    #expect(
      nobody.contains("can't be reached") && nobody.contains("refused") && !nobody.contains("wr0ngh0rse"))
    #expect(!nobody.contains("\n"))
  }

  @Test("a database without the migrations, and one that is not there, say what to do")
  func needsMigrations() async throws {
    let bare = try await refusal(database.cluster.url(database: "bare", user: "postgres"))
    #expect(bare.contains("glosa migrate --database postgres://"))
    let missing = try await refusal(database.cluster.url(database: "elsewhere", user: "postgres"))
    #expect(missing.contains("database \"elsewhere\" does not exist"))
  }

  @Test(
    "a role that may do more, or less, than the server should is not let in",
    arguments: [
      ("SUPERUSER", "is a superuser"), ("BYPASSRLS IN ROLE authenticated, service_role", "bypasses"),
      ("CREATEROLE IN ROLE authenticated, service_role", "may make other roles"),
      ("IN ROLE authenticated, service_role, glosa_ledger", "owns"),
      ("IN ROLE authenticated, service_role, postgres", "superuser"),
      ("IN ROLE service_role", "no member of the role authenticated"),
      ("IN ROLE authenticated", "no member of the role service_role"),
    ])
  func checksRole(rights: String, reason: String) async throws {
    let role = "r" + UUID().uuidString.lowercased().filter { $0 != "-" }
    _ = try database.sql("CREATE ROLE \(role) LOGIN NOINHERIT \(rights)")
    let refusal = try await refusal(database.url(as: role))
    #expect(refusal.contains("the role \(role), which") && refusal.contains(reason), "\(refusal)")
    #expect(refusal.contains("postgres://glosa_server@"))
  }

  @Test("TLS as sslmode says: refused where the server has none, and whole where it has")
  func speaksTLS() async throws {
    let url = "postgres://glosa_server:right%20horse@127.0.0.1:\(port)/glosa?sslmode="
    let refused = try await refusal(url + "require")
    #expect(refused.contains("server does not support SSL, but SSL was required"))

    let openssl = try #require(ChildProgram.find("/usr/bin/openssl", "/usr/local/bin/openssl"))
    let folder = try TemporaryFolder()
    try #require(
      ChildProgram.run(
        openssl,
        [
          "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
          "subjectAltName=IP:127.0.0.1", "-keyout", folder.path + "/key", "-out",
          folder.path + "/certificate",
        ]))
    try database.cluster.install(folder.path + "/certificate", as: "server.crt")
    try database.cluster.install(folder.path + "/key", as: "server.key")
    _ = try database.sql("ALTER SYSTEM SET ssl = on")
    try database.cluster.reload()
    // Bigger than any buffer on the way, in both directions.
    let letters = JSON.string(String((0..<2_000_000).map { Character(Unicode.Scalar(97 + UInt8($0 % 26))) }))
    for mode in ["require", "verify-full&sslrootcert=\(folder.path)/certificate"] {
      let store = try await open(url + mode)
      for _ in 0..<5 {
        #expect(try await store.call("test_echo", letters, as: .service)["request"] == letters)
      }
      try await store.close()
    }
    let stranger = try await refusal(url + "verify-full&sslrootcert=/etc/hostname")
    #expect(stranger.contains("/etc/hostname"))
    _ = try database.sql("ALTER SYSTEM RESET ssl")
    try database.cluster.reload()
  }

  @Test("a configuration that is reloaded under a living session does not make its commits forgetful")
  func keepsCommitsDurable() async throws {
    let store = try await open(database.url(), PostgresLimits(connections: 1))
    let before = try await store.call("test_echo", [], as: .service)
    #expect(before["synchronous_commit"] == "on")
    _ = try database.sql("ALTER SYSTEM SET synchronous_commit = off")
    try database.cluster.reload()
    var now = before
    for _ in 0..<100_000 where now["loaded"] == before["loaded"] {
      now = try await store.call("test_echo", [], as: .service)
    }
    #expect(now["loaded"] != before["loaded"], "the session has read the configuration")
    #expect(now["synchronous_commit"] == "on")
    let later = try await open(database.url(), PostgresLimits(connections: 1))
    #expect(try await later.call("test_echo", [], as: .service)["synchronous_commit"] == "on")
    _ = try database.sql("ALTER SYSTEM RESET synchronous_commit")
    try database.cluster.reload()
  }

  @Test("connections that died while nobody used them are replaced without anybody noticing")
  func survivesRestart() async throws {
    let store = try await open(database.url(), PostgresLimits(connections: 3))
    try await useAll(3, of: store)
    for _ in 0..<3 {
      try database.cluster.stop()
      try database.cluster.start()
      #expect(try await store.call("test_echo", [1], as: .service)["request"] == [1])
      try await useAll(3, of: store)
    }
  }

  /// Makes that many calls at the same time, so that each of three connections is in use.
  private func useAll(_ count: Int, of store: PostgresStore) async throws {
    let session = try await PostgresSession(database)
    try await session.shutGate()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        group.addTask { _ = try await store.call("test_gate", [:], as: .service) }
      }
      try await session.gateHoldsUp(3)
      try await session.openGate()
      try await group.waitForAll()
    }
  }

  @Test("while the database is down calls fail without asking it; when it is back, all is well by itself")
  func heals() async throws {
    let notices = LogLines()
    // Whoever tries to connect waits for as long as nobody answers.
    let store = try await open(
      database.url() + "&connect_timeout=600", PostgresLimits(connections: 3),
      logger: Logger(label: "test") { _ in notices })
    try await useAll(3, of: store)
    try database.cluster.stop()
    await #expect(throws: StoreError.self) { try await store.call("test_echo", [], as: .service) }
    do {
      let silence = try SilentDatabase(path: "\(database.cluster.socketFolder)/.s.PGSQL.\(port)")
      defer { silence.end() }
      // The one that tries in the background.
      #expect(silence.connections.wait(upTo: 60) { $0 == 1 })
      for _ in 0..<100 {
        await #expect(throws: StoreError.self) { try await store.call("test_echo", [], as: .service) }
      }
      await #expect(throws: StoreError.self) { try await store.check() }
      #expect(silence.connections.current == 1)
    }
    try database.cluster.start()
    #expect(notices.all.wait(upTo: 60) { $0.contains("the database can be reached again") })
    try await store.check()
    try await useAll(10, of: store)
  }
}

/// A socket in a database's place that takes connections, and says nothing.
private final class SilentDatabase: Sendable {
  /// How many it has taken.
  let connections = Watched(0)
  private let path: String
  private let listener: Int32
  private let taken = Watched<[Int32]>([])

  init(path: String) throws {
    self.path = path
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    unlink(path)
    let isListening = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    try #require(isListening && listen(listener, 128) == 0, "\(path): \(String(cString: strerror(errno)))")
    Thread.detachNewThread { @Sendable [listener, connections, taken] in
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        taken.update { $0.append(connection) }
        connections.update { $0 += 1 }
      }
      close(listener)
    }
  }

  /// Ends all of its connections, and takes no more. To be called once.
  func end() {
    unlink(path)
    shutdown(listener, Int32(SHUT_RDWR))
    for connection in taken.current { close(connection) }
  }
}
