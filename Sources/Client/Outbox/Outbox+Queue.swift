package import Primitives
package import XP

extension Outbox {
  /// Puts an event, and with it the progress that it is on quests, into the owner's queues: both or neither. Returns only
  /// once they survive a loss of power: after a COMMIT with `synchronous=FULL`, or an fsync of the journal.
  ///
  /// An event that is there already, with the same payload, is left as it is, and its quest progress was stored with
  /// it. Progress on a quest whose goal is reached already is not stored. On a full disk the event goes to a journal on
  /// another one, where there is one, until there is space again.
  ///
  /// - Returns: The owner's state, this event included, and how the quests that it is progress on stand: read in the
  ///   transaction that stores it.
  /// - Throws: `OutboxError` where the event is not stored; the next call tries anew.
  @discardableResult
  package func enqueue(
    _ event: XPEvent, quests: [QuestEvent] = [], owner: Owner
  ) throws(OutboxError) -> OutboxSnapshot {
    try validate(event, quests, owner)
    do throws(OutboxError) {
      var progress: [CivilDate: [String: QuestProgress]] = [:]
      var snapshot = try change(owner) { db, key in
        progress = try db.insert(event, with: quests, key: key)
      } journal: { journal throws(OutboxError) in
        try journal.append(event, with: quests, owner: owner)
        for day in Set(quests.map(\.questDate)) { progress[day] = journal.progress(of: owner, on: day) }
      }
      snapshot.questProgress = progress
      return snapshot
    } catch .diskFull {
      return try journalInstead(event, quests, owner)
    }
  }

  private func validate(_ event: XPEvent, _ quests: [QuestEvent], _ owner: Owner) throws(OutboxError) {
    try event.validate(for: owner)
    for quest in quests { try quest.validate(for: owner) }
  }

  /// The owner's oldest waiting events, by id.
  package func batch(of limit: Int, owner: Owner) throws(OutboxError) -> [XPEvent] {
    try oldest(limit, of: owner) { $0.waiting(of: owner) }
  }

  /// The oldest events of a queue. Rows that do not fit their checksums are set aside on the way.
  func oldest<Event: QueuedEvent>(
    _ limit: Int, of owner: Owner, journaled: (JournalContents) -> [Event]
  ) throws(OutboxError) -> [Event] {
    while true {
      // The operation runs a second time where its first run met damage, in a file that has been checked by
      // then.
      var isSound = false
      let found: (events: [Event], damaged: Int) = try perform(.read) { db in
        defer { isSound = true }
        return try db.batch(of: limit, owner: owner, isSound: isSound)
      } journal: { journal throws(OutboxError) in
        (Array(journaled(journal.read()).prefix(max(0, limit))), 0)
      }
      if found.damaged == 0 { return found.events }
      let time = now()
      try perform(.write) { db in
        try db.setDamagedAside(Event.self, among: limit, of: owner, at: time)
      } journal: { _ throws(OutboxError) in
      }
    }
  }

  /// Takes the events that the server named out of the owner's rows and stores the total it told, in one
  /// transaction: the sum of the two never jumps backwards in between. An older total never replaces a newer
  /// one.
  ///
  /// Ids that the owner doesn't have are ignored.
  ///
  /// - Parameter time: By this computer's clock.
  @discardableResult
  package func acknowledge(
    _ ids: some Collection<UniqueID>, owner: Owner, total: LedgerTotal, at time: Timestamp
  ) throws(OutboxError) -> OutboxSnapshot {
    let ids = Array(ids)
    let unfiled = try fileCopies(of: ids, owner: owner, at: time)
    return try change(owner) { db, key in
      try db.keepUnfiled(unfiled, key: key)
      try db.countTowardsHomework(ids, key: key)
      try db.delete(ids, from: .points, key: key)
      try db.store(total, key: key)
      try db.storeSuccess(at: time, key: key)
    } journal: { journal throws(OutboxError) in
      let contents = journal.read()
      let known = ids.filter { contents.event($0, of: owner) != nil }
      let records = known.isEmpty ? [] : [JournalRecord.acknowledged(known, owner)]
      try journal.hear(total, at: time, owner: owner, with: records)
    }
  }

  /// Stores a total heard without an acknowledgement, unless a newer one is known: a success, which ends
  /// whatever failure was stored.
  @discardableResult
  package func recordTotal(_ total: LedgerTotal, owner: Owner) throws(OutboxError) -> OutboxSnapshot {
    try change(owner) { db, key in
      try db.storeHeard(total, at: nil, key: key)
    } journal: { journal throws(OutboxError) in
      try journal.hear(total, owner: owner)
    }
  }

  /// Stores why the last attempt failed, for the status of this and every other process. Writes only what is
  /// new.
  @discardableResult
  package func recordFailure(
    _ sentence: String, signInNeeded: Bool, owner: Owner
  ) throws(OutboxError) -> OutboxSnapshot {
    let known = try snapshot(owner: owner)
    if known.lastAttemptFailed, known.lastError == sentence, known.signInNeeded == signInNeeded {
      return known
    }
    return try change(owner) { db, key in
      try db.storeFailure(sentence, signInNeeded: signInNeeded, key: key)
    } journal: { journal throws(OutboxError) in
      journal.remember(owner) { heard in
        heard.lastError = sentence
        heard.lastAttemptFailed = true
        heard.signInNeeded = signInNeeded
      }
    }
  }
}

extension OutboxSnapshot {
  /// Takes a total and the time of a success in, unless newer ones are known.
  mutating func hear(_ total: LedgerTotal?, at time: Timestamp?) {
    if let total { self.total = self.total.map { total.newer(than: $0) } ?? total }
    lastSyncAt = [lastSyncAt, time].compactMap(\.self).max()
  }

  mutating func clearFailure() {
    lastError = nil
    lastAttemptFailed = false
    signInNeeded = false
  }
}

extension XPEvent {
  /// What the schema checks too, checked first so that the journal never holds what the database refuses.
  func validate(for owner: Owner) throws(OutboxError) {
    guard studentID == owner.studentID else { throw .differentStudents }
    guard (0...Award.maximum).contains(delta) else {
      throw .invalidEvent(reason: .points(delta))
    }
    let letters = kind.utf8
    let isKind = letters.allSatisfy { character in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(character)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) || character == UInt8(ascii: "_")
    }
    guard (1...32).contains(letters.count), isKind else {
      throw .invalidEvent(reason: .kind(kind))
    }
    guard metadata.object != nil, metadata.utf8.count <= 4096 else {
      throw .invalidEvent(reason: .metadata)
    }
  }
}

extension QuestEvent {
  /// As for points.
  func validate(for owner: Owner) throws(OutboxError) {
    guard studentID == owner.studentID else { throw .differentStudents }
    guard (1...Award.maximum).contains(progress) else {
      throw .invalidEvent(reason: .progress(progress))
    }
  }
}
