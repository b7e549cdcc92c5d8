package import Glibc

/// Reading and writing whole small files, with a sentence for what fails.
package enum Files {
  /// The bytes of a file of at most `limit` bytes.
  package static func read(_ path: String, limit: Int = 16 << 20) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(.read, path, .last) }
    defer { close(descriptor) }
    return try read(descriptor, path, limit: limit)
  }

  /// All of standard input, at most `limit` bytes.
  package static func readInput(limit: Int = 16 << 20) throws(FileError) -> [UInt8] {
    try read(STDIN_FILENO, "standard input", limit: limit)
  }

  private static func read(_ descriptor: Int32, _ path: String, limit: Int) throws(FileError) -> [UInt8] {
    do throws(SystemError) {
      return try FileSystem.read(descriptor, limit: limit)
    } catch {
      throw FileError(.read, path, error)
    }
  }

  /// The text of a file; bytes that are not UTF-8 become replacement characters.
  package static func readText(_ path: String) throws(FileError) -> String {
    String(decoding: try read(path), as: UTF8.self)
  }

  /// Writes a file that only this user may read, in a folder that is made where it is missing: whole or not at all, and
  /// across a power loss.
  package static func writePrivately(_ bytes: [UInt8], to path: String) throws(FileError) {
    try makeFolder(above: path)
    try replace(path, by: bytes, mode: 0o600)
  }

  /// Makes the folders above a path that are missing, for this user alone.
  package static func makeFolder(above path: String) throws(FileError) {
    let folder = FileSystem.folder(of: path)
    do throws(SystemError) {
      try FileSystem.makeDirectory(folder)
    } catch {
      throw FileError(.makeFolder, folder, error)
    }
  }

  /// Writes a file that a person named, whole or not at all; into a device or pipe as it is.
  ///
  /// - Parameter mode: Who may read a new file, as far as the user's mask lets them.
  package static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(FileError) {
    guard let status = FileSystem.status(of: path), status.st_mode & S_IFMT != S_IFREG else {
      return try replace(path, by: bytes, mode: mode)
    }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.write, path, .last) }
    defer { close(descriptor) }
    do throws(SystemError) {
      try FileSystem.write(bytes, to: descriptor)
    } catch {
      throw FileError(.write, path, error)
    }
  }

  private static func replace(_ path: String, by bytes: [UInt8], mode: mode_t) throws(FileError) {
    do throws(SystemError) {
      let draft = "\(path).\(getpid()).new"
      try FileSystem.create(draft, with: bytes, mode: mode, over: true)
      try FileSystem.replace(path, by: draft)
    } catch {
      throw FileError(.write, path, error)
    }
  }

  /// Removes a file so that it stays removed across a power loss. One that is not there is no error.
  package static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileError(.remove, path, .last) }
    FileSystem.sync(directory: FileSystem.folder(of: path))
  }

  /// True where something of that name is there.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in a directory, sorted; none where there is no such directory.
  package static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
