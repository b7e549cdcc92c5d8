import Game
import Primitives
import Screen
import Testing
import Vocabulary
import XP

/// Sets, rounds and whole games for tests.
enum GameSamples {
  static let now = Timestamp(milliseconds: 1_770_000_000_000)
  static let id = UniqueID(high: 0x1111_2222_3333_7444, low: 0x8555_6666_7777_8888)

  /// `ord0` means `word zero` and so on: answers that are more than one slip apart.
  static let answers = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]

  static func file(words: Int = answers.count, title: String = "Tal", isOwn: Bool = false) -> WordSetFile {
    let lines = answers.prefix(words).enumerated().map { "ord\($0.offset)\tthe \($0.element)\n" }
    return WordSetFile(
      name: "\(title).tsv", bytes: Array("# title: \(title)\n\(lines.joined())".utf8),
      fallbackID: UniqueID(high: id.high, low: id.low + UInt64(title.utf8.count)), isOwn: isOwn)
  }

  static func broken(name: String = "broken.tsv") -> WordSetFile {
    WordSetFile(name: name, bytes: Array("en ko\ta cow\noj\n".utf8), fallbackID: id, isOwn: true)
  }

  static func round(
    _ kind: EventKind = .typing, words: Int = answers.count, size: Int = 12, seed: UInt64 = 1,
    isOwn: Bool = false,
    only: [Int]? = nil, seen: Set<Int> = []
  ) throws -> Round {
    Round(
      of: try #require(Games.entry(kind)), wordSet: try file(words: words).wordSet(), direction: .fromTo,
      isOwn: isOwn, seed: seed, startedAt: now, size: size, words: only, seen: seen)
  }

  /// The ids of a game's awards, the same for the same seed.
  static func ids(seed: UInt64 = 1) -> EventIDs { EventIDs(using: SeededGenerator(seed: seed)) }

  static func app(_ files: WordSetFile..., seed: UInt64 = 1, ids: EventIDs = GameSamples.ids()) -> App {
    App(
      player: Player(name: "Ada", className: "7B"), files: files.isEmpty ? [file()] : files,
      status: SyncStatus(state: .synced, total: .zero), seed: seed, ids: ids, now: now,
      place: LocalTime(offsetSeconds: 0))
  }
}

extension Round {
  /// The right answer to the question being asked.
  var rightAnswer: String {
    question.map { wordSet.words[$0.word].answers(direction)[0] } ?? ""
  }

  /// The words still to be asked, the present one included, by playing a copy to its end.
  func wordsOfTheRest() -> Set<Int> {
    var rest = self
    while rest.question != nil { _ = rest.answered(rest.rightAnswer) }
    return rest.asked.subtracting(asked)
  }

  /// The pupil chose the option at that place.
  mutating func chose(_ index: Int) -> Outcome? { take(.choose(index), at: GameSamples.now) }

  /// The pupil has read the right answer.
  mutating func goesOn() { _ = take(.goOn, at: GameSamples.now) }

  /// What is typed so far; nil where options are chosen.
  var field: TextField? { if case .field(let field) = face { field } else { nil } }

  /// The option that the arrow keys have reached; nil before they moved, and where nothing is chosen.
  var highlighted: Int? { if case .options(_, let place) = face { place } else { nil } }

  /// The place of the right option.
  var rightChoice: Int {
    question?.choices?.firstIndex(of: rightAnswer) ?? -1
  }
}

extension Outcome? {
  /// The outcome; throws where nothing was being asked. A mutating call cannot stand inside `#require`.
  func asked() throws -> Outcome { try #require(self) }
}

extension App {
  /// The round on the screen.
  var round: Round? {
    if case .round(let round) = scene { round } else { nil }
  }

  var results: Results? {
    if case .results(let results) = scene { results } else { nil }
  }

  var menuShown: Menu? {
    if case .menu(let menu) = scene { menu } else { nil }
  }

  /// Presses keys one after the other; gives what all of them had done.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    keys.flatMap { update(.key($0), at: GameSamples.now) }
  }

  /// Types a text, key by key.
  @discardableResult
  mutating func type(_ text: String) -> [Effect] {
    text.flatMap { update(.key(.character($0)), at: GameSamples.now) }
  }

  /// Answers the question rightly, by typing or choosing.
  @discardableResult
  mutating func answerRightly() -> [Effect] {
    guard let round else { return [] }
    if round.kind == .choice { return type(String(round.rightChoice + 1)) }
    return type(round.rightAnswer) + press(.enter)
  }
}
