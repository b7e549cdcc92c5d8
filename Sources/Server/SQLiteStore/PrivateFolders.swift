import Glibc

/// Folders that this user alone may read.
package enum PrivateFolders {
  /// Makes the folders of a path that are missing.
  ///
  /// - Throws: `.notWritable`.
  package static func create(above path: String) throws(OpenError) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part + "/"
      if folder != "/", mkdir(folder, 0o700) != 0, errno != EEXIST, errno != EISDIR {
        throw .notWritable(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }
}
