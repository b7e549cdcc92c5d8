import API
import Files
import Glibc
import Logging
import PostgresStore
import Primitives
import SQLiteStore
import Store
import Synchronization

/// One life of the server, from opening the store to closing it.
struct Server {
  let settings: Settings
  private let loss = Loss()

  init(settings: Settings) { self.settings = settings }

  /// Serves until a signal says to stop.
  ///
  /// - Parameter onlyNewToken: Make a new teacher's token instead, and end.
  func run(onlyNewToken: Bool) async throws {
    let level = settings.logLevel
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
    let logger = Logger(label: "glosa-server")
    let store = try await openStore(logger)
    let teacher = TeacherToken(path: settings.teacherTokenFile)
    if onlyNewToken {
      try await teacher.renew(in: store, at: ServerClock.system.now())
      StandardStream.output.write(
        "The teacher's new token is in \(settings.teacherTokenFile); older ones are worthless.\n")
    } else {
      try await teacher.prepare(in: store, at: ServerClock.system.now(), logger: logger)
      try await serve(store, teacher, logger)
    }
    try await store.close()
    if let sentence = loss.sentence { throw Failure.cannotWrite(sentence + ".") }
  }

  private func openStore(_ logger: Logger) async throws -> any Store {
    switch settings.database {
    case .file(let path):
      return try SQLiteStore(path: path) { @Sendable [loss] sentence in
        loss.note(sentence)
        // Ends as a signal ends it: who has been promised an answer gets one.
        kill(getpid(), SIGTERM)
      }
    case .postgres(let url):
      // The file's own folder is there already in the other case.
      try Files.makeFolder(above: settings.teacherTokenFile)
      return try await PostgresStore(url: url, logger: logger)
    }
  }

  private func serve(_ store: any Store, _ teacher: TeacherToken, _ logger: Logger) async throws {
    let host = settings.host
    let security = try await TLSChoice(settings: settings, store: store, teacher: teacher, logger: logger)
      .security()
    var limits = ServerLimits()
    limits.fit(descriptors: DescriptorLimit.raise())
    let watchdog = ShutdownWatchdog(after: limits.shutdownDeadline)
    defer { withExtendedLifetime(watchdog) {} }
    do {
      try await GlosaServer(
        store: store, limits: limits, trustedProxies: settings.trustedProxies, security: security,
        logger: logger
      ).run(
        host: host, port: settings.port,
        onHangUp: hangUp(of: security, teacher, store, logger),
        onListening: { port in
          let url = Settings.url(host: host, port: port, isSecured: security != nil)
          let fingerprint = security.map { "fingerprint \($0.fingerprint)\n" } ?? ""
          StandardStream.output.write("glosa-server listening on \(url)\n\(fingerprint)")
        },
        onShutdown: { logger.notice("stopping: what was accepted is finished first") })
    } catch let error as ListenError {
      throw Failure.unavailable(error)
    }
  }

  /// What SIGHUP does. Where the server has a key of its own there is nothing to read anew, and closing its window ends it.
  private func hangUp(
    of security: ServerSecurity?, _ teacher: TeacherToken, _ store: any Store, _ logger: Logger
  ) -> (@Sendable () async -> Void)? {
    guard let security, !security.certificate.isOwn else { return nil }
    return { @Sendable in await TLSChoice.reload(security, of: teacher, in: store, logger) }
  }
}

/// Why the server had to stop; nothing for a signal's sake.
private final class Loss: Sendable {
  private let text = Mutex<String?>(nil)

  var sentence: String? { text.withLock { $0 } }

  func note(_ sentence: String) { text.withLock { $0 = sentence } }
}

/// Standard output or error, written at once: a pipe's reader is not kept waiting by a buffer.
enum StandardStream: Int32 {
  case output = 1
  case error = 2

  func write(_ text: String) {
    try? FileSystem.write(text.utf8, to: rawValue)
  }
}
