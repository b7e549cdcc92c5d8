import Files
import Languages
package import Primitives
import Vocabulary

/// Where a new word set goes on this computer, and under which id.
package struct SetPlace {
  /// What the set is called, on one line.
  package let title: String
  /// The file's path.
  package let path: String
  private let directories: Directories

  /// The place of a set of that title among the pupil's own.
  package init(title: String, in directories: Directories) {
    self.title = title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    self.directories = directories
    path = directories.sets + "/" + Self.fileName(for: title)
  }

  /// The id for the new set: the one it had, unless another set here has it; that of the set it replaces; else a new one.
  ///
  /// - Throws: `CommandFailure` where the name is taken.
  package func id(wanted: UniqueID?, replaces: Bool) throws(CommandFailure) -> UniqueID {
    guard !title.isEmpty, title.count <= 80 else {
      throw CommandFailure(.badUsage, Spoken.language.titleLength)
    }
    let fileName = path.split(separator: "/").last.map(String.init) ?? path
    var others: [WordSetSummary] = []
    var replaced: WordSetSummary?
    for file in SetLibrary.files(in: directories) {
      guard let summary = try? file.summary() else { continue }
      if file.isOwn, file.name == fileName { replaced = summary } else { others.append(summary) }
    }
    if !replaces, Files.exists(path) {
      throw CommandFailure(.cannotWrite, Spoken.language.setExists(path))
    }
    if let id = wanted ?? replaced?.id, !others.contains(where: { $0.id == id }) { return id }
    var generator = SystemRandomNumberGenerator()
    return UniqueID.random(using: &generator)
  }

  /// A name that no file system takes amiss: the title's letters and digits, with hyphens between.
  private static func fileName(for title: String) -> String {
    let words = title.lowercased().split { !$0.isLetter && !$0.isNumber }
    var name = ""
    for word in words {
      let longer = name.isEmpty ? String(word) : "\(name)-\(word)"
      guard longer.utf8.count <= 200 else { break }
      name = longer
    }
    return (name.isEmpty ? "set" : name) + ".tsv"
  }
}
