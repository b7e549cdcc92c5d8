import ArgumentParser
import Assets
import Primitives
import Vocabulary

/// `glosa-bench judge`: what judging an answer costs in a large set.
struct JudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge", abstract: "Measure what judging an answer costs in a set of 2 000 words.",
    discussion:
      "The words are those of the built-in sets, again and again with other beginnings, so that none are alike."
  )

  @Option(help: "Words of the set.")
  var words = 2000

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Exit with 1 where a figure misses its target.")
  var check = false

  func validate() throws {
    guard words >= Samples.blocks else {
      throw ValidationError("Words must be \(Samples.blocks) or more; give a larger number.")
    }
  }

  func run() throws {
    let folder = try TemporaryFolder(in: nil)
    defer { folder.remove() }
    let set = try wordSet()
    var figures: [Figure] = []
    for direction in Direction.allCases {
      var judge = AnswerJudge(wordSet: set, direction: direction)
      var (starts, times) = (Samples(), Samples())
      for _ in 0..<Samples.blocks { starts.time { judge = AnswerJudge(wordSet: set, direction: direction) } }
      for (place, word) in set.words.enumerated() {
        // Right, one letter too many, and another word's answer.
        let answer = word.answers(direction)[0]
        let typed = [answer, answer + "x", set.words[(place + 7) % words].answers(direction)[0]][place % 3]
        times.time { _ = judge.judge(typed, word: place) }
      }
      let name = direction == .fromTo ? "translation" : "term"
      figures += [
        Figure(
          key: "judge_\(name)", title: "judging a typed \(name)", value: times.median * 1000,
          unit: .microseconds,
          p95: times.p95 * 1000, target: .atMost(50)),
        Figure.times("judge_\(name)_start", "making the judge for it", starts),
      ]
    }
    let report = Report(machine: try Machine(folder: folder.path), server: "none", figures: figures)
    Console.say(json ? report.json.description : report.lines.joined(separator: "\n"))
    if check, !report.isEveryTargetMet { throw ExitCode(1) }
  }

  private func wordSet() throws -> WordSet {
    var all: [Word] = []
    for asset in Assets.wordSets {
      all += try WordSetParser(file: asset.name, fallbackID: UniqueID(high: 0, low: 0)).parse(
        Array(asset.text.utf8)
      ).words
    }
    guard !all.isEmpty else { throw BenchmarkError("There are no built-in sets.") }
    let many = (0..<words).map { place -> Word in
      let word = all[place % all.count]
      let round = place / all.count
      guard round > 0 else { return word }
      let mark = String(repeating: "q", count: round)
      return Word(term: mark + word.term, translation: mark + word.translations.joined(separator: " / "))
    }
    return WordSet(id: UniqueID(high: 0, low: 1), title: "Many", from: "sv", to: "en", words: many)
  }
}
