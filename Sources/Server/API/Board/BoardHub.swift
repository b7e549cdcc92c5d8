import Logging
import NIOCore
import Primitives
import Store
import Synchronization
import Wire

/// What the live boards of this process are fed from: every word of a client and every stored point goes through here,
/// is on the boards within a tick, in the store and at other processes a moment later.
///
/// Whoever reports does no more than note it under a lock; all reading and writing is done by `run`.
final class BoardHub: Sendable {
  /// How often boards are brought up to date while something changes.
  private static let tick = Duration.milliseconds(100)
  /// How often what is to be written and announced goes out.
  private static let flush = Duration.milliseconds(200)
  /// How often a board is read whole, in case a change was missed.
  private static let wholeReading = Duration.seconds(30)
  /// A stream that has nothing to say shows that it lives this often.
  private static let heartbeat = Duration.seconds(Limit.heartbeatSeconds) * 2 / 3
  /// Presences of one write.
  private static let presencesAtOnce = 500
  /// How long a written presence is remembered, in seconds.
  private static let memorySeconds: Int64 = 60

  private struct State {
    var book: PresenceBook
    var boards = LiveBoards()
    var stale = StaleEntries()
    /// What other processes do not know yet.
    var news = BoardChange()
    var hasEndedStreams = false
  }

  let metrics: ServerMetrics
  private let store: any Store
  private let clock: ServerClock
  private let state: Mutex<State>
  private let boardWork = WorkSignal()
  private let storeWork = WorkSignal()

  init(store: any Store, clock: ServerClock, limits: ServerLimits, metrics: ServerMetrics) {
    (self.store, self.clock, self.metrics) = (store, clock, metrics)
    state = Mutex(State(book: PresenceBook(capacity: limits.rememberedPresences)))
  }

  // MARK: What happens

  /// A student's client said how it is.
  func heard(_ presence: Presence) {
    let isWatched = state.withLock { state in
      state.book.heard(presence)
      state.news.students.insert(presence.studentID)
      return !state.boards.isEmpty
    }
    storeWork.signal()
    if isWatched { boardWork.signal() }
  }

  /// Something of a student's was stored.
  func stored(of student: UniqueID) {
    let isWatched = state.withLock { state in
      state.news.students.insert(student)
      guard !state.boards.isEmpty else { return false }
      state.stale.students.insert(student)
      return true
    }
    storeWork.signal()
    if isWatched { boardWork.signal() }
  }

  /// A class got or lost pupils.
  func changed(class schoolClass: UniqueID) {
    state.withLock { state in
      state.news.classes.insert(schoolClass)
      state.stale.classes.insert(schoolClass)
    }
    storeWork.signal()
    boardWork.signal()
  }

  private func took(_ change: BoardChange) {
    state.withLock { state in
      guard !state.boards.isEmpty else { return }
      state.stale.students.formUnion(change.students)
      state.stale.classes.formUnion(change.isEverything ? state.boards.ids : change.classes)
    }
    boardWork.signal()
  }

  // MARK: Who watches

  /// How many streams are open, of all boards.
  var subscriberCount: Int { state.withLock { $0.boards.subscribers } }

  /// How many streams are open of a class's board.
  func subscribers(of schoolClass: UniqueID) -> Int {
    state.withLock { $0.boards[schoolClass]?.subscribers ?? 0 }
  }

  /// The rows of entries that were just read.
  func rows(_ entries: [BoardEntry]) -> [BoardRow] {
    let now = clock.now()
    return state.withLock { state in
      entries.map { BoardRow($0, heard: state.book[$0.studentID], at: now) }
    }
  }

  /// Somebody begins to watch; `unsubscribe` has to follow.
  ///
  /// - Parameter entries: The class as it was just read.
  func subscribe(to schoolClass: SchoolClass, teacher: UniqueID, entries: [BoardEntry]) {
    let (now, uptime) = (clock.now(), clock.uptime())
    state.withLock { state in
      if state.boards[schoolClass.id] == nil {
        var board = LiveBoard(schoolClass, teacher: teacher, entries: entries, at: uptime)
        _ = board.refresh(at: now, uptime: uptime) { state.book[$0] }
        state.boards.add(board)
        // What changed between the reading and now.
        state.stale.classes.insert(schoolClass.id)
      }
      state.boards.subscribed(to: schoolClass.id)
    }
    boardWork.signal()
  }

  /// Somebody has stopped watching.
  func unsubscribe(from schoolClass: UniqueID) {
    state.withLock { $0.boards.unsubscribed(from: schoolClass) }
  }

  /// What comes after a revision, once there is something; nil where the stream ends.
  func next(of schoolClass: UniqueID, after known: Int) async -> (bytes: ByteBuffer, revision: Int)? {
    while true {
      let next = look(schoolClass, after: known)
      switch next {
      case .bytes(let bytes, let revision, let isSnapshot):
        if isSnapshot, known > 0 { metrics.boardStartedOver() }
        return (bytes, revision)
      case .end: return nil
      case .nothing: await change(of: schoolClass, after: known)
      }
    }
  }

