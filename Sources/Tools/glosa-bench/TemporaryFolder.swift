import Foundation

/// A folder of this run's own, removed at its end, also at one by Ctrl-C.
struct TemporaryFolder: Sendable {
  let path: String

  /// Makes the folder.
  ///
  /// - Parameter parent: Where; nil for the user's cache, or else `/var/tmp`: `/tmp` may lie in memory, where
  ///   fsync costs nothing.
  init(in parent: String?) throws {
    let cache = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let parent = URL(fileURLWithPath: parent ?? cache ?? "/var/tmp").path
    path = parent + "/glosa-bench-" + UUID().uuidString.lowercased()
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw BenchmarkError("A folder in \(parent) can't be made; name another place by --directory.")
    }
    Interruption.cleanUp { [path] in Self.remove(path) }
  }

  func remove() { Self.remove(path) }

  /// Makes a folder within it.
  func makeFolder(_ name: String) throws -> String {
    let folder = path + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
