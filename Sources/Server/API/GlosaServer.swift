import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import ServiceLifecycle
public import Store

/// The HTTP server: the routes of the protocol over a store.
public struct GlosaServer: Sendable {
  private let services: Services
  private let logger: Logger

  /// A server over that store, which stays the caller's to close.
  public init(
    store: any Store, limits: ServerLimits = ServerLimits(), clock: ServerClock = .system, logger: Logger
  ) {
    self.init(services: Services(store: store, limits: limits, clock: clock), logger: logger)
  }

  init(services: Services, logger: Logger) {
    self.services = services
    self.logger = logger
  }

  /// What answers requests, without a socket.
  public var responder: APIResponder { APIResponder(services: services) }

  /// Serves until SIGTERM or SIGINT, or until the surrounding service group shuts down; then finishes what was
  /// accepted.
  ///
  /// - Parameters:
  ///   - host: A name or address of this computer.
  ///   - port: 0 for one that is free.
  ///   - onListening: Called once connections are accepted, with the port.
  ///   - onShutdown: Called when the signal to stop has come.
  /// - Throws: `ListenError` where the address can't be had.
  public func run(
    host: String, port: Int, onListening: @escaping @Sendable (Int) async -> Void,
    onShutdown: @escaping @Sendable () -> Void = {}
  ) async throws {
    let application = Application(
      responder: responder, server: .http1(configuration: channelConfiguration),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      services: [ShutdownNotice(onShutdown: onShutdown)],
      onServerRunning: { channel in await onListening(channel.localAddress?.port ?? port) },
      logger: logger)
    do {
      try await application.runService()
    } catch let error as IOError {
      throw ListenError(host: host, port: port, code: error.errnoCode)
    } catch is SocketAddressError {
      throw ListenError(host: host, port: port, code: nil)
    }
  }

  private var channelConfiguration: HTTP1Channel.Configuration {
    let (limits, clock, connections) = (services.limits, services.clock, ConnectionCount())
    return HTTP1Channel.Configuration(
      additionalChannelHandlers: [ConnectionGuard(limits: limits, clock: clock, connections: connections)],
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
        maxHeaderFieldCount: limits.headerCount))
  }
}

/// Tells when the signal to stop has come.
private struct ShutdownNotice: Service {
  let onShutdown: @Sendable () -> Void

  func run() async throws {
    try? await gracefulShutdown()
    onShutdown()
  }
}
