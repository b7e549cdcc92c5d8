import Logging
import Primitives
import Store
import Synchronization
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

/// What the log of a server says, and what it must not.
@Suite(.ownThread()) struct LogTests {
  /// Keeps every line.
  private final class Lines: Sendable {
    private let lines = Mutex<[(text: String, requestID: String?)]>([])

    var all: [(text: String, requestID: String?)] { lines.withLock { $0 } }

    func add(_ text: String, requestID: String?) { lines.withLock { $0.append((text, requestID)) } }
  }

  private struct Handler: LogHandler {
    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    init(_ lines: Lines) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      // Numbers of chance, in which the digits of a PIN may stand.
      let told = all.filter { $0.key != "duration" && $0.key != "request.id" }
      let text = "\(event.message) " + told.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
      lines.add(text, requestID: all["request.id"].map { "\($0)" })
    }
  }

  @Test("every line of a request has its id, and none has a token, a PIN, a name, an id or a path")
  func tellsNothingPersonal() async throws {
    let lines = Lines()
    let logger = Logger(label: "test") { _ in Handler(lines) }
    let server = try await TestServer()
    let (ports, listening) = AsyncStream<Int>.makeStream()
    let run = Task {
      try await GlosaServer(services: server.services, logger: logger).run(
        host: "127.0.0.1", port: 0, mindsSignals: false, onListening: { listening.yield($0) })
    }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    let before = lines.all.count

    let schoolClass = try await server.makeClass("Klass Hemlig")
    let student = try await server.makeStudent("Bertil", in: schoolClass)
    let connection = try RawConnection(port: port)
    func send(_ method: String, _ path: String, _ token: String, _ body: JSON = .null, last: Bool = false) {
      let text = body.description
      connection.send(
        "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n"
          + "Content-Length: \(text.utf8.count)\r\n\(last ? "Connection: close\r\n" : "")\r\n\(text)")
    }
    let join: JSON = ["class_code": .string(schoolClass.code), "display_name": "Bertil", "pin": "8642"]
    send("POST", Route.join, "none", join)
    send("POST", Route.xpSync, student.token, ["events": [XPEvent.test(1, of: student.studentID).json]])
    send("POST", Route.xpSync, student.token, ["events": ["nonsense"]])
    send("GET", Route.students(of: schoolClass.id), server.teacherToken.text)
    send("DELETE", Route.student(student.studentID, of: .test(9)), server.teacherToken.text)
    send("GET", "/secret/\(student.studentID)?pin=8642", student.token)
    send("PATCH", Route.homework(of: schoolClass.id), student.token)
    send("GET", Route.me, String(repeating: "ab", count: 32), last: true)
    _ = try #require(await connection.readToEnd())

    try await server.store.close()
    let second = try RawConnection(port: port)
    second.send(
      "GET /api/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(student.token)\r\n"
        + "Connection: close\r\n\r\n")
    _ = try #require(await second.readToEnd())
    run.cancel()
    _ = await run.result

    let own = lines.all.dropFirst(before)
    let answered = own.filter { $0.text.hasPrefix("answered ") }
    #expect(answered.count == 9)
    #expect(Set(answered.compactMap(\.requestID)).count == 9, "each request has an id of its own")
    #expect(answered.contains { $0.text.contains("route=\(Endpoint.student.path) status=404") })
    #expect(answered.contains { $0.text.contains("route=unknown status=404") })
    let failures = own.filter { $0.text.hasPrefix("the store failed") }
    #expect(failures.count == 1)
    #expect(failures.allSatisfy { $0.requestID == answered.last?.requestID })
    let secrets = [
      student.token, server.teacherToken.text, "8642", "1234", "Bertil", "Hemlig", schoolClass.code,
      student.studentID.description, schoolClass.id.description, "secret", "PATCH", "abab", "/tmp", "SELECT",
    ]
    for line in own {
      for secret in secrets {
        #expect(!line.text.contains(secret), "\(secret) stands in: \(line.text)")
      }
    }
  }
}
