import Logging
import TestSupport

/// A log that is read by a test, an entry at a time.
final class LogLines: LogHandler, Sendable {
  let all = Watched<[String]>([])
  private let line: @Sendable (LogEvent) -> String

  /// - Parameter line: What is kept of an entry; its message where nothing else is said.
  init(_ line: @escaping @Sendable (LogEvent) -> String = { "\($0.message)" }) { self.line = line }

  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  var logLevel: Logger.Level {
    get { .info }
    set {}
  }
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }

  func log(event: LogEvent) { all.update { $0.append(line(event)) } }
}
