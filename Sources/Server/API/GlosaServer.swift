import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle
package import Store
import Synchronization
import UnixSignals

/// The HTTP server: the routes of the protocol over a store.
package struct GlosaServer: Sendable {
  private let services: Services
  private let trustedProxies: TrustedProxies
  private let security: ServerSecurity?
  private let logger: Logger

  /// A server over that store, which stays the caller's to close.
  ///
  /// - Parameter security: TLS for every connection; nil for plain HTTP.
  package init(
    store: any Store, limits: ServerLimits = ServerLimits(), clock: ServerClock = .system,
    trustedProxies: TrustedProxies = .none, security: ServerSecurity? = nil, logger: Logger
  ) {
    self.init(
      services: Services(store: store, limits: limits, clock: clock), trustedProxies: trustedProxies,
      security: security, logger: logger)
  }

  /// A server whose parts were chosen one by one: for one that a test or a simulation drives.
  package init(
    services: Services, trustedProxies: TrustedProxies = .none, security: ServerSecurity? = nil,
    logger: Logger
  ) {
    self.services = services
    self.trustedProxies = trustedProxies
    self.security = security
    self.logger = logger
  }

  /// Serves until SIGTERM or SIGINT, or until the surrounding service group shuts down; then finishes what was
  /// accepted.
  ///
  /// - Parameters:
  ///   - host: A name or address of this computer.
  ///   - port: 0 for one that is free.
  ///   - onHangUp: Called for each SIGHUP; nil leaves the signal its effect.
  ///   - onListening: Called once connections are accepted, with the port.
  ///   - onShutdown: Called when the signal to stop has come.
  /// - Throws: `ListenError` where the address can't be had.
  package func run(
    host: String, port: Int, onHangUp: (@Sendable () async -> Void)? = nil,
    onListening: @escaping @Sendable (Int) async -> Void, onShutdown: @escaping @Sendable () -> Void = {}
  ) async throws {
    try await run(
      host: host, port: port, mindsSignals: true, onHangUp: onHangUp, onListening: onListening,
      onShutdown: onShutdown)
  }

  /// Serves as `run` does, and without minding signals where it shares its process: until its task is cancelled.
  package func run(
    host: String, port: Int, mindsSignals: Bool, onHangUp: (@Sendable () async -> Void)? = nil,
    onListening: @escaping @Sendable (Int) async -> Void,
    onShutdown: @escaping @Sendable () -> Void = {}
  ) async throws {
    let life = Life()
    let (limits, site, security) = (services.limits, services.site, security)
    // Accepting without end would use up the descriptors, and then not even a refusal could be sent.
    let room = MaximumAvailableConnections(limits.connections + limits.refusedConnections, logger: logger)
    let server = Server(
      childChannelSetup: LoopBoundChannel(channel, security: security, limits: limits),
      configuration: ServerConfiguration(
        address: .hostname(host, port: port), availableConnectionsDelegate: room),
      onServerRunning: { channel in
        life.isListening.store(true, ordering: .relaxed)
        let found = channel.localAddress?.port ?? port
        site.listens(host: host, port: found, security: security)
        await onListening(found)
      },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
    // Services are shut down from the last to the first: the streams end before the server waits for its connections.
    var parts: [any Service] = [
      BoardService(boards: services.boards, logger: logger), server,
      ShutdownNotice(life: life, boards: services.boards, onShutdown: onShutdown),
    ]
    if mindsSignals, let onHangUp { parts.append(HangUpWatch(heard: onHangUp)) }
    let group = ServiceGroup(
      services: parts,
      gracefulShutdownSignals: mindsSignals ? [.sigterm, .sigint] : [], logger: logger)
    do {
      try await group.run()
    } catch let error as IOError {
      throw ListenError(host: host, port: port, code: error.errnoCode)
    } catch is SocketAddressError.UnknownHost {
      throw ListenError(host: host, port: port, code: nil)
    }
  }

  private var channel: HTTP1Channel {
    let (limits, clock) = (services.limits, services.clock)
    let (proxies, connections) = (trustedProxies, Connections(limits: limits, proxies: trustedProxies))
    let (responder, logger) = (APIResponder(services: services), logger)
    let configuration = HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        ConnectionGuard(
          limits: limits, clock: clock, connections: connections, serverID: services.store.serverID,
          isSecured: security != nil)
      ],
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
        maxHeaderFieldCount: limits.headerCount))
    return HTTP1Channel(
      responder: { request, writer, channel in
        let address = proxies.origin(of: request.headers, via: ClientAddress(channel.remoteAddress))
        let response = try await responder.respond(to: request, from: address, logger: logger) { token in
          connections.proved(ObjectIdentifier(channel), holds: token)
        }
        do {
          try await writer.write(response: response.head, body: response.body)
        } catch is HTTPParserError {
          // Hummingbird would answer it, in the midst of the answer that has begun.
          throw ChannelError.outputClosed
        }
      }, configuration: configuration)
  }
}

/// What one run has come to.
private final class Life: Sendable {
  let isListening = Atomic(false)
}

/// Tells when the signal to stop has come; not where the server ends because it could not begin.
private struct ShutdownNotice: Service {
  let life: Life
  let boards: BoardHub
  let onShutdown: @Sendable () -> Void

  func run() async throws {
    try? await gracefulShutdown()
    // Streams would go on for as long as somebody reads them.
    boards.endStreams()
    if life.isListening.load(ordering: .relaxed) { onShutdown() }
  }
}

/// Hears SIGHUP.
private struct HangUpWatch: Service {
  let heard: @Sendable () async -> Void

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { await heard() }
  }
}

/// Keeps the live boards up to date as long as the server runs, and what clients say in the store.
private struct BoardService: Service {
  let boards: BoardHub
  let logger: Logger

  func run() async throws {
    await withTaskCancellationOrGracefulShutdownHandler {
      await boards.run(logger: logger)
    } onCancelOrGracefulShutdown: {
      boards.close()
    }
  }
}
