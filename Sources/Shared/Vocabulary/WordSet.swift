package import Primitives

/// Words that belong together, in two languages.
package struct WordSet: Hashable, Sendable {
  /// Stable for ever: points and homework refer to it.
  package let id: UniqueID
  /// What people call it.
  package let title: String
  /// The language of the terms, as a tag of BCP 47: `sv`.
  package let from: String
  /// The language of the translations: `en`.
  package let to: String
  /// How hard it is, in the author's words: `A1`.
  package let level: String?
  /// At least one where it was read from a file.
  package let words: [Word]

  package init(id: UniqueID, title: String, from: String, to: String, level: String? = nil, words: [Word]) {
    self.id = id
    self.title = title
    self.from = from
    self.to = to
    self.level = level
    self.words = words
  }

  package func answerLanguage(_ direction: Direction) -> String {
    direction == .fromTo ? to : from
  }

  /// What a list shows of the set.
  package var summary: WordSetSummary {
    WordSetSummary(id: id, title: title, from: from, to: to, level: level, wordCount: words.count)
  }
}

/// What a list shows of a set; read from the head of its file, without taking the words apart.
package struct WordSetSummary: Hashable, Sendable {
  /// Stable for ever: points and homework refer to it.
  package let id: UniqueID
  /// What people call it.
  package let title: String
  /// The language of the terms.
  package let from: String
  /// The language of the translations.
  package let to: String
  /// How hard it is, in the author's words.
  package let level: String?
  /// Lines that look like words.
  package let wordCount: Int

  package init(id: UniqueID, title: String, from: String, to: String, level: String?, wordCount: Int) {
    self.id = id
    self.title = title
    self.from = from
    self.to = to
    self.level = level
    self.wordCount = wordCount
  }
}
