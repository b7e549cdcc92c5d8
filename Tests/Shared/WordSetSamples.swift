import Foundation
import Primitives
import Vocabulary

/// Word sets for tests: small ones written down here, and those that are built in, read from `assets/`.
enum WordSetSamples {
  static let id = UniqueID(high: 0x1111_2222_3333_7444, low: 0x8555_6666_7777_8888)

  /// A set of words given as `term = translations`.
  static func set(_ lines: String..., from: String = "sv", to: String = "en") -> WordSet {
    let words = lines.map { line in
      let sides = line.components(separatedBy: " = ")
      return Word(term: sides[0], translation: sides[1])
    }
    return WordSet(id: id, title: "Sample", from: from, to: to, words: words)
  }

  /// The built-in files, by name.
  static func builtInFiles() throws -> [WordSetFile] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../assets/wordsets")
    let urls = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try urls.filter { $0.pathExtension == "tsv" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { url in
        WordSetFile(
          name: url.lastPathComponent, bytes: Array(try Data(contentsOf: url)), fallbackID: id, isOwn: false)
      }
  }

  /// The built-in sets, parsed.
  static func builtInSets() throws -> [WordSet] {
    try builtInFiles().map { try $0.wordSet() }
  }
}
