import Glibc

/// The one way in which this module starts programs.
enum Spawn {
  /// Starts a program with no signal blocked: threads of a test runner and of Dispatch block some, a child inherits
  /// that, and would be deaf to SIGTERM. Nil where it can't be started.
  ///
  /// - Parameters:
  ///   - words: The program's path and its arguments.
  ///   - inOwnGroup: True keeps Ctrl-C at the runner's terminal from it.
  static func process(
    _ words: [String], _ actions: inout posix_spawn_file_actions_t, inOwnGroup: Bool
  ) -> pid_t? {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | (inOwnGroup ? Int16(POSIX_SPAWN_SETPGROUP) : 0))
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    guard posix_spawn(&process, words[0], &actions, &attributes, &arguments, environ) == 0 else { return nil }
    return process
  }
}
