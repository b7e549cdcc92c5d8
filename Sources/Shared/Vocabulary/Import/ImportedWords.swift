package import Primitives

/// What was found in a file of words, and what was left.
package struct ImportedWords: Hashable, Sendable {
  /// How the file was read.
  package let format: ImportFormat
  /// How its bytes were read.
  package let encoding: TextEncoding
  /// The words, in order; at least one.
  package internal(set) var words: [Word]
  /// The rows that are no words, each with its line and the reason.
  package internal(set) var skipped: [WordSetError] = []
  /// Columns with something in them that no word set has a place for, by name or number.
  package internal(set) var leftOutColumns: [String] = []
  /// The id that the file names; nil where it names none.
  package internal(set) var id: UniqueID?
  /// The title that the file names, as its header or the deck of its cards; nil where it names none.
  package internal(set) var title: String?
  /// The language of the terms, where the file names it.
  package internal(set) var from: String?
  /// The language of the translations, where the file names it.
  package internal(set) var to: String?
  /// How hard it is, where the file says so.
  package internal(set) var level: String?

  init(format: ImportFormat, encoding: TextEncoding) {
    self.format = format
    self.encoding = encoding
    words = []
  }

  /// The same with words and translations in each other's place, for a file that has the translations first.
  package var swapped: ImportedWords {
    var swapped = self
    (swapped.from, swapped.to) = (to, from)
    swapped.words = words.map { word in
      Word(term: word.translationCell, translation: word.termCell, example: word.example)
    }
    return swapped
  }
}
