import Files
import Glibc

/// The append-only fallback of the outbox: a file of lines, each with its checksum, written and synced one by
/// one.
///
/// Several processes may append to one file; each opens it anew under a lock, because another may have
/// carried it into the database and removed it in between.
///
/// A directory that is not the user's alone is left alone: whoever made it could read and forge points.
struct JournalFile: Sendable {
  let directory: String
  /// False where a journal may lie, written in another environment, but none is begun.
  let isWritten: Bool
  var path: String { "\(directory)/outbox.journal" }
  /// The name of the last one that was carried over, now empty: by it others see that theirs did not just go.
  private var carriedPath: String { "\(path).carried" }

  /// How far the file was read, and which file that was.
  private var identity: FileIdentity?
  private var offset = 0

  init(directory: String, isWritten: Bool = true) {
    (self.directory, self.isWritten) = (directory, isWritten)
  }

  /// True where there is something to be carried over.
  var isWaiting: Bool { FileSystem.size(of: path) > 0 && FileSystem.isPrivate(directory) }

  /// True where a journal of this user is not used because others may read or write its directory.
  var isIgnored: Bool { FileSystem.size(of: path) > 0 && FileSystem.isOwnButOpen(directory) }

  /// Appends the records and returns once they are on the disk.
  func append(_ records: [JournalRecord]) throws(SystemError) {
    try FileSystem.makeDirectory(directory)
    guard FileSystem.isPrivate(directory) else { throw SystemError(code: EACCES) }
    let (descriptor, length) = try openLocked(flags: O_RDWR | O_APPEND | O_CREAT)
    defer { FileLock.unlockAndClose(descriptor) }
    var bytes: [UInt8] = []
    // A torn last line must not spoil the one that follows.
    if length > 0, try FileSystem.read(descriptor, from: length - 1, count: 1) != [UInt8(ascii: "\n")] {
      bytes.append(UInt8(ascii: "\n"))
    }
    for record in records { bytes += record.line }
    do throws(SystemError) {
      try FileSystem.write(bytes, to: descriptor)
      guard fsync(descriptor) == 0 else { throw .last }
    } catch {
      _ = ftruncate(descriptor, off_t(length))
      throw error
    }
    if length == 0 { FileSystem.sync(directory: directory) }
  }

  /// The records appended since the last call, by whichever process; `isReplaced` where what was read before
  /// no longer stands, and `isLost` where it was carried nowhere but is gone. The torn end of a write under way is left for
  /// the next call.
  mutating func readNew() -> (isReplaced: Bool, isLost: Bool, records: [JournalRecord]) {
    let status = FileSystem.isPrivate(directory) ? FileSystem.status(of: path) : nil
    let current = status.map(FileIdentity.init)
    let isReplaced = identity != nil && (current != identity || Int(status?.st_size ?? 0) < offset)
    let isLost =
      identity != nil && current != identity && FileIdentity(path: carriedPath) != identity
      && FileIdentity(path: path) != identity
    if isReplaced || current == nil { offset = 0 }
    identity = current
    guard let status, Int(status.st_size) > offset else { return (isReplaced, isLost, []) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return (isReplaced, isLost, []) }
    defer { close(descriptor) }
    guard let bytes = try? FileSystem.read(descriptor, from: offset, count: Int(status.st_size) - offset),
      let end = bytes.lastIndex(of: UInt8(ascii: "\n"))
    else { return (isReplaced, isLost, []) }
    offset += end + 1
    return (isReplaced, isLost, Self.records(of: bytes[...end]).readable)
  }

  /// Reads the whole file and, while no one can append to it, hands the records over; when `carry` returns,
  /// they are safe elsewhere and the file is removed, or kept aside under a telling name where lines of it
  /// were unreadable.
  ///
  /// - Parameters:
  ///   - waits: False where a lock that another process holds means `OutboxError.busy` at once.
  ///   - carry: Answers how many records it could not take.
  /// - Returns: The lines not carried, and the name under which the file is kept for their sake; nil where
  ///   there was no journal.
  func drain(
    stamp: String, waits: Bool, into carry: ([JournalRecord]) throws(OutboxError) -> Int
  ) throws(OutboxError) -> (unreadable: Int, keptAs: String?)? {
    guard isWaiting else { return nil }
    do {
      let (descriptor, length) = try openLocked(flags: O_RDWR, waits: waits)
      defer { FileLock.unlockAndClose(descriptor) }
      let (records, unreadable) = Self.records(
        of: try FileSystem.read(descriptor, from: 0, count: length)[...])
      let left = unreadable + (try carry(records))
      defer { FileSystem.sync(directory: directory) }
      if left == 0 {
        // Carried over and over again, it would be sent over and over again.
        guard rename(path, carriedPath) == 0 || unlink(path) == 0 || ftruncate(descriptor, 0) == 0 else {
          throw SystemError.last
        }
        _ = ftruncate(descriptor, 0)
        return (0, nil)
      }
      let aside = FileSystem.unused("\(path).unreadable-\(stamp)")
      try FileSystem.move(path, to: aside)
      return (left, aside)
    } catch let error as OutboxError {
      throw error
    } catch let failure as SystemError {
      // Another process carried the file over since it was seen.
      if failure.code == ENOENT { return nil }
      throw failure.code == EWOULDBLOCK ? .busy : .journalUnavailable(reason: .init(failure))
    } catch {
      throw .journalUnavailable(reason: .words("\(error)"))
    }
  }

  private func openLocked(
    flags: Int32, waits: Bool = true
  ) throws(SystemError) -> (descriptor: Int32, length: Int) {
    while true {
      let descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw .last }
      var status = stat()
      guard FileLock.lock(descriptor, .exclusive, waits: waits), fstat(descriptor, &status) == 0 else {
        defer { close(descriptor) }
        throw .last
      }
      if FileIdentity(path: path) == FileIdentity(status) { return (descriptor, Int(status.st_size)) }
      FileLock.unlockAndClose(descriptor)
    }
  }

  private static func records(of bytes: ArraySlice<UInt8>) -> (readable: [JournalRecord], unreadable: Int) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let readable = lines.compactMap { JournalRecord(line: $0) }
    return (readable, lines.count - readable.count)
  }
}
