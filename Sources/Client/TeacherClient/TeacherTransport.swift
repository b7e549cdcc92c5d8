import Transport
import Wire

/// A transport whose failures are told to a teacher: what they can do is another thing than what a pupil can.
struct TeacherTransport: WrappingTransport {
  let base: any Transport

  init(_ transport: any Transport = CurlTransport()) { base = transport }

  @discardableResult
  func send(
    _ request: HTTPRequest, completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    base.send(request) { @Sendable in completion(Self.told($0, of: request)) }
  }

  @discardableResult
  func stream(
    _ request: HTTPRequest, received: @escaping @Sendable ([UInt8]) -> Void,
    completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    base.stream(request, received: received) { @Sendable in completion(Self.told($0, of: request)) }
  }

  private static func told(
    _ result: Result<HTTPResponse, TransportError>, of request: HTTPRequest
  ) -> Result<HTTPResponse, TransportError> {
    let host = (try? ServerURL(request.url.prefix { $0 != "?" && $0 != "#" }))?.host ?? ""
    return result.mapError { .forTeacher($0, isHere: ServerAddress.isLoopback(host)) }
  }
}
