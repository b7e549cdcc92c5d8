import Glibc
import Synchronization

/// The one way in which this module starts programs.
enum Spawn {
  /// Keeps a program from being started between the making of a pipe and its marking: there is no `pipe2` here.
  private static let lock = Mutex(())

  /// Starts a program with no signal blocked: threads of a test runner and of Dispatch block some, a child inherits
  /// that, and would be deaf to SIGTERM. Nil where it can't be started.
  ///
  /// - Parameters:
  ///   - words: The program's path and its arguments.
  ///   - environment: All of its environment; nil hands on that of this process.
  ///   - inOwnGroup: True keeps Ctrl-C at the runner's terminal from it.
  static func process(
    _ words: [String], _ actions: inout posix_spawn_file_actions_t, environment: [String: String]? = nil,
    inOwnGroup: Bool
  ) -> pid_t? {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    // What this process ignores a child would ignore too.
    var broken = sigset_t()
    sigemptyset(&broken)
    sigaddset(&broken, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &broken)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
        | (inOwnGroup ? Int16(POSIX_SPAWN_SETPGROUP) : 0))
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var variables = (environment ?? [:]).map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for variable in variables { free(variable) } }
    var process = pid_t()
    let status = lock.withLock { _ in
      environment == nil
        ? posix_spawn(&process, words[0], &actions, &attributes, &arguments, environ)
        : posix_spawn(&process, words[0], &actions, &attributes, &arguments, &variables)
    }
    return status == 0 ? process : nil
  }

  /// A pipe that no program inherits, whichever thread starts one meanwhile.
  static func pipe() -> (reading: Int32, writing: Int32)? {
    lock.withLock { _ in
      var ends: [Int32] = [-1, -1]
      guard Glibc.pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return (ends[0], ends[1])
    }
  }
}
