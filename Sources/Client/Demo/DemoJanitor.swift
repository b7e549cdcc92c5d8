import Glibc

/// A small process that outlives the demo, ends its server and removes its folder.
///
/// It waits for the end of a pipe that only the demo holds: that comes whether the demo finishes, is killed or breaks
/// down, and by then nothing of the demo can make a file any more.
package struct DemoJanitor {
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
    let script = #"read -r _; kill -9 "$1"; rm -rf -- "$0" || rm -rf -- "$0""#
    // Whoever reads what the demo prints must not wait for the janitor: it writes nowhere.
    process =
      Spawn.process(
        ["/bin/sh", "-c", script, folder, String(server)], hearsSignals: false, input: ends.reading
      ).process
  }

  /// Has the work done now, and waits for it.
  func finish(server: pid_t) {
    if pipe >= 0 { close(pipe) }
    if process < 0 { kill(server, SIGKILL) }
    waitpid(server, nil, 0)
    if process >= 0 { waitpid(process, nil, 0) }
  }
}
