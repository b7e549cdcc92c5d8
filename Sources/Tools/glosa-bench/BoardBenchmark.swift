import Foundation
import GRDB
import Primitives

/// Many live boards on one server while events come in.
struct BoardBenchmark {
  let program: ServerProgram
  let folder: TemporaryFolder
  let store: BoardCommand.Store
  let boards: Int
  let rate: Int
  let seconds: Int

  /// Pupils of a class.
  static let pupilsPerClass = 16

  /// Measures how far the boards are behind, and the server's memory.
  func run() throws -> [Figure] {
    Console.tell("watching \(boards) boards while \(rate) events/s come in, for \(seconds) s …")
    let place = try folder.makeFolder("boards")
    let classes = (0..<boards).map { SeededClass(number: $0) }
    let pupils = (0..<boards * Self.pupilsPerClass).map { SeededPupil(number: $0) }
    var cluster: PostgresBench?
    defer { withExtendedLifetime(cluster) {} }
    let database: String
    switch store {
    case .sqlite:
      database = place + "/server.sqlite"
      // The first start makes the tables.
      try ServerProcess(program, folder: place, database: database).stop()
      try seed(database, classes, pupils)
    case .postgres:
      let bench = try PostgresBench(pupils: pupils) { url in try program.run(["migrate", "--database", url]) }
      try bench.add(classes, pupils: pupils)
      database = bench.url(as: "glosa_server")
      cluster = bench
    }
    let server = try ServerProcess(program, folder: place, database: database)
    defer { server.stop() }
    var load = try BoardLoad(port: server.port, boards: classes, pupils: pupils)
    defer { load.close() }
    let before = server.processorTime
    let result = try load.run(rate: rate, for: .seconds(seconds))
    let busy = (server.processorTime - before) / result.time * 100
    Console.tell("the server was busy for \(busy.decimals(0)) % of a core")
    let lags = result.lags.sorted()
    guard let slowest = lags.last, lags.count == result.stored else {
      throw BenchmarkError("Boards showed \(lags.count) of \(result.stored) events.")
    }
    return [
      Figure(
        key: "boards_events", title: "events stored while \(boards) boards are watched", value: result.rate,
        unit: .perSecond, target: .atLeast(Double(rate) * 0.98)),
      Figure(
        key: "boards_lag_median", title: "stored event to the row at its board, median",
        value: lags[lags.count / 2].milliseconds, unit: .milliseconds),
      Figure(
        key: "boards_lag_p99", title: "p99", value: lags[lags.count * 99 / 100].milliseconds,
        unit: .milliseconds),
      Figure(
        key: "boards_lag", title: "slowest", value: slowest.milliseconds, unit: .milliseconds,
        target: .atMost(1000)),
      Figure(
        key: "boards_memory", title: "peak memory of the server", value: server.peakMemory, unit: .mebibytes,
        target: .atMost(250)),
    ]
  }

  private func seed(_ path: String, _ classes: [SeededClass], _ pupils: [SeededPupil]) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      for schoolClass in classes {
        try db.execute(
          sql: "INSERT INTO teachers VALUES (?, 'Teacher', 0)", arguments: [schoolClass.teacherID])
        try db.execute(
          sql: "INSERT INTO tokens (hash, teacher_id, created_at) VALUES (?, ?, 0)",
          arguments: [Data(schoolClass.tokenHash), schoolClass.teacherID])
        try db.execute(
          sql: "INSERT INTO classes VALUES (?, ?, 'Class', ?, 0)",
          arguments: [schoolClass.id, schoolClass.teacherID, schoolClass.code])
      }
      for pupil in pupils {
        try pupil.insert(into: db)
        try db.execute(
          sql: "INSERT INTO class_members VALUES (?, ?, ?, 0)",
          arguments: [classes[pupil.number % classes.count].id, "pupil \(pupil.number)", pupil.id])
      }
    }
    try queue.close()
  }
}
