import Files
import Primitives
import XP

/// What stands in for the database while it can't be opened: journal files in one or more directories, and
/// what is not kept there (the last error, a total that no journal took), kept in memory.
struct Journal: Sendable {
  private var files: [JournalFile]
  private var contents = JournalContents()
  /// What was heard since the database was open last: its counts are not used.
  private(set) var heard: [Owner: OutboxSnapshot] = [:]
  /// What the server told of quests, homework and word sets: a copy, asked for again by the next run.
  private var standings: [Owner: [QuestStanding]] = [:]
  var homework: [Owner: [Homework]] = [:]
  var setVersions: [Owner: [UniqueID: String]] = [:]
  var clockSkewMilliseconds: Int64?
  /// What this computer is called while the database, which may know another id, can't be read.
  let deviceID: UniqueID

  /// A journal in the first of these directories that takes it.
  ///
  /// - Parameter others: Where one may lie besides, and is read and carried over.
  init(directories: [String], others: [String] = [], deviceID: UniqueID) {
    files =
      directories.map { JournalFile(directory: $0) }
      + others.filter { !directories.contains($0) }.map { JournalFile(directory: $0, isWritten: false) }
    self.deviceID = deviceID
  }

  /// True where a journal waits to be carried into the database.
  var isWaiting: Bool { files.contains(where: \.isWaiting) }

  /// The directory of a journal that is not used because others may read or write there; nil where there is
  /// none.
  var ignoredDirectory: String? { files.first(where: \.isIgnored)?.directory }

  /// True where a journal that waits lies in memory.
  var isInMemory: Bool { files.contains { $0.isWaiting && FileSystem.isInMemory($0.directory) } }

  var all: [JournalFile] { files }

  /// What the files hold now, appends of other processes included.
  mutating func read() -> JournalContents {
    var news: [JournalRecord] = []
    var (isReplaced, isLost) = (false, false)
    for index in files.indices {
      let new = files[index].readNew()
      (isReplaced, isLost) = (isReplaced || new.isReplaced, isLost || new.isLost)
      news += new.records
    }
    guard isReplaced else {
      for record in news { contents.apply(record) }
      return contents
    }
    let before = contents
    contents = JournalContents()
    files = files.map { JournalFile(directory: $0.directory, isWritten: $0.isWritten) }
    applyNews()
    // A file that was removed is written again; carried over twice, an event counts once.
    let lost = isLost ? before.records(missingIn: contents) : []
    if !lost.isEmpty, (try? append(lost)) != nil { applyNews() }
    return contents
  }

  private mutating func applyNews() {
    for index in files.indices {
      for record in files[index].readNew().records { contents.apply(record) }
    }
  }

  /// Writes the records to the first directory that takes them; returns once they are on the disk.
  mutating func append(_ records: [JournalRecord]) throws(OutboxError) {
    guard !records.isEmpty else { return }
    var reason = OutboxError.Reason.noJournalFolder
    for file in files where file.isWritten {
      do throws(SystemError) {
        return try file.append(records)
      } catch {
        reason = .init(error)
      }
    }
    throw .journalUnavailable(reason: reason)
  }

  /// Writes points with their quest progress, unless the points are there already; progress on a quest that is reached
  /// is left out.
  mutating func append(
    _ event: XPEvent, with quests: [QuestEvent], owner: Owner
  ) throws(OutboxError) {
    if let known = read().event(event.id, of: owner) {
      guard known == event else { throw .conflictingEvent(event.id) }
      return
    }
    var news: [QuestEvent] = []
    for quest in quests {
      let known = progress(of: owner, on: quest.questDate)[quest.questID] ?? QuestProgress()
      if !known.isReached(goal: Quest.goals[quest.questID] ?? .max) { news.append(quest) }
    }
    try append([.won(event, news, owner)])
  }

  mutating func snapshot(of owner: Owner) -> OutboxSnapshot {
    var snapshot = heard[owner] ?? OutboxSnapshot()
    snapshot.clockSkewMilliseconds = clockSkewMilliseconds
    read().count(of: owner, into: &snapshot)
    return snapshot
  }

  /// Changes what is known of an owner besides the events.
  mutating func remember(_ owner: Owner, _ change: (inout OutboxSnapshot) -> Void) {
    change(&heard[owner, default: OutboxSnapshot()])
  }

  /// Takes the server's word in: on the disk together with the records that it belongs to, so that no other
  /// process sees the one without the other. Alone, it may stay in memory where no journal takes it.
  mutating func hear(
    _ total: LedgerTotal, at time: Timestamp? = nil, owner: Owner, with records: [JournalRecord] = []
  ) throws(OutboxError) {
    let known = snapshot(of: owner).total
    let isNews = known != total && (known.map { total.version >= $0.version } ?? true)
    let word = total.isCredible ? [JournalRecord.heard(total, at: time, owner)] : []
    if !records.isEmpty {
      try append(records + word)
    } else if isNews {
      try? append(word)
    }
    remember(owner) { heard in
      heard.hear(total.isCredible ? total : nil, at: time)
      heard.clearFailure()
    }
  }

  /// Takes the server's word on quests in: progress never falls, and a bonus stays awarded.
  mutating func hear(_ news: [QuestStanding], of owner: Owner) {
    remember(owner) { $0.questsUnknown = false }
    for new in news {
      let old = standings[owner]?.first { ($0.questID, $0.date) == (new.questID, new.date) }
      standings[owner, default: []].removeAll { ($0.questID, $0.date) == (new.questID, new.date) }
      standings[owner, default: []].append(
        QuestStanding(
          questID: new.questID, date: new.date, progress: max(new.progress, old?.progress ?? 0),
          goal: new.goal, completedAt: old?.completedAt ?? new.completedAt, bonusXP: new.bonusXP))
    }
  }

  /// How far an owner is with the quests of a date.
  mutating func progress(of owner: Owner, on date: CivilDate) -> [String: QuestProgress] {
    var progress: [String: QuestProgress] = [:]
    for standing in standings[owner] ?? [] where standing.date == date {
      progress[standing.questID] = QuestProgress(
        confirmed: standing.progress, isCompleted: standing.completedAt != nil)
    }
    for event in read().waitingQuests(of: owner) where event.questDate == date {
      progress[event.questID, default: QuestProgress()].pending += event.progress
    }
    return progress
  }

  /// Forgets what was heard: it is in the database now.
  mutating func forgetHeard() { heard = [:] }
}
