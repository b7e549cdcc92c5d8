import Sync

/// The line that is left on the pupil's terminal: what was sent, what is safe on disk, and what is not.
package enum LastLine {
  /// The sentences; a nil report means that the disk or the network did not answer in time.
  static func text(for report: LeavingReport?) -> String {
    guard let report else {
      return
        "Leaving took too long. What was shown as pending is safe on this computer and is sent at the next start."
    }
    return [
      saved(report), refused(report.quarantined), damaged(report.damaged), elsewhere(report),
      report.untilRestart == nil ? report.problem : nil, unsaved(report.unsavedAwards),
    ].compactMap(\.self).joined(separator: " ")
  }

  private static func saved(_ report: LeavingReport) -> String? {
    let (sent, pending) = (report.sentXP, report.pendingXP)
    if let reason = report.untilRestart, report.pendingEvents > 0 {
      let confirmed = sent > 0 ? "\(sent) XP sent and confirmed; " : ""
      return
        "\(confirmed)\(pending) XP are saved on this computer, but some of them only until it restarts: \(reason)."
    }
    if !report.hasServer { return "Your points are saved on this computer: \(pending) XP." }
    if report.pendingEvents > 0 {
      if report.signInNeeded {
        return "\(pending) XP are safe on this computer until you sign in again: glosa join."
      }
      return sent > 0
        ? "\(sent) XP sent and confirmed; \(pending) XP are safe on this computer and are sent at the next start."
        : "\(pending) XP are safe on this computer and are sent at the next start."
    }
    if report.pendingQuests > 0 {
      let points = sent > 0 ? "\(sent) XP sent and confirmed" : "Your points are confirmed"
      let then =
        report.signInNeeded ? "until you sign in again: glosa join." : "and is sent at the next start."
      return "\(points); progress on quests is safe on this computer \(then)"
    }
    if report.signInNeeded {
      return "Everything won so far is saved. What comes next waits until you sign in again: glosa join."
    }
    let isAll =
      report.problem == nil
      && report.quarantined + report.damaged + report.unsavedAwards + report.elsewhereEvents == 0
    if sent > 0 { return "\(sent) XP sent and confirmed." + (isAll ? " Everything is saved." : "") }
    return isAll ? "Everything is saved." : nil
  }

  private static func elsewhere(_ report: LeavingReport) -> String? {
    guard report.elsewhereEvents > 0 else { return nil }
    return "\(waitingElsewhere(points: report.elsewhereXP)): see glosa status."
  }

  /// What waits of this pupil for another than the class and server of now.
  package static func waitingElsewhere(points: Int) -> String {
    points > 0
      ? "\(points) XP of this name wait on this computer for another class or server, or from before joining"
      : "Progress on quests of this name waits on this computer for another class or server"
  }

  private static func refused(_ events: Int) -> String? {
    switch events {
    case 0: nil
    case 1: "The points of 1 answer were refused by the server and are set aside: see glosa status."
    default: "The points of \(events) answers were refused by the server and are set aside: see glosa status."
    }
  }

  private static func damaged(_ rows: Int) -> String? {
    rows > 0
      ? "Saved points were damaged on this computer's disk and are set aside (events: \(rows)): see glosa status."
      : nil
  }

  private static func unsaved(_ awards: Int) -> String? {
    switch awards {
    case 0: nil
    case 1: "The points of 1 answer could NOT be saved and do not count."
    default: "The points of \(awards) answers could NOT be saved and do not count."
    }
  }
}
