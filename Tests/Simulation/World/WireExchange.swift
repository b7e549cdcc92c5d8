import Glibc
import Primitives
import TestSupport
import Transport
import Wire

/// A request as bytes.
struct WireRequest: Hashable, Sendable {
  let method: String
  /// Path and query.
  let target: String
  let headers: [HTTPHeader]
  let body: [UInt8]

  init(method: String, target: String, headers: [HTTPHeader] = [], body: [UInt8] = []) {
    (self.method, self.target, self.headers, self.body) = (method, target, headers, body)
  }

  /// A request to an endpoint, with a bearer token where there is one.
  init(_ endpoint: Endpoint, _ ids: [UniqueID], token: String?, bytes: [UInt8]) {
    let authorization = token.map { [HTTPHeader("Authorization", "Bearer \($0)")] } ?? []
    self.init(
      method: endpoint.method.rawValue, target: endpoint.path(ids),
      headers: authorization + [HTTPHeader("Content-Type", "application/json")], body: bytes)
  }

  /// The same, of JSON.
  init(_ endpoint: Endpoint, _ ids: [UniqueID], token: String?, body: JSON?) {
    self.init(endpoint, ids, token: token, bytes: body?.utf8 ?? [])
  }

  /// A client's request, without the address that it went to.
  init(_ request: HTTPRequest) {
    let target = "/" + request.url.split(separator: "/", maxSplits: 2).dropFirst(2).joined(separator: "/")
    self.init(method: request.method, target: target, headers: request.headers, body: request.body ?? [])
  }

  /// Sends it over a connection of its own and reads the answer to its end.
  func answer(from port: UInt16) throws -> WireAnswer {
    guard let connection = LoopbackSocket.connect(to: port) else { throw SimulationError("nobody listens") }
    defer { close(connection) }
    let fields = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
    let head =
      "\(method) \(target) HTTP/1.1\r\nHost: school.example\r\nConnection: close\r\n"
      + "Content-Length: \(body.count)\r\n\(fields)\r\n"
    guard LoopbackSocket.write(Array(head.utf8) + body, to: connection) else {
      throw SimulationError("the connection is gone")
    }
    var bytes: [UInt8] = []
    while true {
      let part = LoopbackSocket.read(from: connection)
      if part.isEmpty { break }
      bytes += part
    }
    return try WireAnswer(bytes: bytes)
  }
}

/// An answer as bytes, and what they say.
struct WireAnswer: Hashable, Sendable {
  let bytes: [UInt8]
  let response: HTTPResponse

  /// What it says; nothing where that is no JSON.
  var json: JSON { (try? JSON.parse(response.body)) ?? .null }

  init(bytes: [UInt8]) throws {
    self.bytes = bytes
    let end = Array("\r\n\r\n".utf8)
    guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else {
      throw SimulationError("no answer: \(String(decoding: bytes, as: UTF8.self))")
    }
    let lines = String(decoding: bytes[..<place], as: UTF8.self).split(separator: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw SimulationError("no status")
    }
    let headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return HTTPHeader(String(parts[0]), String(parts.last?.drop { $0 == " " } ?? ""))
    }
    precondition(!headers.contains { $0.isNamed("Transfer-Encoding") }, "nothing here is told in chunks")
    response = HTTPResponse(status: status, headers: headers, body: Array(bytes[(place + 4)...]))
  }
}
