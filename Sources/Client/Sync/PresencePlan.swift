/// Decides when a playing client says how it is, so that the teacher's board knows it is there; does nothing itself.
///
/// Every sync of points carries a report. What is asked here is when one has to go by itself: when nothing has been said
/// for a while, or when the pupil began or ended a game. Times are milliseconds of the monotonic clock.
struct PresencePlan: Sendable {
  /// What is worth telling at once; what is pending goes out with the next sync anyway.
  struct ClientStatus: Hashable, Sendable {
    var game: String?
    var needsHelp = false
  }

  private let configuration: SyncConfiguration
  private var lastSent: ClientStatus?
  private var lastSentAt: Int64?
  private var failures = 0
  /// A server without boards is not asked again before this.
  private var unknownUntil: Int64?
  /// True while a status is on its way.
  private(set) var isUnderWay = false

  init(configuration: SyncConfiguration) { self.configuration = configuration }

  /// When a status is to go by itself.
  func due(_ status: ClientStatus) -> Int64 {
    guard let lastSentAt else { return unknownUntil ?? 0 }
    let wait =
      failures > 0
      ? min(configuration.presenceInterval << Int64(min(failures, 6)), configuration.longestBackoff)
      : status == lastSent ? configuration.presenceInterval : configuration.presenceSpacing
    return max(lastSentAt + wait, unknownUntil ?? 0)
  }

  /// What was sent last, if anybody received it, names a game.
  var isBelievedPlaying: Bool { lastSent?.game != nil }

  /// A sync with a report was sent.
  mutating func sentWithSync(_ status: ClientStatus, at now: Int64) { (lastSent, lastSentAt) = (status, now) }

  /// A status was sent by itself.
  mutating func started(_ status: ClientStatus, at now: Int64) {
    (lastSent, lastSentAt, isUnderWay) = (status, now, true)
  }

  /// The answer came.
  mutating func answered(status: Int?, at now: Int64) {
    isUnderWay = false
    switch status {
    case 204, 200: failures = 0
    case 404, 405:
      failures = 0
      unknownUntil = now + configuration.questsRetry
    default: failures += 1
    }
  }
}
