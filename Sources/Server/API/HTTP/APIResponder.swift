import HTTPTypes
public import Hummingbird
public import Logging
import Primitives
import Store
import Synchronization
import Wire

/// What Hummingbird hands to the responder with each request.
public struct APIContext: InitializableFromSource, Sendable {
  /// Carries the request's id.
  public let logger: Logger

  /// The context of a request on a connection.
  public init(source: ApplicationRequestContextSource) { self.init(logger: source.logger) }

  /// A context without a connection.
  public init(logger: Logger) { self.logger = logger }
}

/// Answers every request: finds its handler, and turns whatever the handler throws into a problem.
public final class APIResponder: HTTPResponder {
  /// What comes with each request.
  public typealias Context = APIContext

  private let routes: RouteTable
  private let limits: ServerLimits
  private let troubles: TroubleLog
  private let underWay = Atomic(0)

  init(services: Services) {
    var routes = RouteTable()
    XPRoutes(services: services).add(to: &routes)
    AccountRoutes(services: services).add(to: &routes)
    ClassRoutes(services: services).add(to: &routes)
    routes.on(.get, Route.healthz) { _ in .json(["status": "ok"]) }
    routes.on(.get, Route.readyz) { _ in
      try await services.store.check()
      return .json(["status": "ready"])
    }
    self.routes = routes
    limits = services.limits
    troubles = TroubleLog(interval: services.limits.logInterval, uptime: services.clock.uptime)
  }

  /// The answer; never throws but for what the connection itself has to handle.
  @Sendable public func respond(to request: Request, context: APIContext) async throws -> Response {
    let count = underWay.add(1, ordering: .relaxed).newValue
    defer { underWay.subtract(1, ordering: .relaxed) }
    let start = ContinuousClock.now
    let response = try await answer(request, isTooMany: count > limits.requests, context.logger)
    // No path, query or field of the request: they may hold what nobody should read in a log.
    context.logger.debug(
      "answered",
      metadata: [
        "method": "\(request.method.rawValue)", "status": "\(response.status.code)",
        "duration": "\(ContinuousClock.now - start)",
      ])
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func answer(_ request: Request, isTooMany: Bool, _ logger: Logger) async throws -> Response {
    do {
      guard request.head.authority != nil else { throw Refusal.missingHost }
      // Comparing an endless path with a known one could take very long.
      guard request.uri.string.utf8.count <= limits.targetBytes else { throw Refusal.targetTooLong }
      let handler = try routes.handler(request.method, request.uri.path)
      guard !isTooMany || Self.mustAnswer(request) else { throw Refusal.overloaded }
      return try await handler(request)
    } catch let refusal as Refusal {
      return .problem(refusal)
    } catch StoreError.overloaded {
      return .problem(.overloaded)
    } catch let error as StoreError {
      troubles.note("the store failed: \(error)", logger)
      if case .refused = error { return .problem(.internal) }
      return .problem(.storeUnavailable)
    } catch  where ConnectionGuard.isConnectionError(error) {
      throw error
    } catch {
      troubles.note("a request failed: \(type(of: error))", logger)
      return .problem(.internal)
    }
  }

  /// Whoever watches over the server must be able to see that it lives.
  private static func mustAnswer(_ request: Request) -> Bool { request.uri.path == Route.healthz }
}
