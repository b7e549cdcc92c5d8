public import Primitives

/// Words that belong together, in two languages.
public struct WordSet: Hashable, Sendable {
  /// Stable for ever: points and homework refer to it.
  public let id: UniqueID
  /// What people call it.
  public let title: String
  /// The language of the terms, as a tag of BCP 47: `sv`.
  public let from: String
  /// The language of the translations: `en`.
  public let to: String
  /// How hard it is, in the author's words: `A1`.
  public let level: String?
  /// At least one where it was read from a file.
  public let words: [Word]

  /// A set of the given parts.
  public init(id: UniqueID, title: String, from: String, to: String, level: String? = nil, words: [Word]) {
    self.id = id
    self.title = title
    self.from = from
    self.to = to
    self.level = level
    self.words = words
  }

  /// The language in which answers are given.
  public func answerLanguage(_ direction: Direction) -> String {
    direction == .fromTo ? to : from
  }

  /// What a list shows of the set.
  public var summary: WordSetSummary {
    WordSetSummary(id: id, title: title, from: from, to: to, level: level, wordCount: words.count)
  }
}

/// What a list shows of a set; read from the head of its file, without taking the words apart.
public struct WordSetSummary: Hashable, Sendable {
  /// Stable for ever: points and homework refer to it.
  public let id: UniqueID
  /// What people call it.
  public let title: String
  /// The language of the terms.
  public let from: String
  /// The language of the translations.
  public let to: String
  /// How hard it is, in the author's words.
  public let level: String?
  /// Lines that look like words.
  public let wordCount: Int

  /// A summary of the given parts.
  public init(id: UniqueID, title: String, from: String, to: String, level: String?, wordCount: Int) {
    self.id = id
    self.title = title
    self.from = from
    self.to = to
    self.level = level
    self.wordCount = wordCount
  }
}
