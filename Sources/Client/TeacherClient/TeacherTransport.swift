import Transport
import Wire

/// A transport whose failures are told to a teacher: what they can do is another thing than what a pupil can.
struct TeacherTransport: Transport {
  private let transport: any Transport

  init(_ transport: any Transport = CurlTransport()) { self.transport = transport }

  @discardableResult
  func send(
    _ request: HTTPRequest, completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    transport.send(request) { @Sendable in completion(Self.told($0, of: request)) }
  }

  @discardableResult
  func stream(
    _ request: HTTPRequest, received: @escaping @Sendable ([UInt8]) -> Void,
    completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    transport.stream(request, received: received) { @Sendable in completion(Self.told($0, of: request)) }
  }

  func watchNetwork(_ changed: @escaping @Sendable () -> Void) -> (any Cancellable)? {
    transport.watchNetwork(changed)
  }

  private static func told(
    _ result: Result<HTTPResponse, TransportError>, of request: HTTPRequest
  ) -> Result<HTTPResponse, TransportError> {
    let host = (try? ServerURL(request.url.prefix { $0 != "?" && $0 != "#" }))?.host ?? ""
    return result.mapError { .forTeacher($0, isHere: ServerAddress.isLoopback(host)) }
  }
}
