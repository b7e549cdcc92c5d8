import API
import ArgumentParser
import Files
import PostgresStore
import SQLiteStore
import Store

/// Why the server could not start, with the exit code of sysexits.h that says so to scripts.
struct Failure: Error {
  let sentence: String
  let exitCode: ExitCode

  /// Bad usage (EX_USAGE).
  static func usage(_ sentence: String) -> Failure { Failure(sentence: sentence, exitCode: ExitCode(64)) }

  /// The address can't be had (EX_UNAVAILABLE).
  static func unavailable(_ error: ListenError) -> Failure {
    Failure(sentence: error.description, exitCode: ExitCode(69))
  }

  /// A file can't be written or used (EX_CANTCREAT).
  static func cannotWrite(_ sentence: String) -> Failure {
    Failure(sentence: sentence, exitCode: ExitCode(73))
  }

  /// The failure behind an error; nil for one that is the argument parser's own.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let failure as TeacherToken.Failure: self.init(failure)
    case let failure as ServerCertificate.Failure: self.init(failure)
    case let error as FileError: self = .cannotWrite(error.description)
    case let error as OpenError: self = .cannotWrite(error.description + ".")
    case let error as PostgresOpenError: self.init(error)
    case let error as StoreError: self = .cannotWrite(error.description + ".")
    default: return nil
    }
  }

  /// The database can't be reached (EX_UNAVAILABLE), has to be prepared first (EX_CONFIG), or is no database's name.
  init(_ error: PostgresOpenError) {
    let code: Int32 =
      switch error {
      case .badURL: 64
      case .unreachable: 69
      case .notMigrated, .wrongRole, .migrationFailed: 78
      }
    self.init(sentence: error.description + ".", exitCode: ExitCode(code))
  }

  init(_ failure: ServerCertificate.Failure) {
    switch failure {
    // EX_CONFIG.
    case .unusable(let sentence): self.init(sentence: sentence, exitCode: ExitCode(78))
    case .cannotWrite(let sentence): self = .cannotWrite(sentence)
    }
  }

  init(_ failure: TeacherToken.Failure) {
    switch failure {
    case .usage(let sentence): self = .usage(sentence)
    case .cannotWrite(let sentence): self = .cannotWrite(sentence)
    }
  }

  init(sentence: String, exitCode: ExitCode) {
    self.sentence = sentence
    self.exitCode = exitCode
  }
}
