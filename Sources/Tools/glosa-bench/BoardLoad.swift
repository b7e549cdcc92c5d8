import CLinux
import Glibc
import Primitives

/// Events that come in at a steady rate while many boards are watched, all from a single thread.
struct BoardLoad {
  /// What came of a run.
  struct Result {
    /// Events that the server answered for with 200.
    var stored = 0
    /// From the first request to the last answer.
    var time = Duration.zero
    /// From the answer for each event to the row with its points, in the order of the rows.
    var lags: [Duration] = []

    /// Events stored a second.
    var rate: Double { Double(stored) / (time / .seconds(1)) }
  }

  /// Points that a board was promised by an answer, and since when.
  private struct Promise {
    let total: Int
    let since: ContinuousClock.Instant
  }

  /// The points of an event of `RequestTemplate`.
  private static let delta = 10
  private static let dataField = Array("data: ".utf8)
  /// How long the last rows may take; a board that is still silent then has lost an event.
  private static let patience = Duration.seconds(30)

  private var connections: [LoopbackConnection] = []
  private let streams: Range<Int>
  private let watch: Int32
  private var templates: [RequestTemplate]
  private let numbers: [UniqueID: Int]
  /// By pupil: the points sent so far, those shown last, and what the board still owes.
  private var sent: [Int]
  private var shown: [Int]
  private var owed: [[Promise]]
  private var owedCount = 0
  private var snapshots = 0
  private var result = Result()

  /// Opens the boards' streams and the connections for events; `close` has to follow.
  ///
  /// - Parameter pupils: Without any points so far, each on one of the boards.
  init(port: UInt16, boards: [SeededClass], pupils: [SeededPupil]) throws {
    signal(SIGPIPE, SIG_IGN)
    let time = Timestamp.now()
    templates = pupils.map { RequestTemplate(syncing: 1, of: $0, at: time) }
    numbers = Dictionary(
      uniqueKeysWithValues: pupils.enumerated().compactMap { number, pupil in
        UniqueID(pupil.id).map { ($0, number) }
      })
    sent = pupils.map { _ in 0 }
    shown = sent
    owed = pupils.map { _ in [] }
    for _ in 0..<LoadPlan.connections { connections.append(try LoopbackConnection(port: port)) }
    for board in boards {
      let connection = try LoopbackConnection(port: port)
      connections.append(connection)
      try connection.send(board.streamRequest)
    }
    streams = LoadPlan.connections..<connections.count
    watch = try LoopbackConnection.watch(connections)
  }

  /// Ends every connection.
  func close() {
    Glibc.close(watch)
    for connection in connections { connection.close() }
  }

  /// Sends so many events a second for that long, the pupils in turns, and waits until the boards show all of them.
  mutating func run(rate: Int, for time: Duration) throws -> Result {
    try waitForSnapshots()
    var ids = EventNumbers()
    var free = Array(0..<LoadPlan.connections)
    var (underWay, count, pupil) = ([Int: Int](), 0, 0)
    let start = ContinuousClock.now
    while true {
      let past = ContinuousClock.now - start
      guard past < time + Self.patience else {
        throw BenchmarkError("Boards still lack \(owedCount) events after \(Self.patience).")
      }
      let due = past < time ? Int(past / .seconds(1) * Double(rate)) : count
      while count < due, !free.isEmpty {
        // In turns: the server ends a connection that it hears nothing of for a minute.
        let connection = free.removeFirst()
        try connections[connection].send(templates[pupil].next(&ids))
        sent[pupil] += Self.delta
        underWay[connection] = pupil
        (count, pupil) = (count + 1, (pupil + 1) % templates.count)
      }
      if past >= time, underWay.isEmpty, owedCount == 0 { return result }
      try receive(waiting: 1) { load, connection, status in
        guard status == 200, let pupil = underWay.removeValue(forKey: connection) else {
          throw BenchmarkError("The server answered an event with \(status).")
        }
        load.result.stored += 1
        load.result.time = ContinuousClock.now - start
        load.promised(pupil)
        free.append(connection)
      }
    }
  }

  private mutating func waitForSnapshots() throws {
    let start = ContinuousClock.now
    while snapshots < streams.count {
      guard ContinuousClock.now - start < Self.patience else {
        throw BenchmarkError("Only \(snapshots) of \(streams.count) boards came within \(Self.patience).")
      }
      try receive(waiting: 100) { _, _, _ in }
    }
  }

  private mutating func receive(
    waiting milliseconds: Int32, answered: (inout BoardLoad, Int, Int) throws -> Void
  ) throws {
    var ready = [epoll_event](repeating: epoll_event(), count: 256)
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = epoll_wait(watch, &ready, Int32(ready.count), milliseconds)
    for event in ready.prefix(max(0, Int(count))) {
      let index = Int(event.data.u32)
      try connections[index].receive(by: &chunk)
      if streams.contains(index) {
        // Of the stream's lines and those of the chunked encoding around them, only these matter.
        while let line = connections[index].takeLine() {
          if line.starts(with: Self.dataField) { try handle(line.dropFirst(Self.dataField.count)) }
        }
      } else if let status = connections[index].takeAnswer() {
        try answered(&self, index, status)
      }
    }
  }

  private mutating func handle(_ data: ArraySlice<UInt8>) throws {
    let json = try JSON.parse(Array(data))
    if json["students"] != nil {
      snapshots += 1
    } else if let student = json["student_id"]?.id, let number = numbers[student],
      let total = json["total_xp"]?.integer
    {
      shown[number] = total
      settle(number)
    }
  }

  private mutating func promised(_ pupil: Int) {
    owed[pupil].append(Promise(total: sent[pupil], since: .now))
    owedCount += 1
    // The row may have been quicker than the answer.
    settle(pupil)
  }

  private mutating func settle(_ pupil: Int) {
    while let promise = owed[pupil].first, promise.total <= shown[pupil] {
      result.lags.append(.now - promise.since)
      owed[pupil].removeFirst()
      owedCount -= 1
    }
  }
}
