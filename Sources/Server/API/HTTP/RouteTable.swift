import HTTPTypes
import Hummingbird

/// What answers one method of one path.
typealias Handler = @Sendable (Request) async throws -> Response

/// The handlers by path and method. Unlike a general router it tells a wrong method from an unknown path.
struct RouteTable: Sendable {
  private var handlers: [String: [HTTPRequest.Method: Handler]] = [:]

  /// Adds a handler; `GET` answers `HEAD` too.
  mutating func on(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
    handlers[path, default: [:]][method] = handler
  }

  /// The handler for a request.
  ///
  /// - Throws: `Refusal.notFound`, or `.methodNotAllowed` naming the methods that there are.
  func handler(_ method: HTTPRequest.Method, _ path: String) throws(Refusal) -> Handler {
    guard let methods = handlers[path] else { throw .notFound }
    if let handler = methods[method == .head ? .get : method] { return handler }
    var allowed = methods.keys.map(\.rawValue)
    if methods[.get] != nil { allowed.append("HEAD") }
    throw .methodNotAllowed(allowed: allowed.sorted().joined(separator: ", "))
  }
}
