import Outbox
import Primitives
import XP

/// What an award costs over the bare durable insert of its row, taken in turns.
struct AwardBenchmark {
  /// Rounds before the measured ones: caches fill, files grow to their working size.
  static let warmUp = 30

  let folder: String
  let samples: Int

  /// Measures; the target is that of the project.
  func run() throws -> [Figure] {
    var generator = SystemRandomNumberGenerator()
    let context = SampleEvents.context(using: &generator)
    let owner = Owner(server: nil, studentID: .random(using: &generator))
    let pupil = try Pupil(folder: folder + "/award", owner: owner)
    defer { pupil.leave() }
    pupil.start()
    let bare = try BareTable(path: folder + "/bare.sqlite")
    var events = SampleEvents(count: Self.warmUp + samples, studentID: owner.studentID, seed: 2)
    var awards = Samples()
    var inserts = Samples()
    for index in 0..<Self.warmUp + samples {
      if index == Self.warmUp { (awards, inserts) = (Samples(), Samples()) }
      try awards.time { try pupil.award(context) }
      pupil.settle()
      try bare.insert(events.event(at: index), timedBy: &inserts)
    }
    try bare.close()
    try check(pupil)
    return [
      .times("bare_insert", "bare SQLite insert, synchronous=FULL", inserts),
      .times("award", "awardXP, durable", awards),
      .ratio("award_to_bare_insert", "awardXP to bare insert", of: awards, to: inserts, target: 1.5),
    ]
  }

  /// A quick award that stored nothing would be no award.
  private func check(_ pupil: Pupil) throws {
    let pending = try pupil.outbox.snapshot(owner: pupil.owner).pendingEvents
    guard pending == Self.warmUp + samples else {
      throw BenchmarkError("Of \(Self.warmUp + samples) awards \(pending) are in the outbox.")
    }
    guard let modes = try pupil.outbox.durability(), modes == ("wal", 2) else {
      throw BenchmarkError("The outbox is not in WAL mode with synchronous=FULL.")
    }
  }
}
