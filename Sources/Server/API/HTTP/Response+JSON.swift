import HTTPTypes
import Hummingbird
import NIOHTTP1
import Primitives
import Wire

extension Response {
  static func json(_ body: JSON, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body.utf8)))
  }

  /// An answer with a body of another type, in UTF-8.
  static func text(_ body: String, type: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }

  /// An answer that tells a problem.
  static func problem(_ problem: HTTPProblem) -> Response {
    let status = problem.status
    var headers = problem.headers
    headers[.contentType] = "application/problem+json"
    headers[.cacheControl] = "no-store"
    return Response(
      status: status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: problem.body)))
  }
}

extension HTTPProblem {
  /// The status with its standard reason phrase.
  var status: HTTPResponse.Status {
    let standard = HTTPResponseStatus(statusCode: problem.status)
    return HTTPResponse.Status(code: problem.status, reasonPhrase: standard.reasonPhrase)
  }

  var body: [UInt8] { problem.json(title: status.reasonPhrase).utf8 }
}

extension Request {
  /// The body as JSON, of as many bytes as the operation takes.
  func json(for endpoint: Endpoint) async throws -> JSON {
    let bytes = try await bytes(limit: endpoint.bodyBytes)
    do {
      return try JSON.parse(bytes)
    } catch {
      throw HTTPProblem.malformed("The body is \(error).")
    }
  }

  /// What the request says of a parameter; nil where it says nothing.
  func parameter(_ parameter: Endpoint.Parameter) -> Substring? {
    uri.queryParameters[Substring(parameter.rawValue)]
  }

  /// The whole body; refused as soon as it is known to be larger than `limit`, before the rest is read.
  private func bytes(limit: Int) async throws -> [UInt8] {
    let promised = headers[.contentLength].flatMap { Int($0) }
    guard promised ?? 0 <= limit else { throw HTTPProblem.bodyTooLarge }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(promised ?? 0)
    for try await chunk in body {
      guard bytes.count + chunk.readableBytes <= limit else { throw HTTPProblem.bodyTooLarge }
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    guard promised == nil || promised == bytes.count else {
      throw HTTPProblem.malformed("The body is shorter than its Content-Length.")
    }
    return bytes
  }
}
