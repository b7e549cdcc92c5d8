import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Primitives
import SQLiteStore
import Store
import Synchronization
import TestSupport
import Testing
import Wire
import XP

@testable import API

/// A server's responder over a real store on a temporary file, with a clock that the test moves.
final class TestServer: Sendable {
  let folder: TemporaryFolder
  let store: any Store
  let time = TestTime()
  let services: Services
  let responder: APIResponder
  let teacherToken = BearerToken()
  /// What others in the network can use to reach this server's computer.
  let addresses: Watched<[String]>
  /// How many have been given an address.
  private let computers = Mutex(0)

  /// Makes a store; a folder that goes with the server is there for its files.
  typealias StoreFactory = @Sendable (_ folder: String) async throws -> any Store

  /// The embedded store.
  static let sqlite: StoreFactory = { try SQLiteStore(path: $0 + "/server.sqlite") }

  init(
    limits: ServerLimits = ServerLimits(), random: RandomSource = .system,
    makeStore: StoreFactory = TestServer.sqlite
  ) async throws {
    folder = try TemporaryFolder()
    store = try await makeStore(folder.path)
    let addresses = Watched(["192.0.2.7"])
    self.addresses = addresses
    services = Services(
      store: store, limits: limits, clock: time.clock, random: random,
      pinCost: PINHasher.Cost(logN: 4, r: 1, p: 1), site: Site { _ in addresses.current })
    responder = APIResponder(services: services)
    try await store.addTeacher(
      NewTeacher(id: .test(1), displayName: "Teacher", token: teacherToken.hash, createdAt: time.now))
  }

  /// What a request is answered, without a socket.
  func send(
    _ method: HTTPRequest.Method, _ path: String, token: String? = nil, body: String = "",
    from address: ClientAddress = .test
  ) async throws -> Answer {
    try await Answer(response(method, path, token: token, body: body, from: address))
  }

  /// The same, with a body that nobody has read yet.
  func response(
    _ method: HTTPRequest.Method, _ path: String, token: String? = nil, body: String = "",
    from address: ClientAddress = .test
  ) async throws -> Response {
    var headers = HTTPFields()
    if let token { headers[.authorization] = "Bearer \(token)" }
    let head = HTTPRequest(
      method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
    return try await responder.respond(to: request, from: address, logger: .silent)
  }

  func post(
    _ path: String, token: String? = nil, _ body: JSON, from address: ClientAddress = .test
  ) async throws -> Answer {
    try await send(.post, path, token: token, body: body.description, from: address)
  }

  /// A new class's code.
  func makeClass(_ name: String = "7B") async throws -> SchoolClass {
    let answer = try await post(Route.classes, token: teacherToken.text, ["name": .string(name)])
    return SchoolClass(json: answer.json)!
  }

  func join(
    _ code: String, _ name: String, pin: String = "1234", id: JSON = .null, token: String? = nil,
    from address: ClientAddress = .test
  ) async throws -> Answer {
    try await post(
      Route.join, token: token,
      ["class_code": .string(code), "display_name": .string(name), "pin": .string(pin), "student_id": id],
      from: address)
  }

  /// The token of one more teacher.
  func makeTeacher() async throws -> String {
    let token = BearerToken()
    try await store.addTeacher(
      NewTeacher(id: services.newID(), displayName: "Other", token: token.hash, createdAt: time.now))
    return token.text
  }

  /// The address of a computer that nobody else has.
  private func ownAddress() -> ClientAddress {
    let number = computers.withLock { count in
      count += 1
      return count
    }
    return ClientAddress("10.0.\(number / 256).\(number % 256)") ?? .test
  }

  /// A new student of a class, at a computer of their own.
  func makeStudent(_ name: String, in schoolClass: SchoolClass) async throws -> JoinResponse {
    JoinResponse(json: try await join(schoolClass.code, name, from: ownAddress()).json)!
  }

  /// A new student of a new class.
  func makeStudent() async throws -> JoinResponse {
    JoinResponse(json: try await join(makeClass().code, "Ada").json)!
  }

  func sync(_ student: JoinResponse, _ events: [JSON]) async throws -> Answer {
    try await post(Route.xpSync, token: student.token, ["events": .array(events)])
  }
}

/// Runs a server on a free port while `body` talks to it.
func withServer(
  limits: ServerLimits = ServerLimits(), security: ServerSecurity? = nil,
  makeStore: TestServer.StoreFactory = TestServer.sqlite,
  _ body: @Sendable (TestServer, Int) async throws -> Void
) async throws {
  let server = try await TestServer(limits: limits, makeStore: makeStore)
  let (ports, listening) = AsyncStream<Int>.makeStream()
  let run = Task {
    try await GlosaServer(services: server.services, security: security, logger: .silent).run(
      host: "127.0.0.1", port: 0, mindsSignals: false, onListening: { listening.yield($0) })
  }
  var iterator = ports.makeAsyncIterator()
  let port = try #require(await iterator.next())
  do { try await body(server, port) } catch { Issue.record(error) }
  run.cancel()
  _ = await run.result
}

/// An answer, read.
struct Answer {
  let status: Int
  let headers: HTTPFields
  let text: String
  let json: JSON

  init(_ response: Response) async throws {
    let collector = Collector()
    try await response.body.write(collector)
    status = response.status.code
    headers = response.headers
    text = collector.text
    json = (try? JSON.parse(text)) ?? .null
  }

  var code: String? { json["code"]?.string }

  /// The bad events as "index:code".
  var rejected: [String] {
    (json["rejected"]?.array ?? []).map { "\($0["index"]?.integer ?? -1):\($0["code"]?.string ?? "")" }
  }
}

private final class Collector: ResponseBodyWriter, Sendable {
  private let bytes = Mutex<[UInt8]>([])
  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
  func write(_ buffer: ByteBuffer) async throws {
    bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) }
  }
  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// A clock that stands still until it is told to move on. It starts at 2026-11-22T12:00:00Z, a Sunday, in a place an
/// hour ahead of UTC.
final class TestTime: Sendable {
  private let seconds = Mutex<Int64>(0)
  static let start = Timestamp("2026-11-22T12:00:00Z")!

  var now: Timestamp { Self.start.adding(seconds: seconds.withLock { $0 }) }

  var clock: ServerClock {
    ServerClock(
      now: { self.now }, uptime: { .seconds(self.seconds.withLock { $0 }) },
      calendar: LocalCalendar { _ in 3600 })
  }

  func advance(seconds count: Int64) { seconds.withLock { $0 += count } }
}

/// A folder that goes when the test does.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/glosa-server-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension UniqueID {
  /// The id of that number.
  static func test(_ number: UInt64) -> UniqueID {
    UniqueID(high: 0x0192_F000_0000_7000, low: 0x8000_0000_0000_0000 | number)
  }
}

extension ClientAddress {
  /// Where requests come from unless a test says otherwise.
  static let test = ClientAddress("192.0.2.1")!
}

extension XPEvent {
  static func test(
    _ number: UInt64, of student: UniqueID, kind: String = "typing", delta: Int = 10,
    wordSet: UniqueID? = nil,
    createdAt: Timestamp = TestTime.start, metadata: JSON = [:]
  ) -> XPEvent {
    XPEvent(
      id: .test(number), studentID: student, kind: kind, delta: delta, wordSetID: wordSet, homeworkID: nil,
      createdAt: createdAt, metadata: metadata)
  }
}

extension Logger {
  static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
