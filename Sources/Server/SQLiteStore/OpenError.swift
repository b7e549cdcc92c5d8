import GRDB
import Store

/// Why a database file could not be opened, as a sentence for the person who started the server.
package enum OpenError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another server process has it open.
  case inUse(path: String)
  /// The file or its folder can't be created or written.
  case notWritable(path: String, reason: String)
  /// The file exists and is something else, or is damaged.
  case notADatabase(path: String)
  /// The file can't be opened for reading.
  case notReadable(path: String, reason: String)
  /// A newer Glosa has changed its tables.
  case fromNewerVersion(path: String)
  /// It has not got this Glosa's tables yet, and was opened only to be read.
  case fromOlderVersion(path: String)
  /// There is no room to bring the file's tables up to date.
  case diskFull(path: String)
  /// This SQLite can't be made to keep its commits.
  case notDurable(path: String)

  init(_ error: any Error, path: String) {
    let code = (error as? DatabaseError)?.resultCode
    switch code {
    case DatabaseError.SQLITE_NOTADB, DatabaseError.SQLITE_CORRUPT: self = .notADatabase(path: path)
    case DatabaseError.SQLITE_BUSY, DatabaseError.SQLITE_LOCKED: self = .inUse(path: path)
    case DatabaseError.SQLITE_FULL: self = .diskFull(path: path)
    default: self = .notWritable(path: path, reason: StoreError(error).cause)
    }
  }

  /// What kept a file from being read that nothing should be written to.
  init(reading error: any Error, path: String) {
    self.init(error, path: path)
    if case .notWritable(_, let reason) = self { self = .notReadable(path: path, reason: reason) }
  }

  /// What happened, to what, and what to do.
  package var description: String {
    switch self {
    case .inUse(let path):
      "the database \(path) is in use by another server; stop that one first, or choose another file"
    case .notWritable(let path, let reason):
      "the database \(path) can't be written (\(reason)); choose another file, or mend its folder's permissions"
    case .notADatabase(let path):
      "\(path) is not a Glosa database, or it is damaged; it was left as it is: choose another file, or restore a copy"
    case .notReadable(let path, let reason):
      "the database \(path) can't be read (\(reason)); look at its name and at its folder's permissions"
    case .fromOlderVersion(let path):
      "\(path) has not got the tables of this version; start glosa-server on it once, then try again"
    case .fromNewerVersion(let path):
      "the database \(path) was last used by a newer version of glosa-server; use that version"
    case .diskFull(let path):
      "there is no room for the database \(path) on its disk, and nothing was changed: the first start of a new version may "
        + "need three times its size for a while; free some, then start again"
    case .notDurable(let path):
      "the database \(path) lies on a file system that can't keep SQLite's write-ahead log; choose another place"
    }
  }
}

extension StoreError {
  init(_ error: any Error) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT:
      self = .refused(error.message ?? "a constraint")
    case let error as DatabaseError:
      self = .unavailable("SQLite \(error.extendedResultCode.rawValue), \(error.message ?? "no message")")
    default: self = .unavailable("\(type(of: error))")
    }
  }

  /// The text that tells what went wrong.
  var cause: String {
    switch self {
    case .overloaded: description
    case .unavailable(let cause), .refused(let cause): cause
    }
  }
}
