package import Primitives
import XP

extension Outbox {
  /// Puts events that the server refused aside, with its reasons: they are not sent again until someone asks
  /// for it.
  ///
  /// Ids may be of points and of quest progress; those that are in neither of the owner's queues are ignored.
  @discardableResult
  package func quarantine(
    _ rejections: [(id: UniqueID, code: String, detail: String)], owner: Owner, at time: Timestamp
  ) throws(OutboxError) -> OutboxSnapshot {
    try change(owner) { db, key in
      for (id, code, detail) in rejections {
        try db.quarantine(id, code: code, detail: detail, at: time, key: key)
      }
    } journal: { journal throws(OutboxError) in
      let contents = journal.read()
      let waiting = rejections.filter { contents.isWaiting($0.id, of: owner) }
      try journal.append(
        waiting.map { .refused($0.id, code: $0.code, detail: $0.detail, at: time, owner) })
    }
  }

  /// The owner's refused events, oldest first.
  package func quarantinedEvents(owner: Owner) throws(OutboxError) -> [QuarantinedEvent] {
    try perform(.read) {
      try $0.quarantined(owner: owner)
    } journal: { journal throws(OutboxError) in
      journal.read().refused(of: owner)
    }
  }

  /// Puts the owner's refused events, those of quests included, and the damaged rows away for good: they stay on this
  /// computer in lists of their own, which nothing is sent from.
  ///
  /// - Returns: How many.
  package func dismissQuarantined(owner: Owner, at time: Timestamp) throws(OutboxError) -> Int {
    let reason = openError
    return try perform(.write) { db in
      guard let key = try db.key(of: owner) else { return 0 }
      return try db.dismiss(XPEvent.self, of: owner, key: key, at: time)
        + db.dismiss(QuestEvent.self, of: owner, key: key, at: time) + db.dismissDamaged(key: key)
    } journal: { _ throws(OutboxError) in
      throw reason ?? .cannotOpen(reason: .cannotBeOpened)
    }
  }

  /// Puts the owner's refused events, those of quests included, back into their queues, unchanged.
  @discardableResult
  package func retryQuarantined(owner: Owner) throws(OutboxError) -> OutboxSnapshot {
    try change(owner) { db, key in
      try db.retryQuarantined(key: key)
    } journal: { journal throws(OutboxError) in
      if journal.read().hasRefused(of: owner) { try journal.append([.retried(owner)]) }
    }
  }
}
