package import Glibc

/// Reading and writing whole small files.
package enum Files {
  /// The bytes of a file of at most `limit` bytes.
  package static func read(_ path: String, limit: Int = 16 << 20) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError("read", path, code: errno) }
    defer { close(descriptor) }
    return try read(descriptor, path, limit: limit)
  }

  /// All of standard input, at most `limit` bytes.
  package static func readInput(limit: Int = 16 << 20) throws(FileError) -> [UInt8] {
    try read(STDIN_FILENO, "standard input", limit: limit)
  }

  private static func read(_ descriptor: Int32, _ path: String, limit: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileError("read", path, code: errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else { throw FileError("read", path, code: EFBIG) }
    }
  }

  /// The text of a file; bytes that are not UTF-8 become replacement characters.
  package static func readText(_ path: String) throws(FileError) -> String {
    String(decoding: try read(path), as: UTF8.self)
  }

  /// Replaces a file by one that its user alone can read, and makes the folders to it: whole or not at all, also across
  /// a power loss.
  package static func writePrivately(_ bytes: [UInt8], to path: String) throws(FileError) {
    try makeDirectory(folder(of: path))
    try replace(path, by: bytes, mode: 0o600)
  }

  /// Writes the file that a person named, whole or not at all; into a device or pipe as it is.
  ///
  /// - Parameter mode: Who may read a new file, as far as the user's mask lets them.
  package static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(FileError) {
    var information = stat()
    guard stat(path, &information) == 0, information.st_mode & S_IFMT != S_IFREG else {
      return try replace(path, by: bytes, mode: mode)
    }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("write", path, code: errno) }
    defer { close(descriptor) }
    let failure = write(bytes, to: descriptor)
    guard failure == 0 else { throw FileError("write", path, code: failure) }
  }

  /// True where something of that name is there.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func folder(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  private static func replace(_ path: String, by bytes: [UInt8], mode: mode_t) throws(FileError) {
    let temporary = "\(path).\(getpid()).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileError("write", path, code: errno) }
    var failure = write(bytes, to: descriptor)
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    close(descriptor)
    if failure == 0, rename(temporary, path) != 0 { failure = errno }
    guard failure == 0 else {
      unlink(temporary)
      throw FileError("write", path, code: failure)
    }
    keepNames(in: folder(of: path))
  }

  /// Writes all of the bytes; the answer is the error's number, 0 where there was none.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return errno }
    }
    return 0
  }

  /// Removes a file so that it stays removed across a power loss. One that is not there is no error.
  package static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileError("remove", path, code: errno) }
    keepNames(in: folder(of: path))
  }

  private static func keepNames(in folder: String) {
    let directory = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }

  /// Makes a directory and those above it, for the user alone where they are new.
  static func makeDirectory(_ path: String) throws(FileError) {
    var parent = ""
    for part in path.split(separator: "/") {
      parent += "/" + part
      if mkdir(parent, 0o700) != 0, errno != EEXIST {
        let code = errno
        var information = stat()
        guard stat(parent, &information) == 0 else { throw FileError("make the folder", parent, code: code) }
      }
    }
  }

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
