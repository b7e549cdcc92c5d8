import API
import Files
import Logging
import SQLiteStore
import Store
import Wire

/// Whether the server speaks TLS, and what is to be said about it.
struct TLSChoice {
  let settings: Settings
  let store: any Store
  let teacher: TeacherToken
  let logger: Logger

  /// TLS with the certificate that was given, or with the server's own; nil for plain HTTP.
  ///
  /// Where nobody says so: as this database has done before. One whose pupils have joined over plain HTTP goes on so, for
  /// their programs know no other way to it; any other speaks TLS beyond this computer.
  func security() async throws -> ServerSecurity? {
    let record = try await store.connectionRecord()
    let isLoopback = ServerAddress.isLoopback(settings.host)
    let wants = settings.wantsTLS ?? (record.keyFingerprint != nil || (!isLoopback && !record.hasStudents))
    guard wants else {
      if !isLoopback { warnOfPlainHTTP(record) }
      try? await teacher.note(nil, in: store)
      return nil
    }
    if case .own(let file) = settings.certificate { try Files.makeFolder(above: file) }
    let security = try ServerSecurity(settings.certificate, at: ServerClock.system.now())
    await Self.remember(security, before: record.keyFingerprint, of: teacher, in: store, logger)
    return security
  }

  private func warnOfPlainHTTP(_ record: ConnectionRecord) {
    logger.warning(
      "PLAIN HTTP: everybody in the network can read names, PINs and tokens on their way here, and send points in a pupil's name"
    )
    if settings.wantsTLS == nil {
      logger.warning(
        "this database goes on like that because pupils have joined so, if only on this computer; start once with --tls, and they go on with: glosa move ADDRESS FINGERPRINT"
      )
    } else {
      logger.warning(
        "--no-tls is for a proxy with TLS in front of this server; let it listen on 127.0.0.1 then")
    }
  }

  /// Reads the certificate anew.
  static func reload(
    _ security: ServerSecurity, of teacher: TeacherToken, in store: any Store, _ logger: Logger
  ) async {
    do {
      let before = security.fingerprint
      try security.reload(at: ServerClock.system.now())
      logger.notice("the certificate was read anew", metadata: ["fingerprint": "\(security.fingerprint)"])
      await remember(security, before: before.description, of: teacher, in: store, logger)
    } catch {
      let sentence = Failure(error)?.sentence ?? "\(error)"
      logger.error("the certificate stays the one from before: \(sentence)")
    }
  }

  /// Keeps what the server proves itself with, for the next start and for the teacher, and tells what is odd about it.
  private static func remember(
    _ security: ServerSecurity, before: String?, of teacher: TeacherToken, in store: any Store,
    _ logger: Logger
  ) async {
    for warning in security.certificate.warnings { logger.warning("\(warning)") }
    let now = security.fingerprint.description
    if let before, before != now {
      let way =
        security.certificate.isOwn
        ? "glosa move ADDRESS \(now) (several servers on one database need one certificate, or copies of one tls.pem)"
        : "glosa move https://NAME, by the name that the certificate has"
      logger.warning(
        "the server's key is not the one from before: computers that joined by a fingerprint refuse it, and go on with: \(way)",
        metadata: ["before": "\(before)"])
    }
    do {
      if before != now { try await store.recordKey(now) }
      try await teacher.note(security, in: store)
    } catch {
      let sentence = Failure(error)?.sentence ?? "\(error)"
      logger.warning("what the server proves itself with can't be noted: \(sentence)")
    }
  }
}
