package import Primitives

/// Why the outbox could not do what was asked. Nothing of the call has happened then.
package enum OutboxError: Error, Hashable, Sendable {
  /// The database can't be opened, for that reason; the plain journal is used instead where it can be.
  case cannotOpen(reason: String)
  /// The disk, or the user's share of it, is full.
  case diskFull
  /// The file or its folder may not be written.
  case readOnly
  /// The file is damaged, and what could be done about it was done.
  case damaged(reason: String)
  /// Another process kept the outbox locked for longer than the busy timeout.
  case busy
  /// history.sqlite, the copies of what ledgers acknowledged, can't be opened, read or written; busy where another program only
  /// keeps it locked.
  case historyUnavailable(reason: String, isBusy: Bool)
  /// Neither the database nor a journal can be written.
  case journalUnavailable(reason: String)
  /// The event is not one that the server could accept.
  case invalidEvent(reason: String)
  /// The id is taken by an event with another payload: an event never changes after it is written.
  case conflictingEvent(UniqueID)
  /// Rows can only move between owners that are the same student.
  case differentStudents
  /// The outbox was closed.
  case closed
  /// Anything else, with SQLite's words.
  case other(String)

  /// The reason in two or three words, for a status bar: `disk full`.
  package var reason: String {
    switch self {
    case .cannotOpen(let reason), .damaged(let reason), .journalUnavailable(let reason): reason
    case .historyUnavailable(let reason, _): reason
    case .diskFull: "disk full"
    case .readOnly: "read-only"
    case .busy: "outbox locked"
    case .invalidEvent(let reason): reason
    case .conflictingEvent: "conflicting event"
    case .differentStudents: "another student"
    case .closed: "outbox closed"
    case .other(let words): words
    }
  }
}

extension OutboxError: CustomStringConvertible {
  /// A sentence for the pupil: what happened, to what, and what to do.
  package var description: String {
    switch self {
    case .cannotOpen(let reason):
      "The outbox can't be opened: \(reason). "
        + "Points saved in it stay there, but can't be seen or sent until it opens."
    case .diskFull: "The disk is full, so new points can't be saved: free some space and go on."
    case .readOnly:
      "The outbox may not be written, so new points can't be saved: check the folder's permissions."
    case .historyUnavailable(let reason, let isBusy):
      "The copies of confirmed points (history.sqlite, beside the outbox) can't be read: \(reason). "
        + "The server may lack some of them, so nothing is sent before they can be"
        + (isBusy ? "." : ": see whom that file belongs to.")
    case .damaged(let reason): "The outbox is damaged: \(reason)."
    case .busy: "Another program keeps the outbox locked: close other copies of Glosa and try again."
    case .journalUnavailable(let reason):
      "Points can be saved neither in the outbox nor in a journal (\(reason)): free some space on the disk."
    case .invalidEvent(let reason): "These points can't be saved: \(reason)."
    case .conflictingEvent(let id):
      "The event \(id) is already saved with other contents, so it was left as it is."
    case .differentStudents: "Points of one student can't be given to another, so they stay where they are."
    case .closed: "The outbox is closed already, so nothing more is saved in it."
    case .other(let words): "The outbox reports an error: \(words)."
    }
  }
}
