import Glibc

/// The one way in which this module starts programs.
enum Spawn {
  /// Starts a program with no signal blocked: threads of a test runner and of Dispatch block some, a child inherits
  /// that, and would be deaf to SIGTERM. Nil where it can't be started.
  ///
  /// - Parameters:
  ///   - words: The program's path and its arguments.
  ///   - environment: All of its environment; nil hands on that of this process.
  ///   - inOwnGroup: True keeps Ctrl-C at the runner's terminal from it.
  ///   - descriptors: It has these from 0 on, and none of the others that this process has open: a file that a test has
  ///     deleted would go on to take its room, a pipe would not end.
  static func process(
    _ words: [String], _ actions: inout posix_spawn_file_actions_t, environment: [String: String]? = nil,
    inOwnGroup: Bool, descriptors: Int32 = 3
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
    // One that is not open is passed over.
    for descriptor in descriptors..<Int32(min(sysconf(Int32(_SC_OPEN_MAX)), 4096)) {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    let status =
      environment == nil
      ? posix_spawn(&process, words[0], &actions, &attributes, &arguments, environ)
      : posix_spawn(&process, words[0], &actions, &attributes, &arguments, &variables)
    return status == 0 ? process : nil
  }

  /// A pipe that no program inherits but by a file action.
  static func pipe() -> (reading: Int32, writing: Int32)? {
    var ends: [Int32] = [-1, -1]
    return Glibc.pipe(&ends) == 0 ? (ends[0], ends[1]) : nil
  }
}
