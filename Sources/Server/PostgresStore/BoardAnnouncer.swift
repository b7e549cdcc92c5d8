import CPostgres
import Glibc
import Logging
import Primitives
import Store
import Synchronization

/// The word between server processes on one database: what is said goes through NOTIFY, what others say is heard on a
/// connection of its own that LISTENs.
///
/// Hearing needs a thread that sleeps in `poll`; it is started when somebody wants to hear, and ends with `close`.
final class BoardAnnouncer: Sendable {
  /// Bytes of a word; PostgreSQL takes fewer than 8000.
  private static let longestWord = 7500
  /// Changes that wait to be taken; beyond, one `isEverything` stands for all.
  private static let waitingChanges = 256

  private let url: PostgresURL
  private let logger: Logger
  /// Tells this process's own words from those of others.
  private let name: String
  private let isClosed = Atomic(false)

  init(url: PostgresURL, logger: Logger) {
    (self.url, self.logger) = (url, logger)
    var generator = SystemRandomNumberGenerator()
    name = UniqueID.random(using: &generator).description
  }

  /// A change as words: the name of this process, then `*`, or ids with `s` for students and `c` for classes before
  /// them.
  func words(for change: BoardChange) -> [String] {
    if change.isEverything { return ["\(name) *"] }
    let parts = change.students.map { "s\($0)" } + change.classes.map { "c\($0)" }
    var words: [String] = []
    for part in parts {
      if let last = words.last, last.utf8.count + part.utf8.count < Self.longestWord {
        words[words.count - 1] = last + " " + part
      } else {
        words.append("\(name) \(part)")
      }
    }
    return words
  }

  /// The change in a word of another process; nil in one of this process's own. What can't be read may be anything.
  func change(in word: String) -> BoardChange? {
    // Most words are this process's own, and long.
    guard !word.hasPrefix("\(name) ") else { return nil }
    let parts = word.split(separator: " ")
    guard !parts.isEmpty else { return .everything }
    var change = BoardChange()
    for part in parts.dropFirst() {
      let id = UniqueID(part.dropFirst())
      switch (part.first, id) {
      case ("s", let id?): change.students.insert(id)
      case ("c", let id?): change.classes.insert(id)
      default: return .everything
      }
    }
    return change
  }

  /// What others say from now on, until `close`.
  func changes() -> AsyncStream<BoardChange> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: BoardChange.self, bufferingPolicy: .bufferingNewest(Self.waitingChanges))
    BlockingExecutor(label: "glosa.board").perform { [self] in
      listen(continuation)
      continuation.finish()
    }
    return stream
  }

  /// Ends what listens, within a moment.
  func close() { isClosed.store(true, ordering: .relaxed) }

  private func listen(_ continuation: AsyncStream<BoardChange>.Continuation) {
    var pause: UInt32 = 100_000
    var isFirst = true
    while !isClosed.load(ordering: .relaxed) {
      let handle = url.connect()
      defer { PQfinish(handle) }
      if PQstatus(handle) == CONNECTION_OK, execute("LISTEN glosa_board", on: handle) {
        // What was said while nobody listened is not said again.
        if !isFirst { continuation.yield(.everything) }
        isFirst = false
        pause = 100_000
        hear(handle, continuation)
      } else if isFirst {
        // Whoever asks first must not believe to hear.
        isFirst = false
      }
      guard !isClosed.load(ordering: .relaxed) else { return }
      logger.warning("the connection that hears of other servers' boards is lost; trying again")
      usleep(pause)
      pause = min(pause * 2, 5_000_000)
    }
  }

  private func execute(_ sql: String, on handle: OpaquePointer?) -> Bool {
    let result = PQexec(handle, sql)
    defer { PQclear(result) }
    return PQresultStatus(result) == PGRES_COMMAND_OK
  }

  /// Waits for words until the connection ends.
  private func hear(_ handle: OpaquePointer?, _ continuation: AsyncStream<BoardChange>.Continuation) {
    while !isClosed.load(ordering: .relaxed), PQconsumeInput(handle) == 1,
      PQstatus(handle) == CONNECTION_OK
    {
      while let notice = PQnotifies(handle) {
        defer { PQfreemem(notice) }
        guard let change = change(in: String(cString: notice.pointee.extra)) else { continue }
        if case .dropped = continuation.yield(change) { continuation.yield(.everything) }
      }
      var socket = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      // Not for ever: closing only sets a flag.
      _ = poll(&socket, 1, 500)
    }
  }
}

extension BoardChange {
  fileprivate static let everything = BoardChange(isEverything: true)
}
