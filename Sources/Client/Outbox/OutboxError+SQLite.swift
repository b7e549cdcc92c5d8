import Files
import GRDB

extension OutboxError {
  /// What an error of SQLite means to the outbox in that directory.
  init(_ error: any Error, directory: String) {
    if let error = error as? OutboxError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .other(.words("\(error)"))
      return
    }
    let reason = error.message.map { Reason.words($0) } ?? .sqlite(Int(error.resultCode.rawValue))
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(reason: reason)
    case .SQLITE_IOERR, .SQLITE_CANTOPEN:
      // SQLite's own answer does not tell a full quota from a broken disk: writing a page does.
      let files = ["", "-wal", "-journal"].map { "\(directory)/outbox.sqlite\($0)" }
      switch FileSystem.obstacle(toWritingIn: directory, atTheEndOf: files) {
      case nil: self = .other(reason)
      case let obstacle?: self = obstacle.isFull ? .diskFull : .readOnly
      }
    default: self = .other(reason)
    }
  }
}
