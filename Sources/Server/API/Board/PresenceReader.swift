import Primitives
import Store
import Wire

/// Reads what a client says of itself.
enum PresenceReader {
  /// The words that a client may use of itself: it can't say that it was never heard of.
  private static let states = Set(BoardRow.State.allCases.filter { $0 != .never }.map(\.rawValue))
  /// More than any computer holds.
  private static let counts = 0...1_000_000_000

  /// The presence of a student in a report; nil where the report makes no sense.
  static func presence(_ json: JSON, of student: UniqueID, at now: Timestamp) -> Presence? {
    guard let report = ClientReport(json: json), states.contains(report.state),
      counts.contains(report.pendingCount), counts.contains(report.pendingXP),
      report.game.map(XPEventReader.isKind) ?? true
    else { return nil }
    return Presence(
      studentID: student, deviceID: report.deviceID, state: report.state, pendingCount: report.pendingCount,
      pendingXP: report.pendingXP, game: report.game, seenAt: now)
  }
}

extension BoardRow {
  /// A pupil's row at a moment.
  ///
  /// - Parameter heard: What their client said, where that is later than what the store knows.
  init(_ entry: BoardEntry, heard: Presence?, at now: Timestamp) {
    let presence = [entry.presence, heard].compactMap(\.self).max { $0.seenAt < $1.seenAt }
    let lastSeenAt = [presence?.seenAt, entry.lastSyncAt].compactMap(\.self).max()
    let state: State
    if let lastSeenAt {
      let isSilent = lastSeenAt.adding(seconds: Limit.silenceSeconds) <= now
      // Points that came without a word about what is left leave nothing that anybody knows of.
      state = isSilent ? .offline : presence.map { State(rawValue: $0.state) ?? .attention } ?? .synced
    } else {
      state = .never
    }
    self.init(
      studentID: entry.studentID, displayName: entry.displayName, totalXP: entry.totalXP,
      todayXP: entry.todayXP, pendingCount: presence?.pendingCount ?? 0, pendingXP: presence?.pendingXP ?? 0,
      state: state, game: presence?.game, lastSeenAt: lastSeenAt, lastSyncAt: entry.lastSyncAt)
  }
}
