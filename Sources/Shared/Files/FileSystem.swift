package import Glibc

/// The calls on files and folders that are more than one of the system's.
package enum FileSystem {
  /// Makes the directory and those above it that are missing, for the user alone.
  package static func makeDirectory(_ path: String) throws(SystemError) {
    if path.isEmpty || mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    let failure = SystemError.last
    guard failure.code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      if isDirectory(path) { return }
      throw failure
    }
    try makeDirectory(String(path[..<slash]))
    guard path.hasSuffix("/") || mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last }
  }

  /// The path of the folder that a path's last part is in; empty for one without a folder.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func isDirectory(_ path: String) -> Bool {
    status(of: path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  package static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// True for a directory, no link to one, that belongs to this user and that no one else may read or write.
  package static func isPrivate(_ path: String) -> Bool {
    ownDirectory(path)?.st_mode.isForOwnerAlone ?? false
  }

  /// True for a directory of this user that others may read or write, too.
  package static func isOwnButOpen(_ path: String) -> Bool {
    ownDirectory(path)?.st_mode.isForOwnerAlone == false
  }

  private static func ownDirectory(_ path: String) -> stat? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else {
      return nil
    }
    return status
  }

  package static func size(of path: String) -> Int { Int(status(of: path)?.st_size ?? 0) }

  package static func exists(_ path: String) -> Bool { status(of: path) != nil }

  /// Makes an empty file of mode 0600 where there is none. An existing file is not opened: closing it again
  /// would drop the POSIX locks that SQLite holds on it in this process.
  package static func createIfMissing(_ path: String) throws(SystemError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return }
      throw .last
    }
    close(descriptor)
  }

  /// Writes all of the bytes.
  package static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) throws(SystemError) {
    let bytes = Array(bytes)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      // What takes nothing and says nothing has no room.
      guard count > 0 else { throw SystemError(code: ENOSPC) }
      written += count
    }
  }

  /// Makes a file with these bytes, on disk when this returns; nothing is left of one that could not be written whole.
  ///
  /// - Parameter over: False where nothing of that name may be there, not even a link.
  package static func create(
    _ path: String, with bytes: [UInt8], mode: mode_t, over: Bool
  ) throws(SystemError) {
    let flags = over ? O_TRUNC : O_EXCL | O_NOFOLLOW
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, mode)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    do throws(SystemError) {
      try write(bytes, to: descriptor)
      guard fsync(descriptor) == 0 else { throw .last }
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Puts a draft in a file's place, in one step that lasts; where that can't be done the draft is removed.
  package static func replace(_ path: String, by draft: String) throws(SystemError) {
    do throws(SystemError) {
      try move(draft, to: path)
    } catch {
      unlink(draft)
      throw error
    }
    sync(directory: folder(of: path))
  }

  /// The bytes from where a descriptor stands to the end, at most `limit`; more than that is `EFBIG`.
  package static func read(_ descriptor: Int32, limit: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else { throw SystemError(code: EFBIG) }
    }
  }

  /// Up to `count` bytes of an open file from `offset`; fewer at its end.
  package static func read(_ descriptor: Int32, from offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes[filled...].withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, $0.count, off_t(offset + filled))
      }
      if got < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes[..<filled])
  }

  package static func move(_ path: String, to target: String) throws(SystemError) {
    guard rename(path, target) == 0 else { throw .last }
  }

  /// Makes renames and new files in a directory last through a loss of power.
  package static func sync(directory: String) {
    let descriptor = open(directory.isEmpty ? "." : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  /// The path itself, or with a number behind it, such that nothing is there yet.
  package static func unused(_ path: String) -> String {
    var candidate = path
    var number = 2
    while exists(candidate) {
      candidate = "\(path)-\(number)"
      number += 1
    }
    return candidate
  }

  /// Why a directory can't take another page of data; nil where it can. Found by writing one and removing it.
  ///
  /// - Parameter files: Those that are to grow: a file's size may be what is limited.
  package static func obstacle(toWritingIn directory: String, atTheEndOf files: [String] = []) -> SystemError?
  {
    let path = unused("\(directory)/outbox.probe-\(getpid())")
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return .last }
    defer {
      close(descriptor)
      unlink(path)
    }
    do throws(SystemError) {
      try write(repeatElement(0, count: 8192), to: descriptor)
      if let end = files.map(size).max(), end > 0 {
        // A hole before it takes no room.
        guard lseek(descriptor, off_t(end), SEEK_SET) >= 0 else { throw .last }
        try write(repeatElement(0, count: 8192), to: descriptor)
      }
      return fsync(descriptor) == 0 ? nil : .last
    } catch {
      return error
    }
  }
}

extension mode_t {
  /// True where neither the group nor others may do anything.
  package var isForOwnerAlone: Bool { self & 0o077 == 0 }
}
