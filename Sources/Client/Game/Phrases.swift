package import Vocabulary
package import XP

/// Everything the game says in words, each a whole phrase with its parameters, in one place for translators.
package enum Phrases {
  /// The name of a game.
  package static func game(_ kind: EventKind) -> String {
    switch kind {
    case .typing: "Typing"
    case .choice: "Multiple choice"
    case .flashcards: "Flashcards"
    case .scramble: "Scramble"
    case .connect: "Connect"
    case .rain: "Word rain"
    case .storyGap: "Story gap"
    case .dailyQuest: "Daily quest"
    case .migrated: "Earlier points"
    case .correction: "Accepted answer"
    }
  }

  /// The name of a language; the tag itself for one without a name here.
  package static func language(_ tag: String) -> String {
    switch tag.prefix(while: { $0 != "-" }) {
    case "sv": "Swedish"
    case "en": "English"
    case "de": "German"
    case "fr": "French"
    case "es": "Spanish"
    case "it": "Italian"
    case "fi": "Finnish"
    case "da": "Danish"
    case "nb", "no": "Norwegian"
    default: tag
    }
  }

  /// What was not quite right.
  package static func slip(_ slip: Slip) -> String {
    switch slip {
    case .missing(" "): "a space is missing"
    case .missing(let character): "'\(character)' is missing"
    case .extra(" "): "one space too many"
    case .extra(let character): "one '\(character)' too many"
    case .replaced(let typed, let right): "'\(right)', not '\(typed)'"
    case .swapped(let first, let second): "'\(first)\(second)', not '\(second)\(first)'"
    case .article(let typed, let right): "'\(right)', not '\(typed)'"
    }
  }

  static func tooFewWords(title: String, game kind: EventKind, needed: Int) -> String {
    "'\(title)' has too few words for \(game(kind).lowercased()): it needs at least \(needed) different ones."
  }

  static func noExamples(title: String, game kind: EventKind) -> String {
    "'\(title)' has no example sentences, which \(game(kind).lowercased()) is played with."
  }

  static let differentPINs = "Those were two different PINs: type it again, and once more."

  static let noSets = "There are no word sets to play."

  static func noWordsYet(homework: String) -> String {
    "The words of '\(homework)' are not on this computer yet: they come as soon as the server can be reached."
  }
}
