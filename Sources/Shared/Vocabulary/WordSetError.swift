/// Why a file is not a word set: which file, which line, what is wrong there.
public struct WordSetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What can be wrong with a word set's text.
  public enum Reason: Hashable, Sendable {
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

    /// What is wrong and what to do, as the end of a sentence.
    public var description: String {
      switch self {
      case .notUTF8: "this is not UTF-8 text; save the file as UTF-8"
      case .controlCharacter: "a control character stands in the text; remove it"
      case .missingTab: "no tab between the word and its translation; put one there"
      case .emptyTerm: "the word is missing before the first tab"
      case .emptyTranslation: "the translation is missing after the first tab"
      case .tooManyColumns(let count):
        "\(count) columns where at most three belong: word, translations, example"
      case .unbalancedParenthesis: "a parenthesis is opened or closed without its partner"
      case .tooLong(let limit): "the text is longer than \(limit) bytes; shorten it"
      case .badID(let text): "'\(text)' is not a UUID; write one, or leave the id line out"
      case .sameLanguages(let tag): "both languages are '\(tag)'; name two different ones"
      case .tooManyWords(let limit): "more than \(limit) words; split the set"
      case .noWords: "there are no words in it; write a word, a tab and its translation on a line"
      }
    }
  }

  /// The name of the file.
  public let file: String
  /// The line, counted from 1; nil where the whole file is meant.
  public let line: Int?
  /// What is wrong there.
  public let reason: Reason

  /// An error of the given parts.
  public init(file: String, line: Int?, reason: Reason) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// `djur.tsv, line 12: the translation is missing after the first tab`.
  public var description: String {
    if let line { "\(file), line \(line): \(reason.description)" } else { "\(file): \(reason.description)" }
  }
}
