import Foundation
import Testing

/// A row of `Tests/Fixtures/alternatives.tsv`: what a good teacher accepts for a word of a built-in set.
struct AlternativesCase: CustomTestStringConvertible, Sendable {
  /// The set's file without its ending.
  let set: String
  /// The word's first term.
  let term: String
  /// What is right besides what the set once had, on either side.
  let terms: [String]
  let translations: [String]

  var testDescription: String { "\(set): \(term)" }

  /// All rows of the file.
  static func all() throws -> [AlternativesCase] {
    let path = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "../Fixtures/alternatives.tsv")
    return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return AlternativesCase(
        set: cells[0], term: forms(cells[1])[0], terms: forms(cells[3]), translations: forms(cells[4]))
    }
  }

  private static func forms(_ cell: String) -> [String] {
    cell.components(separatedBy: " / ").filter { !$0.isEmpty }
  }
}
