/// Decides when a playing client says how it is, so that the teacher's board knows it is there; does nothing itself.
///
/// Every sync of points carries a report. What is asked here is when one has to go by itself: when nothing has been said
/// for a while, or when the pupil began or ended a game. Times are milliseconds of the monotonic clock.
struct PresencePlan: Sendable {
  /// What is worth telling at once; what is pending goes out with the next sync anyway.
  struct Word: Hashable, Sendable {
    var game: String?
    var needsHelp = false
  }

  private let configuration: SyncConfiguration
  private var said: Word?
  private var saidAt: Int64?
  private var failures = 0
  /// A server without boards is not asked again before this.
  private var unknownUntil: Int64?
  /// True while a word is on its way.
  private(set) var isUnderWay = false

  init(configuration: SyncConfiguration) { self.configuration = configuration }

  /// When a word is to go by itself.
  func due(_ word: Word) -> Int64 {
    guard let saidAt else { return unknownUntil ?? 0 }
    let wait =
      failures > 0
      ? min(configuration.presenceInterval << Int64(min(failures, 6)), configuration.longestBackoff)
      : word == said ? configuration.presenceInterval : configuration.presenceSpacing
    return max(saidAt + wait, unknownUntil ?? 0)
  }

  /// What was said last, if anybody heard it, names a game.
  var isBelievedPlaying: Bool { said?.game != nil }

  /// A sync with a report was sent.
  mutating func saidWithSync(_ word: Word, at now: Int64) { (said, saidAt) = (word, now) }

  /// A word was sent by itself.
  mutating func started(_ word: Word, at now: Int64) {
    (said, saidAt, isUnderWay) = (word, now, true)
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
