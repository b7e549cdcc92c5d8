import GRDB
package import Primitives
import Synchronization
package import XP

/// What ledgers have acknowledged: copied before it leaves the outbox, and found again when a ledger has lost it.
extension Outbox {
  /// Works with the history. A damaged one is begun anew, with what can be read of it; a change of the file's place is
  /// followed.
  ///
  /// - Throws: `OutboxError.historyUnavailable`.
  private func withHistory<Value: Sendable>(_ body: (History) throws -> Value) throws(OutboxError) -> Value {
    let directory = directory
    do {
      return try history.withLock { history in
        if history?.isInPlace == false { history = nil }
        do {
          let open = try history ?? History(directory: directory)
          history = open
          return try body(open)
        } catch let error as DatabaseError where error.isDamage {
          history?.close()
          history = nil
          notify(try History.replaceCondemned(in: directory, after: error, at: now()))
          let new = try History(directory: directory)
          history = new
          return try body(new)
        } catch {
          // Opened anew the next time.
          history = nil
          throw error
        }
      }
    } catch {
      let cause = OutboxError(error, directory: directory)
      throw .historyUnavailable(
        reason: cause == .busy ? .lockedByAnotherProgram : cause.reason, isBusy: cause == .busy)
    }
  }

  /// Copies events into the history before they leave the outbox.
  ///
  /// - Returns: The copies that could not be filed there now: they go into the outbox's own list, in the transaction that
  ///   takes the events out of their queues, so that nothing waits for the history and nothing is without a copy.
  func fileCopies(
    of ids: [UniqueID], owner: Owner, at time: Timestamp
  ) throws(OutboxError) -> [AcknowledgedCopy] {
    let leaving = try perform(.read) { db in
      try db.copies(of: ids, owner: owner)
    } journal: { journal throws(OutboxError) in
      let contents = journal.read()
      return AcknowledgedCopy.inOrder(
        ids.compactMap { contents.event($0, of: owner) }, ids.compactMap { contents.quest($0, of: owner) })
    }
    guard !leaving.isEmpty else { return [] }
    do throws(OutboxError) {
      let names = try fileUnfiled(of: owner, at: time)
      try withHistory {
        try $0.keep(leaving, ledger: names.ledger, student: owner.studentID, at: time)
      }
      return []
    } catch {
      return leaving
    }
  }

  /// Files the copies of an owner that could not be filed earlier.
  ///
  /// - Returns: What the owner's copies are filed under.
  private func fileUnfiled(of owner: Owner, at time: Timestamp) throws(OutboxError) -> Database.LedgerNames {
    while true {
      let (names, unfiled) = try perform(.read) { db in
        (try db.ledgerNames(of: owner), try db.unfiledCopies(of: owner, History.pageLength))
      } journal: { _ throws(OutboxError) in
        (Database.LedgerNames(ledger: owner.ledger ?? "", addresses: []), (copies: [], last: 0))
      }
      guard !unfiled.copies.isEmpty else { return names }
      try withHistory {
        try $0.keep(unfiled.copies, ledger: names.ledger, student: owner.studentID, at: time)
      }
      try perform(.write) {
        try $0.removeUnfiled(of: owner, upTo: unfiled.last)
      } journal: { _ throws(OutboxError) in
      }
    }
  }

  /// How many acknowledged events, whosever they are, have their copies in the outbox because history.sqlite could not be
  /// written.
  package func unfiledCopies() throws(OutboxError) -> Int {
    try perform(.read) {
      try $0.row("SELECT count(*) FROM unfiled_copies")?.value(0) ?? 0
    } journal: { _ throws(OutboxError) in
      0
    }
  }

  /// The events of points that the ledger acknowledged last, the newest first.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - isSinceCompared: More than that many, where that takes it: all since the ledger was last found to have everything.
  package func newestAcknowledged(
    _ count: Int, sinceCompared isSinceCompared: Bool = false, of owner: Owner
  ) throws(OutboxError) -> [AcknowledgedEvent] {
    let names = try fileUnfiled(of: owner, at: now())
    return try withHistory { history in
      if !names.addresses.isEmpty {
        try history.rename(names.addresses, to: names.ledger, student: owner.studentID)
      }
      let position =
        isSinceCompared ? try history.compared(ledger: names.ledger, student: owner.studentID) : nil
      return try history.newest(count, since: position, ledger: names.ledger, student: owner.studentID)
    }
  }

