/// Why a file is not a word set: which file, which line, what is wrong there.
package struct WordSetError: Error, Hashable, Sendable {
  /// What can be wrong with a word set's text.
  package indirect enum Reason: Error, Hashable, Sendable {
    case notUTF8
    case controlCharacter
    case missingTab
    case emptyTerm
    case emptyTranslation
    case tooManyColumns(Int)
    case unbalancedParenthesis
    case tooLong(limit: Int)
    case badID(String)
    case sameLanguages(String)
    case tooManyWords(limit: Int)
    case noWords
    /// Of an imported row: nothing separates a translation from the word.
    case missingSeparator(String)
    /// Of an imported row: more columns than the rows of its file have.
    case moreColumns(Int, usual: Int)
    /// Of an imported row: a quoted cell without an end.
    case unclosedQuote
    /// Of an imported note: a picture or sound where text belongs.
    case onlyMedia
    /// Of an imported file: bytes that are text in no encoding known here.
    case notText
    /// Of an imported file: a zip archive.
    case archive
    /// Of an imported file: nothing separates words from translations.
    case noSeparator
    /// Of an imported file: rows, but no word among them.
    case noneUsable(rows: Int, first: Reason)
  }

  package let file: String
  /// The line, counted from 1; nil where the whole file is meant.
  package let line: Int?
  /// What is wrong there.
  package let reason: Reason

  package init(file: String, line: Int?, reason: Reason) {
    self.file = file
    self.line = line
    self.reason = reason
  }
}
