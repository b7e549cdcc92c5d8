import HTTPTypes
import Primitives
import Store
import Synchronization

@testable import API

/// Two servers over two stores that are sent the same requests and have to give the same answers.
///
/// They have the same clock and make the same ids. What is random in each alone (tokens) or each store's own affair
/// (cursors) is kept in pairs: a request names the pair, and each server is sent its own half.
final class StoreComparison {
  /// What the first server calls something, and what the second one does.
  struct Pair: Hashable {
    let texts: [String]
    static func same(_ text: String) -> Pair { Pair(texts: [text, text]) }
  }

  struct Request {
    var method = HTTPRequest.Method.get
    var path: String
    var token: Pair?
    var body = ""
    /// Put behind the path.
    var cursor: Pair?
  }

  let seed: UInt64
  let servers: [TestServer]
  var random: SeededGenerator
  var world: World
  /// How many requests got each status.
  private(set) var statuses: [Int: Int] = [:]
  /// What was asked and answered differently.
  private(set) var differences: [String] = []
  private(set) var count = 0

  init(
    seed: UInt64, _ first: @escaping TestServer.StoreFactory, _ second: @escaping TestServer.StoreFactory
  ) async throws {
    var limits = ServerLimits()
    // The pace of the requests is not what is compared, and a test's clock hardly moves.
    (limits.requestsPerSecond, limits.requestBurst) = (1e9, 1e9)
    var servers: [TestServer] = []
    for factory in [first, second] {
      let ids = SeededSource(seed: seed)
      servers.append(
        try await TestServer(limits: limits, random: RandomSource { ids.next() }, makeStore: factory))
    }
    var tokens = [Pair(texts: servers.map(\.teacherToken.text))]
    for number: UInt64 in 2...3 {
      let pair = servers.map { _ in BearerToken() }
      for (server, token) in zip(servers, pair) {
        try await server.store.addTeacher(
          NewTeacher(
            id: .test(number), displayName: "Teacher \(number)", token: token.hash, createdAt: server.time.now
          ))
      }
      tokens.append(Pair(texts: pair.map(\.text)))
    }
    self.seed = seed
    self.servers = servers
    random = SeededGenerator(seed: seed)
    world = World(teachers: tokens)
  }

  var now: Timestamp { servers[0].time.now }

  /// Sends both servers a request.
  ///
  /// - Returns: The first one's answer, the same as the other one's but for what differs by nature.
  @discardableResult
  func send(_ request: Request) async throws -> [Answer] {
    var answers: [Answer] = []
    for (index, server) in servers.enumerated() {
      answers.append(
        try await server.send(
          request.method, request.path + (request.cursor?.texts[index] ?? ""),
          token: request.token?.texts[index], body: request.body))
    }
    count += 1
    statuses[answers[0].status, default: 0] += 1
    let (first, second) = (Essence(answers[0]), Essence(answers[1]))
    if !first.isSame(as: second) {
      differences.append(
        """
        request \(count) of seed \(seed): \(request.method) \(request.path) \(request.body.prefix(2000))
        first:  \(answers[0].status) \(answers[0].text.prefix(2000))
        second: \(answers[1].status) \(answers[1].text.prefix(2000))
        """)
    }
    return answers
  }

  /// Lets the same time pass on both.
  func advance(seconds: Int64) {
    for server in servers { server.time.advance(seconds: seconds) }
  }

  /// What of an answer must be the same.
  private struct Essence {
    let status: Int
    let headers: [String?]
    let json: JSON
    let text: String

    init(_ answer: Answer) {
      status = answer.status
      headers = [.contentType, .retryAfter, .allow, .wwwAuthenticate].map { answer.headers[$0] }
      json = Self.withoutOwnAffairs(answer.json)
      // A body that is no JSON is compared as it is.
      text = answer.json.isNull ? answer.text : ""
    }

    func isSame(as other: Essence) -> Bool {
      status == other.status && headers == other.headers && text == other.text
        && json.hasSameValue(as: other.json)
    }

    /// The value with tokens and cursors blackened; that there is one is still compared.
    private static func withoutOwnAffairs(_ json: JSON) -> JSON {
      guard case .object(var object) = json else { return json }
      for name in ["token", "next_before", "server_id"] where object[name]?.string != nil {
        object[name] = "its own"
      }
      return .object(object)
    }
  }
}

/// A repeatable source of random bits that many tasks may draw from.
private final class SeededSource: Sendable {
  private let generator: Mutex<SeededGenerator>
  init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }
  func next() -> UInt64 { generator.withLock { $0.next() } }
}
