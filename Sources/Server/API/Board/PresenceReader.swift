import Primitives
import Store
import Wire

/// Reads what a client says of itself.
enum PresenceReader {
  /// The words that a client may use of itself: it can't say that it was never heard of.
  private static let states = Set(BoardRow.State.allCases.filter { $0 != .never }.map(\.rawValue))

  /// The presence of a student in a report; nil where the report makes no sense.
  static func presence(_ report: ClientReport, of student: UniqueID, at now: Timestamp) -> Presence? {
    guard states.contains(report.state),
      Limit.pending.contains(report.pendingCount), Limit.pending.contains(report.pendingXP),
      report.game.map(XPEventReader.isKind) ?? true,
      report.state != BoardRow.State.left.rawValue || report.pendingCount == 0
    else { return nil }
    return Presence(
      studentID: student, deviceID: report.deviceID, state: report.state, pendingCount: report.pendingCount,
      pendingXP: report.pendingXP, game: report.game, seenAt: now)
  }

  /// More events than a pupil's computer gathers in years.
  private static let refusedCounts = 0...100_000

  /// The report of a client that is refused: nobody vouches for it, and it says no more than what a computer may hold.
  static func report(ofRefused report: ClientReport) -> ClientReport? {
    guard refusedCounts.contains(report.pendingCount),
      report.pendingXP <= report.pendingCount * Limit.delta.upperBound
    else { return nil }
    return report
  }

  /// The same of a body of `xp-sync`: what the client says is so once its events are stored, and these are not.
  static func report(ofRefused batch: SentBatch) -> ClientReport? {
    guard let report = batch.client.flatMap({ report(ofRefused: $0) }) else { return nil }
    let deltas = (batch.events ?? []).prefix(Limit.batchEvents).compactMap { SentEvent(json: $0).delta }
    let points = deltas.filter(Limit.delta.contains)
    return ClientReport(
      deviceID: report.deviceID, pendingCount: report.pendingCount + points.count,
      pendingXP: report.pendingXP + points.reduce(0, +), state: report.state, game: report.game)
  }
}

extension Presence {
  /// The later of what the store and the memory know; the memory's where neither is.
  static func latest(stored: Presence?, heard: Presence?) -> Presence? {
    guard let stored, let heard else { return stored ?? heard }
    return stored.seenAt > heard.seenAt ? stored : heard
  }
}

extension BoardRow {
  /// A pupil's row at a moment.
  ///
  /// - Parameter heard: What their computers said, where that is later than what the store knows.
  init(_ entry: BoardEntry, heard: [Presence], at now: Timestamp) {
    let latest = heard.max { $0.seenAt < $1.seenAt }
    let presence = Presence.latest(stored: entry.presence, heard: latest)
    let others = entry.waiting(besides: presence?.deviceID, heard: heard, at: now)
    let lastSeenAt = [presence?.signedOutAt ?? presence?.seenAt, entry.lastSyncAt].compactMap(\.self).max()
    self.init(
      studentID: entry.studentID, displayName: entry.displayName, totalXP: entry.totalXP,
      todayXP: entry.todayXP,
      pendingCount: others.reduce(presence?.pendingCount ?? 0) { $0 + $1.pendingCount },
      pendingXP: others.reduce(presence?.pendingXP ?? 0) { $0 + $1.pendingXP },
      state: Self.state(
        of: presence, lastSyncAt: entry.lastSyncAt, lastSeenAt: lastSeenAt, at: now
      ).knowing(isMoreWaiting: !others.isEmpty),
      game: presence?.game, lastSeenAt: lastSeenAt, lastSyncAt: entry.lastSyncAt,
      unusualXP: entry.unusualXP)
  }

  private static func state(
    of presence: Presence?, lastSyncAt: Timestamp?, lastSeenAt: Timestamp?, at now: Timestamp
  ) -> State {
    guard let lastSeenAt else { return .never }
    let isSilent = lastSeenAt.adding(seconds: Limit.silenceSeconds) <= now
    // Points that came without a word about what is left leave nothing that anybody knows of.
    guard let presence else { return isSilent ? .offline : .synced }
    let said = State(rawValue: presence.state) ?? .attention
    // What a later sign of life ends, and silence does not.
    if presence.signedOutAt != nil || said == .left {
      let isOver = lastSyncAt.map { $0 > presence.seenAt } ?? false
      if !isOver { return presence.signedOutAt == nil ? .left : .attention }
      return isSilent ? .offline : .synced
    }
    return isSilent ? .offline : said
  }
}

extension BoardRow.State {
  /// The state of a pupil of whom something else waits on another computer: nobody is done whose points are not there.
  fileprivate func knowing(isMoreWaiting: Bool) -> BoardRow.State {
    guard isMoreWaiting else { return self }
    return switch self {
    case .synced: .pending
    case .left, .never: .offline
    case .syncing, .pending, .offline, .attention: self
    }
  }
}

extension BoardEntry {
  /// How long a computer that is not heard of any more is waited for, in seconds: thirty days.
  private static let patience: Int64 = 30 * 24 * 60 * 60

  /// The student's computers with something unsent, besides the one that is heard.
  fileprivate func waiting(
    besides current: UniqueID?, heard: [Presence], at now: Timestamp
  ) -> [WaitingDevice] {
    var devices = Dictionary(waiting.map { ($0.deviceID, $0) }, uniquingKeysWith: { first, _ in first })
    for word in heard + [presence].compactMap(\.self) {
      if let known = devices[word.deviceID], known.seenAt > word.seenAt { continue }
      devices[word.deviceID] =
        word.pendingCount == 0
        ? nil
        : WaitingDevice(
          deviceID: word.deviceID, pendingCount: word.pendingCount, pendingXP: word.pendingXP,
          seenAt: word.seenAt)
    }
    return devices.values.filter {
      $0.deviceID != current && $0.seenAt.adding(seconds: Self.patience) > now
    }
  }
}
