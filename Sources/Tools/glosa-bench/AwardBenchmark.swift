import Outbox
import Primitives
import Synchronization
import XP

/// What an award costs over the bare durable insert of its row, taken in turns.
struct AwardBenchmark {
  /// Rounds before the measured ones: caches fill, files grow to their working size.
  static let warmUp = 30

  /// So few that no quest is reached by them.
  private static let awardsOfDay = 8

  let folder: String
  let samples: Int

  /// Measures; the target is that of the project.
  func run() throws -> [Figure] {
    var generator = SystemRandomNumberGenerator()
    let context = SampleEvents.context(using: &generator)
    // A pupil of a class, whose awards are progress on quests too; without a token nothing is sent.
    let owner = Owner(ledger: "http://127.0.0.1", studentID: .random(using: &generator))
    let day = Mutex<Int64>(20_000)
    let pupil = try Pupil(
      folder: folder + "/award", owner: owner,
      localDate: { @Sendable _ in
        CivilDate(daysSince1970: day.withLock { $0 })
      })
    defer { pupil.leave() }
    pupil.start()
    let bare = try BareTable(path: folder + "/bare.sqlite")
    var events = SampleEvents(count: Self.warmUp + samples, studentID: owner.studentID, seed: 2)
    var awards = Samples()
    var inserts = Samples()
    for index in 0..<Self.warmUp + samples {
      if index == Self.warmUp { (awards, inserts) = (Samples(), Samples()) }
      // Before the quests of a day are reached it is the next one, so that no award is without progress.
      if index % Self.awardsOfDay == 0 { day.withLock { $0 += 1 } }
      try awards.time { try pupil.award(context) }
      pupil.settle()
      try bare.insert(events.event(at: index), timedBy: &inserts)
    }
    try bare.close()
    try check(pupil)
    return [
      .times("bare_insert", "bare SQLite insert, synchronous=FULL", inserts),
      .times("award", "awardXP, durable", awards),
      .ratio("award_to_bare_insert", "awardXP to bare insert", of: awards, to: inserts, target: .atMost(1.5)),
    ]
  }

  /// A quick award that stored nothing would be no award.
  private func check(_ pupil: Pupil) throws {
    let pending = try pupil.outbox.snapshot(owner: pupil.owner).pendingEvents
    guard pending == Self.warmUp + samples else {
      throw BenchmarkError("Of \(Self.warmUp + samples) awards \(pending) are in the outbox.")
    }
    let quests = try pupil.outbox.snapshot(owner: pupil.owner).questPending
    guard quests == 2 * pending else {
      throw BenchmarkError(
        "Of \(pending) awards with progress on two quests \(quests) bits are in the outbox.")
    }
    guard let modes = try pupil.outbox.durability(), modes == ("wal", 2) else {
      throw BenchmarkError("The outbox is not in WAL mode with synchronous=FULL.")
    }
  }
}
