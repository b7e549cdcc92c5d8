package import Languages
package import Vocabulary
package import XP

/// Why something can't be played.
package enum MenuProblem: Hashable, Sendable {
  case noSets
  /// The words of that homework are not on this computer.
  case noWordsYet(homework: String)
  case tooFewWords(title: String, game: EventKind, needed: Int)
  case noExamples(title: String, game: EventKind)
  /// The file is no set.
  case file(WordSetError)
}

extension MenuProblem: Sayable {
  /// A sentence for the pupil.
  package func text(in language: any Language) -> String {
    switch self {
    case .noSets: language.noSetsToPlay
    case .noWordsYet(let homework): language.noWordsYet(homework: homework)
    case .tooFewWords(let title, let game, let needed):
      language.tooFewWords(title: title, game: game, needed: needed)
    case .noExamples(let title, let game): language.noExamples(title: title, game: game)
    case .file(let error): language.text(of: error)
    }
  }
}
