import Files
import Glibc
import Outbox
import Primitives
import Sync
import Vocabulary

/// The word sets that a class's server gave one student, each a file named by its id: playable without a network.
package struct DownloadedSets: WordSetCache {
  private let directory: String

  /// The sets of an account. Those that a version downloaded which knew only its server's address are taken along.
  init(of account: Account, in directories: Directories) {
    directory = Self.directory(of: account.owner, in: directories)
    guard account.serverID != nil, access(directory, F_OK) != 0 else { return }
    let earlier = Owner(ledger: account.server, studentID: account.studentID)
    _ = rename(Self.directory(of: earlier, in: directories), directory)
  }

  private static func directory(of owner: Owner, in directories: Directories) -> String {
    let name = "\(owner.ledger ?? "") \(owner.studentID)"
    let hash = String(SetLibrary.hash(of: name), radix: 16)
    return directories.classroom + "/" + String(repeating: "0", count: 16 - hash.count) + hash
  }

  func ids() -> [UniqueID] {
    Files.names(in: directory).filter { $0.hasSuffix(".tsv") }.compactMap { UniqueID($0.dropLast(4)) }
  }

  func put(_ bytes: [UInt8], as id: UniqueID) -> Bool {
    (try? Files.writePrivately(bytes, to: path(of: id))) != nil
  }

  func remove(_ id: UniqueID) { unlink(path(of: id)) }

  /// The files, by title.
  var files: [WordSetFile] {
    let files = ids().map { id in
      let bytes = (try? Files.read(path(of: id))) ?? []
      return WordSetFile(name: "\(id).tsv", bytes: bytes, fallbackID: id, isOwn: false)
    }
    return files.map { (file: $0, title: (try? $0.summary().title) ?? "") }
      .sorted { ($0.title, $0.file.name) < ($1.title, $1.file.name) }
      .map(\.file)
  }

  private func path(of id: UniqueID) -> String { "\(directory)/\(id).tsv" }
}
