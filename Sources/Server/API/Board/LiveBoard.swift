import NIOCore
import Primitives
import Store
import Wire

/// A class's board as long as somebody watches it: its rows, and the latest changes as the bytes that every subscriber
/// is sent.
///
/// There is no queue a subscriber. Each remembers which revision it has; whoever has fallen behind the changes that are
/// kept gets the whole board again.
struct LiveBoard: Sendable {
  /// What a subscriber is to be sent next.
  enum Next: Sendable {
    /// These bytes, after which it has that revision.
    case bytes(ByteBuffer, revision: Int, isSnapshot: Bool)
    case nothing
    /// The stream ends.
    case end
  }

  /// Changes that are kept: whoever lacks more is better served by the whole board.
  var keptFrames: Int { min(512, max(64, 2 * order.count)) }

  private(set) var schoolClass: SchoolClass
  let teacher: UniqueID
  /// Those who watch.
  var subscribers = 0
  private var waiters: [CheckedContinuation<Void, Never>] = []
  /// There is something that those who wait have not seen.
  private var hasNews = false
  /// Nobody may watch this any more.
  private(set) var isEnded = false
  /// When the last bytes were made, for the sign of life.
  private(set) var lastFrameAt: Duration

  private var entries: [UniqueID: BoardEntry] = [:]
  private var order: [UniqueID] = []
  private var rows: [UniqueID: BoardRow] = [:]
  private var revision = 0
  /// The changes that led to the revisions up to this one; the last is of `revision`.
  private var frames: [ByteBuffer] = []

  init(_ schoolClass: SchoolClass, teacher: UniqueID, entries: [BoardEntry], at uptime: Duration) {
    self.schoolClass = schoolClass
    self.teacher = teacher
    lastFrameAt = uptime
    order = entries.map(\.studentID)
    self.entries = Dictionary(entries.map { ($0.studentID, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var students: [UniqueID] { order }

  /// Takes entries of its own pupils in anew.
  mutating func update(_ entry: BoardEntry) {
    if entries[entry.studentID] != nil { entries[entry.studentID] = entry }
  }

  /// Takes in that the class is called otherwise, has another code, or takes nobody new: whoever watches starts over.
  mutating func change(_ changed: SchoolClass) {
    guard changed != schoolClass else { return }
    schoolClass = changed
    startOver()
  }

  /// Takes the whole class in anew; nil where it is no longer that teacher's.
  mutating func reload(_ entries: [BoardEntry]?) {
    guard let entries else {
      (isEnded, hasNews) = (true, true)
      return
    }
    let now = Set(entries.map(\.studentID))
    let isAnyGone = order.contains { !now.contains($0) }
    order = entries.map(\.studentID)
    self.entries = Dictionary(entries.map { ($0.studentID, $0) }, uniquingKeysWith: { first, _ in first })
    rows = rows.filter { now.contains($0.key) }
    // A row that went is no row that changed: everybody starts over.
    if isAnyGone { startOver() }
  }

  /// Works the rows out and keeps what changed for those who watch.
  ///
  /// - Returns: How many rows changed.
  mutating func refresh(at now: Timestamp, uptime: Duration, heard: (UniqueID) -> [Presence]) -> Int {
    var changes = 0
    for student in order {
      guard let entry = entries[student] else { continue }
      let row = BoardRow(entry, heard: heard(student), at: now)
      guard rows[student] != row else { continue }
      // What nobody has been told of yet is in the first snapshot.
      if rows.updateValue(row, forKey: student) != nil || revision > 0 {
        keep(Self.frame(BoardEvent.student, row.json), at: uptime)
        changes += 1
      }
    }
    if revision == 0 { revision = 1 }
    return changes
  }

  /// A sign of life for those who watch.
  mutating func addHeartbeat(at uptime: Duration) { keep(ByteBuffer(string: ": alive\n\n"), at: uptime) }

  /// Keeps somebody waiting who has that revision; false where there is something for them already.
  mutating func wait(after known: Int, _ waiter: CheckedContinuation<Void, Never>) -> Bool {
    guard !isEnded, known == revision else { return false }
    waiters.append(waiter)
    return true
  }

  /// Those who need not wait any longer.
  mutating func takeWaiters(isOver: Bool = false) -> [CheckedContinuation<Void, Never>] {
    guard hasNews || isOver else { return [] }
    hasNews = false
    defer { waiters = [] }
    return waiters
  }

  /// What comes after a revision; 0 is before everything.
  func next(after known: Int, now: Timestamp) -> Next {
    if isEnded { return .end }
    if known == revision { return .nothing }
    let missing = revision - known
    guard known > 0, missing <= frames.count else {
      return .bytes(
        Self.frame(BoardEvent.snapshot, board(at: now).json), revision: revision, isSnapshot: true)
    }
    var bytes = ByteBuffer()
    for var frame in frames.suffix(missing) { bytes.writeBuffer(&frame) }
    return .bytes(bytes, revision: revision, isSnapshot: false)
  }

  func board(at now: Timestamp) -> Board {
    Board(schoolClass: schoolClass, now: now, rows: order.compactMap { rows[$0] })
  }

  private mutating func keep(_ frame: ByteBuffer, at uptime: Duration) {
    if frames.count >= keptFrames { frames.removeFirst(frames.count - keptFrames + 1) }
    frames.append(frame)
    revision += 1
    hasNews = true
    lastFrameAt = uptime
  }

  private mutating func startOver() {
    frames = []
    revision += 1
    hasNews = true
  }

  private static func frame(_ name: String, _ data: JSON) -> ByteBuffer {
    var bytes = ByteBuffer(string: "event: \(name)\ndata: ")
    bytes.writeBytes(data.utf8)
    bytes.writeString("\n\n")
    return bytes
  }
}
