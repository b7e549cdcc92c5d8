import Files
import GRDB
package import Primitives
import XP

// What was won without a class, and who takes it along.
//
// Everywhere else an event's id and payload never change, because a ledger may have been told them. These were told to
// none: rows of a local profile are sent only after they became a student's. So a student of any id may have them, each as
// an event of a new id that is made of the old one and the student alone. Taken along twice, after a crash or from a copy
// of the same rows on another computer, it is the same event, which a ledger counts once. Two students who take copies of
// one profile's rows along have events of different ids: a ledger refuses an id that is another student's.

extension Outbox {
  /// Gives what a profile without a class has to a student, or to another profile, all in one step. A row that does not fit
  /// its checksum stays where it is.
  ///
  /// - Parameter target: With a ledger, the events get ids of their own for that student; another profile keeps their ids.
  /// - Returns: How many events of points moved, and their points.
  /// - Throws: `OutboxError.cannotOpen` while journaling.
  @discardableResult
  package func bring(from profile: UniqueID, to target: Owner) throws(OutboxError) -> (
    events: Int, points: Int
  ) {
    let source = Owner(ledger: nil, studentID: profile)
    guard source != target else { return (0, 0) }
    let reason = openError
    // Asked for at every start, so that only what there is waits for other processes' writing.
    let isAny = try perform(.read) {
      try $0.hasWaiting(source)
    } journal: { _ throws(OutboxError) in
      true
    }
    guard isAny else { return (0, 0) }
    return try perform(.write) { db in
      let points = try db.bring(XPEvent.self, from: source, to: target)
      _ = try db.bring(QuestEvent.self, from: source, to: target)
      return (points.count, points.reduce(0) { $0 + $1.delta })
    } journal: { _ throws(OutboxError) in
      throw reason ?? .cannotOpen(reason: .cannotBeOpened)
    }
  }

  /// Everybody whom this outbox knows, whether something waits or not.
  package func owners() throws(OutboxError) -> [Waiting] {
    try perform(.read) {
      try $0.owners()
    } journal: { journal throws(OutboxError) in
      journal.read().known
    }
  }

  /// The same of an outbox that is not open: read as it lies there, without healing it or carrying a journal in. Empty where
  /// nothing can be read.
  package static func owners(directory: String, journalDirectories: [String]) -> [Waiting] {
    var journal = Journal(directories: journalDirectories, deviceID: UniqueID(high: 0, low: 0))
    let journaled = journal.read().known
    let path = "\(directory)/outbox.sqlite"
    guard FileSystem.size(of: path) > 0 else { return journaled }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(2)
    guard let queue = try? DatabaseQueue(path: path, configuration: configuration) else { return journaled }
    defer { try? queue.close() }
    return ((try? queue.read { try $0.owners() }) ?? []) + journaled
  }
}

extension Database {
  fileprivate func hasWaiting(_ owner: Owner) throws -> Bool {
    guard let key = try key(of: owner) else { return false }
    return try row(
      "SELECT pending_count + quest_pending_count > 0 FROM owners WHERE owner_id = ?", [key])?.value(0)
      ?? false
  }

  /// Makes the waiting events of a profile those of another owner.
  ///
  /// - Returns: The events as they are now.
  fileprivate func bring<Event: QueuedEvent>(
    _: Event.Type, from source: Owner, to target: Owner
  ) throws -> [Event] {
    guard let old = try key(of: source) else { return [] }
    let new = try makeKey(of: target)
    var brought: [Event] = []
    for row in try rows(Event.queue.batch, [old, -1]) {
      guard let event = Event(row: row, studentID: source.studentID) else { continue }
      let id = target.ledger == nil ? event.id : event.id.taken(by: target.studentID)
      let taken = event.belonging(to: target.studentID, id: id)
      // One that is there with another payload is another event: neither is touched.
      guard (try? insert(taken, key: new)) != nil else { continue }
      try run(Event.queue.delete, [old, event.id.blob])
      brought.append(taken)
    }
    return brought
  }
}

extension [Waiting] {
  /// What waits under profiles without a class that a student may take along: this computer's own and those whose file was
  /// lost, but none that is another student's whom this computer knows.
  package func unclaimed(by student: UniqueID) -> [Waiting] {
    let others = Set(filter { $0.owner.ledger != nil }.map(\.owner.studentID)).subtracting([student])
    return filter {
      $0.owner.ledger == nil && $0.events + $0.questEvents > 0 && !others.contains($0.owner.studentID)
    }
  }
}
