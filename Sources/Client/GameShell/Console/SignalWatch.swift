import Dispatch
import Glibc
package import Profile
import Terminal

/// Hears SIGINT, SIGTERM and SIGHUP on a thread of its own, so that they end the program even while the main loop hangs
/// in a terminal that takes no output.
package final class SignalWatch: Sendable {
  /// A little longer than the main loop gives leaving.
  private static let patience = DispatchTimeInterval.milliseconds(Int(SessionWorker.leavingTimeout) + 300)

  /// Hands every signal on, and ends the process itself if nobody else does.
  ///
  /// - Parameter heard: Called on the thread of its own with the status to leave with.
  package init(_ signals: Signals, heard: @escaping @Sendable (ExitStatus) -> Void) {
    let thread = DispatchQueue(label: "glosa.signals")
    thread.async { @Sendable in
      while true {
        var descriptor = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, -1) > 0, let status = signals.next() else { continue }
        heard(status)
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { @Sendable in
          Terminal.abandon()
          _exit(status.rawValue)
        }
      }
    }
  }
}
