import API
import ArgumentParser
import SQLiteStore

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
