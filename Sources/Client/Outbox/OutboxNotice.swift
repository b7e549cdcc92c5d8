package import Languages

/// Why what is saved can't all be seen or sent just now: the counts may be too low then.
package enum OutboxProblem: Hashable, Sendable, Sayable {
  /// The database is not open.
  case notOpen(OutboxError)
  /// What was journaled can't be carried into the outbox, for that reason.
  case journalWaits(OutboxError.Reason)
  /// A journal lies in a folder that others may use.
  case journalOfOthers(folder: String)

  /// A sentence for the pupil.
  package func text(in language: any Language) -> String {
    switch self {
    case .notOpen(let error): error.text(in: language)
    case .journalWaits(let reason): language.journalWaits(reason.text(in: language))
    case .journalOfOthers(let folder): language.journalOfOthers(in: folder)
    }
  }
}

/// What has to be told once: something was wrong with the outbox's files, and this became of it.
package enum OutboxNotice: Hashable, Sendable, Sayable {
  case journalCarriedOver(events: Int)
  case journalUnreadable(lines: Int, keptAs: String)
  case logGone(carriedOver: Int, keptAs: String)
  case removed(carriedOver: Int)
  /// A damaged outbox was replaced half at an earlier start, and wholly now.
  case rescued(keptAs: String)
  case fileGone(keptAs: String)
  case logDamaged(carriedOver: Int, keptAs: String)
  case damaged(carriedOver: Int, keptAs: String)
  case historyDamaged(carriedOver: Int, keptAs: String)

  /// A sentence or two for the pupil.
  package func text(in language: any Language) -> String {
    switch self {
    case .journalCarriedOver(let events): language.journalCarriedOver(events: events)
    case .journalUnreadable(let lines, let path): language.journalUnreadable(lines: lines, keptAs: path)
    case .logGone(let events, let path): language.outboxLogGone(carriedOver: events, keptAs: path)
    case .removed(let events): language.outboxRemoved(carriedOver: events)
    case .rescued(let path): language.outboxRescued(keptAs: path)
    case .fileGone(let path): language.outboxFileGone(keptAs: path)
    case .logDamaged(let events, let path): language.outboxLogDamaged(carriedOver: events, keptAs: path)
    case .damaged(let events, let path): language.outboxWasDamaged(carriedOver: events, keptAs: path)
    case .historyDamaged(let copies, let path): language.historyWasDamaged(carriedOver: copies, keptAs: path)
    }
  }
}
