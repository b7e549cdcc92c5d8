import Wire

/// The figures of the sync manager; times in milliseconds of the monotonic clock.
package struct SyncConfiguration: Hashable, Sendable {
  /// How often the outbox is looked at. Each tick carries jitter: a class shares one school bell.
  package var tick: Int64 = 3000
  /// At least this long between the starts of two flushes.
  package var throttle: Int64 = 2000
  /// Events of a batch.
  package var batchSize = 50
  /// What a batch may grow to while a long backlog drains.
  package var largestBatch = 500
  /// A backlog of more events than this lets batches grow.
  package var backlogWorthGrowth = 1000
  /// The first and the longest back-off after failures, before jitter.
  package var shortestBackoff: Int64 = 2000
  /// The ceiling of back-offs after failures, before jitter.
  package var longestBackoff: Int64 = 60_000
  /// The first retry after a reconnect waits up to this long.
  package var reconnectJitter: Int64 = 500
  /// After so long without an answer of anybody the pupil is told that the server is not to be found.
  package var notFoundAfter: Int64 = 60_000
  /// How long quest progress waits before a server that has no quests is asked again.
  package var questsRetry: Int64 = 3_600_000
  /// At least this long between two looks at what the teacher gave: homework, word sets.
  package var classroomInterval: Int64 = 60_000
  /// A client that plays says how it is whenever it has said nothing for so long.
  package var presenceInterval = Limit.presenceSeconds * 1000
  /// The longest that such a word may take: as long as the board waits for the next one.
  package var presenceTimeout: Int64 = 8000
  /// At least this long between two such words, however much changes.
  package var presenceSpacing: Int64 = 1000
  /// One deadline for everything that leaving does.
  package var leavingDeadline: Int64 = 3000
  /// How long leaving waits, once everything is sent, for the board to hear that the pupil has left: too short to be
  /// noticed, and never past the deadline.
  package var finalPresenceTimeout: Int64 = 150
  /// The longest that one request may take, in a game that goes on.
  package var requestTimeout: Int64 = 15_000

  /// The figures of the design.
  package init() {}

  /// A tick with its jitter: 0.8 to 1.1 of the plain one.
  func jitteredTick(using generator: inout some RandomNumberGenerator) -> Int64 {
    tick * 8 / 10 + Int64.random(in: 0...max(1, tick * 3 / 10), using: &generator)
  }

  /// The wait before the next try after `failures` in a row: full jitter under a doubling ceiling
  /// (M. Brooker, "Exponential Backoff and Jitter", 2015), and never sooner than the throttle allows.
  func backoff(afterFailures failures: Int, using generator: inout some RandomNumberGenerator) -> Int64 {
    let doublings = min(max(0, failures - 1), 16)
    let ceiling = min(longestBackoff, shortestBackoff << Int64(doublings))
    return max(throttle, Int64.random(in: 0...ceiling, using: &generator))
  }
}