  private func look(_ schoolClass: UniqueID, after known: Int) -> LiveBoard.Next {
    let now = clock.now()
    return state.withLock { state in
      guard !state.hasEndedStreams, let board = state.boards[schoolClass] else { return .end }
      return board.next(after: known, now: now)
    }
  }

  private func change(of schoolClass: UniqueID, after known: Int) async {
    await withCheckedContinuation { continuation in
      let mustWait = state.withLock { state in
        guard !state.hasEndedStreams else { return false }
        return state.boards.wait(for: schoolClass, after: known, continuation)
      }
      if !mustWait { continuation.resume() }
    }
  }

  /// Ends every stream, and any that is opened later. Clients are listened to until `close`.
  func endStreams() {
    let waiters = state.withLock { state in
      state.hasEndedStreams = true
      return state.boards.takeWaiters(isOver: true)
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Ends every stream and all work.
  func close() {
    endStreams()
    boardWork.close()
    storeWork.close()
  }

  // MARK: The work

  /// Keeps boards, store and other processes up to date until `close`. What was heard is written at the end.
  func run(logger: Logger) async {
    let announcements = store.announcements()
    let listening = announcements.map { changes in Task { for await change in changes { took(change) } } }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.keepBoards(logger) }
      group.addTask { await self.keepStore(logger, tellsOthers: announcements != nil) }
    }
    listening?.cancel()
  }

  private func keepBoards(_ logger: Logger) async {
    var (day, readAt) = (startOfDay, clock.uptime())
    while await boardWork.next(orAfter: isAnyWatched ? .seconds(1) : nil) {
      let uptime = clock.uptime()
      if startOfDay != day || uptime - readAt >= Self.wholeReading {
        (day, readAt) = (startOfDay, uptime)
        state.withLock { $0.stale.classes.formUnion($0.boards.ids) }
      }
      do {
        try await read()
      } catch {
        // The changes wait for the next whole reading.
        logger.warning("boards could not be brought up to date: \(error)")
      }
      refresh()
      await boardWork.rest(Self.tick)
    }
  }

  private var startOfDay: Timestamp { clock.calendar.startOfDay(at: clock.now()) }

  private var isAnyWatched: Bool { state.withLock { !$0.boards.isEmpty } }

  /// Reads what has changed: single students in one go, then a part of the classes; the others have their turn next.
  private func read() async throws(StoreError) {
    let (students, classes) = state.withLock { state in
      let part = state.stale.takePart()
      if !state.stale.isEmpty { boardWork.signal() }
      let classes = part.classes.compactMap { id in
        state.boards[id].map { ($0.schoolClass.id, $0.teacher) }
      }
      return (part.students.filter { state.boards.has($0) }, classes)
    }
    let since = startOfDay
    if !students.isEmpty {
      let entries = try await store.boardEntries(of: Array(students), since: since)
      state.withLock { state in
        for entry in entries { state.boards.update(entry) }
      }
    }
    for (id, teacher) in classes {
      let entries = try await store.board(of: id, since: since, teacher: teacher)
      state.withLock { $0.boards.reload(id, entries) }
    }
  }

  /// Makes what changed, time among it, into what subscribers are sent, and wakes them.
  private func refresh() {
    let (now, uptime) = (clock.now(), clock.uptime())
    let (changes, waiters) = state.withLock { state in
      let book = state.book
      let changes = state.boards.refresh(at: now, uptime: uptime, heartbeat: Self.heartbeat) { book[$0] }
      return (changes, state.boards.takeWaiters())
    }
    metrics.boardChanged(rows: changes)
    for waiter in waiters { waiter.resume() }
  }

  private func keepStore(_ logger: Logger, tellsOthers: Bool) async {
    while await storeWork.next(orAfter: nil) {
      await storeWork.rest(Self.flush)
      // Taken first: what others are told of is in the store by then.
      let news = state.withLock { state in
        defer { state.news = BoardChange() }
        return state.news
      }
      await write(logger)
      if tellsOthers { await announce(news, logger) }
    }
    await write(logger)
  }

  private func write(_ logger: Logger) async {
    let limit = clock.now().adding(seconds: -Self.memorySeconds)
    while true {
      let presences = state.withLock { $0.book.next(Self.presencesAtOnce) }
      guard !presences.isEmpty else { break }
      do {
        try await store.record(presences)
      } catch {
        // They stay in memory, and go out with the next ones.
        logger.warning("what clients said of themselves could not be written: \(error)")
        return
      }
      state.withLock { $0.book.wrote(presences) }
    }
    state.withLock { $0.book.forget(before: limit) }
  }

  private func announce(_ news: BoardChange, _ logger: Logger) async {
    do {
      try await store.announce(news)
    } catch {
      // Other processes read their boards whole every so often.
      logger.warning("other servers could not be told of changes on their boards: \(error)")
    }
  }
}
