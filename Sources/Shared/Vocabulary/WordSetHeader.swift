import Primitives

/// What stands in a word set's file before the words.
struct WordSetHeader {
  var id: UniqueID?
  var title: String?
  var from: String?
  var to: String?
  var level: String?

  /// The language of the terms: Swedish, unless something else is written or the translations are Swedish.
  var fromTag: String { from ?? (to == "sv" ? "en" : "sv") }

  /// The language of the translations: English, unless something else is written or the terms are English.
  var toTag: String { to ?? (from == "en" ? "sv" : "en") }

  /// A summary with what the header says, and with that id and title where it names none.
  func summary(id: UniqueID, title: String, wordCount: Int) -> WordSetSummary {
    WordSetSummary(
      id: self.id ?? id, title: self.title ?? title, from: fromTag, to: toTag, level: level,
      wordCount: wordCount)
  }

  /// A set with what the header says, and with that id and title where it names none.
  func wordSet(id: UniqueID, title: String, words: [Word]) -> WordSet {
    WordSet(
      id: self.id ?? id, title: self.title ?? title, from: fromTag, to: toTag, level: level, words: words)
  }
}
