import HTTPTypes
import Hummingbird
import Primitives
import Wire

/// What answers one method of one path, given where the request comes from and the ids that stand in the path.
typealias Handler = @Sendable (Request, ClientAddress, [UniqueID]) async throws -> Response

/// The handlers by path and method. Unlike a general router it tells a wrong method from an unknown path.
///
/// A pattern such as `/api/classes/{class}/students` stands for every path with an id in place of the braces; a
/// segment that is no id is an unknown path.
struct RouteTable: Sendable {
  /// Which route a request was for; a bounded set, fit for labels and logs, where the path itself is not.
  struct Name: Hashable, Sendable {
    let method: String
    let pattern: String
    /// Whose token it takes.
    var caller = Endpoint.Caller.anybody

    /// For requests of no known path.
    static let unknown = Name(method: "other", pattern: "unknown")
  }

  /// What there is for a request.
  enum Match {
    case found(Name, Handler, [UniqueID])
    /// The path is known, the method is not; with those that are.
    case wrongMethod(Name, allowed: String)
    case unknown

    var name: Name {
      switch self {
      case .found(let name, _, _), .wrongMethod(let name, _): name
      case .unknown: .unknown
      }
    }
  }

  private struct Methods {
    let pattern: String
    var handlers: [HTTPRequest.Method: (name: Name, handler: Handler)] = [:]

    func match(_ method: HTTPRequest.Method, _ ids: [UniqueID]) -> Match {
      if let (name, handler) = handlers[method == .head ? .get : method] { return .found(name, handler, ids) }
      return .wrongMethod(Name(method: "other", pattern: pattern), allowed: allowed)
    }

    private var allowed: String {
      var allowed = handlers.keys.map(\.rawValue)
      if handlers[.get] != nil { allowed.append("HEAD") }
      return allowed.sorted().joined(separator: ", ")
    }
  }

  private var fixed: [String: Methods] = [:]
  private var patterns: [(pattern: PathPattern, methods: Methods)] = []

  /// Every route, in no order.
  var names: [Name] {
    (Array(fixed.values) + patterns.map(\.methods)).flatMap { $0.handlers.values.map(\.name) }
  }

  /// Adds a handler; `GET` answers `HEAD` too.
  mutating func on(
    _ endpoint: Endpoint,
    _ handler: @escaping @Sendable (Request) async throws -> Response
  ) {
    add(endpoint) { request, _, _ in try await handler(request) }
  }

  /// Adds a handler that has to know where a request comes from.
  mutating func on(
    _ endpoint: Endpoint,
    _ handler: @escaping @Sendable (Request, ClientAddress) async throws -> Response
  ) {
    add(endpoint) { request, address, _ in try await handler(request, address) }
  }

  /// Adds a handler of a path with one id.
  mutating func on(
    _ endpoint: Endpoint,
    _ handler: @escaping @Sendable (Request, UniqueID) async throws -> Response
  ) {
    add(endpoint) { request, _, ids in
      guard ids.count == 1 else { throw HTTPProblem.notFound }
      return try await handler(request, ids[0])
    }
  }

  /// Adds a handler of a path with two ids.
  mutating func on(
    _ endpoint: Endpoint,
    _ handler: @escaping @Sendable (Request, UniqueID, UniqueID) async throws -> Response
  ) {
    add(endpoint) { request, _, ids in
      guard ids.count == 2 else { throw HTTPProblem.notFound }
      return try await handler(request, ids[0], ids[1])
    }
  }

  /// Adds a handler of a path with two ids that has to know where a request comes from.
  mutating func on(
    _ endpoint: Endpoint,
    _ handler: @escaping @Sendable (Request, ClientAddress, UniqueID, UniqueID) async throws -> Response
  ) {
    add(endpoint) { request, address, ids in
      guard ids.count == 2 else { throw HTTPProblem.notFound }
      return try await handler(request, address, ids[0], ids[1])
    }
  }

  private mutating func add(_ endpoint: Endpoint, _ handler: @escaping Handler) {
    guard let method = HTTPRequest.Method(rawValue: endpoint.method.rawValue) else { return }
    let path = endpoint.path
    let entry = (
      name: Name(method: method.rawValue, pattern: path, caller: endpoint.caller), handler: handler
    )
    guard endpoint.pattern.hasIDs else {
      fixed[path, default: Methods(pattern: path)].handlers[method] = entry
      return
    }
    if let index = patterns.firstIndex(where: { $0.methods.pattern == path }) {
      patterns[index].methods.handlers[method] = entry
    } else {
      patterns.append((endpoint.pattern, Methods(pattern: path, handlers: [method: entry])))
    }
  }

  /// What there is for a request; `path` has a bounded length.
  func match(_ method: HTTPRequest.Method, _ path: String) -> Match {
    if let methods = fixed[path] { return methods.match(method, []) }
    for (pattern, methods) in patterns {
      if let ids = pattern.ids(in: path) { return methods.match(method, ids) }
    }
    return .unknown
  }
}
