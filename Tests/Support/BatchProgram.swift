import Glibc

/// A program that reads its input from a file and writes what it says into files, so that a daemon it leaves
/// behind keeps no reader waiting.
package final class BatchProgram: Sendable {
  /// What a program that ended has said.
  package struct Answer: Sendable {
    /// The exit status; -1 where a signal ended it.
    package let status: Int32
    /// Standard output.
    package let output: String
    /// Standard error.
    package let errors: String
  }

  private let process: pid_t
  private let files: String

  /// Starts a program; `files` is a path whose endings `.out` and `.err` become the files of its outputs.
  /// Returns nil where that is not possible.
  package init?(_ words: [String], input: String = "/dev/null", files: String) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files + ".out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files + ".err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard let process = Spawn.process(words, &actions, inOwnGroup: true) else { return nil }
    (self.process, self.files) = (process, files)
  }

  /// Waits for its end. To be called once.
  package func finish() -> Answer {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { break } }
    return Answer(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : -1, output: Self.text(of: files + ".out"),
      errors: Self.text(of: files + ".err"))
  }

  private static func text(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(file, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
