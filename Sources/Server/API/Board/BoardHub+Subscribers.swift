import NIOCore
import Primitives
import Store
import Synchronization
import Wire

/// Who watches.
extension BoardHub {
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
      entries.map { BoardRow($0, heard: state.presences[$0.studentID], at: now) }
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
        _ = board.refresh(at: now, uptime: uptime) { state.presences[$0] }
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
      let next = query(schoolClass, after: known)
      switch next {
      case .bytes(let bytes, let revision, let isSnapshot):
        if isSnapshot, known > 0 { metrics.boardStartedOver() }
        return (bytes, revision)
      case .end: return nil
      case .nothing: await change(of: schoolClass, after: known)
      }
    }
  }

  private func query(_ schoolClass: UniqueID, after known: Int) -> LiveBoard.Next {
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
}
