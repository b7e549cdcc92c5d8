import Files
import GRDB

// What is done where the path no longer leads to the files that are open.
extension OutboxState {
  /// Goes on with what the path leads to now. What only the open connection still has is carried over.
  ///
  /// - Throws: `OutboxError.busy` where others are at work and that has to wait.
  mutating func follow(waits: Bool = true) throws(OutboxError) {
    guard let database, let gate else { return open(waits: waits) }
    if database.isLost {
      lost.append(database)
    } else if FileIdentity(path: path) == database.identity {
      // The log alone is gone, and what is in it would be with this connection.
      guard gate.acquire(.exclusive, waits: waits) else { throw .busy }
      defer { gate.release() }
      if !database.checkpoint() { replace(database) }
    }
    reopen(waits: waits)
  }

  /// Puts a new file with everything that the connection can still read into the place of one whose log is gone.
  private mutating func replace(_ database: OutboxDatabase) {
    guard
      let (carried, aside) = try? rescue().replace({ try Salvage(target: $0).run(from: database.queue) })
    else {
      lost.append(database)
      return
    }
    notices.append(.logGone(carriedOver: carried.total, keptAs: aside))
  }

  /// Carries what lost databases hold into the open one. What can't be carried over now stays open for the next attempt.
  mutating func carryLost() {
    guard let database, let gate, !lost.isEmpty, gate.acquire(.shared) else { return }
    defer { gate.release() }
    while let oldest = lost.first {
      guard let carried = try? Salvage(target: database.queue).run(from: oldest.queue) else { return }
      lost.removeFirst()
      notices.append(.removed(carriedOver: carried.total))
    }
  }
}
