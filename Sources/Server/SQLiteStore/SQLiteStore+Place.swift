import GRDB
import Glibc
import Store
import Synchronization

extension SQLiteStore {
  /// - Throws: Where the file is not the one at its path any more, or not the one it was.
  func checkPlace() throws(StoreError) {
    if let sentence = loss.withLock({ $0 }) { throw .unavailable(sentence) }
    guard !lock.isInPlace else { return }
    try lose { Self.rescue(pool, path: path) }
  }

  /// Stores nothing more from now on, and says why, the first time.
  private func lose(_ sentence: () -> String) throws(StoreError) -> Never {
    let (sentence, isNew) = loss.withLock { loss -> (String, Bool) in
      if let loss { return (loss, false) }
      let sentence = sentence()
      loss = sentence
      return (sentence, true)
    }
    if isNew { onLost(sentence) }
    throw .unavailable(sentence)
  }

  /// Does the work with nobody between it and the looks at the file.
  ///
  /// - Throws: Where somebody wrote over the file. What this server had not put into it yet, in the log, belongs to another
  ///   database than what is there now: it is laid aside, or SQLite would mix the two.
  func guarded<Value>(_ work: () throws -> Value) throws -> Value {
    if overwrites?.isWrittenOver == true {
      isWrittenOver.store(true, ordering: .relaxed)
      try lose {
        rename(path + "-wal", path + "-wal.rescued")
        unlink(path + "-shm")
        return
          "another program wrote over the database \(path) while the server was using it; the file is as that program left it: start the server again to go on with it, and pupils' programs send what it lacks"
      }
    }
    defer { overwrites?.note() }
    return try work()
  }

  /// Copies what the open file holds beside the path that no longer leads to it.
  private static func rescue(_ pool: DatabasePool, path: String) -> String {
    let happened =
      "the database \(path) was deleted, or another file put in its place, while the server was using it"
    let copy = "\(path).rescued"
    do {
      guard access(copy, F_OK) != 0 else { throw StoreError.refused("there is one already") }
      let target = try DatabaseQueue(path: copy)
      chmod(copy, 0o600)
      try pool.backup(to: target)
      try target.close()
      return happened
        + "; what it held is kept as \(copy): put that back in its place, or start the server again to go on with the file that is there now"
    } catch {
      return happened
        + "; nothing more is stored: start the server again to go on with the file that is there now"
    }
  }
}
