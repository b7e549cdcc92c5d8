package import Primitives
package import Vocabulary

/// A word set as the server lists it: an element of `{ "word_sets": [ … ] }`, the answer to `GET /api/word-sets`.
package struct WordSetListing: Hashable, Sendable {
  /// What a list shows of the set.
  package let summary: WordSetSummary
  /// When it was last put, as the server wrote it: whoever has this version need not fetch the words.
  package let updatedAt: String

  package init(summary: WordSetSummary, updatedAt: String) {
    self.summary = summary
    self.updatedAt = updatedAt
  }

  /// Reads an element; nil where a part is missing.
  package init?(json: JSON) {
    guard let id = json["id"]?.id, let title = json["title"]?.string, let from = json["from"]?.string,
      let to = json["to"]?.string, let count = json["word_count"]?.integer,
      let updatedAt = json["updated_at"]?.string
    else { return nil }
    self.init(
      summary: WordSetSummary(
        id: id, title: title, from: from, to: to, level: json["level"]?.string, wordCount: count),
      updatedAt: updatedAt)
  }
}

extension Word {
  /// The word on the wire and in `glosa sets show --json`.
  package var json: JSON {
    [
      "term": .string(term), "translations": .array(translations.map { .string($0) }),
      "example": .text(example),
    ]
  }

  /// Reads a word; nil where a part is missing or of the wrong kind.
  package init?(json: JSON) {
    guard let term = json["term"]?.string, let elements = json["translations"]?.array else { return nil }
    let translations = elements.compactMap(\.string)
    guard translations.count == elements.count, !translations.isEmpty else { return nil }
    self.init(
      term: term, translation: translations.joined(separator: " / "), example: json["example"]?.string)
  }
}

extension WordSet {
  /// The set as `glosa sets show --json` prints it, `PUT /api/word-sets/{id}` takes it (there with the audience,
  /// `"class_id"` and `"public"`, beside), and `GET /api/word-sets/{id}` gives it.
  package var json: JSON {
    [
      "id": .id(id), "title": .string(title), "from": .string(from), "to": .string(to), "level": .text(level),
      "words": .array(words.map(\.json)),
    ]
  }

  /// Reads a set; nil where a part is missing or of the wrong kind. Lengths are not looked at.
  package init?(json: JSON) {
    guard let id = json["id"]?.id, let title = json["title"]?.string, let from = json["from"]?.string,
      let to = json["to"]?.string, let elements = json["words"]?.array
    else { return nil }
    let words = elements.compactMap { Word(json: $0) }
    guard words.count == elements.count, !words.isEmpty else { return nil }
    self.init(id: id, title: title, from: from, to: to, level: json["level"]?.string, words: words)
  }
}
