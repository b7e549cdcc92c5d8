import Sync

/// The line that is left on the pupil's terminal: what was sent, what is safe on disk, and what is not.
enum LastLine {
  /// The sentences; a nil report means that the disk or the network did not answer in time.
  static func text(for report: LeavingReport?) -> String {
    guard let report else {
      return
        "Leaving took too long. What was shown as pending is safe on this computer and is sent at the next start."
    }
    return [saved(report), refused(report.quarantined), unsaved(report.unsavedAwards)].compactMap(\.self)
      .joined(separator: " ")
  }

  private static func saved(_ report: LeavingReport) -> String? {
    if !report.hasServer { return "Your points are saved on this computer: \(report.pendingXP) XP." }
    if report.pendingEvents > 0 {
      return report.signInNeeded
        ? "\(report.pendingXP) XP (\(report.pendingEvents) events) are safe on this computer until you sign in again: glosa join."
        : "\(report.pendingXP) XP (\(report.pendingEvents) events) are safe on this computer and are sent at the next start."
    }
    if report.sentEvents > 0 { return "Everything is sent and confirmed (\(report.sentEvents) events)." }
    return report.quarantined + report.unsavedAwards == 0 ? "Everything is saved." : nil
  }

  private static func refused(_ events: Int) -> String? {
    events == 0 ? nil : "\(events) events were refused by the server and are set aside: see glosa status."
  }

  private static func unsaved(_ awards: Int) -> String? {
    awards == 0 ? nil : "\(awards) answers could NOT be saved and do not count."
  }
}
