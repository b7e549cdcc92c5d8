import Primitives
import XP

/// Events like those of a typing round, one a millisecond, the last one just now, with seeded ids.
struct SampleEvents {
  private let start: Int64
  private let studentID: UniqueID
  private let context: AwardContext
  private var generator: SeededGenerator

  init(count: Int, studentID: UniqueID, seed: UInt64) {
    start = Timestamp.now().milliseconds - Int64(count)
    generator = SeededGenerator(seed: seed)
    self.studentID = studentID
    context = Self.context(using: &generator)
  }

  /// The event of that place, to be asked for in order: ids grow with time, and deltas run from 1 to 20.
  mutating func event(at index: Int) -> XPEvent {
    let time = start + Int64(index)
    let award = Award(score: 1 + index % 20, kind: .typing, context: context)
    return XPEvent(
      id: UniqueID.version7(milliseconds: time, using: &generator), studentID: studentID,
      kind: EventKind.typing.rawValue, delta: award.points, wordSetID: context.wordSetID, homeworkID: nil,
      createdAt: Timestamp(milliseconds: time),
      metadata: award.metadata(round: context.round))
  }

  /// An award's context in the middle of a round.
  static func context(using generator: inout some RandomNumberGenerator) -> AwardContext {
    let round = RoundRecord(
      id: .random(using: &generator), startedAt: .now(), finishedAt: nil, answered: 10, right: 9)
    return AwardContext(wordSetID: .random(using: &generator), round: round)
  }
}
