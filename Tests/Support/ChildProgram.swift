import Glibc

/// A program started beside the test, its standard output to read, everything else thrown away.
package final class ChildProgram: Sendable {
  private let process: pid_t
  private let output: Int32

  /// Starts the program at a path; nil where that is not possible.
  package init?(_ path: String, _ arguments: [String]) {
    guard let pipe = Spawn.pipe() else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, pipe.writing, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let started = Spawn.process([path] + arguments, &actions, inOwnGroup: false)
    close(pipe.writing)
    guard let process = started else {
      close(pipe.reading)
      return nil
    }
    (self.process, output) = (process, pipe.reading)
  }

  deinit { close(output) }

  /// The next line of its output without the line break; nil at the end.
  package func readLine() -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  /// Waits for its end; true where it ended with status 0. To be called once.
  package func wait() -> Bool {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return false } }
    return status == 0
  }

  /// Ends it and waits. To be called once, in place of `wait()`.
  package func stop() {
    kill(process, SIGKILL)
    _ = wait()
  }

  /// Runs a program to its end; true where it ended with status 0.
  package static func run(_ path: String, _ arguments: [String]) -> Bool {
    ChildProgram(path, arguments)?.wait() ?? false
  }

  /// The first of these paths that can be executed.
  package static func find(_ paths: String...) -> String? {
    paths.first { access($0, X_OK) == 0 }
  }
}
