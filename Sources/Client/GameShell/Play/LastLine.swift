import Languages
import Profile
import Sync

/// The line that is left on the pupil's terminal: what was sent, what is safe on disk, and what is not.
enum LastLine {
  private static var language: any Language { Spoken.language }

  /// The sentences; a nil report means that the disk or the network did not answer in time.
  static func text(for report: LeavingReport?) -> String {
    guard let report else { return language.leavingTookTooLong }
    return [
      saved(report), report.quarantined > 0 ? language.refusedAnswers(report.quarantined) : nil,
      report.damaged > 0 ? language.damagedPoints(rows: report.damaged) : nil, elsewhere(report),
      report.untilRestart == nil ? report.problem : nil,
      report.unsavedAwards > 0 ? language.unsavedAnswers(report.unsavedAwards) : nil,
    ].compactMap(\.self).joined(separator: " ")
  }

  private static func saved(_ report: LeavingReport) -> String? {
    let (sent, pending) = (report.sentXP, report.pendingXP)
    if let reason = report.untilRestart, report.pendingEvents > 0 {
      return language.savedUntilRestart(points: pending, reason: reason, sent: sent)
    }
    if !report.hasServer { return language.savedHere(points: pending) }
    if report.pendingEvents > 0 {
      return report.signInNeeded
        ? language.safeUntilSignIn(points: pending)
        : language.safeUntilNextStart(points: pending, sent: sent)
    }
    if report.pendingQuests > 0 { return language.questsSafe(sent: sent, signInNeeded: report.signInNeeded) }
    if report.signInNeeded { return language.nextWaitsForSignIn }
    let isAll =
      report.problem == nil
      && report.quarantined + report.damaged + report.unsavedAwards + report.elsewhereEvents == 0
    if sent > 0 { return language.sentAndConfirmed(points: sent, isAll: isAll) }
    return isAll ? language.everythingSaved : nil
  }

  private static func elsewhere(_ report: LeavingReport) -> String? {
    guard report.elsewhereEvents > 0 else { return nil }
    return language.seeStatus(language.waitsElsewhere(points: report.elsewhereXP))
  }
}
