/// Why a file is not a word set: which file, which line, what is wrong there.
package struct WordSetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What can be wrong with a word set's text.
  package enum Reason: Error, Hashable, Sendable {
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
    case noneUsable(rows: Int, first: String)

    /// What is wrong and what to do, as the end of a sentence.
    package var description: String {
      switch self {
      case .notUTF8: "this is not UTF-8 text; save the file as UTF-8"
      case .controlCharacter: "a control character stands in the text; remove it"
      case .missingTab: "no tab between the word and its translation; put one there"
      case .emptyTerm: "the word is missing"
      case .emptyTranslation: "the translation is missing"
      case .tooManyColumns(let count):
        "\(count) columns where at most three belong: word, translations, example"
      case .unbalancedParenthesis: "a parenthesis is opened or closed without its partner"
      case .tooLong(let limit): "the text is longer than \(limit) bytes; shorten it"
      case .badID(let text): "'\(text)' is not a UUID; write one, or leave the id line out"
      case .sameLanguages(let tag): "both languages are '\(tag)'; name two different ones"
      case .tooManyWords(let limit): "more than \(limit) words; split the set"
      case .missingSeparator(let name): "no \(name) between the word and its translation; put one there"
      case .moreColumns(let count, let usual):
        "\(count) columns where the other lines have \(usual); put text that holds the separator in quotation marks"
      case .unclosedQuote: "a quotation mark is opened and not closed; close it, or write it twice"
      case .onlyMedia: "there is only a picture or a sound where text belongs"
      case .notText: "this is not text; save the file as UTF-8 text"
      case .archive:
        "this is a spreadsheet or archive, not text; save it as CSV, or from Anki export Notes in Plain Text"
      case .noSeparator: "no tab, semicolon or comma stands between words and translations; put one there"
      case .noneUsable(let rows, let first):
        rows == 1 ? first : "\(first); none of the \(rows) lines is a word with its translation"
      case .noWords: "there are no words in it; write a word, a tab and its translation on a line"
      }
    }
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

  /// `djur.tsv, line 12: the translation is missing`.
  package var description: String {
    if let line { "\(file), line \(line): \(reason.description)" } else { "\(file): \(reason.description)" }
  }
}
