import Files
import Primitives
import XP

// How what was journaled gets into the database.
extension OutboxState {
  /// Why the counts may be too low, or some of it can't be sent; nil when all is well.
  var problem: OutboxProblem? {
    if database == nil { return .notOpen(openError ?? .closed) }
    if let leftOver { return .journalWaits(leftOver.reason) }
    return journal.ignoredDirectory.map { .journalOfOthers(folder: $0) }
  }

  /// Why a restart of the computer would lose some of what waits: it lies in a folder in memory; nil where none does. Where
  /// the outbox itself is to be in such a folder, its journal may be there too.
  func restartDanger(of snapshot: OutboxSnapshot) -> OutboxError.Reason? {
    let isHomeInMemory = database?.isInMemory ?? FileSystem.isInMemory(directory)
    if isHomeInMemory, mayBeInMemory { return nil }
    if snapshot.journaled > 0, journal.isInMemory {
      return (leftOver ?? openError)?.reason ?? .noJournalDisk
    }
    return isHomeInMemory && snapshot.pendingEvents > 0 ? .folderInMemory : nil
  }

  /// What is known of the place as a whole goes with what is known of an owner.
  mutating func completed(_ snapshot: OutboxSnapshot) -> OutboxSnapshot {
    var snapshot = snapshot
    looks += 1
    snapshot.number = looks
    snapshot.problem = problem
    snapshot.untilRestart = restartDanger(of: snapshot)
    return snapshot
  }

  /// Keeps an event in a journal although the database is open, whose disk is full.
  ///
  /// - Throws: `OutboxError.diskFull` where no journal has room either.
  mutating func journalInstead(
    _ event: XPEvent, _ quests: [QuestEvent], _ owner: Owner
  ) throws(OutboxError) {
    do throws(OutboxError) {
      try journal.append(event, with: quests, owner: owner)
    } catch {
      throw .diskFull
    }
    leftOver = .diskFull
  }

  /// Opens the database where it is not open, carries a waiting journal in, and waits for no lock.
  ///
  /// - Returns: True where something came of it.
  mutating func recover() -> Bool {
    let (wasJournaling, oldLeftOver) = (database == nil, leftOver)
    var isCarried = false
    if database != nil, gate?.isInPlace == false { gate = (try? FileLock(path: gatePath)) ?? gate }
    if database?.isInPlace == false, (try? follow(waits: false)) != nil { return true }
    if wasJournaling { open(waits: false) } else { isCarried = drainJournal(waits: false) }
    return isCarried || wasJournaling != (database == nil) || oldLeftOver != leftOver
  }

  /// Carries what is in the journals into the database, which must be open. A journal that can't be carried
  /// over now stays as it is, for the next attempt.
  ///
  /// - Returns: True where a journal was carried over.
  @discardableResult
  mutating func drainJournal(waits: Bool) -> Bool {
    leftOver = nil
    guard let database, let gate, !journal.heard.isEmpty || journal.isWaiting else { return false }
    guard gate.acquire(.shared, waits: waits) else {
      leftOver = .busy
      return false
    }
    // A journal carried into a file that was put aside meanwhile would be lost.
    guard database.isInPlace else {
      gate.release()
      try? follow(waits: waits)
      return true
    }
    defer { gate.release() }
    var isCarried = false
    for file in journal.all {
      do throws(OutboxError) {
        if try drain(file, into: database, waits: waits) { isCarried = true }
      } catch {
        leftOver = error
      }
    }
    if (try? database.store(journal.heard)) != nil { journal.forgetHeard() }
    return isCarried
  }

  private mutating func drain(
    _ file: JournalFile, into database: OutboxDatabase, waits: Bool
  ) throws(OutboxError) -> Bool {
    var carried = 0
    let left = try file.drain(stamp: now().fileStamp, waits: waits) { records throws(OutboxError) in
      do {
        let (stored, refused) = try database.carry(records)
        carried = stored
        return refused
      } catch {
        throw explain(error)
      }
    }
    guard let left else { return false }
    if carried > 0 { notices.append(.journalCarriedOver(events: carried)) }
    if let kept = left.keptAs {
      notices.append(.journalUnreadable(lines: left.unreadable, keptAs: kept))
    }
    return true
  }
}
