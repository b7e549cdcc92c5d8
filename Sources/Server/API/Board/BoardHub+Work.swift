import Logging
import NIOCore
import Primitives
import Store
import Synchronization
import Wire

/// The work: boards, store and other processes are brought up to date.
extension BoardHub {
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

  /// Keeps boards, store and other processes up to date until `close`. What was heard is written at the end.
  func run(logger: Logger) async {
    let announcements = store.announcements()
    let listening = announcements.map { changes in Task { for await change in changes { handle(change) } } }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.runUpdates(logger) }
      group.addTask { await self.runPersistence(logger, tellsOthers: announcements != nil) }
    }
    listening?.cancel()
  }

  private func handle(_ change: BoardChange) {
    state.withLock { state in
      guard !state.boards.isEmpty else { return }
      state.stale.students.formUnion(change.students)
      state.stale.classes.formUnion(change.isEverything ? state.boards.ids : change.classes)
    }
    boardWork.signal()
  }

  private func runUpdates(_ logger: Logger) async {
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
      let presences = state.presences
      let changes = state.boards.refresh(at: now, uptime: uptime, heartbeat: Self.heartbeat) { presences[$0] }
      return (changes, state.boards.takeWaiters())
    }
    metrics.boardChanged(rows: changes)
    for waiter in waiters { waiter.resume() }
  }

  private func runPersistence(_ logger: Logger, tellsOthers: Bool) async {
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
      let presences = state.withLock { $0.presences.next(Self.presencesAtOnce) }
      guard !presences.isEmpty else { break }
      do {
        try await store.record(presences)
      } catch {
        // They stay in memory, and go out with the next ones.
        logger.warning("what clients said of themselves could not be written: \(error)")
        return
      }
      state.withLock { $0.presences.wrote(presences) }
    }
    state.withLock { $0.presences.forget(before: limit) }
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
