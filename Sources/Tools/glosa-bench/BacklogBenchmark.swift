import Outbox
import Primitives
import XP

/// What an award costs with a great many events pending, over one into an outbox that began empty, taken in
/// turns.
struct BacklogBenchmark {
  let folder: String
  let samples: Int
  /// Events that wait in the full outbox.
  let backlog: Int

  /// Measures; the target is that of the project.
  func run() throws -> [Figure] {
    var generator = SystemRandomNumberGenerator()
    let owner = Owner(ledger: nil, studentID: .random(using: &generator))
    _ = try Backlog.fill(folder: folder + "/full", owner: owner, count: backlog)
    let full = try Pupil(folder: folder + "/full", owner: owner)
    defer { full.leave() }
    let empty = try Pupil(folder: folder + "/empty", owner: owner)
    defer { empty.leave() }
    full.start()
    empty.start()

    let context = SampleEvents.context(using: &generator)
    var fullTimes = Samples()
    var emptyTimes = Samples()
    for index in 0..<AwardBenchmark.warmUp + samples {
      if index == AwardBenchmark.warmUp { (fullTimes, emptyTimes) = (Samples(), Samples()) }
      try fullTimes.time { try full.award(context) }
      full.settle()
      try emptyTimes.time { try empty.award(context) }
      empty.settle()
    }
    let pending = try full.outbox.snapshot(owner: owner).pendingEvents
    guard pending == backlog + AwardBenchmark.warmUp + samples else {
      throw BenchmarkError("The full outbox holds \(pending) events, not what was put in.")
    }
    return [
      .times("award_empty", "awardXP, outbox empty at the start", emptyTimes),
      .times("award_backlog", "awardXP, \(backlog) events pending", fullTimes),
      .ratio(
        "award_backlog_to_empty", "full to empty outbox", of: fullTimes, to: emptyTimes, target: .atMost(1.2)),
    ]
  }
}
