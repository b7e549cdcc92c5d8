import Primitives

/// What stands in a word set's file before the words.
struct WordSetHeader {
  var id: UniqueID
  var title: String
  var from: String?
  var to: String?
  var level: String?

  init(id: UniqueID, title: String) {
    self.id = id
    self.title = title
  }

  /// The language of the terms: Swedish, unless something else is written or the translations are Swedish.
  var fromTag: String { from ?? (to == "sv" ? "en" : "sv") }

  /// The language of the translations: English, unless something else is written or the terms are English.
  var toTag: String { to ?? (from == "en" ? "sv" : "en") }

  func summary(wordCount: Int) -> WordSetSummary {
    WordSetSummary(id: id, title: title, from: fromTag, to: toTag, level: level, wordCount: wordCount)
  }

  func wordSet(words: [Word]) -> WordSet {
    WordSet(id: id, title: title, from: fromTag, to: toTag, level: level, words: words)
  }
}
