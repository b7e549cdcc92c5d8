import Files
import Foundation
import GRDB

extension Rescue {
  /// The write-ahead log beside the file, where SQLite would not replay all of it.
  var damagedLog: WriteAheadLog? {
    guard let bytes = FileManager.default.contents(atPath: "\(path)-wal"),
      let log = WriteAheadLog(Array(bytes)),
      log.isDamaged
    else { return nil }
    return log
  }

  /// Replaces a file whose write-ahead log is damaged by one with the rows of all that is left of the log, where that is more
  /// than SQLite would find. To be called before SQLite opens the file, which makes it drop the rest of the log.
  ///
  /// - Returns: How much more was found, and the name that the file and its log have now; nil where there is nothing to be
  ///   done: no damage, the end of a write that was cut off, or nothing that would be lost.
  func rescueLog() throws -> (carried: Salvage.Yield, keptAs: String)? {
    guard let log = damagedLog, let database = FileManager.default.contents(atPath: path).map(Array.init)
    else {
      return nil
    }
    let copy = "\(path).log"
    func write(_ bytes: [UInt8], _ suffix: String = "") throws {
      let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
      guard
        FileManager.default.createFile(
          atPath: copy + suffix, contents: Data(bytes), attributes: attributes)
      else { throw OutboxError.cannotOpen(reason: .init(SystemError.last)) }
    }
    func removeCopies() { for name in Self.family(copy) { unlink(name) } }
    removeCopies()
    defer { removeCopies() }
    return try replace { target in
      // What SQLite finds by itself.
      try write(database)
      try write(log.bytes, "-wal")
      let isSound = if case .sound = Rescue(path: copy, stamp: stamp).examine() { true } else { false }
      _ = try Salvage(target: target).run(from: copy)
      removeCopies()
      let (whole, others) = log.replays(over: database)
      var found = Salvage.Yield()
      for (image, needsChecksums) in [(whole, false)] + others.map({ ($0, true) }) {
        try write(image)
        found += try Salvage(target: target, needsChecksums: needsChecksums).run(from: copy)
        removeCopies()
      }
      return found.total > 0 || !isSound ? found : nil
    }
  }
}
