import CPostgres
import Glibc
import Store

/// One connection of libpq's. Its calls wait for the network, so each runs on an executor of the connection's own, or
/// on the caller's where that is one: no other task's thread is kept waiting.
///
/// `@unchecked Sendable`: `handle` and the variables are touched only by the blocks that `blocking` runs, by `finish`, and
/// by `deinit`. Whoever makes calls has the connection for themselves and awaits each before the next: they opened it, or
/// `PostgresPool` lent it to them, and its lock lies between two of them. `finish` runs within a call, or after the last;
/// `deinit` when nobody else has a reference.
final class PostgresConnection: @unchecked Sendable {
  let url: PostgresURL
  private let executor = BlockingExecutor(label: "postgres")
  /// nil once closed.
  private(set) var handle: OpaquePointer?
  /// How libpq sends: commands one by one, or many at once.
  var isPipelined = false
  /// The names of the statements that this session has prepared.
  var prepared: Set<String> = []
  /// How long a call may take in all.
  var answerTimeout: Duration?

  private init(url: PostgresURL) { self.url = url }

  deinit { if let handle { PQfinish(handle) } }

  /// Connects and signs in.
  ///
  /// - Throws: `.lost`.
  static func open(_ url: PostgresURL) async throws(ConnectionFailure) -> PostgresConnection {
    let connection = PostgresConnection(url: url)
    try await connection.blocking { () throws(ConnectionFailure) in
      let handle = url.connect()
      connection.handle = handle
      guard PQstatus(handle) == CONNECTION_OK else { throw connection.dropped(mayHaveRun: false) }
      // Notices would go to standard error.
      PQsetNoticeReceiver(handle, { _, _ in }, nil)
      guard PQsetnonblocking(handle, 1) == 0 else { throw connection.dropped(mayHaveRun: false) }
    }
    return connection
  }

  /// Runs SQL without parameters, several commands perhaps; the rows of the last one, as text.
  ///
  /// - Parameter timeout: After which the connection is given up; nil waits as long as the other side lives.
  func query(
    _ sql: String, timeout: Duration? = .seconds(10)
  ) async throws(ConnectionFailure) -> [[String?]] {
    try await blocking { () throws(ConnectionFailure) in
      try self.runQuery(sql, deadline: timeout.map { .now + $0 })
    }
  }

  /// Ends the session, after the last call.
  func close() {
    executor.perform { self.finish() }
  }

  /// Runs a block where it may wait.
  func blocking<Value: Sendable>(
    _ body: @escaping @Sendable () throws(ConnectionFailure) -> Value
  ) async throws(ConnectionFailure) -> Value {
    try BlockingExecutor.isCurrent ? body() : await executor.run(body)
  }
}

/// What runs in those blocks.
extension PostgresConnection {
  private func finish() {
    if let handle { PQfinish(handle) }
    handle = nil
  }

  /// Gives the connection up; the failure to throw.
  func dropped(_ reason: String? = nil, mayHaveRun: Bool) -> ConnectionFailure {
    let said = handle.map { url.cleaned(String(cString: PQerrorMessage($0))) } ?? "the connection is closed"
    finish()
    return .lost(reason ?? (said.isEmpty ? "the connection was lost" : said), mayHaveRun: mayHaveRun)
  }

  private func runQuery(_ sql: String, deadline: ContinuousClock.Instant?) throws(ConnectionFailure)
    -> [[String?]]
  {
    try checkOpen()
    if isPipelined {
      guard PQexitPipelineMode(handle) == 1 else { throw dropped(mayHaveRun: false) }
      isPipelined = false
    }
    guard PQsendQuery(handle, sql) == 1 else { throw dropped(mayHaveRun: true) }
    var rows: [[String?]] = []
    var failure: SQLFailure?
    while let result = try nextResult(until: deadline, mayHaveRun: true) {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK: rows = Self.rows(of: result)
      case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: rows = []
      default: failure = failure ?? SQLFailure(result: result, url: url)
      }
    }
    guard PQstatus(handle) == CONNECTION_OK else { throw dropped(failure?.message, mayHaveRun: true) }
    if let failure { throw .failed(failure) }
    return rows
  }

  /// Throws where the session has ended while nobody used it.
  func checkOpen() throws(ConnectionFailure) {
    guard handle != nil else { throw dropped(mayHaveRun: false) }
    // The end of an idle session lies in the socket already; a farewell may come before it.
    for _ in 0..<8 where isReady(Int16(POLLIN), for: 0) {
      guard PQconsumeInput(handle) == 1, PQstatus(handle) == CONNECTION_OK else {
        throw dropped(mayHaveRun: false)
      }
    }
  }

  /// The next result, or the nil that ends the results of one command. What is still to be sent goes out meanwhile.
  func nextResult(
    until deadline: ContinuousClock.Instant?, mayHaveRun: Bool
  ) throws(ConnectionFailure) -> OpaquePointer? {
    while true {
      // Most results come together with another: what has been read already needs no look at the socket.
      let unsent = PQflush(handle)
      guard unsent >= 0 else { throw dropped(mayHaveRun: mayHaveRun) }
      guard PQisBusy(handle) == 1 else { return PQgetResult(handle) }
      if let deadline, ContinuousClock.now > deadline {
        throw dropped("the database gave no answer in time", mayHaveRun: mayHaveRun)
      }
      // Not longer: bytes that TLS has decrypted already are not in the socket any more.
      _ = isReady(Int16(unsent == 1 ? POLLIN | POLLOUT : POLLIN), for: 250)
      guard PQconsumeInput(handle) == 1 else { throw dropped(mayHaveRun: mayHaveRun) }
    }
  }

  private func isReady(_ events: Int16, for milliseconds: Int32) -> Bool {
    var socket = pollfd(fd: PQsocket(handle), events: events, revents: 0)
    return poll(&socket, 1, milliseconds) > 0
  }

  private static func rows(of result: OpaquePointer) -> [[String?]] {
    (0..<PQntuples(result)).map { row in
      (0..<PQnfields(result)).map { column in text(of: result, row, column) }
    }
  }

  /// A value as text; nil for SQL NULL.
  static func text(of result: OpaquePointer, _ row: Int32 = 0, _ column: Int32 = 0) -> String? {
    guard PQgetisnull(result, row, column) == 0, let value = PQgetvalue(result, row, column) else {
      return nil
    }
    let bytes = UnsafeRawBufferPointer(start: value, count: Int(PQgetlength(result, row, column)))
    return String(decoding: bytes, as: UTF8.self)
  }
}
