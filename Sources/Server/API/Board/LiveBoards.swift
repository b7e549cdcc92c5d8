import Primitives
import Store
import Wire

/// The boards that somebody watches, and which pupil is on which of them: what happens to one pupil costs no more for
/// all the boards that pupil is not on.
struct LiveBoards: Sendable {
  private var boards: [UniqueID: LiveBoard] = [:]
  /// By pupil.
  private var classes: [UniqueID: Set<UniqueID>] = [:]

  /// True while nobody watches anything.
  var isEmpty: Bool { boards.isEmpty }

  /// The classes that are watched.
  var ids: Set<UniqueID> { Set(boards.keys) }

  /// Those who watch, all boards together.
  var subscribers: Int { boards.values.reduce(0) { $0 + $1.subscribers } }

  /// A class's board; nil while nobody watches it.
  subscript(schoolClass: UniqueID) -> LiveBoard? { boards[schoolClass] }

  /// True for a pupil of a class that is watched.
  func has(_ student: UniqueID) -> Bool { classes[student] != nil }

  /// Takes a board in that nobody has watched so far.
  mutating func add(_ board: LiveBoard) {
    boards[board.schoolClass.id] = board
    note(board.students, on: board.schoolClass.id)
  }

  /// One more watches a class's board.
  mutating func subscribed(to schoolClass: UniqueID) { boards[schoolClass]?.subscribers += 1 }

  /// One fewer watches a class's board; without any it goes.
  mutating func unsubscribed(from schoolClass: UniqueID) {
    boards[schoolClass]?.subscribers -= 1
    guard let board = boards[schoolClass], board.subscribers == 0 else { return }
    boards[schoolClass] = nil
    forget(board.students, on: schoolClass)
  }

  /// Takes in what a class is called and joined with now.
  mutating func change(_ schoolClass: SchoolClass) { boards[schoolClass.id]?.change(schoolClass) }

  /// Takes a class in as it was just read; nil where it is no longer its teacher's.
  mutating func reload(_ schoolClass: UniqueID, _ entries: [BoardEntry]?) {
    guard let before = boards[schoolClass]?.students else { return }
    boards[schoolClass]?.reload(entries)
    forget(before, on: schoolClass)
    note(boards[schoolClass]?.students ?? [], on: schoolClass)
  }

  /// Takes a pupil in as just read, on every board of theirs.
  mutating func update(_ entry: BoardEntry) {
    for schoolClass in classes[entry.studentID] ?? [] { boards[schoolClass]?.update(entry) }
  }

  /// Makes what changed, time among it, into what subscribers are sent; a board that has been silent for so long shows
  /// that it lives.
  ///
  /// - Returns: How many rows changed.
  mutating func refresh(
    at now: Timestamp, uptime: Duration, heartbeat: Duration, heard: (UniqueID) -> [Presence]
  ) -> Int {
    var changes = 0
    for id in Array(boards.keys) {
      // Taken out meanwhile: a board that stands in two places is copied when it changes.
      guard var board = boards.removeValue(forKey: id) else { continue }
      changes += board.refresh(at: now, uptime: uptime, heard: heard)
      if uptime - board.lastFrameAt >= heartbeat { board.addHeartbeat(at: uptime) }
      boards[id] = board
    }
    return changes
  }

  /// Keeps somebody waiting who has that revision of a board; false where there is something for them already.
  mutating func wait(
    for schoolClass: UniqueID, after known: Int, _ waiter: CheckedContinuation<Void, Never>
  ) -> Bool {
    boards[schoolClass]?.wait(after: known, waiter) ?? false
  }

  /// Those who need not wait any longer; everybody where all is over.
  mutating func takeWaiters(isOver: Bool = false) -> [CheckedContinuation<Void, Never>] {
    boards.keys.flatMap { boards[$0]?.takeWaiters(isOver: isOver) ?? [] }
  }

  private mutating func note(_ students: [UniqueID], on schoolClass: UniqueID) {
    for student in students { classes[student, default: []].insert(schoolClass) }
  }

  private mutating func forget(_ students: [UniqueID], on schoolClass: UniqueID) {
    for student in students {
      classes[student]?.remove(schoolClass)
      if classes[student]?.isEmpty == true { classes[student] = nil }
    }
  }
}
