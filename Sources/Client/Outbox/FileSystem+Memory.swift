import CLinux
import Files
import Glibc

extension FileSystem {
  /// True where a path lies, or would lie, in memory (tmpfs, ramfs), so that a restart of the computer loses it.
  static func isInMemory(_ path: String) -> Bool {
    var information = statfs()
    var path = path
    while statfs(path, &information) != 0 {
      guard errno == ENOENT || errno == ENOTDIR, let slash = path.lastIndex(of: "/"), slash > path.startIndex
      else { return false }
      path = String(path[..<slash])
    }
    // statfs(2): TMPFS_MAGIC and RAMFS_MAGIC.
    return [0x0102_1994, 0x8584_58F6].contains(UInt32(truncatingIfNeeded: information.f_type))
  }
}