  /// Notes that the ledger was found to have everything up to that event, by its position: what is acknowledged from then on is
  /// what the next comparison looks for, in this run of the program or in a later one.
  package func noteCompared(_ position: Int64, of owner: Owner) throws(OutboxError) {
    let names = try fileUnfiled(of: owner, at: now())
    try withHistory { try $0.noteCompared(position, ledger: names.ledger, student: owner.studentID) }
  }

  /// Those events of points among some that the ledger has acknowledged, to whichever process of this computer, and that are
  /// not to be sent again.
  package func acknowledged(
    among ids: [UniqueID], of owner: Owner
  ) throws(OutboxError) -> [UniqueID] {
    // Only what waits no more can be acknowledged: as long as everything waits, the history is left alone.
    let gone = try perform(.read) { db in
      guard let key = try db.key(of: owner) else { return [UniqueID]() }
      return try ids.filter { id in
        try [QueueSQL.points.withID, QueueSQL.points.quarantinedWithID].allSatisfy {
          try db.row($0, [key, id.blob]) == nil
        }
      }
    } journal: { journal throws(OutboxError) in
      let contents = journal.read()
      return ids.filter { contents.event($0, of: owner) == nil }
    }
    guard !gone.isEmpty else { return [] }
    let names = try fileUnfiled(of: owner, at: now())
    return try withHistory { history in
      if !names.addresses.isEmpty {
        try history.rename(names.addresses, to: names.ledger, student: owner.studentID)
      }
      return try history.known(gone, ledger: names.ledger, student: owner.studentID)
    }
  }

  /// The ledger was restored from a backup: puts into the queues again what it acknowledged and has no more, and takes its
  /// word for the total, although an older one than was known.
  ///
  /// Quest progress goes from the first lost event of points on, with what was acknowledged just before it: which progress it
  /// has the ledger does not tell, and a resend is harmless.
  ///
  /// - Parameters:
  ///   - stored: The events of points that the ledger has.
  ///   - total: What it says now.
  /// - Returns: How many events of points are sent again.
  /// - Throws: Where the copies can't be read, and before the total is another: to be tried again.
  package func sendAgain(
    of owner: Owner, but stored: Set<UniqueID>, total: LedgerTotal
  ) throws(OutboxError) -> Int {
    let names = try fileUnfiled(of: owner, at: now())
    var (lostCount, position) = (0, Int64(-1))
    // Progress since the last event of points that the ledger has.
    var doubtful: [QuestEvent] = []
    func queue(_ points: [XPEvent], _ quests: [QuestEvent]) throws(OutboxError) {
      guard !points.isEmpty || !quests.isEmpty else { return }
      try perform(.write) { db in
        let key = try db.makeKey(of: owner)
        for event in points { try db.insert(event, key: key) }
        for event in quests { try db.insert(event, key: key) }
      } journal: { journal throws(OutboxError) in
        for event in points { try journal.append(event, with: [], owner: owner) }
      }
    }
    while let page = try withHistory({ [position] in
      try $0.page(after: position, ledger: names.ledger, student: owner.studentID)
    }) {
      position = page.last
      var lost: [XPEvent] = []
      for copy in page.copies {
        if let quest = copy.quest(of: owner.studentID) { doubtful.append(quest) }
        guard let event = copy.points(of: owner.studentID) else { continue }
        if !stored.contains(event.id) {
          lost.append(event)
        } else if lostCount + lost.count == 0 {
          doubtful = []
        }
      }
      if lostCount + lost.count > 0 {
        try queue(lost, doubtful)
        doubtful = []
      }
      lostCount += lost.count
    }
    try queue([], doubtful)
    try perform(.write) { db in
      try db.replaceTotal(total, key: try db.makeKey(of: owner))
    } journal: { journal throws(OutboxError) in
      journal.remember(owner) { $0.total = total }
    }
    return lostCount
  }
}
