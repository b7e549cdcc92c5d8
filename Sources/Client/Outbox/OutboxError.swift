package import Languages
package import Primitives

/// Why the outbox could not do what was asked. Nothing of the call has happened then.
package enum OutboxError: Error, Hashable, Sendable {
  /// The database can't be opened, for that reason; the plain journal is used instead where it can be.
  case cannotOpen(reason: Reason)
  /// The disk, or the user's share of it, is full.
  case diskFull
  /// The file or its folder may not be written.
  case readOnly
  /// The file is damaged, and what could be done about it was done.
  case damaged(reason: Reason)
  /// Another process kept the outbox locked for longer than the busy timeout.
  case busy
  /// history.sqlite, the copies of what ledgers acknowledged, can't be opened, read or written; busy where another program only
  /// keeps it locked.
  case historyUnavailable(reason: Reason, isBusy: Bool)
  /// Neither the database nor a journal can be written.
  case journalUnavailable(reason: Reason)
  /// The event is not one that the server could accept.
  case invalidEvent(reason: Reason)
  /// The id is taken by an event with another payload: an event never changes after it is written.
  case conflictingEvent(UniqueID)
  /// Rows can only move between owners that are the same student.
  case differentStudents
  /// The outbox was closed.
  case closed
  /// Anything else.
  case other(Reason)

  /// The reason in two or three words, for a status bar: `disk full`.
  package var reason: Reason {
    switch self {
    case .cannotOpen(let reason), .damaged(let reason), .journalUnavailable(let reason): reason
    case .historyUnavailable(let reason, _): reason
    case .diskFull: .diskFull
    case .readOnly: .readOnly
    case .busy: .locked
    case .invalidEvent(let reason): reason
    case .conflictingEvent: .conflictingEvent
    case .differentStudents: .anotherStudent
    case .closed: .closed
    case .other(let reason): reason
    }
  }
}

extension OutboxError: Sayable {
  /// A sentence for the pupil: what happened, to what, and what to do.
  package func text(in language: any Language) -> String {
    switch self {
    case .cannotOpen(let reason): language.outboxCannotOpen(reason.text(in: language))
    case .diskFull: language.noSpaceForPoints
    case .readOnly: language.outboxReadOnly
    case .historyUnavailable(let reason, let isBusy):
      language.historyUnavailable(reason.text(in: language), isBusy: isBusy)
    case .damaged(let reason): language.outboxDamaged(reason.text(in: language))
    case .busy: language.outboxKeptLocked
    case .journalUnavailable(let reason): language.nowhereToSave(reason.text(in: language))
    case .invalidEvent(let reason): language.invalidPoints(reason.text(in: language))
    case .conflictingEvent(let id): language.eventAlreadySaved(id)
    case .differentStudents: language.pointsOfAnotherStudent
    case .closed: language.nothingSavedAnyMore
    case .other(let reason): language.outboxReports(reason.text(in: language))
    }
  }
}
