package import Glibc

/// A small file that this user alone may read, and that is never reached through a link that somebody laid there.
package struct PrivateFile: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// Creates the file, which must not exist in any form, with this text; on disk when this returns.
  package func create(_ text: String) throws(SystemError) {
    try FileSystem.create(path, with: Array(text.utf8), mode: 0o600, over: false)
    FileSystem.sync(directory: FileSystem.folder(of: path))
  }

  /// Writes this text beside the file, for `replace(by:)`; what lay there is removed.
  ///
  /// - Parameter mode: Who may read it; nobody else, unless the file's owner has let them.
  package func draft(_ text: String, mode: mode_t = 0o600) throws(SystemError) -> PrivateFile {
    let draft = PrivateFile(path: path + ".new")
    unlink(draft.path)
    try draft.create(text)
    guard chmod(draft.path, mode) == 0 else { throw .last }
    return draft
  }

  /// Puts a draft in the file's place, in one step that lasts. Where that can't be done the draft stays.
  package func replace(by draft: PrivateFile) throws(SystemError) {
    try FileSystem.move(draft.path, to: path)
    FileSystem.sync(directory: FileSystem.folder(of: path))
  }

  /// What is in it, where it is a plain file of this user that nobody else may touch, and not longer than that.
  package func contents(atMost limit: Int) -> [UInt8]? {
    guard let (bytes, mode) = ownContents(atMost: limit), mode.isForOwnerAlone else { return nil }
    return bytes
  }

  /// What is in it, and who may do what with it, where it is a plain file of this user, whoever else may touch it.
  package func ownContents(atMost limit: Int) -> (bytes: [UInt8], mode: mode_t)? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      let bytes = try? FileSystem.read(file, limit: limit)
    else { return nil }
    return (bytes, status.st_mode & 0o777)
  }
}
