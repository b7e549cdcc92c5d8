import Assets
import Files
import Languages
import Outbox
import Primitives
package import Vocabulary

/// The word sets of this computer: those compiled in, those that the joined class's server gave, and the pupil's own
/// files.
package enum SetLibrary {
  /// All sets: built-in ones by file name, the class's by title, own ones by file name.
  package static func files(in directories: Directories) -> [WordSetFile] {
    let builtIn = Assets.wordSets.map { asset in
      WordSetFile(
        name: asset.name + ".tsv", bytes: Array(asset.text.utf8), fallbackID: fallbackID(of: asset.name),
        isOwn: false)
    }
    return builtIn + classFiles(besides: builtIn, in: directories) + ownFiles(in: directories)
  }

  /// What was downloaded for the pupil who plays here now. A set that is built in too stands in the list once.
  private static func classFiles(
    besides builtIn: [WordSetFile], in directories: Directories
  ) -> [WordSetFile] {
    guard let account = try? Account.current(in: directories) else { return [] }
    let known = Set(builtIn.compactMap { try? $0.summary().id })
    return DownloadedSets(of: account, in: directories).files.filter { !known.contains($0.fallbackID) }
  }

  /// All sets and, at the end, a file from elsewhere.
  package static func files(in directories: Directories, and extra: WordSetFile?) -> [WordSetFile] {
    let files = files(in: directories)
    guard let extra, !files.contains(extra) else { return files }
    return files + [extra]
  }

  private static func ownFiles(in directories: Directories) -> [WordSetFile] {
    Files.names(in: directories.sets).filter { $0.hasSuffix(".tsv") }.map { name in
      // A file that can't be read stands in the list all the same, as one without words.
      let bytes = (try? Files.read(directories.sets + "/" + name)) ?? []
      return WordSetFile(name: name, bytes: bytes, fallbackID: fallbackID(of: name), isOwn: true)
    }
  }

  /// Files among the pupil's own that somebody has put there, but that are no sets.
  package static func otherFiles(in directories: Directories) -> [String] {
    Files.names(in: directories.sets).filter {
      !$0.hasSuffix(".tsv") && !$0.hasPrefix(".") && !$0.hasSuffix(".new")
    }
  }

  /// The set that a person means: an id, a title or a file's name in any case, or the path of a file.
  package static func file(named wanted: String, in directories: Directories) throws(CommandFailure)
    -> WordSetFile
  {
    // Whoever gives a set of their own the title of a built-in one means their own by it.
    let all = files(in: directories)
    let files = all.filter(\.isOwn) + all.filter { !$0.isOwn }
    let folded = wanted.lowercased()
    if let match = files.first(where: { file in
      file.name.lowercased() == folded || file.name.lowercased() == folded + ".tsv"
        || (try? file.summary()).map { $0.title.lowercased() == folded || $0.id == UniqueID(wanted) } ?? false
    }) {
      return match
    }
    guard wanted.contains("/") || wanted.hasSuffix(".tsv") || FileSystem.exists(wanted) else {
      throw CommandFailure(.badInput, Spoken.language.noWordSet(wanted))
    }
    do {
      let name = wanted.split(separator: "/").last.map(String.init) ?? wanted
      return WordSetFile(
        name: name, bytes: try Files.read(wanted), fallbackID: fallbackID(of: name), isOwn: true)
    } catch {
      throw CommandFailure(.badInput, error.spoken)
    }
  }

  /// The words of a file, or the sentence that names its first bad line.
  package static func wordSet(of file: WordSetFile) throws(CommandFailure) -> WordSet {
    do {
      return try file.wordSet()
    } catch {
      throw CommandFailure(.badInput, Spoken.language.text(of: error))
    }
  }

  /// An id for a file that names none: the same at every start for the same file name. Version 8 (RFC 9562, section
  /// 5.8) over the 64-bit FNV-1a hash of the name.
  private static func fallbackID(of name: String) -> UniqueID {
    var generator = SeededGenerator(seed: hash(of: name))
    let random = UniqueID.random(using: &generator)
    return UniqueID(high: random.high & ~0xF000 | 0x8000, low: random.low)
  }

  /// The 64-bit FNV-1a hash of a text's bytes.
  static func hash(of text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
