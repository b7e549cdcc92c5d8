package import Primitives

/// What the outbox says: why points can't be saved, seen or sent, and what became of damaged files.
package protocol OutboxSentences {
  // Reasons, in a few words: for a status bar, and within the sentences below.
  var diskFull: String { get }
  var readOnly: String { get }
  var noPermissionToWrite: String { get }
  var outboxLocked: String { get }
  var conflictingEvent: String { get }
  var anotherStudent: String { get }
  var outboxClosed: String { get }
  var cannotBeOpened: String { get }
  var fileGone: String { get }
  var madeByNewerVersion: String { get }
  var noDurableWrites: String { get }
  /// There is no folder for a journal.
  var noJournalFolder: String { get }
  /// There is no disk for a journal, which lies in memory.
  var noJournalDisk: String { get }
  var folderInMemory: String { get }
  var lockedByAnotherProgram: String { get }
  func pointsOutside(_ points: Int, maximum: Int) -> String
  func progressOutside(_ progress: Int, maximum: Int) -> String
  func noEventKind(_ kind: String) -> String
  var badMetadata: String { get }
  var brokenConstraint: String { get }
  var nothingReplaced: String { get }
  func sqliteError(_ code: Int) -> String
  /// The session is being left.
  var leavingSession: String { get }

  // Errors, each what happened, to what, and what to do.
  func outboxCannotOpen(_ reason: String) -> String
  var noSpaceForPoints: String { get }
  var outboxReadOnly: String { get }
  func historyUnavailable(_ reason: String, isBusy: Bool) -> String
  func outboxDamaged(_ reason: String) -> String
  var outboxKeptLocked: String { get }
  func nowhereToSave(_ reason: String) -> String
  func invalidPoints(_ reason: String) -> String
  func eventAlreadySaved(_ id: UniqueID) -> String
  var pointsOfAnotherStudent: String { get }
  var nothingSavedAnyMore: String { get }
  func outboxReports(_ words: String) -> String
  var sessionEnding: String { get }

  // Why what is saved can't all be seen or sent just now.
  func journalWaits(_ reason: String) -> String
  func journalOfOthers(in folder: String) -> String

  // Notices, each told once.
  func journalCarriedOver(events: Int) -> String
  func journalUnreadable(lines: Int, keptAs path: String) -> String
  func outboxLogGone(carriedOver events: Int, keptAs path: String) -> String
  func outboxRemoved(carriedOver events: Int) -> String
  func outboxRescued(keptAs path: String) -> String
  func outboxFileGone(keptAs path: String) -> String
  func outboxLogDamaged(carriedOver events: Int, keptAs path: String) -> String
  func outboxWasDamaged(carriedOver events: Int, keptAs path: String) -> String
  func historyWasDamaged(carriedOver copies: Int, keptAs path: String) -> String
}
