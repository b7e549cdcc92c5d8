import Files
package import Languages
import XP

extension OutboxError {
  /// Why, in a few words.
  package enum Reason: Hashable, Sendable {
    case diskFull
    case readOnly
    case noPermission
    case locked
    case conflictingEvent
    case anotherStudent
    case closed
    case cannotBeOpened
    case fileGone
    case madeByNewerVersion
    /// What is written would not be on the disk when the call returns.
    case notDurable
    case noJournalFolder
    case noJournalDisk
    case folderInMemory
    case lockedByAnotherProgram
    case points(Int)
    case progress(Int)
    case kind(String)
    case metadata
    case constraint
    case nothingReplaced
    /// SQLite's code.
    case sqlite(Int)
    /// The session is being left.
    case leaving
    /// SQLite's words, or the system's.
    case words(String)

    init(_ error: SystemError) {
      self = error.isFull ? .diskFull : error.isForbidden ? .noPermission : .words(error.plainReason)
    }
  }
}

extension OutboxError.Reason: Sayable {
  /// The words.
  package func text(in language: any Language) -> String {
    switch self {
    case .diskFull: language.diskFull
    case .readOnly: language.readOnly
    case .noPermission: language.noPermissionToWrite
    case .locked: language.outboxLocked
    case .conflictingEvent: language.conflictingEvent
    case .anotherStudent: language.anotherStudent
    case .closed: language.outboxClosed
    case .cannotBeOpened: language.cannotBeOpened
    case .fileGone: language.fileGone
    case .madeByNewerVersion: language.madeByNewerVersion
    case .notDurable: language.noDurableWrites
    case .noJournalFolder: language.noJournalFolder
    case .noJournalDisk: language.noJournalDisk
    case .folderInMemory: language.folderInMemory
    case .lockedByAnotherProgram: language.lockedByAnotherProgram
    case .points(let points): language.pointsOutside(points, maximum: Award.maximum)
    case .progress(let progress): language.progressOutside(progress, maximum: Award.maximum)
    case .kind(let kind): language.noEventKind(kind)
    case .metadata: language.badMetadata
    case .constraint: language.brokenConstraint
    case .nothingReplaced: language.nothingReplaced
    case .sqlite(let code): language.sqliteError(code)
    case .leaving: language.leavingSession
    case .words(let words): words
    }
  }
}
