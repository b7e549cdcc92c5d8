import API
import Dispatch
import Foundation
import GRDB
import Glibc
import HTTPTypes
import Logging
import Primitives
import SQLiteStore
import Store
import Synchronization
import TestSupport
import Wire

/// The real server with the real embedded store, on the world's clock: from the bytes of a request to the bytes of the
/// answer. It is asked one thing at a time, so its threads change nothing of what happens.
///
/// `@unchecked Sendable`: it is used on the world's thread alone; what its own threads read is behind atomics.
final class SimulatedServer: @unchecked Sendable {
  /// A row of the log.
  struct Row: Hashable {
    let id: UniqueID
    let student: UniqueID
    let kind: String
    let delta: Int
    /// What it was won for, in one form.
    let metadata: String
  }

  /// What the server's clock shows, in microseconds since 1970: read by its threads.
  private let wall = Atomic<Int64>(0)
  /// Milliseconds that have passed.
  private let uptime = Atomic<Int64>(0)
  /// Where its database lies; another one only while it is down.
  var folder: String
  private let seed: UInt64
  private var starts: UInt64 = 0
  private var store: SQLiteStore?
  /// Reads the ledger as a backup program would: beside the server, on a connection of its own.
  private var reader: DatabaseQueue?
  private var run: Task<Void, any Error>?
  private var port: UInt16?

  init(folder: String, seed: UInt64) {
    (self.folder, self.seed) = (folder, seed)
    mkdir(folder, 0o700)
  }

  var isUp: Bool { port != nil }

  private var path: String { folder + "/server.sqlite" }

  /// Its clock shows this from now on.
  func clocksShow(_ wall: Timestamp, after uptime: Int64) {
    self.wall.store(wall.microseconds, ordering: .sequentiallyConsistent)
    self.uptime.store(uptime, ordering: .sequentiallyConsistent)
  }

  func start() throws {
    precondition(!isUp)
    let store = try SQLiteStore(path: path)
    starts += 1
    let random = Mutex(SeededGenerator(seed: seed &+ starts &* 0x9E37_79B9))
    let clock = ServerClock(
      now: { [self] in Timestamp(microseconds: wall.load(ordering: .sequentiallyConsistent)) },
      uptime: { [self] in .milliseconds(uptime.load(ordering: .sequentiallyConsistent)) },
      calendar: LocalCalendar { _ in 3600 })
    let services = Services(
      store: store, limits: ServerLimits(), clock: clock,
      random: RandomSource { random.withLock { $0.next() } },
      pinCost: PINHasher.Cost(logN: 4, r: 1, p: 1), site: Site { _ in ["192.0.2.7"] })
    let found = Watched<Int?>(nil)
    run = Task.detached {
      try await GlosaServer(
        services: services, logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }
      ).run(
        host: "127.0.0.1", port: 0, mindsSignals: false, onListening: { port in found.update { $0 = port } })
    }
    guard found.wait(until: { $0 != nil }), let port = found.current else {
      throw SimulationError("the server does not listen")
    }
    var reading = Configuration()
    reading.readonly = true
    (self.store, self.port, reader) = (
      store, UInt16(port), try DatabaseQueue(path: path, configuration: reading)
    )
  }

  /// Ends it and gives its file back.
  func stop() throws {
    guard let run, let store else { return }
    reader = nil
    run.cancel()
    try blocking { _ = await run.result }
    try blocking { try await store.close() }
    (self.run, self.store, port) = (nil, nil, nil)
  }

  /// A copy of its database as it is: a backup.
  func backUp(to copy: String) throws {
    guard let reader else { throw SimulationError("only a server that is up is backed up") }
    unlink(copy)
    try reader.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
  }

  /// The backup takes the place of the database.
  func restore(from copy: String) throws {
    precondition(!isUp)
    for end in ["-wal", "-shm"] { unlink(path + end) }
    unlink(path)
    try FileManager.default.copyItem(atPath: copy, toPath: path)
  }

  func addTeacher(token: String) throws {
    guard let store else { return }
    let hash = BearerToken.hash(of: token)
    try blocking {
      try await store.addTeacher(
        .init(
          id: UniqueID(high: 0x0192_F000_0000_7000, low: 0x8000_0000_0000_0001), displayName: "Teacher",
          token: hash, createdAt: Timestamp(milliseconds: 0)))
    }
  }

  /// The rows of the log behind a sequence, in their order, and the last sequence.
  func rows(behind sequence: Int64) throws -> (rows: [Row], last: Int64) {
    guard let reader else { return ([], sequence) }
    return try reader.read { db in
      var last = sequence
      let rows = try GRDB.Row.fetchAll(
        db,
        sql:
          "SELECT sequence, id, student_id, kind, delta, metadata FROM xp_events WHERE sequence > ? ORDER BY sequence",
        arguments: [sequence])
      return (
        try rows.map { row in
          last = row[0]
          guard let id = UniqueID(row[1] as String), let student = UniqueID(row[2] as String) else {
            throw SimulationError("the log has an id that is none")
          }
          return Row(id: id, student: student, kind: row[3], delta: row[4], metadata: row[5])
        }, last
      )
    }
  }

  /// The stored total of each student.
  func totals() throws -> [UniqueID: Int] {
    guard let reader else { return [:] }
    return try reader.read { db in
      var totals: [UniqueID: Int] = [:]
      for row in try GRDB.Row.fetchAll(db, sql: "SELECT student_id, total_xp FROM xp_totals") {
        if let id = UniqueID(row[0] as String) { totals[id] = row[1] }
      }
      return totals
    }
  }

  /// What a request is answered: over a real connection, which ends with it.
  func answer(_ request: WireRequest) throws -> WireAnswer {
    guard let port else { throw SimulationError("the server is not up") }
    return try request.answer(from: port)
  }

  private func blocking<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value
  {
    let result = Watched<Result<Value, any Error>?>(nil)
    Task.detached {
      do {
        let value = try await body()
        result.update { $0 = .success(value) }
      } catch {
        result.update { $0 = .failure(error) }
      }
    }
    result.wait(upTo: 30) { $0 != nil }
    guard let result = result.current else { throw SimulationError("the server does not come to an end") }
    return try result.get()
  }
}

/// Something of the simulation itself does not work.
struct SimulationError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
