import HTTPTypes
import Hummingbird
import Primitives
import Synchronization
import TestSupport
import Wire

@testable import API

/// Asks a server everything, and compares each answer, and each body that was taken, with the description and with the type
/// that is declared for it.
final class AnswerWalk {
  let document: OpenAPIDocument
  let server: TestServer
  /// What was answered otherwise than it is described.
  private(set) var faults: [String] = []
  /// The statuses that each operation has answered.
  private(set) var seen: [Endpoint: Set<Int>] = [:]

  init(_ server: TestServer) throws {
    self.server = server
    document = try OpenAPIDocument.current()
  }

  /// What an operation is described to answer and did not, as `GET /path 200`.
  var missing: [String] {
    Endpoint.all.flatMap { endpoint in
      let statuses = document.operation(endpoint)?.statuses ?? []
      return statuses.filter { seen[endpoint]?.contains($0) != true }.map {
        "\(endpoint.method.rawValue) \(endpoint.path) \($0)"
      }
    }
  }

  /// - Parameters:
  ///   - method: Another one than the operation's.
  ///   - server: Another one than the walk's.
  @discardableResult
  func ask(
    _ endpoint: Endpoint, _ ids: [UniqueID] = [], query: String = "", token: String? = nil,
    body: JSON? = nil, text: String = "", method: HTTPRequest.Method? = nil, at server: TestServer? = nil,
    from address: ClientAddress = .test
  ) async throws -> Answer {
    let usual = HTTPRequest.Method(rawValue: endpoint.method.rawValue) ?? .get
    let answer = try await (server ?? self.server).send(
      method ?? usual, endpoint.path(ids) + query, token: token, body: body?.description ?? text,
      from: address)
    seen[endpoint, default: []].insert(answer.status)
    guard let operation = document.operation(endpoint) else {
      faults.append("\(endpoint.path) is not described")
      return answer
    }
    var found = document.faults(in: answer, to: operation)
    if let type = endpoint.answer, answer.status < 300, type.init(json: answer.json) == nil {
      found.append("it is not read as \(type)")
    }
    if let body, answer.status < 300 {
      found += document.faults(inRequest: body, to: operation).map { "request \($0)" }
      if endpoint.body?.init(json: body) == nil { found.append("the body is not read as it is declared") }
    }
    faults += found.map { "\(operation.name) \(answer.status): \($0), in \(answer.text.prefix(500))" }
    return answer
  }

  /// The first event of a board's stream.
  func firstEvent(of schoolClass: UniqueID) async throws -> (name: String, data: JSON) {
    let response = try await server.response(
      .get, Endpoint.boardStream.path(schoolClass), token: server.teacherToken.text)
    let writer = FirstWrite()
    try? await response.body.write(writer)
    let lines = writer.text.split(separator: "\n")
    func field(_ name: String) -> String {
      lines.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) } ?? ""
    }
    return (field("event"), (try? JSON.parse(field("data"))) ?? .null)
  }
}

/// Ends an answer once something of it was written.
private final class FirstWrite: ResponseBodyWriter, Sendable {
  private let bytes = Mutex<[UInt8]>([])
  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  func write(_ buffer: ByteBuffer) async throws {
    bytes.withLock { $0 = Array(buffer.readableBytesView) }
    throw CancellationError()
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
