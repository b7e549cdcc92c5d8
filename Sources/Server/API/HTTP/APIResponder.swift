import HTTPTypes
import Hummingbird
import Logging
import Primitives
import Store
import Synchronization
import Wire

/// Answers every request: finds its handler, and turns whatever the handler throws into a problem.
final class APIResponder: Sendable {
  let routes: RouteTable
  private let limits: ServerLimits
  private let metrics: ServerMetrics
  private let failures: RateLimitedLogger
  private let underWay = Atomic(0)

  init(services: Services) {
    var routes = RouteTable()
    XPRoutes(services: services).add(to: &routes)
    QuestRoutes(services: services).add(to: &routes)
    AccountRoutes(services: services).add(to: &routes)
    ClassRoutes(services: services).add(to: &routes)
    HomeworkRoutes(services: services).add(to: &routes)
    WordSetRoutes(services: services).add(to: &routes)
    LeaderboardRoutes(services: services).add(to: &routes)
    ExportRoutes(services: services).add(to: &routes)
    BoardRoutes(services: services).add(to: &routes)
    BoardPage().add(to: &routes)
    OperationRoutes(services: services).add(to: &routes)
    self.routes = routes
    limits = services.limits
    metrics = services.metrics
    failures = RateLimitedLogger(interval: services.limits.logInterval, uptime: services.clock.uptime)
  }

  /// The answer; never throws but for what the connection itself has to handle.
  ///
  /// - Parameters:
  ///   - address: Where the connection comes from.
  ///   - logger: Is told of the request under an id of its own.
  ///   - onProof: Called where the request was answered for somebody who is signed in, with their token.
  func respond(
    to request: Request, from address: ClientAddress, logger: Logger,
    onProof: (TokenHash) -> Void = { _ in }
  ) async throws -> Response {
    let count = underWay.add(1, ordering: .relaxed).newValue
    defer { underWay.subtract(1, ordering: .relaxed) }
    let start = ContinuousClock.now
    let match = match(request)
    let route = match.name
    let log = RequestLog(base: logger)
    let response = try await answer(
      request, match, from: address, isTooMany: count > limits.requests, log)
    // Where no token is needed an answer proves nothing.
    if response.status.kind == .successful, route.caller != .anybody,
      let field = request.headers[.authorization], let token = BearerToken.inAuthorization(field)
    {
      onProof(BearerToken.hash(of: token))
    }
    let duration = ContinuousClock.now - start
    metrics.answered(route, status: response.status.code, after: duration)
    if logger.logLevel <= .debug {
      // No path, query or field of the request: they may hold what nobody should read in a log.
      log.logger.debug(
        "answered",
        metadata: [
          "method": "\(route.method)", "route": "\(route.pattern)", "status": "\(response.status.code)",
          "duration": "\(duration)",
        ])
    }
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func match(_ request: Request) -> RouteTable.Match {
    // Comparing an endless path with a known one could take very long.
    guard request.uri.string.utf8.count <= limits.targetBytes else { return .unknown }
    return routes.match(request.method, request.uri.path)
  }

  private func answer(
    _ request: Request, _ match: RouteTable.Match, from address: ClientAddress, isTooMany: Bool,
    _ log: RequestLog
  ) async throws -> Response {
    do {
      guard request.head.authority != nil else { throw HTTPProblem.missingHost }
      switch match {
      case .unknown:
        throw request.uri.string.utf8.count <= limits.targetBytes ? HTTPProblem.notFound : .targetTooLong
      case .wrongMethod(_, let allowed): throw HTTPProblem.methodNotAllowed(allowed: allowed)
      case .found(let route, let handler, let ids):
        // Whoever watches over the server must be able to see that it lives.
        guard !isTooMany || route.pattern == Endpoint.healthz.path else { throw HTTPProblem.overloaded }
        return try await handler(request, address, ids)
      }
    } catch let problem as HTTPProblem {
      metrics.rejected(problem.problem.rejected)
      return .problem(problem)
    } catch let error as StoreError {
      metrics.storeFailed(error)
      if error == .overloaded { return .problem(.overloaded) }
      failures.error("the store failed: \(error)", log.logger)
      if case .refused = error { return .problem(.internal) }
      return .problem(.storeUnavailable)
    } catch  where ConnectionGuard.isConnectionError(error) {
      throw error
    } catch {
      failures.error("a request failed: \(type(of: error))", log.logger)
      return .problem(.internal)
    }
  }
}

/// What the log is told of one request. Most requests have nothing to tell, so the id is put into words only then.
private struct RequestLog {
  let base: Logger
  let id = RequestID()

  /// Writes the request's id with every line.
  var logger: Logger {
    var logger = base
    logger[metadataKey: "request.id"] = .stringConvertible(id)
    return logger
  }
}
