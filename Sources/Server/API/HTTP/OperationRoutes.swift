import Assets
import HTTPTypes
import Hummingbird
import Primitives
import Store
import Wire

/// What those who run a server ask it, and the protocol's own description. Open to everybody: there is nothing in it
/// that is anybody's.
struct OperationRoutes: Sendable {
  let services: Services

  func add(to routes: inout RouteTable) {
    let services = services
    routes.on(.healthz) { _ in
      .json(Health(serverID: services.store.serverID, version: Release.version).json)
    }
    routes.on(.readyz) { _ in
      try await services.store.check()
      return .json(Readiness().json)
    }
    routes.on(.metrics) { _ in
      let text = services.metrics.text(
        of: services.store, waitingBatches: services.commits.waitingCount,
        subscribers: services.boards.subscriberCount)
      return .text(text, type: "text/plain; version=0.0.4; charset=utf-8")
    }
    let openAPI = Assets.openAPI
    routes.on(.openapi) { _ in .text(openAPI, type: "application/yaml") }
  }
}
