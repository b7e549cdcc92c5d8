import Glibc

/// A small process that outlives the demo, ends its server and removes its folder.
///
/// It waits for the end of a pipe that only the demo holds: that comes whether the demo finishes, is killed or breaks
/// down, and by then nothing of the demo can make a file any more.
struct DemoJanitor {
  private let process: pid_t
  private let pipe: Int32

  /// Starts it. Without room for another process there is none, and `finish` does its work.
  init(of folder: String, server: pid_t) {
    guard let ends = PrivatePipe() else {
      (process, pipe) = (-1, -1)
      return
    }
    pipe = ends.writing
    defer { close(ends.reading) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends.reading, 0)
    // Whoever reads what the demo prints must not wait for the janitor.
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Ctrl-C at the terminal is for the demo alone.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let script = #"read -r _; kill -9 "$1"; rm -rf -- "$0" || rm -rf -- "$0""#
    let words = ["sh", "-c", script, folder, String(server)]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let isStarted = posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, environ) == 0
    self.process = isStarted ? process : -1
  }

  /// Has the work done now, and waits for it.
  func finish(server: pid_t) {
    if pipe >= 0 { close(pipe) }
    if process < 0 { kill(server, SIGKILL) }
    waitpid(server, nil, 0)
    if process >= 0 { waitpid(process, nil, 0) }
  }
}

/// A pipe that no program started meanwhile inherits.
struct PrivatePipe {
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
