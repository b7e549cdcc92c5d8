import Glibc

/// Programs that the demo starts beside itself.
package enum Spawn {
  /// Starts a program in a process group of its own: Ctrl-C at the terminal is for the demo alone.
  ///
  /// - Parameters:
  ///   - words: The program's path and its arguments.
  ///   - hearsSignals: False leaves those blocked that are blocked here.
  ///   - input, output: Its standard input and output; nil is `/dev/null`.
  ///   - log: The file of its standard error.
  /// - Returns: The process, or the number of the error.
  static func process(
    _ words: [String], hearsSignals: Bool, input: Int32? = nil, output: Int32? = nil,
    log: String = "/dev/null"
  ) -> (process: pid_t, error: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, source, flags) in [(Int32(0), input, O_RDONLY), (1, output, O_WRONLY)] {
      if let source {
        posix_spawn_file_actions_adddup2(&actions, source, descriptor)
      } else {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", flags, 0)
      }
    }
    posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | (hearsSignals ? POSIX_SPAWN_SETSIGMASK : 0)))
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let error = posix_spawn(&process, words[0], &actions, &attributes, &arguments, environ)
    return (error == 0 ? process : -1, error)
  }
}

/// A pipe that no program started meanwhile inherits.
package struct PrivatePipe {
  let reading: Int32
  let writing: Int32

  /// Opens it; nil where the process has no file descriptors left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }
}
