package import Primitives
package import XP

/// How far an owner is with one quest.
package struct QuestProgress: Hashable, Sendable {
  /// What the server has, as it last told.
  package var confirmed = 0
  /// What waits here.
  package var pending = 0
  /// True once the server told of the bonus.
  package var isCompleted = false

  /// Progress of the given parts.
  package init(confirmed: Int = 0, pending: Int = 0, isCompleted: Bool = false) {
    self.confirmed = confirmed
    self.pending = pending
    self.isCompleted = isCompleted
  }

  /// True where more progress can't matter: the server has the goal's worth, or will have once what waits here is sent.
  ///
  /// The two are not added up: where an answer was lost, what waits here is among what the server has.
  func isReached(goal: Int) -> Bool { isCompleted || max(confirmed, pending) >= goal }
}

/// What the server told of quests, homework and word sets, kept for play without a network.
///
/// It is a copy that can be asked for again: while journaling it is kept in memory alone.
extension Outbox {
  /// The owner's oldest waiting quest progress, by id.
  package func questBatch(of limit: Int, owner: Owner) throws(OutboxError) -> [QuestEvent] {
    try oldest(limit, of: owner) { $0.waitingQuests(of: owner) }
  }

  /// Takes quest progress that the server named out of the owner's rows and stores how the quests stand and what the
  /// total is, bonuses included, in one transaction. Otherwise as `acknowledge`.
  ///
  /// - Parameters:
  ///   - standings: How quests of the owner stand now. Progress never falls, and a bonus stays awarded.
  ///   - tellsGamesPlayed: False keeps the games played that are known.
  @discardableResult
  package func acknowledgeQuests(
    _ ids: some Collection<UniqueID>, owner: Owner, standings: [QuestStanding], total: LedgerTotal,
    tellsGamesPlayed: Bool, at time: Timestamp
  ) throws(OutboxError) -> OutboxSnapshot {
    let ids = Array(ids)
    let unfiled = try fileCopies(of: ids, owner: owner, at: time)
    // Without the games played a first total is none: it is asked for.
    func whole(_ known: LedgerTotal?) -> LedgerTotal? {
      if tellsGamesPlayed { return total }
      return known.map {
        LedgerTotal(totalXP: total.totalXP, gamesPlayed: $0.gamesPlayed, version: total.version)
      }
    }
    return try change(owner) { db, key in
      try db.keepUnfiled(unfiled, key: key)
      try db.delete(ids, from: .quests, key: key)
      try db.store(standings, key: key)
      if let total = whole(try db.snapshot(of: key).total) { try db.store(total, key: key) }
      try db.storeQuestsUnknown(false, key: key)
      try db.storeSuccess(at: time, key: key)
    } journal: { journal throws(OutboxError) in
      let contents = journal.read()
      let known = ids.filter { contents.holdsQuest($0, of: owner) }
      let records = known.isEmpty ? [] : [JournalRecord.acknowledged(known, owner)]
      if let total = whole(journal.snapshot(of: owner).total) {
        try journal.hear(total, at: time, owner: owner, with: records)
      } else {
        try journal.append(records)
      }
      journal.hear(standings, of: owner)
    }
  }

  /// Stores how quests of the owner stand, heard without an acknowledgement.
  package func recordStandings(_ standings: [QuestStanding], owner: Owner) throws(OutboxError) {
    try perform(.write) { db in
      try db.store(standings, key: try db.makeKey(of: owner))
    } journal: { journal throws(OutboxError) in
      journal.hear(standings, of: owner)
    }
  }

  /// Remembers that the server knows no quests, for the status of this and every other process.
  @discardableResult
  package func recordQuestsUnknown(owner: Owner) throws(OutboxError) -> OutboxSnapshot {
    try change(owner) { db, key in
      try db.storeQuestsUnknown(true, key: key)
    } journal: { journal throws(OutboxError) in
      journal.remember(owner) { $0.questsUnknown = true }
    }
  }

  /// How far the owner is with the quests of a date, by `Quest.id`; one that is not named has no progress.
  package func questProgress(owner: Owner, on date: CivilDate) throws(OutboxError) -> [String: QuestProgress]
  {
    try perform(.read) { db in
      guard let key = try db.key(of: owner) else { return [:] }
      return try db.progress(of: key, on: date)
    } journal: { journal throws(OutboxError) in
      journal.progress(of: owner, on: date)
    }
  }

  /// The owner's refused quest progress, oldest first.
  package func quarantinedQuests(owner: Owner) throws(OutboxError) -> [Quarantined<QuestEvent>] {
    try perform(.read) {
      try $0.quarantined(owner: owner)
    } journal: { journal throws(OutboxError) in
      journal.read().refusedQuests(of: owner)
    }
  }

  /// The open homework that the server told of last. What it has confirmed since counts as earned.
  package func homework(owner: Owner) throws(OutboxError) -> [Homework] {
    try perform(.read) {
      try $0.homework(of: owner)
    } journal: { journal throws(OutboxError) in
      journal.homework[owner] ?? []
    }
  }

  /// Stores the open homework.
  package func recordHomework(_ homework: [Homework], owner: Owner) throws(OutboxError) {
    try perform(.write) { db in
      try db.store(homework, key: try db.makeKey(of: owner))
    } journal: { journal throws(OutboxError) in
      journal.homework[owner] = homework
    }
  }

  /// Which version of which of the server's word sets lies on this computer.
  package func setVersions(owner: Owner) throws(OutboxError) -> [UniqueID: String] {
    try perform(.read) {
      try $0.setVersions(of: owner)
    } journal: { journal throws(OutboxError) in
      journal.setVersions[owner] ?? [:]
    }
  }

  /// Stores which version of a set lies here now; nil where it no longer does.
  package func recordSetVersion(_ version: String?, of set: UniqueID, owner: Owner) throws(OutboxError) {
    try perform(.write) { db in
      try db.storeSetVersion(version, of: set, key: try db.makeKey(of: owner))
    } journal: { journal throws(OutboxError) in
      journal.setVersions[owner, default: [:]][set] = version
    }
  }
}
